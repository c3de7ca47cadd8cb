/**
 * Text comparisons against the manual's own formulation: a matrix of all comparisons, overridden
 * where elements are invalid, then aggregated (SDM volume 2B, 4.1.3 to 4.1.6).
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compareExplicit, compareImplicit, comparisonIndex, comparisonMask,
} from "./string-compare.ts";
import { vectorOf } from "./vector.ts";

interface Case { a: number[]; b: number[]; la: number; lb: number; imm: number }

/** The comparison of one pair, with the override of table 4-3 for invalid elements. */
function overridden(imm: number, equal: boolean, validA: boolean, validB: boolean): boolean {
  const mode = (imm >> 2) & 3;
  if (validA && validB) return equal;
  if (mode === 2) return !validA && !validB;
  if (mode === 3) return !validA;
  return false;
}

/** IntRes2 by the manual's pseudo-code; `a` indexes rows (first operand), `b` columns. */
function reference({ a, b, la, lb, imm }: Case): number {
  const n = a.length;
  const mode = (imm >> 2) & 3;
  const matrix = b.map((y, j) => a.map((x, i) => {
    const compared = mode !== 1 ? x === y : i % 2 === 0 ? y >= x : y <= x;
    return overridden(imm, compared, i < la, j < lb);
  }));
  const at = (j: number, i: number): boolean => matrix[j]?.[i] ?? false;
  let result = 0;
  for (let j = 0; j < n; j++) {
    let bit = mode === 3;
    for (let i = 0; i < n; i++) {
      if (mode === 0) bit ||= at(j, i);
      if (mode === 1 && i % 2 === 0) bit ||= at(j, i) && at(j, i + 1);
      if (mode === 2 && i === j) bit = at(j, i);
      if (mode === 3 && i + j < n) bit &&= at(i + j, i);
    }
    if (bit) result |= 1 << j;
  }
  for (let j = 0; j < n; j++) {
    if ((imm & 0x10) !== 0 && ((imm & 0x20) === 0 || j < lb)) result ^= 1 << j;
  }
  return result;
}

const cases: fc.Arbitrary<Case> = fc.integer({ min: 0, max: 127 }).chain((imm) => {
  const bits = imm & 1 ? 16 : 8;
  const n = 128 / bits;
  const limit = 1 << bits;
  const low = imm & 2 ? -limit / 2 : 0;
  const extremes = fc.constantFrom(0, low, low + limit - 1);
  const element = fc.oneof(fc.integer({ min: 1, max: 4 }), extremes);
  const text = fc.array(element, { minLength: n, maxLength: n });
  const length = fc.integer({ min: 0, max: n });
  return fc.record({ a: text, b: text, la: length, lb: length, imm: fc.constant(imm) });
});

const pack = (text: readonly number[]): bigint => vectorOf(text, text.length === 8 ? 16 : 8);
const terminated = (text: readonly number[]): number => {
  const end = text.indexOf(0);
  return end < 0 ? text.length : end;
};

function expected(c: Case): bigint {
  const bits = reference(c);
  const n = c.a.length;
  const flags = (bits !== 0 ? 1 : 0) | (c.lb < n ? 2 : 0) | (c.la < n ? 4 : 0) | (bits & 1 ? 8 : 0);
  return BigInt(bits | (flags << 16));
}

describe("comparison", () => {
  it("of explicit lengths, their sign ignored", () => {
    fc.assert(fc.property(cases, fc.boolean(), (c, negate) => {
      const sign = negate ? -1n : 1n;
      const result = compareExplicit(
        pack(c.a), pack(c.b), sign * BigInt(c.la), BigInt(c.lb), BigInt(c.imm));
      expect(result).toBe(expected(c));
    }), { numRuns: 2000 });
  });

  it("of zero-terminated texts", () => {
    fc.assert(fc.property(cases, (c) => {
      const lengths = { la: terminated(c.a), lb: terminated(c.b) };
      expect(compareImplicit(pack(c.a), pack(c.b), BigInt(c.imm)))
        .toBe(expected({ ...c, ...lengths }));
    }), { numRuns: 2000 });
  });

  it("saturates lengths beyond the vector, the most negative one included", () => {
    expect(compareExplicit(0n, 0n, -(1n << 63n), 1000n, 0x08n)).toBe(0xffffn | (0b1001n << 16n));
  });
});

describe("output", () => {
  it("index of the lowest or highest bit, or the number of elements", () => {
    expect(comparisonIndex(0b0110_0000n, 0n)).toBe(5n);
    expect(comparisonIndex(0b0110_0000n, 0x40n)).toBe(6n);
    expect(comparisonIndex(0xf0000n, 0n)).toBe(16n);
    expect(comparisonIndex(0n, 0x41n)).toBe(8n);
  });

  it("mask as bits or as whole elements", () => {
    expect(comparisonMask(0xf8005n, 0n)).toBe(0x8005n);
    expect(comparisonMask(0x5n, 0x40n)).toBe(0xff00ffn);
    expect(comparisonMask(0x5n, 0x41n)).toBe(0xffff_0000_ffffn);
  });
});
