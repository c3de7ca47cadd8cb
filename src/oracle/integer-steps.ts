/** Steps that compute with integers and truth values: the arithmetic of the IR, 64 bits wide. */
import type { Binary, Comparison, Unary } from "../../spec/ir/ir.ts";
import type { StepBinders } from "./evaluation.ts";

const unsigned = (a: bigint): bigint => BigInt.asUintN(64, a);
const signed = (a: bigint): bigint => BigInt.asIntN(64, a);
const count = (b: bigint): bigint => b & 63n;

const BINARY: Readonly<Record<Binary, (a: bigint, b: bigint) => bigint>> = {
  add: (a, b) => unsigned(a + b),
  sub: (a, b) => unsigned(a - b),
  mul: (a, b) => unsigned(a * b),
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
  shl: (a, b) => unsigned(a << count(b)),
  shr: (a, b) => a >> count(b),
  sar: (a, b) => unsigned(signed(a) >> count(b)),
  rotl: (a, b) => unsigned(a << count(b)) | (a >> (64n - count(b))),
  rotr: (a, b) => (a >> count(b)) | unsigned(a << (64n - count(b))),
  mulhu: (a, b) => (a * b) >> 64n,
  mulhs: (a, b) => unsigned((signed(a) * signed(b)) >> 64n),
};

const COMPARISON: Readonly<Record<Comparison, (a: bigint, b: bigint) => boolean>> = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  ltu: (a, b) => a < b,
  leu: (a, b) => a <= b,
  gtu: (a, b) => a > b,
  geu: (a, b) => a >= b,
  lts: (a, b) => signed(a) < signed(b),
  les: (a, b) => signed(a) <= signed(b),
  gts: (a, b) => signed(a) > signed(b),
  ges: (a, b) => signed(a) >= signed(b),
};

function highWord(a: bigint): number {
  return Number(a >> 32n);
}

function lowWord(a: bigint): number {
  return Number(a & 0xffff_ffffn);
}

function leadingZeros(a: bigint): bigint {
  const high = Math.clz32(highWord(a));
  return BigInt(high < 32 ? high : 32 + Math.clz32(lowWord(a)));
}

/** Zeros below the lowest set bit: the isolated bit's distance from the top, mirrored. */
function trailingZeros(a: bigint): bigint {
  return a === 0n ? 64n : 63n - leadingZeros(a & unsigned(-a));
}

function setBits(a: bigint): bigint {
  let bits = 0n;
  for (let rest = a; rest !== 0n; rest &= rest - 1n) bits++;
  return bits;
}

const UNARY: Readonly<Record<Unary, (a: bigint) => bigint>> = {
  clz: leadingZeros,
  ctz: trailingZeros,
  popcnt: setBits,
  not: (a) => unsigned(~a),
  neg: (a) => unsigned(-a),
};

const LOGIC: Readonly<Record<"and" | "or" | "xor", (a: number, b: number) => number>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

/** Quotient and remainder of `high:low / divisor` (C's rules), and whether the quotient fits. */
function divide(isSigned: boolean, high: bigint, low: bigint, divisor: bigint): {
  readonly quotient: bigint; readonly remainder: bigint; readonly overflow: boolean;
} {
  if (divisor === 0n) return { quotient: 0n, remainder: 0n, overflow: true };
  const wide = (high << 64n) | low;
  const x = isSigned ? BigInt.asIntN(128, wide) : wide;
  const y = isSigned ? signed(divisor) : divisor;
  const quotient = x / y;
  const fits = isSigned ? signed(quotient) === quotient : unsigned(quotient) === quotient;
  return { quotient: unsigned(quotient), remainder: unsigned(x % y), overflow: !fits };
}

export const INTEGER_STEPS: StepBinders<
  "const" | "const32" | "constv" | "binary" | "unary" | "compare" | "zext" | "sext" | "logic"
  | "widen" | "select" | "divide"
> = {
  const: ({ value }) => () => value,
  const32: ({ value }) => () => value,
  constv: ({ value }) => () => value,
  binary: ({ fn, a, b }) => {
    const compute = BINARY[fn];
    return (e) => compute(e.wide(a), e.wide(b));
  },
  unary: ({ fn, a }) => {
    const compute = UNARY[fn];
    return (e) => compute(e.wide(a));
  },
  compare: ({ fn, a, b }) => {
    const compare = COMPARISON[fn];
    return (e) => (compare(e.wide(a), e.wide(b)) ? 1 : 0);
  },
  zext: ({ bits, a }) => (e) => BigInt.asUintN(bits, e.wide(a)),
  sext: ({ bits, a }) => (e) => unsigned(BigInt.asIntN(bits, e.wide(a))),
  logic: ({ fn, a, b }) => {
    const combine = LOGIC[fn];
    return (e) => combine(e.small(a), e.small(b));
  },
  widen: ({ a }) => (e) => BigInt(e.small(a)),
  select: ({ when, a, b }) => (e) => (e.small(when) === 0 ? e.value(b) : e.value(a)),
  divide: ({ signed: isSigned, part, high, low, divisor }) => (e) => {
    const result = divide(isSigned, e.wide(high), e.wide(low), e.wide(divisor));
    return part === "overflow" ? (result.overflow ? 1n : 0n) : result[part];
  },
};
