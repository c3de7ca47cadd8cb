/** The parts of an instruction's bytes, from prefix to immediate. */

/** A run of bits with a name. */
export interface Field {
  /** First byte of the field, counted from the first byte of the instruction. */
  readonly offset: number;
  /** How many bytes the field spans; numbers of several bytes are little-endian. */
  readonly bytes: number;
  /** Highest and lowest bit inside the byte; 7 and 0 for whole bytes. */
  readonly high: number;
  readonly low: number;
  /** What the manual calls it: `ModRM.reg`, `REX.W`, `opcode`, `displacement`. */
  readonly name: string;
  /** The bits as an unsigned number, in hexadecimal or (inside a byte) binary digits. */
  readonly value: string;
  readonly meaning: string;
}

/** Collects fields; keeps the bytes so that values are read in one place. */
export class FieldList {
  readonly fields: Field[] = [];
  readonly #bytes: Uint8Array;

  /** @param bytes the bytes of the instruction, no more and no less */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(offset: number): number {
    return this.#bytes[offset] ?? 0;
  }

  /** Bits high..low of one byte. */
  bits(offset: number, high: number, low: number, name: string, meaning: string): void {
    const width = high - low + 1;
    const bits = (this.byte(offset) >> low) & ((1 << width) - 1);
    const value = width === 8
      ? `0x${bits.toString(16).padStart(2, "0")}`
      : `0b${bits.toString(2).padStart(width, "0")}`;
    this.fields.push({ offset, bytes: 1, high, low, name, value, meaning });
  }

  /** A whole byte. */
  whole(offset: number, name: string, meaning: string): void {
    this.bits(offset, 7, 0, name, meaning);
  }

  /** A number of several bytes. */
  number(offset: number, size: number, name: string, meaning: string): void {
    let digits = "";
    for (let i = size - 1; i >= 0; i--) {
      digits += this.byte(offset + i).toString(16).padStart(2, "0");
    }
    this.fields.push({
      offset, bytes: size, high: 7, low: 0, name, value: `0x${digits}`, meaning,
    });
  }
}
