/** How instructions on single bits and bytes are written. */
import type { Builder, V } from "../../ir/builder.ts";
import type { Width } from "../../ir/ir.ts";

/** Keeps a result from counting as zero without changing its sign or low byte. */
const NEVER_ZERO = 1n << 62n;

/**
 * BT and its relatives: CF is bit `operand 1` of operand 0, which `change` then modifies. A bit
 * offset in a register is signed and may point far outside of a memory operand; elsewhere it is
 * taken modulo the width. The recorded CPUs leave all other flags alone.
 */
export function bitTest(m: Builder, change: ((x: V, bit: V) => V) | undefined): void {
  const bits = m.width(0);
  const offset = m.read(1, bits);
  const position = m.and(offset, m.const(BigInt(bits - 1)));
  const far = m.isMemory(0) && m.operand(1).kind === "gpr";
  const at = far ? elementAddress(m, bits, offset) : undefined;
  const x = at === undefined ? m.read(0) : m.load(at, bits);
  const bit = m.shl(m.const(1n), position);
  if (change !== undefined) {
    if (at === undefined) m.write(0, change(x, bit));
    else m.store(at, bits, change(x, bit));
  }
  m.setFlags({ cf: m.ne(m.and(x, bit), m.const(0n)) });
  m.undefined(["of", "sf", "af", "pf"]);
}

/** Address of the element of memory operand 0 that holds a bit at a signed offset. */
function elementAddress(m: Builder, bits: Width, offset: V): V {
  const element = m.sar(m.sext(offset, bits), m.const(BigInt(31 - Math.clz32(bits))));
  const displacement = m.mul(element, m.const(BigInt(bits / 8)));
  if (!m.variant.address32) return m.add(m.address(0), displacement);
  const offsetInSegment = m.offset(0);
  const base = m.sub(m.address(0), offsetInSegment);
  return m.add(base, m.zext(m.add(offsetInSegment, displacement), 32));
}

/**
 * BSF and BSR: ZF tells a zero source. The rest is undefined; the recorded CPUs set PF from the
 * index (0 when there is none) and clear CF, AF, SF and OF.
 */
export function scanFlags(m: Builder, found: V, index: V): void {
  const no = m.truth(false);
  const result = m.select(found, m.or(index, m.const(NEVER_ZERO)), m.const(0n));
  m.resultFlags(64, result, no, no, no);
  m.undefined(["of", "sf", "af", "pf", "cf"]);
}

/** LZCNT and TZCNT: CF tells a zero source, ZF a count of zero; the CPUs clear the rest. */
export function countFlags(m: Builder, bits: Width, zeros: V): void {
  const no = m.truth(false);
  m.write(0, zeros);
  m.setFlags({
    cf: m.eq(zeros, m.const(BigInt(bits))), zf: m.eq(zeros, m.const(0n)),
    pf: no, af: no, sf: no, of: no,
  });
  m.undefined(["of", "sf", "af", "pf"]);
}

/** The bytes of a value of `bits` bits in opposite order: neighbours first, then wider pairs. */
export function byteReversed(m: Builder, x: V, bits: Width): V {
  let r = x;
  for (let distance = 8; distance < bits; distance *= 2) {
    const by = m.const(BigInt(distance));
    if (2 * distance === bits) {
      r = m.or(m.shl(r, by), m.shr(r, by));
    } else {
      const lower = m.const(lowHalves(distance, bits));
      r = m.or(m.shl(m.and(r, lower), by), m.and(m.shr(r, by), lower));
    }
  }
  return r;
}

/** A mask of the lower `distance` bits of every `2 * distance` bits. */
function lowHalves(distance: number, bits: Width): bigint {
  let mask = 0n;
  for (let at = 0; at < bits; at += 2 * distance) {
    mask |= ((1n << BigInt(distance)) - 1n) << BigInt(at);
  }
  return mask;
}
