/** The floating-point steps of the IR, bound to an evaluation and its MXCSR. */
import { environmentOfMxcsr } from "../softfloat/index.ts";
import type { Environment, Result } from "../softfloat/index.ts";
import type { Evaluate, Evaluation, StepBinders } from "./evaluation.ts";
import {
  deliver, floatBinary, floatCompare, floatConvert, floatOrder, floatRound, floatSqrt,
  vectorCompare, vectorConvert, vectorFloat, vectorRound, vectorSqrt,
} from "./float.ts";

export type FloatStepOp =
  | "float" | "sqrt" | "fcompare" | "forder" | "convert" | "fround"
  | "vfloat" | "vsqrt" | "vfcompare" | "vfround" | "vconvert";

/** An operation whose result is bits and flags, run under the instruction's MXCSR. */
function underMxcsr(compute: (e: Evaluation, env: Environment) => Result): Evaluate {
  return (e) => {
    const env = environmentOfMxcsr(e.mxcsr);
    return deliver(e, compute(e, env));
  };
}

/** An immediate or other control value as a number. */
function control(e: Evaluation, ref: number): number {
  return Number(e.wide(ref) & 0xffn);
}

export const FLOAT_STEPS: StepBinders<FloatStepOp> = {
  float: ({ fn, format, a, b }) =>
    underMxcsr((e, env) => floatBinary(fn, format, e.wide(a), e.wide(b), env)),
  sqrt: ({ format, a }) => underMxcsr((e, env) => floatSqrt(format, e.wide(a), env)),
  fcompare: ({ format, predicate, a, b }) =>
    underMxcsr((e, env) => floatCompare(format, control(e, predicate), e.wide(a), e.wide(b), env)),
  forder: ({ format, quiet, a, b }) => (e) => {
    const env = environmentOfMxcsr(e.mxcsr);
    const { order, flags } = floatOrder(format, quiet, e.wide(a), e.wide(b), env);
    deliver(e, { bits: 0n, flags });
    return order;
  },
  convert: ({ from, to, truncate, a }) =>
    underMxcsr((e, env) => floatConvert(from, to, truncate, e.wide(a), env)),
  fround: ({ format, control: how, a }) =>
    underMxcsr((e, env) => floatRound(format, control(e, how), e.wide(a), env)),
  vfloat: ({ fn, lanes, a, b }) =>
    underMxcsr((e, env) => vectorFloat(fn, lanes, e.wide(a), e.wide(b), env)),
  vsqrt: ({ lanes, a }) => underMxcsr((e, env) => vectorSqrt(lanes, e.wide(a), env)),
  vfcompare: ({ lanes, predicate, a, b }) =>
    underMxcsr((e, env) => vectorCompare(lanes, control(e, predicate), e.wide(a), e.wide(b), env)),
  vfround: ({ lanes, control: how, a }) =>
    underMxcsr((e, env) => vectorRound(lanes, control(e, how), e.wide(a), env)),
  vconvert: ({ from, to, truncate, a }) =>
    underMxcsr((e, env) => vectorConvert(from, to, truncate, e.wide(a), env)),
};
