/** How gathers are written. */
import type { Builder, V } from "../../ir/builder.ts";
import type { Lanes } from "../../ir/ir.ts";
import type { Meaning } from "../form.ts";
import { lanePattern } from "../packed-shapes.ts";

/** Width of data and of indexes, and how many elements there are. */
interface Shape {
  readonly data: 32 | 64;
  readonly index: 32 | 64;
  readonly count: number;
  /** Halves of the destination that hold elements. */
  readonly halves: readonly (0 | 1)[];
}

const LANES = { 32: "i32x4", 64: "i64x2" } as const;

function shapeOf(m: Builder, index: 32 | 64): Shape {
  const data = m.operand(1).memoryBits === 64 ? 64 : 32;
  const count = Math.min(m.operand(0).bits / data, m.operand(1).bits / index);
  return { data, index, count, halves: count * data > 128 ? [0, 1] : [0] };
}

/** One half of the mask: as it is, every lane as its sign says, and the signs of its elements. */
interface MaskHalf {
  readonly whole: V;
  readonly differs: V;
  readonly signs: readonly V[];
}

function maskHalf(m: Builder, { data, count }: Shape, half: 0 | 1): MaskHalf {
  const lanes = LANES[data];
  const mask = m.readVector(2, half);
  const whole = m.vectorShift("shr_s", lanes, mask, m.const(BigInt(data - 1)));
  const changed = m.vector("xor", lanes, mask, whole);
  const differs = m.ne(
    m.or(m.lane("i64x2", 0, changed), m.lane("i64x2", 1, changed)), m.const(0n));
  const here = Math.min(count - (half * 128) / data, 128 / data);
  const bits = m.signs(lanes, mask);
  return { whole, differs, signs: Array.from({ length: here }, (_, i) => m.bit(bits, i)) };
}

/** Index number `i`, sign-extended, as the address of its element. */
function elementAddress(m: Builder, { index }: Shape, i: number): V {
  const perHalf = 128 / index;
  const lane = m.lane(LANES[index], i % perHalf, m.vsibIndex(i < perHalf ? 0 : 1));
  return m.elementAddress(1, m.sext(lane, index));
}

/** `v` with the lanes that an element of this pass fills replaced. */
function withElements(
  m: Builder, lanes: Lanes, v: V, values: readonly { value: V; now: V }[],
): V {
  return values.reduce((old, { value, now }, i) =>
    m.withLane(lanes, i, old, m.select(now, value, m.lane(lanes, i, old))), v);
}

/** What one pass does to 128 bits of destination and mask. */
interface Pass {
  readonly half: 0 | 1;
  readonly elements: readonly { readonly value: V; readonly now: V }[];
  readonly data: V;
  readonly mask: V;
}

function passOf(
  m: Builder, lanes: Lanes, half: 0 | 1, whole: V, elements: Pass["elements"],
): Pass {
  const cleared = elements.map(({ now }) => ({ value: m.const(0n), now }));
  return {
    half, elements,
    data: withElements(m, lanes, m.readVector(0, half), elements),
    mask: withElements(m, lanes, whole, cleared),
  };
}

/**
 * Writes a pass. Writing a low half clears what is above it, which must not happen to data before
 * the last pass: there, elements are written one by one, and the last pass clears the rest.
 */
function commit(m: Builder, { data, count, halves }: Shape, pass: Pass, done: V): void {
  const { half, elements } = pass;
  m.writeVector(2, pass.mask, half);
  if (half === 1) {
    m.writeVector(0, pass.data, 1);
    return;
  }
  elements.forEach(({ value, now }, i) => m.writeLane(0, LANES[data], i, value, now));
  if (halves.length === 2) return;
  const filled = lanePattern(data / 8, elements.map((_, i) => i));
  m.writeVector(0, m.shuffle(pass.data, pass.data, filled), 0, done);
  if (count * data < 128) m.writeVector(2, m.constVector(0n), 0, done);
}

/**
 * A gather goes from the lowest element to the highest, and a fault leaves what was gathered: the
 * elements done have their mask cleared, the others a mask of all ones. So it is written like a
 * repeated instruction, one element in each pass (each pass counts as an instruction); a first pass
 * makes a mask that is not all zeros and ones so. SDM volume 2C, VGATHERDPS, VPGATHERDD.
 */
export function gather(index: 32 | 64): Meaning {
  return (m) => {
    const shape = shapeOf(m, index);
    const lanes = LANES[shape.data];
    const perHalf = 128 / shape.data;
    const masks = shape.halves.map((half) => maskHalf(m, shape, half));
    const rough = masks.map(({ differs }) => differs).reduce((x, y) => m.either(x, y));

    // The first selected element is this pass's; `later` tells whether others follow it.
    let before = rough;
    let later = m.truth(false);
    const elements = masks.flatMap(({ signs }) => signs).map((selected, i) => {
      const now = m.both(selected, m.isnt(before));
      later = m.either(later, m.both(selected, m.isnt(now)));
      before = m.either(before, selected);
      return { now, value: m.load(elementAddress(m, shape, i), shape.data, "data", now) };
    });
    const more = m.either(rough, later);
    const done = m.isnt(more);
    const passes = masks.map(({ whole }, half) => passOf(
      m, lanes, half === 0 ? 0 : 1, whole, elements.slice(half * perHalf, (half + 1) * perHalf)));
    for (const pass of passes) commit(m, shape, pass, done);
    m.again(more);
  };
}
