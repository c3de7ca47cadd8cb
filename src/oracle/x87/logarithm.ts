/**
 * F2XM1, FYL2X and FYL2XP1. Our definition: correctly rounded, as RC says, to 64 bits. Operands
 * that the manual leaves out give what Intel's processors give: F2XM1 of more than 1 and FYL2XP1
 * of -1 and less answer with the operand itself.
 */
import {
  DENORMAL, DIVIDE_BY_ZERO, F80, INEXACT, UNDERFLOW, bitLength, infinity, invalid, nanResult, round,
  unpack, zero,
} from "../../softfloat/index.ts";
import type { Environment, Result, Unpacked } from "../../softfloat/index.ts";
import { correctlyRounded, nudged } from "./correct-rounding.ts";
import { atanhRatio, expm1Ratio, ln2 } from "./series.ts";

const ONE_HALF_NEGATIVE = 0xbffe_8000_0000_0000_0000n;
const ONE_NEGATIVE = 0xbfff_8000_0000_0000_0000n;

/** Bits that intermediate values have beyond the precision that is asked for. */
const GUARD = 8;

/** Adds the denormal exception of a finite operation. */
function withDenormal(result: Result, ...operands: readonly Unpacked[]): Result {
  const flag = operands.some((x) => x.denormal) ? DENORMAL : 0;
  return { bits: result.bits, flags: result.flags | flag };
}

/** Processors call whatever they compute inexact, also where a result happens to be exact. */
function computed({ bits, flags }: Result): Result {
  const tiny = ((bits >> 64n) & 0x7fffn) === 0n ? UNDERFLOW : 0;
  return { bits, flags: flags | INEXACT | tiny };
}

/** 2^x - 1. */
export function exponential(bits: bigint, env: Environment): Result {
  const x = unpack(F80, bits);
  const nan = nanResult(F80, env, x);
  if (nan !== undefined) return nan;
  if (x.kind === "zero") return { bits, flags: 0 };
  if (x.kind === "infinite") return { bits: x.sign === 0 ? bits : ONE_NEGATIVE, flags: 0 };
  const length = bitLength(x.significand);
  if (x.exponent + length > 0) {
    return computed({ bits: bits === ONE_NEGATIVE ? ONE_HALF_NEGATIVE : bits, flags: 0 });
  }
  const result = correctlyRounded(env, (wanted) => {
    const p = BigInt(wanted + GUARD);
    const logarithm = ln2(p);
    // 2^x - 1 = t (e^t - 1) / t where t = x ln 2: a factor near 1 times x, however small x is.
    const t = (x.significand * logarithm) >> BigInt(-x.exponent);
    const factor = (logarithm * expm1Ratio(x.sign === 0 ? t : -t, p)) >> p;
    return {
      sign: x.sign,
      significand: (x.significand * factor) >> BigInt(length),
      exponent: x.exponent + length - Number(p),
    };
  });
  return withDenormal(result, x);
}

/** A positive fraction. */
interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

interface Split extends Fraction {
  /** The number is `numerator / denominator * 2^power`, with a fraction between 0.7 and 1.4. */
  readonly power: number;
}

function split({ numerator, denominator }: Fraction): Split {
  let power = bitLength(numerator) - bitLength(denominator);
  let n = power < 0 ? numerator << BigInt(-power) : numerator;
  let d = power > 0 ? denominator << BigInt(power) : denominator;
  if (10n * n > 14n * d) [d, power] = [d << 1n, power + 1];
  else if (10n * n < 7n * d) [n, power] = [n << 1n, power - 1];
  return { numerator: n, denominator: d, power };
}

/**
 * y times the binary logarithm of a positive fraction other than 1; y is finite. The fraction may
 * be a little too small (`cut`), by less than a rounding can see.
 */
function timesLogarithm(y: Unpacked, fraction: Fraction, cut: boolean, env: Environment): Result {
  const { numerator, denominator, power } = split(fraction);
  const difference = numerator - denominator;
  if (difference === 0n) {
    // The logarithm of a power of two is an integer, the only rational one.
    const sign: 0 | 1 = (power < 0 ? 1 : 0) === y.sign ? 0 : 1;
    const product = y.significand * BigInt(Math.abs(power));
    return cut
      ? nudged(sign, product, y.exponent, 1n, env)
      : computed(round(F80, sign, product, y.exponent, env));
  }
  const total = numerator + denominator;
  // A logarithm near 0 is as small as the fraction's distance from 1.
  const small = power === 0
    ? bitLength(total) - bitLength(difference < 0n ? -difference : difference)
    : 0;
  const length = bitLength(y.significand);
  return correctlyRounded(env, (wanted) => {
    const p = wanted + GUARD;
    const scale = p + small;
    const z = (difference << BigInt(scale)) / total;
    const ratio = atanhRatio((z * z) >> BigInt(scale + small), BigInt(p));
    const fractional = (2n * z * ratio) / ln2(BigInt(p));
    const logarithm = (BigInt(power) << BigInt(scale)) + fractional;
    const negative = logarithm < 0n ? 1 : 0;
    return {
      sign: negative === y.sign ? 0 : 1,
      significand: ((negative === 1 ? -logarithm : logarithm) * y.significand) >> BigInt(length),
      exponent: y.exponent + length - scale,
    };
  });
}

/** What y times a logarithm is when either is special; undefined when both are finite and not 0. */
function specialProduct(y: Unpacked, logarithm: -1 | 0 | 1, infinite: boolean): Result | undefined {
  const sign: 0 | 1 = (logarithm < 0 ? 1 : 0) === y.sign ? 0 : 1;
  if (infinite || y.kind === "infinite") {
    if (y.kind === "zero" || logarithm === 0) return invalid(F80);
    return { bits: infinity(F80, sign), flags: 0 };
  }
  if (y.kind === "zero" || logarithm === 0) return { bits: zero(F80, sign), flags: 0 };
  return undefined;
}

/** FYL2X: y log2 x. */
export function logarithm(xBits: bigint, yBits: bigint, env: Environment): Result {
  const x = unpack(F80, xBits);
  const y = unpack(F80, yBits);
  const nan = nanResult(F80, env, x, y);
  if (nan !== undefined) return nan;
  if (x.kind === "zero") {
    if (y.kind === "zero") return invalid(F80);
    const flags = y.kind === "infinite" ? 0 : DIVIDE_BY_ZERO;
    return { bits: infinity(F80, y.sign === 0 ? 1 : 0), flags };
  }
  if (x.sign === 1) return invalid(F80);
  const magnitude = x.exponent + bitLength(x.significand) - 1;
  const isOne = x.kind === "finite" && x.significand === F80.integerBit && magnitude === 0;
  const direction = isOne ? 0 : x.kind === "finite" && magnitude < 0 ? -1 : 1;
  const special = specialProduct(y, direction, x.kind === "infinite");
  if (special !== undefined) {
    return (special.flags === 0) ? withDenormal(special, x, y) : special;
  }
  return withDenormal(timesLogarithm(y, {
    numerator: x.significand << BigInt(Math.max(0, x.exponent)),
    denominator: 1n << BigInt(Math.max(0, -x.exponent)),
  }, false, env), x, y);
}

/** Where x is so large that the logarithms of x and x + 1 cannot be told apart. */
const INDISTINCT_EXPONENT = 256;

/** FYL2XP1: y log2(1 + x). */
export function logarithmPlusOne(xBits: bigint, yBits: bigint, env: Environment): Result {
  const x = unpack(F80, xBits);
  const y = unpack(F80, yBits);
  const nan = nanResult(F80, env, x, y);
  if (nan !== undefined) return nan;
  if (x.kind === "infinite" && x.sign === 1) return invalid(F80);
  const direction = x.kind === "zero" ? 0 : x.sign === 1 ? -1 : 1;
  const special = x.kind === "zero" && y.kind !== "infinite"
    ? { bits: zero(F80, x.sign === y.sign ? 0 : 1), flags: 0 }
    : specialProduct(y, direction, x.kind === "infinite");
  if (special !== undefined) {
    return special.flags === 0 ? withDenormal(special, x, y) : special;
  }
  if (x.sign === 1 && x.exponent + bitLength(x.significand) > 0) {
    return withDenormal({ bits: xBits, flags: INEXACT }, x, y);
  }
  const denominator = 1n << BigInt(Math.max(0, -x.exponent));
  const addend = x.significand << BigInt(Math.max(0, x.exponent));
  const cut = x.exponent > INDISTINCT_EXPONENT;
  const one = cut ? 0n : denominator;
  const numerator = x.sign === 0 ? one + addend : one - addend;
  return withDenormal(timesLogarithm(y, { numerator, denominator }, cut, env), x, y);
}
