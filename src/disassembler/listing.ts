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

/**
 * Yields the lines of the bytes, without gaps and in order.
 * @param address address of the first byte
 * @param borders by ascending address
 */
export function* listLines(
  disassembler: Disassembler, bytes: Uint8Array, address: number, borders: readonly Border[],
): Generator<Line, void, undefined> {
  let next = 0;
  let data = false;
  let offset = 0;
  while (offset < bytes.length) {
    const here = address + offset;
    let border = borders[next];
    while (border !== undefined && border.address <= here) {
      data = border.data;
      border = borders[++next];
    }
    const end = Math.min(bytes.length, (border?.address ?? Number.POSITIVE_INFINITY) - address);
    const line = data
      ? dataLine(bytes, offset, end, here)
      : disassembler.line(bytes, offset, end, here);
    yield line;
    offset += line.length;
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
