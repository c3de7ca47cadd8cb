/**
 * The floating-point operators of the IR under MXCSR: scalars on bits, packed ones lane by lane.
 *
 * Pure functions of operands and environment; each returns its bits and the exception flags of all
 * its lanes together. `deliver` gathers them for the whole instruction.
 */
import type {
  ConvertLanes, FloatBinary, FloatLanes, Format as FormatName, VectorFloatBinary,
} from "../../spec/ir/ir.ts";
import {
  DENORMAL, EXCEPTIONS, F32, F64, INEXACT, TOWARD_ZERO, add, compare, convert, div, fromInteger,
  maximum, minimum, mul, roundToIntegral, sqrt, sub, toInteger,
} from "../softfloat/index.ts";
import type { Environment, Format, Order, Result, Rounding } from "../softfloat/index.ts";
import type { Evaluation } from "./evaluation.ts";

const FORMATS: Readonly<Record<FormatName, Format>> = { f32: F32, f64: F64 };

/** Format of a lane and its width in bits. */
interface LaneFormat {
  readonly format: FormatName;
  readonly bits: number;
}
const LANE_FORMATS: Readonly<Record<FloatLanes, LaneFormat>> = {
  f32x4: { format: "f32", bits: 32 },
  f64x2: { format: "f64", bits: 64 },
};

/** Applies `each` to every lane index (lane width `bits`), gathering bits and flags. */
function gather(bits: number, count: number, each: (index: number) => Result): Result {
  let v = 0n;
  let flags = 0;
  for (let index = count - 1; index >= 0; index--) {
    const lane = each(index);
    v = (v << BigInt(bits)) | lane.bits;
    flags |= lane.flags;
  }
  return { bits: v, flags };
}

function laneAt(v: bigint, bits: number, index: number): bigint {
  return BigInt.asUintN(bits, v >> BigInt(bits * index));
}

/** Notes a result's flags; all steps of an instruction settle theirs at once (`settleFloatFlags`). */
export function deliver(e: Evaluation, { bits, flags }: Result): bigint {
  e.raised |= flags & EXCEPTIONS;
  return bits;
}

/** `float`: one operation on bits of `format`. */
export function floatBinary(
  fn: FloatBinary, format: FormatName, a: bigint, b: bigint, env: Environment,
): Result {
  const f = FORMATS[format];
  switch (fn) {
    case "add": return add(f, a, b, env);
    case "sub": return sub(f, a, b, env);
    case "mul": return mul(f, a, b, env);
    case "div": return div(f, a, b, env);
    case "min": return minimum(f, a, b, env);
    case "max": return maximum(f, a, b, env);
  }
}

/** `sqrt`: the square root of bits of `format`. */
export function floatSqrt(format: FormatName, a: bigint, env: Environment): Result {
  return sqrt(FORMATS[format], a, env);
}

/**
 * Which orders satisfy a predicate: bit `order` of entry `predicate & 15` (greater 1, less 2,
 * equal 4, unordered 8). Predicates 16..31 differ only in what quiet NaNs raise (SDM volume 2A,
 * table 3-1, "Comparison predicate for CMPPD and CMPPS instructions").
 */
const PREDICATES = [4, 2, 6, 8, 11, 13, 9, 7, 12, 10, 14, 0, 3, 5, 1, 15] as const;

/** Does a quiet NaN raise INVALID under this predicate? */
function isSignalling(predicate: number): boolean {
  const ordering = (predicate & 3) === 1 || (predicate & 3) === 2;
  return ordering !== ((predicate & 16) !== 0);
}

/** `fcompare`: all ones of the format's width where predicate 0..31 holds, else 0. */
export function floatCompare(
  format: FormatName, predicate: number, a: bigint, b: bigint, env: Environment,
): Result {
  const f = FORMATS[format];
  const { order, flags } = compare(f, a, b, isSignalling(predicate), env);
  const holds = ((PREDICATES[predicate & 15] ?? 0) >> order) & 1;
  return { bits: holds === 1 ? (f.integerBit << BigInt(f.exponentBits + 1)) - 1n : 0n, flags };
}

/** `forder`: how a stands to b, as COMISS (quiet NaNs raise INVALID) and UCOMISS have it. */
export function floatOrder(
  format: FormatName, quiet: boolean, a: bigint, b: bigint, env: Environment,
): { readonly order: Order; readonly flags: number } {
  return compare(FORMATS[format], a, b, !quiet, env);
}

type Convertible = FormatName | "i32" | "i64";

/** `convert`: between formats and signed integers, the result zero-extended. */
export function floatConvert(
  from: Convertible, to: Convertible, truncate: boolean, a: bigint, env: Environment,
): Result {
  if (from === "i32" || from === "i64") {
    if (to === "i32" || to === "i64") throw new Error(`defect: conversion from ${from} to ${to}`);
    return fromInteger(FORMATS[to], BigInt.asIntN(from === "i32" ? 32 : 64, a), env);
  }
  if (to === "f32" || to === "f64") return convert(FORMATS[from], FORMATS[to], a, env);
  const rounding = truncate ? TOWARD_ZERO : env.rounding;
  return toInteger(FORMATS[from], a, to === "i32" ? 32 : 64, env, rounding);
}

/**
 * `fround`: ROUNDSS's immediate: bits 0..1 rounding control, bit 2 takes MXCSR's instead, bit 3
 * suppresses the precision exception. Denormal operands raise nothing.
 */
export function floatRound(
  format: FormatName, control: number, a: bigint, env: Environment,
): Result {
  const rounding = (control & 4) !== 0 ? env.rounding : ((control & 3) as Rounding);
  const { bits, flags } = roundToIntegral(FORMATS[format], a, env, rounding);
  const silent = (control & 8) !== 0 ? DENORMAL | INEXACT : DENORMAL;
  return { bits, flags: flags & ~silent };
}

/** `vfloat`: lane by lane. */
export function vectorFloat(
  fn: VectorFloatBinary, lanes: FloatLanes, a: bigint, b: bigint, env: Environment,
): Result {
  const { format, bits } = LANE_FORMATS[lanes];
  return gather(bits, 128 / bits, (i) => {
    const one = fn !== "addsub" ? fn : i % 2 === 0 ? "sub" : "add";
    return floatBinary(one, format, laneAt(a, bits, i), laneAt(b, bits, i), env);
  });
}

/** `vsqrt`: lane by lane. */
export function vectorSqrt(lanes: FloatLanes, a: bigint, env: Environment): Result {
  const { format, bits } = LANE_FORMATS[lanes];
  return gather(bits, 128 / bits, (i) => floatSqrt(format, laneAt(a, bits, i), env));
}

/** `vfcompare`: lane by lane. */
export function vectorCompare(
  lanes: FloatLanes, predicate: number, a: bigint, b: bigint, env: Environment,
): Result {
  const { format, bits } = LANE_FORMATS[lanes];
  return gather(bits, 128 / bits, (i) =>
    floatCompare(format, predicate, laneAt(a, bits, i), laneAt(b, bits, i), env));
}

/** `vfround`: lane by lane. */
export function vectorRound(
  lanes: FloatLanes, control: number, a: bigint, env: Environment,
): Result {
  const { format, bits } = LANE_FORMATS[lanes];
  return gather(bits, 128 / bits, (i) => floatRound(format, control, laneAt(a, bits, i), env));
}

const CONVERT_LANES = {
  f32x4: { type: "f32", bits: 32 }, f64x2: { type: "f64", bits: 64 },
  i32x4: { type: "i32", bits: 32 },
} as const;

/** `vconvert`: as many lanes as both shapes have; what is left of the result is zero. */
export function vectorConvert(
  from: ConvertLanes, to: ConvertLanes, truncate: boolean, a: bigint, env: Environment,
): Result {
  const source = CONVERT_LANES[from];
  const result = CONVERT_LANES[to];
  const count = 128 / Math.max(source.bits, result.bits);
  return gather(result.bits, count, (i) =>
    floatConvert(source.type, result.type, truncate, laneAt(a, source.bits, i), env));
}
