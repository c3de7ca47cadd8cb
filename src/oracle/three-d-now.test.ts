/** Known answers from the tables of AMD's 3DNow! manual, and the definitions that fill its gaps. */
import { describe, expect, it } from "vitest";
import type { Evaluation } from "./evaluation.ts";
import { THREE_D_NOW_OPERATORS } from "./three-d-now.ts";

const single = (x: number): bigint => BigInt(new Uint32Array(Float32Array.of(x).buffer)[0] ?? 0);
const pair = (low: number, high: number): bigint => single(low) | (single(high) << 32n);

/** The operators are pure: what they are evaluated in plays no part. */
const NOWHERE = Object.freeze({}) as Evaluation;
function run(name: string, ...args: readonly bigint[]): bigint {
  const result = THREE_D_NOW_OPERATORS.calls[name]?.(NOWHERE, args);
  if (typeof result !== "bigint") throw new Error(`no operator ${name}`);
  return result;
}

const LARGEST = 0x7f7fffffn;

describe("arithmetic", () => {
  it("works on both halves", () => {
    expect(run("pfadd", pair(1, 2), pair(10, 20))).toBe(pair(11, 22));
    expect(run("pfsub", pair(1, 2), pair(10, 20))).toBe(pair(-9, -18));
    expect(run("pfsubr", pair(1, 2), pair(10, 20))).toBe(pair(9, 18));
    expect(run("pfmul", pair(3, -2), pair(0.5, 0.25))).toBe(pair(1.5, -0.5));
  });

  it("saturates at the largest number and flushes below the least", () => {
    expect(run("pfadd", pair(3e38, -3e38), pair(3e38, -3e38)))
      .toBe(LARGEST | ((LARGEST | 0x80000000n) << 32n));
    expect(run("pfmul", pair(1e-30, -1e-30), pair(1e-30, 1e-30))).toBe(pair(0, -0));
    expect(run("pfadd", 1n, 0x80000001n)).toBe(0n);
  });

  it("gives zeros the signs of the manual", () => {
    expect(run("pfadd", pair(-0, -0), pair(-0, 0))).toBe(pair(-0, 0));
    expect(run("pfadd", pair(-1, 1), pair(1, -1))).toBe(pair(-0, 0));
    expect(run("pfsub", pair(-0, 0), pair(0, 0))).toBe(pair(-0, 0));
    expect(run("pfmax", pair(-0, -1), pair(-0, -0))).toBe(pair(0, 0));
    expect(run("pfmin", pair(0, 1), pair(-0, -0))).toBe(pair(0, 0));
  });

  it("accumulates", () => {
    expect(run("pfacc", pair(1, 2), pair(10, 20))).toBe(pair(3, 30));
    expect(run("pfnacc", pair(1, 2), pair(10, 20))).toBe(pair(-1, -10));
    expect(run("pfpnacc", pair(1, 2), pair(10, 20))).toBe(pair(-1, 30));
  });
});

describe("comparisons", () => {
  it("treat the zeros as equal", () => {
    expect(run("pfcmpeq", pair(0, 1), pair(-0, 2))).toBe(0xffffffffn);
    expect(run("pfcmpge", pair(-0, 1), pair(0, 2))).toBe(0xffffffffn);
    expect(run("pfcmpgt", pair(0, 3), pair(-0, 2))).toBe(0xffffffff00000000n);
  });
});

describe("conversions", () => {
  it("truncate and saturate", () => {
    expect(run("pf2id", pair(2.9, -2.9))).toBe(0xfffffffe00000002n);
    expect(run("pf2id", pair(3e9, -3e9))).toBe(0x800000007fffffffn);
    expect(run("pf2iw", pair(40000, -40000))).toBe(0xffff800000007fffn);
  });

  it("from integers truncate to 24 bits", () => {
    expect(run("pi2fd", 0x7fffffffn)).toBe(0x4effffffn);
    expect(run("pi2fd", 0x80000001n)).toBe(0xceffffffn);
    expect(run("pi2fw", 0x0001ffff_1234fffen)).toBe(pair(-2, -1));
  });
});

describe("reciprocals", () => {
  it("fill both halves from the low one", () => {
    expect(run("pfrcp", pair(4, 99))).toBe(pair(0.25, 0.25));
    expect(run("pfrsqrt", pair(-4, 99))).toBe(pair(-0.5, -0.5));
  });

  it("of zero are the largest number with its sign", () => {
    expect(run("pfrcp", pair(-0, 1))).toBe((LARGEST | 0x80000000n) * 0x100000001n);
    expect(run("pfrsqrt", pair(0, 1))).toBe(LARGEST * 0x100000001n);
  });

  it("the manual's sequence for 1/w ends within a unit of the last place", () => {
    for (const w of [3, 7, 1.1, 1e10, 2.5e-20]) {
      const x0 = run("pfrcp", single(w));
      const step1 = run("pfrcpit1", single(w) * 0x100000001n, x0);
      const result = run("pfrcpit2", step1, x0) & 0xffffffffn;
      expect(Math.abs(Number(result - single(Math.fround(1 / Math.fround(w)))))).toBeLessThan(2);
    }
  });

  it("the manual's sequence for 1/sqrt(w) ends within a unit of the last place", () => {
    for (const w of [3, 7, 1.1, 1e10, 2.5e-20]) {
      const x0 = run("pfrsqrt", single(w));
      const step1 = run("pfrsqit1", run("pfmul", x0, x0), single(w) * 0x100000001n);
      const result = run("pfrcpit2", step1, x0) & 0xffffffffn;
      const expected = single(Math.fround(1 / Math.sqrt(Math.fround(w))));
      expect(Math.abs(Number(result - expected))).toBeLessThan(2);
    }
  });
});

describe("integers", () => {
  it("PMULHRW rounds the upper half of the product", () => {
    // 0x4000 * 2 = 0x8000: exactly half of 2^16 rounds up; (-1) * 1 rounds to 0.
    expect(run("pmulhrw", 0x8000ffff00014000n, 0x8000000100010002n)).toBe(0x4000000000000001n);
  });
});
