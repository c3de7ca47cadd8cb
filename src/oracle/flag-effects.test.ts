/** Flags of additions and subtractions against a definition that uses no carry vector. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Builder } from "../../spec/ir/builder.ts";
import type { Flag, Width } from "../../spec/ir/ir.ts";
import { RFLAGS_BIT } from "../machine/flags.ts";
import { readStatus, writeStatus } from "../machine/registers.ts";
import { evaluateProgram } from "./evaluate-program.ts";

/** RFLAGS status bits after the effects of a program, starting from `before`. */
function statusAfter(before: number, write: (m: Builder) => void): number {
  return readStatus(evaluateProgram(write, (state) => writeStatus(state, before)).e.state);
}

function statusOf(flags: Readonly<Record<Flag, boolean>>): number {
  return Object.entries(flags).reduce(
    (status, [flag, set]) => (set ? status | (1 << RFLAGS_BIT[flag as Flag]) : status), 0);
}

const evenOnes = (byte: bigint): boolean =>
  byte.toString(2).split("").filter((bit) => bit === "1").length % 2 === 0;

/** The manual's definition: carry and borrow by comparison, overflow by range. */
function expected(kind: "add" | "sub", bits: Width, x: bigint, y: bigint, carryIn: bigint): number {
  const exact = kind === "add" ? x + y + carryIn : x - y - carryIn;
  const signed = (v: bigint): bigint => BigInt.asIntN(bits, v);
  const exactSigned = kind === "add"
    ? signed(x) + signed(y) + carryIn : signed(x) - signed(y) - carryIn;
  const low = kind === "add"
    ? (x & 15n) + (y & 15n) + carryIn : (x & 15n) - (y & 15n) - carryIn;
  const r = BigInt.asUintN(bits, exact);
  return statusOf({
    cf: exact < 0n || exact >= 1n << BigInt(bits),
    of: signed(r) !== exactSigned,
    af: low < 0n || low > 15n,
    zf: r === 0n, sf: signed(r) < 0n, pf: evenOnes(r & 0xffn),
  });
}

const width = fc.constantFrom<Width>(8, 16, 32, 64);
const EDGES = [
  0n, 1n, 7n, 8n, 15n, 0x7fn, 0x80n, 0xffn, 0x7fffn, 0x8000n, 1n << 31n, (1n << 63n) - 1n,
  1n << 63n,
];
const word = fc.oneof(fc.constantFrom(...EDGES), fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }));

describe("flags of", () => {
  for (const kind of ["add", "sub"] as const) {
    it(kind, () => fc.assert(fc.property(width, word, word, fc.boolean(), (bits, a, b, carry) => {
      const [x, y] = [BigInt.asUintN(bits, a), BigInt.asUintN(bits, b)];
      const c = carry ? 1n : 0n;
      const r = kind === "add" ? x + y + c : x - y - c;
      const status = statusAfter(0, (m) =>
        m.flags(kind, bits, m.const(x), m.const(y), m.const(r)));
      expect(status).toBe(expected(kind, bits, x, y, c));
      const kept = statusAfter(1, (m) =>
        m.flags(kind, bits, m.const(x), m.const(y), m.const(r), true));
      expect(kept).toBe(expected(kind, bits, x, y, c) | 1);
    }), { numRuns: 500 }));
  }

  it("logic: CF, OF and AF are clear", () => {
    fc.assert(fc.property(width, word, (bits, a) => {
      const r = BigInt.asUintN(bits, a);
      const status = statusAfter(0x8d5, (m) =>
        m.flags("logic", bits, m.const(r), m.const(r), m.const(r)));
      expect(status).toBe(statusOf({
        cf: false, of: false, af: false,
        zf: r === 0n, sf: r >> BigInt(bits - 1) === 1n, pf: evenOnes(r & 0xffn),
      }));
    }));
  });

  it("single flags: what is not named stays", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 0xfff }), fc.boolean(), (image, set) => {
      const before = image & 0x8d5;
      const status = statusAfter(before, (m) =>
        m.setFlags({ of: m.truth(set), pf: m.truth(!set) }));
      expect(status).toBe((before & ~0x804) | (set ? 0x800 : 4));
    }));
  });
});
