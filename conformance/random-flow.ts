/**
 * Random programs with control flow, as sandboxed code has it: blocks that branch forwards and
 * backwards on flags set a while ago, calls and masked returns, stores and loads that alias, stack
 * traffic, floats with NaNs among them. They may run for ever: whoever runs them sets a budget.
 */
import { type Prng, createPrng } from "./prng.ts";

/** Relative addresses the programs use. */
export interface FlowTerrain {
  /** A multiple of 32. */
  readonly code: number;
  /** 4 KiB that may be read and written. */
  readonly data: number;
}

const BUNDLE = 32;
const NOP = 0x90;
/** Registers that programs may use freely: all but rsp, rbp, r11 (scratch) and r15. */
const FREE = [0, 1, 2, 3, 6, 7, 8, 9, 10, 12, 13, 14];
const SHIFTS = [0, 1, 2, 3, 4, 5, 7];

class Writer {
  readonly bytes: number[] = [];
  readonly #prng: Prng;
  readonly #terrain: FlowTerrain;

  constructor(prng: Prng, terrain: FlowTerrain) {
    this.#prng = prng;
    this.#terrain = terrain;
  }

  #below(n: number): number {
    return this.#prng.below(n);
  }

  #register(): number {
    return FREE[this.#below(FREE.length)] ?? 0;
  }

  /** Opcode bytes with a REX prefix and a register ModRM; `reg` may be a digit. */
  #modrm(prefix: readonly number[], wide: boolean, opcode: readonly number[], reg: number, rm: number): void {
    const rex = 0x40 | (wide ? 8 : 0) | ((reg >> 3) << 2) | (rm >> 3);
    this.bytes.push(...prefix, rex, ...opcode, 0xc0 | ((reg & 7) << 3) | (rm & 7));
  }

  #imm32(): void {
    for (let i = 0; i < 4; i += 1) this.bytes.push(this.#below(256));
  }

  instruction(): void {
    const makers = [
      this.#alu, this.#alu, this.#alu, this.#aluImmediate, this.#aluImmediate, this.#shift,
      this.#unary, this.#multiply, this.#condition, this.#extend, this.#scan, this.#memory,
      this.#memory, this.#stack, this.#float, this.#vector, this.#exchange,
    ];
    makers[this.#below(makers.length)]?.call(this);
  }

  #alu(): void {
    const width = this.#below(4);
    const opcode = 8 * this.#below(8) + (width === 3 ? 0 : 1) + 2 * this.#below(2);
    this.#modrm(width === 2 ? [0x66] : [], width === 1, [opcode], this.#register(), this.#register());
  }

  #aluImmediate(): void {
    const wide = this.#below(2) === 1;
    const long = this.#below(2) === 1;
    this.#modrm([], wide, [long ? 0x81 : 0x83], this.#below(8), this.#register());
    if (long) this.#imm32(); else this.bytes.push(this.#below(256));
  }

  #shift(): void {
    const digit = SHIFTS[this.#below(SHIFTS.length)] ?? 4;
    const opcode = [0xc0, 0xc1, 0xd0, 0xd1, 0xd2, 0xd3][this.#below(6)] ?? 0xc1;
    this.#modrm([], this.#below(2) === 1, [opcode], digit, this.#register());
    if (opcode < 0xd0) this.bytes.push(this.#below(256));
  }

  #unary(): void {
    const opcode = this.#below(2) === 0 ? 0xff : 0xf7;
    const digit = opcode === 0xff ? this.#below(2) : 2 + this.#below(2);
    this.#modrm([], this.#below(2) === 1, [opcode], digit, this.#register());
  }

  #multiply(): void {
    if (this.#below(2) === 0) {
      this.#modrm([], this.#below(2) === 1, [0x0f, 0xaf], this.#register(), this.#register());
    } else this.#modrm([], this.#below(2) === 1, [0xf7], 4 + this.#below(4), this.#register());
  }

  #condition(): void {
    const cc = this.#below(16);
    if (this.#below(2) === 0) this.#modrm([], false, [0x0f, 0x90 | cc], 0, this.#register());
    else this.#modrm([], this.#below(2) === 1, [0x0f, 0x40 | cc], this.#register(), this.#register());
  }

  #extend(): void {
    const opcode = [0xb6, 0xb7, 0xbe, 0xbf][this.#below(4)] ?? 0xb6;
    this.#modrm([], this.#below(2) === 1, [0x0f, opcode], this.#register(), this.#register());
  }

  #scan(): void {
    const opcode = [0xbc, 0xbd, 0xba][this.#below(3)] ?? 0xbc;
    const reg = opcode === 0xba ? 4 + this.#below(4) : this.#register();
    this.#modrm([], this.#below(2) === 1, [0x0f, opcode], reg, this.#register());
    if (opcode === 0xba) this.bytes.push(this.#below(64));
  }

  #exchange(): void {
    const opcode = [[0x87], [0x0f, 0xc1], [0x0f, 0xb1]][this.#below(3)] ?? [0x87];
    this.#modrm([], this.#below(2) === 1, opcode, this.#register(), this.#register());
  }

  /** r11d becomes an offset into the data; sometimes it lies outside, and the access faults. */
  #pointer(): void {
    const from = this.#register();
    this.#modrm([], false, [0x89], from, 11);
    if (this.#below(60) === 0) return;
    // and r11d, 0xfff; mov r11d, r11d
    this.bytes.push(0x41, 0x81, 0xe3, 0xff, 0x0f, 0x00, 0x00, 0x45, 0x89, 0xdb);
  }

  #memory(): void {
    this.#pointer();
    const reg = this.#register();
    const wide = this.#below(2) === 1;
    const opcode = [0x8b, 0x89, 0x01, 0x03, 0x39, 0x88, 0x8a, 0x29, 0x23][this.#below(9)] ?? 0x8b;
    // op reg, [r15 + r11 + data]
    this.bytes.push(0x43 | (wide ? 8 : 0) | ((reg >> 3) << 2), opcode, 0x84 | ((reg & 7) << 3), 0x1f);
    const { data } = this.#terrain;
    this.bytes.push(data & 255, (data >> 8) & 255, (data >> 16) & 255, data >> 24);
  }

  #stack(): void {
    const [into, from] = [this.#register(), this.#register()];
    this.bytes.push(0x40 | (from >> 3), 0x50 | (from & 7), 0x40 | (into >> 3), 0x58 | (into & 7));
  }

  #float(): void {
    const [x, y] = [this.#below(8), this.#below(8)];
    const scalar = this.#below(4) < 3 ? 0xf2 : 0xf3;
    const pick = this.#below(7);
    if (pick < 4) this.#modrm([scalar], false, [0x0f, [0x58, 0x59, 0x5c, 0x5e][pick] ?? 0x58], x, y);
    else if (pick === 4) this.#modrm([0x66], false, [0x0f, 0x2e], x, y);
    else if (pick === 5) this.#modrm([scalar], true, [0x0f, 0x2a], x, this.#register());
    else this.#modrm([scalar], true, [0x0f, 0x2c], this.#register(), x);
  }

  #vector(): void {
    const [x, y] = [this.#below(8), this.#below(8)];
    const opcodes = [0xef, 0xfe, 0xd4, 0xdb, 0x28, 0x14, 0x62, 0x6e, 0x7e];
    const opcode = opcodes[this.#below(opcodes.length)] ?? 0xef;
    const general = opcode === 0x6e || opcode === 0x7e;
    this.#modrm([0x66], general && this.#below(2) === 1, [0x0f, opcode], x,
      general ? this.#register() : y);
  }

  pad(end: number): void {
    while (this.bytes.length < end) this.bytes.push(NOP);
  }

  align(): void {
    this.pad(Math.ceil(this.bytes.length / BUNDLE) * BUNDLE);
  }

  /** Makes `count` bytes fit into the bundle, ending at its end when asked to. */
  fit(count: number, atEnd: boolean): void {
    const left = BUNDLE - (this.bytes.length % BUNDLE);
    if (left < count) this.align();
    if (atEnd) this.pad(Math.floor(this.bytes.length / BUNDLE) * BUNDLE + BUNDLE - count);
  }

  rel32(opcode: readonly number[], target: number): void {
    this.bytes.push(...opcode);
    const rel = target - (this.bytes.length + 4);
    this.bytes.push(rel & 255, (rel >> 8) & 255, (rel >> 16) & 255, (rel >> 24) & 255);
  }

  /** pop r11; and r11d, -32; add r11, r15; jmp r11 */
  return(): void {
    this.fit(12, false);
    this.bytes.push(0x41, 0x5b, 0x41, 0x83, 0xe3, 0xe0, 0x4d, 0x01, 0xfb, 0x41, 0xff, 0xe3);
  }
}

/**
 * The bytes of a program of `blocks` blocks, from `terrain.code` on. Every block begins a bundle;
 * the last few are functions. Instructions may cross bundles: this code is not validated.
 */
export function randomFlow(prng: Prng, terrain: FlowTerrain, blocks: number): Uint8Array {
  const functions = Math.max(1, Math.floor(blocks / 4));
  // Two passes: the first finds out where blocks begin.
  const seeds = Array.from({ length: blocks }, () => prng.next());
  let starts: readonly number[] = seeds.map(() => 0);
  let writer = new Writer(prng, terrain);
  for (let pass = 0; pass < 2; pass += 1) {
    writer = new Writer(prng, terrain);
    starts = seeds.map((seed, index) => {
      const start = writer.bytes.length;
      // A generator of its own for each block, so that both passes write the same.
      const own = createPrng(seed);
      writeBlock(writer, new Writer(own, terrain), own, index, starts, blocks - functions);
      writer.align();
      return start;
    });
  }
  return Uint8Array.from(writer.bytes);
}

function writeBlock(
  out: Writer, content: Writer, prng: Prng, index: number, starts: readonly number[], mains: number,
): void {
  for (let i = 1 + prng.below(9); i > 0; i -= 1) content.instruction();
  out.bytes.push(...content.bytes);
  if (index >= mains) return out.return();
  const anywhere = starts[prng.below(mains)] ?? 0;
  const next = starts[index + 1 < mains ? index + 1 : 0] ?? 0;
  switch (prng.below(5)) {
    case 0:
      out.fit(5, true);
      out.rel32([0xe8], starts[mains + prng.below(starts.length - mains)] ?? 0);
      break;
    case 1: out.rel32([0xe9], anywhere); return;
    default: out.rel32([0x0f, 0x80 | prng.below(16)], anywhere);
  }
  out.rel32([0xe9], next);
}
