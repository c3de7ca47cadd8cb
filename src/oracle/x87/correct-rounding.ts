/**
 * Correct rounding of irrational values: approximate, and if the error leaves it open on which side
 * of a rounding boundary the value lies, approximate better (Ziv's strategy).
 */
import { F80, round } from "../../softfloat/index.ts";
import type { Environment, Result } from "../../softfloat/index.ts";
import { SERIES_ERROR } from "./series.ts";

/** A number `(-1)^sign * significand * 2^exponent` and, by convention, how far off it may be. */
export interface Approximation {
  readonly sign: 0 | 1;
  /** Positive; the true value is within `SERIES_ERROR` units of it. */
  readonly significand: bigint;
  readonly exponent: number;
}

/** Bits of the first attempt: some 20 more than rounding and errors of the series can use up. */
const FIRST_ATTEMPT = 96;

/**
 * Rounds what `approximate` computes with a relative precision of at least the bits it is given.
 * It ends because the value is not rational (or the operand is so), so that some precision tells
 * it apart from every boundary.
 */
export function correctlyRounded(
  env: Environment, approximate: (bits: number) => Approximation,
): Result {
  for (let bits = FIRST_ATTEMPT; ; bits *= 2) {
    const { sign, significand, exponent } = approximate(bits);
    const least = round(F80, sign, significand - SERIES_ERROR, exponent, env);
    const most = round(F80, sign, significand + SERIES_ERROR, exponent, env);
    if (least.bits === most.bits && least.flags === most.flags) return least;
  }
}

/** Bits behind a significand in which a tiny difference shows as a sticky one. */
const NUDGE = 100n;

/**
 * Rounds a value that differs from `significand * 2^exponent` by less than any rounding could see,
 * and that is smaller (-1) or larger (1) in magnitude.
 */
export function nudged(
  sign: 0 | 1, significand: bigint, exponent: number, direction: 1n | -1n, env: Environment,
): Result {
  return round(F80, sign, (significand << NUDGE) + direction, exponent - Number(NUDGE), env);
}
