/**
 * Guest memory in one linear memory, as two windows (`linear-layout.ts`): what sessions run on.
 *
 * The window limits in the host block say what compiled code may touch by itself: for each window
 * one stretch of pages with a permission, as far as it is backed. Everything else (holes,
 * jailed pages, the end of the backed heap, executable pages on a write) comes here through the
 * oracle. The low window is backed when it is first touched and grows; the high one lies in host
 * memory that costs nothing until it is touched.
 */
import {
  BASE, BASE_HIGH, CHECKED_SIZES, HIGH_WINDOW_START, LOW_WINDOW_POSITION, WIDEST_ACCESS,
  WINDOW_ORIGIN, windowLimit,
} from "./linear-layout.ts";
import type { Region } from "./engine.ts";
import { EXECUTE, READ, WRITE } from "./memory.ts";
import type { GuestMemory } from "./memory.ts";
import { STATE, STATE_BYTES } from "./state.ts";
import type { WasmHost, WasmMemory } from "../wasm/host.ts";
import type { WindowLayout, WindowPlace } from "./window-layout.ts";

const WASM_PAGE = 0x1_0000;
const WASM_PAGES_MAX = 0x1_0000;
const SPACE_END = 0x1_0000_0000;
/** Guest addresses from here to the high window would lie beyond one linear memory's 4 GiB. */
const LOW_END_MAX = SPACE_END - LOW_WINDOW_POSITION;
/** The low window grows by at least this much. */
const GROWTH_BYTES_MIN = 0x10_0000;
const PIECE_BYTES = 0x1_0000;

/** The guest touched more memory than one linear memory, or the host, can hold. */
export class MemoryExhausted extends RangeError {
  override readonly name = "MemoryExhausted";
}

interface Run {
  start: number;
  end: number;
  permission: number;
}

/** Backed guest addresses that all lie `shift` before their place in linear memory. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly shift: number;
}

/** What one kind of access may touch without any further check. */
interface Stretches {
  readonly low: Stretch;
  readonly high: Stretch;
}

const NOWHERE: Stretch = { start: 0, end: 0, shift: 0 };
/** Up to so many bytes a loop is faster than a call of the host's. */
const LOOP_BYTES_MAX = 32;

/** Position of `bytes` bytes at a guest address that lie in one of two stretches; else -1. */
function placeIn(stretches: Stretches, offset: number, bytes: number): number {
  const { low, high } = stretches;
  const end = offset + bytes;
  if (offset >= low.start && end <= low.end) return offset + low.shift;
  return offset >= high.start && end <= high.end ? offset + high.shift : -1;
}

const hex = (n: number | bigint): string => `0x${n.toString(16)}`;

export class WindowMemory implements GuestMemory {
  readonly base: bigint;
  readonly wasm: WasmMemory;
  /** Called when bytes of an executable page change: `[start, end)`, relative to the base. */
  onCodeChange: (start: number, end: number) => void = () => {};
  /** Grows whenever pages are mapped differently: `layout` may have changed. */
  layoutVersion = 0;
  /** The mapped pages, ascending, no two adjacent runs with the same permission. */
  #runs: Run[] = [];
  #bytes: Uint8Array;
  #view: DataView;
  #state: DataView;
  /** What is not backed, for whoever visits it. */
  readonly #zeros = new Uint8Array(PIECE_BYTES);
  /** Guest addresses below are backed (low window). */
  #lowEnd: number;
  /** What may be read, and what may be written and holds no code, without a look at the runs. */
  #readable: Stretches = { low: NOWHERE, high: NOWHERE };
  #writable: Stretches = { low: NOWHERE, high: NOWHERE };

  /**
   * Maps `regions`; the low window is backed up to `lowEnd` (relative) from the start. Throws
   * RangeError where the host has no memory for it.
   */
  constructor(host: WasmHost, base: bigint, regions: readonly Region[], lowEnd: number) {
    this.base = base;
    this.#lowEnd = Math.min(roundUp(lowEnd), LOW_END_MAX);
    const initial = (LOW_WINDOW_POSITION + this.#lowEnd) / WASM_PAGE;
    this.wasm = new host.Memory({ initial, maximum: WASM_PAGES_MAX });
    this.#bytes = new Uint8Array(this.wasm.buffer);
    this.#view = new DataView(this.wasm.buffer);
    this.#state = new DataView(this.wasm.buffer, STATE, STATE_BYTES);
    this.#view.setBigUint64(BASE, base, true);
    this.#view.setBigUint64(BASE_HIGH, base + BigInt(SPACE_END), true);
    for (const { start, end, permission } of regions) this.#runs.push({ start, end, permission });
    this.#publish();
  }

  /** The state block. */
  get state(): DataView {
    return this.#state;
  }

  /** All of linear memory; replaced when it grows. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  get view(): DataView {
    return this.#view;
  }

  // Permissions.

  /** The run that holds a relative address. */
  #runAt(address: number): Run | undefined {
    for (const run of this.#runs) {
      if (address < run.end) return address >= run.start ? run : undefined;
    }
    return undefined;
  }

  /** Relative address, or -1 outside of the 4 GiB. */
  #relative(address: bigint): number {
    const relative = BigInt.asUintN(64, address - this.base);
    return relative < BigInt(SPACE_END) ? Number(relative) : -1;
  }

  faultAddress(address: bigint, bytes: number, permission: number): bigint | undefined {
    const first = this.#relative(address);
    const at = this.#faultOffset(first, bytes, permission);
    return at === undefined ? undefined : BigInt.asUintN(64, address + BigInt(at - first));
  }

  allows(offset: number, bytes: number, permission: number): boolean {
    if (permission === READ && placeIn(this.#readable, offset, bytes) >= 0) return true;
    if (permission === WRITE && placeIn(this.#writable, offset, bytes) >= 0) return true;
    return this.#faultOffset(offset, bytes, permission) === undefined;
  }

  #faultOffset(first: number, bytes: number, permission: number): number | undefined {
    let at = first;
    while (at < first + bytes) {
      const run = this.#runAt(at);
      if (run === undefined || (run.permission & permission) !== permission) return at;
      at = run.end;
    }
    return undefined;
  }

  /** Memory without any permission counts as not present, as it does to a CPU's page tables. */
  isMapped(address: bigint): boolean {
    const run = this.#runAt(this.#relative(address));
    return run !== undefined && run.permission !== 0;
  }

  /** Gives `[start, end)` (relative, multiples of 4 KiB) another permission; maps what was not. */
  protect(start: number, end: number, permission: number): void {
    const outside = this.#runs.flatMap((run) => [
      { ...run, end: Math.min(run.end, start) },
      { ...run, start: Math.max(run.start, end) },
    ]).filter((run) => run.start < run.end);
    this.#runs = [...outside, { start, end, permission }].sort((a, b) => a.start - b.start);
    this.layoutVersion += 1;
    this.#publish();
  }

  /** Takes `[start, end)` out of the map; its bytes become zero. */
  unmap(start: number, end: number): void {
    this.protect(start, end, 0);
    this.#runs = this.#runs.filter((run) => run.start !== start);
    this.layoutVersion += 1;
    this.#publish();
  }

  /** Stretches whose pages all have `permission` and lack `lacking`, the longest first. */
  #stretches(permission: number, lacking: number): Run[] {
    const stretches: Run[] = [];
    for (const [from, to] of [[0, LOW_END_MAX], [HIGH_WINDOW_START, SPACE_END]] as const) {
      let open: Run | undefined;
      for (const run of this.#runs) {
        const start = Math.max(run.start, from);
        const end = Math.min(run.end, to);
        const fits = (run.permission & permission) !== 0 && (run.permission & lacking) === 0;
        if (start >= end || !fits) continue;
        if (open?.end === start) open.end = end;
        else stretches.push(open = { start, end, permission });
      }
    }
    return stretches.sort((a, b) => b.end - b.start - (a.end - a.start));
  }

  /**
   * The windows of one kind of access: the longest stretch below, and the longest above; where
   * nothing is above (raw machines), the second longest below.
   */
  #windows(write: boolean): { readonly low: Run | undefined; readonly high: Run | undefined } {
    const stretches = this.#stretches(write ? WRITE : READ, write ? EXECUTE : 0);
    const low = stretches.find(({ start }) => start < HIGH_WINDOW_START);
    const high = stretches.find(({ start }) => start >= HIGH_WINDOW_START)
      ?? stretches.find((stretch) => stretch !== low);
    return { low, high };
  }

  /** Where the windows begin now. */
  layout(): WindowLayout {
    const place = (run: Run | undefined): WindowPlace | undefined => {
      if (run === undefined) return undefined;
      const { start, end } = run;
      return { start, span: start >= HIGH_WINDOW_START ? end - start - WIDEST_ACCESS + 1 : undefined };
    };
    const [read, write] = [this.#windows(false), this.#windows(true)];
    return {
      low: { read: place(read.low), write: place(write.low) },
      high: { read: place(read.high), write: place(write.high) },
    };
  }

  /** Writes the window limits that compiled code compares with: as far as memory is backed. */
  #publish(): void {
    this.#readable = this.#publishWindows(false);
    this.#writable = this.#publishWindows(true);
  }

  #publishWindows(write: boolean): Stretches {
    const { low, high } = this.#windows(write);
    return {
      low: this.#publishWindow("low", write, low), high: this.#publishWindow("high", write, high),
    };
  }

  #publishWindow(window: "low" | "high", write: boolean, stretch: Run | undefined): Stretch {
    const { start, end: mapped } = stretch ?? NOWHERE;
    const isLow = start < HIGH_WINDOW_START;
    const end = isLow ? Math.min(mapped, this.#lowEnd) : mapped;
    for (const bytes of CHECKED_SIZES) {
      const limit = windowLimit(window, write, bytes);
      this.#view.setBigUint64(limit.start, this.base + BigInt(start), true);
      this.#view.setBigUint64(limit.span, BigInt(Math.max(0, end - start - bytes + 1)), true);
    }
    return { start, end, shift: isLow ? LOW_WINDOW_POSITION : WINDOW_ORIGIN - HIGH_WINDOW_START };
  }

  // Bytes.

  /** Position of `bytes` mapped bytes in linear memory; backs them when they were not. */
  #position(address: bigint, bytes: number): number {
    return this.#positionOf(this.#relative(address), bytes);
  }

  #positionOf(offset: number, bytes: number): number {
    if (this.#runAt(offset) === undefined) {
      throw new Error(`defect: nothing is mapped at ${hex(this.base)} + ${offset}`);
    }
    return this.#placed(offset, bytes);
  }

  #placed(at: number, bytes: number): number {
    if (at >= HIGH_WINDOW_START) return WINDOW_ORIGIN + at - HIGH_WINDOW_START;
    if (at + bytes > this.#lowEnd) this.#grow(at + bytes);
    return LOW_WINDOW_POSITION + at;
  }

  /** Backs the low window up to `end` at least. Throws MemoryExhausted when that is impossible. */
  #grow(end: number): void {
    const wanted = Math.max(end, this.#lowEnd + Math.max(GROWTH_BYTES_MIN, this.#lowEnd / 4));
    const lowEnd = roundUp(Math.min(wanted, Math.max(end, this.#lowMapped())));
    if (lowEnd > LOW_END_MAX || !this.#growTo(lowEnd)) {
      throw new MemoryExhausted(
        `the guest touched ${hex(end)}: memory up to there and the engine's own tables do not fit `
        + "into one 4 GiB linear memory; give the session less memory");
    }
  }

  /** End of what is mapped in the low window. */
  #lowMapped(): number {
    return this.#runs.reduce(
      (end, run) => run.end <= HIGH_WINDOW_START ? Math.max(end, run.end) : end, 0);
  }

  #growTo(lowEnd: number): boolean {
    try {
      this.wasm.grow((lowEnd - this.#lowEnd) / WASM_PAGE);
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
    this.#lowEnd = lowEnd;
    this.#bytes = new Uint8Array(this.wasm.buffer);
    this.#view = new DataView(this.wasm.buffer);
    this.#state = new DataView(this.wasm.buffer, STATE, STATE_BYTES);
    this.#publish();
    return true;
  }

  load(address: bigint, bytes: number): bigint {
    const at = this.#position(address, bytes);
    const view = this.#view;
    switch (bytes) {
      case 1: return BigInt(view.getUint8(at));
      case 2: return BigInt(view.getUint16(at, true));
      case 4: return BigInt(view.getUint32(at, true));
      case 8: return view.getBigUint64(at, true);
      case 16: return view.getBigUint64(at, true) | (view.getBigUint64(at + 8, true) << 64n);
      default: break;
    }
    let value = 0n;
    for (let i = bytes - 1; i >= 0; i--) value = (value << 8n) | BigInt(view.getUint8(at + i));
    return value;
  }

  store(address: bigint, bytes: number, value: bigint): void {
    const at = this.#position(address, bytes);
    const view = this.#view;
    switch (bytes) {
      case 1: view.setUint8(at, Number(value & 0xffn)); break;
      case 2: view.setUint16(at, Number(value & 0xffffn), true); break;
      case 4: view.setUint32(at, Number(value & 0xffff_ffffn), true); break;
      case 8: view.setBigUint64(at, BigInt.asUintN(64, value), true); break;
      default:
        for (let i = 0; i < bytes; i++) {
          view.setUint8(at + i, Number((value >> BigInt(8 * i)) & 0xffn));
        }
    }
    this.#noteWrite(this.#relative(address), bytes);
  }

  load32(offset: number): number {
    const at = placeIn(this.#readable, offset, 4);
    return this.#view.getUint32(at < 0 ? this.#positionOf(offset, 4) : at, true);
  }

  loadWords(offset: number, into: Int32Array): void {
    const place = placeIn(this.#readable, offset, 4 * into.length);
    const at = place < 0 ? this.#positionOf(offset, 4 * into.length) : place;
    const view = this.#view;
    for (let k = 0; k < into.length; k += 1) into[k] = view.getInt32(at + 4 * k, true);
  }

  storeWords(offset: number, words: Int32Array): void {
    const bytes = 4 * words.length;
    const place = placeIn(this.#writable, offset, bytes);
    // The place first: finding it may grow the memory, which replaces the view.
    const at = place < 0 ? this.#positionOf(offset, bytes) : place;
    const view = this.#view;
    for (let k = 0; k < words.length; k += 1) view.setInt32(at + 4 * k, words[k] ?? 0, true);
    if (place < 0) this.#noteWrite(offset, bytes);
  }

  readInto(offset: number, into: Uint8Array): void {
    const { length } = into;
    if (length === 0) return;
    const place = placeIn(this.#readable, offset, length);
    const at = place < 0 ? this.#positionOf(offset, length) : place;
    const bytes = this.#bytes;
    if (length > LOOP_BYTES_MAX) return into.set(bytes.subarray(at, at + length));
    for (let k = 0; k < length; k += 1) into[k] = bytes[at + k] ?? 0;
  }

  writeFrom(offset: number, bytes: Uint8Array): void {
    const { length } = bytes;
    if (length === 0) return;
    const place = placeIn(this.#writable, offset, length);
    const at = place < 0 ? this.#positionOf(offset, length) : place;
    const target = this.#bytes;
    if (length > LOOP_BYTES_MAX) target.set(bytes, at);
    else for (let k = 0; k < length; k += 1) target[at + k] = bytes[k] ?? 0;
    if (place < 0) this.#noteWrite(offset, length);
  }

  #noteWrite(start: number, bytes: number): void {
    const end = start + bytes;
    for (const run of this.#runs) {
      if ((run.permission & EXECUTE) === 0 || run.start >= end || run.end <= start) continue;
      this.onCodeChange(start, end);
      return;
    }
  }

  copyOut(address: bigint, bytes: number): Uint8Array {
    if (bytes === 0) return new Uint8Array(0);
    const at = this.#position(address, bytes);
    return this.#bytes.slice(at, at + bytes);
  }

  copyIn(address: bigint, content: Uint8Array): void {
    if (content.length === 0) return;
    // The place first: finding it may grow the memory, which replaces the view.
    const at = this.#position(address, content.length);
    this.#bytes.set(content, at);
    this.#noteWrite(this.#relative(address), content.length);
  }

  fetch(address: bigint, bytes: number): Uint8Array {
    const fault = this.faultAddress(address, bytes, EXECUTE);
    const available = fault === undefined ? bytes : Number(BigInt.asUintN(64, fault - address));
    if (available === 0) return new Uint8Array(0);
    const at = this.#position(address, available);
    return this.#bytes.subarray(at, at + available);
  }

  /** Calls `sink` with `[start, end)` (relative) in pieces; what is not backed arrives as zeros. */
  visit(start: number, end: number, sink: (piece: Uint8Array) => void): void {
    for (let at = start; at < end;) {
      const length = Math.min(PIECE_BYTES - (at % PIECE_BYTES), end - at);
      const backed = at >= HIGH_WINDOW_START || at + length <= this.#lowEnd;
      if (backed) {
        const position = this.#placed(at, length);
        sink(this.#bytes.subarray(position, position + length));
      } else sink(this.#zeros.subarray(0, length));
      at += length;
    }
  }

  /** Guest bytes in 64 KiB pieces that are not all zero, by their position in linear memory. */
  #pieces(): number[] {
    const pieces: number[] = [];
    // Whether a word is zero does not depend on the host's byte order.
    const words = new Int32Array(this.wasm.buffer);
    const step = PIECE_BYTES / 4;
    for (let at = WINDOW_ORIGIN; at < this.#bytes.length; at += PIECE_BYTES) {
      const first = at / 4;
      for (let i = first; i < first + step; i++) {
        if (words[i] === 0) continue;
        pieces.push(at);
        break;
      }
    }
    return pieces;
  }

  get residentBytes(): number {
    return this.#pieces().length * PIECE_BYTES;
  }

  /** A copy of contents and permissions. */
  save(): WindowContents {
    const pieces = new Map<number, Uint8Array>();
    for (const at of this.#pieces()) pieces.set(at, this.#bytes.slice(at, at + PIECE_BYTES));
    return { pieces, runs: this.#runs.map((run) => ({ ...run })) };
  }

  /** Makes contents and permissions what they were; whoever decoded code must forget it. */
  assign({ pieces, runs }: WindowContents): void {
    for (const at of this.#pieces()) {
      if (!pieces.has(at)) this.#bytes.fill(0, at, at + PIECE_BYTES);
    }
    this.#runs = runs.map((run) => ({ ...run }));
    this.layoutVersion += 1;
    for (const [at, piece] of pieces) {
      if (at + PIECE_BYTES > this.#bytes.length) this.#grow(at + PIECE_BYTES - LOW_WINDOW_POSITION);
      this.#bytes.set(piece, at);
    }
    this.#publish();
  }
}

/** What `save` keeps. */
export interface WindowContents {
  readonly pieces: ReadonlyMap<number, Uint8Array>;
  readonly runs: readonly Readonly<Run>[];
}

function roundUp(bytes: number): number {
  return Math.ceil(bytes / WASM_PAGE) * WASM_PAGE;
}
