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

/** What a packed instruction does to 128 bits of its sources. */
export type PackedFunction = (m: Builder, a: V, b: V) => V;
export type PackedUnary = (m: Builder, a: V) => V;

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
  return m.operand(0).kind === "ymm" ? [0, 1] : [0];
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
      writeMmx(m, fn(m, readMmx(m, first), b));
      return;
    }
    const results = halves(m).map((half) => {
      const b = m.readVector(second, half);
      return fn(m, m.readVector(first, half), b);
    });
    results.forEach((value, half) => m.writeVector(0, value, half === 0 ? 0 : 1));
  };
}

/** destination = fn(source). */
export function packedUnary(fn: PackedUnary): Meaning {
  return (m) => {
    if (usesMmx(m)) {
      enterMmx(m);
      writeMmx(m, fn(m, readMmx(m, 1)));
      return;
    }
    const results = halves(m).map((half) => fn(m, m.readVector(1, half)));
    results.forEach((value, half) => m.writeVector(0, value, half === 0 ? 0 : 1));
  };
}

/** A single lane-wise operator. */
export function lanewise(fn: VectorBinary, lanes: Lanes): Meaning {
  return packed((m, a, b) => m.vector(fn, lanes, a, b));
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
    const results = halves(m).map((half) =>
      m.vectorShift(fn, lanes, m.readVector(source, half), count));
    results.forEach((value, half) => m.writeVector(0, value, half === 0 ? 0 : 1));
  };
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
    const results = halves(m).map((half) => {
      const a = m.readVector(imm - 1, half);
      return m.shuffleBy(a, a, imm, name, pattern);
    });
    results.forEach((value, half) => m.writeVector(0, value, half === 0 ? 0 : 1));
  };
}

/** A choice of bytes of both sources (16.. = second) by the immediate, within each 128 bits. */
export function chosenBy(name: string, pattern: (imm: number) => readonly number[]): Meaning {
  return packed((m, a, b) => m.shuffleBy(a, b, lastOperand(m), name, pattern));
}

// Byte patterns of shuffles: 0..15 are bytes of the first vector, 16..31 of the second, 32 is zero.

/** Index of a byte that is zero. */
export const ZERO_BYTE = 32;

const BYTES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] as const;

/** The byte pattern of lanes of `size` bytes, given the numbers of the lanes (16 / size = second). */
export function lanePattern(size: number, lanes: readonly number[]): number[] {
  return lanes.flatMap((lane) => BYTES.slice(0, size).map((byte) => lane * size + byte));
}

/** Lanes of `size` bytes of both vectors in turn, from byte `start` on. */
export function interleaved(size: number, start: number): number[] {
  return BYTES.map((byte) => {
    const lane = Math.floor(byte / size);
    return (lane & 1) * 16 + start + (lane >> 1) * size + (byte % size);
  });
}

/** Even (0) or odd (1) lanes of `size` bytes: of the first vector, then of the second. */
export function everyOther(size: number, odd: 0 | 1): number[] {
  const count = 16 / size;
  return lanePattern(size, BYTES.slice(0, count).map((lane) => lane * 2 + odd));
}
