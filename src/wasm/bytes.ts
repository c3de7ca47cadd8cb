/**
 * A growing byte buffer with the number encodings of the WebAssembly binary format.
 * Source: WebAssembly Core Specification, "Binary Format", section Values (LEB128).
 */

export class Bytes {
  #data: Uint8Array;
  #length = 0;

  constructor(capacity = 256) {
    this.#data = new Uint8Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  /** The bytes so far, as a view that the next write may leave behind. */
  view(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#data.buffer as ArrayBuffer, 0, this.#length);
  }

  /** Makes room for `more` bytes. */
  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#data.length) return;
    const grown = new Uint8Array(Math.max(needed, 2 * this.#data.length));
    grown.set(this.#data);
    this.#data = grown;
  }

  u8(value: number): void {
    if (this.#length === this.#data.length) this.#reserve(1);
    this.#data[this.#length++] = value;
  }

  bytes(values: ArrayLike<number>): void {
    this.#reserve(values.length);
    this.#data.set(values, this.#length);
    this.#length += values.length;
  }

  /** Unsigned LEB128 of a 32-bit number (negative numbers count as unsigned). */
  u32(value: number): void {
    let rest = value >>> 0;
    while (rest > 0x7f) {
      this.u8((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.u8(rest);
  }

  /** Signed LEB128 of a 32-bit number. */
  s32(value: number): void {
    let rest = value | 0;
    while (rest < -0x40 || rest > 0x3f) {
      this.u8((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    this.u8(rest & 0x7f);
  }

  /** Signed LEB128 of a 64-bit number; the value is taken modulo 2^64. */
  s64(value: bigint): void {
    let high = Number(BigInt.asIntN(32, value >> 32n));
    let low = Number(BigInt.asIntN(32, value));
    while (high !== low >> 31) {
      this.u8((low & 0x7f) | 0x80);
      low = (low >>> 7) | (high << 25);
      high >>= 7;
    }
    this.s32(low);
  }

  /** A name: its length in bytes, then its characters, which must be ASCII. */
  name(text: string): void {
    this.u32(text.length);
    for (let i = 0; i < text.length; i++) this.u8(text.charCodeAt(i));
  }

  /** `size` bytes of `value`, lowest first; the value is taken modulo 2^(8 * size). */
  littleEndian(value: bigint, size: number): void {
    let rest = BigInt.asUintN(8 * size, value);
    for (let i = 0; i < size; i++) {
      this.u8(Number(rest & 0xffn));
      rest >>= 8n;
    }
  }
}
