/**
 * A guest from its first instruction to its end: slices of execution, traps between them.
 */
import { ENTRY_STACK, MXCSR_DEFAULT, START_INFO } from "../../spec/abi/entry-state.ts";
import { Failure } from "../../spec/abi/failure.ts";
import { BASE } from "../../spec/abi/memory-map.ts";
import { EXIT_EXHAUSTED } from "../../spec/abi/report.ts";
import { retiredLow } from "../machine/counters.ts";
import type { Machine } from "../machine/engine.ts";
import { REGISTER_NUMBER, writeRegister } from "../machine/registers.ts";
import { MXCSR, PC, RETIRED } from "../machine/state.ts";
import { TrapGate } from "../syscalls/trap-frame.ts";
import { ArgumentBlock, callTrap, nullAddress } from "../syscalls/traps.ts";
import type { TrapContext, TrapOutcome } from "../syscalls/traps.ts";
import { faultFailure } from "./guest-fault.ts";
import type { Interrupter } from "./interrupter.ts";
import { Slices } from "./slices.ts";
import type { Clock } from "./slices.ts";

export interface GuestRun {
  readonly context: TrapContext;
  readonly clock: Clock;
  readonly interrupter: Interrupter | undefined;
  /** Instructions after which the guest is stopped; undefined = no limit. */
  readonly instructionLimit: bigint | undefined;
  readonly onSlice: ((retired: bigint) => void) | undefined;
}

/** Registers, flags and PC of a guest before its first instruction. */
export function setEntryState(machine: Machine, entry: number): void {
  if (entry === 0) throw nullAddress();
  const { state } = machine;
  const pc = BASE + BigInt(entry);
  new TrapGate(machine).reset();
  writeRegister(state, 15, BASE);
  writeRegister(state, REGISTER_NUMBER.rsp, BASE + BigInt(ENTRY_STACK));
  writeRegister(state, REGISTER_NUMBER.rbp, BASE + BigInt(ENTRY_STACK));
  writeRegister(state, REGISTER_NUMBER.rdi, BigInt(START_INFO));
  // The original jumps to the entry through rcx.
  writeRegister(state, REGISTER_NUMBER.rcx, pc);
  state.setUint32(MXCSR, MXCSR_DEFAULT, true);
  state.setBigUint64(PC, pc, true);
}

/** Returns to the guest; the exit code when there is nothing to return to. */
function finish(gate: TrapGate, outcome: TrapOutcome): number | undefined {
  if (typeof outcome !== "number") return outcome.code;
  gate.resume(outcome);
  return undefined;
}

/** Runs one trap; returns the guest's exit code when it was the last. */
function trap(
  { context, interrupter }: GuestRun, gate: TrapGate, block: ArgumentBlock, slot: number,
): number | undefined | Promise<number | undefined> {
  gate.enter(slot);
  const outcome = callTrap(context, block, gate.block);
  if (!(outcome instanceof Promise)) return finish(gate, outcome);
  const waiting = interrupter === undefined ? outcome : interrupter.guard(outcome);
  return waiting.then((ready) => finish(gate, ready));
}

/** Instructions the guest may still execute at once: the slice's rest, or the limit's. */
function allowance(slices: Slices, limit: bigint | undefined, state: DataView): number {
  if (limit === undefined) return slices.left;
  const retired = state.getBigUint64(RETIRED, true);
  const left = limit - retired;
  if (left <= 0n) {
    throw new Failure("exhausted", EXIT_EXHAUSTED, "instruction limit exceeded",
      `the guest was stopped after ${retired} instructions`);
  }
  return left < BigInt(slices.left) ? Number(left) : slices.left;
}

/**
 * Runs the guest to its exit trap; the result is its exit code. Throws a `Failure` for everything
 * else that ends it. The machine's entry state has been set.
 */
export async function runGuest(run: GuestRun): Promise<number> {
  const { machine } = run.context;
  const slices = new Slices(run.clock);
  const gate = new TrapGate(machine);
  const block = new ArgumentBlock(machine);
  for (;;) {
    const before = retiredLow(machine.state);
    const exit = machine.runFor(allowance(slices, run.instructionLimit, machine.state));
    const pauses = slices.spend((retiredLow(machine.state) - before) >>> 0);
    if (exit.kind === "trap") {
      // Awaiting what is there already would cost more than the trap.
      const ending = trap(run, gate, block, exit.slot);
      const code = ending instanceof Promise ? await ending : ending;
      if (code !== undefined) return code;
    } else if (exit.kind !== "budget") {
      throw faultFailure(exit, machine.state.getBigUint64(PC, true));
    }
    if (pauses) {
      const retired = machine.state.getBigUint64(RETIRED, true);
      await slices.pause();
      run.interrupter?.check(machine.state.getBigUint64(PC, true));
      run.onSlice?.(retired);
    }
  }
}
