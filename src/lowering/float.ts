/**
 * Floating-point steps under the default MXCSR whose flags nobody can observe.
 *
 * A wasm operation on floats gives the bits that x86 gives, except for NaNs. So a result that is a
 * NaN leaves through `bail`; everything else needs no correction.
 */
import type { Ref } from "../../spec/ir/ir.ts";
import type { Emitter, StepOf } from "./emitter.ts";
import type { Local } from "../wasm/code.ts";

type FloatOp = "add" | "sub" | "mul" | "div";

/**
 * Leaves when the float in a local is a NaN, now or when the target looks. `operands`: those of which
 * a NaN always spreads to the result.
 */
function bailOnNan(
  e: Emitter, local: Local, format: "f32" | "f64", operands: readonly Ref[],
): void {
  if (e.target.noteFloat?.(e, local, format, operands) === true) return;
  e.code.get(local);
  e.code.get(local);
  e.code.op(`${format}_ne`);
  e.code.brIf(e.target.bail);
}

/** Computes `float` into a local of its format. */
export function computeFloat(e: Emitter, { fn, format, a, b }: StepOf<"float">): Local {
  const { code } = e;
  const result = e.scratch(format);
  if (fn === "min" || fn === "max") {
    // MINSD and MAXSD give the second operand, unchanged, unless the first is strictly beyond it.
    e.float(a, format);
    e.float(b, format);
    e.float(a, format);
    e.float(b, format);
    code.op(`${format}_${fn === "min" ? "lt" : "gt"}`);
    code.op("select");
    code.set(result);
    bailOnNan(e, result, format, []);
    return result;
  }
  e.float(a, format);
  e.float(b, format);
  code.op(`${format}_${fn satisfies FloatOp}`);
  code.set(result);
  bailOnNan(e, result, format, [a, b]);
  return result;
}

export function computeSqrt(e: Emitter, { format, a }: StepOf<"sqrt">): Local {
  const result = e.scratch(format);
  e.float(a, format);
  e.code.op(`${format}_sqrt`);
  e.code.set(result);
  bailOnNan(e, result, format, [a]);
  return result;
}

/** 0 greater, 1 less, 2 equal, 3 unordered: less + 2 * equal, or 3. */
export function pushOrder(e: Emitter, { format, a, b }: StepOf<"forder">): void {
  const { code } = e;
  const pushBoth = (): void => { e.float(a, format); e.float(b, format); };
  // not (a >= b) is "less or unordered"; not (a ordered-unequal b) is "equal or unordered".
  pushBoth(); code.op(`${format}_ge`); code.op("i32_eqz");
  pushBoth(); code.op(`${format}_lt`);
  pushBoth(); code.op(`${format}_gt`);
  code.op("i32_or"); code.op("i32_eqz");
  code.i32(1); code.op("i32_shl");
  code.op("i32_or");
}

/** Largest magnitudes below which truncation and rounding stay inside the integer's range. */
const LIMIT_BITS = {
  f32: { i32: 0x4f00_0000n, i64: 0x5f00_0000n },
  f64: { i32: 0x41e0_0000_0000_0000n, i64: 0x43e0_0000_0000_0000n },
} as const;

/**
 * Float to integer: values whose magnitude reaches the integer's range (NaNs too) leave. Without
 * `truncate` the default rounding applies, to nearest even.
 */
export function computeToInteger(e: Emitter, step: StepOf<"convert">): Local {
  const { code } = e;
  const { from, to, truncate, a } = step;
  if ((from !== "f32" && from !== "f64") || (to !== "i32" && to !== "i64")) {
    throw new Error(`defect: ${from} to ${to} is no conversion to an integer`);
  }
  const value = e.scratch(from);
  e.float(a, from);
  if (!truncate) code.op(`${from}_nearest`);
  code.set(value);
  code.get(value); code.op(`${from}_abs`);
  if (from === "f32") code.f32Bits(LIMIT_BITS.f32[to]);
  else code.f64Bits(LIMIT_BITS.f64[to]);
  code.op(`${from}_lt`);
  code.op("i32_eqz");
  code.brIf(e.target.bail);
  const result = e.scratch(to);
  code.get(value);
  code.saturating(`${to}_trunc_sat_${from}_s`);
  code.set(result);
  return result;
}

/** Integer to float, or float to float; a NaN leaves. */
export function computeToFloat(e: Emitter, { from, to, a }: StepOf<"convert">): Local {
  const { code } = e;
  if (to !== "f32" && to !== "f64") throw new Error(`defect: ${to} is no float`);
  const result = e.scratch(to);
  if (from === "i32" || from === "i64") {
    e.push(a, from);
    code.op(`${to}_convert_${from}_s`);
    code.set(result);
    return result;
  }
  e.float(a, from);
  code.op(to === "f32" ? "f32_demote_f64" : "f64_promote_f32");
  code.set(result);
  bailOnNan(e, result, to, []);
  return result;
}
