/** The SHA extensions. Source: FIPS 180-4; Intel SDM volume 2C, SHA1RNDS4 ... SHA256RNDS2. */
import { pure } from "./operators.ts";
import type { Operators } from "./operators.ts";
import { lanesOf, vectorOf } from "./vector.ts";

type Words = readonly [number, number, number, number];

/** The four words of a vector, lowest first. */
function wordsOf(v: bigint): Words {
  const [w0 = 0, w1 = 0, w2 = 0, w3 = 0] = lanesOf(v, 32);
  return [w0, w1, w2, w3];
}

const rotateLeft = (x: number, n: number): number => (x << n) | (x >>> (32 - n));
const rotateRight = (x: number, n: number): number => (x >>> n) | (x << (32 - n));

const choose = (x: number, y: number, z: number): number => (x & y) ^ (~x & z);
const parity = (x: number, y: number, z: number): number => x ^ y ^ z;
const majority = (x: number, y: number, z: number): number => (x & y) ^ (x & z) ^ (y & z);

/** Function and constant of the four groups of twenty rounds of SHA-1. */
const SHA1_ROUNDS = [
  { fn: choose, constant: 0x5a827999 }, { fn: parity, constant: 0x6ed9eba1 },
  { fn: majority, constant: 0x8f1bbcdc }, { fn: parity, constant: 0xca62c1d6 },
] as const;

/** SHA1RNDS4: four rounds on A, B, C, D (highest lane first); E is already in the first word. */
export function sha1Rounds(state: bigint, message: bigint, group: number): bigint {
  const { fn, constant } = SHA1_ROUNDS[(group & 3) as 0 | 1 | 2 | 3];
  let [d, c, b, a] = wordsOf(state);
  let e = 0;
  for (const w of [...wordsOf(message)].reverse()) {
    const next = (fn(b, c, d) + rotateLeft(a, 5) + w + e + constant) | 0;
    [a, b, c, d, e] = [next, a, rotateLeft(b, 30), c, d];
  }
  return vectorOf([d, c, b, a], 32);
}

/** SHA1NEXTE: E of the next four rounds, added to the message's highest word. */
export function sha1NextE(state: bigint, message: bigint): bigint {
  const [w0, w1, w2, w3] = wordsOf(message);
  return vectorOf([w0, w1, w2, (w3 + rotateLeft(wordsOf(state)[3], 30)) | 0], 32);
}

export function sha1Message1(a: bigint, b: bigint): bigint {
  const [w3, w2, w1, w0] = wordsOf(a);
  const [, , w5, w4] = wordsOf(b);
  return vectorOf([w5 ^ w3, w4 ^ w2, w3 ^ w1, w2 ^ w0], 32);
}

export function sha1Message2(a: bigint, b: bigint): bigint {
  const [x3, x2, x1, x0] = wordsOf(a);
  const [w15, w14, w13] = wordsOf(b);
  const w16 = rotateLeft(x0 ^ w13, 1);
  const w17 = rotateLeft(x1 ^ w14, 1);
  const w18 = rotateLeft(x2 ^ w15, 1);
  return vectorOf([rotateLeft(x3 ^ w16, 1), w18, w17, w16], 32);
}

const sum0 = (x: number): number => rotateRight(x, 2) ^ rotateRight(x, 13) ^ rotateRight(x, 22);
const sum1 = (x: number): number => rotateRight(x, 6) ^ rotateRight(x, 11) ^ rotateRight(x, 25);
const sigma0 = (x: number): number => rotateRight(x, 7) ^ rotateRight(x, 18) ^ (x >>> 3);
const sigma1 = (x: number): number => rotateRight(x, 17) ^ rotateRight(x, 19) ^ (x >>> 10);

/** SHA256RNDS2: two rounds; CDGH is the destination, ABEF the source, `keyed` is XMM0. */
export function sha256Rounds(cdgh: bigint, abef: bigint, keyed: bigint): bigint {
  let [h, g, d, c] = wordsOf(cdgh);
  let [f, e, b, a] = wordsOf(abef);
  for (const wk of wordsOf(keyed).slice(0, 2)) {
    const t1 = (choose(e, f, g) + sum1(e) + wk + h) | 0;
    const t2 = (majority(a, b, c) + sum0(a)) | 0;
    [a, b, c, d, e, f, g, h] = [(t1 + t2) | 0, a, b, c, (t1 + d) | 0, e, f, g];
  }
  return vectorOf([f, e, b, a], 32);
}

export function sha256Message1(a: bigint, b: bigint): bigint {
  const [w0, w1, w2, w3] = wordsOf(a);
  const [w4] = wordsOf(b);
  return vectorOf(
    [(w0 + sigma0(w1)) | 0, (w1 + sigma0(w2)) | 0, (w2 + sigma0(w3)) | 0, (w3 + sigma0(w4)) | 0],
    32);
}

export function sha256Message2(a: bigint, b: bigint): bigint {
  const [x0, x1, x2, x3] = wordsOf(a);
  const [, , w14, w15] = wordsOf(b);
  const w16 = (x0 + sigma1(w14)) | 0;
  const w17 = (x1 + sigma1(w15)) | 0;
  return vectorOf([w16, w17, (x2 + sigma1(w16)) | 0, (x3 + sigma1(w17)) | 0], 32);
}

export const SHA_OPERATORS: Operators = {
  calls: {
    sha1rnds4: pure((state = 0n, message = 0n, imm = 0n) =>
      sha1Rounds(state, message, Number(imm & 3n))),
    sha1nexte: pure((state = 0n, message = 0n) => sha1NextE(state, message)),
    sha1msg1: pure((a = 0n, b = 0n) => sha1Message1(a, b)),
    sha1msg2: pure((a = 0n, b = 0n) => sha1Message2(a, b)),
    sha256rnds2: pure((cdgh = 0n, abef = 0n, keyed = 0n) => sha256Rounds(cdgh, abef, keyed)),
    sha256msg1: pure((a = 0n, b = 0n) => sha256Message1(a, b)),
    sha256msg2: pure((a = 0n, b = 0n) => sha256Message2(a, b)),
  },
  units: {},
};
