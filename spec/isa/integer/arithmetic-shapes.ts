/**
 * How integer arithmetic and logic are written: the shapes that the meanings of several
 * instructions share. Values that are stored or become flags need no cutting to their width:
 * effects take the low bits of what they are given.
 */
import type { Builder, V } from "../../ir/builder.ts";
import type { Flag, Width } from "../../ir/ir.ts";

/** Bit 62 keeps a result from counting as zero without changing its sign or low byte. */
const NEVER_ZERO = 1n << 62n;

const STATUS: readonly Flag[] = ["cf", "pf", "af", "zf", "sf", "of"];

/** x op y, written back to operand 0, with flags; `carry` also takes in CF. */
export function addition(m: Builder, carry = false): void {
  const bits = m.width(0);
  const x = m.read(0);
  const y = m.read(1, bits);
  const sum = m.add(x, y);
  const r = carry ? m.add(sum, m.widen(m.flag("cf"))) : sum;
  m.write(0, r);
  m.flags("add", bits, x, y, r);
}

export function subtraction(m: Builder, borrow = false): void {
  const bits = m.width(0);
  const x = m.read(0);
  const y = m.read(1, bits);
  const difference = m.sub(x, y);
  const r = borrow ? m.sub(difference, m.widen(m.flag("cf"))) : difference;
  m.write(0, r);
  m.flags("sub", bits, x, y, r);
}

/** INC and DEC: an addition or subtraction of 1 that keeps CF. */
export function countBy1(m: Builder, kind: "add" | "sub"): void {
  const x = m.read(0);
  const one = m.const(1n);
  const r = m.binary(kind, x, one);
  m.write(0, r);
  m.flags(kind, m.width(0), x, one, r, true);
}

/** Bitwise logic: CF and OF clear; AF is undefined, and 0 on the recorded CPUs. */
export function bitwise(m: Builder, fn: "and" | "or" | "xor"): void {
  const r = logicResult(m, fn);
  m.write(0, r);
  logicFlags(m, r);
}

/** Operand 0 `fn` operand 1. */
export function logicResult(m: Builder, fn: "and" | "or" | "xor"): V {
  const x = m.read(0);
  return m.binary(fn, x, m.read(1, m.width(0)));
}

export function logicFlags(m: Builder, r: V): void {
  m.flags("logic", m.width(0), r, r, r);
  m.undefined(["af"]);
}

/** ADCX and ADOX: an addition whose carry goes in and out through one flag. */
export function additionThrough(m: Builder, flag: "cf" | "of"): void {
  const bits = m.width(0);
  const x = m.read(0);
  const y = m.read(1);
  const r = m.add(m.add(x, y), m.widen(m.flag(flag)));
  const carry = bits === 64 ? carryOf64(m, x, y, r) : m.bit(r, bits);
  m.write(0, r);
  m.setFlags({ [flag]: carry });
}

/** The carry out of bit 63: the majority of both operands and the carry that came into it. */
function carryOf64(m: Builder, x: V, y: V, r: V): V {
  const majority = m.or(m.and(x, y), m.and(m.or(x, y), m.not(r)));
  return m.lts(majority, m.const(0n));
}

/** The two halves of a product of the accumulator and operand 0. */
interface Product {
  readonly low: V;
  readonly high: V;
  /** Whether the upper half holds more than the extension of the lower one. */
  readonly overflow: V;
}

function product(m: Builder, signed: boolean): Product {
  const bits = m.width(0);
  const extend = (v: V): V => (signed ? m.sext(v, bits) : v);
  const x = extend(m.fixed("rax", bits));
  const y = extend(m.read(0));
  const low = m.mul(x, y);
  if (bits === 64) {
    const high = m.binary(signed ? "mulhs" : "mulhu", x, y);
    const expected = signed ? m.sar(low, m.const(63n)) : m.const(0n);
    return { low, high, overflow: m.ne(high, expected) };
  }
  const high = m.shr(low, m.const(BigInt(bits)));
  const fits = signed ? m.sext(low, bits) : m.zext(low, bits);
  return { low, high, overflow: m.ne(low, fits) };
}

/**
 * MUL and one-operand IMUL: the accumulator times operand 0, twice as wide. SF, ZF, AF and PF are
 * undefined; the recorded CPUs set SF and PF from the low half and clear ZF and AF.
 */
export function multiplyAccumulator(m: Builder, signed: boolean): void {
  const bits = m.width(0);
  const { low, high, overflow } = product(m, signed);
  multiplyFlags(m, bits, low, overflow);
  if (bits === 8) m.setFixed("rax", low, 16);
  else {
    m.setFixed("rax", low, bits);
    m.setFixed("rdx", high, bits);
  }
}

export function multiplyFlags(m: Builder, bits: Width, low: V, overflow: V): void {
  const signs = m.or(m.sext(low, bits), m.const(NEVER_ZERO));
  m.resultFlags(64, signs, overflow, overflow, m.truth(false));
  m.undefined(["sf", "zf", "af", "pf"]);
}

/** IMUL with a destination register: the low half of the product of operands `a` and `b`. */
export function multiplyInto(m: Builder, a: number, b: number): void {
  const bits = m.width(0);
  const x = m.sext(m.read(a), bits);
  const y = m.sext(m.read(b, bits), bits);
  const low = m.mul(x, y);
  const overflow = bits === 64
    ? m.ne(m.binary("mulhs", x, y), m.sar(low, m.const(63n)))
    : m.ne(low, m.sext(low, bits));
  m.write(0, low);
  multiplyFlags(m, bits, low, overflow);
}

/** The dividend of DIV and IDIV as 128 bits. */
function dividend(m: Builder, bits: Width, signed: boolean): { readonly high: V; readonly low: V } {
  if (bits === 64) return { high: m.fixed("rdx"), low: m.fixed("rax") };
  const shift = m.const(BigInt(bits));
  const joined = bits === 8
    ? m.fixed("rax", 16)
    : m.or(m.shl(m.fixed("rdx", bits), shift), m.fixed("rax", bits));
  if (!signed) return { high: m.const(0n), low: joined };
  const low = m.sext(joined, 2 * bits);
  return { high: m.sar(low, m.const(63n)), low };
}

/**
 * DIV and IDIV: #DE when the divisor is zero or the quotient does not fit. Flags are undefined; the
 * recorded CPUs leave them alone.
 */
export function divideAccumulator(m: Builder, signed: boolean): void {
  const bits = m.width(0);
  const { high, low } = dividend(m, bits, signed);
  const divisor = signed ? m.sext(m.read(0), bits) : m.read(0);
  const part = (name: "quotient" | "remainder" | "overflow"): V =>
    m.divide(signed, name, high, low, divisor);
  m.fault("DE", m.ne(part("overflow"), m.const(0n)));
  const quotient = part("quotient");
  if (bits !== 64) {
    m.fault("DE", m.ne(quotient, signed ? m.sext(quotient, bits) : m.zext(quotient, bits)));
  }
  const remainder = part("remainder");
  if (bits === 8) {
    m.setFixed("rax", m.or(m.shl(remainder, m.const(8n)), m.zext(quotient, 8)), 16);
  } else {
    m.setFixed("rax", quotient, bits);
    m.setFixed("rdx", remainder, bits);
  }
  m.undefined(STATUS);
}

/** CBW, CWDE, CDQE: the lower half of the accumulator sign-extended to `bits`. */
export function extendAccumulator(m: Builder, from: Width, to: Width): void {
  m.setFixed("rax", m.sext(m.fixed("rax", from), from), to);
}

/** CWD, CDQ, CQO: the accumulator's sign in every bit of rdx. */
export function signIntoRdx(m: Builder, bits: Width): void {
  m.setFixed("rdx", m.sar(m.sext(m.fixed("rax", bits), bits), m.const(63n)), bits);
}

/** CMPXCHG8B and CMPXCHG16B: both halves of memory against rdx:rax, `half` bits each. */
export function compareExchangePair(m: Builder, half: 32 | 64): void {
  const at = m.address(0);
  if (m.form.aligned) m.fault("GP", m.ne(m.and(at, m.const(15n)), m.const(0n)));
  const upper = m.add(at, m.const(BigInt(half / 8)));
  m.writable(at, half / 4);
  const low = m.load(at, half);
  const high = m.load(upper, half);
  const equal = m.both(m.eq(low, m.fixed("rax", half)), m.eq(high, m.fixed("rdx", half)));
  m.store(at, half, m.select(equal, m.fixed("rbx", half), low));
  m.store(upper, half, m.select(equal, m.fixed("rcx", half), high));
  m.setFixed("rax", low, half, m.isnt(equal));
  m.setFixed("rdx", high, half, m.isnt(equal));
  m.setFlags({ zf: equal });
}
