/** How the instructions of AVX and AVX2 without a legacy form are written. */
import type { Builder, V } from "../../ir/builder.ts";
import type { Lanes, Width } from "../../ir/ir.ts";
import type { Meaning } from "../form.ts";
import { fourLanes, halves, lanePattern, packed, writeHalves } from "../packed-shapes.ts";

const LANE_WIDTH = { i8x16: 8, i16x8: 16, i32x4: 32, i64x2: 64 } as const;

/** One lane, from memory or a register, in all lanes. */
export function broadcast(lanes: Lanes): Meaning {
  return (m) => {
    const value = m.splat(lanes, m.read(1, LANE_WIDTH[lanes]));
    writeHalves(m, () => value);
  };
}

export const broadcastHalf: Meaning = (m) => {
  const value = m.readVector(1);
  writeHalves(m, () => value);
};

/** The half that bit 0 of the immediate names. */
export const extractHalf: Meaning = (m) => {
  const [low, high] = [m.readVector(1, 0), m.readVector(1, 1)];
  m.writeVector(0, m.shuffleBy(low, high, 2, "half", (imm) => lanePattern(8, half(imm))));
};

/** Lane numbers of the lower (bit clear) or upper half of 256 bits. */
function half(bit: number): number[] {
  return (bit & 1) === 0 ? [0, 1] : [2, 3];
}

export const insertHalf: Meaning = (m) => {
  const value = m.readVector(2);
  writeHalves(m, (at) => m.shuffleBy(m.readVector(1, at), value, 3, `with_half${at}`,
    (imm) => lanePattern(8, half((imm & 1) === at ? 1 : 0))));
};

/** One of the four halves of both sources in each half; bits 3 and 7 make it zero. */
export const permuteHalves: Meaning = (m) => {
  const [a, b] = [1, 2].map((k) => [m.readVector(k, 0), m.readVector(k, 1)] as const);
  if (a === undefined || b === undefined) return;
  writeHalves(m, (at) => {
    const pick = ([low, high]: readonly [V, V]): V => m.shuffleBy(low, high, 3, `half_of${at}`,
      (imm) => lanePattern(8, half(imm >> (4 * at))));
    return m.shuffleBy(pick(a), pick(b), 3, `source_of${at}`, (imm) => {
      const control = imm >> (4 * at);
      return lanePattern(8, (control & 8) !== 0 ? [] : half(control >> 1));
    });
  });
};

/** Any of eight doublewords in each place; the first source holds the numbers. */
export const permuteDwords: Meaning = (m) => {
  const [low, high] = [m.readVector(2, 0), m.readVector(2, 1)];
  writeHalves(m, (at) => m.call("vpermd", "v128", low, high, m.readVector(1, at)));
};

/** Any of four quadwords in each place, two bits of the immediate for each. */
export const permuteQuadwords: Meaning = (m) => {
  const [low, high] = [m.readVector(1, 0), m.readVector(1, 1)];
  writeHalves(m, (at) => m.shuffleBy(low, high, 2, `vpermq${at}`,
    (imm) => lanePattern(8, fourLanes(imm).slice(2 * at, 2 * at + 2))));
};

/** VPERMILPS and VPERMILPD with an immediate: lanes of `size` bytes within each 128 bits. */
export function permuteWithin(
  name: string, size: number, lanes: (imm: number) => number[], upper: number,
): Meaning {
  return (m) => writeHalves(m, (at) => {
    const a = m.readVector(1, at);
    const shift = at * upper;
    return m.shuffleBy(a, a, 2, shift === 0 ? name : `${name}_upper`,
      (imm) => lanePattern(size, lanes(imm >> shift)));
  });
}

export function quadwordPair(imm: number): number[] {
  return [imm & 1, (imm >> 1) & 1];
}

/**
 * How a lane number becomes the numbers of the lane's bytes: the number, shifted down and masked,
 * times `spread` (its size in every byte) plus `bytes` (0, 1, 2 ...).
 */
interface LaneIndex {
  readonly lanes: Lanes;
  readonly shift: bigint;
  readonly mask: bigint;
  readonly spread: bigint;
  readonly bytes: bigint;
}
export const DWORD_INDEX: LaneIndex = {
  lanes: "i32x4", shift: 0n, mask: 3n, spread: 0x04040404n, bytes: 0x03020100n,
};
export const QUADWORD_INDEX: LaneIndex = {
  lanes: "i64x2", shift: 1n, mask: 1n, spread: 0x0808080808080808n, bytes: 0x0706050403020100n,
};

/** VPERMILPS and VPERMILPD with lane numbers in the second source. */
export function permuteWithinBy({ lanes, shift, mask, spread, bytes }: LaneIndex): Meaning {
  return packed((m, a, b) => {
    const all = (value: bigint): V => m.splat(lanes, m.const(value));
    const number = m.vector("and", lanes,
      m.vectorShift("shr_u", lanes, b, m.const(shift)), all(mask));
    const indexes = m.vector("add", lanes, m.vector("mul", lanes, number, all(spread)), all(bytes));
    return m.vector("swizzle", "i8x16", a, indexes);
  });
}

/** VMASKMOV: only lanes whose mask has its sign bit set are loaded or stored, or can fault. */
export function maskedMove(bits: 32 | 64): Meaning {
  return (m) => (m.isMemory(0) ? maskedStore(m, bits) : maskedLoad(m, bits));
}

/** The address of each selected lane of memory operand `k`, and whether it is selected. */
function selectedLanes(m: Builder, k: number, width: Width) {
  const lanes = width === 32 ? "i32x4" : "i64x2";
  const perHalf = 128 / width;
  const count = m.bits(k) / width;
  const signs = Array.from({ length: count / perHalf }, (_, at) =>
    m.signs(lanes, m.readVector(1, at === 0 ? 0 : 1)));
  return Array.from({ length: count }, (_, i) => ({
    half: i < perHalf ? 0 as const : 1 as const,
    index: i % perHalf,
    address: i === 0 ? m.address(k) : m.add(m.address(k), m.const(BigInt((i * width) / 8))),
    selected: m.bit(signs[Math.floor(i / perHalf)] ?? 0, i % perHalf),
  }));
}

function maskedLoad(m: Builder, width: Width): void {
  const lanes = width === 32 ? "i32x4" : "i64x2";
  const loaded = selectedLanes(m, 2, width).map((lane) => (
    { ...lane, value: m.load(lane.address, width, "data", lane.selected) }));
  writeHalves(m, (half) => loaded.filter((lane) => lane.half === half).reduce(
    (v, { index, value }) => m.withLane(lanes, index, v, value), m.constVector(0n)));
}

function maskedStore(m: Builder, width: Width): void {
  const lanes = width === 32 ? "i32x4" : "i64x2";
  for (const { half: at, index, address, selected } of selectedLanes(m, 0, width)) {
    m.store(address, width, m.lane(lanes, index, m.readVector(2, at)), "data", selected);
  }
}

/** VTESTPS and VTESTPD: PTEST on the sign bits of lanes only. */
export function testSigns(lanes: Lanes): Meaning {
  return (m) => {
    const none = (combine: "and" | "andnot"): V => halves(m).map((at) => {
      const b = m.readVector(1, at);
      return m.eq(m.signs(lanes, m.vector(combine, lanes, b, m.readVector(0, at))), m.const(0n));
    }).reduce((x, y) => m.both(x, y));
    const no = m.truth(false);
    m.setFlags({ zf: none("and"), cf: none("andnot"), of: no, sf: no, af: no, pf: no });
  };
}
