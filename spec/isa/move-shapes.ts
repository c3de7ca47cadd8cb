/** How moves between memory, general, MMX and vector registers are written. */
import type { Builder, V } from "../ir/builder.ts";
import type { Lanes, Width } from "../ir/ir.ts";
import type { Meaning } from "./form.ts";
import {
  IN_ORDER, enterMmx, lanePattern, lastOperand, readMmx, sources, usesMmx, writeHalves,
  writeMmx,
} from "./packed-shapes.ts";

/** Whole vector: MOVAPS and all its relatives. */
export const moveVector: Meaning = (m) => writeHalves(m, (half) => m.readVector(1, half));

/** The low 32 or 64 bits; what else an MMX or vector destination has becomes zero (MOVD, MOVQ). */
export function moveScalar(bits: 32 | 64): Meaning {
  return (m) => {
    if (usesMmx(m)) enterMmx(m);
    const value = m.read(1, bits);
    if (m.operand(0).kind === "xmm" && !m.isMemory(0)) {
      m.writeVector(0, m.pair(value, m.const(0n)));
    } else {
      m.write(0, value, bits);
    }
  };
}

/** Replaces one 64-bit lane; VEX forms take the other one from the first source. */
export function writeQuadword(m: Builder, index: 0 | 1, value: V): void {
  if (m.form.vex) m.writeVector(0, m.withLane("i64x2", index, m.readVector(1), value));
  else m.writeLane(0, "i64x2", index, value);
}

/**
 * MOVLPS, MOVHPS, MOVHLPS, MOVLHPS: 64 bits between memory and lane `to`, or lane `from` of a
 * register into lane `to` of another.
 */
export function moveQuadword(to: 0 | 1, from: 0 | 1): Meaning {
  return (m) => {
    if (m.isMemory(0)) {
      m.write(0, m.readLane(1, "i64x2", to), 64);
      return;
    }
    const source = lastOperand(m);
    const value = m.isMemory(source) ? m.read(source, 64) : m.readLane(source, "i64x2", from);
    writeQuadword(m, to, value);
  };
}

/** The sign bits of all lanes in a general register. */
export function signMask(lanes: Lanes): Meaning {
  return (m) => {
    if (usesMmx(m)) {
      enterMmx(m);
      m.write(0, m.signs(lanes, readMmx(m, 1)));
      return;
    }
    const low = m.signs(lanes, m.readVector(1));
    if (m.operand(1).kind !== "ymm") {
      m.write(0, low);
      return;
    }
    const count = { i8x16: 16n, i16x8: 8n, i32x4: 4n, i64x2: 2n }[lanes];
    m.write(0, m.or(low, m.shl(m.signs(lanes, m.readVector(1, 1)), m.const(count))));
  };
}

/** Lanes of `size` bytes in the registers that the instruction works on. */
function laneCount(m: Builder, size: number): number {
  return (usesMmx(m) ? 8 : 16) / size;
}

/** PEXTRW and relatives: the lane that the immediate names, zero-extended or stored. */
export function extractLane(size: 1 | 2 | 4 | 8): Meaning {
  return (m) => {
    const mmx = usesMmx(m);
    if (mmx) enterMmx(m);
    const count = laneCount(m, size);
    const source = mmx ? readMmx(m, 1) : m.readVector(1);
    const picked = m.shuffleBy(source, source, 2, `lane${size * 8}of${count}`,
      (imm) => lanePattern(size, [imm % count]));
    m.write(0, m.lane("i64x2", 0, picked));
  };
}

const LANES_OF_SIZE = { 1: "i8x16", 2: "i16x8", 4: "i32x4", 8: "i64x2" } as const;

/** PINSRW and relatives: the first source with the lane that the immediate names replaced. */
export function insertLane(size: 1 | 2 | 4 | 8): Meaning {
  return (m) => {
    const mmx = usesMmx(m);
    if (mmx) enterMmx(m);
    const imm = lastOperand(m);
    const count = laneCount(m, size);
    const value = m.splat(LANES_OF_SIZE[size], m.read(imm - 1, (size * 8) as Width));
    const base = mmx ? readMmx(m, 0) : m.readVector(sources(m)[0]);
    const result = m.shuffleBy(base, value, imm, `with_lane${size * 8}of${count}`,
      (control) => IN_ORDER.map((byte) =>
        Math.floor(byte / size) === control % count ? 16 + byte : byte));
    if (mmx) writeMmx(m, result);
    else m.writeVector(0, result);
  };
}

/**
 * MASKMOVQ and MASKMOVDQU: stores each byte whose mask byte has its sign bit set. The CPU of the
 * recorded vectors checks whole quadwords, the upper one first, whatever the mask says.
 */
export const storeSelectedBytes: Meaning = (m) => {
  const mmx = usesMmx(m);
  if (mmx) enterMmx(m);
  const read = (k: number): V => (mmx ? readMmx(m, k) : m.readVector(k));
  const low = m.address(0);
  const quadwords = mmx ? [low] : [low, m.add(low, m.const(8n))];
  for (const at of [...quadwords].reverse()) m.writable(at, 8);
  const mask = m.vectorShift("shr_s", "i8x16", read(2), m.const(7n));
  const value = read(1);
  quadwords.forEach((at, index) => {
    const selected = m.lane("i64x2", index, mask);
    const kept = m.and(m.load(at, 64), m.not(selected));
    m.store(at, 64, m.or(kept, m.and(m.lane("i64x2", index, value), selected)));
  });
};

/** A vector operand of up to 128 bits; what memory does not hold of it is zero. */
export function readPartial(m: Builder, k: number): V {
  const narrow = m.isMemory(k) && m.bits(k) < 128;
  return narrow ? m.pair(m.read(k), m.const(0n)) : m.readVector(k);
}

