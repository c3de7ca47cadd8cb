/**
 * The memory of two machines as one: what is written goes to both, what is read comes from the
 * first, and both must hold the same there.
 */
import type { GuestMemory } from "../machine/memory.ts";
import type { Pair } from "./state-fields.ts";

/** Hears of what a session does to both memories. */
export interface MemoryListener {
  written(address: bigint, bytes: Uint8Array): void;
  /** The two hold different bytes somewhere in `[address, address + bytes)`. Throws. */
  parted(address: bigint, bytes: number): never;
}

export class PairedMemory implements GuestMemory {
  get base(): bigint {
    return this.#pair().first.base;
  }

  readonly #pair: () => Pair<GuestMemory>;
  readonly #listener: MemoryListener;

  /** `pair` gives the memories as they are now. */
  constructor(pair: () => Pair<GuestMemory>, listener: MemoryListener) {
    this.#pair = pair;
    this.#listener = listener;
  }

  faultAddress(address: bigint, bytes: number, permission: number): bigint | undefined {
    return this.#pair().first.faultAddress(address, bytes, permission);
  }

  isMapped(address: bigint): boolean {
    return this.#pair().first.isMapped(address);
  }

  allows(offset: number, bytes: number, permission: number): boolean {
    return this.#pair().first.allows(offset, bytes, permission);
  }

  load32(offset: number): number {
    const { first, second } = this.#pair();
    const value = first.load32(offset);
    if (value !== second.load32(offset)) this.#listener.parted(first.base + BigInt(offset), 4);
    return value;
  }

  loadWords(offset: number, into: Int32Array): void {
    for (let k = 0; k < into.length; k += 1) into[k] = this.load32(offset + 4 * k);
  }

  storeWords(offset: number, words: Int32Array): void {
    const bytes = new DataView(new ArrayBuffer(4 * words.length));
    words.forEach((word, k) => bytes.setInt32(4 * k, word, true));
    this.writeFrom(offset, new Uint8Array(bytes.buffer));
  }

  readInto(offset: number, into: Uint8Array): void {
    into.set(this.copyOut(this.#pair().first.base + BigInt(offset), into.length));
  }

  writeFrom(offset: number, bytes: Uint8Array): void {
    this.copyIn(this.#pair().first.base + BigInt(offset), bytes);
  }

  load(address: bigint, bytes: number): bigint {
    const { first, second } = this.#pair();
    const value = first.load(address, bytes);
    if (value !== second.load(address, bytes)) this.#listener.parted(address, bytes);
    return value;
  }

  store(address: bigint, bytes: number, value: bigint): void {
    const content = new Uint8Array(bytes);
    for (let k = 0; k < bytes; k += 1) content[k] = Number((value >> BigInt(8 * k)) & 0xffn);
    this.copyIn(address, content);
  }

  copyOut(address: bigint, bytes: number): Uint8Array {
    const { first, second } = this.#pair();
    const content = first.copyOut(address, bytes);
    const other = second.copyOut(address, bytes);
    if (content.some((byte, k) => byte !== other[k])) this.#listener.parted(address, bytes);
    return content;
  }

  copyIn(address: bigint, content: Uint8Array): void {
    const { first, second } = this.#pair();
    first.copyIn(address, content);
    second.copyIn(address, content);
    this.#listener.written(address, content);
  }

  fetch(address: bigint, bytes: number): Uint8Array {
    return this.#pair().first.fetch(address, bytes);
  }
}
