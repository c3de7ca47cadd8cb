/**
 * The three kinds of random byte strings that decoders are compared on. Each is a stream without
 * gaps, so that linear sweeps can read it too.
 */
import type { Prng } from "./prng.ts";

export type ByteKind = "uniform" | "prefixes" | "mutated";
export const BYTE_KINDS: readonly ByteKind[] = ["uniform", "prefixes", "mutated"];

/** Prefixes, escapes and VEX/XOP/EVEX leads: what changes the meaning of the byte behind it. */
const LEADS: readonly [number, ...number[]] = [
  0x66, 0x67, 0xf2, 0xf3, 0xf0, 0x2e, 0x36, 0x3e, 0x26, 0x64, 0x65, 0x66, 0xf2, 0xf3,
  0x40, 0x41, 0x42, 0x44, 0x48, 0x49, 0x4c, 0x4f, 0x48,
];
const ESCAPES: readonly [readonly number[], ...(readonly number[])[]] = [
  [], [], [0x0f], [0x0f], [0x0f, 0x38], [0x0f, 0x3a], [0x0f, 0x0f], [0xc4, 0xe1], [0xc4, 0xe2],
  [0xc4, 0xe3], [0xc5], [0x8f, 0xe8], [0x8f, 0xe9], [0x8f, 0xea], [0xc4, 0x42], [0xc5, 0xf8],
  [0xd9], [0xdb], [0x62, 0xf1],
];

function pushRandom(bytes: number[], prng: Prng, count: number): void {
  for (let i = 0; i < count; i++) bytes.push(prng.below(256));
}

/** Bytes of equal likelihood. */
function uniform(prng: Prng, size: number): number[] {
  const bytes: number[] = [];
  pushRandom(bytes, prng, size);
  return bytes;
}

/** Some prefixes in any order, an escape, and noise. */
function prefixHeavy(prng: Prng, size: number): number[] {
  const bytes: number[] = [];
  while (bytes.length < size) {
    const count = prng.oneIn(40) ? prng.below(17) : prng.below(4);
    for (let i = 0; i < count; i++) bytes.push(prng.pick(LEADS));
    bytes.push(...prng.pick(ESCAPES));
    pushRandom(bytes, prng, 2 + prng.below(6));
  }
  return bytes;
}

/** Valid instructions with one or two bits or bytes changed, a byte lost or a byte doubled. */
function mutated(prng: Prng, size: number, valid: () => readonly number[]): number[] {
  const bytes: number[] = [];
  while (bytes.length < size) {
    const sample = [...valid()];
    const rounds = 1 + prng.below(2);
    for (let i = 0; i < rounds; i++) {
      const at = prng.below(sample.length);
      const kind = prng.below(5);
      if (kind === 0) sample.splice(at, 1);
      else if (kind === 1) sample.splice(at, 0, prng.pick(LEADS));
      else if (kind === 2) sample[at] = prng.below(256);
      else sample[at] = (sample[at] ?? 0) ^ (1 << prng.below(8));
    }
    bytes.push(...sample);
  }
  return bytes;
}

/**
 * @param size how many bytes at least
 * @param valid makes one valid instruction; used by kind `mutated`
 */
export function randomBytes(
  kind: ByteKind,
  prng: Prng,
  size: number,
  valid: () => readonly number[],
): Uint8Array {
  if (kind === "uniform") return Uint8Array.from(uniform(prng, size));
  if (kind === "prefixes") return Uint8Array.from(prefixHeavy(prng, size));
  return Uint8Array.from(mutated(prng, size, valid));
}
