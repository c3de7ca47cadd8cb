/**
 * Writes sandboxed text: fragments that stay in one bundle, labels, and direct transfers between
 * them. A fragment is what the sandbox rules see as one: an access with the restriction before it, a
 * masked jump, one instruction.
 */
import { TEXT, TEXT_BYTES } from "./terrain.ts";

export const BUNDLE = 32;
export const NOP = 0x90;
const HLT = 0xf4;
/** Longer nops, as compilers pad with; by length. */
const LONG_NOPS: readonly (readonly number[])[] = [
  [0x66, 0x0f, 0x1f, 0x44, 0, 0], [0x66, 0x0f, 0x1f, 0x84, 0, 0, 0, 0, 0],
];

/** A place in the text that may not have been written yet. */
export type Mark = number;

/** What is not known before the fragment has its place; `at` is the offset of the four bytes. */
export type Fix =
  /** Displacement of `[rip+disp32]`; `next` is the offset of the instruction's end. */
  | { readonly kind: "rip"; readonly at: number; readonly next: number; readonly target: number }
  /** The address of a mark as an immediate. */
  | { readonly kind: "address"; readonly at: number; readonly mark: Mark }
  /** The displacement of a direct transfer to a mark; the transfer ends behind it. */
  | { readonly kind: "rel32"; readonly at: number; readonly mark: Mark };

export interface Fragment {
  readonly bytes: readonly number[];
  readonly fix?: Fix;
}

export function le32(value: number): number[] {
  return [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, (value >>> 24) & 255];
}

export class TextWriter {
  readonly #bytes = new Uint8Array(TEXT_BYTES).fill(HLT);
  readonly #marks: number[] = [];
  readonly #open: { readonly at: number; readonly fix: Exclude<Fix, { kind: "rip" }> }[] = [];
  #at = 0;

  /** Address of the next byte. */
  get here(): number {
    return TEXT + this.#at;
  }

  get isFull(): boolean {
    return this.#at > TEXT_BYTES - 0x2000;
  }

  mark(): Mark {
    return this.#marks.push(-1) - 1;
  }

  /** Puts a mark here. */
  place(mark: Mark): void {
    this.#marks[mark] = this.here;
  }

  /** A mark at an address that is not of this text: a trap, say. */
  markAt(address: number): Mark {
    return this.#marks.push(address) - 1;
  }

  addressOf(mark: Mark): number {
    return this.#marks[mark] ?? -1;
  }

  #pad(end: number): void {
    while (this.#at < end) {
      const nop = LONG_NOPS.findLast(({ length }) => length <= end - this.#at) ?? [NOP];
      this.#bytes.set(nop, this.#at);
      this.#at += nop.length;
    }
  }

  /** To the start of a bundle. */
  align(): void {
    this.#pad(Math.ceil(this.#at / BUNDLE) * BUNDLE);
  }

  /** Writes a fragment into one bundle; with `atEnd` so that it ends with its bundle. */
  write({ bytes, fix }: Fragment, atEnd = false): void {
    const room = BUNDLE - (this.#at % BUNDLE);
    if (bytes.length > room) this.align();
    if (atEnd) this.#pad(Math.floor(this.#at / BUNDLE) * BUNDLE + BUNDLE - bytes.length);
    const start = this.#at;
    this.#bytes.set(bytes, start);
    this.#at += bytes.length;
    if (fix === undefined) return;
    if (fix.kind === "rip") {
      this.#bytes.set(le32(fix.target - (TEXT + start + fix.next)), start + fix.at);
    } else this.#open.push({ at: start + fix.at, fix });
  }

  /** A direct transfer: opcode bytes, then rel32. */
  transfer(opcode: readonly number[], mark: Mark, atEnd = false): void {
    const fix: Fix = { kind: "rel32", at: opcode.length, mark };
    this.write({ bytes: [...opcode, 0, 0, 0, 0], fix }, atEnd);
  }

  /** A short transfer back, if the mark is near enough. */
  transferBack(opcode: number, mark: Mark): boolean {
    const room = BUNDLE - (this.#at % BUNDLE);
    const distance = this.addressOf(mark) - (this.here + (room < 2 ? room : 0) + 2);
    if (distance < -128) return false;
    this.write({ bytes: [opcode, distance & 255] });
    return true;
  }

  /** All marks filled in. The text's bytes, HLT where nothing was written. */
  finish(): Uint8Array {
    this.align();
    for (const { at, fix } of this.#open) {
      const target = this.addressOf(fix.mark);
      if (target < 0) throw new Error("defect: a transfer to a mark that was not placed");
      this.#bytes.set(le32(fix.kind === "rel32" ? target - (TEXT + at + 4) : target), at);
    }
    return this.#bytes;
  }
}
