/**
 * Naming what a file is when it is no module, so that the refusal says more than "check failed".
 * Purely advisory: the verdict is the loader's.
 */
import {
  EHDR, EHDR_BYTES, ELF_CLASS_64, ELF_MAGIC, EM_X86_64, ET_EXEC, PHDR, PHDR_BYTES, PT_INTERP,
  PT_LOAD,
} from "../../spec/abi/elf.ts";
import { TEXT_START } from "../../spec/abi/memory-map.ts";

/** Machines that ELF files of everyday life are for. */
const MACHINES: Readonly<Record<number, string>> = {
  3: "i386", 8: "MIPS", 20: "PowerPC", 21: "64-bit PowerPC", 22: "s390x", 40: "ARM",
  62: "x86-64", 183: "arm64", 243: "RISC-V", 258: "LoongArch",
};

/** Other formats by their first bytes. */
const FORMATS: readonly (readonly [readonly number[], string])[] = [
  [[0x23, 0x21], "a script (#!)"],
  [[0x4d, 0x5a], "a Windows executable"],
  [[0x00, 0x61, 0x73, 0x6d], "a WebAssembly module"],
  [[0xcf, 0xfa, 0xed, 0xfe], "a macOS executable"],
  [[0xca, 0xfe, 0xba, 0xbe], "a macOS universal binary or a Java class"],
  [[0x21, 0x3c, 0x61, 0x72, 0x63, 0x68, 0x3e], "an archive of object files (.a)"],
  [[0x1f, 0x8b], "a gzip file"],
  [[0x50, 0x4b, 0x03, 0x04], "a zip file"],
  [[0x50, 0x45, 0x58, 0x45], "a PNaCl module (pexe): translate it to x86-64 first"],
];

function startsWith(file: Uint8Array, magic: readonly number[]): boolean {
  return file.length >= magic.length && magic.every((byte, index) => file[index] === byte);
}

interface ProgramHeader {
  readonly type: number;
  readonly address: bigint;
}

/** The program headers; undefined where they do not all lie in the file. */
function programHeaders(view: DataView): ProgramHeader[] | undefined {
  const start = Number(view.getBigUint64(EHDR.phoff, true));
  const size = view.getUint16(EHDR.phentsize, true);
  const count = view.getUint16(EHDR.phnum, true);
  if (size < PHDR_BYTES) return [];
  if (start + count * size > view.byteLength) return undefined;
  return Array.from({ length: count }, (_, index) => ({
    type: view.getUint32(start + index * size + PHDR.type, true),
    address: view.getBigUint64(start + index * size + PHDR.vaddr, true),
  }));
}

function identifyElf(view: DataView): string {
  if (view.byteLength < EHDR_BYTES) return "a truncated ELF file";
  if (view.getUint8(EHDR.class) !== ELF_CLASS_64) return "a 32-bit ELF file";
  const machine = view.getUint16(EHDR.machine, true);
  const name = MACHINES[machine] ?? `machine ${machine}`;
  if (machine !== EM_X86_64) return `an ELF file for ${name}`;
  const type = view.getUint16(EHDR.type, true);
  if (type === 1) return "an object file (.o): link it first";
  if (type === 4) return "a core dump";
  const headers = programHeaders(view);
  if (headers === undefined) return "a truncated or damaged ELF file";
  if (headers.some((header) => header.type === PT_INTERP)) {
    return "a dynamically linked Linux executable";
  }
  if (type !== ET_EXEC) return "a shared object or position-independent Linux executable";
  const first = headers.find((header) => header.type === PT_LOAD);
  if (first === undefined) return "an ELF file without loadable segments";
  return first.address === BigInt(TEXT_START) ? "a damaged or unusual ZeroVM module"
    : "a statically linked Linux executable";
}

/** What `file` seems to be, as a noun phrase with its article: "a script (#!)". */
export function identify(file: Uint8Array): string {
  if (file.length === 0) return "an empty file";
  if (startsWith(file, ELF_MAGIC)) {
    return identifyElf(new DataView(file.buffer, file.byteOffset, file.byteLength));
  }
  const format = FORMATS.find(([magic]) => startsWith(file, magic));
  if (format !== undefined) return format[1];
  const sample = file.subarray(0, 512);
  const text = sample.every((byte) => byte >= 0x20 || (byte >= 9 && byte <= 13));
  return text ? "a text file" : "no format that is known here";
}
