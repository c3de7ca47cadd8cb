/** Integer steps: what they push as 64-bit values, and as low halves where that is cheaper. */
import type { Binary, Comparison, Ref, Step, Width } from "../../spec/ir/ir.ts";
import type { OP } from "../wasm/opcodes.ts";
import type { Emitter, StepOf } from "./emitter.ts";
import type { Shape } from "./target.ts";

type Op = keyof typeof OP;

/** Operators whose low half follows from the low halves of their operands. */
const LOW_HALF: Readonly<Partial<Record<Binary, Op>>> = {
  add: "i32_add", sub: "i32_sub", mul: "i32_mul", and: "i32_and", or: "i32_or", xor: "i32_xor",
};

const WIDE: Readonly<Record<Exclude<Binary, "mulhu" | "mulhs">, Op>> = {
  add: "i64_add", sub: "i64_sub", mul: "i64_mul", and: "i64_and", or: "i64_or", xor: "i64_xor",
  shl: "i64_shl", shr: "i64_shr_u", sar: "i64_shr_s", rotl: "i64_rotl", rotr: "i64_rotr",
};

const COMPARE_WIDE: Readonly<Record<Comparison, Op>> = {
  eq: "i64_eq", ne: "i64_ne", ltu: "i64_lt_u", leu: "i64_le_u", gtu: "i64_gt_u", geu: "i64_ge_u",
  lts: "i64_lt_s", les: "i64_le_s", gts: "i64_gt_s", ges: "i64_ge_s",
};
/** For operands below 2^32, where signed and unsigned comparisons agree. */
const COMPARE_NARROW: Readonly<Record<Comparison, Op>> = {
  eq: "i32_eq", ne: "i32_ne", ltu: "i32_lt_u", leu: "i32_le_u", gtu: "i32_gt_u", geu: "i32_ge_u",
  lts: "i32_lt_u", les: "i32_le_u", gts: "i32_gt_u", ges: "i32_ge_u",
};
/** For operands that are both sign-extended from 32 bits. */
const COMPARE_SIGNED: Readonly<Partial<Record<Comparison, Op>>> = {
  eq: "i32_eq", ne: "i32_ne", lts: "i32_lt_s", les: "i32_le_s", gts: "i32_gt_s", ges: "i32_ge_s",
};

/** True where a step's low half can be computed from low halves. */
export function hasLowHalf(e: Emitter, step: Step): boolean {
  switch (step.op) {
    case "binary":
      if (step.fn === "shl") return (e.constant(step.b) ?? 64n) < 32n;
      if (step.fn === "shr") return rotation(e, step) !== undefined;
      return LOW_HALF[step.fn] !== undefined;
    case "unary": return step.fn === "not" || step.fn === "neg";
    case "zext":
    case "sext":
      return step.bits >= 8;
    case "select": return step.type === "i64";
    default: return false;
  }
}

/** Pushes the low half of a step of which `hasLowHalf` holds. */
export function pushLowHalf(e: Emitter, step: Step): void {
  switch (step.op) {
    case "binary": return binary(e, step, "i32");
    case "unary": return negation(e, step, "i32");
    case "zext": return zeroExtend32(e, step);
    case "sext": return signExtend32(e, step);
    case "select": return select(e, step, "i32");
    default: throw new Error(`defect: no low half of ${step.op}`);
  }
}

/** Is a count always below 32? */
function isBelow32(e: Emitter, count: Ref): boolean {
  const step = e.step(count);
  if (step.op === "const") return step.value < 32n;
  return step.op === "binary" && step.fn === "and"
    && ((e.constant(step.a) ?? 32n) < 32n || (e.constant(step.b) ?? 32n) < 32n);
}

/**
 * A rotation of 32 bits as meanings write it: two copies of the value side by side, shifted. WebAssembly
 * has an instruction for it.
 */
function rotation(e: Emitter, { fn, a, b }: StepOf<"binary">): (() => void) | undefined {
  const rotate = (value: Ref, count: Ref, op: "i32_rotl" | "i32_rotr"): (() => void) | undefined =>
    e.isNarrow(value) && isBelow32(e, count)
      ? (): void => { e.push(value, "i32"); e.push(count, "i32"); e.code.op(op); } : undefined;
  const isShifted = (ref: Ref, by: "shl" | "shr", value: Ref): boolean => {
    const step = e.step(ref);
    return step.op === "binary" && step.fn === by && step.a === value && e.constant(step.b) === 32n;
  };
  const inner = e.step(a);
  if (inner.op !== "binary") return undefined;
  if (fn === "shr" && inner.fn === "or" && isShifted(inner.b, "shl", inner.a)) {
    return rotate(inner.a, b, "i32_rotr");
  }
  if (fn === "or" && inner.fn === "shl" && isShifted(b, "shr", a)) {
    return rotate(inner.a, inner.b, "i32_rotl");
  }
  return undefined;
}

function binary(e: Emitter, step: StepOf<"binary">, shape: "i32"): void {
  const { fn, a, b } = step;
  const rotated = rotation(e, step);
  if (rotated !== undefined) return rotated();
  e.push(a, shape);
  e.push(b, shape);
  const op = fn === "shl" ? "i32_shl" : LOW_HALF[fn];
  if (op === undefined) throw new Error(`defect: no low half of ${fn}`);
  e.code.op(op);
}

function negation(e: Emitter, { fn, a }: StepOf<"unary">, shape: Shape): void {
  const { code } = e;
  const constant = (value: number): void =>
    shape === "i32" ? code.i32(value) : code.i64(BigInt(value));
  if (fn === "neg") {
    constant(0);
    e.push(a, shape);
    code.op(`${shape}_sub`);
  } else {
    e.push(a, shape);
    constant(-1);
    code.op(`${shape}_xor`);
  }
}

function zeroExtend32(e: Emitter, { bits, a }: StepOf<"zext">): void {
  e.push(a, "i32");
  if (bits >= 32) return;
  e.code.i32(2 ** bits - 1);
  e.code.op("i32_and");
}

function signExtend32(e: Emitter, { bits, a }: StepOf<"sext">): void {
  e.push(a, "i32");
  if (bits >= 32) return;
  if (bits === 8 || bits === 16) {
    e.code.op(bits === 8 ? "i32_extend8_s" : "i32_extend16_s");
    return;
  }
  e.code.i32(32 - bits);
  e.code.op("i32_shl");
  e.code.i32(32 - bits);
  e.code.op("i32_shr_s");
}

function select(e: Emitter, { when, a, b }: StepOf<"select">, shape: Shape): void {
  e.push(a, shape);
  e.push(b, shape);
  e.truth(when);
  e.code.op("select");
}

/** Pushes the 64-bit value of an integer step. */
export function pushInteger(e: Emitter, step: Step): void {
  switch (step.op) {
    case "const": return e.code.i64(step.value);
    case "binary": return wideBinary(e, step);
    case "unary": return wideUnary(e, step);
    case "zext": return wideZeroExtend(e, step);
    case "sext": return wideSignExtend(e, step);
    case "select": return select(e, step, "i64");
    case "widen":
      e.truth(step.a);
      return e.code.op("i64_extend_i32_u");
    default: throw new Error(`defect: ${step.op} is no integer step`);
  }
}

function wideBinary(e: Emitter, { fn, a, b }: StepOf<"binary">): void {
  if (fn === "mulhu" || fn === "mulhs") return upperProduct(e, a, b, fn === "mulhs");
  e.push(a, "i64");
  e.push(b, "i64");
  e.code.op(WIDE[fn]);
}

/**
 * Upper half of a 128-bit product from four 32-bit ones; a signed product differs from the
 * unsigned one by each operand where the other is negative.
 */
function upperProduct(e: Emitter, a: number, b: number, signed: boolean): void {
  const { code } = e;
  const [x, y, cross] = [e.scratch("i64"), e.scratch("i64"), e.scratch("i64")];
  const low = (local: number): void => {
    code.get(local); code.i64(0xffff_ffffn); code.op("i64_and");
  };
  const high = (local: number): void => { code.get(local); code.i64(32n); code.op("i64_shr_u"); };
  e.push(a, "i64"); code.set(x);
  e.push(b, "i64"); code.set(y);
  // cross = high(x) * low(y) + (low(x) * low(y) >> 32): cannot overflow.
  high(x); low(y); code.op("i64_mul");
  low(x); low(y); code.op("i64_mul"); code.i64(32n); code.op("i64_shr_u");
  code.op("i64_add"); code.set(cross);
  // high(x) * high(y) + high(cross) + ((low(x) * high(y) + low(cross)) >> 32)
  high(x); high(y); code.op("i64_mul");
  high(cross); code.op("i64_add");
  low(x); high(y); code.op("i64_mul"); low(cross); code.op("i64_add");
  code.i64(32n); code.op("i64_shr_u");
  code.op("i64_add");
  if (!signed) return;
  for (const [sign, other] of [[x, y], [y, x]] as const) {
    code.get(sign); code.i64(63n); code.op("i64_shr_s"); code.get(other); code.op("i64_and");
    code.op("i64_sub");
  }
}

function wideUnary(e: Emitter, step: StepOf<"unary">): void {
  if (step.fn === "neg" || step.fn === "not") return negation(e, step, "i64");
  e.push(step.a, "i64");
  e.code.op(`i64_${step.fn}`);
}

function wideZeroExtend(e: Emitter, { bits, a }: StepOf<"zext">): void {
  e.push(a, "i64");
  if (bits >= 64) return;
  e.code.i64((1n << BigInt(bits)) - 1n);
  e.code.op("i64_and");
}

function wideSignExtend(e: Emitter, { bits, a }: StepOf<"sext">): void {
  if (bits === 32) {
    e.push(a, "i32");
    return e.code.op("i64_extend_i32_s");
  }
  e.push(a, "i64");
  signExtend(e, bits);
}

/** Sign-extends the i64 on the stack from its low `bits` bits. */
export function signExtend(e: Emitter, bits: number): void {
  const { code } = e;
  if (bits >= 64) return;
  if (bits === 8) return code.op("i64_extend8_s");
  if (bits === 16) return code.op("i64_extend16_s");
  if (bits === 32) return code.op("i64_extend32_s");
  code.i64(BigInt(64 - bits));
  code.op("i64_shl");
  code.i64(BigInt(64 - bits));
  code.op("i64_shr_s");
}

/** Pushes the truth value of a comparison. */
export function pushComparison(e: Emitter, { fn, a, b }: StepOf<"compare">): void {
  const { code } = e;
  const narrow = e.isNarrow(a) && e.isNarrow(b);
  const signed = COMPARE_SIGNED[fn];
  if (!narrow && signed !== undefined && isSigned32(e, a) && isSigned32(e, b)) {
    e.push(a, "i32");
    e.push(b, "i32");
    return code.op(signed);
  }
  const shape = narrow ? "i32" : "i64";
  e.push(a, shape);
  if ((fn === "eq" || fn === "ne") && e.constant(b) === 0n) {
    code.op(`${shape}_eqz`);
    if (fn === "ne") code.op("i32_eqz");
    return;
  }
  e.push(b, shape);
  code.op((narrow ? COMPARE_NARROW : COMPARE_WIDE)[fn]);
}

function isSigned32(e: Emitter, ref: number): boolean {
  const step = e.step(ref);
  return step.op === "sext" && step.bits === 32;
}

/** Is `high` nothing but the zero or sign extension of `low`, seen from the steps alone? */
function isExtension(e: Emitter, { signed, high, low }: StepOf<"divide">): boolean {
  if (!signed) return e.constant(high) === 0n;
  const step = e.step(high);
  return step.op === "binary" && step.fn === "sar" && step.a === low && e.constant(step.b) === 63n;
}

/**
 * The truth value of a division's "overflow": here also true for dividends that need all 128 bits,
 * which wasm cannot divide. Meanings use it only to raise #DE, which leaves for the oracle.
 */
export function pushDivisionOverflow(e: Emitter, step: StepOf<"divide">): void {
  const { code } = e;
  const { signed, high, low, divisor } = step;
  e.push(divisor, "i64");
  code.op("i64_eqz");
  if (!isExtension(e, step)) {
    e.push(high, "i64");
    if (signed) { e.push(low, "i64"); code.i64(63n); code.op("i64_shr_s"); } else code.i64(0n);
    code.op("i64_ne");
    code.op("i32_or");
  }
  if (!signed) return;
  e.push(low, "i64"); code.i64(-1n << 63n); code.op("i64_eq");
  e.push(divisor, "i64"); code.i64(-1n); code.op("i64_eq");
  code.op("i32_and");
  code.op("i32_or");
}

/** Quotient or remainder; the program's check for #DE has gone before. */
export function pushDivision(e: Emitter, { signed, part, low, divisor }: StepOf<"divide">): void {
  e.push(low, "i64");
  e.push(divisor, "i64");
  const operation = part === "quotient" ? "div" : "rem";
  e.code.op(`i64_${operation}_${signed ? "s" : "u"}`);
}

/** Widths of lanes by shape. */
export const LANE_BITS: Readonly<Record<"i8x16" | "i16x8" | "i32x4" | "i64x2", Width>> = {
  i8x16: 8, i16x8: 16, i32x4: 32, i64x2: 64,
};
