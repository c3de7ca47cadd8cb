/** MXCSR arithmetic: against the host's own arithmetic where that is exact, and known answers. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FloatBinary } from "../../spec/ir/ir.ts";
import { environmentOfMxcsr } from "../softfloat/index.ts";
import {
  floatBinary, floatCompare, floatConvert, floatOrder, floatRound, vectorCompare, vectorConvert,
  vectorFloat, vectorRound, vectorSqrt,
} from "./float.ts";

const DEFAULT = environmentOfMxcsr(0x1f80);
const bitsOf = (x: number): bigint => new BigUint64Array(Float64Array.of(x).buffer)[0] ?? 0n;
const f32Bits = (x: number): bigint => BigInt(new Uint32Array(Float32Array.of(x).buffer)[0] ?? 0);
const join64 = (low: bigint, high: bigint): bigint => low | (high << 64n);
const join32 = (...lanes: readonly bigint[]): bigint =>
  lanes.reduceRight((v, lane) => (v << 32n) | lane, 0n);

const double = fc.double({ noNaN: true });
const QNAN = 0x7ff8000000000001n;
const SNAN = 0x7ff0000000000001n;

describe("arithmetic with default MXCSR is the host's", () => {
  const host: Readonly<Record<"add" | "sub" | "mul" | "div", (x: number, y: number) => number>> = {
    add: (x, y) => x + y, sub: (x, y) => x - y, mul: (x, y) => x * y, div: (x, y) => x / y,
  };
  for (const fn of ["add", "sub", "mul", "div"] as const) {
    it(`${fn}, scalar and packed`, () => {
      fc.assert(fc.property(double, double, (x, y) => {
        const expected = host[fn](x, y);
        const a = bitsOf(x);
        const b = bitsOf(y);
        const want = Number.isNaN(expected) ? 0xfff8000000000000n : bitsOf(expected);
        expect(floatBinary(fn, "f64", a, b, DEFAULT).bits).toBe(want);
        expect(vectorFloat(fn, "f64x2", join64(0n, a), join64(bitsOf(1), b), DEFAULT).bits >> 64n)
          .toBe(want);
      }));
    });
  }

  it("square roots", () => {
    fc.assert(fc.property(double, double, (x, y) => {
      const want = (z: number): bigint =>
        Number.isNaN(Math.sqrt(z)) ? 0xfff8000000000000n : bitsOf(Math.sqrt(z));
      expect(vectorSqrt("f64x2", join64(bitsOf(x), bitsOf(y)), DEFAULT).bits)
        .toBe(join64(want(x), want(y)));
    }));
  });
});

describe("flags", () => {
  it("of all lanes come together", () => {
    const a = join32(f32Bits(1), f32Bits(1), f32Bits(1e38), 1n);
    const b = join32(f32Bits(0), f32Bits(3), f32Bits(1e-38), f32Bits(1));
    // 1/0 raises ZE, 1/3 PE, 1e38/1e-38 OE and PE, a denormal DE.
    expect(vectorFloat("div", "f32x4", a, b, DEFAULT).flags & 0x3f).toBe(0x04 | 0x20 | 0x08 | 0x02);
  });

  it("min and max give the second operand for NaNs and zeros, and raise IE for quiet NaNs", () => {
    for (const fn of ["min", "max"] as readonly FloatBinary[]) {
      const invalid = { bits: bitsOf(1), flags: 1 };
      expect(floatBinary(fn, "f64", QNAN, bitsOf(1), DEFAULT)).toEqual(invalid);
      expect(floatBinary(fn, "f64", bitsOf(1), SNAN, DEFAULT)).toEqual({ bits: SNAN, flags: 1 });
      expect(floatBinary(fn, "f64", bitsOf(0), bitsOf(-0), DEFAULT).bits).toBe(bitsOf(-0));
      expect(floatBinary(fn, "f64", bitsOf(-0), bitsOf(0), DEFAULT).bits).toBe(bitsOf(0));
    }
  });

  it("addsub subtracts in even lanes", () => {
    const a = join32(f32Bits(5), f32Bits(5), f32Bits(5), f32Bits(5));
    const b = join32(f32Bits(1), f32Bits(2), f32Bits(3), f32Bits(4));
    expect(vectorFloat("addsub", "f32x4", a, b, DEFAULT).bits)
      .toBe(join32(f32Bits(4), f32Bits(7), f32Bits(2), f32Bits(9)));
  });
});

describe("comparisons", () => {
  /** Name, and whether it holds for greater, less, equal, unordered: SDM volume 2A, table 3-1. */
  const table: readonly (readonly [string, string])[] = [
    ["EQ", "FFTF"], ["LT", "FTFF"], ["LE", "FTTF"], ["UNORD", "FFFT"],
    ["NEQ", "TTFT"], ["NLT", "TFTT"], ["NLE", "TFFT"], ["ORD", "TTTF"],
    ["EQ_UQ", "FFTT"], ["NGE", "FTFT"], ["NGT", "FTTT"], ["FALSE", "FFFF"],
    ["NEQ_OQ", "TTFF"], ["GE", "TFTF"], ["GT", "TFFF"], ["TRUE", "TTTT"],
  ];
  /** Predicates that raise IE for a quiet NaN, by the same table. */
  const signalling = new Set([1, 2, 5, 6, 9, 10, 13, 14, 16, 19, 20, 23, 24, 27, 28, 31]);
  const operands = [[2, 1], [1, 2], [1, 1]].map(
    ([x = 0, y = 0]) => [bitsOf(x), bitsOf(y)] as const);

  for (let predicate = 0; predicate < 32; predicate++) {
    const [name, truth] = table[predicate & 15] ?? ["", ""];
    it(`${predicate} ${name}`, () => {
      [...operands, [QNAN, bitsOf(1)] as const].forEach(([a, b], order) => {
        const result = floatCompare("f64", predicate, a, b, DEFAULT);
        expect(result.bits).toBe(truth[order] === "T" ? 0xffffffffffffffffn : 0n);
        expect(result.flags).toBe(order === 3 && signalling.has(predicate) ? 1 : 0);
      });
      expect(floatCompare("f64", predicate, SNAN, 0n, DEFAULT).flags).toBe(1);
    });
  }

  it("lanes by themselves", () => {
    const a = join32(f32Bits(1), f32Bits(2), f32Bits(3), 0x7fc00000n);
    const b = join32(f32Bits(2), f32Bits(2), f32Bits(2), f32Bits(2));
    expect(vectorCompare("f32x4", 1, a, b, DEFAULT).bits).toBe(0xffffffffn);
  });

  it("order: quiet NaNs are invalid only for COMISD", () => {
    expect(floatOrder("f64", true, QNAN, 0n, DEFAULT)).toEqual({ order: 3, flags: 0 });
    expect(floatOrder("f64", false, QNAN, 0n, DEFAULT)).toEqual({ order: 3, flags: 1 });
    expect(floatOrder("f64", true, bitsOf(1), bitsOf(2), DEFAULT).order).toBe(1);
  });
});

describe("conversions", () => {
  it("out of range and NaN give the integer indefinite", () => {
    for (const a of [QNAN, bitsOf(2147483648), bitsOf(-1e300), bitsOf(Infinity)]) {
      expect(floatConvert("f64", "i32", false, a, DEFAULT))
        .toEqual({ bits: 0x80000000n, flags: 1 });
    }
    expect(floatConvert("f64", "i64", true, bitsOf(2 ** 63), DEFAULT))
      .toEqual({ bits: 0x8000000000000000n, flags: 1 });
  });

  it("round to nearest even, truncate, and MXCSR's direction", () => {
    const up = environmentOfMxcsr(0x1f80 | (2 << 13));
    expect(floatConvert("f64", "i32", false, bitsOf(2.5), DEFAULT).bits).toBe(2n);
    expect(floatConvert("f64", "i32", true, bitsOf(-2.9), DEFAULT).bits).toBe(0xfffffffen);
    expect(floatConvert("f64", "i32", false, bitsOf(2.1), up).bits).toBe(3n);
    expect(floatConvert("f64", "i32", true, bitsOf(2.1), up).bits).toBe(2n);
  });

  it("integers are signed", () => {
    expect(floatConvert("i32", "f32", false, 0xffffffffn, DEFAULT).bits).toBe(f32Bits(-1));
    expect(floatConvert("i64", "f64", false, 0xffffffffn, DEFAULT).bits).toBe(bitsOf(4294967295));
  });

  it("packed: low lanes when the result is wider, zeros above when it is narrower", () => {
    const singles = join32(f32Bits(1.5), f32Bits(-2), f32Bits(9), f32Bits(9));
    const doubles = join64(bitsOf(1.5), bitsOf(-2));
    expect(vectorConvert("f32x4", "f64x2", false, singles, DEFAULT).bits).toBe(doubles);
    expect(vectorConvert("f64x2", "f32x4", false, doubles, DEFAULT).bits)
      .toBe(join32(f32Bits(1.5), f32Bits(-2), 0n, 0n));
    expect(vectorConvert("f64x2", "i32x4", true, doubles, DEFAULT).bits).toBe(0xfffffffe00000001n);
    expect(vectorConvert("i32x4", "f64x2", false, 0xfffffffe00000001n, DEFAULT).bits)
      .toBe(join64(bitsOf(1), bitsOf(-2)));
  });
});

describe("rounding to integral values", () => {
  it("obeys the immediate, or MXCSR with bit 2; bit 3 is silent", () => {
    const down = environmentOfMxcsr(0x1f80 | (1 << 13));
    const x = bitsOf(2.5);
    expect([0, 1, 2, 3].map((control) => floatRound("f64", control, x, DEFAULT).bits))
      .toEqual([2, 2, 3, 2].map(bitsOf));
    expect(floatRound("f64", 4, bitsOf(-2.5), down).bits).toBe(bitsOf(-3));
    expect(floatRound("f64", 0, x, DEFAULT).flags & 0x3f).toBe(0x20);
    expect(floatRound("f64", 8, x, DEFAULT).flags & 0x3f).toBe(0);
    expect(floatRound("f64", 0, bitsOf(-0.25), DEFAULT).bits).toBe(bitsOf(-0));
  });

  it("raises nothing for denormals but PE", () => {
    expect(floatRound("f64", 2, 1n, DEFAULT).bits).toBe(bitsOf(1));
    expect(floatRound("f64", 2, 1n, DEFAULT).flags & 0x3f).toBe(0x20);
    expect(vectorRound("f64x2", 1, join64(bitsOf(1.5), bitsOf(-1.5)), DEFAULT).bits)
      .toBe(join64(bitsOf(1), bitsOf(-2)));
  });
});
