/**
 * AES and carry-less multiplication. Source: FIPS 197 for the cipher's steps, Intel SDM volume 2
 * (AESENC ... AESKEYGENASSIST, PCLMULQDQ) for how instructions combine them.
 *
 * The state is sixteen bytes, column by column, as FIPS 197 has it and as the register holds it.
 */
import { pure } from "./operators.ts";
import type { Operators } from "./operators.ts";
import { lanesOf, vectorOf } from "./vector.ts";

/** x * 2 in GF(2^8) modulo x^8 + x^4 + x^3 + x + 1. */
function double(x: number): number {
  return ((x << 1) ^ (x & 0x80 ? 0x1b : 0)) & 0xff;
}

/** Product in GF(2^8). */
function times(x: number, y: number): number {
  let product = 0;
  for (let power = x, rest = y; rest !== 0; power = double(power), rest >>= 1) {
    if (rest & 1) product ^= power;
  }
  return product;
}

/** The S-box: the inverse in GF(2^8), then an affine map of its bits (FIPS 197, 5.1.1). */
function makeSubstitution(): readonly number[] {
  // 3 generates the field's multiplicative group, of order 255: 3^k and 3^(255-k) are inverse.
  const powers = [1];
  for (let k = 1; k < 255; k++) powers.push(times(powers[k - 1] ?? 0, 3));
  const box = [affine(0)];
  powers.forEach((power, k) => { box[power] = affine(powers[(255 - k) % 255] ?? 0); });
  return box;
}

function affine(x: number): number {
  const rotated = (n: number): number => ((x << n) | (x >> (8 - n))) & 0xff;
  return x ^ rotated(1) ^ rotated(2) ^ rotated(3) ^ rotated(4) ^ 0x63;
}

/** Computes a constant when it is first asked for: most programs never need it, and all would wait. */
function whenNeeded<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => made ??= make();
}

const substitution = whenNeeded(makeSubstitution);
const restoration = whenNeeded((): readonly number[] =>
  Array.from({ length: 256 }, (_, x) => substitution().indexOf(x)));

type State = readonly number[];

/** ShiftRows: row r moves left by r columns; `direction` -1 is the inverse. */
function shiftRows(state: State, direction: 1 | -1): number[] {
  return state.map((_, at) => {
    const row = at & 3;
    return state[(at + 4 * direction * row) & 15] ?? 0;
  });
}

/** MixColumns with the coefficients of the first row of its matrix. */
function mixColumns(state: State, coefficients: readonly number[]): number[] {
  return state.map((_, at) => {
    const column = at & ~3;
    const row = at & 3;
    return coefficients.reduce(
      (sum, c, k) => sum ^ times(c, state[column + ((row + k) & 3)] ?? 0), 0);
  });
}

const MIX = [2, 3, 1, 1] as const;
const UNMIX = [14, 11, 13, 9] as const;

function substituted(state: State, box: readonly number[]): number[] {
  return state.map((x) => box[x] ?? 0);
}

const bytes = (v: bigint): number[] => lanesOf(v, 8);
const vector = (state: State): bigint => vectorOf(state, 8);

/** AESENC and AESENCLAST: one round of encryption. */
export function encryptRound(state: bigint, key: bigint, last: boolean): bigint {
  const replaced = substituted(shiftRows(bytes(state), 1), substitution());
  return vector(last ? replaced : mixColumns(replaced, MIX)) ^ key;
}

/** AESDEC and AESDECLAST: one round of the equivalent inverse cipher. */
export function decryptRound(state: bigint, key: bigint, last: boolean): bigint {
  const replaced = substituted(shiftRows(bytes(state), -1), restoration());
  return vector(last ? replaced : mixColumns(replaced, UNMIX)) ^ key;
}

/** AESKEYGENASSIST: SubWord of words 1 and 3, each also rotated and with the round constant. */
export function keyAssist(key: bigint, constant: number): bigint {
  const words = lanesOf(vector(substituted(bytes(key), substitution())), 32);
  const rotated = (x: number): number => ((x >>> 8) | (x << 24)) ^ constant;
  const [, one = 0, , three = 0] = words;
  return vectorOf([one, rotated(one), three, rotated(three)], 32);
}

/** PCLMULQDQ: carry-less product of the 64-bit halves that bits 0 and 4 of the control choose. */
export function carrylessProduct(a: bigint, b: bigint, control: number): bigint {
  const x = BigInt.asUintN(64, control & 1 ? a >> 64n : a);
  let product = 0n;
  let rest = BigInt.asUintN(64, control & 16 ? b >> 64n : b);
  for (let shifted = x; rest !== 0n; shifted <<= 1n, rest >>= 1n) {
    if (rest & 1n) product ^= shifted;
  }
  return product;
}

export const AES_OPERATORS: Operators = {
  calls: {
    aesenc: pure((state = 0n, key = 0n) => encryptRound(state, key, false)),
    aesenclast: pure((state = 0n, key = 0n) => encryptRound(state, key, true)),
    aesdec: pure((state = 0n, key = 0n) => decryptRound(state, key, false)),
    aesdeclast: pure((state = 0n, key = 0n) => decryptRound(state, key, true)),
    aesimc: pure((key = 0n) => vector(mixColumns(bytes(key), UNMIX))),
    aeskeygenassist: pure((key = 0n, imm = 0n) => keyAssist(key, Number(imm & 0xffn))),
    pclmulqdq: pure((a = 0n, b = 0n, imm = 0n) => carrylessProduct(a, b, Number(imm & 0xffn))),
  },
  units: {},
};
