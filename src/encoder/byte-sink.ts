/** Bytes in the order in which they are written; grows as it needs. */
export class ByteSink {
  readonly #bytes: number[] = [];

  get length(): number {
    return this.#bytes.length;
  }

  byte(value: number): void {
    this.#bytes.push(value & 0xff);
  }

  append(bytes: readonly number[]): void {
    for (const value of bytes) this.byte(value);
  }

  /** The low `size` bytes of a value, little-endian. */
  integer(value: bigint, size: number): void {
    for (let k = 0; k < size; k++) this.byte(Number((value >> BigInt(8 * k)) & 0xffn));
  }

  bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}
