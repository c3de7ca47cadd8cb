/**
 * 3DNow!: two singles in an MMX register, with arithmetic of its own.
 *
 * Source: AMD 3DNow! Technology Manual (21928) and AMD64 APM volume 5. No CPU built today has it,
 * so this page is the definition:
 * - Denormal operands count as zeros; results below the least normal number become zeros of their
 *   sign; results beyond the largest number become the largest number of their sign ("saturate").
 * - Arithmetic rounds to nearest even; nothing is ever raised.
 * - The manual leaves exponent 255 undefined as an operand. Here it continues the scale: a number
 *   of the binade above the largest normal one, which keeps every operation total.
 * - PFRCP and PFRSQRT promise 14 and 15 bits; here they are correctly rounded. Then each of the
 *   Newton-Raphson steps is the formula that the manual gives for it, rounded once.
 */
import { pure } from "./operators.ts";
import type { Operators } from "./operators.ts";

const SIGN = 0x80000000;
const LARGEST = 0x7f7fffff;
const EXPONENT_FIELD = 0x7f800000;
const FIRST_UNSUPPORTED = 0x7f800000;

type Single = number;
type Combine = (x: Single, y: Single) => Single;

function bitsOf(x: Single): number {
  return new Uint32Array(Float32Array.of(x).buffer)[0] ?? 0;
}

/** The number that 32 bits stand for; exponent 255 is one more binade (see above). */
function numberOf(bits: number): Single {
  if ((bits & EXPONENT_FIELD) === 0) return bits >>> 31 === 1 ? -0 : 0;
  const unsupported = (bits & EXPONENT_FIELD) === FIRST_UNSUPPORTED;
  const ordinary = unsupported ? bits - 0x00800000 : bits;
  const number = new Float32Array(Uint32Array.of(ordinary).buffer)[0] ?? 0;
  return unsupported ? number * 2 : number;
}

/** The bits of a number, rounded to nearest even, tiny results flushed, large ones saturated. */
function encode(x: Single): number {
  const bits = bitsOf(x);
  if ((bits & EXPONENT_FIELD) === 0) return bits & SIGN;
  if ((bits & EXPONENT_FIELD) === EXPONENT_FIELD) return (bits & SIGN) | LARGEST;
  return bits;
}

const low = (v: bigint): number => Number(v & 0xffffffffn);
const high = (v: bigint): number => Number((v >> 32n) & 0xffffffffn);
const both = (lowBits: number, highBits: number): bigint =>
  BigInt(lowBits >>> 0) | (BigInt(highBits >>> 0) << 32n);

/** Both halves of two operands through an arithmetic function. */
function lanewise(fn: Combine): (a: bigint, b: bigint) => bigint {
  const lane = (x: number, y: number): number => encode(fn(numberOf(x), numberOf(y)));
  return (a, b) => both(lane(low(a), low(b)), lane(high(a), high(b)));
}

/** Both halves of two operands through a comparison: all ones where it holds. */
function compared(holds: (x: Single, y: Single) => boolean): (a: bigint, b: bigint) => bigint {
  const lane = (x: number, y: number): number => (holds(numberOf(x), numberOf(y)) ? -1 : 0);
  return (a, b) => both(lane(low(a), low(b)), lane(high(a), high(b)));
}

/** PFACC and relatives: combines the halves of each operand. */
function accumulated(forA: Combine, forB: Combine): (a: bigint, b: bigint) => bigint {
  return (a, b) => both(
    encode(forA(numberOf(low(a)), numberOf(high(a)))),
    encode(forB(numberOf(low(b)), numberOf(high(b)))));
}

/** A sum; what cancels exactly is a zero with the sign of the first operand. */
const add: Combine = (x, y) => (x !== 0 && x === -y ? Math.sign(x) * 0 : x + y);
const subtract: Combine = (x, y) => add(x, -y);

/** PF2ID and PF2IW: truncated, and saturated to a signed number of `bits` bits. */
function toIntegers(bits: 16 | 32): (b: bigint) => bigint {
  const limit = bits === 16 ? 0x8000 : 0x80000000;
  const lane = (x: number): number =>
    Math.max(-limit, Math.min(limit - 1, Math.trunc(numberOf(x))));
  return (b) => both(lane(low(b)), lane(high(b)));
}

/** A signed integer as a single, truncated to its 24 bits (PI2FD does not round). */
function truncated(n: number): Single {
  const single = Math.fround(n);
  if (Math.abs(single) <= Math.abs(n)) return single;
  const bits = bitsOf(single);
  return numberOf(bits - 1);
}

function fromIntegers(bits: 16 | 32): (b: bigint) => bigint {
  const shift = 32 - bits;
  const lane = (x: number): number => encode(truncated((x << shift) >> shift));
  return (b) => both(lane(low(b)), lane(high(b)));
}

/** 1 / x with a zero giving the largest number of its sign, in both halves. */
function reciprocal(b: bigint): bigint {
  const bits = encode(1 / numberOf(low(b)));
  return both(bits, bits);
}

/** 1 / sqrt(|x|) with the sign of x, in both halves. */
function reciprocalRoot(b: bigint): bigint {
  const sign = low(b) & SIGN;
  const bits = encode(1 / Math.sqrt(Math.abs(numberOf(low(b))))) | sign;
  return both(bits, bits);
}

/** PMULHRW: signed words multiplied, the upper half of the product rounded. */
function roundedProducts(a: bigint, b: bigint): bigint {
  const word = (v: bigint, at: bigint): bigint => BigInt.asIntN(16, v >> at);
  return [48n, 32n, 16n, 0n].reduce((v, at) => {
    const product = word(a, at) * word(b, at) + 0x8000n;
    return (v << 16n) | BigInt.asUintN(16, product >> 16n);
  }, 0n);
}

/** Operators of two MMX values, destination first; PF2ID, PI2FD, PFRCP, PFRSQRT take the source. */
export const THREE_D_NOW_OPERATORS: Operators = {
  calls: {
    pfadd: pure(lanewise(add)),
    pfsub: pure(lanewise(subtract)),
    pfsubr: pure(lanewise((x, y) => subtract(y, x))),
    pfmul: pure(lanewise((x, y) => x * y)),
    // Adding 0 turns a negative zero into a positive one and changes nothing else.
    pfmax: pure(lanewise((x, y) => (x > y ? x : y) + 0)),
    pfmin: pure(lanewise((x, y) => (x < y ? x : y) + 0)),
    pfcmpeq: pure(compared((x, y) => x === y)),
    pfcmpgt: pure(compared((x, y) => x > y)),
    pfcmpge: pure(compared((x, y) => x >= y)),
    pfacc: pure(accumulated(add, add)),
    pfnacc: pure(accumulated(subtract, subtract)),
    pfpnacc: pure(accumulated(subtract, add)),
    pf2id: pure(toIntegers(32)),
    pf2iw: pure(toIntegers(16)),
    pi2fd: pure(fromIntegers(32)),
    pi2fw: pure(fromIntegers(16)),
    pfrcp: pure(reciprocal),
    pfrsqrt: pure(reciprocalRoot),
    // Step 1 of 1/w: 2 - w * x. Step 1 of 1/sqrt(w): (3 - w * x^2) / 2. Step 2 of both: x * step 1.
    pfrcpit1: pure(lanewise((x, y) => 2 - x * y)),
    pfrsqit1: pure(lanewise((x, y) => (3 - x * y) / 2)),
    pfrcpit2: pure(lanewise((x, y) => x * y)),
    pmulhrw: pure(roundedProducts),
  },
  units: {},
};
