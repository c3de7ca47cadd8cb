/** The judging rules of the vector format, each once kept and once broken. */
import { describe, expect, it } from "vitest";
import { judgeMemory, judgeRegisters } from "./judge.ts";
import type { Outcome } from "./judge.ts";
import type { Vector } from "./vector-file.ts";

const FLAG_MASK = 0xcd5;
const BEFORE = {
  rax: "1", fl: "202", fsw: "0", rip: "100800", y0: "00".repeat(32), R0: "00".repeat(10),
};

function vectorWith(parts: Partial<Vector>): Vector {
  return { f: "Test", n: 0, c: "90", in: {}, out: { rip: "100801" }, ...parts };
}

/** Names of what differs when the run left `registers` (over what was there before). */
function differing(
  vector: Vector, registers: Record<string, string>, exception?: Outcome["exception"],
): string[] {
  const outcome = { registers: { ...BEFORE, rip: "100801", ...registers }, exception };
  return judgeRegisters(vector, BEFORE, outcome, FLAG_MASK).map(({ what }) => what);
}

describe("registers", () => {
  it("must be as recorded, and unchanged where nothing is recorded", () => {
    const vector = vectorWith({ out: { rip: "100801", rax: "2" } });
    expect(differing(vector, { rax: "2" })).toEqual([]);
    expect(differing(vector, {})).toEqual(["rax"]);
    expect(differing(vector, { rax: "2", y0: `01${"00".repeat(31)}` })).toEqual(["y0"]);
  });

  it("do not count where the result is undefined", () => {
    expect(differing(vectorWith({ ur: ["rax"] }), { rax: "77" })).toEqual([]);
  });

  it("count flags under the mask, without undefined ones", () => {
    expect(differing(vectorWith({}), { fl: "10202" })).toEqual([]);
    expect(differing(vectorWith({}), { fl: "212" })).toEqual(["fl"]);
    expect(differing(vectorWith({ uf: "10" }), { fl: "212" })).toEqual([]);
    expect(differing(vectorWith({ uf: "10" }), { fl: "213" })).toEqual(["fl"]);
  });

  it("count the x87 status word, without undefined bits", () => {
    expect(differing(vectorWith({}), { fsw: "100" })).toEqual(["fsw"]);
    expect(differing(vectorWith({ us: "4700" }), { fsw: "100" })).toEqual([]);
    expect(differing(vectorWith({ us: "4700" }), { fsw: "120" })).toEqual(["fsw"]);
  });
});

describe("exceptions", () => {
  const recorded = vectorWith({ out: { rip: "100801" }, e: { v: 14, cr2: "200000" } });
  it("must have the recorded vector and address", () => {
    expect(differing(recorded, {}, { v: 14, cr2: "200000" })).toEqual([]);
    expect(differing(recorded, {}, { v: 14, cr2: "200001" })).toEqual(["cr2"]);
    expect(differing(recorded, {}, { v: 13, cr2: "0" })).toEqual(["exception"]);
    expect(differing(recorded, {})).toEqual(["exception"]);
    expect(differing(vectorWith({}), {}, { v: 6, cr2: "0" })).toEqual(["exception"]);
  });
});

describe("approximations", () => {
  const lanes = (value: number): string => {
    const view = new DataView(new ArrayBuffer(32));
    view.setFloat32(0, value, true);
    return Array.from(new Uint8Array(view.buffer), (b) => b.toString(16).padStart(2, "0")).join("");
  };
  const rcp = (y0: string): Vector => vectorWith({ ap: "rcp", out: { rip: "100801", y0 } });

  it("of reciprocals may be off by a relative 2^-11", () => {
    expect(differing(rcp(lanes(0.5)), { y0: lanes(0.5 + 0.5 * 2 ** -11) })).toEqual([]);
    expect(differing(rcp(lanes(0.5)), { y0: lanes(0.5 + 0.5 * 2 ** -10) })).toEqual(["y0"]);
    expect(differing(rcp(lanes(0)), { y0: lanes(1e-30) })).toEqual(["y0"]);
    expect(differing(rcp(lanes(Infinity)), { y0: lanes(3e38) })).toEqual(["y0"]);
  });

  const x87 = vectorWith({ ap: "x87", out: { rip: "100801", R0: "0000000000000080ff3f" } });
  it("of the x87 may be off by four units, across a power of two as well", () => {
    expect(differing(x87, { R0: "0400000000000080ff3f" })).toEqual([]);
    expect(differing(x87, { R0: "0500000000000080ff3f" })).toEqual(["R0"]);
    expect(differing(x87, { R0: "fdfffffffffffffffe3f" })).toEqual([]);
    expect(differing(x87, { R0: "0000000000000080ffbf" })).toEqual(["R0"]);
    expect(differing(x87, { R0: "0000000000000080ff3f", fsw: "220" })).toEqual([]);
  });
});

describe("memory", () => {
  const of = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);
  it("differs in runs of bytes, undefined ones left out", () => {
    const vector = vectorWith({ um: [["1001", 1]] });
    expect(judgeMemory(vector, 0x1000, of(1, 2, 3), of(1, 9, 3))).toEqual([]);
    expect(judgeMemory(vector, 0x1000, of(1, 2, 3, 4), of(0, 9, 3, 5))).toEqual([
      { what: "memory 0x1000", expected: "01", actual: "00" },
      { what: "memory 0x1003", expected: "04", actual: "05" },
    ]);
  });
});
