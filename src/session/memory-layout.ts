/**
 * The guest's memory once module, manifest and channels are known: regions for the engine, the
 * table for trap buffers, what may be jailed, what the memory etag covers.
 */
import { ENOMEM } from "../../spec/abi/errno.ts";
import { START_INFO_DWORDS } from "../../spec/abi/entry-state.ts";
import { Failure } from "../../spec/abi/failure.ts";
import {
  BASE, HEAP_BYTES_MIN_EXCLUSIVE, MEMORY_BYTES_MAX, SPACE_END, STACK_BYTES, STACK_START,
  TRAMPOLINE_SLOTS_END, TRAMPOLINE_START, roundUpToGranule,
} from "../../spec/abi/memory-map.ts";
import type { Channel } from "../channels/channel.ts";
import type { Module } from "../loader/layout.ts";
import type { Content, MachineImage, Region } from "../machine/engine.ts";
import { EXECUTE, READ, WRITE } from "../machine/memory.ts";
import type { BufferRow } from "../syscalls/buffer-table.ts";
import type { JailRange } from "../syscalls/jail.ts";
import { placeUserManifest, writeUserManifest } from "./user-manifest.ts";

/** End of the inaccessible space above the guest. */
const RIGHT_GUARD_END = 44 * 2 ** 30;

export interface MemoryLayout {
  readonly regions: readonly Region[];
  readonly contents: readonly Content[];
  readonly table: readonly BufferRow[];
  readonly jailRange: JailRange;
  /** Ascending; what the memory etag digests. */
  readonly etagRanges: readonly { readonly start: number; readonly end: number }[];
  readonly heap: { readonly start: number; readonly end: number };
}

function refuse(state: string, detail: string): never {
  throw new Failure("refused", ENOMEM, state, detail);
}

/** End of the heap as the manifest's memory size has it. Throws a `Failure` when too small. */
function heapEnd(module: Module, memoryBytes: bigint): number {
  if (memoryBytes <= 0n || memoryBytes > BigInt(MEMORY_BYTES_MAX)) {
    refuse("invalid memory size", `${memoryBytes} bytes; a guest has 1 byte to 4 GiB`);
  }
  const end = roundUpToGranule(Number(memoryBytes) - STACK_BYTES);
  const needed = roundUpToGranule(module.break) + HEAP_BYTES_MIN_EXCLUSIVE;
  if (end <= needed) {
    refuse("user heap size is too small",
      `this module needs Memory = ${needed + STACK_BYTES + 1} or more`);
  }
  return end;
}

/** Start information on top of the stack. */
function startInfo(): Content[] {
  return START_INFO_DWORDS.map(({ address, value }) => {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, value, true);
    return { address, bytes };
  });
}

/**
 * Regions as the CPU sees them. Pages between text and rodata (or data) that no segment claims were
 * left readable and writable by the original, and are so here.
 */
function regionsOf(module: Module, heapLimit: number, manifestPages: number): Region[] {
  const { textEnd, rodata, dataStart } = module;
  const regions: Region[] = [{
    name: "text", start: TRAMPOLINE_START, end: textEnd, permission: READ | EXECUTE,
  }];
  const claim = (name: string, start: number, end: number, permission: number): void => {
    const previous = regions.at(-1)?.end ?? 0;
    if (previous < start && start < heapLimit) {
      regions.push({ name: "gap", start: previous, end: start, permission: READ | WRITE });
    }
    regions.push({ name, start, end, permission });
  };
  if (rodata !== undefined) claim("rodata", rodata.start, rodata.end, READ);
  claim(dataStart === undefined ? "heap" : "data", dataStart ?? module.break, heapLimit,
    READ | WRITE);
  regions.push(
    { name: "user manifest", start: manifestPages, end: STACK_START, permission: READ },
    { name: "stack", start: STACK_START, end: SPACE_END, permission: READ | WRITE });
  return regions;
}

/** Rows in the original's order. Without a data segment the heap row has no access at all. */
function tableOf(module: Module, heapLimit: number, manifestPages: number): BufferRow[] {
  const { rodata, dataStart } = module;
  return [
    { name: "null page", end: TRAMPOLINE_START, access: "none" },
    { name: "text", end: module.textEnd, access: "r-x" },
    ...(rodata === undefined ? []
      : [{ name: "rodata", end: rodata.end, access: "r--" } as const]),
    { name: "heap", end: heapLimit, access: dataStart === undefined ? "none" : "rw-" },
    { name: "hole", end: manifestPages, access: "none" },
    { name: "user manifest", end: STACK_START, access: "r--" },
    { name: "stack", end: SPACE_END, access: "rw-" },
    { name: "right guard", end: RIGHT_GUARD_END, access: "none" },
  ];
}

/** Lays out a session's memory. Throws a `Failure` (exit code 12) when there is not enough. */
export function layOutMemory(
  module: Module, memoryBytes: bigint, channels: readonly Channel[],
): MemoryLayout {
  const wanted = heapEnd(module, memoryBytes);
  const place = placeUserManifest(channels);
  const end = Math.min(wanted, place.pages);
  const heap = { start: module.break, end };
  const { rodata, dataStart } = module;
  return {
    heap,
    regions: regionsOf(module, end, place.pages),
    contents: [
      ...module.contents,
      writeUserManifest(place, channels, heap),
      ...startInfo(),
    ],
    table: tableOf(module, end, place.pages),
    jailRange: { start: dataStart ?? module.break, end },
    etagRanges: [
      { start: TRAMPOLINE_START, end: module.textEnd },
      ...(rodata === undefined ? [] : [rodata]),
      ...(dataStart === undefined ? [] : [{ start: dataStart, end }]),
      { start: place.pages, end: STACK_START },
      { start: STACK_START, end: SPACE_END },
    ],
  };
}

/** What an engine makes a machine of. */
export function machineImage(
  layout: MemoryLayout, stickyFlags: boolean, unchecked: boolean,
): MachineImage {
  return {
    base: BASE, regions: layout.regions, contents: layout.contents, stickyFlags, unchecked,
    trapSlots: { start: TRAMPOLINE_START, end: TRAMPOLINE_SLOTS_END },
  };
}
