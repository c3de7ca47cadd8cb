/**
 * What a record holds of its instruction's operands, as text: the 16-bit words of the record that
 * name registers, the address and the immediate. A handler made for one text reads none of them.
 */
import {
  ADDRESS, DISPLACEMENT, IMMEDIATE, LENGTH, RECORD_BYTES, SCALE, SLOTS,
} from "./record.ts";

/** The text of the record at `at`. Not for records whose fields name other records or memory. */
export function operandText(view: DataView, at: number): string {
  let text = "";
  for (let offset = SLOTS; offset < RECORD_BYTES; offset += 2) {
    if (offset === ADDRESS) offset = IMMEDIATE;
    text += String.fromCharCode(view.getUint16(at + offset, true));
  }
  return text;
}

/** The fields of a record whose text is known. Offsets are those of `record.ts`. */
export class KnownOperands {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The slot of a register. */
  slot(offset: number): number {
    return this.#text.charCodeAt((offset < ADDRESS ? offset - SLOTS : offset - SLOTS - 4) / 2);
  }

  get scale(): number {
    return this.slot(SCALE) & 0xff;
  }

  /** Length of the instruction in bytes. */
  get length(): number {
    return this.slot(LENGTH - 1) >> 8;
  }

  get displacement(): number {
    return this.#word(DISPLACEMENT);
  }

  /** All 64 bits, sign-extended. */
  get immediate(): bigint {
    const low = BigInt(this.#word(IMMEDIATE) >>> 0);
    return BigInt.asIntN(64, low | BigInt(this.#word(IMMEDIATE + 4)) << 32n);
  }

  #word(offset: number): number {
    return this.slot(offset) | this.slot(offset + 2) << 16;
  }
}
