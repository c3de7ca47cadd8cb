/**
 * The fast validator: a verdict, nothing else. Memory beside the text: two bits per byte of it, and
 * a slice of fixed size where WebAssembly helps.
 */
import { Scanner } from "./scan.ts";
import type { ScanTables } from "./tables.ts";

const BUNDLE_BYTES = 32;

/** Whether the sandbox accepts a text under compiled tables. Refuses lengths beside n * 32. */
export function acceptsText(tables: ScanTables, text: Uint8Array): boolean {
  const size = text.length;
  if (size % BUNDLE_BYTES !== 0) return false;
  const targets = new Uint32Array(size / BUNDLE_BYTES);
  const jumps = new Uint32Array(size / BUNDLE_BYTES);
  const scanner = new Scanner(tables);
  scanner.begin(size, jumps);
  scanner.view(text, 0);
  const last = size - BUNDLE_BYTES;
  for (let offset = 0; offset < last; offset += BUNDLE_BYTES) {
    const found = scanner.bundle(offset);
    if (found === 0) return false;
    targets[offset / BUNDLE_BYTES] = found;
  }
  if (size > 0) {
    // The scanner looks ahead of a bundle's end, so the last one is read from a padded copy.
    const copy = new Uint8Array(2 * BUNDLE_BYTES);
    copy.set(text.subarray(last));
    scanner.view(copy, last);
    const found = scanner.bundle(0);
    if (found === 0) return false;
    targets[last / BUNDLE_BYTES] = found;
  }
  return jumps.every((bits, word) => (bits & ~(targets[word] as number)) === 0);
}
