/** Integer instructions of all widths, as programs have them and as they do not. */
import {
  type Choices, type Instruction, MIXER, withMemory, withRegister, withSource,
} from "./choices.ts";
import type { Fragment } from "./text-writer.ts";

export type Maker = (c: Choices) => Fragment;

const LOCK = [0xf0];

/** Operand size: 16 bits by prefix, 32, or 64 by REX. */
export function sized(c: Choices): Pick<Instruction, "prefix" | "wide"> {
  const pick = c.below(7);
  return pick === 0 ? { prefix: [0x66] } : { wide: pick > 3 };
}

/** Bytes of an immediate of this size. */
function immediateBytes({ prefix }: Pick<Instruction, "prefix">): number {
  return prefix === undefined ? 4 : 2;
}

/** A byte register that goes with `other`: ah..bh only where neither needs REX. */
function partner(c: Choices, other: number): number {
  return other > 3 && other < 8 ? c.below(8) : c.below(4);
}

const arithmetic: Maker = (c) => {
  const size = sized(c);
  const operation = 8 * c.below(8);
  // Into a register from a register or memory; into memory; into rm.
  switch (c.below(4)) {
    case 0: return withMemory(c, { ...size, opcode: [operation | 1], reg: c.from() });
    case 1: return withRegister({ ...size, opcode: [operation | 1], reg: c.from() }, c.to());
    default: return withSource(c, { ...size, opcode: [operation | 3], reg: c.to() });
  }
};

const byteArithmetic: Maker = (c) => {
  const operation = 8 * c.below(8);
  const to = c.byteTo();
  if (c.oneIn(3)) {
    const opcode = [operation | (c.flip() ? 2 : 0)];
    return withMemory(c, { opcode, reg: to, byte: true });
  }
  return withRegister({ opcode: [operation], reg: partner(c, to), byte: true }, to);
};

const immediateArithmetic: Maker = (c) => {
  const size = sized(c);
  const short = c.flip();
  const immediate = c.immediate(short ? 1 : immediateBytes(size));
  const instruction = { ...size, opcode: [short ? 0x83 : 0x81], reg: c.below(8), immediate };
  return c.oneIn(3) ? withMemory(c, instruction) : withRegister(instruction, c.to());
};

const move: Maker = (c) => {
  const size = sized(c);
  switch (c.below(4)) {
    case 0: return withMemory(c, { ...size, opcode: [0x89], reg: c.from() });
    case 1: return withMemory(c, { opcode: [c.flip() ? 0x88 : 0x8a], reg: c.byteTo(), byte: true });
    default: return withSource(c, { ...size, opcode: [0x8b], reg: c.to() });
  }
};

const shift: Maker = (c) => {
  const digit = c.prng.pick([0, 1, 2, 3, 4, 5, 7]);
  const how = c.below(3);
  const immediate = how === 0 ? c.prng.pick([[0], [1], [8], [31], [32], [33], [63], [64], [c.below(256)]]) : [];
  const byte = c.oneIn(5);
  const opcode = [[0xc0, 0xd0, 0xd2][how] ?? 0xc0];
  if (byte) return withRegister({ opcode, reg: digit, immediate, byte }, c.byteTo());
  const instruction = { ...sized(c), opcode: [(opcode[0] ?? 0) | 1], reg: digit, immediate };
  return c.oneIn(5) ? withMemory(c, instruction) : withRegister(instruction, c.to());
};

const doubleShift: Maker = (c) => {
  const byCount = c.flip();
  const opcode = [0x0f, (c.flip() ? 0xa4 : 0xac) | (byCount ? 1 : 0)];
  const immediate = byCount ? [] : [c.oneIn(4) ? 0 : c.below(256)];
  const instruction = { ...sized(c), opcode, reg: c.from(), immediate };
  return c.oneIn(4) ? withMemory(c, instruction) : withRegister(instruction, c.to());
};

const unary: Maker = (c) => {
  const [opcode, digit] = c.prng.pick([[0xff, 0], [0xff, 1], [0xf7, 2], [0xf7, 3]]);
  if (c.oneIn(5)) {
    return withRegister({ opcode: [(opcode ?? 0) & 0xfe], reg: digit ?? 0, byte: true }, c.byteTo());
  }
  const instruction = { ...sized(c), opcode: [opcode ?? 0], reg: digit ?? 0 };
  return c.oneIn(4) ? withMemory(c, instruction) : withRegister(instruction, c.to());
};

const multiply: Maker = (c) => {
  const size = sized(c);
  switch (c.below(4)) {
    case 0: return withSource(c, { ...size, opcode: [0xf7], reg: 4 + c.below(2) });
    case 1: return withSource(c, { ...size, opcode: [0x6b], reg: c.to(), immediate: c.immediate(1) });
    case 2: return withSource(c, {
      ...size, opcode: [0x69], reg: c.to(), immediate: c.immediate(immediateBytes(size)),
    });
    default: return withSource(c, { ...size, opcode: [0x0f, 0xaf], reg: c.to() });
  }
};

/** Division that mostly is none by zero: rdx is cleared and the divisor made odd. */
const divide: Maker = (c) => {
  const wide = c.flip();
  const divisor = c.prng.pick([3, 6, 7, 9, 10]);
  if (c.oneIn(2)) {
    const or = withRegister({ wide, opcode: [0x83], reg: 1, immediate: [1] }, divisor);
    const div = withRegister({ wide, opcode: [0xf7], reg: 6 }, divisor);
    return { bytes: [...or.bytes, 0x31, 0xd2, ...div.bytes] };
  }
  // Signed: cdq or cqo, by a positive odd number.
  const and = withRegister({ wide, opcode: [0x81], reg: 4, immediate: [0xff, 0xff, 0xff, 0x7f] }, divisor);
  const or = withRegister({ wide, opcode: [0x83], reg: 1, immediate: [1] }, divisor);
  const div = withRegister({ wide, opcode: [0xf7], reg: 7 }, divisor);
  return { bytes: [...and.bytes, ...or.bytes, ...(wide ? [0x48] : []), 0x99, ...div.bytes] };
};

/** Something that reads the flags: set, conditional move. */
export const condition: Maker = (c) => {
  const cc = c.oneIn(4) ? 2 + c.below(2) : c.below(16);
  switch (c.below(3)) {
    case 0: return withRegister({ opcode: [0x0f, 0x90 | cc], reg: 0, byte: true }, c.byteTo());
    case 1: return withMemory(c, { opcode: [0x0f, 0x90 | cc], reg: 0 });
    default: return withSource(c, { ...sized(c), opcode: [0x0f, 0x40 | cc], reg: c.to() });
  }
};

const extend: Maker = (c) => {
  if (c.oneIn(4)) return withSource(c, { wide: true, opcode: [0x63], reg: c.to() });
  const opcode = [0x0f, c.prng.pick([0xb6, 0xb7, 0xbe, 0xbf])];
  if (c.oneIn(3)) return withMemory(c, { ...sized(c), opcode, reg: c.to() });
  return withRegister({ ...sized(c), opcode, reg: c.to() }, c.from());
};

const bitTest: Maker = (c) => {
  const reg = 4 + c.below(4);
  const immediate = [c.below(256)];
  const size = sized(c);
  if (c.flip()) {
    // A digit with an immediate: only `bt` leaves a register that must not be written alone.
    return withRegister({ ...size, opcode: [0x0f, 0xba], reg, immediate }, c.to());
  }
  return withMemory(c, { ...size, opcode: [0x0f, 0xba], reg, immediate });
};

const scan: Maker = (c) => {
  const [mandatory, opcode] = c.prng.pick([[0, 0xbc], [0, 0xbd], [0xf3, 0xb8], [0xf3, 0xbc], [0xf3, 0xbd]]);
  const wide = c.flip();
  const prefix = mandatory === 0 ? [] : [mandatory ?? 0];
  return withSource(c, { prefix, wide, opcode: [0x0f, opcode ?? 0xbc], reg: c.to() });
};

const exchange: Maker = (c) => {
  const size = sized(c);
  const opcode = c.prng.pick([[0x87], [0x0f, 0xc1], [0x0f, 0xb1]]);
  const instruction: Instruction = { ...size, opcode, reg: c.to() };
  if (!c.oneIn(3)) return withRegister(instruction, c.to());
  return withMemory(c, instruction);
};

/** Atomic operations: LOCK in front of what changes memory. */
const locked: Maker = (c) => {
  const size = sized(c);
  const prefix = [...LOCK, ...(size.prefix ?? [])];
  switch (c.below(4)) {
    case 0: return withMemory(c, { ...size, prefix, opcode: [0x0f, 0xc1], reg: c.to() });
    case 1: return withMemory(c, { ...size, prefix, opcode: [0x0f, 0xb1], reg: c.to() });
    case 2: return withMemory(c, { ...size, prefix, opcode: [8 * c.below(7) | 1], reg: c.from() });
    // cmpxchg8b, cmpxchg16b
    default: return c.flip()
      ? withMemory(c, { prefix: LOCK, opcode: [0x0f, 0xc7], reg: 1 })
      : withMemory(c, { wide: true, opcode: [0x0f, 0xc7], reg: 1, align: 16 });
  }
};

const lea: Maker = (c) => {
  const [base, index] = [c.from(), c.prng.pick([0, 1, 2, 3, 6, 7, 8, 9, 10, 12, 13, MIXER])];
  const wide = c.flip();
  const reg = c.to();
  const rex = 0x40 | (wide ? 8 : 0) | ((reg >> 3) << 2) | ((index >> 3) << 1) | (base >> 3);
  const sib = (c.below(4) << 6) | ((index & 7) << 3) | (base & 7);
  return { bytes: [rex, 0x8d, 0x44 | ((reg & 7) << 3), sib, c.below(256)] };
};

const swap: Maker = (c) => {
  const reg = c.to();
  if (c.oneIn(3)) return withMemory(c, { wide: c.flip(), opcode: [0x0f, 0x38, 0xf0 | c.below(2)], reg });
  const rex = 0x40 | (c.flip() ? 8 : 0) | (reg >> 3);
  return { bytes: [rex, 0x0f, 0xc8 | (reg & 7)] };
};

const pushPop: Maker = (c) => {
  const [into, from] = [c.to(), c.from()];
  const push = [...(from > 7 ? [0x41] : []), 0x50 | (from & 7)];
  const pop = [...(into > 7 ? [0x41] : []), 0x58 | (into & 7)];
  return { bytes: c.oneIn(4) ? [0x68, ...c.immediate(4), ...pop] : [...push, ...pop] };
};

/** Sign extensions of rax, flag instructions. */
const short: Maker = (c) => ({
  bytes: c.prng.pick([[0x98], [0x48, 0x98], [0x99], [0x48, 0x99], [0xf5], [0xf8], [0xf9], [0xfc]]),
});

const checksum: Maker = (c) => withSource(c, {
  prefix: [0xf2], wide: c.flip(), opcode: [0x0f, 0x38, 0xf1], reg: c.to(),
});

/** Integer instructions, the frequent ones several times. */
export const INTEGER: readonly [Maker, ...Maker[]] = [
  arithmetic, arithmetic, arithmetic, immediateArithmetic, immediateArithmetic, move, move, move,
  byteArithmetic, byteArithmetic, shift, shift, doubleShift, unary, multiply, condition, condition,
  extend, bitTest, scan, exchange, locked, lea, lea, swap, pushPop, short, checksum, divide,
];
