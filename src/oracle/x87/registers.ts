/**
 * The x87 register file: eight physical registers used as a stack, their tags, control and status.
 *
 * ST(i) is physical register (TOP + i) mod 8. Registers are 80-bit patterns; a tag says only
 * whether a register is empty (FTW as FXSAVE has it). Source: SDM volume 1, section 8.1.
 */
import { FCW, FSW, FTW, X87 } from "../../machine/state.ts";
import {
  EXCEPTIONS, F80, INVALID, PRE_COMPUTATION, ROUNDED_UP, environmentOfFcw, indefinite, raised,
} from "../../softfloat/index.ts";
import type { Environment } from "../../softfloat/index.ts";

/** Status word: condition codes, stack fault, error summary, busy. */
export const C0 = 0x0100;
export const C1 = ROUNDED_UP;
export const C2 = 0x0400;
export const C3 = 0x4000;
export const STACK_FAULT = 0x0040;
export const SUMMARY = 0x0080;
export const BUSY = 0x8000;
const TOP_SHIFT = 11;

/** A read of an empty register, and a push onto one that is not empty. */
export const STACK_UNDERFLOW = INVALID | STACK_FAULT;
export const STACK_OVERFLOW = INVALID | STACK_FAULT | C1;

/** The masked answer to invalid operations. */
export const INDEFINITE = indefinite(F80);

export function readStatusWord(state: DataView): number {
  return state.getUint16(FSW, true);
}

/** Writes the status word; ES and B follow from the exception flags and the control word. */
export function writeStatusWord(state: DataView, status: number): void {
  const pending = (status & ~state.getUint16(FCW, true) & EXCEPTIONS) !== 0;
  const rest = status & ~(SUMMARY | BUSY);
  state.setUint16(FSW, pending ? rest | SUMMARY | BUSY : rest, true);
}

/** Sets C0, C2 and C3. */
export function setConditions(state: DataView, codes: number): void {
  const rest = state.getUint16(FSW, true) & ~(C0 | C2 | C3);
  state.setUint16(FSW, rest | codes, true);
}

export function environmentOf(state: DataView): Environment {
  return environmentOfFcw(state.getUint16(FCW, true));
}

/**
 * Delivers the flags of an operation: exceptions become sticky, C1 takes its new value. Says
 * whether the operation goes on; an unmasked exception of the operands stops it, and then neither
 * destination nor stack change (SDM volume 1, section 8.5).
 */
export function deliver(state: DataView, flags: number): boolean {
  const unmasked = ~state.getUint16(FCW, true) & EXCEPTIONS;
  const delivered = (flags & STACK_FAULT) === 0 ? raised(flags, unmasked) : flags;
  writeStatusWord(state, (readStatusWord(state) & ~C1) | delivered);
  return (delivered & unmasked & PRE_COMPUTATION) === 0;
}

export function topOf(state: DataView): number {
  return (readStatusWord(state) >>> TOP_SHIFT) & 7;
}

/** Moves TOP; 1 is one register up (a pop), -1 one down (a push). */
export function moveTop(state: DataView, by: number): void {
  const status = readStatusWord(state);
  const top = ((status >>> TOP_SHIFT) + by) & 7;
  state.setUint16(FSW, (status & ~(7 << TOP_SHIFT)) | (top << TOP_SHIFT), true);
}

function physical(state: DataView, i: number): number {
  return (topOf(state) + i) & 7;
}

export function isEmpty(state: DataView, i: number): boolean {
  return ((state.getUint8(FTW) >>> physical(state, i)) & 1) === 0;
}

/** The 80 bits of ST(i), whatever its tag. */
export function readStack(state: DataView, i: number): bigint {
  const at = X87 + 16 * physical(state, i);
  return state.getBigUint64(at, true) | (BigInt(state.getUint16(at + 8, true)) << 64n);
}

/** Writes ST(i) without touching its tag. */
export function writeStackRaw(state: DataView, i: number, bits: bigint): void {
  const at = X87 + 16 * physical(state, i);
  state.setBigUint64(at, BigInt.asUintN(64, bits), true);
  state.setUint16(at + 8, Number((bits >> 64n) & 0xffffn), true);
}

/** Writes ST(i), which is no longer empty. */
export function writeStack(state: DataView, i: number, bits: bigint): void {
  writeStackRaw(state, i, bits);
  state.setUint8(FTW, state.getUint8(FTW) | (1 << physical(state, i)));
}

export function free(state: DataView, i: number): void {
  state.setUint8(FTW, state.getUint8(FTW) & ~(1 << physical(state, i)));
}

export function pop(state: DataView, count = 1): void {
  for (let i = 0; i < count; i += 1) {
    free(state, 0);
    moveTop(state, 1);
  }
}

export function push(state: DataView, bits: bigint): void {
  moveTop(state, -1);
  writeStack(state, 0, bits);
}

/** Pushes unless the register below TOP is in use; then the masked answer is the indefinite. */
export function pushChecked(state: DataView, bits: bigint, flags: number): void {
  const overflow = !isEmpty(state, -1);
  // Of the operand's exceptions only an invalid operation keeps a number from being loaded.
  const invalid = (environmentOf(state).unmasked & INVALID) !== 0;
  deliver(state, overflow ? STACK_OVERFLOW : flags);
  if (invalid && (overflow || (flags & INVALID) !== 0)) return;
  push(state, overflow ? INDEFINITE : bits);
}
