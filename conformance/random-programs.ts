/**
 * Random straight-line programs over all forms of the table. In front of an instruction with a
 * memory operand stand moves that point its registers into the data area, most of the time.
 */
import type { Form } from "../spec/isa/form.ts";
import type { Decoder } from "../src/decoder/decode.ts";
import { BASE_RIP, DECODED, NO_REGISTER, newInstruction } from "../src/decoder/instruction.ts";
import type { Instruction } from "../src/decoder/instruction.ts";
import type { Prng } from "./prng.ts";
import { random64 } from "./random-values.ts";
import { sampleOf } from "./row-samples.ts";

/** Where programs lie and what they may touch: absolute addresses. */
export interface Terrain {
  readonly code: bigint;
  readonly data: bigint;
  readonly dataBytes: number;
}

export interface Program {
  readonly bytes: Uint8Array;
  /** Offsets of the instructions, and of the end. */
  readonly starts: readonly number[];
}

const HLT = 0xf4;
const RSP = 4;
const ALIGNMENT = 64n;
/** These work on [rsi] and [rdi] without a ModRM, with a count in rcx. */
const STRINGS = /^(movs|cmps|stos|lods|scas|maskmov|vmaskmovdqu)/;
/** These address the stack. */
const STACK = /^(push|pop|call|ret|enter|leave)/;

/** mov register, value (64 bits). */
function moveImmediate(register: number, value: bigint): number[] {
  const bytes = [0x48 | (register >> 3), 0xb8 | (register & 7)];
  for (let k = 0n; k < 64n; k += 8n) bytes.push(Number((value >> k) & 0xffn));
  return bytes;
}

export class ProgramMaker {
  readonly #forms: readonly Form[];
  readonly #decoder: Decoder;
  readonly #terrain: Terrain;
  readonly #prng: Prng;
  readonly #instruction: Instruction = newInstruction();

  constructor(forms: readonly Form[], decoder: Decoder, terrain: Terrain, prng: Prng) {
    this.#forms = forms;
    this.#decoder = decoder;
    this.#terrain = terrain;
    this.#prng = prng;
  }

  /** A program of about `count` instructions that ends in HLT. */
  make(count: number): Program {
    const bytes: number[] = [];
    const starts: number[] = [];
    const append = (instruction: readonly number[]): void => {
      starts.push(bytes.length);
      bytes.push(...instruction);
    };
    while (starts.length < count) this.#appendRandom(append, () => bytes.length);
    starts.push(bytes.length);
    bytes.push(...Array<number>(16).fill(HLT));
    return { bytes: Uint8Array.from(bytes), starts };
  }

  #appendRandom(append: (bytes: readonly number[]) => void, offset: () => number): void {
    const form = this.#forms[this.#prng.below(this.#forms.length)];
    if (form === undefined) return;
    const bytes = Uint8Array.from(sampleOf(form, this.#prng));
    const i = this.#instruction;
    if (this.#decoder.decode(bytes, 0, bytes.length, i) !== DECODED) return;
    if (STRINGS.test(form.mnemonic)) this.#aimString(append);
    if (STACK.test(form.mnemonic)) append(moveImmediate(RSP, this.#target()));
    if (i.memory === 1) this.#aim(i, bytes, append, offset);
    if (form.operands[0]?.kind === "rel") this.#shortenBranch(i, bytes);
    append([...bytes.subarray(0, i.length)]);
  }

  /** An address in the data area, aligned or not; now and then close to its end or far away. */
  #target(): bigint {
    const { data, dataBytes } = this.#terrain;
    if (this.#prng.oneIn(40)) return random64(this.#prng);
    if (this.#prng.oneIn(20)) return data + BigInt(dataBytes - this.#prng.below(40));
    const inside = data + BigInt(128 + this.#prng.below(dataBytes - 768));
    return this.#prng.oneIn(2) ? inside & ~(ALIGNMENT - 1n) : inside;
  }

  #aimString(append: (bytes: readonly number[]) => void): void {
    append(moveImmediate(6, this.#target()));
    append(moveImmediate(7, this.#target()));
    append(moveImmediate(1, BigInt(this.#prng.below(12))));
  }

  /** Points the registers of a memory operand, or its displacement, at a target. */
  #aim(
    i: Instruction, bytes: Uint8Array, append: (bytes: readonly number[]) => void,
    offset: () => number,
  ): void {
    if (this.#prng.oneIn(30)) return;
    const target = this.#target();
    const small = BigInt(this.#prng.below(64));
    if (i.index !== NO_REGISTER && i.index !== i.base) append(moveImmediate(i.index, small));
    const index = i.index === NO_REGISTER ? 0n : small << BigInt(i.scale);
    if (i.base === BASE_RIP || i.base === NO_REGISTER) {
      const next = this.#terrain.code + BigInt(offset() + i.length);
      const disp = i.base === BASE_RIP ? target - next : target - index;
      new DataView(bytes.buffer).setInt32(i.dispOffset, Number(BigInt.asIntN(32, disp)), true);
    } else {
      append(moveImmediate(i.base, BigInt.asUintN(64, target - index - BigInt(i.disp))));
    }
  }

  /** A branch goes to the next instruction or a few bytes behind it, mostly. */
  #shortenBranch(i: Instruction, bytes: Uint8Array): void {
    if (this.#prng.oneIn(30)) return;
    bytes.fill(0, i.immOffset, i.length);
    if (this.#prng.oneIn(4)) bytes[i.immOffset] = this.#prng.below(24);
  }
}
