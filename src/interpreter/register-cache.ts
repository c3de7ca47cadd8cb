/**
 * Registers in locals while a handler runs a sequence. Where a sequence is known to use a register
 * several times, its value is passed on in a local instead of through memory, which on most CPUs
 * takes longer than everything else that an instruction does. Memory is written all the same, so
 * that the sequence can be left between any two of its instructions.
 */
import type { Local } from "../wasm/code.ts";

/**
 * A general register's value (all 64 bits, or 32 bits with zeros above), a vector register's, or
 * only its lowest lane as a float.
 */
export interface Cached {
  readonly local: Local;
  readonly type: "i64" | "i32" | "v128" | "f64" | "f32";
}

/** Numbers of fields below this are offsets in the record. */
const FIXED = 0x1000;

/** The field of a register that the instruction itself names, by its slot. */
export function fixedField(slot: number): number {
  return FIXED + slot;
}

/** The slot that a field names; `inRecord` reads the record's. */
export function slotOfField(field: number, inRecord: (offset: number) => number): number {
  return field >= FIXED ? field - FIXED : inRecord(field);
}

export class RegisterCache {
  readonly #registers: string;
  readonly #values = new Map<string, Cached>();
  /** Letters of the fields of the current instruction, by their offset in the record. */
  readonly #letters = new Map<number, string>();
  #position = 0;

  /** `registers` as in `Sequence`; nothing is cached where it is "". */
  constructor(registers: string) {
    this.#registers = registers;
  }

  /** Begins the next instruction, which has these register fields. */
  enter(fields: readonly number[]): void {
    this.#letters.clear();
    for (const field of fields) {
      const letter = this.#registers[this.#position++];
      if (letter !== undefined) this.#letters.set(field, letter);
    }
  }

  /** The value of the register that a field names, where it is in a local. */
  get(field: number): Cached | undefined {
    const letter = this.#letters.get(field);
    return letter === undefined ? undefined : this.#values.get(letter);
  }

  /** Does a register that a field names occur more than once in the sequence? */
  isShared(field: number): boolean {
    const letter = this.#letters.get(field);
    return letter !== undefined
      && this.#registers.indexOf(letter) !== this.#registers.lastIndexOf(letter);
  }

  set(field: number, value: Cached): void {
    const letter = this.#letters.get(field);
    if (letter !== undefined) this.#values.set(letter, value);
  }

  /** The register that a field names has changed in a way that only memory knows. */
  forget(field: number): void {
    const letter = this.#letters.get(field);
    if (letter !== undefined) this.#values.delete(letter);
  }
}
