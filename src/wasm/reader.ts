/** Reads the number encodings of the WebAssembly binary format: what `bytes.ts` writes. */

/** Bytes that are no module of ours: where, and what was expected there. */
export class WasmFormatError extends Error {
  override readonly name = "WasmFormatError";
}

export class Reader {
  readonly #bytes: Uint8Array;
  #at: number;
  readonly #end: number;

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#at = start;
    this.#end = end;
  }

  /** Offset of the next byte. */
  get at(): number {
    return this.#at;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#end;
  }

  u8(): number {
    const byte = this.#at < this.#end ? this.#bytes[this.#at] : undefined;
    if (byte === undefined) throw new WasmFormatError(`the bytes end at offset ${this.#at}`);
    this.#at += 1;
    return byte;
  }

  /** `count` bytes, as a view. */
  bytes(count: number): Uint8Array {
    if (this.#at + count > this.#end) {
      throw new WasmFormatError(`${count} bytes are missing at offset ${this.#at}`);
    }
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  /** A LEB128 number of at most `bits` bits, not sign-extended; how many bits it had. */
  #leb(bits: number): { readonly value: bigint; readonly read: bigint } {
    let value = 0n;
    for (let read = 0n; read < BigInt(bits);) {
      const byte = this.u8();
      value |= BigInt(byte & 0x7f) << read;
      read += 7n;
      if (byte < 0x80) return { value, read };
    }
    throw new WasmFormatError(`a number of more than ${bits} bits before offset ${this.#at}`);
  }

  u32(): number {
    return Number(BigInt.asUintN(32, this.#leb(35).value));
  }

  s64(): bigint {
    const { value, read } = this.#leb(70);
    return BigInt.asIntN(64, BigInt.asIntN(Number(read), value));
  }

  s32(): number {
    return Number(this.s64());
  }

  /** An unsigned little-endian integer. */
  littleEndian(size: number): bigint {
    return this.bytes(size).reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
  }

  name(): string {
    return String.fromCharCode(...this.bytes(this.u32()));
  }

  /** A reader of the next `count` bytes, which this one skips. */
  part(count: number): Reader {
    const start = this.#at;
    this.bytes(count);
    return new Reader(this.#bytes, start, start + count);
  }
}

const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

export interface Section {
  readonly id: number;
  /** Offset of the section's first byte (its id) in the module. */
  readonly start: number;
  readonly content: Reader;
}

/** The sections of a module in their order. Throws a `WasmFormatError`. */
export function readSections(module: Uint8Array): Section[] {
  const reader = new Reader(module);
  if (HEADER.some((byte, k) => module[k] !== byte)) {
    throw new WasmFormatError("this is no WebAssembly module: it does not begin as one");
  }
  reader.bytes(HEADER.length);
  const sections: Section[] = [];
  while (!reader.isAtEnd) {
    const start = reader.at;
    const id = reader.u8();
    sections.push({ id, start, content: reader.part(reader.u32()) });
  }
  return sections;
}
