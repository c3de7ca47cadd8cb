/**
 * A whole range of code as lines. Like objdump, a listing starts afresh at every symbol, so an
 * instruction that runs into the next symbol is cut there.
 */
import type { Disassembler, Line } from "./disassembler.ts";

/** An address at which lines begin anew, and whether data begins there instead of code. */
export interface Border {
  readonly address: number;
  readonly data: boolean;
}

/** objdump shows data 16 bytes in a line. */
const DATA_BYTES = 16;

/** From so many zeros on objdump leaves them out, in groups of four unless nothing follows. */
const SKIPPED_ZEROS = 8;
const SKIPPED_AT_END = 3;
const SKIPPED_GROUP = 4;

/** Zeros of data that objdump leaves out: they are one line here. */
function skippedZeros(bytes: Uint8Array, offset: number, end: number): number {
  let at = offset;
  while (at < end && bytes[at] === 0) at++;
  const zeros = at - offset;
  if (at === end && zeros < SKIPPED_AT_END) return zeros;
  if (zeros < SKIPPED_ZEROS) return 0;
  return at === end ? zeros : zeros - (zeros % SKIPPED_GROUP);
}

/** Data as objdump shows it behind the bytes: printable characters, dots for the others. */
function dataLine(bytes: Uint8Array, offset: number, end: number, address: number): Line {
  const zeros = skippedZeros(bytes, offset, end);
  if (zeros > 0) {
    return { address, length: zeros, text: "...", form: undefined, target: -1, reference: -1 };
  }
  const length = Math.min(DATA_BYTES, end - offset);
  let text = "";
  for (let i = 0; i < length; i++) {
    const byte = bytes[offset + i] ?? 0;
    text += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".";
  }
  return { address, length, text, form: undefined, target: -1, reference: -1 };
}

/** A run of code or of data between borders: offsets of its first byte and behind its last. */
interface Stretch {
  readonly from: number;
  readonly end: number;
  readonly data: boolean;
}

function* stretches(
  size: number, address: number, borders: readonly Border[],
): Generator<Stretch, void, undefined> {
  let from = 0;
  let data = false;
  for (const border of borders) {
    const at = border.address - address;
    if (at >= size) break;
    if (at > from) {
      yield { from, end: at, data };
      from = at;
    }
    data = border.data;
  }
  if (from < size) yield { from, end: size, data };
}

/**
 * Yields the lines of the bytes, without gaps and in order.
 * @param address address of the first byte
 * @param borders by ascending address
 */
export function* listLines(
  disassembler: Disassembler, bytes: Uint8Array, address: number, borders: readonly Border[],
): Generator<Line, void, undefined> {
  for (const { from, end, data } of stretches(bytes.length, address, borders)) {
    for (let offset = from; offset < end;) {
      const line = data
        ? dataLine(bytes, offset, end, address + offset)
        : disassembler.line(bytes, offset, end, address + offset);
      yield line;
      offset += line.length;
    }
  }
}

/** Adds the addresses that direct branches in the lines of the bytes go to. */
export function collectTargets(
  disassembler: Disassembler, bytes: Uint8Array, address: number, borders: readonly Border[],
  targets: Set<number>,
): void {
  for (const { from, end, data } of stretches(bytes.length, address, borders)) {
    for (let offset = from; offset < end && !data;) {
      const { length, target } = disassembler.skim(bytes, offset, end, address + offset);
      if (target >= 0) targets.add(target);
      offset += length;
    }
  }
}

/** The sandbox's bundles: 32 bytes that no instruction may cross (NaCl rules, alignment). */
const BUNDLE_BYTES = 32;

/** How a line lies in its bundle. */
export function bundlePlace(line: Line): "start" | "crosses" | "inside" {
  const within = line.address % BUNDLE_BYTES;
  if (within === 0) return "start";
  return within + line.length > BUNDLE_BYTES ? "crosses" : "inside";
}
