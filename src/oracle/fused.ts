/**
 * Fused multiply-add, and half precision. WebAssembly has neither.
 * Sources: Intel SDM volume 1, chapter 14 (FMA, F16C); volume 2C, VFMADD..., VCVTPH2PS, VCVTPS2PH.
 */
import {
  DENORMAL, F16, F32, F64, convert, environmentOfMxcsr, fma, unpack,
} from "../softfloat/index.ts";
import type { Environment, Format, Result, Rounding } from "../softfloat/index.ts";
import { deliver } from "./float.ts";
import { wideArgument } from "./operators.ts";
import type { Operator, Operators } from "./operators.ts";

/** The sign that a variant gives to the product and to the addend, in even and in odd lanes. */
interface Signs {
  readonly product: 1 | -1;
  readonly even: 1 | -1;
  readonly odd: 1 | -1;
}
const VARIANTS: Readonly<Record<string, Signs>> = {
  fmadd: { product: 1, even: 1, odd: 1 },
  fmsub: { product: 1, even: -1, odd: -1 },
  fnmadd: { product: -1, even: 1, odd: 1 },
  fnmsub: { product: -1, even: -1, odd: -1 },
  fmaddsub: { product: 1, even: -1, odd: 1 },
  fmsubadd: { product: 1, even: 1, odd: -1 },
};

/** A number with its sign changed where asked; NaNs keep theirs, for they may be the result. */
function signed(format: Format, sign: 1 | -1, bits: bigint): bigint {
  if (sign === 1) return bits;
  const { kind } = unpack(format, bits);
  return kind === "quiet" || kind === "signalling" ? bits : bits ^ (1n << format.signShift);
}

/** ±(a * b) ± c in the lowest `count` lanes, rounded once. */
function fused(variant: Signs, format: Format, count: number): Operator {
  const bits = format === F32 ? 32 : 64;
  return (e, args) => {
    const env = environmentOfMxcsr(e.mxcsr);
    const lane = (k: number, i: number): bigint =>
      BigInt.asUintN(bits, wideArgument(args, k) >> BigInt(i * bits));
    let v = 0n;
    for (let i = count - 1; i >= 0; i--) {
      const a = signed(format, variant.product, lane(0, i));
      const c = signed(format, i % 2 === 0 ? variant.even : variant.odd, lane(2, i));
      v = (v << BigInt(bits)) | deliver(e, fma(format, a, lane(1, i), c, env));
    }
    return v;
  };
}

/** VCVTPH2PS: four halves in the low 64 bits to singles. Denormal halves are numbers. */
function fromHalves(v: bigint, mxcsr: number): Result {
  const env: Environment = { ...environmentOfMxcsr(mxcsr), denormalsAreZero: false };
  let bits = 0n;
  let flags = 0;
  for (let i = 3; i >= 0; i--) {
    const single = convert(F16, F32, BigInt.asUintN(16, v >> BigInt(16 * i)), env);
    bits = (bits << 32n) | single.bits;
    flags |= single.flags & ~DENORMAL;
  }
  return { bits, flags };
}

/**
 * VCVTPS2PH: four singles to halves in the low 64 bits. Bits 0..1 of the control round, bit 2 takes
 * MXCSR's rounding instead; MXCSR.FTZ plays no part.
 */
function toHalves(v: bigint, control: number, mxcsr: number): Result {
  const mode = environmentOfMxcsr(mxcsr);
  const rounding = (control & 4) !== 0 ? mode.rounding : ((control & 3) as Rounding);
  const env: Environment = { ...mode, rounding, flushToZero: false };
  let bits = 0n;
  let flags = 0;
  for (let i = 3; i >= 0; i--) {
    const half = convert(F32, F16, BigInt.asUintN(32, v >> BigInt(32 * i)), env);
    bits = (bits << 16n) | half.bits;
    flags |= half.flags;
  }
  return { bits, flags };
}

/** Name of a fused operator: the variant and the shape, for instance `fmadd.f32x4`. */
function fusedOperators(): Record<string, Operator> {
  const shapes = [["f32", F32, 1], ["f64", F64, 1], ["f32x4", F32, 4], ["f64x2", F64, 2]] as const;
  const operators: Record<string, Operator> = {};
  for (const [name, signs] of Object.entries(VARIANTS)) {
    for (const [shape, format, count] of shapes) {
      operators[`${name}.${shape}`] = fused(signs, format, count);
    }
  }
  return operators;
}

export const FUSED_OPERATORS: Operators = {
  calls: {
    ...fusedOperators(),
    vcvtph2ps: (e, args) => deliver(e, fromHalves(wideArgument(args, 0), e.mxcsr)),
    vcvtps2ph: (e, args) => deliver(
      e, toHalves(wideArgument(args, 0), Number(wideArgument(args, 1) & 0xffn), e.mxcsr)),
  },
  units: {},
};
