/** What each step pushes when its value is wanted and stands in no local: one switch per type. */
import type { Ref, Step } from "../../spec/ir/ir.ts";
import type { Emitter } from "./emitter.ts";
import { pushFlag } from "./flags.ts";
import { pushOrder } from "./float.ts";
import { pushCompare, pushVectorCompare } from "./float-vector.ts";
import {
  hasLowHalf, pushComparison, pushDivision, pushDivisionOverflow, pushInteger, pushLowHalf,
} from "./integer.ts";
import { pushMmx, pushUnitWord } from "./mmx.ts";
import type { Shape } from "./target.ts";
import {
  pushLane, pushPair, pushShuffle, pushShuffleBy, pushSigns, pushSplat, pushVectorBinary,
  pushVectorExtend, pushVectorShift, pushWithLane,
} from "./vector.ts";

/** Pushes an `i64` value in a shape. */
export function pushValue(e: Emitter, ref: Ref, shape: Shape): void {
  const step = e.step(ref);
  const { code } = e;
  if (step.op === "const") {
    if (shape === "i64") return code.i64(step.value);
    return code.i32(Number(BigInt.asIntN(32, step.value)));
  }
  if (pushDirect(e, step, shape)) return;
  if (hasLowHalf(e, step) && (shape === "i32" || e.isNarrow(ref))) {
    pushLowHalf(e, step);
    if (shape === "i64") code.op("i64_extend_i32_u");
    return;
  }
  if (step.op === "widen" && shape === "i32") return e.truth(step.a);
  pushInteger(e, step);
  if (shape === "i32") code.op("i32_wrap_i64");
}

/** Steps that the target or a vector provides in either shape. */
function pushDirect(e: Emitter, step: Step, shape: Shape): boolean {
  const { target } = e;
  switch (step.op) {
    case "operand": target.pushOperand(step.k, step.bits, shape); return true;
    case "fixed": target.pushFixed(step.register, step.bits, shape); return true;
    case "address": case "offset":
      if (shape === "i32" && target.pushLowAddress?.(step.k) === true) return true;
      break;
    case "operandlane": target.pushLane(step.k, step.lanes, step.index, shape); return true;
    case "lane": pushLane(e, step, shape); return true;
    case "fcompare":
      pushCompare(e, step);
      if (shape === "i64") e.code.op(`i64_extend_i32_${step.format === "f64" ? "s" : "u"}`);
      return true;
    default: break;
  }
  const pushed = pushInOneShape(e, step);
  if (pushed === undefined) return false;
  if (pushed !== shape) e.code.op(shape === "i32" ? "i32_wrap_i64" : "i64_extend_i32_u");
  return true;
}

/** Steps that come in one shape only; which, or undefined for a step that is none of them. */
function pushInOneShape(e: Emitter, step: Step): Shape | undefined {
  switch (step.op) {
    case "signs": pushSigns(e, step); return "i32";
    case "address": case "offset": e.target.pushAddress(step.k); return "i64";
    case "operandmmx": pushMmx(e, step.k); return "i64";
    case "system":
      if (!pushUnitWord(e, step.register)) e.target.pushSystem(step.register);
      return "i64";
    case "divide":
      if (step.part !== "overflow") { pushDivision(e, step); return "i64"; }
      pushDivisionOverflow(e, step);
      return "i32";
    default: return undefined;
  }
}

/** Pushes a truth value. */
export function pushTruth(e: Emitter, step: Step): void {
  const { code } = e;
  switch (step.op) {
    case "const32": return code.i32(step.value);
    case "compare": return pushComparison(e, step);
    case "logic":
      e.truth(step.a);
      if (step.fn === "xor" && isOne(e, step.b)) return code.op("i32_eqz");
      e.truth(step.b);
      return code.op(`i32_${step.fn}`);
    case "flag": return pushFlag(e, step.flag);
    case "condition": return e.condition(step.cc);
    case "select":
      e.truth(step.a);
      e.truth(step.b);
      e.truth(step.when);
      return code.op("select");
    case "forder": return pushOrder(e, step);
    default: throw new Error(`defect: ${step.op} is no truth value`);
  }
}

function isOne(e: Emitter, ref: Ref): boolean {
  const step = e.step(ref);
  return step.op === "const32" && step.value === 1;
}

/** Pushes a `v128` value. */
export function pushVector(e: Emitter, step: Step): void {
  switch (step.op) {
    case "constv": return e.code.v128(step.value);
    case "operandv": return e.target.pushVector(step.k, step.half);
    case "fixedv": return e.target.pushFixedVector(step.register, step.half);
    case "vbinary": return pushVectorBinary(e, step);
    case "vabs":
      e.vector(step.a);
      return e.code.simd(`${step.lanes}_abs`);
    case "vshift": return pushVectorShift(e, step);
    case "shuffle": return pushShuffle(e, step);
    case "shuffleby": return pushShuffleBy(e, step);
    case "vfcompare": return pushVectorCompare(e, step);
    case "vextend": return pushVectorExtend(e, step);
    case "withlane": return pushWithLane(e, step);
    case "splat": return pushSplat(e, step);
    case "pair": return pushPair(e, step);
    case "select":
      e.vector(step.a);
      e.vector(step.b);
      e.truth(step.when);
      return e.code.op("select");
    default: throw new Error(`defect: ${step.op} is no vector`);
  }
}
