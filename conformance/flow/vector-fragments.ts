/** SSE: scalars and packed numbers with NaNs and denormals among them, integers, moves. */
import {
  type Choices, type Instruction, MIXER, offsetFrom, withIndex, withMemory, withRegister,
} from "./choices.ts";
import type { Maker } from "./integer-fragments.ts";
import { NUMBERS, NUMBERS_BYTES } from "./terrain.ts";
import type { Fragment } from "./text-writer.ts";

/** The register form with a vector register, or the memory form. */
function withVector(c: Choices, instruction: Instruction): Fragment {
  return c.oneIn(4) ? withMemory(c, instruction) : withRegister(instruction, c.vector());
}

/** A number from the tables: what keeps vectors from all becoming NaN or zero. */
const constant: Maker = (c) => {
  const width = c.prng.pick([4, 8, 16, 16]);
  const [prefix, opcode] = width === 4 ? [[0xf3], 0x10] : width === 8 ? [[0xf2], 0x10]
    : c.prng.pick([[[], 0x10], [[], 0x28], [[0x66], 0x6f], [[0xf3], 0x6f]]) as [number[], number];
  const instruction = { prefix, opcode: [0x0f, opcode], reg: c.vector() };
  const offset = offsetFrom(MIXER, (NUMBERS_BYTES - 1) & ~(width - 1));
  return { bytes: [...offset, ...withIndex(instruction, 0, NUMBERS).bytes] };
};

const scalar: Maker = (c) => withVector(c, {
  prefix: [c.oneIn(3) ? 0xf3 : 0xf2],
  opcode: [0x0f, c.prng.pick([0x58, 0x58, 0x59, 0x59, 0x5c, 0x5e, 0x51, 0x5d, 0x5f])], reg: c.vector(),
});

const packed: Maker = (c) => withVector(c, {
  prefix: c.flip() ? [0x66] : [], align: 16, reg: c.vector(),
  opcode: [0x0f, c.prng.pick([0x58, 0x59, 0x5c, 0x5e, 0x51, 0x5d, 0x5f, 0x54, 0x55, 0x56, 0x57, 0x14, 0x15])],
});

const compare: Maker = (c) => {
  if (c.flip()) {
    return withVector(c, {
      prefix: c.flip() ? [0x66] : [], opcode: [0x0f, c.flip() ? 0x2e : 0x2f], reg: c.vector(),
    });
  }
  return withVector(c, {
    prefix: c.prng.pick([[], [0x66], [0xf2], [0xf3]]), opcode: [0x0f, 0xc2], align: 16,
    reg: c.vector(), immediate: [c.below(8)],
  });
};

/** From and to general registers, and between formats. */
const convert: Maker = (c) => {
  const scalarPrefix = [c.flip() ? 0xf2 : 0xf3];
  const wide = c.flip();
  switch (c.below(5)) {
    case 0: return withRegister({ prefix: scalarPrefix, wide, opcode: [0x0f, 0x2a], reg: c.vector() }, c.from());
    case 1: return withMemory(c, { prefix: scalarPrefix, wide, opcode: [0x0f, 0x2a], reg: c.vector() });
    case 2: return withVector(c, { prefix: scalarPrefix, opcode: [0x0f, 0x5a], reg: c.vector() });
    case 3: return withVector(c, {
      prefix: c.prng.pick([[], [0x66], [0xf3]]), opcode: [0x0f, 0x5b], align: 16, reg: c.vector(),
    });
    default: return withVector(c, {
      prefix: scalarPrefix, wide, opcode: [0x0f, c.flip() ? 0x2c : 0x2d], reg: c.to(),
    });
  }
};

const INTEGER_OPCODES: readonly [number, ...number[]] = [
  0xfc, 0xfd, 0xfe, 0xd4, 0xf8, 0xf9, 0xfa, 0xfb, 0xdb, 0xdf, 0xeb, 0xef, 0x74, 0x75, 0x76, 0x64, 0x65,
  0x66, 0xd5, 0xe5, 0xe4, 0xf4, 0xf5, 0xf6, 0x60, 0x61, 0x62, 0x68, 0x69, 0x6a, 0x6c, 0x6d, 0x63, 0x67,
  0x6b, 0xda, 0xde, 0xea, 0xee, 0xec, 0xed, 0xdc, 0xdd, 0xd8, 0xd9, 0xe0, 0xe3, 0xd1, 0xd2, 0xd3, 0xe1,
  0xe2, 0xf1, 0xf2, 0xf3,
];

const packedInteger: Maker = (c) => withVector(c, {
  prefix: [0x66], opcode: [0x0f, c.prng.pick(INTEGER_OPCODES)], align: 16, reg: c.vector(),
});

const newerInteger: Maker = (c) => withVector(c, {
  prefix: [0x66], align: 16, reg: c.vector(),
  opcode: [0x0f, 0x38, c.prng.pick([
    0x00, 0x01, 0x02, 0x04, 0x08, 0x0b, 0x1c, 0x1d, 0x1e, 0x20, 0x23, 0x25, 0x30, 0x33, 0x35, 0x28,
    0x29, 0x2b, 0x37, 0x38, 0x3c, 0x39, 0x3f, 0x40, 0x10, 0x14, 0x17,
  ])],
});

const shuffle: Maker = (c) => {
  const [prefix, opcode] = c.prng.pick([
    [0x66, 0x70], [0xf2, 0x70], [0xf3, 0x70], [0x66, 0xc6], [0, 0xc6], [0x66, 0x0f],
  ]);
  const head = opcode === 0x0f ? [0x0f, 0x3a, 0x0f] : [0x0f, opcode ?? 0x70];
  return withVector(c, {
    prefix: prefix === 0 ? [] : [prefix ?? 0x66], opcode: head, align: 16, reg: c.vector(),
    immediate: [c.below(256)],
  });
};

const vectorShift: Maker = (c) => {
  const [opcode, digits] = c.prng.pick([
    [0x71, [2, 4, 6]], [0x72, [2, 4, 6]], [0x73, [2, 3, 6, 7]],
  ]) as [number, [number, ...number[]]];
  const immediate = [c.oneIn(3) ? c.below(256) : c.below(33)];
  return withRegister({ prefix: [0x66], opcode: [0x0f, opcode], reg: c.prng.pick(digits), immediate }, c.vector());
};

/** Between general and vector registers, and stores. */
const transfer: Maker = (c) => {
  const wide = c.flip();
  switch (c.below(6)) {
    case 0: return withRegister({ prefix: [0x66], wide, opcode: [0x0f, 0x6e], reg: c.vector() }, c.from());
    case 1: return withRegister({ prefix: [0x66], wide, opcode: [0x0f, 0x7e], reg: c.vector() }, c.to());
    case 2: return withMemory(c, { prefix: [0x66], wide, opcode: [0x0f, c.flip() ? 0x6e : 0x7e], reg: c.vector() });
    case 3: return withRegister(
      { prefix: c.flip() ? [0x66] : [], opcode: [0x0f, c.flip() ? 0x50 : 0xd7], reg: c.to() }, c.vector());
    case 4: return withRegister(
      { prefix: [0x66], opcode: [0x0f, 0xc4], reg: c.vector(), immediate: [c.below(256)] }, c.from());
    default: return withRegister(
      { prefix: [0x66], opcode: [0x0f, 0xc5], reg: c.to(), immediate: [c.below(256)] }, c.vector());
  }
};

const moveVector: Maker = (c) => {
  const [prefix, opcode, align] = c.prng.pick([
    [0xf2, 0x10, 1], [0xf3, 0x10, 1], [0xf2, 0x11, 1], [0xf3, 0x11, 1], [0, 0x10, 1], [0, 0x11, 1],
    [0, 0x28, 16], [0, 0x29, 16], [0x66, 0x6f, 16], [0x66, 0x7f, 16], [0xf3, 0x6f, 1], [0xf3, 0x7f, 1],
    [0xf3, 0x7e, 1], [0x66, 0xd6, 1], [0x66, 0x12, 1], [0x66, 0x13, 1], [0, 0x16, 1], [0, 0x17, 1],
    [0xf2, 0x12, 1], [0xf3, 0x16, 1],
  ]) as [number, number, number];
  const instruction = {
    prefix: prefix === 0 ? [] : [prefix], opcode: [0x0f, opcode], align, reg: c.vector(),
  };
  const memoryOnly = (prefix === 0x66 && (opcode === 0x12 || opcode === 0x13)) || opcode === 0x17;
  return memoryOnly || c.flip() ? withMemory(c, instruction) : withRegister(instruction, c.vector());
};

/** Arithmetic between registers only. */
const inRegisters: Maker = (c) => {
  const prefix = c.prng.pick([[0xf2], [0xf2], [0xf3], [0x66], []]);
  return withRegister(
    { prefix, opcode: [0x0f, c.prng.pick([0x58, 0x59, 0x5c, 0x5e, 0x51])], reg: c.below(5) }, c.below(5));
};

/** `lea register, [register + disp8]`, a move, or an exchange of registers: flags stay as they are. */
const besides: Maker = (c) => {
  const [to, from] = [c.prng.pick([0, 1, 2, 3, 6, 7]), c.prng.pick([0, 1, 2, 3, 6, 7])];
  switch (c.below(4)) {
    case 0: return withRegister({ wide: true, opcode: [0x87], reg: from }, to);
    case 1: return withRegister({ wide: c.flip(), opcode: [0x89], reg: from }, to);
    default: return { bytes: [0x48, 0x8d, 0x40 | (to << 3) | (c.oneIn(4) ? from : to), c.below(256)] };
  }
};

/** A run of arithmetic in registers, with others in between: NaNs in it are looked for at its end. */
export function arithmeticRun(c: Choices): Maker[] {
  const run = Array.from({ length: 3 + c.below(6) }, () => (c.oneIn(3) ? besides : inRegisters));
  return [constant, constant, ...run];
}

export const VECTOR: readonly [Maker, ...Maker[]] = [
  constant, constant, constant, scalar, scalar, scalar, packed, compare, compare, convert,
  packedInteger, packedInteger, packedInteger, newerInteger, shuffle, vectorShift, transfer, transfer,
  moveVector, moveVector,
];
