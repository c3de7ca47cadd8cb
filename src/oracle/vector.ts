/**
 * The integer vector operators of the IR, as pure functions on 128-bit vectors.
 *
 * A vector is a BigInt of 0..2^128-1, lane 0 in the lowest bits. Lanes of up to 32 bits are worked
 * on as numbers, which costs a tenth of doing it in BigInt; 64-bit lanes stay BigInt. Semantics of
 * each operator are WebAssembly's, where its IR step does not say otherwise (`spec/ir/ir.ts`).
 */
import type { Lanes, VectorBinary, VectorShift } from "../../spec/ir/ir.ts";

const MASK64 = (1n << 64n) - 1n;
const MASK128 = (1n << 128n) - 1n;

/** Width of one lane in bits. */
export const LANE_BITS = { i8x16: 8, i16x8: 16, i32x4: 32, i64x2: 64 } as const;

type NarrowBits = 8 | 16 | 32;
type LaneFunction = (x: number, y: number) => number;

/** The four words of a vector, lowest first. */
type Words = readonly [number, number, number, number];

function wordsOf(v: bigint): Words {
  const low = BigInt.asUintN(64, v);
  const high = v >> 64n;
  return [
    Number(BigInt.asUintN(32, low)), Number(low >> 32n),
    Number(BigInt.asUintN(32, high)), Number(high >> 32n),
  ];
}

/** The vector of four words, which may have any 32-bit sign. */
function fromWords(w0: number, w1: number, w2: number, w3: number): bigint {
  const low = BigInt(w0 >>> 0) | (BigInt(w1 >>> 0) << 32n);
  const high = BigInt(w2 >>> 0) | (BigInt(w3 >>> 0) << 32n);
  return low | (high << 64n);
}

/** The lanes of `v` as unsigned numbers, lane 0 first. */
export function lanesOf(v: bigint, bits: NarrowBits): number[] {
  const words = wordsOf(v);
  if (bits === 32) return [...words];
  const lanes: number[] = [];
  const mask = (1 << bits) - 1;
  for (const word of words) {
    for (let at = 0; at < 32; at += bits) lanes.push((word >>> at) & mask);
  }
  return lanes;
}

/** The vector with these lanes (numbers are taken modulo 2^bits); missing lanes are zero. */
export function vectorOf(lanes: readonly number[], bits: NarrowBits): bigint {
  const perWord = 32 / bits;
  return fromWords(
    joinLanes(lanes, 0, bits), joinLanes(lanes, perWord, bits),
    joinLanes(lanes, 2 * perWord, bits), joinLanes(lanes, 3 * perWord, bits));
}

/** A word of the lanes from number `first` on. */
function joinLanes(lanes: readonly number[], first: number, bits: NarrowBits): number {
  const mask = bits === 32 ? -1 : (1 << bits) - 1;
  let word = 0;
  for (let at = 0, i = first; at < 32; at += bits, i++) word |= ((lanes[i] ?? 0) & mask) << at;
  return word;
}

/** The low `bits` bits of `x` as a signed number. */
export function signed(x: number, bits: NarrowBits): number {
  return (x << (32 - bits)) >> (32 - bits);
}

function clamp(x: number, low: number, high: number): number {
  return x < low ? low : x > high ? high : x;
}

/** `x` saturated to a signed number of 8 or 16 bits. */
export function saturateSigned(x: number, bits: 8 | 16): number {
  const limit = 1 << (bits - 1);
  return clamp(x, -limit, limit - 1);
}

/** `x` saturated to an unsigned number of 8 or 16 bits. */
export function saturateUnsigned(x: number, bits: 8 | 16): number {
  return clamp(x, 0, (1 << bits) - 1);
}

/** Upper half of a product of two numbers whose exact product may need 64 bits. */
function upperProduct(x: number, y: number, bits: NarrowBits): number {
  return bits < 32 ? Math.floor((x * y) / (1 << bits)) : Number((BigInt(x) * BigInt(y)) >> 32n);
}

/** What one pair of lanes gives; arguments are unsigned, the result is truncated by the caller. */
function laneFunction(fn: VectorBinary, bits: NarrowBits): LaneFunction {
  const s = (x: number): number => signed(x, bits);
  if (bits !== 32) {
    switch (fn) {
      case "add_sat_s": return (x, y) => saturateSigned(s(x) + s(y), bits);
      case "add_sat_u": return (x, y) => saturateUnsigned(x + y, bits);
      case "sub_sat_s": return (x, y) => saturateSigned(s(x) - s(y), bits);
      case "sub_sat_u": return (x, y) => saturateUnsigned(x - y, bits);
    }
  }
  switch (fn) {
    case "add": return (x, y) => x + y;
    case "sub": return (x, y) => x - y;
    case "mul": return Math.imul;
    case "min_s": return (x, y) => (s(x) < s(y) ? x : y);
    case "min_u": return (x, y) => (x < y ? x : y);
    case "max_s": return (x, y) => (s(x) > s(y) ? x : y);
    case "max_u": return (x, y) => (x > y ? x : y);
    case "avgr_u": return (x, y) => (x + y + 1) >>> 1;
    case "eq": return (x, y) => (x === y ? -1 : 0);
    case "gt_s": return (x, y) => (s(x) > s(y) ? -1 : 0);
    case "mulh_s": return (x, y) => upperProduct(s(x), s(y), bits);
    case "mulh_u": return (x, y) => upperProduct(x, y, bits);
    default: throw new Error(`defect: no lane-wise operator ${fn} on ${bits}-bit lanes`);
  }
}

function wideLane(fn: VectorBinary, x: bigint, y: bigint): bigint {
  switch (fn) {
    case "add": return BigInt.asUintN(64, x + y);
    case "sub": return BigInt.asUintN(64, x - y);
    case "mul": return BigInt.asUintN(64, x * y);
    case "eq": return x === y ? MASK64 : 0n;
    case "gt_s": return BigInt.asIntN(64, x) > BigInt.asIntN(64, y) ? MASK64 : 0n;
    default: throw new Error(`defect: no lane-wise operator ${fn} on 64-bit lanes`);
  }
}

function narrow(isSigned: boolean, bits: 16 | 32, a: bigint, b: bigint): bigint {
  const half = bits === 32 ? 16 : 8;
  const saturate = isSigned ? saturateSigned : saturateUnsigned;
  const wide = [...lanesOf(a, bits), ...lanesOf(b, bits)];
  return vectorOf(wide.map((x) => saturate(signed(x, bits), half)), half);
}

function dotProduct(a: bigint, b: bigint): bigint {
  const x = lanesOf(a, 16).map((lane) => signed(lane, 16));
  const y = lanesOf(b, 16).map((lane) => signed(lane, 16));
  const product = (i: number): number => (x[i] ?? 0) * (y[i] ?? 0);
  return vectorOf([0, 2, 4, 6].map((i) => product(i) + product(i + 1)), 32);
}

function swizzle(a: bigint, b: bigint): bigint {
  const bytes = lanesOf(a, 8);
  return vectorOf(lanesOf(b, 8).map((i) => (i & 0x80 ? 0 : bytes[i & 15] ?? 0)), 8);
}

/** `vbinary`: lane by lane, or the operators between lanes that its type names. */
export function vectorBinary(fn: VectorBinary, lanes: Lanes, a: bigint, b: bigint): bigint {
  switch (fn) {
    case "and": return a & b;
    case "or": return a | b;
    case "xor": return a ^ b;
    case "andnot": return a & (b ^ MASK128);
    case "narrow_s":
    case "narrow_u": return narrow(fn === "narrow_s", lanes === "i32x4" ? 32 : 16, a, b);
    case "dot_s": return dotProduct(a, b);
    case "swizzle": return swizzle(a, b);
  }
  const bits = LANE_BITS[lanes];
  if (bits === 64) {
    return wideLane(fn, a & MASK64, b & MASK64) | (wideLane(fn, a >> 64n, b >> 64n) << 64n);
  }
  const each = laneFunction(fn, bits);
  const y = lanesOf(b, bits);
  return vectorOf(lanesOf(a, bits).map((x, i) => each(x, y[i] ?? 0)), bits);
}

/** `vabs`: two's complement absolute value; the most negative number stays itself. */
export function vectorAbs(lanes: Lanes, a: bigint): bigint {
  const zero = 0n;
  const negative = vectorBinary("gt_s", lanes, zero, a);
  return vectorBinary("sub", lanes, a ^ negative, negative);
}

/** `vshift`: every lane by one count (0..2^64-1); from the lane's width on 0 or signs are left. */
export function vectorShift(fn: VectorShift, lanes: Lanes, a: bigint, count: bigint): bigint {
  const bits = LANE_BITS[lanes];
  const width = BigInt(bits);
  if (count >= width && fn !== "shr_s") return 0n;
  const by = count >= width ? width - 1n : count;
  const mask = (1n << width) - 1n;
  let v = 0n;
  for (let at = 128n - width; at >= 0n; at -= width) {
    const lane = (a >> at) & mask;
    const shifted = fn === "shl" ? (lane << by) & mask
      : fn === "shr_u" ? lane >> by
      : (BigInt.asIntN(bits, lane) >> by) & mask;
    v = (v << width) | shifted;
  }
  return v;
}

/** `shuffle` and `shuffleby`: byte indexes 0..15 of `a`, 16..31 of `b`, 32 = zero. */
export function shuffleBytes(a: bigint, b: bigint, indexes: readonly number[]): bigint {
  const first = wordsOf(a);
  const words = [...first, ...(a === b ? first : wordsOf(b)), 0];
  return fromWords(
    pickBytes(words, indexes, 0), pickBytes(words, indexes, 4),
    pickBytes(words, indexes, 8), pickBytes(words, indexes, 12));
}

/** A word of the bytes that four indexes from `at` on name. */
function pickBytes(words: readonly number[], indexes: readonly number[], at: number): number {
  let word = 0;
  for (let i = 0; i < 4; i++) {
    const index = indexes[at + i] ?? 32;
    word |= (((words[index >> 2] ?? 0) >>> (8 * (index & 3))) & 0xff) << (8 * i);
  }
  return word;
}

/** `vextend`: the lower lanes of `a`, of shape `lanes`, sign- or zero-extended to double width. */
export function vectorExtend(lanes: Lanes, isSigned: boolean, a: bigint): bigint {
  const bits = LANE_BITS[lanes];
  const width = BigInt(bits);
  const mask = (1n << width) - 1n;
  let v = 0n;
  for (let at = 64n - width; at >= 0n; at -= width) {
    const lane = (a >> at) & mask;
    const wide = isSigned ? BigInt.asUintN(bits * 2, BigInt.asIntN(bits, lane)) : lane;
    v = (v << (2n * width)) | wide;
  }
  return v;
}

/** `lane`: one lane, zero-extended. */
export function laneOf(lanes: Lanes, index: number, a: bigint): bigint {
  const bits = LANE_BITS[lanes];
  return BigInt.asUintN(bits, a >> BigInt(index * bits));
}

/** `withlane`: `a` with one lane replaced by the low bits of `value`. */
export function withLane(lanes: Lanes, index: number, a: bigint, value: bigint): bigint {
  const bits = LANE_BITS[lanes];
  const at = BigInt(index * bits);
  const mask = ((1n << BigInt(bits)) - 1n) << at;
  return (a & (mask ^ MASK128)) | (BigInt.asUintN(bits, value) << at);
}

/** `splat`: the low bits of `value` in every lane. */
export function splat(lanes: Lanes, value: bigint): bigint {
  const bits = LANE_BITS[lanes];
  // 1 in every lane, times the lane's value: no lane's product reaches the next one.
  return BigInt.asUintN(bits, value) * (MASK128 / ((1n << BigInt(bits)) - 1n));
}

/** `pair`: two 64-bit halves as one vector. */
export function pair(low: bigint, high: bigint): bigint {
  return low | (high << 64n);
}

/** `signs`: the lanes' sign bits as an integer, lane 0 lowest. */
export function signBits(lanes: Lanes, a: bigint): bigint {
  const bits = LANE_BITS[lanes];
  let v = 0n;
  for (let index = 128 / bits - 1; index >= 0; index--) {
    v = (v << 1n) | ((a >> BigInt(index * bits + bits - 1)) & 1n);
  }
  return v;
}
