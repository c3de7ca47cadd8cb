/**
 * What `validate` reads: the executable segments of ELF files as the loader lays them out, filled
 * up with hlt, or raw code.
 */
import { readFile } from "node:fs/promises";
import {
  EHDR, EHDR_BYTES, ELF_CLASS_64, ELF_MAGIC, EM_X86_64, PHDR, PHDR_BYTES, PT_LOAD,
} from "../../../spec/abi/elf.ts";
import { BUNDLE, HALT_SLED_BYTES, HLT, roundUpToGranule } from "../../../spec/abi/memory-map.ts";
import type { ReportedText } from "../../validator/report/report.ts";
import type { Console } from "../verb.ts";

/** Input that cannot be judged at all; the message says why and what to do. */
export class InputError extends Error {
  override readonly name = "InputError";
}

const PF_X = 1;
/** As much as the host reads of a file at once. */
const INPUT_BYTES_MAX = 2 ** 31 - 1;

const hex = (n: bigint | number): string => `0x${n.toString(16)}`;

/** Reads a file, or standard input for `-`. Throws InputError. */
export async function readInput(name: string, console: Console): Promise<Uint8Array> {
  if (name === "-") return readAll(console.stdin);
  try {
    return await readFile(name);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InputError(`cannot be read: ${why}`);
  }
}

async function readAll(stdin: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    size += chunk.length;
    if (size > INPUT_BYTES_MAX) throw new InputError("is larger than 2 GiB");
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** The texts of a file. `base` says that it is raw code, and where. Throws InputError. */
export function textsOf(file: Uint8Array, base: number | undefined): ReportedText[] {
  if (file.length === 0) throw new InputError("the file is empty");
  const isElf = ELF_MAGIC.every((byte, k) => file[k] === byte);
  if (base === undefined && isElf) return executableSegments(file);
  return [{ name: "code", address: base ?? 0, fileOffset: 0, bytes: file }];
}

function executableSegments(file: Uint8Array): ReportedText[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  checkHeader(view);
  const size = view.getUint16(EHDR.phentsize, true);
  const table = view.getBigUint64(EHDR.phoff, true);
  const count = view.getUint16(EHDR.phnum, true);
  if (count > 0 && size < PHDR_BYTES) {
    throw new InputError(`its program headers have ${size} bytes each, not ${PHDR_BYTES}`);
  }
  if (table + BigInt(count) * BigInt(size) > BigInt(file.length)) {
    throw new InputError(`its program headers (at ${hex(table)}) lie outside of the file`);
  }
  const texts: ReportedText[] = [];
  for (let k = 0; k < count; k++) {
    const text = executableSegment(file, view, Number(table) + k * size, k);
    if (text !== undefined) texts.push(text);
  }
  if (texts.length === 0) throw new InputError("it has no executable segment");
  return texts;
}

function checkHeader(view: DataView): void {
  if (view.byteLength < EHDR_BYTES) {
    throw new InputError(`it begins like an ELF file, but has only ${view.byteLength} bytes`);
  }
  if (view.getUint8(EHDR.class) !== ELF_CLASS_64) {
    throw new InputError("it is an ELF file, but not a 64-bit one");
  }
  const machine = view.getUint16(EHDR.machine, true);
  if (machine !== EM_X86_64) {
    throw new InputError(`it is an ELF file for machine ${hex(machine)}, not for x86-64 (0x3e)`);
  }
}

/** The text of one program header, or undefined where it holds no code. */
function executableSegment(
  file: Uint8Array, view: DataView, at: number, index: number,
): ReportedText | undefined {
  const executable = (view.getUint32(at + PHDR.flags, true) & PF_X) !== 0;
  if (view.getUint32(at + PHDR.type, true) !== PT_LOAD || !executable) return undefined;
  const offset = view.getBigUint64(at + PHDR.offset, true);
  const address = view.getBigUint64(at + PHDR.vaddr, true);
  const size = view.getBigUint64(at + PHDR.filesz, true);
  if (size === 0n) return undefined;
  const name = `segment ${index}`;
  if (offset + size > BigInt(file.length)) {
    throw new InputError(
      `${name} (${hex(size)} bytes at ${hex(offset)}) lies outside of the file: is it cut off?`);
  }
  if (address % BigInt(BUNDLE) !== 0n) {
    throw new InputError(`${name} begins at ${hex(address)}, which is no multiple of ${BUNDLE}`);
  }
  if (address + size > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new InputError(`${name} ends at ${hex(address + size)}, beyond every address space`);
  }
  const start = Number(address);
  const end = roundUpToGranule(start + Number(size) + HALT_SLED_BYTES);
  const bytes = new Uint8Array(end - start).fill(HLT);
  bytes.set(file.subarray(Number(offset), Number(offset + size)));
  return { name, address: start, fileOffset: Number(offset), bytes };
}
