/**
 * The fast validator: a verdict, nothing else. Memory beside the text: two bits per byte of it.
 */
import { scanBundle } from "./scan.ts";
import type { ScanTables } from "./tables.ts";

const BUNDLE_BYTES = 32;

/**
 * Whether the sandbox accepts a text under the compiled profile. Any length is fine; one that is
 * not a multiple of 32 is refused.
 */
export function acceptsText(tables: ScanTables, text: Uint8Array): boolean {
  const size = text.length;
  if (size % BUNDLE_BYTES !== 0) return false;
  const targets = new Uint32Array(size / BUNDLE_BYTES);
  const jumps = new Uint32Array(size / BUNDLE_BYTES);
  const last = size - BUNDLE_BYTES;
  for (let offset = 0; offset < last; offset += BUNDLE_BYTES) {
    const found = scanBundle(tables, text, offset, offset, size, jumps);
    if (found === 0) return false;
    targets[offset / BUNDLE_BYTES] = found;
  }
  if (size > 0) {
    // The scanner looks ahead of a bundle's end, so the last one is read from a padded copy.
    const copy = new Uint8Array(2 * BUNDLE_BYTES);
    copy.set(text.subarray(last));
    const found = scanBundle(tables, copy, 0, last, size, jumps);
    if (found === 0) return false;
    targets[last / BUNDLE_BYTES] = found;
  }
  return jumps.every((bits, word) => (bits & ~(targets[word] ?? 0)) === 0);
}
