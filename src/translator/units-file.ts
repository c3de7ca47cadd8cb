/**
 * Translated units outside of the process: a WebAssembly module as it is, and behind it, in a custom
 * section, what an engine must know to run from it. `docs/translation.md` describes the format.
 */
import { Bytes } from "../wasm/bytes.ts";
import { Reader, WasmFormatError, readSections } from "../wasm/reader.ts";
import { EXIT_REASONS, type ExitPoint } from "./exit-points.ts";
import { hexOf, sha256 } from "./sha256.ts";

export const UNITS_SECTION = "zerovm.units";
const FORMAT = 5;
const CUSTOM = 0;
const DIGEST_BYTES = 32;

/** A unit and the slot of the table that its module puts it into. */
export interface PlacedUnit {
  readonly root: number;
  readonly slot: number;
}

/** One module of units, and what it means. */
export interface UnitsModule {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly units: readonly PlacedUnit[];
  /** Number of its first exit point, and all of them. */
  readonly firstExit: number;
  readonly exits: readonly ExitPoint[];
}

/** What units were made for; all of it must be the same where they run. */
export interface UnitsKey {
  /** Which translator made them. */
  readonly version: string;
  /** SHA-256 of the text, in hexadecimal. */
  readonly text: string;
  /** Everything else that is built into them, as text: base, range, flags. */
  readonly setting: string;
}

export interface UnitsFile {
  readonly key: UnitsKey;
  readonly module: UnitsModule;
}

/** Bytes that are no file of units, or a damaged one; the message says which. */
export class UnitsFileError extends Error {
  override readonly name = "UnitsFileError";
}

function body({ key, module }: UnitsFile): Bytes {
  const out = new Bytes(16 * module.exits.length + 256);
  out.u32(FORMAT);
  for (const text of [key.version, key.text, key.setting]) out.name(text);
  out.u32(module.units.length);
  for (const { root, slot } of module.units) {
    out.u32(root);
    out.u32(slot);
  }
  out.u32(module.firstExit);
  out.u32(module.exits.length);
  let last = 0;
  for (const { pc, due, untraced, why, root } of module.exits) {
    out.s32(pc - last);
    out.s32(due);
    out.u32(untraced.length);
    for (const address of untraced) out.s32(address - pc);
    out.s32(EXIT_REASONS.indexOf(why));
    out.s32(root - pc);
    last = pc;
  }
  return out;
}

/** The file's bytes. */
export function writeUnitsFile(file: UnitsFile): Uint8Array<ArrayBuffer> {
  const content = new Bytes();
  content.name(UNITS_SECTION);
  content.bytes(body(file).view());
  const section = new Bytes();
  section.u8(CUSTOM);
  section.u32(content.length + DIGEST_BYTES);
  section.bytes(content.view());
  const { bytes } = file.module;
  section.bytes(sha256(bytes, section.view()));
  const out = new Uint8Array(bytes.length + section.length);
  out.set(bytes);
  out.set(section.view(), bytes.length);
  return out;
}

function readBody(reader: Reader, bytes: Uint8Array<ArrayBuffer>): UnitsFile {
  const format = reader.u32();
  if (format !== FORMAT) {
    throw new UnitsFileError(`format ${format} of translated units; this is for format ${FORMAT}`);
  }
  const key = { version: reader.name(), text: reader.name(), setting: reader.name() };
  const units = Array.from({ length: reader.u32() }, () => ({ root: reader.u32(), slot: reader.u32() }));
  const firstExit = reader.u32();
  let last = 0;
  const exits = Array.from({ length: reader.u32() }, () => {
    last += reader.s32();
    const due = reader.s32();
    const untraced = Array.from({ length: reader.u32() }, () => last + reader.s32());
    const why = EXIT_REASONS[reader.s32()];
    if (why === undefined) throw new UnitsFileError("an exit for a reason that there is not");
    return { pc: last, due, untraced, why, root: last + reader.s32() };
  });
  return { key, module: { bytes, units, firstExit, exits } };
}

/** Reads a file and checks its digest. Throws a `UnitsFileError`. */
export function readUnitsFile(file: Uint8Array): UnitsFile {
  try {
    const last = readSections(file).at(-1);
    if (last?.id !== CUSTOM || last.content.name() !== UNITS_SECTION) {
      throw new UnitsFileError("this module holds no translated units of ours");
    }
    const end = file.length - DIGEST_BYTES;
    const digest = sha256(file.subarray(0, end));
    if (hexOf(digest) !== hexOf(file.subarray(end))) {
      throw new UnitsFileError("translated units that were changed behind their digest");
    }
    return readBody(last.content, file.slice(0, last.start));
  } catch (error) {
    if (!(error instanceof WasmFormatError)) throw error;
    throw new UnitsFileError(error.message);
  }
}

/** Several files as one, for a store. */
export function writeUnitsFiles(files: readonly UnitsFile[]): Uint8Array {
  const out = new Bytes(4096);
  out.u32(files.length);
  for (const bytes of files.map(writeUnitsFile)) {
    out.u32(bytes.length);
    out.bytes(bytes);
  }
  return out.view().slice();
}

/** What `writeUnitsFiles` wrote. Throws a `UnitsFileError`. */
export function readUnitsFiles(content: Uint8Array): UnitsFile[] {
  const reader = new Reader(content);
  try {
    return Array.from({ length: reader.u32() }, () => readUnitsFile(reader.bytes(reader.u32())));
  } catch (error) {
    if (!(error instanceof WasmFormatError)) throw error;
    throw new UnitsFileError(error.message);
  }
}
