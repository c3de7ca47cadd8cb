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
  FCW, FDP, FIP, FLAG_CARRY, FLAG_RESULT, FLAG_SYSTEM, FOP, FSW, FTW, GPR, PC, STATE_BYTES,
  VECTOR,
} from "../machine/state.ts";

/** Numbers of all general registers, and of those that a trap clears. */
const ALL_REGISTERS: readonly number[] = Array.from({ length: 16 }, (_, number) => number);
const CLEARED_BY_TRAP = ALL_REGISTERS.filter((number) => !PRESERVED_REGISTERS.includes(number));
const STATUS_AFTER_SWITCH = lazyFrom(FLAGS_AFTER_SWITCH);
const STATUS_RESULT_LOW = Number(BigInt.asIntN(32, STATUS_AFTER_SWITCH.result));
const STATUS_RESULT_HIGH = Number(BigInt.asIntN(32, STATUS_AFTER_SWITCH.result >> 32n));
/** The residue lies in one piece: from its lowest dword to the trampoline's return address. */
const RESIDUE_LOWEST = RESIDUE_DWORDS.at(-1)?.offset ?? RESIDUE_TRAMPOLINE_RETURN;
const RESIDUE_BYTES = RESIDUE_TRAMPOLINE_RETURN + 8 - RESIDUE_LOWEST;
const RESIDUE_WORDS = RESIDUE_DWORDS.map(({ offset, register }) =>
  ({ word: (offset - RESIDUE_LOWEST) / 4, slot: GPR + 8 * register }));
const RETURN_WORD = (RESIDUE_TRAMPOLINE_RETURN - RESIDUE_LOWEST) / 4;
const VECTORS_END = VECTOR + 16 * 32;
const HIGH = 0x1_0000_0000;
/** The upper half of every address that the guest can use. */
const BASE_HIGH = Number(BASE >> 32n);

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

/** Writes a 64-bit slot of the state block with a guest address, which may be 2^32: an empty stack. */
function setAddress(state: DataView, at: number, address: number): void {
  state.setUint32(at, address >>> 0, true);
  state.setUint32(at + 4, BASE_HIGH + (address < HIGH ? 0 : 1), true);
}

/** What a stack without room for the residue faults with: the call's push comes first. */
function noRoom({ memory, state }: Machine, stack: number, slotAddress: number): Failure {
  if (memory.allows(stack + RESIDUE_TRAMPOLINE_RETURN, 8, WRITE)) {
    return trustedFault(`the trap's arguments cannot be stored below ${hex(BASE + BigInt(stack))}`);
  }
  const call = BASE + BigInt(slotAddress + TRAMPOLINE_CALL_OFFSET);
  const pushed = readRegister(state, REGISTER_NUMBER.rsp) - 8n;
  return new Failure("trapped", EXIT_SIGNAL, signalState(SIGSEGV, false, call),
    `the trampoline cannot push to ${hex(BigInt.asUintN(64, pushed))}`);
}

/** All that is not zero as the switch to user code leaves it. */
function resetFlags(state: DataView): void {
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
}

/**
 * The way out of one machine's guest and back: at most one trap at a time. It keeps what it knows of
 * the trap, and a view of the vector registers, because traps are many.
 */
export class TrapGate {
  readonly machine: Machine;
  /** Guest address of the argument block of the trap that is being made: edi. */
  block = 0;
  /** The stack pointer before the guest's call, and the bundle behind the call. Guest addresses. */
  #stack = 0;
  #resume = 0;
  readonly #residue = new Int32Array(RESIDUE_BYTES / 4);
  /** The state block that the view is of: growing the memory makes another one. */
  #state: DataView | undefined;
  /** The state block in words, for zeros, which are the same in every byte order. */
  #words: Float64Array = new Float64Array(0);

  constructor(machine: Machine) {
    this.machine = machine;
  }

  /**
   * Enters a trap: leaves the residue on the guest's stack and reads where to return to. A stack
   * without room for it faults, in the trampoline's call or in the switch code behind it. Throws a
   * `Failure`; so does any slot but 0, which no hypervisor function stands behind.
   */
  enter(slot: number): void {
    const { memory, state } = this.machine;
    const slotAddress = TRAMPOLINE_START + slot * TRAMPOLINE_SLOT_BYTES;
    const stack = stackPointer(state) + 8;
    if (!memory.allows(stack + RESIDUE_LOWEST, RESIDUE_BYTES, WRITE)) {
      throw noRoom(this.machine, stack, slotAddress);
    }
    const returnAddress = memory.load32(stack - 8);
    const residue = this.#residue;
    for (const { word, slot: register } of RESIDUE_WORDS) {
      residue[word] = state.getInt32(register, true);
    }
    residue[RETURN_WORD] = slotAddress + TRAMPOLINE_RETURN_OFFSET;
    residue[RETURN_WORD + 1] = BASE_HIGH;
    memory.storeWords(stack + RESIDUE_LOWEST, residue);
    if (slot !== 0) {
      throw new Failure("trapped", EINVAL, `nacl syscall #${slot} received`,
        "ZeroVM has one trap at 0x10000; this is the code of another Native Client system");
    }
    this.block = this.machine.state.getUint32(GPR + 8 * REGISTER_NUMBER.rdi, true);
    this.#stack = stack;
    this.#resume = returnAddress - (returnAddress % BUNDLE);
  }

  /** Returns from the trap with `result`, a signed 32-bit value, in rax. */
  resume(result: number): void {
    const { state } = this.machine;
    this.#reset(state, CLEARED_BY_TRAP);
    state.setInt32(GPR + 8 * REGISTER_NUMBER.rax, result, true);
    state.setInt32(GPR + 8 * REGISTER_NUMBER.rax + 4, result >> 31, true);
    state.setUint32(GPR + 8 * REGISTER_NUMBER.rdi, (this.#stack + 8) >>> 0, true);
    setAddress(state, GPR + 8 * REGISTER_NUMBER.rsp, this.#stack);
    setAddress(state, GPR + 8 * REGISTER_NUMBER.rcx, this.#resume);
    setAddress(state, PC, this.#resume);
    feedTrace(state, this.#resume);
  }

  /** Registers of a guest that is switched to for the first time. */
  reset(): void {
    this.#reset(this.machine.state, ALL_REGISTERS);
  }

  /** Registers as the switch to user code leaves them: `cleared` are numbers of general registers. */
  #reset(state: DataView, cleared: readonly number[]): void {
    resetFlags(state);
    if (state !== this.#state) {
      this.#state = state;
      this.#words = new Float64Array(state.buffer, state.byteOffset, STATE_BYTES / 8);
    }
    const words = this.#words;
    for (let k = 0; k < cleared.length; k += 1) words[GPR / 8 + (cleared[k] ?? 0)] = 0;
    words[FIP / 8] = 0;
    words[FDP / 8] = 0;
    words.fill(0, VECTOR / 8, VECTORS_END / 8);
  }
}
