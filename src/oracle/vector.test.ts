/** Each operator against a loop over BigInt lanes written from its definition, known answers. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Lanes, VectorBinary, VectorShift } from "../../spec/ir/ir.ts";
import {
  LANE_BITS, laneOf, pair, shuffleBytes, signBits, splat, vectorAbs, vectorBinary, vectorExtend,
  vectorShift, withLane,
} from "./vector.ts";

const SHAPES = ["i8x16", "i16x8", "i32x4", "i64x2"] as const;

/** Vectors in which equal lanes, zeros, all ones and extreme values are frequent. */
const vector = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0, 1, 0x7f, 0x80, 0xff)),
    { minLength: 16, maxLength: 16 })
  .map((bytes) => bytes.reduce((v, byte) => (v << 8n) | BigInt(byte), 0n));

function split(v: bigint, bits: number): bigint[] {
  return Array.from({ length: 128 / bits }, (_, i) => BigInt.asUintN(bits, v >> BigInt(i * bits)));
}

function join(lanes: readonly bigint[], bits: number): bigint {
  return lanes.reduceRight((v, lane) => (v << BigInt(bits)) | BigInt.asUintN(bits, lane), 0n);
}

type Definition = (x: bigint, y: bigint, bits: number) => bigint;
const int = (x: bigint, bits: number): bigint => BigInt.asIntN(bits, x);
const clampTo = (x: bigint, low: bigint, high: bigint): bigint =>
  (x < low ? low : x > high ? high : x);
const clampSigned = (x: bigint, bits: number): bigint =>
  clampTo(x, -(1n << BigInt(bits - 1)), (1n << BigInt(bits - 1)) - 1n);
const clampUnsigned = (x: bigint, bits: number): bigint =>
  clampTo(x, 0n, (1n << BigInt(bits)) - 1n);

const DEFINITIONS: readonly (readonly [VectorBinary, readonly Lanes[], Definition])[] = [
  ["add", SHAPES, (x, y) => x + y],
  ["sub", SHAPES, (x, y) => x - y],
  ["mul", SHAPES, (x, y) => x * y],
  ["add_sat_s", ["i8x16", "i16x8"], (x, y, n) => clampSigned(int(x, n) + int(y, n), n)],
  ["add_sat_u", ["i8x16", "i16x8"], (x, y, n) => clampUnsigned(x + y, n)],
  ["sub_sat_s", ["i8x16", "i16x8"], (x, y, n) => clampSigned(int(x, n) - int(y, n), n)],
  ["sub_sat_u", ["i8x16", "i16x8"], (x, y, n) => clampUnsigned(x - y, n)],
  ["min_s", ["i8x16", "i16x8", "i32x4"], (x, y, n) => (int(x, n) < int(y, n) ? x : y)],
  ["min_u", ["i8x16", "i16x8", "i32x4"], (x, y) => (x < y ? x : y)],
  ["max_s", ["i8x16", "i16x8", "i32x4"], (x, y, n) => (int(x, n) > int(y, n) ? x : y)],
  ["max_u", ["i8x16", "i16x8", "i32x4"], (x, y) => (x > y ? x : y)],
  ["avgr_u", ["i8x16", "i16x8"], (x, y) => (x + y + 1n) >> 1n],
  ["eq", SHAPES, (x, y) => (x === y ? -1n : 0n)],
  ["gt_s", SHAPES, (x, y, n) => (int(x, n) > int(y, n) ? -1n : 0n)],
  ["mulh_s", ["i16x8", "i32x4"], (x, y, n) => (int(x, n) * int(y, n)) >> BigInt(n)],
  ["mulh_u", ["i16x8", "i32x4"], (x, y, n) => (x * y) >> BigInt(n)],
  ["and", SHAPES, (x, y) => x & y],
  ["or", SHAPES, (x, y) => x | y],
  ["xor", SHAPES, (x, y) => x ^ y],
  ["andnot", SHAPES, (x, y) => x & ~y],
];

describe("lane-wise operators", () => {
  for (const [fn, shapes, define] of DEFINITIONS) {
    for (const lanes of shapes) {
      it(`${fn} ${lanes}`, () => {
        const bits = LANE_BITS[lanes];
        fc.assert(fc.property(vector, vector, (a, b) => {
          const y = split(b, bits);
          const expected = split(a, bits).map((x, i) => define(x, y[i] ?? 0n, bits));
          expect(vectorBinary(fn, lanes, a, b)).toBe(join(expected, bits));
        }));
      });
    }
  }

  it("refuses an operator that the shape does not have", () => {
    expect(() => vectorBinary("min_s", "i64x2", 1n, 2n)).toThrow(/defect/);
  });
});

describe("operators between lanes", () => {
  for (const lanes of ["i16x8", "i32x4"] as const) {
    it(`narrow ${lanes}`, () => {
      const bits = LANE_BITS[lanes];
      fc.assert(fc.property(vector, vector, (a, b) => {
        const wide = [...split(a, bits), ...split(b, bits)].map((x) => int(x, bits));
        expect(vectorBinary("narrow_s", lanes, a, b))
          .toBe(join(wide.map((x) => clampSigned(x, bits / 2)), bits / 2));
        expect(vectorBinary("narrow_u", lanes, a, b))
          .toBe(join(wide.map((x) => clampUnsigned(x, bits / 2)), bits / 2));
      }));
    });
  }

  it("dot_s", () => {
    fc.assert(fc.property(vector, vector, (a, b) => {
      const y = split(b, 16);
      const products = split(a, 16).map((x, i) => int(x, 16) * int(y[i] ?? 0n, 16));
      const sums = [0, 2, 4, 6].map((i) => (products[i] ?? 0n) + (products[i + 1] ?? 0n));
      expect(vectorBinary("dot_s", "i16x8", a, b)).toBe(join(sums, 32));
    }));
  });

  it("swizzle", () => {
    fc.assert(fc.property(vector, vector, (a, b) => {
      const bytes = split(a, 8);
      const picked = split(b, 8).map((i) => (i >= 128n ? 0n : bytes[Number(i & 15n)] ?? 0n));
      expect(vectorBinary("swizzle", "i8x16", a, b)).toBe(join(picked, 8));
    }));
  });

  it("shuffle", () => {
    const indexes = fc.array(fc.integer({ min: 0, max: 32 }), { minLength: 16, maxLength: 16 });
    fc.assert(fc.property(vector, vector, indexes, (a, b, list) => {
      const bytes = [...split(a, 8), ...split(b, 8), 0n];
      expect(shuffleBytes(a, b, list)).toBe(join(list.map((i) => bytes[i] ?? -1n), 8));
    }));
  });
});

describe("shifts, extension, lanes", () => {
  const shift = (fn: VectorShift, x: bigint, n: bigint, bits: number): bigint =>
    fn === "shl" ? x << n : fn === "shr_u" ? x >> n : int(x, bits) >> n;
  const count = fc.oneof(fc.bigInt(0n, 70n), fc.bigInt(0n, (1n << 64n) - 1n));

  for (const lanes of SHAPES) {
    const bits = LANE_BITS[lanes];
    it(`shifts of ${lanes}`, () => {
      fc.assert(fc.property(vector, count, (a, n) => {
        for (const fn of ["shl", "shr_u", "shr_s"] as const) {
          const by = n > 128n ? 128n : n;
          expect(vectorShift(fn, lanes, a, n))
            .toBe(join(split(a, bits).map((x) => shift(fn, x, by, bits)), bits));
        }
      }));
    });

    it(`abs, lane, withlane, splat, signs of ${lanes}`, () => {
      fc.assert(fc.property(vector, vector, fc.nat(128 / bits - 1), (a, b, index) => {
        const x = split(a, bits);
        expect(vectorAbs(lanes, a))
          .toBe(join(x.map((lane) => (int(lane, bits) < 0n ? -lane : lane)), bits));
        expect(laneOf(lanes, index, a)).toBe(x[index]);
        expect(withLane(lanes, index, a, b & ((1n << 64n) - 1n)))
          .toBe(join(x.map((lane, i) => (i === index ? b : lane)), bits));
        expect(splat(lanes, b & ((1n << 64n) - 1n))).toBe(join(x.map(() => b), bits));
        const signs = x.reduceRight((s, lane) => (s << 1n) | (int(lane, bits) < 0n ? 1n : 0n), 0n);
        expect(signBits(lanes, a)).toBe(signs);
      }));
    });
  }

  for (const lanes of ["i8x16", "i16x8", "i32x4"] as const) {
    it(`extension of ${lanes}`, () => {
      const bits = LANE_BITS[lanes];
      fc.assert(fc.property(vector, (a) => {
        const low = split(a, bits).slice(0, 64 / bits);
        expect(vectorExtend(lanes, false, a)).toBe(join(low, bits * 2));
        expect(vectorExtend(lanes, true, a)).toBe(join(low.map((x) => int(x, bits)), bits * 2));
      }));
    });
  }

  it("pairs halves", () => {
    expect(pair(0x1122334455667788n, 0x99aabbccddeeff00n))
      .toBe(0x99aabbccddeeff001122334455667788n);
  });
});
