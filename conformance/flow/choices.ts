/** What fragments choose from: registers that may be written here, addresses, immediates. */
import type { Prng } from "../prng.ts";
import { DATA } from "./terrain.ts";
import { type Fix, type Fragment, le32 } from "./text-writer.ts";

/** Written only by mixing steps: conditions and addresses come from it. */
export const MIXER = 14;
/** Written only to address something right away. */
export const SCRATCH = 11;
/** May hold loop counters: no instruction writes these without naming them. */
const COUNTERS = [8, 9, 10, 12, 13];
const FREE: readonly [number, ...number[]] = [0, 1, 2, 3, 6, 7, 8, 9, 10, 12, 13];
const RSP = 4;
const R15 = 15;
/** Index masks of accesses: how far apart they may lie. */
const SPREADS: readonly [number, ...number[]] = [0x1f, 0x3f, 0xff, 0xfff, 0x7fff];

/** An instruction with a ModRM, before it is known what its rm stands for. */
export interface Instruction {
  readonly prefix?: readonly number[];
  readonly wide?: boolean;
  readonly opcode: readonly number[];
  /** Register number, or the opcode's digit. */
  readonly reg: number;
  readonly immediate?: readonly number[];
  /** Alignment of a memory operand, 1 by default. */
  readonly align?: number;
  /** A byte register: 4..7 mean ah..bh, and then there is no REX. */
  readonly byte?: boolean;
}

export class Choices {
  readonly prng: Prng;
  readonly #counters: number[] = [];

  constructor(prng: Prng) {
    this.prng = prng;
  }

  below(limit: number): number {
    return this.prng.below(limit);
  }

  oneIn(n: number): boolean {
    return this.prng.oneIn(n);
  }

  flip(): boolean {
    return this.prng.oneIn(2);
  }

  /** A register that may be written. */
  to(): number {
    const free = FREE.filter((n) => !this.#counters.includes(n));
    return free[this.below(free.length)] ?? 0;
  }

  /** A register that may be read: now and then rsp, rbp, the base or the mixer. */
  from(): number {
    return this.oneIn(6) ? this.prng.pick([4, 5, MIXER, MIXER, 15]) : this.prng.pick(FREE);
  }

  /** A byte register that may be written: al..bl, ah..bh without REX (4..7), r8b and so on. */
  byteTo(): number {
    if (this.oneIn(3)) return 4 + this.below(4);
    const n = this.to();
    return n > 3 && n < 8 ? n - 4 : n;
  }

  vector(): number {
    return this.below(this.oneIn(4) ? 16 : 6);
  }

  /** Takes a register away from `to` until `release`; undefined where none is left. */
  reserve(): number | undefined {
    const left = COUNTERS.filter((n) => !this.#counters.includes(n));
    if (left.length < 2) return undefined;
    const counter = left[this.below(left.length)];
    if (counter !== undefined) this.#counters.push(counter);
    return counter;
  }

  /** Takes one certain register away from `to` until `release`. */
  hold(register: number): void {
    this.#counters.push(register);
  }

  release(): void {
    this.#counters.pop();
  }

  immediate(bytes: number): number[] {
    const edge = this.prng.pick([0, 1, -1, 0x7f, -0x80, 0x7fff_ffff, -0x8000_0000, 0x55]);
    return le32(this.oneIn(3) ? edge : this.prng.next()).slice(0, bytes);
  }
}

function rexOf({ wide = false, reg }: Instruction, index: number, base: number): number[] {
  const bits = (wide ? 8 : 0) | ((reg >> 3) << 2) | ((index >> 3) << 1) | (base >> 3);
  return bits === 0 ? [] : [0x40 | bits];
}

function assembled(instruction: Instruction, rex: readonly number[], tail: readonly number[]): number[] {
  const { prefix = [], opcode, immediate = [] } = instruction;
  return [...prefix, ...rex, ...opcode, ...tail, ...immediate];
}

/** The register form. `rm` 4..7 with `byte` are ah..bh, which needs `reg` to go without REX. */
export function withRegister(instruction: Instruction, rm: number): Fragment {
  const { reg } = instruction;
  const tail = [0xc0 | ((reg & 7) << 3) | (rm & 7)];
  return { bytes: assembled(instruction, rexOf(instruction, 0, rm), tail) };
}

/** `mov r11d, register; and r11d, mask`: r11 is an offset. */
export function offsetFrom(register: number, mask: number): number[] {
  const rex = 0x41 | ((register >> 3) << 2);
  return [rex, 0x89, 0xc0 | ((register & 7) << 3) | (SCRATCH & 7), 0x41, 0x81, 0xe3, ...le32(mask)];
}

/** `[r15 + r11 << scale + disp]`; r11 has just been restricted. */
export function withIndex(instruction: Instruction, scale: number, disp: number): Fragment {
  const tail = [
    0x84 | ((instruction.reg & 7) << 3), (scale << 6) | ((SCRATCH & 7) << 3) | (R15 & 7), ...le32(disp),
  ];
  return { bytes: assembled(instruction, rexOf(instruction, SCRATCH, R15), tail) };
}

/** `[r15 + disp]`: a fixed place. */
export function withPlace(instruction: Instruction, address: number): Fragment {
  const tail = [0x80 | ((instruction.reg & 7) << 3) | (R15 & 7), ...le32(address)];
  return { bytes: assembled(instruction, rexOf(instruction, 0, R15), tail) };
}

/** `[rsp + disp8]` or `[rbp + disp8]`. */
function onStack(instruction: Instruction, disp: number, frame: boolean): Fragment {
  const reg = (instruction.reg & 7) << 3;
  const tail = frame ? [0x45 | reg, disp & 255] : [0x44 | reg, 0x20 | RSP, disp & 255];
  return { bytes: assembled(instruction, rexOf(instruction, 0, 0), tail) };
}

function ripRelative(instruction: Instruction, target: number): Fragment {
  const tail = [0x05 | ((instruction.reg & 7) << 3), 0, 0, 0, 0];
  const bytes = assembled(instruction, rexOf(instruction, 0, 0), tail);
  const next = bytes.length;
  const at = next - 4 - (instruction.immediate?.length ?? 0);
  const fix: Fix = { kind: "rip", at, next, target };
  return { bytes, fix };
}

/** The memory form, somewhere in the data or on the stack; mostly not aligned. */
export function withMemory(c: Choices, instruction: Instruction): Fragment {
  const { align = 1, byte = false, reg } = instruction;
  const needsNoRex = byte && reg > 3 && reg < 8;
  const place = DATA + align * c.below(96);
  const kind = needsNoRex ? 2 + c.below(3) : c.below(8);
  switch (kind) {
    case 0: return withPlace(instruction, place);
    case 1:
    case 2: return ripRelative(instruction, place);
    case 3: return onStack(instruction, align > 8 ? 16 * c.below(5) : c.below(72), c.oneIn(3));
    case 4: return needsNoRex ? onStack(instruction, c.below(64), false) : indexed(c, instruction, place);
    default: return indexed(c, instruction, place);
  }
}

function indexed(c: Choices, instruction: Instruction, place: number): Fragment {
  const { align = 1 } = instruction;
  const scale = c.oneIn(3) ? c.below(4) : 0;
  const mask = (c.prng.pick(SPREADS) >> scale) & ~(align - 1);
  const offset = offsetFrom(c.oneIn(3) ? MIXER : c.from(), mask);
  return { bytes: [...offset, ...withIndex(instruction, scale, place).bytes] };
}

/** The register form with a register to read, or the memory form. */
export function withSource(c: Choices, instruction: Instruction): Fragment {
  return c.oneIn(3) ? withMemory(c, instruction) : withRegister(instruction, c.from());
}
