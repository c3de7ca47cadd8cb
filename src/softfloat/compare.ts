/** Comparison, and the minimum and maximum that SSE builds on it. */
import { DENORMAL, INVALID } from "./environment.ts";
import type { Environment, Result } from "./environment.ts";
import { bitLength, unpack, zero } from "./format.ts";
import type { Format, Unpacked } from "./format.ts";
import { isNan } from "./nan.ts";

export const GREATER = 0;
export const LESS = 1;
export const EQUAL = 2;
export const UNORDERED = 3;
export type Order = 0 | 1 | 2 | 3;

export interface Comparison {
  /** How the first operand stands to the second. */
  readonly order: Order;
  readonly flags: number;
}

/** Compares a with b; a quiet NaN raises INVALID when the comparison is `signalling`. */
export function compare(
  format: Format, a: bigint, b: bigint, signalling: boolean, env: Environment,
): Comparison {
  return compareUnpacked(
    unpack(format, a, env.denormalsAreZero), unpack(format, b, env.denormalsAreZero), signalling,
  );
}

/** Compares numbers that were taken apart, of whatever formats. */
export function compareUnpacked(x: Unpacked, y: Unpacked, signalling: boolean): Comparison {
  if (isUnordered(x) || isUnordered(y)) {
    const quiet = !signalling && isQuietOrNumber(x) && isQuietOrNumber(y);
    return { order: UNORDERED, flags: quiet ? 0 : INVALID };
  }
  const order = orderOf(x, y);
  return { order, flags: x.denormal || y.denormal ? DENORMAL : 0 };
}

function isUnordered(x: Unpacked): boolean {
  return isNan(x) || x.kind === "unsupported";
}

function isQuietOrNumber(x: Unpacked): boolean {
  return x.kind !== "signalling" && x.kind !== "unsupported";
}

function orderOf(x: Unpacked, y: Unpacked): Order {
  if (x.kind === "zero" && y.kind === "zero") return EQUAL;
  if (x.kind === "zero") return y.sign === 1 ? GREATER : LESS;
  if (y.kind === "zero" || x.sign !== y.sign) return x.sign === 1 ? LESS : GREATER;
  const magnitude = compareMagnitudes(x, y);
  if (magnitude === 0) return EQUAL;
  return magnitude > 0 === (x.sign === 0) ? GREATER : LESS;
}

function compareMagnitudes(x: Unpacked, y: Unpacked): number {
  if (x.kind === "infinite" || y.kind === "infinite") {
    return (x.kind === "infinite" ? 1 : 0) - (y.kind === "infinite" ? 1 : 0);
  }
  const length = bitLength(x.significand);
  const distance = x.exponent + length - y.exponent - bitLength(y.significand);
  if (distance !== 0) return distance;
  // The leading bits stand at the same place; what is shorter is filled up with zeros.
  const a = x.significand << BigInt(bitLength(y.significand));
  const b = y.significand << BigInt(length);
  return a === b ? 0 : a > b ? 1 : -1;
}

/** MINSS and relatives: `a < b ? a : b`, so the second operand for NaNs and for two zeros. */
export function minimum(format: Format, a: bigint, b: bigint, env: Environment): Result {
  return choose(format, a, b, LESS, env);
}

/** MAXSS and relatives: `a > b ? a : b`. */
export function maximum(format: Format, a: bigint, b: bigint, env: Environment): Result {
  return choose(format, a, b, GREATER, env);
}

function choose(format: Format, a: bigint, b: bigint, wanted: Order, env: Environment): Result {
  const { order, flags } = compare(format, a, b, true, env);
  const chosen = order === wanted ? a : b;
  const x = unpack(format, chosen, env.denormalsAreZero);
  return { bits: x.kind === "zero" ? zero(format, x.sign) : chosen, flags };
}
