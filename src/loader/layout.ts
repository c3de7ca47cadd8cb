/**
 * From segments to the guest's memory map: where text, rodata and data end up, where the heap may
 * begin, and the bytes of all of them. Source: ZeroVM 20130611, loading and memory protection.
 */
import { EFAULT } from "../../spec/abi/errno.ts";
import {
  ALLOCATION_GRANULE, HALT_SLED_BYTES, HLT, STACK_START, TEXT_START, TRAMPOLINE_SLOTS_END,
  TRAMPOLINE_SLOT_BYTES, TRAMPOLINE_START, roundUpToGranule, trampolineSlot,
} from "../../spec/abi/memory-map.ts";
import { readElf, refusal } from "./elf.ts";
import type { Elf, Segment } from "./elf.ts";

/** Bytes at a guest address. */
export interface Placed {
  readonly address: number;
  readonly bytes: Uint8Array;
}

/** A module ready to be put into memory; all numbers are guest addresses. */
export interface Module {
  readonly entry: number;
  /** End of the text with its HLT fill, a multiple of 64 KiB. */
  readonly textEnd: number;
  /** End of the text's file bytes. */
  readonly codeEnd: number;
  readonly rodata: { readonly start: number; readonly end: number } | undefined;
  /** Start of the data segment; undefined in modules without one. */
  readonly dataStart: number | undefined;
  /** Where the guest's heap pointer starts. */
  readonly break: number;
  /** The text from TEXT_START to `textEnd`, HLT fill included: what is validated and executed. */
  readonly text: Uint8Array;
  /** Trampolines, text, then the segments' bytes: later ones win. What is not named is zero. */
  readonly contents: readonly Placed[];
}

interface Layout {
  readonly rodata: Segment | undefined;
  readonly data: Segment | undefined;
  readonly codeEnd: number;
  readonly break: number;
}

function endOf(segment: Segment): number {
  return segment.address + segment.memoryBytes;
}

/** Check 13, and the break that follows from a sane layout. */
function layOut(elf: Elf): Layout {
  const rodata = elf.segments.find(({ role }) => role === "rodata");
  const data = elf.segments.find(({ role }) => role === "data");
  const codeEnd = elf.text.address + elf.text.fileBytes;
  const highest = Math.max(...elf.segments.map(endOf));
  const insane = (why: string): never => {
    throw refusal("check failed", why);
  };
  if (data !== undefined) {
    if (endOf(data) !== highest) insane("the data segment is not the last one");
    if (rodata !== undefined && endOf(rodata) > data.address) insane("rodata overlaps data");
  }
  const next = rodata ?? data;
  if (next !== undefined && roundUpToGranule(codeEnd) > next.address) {
    insane(`${next.role} must start on a 64 KiB page of its own behind the text`);
  }
  for (const segment of [rodata, data]) {
    if (segment !== undefined && segment.address % ALLOCATION_GRANULE !== 0) {
      insane(`${segment.role} does not start at a multiple of 64 KiB`);
    }
  }
  if (data !== undefined) return { rodata, data, codeEnd, break: highest };
  let end = roundUpToGranule(highest);
  if (rodata === undefined && end - highest < HALT_SLED_BYTES) end += ALLOCATION_GRANULE;
  return { rodata, data, codeEnd, break: end };
}

/** Check 15: a segment's bytes, which must lie in the file. */
function segmentBytes(file: Uint8Array, segment: Segment): Uint8Array {
  const { index, offset, fileBytes } = segment;
  if (fileBytes === 0) return new Uint8Array(0);
  if (offset >= 1n << 63n) {
    throw refusal(`seek failure segment ${index}`, "its p_offset is negative");
  }
  if (offset + BigInt(fileBytes) > BigInt(file.length)) {
    throw refusal(`load failure segment ${index}`,
      `it needs ${fileBytes} bytes at offset ${offset}, the file has ${file.length}`);
  }
  return file.subarray(Number(offset), Number(offset) + fileBytes);
}

/** Check 16: HLTs stop a guest that runs over the end of its text. */
function checkHaltSled({ rodata, data, codeEnd }: Layout): void {
  const next = rodata ?? data;
  if (next === undefined || next.address - codeEnd >= HALT_SLED_BYTES) return;
  throw refusal(`Missing gap between text and ${next.role} for halt_sled`,
    "leave 32 bytes behind the text", EFAULT);
}

/** The 64 KiB trampoline page. */
function trampolinePage(): Uint8Array {
  const page = new Uint8Array(TEXT_START - TRAMPOLINE_START);
  page.set(trampolineSlot());
  // Every step doubles what is filled.
  for (let filled = TRAMPOLINE_SLOT_BYTES; filled < page.length; filled *= 2) {
    page.copyWithin(filled, 0, filled);
  }
  return page.fill(HLT, TRAMPOLINE_SLOTS_END - TRAMPOLINE_START);
}

/**
 * Loads a module file: all sixteen checks of the ABI in order. Throws a `Failure` of kind
 * "refused" whose state is the original's message. The result shares no memory with `file`.
 */
export function loadModule(file: Uint8Array): Module {
  const elf = readElf(file);
  const layout = layOut(elf);
  const { rodata, data, codeEnd } = layout;
  if (layout.break > STACK_START) {
    throw refusal("Memory 'hole' between end of BSS and start of stack is negative in size",
      "the stack takes the last 16 MiB", EFAULT);
  }
  const textEnd = roundUpToGranule(codeEnd + HALT_SLED_BYTES);
  const text = new Uint8Array(textEnd - TEXT_START).fill(HLT);
  const code = text.subarray(0, codeEnd - TEXT_START);
  const contents: Placed[] = [
    { address: TRAMPOLINE_START, bytes: trampolinePage() }, { address: TEXT_START, bytes: text },
  ];
  // In file order, as a PT_GNU_STACK header with bytes may lie anywhere, even on the text. What it
  // puts there is text, and validated as such.
  for (const segment of elf.segments) {
    const bytes = segmentBytes(file, segment);
    const onText = bytes.subarray(0, Math.max(0, codeEnd - segment.address));
    if (onText.length > 0) code.set(onText, segment.address - TEXT_START);
    const rest = bytes.subarray(Math.max(0, textEnd - segment.address));
    if (rest.length === 0) continue;
    contents.push({ address: Math.max(segment.address, textEnd), bytes: rest.slice() });
  }
  checkHaltSled(layout);
  return {
    entry: elf.entry, textEnd, codeEnd, text, contents, break: layout.break,
    dataStart: data?.address,
    rodata: rodata === undefined ? undefined
      : { start: rodata.address, end: data?.address ?? layout.break },
  };
}
