/**
 * FSIN, FCOS, FSINCOS, FPTAN and FPATAN.
 *
 * Our definition: the argument is reduced exactly, modulo a multiple of the 66-bit approximation of
 * the circle constant that Intel documents for these instructions (SDM volume 1, section 8.3.8);
 * the function of the reduced argument is rounded correctly, as RC says, to 64 bits. FPATAN is the
 * correctly rounded arctangent. Precision control has no say.
 */
import {
  DENORMAL, F80, bitLength, invalid, nanResult, round, unpack, zero,
} from "../../softfloat/index.ts";
import type { Environment, Result, Unpacked } from "../../softfloat/index.ts";
import { correctlyRounded, nudged } from "./correct-rounding.ts";
import type { Approximation } from "./correct-rounding.ts";
import { arctangent, pi, sineAndCosine } from "./series.ts";

/** Half the reduction constant, in units of 2^-65. */
const HALF_PI = 0x3_243f_6a88_85a3_08d3n;
const HALF_PI_EXPONENT = -65;
/** Operands of this exponent or more are out of range: C2 is set and nothing happens. */
const RANGE_EXPONENT = 63;
/** Below 2^-40 the functions differ from their first term by less than a rounding can see. */
const TINY_EXPONENT = -40;

interface Reduced {
  /** Number of quarter turns, modulo 4. */
  readonly quarter: number;
  /** What is left, at most an eighth of a turn: `rest * 2^exponent`. */
  readonly rest: bigint;
  readonly exponent: number;
}

/** The unbiased exponent of the leading bit. */
function magnitude(x: Unpacked): number {
  return x.exponent + bitLength(x.significand) - 1;
}

/** Reduces the magnitude of a finite number in range. */
function reduce(x: Unpacked): Reduced {
  if (magnitude(x) < -1) return { quarter: 0, rest: x.significand, exponent: x.exponent };
  const unit = Math.min(x.exponent, HALF_PI_EXPONENT);
  const argument = x.significand << BigInt(x.exponent - unit);
  const halfPi = HALF_PI << BigInt(HALF_PI_EXPONENT - unit);
  const turns = (2n * argument + halfPi) / (2n * halfPi);
  return { quarter: Number(turns & 3n), rest: argument - turns * halfPi, exponent: unit };
}

/** Sine and cosine of a reduced argument with p fractional bits. */
function series({ rest, exponent }: Reduced, p: number): readonly [sine: bigint, cosine: bigint] {
  const shift = p + exponent;
  const t = shift >= 0 ? rest << BigInt(shift) : rest >> BigInt(-shift);
  return sineAndCosine(t, BigInt(p));
}

/** Room that a reduced argument as small as 2^-66 takes away from the precision. */
const REDUCED_BITS = 72;

function signed(value: bigint, exponent: number, flip: 0 | 1): Approximation {
  const negative = value < 0n ? 1 : 0;
  const sign: 0 | 1 = negative === flip ? 0 : 1;
  return { sign, significand: negative === 1 ? -value : value, exponent };
}

/** The sine of a finite number, advanced by quarter turns (1: the cosine). */
function sineOf(x: Unpacked, advance: 0 | 1, env: Environment): Result {
  if (magnitude(x) < TINY_EXPONENT) {
    return advance === 0
      ? nudged(x.sign, x.significand, x.exponent, -1n, env)
      : nudged(0, 1n, 0, -1n, env);
  }
  const reduced = reduce(x);
  const quarter = reduced.quarter + advance;
  // The sine is odd, the cosine even; half a turn changes the sign of both.
  const flip = ((quarter >> 1) & 1) ^ (advance === 0 ? x.sign : 0) ? 1 : 0;
  return correctlyRounded(env, (bits) => {
    const p = bits + REDUCED_BITS;
    const [sine, cosine] = series(reduced, p);
    return signed((quarter & 1) === 0 ? sine : cosine, -p, flip);
  });
}

function tangentOf(x: Unpacked, env: Environment): Result {
  if (magnitude(x) < TINY_EXPONENT) return nudged(x.sign, x.significand, x.exponent, 1n, env);
  const reduced = reduce(x);
  return correctlyRounded(env, (bits) => {
    const p = bits + REDUCED_BITS;
    // Dividing by a small sine magnifies its error, hence the bits that are not delivered.
    const [sine, cosine] = series(reduced, p + REDUCED_BITS);
    return (reduced.quarter & 1) === 0
      ? signed((sine << BigInt(p)) / cosine, -p, x.sign)
      : signed((-cosine << BigInt(bits)) / sine, -bits, x.sign);
  });
}

type Circular = (x: Unpacked, env: Environment) => Result;

/** Whether a trigonometric instruction does anything to this operand. */
export function isInRange(bits: bigint): boolean {
  const x = unpack(F80, bits);
  return x.kind !== "finite" || magnitude(x) < RANGE_EXPONENT;
}

/** Deals with what is no finite number; `atZero` is the answer for a zero of a sign. */
function circular(f: Circular, atZero: (sign: 0 | 1) => bigint) {
  return (bits: bigint, env: Environment): Result => {
    const x = unpack(F80, bits);
    const nan = nanResult(F80, env, x);
    if (nan !== undefined) return nan;
    if (x.kind === "infinite") return invalid(F80);
    if (x.kind === "zero") return { bits: atZero(x.sign), flags: 0 };
    const result = f(x, env);
    return { bits: result.bits, flags: result.flags | (x.denormal ? DENORMAL : 0) };
  };
}

export const ONE = 0x3fff_8000_0000_0000_0000n;

export const sine = circular((x, env) => sineOf(x, 0, env), (sign) => zero(F80, sign));
export const cosine = circular((x, env) => sineOf(x, 1, env), () => ONE);
export const tangent = circular(tangentOf, (sign) => zero(F80, sign));

/** Below this a ratio and its arctangent differ by less than a rounding can see. */
const TINY_RATIO = -140;

/** FPATAN: the angle of the point (x, y), x in ST(0), y in ST(1). */
export function arctangent2(xBits: bigint, yBits: bigint, env: Environment): Result {
  const x = unpack(F80, xBits);
  const y = unpack(F80, yBits);
  const nan = nanResult(F80, env, y, x);
  if (nan !== undefined) return nan;
  const { bits, flags } = angle(x, y, env);
  return { bits, flags: flags | (x.denormal || y.denormal ? DENORMAL : 0) };
}

/** The angle of a point whose coordinates are no NaNs. */
function angle(x: Unpacked, y: Unpacked, env: Environment): Result {
  if (x.kind === "infinite" && y.kind === "infinite") {
    return eighths(x.sign === 0 ? 1n : 3n, y.sign, env);
  }
  if (y.kind === "zero" || x.kind === "infinite") {
    return x.sign === 0 ? { bits: zero(F80, y.sign), flags: 0 } : eighths(4n, y.sign, env);
  }
  if (x.kind === "zero" || y.kind === "infinite") return eighths(2n, y.sign, env);

  const distance = magnitude(y) - magnitude(x);
  if (distance < TINY_RATIO && x.sign === 0) return tinyRatio(x, y, env);
  const unit = Math.min(x.exponent, y.exponent);
  const across = x.significand << BigInt(x.exponent - unit);
  const up = y.significand << BigInt(y.exponent - unit);
  const steep = up > across;
  const [least, most] = steep ? [across, up] : [up, across];
  return correctlyRounded(env, (bits) => {
    // Near the positive axis the angle is as small as the ratio; elsewhere it is of the order of 1.
    const p = bits + 8 + (x.sign === 0 && distance < 0 ? -distance : 0);
    const width = BigInt(p);
    const acute = arctangent((least << width) / most, width);
    const fromAxis = steep ? (pi(width) >> 1n) - acute : acute;
    const full = x.sign === 0 ? fromAxis : pi(width) - fromAxis;
    return { sign: y.sign, significand: full, exponent: -p };
  });
}

/** An angle of so many eighths of a turn. */
function eighths(count: bigint, sign: 0 | 1, env: Environment): Result {
  return correctlyRounded(env, (bits) => ({
    sign, significand: (pi(BigInt(bits)) * count) >> 2n, exponent: -bits,
  }));
}

/** atan(y / x) for a ratio so small that only "a little less than the ratio" is left of it. */
function tinyRatio(x: Unpacked, y: Unpacked, env: Environment): Result {
  const shift = 256n;
  const quotient = (y.significand << shift) / x.significand;
  const exact = quotient * x.significand === y.significand << shift;
  const exponent = y.exponent - x.exponent - Number(shift);
  // An inexact quotient was cut off already, which is as good as a little less.
  const significand = (quotient << 1n) + (exact ? -1n : 1n);
  return round(F80, y.sign, significand, exponent - 1, env);
}
