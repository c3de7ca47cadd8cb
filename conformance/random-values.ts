/** Random operands in which the values that arithmetic stumbles over are frequent. */
import type { Prng } from "./prng.ts";
import type { Registers } from "../src/raw/registers.ts";

const INTEGERS: readonly [bigint, ...bigint[]] = [
  0n, 1n, 2n, 7n, 8n, 15n, 31n, 32n, 63n, 64n, 0x7fn, 0x80n, 0xffn, 0x7fffn, 0x8000n, 0xffffn,
  0x7fff_ffffn, 0x8000_0000n, 0xffff_ffffn, 0x7fff_ffff_ffff_ffffn, 0x8000_0000_0000_0000n,
  0xffff_ffff_ffff_ffffn, 0xffff_ffff_8000_0000n, 0x1_0000_0000n, 0x5555_5555_5555_5555n,
];
const SINGLES: readonly [number, ...number[]] = [
  0, 0x8000_0000, 0x3f80_0000, 0xbf80_0000, 0x7f80_0000, 0xff80_0000, 0x7fc0_0000, 0x7f80_0001,
  0xffc0_0001, 1, 0x007f_ffff, 0x0080_0000, 0x7f7f_ffff, 0x4f00_0000, 0xcf00_0000, 0x3f00_0000,
];
const DOUBLES: readonly [bigint, ...bigint[]] = [
  0n, 0x8000_0000_0000_0000n, 0x3ff0_0000_0000_0000n, 0xbff0_0000_0000_0000n,
  0x7ff0_0000_0000_0000n, 0xfff0_0000_0000_0000n, 0x7ff8_0000_0000_0000n, 0x7ff0_0000_0000_0001n,
  1n, 0x000f_ffff_ffff_ffffn, 0x0010_0000_0000_0000n, 0x7fef_ffff_ffff_ffffn,
  0x41e0_0000_0000_0000n, 0xc1e0_0000_0000_0000n, 0x43e0_0000_0000_0000n, 0x3fe0_0000_0000_0000n,
];

export function random64(prng: Prng): bigint {
  return (BigInt(prng.next()) << 32n) | BigInt(prng.next());
}

/** An integer of 64 bits: an edge, a small number, a neighbour of an edge, or anything. */
export function randomInteger(prng: Prng): bigint {
  switch (prng.below(6)) {
    case 0:
    case 1: return prng.pick(INTEGERS);
    case 2: return BigInt(prng.below(256));
    case 3: return prng.pick(INTEGERS) ^ BigInt(prng.below(0x1_0000));
    case 4: return BigInt(prng.next());
    default: return random64(prng);
  }
}

/** 128 bits: integers, or lanes of single or double numbers. */
export function random128(prng: Prng): bigint {
  const halves = (high: bigint, low: bigint): bigint => (high << 64n) | low;
  const single = (): bigint => BigInt(prng.oneIn(3) ? prng.next() : prng.pick(SINGLES));
  const pair = (): bigint => (single() << 32n) | single();
  const double = (): bigint => (prng.oneIn(3) ? random64(prng) : prng.pick(DOUBLES));
  switch (prng.below(4)) {
    case 0: return halves(random64(prng), random64(prng));
    case 1: return halves(pair(), pair());
    case 2: return halves(double(), double());
    default: return halves(randomInteger(prng), randomInteger(prng));
  }
}

/** 80 bits: normal numbers, zeros, infinities, NaNs, denormals, unsupported encodings. */
export function random80(prng: Prng): bigint {
  const sign = BigInt(prng.below(2)) << 79n;
  const encode = (exponent: number, significand: bigint): bigint =>
    sign | (BigInt(exponent) << 64n) | significand;
  const integerBit = 1n << 63n;
  const fraction = random64(prng) >> 1n;
  switch (prng.below(8)) {
    case 0: return encode(0, 0n);
    case 1: return encode(0x7fff, integerBit);
    case 2: return encode(0x7fff, integerBit | fraction);
    case 3: return encode(0, fraction);
    case 4: return encode(prng.below(0x8000), random64(prng));
    case 5: return encode(0x3fff - 3 + prng.below(70), integerBit);
    default: return encode(0x3fff - 64 + prng.below(128), integerBit | fraction);
  }
}

function many<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}

const MXCSR_DEFAULT = 0x1f80;
const FCW_DEFAULT = 0x37f;
/** x87 rounding and precision control, and the exception masks. */
const FCW_FREE = 0xf3f;
const FCW_FIXED = 0x40;

/** A whole processor state; `rip` is the caller's. Pending x87 exceptions are rare. */
export function randomRegisters(prng: Prng, rip: bigint): Registers {
  const unusual = prng.oneIn(3);
  return {
    general: many(16, () => randomInteger(prng)),
    rip,
    rflags: 0x202 | (prng.next() & 0x8d5) | (prng.oneIn(4) ? 0x400 : 0),
    fsBase: 0n, gsBase: 0n,
    mxcsr: unusual ? prng.next() & 0xffff : MXCSR_DEFAULT,
    fcw: unusual ? FCW_FIXED | (prng.next() & FCW_FREE) : FCW_DEFAULT,
    fsw: prng.next() & (prng.oneIn(8) ? 0x7f7f : 0x7f00),
    ftw: prng.oneIn(3) ? prng.below(256) : 0xff,
    fop: 0, fip: 0n, fdp: 0n,
    x87: many(8, () => random80(prng)),
    vectors: many(16, () => (random128(prng) << 128n) | random128(prng)),
  };
}

/** Memory content: numbers of all kinds, one after the other. */
export function randomBytes(prng: Prng, count: number): Uint8Array {
  const bytes = new Uint8Array(count);
  for (let at = 0; at < count; at += 16) {
    let value = prng.oneIn(4) ? random80(prng) : random128(prng);
    for (let i = at; i < at + 16 && i < count; i++, value >>= 8n) bytes[i] = Number(value & 0xffn);
  }
  return bytes;
}
