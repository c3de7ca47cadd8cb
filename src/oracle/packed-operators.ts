/**
 * Packed operators that have no step of their own, because WebAssembly has nothing like them.
 * Source: Intel SDM volume 2, entries of the same names.
 */
import { F32, F64, add, environmentOfMxcsr, mul } from "../softfloat/index.ts";
import type { Environment, Format, Result } from "../softfloat/index.ts";
import type { Evaluation } from "./evaluation.ts";
import { deliver } from "./float.ts";
import { pure, wideArgument } from "./operators.ts";
import type { Operators } from "./operators.ts";
import { reciprocals, reciprocalRoots } from "./reciprocal.ts";
import {
  compareExplicit, compareImplicit, comparisonIndex, comparisonMask,
} from "./string-compare.ts";
import { lanesOf, vectorOf } from "./vector.ts";

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

/** Gathers the flags of several operations that the hardware carries out as one stage. */
function stage(results: readonly Result[]): Result {
  return { bits: 0n, flags: results.reduce((flags, result) => flags | result.flags, 0) };
}

/**
 * DPPS and DPPD: products where control bits 4..7 say so, summed in pairs, and the sum placed where
 * bits 0..3 say so. Each stage (products, sums of pairs, sum) delivers its exceptions before the
 * next one begins, as the manual's pseudo-code has it.
 */
function dotProduct(e: Evaluation, format: Format, a: bigint, b: bigint, control: number): bigint {
  const env: Environment = environmentOfMxcsr(e.mxcsr);
  const bits = format === F32 ? 32 : 64;
  const count = 128 / bits;
  const lane = (v: bigint, i: number): bigint => BigInt.asUintN(bits, v >> BigInt(i * bits));
  let terms: Result[] = [];
  for (let i = 0; i < count; i++) {
    const wanted = ((control >> (4 + i)) & 1) === 1;
    terms.push(wanted ? mul(format, lane(a, i), lane(b, i), env) : { bits: 0n, flags: 0 });
  }
  deliver(e, stage(terms), env);
  while (terms.length > 1 && e.fault === undefined) {
    const sums: Result[] = [];
    for (let i = 0; i + 1 < terms.length; i += 2) {
      sums.push(add(format, terms[i]?.bits ?? 0n, terms[i + 1]?.bits ?? 0n, env));
    }
    terms = sums;
    deliver(e, stage(terms), env);
  }
  const sum = terms[0]?.bits ?? 0n;
  let v = 0n;
  for (let i = count - 1; i >= 0; i--) {
    v = (v << BigInt(bits)) | (((control >> i) & 1) === 1 ? sum : 0n);
  }
  return v;
}

const control = (imm: bigint): number => Number(imm & 0xffn);

export const PACKED_OPERATORS: Operators = {
  calls: {
    phminposuw: pure((a = 0n) => leastWord(a)),
    mpsadbw: pure((a = 0n, b = 0n, imm = 0n) => blockDifferences(a, b, control(imm))),
    dpps: (e, args) => dotProduct(
      e, F32, wideArgument(args, 0), wideArgument(args, 1), control(wideArgument(args, 2))),
    dppd: (e, args) => dotProduct(
      e, F64, wideArgument(args, 0), wideArgument(args, 1), control(wideArgument(args, 2))),
    rcpps: pure((a = 0n) => reciprocals(a)),
    rsqrtps: pure((a = 0n) => reciprocalRoots(a)),
    pcmpistr: pure((a = 0n, b = 0n, imm = 0n) => compareImplicit(a, b, imm)),
    pcmpestr: pure((a = 0n, b = 0n, lengthA = 0n, lengthB = 0n, imm = 0n) =>
      compareExplicit(a, b, lengthA, lengthB, imm)),
    pcmpstr_index: pure((result = 0n, imm = 0n) => comparisonIndex(result, imm)),
    pcmpstr_mask: pure((result = 0n, imm = 0n) => comparisonMask(result, imm)),
  },
  units: {},
};
