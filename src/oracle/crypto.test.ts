/** AES, SHA and carry-less products: whole published examples, computed with the operators. */
import { describe, expect, it } from "vitest";
import {
  AES_OPERATORS, carrylessProduct, decryptRound, encryptRound, keyAssist,
} from "./aes.ts";
import type { Evaluation } from "./evaluation.ts";
import {
  sha1Message1, sha1Message2, sha1NextE, sha1Rounds, sha256Message1, sha256Message2, sha256Rounds,
} from "./sha.ts";
import { lanesOf, vectorBinary, vectorOf } from "./vector.ts";

const bytes = (hex: string): bigint =>
  vectorOf((hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)), 8);
const hex = (v: bigint): string =>
  lanesOf(v, 8).map((byte) => byte.toString(16).padStart(2, "0")).join("");

describe("AES-128, FIPS 197 appendix B", () => {
  const text = bytes("3243f6a8885a308d313198a2e0370734");
  const cipher = "3925841d02dc09fbdc118597196a0b32";

  /** The key schedule as programs write it: AESKEYGENASSIST, a broadcast, three shifted xors. */
  function schedule(key: bigint): bigint[] {
    const keys = [key];
    let constant = 1;
    for (let round = 0; round < 10; round++) {
      const last = keys[round] ?? 0n;
      const word = lanesOf(keyAssist(last, constant), 32)[3] ?? 0;
      const low = (v: bigint): bigint => BigInt.asUintN(128, v);
      const mixed = low(last ^ (last << 32n) ^ (last << 64n) ^ (last << 96n));
      keys.push(mixed ^ vectorOf([word, word, word, word], 32));
      constant = constant === 0x80 ? 0x1b : constant << 1;
    }
    return keys;
  }

  const keys = schedule(bytes("2b7e151628aed2a6abf7158809cf4f3c"));

  it("expands the key", () => {
    expect(hex(keys[10] ?? 0n)).toBe("d014f9a8c9ee2589e13f0cc8b6630ca6");
  });

  it("encrypts", () => {
    let state = text ^ (keys[0] ?? 0n);
    for (let round = 1; round <= 10; round++) {
      state = encryptRound(state, keys[round] ?? 0n, round === 10);
    }
    expect(hex(state)).toBe(cipher);
  });

  it("decrypts with the equivalent inverse cipher", () => {
    const inverse = AES_OPERATORS.calls["aesimc"];
    const mixed = (key: bigint): bigint => inverse?.({} as Evaluation, [key]) as bigint;
    let state = bytes(cipher) ^ (keys[10] ?? 0n);
    for (let round = 9; round >= 0; round--) {
      const key = keys[round] ?? 0n;
      state = decryptRound(state, round === 0 ? key : mixed(key), round === 0);
    }
    expect(state).toBe(text);
  });
});

describe("carry-less multiplication", () => {
  it("gives the products of Intel's white paper on PCLMULQDQ", () => {
    const a = 0x7b5b54657374566563746f725d53475dn;
    const b = 0x48692853686179295b477565726f6e5dn;
    expect(carrylessProduct(a, b, 0x00)).toBe(0x1d4d84c85c3440c0929633d5d36f0451n);
    expect(carrylessProduct(a, b, 0x10)).toBe(0x1bd17c8d556ab5a17fa540ac2a281315n);
    expect(carrylessProduct(a, b, 0x01)).toBe(0x1a2bf6db3a30862fbabf262df4b7d5c9n);
    expect(carrylessProduct(a, b, 0x11)).toBe(0x1d1e1f2c592e7c45d66ee03e410fd4edn);
  });
});

/** "abc", padded to one block, as sixteen big-endian words. */
const BLOCK = [0x61626380, ...Array.from({ length: 14 }, () => 0), 24];
const add = (a: bigint, b: bigint): bigint => vectorBinary("add", "i32x4", a, b);
const words = (...list: number[]): bigint => vectorOf(list, 32);
const digest = (...list: number[]): string =>
  list.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");

describe("SHA, FIPS 180-4 example \"abc\"", () => {
  it("SHA-1", () => {
    // Message words and A..D have their first word in the highest lane.
    const message = [0, 4, 8, 12].map((i) => vectorOf(BLOCK.slice(i, i + 4).reverse(), 32));
    for (let i = 4; i < 20; i++) {
      const partial = sha1Message1(message[i - 4] ?? 0n, message[i - 3] ?? 0n);
      message.push(sha1Message2(partial ^ (message[i - 2] ?? 0n), message[i - 1] ?? 0n));
    }
    const start = words(0x10325476, 0x98badcfe, 0xefcdab89, 0x67452301);
    let state = start;
    let before = 0n;
    for (let i = 0; i < 20; i++) {
      const w = message[i] ?? 0n;
      const keyed = i === 0 ? add(w, words(0, 0, 0, 0xc3d2e1f0)) : sha1NextE(before, w);
      before = state;
      state = sha1Rounds(state, keyed, Math.floor(i / 5));
    }
    const [d = 0, c = 0, b = 0, a = 0] = lanesOf(add(state, start), 32);
    const e = lanesOf(sha1NextE(before, words(0, 0, 0, 0xc3d2e1f0)), 32)[3] ?? 0;
    expect(digest(a, b, c, d, e)).toBe("a9993e364706816aba3e25717850c26c9cd0d89d");
  });

  it("SHA-256", () => {
    const isPrime = (n: number): boolean => !Array.from({ length: n }, (_, k) => k)
      .some((k) => k > 1 && n % k === 0);
    const primes = Array.from({ length: 310 }, (_, n) => n + 2).filter(isPrime);
    // First 32 bits of the fractions of cube roots, and of square roots for the initial state.
    const root = (n: bigint, power: bigint): bigint => {
      let r = 0n;
      for (let bit = 1n << 40n; bit > 0n; bit >>= 1n) if ((r + bit) ** power <= n) r += bit;
      return r;
    };
    const fraction = (p: number, power: bigint): number =>
      Number(BigInt.asUintN(32, root(BigInt(p) << (32n * power), power)));
    const constants = primes.slice(0, 64).map((p) => fraction(p, 3n));
    const initial = primes.slice(0, 8).map((p) => fraction(p, 2n));
    const [a0 = 0, b0 = 0, c0 = 0, d0 = 0, e0 = 0, f0 = 0, g0 = 0, h0 = 0] = initial;

    const message = [0, 4, 8, 12].map((i) => vectorOf(BLOCK.slice(i, i + 4), 32));
    for (let i = 4; i < 16; i++) {
      const shifted = ((message[i - 1] ?? 0n) << 96n) | ((message[i - 2] ?? 0n) >> 32n);
      const partial = add(
        sha256Message1(message[i - 4] ?? 0n, message[i - 3] ?? 0n), BigInt.asUintN(128, shifted));
      message.push(sha256Message2(partial, message[i - 1] ?? 0n));
    }
    const start = [words(f0, e0, b0, a0), words(h0, g0, d0, c0)] as const;
    let [abef, cdgh] = start;
    for (let i = 0; i < 16; i++) {
      const keyed = add(message[i] ?? 0n, vectorOf(constants.slice(4 * i, 4 * i + 4), 32));
      [abef, cdgh] = [sha256Rounds(cdgh, abef, keyed), abef];
      [abef, cdgh] = [sha256Rounds(cdgh, abef, keyed >> 64n), abef];
    }
    const [f = 0, e = 0, b = 0, a = 0] = lanesOf(add(abef, start[0]), 32);
    const [h = 0, g = 0, d = 0, c = 0] = lanesOf(add(cdgh, start[1]), 32);
    expect(digest(a, b, c, d, e, f, g, h))
      .toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });
});
