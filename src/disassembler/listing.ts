/**
 * A whole range of code as lines. Like objdump, a listing starts afresh at every symbol, so an
 * instruction that runs into the next symbol is cut there.
 */
import type { Disassembler, Line } from "./disassembler.ts";

/**
 * Yields the lines of the bytes, without gaps and in order.
 * @param address address of the first byte
 * @param borders ascending addresses at which lines begin anew (symbols)
 */
export function* listLines(
  disassembler: Disassembler, bytes: Uint8Array, address: number, borders: readonly number[],
): Generator<Line, void, undefined> {
  let border = 0;
  let offset = 0;
  while (offset < bytes.length) {
    while ((borders[border] ?? Number.POSITIVE_INFINITY) <= address + offset) border++;
    const end = Math.min(bytes.length, (borders[border] ?? Number.POSITIVE_INFINITY) - address);
    const line = disassembler.line(bytes, offset, end, address + offset);
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
