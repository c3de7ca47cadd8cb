/** Reading files of recorded instruction vectors: format `x86-64-hwvec`, version 1, JSON lines. */

/** A run of bytes in memory: hexadecimal address, bytes in memory order. */
export type MemoryPatch = readonly [address: string, bytes: string];

/** Registers by name, in hexadecimal; `m` lays bytes over memory. */
export interface StateRecord {
  readonly [register: string]: string | readonly MemoryPatch[] | undefined;
  readonly m?: readonly MemoryPatch[];
}

export interface MapEntry {
  readonly a: string;
  readonly n: number;
  readonly p: string;
  readonly fill: "f4" | "pattern";
}

export interface Header {
  readonly format: string;
  readonly version: number;
  readonly map: readonly MapEntry[];
  readonly entry: string;
  readonly defaults: Readonly<Record<string, string>>;
  readonly flmask: string;
}

/** A form line: what the vectors behind it are about. */
export interface FormRecord {
  readonly form: string;
  readonly cat: string;
  /** What the sandbox's table says about the form: yes, no, no-feature, special-only, absent. */
  readonly nacl: string;
}

export interface Vector {
  readonly f: string;
  readonly n: number;
  /** Code bytes; their disassembly; number of instructions where it is more than one. */
  readonly c: string;
  readonly d?: string;
  readonly k?: number;
  readonly in: StateRecord;
  readonly out: StateRecord;
  readonly e?: { readonly v: number; readonly err?: number; readonly cr2?: string };
  /** What the manuals leave undefined: flags, status word bits, registers, memory. */
  readonly uf?: string;
  readonly us?: string;
  readonly ur?: readonly string[];
  readonly um?: readonly (readonly [address: string, bytes: number])[];
  /** The result is an approximation: of RCPPS and its relatives, or of an x87 transcendental. */
  readonly ap?: "rcp" | "x87";
  readonly t?: readonly string[];
}

/** A file that is not what it should be; the message says where and what. */
export class VectorFileError extends Error {
  override readonly name = "VectorFileError";
}

/** One vector with the form line that stands before it. */
export interface VectorCase {
  readonly form: FormRecord;
  readonly vector: Vector;
}

export interface VectorFile {
  readonly header: Header;
  readonly cases: readonly VectorCase[];
}

function parseLine(text: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new VectorFileError(`line ${line} is not JSON; a vector file has one object per line`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Longest memory area that a header may ask for; real ones have a few pages. */
const AREA_BYTES_MAX = 1 << 28;

function isHex(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-fA-F]+$/.test(value);
}

function isBytes(value: unknown): boolean {
  return typeof value === "string" && /^(?:[0-9a-fA-F]{2})*$/.test(value);
}

function isPatch(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && isHex(value[0]) && isBytes(value[1]);
}

function isArea(value: unknown): boolean {
  if (!isObject(value)) return false;
  const bytes = Number(value["n"]);
  return isHex(value["a"]) && typeof value["p"] === "string"
    && Number.isInteger(value["n"]) && bytes > 0 && bytes <= AREA_BYTES_MAX
    && (value["fill"] === "f4" || value["fill"] === "pattern");
}

/** Registers by name, in hexadecimal, and memory patches under the name `m`. */
function isState(value: unknown): boolean {
  return isObject(value) && Object.entries(value).every(([name, part]) =>
    (name === "m" ? Array.isArray(part) && part.every(isPatch) : isHex(part)));
}

function isHeader(value: unknown): value is Header {
  return isObject(value) && value["format"] === "x86-64-hwvec" && Array.isArray(value["map"])
    && value["map"].every(isArea) && isState(value["defaults"]) && isHex(value["entry"])
    && isHex(value["flmask"]);
}

function isForm(value: unknown): value is FormRecord {
  return isObject(value) && typeof value["form"] === "string" && typeof value["cat"] === "string";
}

function isVector(value: unknown): value is Vector {
  return isObject(value) && typeof value["f"] === "string" && isBytes(value["c"])
    && isState(value["in"]) && isState(value["out"])
    && ["uf", "us"].every((name) => value[name] === undefined || isHex(value[name]))
    && isListOf(value["ur"], (name) => typeof name === "string") && isListOf(value["um"], isSpan)
    && (value["e"] === undefined || isException(value["e"]));
}

/** Absent, or a list of such parts. */
function isListOf(value: unknown, isPart: (part: unknown) => boolean): boolean {
  return value === undefined || (Array.isArray(value) && value.every(isPart));
}

function isSpan(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2
    && isHex(value[0]) && Number.isInteger(value[1]);
}

function isException(value: unknown): boolean {
  return isObject(value) && Number.isInteger(value["v"])
    && (value["cr2"] === undefined || isHex(value["cr2"]));
}

/** Parses a whole file's text. Throws VectorFileError for anything that is no such file. */
export function parseVectorFile(text: string): VectorFile {
  const lines = text.split("\n");
  const header = parseLine(lines[0] ?? "", 1);
  if (!isHeader(header)) {
    throw new VectorFileError("line 1 is not the header of a vector file (format x86-64-hwvec)");
  }
  if (header.version !== 1) {
    throw new VectorFileError(`version ${header.version} of the format is not known; 1 is`);
  }
  const cases: VectorCase[] = [];
  let form: FormRecord | undefined;
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === "") continue;
    const value = parseLine(line, index + 1);
    if (isForm(value)) form = value;
    else if (!isVector(value)) {
      throw new VectorFileError(`line ${index + 1} is neither a form line nor a vector`);
    } else if (form?.form !== value.f) {
      throw new VectorFileError(`line ${index + 1}: no form line stands before form ${value.f}`);
    } else cases.push({ form, vector: value });
  }
  return { header, cases };
}
