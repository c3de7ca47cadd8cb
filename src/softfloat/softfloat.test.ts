/** Known answers, the host's arithmetic, NaN rules, denormals, unmasked exceptions. */
import { describe, expect, it } from "vitest";
import {
  DENORMAL, DIVIDE_BY_ZERO, F32, F64, F80, INEXACT, INVALID, OVERFLOW, ROUNDED_UP, SSE_DEFAULT,
  UNDERFLOW, add, compare, convert, div, environmentOfFcw, environmentOfMxcsr, fma, fromInteger,
  maximum, minimum, mul, raised, remainder, sqrt, sub, toInteger,
} from "./index.ts";
import type { Environment } from "./index.ts";

const X87 = environmentOfFcw(0x37f);
const view = new DataView(new ArrayBuffer(8));

function bits64(x: number): bigint {
  view.setFloat64(0, x);
  return view.getBigUint64(0);
}

function number64(bits: bigint): number {
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}

function bits32(x: number): bigint {
  view.setFloat32(0, x);
  return BigInt(view.getUint32(0));
}

/** A fixed sequence of 64-bit patterns; every third pair has exponents that are close. */
function* pairs(count: number): Generator<readonly [bigint, bigint]> {
  let state = 0x9e3779b97f4a7c15n;
  const next = (): bigint => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return state ^ (state >> 31n);
  };
  for (let k = 0; k < count; k += 1) {
    const [a, b] = [next(), next()];
    const exponent = 0x7ff0_0000_0000_0000n;
    yield [a, k % 3 === 0 ? (b & ~exponent) | (a & exponent) : b];
  }
}

describe("against the host, to nearest", () => {
  it("doubles and floats", () => {
    for (const [a, b] of pairs(3000)) {
      const [x, y] = [number64(a), number64(b)];
      const cases = [
        ["add", add, x + y], ["sub", sub, x - y], ["mul", mul, x * y], ["div", div, x / y],
      ] as const;
      for (const [name, operation, want] of cases) {
        if (Number.isNaN(want)) continue;
        const { bits } = operation(F64, a, b, SSE_DEFAULT);
        expect(bits, `${name} ${a.toString(16)} ${b.toString(16)}`).toBe(bits64(want));
      }
      if (Number.isNaN(x)) continue;
      expect(convert(F64, F32, a, SSE_DEFAULT).bits).toBe(bits32(x));
      if (x >= 0) expect(sqrt(F64, a, SSE_DEFAULT).bits).toBe(bits64(Math.sqrt(x)));
    }
  });

  it("f80 holds every double, and rounds back to it", () => {
    for (const [a] of pairs(500)) {
      if (Number.isNaN(number64(a))) continue;
      const wide = convert(F64, F80, a, X87);
      expect(wide.flags & ~DENORMAL).toBe(0);
      expect(convert(F80, F64, wide.bits, X87).bits).toBe(a);
    }
  });
});

const ONE = 0x3fff_8000_0000_0000_0000n;
const TWO = 0x4000_8000_0000_0000_0000n;
const THREE = 0x4000_c000_0000_0000_0000n;
const INDEFINITE = 0xffff_c000_0000_0000_0000n;

describe("f80", () => {
  // One third and the square root of two, to 64, 53 and 24 bits (precision control).
  it.each([
    [0x37f, 0x3ffd_aaaa_aaaa_aaaa_aaabn, 0x3fff_b504_f333_f9de_6484n],
    [0x27f, 0x3ffd_aaaa_aaaa_aaaa_a800n, 0x3fff_b504_f333_f9de_6800n],
    [0x07f, 0x3ffd_aaaa_ab00_0000_0000n, 0x3fff_b504_f300_0000_0000n],
  ])("precision control %#x", (fcw, third, root) => {
    expect(div(F80, ONE, THREE, environmentOfFcw(fcw)).bits).toBe(third);
    expect(sqrt(F80, TWO, environmentOfFcw(fcw)).bits).toBe(root);
  });

  it("tells whether it rounded up", () => {
    expect(div(F80, ONE, THREE, X87).flags).toBe(INEXACT | ROUNDED_UP);
    expect(div(F80, ONE, THREE, environmentOfFcw(0x77f)).flags).toBe(INEXACT);
  });

  it.each([
    ["an unnormal", 0x3fff_4000_0000_0000_0000n],
    ["a pseudo-infinity", 0x7fff_0000_0000_0000_0000n],
    ["a pseudo-NaN", 0x7fff_4000_0000_0000_0000n],
  ])("%s is unsupported", (_, bits) => {
    expect(add(F80, ONE, bits, X87)).toEqual({ bits: INDEFINITE, flags: INVALID });
  });

  it("a pseudo-denormal counts as the normal number it is, and as a denormal operand", () => {
    const pseudo = 0x0000_8000_0000_0000_0000n;
    const { bits, flags } = add(F80, pseudo, 0n, X87);
    expect(bits).toBe(0x0001_8000_0000_0000_0000n);
    expect(flags).toBe(DENORMAL);
  });

  it("wraps exponents of unmasked overflows and underflows", () => {
    const huge = 0x7ffe_8000_0000_0000_0000n;
    const tiny = 0x0001_8000_0000_0000_0000n;
    const over = mul(F80, huge, TWO, environmentOfFcw(0x377));
    expect(over).toEqual({ bits: 0x1fff_8000_0000_0000_0000n, flags: OVERFLOW });
    const under = div(F80, tiny, TWO, environmentOfFcw(0x36f));
    expect(under).toEqual({ bits: 0x6000_8000_0000_0000_0000n, flags: UNDERFLOW });
  });

  it("remainders go in steps of at most 63 bits", () => {
    const far = remainder(F80, 0x4080_8000_0000_0000_0000n, THREE, 3, X87);
    expect(far.complete).toBe(false);
    const near = remainder(F80, 0x4001_e000_0000_0000_0000n, THREE, 3, X87);
    expect(near).toEqual({ bits: ONE, flags: 0, quotient: 2n, complete: true });
    const nearest = remainder(F80, 0x4002_8000_0000_0000_0000n, THREE, 0, X87);
    expect(nearest).toEqual({ bits: ONE | (1n << 79n), flags: 0, quotient: 3n, complete: true });
  });
});

const Q1 = 0x7ff8_0000_0000_0001n;
const Q2 = 0x7ff8_0000_0000_0002n;
const S3 = 0x7ff0_0000_0000_0003n;
const QUIET_S3 = 0x7ff8_0000_0000_0003n;

describe("NaNs", () => {
  const larger: Environment = { ...SSE_DEFAULT, nan: "larger" };
  it.each([
    ["SSE: the first operand", SSE_DEFAULT, Q1, Q2, Q1, 0],
    ["SSE: a signalling one becomes quiet", SSE_DEFAULT, S3, Q2, QUIET_S3, INVALID],
    ["SSE: the second is looked at too", SSE_DEFAULT, Q1, S3, Q1, INVALID],
    ["x87: the larger significand", larger, Q1, Q2, Q2, 0],
    ["x87: a quiet one before a signalling one", larger, S3, Q1, Q1, INVALID],
    ["x87: two signalling ones", larger, S3, S3 - 1n, QUIET_S3, INVALID],
    ["x87: of equal ones the positive", larger, Q1 | (1n << 63n), Q1, Q1, 0],
  ])("%s", (_, env, a, b, bits, flags) => {
    expect(add(F64, a, b, env)).toEqual({ bits, flags });
    expect(mul(F64, a, b, env)).toEqual({ bits, flags });
  });

  it("invalid operations give the negative quiet one without payload", () => {
    const infinity = bits64(Infinity);
    const indefinite = { bits: 0xfff8_0000_0000_0000n, flags: INVALID };
    expect(sub(F64, infinity, infinity, SSE_DEFAULT)).toEqual(indefinite);
    expect(mul(F64, infinity, 0n, SSE_DEFAULT)).toEqual(indefinite);
    expect(div(F64, 0n, 0n, SSE_DEFAULT)).toEqual(indefinite);
    expect(sqrt(F64, bits64(-1), SSE_DEFAULT)).toEqual(indefinite);
    expect(fma(F64, infinity, 0n, bits64(1), SSE_DEFAULT)).toEqual(indefinite);
  });

  it("minimum and maximum answer with the second operand", () => {
    expect(minimum(F64, Q1, bits64(1), SSE_DEFAULT)).toEqual({ bits: bits64(1), flags: INVALID });
    expect(maximum(F64, bits64(1), S3, SSE_DEFAULT)).toEqual({ bits: S3, flags: INVALID });
    expect(minimum(F64, 0n, bits64(-0), SSE_DEFAULT).bits).toBe(bits64(-0));
  });

  it("ordered comparisons of quiet NaNs are invalid, unordered ones not", () => {
    expect(compare(F64, Q1, 0n, true, SSE_DEFAULT)).toEqual({ order: 3, flags: INVALID });
    expect(compare(F64, Q1, 0n, false, SSE_DEFAULT)).toEqual({ order: 3, flags: 0 });
  });
});

describe("denormals and MXCSR", () => {
  const tiny = 1n;
  it("raises the denormal exception, and flushes where MXCSR says so", () => {
    expect(add(F64, tiny, 0n, SSE_DEFAULT)).toEqual({ bits: tiny, flags: DENORMAL });
    expect(add(F64, tiny, 0n, environmentOfMxcsr(0x1fc0))).toEqual({ bits: 0n, flags: 0 });
    const half = mul(F64, bits64(2 ** -1022), bits64(0.5), environmentOfMxcsr(0x9f80));
    expect(half).toEqual({ bits: 0n, flags: UNDERFLOW | INEXACT });
    const exact = mul(F64, bits64(2 ** -1022), bits64(0.5), SSE_DEFAULT);
    expect(exact).toEqual({ bits: bits64(2 ** -1023), flags: 0 });
  });

  it("division by zero comes before the denormal operand", () => {
    const { bits, flags } = div(F64, tiny, 0n, SSE_DEFAULT);
    expect([bits, flags]).toEqual([bits64(Infinity), DIVIDE_BY_ZERO]);
  });

  it("an unmasked exception of the operands comes alone", () => {
    expect(raised(DENORMAL | INEXACT | UNDERFLOW, DENORMAL)).toBe(DENORMAL);
    expect(raised(DENORMAL | INEXACT, INEXACT)).toBe(DENORMAL | INEXACT);
  });
});

describe("integers", () => {
  it.each([
    [2.5, 0, 2n, INEXACT], [2.5, 2, 3n, INEXACT | ROUNDED_UP], [-2.5, 3, -2n, INEXACT],
    [2 ** 31, 0, -(2n ** 31n), INVALID], [-(2 ** 31), 0, -(2n ** 31n), 0],
    [Infinity, 0, -(2n ** 31n), INVALID],
  ] as const)("%d in rounding mode %d", (x, rounding, want, flags) => {
    const result = toInteger(F64, bits64(x), 32, { ...SSE_DEFAULT, rounding });
    expect(BigInt.asIntN(32, result.bits)).toBe(want);
    expect(result.flags).toBe(flags);
  });

  it("rounds what does not fit into the significand", () => {
    expect(fromInteger(F32, 16777217n, SSE_DEFAULT).bits).toBe(bits32(16777216));
    expect(fromInteger(F80, -(2n ** 63n) + 1n, X87).flags).toBe(0);
  });
});
