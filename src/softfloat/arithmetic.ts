/**
 * Arithmetic on bit patterns: each operation computes an exact value (or one with a sticky last
 * bit) in BigInt and rounds it once. Sources: IEEE 754-2019; SDM volume 1, chapters 4, 8 and 11.
 */
import { DENORMAL, DIVIDE_BY_ZERO, DOWNWARD, INVALID } from "./environment.ts";
import type { Environment, Result } from "./environment.ts";
import { bitLength, infinity, unpack, zero } from "./format.ts";
import type { Format, Unpacked } from "./format.ts";
import { invalid, nanResult } from "./nan.ts";
import { round } from "./round.ts";

/** A finite non-zero magnitude with a sign. */
interface Term {
  readonly sign: 0 | 1;
  readonly significand: bigint;
  readonly exponent: number;
}

const flip = (sign: 0 | 1): 0 | 1 => (sign === 0 ? 1 : 0);
const product = (a: 0 | 1, b: 0 | 1): 0 | 1 => (a === b ? 0 : 1);

/** Significand bits to which arithmetic rounds: the x87 precision control has a say in f80. */
function precisionOf(format: Format, env: Environment): number {
  return Math.min(format.precision, env.precision);
}

function denormalFlag(x: Unpacked, y: Unpacked, z: Unpacked = y): number {
  return x.denormal || y.denormal || z.denormal ? DENORMAL : 0;
}

function withFlags(result: Result, flags: number): Result {
  return flags === 0 ? result : { bits: result.bits, flags: result.flags | flags };
}

/** An operation of two numbers that were taken apart (the x87 unit mixes formats this way). */
export type UnpackedOperation = (
  format: Format, x: Unpacked, y: Unpacked, env: Environment,
) => Result;

function onBits(operation: UnpackedOperation) {
  return (format: Format, a: bigint, b: bigint, env: Environment): Result =>
    operation(
      format, unpack(format, a, env.denormalsAreZero), unpack(format, b, env.denormalsAreZero), env,
    );
}

/** x + y. */
export function addUnpacked(format: Format, x: Unpacked, y: Unpacked, env: Environment): Result {
  return nanResult(format, env, x, y) ?? withFlags(sum(format, x, y, env), denormalFlag(x, y));
}

/** x - y. */
export function subUnpacked(format: Format, x: Unpacked, y: Unpacked, env: Environment): Result {
  return nanResult(format, env, x, y)
    ?? withFlags(sum(format, x, { ...y, sign: flip(y.sign) }, env), denormalFlag(x, y));
}

/** a + b. */
export const add = onBits(addUnpacked);
/** a - b. */
export const sub = onBits(subUnpacked);

/** The sum of two numbers that are no NaNs. */
function sum(format: Format, x: Unpacked, y: Unpacked, env: Environment): Result {
  if (x.kind === "infinite" || y.kind === "infinite") {
    if (x.kind === y.kind && x.sign !== y.sign) return invalid(format);
    return { bits: infinity(format, x.kind === "infinite" ? x.sign : y.sign), flags: 0 };
  }
  if (x.kind === "zero" && y.kind === "zero") {
    return { bits: zero(format, x.sign === y.sign ? x.sign : cancelled(env)), flags: 0 };
  }
  const precision = precisionOf(format, env);
  if (y.kind === "zero") return round(format, x.sign, x.significand, x.exponent, env, precision);
  if (x.kind === "zero") return round(format, y.sign, y.significand, y.exponent, env, precision);
  const total = exactSum(x, y);
  if (total.significand === 0n) return { bits: zero(format, cancelled(env)), flags: 0 };
  return round(format, total.sign, total.significand, total.exponent, env, precision);
}

/** Sign of an exact zero that comes from operands of different signs. */
function cancelled(env: Environment): 0 | 1 {
  return env.rounding === DOWNWARD ? 1 : 0;
}

/** Beyond this distance of exponents the smaller term can be no more than a sticky bit. */
const STICKY_DISTANCE = 300;

function exactSum(x: Term, y: Term): Term {
  const high = x.exponent >= y.exponent ? x : y;
  const low = high === x ? y : x;
  const distance = high.exponent - low.exponent;
  const far = distance > STICKY_DISTANCE;
  const shift = far ? STICKY_DISTANCE : distance;
  const small = far ? 1n : low.significand;
  const large = high.significand << BigInt(shift);
  const exponent = high.exponent - shift;
  if (high.sign === low.sign) return { sign: high.sign, significand: large + small, exponent };
  return large >= small
    ? { sign: high.sign, significand: large - small, exponent }
    : { sign: low.sign, significand: small - large, exponent };
}

/** x * y. */
export function mulUnpacked(format: Format, x: Unpacked, y: Unpacked, env: Environment): Result {
  const nan = nanResult(format, env, x, y);
  if (nan !== undefined) return nan;
  const sign = product(x.sign, y.sign);
  if (x.kind === "infinite" || y.kind === "infinite") {
    if (x.kind === "zero" || y.kind === "zero") return invalid(format);
    return { bits: infinity(format, sign), flags: denormalFlag(x, y) };
  }
  if (x.kind === "zero" || y.kind === "zero") {
    return { bits: zero(format, sign), flags: denormalFlag(x, y) };
  }
  const exact = round(
    format, sign, x.significand * y.significand, x.exponent + y.exponent,
    env, precisionOf(format, env),
  );
  return withFlags(exact, denormalFlag(x, y));
}

/** x / y. */
export function divUnpacked(format: Format, x: Unpacked, y: Unpacked, env: Environment): Result {
  const nan = nanResult(format, env, x, y);
  if (nan !== undefined) return nan;
  const sign = product(x.sign, y.sign);
  if (x.kind === y.kind && x.kind !== "finite") return invalid(format);
  if (x.kind === "infinite") return { bits: infinity(format, sign), flags: denormalFlag(x, y) };
  if (y.kind === "zero") return { bits: infinity(format, sign), flags: DIVIDE_BY_ZERO };
  if (x.kind === "zero" || y.kind === "infinite") {
    return { bits: zero(format, sign), flags: denormalFlag(x, y) };
  }
  const quotient = ratio(x, y, format.precision + 2);
  const rounded = round(
    format, sign, quotient.significand, quotient.exponent, env, precisionOf(format, env),
  );
  return withFlags(rounded, denormalFlag(x, y));
}

/** a * b. */
export const mul = onBits(mulUnpacked);
/** a / b. */
export const div = onBits(divUnpacked);

/** |x / y| with at least `bits` significant bits; a remainder sets the last one. */
function ratio(x: Term, y: Term, bits: number): Omit<Term, "sign"> {
  const room = bits + bitLength(y.significand) - bitLength(x.significand);
  const shift = room > 0 ? room : 0;
  const dividend = x.significand << BigInt(shift);
  const quotient = dividend / y.significand;
  const sticky = quotient * y.significand === dividend ? 0n : 1n;
  return { significand: (quotient << 1n) | sticky, exponent: x.exponent - y.exponent - shift - 1 };
}

/** Square root. */
export function sqrt(format: Format, a: bigint, env: Environment): Result {
  const x = unpack(format, a, env.denormalsAreZero);
  const nan = nanResult(format, env, x);
  if (nan !== undefined) return nan;
  if (x.kind === "zero") return { bits: zero(format, x.sign), flags: 0 };
  if (x.sign === 1) return invalid(format);
  if (x.kind === "infinite") return { bits: infinity(format, 0), flags: 0 };
  let shift = Math.max(0, 2 * (format.precision + 2) - bitLength(x.significand));
  if ((x.exponent - shift) % 2 !== 0) shift += 1;
  const radicand = x.significand << BigInt(shift);
  const root = integerSqrt(radicand);
  const sticky = root * root === radicand ? 0n : 1n;
  const rounded = round(
    format, 0, (root << 1n) | sticky, (x.exponent - shift) / 2 - 1, env, precisionOf(format, env),
  );
  return withFlags(rounded, denormalFlag(x, x));
}

/** The largest integer whose square is at most `n` (0 < n < 2^200). */
function integerSqrt(n: bigint): bigint {
  // A Newton step from any positive start ends at or above the root; two of them from an estimate
  // of 53 bits leave at most one unit.
  let root = BigInt(Math.floor(Math.sqrt(Number(n))));
  for (let step = 0; step < 2; step += 1) root = (root + n / root) >> 1n;
  while (root * root > n) root -= 1n;
  return root;
}

/** a * b + c, rounded once. NaNs survive in the order a, b, c. */
export function fma(format: Format, a: bigint, b: bigint, c: bigint, env: Environment): Result {
  const x = unpack(format, a, env.denormalsAreZero);
  const y = unpack(format, b, env.denormalsAreZero);
  const z = unpack(format, c, env.denormalsAreZero);
  const nan = nanResult(format, env, x, y, z);
  if (nan !== undefined) return nan;
  const sign = product(x.sign, y.sign);
  const flags = denormalFlag(x, y, z);
  const number = { sign, significand: 0n, exponent: 0, denormal: false } as const;
  if (x.kind === "infinite" || y.kind === "infinite") {
    if (x.kind === "zero" || y.kind === "zero") return invalid(format);
    // Of infinity times a denormal minus infinity only the invalid operation is reported.
    const total = sum(format, { ...number, kind: "infinite" }, z, env);
    return (total.flags & INVALID) !== 0 ? total : withFlags(total, flags);
  }
  if (x.kind === "zero" || y.kind === "zero") {
    return withFlags(sum(format, { ...number, kind: "zero" }, z, env), flags);
  }
  const exact: Unpacked = {
    kind: "finite", sign, denormal: false,
    significand: x.significand * y.significand, exponent: x.exponent + y.exponent,
  };
  return withFlags(sum(format, exact, z, env), flags);
}
