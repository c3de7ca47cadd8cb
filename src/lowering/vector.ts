/** Steps on 128-bit vectors. */
import type { VectorBinary } from "../../spec/ir/ir.ts";
import type { LANE, SIMD } from "../wasm/opcodes.ts";
import type { Emitter, StepOf } from "./emitter.ts";
import { LANE_BITS } from "./integer.ts";
import type { Shape } from "./target.ts";

type SimdOp = keyof typeof SIMD;
type LaneOp = keyof typeof LANE;

/** The shape with lanes half as wide. */
const HALF = { i16x8: "i8x16", i32x4: "i16x8" } as const;

/** Pushes the vector of a `vbinary` step. */
export function pushVectorBinary(e: Emitter, step: StepOf<"vbinary">): void {
  const { fn, lanes, a, b } = step;
  const { code } = e;
  if (fn === "mulh_s" || fn === "mulh_u") return upperProducts(e, step);
  e.vector(a);
  e.vector(b);
  switch (fn) {
    case "and": case "or": case "xor": case "andnot":
      return code.simd(`v128_${fn}`);
    case "swizzle":
      // PSHUFB looks at bits 0..3 and 7 of an index; wasm gives 0 for every index above 15.
      code.v128(0x8f8f8f8f_8f8f8f8f_8f8f8f8f_8f8f8f8fn);
      code.simd("v128_and");
      return code.simd("i8x16_swizzle");
    case "dot_s": return code.simd("i32x4_dot_i16x8_s");
    case "narrow_s": case "narrow_u":
      if (lanes !== "i16x8" && lanes !== "i32x4") throw new Error(`defect: ${fn} of ${lanes}`);
      return code.simd(`${HALF[lanes]}_narrow_${lanes}_${fn === "narrow_s" ? "s" : "u"}` as SimdOp);
    default: return code.simd(`${lanes}_${fn}` as SimdOp);
  }
}

/** Upper halves of sixteen-bit products: both halves of the lanes, multiplied wide and gathered. */
function upperProducts(e: Emitter, { fn, a, b }: StepOf<"vbinary">): void {
  const { code } = e;
  const sign = fn === "mulh_s" ? "s" : "u";
  e.vector(a);
  e.vector(b);
  code.simd(`i32x4_extmul_low_i16x8_${sign}`);
  e.vector(a);
  e.vector(b);
  code.simd(`i32x4_extmul_high_i16x8_${sign}`);
  code.shuffle([2, 3, 6, 7, 10, 11, 14, 15, 18, 19, 22, 23, 26, 27, 30, 31]);
}

/** Operators that push an operand twice, so that it must stand in a local. */
export function readsTwice(fn: VectorBinary): boolean {
  return fn === "mulh_s" || fn === "mulh_u";
}

/** Shifts by a count of 64 bits: from the lane's width on, nothing (or only signs) is left. */
export function pushVectorShift(e: Emitter, { fn, lanes, a, count }: StepOf<"vshift">): void {
  const { code } = e;
  const bits = LANE_BITS[lanes];
  const constant = e.constant(count);
  if (constant !== undefined && constant < BigInt(bits)) {
    e.vector(a);
    code.i32(Number(constant));
    return code.simd(`${lanes}_${fn}`);
  }
  if (fn === "shr_s") {
    e.vector(a);
    e.push(count, "i32");
    code.i32(bits - 1);
    e.push(count, "i64");
    code.i64(BigInt(bits));
    code.op("i64_lt_u");
    code.op("select");
    return code.simd(`${lanes}_${fn}`);
  }
  e.vector(a);
  e.push(count, "i32");
  code.simd(`${lanes}_${fn}`);
  // All ones where the count is below the width, nothing otherwise.
  code.i64(-1n);
  code.i64(0n);
  e.push(count, "i64");
  code.i64(BigInt(bits));
  code.op("i64_lt_u");
  code.op("select");
  code.simd("i64x2_splat");
  code.simd("v128_and");
}

const ZERO_BYTE = 32;

/** Pushes a shuffle with constant indexes; index 32 gives a zero byte. */
export function pushShuffle(e: Emitter, { a, b, bytes }: StepOf<"shuffle">): void {
  const { code } = e;
  e.vector(a);
  e.vector(b);
  code.shuffle(bytes.map((index) => (index === ZERO_BYTE ? 0 : index)));
  if (!bytes.includes(ZERO_BYTE)) return;
  const mask = bytes.reduceRight((v, index) => (v << 8n) | (index === ZERO_BYTE ? 0n : 0xffn), 0n);
  code.v128(mask);
  code.simd("v128_and");
}

/** Pushes a shuffle whose indexes the target has computed from the immediate. */
export function pushShuffleBy(e: Emitter, { a, b, k }: StepOf<"shuffleby">): void {
  const { code } = e;
  e.vector(a);
  e.target.pushShuffleIndexes(k, 0);
  code.simd("i8x16_swizzle");
  if (a === b) return;
  e.vector(b);
  e.target.pushShuffleIndexes(k, 1);
  code.simd("i8x16_swizzle");
  code.simd("v128_or");
}

const EXTEND = { i8x16: "i16x8", i16x8: "i32x4", i32x4: "i64x2" } as const;

export function pushVectorExtend(e: Emitter, { lanes, signed, a }: StepOf<"vextend">): void {
  if (lanes === "i64x2") throw new Error("defect: lanes of 64 bits have no wider shape");
  e.vector(a);
  e.code.simd(`${EXTEND[lanes]}_extend_low_${lanes}_${signed ? "s" : "u"}` as SimdOp);
}

/** The extraction of a lane; lanes narrower than 32 bits arrive zero-extended. */
export function pushLane(e: Emitter, { lanes, index, a }: StepOf<"lane">, shape: Shape): void {
  e.vector(a);
  const unsigned = lanes === "i8x16" || lanes === "i16x8" ? "_u" : "";
  e.code.lane(`${lanes}_extract_lane${unsigned}` as LaneOp, index);
  if (lanes === "i64x2") { if (shape === "i32") e.code.op("i32_wrap_i64"); }
  else if (shape === "i64") e.code.op("i64_extend_i32_u");
}

export function pushWithLane(e: Emitter, { lanes, index, a, value }: StepOf<"withlane">): void {
  e.vector(a);
  e.push(value, lanes === "i64x2" ? "i64" : "i32");
  e.code.lane(`${lanes}_replace_lane`, index);
}

export function pushSplat(e: Emitter, { lanes, a }: StepOf<"splat">): void {
  e.push(a, lanes === "i64x2" ? "i64" : "i32");
  e.code.simd(`${lanes}_splat`);
}

export function pushPair(e: Emitter, { low, high }: StepOf<"pair">): void {
  e.push(low, "i64");
  e.code.simd("i64x2_splat");
  e.push(high, "i64");
  e.code.lane("i64x2_replace_lane", 1);
}

/** The lanes' sign bits as an i32. */
export function pushSigns(e: Emitter, { lanes, a }: StepOf<"signs">): void {
  e.vector(a);
  e.code.simd(`${lanes}_bitmask`);
}
