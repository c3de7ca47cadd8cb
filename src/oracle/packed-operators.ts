/**
 * Packed operators that have no step of their own, because WebAssembly has nothing like them.
 * Source: Intel SDM volume 2, entries of the same names.
 */
import type { VectorShift } from "../../spec/ir/ir.ts";
import { F32, F64, add, environmentOfMxcsr, mul } from "../softfloat/index.ts";
import type { Environment, Format, Result } from "../softfloat/index.ts";
import type { Evaluation } from "./evaluation.ts";
import { settleFloatFlags } from "./float-exceptions.ts";
import { deliver } from "./float.ts";
import { pure, wideArgument } from "./operators.ts";
import type { Operator, Operators } from "./operators.ts";
import { reciprocals, reciprocalRoots } from "./reciprocal.ts";
import {
  compareExplicit, compareImplicit, comparisonIndex, comparisonMask,
} from "./string-compare.ts";
import { laneOf, lanesOf, vectorOf, vectorShift, withLane } from "./vector.ts";

/** PHMINPOSUW: the least of eight unsigned words in bits 0..15, its index in bits 16..18. */
export function leastWord(a: bigint): bigint {
  const words = lanesOf(a, 16);
  const least = Math.min(...words);
  return BigInt(least) | (BigInt(words.indexOf(least)) << 16n);
}

/**
 * MPSADBW: eight sums of absolute differences between a block of four bytes of `b` (bits 0..1 of
 * the control) and eight overlapping blocks of `a` that start at byte 0 or 4 (bit 2).
 */
export function blockDifferences(a: bigint, b: bigint, control: number): bigint {
  const x = lanesOf(a, 8);
  const y = lanesOf(b, 8);
  const fromA = control & 4;
  const fromB = (control & 3) * 4;
  const sum = (block: number): number => {
    let total = 0;
    for (let i = 0; i < 4; i++) {
      total += Math.abs((x[fromA + block + i] ?? 0) - (y[fromB + i] ?? 0));
    }
    return total;
  };
  return vectorOf(lanesOf(a, 16).map((_, block) => sum(block)), 16);
}

/** VPERMD: each doubleword picks one of the eight of both halves by the low three bits of `by`. */
export function permutedDwords(low: bigint, high: bigint, by: bigint): bigint {
  const dwords = [...lanesOf(low, 32), ...lanesOf(high, 32)];
  return vectorOf(lanesOf(by, 32).map((index) => dwords[index & 7] ?? 0), 32);
}

/** VPSLLVD and relatives: every lane is shifted by the count in the same lane of `counts`. */
export function shiftedLanes(
  fn: VectorShift, lanes: "i32x4" | "i64x2", a: bigint, counts: bigint,
): bigint {
  const indexes = lanes === "i32x4" ? [0, 1, 2, 3] : [0, 1];
  return indexes.reduce((v, index) => {
    const shifted = vectorShift(fn, lanes, a, laneOf(lanes, index, counts));
    return withLane(lanes, index, v, laneOf(lanes, index, shifted));
  }, 0n);
}

/** Two vectors of 128 bits whose dot product is asked for. */
type Factors = readonly [bigint, bigint];

/**
 * DPPS and DPPD: products where control bits 4..7 say so, their sum where bits 0..3 say so, for
 * every pair of vectors. Each stage (all products, sums of pairs, sums) delivers its exceptions
 * before the next one begins.
 *
 * Every lane adds up for itself, which shows only in the NaN that survives among several: with
 * products p, lane i is p[i] + p[i^1] for DPPD and t[i] + t[i^2] for DPPS, t[j] = p[j^1] + p[j].
 * The manual's pseudo-code has one sum for all lanes; the CPUs of the recorded vectors' family do
 * it lane by lane.
 */
function dotProducts(
  e: Evaluation, format: Format, factors: readonly Factors[], control: number,
): bigint[] {
  const env: Environment = environmentOfMxcsr(e.mxcsr);
  const bits = format === F32 ? 32 : 64;
  const lanes = format === F32 ? [0, 1, 2, 3] : [0, 1];
  const lane = (v: bigint, i: number): bigint => BigInt.asUintN(bits, v >> BigInt(i * bits));
  const has = (bit: number): boolean => ((control >> bit) & 1) === 1;
  /** One stage: the terms of every vector become new ones, all exceptions together. */
  const stage = (terms: readonly (readonly bigint[])[], one: Stage): bigint[][] => {
    const results = terms.map((own) => lanes.map((i) => one(own, i)));
    if (e.fault === undefined) {
      const earlier = e.raised;
      e.raised = 0;
      for (const result of results.flat()) deliver(e, result);
      settleFloatFlags(e);
      e.raised |= earlier;
    }
    return results.map((own) => own.map((result) => result.bits));
  };
  const sum = (first: number, second: number): Stage => (terms, i) =>
    add(format, terms[i ^ first] ?? 0n, terms[i ^ second] ?? 0n, env);

  const products = stage(factors, ([a = 0n, b = 0n], i) =>
    has(4 + i) ? mul(format, lane(a, i), lane(b, i), env) : { bits: 0n, flags: 0 });
  const pairs = stage(products, format === F32 ? sum(1, 0) : sum(0, 1));
  const totals = format === F32 ? stage(pairs, sum(0, 2)) : pairs;
  return totals.map((own) => lanes.reduceRight(
    (v, i) => (v << BigInt(bits)) | (has(i) ? own[i] ?? 0n : 0n), 0n));
}

/** What a stage of a dot product computes for lane `i` from the lanes before. */
type Stage = (terms: readonly bigint[], i: number) => Result;

/** A dot product of the first two arguments; VDPPS adds the other half's before the control. */
function dotProduct(format: Format, half: 0 | 1): Operator {
  return (e, args) => {
    const values = args.map((_, index) => wideArgument(args, index));
    const [imm = 0n] = values.splice(-1);
    const [a0 = 0n, b0 = 0n, a1, b1] = values;
    const factors: Factors[] = [[a0, b0]];
    if (a1 !== undefined && b1 !== undefined) factors.push([a1, b1]);
    return dotProducts(e, format, factors, control(imm))[half] ?? 0n;
  };
}

const control = (imm: bigint): number => Number(imm & 0xffn);

export const PACKED_OPERATORS: Operators = {
  calls: {
    phminposuw: pure((a = 0n) => leastWord(a)),
    mpsadbw: pure((a = 0n, b = 0n, imm = 0n) => blockDifferences(a, b, control(imm))),
    dpps: dotProduct(F32, 0),
    dpps_upper: dotProduct(F32, 1),
    dppd: dotProduct(F64, 0),
    rcpps: pure((a = 0n) => reciprocals(a)),
    rsqrtps: pure((a = 0n) => reciprocalRoots(a)),
    vpermd: pure((low = 0n, high = 0n, by = 0n) => permutedDwords(low, high, by)),
    vpsllvd: pure((a = 0n, counts = 0n) => shiftedLanes("shl", "i32x4", a, counts)),
    vpsllvq: pure((a = 0n, counts = 0n) => shiftedLanes("shl", "i64x2", a, counts)),
    vpsrlvd: pure((a = 0n, counts = 0n) => shiftedLanes("shr_u", "i32x4", a, counts)),
    vpsrlvq: pure((a = 0n, counts = 0n) => shiftedLanes("shr_u", "i64x2", a, counts)),
    vpsravd: pure((a = 0n, counts = 0n) => shiftedLanes("shr_s", "i32x4", a, counts)),
    pcmpistr: pure((a = 0n, b = 0n, imm = 0n) => compareImplicit(a, b, imm)),
    pcmpestr: pure((a = 0n, b = 0n, lengthA = 0n, lengthB = 0n, imm = 0n) =>
      compareExplicit(a, b, lengthA, lengthB, imm)),
    pcmpstr_index: pure((result = 0n, imm = 0n) => comparisonIndex(result, imm)),
    pcmpstr_mask: pure((result = 0n, imm = 0n) => comparisonMask(result, imm)),
  },
  units: {},
};
