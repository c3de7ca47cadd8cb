/** Rounding of exact values into formats: where overflow and underflow are decided. */
import {
  DOWNWARD, INEXACT, OVERFLOW, ROUNDED_UP, TO_NEAREST_EVEN, UNDERFLOW, UPWARD,
} from "./environment.ts";
import type { Environment, Result, Rounding } from "./environment.ts";
import { assemble, bitLength, infinity, largest, zero } from "./format.ts";
import type { Format } from "./format.ts";

/** An integer, and the flags (INEXACT, ROUNDED_UP) of the rounding that gave it. */
export interface RoundedInteger {
  readonly value: bigint;
  readonly flags: number;
}

/** Rounds the magnitude `significand / 2^shift` of a number of a sign to an integer. */
export function roundShift(
  sign: 0 | 1, significand: bigint, shift: number, rounding: Rounding,
): RoundedInteger {
  if (shift <= 0) return { value: significand << BigInt(-shift), flags: 0 };
  const value = significand >> BigInt(shift);
  const rest = BigInt.asUintN(shift, significand);
  if (rest === 0n) return { value, flags: 0 };
  const half = 1n << BigInt(shift - 1);
  const up = rounding === TO_NEAREST_EVEN
    ? rest > half || (rest === half && (value & 1n) === 1n)
    : (rounding === DOWNWARD && sign === 1) || (rounding === UPWARD && sign === 0);
  return up ? { value: value + 1n, flags: INEXACT | ROUNDED_UP } : { value, flags: INEXACT };
}

/**
 * Rounds `(-1)^sign * significand * 2^exponent` (significand > 0, any size) into `format`.
 *
 * `precision` is the number of significand bits that survive; it is less than the format's own only
 * under x87 precision control, which also governs the last place of denormal results. Tininess is
 * found after rounding, as on every x86 (SDM volume 1, section 4.9.1.5). An unmasked overflow or
 * underflow delivers the value with its exponent wrapped, as the x87 unit stores it.
 */
export function round(
  format: Format, sign: 0 | 1, significand: bigint, exponent: number,
  env: Environment, precision: number = format.precision,
): Result {
  const length = bitLength(significand);
  const normal = roundShift(sign, significand, length - precision, env.rounding);
  const carried = normal.value >> BigInt(precision) !== 0n;
  const kept = (carried ? normal.value >> 1n : normal.value)
    << BigInt(format.precision - precision);
  // The exponent field that the value has when exponents are unbounded.
  const field = exponent + length - 1 + (carried ? 1 : 0) + format.bias;

  if (field <= 0) {
    if ((env.unmasked & UNDERFLOW) !== 0) {
      return wrapped(format, sign, field + format.wrap, kept, normal.flags | UNDERFLOW);
    }
    if (env.flushToZero) return { bits: zero(format, sign), flags: UNDERFLOW | INEXACT };
    return roundTiny(format, sign, significand, exponent, env, precision);
  }
  if (field < format.maxField) {
    return { bits: assemble(format, sign, field, kept), flags: normal.flags };
  }
  if ((env.unmasked & OVERFLOW) !== 0) {
    return wrapped(format, sign, field - format.wrap, kept, normal.flags | OVERFLOW);
  }
  const outward = sign === 1 ? DOWNWARD : UPWARD;
  const away = env.rounding === TO_NEAREST_EVEN || env.rounding === outward;
  return away
    ? { bits: infinity(format, sign), flags: OVERFLOW | INEXACT | ROUNDED_UP }
    : { bits: largest(format, sign, precision), flags: OVERFLOW | INEXACT };
}

/**
 * The answer to an unmasked overflow or underflow; out of range even so it becomes inexact. In f32
 * and f64 nothing is ever stored then (#XM, or an x87 store that does not happen), and the exponent
 * raises no further flag.
 */
function wrapped(
  format: Format, sign: 0 | 1, field: number, significand: bigint, flags: number,
): Result {
  if (!format.explicit && (field <= 0 || field >= format.maxField)) {
    return { bits: zero(format, sign), flags };
  }
  if (field <= 0) return { bits: zero(format, sign), flags: (flags & ~ROUNDED_UP) | INEXACT };
  if (field >= format.maxField) {
    return { bits: infinity(format, sign), flags: flags | INEXACT | ROUNDED_UP };
  }
  return { bits: assemble(format, sign, field, significand), flags };
}

function roundTiny(
  format: Format, sign: 0 | 1, significand: bigint, exponent: number,
  env: Environment, precision: number,
): Result {
  const lost = format.precision - precision;
  const unit = format.minExponent + lost;
  const { value, flags } = roundShift(sign, significand, unit - exponent, env.rounding);
  const stored = value << BigInt(lost);
  // Rounding up may reach the least normal number, whose field is 1.
  const field = stored >= format.integerBit ? 1 : 0;
  return {
    bits: assemble(format, sign, field, stored),
    flags: flags === 0 ? 0 : flags | UNDERFLOW,
  };
}
