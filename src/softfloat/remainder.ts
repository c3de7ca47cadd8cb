/** The partial remainder of FPREM and FPREM1. */
import { DENORMAL, TO_NEAREST_EVEN, TOWARD_ZERO } from "./environment.ts";
import type { Environment, Result } from "./environment.ts";
import { bitLength, unpack, zero } from "./format.ts";
import type { Format, Unpacked } from "./format.ts";
import { invalid, nanResult } from "./nan.ts";
import { round } from "./round.ts";

export interface Remainder extends Result {
  /** The quotient's magnitude as far as it was reduced; undefined when there is none. */
  readonly quotient: bigint | undefined;
  /** False when the exponents were so far apart that only a part of the reduction was done. */
  readonly complete: boolean;
}

/** Exponents closer than this are reduced at once (SDM volume 2A, FPREM). */
const COMPLETE_BELOW = 64;

/**
 * The remainder of a / b with the quotient rounded toward zero (FPREM) or to nearest even (FPREM1).
 * The result is exact. When the exponents differ by 64 or more, one step takes off between 32 and
 * 63 bits of the difference, and `complete` is false.
 */
export function remainder(
  format: Format, a: bigint, b: bigint, rounding: typeof TO_NEAREST_EVEN | typeof TOWARD_ZERO,
  env: Environment,
): Remainder {
  const x = unpack(format, a, env.denormalsAreZero);
  const y = unpack(format, b, env.denormalsAreZero);
  const special = nanResult(format, env, x, y);
  if (special !== undefined) return { ...special, quotient: undefined, complete: true };
  if (x.kind === "infinite" || y.kind === "zero") {
    return { ...invalid(format), quotient: undefined, complete: true };
  }
  const flags = x.denormal || y.denormal ? DENORMAL : 0;
  if (x.kind === "zero") {
    return { bits: zero(format, x.sign), flags, quotient: 0n, complete: true };
  }
  if (y.kind === "infinite") {
    const kept = round(format, x.sign, x.significand, x.exponent, env);
    return { bits: kept.bits, flags: flags | kept.flags, quotient: 0n, complete: true };
  }
  const reduced = reduce(format, x, y, rounding, env);
  return { ...reduced, flags: reduced.flags | flags };
}

function reduce(
  format: Format, x: Unpacked, y: Unpacked, rounding: number, env: Environment,
): Remainder {
  const distance = x.exponent + bitLength(x.significand) - y.exponent - bitLength(y.significand);
  const complete = distance < COMPLETE_BELOW;
  // A partial step divides by y scaled up, so that the quotient has 32 to 63 bits less to go.
  const scale = complete ? 0 : distance - ((distance & 31) | 32);
  const divisorExponent = y.exponent + scale;
  const unit = Math.min(x.exponent, divisorExponent);
  const dividend = x.significand << BigInt(x.exponent - unit);
  const divisor = y.significand << BigInt(divisorExponent - unit);
  let quotient = dividend / divisor;
  let rest = dividend - quotient * divisor;
  let { sign } = x;
  if (complete && rounding === TO_NEAREST_EVEN) {
    const twice = 2n * rest;
    if (twice > divisor || (twice === divisor && (quotient & 1n) === 1n)) {
      quotient += 1n;
      rest = divisor - rest;
      sign = sign === 0 ? 1 : 0;
    }
  }
  if (rest === 0n) return { bits: zero(format, x.sign), flags: 0, quotient, complete };
  return { ...round(format, sign, rest, unit, env), quotient, complete };
}
