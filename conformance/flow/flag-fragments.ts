/**
 * Flags where they are hard to get right, and what makes them visible: they are kept in many forms
 * until something looks, and each way of looking has code of its own.
 */
import { type Choices, type Instruction, MIXER, offsetFrom, withIndex, withRegister } from "./choices.ts";
import { type Maker, condition, sized } from "./integer-fragments.ts";
import { INTEGERS, INTEGERS_BYTES } from "./terrain.ts";
import type { Fragment } from "./text-writer.ts";

const RAX = 0;
/** `lea r14, [r14 + rax * 2 + 1]`: into the mixer, with flags as they are. */
const MIX_RAX = [0x4d, 0x8d, 0x74, 0x46, 1];
/** `inc rax`, `adc r14, 1` */
const [INC_RAX, ADC_MIXER] = [[0x48, 0xff, 0xc0], [0x49, 0x83, 0xd6, 1]];

/** A register from the table of awkward integers, at a place that the mixer chooses. */
function awkward(c: Choices, register: number): Maker {
  const half = INTEGERS_BYTES / 2;
  const load = withIndex({ wide: true, opcode: [0x8b], reg: register }, 0, INTEGERS + 8 * c.below(half / 8));
  return () => ({ bytes: [...offsetFrom(MIXER, half - 8), ...load.bytes] });
}

/** Zero, or all ones, known where the code is written. */
function constant(c: Choices, register: number): Maker {
  const xor = withRegister({ opcode: [0x31], reg: register }, register);
  const or = withRegister({ wide: true, opcode: [0x83], reg: 1, immediate: [0xff] }, register);
  return () => (c.oneIn(3) ? or : xor);
}

/** An operation that gives the flags, on two registers; a third of them additions. */
function operation(c: Choices, x: number, y: number): Fragment {
  const byte = x < 4 && y < 4 && c.oneIn(4);
  const size: Pick<Instruction, "prefix" | "wide" | "byte"> = byte ? { byte } : c.flip() ? { wide: true } : sized(c);
  const low = byte ? 0 : 1;
  switch (c.below(12)) {
    case 0: return withRegister({ ...size, reg: y, opcode: [0x84 | low] }, x);
    case 1: return withRegister({ ...size, reg: 3, opcode: [0xf6 | low] }, x);
    case 2: return withRegister({ ...size, reg: c.below(2), opcode: [0xfe | low] }, x);
    case 3: case 4: case 5: return withRegister({ ...size, reg: y, opcode: [low] }, x);
    default: return withRegister({ ...size, reg: y, opcode: [8 * c.below(8) | low] }, x);
  }
}

/** An operation on registers as they are. */
export const flagOperation: Maker = (c) => operation(c, c.to(), c.from());

/** `setcc al`, and that into the mixer: what the flags say stays visible in all that comes later. */
const seenCondition: Maker = (c) => {
  const cc = c.oneIn(3) ? 2 + c.below(2) : c.oneIn(3) ? 10 + c.below(2) : c.below(16);
  return { bytes: [0x0f, 0x90 | cc, 0xc0 | RAX, ...MIX_RAX] };
};

/** The carry alone into the mixer, or past an increment, which leaves it as it is. */
const carry: Maker = (c) => ({
  bytes: c.oneIn(3) ? [...INC_RAX, 0x0f, 0x92 | c.below(2), 0xc0 | RAX, ...MIX_RAX] : ADC_MIXER,
});

/** One or more looks at the same flags, in order. */
export function looks(c: Choices): Maker[] {
  const conditions = Array.from({ length: c.below(4) }, () => seenCondition);
  if (conditions.length === 0 || c.oneIn(4)) conditions.push(carry);
  return conditions;
}

/**
 * An operation on awkward, often equal, integers, and a use of its flags right behind it. The
 * fragments, in order; all but those of `use` leave the flags of the operation.
 */
export function flagTrial(c: Choices): { readonly operation: Maker[]; readonly use: Maker[] } {
  const x = c.to();
  const equal = c.oneIn(4);
  const y = equal ? x : c.to();
  const other = c.oneIn(4) ? constant(c, y) : awkward(c, y);
  const use: Maker[] = c.oneIn(3) ? looks(c) : [(choices) => (c.oneIn(3)
    ? withRegister({ wide: c.flip(), opcode: [c.flip() ? 0x11 : 0x19], reg: c.from() }, c.to())
    : condition(choices))];
  return {
    operation: [awkward(c, x), ...(equal ? [] : [other]), () => operation(c, x, y)],
    use: c.oneIn(3) ? [...use, ...looks(c)] : use,
  };
}
