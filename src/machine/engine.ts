/**
 * What a session (or a debugger, or a test) needs of an engine, whatever its tier.
 *
 * An `Engine` owns everything that outlives one run: compiled modules, tables, caches keyed by
 * text. A `Machine` is one guest: registers, memory, counters. Nothing is kept at module level.
 *
 * Session address model: `base` is added to every guest address, control transfers are checked
 * against executable regions, and the trampoline page is where guests leave (`Exit` "trap").
 */
import type { Exit } from "./exit.ts";
import type { GuestMemory } from "./memory.ts";

/** A run of guest pages with one permission; addresses are relative to the base. */
export interface Region {
  /** For messages and maps: "text", "stack", ... */
  readonly name: string;
  /** Multiples of 64 KiB; `end` is exclusive and may be 2^32. */
  readonly start: number;
  readonly end: number;
  /** READ | WRITE | EXECUTE of `memory.ts`. */
  readonly permission: number;
}

/**
 * Bytes the memory holds at the start; the rest of the regions is zero. They lie inside of regions
 * and may never change: machines share them until they write.
 */
export interface Content {
  /** Relative to the base. */
  readonly address: number;
  readonly bytes: Uint8Array;
}

/** A guest before its first instruction. */
export interface MachineImage {
  /** Multiple of 2^32: 0x440A_0000_0000 in a session. */
  readonly base: bigint;
  /** Ascending, without overlaps; what lies between them is not mapped. */
  readonly regions: readonly Region[];
  /** Where they overlap the later one counts. */
  readonly contents: readonly Content[];
  /**
   * First trampoline slot and the end of the last one that traps, relative to the base. Control
   * that arrives at a multiple of 32 in here exits as a trap, before any byte is executed; any
   * other address of the page is ordinary code.
   */
  readonly trapSlots: { readonly start: number; readonly end: number };
  /**
   * True when the text can read or write MXCSR, so that its sticky exception flags are kept; where
   * they cannot be observed they stay 0.
   */
  readonly stickyFlags: boolean;
  /**
   * True when the text was not validated, so that it may hold any instruction at all; else only
   * those that the sandbox admits will ever be executed.
   */
  readonly unchecked?: boolean;
}

/** A machine's whole state at an instruction boundary; opaque, immutable, any number of them. */
export interface Snapshot {
  /** Bytes it keeps alive, about. */
  readonly bytes: number;
}

export interface Machine {
  /**
   * The state block (offsets of `state.ts`), always current between runs. Ask for it again after
   * every `run`, `step` or memory access: growing the memory makes another view. Writing registers
   * and PC through it is how a session starts a guest and returns from a trap.
   */
  readonly state: DataView;
  /** Memory at absolute addresses (base included), permissions as they are now. */
  readonly memory: GuestMemory;
  /**
   * Executes at most `budget` instructions and says why it stopped. RETIRED and TRACE in the state
   * block advance by exactly what was executed. "trap": the transfer into the trampoline page has
   * retired, PC is the slot's address, the trace hash has *not* been fed for this transfer (the
   * session does that when it resumes the guest, with the address it resumes at).
   */
  run(budget: bigint): Exit;
  /** `run` without big integers, for whoever runs often and shortly: at most 2^32 - 1 instructions. */
  runFor(instructions: number): Exit;
  /** `run(1n)`; an engine may have a cheaper way. */
  step(): Exit;
  /**
   * Gives `[start, end)` (relative, multiples of 4 KiB, inside mapped regions) another permission,
   * and forgets every instruction decoded from there.
   */
  protect(start: number, end: number, permission: number): void;
  /** From now on MXCSR's sticky flags count; they start from 0. */
  keepStickyFlags(): void;
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
  /**
   * Hands `[start, end)` (relative) to `sink` in ascending pieces of at most 64 KiB, for digests
   * and snapshots. Memory that was never touched arrives as zeros without being allocated. A piece
   * is only valid during the call.
   */
  visit(start: number, end: number, sink: (piece: Uint8Array) => void): void;
  /**
   * The guest has ended or was stopped. An engine that watches over another one does its last checks
   * here and throws a `Failure` of kind "defect"; others have nothing to do.
   */
  conclude?(): void;
  /** Bytes of guest memory that are really backed. */
  readonly residentBytes: number;
}

export interface Engine {
  /** "oracle", "interpreter", ...: what `--tier` names. */
  readonly tier: string;
  /** Throws a `RangeError` when the host has not enough memory for the image. */
  createMachine(image: MachineImage): Machine;
  /** Hands what is worth keeping to the stores that the engine was given. */
  flush?(): void;
}

/** Instructions that a machine counts down at once: they fit 32 bits. */
const PART = 0x8000_0000;

/**
 * `Machine.run` for a machine that counts in numbers: runs any budget in parts, as `runFor` would
 * each; `isFirst` says which of them is where the run begins.
 */
export function runInParts(
  budget: bigint, runFor: (instructions: number, isFirst: boolean) => Exit,
): Exit {
  let left = budget;
  for (let isFirst = true; left > BigInt(PART); isFirst = false) {
    const exit = runFor(PART, isFirst);
    if (exit.kind !== "budget") return exit;
    left -= BigInt(PART);
  }
  return runFor(Number(left), left === budget);
}
