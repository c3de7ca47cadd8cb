/** What ends a program, or nearly does: faults of every kind, and accesses at the very edges. */
import {
  type Choices, MIXER, offsetFrom, withIndex, withPlace, withRegister,
} from "./choices.ts";
import type { Maker } from "./integer-fragments.ts";
import { DATA, HEAP_END, LAST_PAGE, SPACE_END, STACK, TABLES, TEXT } from "./terrain.ts";
import { type Fragment, le32 } from "./text-writer.ts";

/** `mov r11d, value`. */
function offset(value: number): number[] {
  return [0x41, 0xbb, ...le32(value)];
}

/** A load, store or read-modify-write at r15 + r11 << scale + disp. */
function accessAt(c: Choices, setup: readonly number[], scale: number, disp: number): Fragment {
  const wide = c.flip();
  const opcode = [c.prng.pick([0x8b, 0x89, 0x01, 0x03, 0x39])];
  const vector = c.prng.pick([[0x0f, 0x10], [0x0f, 0x11], [0x0f, 0x28], [0x0f, 0x58]]);
  const instruction = c.oneIn(4) ? { opcode: vector, reg: c.vector() } : { wide, opcode, reg: c.to() };
  return { bytes: [...setup, ...withIndex(instruction, scale, disp).bytes] };
}

const nullAccess: Maker = (c) => withPlace(
  { wide: c.flip(), opcode: [c.flip() ? 0x8b : 0x89], reg: c.to() }, c.below(0x1_0000));

const readOnly: Maker = (c) => {
  const place = c.prng.pick([TABLES, TEXT, LAST_PAGE]) + c.below(0x2000);
  const opcode = [c.prng.pick([0x89, 0x01, 0x88])];
  return withPlace({ opcode, reg: c.prng.pick([0, 1, 2, 3]) }, place);
};

const unmapped: Maker = (c) => accessAt(c, offset(0x2000_0000 + c.below(0x4000_0000)), 0, c.below(64));
const beyond: Maker = (c) => accessAt(c, offset(0xffff_ff00 + c.below(256)), 1 + c.below(3), 0x7fff_0000);
const below: Maker = (c) => withPlace({ opcode: [0x8b], reg: c.to() }, 0x8000_0000 + c.below(0x7fff_0000));

/** Around the end of a region: some of these fit, some do not, some do by half. */
export const atEdge: Maker = (c) => {
  const edge = c.prng.pick([HEAP_END, SPACE_END, LAST_PAGE + 0x1_0000, DATA, TABLES, STACK]);
  return accessAt(c, offset((edge - 20 + c.below(24)) >>> 0), 0, 0);
};

/** The last bytes of the stack or of the heap, which all fit: where an access check is at its limit. */
export const nearEnd: Maker = (c) => {
  const start = c.prng.pick([SPACE_END, HEAP_END]) - 64;
  const add = [0x41, 0x81, 0xc3, ...le32(start)];
  return accessAt(c, [...offsetFrom(MIXER, c.prng.pick([0x2f, 0x28, 0x20, 7])), ...add], 0, 0);
};

/** The heap grows when it is touched. */
const heap: Maker = (c) => accessAt(c, offsetFrom(MIXER, 0xf_fff8), 0, DATA);

const halt: Maker = () => ({ bytes: [0xf4] });

const divideByZero: Maker = (c) => ({
  bytes: [0x31, 0xc9, ...withRegister({ wide: c.flip(), opcode: [0xf7], reg: 6 + c.below(2) }, 1).bytes],
});

/** The largest negative number by -1, or a quotient that does not fit. */
const divideOverflow: Maker = (c) => ({
  bytes: c.flip() ? [0xb8, 0, 0, 0, 0x80, 0x99, 0x83, 0xc9, 0xff, 0xf7, 0xf9]
    : [0x83, 0xca, 0xff, 0xb9, 2, 0, 0, 0, 0xf7, 0xf1],
});

const misaligned: Maker = (c) => accessVector(c, DATA + 1 + c.below(15));

function accessVector(c: Choices, place: number): Fragment {
  const prefix = c.flip() ? [0x66] : [];
  const opcode = [0x0f, c.prng.pick([0x28, 0x29, 0x58, 0x14])];
  return withPlace({ prefix, opcode, reg: c.vector() }, place);
}

/** A masked jump to what is not text, or to where nothing is. */
const wildJump: Maker = (c) => {
  const target = c.prng.pick([TABLES, DATA, 0, 0x3000_0000, STACK, TEXT + 0x1_ffe0]);
  return { bytes: [...offset(target), 0x41, 0x83, 0xe3, 0xe0, 0x4d, 0x01, 0xfb, 0x41, 0xff, 0xe3] };
};

/** The stack at its lowest byte, then one more push. */
const stackEnd: Maker = (c) => ({
  bytes: [0xbc, ...le32(STACK + c.below(12)), 0x4c, 0x01, 0xfc, 0x50, 0x50],
});

/** A copy that runs over the heap's end in the middle. */
const copyOverEnd: Maker = (c) => ({
  bytes: [
    0xb9, ...le32(64), 0xbf, ...le32(HEAP_END - 8 * c.below(40)), 0x89, 0xff, 0x49, 0x8d, 0x3c, 0x3f,
    0xf3, ...(c.flip() ? [0x48] : []), 0xab,
  ],
});

/** Moves the stack and leaves it there: what returns from here returns to somewhere else. */
export const moveStack: Maker = (c) => ({
  bytes: c.prng.pick([
    [0x83, 0xec, 8 * c.below(8), 0x4c, 0x01, 0xfc], [0x83, 0xc4, 8 * c.below(8), 0x4c, 0x01, 0xfc],
    [0x48, 0x83, 0xe4, 0xf0], [0x8d, 0x64, 0x24, 0xf8, 0x4a, 0x8d, 0x24, 0x3c], [0x50], [0x58],
  ]),
});

/** Makes rbp a frame: the stack, or the data. */
export const setFrame: Maker = (c) => ({
  bytes: c.prng.pick([
    [0x48, 0x89, 0xe5], [0x89, 0xe5, 0x4c, 0x01, 0xfd], [0xbd, ...le32(DATA + c.below(256)), 0x4c, 0x01, 0xfd],
  ]),
});

export const TROUBLE: readonly [Maker, ...Maker[]] = [
  nullAccess, readOnly, unmapped, beyond, below, atEdge, atEdge, atEdge, heap, halt, divideByZero,
  divideOverflow, misaligned, wildJump, stackEnd, copyOverEnd,
];
