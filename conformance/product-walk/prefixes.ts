/**
 * The strings of prefixes as states of both validators at once. A state is what each of them still
 * knows of the prefixes that it read: the scanner a set of five bits, or that it gave up; the
 * decoder which prefixes occurred, which of F2 and F3 came last, and whether one was repeated; and
 * which literal nops may still follow. Strings that leave both in the same state are walked once.
 */
import { FIXED_NOPS } from "../../spec/nacl/sequences.ts";
import { readPattern, type Pattern } from "../../src/validator/reference/byte-pattern.ts";

export const LEGACY = [0x66, 0xf2, 0xf3, 0xf0, 0x2e, 0x3e, 0x26, 0x36, 0x64, 0x65, 0x67];
/** Prefixes that some row takes. 2e and 3e are one bit to the scanner, two to the decoder. */
const TAKEN = [0x66, 0xf2, 0xf3, 0xf0, 0x2e, 0x3e];
const HINTS = [0x2e, 0x3e];

export interface PrefixState {
  readonly bytes: readonly number[];
  /** Other strings that lead to the same state. */
  readonly others: (readonly number[])[];
  /** Whether some instruction may still be accepted. */
  readonly live: boolean;
}

const NOPS: readonly Pattern[] = FIXED_NOPS.map((text) => readPattern(text));

/** Whether a literal nop begins with these bytes. */
function beginsNop(bytes: readonly number[]): boolean {
  return NOPS.some((tokens) => tokens.length >= bytes.length && bytes.every((byte, k) =>
    tokens[k]?.ranges.some(([low, high]) => byte >= low && byte <= high) === true));
}

const hasRepeated = (bytes: readonly number[]): boolean => new Set(bytes).size < bytes.length;

/** Whether the scanner still reads: no prefix that no row takes, none twice, at most one hint. */
const scannerReads = (bytes: readonly number[]): boolean =>
  bytes.every((byte) => TAKEN.includes(byte)) && !hasRepeated(bytes) &&
  bytes.filter((byte) => HINTS.includes(byte)).length < 2;

function keyOf(bytes: readonly number[]): string {
  const last = bytes.findLast((byte) => byte === 0xf2 || byte === 0xf3) ?? 0;
  const nop = beginsNop(bytes) ? bytes.join(" ") : "";
  return [[...new Set(bytes)].sort().join(" "), last, hasRepeated(bytes), scannerReads(bytes), nop]
    .join(";");
}

/** All states that prefixes lead to, up to those in which nothing can be accepted any more. */
export function prefixStates(): readonly PrefixState[] {
  const states = new Map<string, PrefixState>();
  let longest: (readonly number[])[] = [[]];
  while (longest.length > 0) {
    const found: (readonly number[])[] = [];
    for (const bytes of longest) {
      const key = keyOf(bytes);
      const known = states.get(key);
      if (known !== undefined) {
        known.others.push(bytes);
        continue;
      }
      const live = scannerReads(bytes) || beginsNop(bytes);
      states.set(key, { bytes, others: [], live });
      if (live) found.push(bytes);
    }
    longest = found.flatMap((bytes) => LEGACY.map((prefix) => [...bytes, prefix]));
  }
  return [...states.values()];
}
