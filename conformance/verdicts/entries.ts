/** Texts with measured verdicts: the form of `sample.bin.gz`, see README.md. */
import {
  NACL_2013, NACL_2025, tolerating, ZEROVM, type Profile,
} from "../../spec/nacl/profiles.ts";

export interface Entry {
  readonly text: Uint8Array;
  /** Bits of VERDICT_PROFILES: which verdicts are known, and which of those accept. */
  readonly known: number;
  readonly accepting: number;
  /** How the text was made, where that is known. */
  readonly kind: string;
}

/** The profile of each verdict bit, from bit 0 on. */
export const VERDICT_PROFILES: readonly Profile[] =
  [NACL_2013, ZEROVM, NACL_2025, tolerating(NACL_2025)];

const BUNDLE_BYTES = 32;
const HEAD_BYTES = 3;

export function readEntries(bytes: Uint8Array): Entry[] {
  const entries: Entry[] = [];
  let at = 0;
  while (at < bytes.length) {
    const [bundles = 0, known = 0, accepting = 0] = bytes.subarray(at, at + HEAD_BYTES);
    at += HEAD_BYTES;
    const text = bytes.subarray(at, at + bundles * BUNDLE_BYTES);
    entries.push({ text, known, accepting, kind: "sample" });
    at += bundles * BUNDLE_BYTES;
  }
  return entries;
}

export function writeEntries(entries: readonly Entry[]): Uint8Array {
  const size = entries.reduce((sum, { text }) => sum + HEAD_BYTES + text.length, 0);
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const { text, known, accepting } of entries) {
    bytes.set([text.length / BUNDLE_BYTES, known, accepting], at);
    bytes.set(text, at + HEAD_BYTES);
    at += HEAD_BYTES + text.length;
  }
  return bytes;
}
