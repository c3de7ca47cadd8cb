/**
 * Reading and writing the guest's registers in the state block, in terms of the architecture.
 * Integers are unsigned `bigint`s of their width; the block's layout is in `state.ts`.
 */
import type { Flag, FixedRegister, Width } from "../../spec/ir/ir.ts";
import { RFLAGS_BIT, STATUS_MASK, lazyFrom, materialize } from "./flags.ts";
import { FLAG_CARRY, FLAG_RESULT, FLAG_SYSTEM, GPR, VECTOR, X87 } from "./state.ts";

/** Numbers of the registers that meanings name directly. */
export const REGISTER_NUMBER: Readonly<Record<FixedRegister, number>> = {
  rax: 0, rcx: 1, rdx: 2, rbx: 3, rsp: 4, rbp: 5, rsi: 6, rdi: 7, r11: 11,
};

/** Names of the general registers in the order of their numbers. */
export const REGISTER_NAMES: readonly string[] = [
  "rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi",
  "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15",
];

/** The whole of general register `number`. */
export function readRegister(state: DataView, number: number): bigint {
  return state.getBigUint64(GPR + 8 * number, true);
}

export function writeRegister(state: DataView, number: number, value: bigint): void {
  state.setBigUint64(GPR + 8 * number, value, true);
}

/** State offset of general register `number`, or of AH, CH, DH, BH (`highByte`, numbers 4..7). */
export function registerSlot(number: number, highByte: boolean): number {
  return highByte ? GPR + 8 * (number - 4) + 1 : GPR + 8 * number;
}

/** The low `bits` bits of the register at `slot`, zero-extended. */
export function readSlot(state: DataView, slot: number, bits: Width): bigint {
  switch (bits) {
    case 8: return BigInt(state.getUint8(slot));
    case 16: return BigInt(state.getUint16(slot, true));
    case 32: return BigInt(state.getUint32(slot, true));
    case 64: return state.getBigUint64(slot, true);
  }
}

/** Writes a register as the CPU does: 8 and 16 bits keep the rest, 32 clears the upper half. */
export function writeSlot(state: DataView, slot: number, bits: Width, value: bigint): void {
  switch (bits) {
    case 8: state.setUint8(slot, Number(value & 0xffn)); break;
    case 16: state.setUint16(slot, Number(value & 0xffffn), true); break;
    case 32: state.setBigUint64(slot, value & 0xffff_ffffn, true); break;
    case 64: state.setBigUint64(slot, value, true); break;
  }
}

/** Status flags as RFLAGS has them (mask 0x8d5). */
export function readStatus(state: DataView): number {
  return materialize(state.getBigInt64(FLAG_RESULT, true), state.getInt32(FLAG_CARRY, true));
}

export function writeStatus(state: DataView, status: number): void {
  const lazy = lazyFrom(status);
  state.setBigInt64(FLAG_RESULT, lazy.result, true);
  state.setInt32(FLAG_CARRY, lazy.carry, true);
}

/** The complete RFLAGS image; bit 1 always reads as 1. */
export function readRflags(state: DataView): number {
  return (state.getUint32(FLAG_SYSTEM, true) & ~STATUS_MASK) | readStatus(state) | 2;
}

export function writeRflags(state: DataView, rflags: number): void {
  writeStatus(state, rflags);
  state.setUint32(FLAG_SYSTEM, rflags & ~STATUS_MASK, true);
}

/** One flag as 0 or 1. */
export function readFlag(state: DataView, flag: Flag): number {
  return (readStatus(state) >>> RFLAGS_BIT[flag]) & 1;
}

/** 128 bits of vector register `number`: half 0 is the xmm register, half 1 what ymm adds. */
export function readVector(state: DataView, number: number, half: 0 | 1): bigint {
  const at = VECTOR + 32 * number + 16 * half;
  return state.getBigUint64(at, true) | (state.getBigUint64(at + 8, true) << 64n);
}

export function writeVector(state: DataView, number: number, half: 0 | 1, value: bigint): void {
  const at = VECTOR + 32 * number + 16 * half;
  state.setBigUint64(at, BigInt.asUintN(64, value), true);
  state.setBigUint64(at + 8, BigInt.asUintN(64, value >> 64n), true);
}

/** Lane `index`, `bits` wide, of the xmm register `number`, zero-extended. */
export function readLane(state: DataView, number: number, bits: Width, index: number): bigint {
  return readSlot(state, VECTOR + 32 * number + (bits / 8) * index, bits);
}

/** Writes the low bits of `value` to one lane; the rest of the register stays. */
export function writeLane(
  state: DataView, number: number, bits: Width, index: number, value: bigint,
): void {
  const at = VECTOR + 32 * number + (bits / 8) * index;
  if (bits === 32) state.setUint32(at, Number(BigInt.asUintN(32, value)), true);
  else writeSlot(state, at, bits, value);
}

/** MMX register `number`: the significand of physical x87 register `number`. */
export function readMmx(state: DataView, number: number): bigint {
  return state.getBigUint64(X87 + 16 * number, true);
}

/** Writes an MMX register; sign and exponent of the x87 register it lies in become all ones. */
export function writeMmx(state: DataView, number: number, value: bigint): void {
  state.setBigUint64(X87 + 16 * number, value, true);
  state.setUint16(X87 + 16 * number + 8, 0xffff, true);
}
