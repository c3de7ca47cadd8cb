/** Explanations cover every bit once, for every form and for any bytes. */
import { describe, expect, it } from "vitest";
import { createPrng } from "../../conformance/prng.ts";
import { BYTE_KINDS, randomBytes } from "../../conformance/random-bytes.ts";
import { sampleOf } from "../../conformance/row-samples.ts";
import { createDecoder } from "../decoder/decode.ts";
import { DECODED } from "../decoder/instruction.ts";
import { fullTable } from "../table/full.ts";
import { Explainer } from "./explain.ts";
import type { Explanation } from "./explain.ts";
import { sourceFinder } from "./source.ts";

const table = fullTable();
const explainer = new Explainer(table.forms, createDecoder(table), sourceFinder(table));

function explainHex(hex: string): Explanation {
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return explainer.explain(bytes, 0, bytes.length);
}

/** How often each bit stands in a field; complains about the first that is not there once. */
function uncovered({ fields, length }: Explanation): string | undefined {
  const seen = new Uint8Array(length * 8);
  for (const { offset, bytes, high, low } of fields) {
    for (let byte = offset; byte < offset + bytes; byte++) {
      for (let bit = byte * 8 + low; bit <= byte * 8 + high; bit++) {
        seen[bit] = (seen[bit] ?? 0) + 1;
      }
    }
  }
  const at = seen.findIndex((count) => count !== 1);
  return at < 0 && seen.length === length * 8
    ? undefined
    : `byte ${at >> 3} bit ${at & 7} stands in ${seen[at]} fields`;
}

function summary(hex: string): string[] {
  return explainHex(hex).fields.map(({ name, value, meaning }) => `${name} ${value} ${meaning}`);
}

describe("explain", () => {
  it("names every part of a legacy instruction", () => {
    const explanation = explainHex("f0498344b1f007");
    expect(explanation.form?.id).toBe("add_rm64_imm8");
    expect(explanation.source).toMatchObject({ title: "Add", manual: "SDM 2A, ADD" });
    expect(explanation.source?.row).toMatch(/^add_rm64_imm8 {2}rm64:rw simm8 {2}o64 83 \/0 ib/);
    expect(summary("f0498344b1f007")).toEqual([
      "prefix 0xf0 lock: the memory operand is read and written as one",
      "REX 0b0100 0100: a REX prefix",
      "REX.W 0b1 64-bit operand size",
      "REX.R 0b0 adds nothing to ModRM.reg",
      "REX.X 0b0 adds nothing to SIB.index",
      "REX.B 0b1 adds 8 to ModRM.rm, SIB.base or the opcode's register",
      "opcode 0x83 add",
      "ModRM.mod 0b01 memory, 8-bit displacement",
      "ModRM.reg 0b000 /0: part of the opcode",
      "ModRM.rm 0b100 a SIB byte follows",
      "SIB.scale 0b10 index times 4",
      "SIB.index 0b110 index rsi",
      "SIB.base 0b001 base r9",
      "displacement 0xf0 -0x10",
      "immediate 0x07 sign-extended to 64 bits",
    ]);
  });

  it("names every part of a VEX prefix", () => {
    expect(summary("c5e958c3").slice(0, 5)).toEqual([
      "VEX 0xc5 lead of a 2-byte VEX prefix",
      "VEX.R 0b1 adds nothing to ModRM.reg",
      "VEX.vvvv 0b1101 register 2, stored inverted",
      "VEX.L 0b0 128-bit vectors or scalar",
      "VEX.pp 0b01 implied 66",
    ]);
  });

  it("says that a REX before another prefix is ignored", () => {
    expect(summary("486689c8")[0]).toBe(
      "REX 0x48 ignored: a REX counts only directly before the opcode",
    );
  });

  it("gives a reason and the bytes for what is no instruction", () => {
    const explanation = explainHex("06");
    expect(explanation.form).toBeUndefined();
    expect(explanation.status).not.toBe(DECODED);
    expect(explanation.fields).toEqual([{
      offset: 0, bytes: 1, high: 7, low: 0, name: "byte", value: "0x06",
      meaning: "part of no instruction",
    }]);
    expect(explainHex("")).toMatchObject({ length: 0, fields: [], form: undefined });
  });

  it("covers every bit of every form once", () => {
    const prng = createPrng(1);
    for (const form of table.forms) {
      for (let i = 0; i < 6; i++) {
        const bytes = Uint8Array.from(sampleOf(form, prng, i === 0));
        const explanation = explainer.explain(bytes, 0, bytes.length);
        expect(uncovered(explanation), `${form.id} ${bytes}`).toBeUndefined();
      }
    }
  });

  it.each(BYTE_KINDS)("covers every bit of any bytes of kind %s", (kind) => {
    const bytes = randomBytes(kind, createPrng(2), 40_000, () => [0x48, 0x8b, 0x44, 0x8b, 0xf0]);
    for (let at = 0; at < bytes.length; at += 3) {
      const explanation = explainer.explain(bytes, at, bytes.length);
      const complaint = uncovered(explanation);
      if (complaint !== undefined) {
        throw new Error(`${complaint}: ${bytes.subarray(at, at + 15)} ${explanation.form?.id}`);
      }
    }
  });
});
