/**
 * Guest memory as sparse 4 KiB pages with permissions, in the 4 GiB above a base: what raw mode and
 * the oracle run on. A page is mapped or not; its bytes are backed when they are first written.
 */
import type { Content } from "./engine.ts";
import { EXECUTE, READ, WRITE } from "./memory.ts";
import type { GuestMemory } from "./memory.ts";

export const PAGE_BYTES = 4096;
/** Bytes that a flat memory spans above its base. */
export const FLAT_BYTES = 0x1_0000_0000;
const PAGES = FLAT_BYTES / PAGE_BYTES;
/** Marks a page in the permission table, so that one without any permission keeps its bytes. */
const MAPPED = 8;
const ANY = READ | WRITE | EXECUTE;

/** Pages whose marks are one number as long as they are the same: 16 MiB. */
const STRETCH_PAGES = 4096;

interface Page {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** True while the bytes are those of a content, which nobody may write to. */
  readonly shared: boolean;
}

function pageOf(bytes: Uint8Array, shared = false): Page {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, PAGE_BYTES), shared };
}

function offsetInPage(address: bigint): number {
  return Number(BigInt.asUintN(12, address));
}

const hex = (address: number | bigint): string => `0x${address.toString(16)}`;

/** A host access to memory that is not mapped, or a mapping that does not fit. */
export class FlatMemoryError extends Error {
  override readonly name = "FlatMemoryError";
}

export class FlatMemory implements GuestMemory {
  /** Absolute address of the first byte. */
  readonly base: bigint;
  /** Marks of each stretch: one for all of its pages, or a table with one for each. */
  readonly #stretches = new Array<number | Uint8Array>(PAGES / STRETCH_PAGES).fill(0);
  readonly #pages = new Map<number, Page>();
  /** Where pages that were not touched so far have their bytes from; later ones win. */
  #contents: readonly Content[];
  /** What pages without bytes of their own read as. */
  readonly #zero = pageOf(new Uint8Array(PAGE_BYTES));

  /** `contents` (relative to the base) may not change as long as the memory is in use. */
  constructor(base = 0n, contents: readonly Content[] = []) {
    this.base = base;
    this.#contents = contents;
  }

  /**
   * Maps the pages that `[start, end)` touches (relative to the base), or gives mapped ones another
   * permission; their bytes stay. `permission` is a union of READ, WRITE and EXECUTE.
   */
  map(start: number, end: number, permission: number): void {
    if (!(start >= 0 && start <= end && end <= FLAT_BYTES)) {
      throw new FlatMemoryError(
        `cannot map ${hex(start)}..${hex(end)}: a flat memory spans ${hex(FLAT_BYTES)} bytes`);
    }
    const marks = MAPPED | (permission & ANY);
    this.#mark(Math.floor(start / PAGE_BYTES), Math.ceil(end / PAGE_BYTES), marks);
  }

  #mark(first: number, end: number, marks: number): void {
    for (let at = first; at < end;) {
      const index = Math.floor(at / STRETCH_PAGES);
      const stop = Math.min(end, (index + 1) * STRETCH_PAGES);
      if (stop - at === STRETCH_PAGES) {
        this.#stretches[index] = marks;
      } else {
        const known = this.#stretches[index] ?? 0;
        const table = typeof known === "number"
          ? new Uint8Array(STRETCH_PAGES).fill(known) : known;
        table.fill(marks, at % STRETCH_PAGES, at % STRETCH_PAGES + stop - at);
        this.#stretches[index] = table;
      }
      at = stop;
    }
  }

  /** Removes the pages that `[start, end)` touches, with their bytes. */
  unmap(start: number, end: number): void {
    const first = Math.floor(start / PAGE_BYTES);
    const last = Math.ceil(end / PAGE_BYTES);
    // A page that comes back is zero, whatever it was at the start.
    for (const number of this.#untouched()) this.#touch(number);
    this.#contents = [];
    this.#mark(first, last, 0);
    for (let number = first; number < last; number++) this.#pages.delete(number);
  }

  /** Bytes that are not all zero because nobody touched them. */
  get residentBytes(): number {
    return (this.#pages.size + this.#untouched().size) * PAGE_BYTES;
  }

  /** Numbers of the pages that are still what the contents say. */
  #untouched(): Set<number> {
    const numbers = new Set<number>();
    for (const { address, bytes } of this.#contents) {
      const last = Math.ceil((address + bytes.length) / PAGE_BYTES);
      for (let number = Math.floor(address / PAGE_BYTES); number < last; number++) {
        if (!this.#pages.has(number)) numbers.add(number);
      }
    }
    return numbers;
  }

  /** A page as the contents have it; undefined where they have nothing. */
  #fromContents(number: number): Page | undefined {
    const start = number * PAGE_BYTES;
    let page: Page | undefined;
    for (const { address, bytes } of this.#contents) {
      const from = Math.max(start, address);
      const to = Math.min(start + PAGE_BYTES, address + bytes.length);
      if (from >= to) continue;
      const piece = bytes.subarray(from - address, to - address);
      if (piece.length === PAGE_BYTES) {
        page = pageOf(piece, true);
      } else {
        if (page === undefined || page.shared) {
          page = pageOf(page?.bytes.slice() ?? new Uint8Array(PAGE_BYTES));
        }
        page.bytes.set(piece, from - start);
      }
    }
    return page;
  }

  /** The page with this number, if it was touched or has contents. */
  #touch(number: number): Page | undefined {
    const known = this.#pages.get(number);
    if (known !== undefined || this.#contents.length === 0) return known;
    const page = this.#fromContents(number);
    if (page !== undefined) this.#pages.set(number, page);
    return page;
  }

  /** Number of the page that holds an absolute address; beyond the table outside of the 4 GiB. */
  #pageNumber(address: bigint): number {
    return Math.floor(Number(BigInt.asUintN(64, address - this.base)) / PAGE_BYTES);
  }

  #marks(address: bigint): number {
    return this.#marksOf(this.#pageNumber(address));
  }

  #marksOf(number: number): number {
    const marks = this.#stretches[Math.floor(number / STRETCH_PAGES)] ?? 0;
    return typeof marks === "number" ? marks : marks[number % STRETCH_PAGES] ?? 0;
  }

  #allows(address: bigint, permission: number): boolean {
    return (this.#marks(address) & permission) === permission;
  }

  faultAddress(address: bigint, bytes: number, permission: number): bigint | undefined {
    const first = BigInt.asUintN(64, address);
    if (!this.#allows(first, permission)) return first;
    let inside = PAGE_BYTES - offsetInPage(first);
    while (inside < bytes) {
      const next = BigInt.asUintN(64, first + BigInt(inside));
      if (!this.#allows(next, permission)) return next;
      inside += PAGE_BYTES;
    }
    return undefined;
  }

  allows(offset: number, bytes: number, permission: number): boolean {
    const last = Math.floor((offset + Math.max(bytes, 1) - 1) / PAGE_BYTES);
    for (let number = Math.floor(offset / PAGE_BYTES); number <= last; number++) {
      if ((this.#marksOf(number) & permission) !== permission) return false;
    }
    return true;
  }

  load32(offset: number): number {
    const at = offset % PAGE_BYTES;
    if (at + 4 > PAGE_BYTES) return Number(this.load(this.base + BigInt(offset), 4));
    return this.#readablePage(Math.floor(offset / PAGE_BYTES)).view.getUint32(at, true);
  }

  loadWords(offset: number, into: Int32Array): void {
    for (let k = 0; k < into.length; k += 1) into[k] = this.load32(offset + 4 * k);
  }

  storeWords(offset: number, words: Int32Array): void {
    for (let k = 0; k < words.length; k += 1) this.#store32(offset + 4 * k, words[k] ?? 0);
  }

  #store32(offset: number, value: number): void {
    const at = offset % PAGE_BYTES;
    if (at + 4 > PAGE_BYTES) return this.store(this.base + BigInt(offset), 4, BigInt(value));
    this.#writablePage(Math.floor(offset / PAGE_BYTES)).view.setInt32(at, value, true);
  }

  readInto(offset: number, into: Uint8Array): void {
    into.set(this.copyOut(this.base + BigInt(offset), into.length));
  }

  writeFrom(offset: number, bytes: Uint8Array): void {
    this.copyIn(this.base + BigInt(offset), bytes);
  }

  /** A page without any permission counts as not present, as it does to a CPU's page tables. */
  isMapped(address: bigint): boolean {
    return (this.#marks(address) & ANY) !== 0;
  }

  #readable(address: bigint): Page {
    return this.#readablePage(this.#pageNumber(address));
  }

  #writable(address: bigint): Page {
    return this.#writablePage(this.#pageNumber(address));
  }

  /** A page for reading; never-written pages are all zero. */
  #readablePage(number: number): Page {
    const page = this.#touch(number);
    if (page !== undefined) return page;
    if (this.#marksOf(number) === 0) throw this.#notMapped(number);
    return this.#zero;
  }

  /** A page for writing, backed from now on. */
  #writablePage(number: number): Page {
    let page = this.#touch(number);
    if (page === undefined || page.shared) {
      if (page === undefined && this.#marksOf(number) === 0) throw this.#notMapped(number);
      page = pageOf(page?.bytes.slice() ?? new Uint8Array(PAGE_BYTES));
      this.#pages.set(number, page);
    }
    return page;
  }

  #notMapped(number: number): FlatMemoryError {
    return new FlatMemoryError(`nothing is mapped in the page at ${hex(this.base + BigInt(number * PAGE_BYTES))}`);
  }

  load(address: bigint, bytes: number): bigint {
    const { view } = this.#readable(address);
    const at = offsetInPage(address);
    if (at + bytes > PAGE_BYTES) return this.#loadBytes(address, bytes);
    switch (bytes) {
      case 1: return BigInt(view.getUint8(at));
      case 2: return BigInt(view.getUint16(at, true));
      case 4: return BigInt(view.getUint32(at, true));
      case 8: return view.getBigUint64(at, true);
      case 16: return view.getBigUint64(at, true) | (view.getBigUint64(at + 8, true) << 64n);
      default: return this.#loadBytes(address, bytes);
    }
  }

  #loadBytes(address: bigint, bytes: number): bigint {
    const content = this.copyOut(address, bytes);
    return content.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
  }

  store(address: bigint, bytes: number, value: bigint): void {
    const { view } = this.#writable(address);
    const at = offsetInPage(address);
    if (at + bytes > PAGE_BYTES) return this.#storeBytes(address, bytes, value);
    switch (bytes) {
      case 1: view.setUint8(at, Number(value & 0xffn)); break;
      case 2: view.setUint16(at, Number(value & 0xffffn), true); break;
      case 4: view.setUint32(at, Number(value & 0xffff_ffffn), true); break;
      case 8: view.setBigUint64(at, value, true); break;
      default: this.#storeBytes(address, bytes, value);
    }
  }

  #storeBytes(address: bigint, bytes: number, value: bigint): void {
    const content = new Uint8Array(bytes);
    for (let i = 0; i < bytes; i++) content[i] = Number((value >> BigInt(8 * i)) & 0xffn);
    this.copyIn(address, content);
  }

  copyOut(address: bigint, bytes: number): Uint8Array {
    const content = new Uint8Array(bytes);
    for (let done = 0; done < bytes;) {
      const here = address + BigInt(done);
      const at = offsetInPage(here);
      const length = Math.min(PAGE_BYTES - at, bytes - done);
      content.set(this.#readable(here).bytes.subarray(at, at + length), done);
      done += length;
    }
    return content;
  }

  copyIn(address: bigint, content: Uint8Array): void {
    for (let done = 0; done < content.length;) {
      const here = address + BigInt(done);
      const at = offsetInPage(here);
      const length = Math.min(PAGE_BYTES - at, content.length - done);
      this.#writable(here).bytes.set(content.subarray(done, done + length), at);
      done += length;
    }
  }

  fetch(address: bigint, bytes: number): Uint8Array {
    if (!this.#allows(address, EXECUTE)) return new Uint8Array(0);
    const at = offsetInPage(address);
    if (at + bytes <= PAGE_BYTES) return this.#readable(address).bytes.subarray(at, at + bytes);
    const fault = this.faultAddress(address, bytes, EXECUTE);
    const available = fault === undefined ? bytes : Number(BigInt.asUintN(64, fault - address));
    return this.copyOut(address, available);
  }

  /** Every page that may differ from the contents, relative to the base, in no order. */
  *changed(): Generator<Content> {
    for (const [number, { bytes, shared }] of this.#pages) {
      if (!shared) yield { address: number * PAGE_BYTES, bytes };
    }
  }

  /** Calls `sink` with `[start, end)` (relative) page by page; unbacked pages arrive as zeros. */
  visit(start: number, end: number, sink: (piece: Uint8Array) => void): void {
    for (let at = start; at < end;) {
      const offset = at % PAGE_BYTES;
      const length = Math.min(PAGE_BYTES - offset, end - at);
      const page = this.#touch(Math.floor(at / PAGE_BYTES)) ?? this.#zero;
      sink(page.bytes.subarray(offset, offset + length));
      at += length;
    }
  }

  /** A copy that shares nothing with this memory but its contents. */
  clone(): FlatMemory {
    const copy = new FlatMemory(this.base);
    copy.assign(this);
    return copy;
  }

  /** Takes over the pages and permissions of another memory with the same base. */
  assign(other: FlatMemory): void {
    for (const [index, marks] of other.#stretches.entries()) {
      this.#stretches[index] = typeof marks === "number" ? marks : marks.slice();
    }
    this.#contents = other.#contents;
    this.#pages.clear();
    for (const [number, page] of other.#pages) {
      this.#pages.set(number, page.shared ? page : pageOf(page.bytes.slice()));
    }
  }
}
