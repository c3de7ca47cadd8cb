/**
 * How shifts and rotations are written. Counts are taken modulo 32 (64 bits wide: modulo 64); a
 * count of zero leaves the flags alone.
 *
 * OF is defined for counts of 1 only, AF never, CF not beyond the width of SHL and SHR. What the
 * recorded CPUs do is the policy `fixed`: AF is 0, and OF is what a shift by 1 would have given,
 * except that ROL and ROR by an immediate other than 1 keep OF.
 */
import type { Builder, V } from "../../ir/builder.ts";
import type { Width } from "../../ir/ir.ts";

/** A shift's count, and whether it is not zero (always, without a step, for the forms by 1). */
interface Count {
  readonly value: V;
  readonly some: V | undefined;
}

function countOf(m: Builder, k: number): Count {
  if (m.operand(k).kind === "one") return { value: m.const(1n), some: undefined };
  const value = m.and(m.read(k, 8), m.const(m.width(0) === 64 ? 63n : 31n));
  return { value, some: m.ne(value, m.const(0n)) };
}

function minus(m: Builder, from: number, count: V): V {
  return m.sub(m.const(BigInt(from)), count);
}

function lowestBit(m: Builder, v: V): V {
  return m.bit(v, 0);
}

/** Does the sign of `x` differ from the bit below it, so that a shift to the left changes it? */
function signChanges(m: Builder, x: V, bits: Width): V {
  return m.bit(m.xor(x, m.shl(x, m.const(1n))), bits - 1);
}

/** Names what the manuals leave open: AF, OF unless the count is 1. */
function undefinedFlags(m: Builder, { value, some }: Count, adjust: boolean): void {
  if (adjust) m.undefined(["af"], [], some);
  if (some !== undefined) m.undefined(["of"], [], m.ltu(m.const(1n), value));
}

function finish(m: Builder, bits: Width, count: Count, r: V, carry: V, overflow: V): void {
  m.write(0, r);
  m.resultFlags(bits, r, carry, overflow, m.truth(false), count.some);
}

export function shiftLeft(m: Builder): void {
  const bits = m.width(0);
  const x = m.read(0);
  const count = countOf(m, 1);
  const wide = m.shl(x, count.value);
  // Up to 32 bits the product is whole in 64 bits, and the last bit shifted out stands above it.
  const carry = bits === 64
    ? lowestBit(m, m.shr(x, m.neg(count.value)))
    : m.bit(wide, bits);
  finish(m, bits, count, wide, carry, signChanges(m, x, bits));
  undefinedFlags(m, count, true);
  undefinedCarry(m, bits, count);
}

export function shiftRight(m: Builder): void {
  const bits = m.width(0);
  const x = m.read(0);
  const count = countOf(m, 1);
  const r = m.shr(x, count.value);
  const carry = lowestBit(m, m.shr(x, m.sub(count.value, m.const(1n))));
  finish(m, bits, count, r, carry, m.bit(x, bits - 1));
  undefinedFlags(m, count, true);
  undefinedCarry(m, bits, count);
}

function undefinedCarry(m: Builder, bits: Width, count: Count): void {
  if (bits < 32 && count.some !== undefined) {
    m.undefined(["cf"], [], m.ltu(m.const(BigInt(bits)), count.value));
  }
}

export function shiftRightSigned(m: Builder): void {
  const bits = m.width(0);
  const x = m.sext(m.read(0), bits);
  const count = countOf(m, 1);
  const r = m.sar(x, count.value);
  const carry = lowestBit(m, m.sar(x, m.sub(count.value, m.const(1n))));
  finish(m, bits, count, r, carry, m.truth(false));
  undefinedFlags(m, count, true);
}

export function rotateLeft(m: Builder): void {
  const bits = m.width(0);
  const x = m.read(0);
  const count = countOf(m, 1);
  const r = bits === 64 ? m.binary("rotl", x, count.value) : narrowLeft(m, x, bits, count.value);
  m.write(0, r);
  rotateFlags(m, count, lowestBit(m, r), signChanges(m, x, bits));
}

function narrowLeft(m: Builder, x: V, bits: Width, count: V): V {
  const wide = m.shl(x, m.and(count, m.const(BigInt(bits - 1))));
  return m.or(wide, m.shr(wide, m.const(BigInt(bits))));
}

export function rotateRight(m: Builder): void {
  const bits = m.width(0);
  const x = m.read(0);
  const count = countOf(m, 1);
  const r = bits === 64 ? m.binary("rotr", x, count.value) : narrowRight(m, x, bits, count.value);
  m.write(0, r);
  const overflow = m.differ(m.bit(x, bits - 1), lowestBit(m, x));
  rotateFlags(m, count, m.bit(r, bits - 1), overflow);
}

function narrowRight(m: Builder, x: V, bits: Width, count: V): V {
  const twice = m.or(x, m.shl(x, m.const(BigInt(bits))));
  return m.shr(twice, m.and(count, m.const(BigInt(bits - 1))));
}

function rotateFlags(m: Builder, count: Count, carry: V, overflow: V): void {
  if (m.operand(1).kind === "imm") {
    m.setFlags({ cf: carry }, count.some);
    m.setFlags({ of: overflow }, m.eq(count.value, m.const(1n)));
  } else {
    m.setFlags({ cf: carry, of: overflow }, count.some);
  }
  undefinedFlags(m, count, false);
}

/** RCL and RCR rotate through CF: 8 and 16 bits wide, their counts are taken modulo 9 and 17. */
function countThroughCarry(m: Builder, bits: Width, count: V): V {
  if (bits >= 32) return count;
  return m.divide(false, "remainder", m.const(0n), count, m.const(BigInt(bits + 1)));
}

export function rotateLeftThroughCarry(m: Builder): void {
  const bits = m.width(0);
  const x = m.read(0);
  const count = countOf(m, 1);
  const carryIn = m.widen(m.flag("cf"));
  const overflow = signChanges(m, x, bits);
  if (bits === 64) {
    // 65 bits do not fit: what comes in from the right is CF, then the upper bits of x.
    const fromRight = m.or(
      m.shl(carryIn, m.sub(count.value, m.const(1n))),
      m.shr(m.shr(x, m.const(1n)), m.neg(count.value)),
    );
    const r = m.or(m.shl(x, count.value), fromRight);
    m.write(0, count.some === undefined ? r : m.select(count.some, r, x));
    m.setFlags({ cf: lowestBit(m, m.shr(x, m.neg(count.value))), of: overflow }, count.some);
  } else {
    const joined = m.or(x, m.shl(carryIn, m.const(BigInt(bits))));
    const by = countThroughCarry(m, bits, count.value);
    const r = m.or(m.shl(joined, by), m.shr(joined, minus(m, bits + 1, by)));
    m.write(0, r);
    m.setFlags({ cf: m.bit(r, bits), of: overflow }, count.some);
  }
  undefinedFlags(m, count, false);
}

export function rotateRightThroughCarry(m: Builder): void {
  const bits = m.width(0);
  const x = m.read(0);
  const count = countOf(m, 1);
  const carryFlag = m.flag("cf");
  const carryIn = m.widen(carryFlag);
  const overflow = m.differ(m.bit(x, bits - 1), carryFlag);
  if (bits === 64) {
    const fromLeft = m.or(
      m.shl(carryIn, m.neg(count.value)),
      m.shl(m.shl(x, m.const(1n)), m.neg(count.value)),
    );
    const r = m.or(m.shr(x, count.value), fromLeft);
    m.write(0, count.some === undefined ? r : m.select(count.some, r, x));
    const carry = lowestBit(m, m.shr(x, m.sub(count.value, m.const(1n))));
    m.setFlags({ cf: carry, of: overflow }, count.some);
  } else {
    const joined = m.or(x, m.shl(carryIn, m.const(BigInt(bits))));
    const by = countThroughCarry(m, bits, count.value);
    const r = m.or(m.shr(joined, by), m.shl(joined, minus(m, bits + 1, by)));
    m.write(0, r);
    m.setFlags({ cf: m.bit(r, bits), of: overflow }, count.some);
  }
  undefinedFlags(m, count, false);
}

/** Result and carry of a double shift. */
interface DoubleShift {
  readonly r: V;
  readonly carry: V;
}

/** SHLD: operand 0 to the left, filled from the top of operand 1. */
export function doubleShiftLeft(m: Builder): void {
  const bits = m.width(0);
  const x = m.read(0);
  const y = m.read(1);
  const count = countOf(m, 2);
  const { r, carry } = shiftedLeft(m, bits, x, y, count.value);
  finishDouble(m, bits, count, r, carry, signChanges(m, x, bits));
}

function shiftedLeft(m: Builder, bits: Width, x: V, y: V, count: V): DoubleShift {
  if (bits === 64) {
    const fill = m.shr(m.shr(y, m.const(1n)), minus(m, 63, count));
    return {
      r: m.or(m.shl(x, count), fill), carry: lowestBit(m, m.shr(x, m.neg(count))),
    };
  }
  const joined = bits === 32
    ? m.or(m.shl(x, m.const(32n)), y)
    : threefold(m, x, y);
  const out = bits === 32 ? m.shr(x, minus(m, 32, count)) : m.shr(joined, minus(m, 48, count));
  return { r: m.shr(joined, minus(m, 32, count)), carry: lowestBit(m, out) };
}

/** SHRD: operand 0 to the right, filled from the bottom of operand 1. */
export function doubleShiftRight(m: Builder): void {
  const bits = m.width(0);
  const x = m.read(0);
  const y = m.read(1);
  const count = countOf(m, 2);
  const { r, carry } = shiftedRight(m, bits, x, y, count.value);
  const overflow = m.differ(m.bit(x, bits - 1), lowestBit(m, y));
  finishDouble(m, bits, count, r, carry, overflow);
}

function shiftedRight(m: Builder, bits: Width, x: V, y: V, count: V): DoubleShift {
  const last = m.sub(count, m.const(1n));
  if (bits === 64) {
    const fill = m.shl(m.shl(y, m.const(1n)), minus(m, 63, count));
    return { r: m.or(m.shr(x, count), fill), carry: lowestBit(m, m.shr(x, last)) };
  }
  const joined = bits === 32
    ? m.or(m.shl(y, m.const(32n)), x)
    : threefold(m, x, y);
  return { r: m.shr(joined, count), carry: lowestBit(m, m.shr(joined, last)) };
}

/** x:y:x: what counts above 16 shift through on the recorded CPUs; the manuals leave it open. */
function threefold(m: Builder, x: V, y: V): V {
  return m.or(m.or(m.shl(x, m.const(32n)), m.shl(y, m.const(16n))), x);
}

function finishDouble(m: Builder, bits: Width, count: Count, r: V, carry: V, overflow: V): void {
  finish(m, bits, count, r, carry, overflow);
  undefinedFlags(m, count, true);
  if (bits !== 16) return;
  const beyond = m.ltu(m.const(16n), count.value);
  m.undefined(["cf", "pf", "zf", "sf"], m.isMemory(0) ? [] : [0], beyond);
}
