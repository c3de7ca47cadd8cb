/** Matches bytes against the patterns of `spec/nacl/sequences.ts`. */
import type { BytePattern } from "../../../spec/nacl/sequences.ts";

interface Token {
  readonly optional: boolean;
  readonly ranges: readonly (readonly [number, number])[];
}

/** A pattern that was read, for superinstruction register `n` (0..7). */
export type Pattern = readonly Token[];

/** Reads a pattern. `n` replaces the register in `+n` and `+8n`. Throws on a malformed token. */
export function readPattern(text: BytePattern, n = 0): Pattern {
  return text.split(" ").map((word) => {
    const optional = word.startsWith("?");
    const ranges = word.slice(optional ? 1 : 0).split("|").map((choice) => readChoice(choice, n));
    return { optional, ranges };
  });
}

function readChoice(choice: string, n: number): readonly [number, number] {
  const found = /^([0-9a-f]{2})(?:-([0-9a-f]{2})|\+(8?)n)?$/.exec(choice);
  if (found === null) throw new RangeError(`"${choice}" is no byte of a pattern`);
  const [, first = "", last, eight] = found;
  const low = Number.parseInt(first, 16) + (eight === undefined ? 0 : n * (eight === "8" ? 8 : 1));
  return [low, last === undefined ? low : Number.parseInt(last, 16)];
}

const fits = (token: Token, byte: number | undefined): boolean =>
  byte !== undefined && token.ranges.some(([low, high]) => byte >= low && byte <= high);

/**
 * Length of the bytes at `offset` that the pattern matches, looking at nothing from `end` on; 0
 * when it does not match. No pattern has two ways to match, so the first one counts.
 */
export function matchLength(
  pattern: Pattern, bytes: Uint8Array, offset: number, end: number,
): number {
  let p = offset;
  for (const token of pattern) {
    if (p < end && fits(token, bytes[p])) p++;
    else if (!token.optional) return 0;
  }
  return p - offset;
}

/** Several patterns, any of which may match; sorted by their first bytes, because most do not. */
export class PatternSet {
  readonly #byFirstByte: readonly (readonly Pattern[])[];

  constructor(texts: readonly BytePattern[], n = 0) {
    const patterns = texts.map((text) => readPattern(text, n));
    this.#byFirstByte = Array.from({ length: 256 }, (_, byte) =>
      patterns.filter((pattern) => mayBegin(pattern, byte)));
  }

  /** Length of the longest match at `offset`; 0 when none matches. */
  matchLength(bytes: Uint8Array, offset: number, end: number): number {
    let longest = 0;
    for (const pattern of this.#byFirstByte[bytes[offset] ?? 0] ?? []) {
      longest = Math.max(longest, matchLength(pattern, bytes, offset, end));
    }
    return longest;
  }

  /** Whether a pattern matches exactly the bytes from `offset` to `end`. */
  matches(bytes: Uint8Array, offset: number, end: number): boolean {
    return this.matchLength(bytes, offset, end) === end - offset;
  }
}

/** Whether a match of the pattern may begin with this byte: optional bytes may be absent. */
function mayBegin(pattern: Pattern, byte: number): boolean {
  for (const token of pattern) {
    if (fits(token, byte)) return true;
    if (!token.optional) return false;
  }
  return false;
}
