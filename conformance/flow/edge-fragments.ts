/**
 * Accesses of all sizes near the ends of what may be accessed: most just fit, some reach over by 1 to
 * 15 bytes, and where they fault the flags are those of the instruction before.
 */
import { type Choices, type Instruction, MIXER, offsetFrom, withIndex, withRegister } from "./choices.ts";
import type { Maker } from "./integer-fragments.ts";
import { le32 } from "./text-writer.ts";
import { PLACES, PLACES_BYTES, PLACE_BLOCK_BYTES, READ_PLACES } from "./terrain.ts";

const SCRATCH = 11;
const LOCK = [0xf0];

/** What an access does, by prefix, opcode, and the register or digit that goes with it. */
type Access = readonly [prefix: number, opcode: readonly number[], reg?: number];

/** Prefix 0 is none, W is REX.W; without a register one is chosen, of vectors behind V. */
const W = 0x48;
const GENERAL_LOADS: readonly [Access, ...Access[]] = [
  [0, [0x8b]], [W, [0x8b]], [0x66, [0x8b]], [0, [0x0f, 0xb6]], [0, [0x0f, 0xb7]], [W, [0x63]], [0, [0x03]],
  [W, [0x3b]], [0, [0x39]], [W, [0x85]], [0x66, [0x39]], [W, [0x0f, 0xaf]], [W, [0x13]], [0, [0x0f, 0x44]],
];
const GENERAL_STORES: readonly [Access, ...Access[]] = [
  [0, [0x89]], [W, [0x89]], [0x66, [0x89]], [0, [0x0f, 0xc3]], [W, [0x0f, 0xc3]], [0, [0x0f, 0x92], 0],
  [0, [0x01]], [W, [0x01]], [W, [0x29]], [0x66, [0x31]], [W, [0x11]], [0, [0xff], 0], [W, [0xff], 1],
  [W, [0xf7], 3], [0, [0x87]], [W, [0x87]], [W, [0x0f, 0xc1]], [0, [0x0f, 0xb1]], [0, [0xfe], 1], [W, [0xd1], 4],
];
const VECTOR_LOADS: readonly [Access, ...Access[]] = [
  [0xf3, [0x0f, 0x10]], [0xf2, [0x0f, 0x10]], [0, [0x0f, 0x10]], [0xf3, [0x0f, 0x6f]],
  [0, [0x0f, 0x16]], [0xf2, [0x0f, 0x58]], [0xf3, [0x0f, 0x59]], [0x66, [0x0f, 0x2e]], [0xf3, [0x0f, 0x7e]],
  [0xf2, [0x0f, 0xf0]], [0x66, [0x0f, 0x6e]],
];
const VECTOR_STORES: readonly [Access, ...Access[]] = [
  [0xf3, [0x0f, 0x11]], [0xf2, [0x0f, 0x11]], [0, [0x0f, 0x11]], [0xf3, [0x0f, 0x7f]],
  [0, [0x0f, 0x13]], [0, [0x0f, 0x17]], [0x66, [0x0f, 0xd6]], [0x66, [0x0f, 0x7e]], [0x66, [0x0f, 0x11]],
];

/** These want 16 bytes at a multiple of 16, and fault otherwise. */
const ALIGNED: readonly [Access, ...Access[]] = [
  [0, [0x0f, 0x28]], [0, [0x0f, 0x29]], [0x66, [0x0f, 0x6f]], [0x66, [0x0f, 0xfe]], [0, [0x0f, 0x58]], [0x66, [0x0f, 0x7f]],
];

/** Their register is written as well: xchg, xadd, cmpxchg, which counts as one of them. */
const EXCHANGES = [0x87, 0xc1, 0xb1];

function accessOf(c: Choices, aim: Aim): Instruction {
  const vectors = c.oneIn(3);
  const stores = aim === "write" && c.below(3) > 0;
  const [prefix, opcode, reg] = c.prng.pick(
    vectors ? (stores ? VECTOR_STORES : VECTOR_LOADS) : stores ? GENERAL_STORES : GENERAL_LOADS);
  const first = opcode[0] ?? 0;
  const isLocked = !vectors && stores && (first === 0x01 || first === 0x29 || first === 0xff) && c.oneIn(6);
  const prefixes = [...(isLocked ? LOCK : []), ...(prefix === 0 || prefix === W ? [] : [prefix])];
  return {
    prefix: prefixes, wide: prefix === W, opcode,
    reg: reg ?? (vectors ? c.vector() : stores && !EXCHANGES.includes(opcode.at(-1) ?? 0) ? c.from() : c.to()),
  };
}

/** Places of which kind, in an aim at one of them. */
export type Aim = "read" | "write";

/** A place that the mixer chooses, into a register; all places of one block are near one edge. */
export function placeInto(c: Choices, register: number, aim: Aim): Maker {
  const [first, end] = aim === "read" ? [READ_PLACES, PLACES_BYTES] : [0, READ_PLACES];
  const block = first + PLACE_BLOCK_BYTES * c.below((end - first) / PLACE_BLOCK_BYTES);
  const load = withIndex({ opcode: [0x8b], reg: register }, 0, PLACES + block);
  return () => ({ bytes: [...offsetFrom(MIXER, PLACE_BLOCK_BYTES - 4), ...load.bytes] });
}

/** An access at the offset in a register, or some bytes beside it. The flags stay until then. */
export function accessThrough(c: Choices, register: number, aim: Aim): Maker {
  if (c.oneIn(6) && aim === "write") return alignedThrough(c, register);
  const beside = c.oneIn(2) ? 0 : c.prng.pick([1, 2, 4, 8, -1, -4, -8, 7, 12, 16, 15]);
  const by = c.oneIn(2) ? c.prng.pick([8, 16, -16, 32, 0x80, -0x100]) : 0;
  const index = by === 0 ? withRegister({ opcode: [0x89], reg: register }, SCRATCH).bytes : sumInto(register, by);
  return () => ({ bytes: [...index, ...withIndex(accessOf(c, aim), 0, beside - by).bytes] });
}

/** `lea r11d, [register + by]`: a sum that may wrap, which the displacement behind it does not. */
function sumInto(register: number, by: number): readonly number[] {
  const low = register & 7;
  const sib = low === 4 ? [0x24] : [];
  return [0x44 | (register >> 3), 0x8d, 0x80 | ((SCRATCH & 7) << 3) | low, ...sib, ...le32(by)];
}

/** One in three trusts that the offset is aligned, as it is behind another one unless it has grown. */
function alignedThrough(c: Choices, register: number): Maker {
  const [prefix, opcode] = c.prng.pick(ALIGNED);
  const instruction = { prefix: prefix === 0 ? [] : [prefix], opcode, reg: c.vector() };
  const offset = c.oneIn(3) ? withRegister({ opcode: [0x89], reg: register }, SCRATCH).bytes
    : offsetFrom(register, -16);
  return () => ({ bytes: [...offset, ...withIndex(instruction, 0, 16 * c.below(2)).bytes] });
}

/** The offset in a register grows: by a constant, or once in a while by a general register. */
export function advance(c: Choices, register: number): Maker {
  const by = c.prng.pick([1, 2, 4, 8, 8, 16, 3, 0xff]);
  return () => withRegister({ opcode: [0x83], reg: 0, immediate: [by] }, register);
}
