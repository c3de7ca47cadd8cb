/**
 * RCPPS and RSQRTPS. The architecture asks for a relative error of at most 1.5 * 2^-12 and every
 * CPU has another table; ours is the correctly rounded quotient in single precision, which any
 * reader can check and any host computes alike:
 *
 *     rcp(x)   = single(1 / x)
 *     rsqrt(x) = single(double(1 / double(sqrt(x))))
 *
 * Special values are the manual's (SDM volume 2B, RCPPS, RSQRTPS): denormal operands count as
 * zeros, tiny results become zeros, and neither instruction looks at MXCSR or raises anything.
 */
import { F32, indefinite, infinity, unpack, zero } from "../softfloat/index.ts";
import { lanesOf, vectorOf } from "./vector.ts";

const EXPONENT_FIELD = 0x7f800000n;
const SIGN = 0x80000000n;

/** The finite number that the bits of a single stand for. */
function numberOf(bits: bigint): number {
  return new Float32Array(Uint32Array.of(Number(bits)).buffer)[0] ?? 0;
}

/** Bits of the single nearest to a finite number; tiny ones become zeros of their sign. */
function singleOf(x: number): bigint {
  const bits = BigInt(new Uint32Array(Float32Array.of(x).buffer)[0] ?? 0);
  return (bits & EXPONENT_FIELD) === 0n ? bits & SIGN : bits;
}

function reciprocal(bits: bigint): bigint {
  const x = unpack(F32, bits, true);
  switch (x.kind) {
    case "zero": return infinity(F32, x.sign);
    case "infinite": return zero(F32, x.sign);
    case "finite": return singleOf(1 / numberOf(bits));
    default: return bits | F32.quietBit;
  }
}

function reciprocalRoot(bits: bigint): bigint {
  const x = unpack(F32, bits, true);
  if (x.kind === "zero") return infinity(F32, x.sign);
  if (x.kind === "quiet" || x.kind === "signalling") return bits | F32.quietBit;
  if (x.sign === 1) return indefinite(F32);
  if (x.kind === "infinite") return zero(F32, 0);
  return singleOf(1 / Math.sqrt(numberOf(bits)));
}

function lanewise(v: bigint, each: (bits: bigint) => bigint): bigint {
  return vectorOf(lanesOf(v, 32).map((lane) => Number(each(BigInt(lane)))), 32);
}

/** RCPPS: the reciprocal of each of four singles. */
export function reciprocals(v: bigint): bigint {
  return lanewise(v, reciprocal);
}

/** RSQRTPS: the reciprocal square root of each of four singles. */
export function reciprocalRoots(v: bigint): bigint {
  return lanewise(v, reciprocalRoot);
}
