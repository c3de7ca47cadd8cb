/** The whole state of a guest after so many instructions, as one comparable value. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SPACE_END, STACK_START, TRAMPOLINE_START } from "../../spec/abi/memory-map.ts";
import type { Toolchain } from "../../src/index.ts";
import { runProgram } from "../../src/index.ts";
import { readRegisters } from "../../src/raw/registers.ts";
import { GUESTS_FOLDER, guestModule } from "./guests.ts";
import type { Guest } from "./guests.ts";

/** Enough for the guests; small, so that all of it can be hashed. */
const MEMORY_BYTES = 64 << 20;

export interface GuestState {
  readonly retired: bigint;
  readonly trace: bigint;
  /** Every register, by name. */
  readonly registers: string;
  /** SHA-256 of everything from the trampolines to the heap's end, then of the stack. */
  readonly memory: string;
  readonly output: string;
}

/** Runs a guest for exactly `instructions` instructions, or to its end if that comes first. */
export async function stateAfter(
  guest: Guest, toolchain: Toolchain, instructions: bigint,
): Promise<GuestState> {
  const stdin = guest.stdin === undefined
    ? new Uint8Array(0) : readFileSync(join(GUESTS_FOLDER, guest.stdin));
  const { session, stdout } = await runProgram(readFileSync(guestModule(guest.name)), {
    toolchain, stdin, memoryBytes: MEMORY_BYTES, instructionLimit: instructions,
  });
  const { machine, retired, trace } = session;
  if (machine === undefined) throw new Error(`${guest.name} was not started`);
  const hash = createHash("sha256");
  machine.visit(TRAMPOLINE_START, MEMORY_BYTES, (piece) => hash.update(piece));
  machine.visit(STACK_START, SPACE_END, (piece) => hash.update(piece));
  const registers = JSON.stringify(readRegisters(machine.state), (_, value: unknown) =>
    (typeof value === "bigint" ? value.toString(16) : value));
  return {
    retired, trace, registers, memory: hash.digest("hex"),
    output: createHash("sha256").update(stdout).digest("hex"),
  };
}
