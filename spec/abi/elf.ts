/**
 * What a module file must look like: ELF constants and the program headers that are known.
 * Source: ZeroVM 20130611, ELF checks and loading; System V ABI for the names.
 */

export const ELF_MAGIC: readonly number[] = [0x7f, 0x45, 0x4c, 0x46];
export const EHDR_BYTES = 64;
export const PHDR_BYTES = 56;
export const PHDRS_MAX = 128;
export const ELF_CLASS_64 = 2;
export const ET_EXEC = 2;
export const EM_X86_64 = 62;
export const EV_CURRENT = 1;

/** Byte offsets in the ELF header. */
export const EHDR = {
  class: 4, type: 16, machine: 18, version: 20, entry: 24, phoff: 32, phentsize: 54, phnum: 56,
} as const;

/** Byte offsets in a program header. */
export const PHDR = { type: 0, flags: 4, offset: 8, vaddr: 16, filesz: 32, memsz: 40 } as const;

export const PT_LOAD = 1;
export const PT_INTERP = 3;
const PF_X = 1;
const PF_W = 2;
const PF_R = 4;

/** What a program header is for. "stack" is loaded when it has bytes; "ignored" never. */
export type SegmentRole = "text" | "rodata" | "data" | "stack" | "ignored";

/** A program header with bytes must match one row exactly, and each row at most once. */
export const SEGMENT_ROWS: readonly {
  readonly type: number;
  readonly flags: number;
  readonly role: SegmentRole;
}[] = [
  { type: PT_LOAD, flags: PF_R | PF_X, role: "text" },
  { type: PT_LOAD, flags: PF_R, role: "rodata" },
  { type: PT_LOAD, flags: PF_R | PF_W, role: "data" },
  { type: 0x6474_e551, flags: PF_R | PF_W, role: "stack" }, // PT_GNU_STACK
  { type: 6, flags: PF_R, role: "ignored" }, // PT_PHDR
  { type: 7, flags: PF_R, role: "ignored" }, // PT_TLS
  { type: 2, flags: PF_R, role: "ignored" }, // PT_DYNAMIC
  { type: PT_INTERP, flags: PF_R, role: "ignored" },
  { type: 4, flags: PF_R, role: "ignored" }, // PT_NOTE
  { type: 0x6474_e550, flags: PF_R, role: "ignored" }, // PT_GNU_EH_FRAME
  { type: 0x6474_e552, flags: PF_R, role: "ignored" }, // PT_GNU_RELRO
  { type: 0, flags: PF_R, role: "ignored" }, // PT_NULL
];
