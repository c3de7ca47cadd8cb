/** Packed operators without a wasm form: definitions as loops, and known answers. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Evaluation } from "./evaluation.ts";
import { PACKED_OPERATORS, blockDifferences, leastWord } from "./packed-operators.ts";
import { reciprocalRoots, reciprocals } from "./reciprocal.ts";
import { lanesOf, vectorOf } from "./vector.ts";

const vector = fc.bigInt(0n, (1n << 128n) - 1n);
const single = (x: number): number => new Uint32Array(Float32Array.of(x).buffer)[0] ?? 0;
const number = (bits: number): number =>
  new Float32Array(Uint32Array.of(bits).buffer)[0] ?? Number.NaN;

it("PHMINPOSUW finds the first least word", () => {
  expect(leastWord(vectorOf([9, 5, 7, 5, 6, 8, 9, 9], 16))).toBe(0x1_0005n);
  fc.assert(fc.property(vector, (v) => {
    const words = lanesOf(v, 16);
    const index = Number(leastWord(v) >> 16n);
    expect(words.every((word) => word >= (words[index] ?? 0))).toBe(true);
    expect(leastWord(v) & 0xffffn).toBe(BigInt(words[index] ?? 0));
  }));
});

it("MPSADBW sums differences of blocks", () => {
  fc.assert(fc.property(vector, vector, fc.integer({ min: 0, max: 7 }), (a, b, control) => {
    const byte = (v: bigint, i: number): number => Number((v >> BigInt(8 * i)) & 0xffn);
    const sums = lanesOf(blockDifferences(a, b, control), 16);
    sums.forEach((sum, k) => {
      let expected = 0;
      for (let i = 0; i < 4; i++) {
        const x = byte(a, (control & 4) + k + i);
        const y = byte(b, 4 * (control & 3) + i);
        expected += x > y ? x - y : y - x;
      }
      expect(sum).toBe(expected);
    });
  }));
});

describe("reciprocals", () => {
  /** Relative error that the architecture allows. */
  const BOUND = 1.5 / 4096;

  it("stay within the architecture's bound", () => {
    const positive = fc.float({ min: 2 ** -125, max: 2 ** 125, noNaN: true });
    fc.assert(fc.property(positive, (x) => {
      const lanes = vectorOf([single(x), single(-x), 0, 0], 32);
      const [r = 0, s = 0] = lanesOf(reciprocals(lanes), 32).map(number);
      expect(Math.abs(r * x - 1)).toBeLessThan(BOUND);
      expect(s).toBe(-r);
      const root = number(lanesOf(reciprocalRoots(lanes), 32)[0] ?? 0);
      expect(Math.abs(root * Math.sqrt(x) - 1)).toBeLessThan(BOUND);
    }));
  });

  it("have the manual's special values", () => {
    const infinity = 0x7f800000;
    const specials = [0, 0x80000000, 1, 0x80000001];
    expect(lanesOf(reciprocals(vectorOf(specials, 32)), 32))
      .toEqual([infinity, 0xff800000, infinity, 0xff800000]);
    expect(lanesOf(reciprocalRoots(vectorOf(specials, 32)), 32))
      .toEqual([infinity, 0xff800000, infinity, 0xff800000]);
    const others = vectorOf([infinity, 0xff800000, 0x7f800001, 0x7f000001], 32);
    expect(lanesOf(reciprocals(others), 32)).toEqual([0, 0x80000000, 0x7fc00001, 0]);
    expect(lanesOf(reciprocalRoots(others), 32).slice(0, 3)).toEqual([0, 0xffc00000, 0x7fc00001]);
  });
});

describe("dot products", () => {
  const evaluation = (mxcsr: number): Evaluation => {
    const e = { mxcsr, raised: 0, fault: undefined as unknown };
    return Object.assign(e, {
      raise: (vector: string) => { e.fault = { vector }; },
    }) as unknown as Evaluation;
  };
  const dpps = PACKED_OPERATORS.calls["dpps"];
  const ones = vectorOf([1, 2, 3, 4].map(single), 32);

  it("multiply where the upper control bits say so, store where the lower ones do", () => {
    expect(dpps?.(evaluation(0x1f80), [ones, ones, 0x75n]))
      .toBe(vectorOf([14, 0, 14, 0].map(single), 32));
  });

  it("stop at the stage whose exception is unmasked", () => {
    const e = evaluation(0x1f80 & ~0x80);
    const infinite = vectorOf([0x7f800000, 0, 0, 0x00000001], 32);
    dpps?.(e, [infinite, vectorOf([0, 0, 0, single(1)], 32), 0xffn]);
    // Infinity times zero is invalid (unmasked), the denormal of another lane shows beside it.
    expect(e.raised).toBe(0x03);
    expect(e.fault).toMatchObject({ vector: "XM" });
  });

  it("keep the flags of earlier stages when a later one stops", () => {
    const e = evaluation(0x1f80 & ~0x100);
    const tiny = vectorOf([0x00800001, 0, 0, 0], 32);
    dpps?.(e, [tiny, vectorOf([single(0.5), 0, 0, 0], 32), 0xffn]);
    // The product underflows inexactly (masked); adding that denormal is an unmasked exception.
    expect(e.raised).toBe(0x32);
    expect(e.fault).toMatchObject({ vector: "XM" });
  });
});
