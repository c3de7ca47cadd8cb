/**
 * Lazy flags: one uniform form for every operation, width and tier.
 *
 * `result` (i64) is the operation's result sign-extended from its width; `carry` (i32) holds
 *
 *     bit 31  CF                    bit 3      AF
 *     bit 30  CF xor OF             bit 16     SF differs from the sign of `result`
 *     bits 8..15  xor'ed to the low byte of `result` before its parity is taken (PF)
 *
 * ZF = (result == 0). Any combination of the six flags can be written this way.
 */
import type { Flag } from "../../spec/ir/ir.ts";

export const CARRY_CF = 31;
export const CARRY_DIFF = 30;
export const CARRY_AF = 3;
export const CARRY_SIGN = 16;
/** Flipping this bit flips PF. */
export const CARRY_PARITY = 8;
/** Bits of a raw carry vector that mean something. */
export const CARRY_MASK = 0xc0000008 | 0;

/** RFLAGS bit positions of the status flags and DF. */
export const RFLAGS_BIT: Readonly<Record<Flag | "df", number>> = {
  cf: 0, pf: 2, af: 4, zf: 6, sf: 7, df: 10, of: 11,
};
/** CF PF AF ZF SF OF. */
export const STATUS_MASK = 0x8d5;

export interface LazyFlags {
  readonly result: bigint;
  readonly carry: number;
}

function evenParity(byte: number): number {
  let p = byte ^ (byte >> 4);
  p ^= p >> 2;
  p ^= p >> 1;
  return ~p & 1;
}

/** RFLAGS status bits (mask 0x8d5) of a lazy pair; `result` may be signed or unsigned 64 bits. */
export function materialize(result: bigint, carry: number): number {
  const signed = BigInt.asIntN(64, result);
  const cf = carry >>> CARRY_CF;
  const of = cf ^ ((carry >>> CARRY_DIFF) & 1);
  const pf = evenParity((Number(signed & 0xffn) ^ (carry >>> 8)) & 0xff);
  const sf = (signed < 0n ? 1 : 0) ^ ((carry >>> CARRY_SIGN) & 1);
  const zf = signed === 0n ? 1 : 0;
  return cf | (pf << 2) | (((carry >>> CARRY_AF) & 1) << 4) | (zf << 6) | (sf << 7) | (of << 11);
}

/** The canonical lazy pair of an RFLAGS image: result 0 or 1, the rest in the carry vector. */
export function lazyFrom(rflags: number): LazyFlags {
  const bit = (n: number): number => (rflags >>> n) & 1;
  const result = bit(6) === 1 ? 0n : 1n;
  const parityOfResult = result === 0n ? 1 : 0;
  const carry = (bit(0) << CARRY_CF) | ((bit(0) ^ bit(11)) << CARRY_DIFF) | (bit(4) << CARRY_AF)
    | (bit(7) << CARRY_SIGN) | ((bit(2) ^ parityOfResult) << CARRY_PARITY);
  return { result, carry };
}
