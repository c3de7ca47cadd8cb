/** Conversions between formats and to and from integers, and rounding to integral values. */
import { DENORMAL, INEXACT, INVALID } from "./environment.ts";
import type { Environment, Result, Rounding } from "./environment.ts";
import { assemble, infinity, quietNan, unpack, zero } from "./format.ts";
import type { Format } from "./format.ts";
import { invalid, isNan } from "./nan.ts";
import { round, roundShift } from "./round.ts";

/**
 * A number of format `from` in format `to`, rounded to the full precision of `to`. NaNs keep the
 * upper bits of their payload and become quiet; a signalling one raises INVALID.
 */
export function convert(from: Format, to: Format, a: bigint, env: Environment): Result {
  const x = unpack(from, a, env.denormalsAreZero);
  switch (x.kind) {
    case "unsupported": return invalid(to);
    case "zero": return { bits: zero(to, x.sign), flags: 0 };
    case "infinite": return { bits: infinity(to, x.sign), flags: 0 };
    case "quiet":
    case "signalling": {
      const wider = BigInt(to.fractionBits - from.fractionBits);
      const payload = wider >= 0n ? x.significand << wider : x.significand >> -wider;
      const flags = x.kind === "signalling" ? INVALID : 0;
      return { bits: quietNan(to, x.sign, payload), flags };
    }
    case "finite": {
      if (!x.denormal && from.precision <= to.precision && from.exponentBits <= to.exponentBits) {
        // What a wider format holds exactly needs no rounding.
        const significand = x.significand << BigInt(to.precision - from.precision);
        const field = x.exponent + from.fractionBits + to.bias;
        return { bits: assemble(to, x.sign, field, significand), flags: 0 };
      }
      const { bits, flags } = round(to, x.sign, x.significand, x.exponent, env);
      return { bits, flags: flags | (x.denormal ? DENORMAL : 0) };
    }
  }
}

/** A signed integer as a number of the format, rounded to its full precision. */
export function fromInteger(format: Format, value: bigint, env: Environment): Result {
  if (value === 0n) return { bits: zero(format, 0), flags: 0 };
  const sign = value < 0n ? 1 : 0;
  return round(format, sign, sign === 1 ? -value : value, 0, env);
}

/** A rounded integer of any size, or undefined for infinities, NaNs and unsupported encodings. */
export interface Integral {
  readonly value: bigint | undefined;
  readonly flags: number;
}

/** The integer to which a number rounds; ranges are the caller's affair. Denormals are silent. */
export function toIntegral(
  format: Format, a: bigint, env: Environment, rounding: Rounding = env.rounding,
): Integral {
  const x = unpack(format, a, env.denormalsAreZero);
  if (x.kind === "zero") return { value: 0n, flags: 0 };
  if (x.kind !== "finite") return { value: undefined, flags: INVALID };
  const { value, flags } = roundShift(x.sign, x.significand, -x.exponent, rounding);
  return { value: x.sign === 1 ? -value : value, flags };
}

/**
 * A number as a signed integer of `width` bits (two's complement, zero-extended). What does not fit
 * raises INVALID alone and gives the integer indefinite, the most negative integer.
 */
export function toInteger(
  format: Format, a: bigint, width: number, env: Environment, rounding: Rounding = env.rounding,
): Result {
  const { value, flags } = toIntegral(format, a, env, rounding);
  if (value === undefined || BigInt.asIntN(width, value) !== value) {
    return { bits: 1n << BigInt(width - 1), flags: INVALID };
  }
  return { bits: BigInt.asUintN(width, value), flags };
}

/** A number rounded to an integral value of the same format; a result of 0 keeps the sign. */
export function roundToIntegral(
  format: Format, a: bigint, env: Environment, rounding: Rounding = env.rounding,
): Result {
  const x = unpack(format, a, env.denormalsAreZero);
  if (x.kind === "unsupported") return invalid(format);
  if (isNan(x)) {
    const flags = x.kind === "signalling" ? INVALID : 0;
    return { bits: quietNan(format, x.sign, x.significand), flags };
  }
  if (x.kind === "zero") return { bits: zero(format, x.sign), flags: 0 };
  if (x.kind === "infinite" || x.exponent >= 0) return { bits: a, flags: 0 };
  const denormal = x.denormal ? DENORMAL : 0;
  const { value, flags } = roundShift(x.sign, x.significand, -x.exponent, rounding);
  if (value === 0n) return { bits: zero(format, x.sign), flags: flags | denormal };
  return { bits: round(format, x.sign, value, 0, env).bits, flags: flags | denormal };
}

/** Drops INEXACT and C1, for instructions that suppress the precision exception. */
export function withoutInexact(flags: number): number {
  return flags & ~INEXACT & 0x3f;
}
