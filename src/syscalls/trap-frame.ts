/**
 * The way into a trap and back: what the original's switch code does to the guest's stack and
 * registers, which guests (and memory etags) can see.
 */
import {
  FCW_DEFAULT, FLAGS_AFTER_SWITCH, PRESERVED_REGISTERS, RESIDUE_DWORDS, RESIDUE_TRAMPOLINE_RETURN,
} from "../../spec/abi/entry-state.ts";
import { EINVAL } from "../../spec/abi/errno.ts";
import { Failure } from "../../spec/abi/failure.ts";
import { SIGSEGV, TRUSTED_HALT, signalState } from "../../spec/abi/faults.ts";
import {
  BUNDLE, TRAMPOLINE_CALL_OFFSET, TRAMPOLINE_RETURN_OFFSET, TRAMPOLINE_SLOT_BYTES,
  TRAMPOLINE_START,
} from "../../spec/abi/memory-map.ts";
import { EXIT_SIGNAL } from "../../spec/abi/report.ts";
import type { Machine } from "../machine/engine.ts";
import { WRITE } from "../machine/memory.ts";
import { REGISTER_NUMBER, readRegister, writeRegister, writeStatus } from "../machine/registers.ts";
import {
  FCW, FDP, FIP, FLAG_SYSTEM, FOP, FSW, FTW, PC, TRACE, VECTOR,
} from "../machine/state.ts";
import { traceStep } from "../machine/trace.ts";
import { RFLAGS_BIT } from "../machine/flags.ts";

const REGISTERS = 16;
const VECTORS_BYTES = 16 * 32;
const LOW_32 = 0xffff_ffffn;

/** A guest that was called out of: where it goes on. */
export interface TrapFrame {
  readonly base: bigint;
  /** The stack pointer before the guest's call. */
  readonly stack: bigint;
  /** Address of the bundle behind the call, base included. */
  readonly resume: bigint;
  /** Guest address of the argument block: edi. */
  readonly block: number;
}

/** A fault inside the hypervisor, as the original words it; its address is fixed here. */
export function trustedFault(detail: string): Failure {
  return new Failure("trapped", EXIT_SIGNAL, signalState(SIGSEGV, true, TRUSTED_HALT), detail);
}

function hex(address: bigint): string {
  return `0x${address.toString(16)}`;
}

/**
 * Enters a trap: leaves the residue on the guest's stack and reads where to return to. A stack
 * without room for it faults, in the trampoline's call or in the switch code behind it. Throws a
 * `Failure`; so does any slot but 0, which no hypervisor function stands behind.
 */
export function enterTrap(machine: Machine, base: bigint, slot: number): TrapFrame {
  const { memory } = machine;
  const slotAddress = base + BigInt(TRAMPOLINE_START + slot * TRAMPOLINE_SLOT_BYTES);
  const stack = readRegister(machine.state, REGISTER_NUMBER.rsp) + 8n;
  const pushed = stack + BigInt(RESIDUE_TRAMPOLINE_RETURN);
  if (memory.faultAddress(pushed, 8, WRITE) !== undefined) {
    const call = slotAddress + BigInt(TRAMPOLINE_CALL_OFFSET);
    throw new Failure("trapped", EXIT_SIGNAL, signalState(SIGSEGV, false, call),
      `the trampoline cannot push to ${hex(pushed)}`);
  }
  const lowest = RESIDUE_DWORDS.at(-1)?.offset ?? RESIDUE_TRAMPOLINE_RETURN;
  const bytes = RESIDUE_TRAMPOLINE_RETURN - lowest;
  if (memory.faultAddress(stack + BigInt(lowest), bytes, WRITE) !== undefined) {
    throw trustedFault(`the trap's arguments cannot be stored below ${hex(stack)}`);
  }
  const returnAddress = memory.load(stack - 8n, 8);
  memory.store(pushed, 8, slotAddress + BigInt(TRAMPOLINE_RETURN_OFFSET));
  for (const { offset, register } of RESIDUE_DWORDS) {
    const value = readRegister(machine.state, register) & LOW_32;
    memory.store(stack + BigInt(offset), 4, value);
  }
  if (slot !== 0) {
    throw new Failure("trapped", EINVAL, `nacl syscall #${slot} received`,
      "ZeroVM has one trap at 0x10000; this is the code of another Native Client system");
  }
  const block = Number(readRegister(machine.state, REGISTER_NUMBER.rdi) & LOW_32);
  const resume = base + (returnAddress & LOW_32 & ~BigInt(BUNDLE - 1));
  return { base, stack, resume, block };
}

/** Registers as the switch to user code leaves them, apart from those that mean something. */
export function resetRegisters(state: DataView, preserved: readonly number[]): void {
  for (let number = 0; number < REGISTERS; number += 1) {
    if (!preserved.includes(number)) writeRegister(state, number, 0n);
  }
  writeStatus(state, FLAGS_AFTER_SWITCH);
  const system = state.getInt32(FLAG_SYSTEM, true);
  state.setInt32(FLAG_SYSTEM, system & ~(1 << RFLAGS_BIT.df), true);
  // FNINIT: control word, empty stack, no pointers. The registers' bytes stay.
  state.setUint16(FCW, FCW_DEFAULT, true);
  state.setUint16(FSW, 0, true);
  state.setUint8(FTW, 0);
  state.setUint16(FOP, 0, true);
  state.setBigUint64(FIP, 0n, true);
  state.setBigUint64(FDP, 0n, true);
  new Uint8Array(state.buffer, state.byteOffset + VECTOR, VECTORS_BYTES).fill(0);
}

/** Returns from a trap with `result`, a signed 32-bit value, in rax. */
export function resumeGuest(machine: Machine, frame: TrapFrame, result: number): void {
  const { state } = machine;
  resetRegisters(state, PRESERVED_REGISTERS);
  writeRegister(state, REGISTER_NUMBER.rax, BigInt.asUintN(64, BigInt(result)));
  writeRegister(state, REGISTER_NUMBER.rsp, frame.stack);
  writeRegister(state, REGISTER_NUMBER.rdi, (frame.stack + 8n) & LOW_32);
  writeRegister(state, REGISTER_NUMBER.rcx, frame.resume);
  state.setBigUint64(PC, frame.resume, true);
  const trace = state.getBigUint64(TRACE, true);
  state.setBigUint64(TRACE, traceStep(trace, frame.resume - frame.base), true);
}
