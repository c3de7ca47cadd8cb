/**
 * Packed floating-point steps, comparisons and rounding, under the default MXCSR whose flags nobody
 * can observe. As with scalars, a NaN that an operation would compute leaves through `bail`;
 * comparisons, minima and maxima never compute one.
 */
import type { FloatLanes, Ref } from "../../spec/ir/ir.ts";
import type { Code, Local } from "../wasm/code.ts";
import type { Emitter, StepOf } from "./emitter.ts";

/** Leaves unless every lane of a truth vector on the stack is set. */
function bailUnlessAll(e: Emitter): void {
  e.code.simd("i32x4_all_true");
  e.code.op("i32_eqz");
  e.code.brIf(e.target.bail);
}

/** Pushes something other than 0 where a lane of the local is a NaN. */
export function pushHasNan(code: Code, local: Local, lanes: FloatLanes): void {
  code.get(local); code.get(local);
  code.simd(`${lanes}_ne`);
  // Cheaper on x86-64 than asking whether any bit is set.
  code.simd(lanes === "f64x2" ? "i64x2_bitmask" : "i32x4_bitmask");
}

/** Leaves when a lane of the local is a NaN, now or when the target looks. */
function bailOnNan(e: Emitter, local: Local, lanes: FloatLanes, operands: readonly Ref[]): void {
  if (e.target.noteFloat?.(e, local, lanes, operands) === true) return;
  pushHasNan(e.code, local, lanes);
  e.code.brIf(e.target.bail);
}

/** Even lanes of the first vector, odd ones of the second. */
const ALTERNATING = {
  f32x4: [0, 1, 2, 3, 20, 21, 22, 23, 8, 9, 10, 11, 28, 29, 30, 31],
  f64x2: [0, 1, 2, 3, 4, 5, 6, 7, 24, 25, 26, 27, 28, 29, 30, 31],
} as const;

/** Packed arithmetic. */
export function computeVectorFloat(
  e: Emitter, step: StepOf<"vfloat"> | StepOf<"vsqrt">,
): Local {
  const { code } = e;
  const { lanes } = step;
  const result = e.scratch("v128");
  if (step.op === "vsqrt") {
    e.vector(step.a);
    code.simd(`${lanes}_sqrt`);
  } else if (step.fn === "min" || step.fn === "max") {
    // wasm's pmin(x, y) is y < x ? y : x: with the operands swapped that is MINPS to the bit.
    e.vector(step.b);
    e.vector(step.a);
    code.simd(`${lanes}_p${step.fn}`);
    code.set(result);
    return result;
  } else {
    const { fn, a, b } = step;
    const both = (op: "add" | "sub" | "mul" | "div"): void => {
      e.vector(a);
      e.vector(b);
      code.simd(`${lanes}_${op}`);
    };
    if (fn !== "addsub") both(fn);
    else {
      both("sub");
      both("add");
      code.shuffle(ALTERNATING[lanes]);
    }
  }
  code.set(result);
  bailOnNan(e, result, lanes, step.op === "vsqrt" ? [step.a] : [step.a, step.b]);
  return result;
}

/**
 * For each of the eight predicates of legacy compares (bit p), whether "less", "equal" and
 * "unordered" count, and whether the outcome is negated.
 */
const COUNTS = { lt: 0b0110_0110, eq: 0b0101_0101, unordered: 0b1000_1000, not: 0b1111_0000 };

/** Pushes bit `predicate` of a table as an i32, 0 or 1. */
function pushCounts(e: Emitter, predicate: number, table: number): void {
  e.code.i32(table);
  e.push(predicate, "i32");
  e.code.op("i32_shr_u");
  e.code.i32(1);
  e.code.op("i32_and");
}

/** Pushes 0 or -1 as an i32, for `fcompare`; the predicate is one of the legacy eight. */
export function pushCompare(e: Emitter, { format, predicate, a, b }: StepOf<"fcompare">): void {
  const { code } = e;
  const compare = (x: number, op: "lt" | "eq" | "ne", y: number): void => {
    e.float(x, format);
    e.float(y, format);
    code.op(`${format}_${op}`);
  };
  code.i32(0);
  compare(a, "lt", b);
  pushCounts(e, predicate, COUNTS.lt);
  code.op("i32_and");
  compare(a, "eq", b);
  pushCounts(e, predicate, COUNTS.eq);
  code.op("i32_and");
  code.op("i32_or");
  compare(a, "ne", a);
  compare(b, "ne", b);
  code.op("i32_or");
  pushCounts(e, predicate, COUNTS.unordered);
  code.op("i32_and");
  code.op("i32_or");
  pushCounts(e, predicate, COUNTS.not);
  code.op("i32_xor");
  code.op("i32_sub");
}

type Comparison = "eq" | "lt" | "le" | "ne";

function pushLanesCompared(e: Emitter, lanes: FloatLanes, x: Ref, op: Comparison, y: Ref): void {
  e.vector(x);
  e.vector(y);
  e.code.simd(`${lanes}_${op}`);
}

/** Pushes the mask of `vfcompare`; the predicate is one of the legacy eight. */
export function pushVectorCompare(e: Emitter, step: StepOf<"vfcompare">): void {
  const { code } = e;
  const { lanes, predicate, a, b } = step;
  const constant = e.constant(predicate);
  if (constant !== undefined) return pushKnownCompare(e, step, Number(constant & 7n));
  const compare = (x: Ref, op: Comparison, y: Ref): void => pushLanesCompared(e, lanes, x, op, y);
  const counts = (table: number): void => {
    code.i32(0);
    pushCounts(e, predicate, table);
    code.op("i32_sub");
    code.simd("i32x4_splat");
  };
  compare(a, "lt", b);
  counts(COUNTS.lt);
  code.simd("v128_and");
  compare(a, "eq", b);
  counts(COUNTS.eq);
  code.simd("v128_and");
  code.simd("v128_or");
  compare(a, "ne", a);
  compare(b, "ne", b);
  code.simd("v128_or");
  counts(COUNTS.unordered);
  code.simd("v128_and");
  code.simd("v128_or");
  counts(COUNTS.not);
  code.simd("v128_xor");
}

/** The comparison behind each of the first four predicates; the other four negate them. */
const COMPARISONS = ["eq", "lt", "le", "unordered"] as const;

/** The same where the predicate is known while translating. */
function pushKnownCompare(e: Emitter, { lanes, a, b }: StepOf<"vfcompare">, predicate: number): void {
  const { code } = e;
  const comparison = COMPARISONS[(predicate & 3) as 0 | 1 | 2 | 3];
  if (comparison === "unordered") {
    pushLanesCompared(e, lanes, a, "ne", a);
    pushLanesCompared(e, lanes, b, "ne", b);
    code.simd("v128_or");
  } else pushLanesCompared(e, lanes, a, comparison, b);
  if (predicate > 3) code.simd("v128_not");
}

/** Rounding control of ROUNDSS, in the order of its values; 4 and above take MXCSR's, nearest. */
const MODES = ["nearest", "floor", "ceil", "trunc"] as const;

/**
 * Pushes what the mode of the control says: `round` pushes the value rounded in one mode. With a
 * control that is only known while running, all four are computed and one is chosen.
 */
function pushRounded(
  e: Emitter, control: number, round: (mode: (typeof MODES)[number]) => void,
): void {
  const { code } = e;
  const constant = e.constant(control);
  if (constant !== undefined) {
    const mode = (constant & 4n) !== 0n ? 0 : Number(constant & 3n) as 0 | 1 | 2 | 3;
    return round(MODES[mode]);
  }
  const mode = e.scratch("i32");
  code.i32(0);
  e.push(control, "i32"); code.i32(3); code.op("i32_and");
  e.push(control, "i32"); code.i32(4); code.op("i32_and");
  code.op("select");
  code.set(mode);
  for (const each of MODES) round(each);
  for (const number of [2, 1, 0]) {
    code.get(mode); code.i32(number); code.op("i32_eq");
    code.op("select");
  }
}

export function computeRound(e: Emitter, { format, control, a }: StepOf<"fround">): Local {
  const { code } = e;
  const result = e.scratch(format);
  e.float(a, format);
  code.set(result);
  pushRounded(e, control, (mode) => { code.get(result); code.op(`${format}_${mode}`); });
  code.set(result);
  code.get(result);
  code.get(result);
  code.op(`${format}_ne`);
  code.brIf(e.target.bail);
  return result;
}

export function computeVectorRound(e: Emitter, { lanes, control, a }: StepOf<"vfround">): Local {
  const { code } = e;
  const result = e.scratch("v128");
  e.vector(a);
  code.set(result);
  pushRounded(e, control, (mode) => { code.get(result); code.simd(`${lanes}_${mode}`); });
  code.set(result);
  bailOnNan(e, result, lanes, []);
  return result;
}

/** 2^31 in every lane. */
const INTEGER_LIMIT = {
  f32x4: 0x4f000000_4f000000_4f000000_4f000000n, f64x2: 0x41e0000000000000_41e0000000000000n,
} as const;

/** Packed conversion to integers: lanes outside of their range, NaNs too, leave. */
function toIntegers(e: Emitter, from: FloatLanes, truncate: boolean, result: Local): void {
  const { code } = e;
  if (!truncate) code.simd(`${from}_nearest`);
  code.set(result);
  code.get(result); code.simd(`${from}_abs`);
  code.v128(INTEGER_LIMIT[from]);
  code.simd(`${from}_lt`);
  bailUnlessAll(e);
  code.get(result);
  code.simd(from === "f32x4" ? "i32x4_trunc_sat_f32x4_s" : "i32x4_trunc_sat_f64x2_s_zero");
  code.set(result);
}

export function computeVectorConvert(e: Emitter, step: StepOf<"vconvert">): Local {
  const { code } = e;
  const { from, to, truncate, a } = step;
  const result = e.scratch("v128");
  e.vector(a);
  if (from === "i32x4") {
    code.simd(to === "f32x4" ? "f32x4_convert_i32x4_s" : "f64x2_convert_low_i32x4_s");
    code.set(result);
  } else if (to === "i32x4") toIntegers(e, from, truncate, result);
  else {
    code.simd(to === "f32x4" ? "f32x4_demote_f64x2_zero" : "f64x2_promote_low_f32x4");
    code.set(result);
    bailOnNan(e, result, to, []);
  }
  return result;
}
