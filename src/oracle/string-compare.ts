/**
 * PCMPESTRI, PCMPESTRM, PCMPISTRI, PCMPISTRM: the text comparisons of SSE4.2.
 *
 * Source: Intel SDM volume 2B, section 4.1 "Imm8 control byte operation for PCMPESTRI / PCMPESTRM /
 * PCMPISTRI / PCMPISTRM". The names IntRes1 and IntRes2 are the manual's.
 */
import { lanesOf, signed, vectorOf } from "./vector.ts";

/** Where the flags stand in a comparison's result, above the sixteen bits of IntRes2. */
export const STRING_CF = 16;
export const STRING_ZF = 17;
export const STRING_SF = 18;
export const STRING_OF = 19;

/** One operand: its elements as numbers to compare, and how many of them are valid. */
interface Text {
  readonly elements: readonly number[];
  readonly valid: number;
}

function elementsOf(v: bigint, imm: number): number[] {
  const bits = imm & 1 ? 16 : 8;
  const lanes = lanesOf(v, bits);
  return imm & 2 ? lanes.map((lane) => signed(lane, bits)) : lanes;
}

/** Text that ends before its first zero element. */
function implicitText(v: bigint, imm: number): Text {
  const elements = elementsOf(v, imm);
  const end = elements.indexOf(0);
  return { elements, valid: end < 0 ? elements.length : end };
}

/** Text with its length in a register: the absolute value counts, saturated to the vector. */
function explicitText(v: bigint, length: bigint, imm: number): Text {
  const elements = elementsOf(v, imm);
  const absolute = length < 0n ? -length : length;
  const valid = absolute > BigInt(elements.length) ? elements.length : Number(absolute);
  return { elements, valid };
}

/** Is element `j` of `b` a member of the set `a`? */
function equalAny(a: Text, b: Text, j: number): boolean {
  if (j >= b.valid) return false;
  return a.elements.slice(0, a.valid).includes(b.elements[j] ?? 0);
}

/** Does element `j` of `b` lie in one of the ranges that pairs of elements of `a` give? */
function inRanges(a: Text, b: Text, j: number): boolean {
  if (j >= b.valid) return false;
  const x = b.elements[j] ?? 0;
  for (let i = 0; i + 1 < a.valid; i += 2) {
    if (x >= (a.elements[i] ?? 0) && x <= (a.elements[i + 1] ?? 0)) return true;
  }
  return false;
}

function equalEach(a: Text, b: Text, j: number): boolean {
  if (j >= a.valid || j >= b.valid) return j >= a.valid && j >= b.valid;
  return a.elements[j] === b.elements[j];
}

/** Does `a` stand in `b` at element `j`, as far as the vector shows it? */
function equalOrdered(a: Text, b: Text, j: number): boolean {
  for (let i = 0; i < a.valid && j + i < b.elements.length; i++) {
    if (j + i >= b.valid || a.elements[i] !== b.elements[j + i]) return false;
  }
  return true;
}

const AGGREGATIONS = [equalAny, inRanges, equalEach, equalOrdered] as const;

/** IntRes2 in bits 0..15 and the flags above it; AF and PF are cleared by the instruction. */
function compare(a: Text, b: Text, imm: number): bigint {
  const size = a.elements.length;
  const aggregate = AGGREGATIONS[((imm >> 2) & 3) as 0 | 1 | 2 | 3];
  const negative = (imm & 0x10) !== 0;
  const masked = (imm & 0x20) !== 0;
  let result = 0;
  for (let j = 0; j < size; j++) {
    const flip = negative && (!masked || j < b.valid);
    if (aggregate(a, b, j) !== flip) result |= 1 << j;
  }
  const flags = (result !== 0 ? 1 << STRING_CF : 0) | (b.valid < size ? 1 << STRING_ZF : 0)
    | (a.valid < size ? 1 << STRING_SF : 0) | ((result & 1) << STRING_OF);
  return BigInt(result | flags);
}

/** Compares zero-terminated texts: IntRes2 and flags. */
export function compareImplicit(a: bigint, b: bigint, imm: bigint): bigint {
  const control = Number(imm & 0xffn);
  return compare(implicitText(a, control), implicitText(b, control), control);
}

/** Compares texts of given lengths (signed 64-bit values, as BigInt of any sign). */
export function compareExplicit(
  a: bigint, b: bigint, lengthA: bigint, lengthB: bigint, imm: bigint,
): bigint {
  const control = Number(imm & 0xffn);
  const x = explicitText(a, BigInt.asIntN(64, lengthA), control);
  return compare(x, explicitText(b, BigInt.asIntN(64, lengthB), control), control);
}

/** What the index forms leave in ECX: lowest or highest bit of IntRes2, or the element count. */
export function comparisonIndex(result: bigint, imm: bigint): bigint {
  const bits = Number(result & 0xffffn);
  if (bits === 0) return imm & 1n ? 8n : 16n;
  const highest = 31 - Math.clz32(bits);
  const lowest = 31 - Math.clz32(bits & -bits);
  return BigInt(imm & 0x40n ? highest : lowest);
}

/** What the mask forms leave in XMM0: the bits themselves, or a mask of whole elements. */
export function comparisonMask(result: bigint, imm: bigint): bigint {
  const bits = Number(result & 0xffffn);
  if ((imm & 0x40n) === 0n) return BigInt(bits);
  const size = imm & 1n ? 8 : 16;
  const lanes = Array.from({ length: size }, (_, i) => -((bits >> i) & 1));
  return vectorOf(lanes, size === 8 ? 16 : 8);
}
