/**
 * Which programs have a WebAssembly form. The others are executed by the oracle in every tier: they
 * are rare, and written once.
 */
import type { Effect, Program, Step, SystemRegister } from "../../spec/ir/ir.ts";
import { isUnitWord } from "./mmx.ts";
import { isReciprocal } from "./reciprocal.ts";

const READABLE: readonly SystemRegister[] = ["df", "rip", "next", "fsbase", "gsbase"];

/** Steps that MXCSR governs: exact here only while nothing can observe or change it. */
const FLOATING: ReadonlySet<Step["op"]> = new Set([
  "float", "sqrt", "fcompare", "forder", "convert", "fround", "vfloat", "vsqrt", "vfcompare",
  "vfround", "vconvert",
] as const);

function hasWasmStep(step: Step): boolean {
  switch (step.op) {
    case "call": return isReciprocal(step.fn);
    case "vsibindex":
    case "operandst":
      return false;
    case "system": return READABLE.includes(step.register) || isUnitWord(step.register);
    case "operandv":
    case "fixedv":
      return step.half === 0;
    case "vbinary": return hasVectorOperator(step.fn, step.lanes);
    default: return step.type !== "f80";
  }
}

function hasVectorOperator(fn: string, lanes: string): boolean {
  if (fn === "mulh_s" || fn === "mulh_u") return lanes === "i16x8";
  if (fn === "mul") return lanes !== "i8x16";
  return true;
}

function hasWasmEffect(effect: Effect): boolean {
  switch (effect.op) {
    case "unit":
    case "leave":
      return false;
    case "setsystem": return ["df", "fsw", "ftw"].includes(effect.register);
    case "setv": return effect.half === 0 && effect.upper === "keep";
    case "setfixedv": return effect.half === 0;
    default: return true;
  }
}

/** True where every step and effect of a program has a wasm form. */
export function isLowerable(program: Program): boolean {
  return program.steps.every(hasWasmStep) && program.effects.every(hasWasmEffect);
}

/** True where a program's result or flags depend on MXCSR. */
export function dependsOnMxcsr(program: Program): boolean {
  return program.steps.some((step) => FLOATING.has(step.op));
}
