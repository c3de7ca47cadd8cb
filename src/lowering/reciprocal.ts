/**
 * RCPPS and RSQRTPS as `src/oracle/reciprocal.ts` defines them: the quotient rounded to nearest, with
 * denormals as zeros on either side. NaNs leave.
 */
import type { Ref } from "../../spec/ir/ir.ts";
import type { Local } from "../wasm/code.ts";
import type { Emitter } from "./emitter.ts";
import { pushHasNan } from "./float-vector.ts";

const EXPONENTS = 0x7f800000_7f800000_7f800000_7f800000n;
const MAGNITUDES = 0x7fffffff_7fffffff_7fffffff_7fffffffn;
const SINGLE_ONES = 0x3f800000_3f800000_3f800000_3f800000n;
const DOUBLE_ONES = 0x3ff0000000000000_3ff0000000000000n;

/** Turns denormals in the local into zeros of their sign. */
function flush(e: Emitter, local: Local): void {
  const { code } = e;
  code.get(local);
  code.get(local); code.v128(EXPONENTS); code.simd("v128_and");
  code.v128(0n); code.simd("i32x4_eq");
  code.v128(MAGNITUDES); code.simd("v128_and");
  code.simd("v128_andnot");
  code.set(local);
}

/** Pushes 1 / sqrt of the two low singles of the vector on the stack, in double precision. */
function rootsOfLow(e: Emitter): void {
  const { code } = e;
  const roots = e.scratch("v128");
  code.simd("f64x2_promote_low_f32x4");
  code.simd("f64x2_sqrt");
  code.set(roots);
  code.v128(DOUBLE_ONES);
  code.get(roots);
  code.simd("f64x2_div");
  code.simd("f32x4_demote_f64x2_zero");
}

const UPPER_DOWN = [8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7];
const LOWER_HALVES = [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23];

/** Names of the operators that have this form. */
export function isReciprocal(fn: string): boolean {
  return fn === "rcpps" || fn === "rsqrtps";
}

/** The reciprocals, or reciprocal square roots, of four singles. */
export function computeReciprocals(e: Emitter, fn: string, a: Ref): Local {
  const { code } = e;
  const local = e.scratch("v128");
  e.vector(a);
  code.set(local);
  flush(e, local);
  if (fn === "rcpps") {
    code.v128(SINGLE_ONES);
    code.get(local);
    code.simd("f32x4_div");
  } else {
    code.get(local);
    rootsOfLow(e);
    code.get(local); code.get(local); code.shuffle(UPPER_DOWN);
    rootsOfLow(e);
    code.shuffle(LOWER_HALVES);
  }
  code.set(local);
  flush(e, local);
  pushHasNan(code, local, "f32x4");
  code.brIf(e.target.bail);
  return local;
}
