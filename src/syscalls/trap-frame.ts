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
  BASE, BUNDLE, TRAMPOLINE_CALL_OFFSET, TRAMPOLINE_RETURN_OFFSET, TRAMPOLINE_SLOT_BYTES,
  TRAMPOLINE_START,
} from "../../spec/abi/memory-map.ts";
import { EXIT_SIGNAL } from "../../spec/abi/report.ts";
import { feedTrace } from "../machine/counters.ts";
import type { Machine } from "../machine/engine.ts";
import { WRITE } from "../machine/memory.ts";
import { RFLAGS_BIT, lazyFrom } from "../machine/flags.ts";
import { REGISTER_NUMBER, readRegister } from "../machine/registers.ts";
import {
  FCW, FDP, FIP, FLAG_CARRY, FLAG_RESULT, FLAG_SYSTEM, FOP, FSW, FTW, GPR, PC, VECTOR,
} from "../machine/state.ts";

/** Numbers of all general registers, and of those that a trap clears. */
export const ALL_REGISTERS: readonly number[] = Array.from({ length: 16 }, (_, number) => number);
const CLEARED_BY_TRAP = ALL_REGISTERS.filter((number) => !PRESERVED_REGISTERS.includes(number));
const STATUS_AFTER_SWITCH = lazyFrom(FLAGS_AFTER_SWITCH);
const STATUS_RESULT_LOW = Number(BigInt.asIntN(32, STATUS_AFTER_SWITCH.result));
const STATUS_RESULT_HIGH = Number(BigInt.asIntN(32, STATUS_AFTER_SWITCH.result >> 32n));
const RESIDUE_LOWEST = RESIDUE_DWORDS.at(-1)?.offset ?? RESIDUE_TRAMPOLINE_RETURN;
const VECTORS_END = VECTOR + 16 * 32;
const HIGH = 0x1_0000_0000;
/** The upper half of every address that the guest can use. */
const BASE_HIGH = Number(BASE >> 32n);

/** A guest that was called out of: where it goes on. Guest addresses. */
export interface TrapFrame {
  /** The stack pointer before the guest's call. */
  readonly stack: number;
  /** The bundle behind the call. */
  readonly resume: number;
  /** The argument block: edi. */
  readonly block: number;
}

/** A fault inside the hypervisor, as the original words it; its address is fixed here. */
export function trustedFault(detail: string): Failure {
  return new Failure("trapped", EXIT_SIGNAL, signalState(SIGSEGV, true, TRUSTED_HALT), detail);
}

function hex(address: bigint): string {
  return `0x${address.toString(16)}`;
}

/** rsp as a guest address; far outside of the 4 GiB it may be rounded. */
function stackPointer(state: DataView): number {
  const at = GPR + 8 * REGISTER_NUMBER.rsp;
  return (state.getUint32(at + 4, true) - BASE_HIGH) * HIGH + state.getUint32(at, true);
}

/** Writes a 64-bit slot of the state block with what a guest address is to the processor. */
function setAddress(state: DataView, at: number, address: number): void {
  state.setUint32(at, address >>> 0, true);
  state.setUint32(at + 4, BASE_HIGH + Math.floor(address / HIGH), true);
}

function noRoom(machine: Machine, slotAddress: number): Failure {
  const call = BASE + BigInt(slotAddress + TRAMPOLINE_CALL_OFFSET);
  const stack = readRegister(machine.state, REGISTER_NUMBER.rsp) - 8n;
  return new Failure("trapped", EXIT_SIGNAL, signalState(SIGSEGV, false, call),
    `the trampoline cannot push to ${hex(BigInt.asUintN(64, stack))}`);
}

/**
 * Enters a trap: leaves the residue on the guest's stack and reads where to return to. A stack
 * without room for it faults, in the trampoline's call or in the switch code behind it. Throws a
 * `Failure`; so does any slot but 0, which no hypervisor function stands behind.
 */
export function enterTrap(machine: Machine, slot: number): TrapFrame {
  const { memory } = machine;
  const slotAddress = TRAMPOLINE_START + slot * TRAMPOLINE_SLOT_BYTES;
  const stack = stackPointer(machine.state) + 8;
  const pushed = stack + RESIDUE_TRAMPOLINE_RETURN;
  if (!memory.allows(pushed, 8, WRITE)) throw noRoom(machine, slotAddress);
  if (!memory.allows(stack + RESIDUE_LOWEST, RESIDUE_TRAMPOLINE_RETURN - RESIDUE_LOWEST, WRITE)) {
    throw trustedFault(
      `the trap's arguments cannot be stored below ${hex(BASE + BigInt(stack))}`);
  }
  const returnAddress = memory.load32(stack - 8);
  memory.store32(pushed, slotAddress + TRAMPOLINE_RETURN_OFFSET);
  memory.store32(pushed + 4, BASE_HIGH);
  for (const { offset, register } of RESIDUE_DWORDS) {
    memory.store32(stack + offset, machine.state.getUint32(GPR + 8 * register, true));
  }
  if (slot !== 0) {
    throw new Failure("trapped", EINVAL, `nacl syscall #${slot} received`,
      "ZeroVM has one trap at 0x10000; this is the code of another Native Client system");
  }
  const block = machine.state.getUint32(GPR + 8 * REGISTER_NUMBER.rdi, true);
  return { stack, resume: returnAddress - (returnAddress % BUNDLE), block };
}

function clear64(state: DataView, at: number): void {
  state.setInt32(at, 0, true);
  state.setInt32(at + 4, 0, true);
}

/** Registers as the switch to user code leaves them: `cleared` are numbers of general registers. */
export function resetRegisters(state: DataView, cleared: readonly number[]): void {
  for (const number of cleared) clear64(state, GPR + 8 * number);
  state.setInt32(FLAG_RESULT, STATUS_RESULT_LOW, true);
  state.setInt32(FLAG_RESULT + 4, STATUS_RESULT_HIGH, true);
  state.setInt32(FLAG_CARRY, STATUS_AFTER_SWITCH.carry, true);
  const system = state.getInt32(FLAG_SYSTEM, true);
  state.setInt32(FLAG_SYSTEM, system & ~(1 << RFLAGS_BIT.df), true);
  // FNINIT: control word, empty stack, no pointers. The registers' bytes stay.
  state.setUint16(FCW, FCW_DEFAULT, true);
  state.setUint16(FSW, 0, true);
  state.setUint8(FTW, 0);
  state.setUint16(FOP, 0, true);
  clear64(state, FIP);
  clear64(state, FDP);
  // As zeros of 64 bits: a view of bytes to fill would cost more than all of this.
  for (let at = VECTOR; at < VECTORS_END; at += 8) state.setFloat64(at, 0, true);
}

/** Returns from a trap with `result`, a signed 32-bit value, in rax. */
export function resumeGuest(machine: Machine, { stack, resume }: TrapFrame, result: number): void {
  const { state } = machine;
  resetRegisters(state, CLEARED_BY_TRAP);
  state.setInt32(GPR + 8 * REGISTER_NUMBER.rax, result, true);
  state.setInt32(GPR + 8 * REGISTER_NUMBER.rax + 4, result >> 31, true);
  state.setUint32(GPR + 8 * REGISTER_NUMBER.rdi, (stack + 8) >>> 0, true);
  setAddress(state, GPR + 8 * REGISTER_NUMBER.rsp, stack);
  setAddress(state, GPR + 8 * REGISTER_NUMBER.rcx, resume);
  setAddress(state, PC, resume);
  feedTrace(state, resume);
}
