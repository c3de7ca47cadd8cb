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
 * Numbers of forms by slot without the forms themselves, kept as chains of small integers: all forms pass through here at every
 * start. Add the forms from the last to the first.
 */
export class SlotChains {
  readonly #heads = new Uint16Array(SLOT_COUNT);
  /** Pairs of a form's number and the link behind it; link 0 is the end. */
  readonly #links: number[] = [0, 0];

  add(slot: number, number: number): void {
    const links = this.#links;
    const behind = this.#heads[slot] ?? 0;
    this.#heads[slot] = links.length >> 1;
    links.push(number, behind);
  }

  /** Has the slot any forms? */
  has(slot: number): boolean {
    return this.#heads[slot] !== 0;
  }

  /** Numbers of the forms of a slot, in the order of the table; empty where it has none. */
  numbersAt(slot: number): readonly number[] {
    const numbers: number[] = [];
    for (let link = this.#heads[slot] ?? 0; link !== 0; link = this.#links[2 * link + 1] ?? 0) {
      numbers.push(this.#links[2 * link] ?? 0);
    }
    return numbers;
  }
}

/** An index over a list of forms. */
export function indexForms(forms: readonly Form[]): FormIndex {
  const slots = formsBySlot(forms);
  return { formsAt: (slot) => slots[slot] ?? [] };
}
