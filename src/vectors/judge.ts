/** Compares the state a vector's run ended in with the recorded one: the rules of the format. */
import { bytesOfHex, hexOfBytes, numberOfBytes } from "./state-text.ts";
import type { RegisterTexts } from "./state-text.ts";
import type { Vector } from "./vector-file.ts";

/** One thing that is not as recorded. */
export interface Difference {
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
}

/** How a run ended, in the words of vector files. */
export interface Outcome {
  readonly registers: RegisterTexts;
  readonly exception: { readonly v: number; readonly cr2: string } | undefined;
}

const PAGE_FAULT = 14;
/** C1 and PE of the x87 status word: not judged where the result is an approximation. */
const C1_PE = 0x220;
/** Units in the last place that an approximated x87 significand may be off. */
const X87_TOLERANCE = 4n;
const SIGNIFICAND_BYTES = 8;

/** Judges the exception, then every register. Memory is judged by `judgeMemory`. */
export function judgeRegisters(
  vector: Vector, before: RegisterTexts, outcome: Outcome, flagMask: number,
): Difference[] {
  const differences = judgeException(vector, outcome);
  const undefinedRegisters = new Set(vector.ur ?? []);
  for (const [name, initial] of Object.entries(before)) {
    if (undefinedRegisters.has(name)) continue;
    const recorded = vector.out[name];
    const expected = typeof recorded === "string" ? recorded : initial;
    const actual = outcome.registers[name] ?? "";
    if (agrees(vector, name, expected, actual, flagMask)) continue;
    differences.push({ what: name, expected, actual });
  }
  return differences;
}

function judgeException({ e }: Vector, { exception }: Outcome): Difference[] {
  const text = (v: number | undefined): string => (v === undefined ? "none" : `vector ${v}`);
  if (e?.v !== exception?.v) {
    return [{ what: "exception", expected: text(e?.v), actual: text(exception?.v) }];
  }
  if (e?.v === PAGE_FAULT && e.cr2 !== undefined && e.cr2 !== exception?.cr2) {
    return [{ what: "cr2", expected: e.cr2, actual: exception?.cr2 ?? "" }];
  }
  return [];
}

function agrees(
  vector: Vector, name: string, expected: string, actual: string, flagMask: number,
): boolean {
  if (expected === actual) return true;
  if (name === "fl") {
    const mask = flagMask & ~Number.parseInt(vector.uf ?? "0", 16);
    return differingBits(expected, actual, mask) === 0;
  }
  if (name === "fsw") {
    const open = Number.parseInt(vector.us ?? "0", 16) | (vector.ap === "x87" ? C1_PE : 0);
    return differingBits(expected, actual, ~open) === 0;
  }
  if (vector.ap === "rcp" && name.startsWith("y")) return approximatelyEqual(expected, actual);
  if (vector.ap === "x87" && name.startsWith("R")) return closeExtended(expected, actual);
  return false;
}

function differingBits(expected: string, actual: string, mask: number): number {
  return (Number.parseInt(expected, 16) ^ Number.parseInt(actual, 16)) & mask;
}

/** RCPPS and its relatives: every 32-bit lane equal, or within a relative 2^-11. */
function approximatelyEqual(expected: string, actual: string): boolean {
  const lanes = (hex: string): DataView => new DataView(bytesOfHex(hex).buffer);
  const a = lanes(expected);
  const b = lanes(actual);
  for (let at = 0; at < a.byteLength; at += 4) {
    if (a.getUint32(at, true) === b.getUint32(at, true)) continue;
    const x = a.getFloat32(at, true);
    const y = b.getFloat32(at, true);
    const finite = Number.isFinite(x) && Number.isFinite(y) && x !== 0;
    if (!finite || Math.abs(x - y) > Math.abs(x) * 2 ** -11) return false;
  }
  return true;
}

/** Two 80-bit numbers of one sign whose significands are a few units apart, also across 2^n. */
function closeExtended(expected: string, actual: string): boolean {
  const parts = (hex: string): { readonly top: bigint; readonly significand: bigint } => ({
    significand: numberOfBytes(hex.slice(0, 2 * SIGNIFICAND_BYTES)),
    top: numberOfBytes(hex.slice(2 * SIGNIFICAND_BYTES)),
  });
  const a = parts(expected);
  const b = parts(actual);
  const scale = b.top - a.top;
  if (scale < -1n || scale > 1n || (a.top ^ b.top) >> 15n !== 0n) return false;
  // Neighbouring exponents: the number above 2^n counts in units twice as large.
  const x = scale < 0n ? a.significand << 1n : a.significand;
  const y = scale > 0n ? b.significand << 1n : b.significand;
  const distance = x > y ? x - y : y - x;
  return distance <= X87_TOLERANCE << (scale === 0n ? 0n : 1n);
}

/** Judges `actual`, the bytes at `address`, against `expected`; undefined bytes do not count. */
export function judgeMemory(
  vector: Vector, address: number, expected: Uint8Array, actual: Uint8Array,
): Difference[] {
  const open = (at: number): boolean => (vector.um ?? []).some(([start, bytes]) => {
    const first = Number.parseInt(start, 16);
    return at >= first && at < first + bytes;
  });
  const differs = (at: number): boolean =>
    expected[at] !== actual[at] && !open(address + at);
  const differences: Difference[] = [];
  for (let at = 0; at < expected.length; at++) {
    if (!differs(at)) continue;
    let end = at + 1;
    while (end < expected.length && differs(end)) end++;
    differences.push({
      what: `memory 0x${(address + at).toString(16)}`,
      expected: hexOfBytes(expected.subarray(at, end)),
      actual: hexOfBytes(actual.subarray(at, end)),
    });
    at = end;
  }
  return differences;
}
