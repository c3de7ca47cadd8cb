/**
 * Soft-float: IEEE arithmetic on bit patterns, for every binary format of the architecture.
 *
 * One core, parametric in the width of exponent and fraction, serves SSE (f32, f64; environment of
 * MXCSR) and the x87 unit (f80; environment of the control word). Bit patterns are BigInts, so no
 * host ever sees a NaN of the guest as a number. Operations are pure: they return
 * `{bits, flags}`; `raised()` says which flags an instruction with unmasked exceptions delivers.
 *
 *     add(F64, a, b, environmentOfMxcsr(mxcsr))   // { bits, flags }
 */
export {
  DENORMAL, DIVIDE_BY_ZERO, DOWNWARD, EXCEPTIONS, INEXACT, INVALID, OVERFLOW, PRE_COMPUTATION,
  ROUNDED_UP, SSE_DEFAULT, TO_NEAREST_EVEN, TOWARD_ZERO, UNDERFLOW, UPWARD,
  environmentOfFcw, environmentOfMxcsr, raised,
} from "./environment.ts";
export type { Environment, Result, Rounding } from "./environment.ts";
export {
  F16, F32, F64, F80, assemble, bitLength, indefinite, infinity, makeFormat, unpack, unpackInteger,
  widen, zero,
} from "./format.ts";
export type { Format, Kind, Unpacked } from "./format.ts";
export { invalid, nanResult } from "./nan.ts";
export { round } from "./round.ts";
export {
  add, addUnpacked, div, divUnpacked, fma, mul, mulUnpacked, sqrt, sub, subUnpacked,
} from "./arithmetic.ts";
export type { UnpackedOperation } from "./arithmetic.ts";
export {
  EQUAL, GREATER, LESS, UNORDERED, compare, compareUnpacked, maximum, minimum,
} from "./compare.ts";
export type { Comparison, Order } from "./compare.ts";
export {
  convert, fromInteger, roundToIntegral, toInteger, toIntegral, withoutInexact,
} from "./convert.ts";
export type { Integral } from "./convert.ts";
export { remainder } from "./remainder.ts";
export type { Remainder } from "./remainder.ts";
