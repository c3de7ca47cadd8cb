/**
 * How packed instructions are written: the shapes that meanings of MMX, SSE and AVX share.
 *
 * One meaning serves every row of its instruction. It sees from the form whether its registers are
 * MMX, XMM or YMM, and whether its first source is the destination (legacy) or has an operand of
 * its own (VEX). Sixty-four bits of MMX are worked on as the low half of a vector.
 */
import type { Builder, V } from "../ir/builder.ts";
import type { Lanes, VectorBinary, VectorShift } from "../ir/ir.ts";
import type { Meaning } from "./form.ts";

/** What a packed instruction does to 128 bits of its sources; `half` is 1 for the upper ones. */
export type PackedFunction = (m: Builder, a: V, b: V, half: 0 | 1) => V;
export type PackedUnary = (m: Builder, a: V, half: 0 | 1) => V;

/** Does the instruction have an MMX register among its operands? */
export function usesMmx(m: Builder): boolean {
  return m.form.operands.some((operand) => operand.kind === "mmx");
}

const FSW_ES = 7;
const FSW_WITHOUT_TOP = 0xc7ffn;

/**
 * What every MMX instruction does besides its own work: a pending x87 exception comes first (#MF),
 * then TOP is 0 and all registers are in use. Source: SDM volume 1, 9.5.1; volume 3A, 13.3.
 */
export function enterMmx(m: Builder): void {
  const fsw = m.system("fsw");
  m.fault("MF", m.bit(fsw, FSW_ES));
  m.setSystem("fsw", m.and(fsw, m.const(FSW_WITHOUT_TOP)));
  m.setSystem("ftw", m.const(0xffn));
}

/**
 * EMMS: TOP is 0 and no register is in use any more; a pending x87 exception comes first.
 * Source: SDM volume 3A, table 13-1; an AMD CPU does the same.
 */
export const leaveMmx: Meaning = (m) => {
  const fsw = m.system("fsw");
  m.fault("MF", m.bit(fsw, FSW_ES));
  m.setSystem("fsw", m.and(fsw, m.const(FSW_WITHOUT_TOP)));
  m.setSystem("ftw", m.const(0n));
};

/** Operands that hold the first and the second source. */
export function sources(m: Builder): readonly [number, number] {
  return m.form.vex ? [1, 2] : [0, 1];
}

/** The last operand, where immediates stand. */
export function lastOperand(m: Builder): number {
  return m.form.operands.length - 1;
}

/** Halves of 128 bits that the destination has. */
export function halves(m: Builder): readonly (0 | 1)[] {
  return m.bits(0) === 256 ? [0, 1] : [0];
}

/** Computes all halves of the destination, then writes them to vector operand 0. */
export function writeHalves(m: Builder, each: (half: 0 | 1) => V): void {
  const results = halves(m).map((half) => ({ half, value: each(half) }));
  for (const { half, value } of results) m.writeVector(0, value, half);
}

/** MMX operand `k` (register or memory) as a vector whose upper half is zero. */
export function readMmx(m: Builder, k: number): V {
  return m.pair(m.read(k), m.const(0n));
}

/** Writes the low half of a vector to MMX operand 0. */
export function writeMmx(m: Builder, value: V): void {
  m.write(0, m.lane("i64x2", 0, value), 64);
}

/** destination = fn(first source, second source), 128 bits at a time. */
export function packed(fn: PackedFunction): Meaning {
  return (m) => {
    const [first, second] = sources(m);
    if (usesMmx(m)) {
      enterMmx(m);
      const b = readMmx(m, second);
      writeMmx(m, fn(m, readMmx(m, first), b, 0));
      return;
    }
    writeHalves(m, (half) => {
      const b = m.readVector(second, half);
      return fn(m, m.readVector(first, half), b, half);
    });
  };
}

/** destination = fn(source). */
export function packedUnary(fn: PackedUnary): Meaning {
  return (m) => {
    if (usesMmx(m)) {
      enterMmx(m);
      writeMmx(m, fn(m, readMmx(m, 1), 0));
      return;
    }
    writeHalves(m, (half) => fn(m, m.readVector(1, half), half));
  };
}

/** A single lane-wise operator. */
export function lanewise(fn: VectorBinary, lanes: Lanes): Meaning {
  return packed((m, a, b) => m.vector(fn, lanes, a, b));
}

/** A named operator without a wasm form, on both sources. */
export function packedCall(fn: string): Meaning {
  return packed((m, a, b) => m.call(fn, "v128", a, b));
}

/** The same with the immediate as third argument. */
export function packedCallBy(fn: string): Meaning {
  return packed((m, a, b) => m.call(fn, "v128", a, b, m.read(lastOperand(m))));
}

/** Shift of every lane by one count: an immediate, or the low 64 bits of the second source. */
export function laneShift(fn: VectorShift, lanes: Lanes): Meaning {
  return (m) => {
    const last = lastOperand(m);
    const source = last - 1;
    if (usesMmx(m)) {
      enterMmx(m);
      const count = m.read(last);
      writeMmx(m, m.vectorShift(fn, lanes, readMmx(m, source), count));
      return;
    }
    const count = m.operand(last).kind === "imm"
      ? m.read(last) : m.lane("i64x2", 0, m.readVector(last));
    writeHalves(m, (half) => m.vectorShift(fn, lanes, m.readVector(source, half), count));
  };
}

/** The lanes of both sources narrowed into one vector. */
export function narrowed(fn: "narrow_s" | "narrow_u", lanes: Lanes): Meaning {
  return packed((m, a, b) => {
    if (!usesMmx(m)) return m.vector(fn, lanes, a, b);
    const both = joinLow(m, a, b);
    return m.vector(fn, lanes, both, both);
  });
}

/** The low halves of two vectors as one. */
function joinLow(m: Builder, low: V, high: V): V {
  return m.withLane("i64x2", 1, low, m.lane("i64x2", 0, high));
}

/** An operation between neighbouring lanes: those of the first source, then of the second. */
export function horizontal(fn: VectorBinary, lanes: "i16x8" | "i32x4"): Meaning {
  const size = lanes === "i16x8" ? 2 : 4;
  return packed((m, a, b) => {
    const both = usesMmx(m) ? joinLow(m, a, b) : undefined;
    const neighbour = (odd: 0 | 1): V => m.shuffle(both ?? a, both ?? b, everyOther(size, odd));
    return m.vector(fn, lanes, neighbour(0), neighbour(1));
  });
}

/** PUNPCKL: lanes of `size` bytes of the low halves in turn. */
export function interleaveLow(size: number): Meaning {
  return packed((m, a, b) => m.shuffle(a, b, interleaved(size, 0)));
}

/** PUNPCKH: lanes of `size` bytes of the high halves (of 64 bits with MMX) in turn. */
export function interleaveHigh(size: number): Meaning {
  return packed((m, a, b) => m.shuffle(a, b, interleaved(size, usesMmx(m) ? 4 : 8)));
}

/** A permutation of the source's bytes that the immediate chooses, within each 128 bits. */
export function shuffledBy(name: string, pattern: (imm: number) => readonly number[]): Meaning {
  return (m) => {
    const imm = lastOperand(m);
    if (usesMmx(m)) {
      enterMmx(m);
      const a = readMmx(m, imm - 1);
      writeMmx(m, m.shuffleBy(a, a, imm, name, pattern));
      return;
    }
    writeHalves(m, (half) => {
      const a = m.readVector(imm - 1, half);
      return m.shuffleBy(a, a, imm, name, pattern);
    });
  };
}

/**
 * A choice of bytes of both sources (16.. = second) by the immediate, within each 128 bits. For the
 * upper half the pattern sees the immediate shifted right by `upper`.
 */
export function chosenBy(
  name: string, pattern: (imm: number) => readonly number[], upper = 0,
): Meaning {
  return packed((m, a, b, half) => half === 0 || upper === 0
    ? m.shuffleBy(a, b, lastOperand(m), name, pattern)
    : m.shuffleBy(a, b, lastOperand(m), `${name}_upper`, (imm) => pattern(imm >> upper)));
}

// Byte patterns of shuffles: 0..15 are bytes of the first vector, 16..31 of the second, 32 is zero.

/** Index of a byte that is zero. */
export const ZERO_BYTE = 32;

const BYTES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] as const;

/**
 * The byte pattern of lanes of `size` bytes, given their numbers: from 0 on those of the first
 * vector, from 16 / size on those of the second. Lanes left out at the end are zero.
 */
export function lanePattern(size: number, lanes: readonly number[]): number[] {
  const bytes = lanes.flatMap((lane) => BYTES.slice(0, size).map((byte) => lane * size + byte));
  return BYTES.map((byte) => bytes[byte] ?? ZERO_BYTE);
}

/** The four two-bit lane numbers of a shuffle's immediate. */
export function fourLanes(imm: number): number[] {
  return [imm & 3, (imm >> 2) & 3, (imm >> 4) & 3, (imm >> 6) & 3];
}

/** Lanes of `size` bytes of the second vector where the immediate has a bit set. */
export function blended(size: number, imm: number): number[] {
  return IN_ORDER.map((byte) => (byte & 15) + 16 * ((imm >> Math.floor(byte / size)) & 1));
}

/** Lanes of `size` bytes of both vectors in turn, from byte `start` on (cut off at the end). */
export function interleaved(size: number, start: number): number[] {
  return BYTES.map((byte) => {
    const lane = Math.floor(byte / size);
    return (lane & 1) * 16 + ((start + (lane >> 1) * size + (byte % size)) & 15);
  });
}

/** Even (0) or odd (1) lanes of `size` bytes: of the first vector, then of the second. */
export function everyOther(size: number, odd: 0 | 1): number[] {
  return lanePattern(size, BYTES.slice(0, 16 / size).map((lane) => lane * 2 + odd));
}

/** All bytes of a vector, in order. */
export const IN_ORDER: readonly number[] = BYTES;
