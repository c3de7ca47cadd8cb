/** Operations of one or two stack registers: sign, root, rounding, scaling, remainder, FXAM. */
import {
  DENORMAL, DIVIDE_BY_ZERO, F80, TO_NEAREST_EVEN, TOWARD_ZERO, assemble, bitLength, fromInteger,
  infinity, invalid, nanResult, remainder, round, roundToIntegral, sqrt, unpack, zero,
} from "../../softfloat/index.ts";
import type { Environment, Result } from "../../softfloat/index.ts";
import type { UnitOperation } from "../operators.ts";
import {
  C0, C1, C2, C3, INDEFINITE, STACK_OVERFLOW, STACK_UNDERFLOW, deliver, environmentOf, isEmpty,
  pop, push, readStack, readStatusWord, setConditions, writeStack, writeStatusWord,
} from "./registers.ts";

export type Unary = (x: bigint, env: Environment) => Result;
/** `x` is ST(0), `y` is ST(1). */
export type Binary = (x: bigint, y: bigint, env: Environment) => Result;
/** Two results: the first takes the place of ST(0), the second is pushed. */
export type Splitting = (
  x: bigint, env: Environment,
) => readonly [replaced: Result, pushed: Result];

const SIGN = 1n << 79n;

/** ST(0) becomes the function of itself. */
export function unary(operation: Unary): UnitOperation {
  return ({ state }) => {
    const { bits, flags } = isEmpty(state, 0)
      ? { bits: INDEFINITE, flags: STACK_UNDERFLOW }
      : operation(readStack(state, 0), environmentOf(state));
    if (deliver(state, flags)) writeStack(state, 0, bits);
  };
}

/** A function of ST(0) and ST(1) that goes to ST(`destination`); 1 also pops. */
export function binary(operation: Binary, destination: 0 | 1): UnitOperation {
  return ({ state }) => {
    const { bits, flags } = isEmpty(state, 0) || isEmpty(state, 1)
      ? { bits: INDEFINITE, flags: STACK_UNDERFLOW }
      : operation(readStack(state, 0), readStack(state, 1), environmentOf(state));
    if (!deliver(state, flags)) return;
    writeStack(state, destination, bits);
    pop(state, destination);
  };
}

/** FXTRACT, FPTAN, FSINCOS: the flags of both results come together. */
export function splitStack(state: DataView, operation: Splitting): void {
  const full = !isEmpty(state, -1);
  if (full || isEmpty(state, 0)) {
    if (!deliver(state, full ? STACK_OVERFLOW : STACK_UNDERFLOW)) return;
    writeStack(state, 0, INDEFINITE);
    push(state, INDEFINITE);
    return;
  }
  const [replaced, pushed] = operation(readStack(state, 0), environmentOf(state));
  if (!deliver(state, replaced.flags | pushed.flags)) return;
  writeStack(state, 0, replaced.bits);
  push(state, pushed.bits);
}

/** No power of two beyond this leaves anything but overflow or underflow. */
const SCALE_LIMIT = 0x10000n;

/** FSCALE: x times two to the truncated y. Precision control has no say. */
function scale(xBits: bigint, yBits: bigint, env: Environment): Result {
  const x = unpack(F80, xBits);
  const y = unpack(F80, yBits);
  const nan = nanResult(F80, env, x, y);
  if (nan !== undefined) return nan;
  const flags = x.denormal || y.denormal ? DENORMAL : 0;
  if (y.kind === "infinite") {
    const opposite = y.sign === 0 ? "zero" : "infinite";
    if (x.kind === opposite) return invalid(F80);
    return { bits: y.sign === 0 ? infinity(F80, x.sign) : zero(F80, x.sign), flags };
  }
  if (x.kind !== "finite") return { bits: xBits, flags };
  const truncated = y.exponent >= 0
    ? y.significand << BigInt(Math.min(y.exponent, 64))
    : y.significand >> BigInt(-y.exponent);
  const power = Number(truncated > SCALE_LIMIT ? SCALE_LIMIT : truncated);
  const exponent = x.exponent + (y.sign === 1 ? -power : power);
  const result = round(F80, x.sign, x.significand, exponent, env);
  return { bits: result.bits, flags: result.flags | flags };
}

/** FXTRACT: the unbiased exponent takes the place of ST(0), the significand is pushed. */
function extract(bits: bigint, env: Environment): readonly [Result, Result] {
  const x = unpack(F80, bits);
  const nan = nanResult(F80, env, x);
  if (nan !== undefined) return [nan, nan];
  if (x.kind === "infinite") return [{ bits: infinity(F80, 0), flags: 0 }, { bits, flags: 0 }];
  if (x.kind === "zero") {
    return [{ bits: infinity(F80, 1), flags: DIVIDE_BY_ZERO }, { bits, flags: 0 }];
  }
  const length = bitLength(x.significand);
  const exponent = fromInteger(F80, BigInt(x.exponent + length - 1), env).bits;
  const significand = x.significand << BigInt(F80.precision - length);
  return [
    { bits: exponent, flags: x.denormal ? DENORMAL : 0 },
    { bits: assemble(F80, x.sign, F80.bias, significand), flags: 0 },
  ];
}

/**
 * FPREM and FPREM1: the low three bits of the quotient go to C0, C3, C1. Where there is no quotient
 * (stack fault, invalid operation, NaN), C2 is cleared all the same and C0 and C3 stay.
 */
function partialRemainder(rounding: typeof TO_NEAREST_EVEN | typeof TOWARD_ZERO): UnitOperation {
  return ({ state }) => {
    setConditions(state, readStatusWord(state) & (C0 | C3));
    if (isEmpty(state, 0) || isEmpty(state, 1)) {
      if (deliver(state, STACK_UNDERFLOW)) writeStack(state, 0, INDEFINITE);
      return;
    }
    const x = readStack(state, 0);
    const result = remainder(F80, x, readStack(state, 1), rounding, environmentOf(state));
    if (!deliver(state, result.flags)) return;
    writeStack(state, 0, result.bits);
    if (result.quotient === undefined) return;
    if (!result.complete) {
      setConditions(state, C2);
      return;
    }
    const quotient = Number(result.quotient & 7n);
    setConditions(state, ((quotient & 4) !== 0 ? C0 : 0) | ((quotient & 2) !== 0 ? C3 : 0));
    writeStatusWord(state, (readStatusWord(state) & ~C1) | ((quotient & 1) !== 0 ? C1 : 0));
  };
}

/** FXAM's classes of what is not empty and not denormal (SDM volume 2A, FXAM). */
const CLASSES = {
  unsupported: 0, quiet: C0, signalling: C0, finite: C2, infinite: C2 | C0, zero: C3,
} as const;

const examine: UnitOperation = ({ state }) => {
  const bits = readStack(state, 0);
  const { kind, sign, denormal } = unpack(F80, bits);
  const code = isEmpty(state, 0) ? C3 | C0 : denormal ? C3 | C2 : CLASSES[kind];
  setConditions(state, code);
  writeStatusWord(state, (readStatusWord(state) & ~C1) | (sign === 1 ? C1 : 0));
};

export const FUNCTION_UNITS: Readonly<Record<string, UnitOperation>> = {
  fabs: unary((x) => ({ bits: x & ~SIGN, flags: 0 })),
  fchs: unary((x) => ({ bits: x ^ SIGN, flags: 0 })),
  fsqrt: unary((x, env) => sqrt(F80, x, env)),
  frndint: unary((x, env) => roundToIntegral(F80, x, env)),
  fscale: binary(scale, 0),
  fxtract: ({ state }) => splitStack(state, extract),
  fprem: partialRemainder(TOWARD_ZERO),
  fprem1: partialRemainder(TO_NEAREST_EVEN),
  fxam: examine,
};
