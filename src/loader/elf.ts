/**
 * Reading a module file: the ELF header and its program headers, checked in the original's order,
 * so that the first thing wrong with a file is the thing reported.
 */
import {
  EHDR, EHDR_BYTES, ELF_CLASS_64, ELF_MAGIC, EM_X86_64, ET_EXEC, EV_CURRENT, PHDR, PHDR_BYTES,
  PHDRS_MAX, SEGMENT_ROWS,
} from "../../spec/abi/elf.ts";
import type { SegmentRole } from "../../spec/abi/elf.ts";
import { EIO, ENOEXEC } from "../../spec/abi/errno.ts";
import { Failure } from "../../spec/abi/failure.ts";
import { BUNDLE, SPACE_END, TEXT_START } from "../../spec/abi/memory-map.ts";

/** A program header that is loaded: all numbers are guest addresses or bytes below 2^32. */
export interface Segment {
  /** Index of its program header, for messages. */
  readonly index: number;
  readonly role: Exclude<SegmentRole, "ignored">;
  /** Place in the file; may lie outside of it, which loading finds out. */
  readonly offset: bigint;
  readonly address: number;
  readonly fileBytes: number;
  readonly memoryBytes: number;
}

export interface Elf {
  readonly entry: number;
  readonly segments: readonly Segment[];
  readonly text: Segment;
}

/** The loader's refusals; `code` is ENOEXEC unless the original answers otherwise. */
export function refusal(state: string, detail: string, code = ENOEXEC): Failure {
  return new Failure("refused", code, state, detail);
}

function hex(value: bigint | number): string {
  return `0x${value.toString(16)}`;
}

function hex8(value: bigint): string {
  return `0x${BigInt.asUintN(32, value).toString(16).padStart(8, "0")}`;
}

/** Checks 1 to 4: header and program header table can be read at all. */
function checkTable(view: DataView): void {
  const bytes = view.byteLength;
  if (bytes < EHDR_BYTES) {
    throw refusal("check failed", `the file has ${bytes} bytes, an ELF header needs 64`, EIO);
  }
  const count = view.getUint16(EHDR.phnum, true);
  if (count > PHDRS_MAX) {
    throw refusal("check failed", `${count} program headers (at most ${PHDRS_MAX}): no module`);
  }
  const size = view.getUint16(EHDR.phentsize, true);
  if (size < PHDR_BYTES) {
    throw refusal(`bad prog headers size. image.ehdr.e_phentsize = ${hex(size)}, `
      + `sizeof image.phdrs[0] = ${hex(PHDR_BYTES)}`, "a 64-bit module has headers of 56 bytes");
  }
  const offset = view.getBigUint64(EHDR.phoff, true);
  if (offset + BigInt(count * PHDR_BYTES) > BigInt(bytes)) {
    throw refusal("check failed", `the program headers (at ${hex(offset)}) lie outside of the file`,
      EIO);
  }
}

/** Checks 5 to 9: magic, class, type, machine, version. */
function checkHeader(view: DataView): void {
  if (ELF_MAGIC.some((byte, index) => view.getUint8(index) !== byte)) {
    throw refusal("bad elf magic", "the file does not begin with 7F 45 4C 46");
  }
  if (view.getUint8(EHDR.class) !== ELF_CLASS_64) {
    throw refusal("bad elf class", "a module is a 64-bit ELF file");
  }
  if (view.getUint16(EHDR.type, true) !== ET_EXEC) {
    throw refusal("non executable", "a module is an ET_EXEC file, linked statically");
  }
  const machine = view.getUint16(EHDR.machine, true);
  if (machine !== EM_X86_64) {
    throw refusal(`bad machine: ${machine.toString(16)}`, "a module is for x86-64 (machine 3e)");
  }
  const version = view.getUint32(EHDR.version, true);
  if (version !== EV_CURRENT) {
    throw refusal(`bad elf version: ${version.toString(16)}`, "the only version is 1");
  }
}

/** Addresses and sizes of one loaded program header. */
function checkSegment(
  index: number, role: Segment["role"], view: DataView, at: number,
): Segment {
  const address = view.getBigUint64(at + PHDR.vaddr, true);
  const fileBytes = view.getBigUint64(at + PHDR.filesz, true);
  const memoryBytes = view.getBigUint64(at + PHDR.memsz, true);
  const fail = (what: string, why: string): Failure => refusal(`Segment ${index}: ${what}`, why);
  if (role === "text" && address !== BigInt(TEXT_START)) {
    throw fail(`bad virtual address: ${hex8(address)}, expected ${hex8(BigInt(TEXT_START))}`,
      "link the text at 0x20000");
  }
  if (address < BigInt(TEXT_START)) {
    throw fail(`virtual address ${hex8(address)} too low`, "segments start at 0x20000 or above");
  }
  const end = address + memoryBytes;
  if (end >= 1n << 64n) throw fail("p_memsz caused integer overflow", "the segment wraps around");
  if (end >= BigInt(SPACE_END)) {
    throw fail(`too large, ends at ${hex8(end)}`, "a guest has 4 GiB");
  }
  if (fileBytes > memoryBytes) {
    throw fail(`file size ${hex8(fileBytes)} larger than memory size ${hex8(memoryBytes)}`,
      "p_filesz may not exceed p_memsz");
  }
  return {
    index, role, offset: view.getBigUint64(at + PHDR.offset, true), address: Number(address),
    fileBytes: Number(fileBytes), memoryBytes: Number(memoryBytes),
  };
}

/** Check 10: every program header with bytes is known, and seen once. */
function readSegments(view: DataView): Segment[] {
  const count = view.getUint16(EHDR.phnum, true);
  const table = Number(view.getBigUint64(EHDR.phoff, true));
  const seen = new Set<unknown>();
  const segments: Segment[] = [];
  for (let index = 0; index < count; index += 1) {
    const at = table + index * PHDR_BYTES;
    if (view.getBigUint64(at + PHDR.memsz, true) === 0n) continue;
    const type = view.getUint32(at + PHDR.type, true);
    const flags = view.getUint32(at + PHDR.flags, true);
    const row = SEGMENT_ROWS.find((known) => known.type === type && known.flags === flags);
    if (row === undefined) {
      throw refusal(`Segment ${index} is of unexpected type ${hex(type)}, flag ${hex(flags)}`,
        "a module has one R+X text, at most one R rodata and one R+W data segment");
    }
    if (seen.has(row)) {
      throw refusal(`Segment ${index} is a type that has been seen`,
        "a module has one segment of each type and access");
    }
    seen.add(row);
    if (row.role !== "ignored") segments.push(checkSegment(index, row.role, view, at));
  }
  return segments;
}

/**
 * Header and segments of a module file. Checks 1 to 12 of the ABI: what is left (layout, file
 * contents) is `layout.ts`'s business. Throws a `Failure` of kind "refused".
 */
export function readElf(file: Uint8Array): Elf {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  checkTable(view);
  checkHeader(view);
  const segments = readSegments(view);
  const text = segments.find(({ role }) => role === "text");
  if (text === undefined) throw refusal("check failed", "the module has no text (R+X) segment");
  const entry = view.getBigUint64(EHDR.entry, true);
  if (entry % BigInt(BUNDLE) !== 0n || entry >= BigInt(TEXT_START + text.fileBytes)) {
    throw refusal("check failed",
      `the entry ${hex(entry)} is not the start of a bundle of the text`);
  }
  return { entry: Number(entry), segments, text };
}
