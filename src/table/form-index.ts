/** Which forms an opcode byte of a map may lead to: forms by the slots of the decoder's lookup. */
import type { Encoding, Form } from "../../spec/isa/form.ts";

/** Forms by what an instruction begins with. */
export interface FormIndex {
  /** The forms that an opcode byte of a map may lead to, in the order of the table. */
  formsAt(slot: number): readonly Form[];
}

/** First slot of each opcode map: 256 slots per map. */
export const SLOT_LEGACY = 0;
export const SLOT_3DNOW = 4 << 8;
export const SLOT_VEX = 5 << 8;
export const SLOT_XOP = 12 << 8;
export const SLOT_COUNT = 15 << 8;

/** Slot of opcode 0 in the map of an encoding. Throws RangeError for EVEX, which has none. */
export function firstSlotOf({ kind, map }: Encoding): number {
  switch (kind) {
    case "legacy": return SLOT_LEGACY + (map << 8);
    case "3dnow": return SLOT_3DNOW;
    case "vex": return SLOT_VEX + ((map - 1) << 8);
    case "xop": return SLOT_XOP + ((map - 8) << 8);
    case "evex": throw new RangeError("EVEX encodings have no decision trees");
  }
}

/** The forms of each slot, in order; nothing for slots without any. */
export function formsBySlot(forms: readonly Form[]): (Form[] | undefined)[] {
  const slots: (Form[] | undefined)[] = new Array(SLOT_COUNT);
  for (const form of forms) {
    const { encoding } = form;
    const first = firstSlotOf(encoding) + encoding.opcode;
    const end = first + (encoding.plusRegister ? 8 : 1);
    for (let slot = first; slot < end; slot++) (slots[slot] ??= []).push(form);
  }
  return slots;
}

/**
 * Numbers of forms by slot without the forms themselves, as chains of small integers: all forms pass
 * through here at every start, so it is one loop over typed arrays.
 */
export class SlotChains {
  readonly #heads = new Uint16Array(SLOT_COUNT);
  /** By link, from 1 on: a form's number, and the link behind it (0 at the end). */
  readonly #numbers: Uint16Array;
  readonly #next: Uint16Array;

  /** First slots of the forms by their numbers, and how many slots from there on each has. */
  constructor(first: Uint16Array, counts: Uint8Array) {
    const heads = this.#heads;
    let link = 1;
    for (let k = 0; k < counts.length; k++) link += counts[k] ?? 0;
    const numbers = this.#numbers = new Uint16Array(link);
    const next = this.#next = new Uint16Array(link);
    for (let number = first.length - 1; number >= 0; number--) {
      const slot = first[number] ?? 0;
      for (let end = slot + (counts[number] ?? 0), at = slot; at < end; at++) {
        link--;
        numbers[link] = number;
        next[link] = heads[at] ?? 0;
        heads[at] = link;
      }
    }
  }

  /** Has the slot any forms? */
  has(slot: number): boolean {
    return this.#heads[slot] !== 0;
  }

  /** Numbers of the forms of a slot, in the order of the table; empty where it has none. */
  numbersAt(slot: number): readonly number[] {
    const numbers: number[] = [];
    for (let link = this.#heads[slot] ?? 0; link !== 0; link = this.#next[link] ?? 0) {
      numbers.push(this.#numbers[link] ?? 0);
    }
    return numbers;
  }
}

/** An index over a list of forms. */
export function indexForms(forms: readonly Form[]): FormIndex {
  const slots = formsBySlot(forms);
  return { formsAt: (slot) => slots[slot] ?? [] };
}
