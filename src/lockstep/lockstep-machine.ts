/**
 * One guest in two tiers. Both run the same stretch of instructions, then everything that a guest
 * can see is compared: registers, flags, vectors, x87, counts and the trace hash, which every control
 * transfer has advanced, after each stretch; all of memory now and then. A stretch that differs is
 * repeated in smaller steps until the instruction is known.
 */
import type { Machine, Region, Snapshot } from "../machine/engine.ts";
import type { Exit } from "../machine/exit.ts";
import type { GuestMemory } from "../machine/memory.ts";
import { STATE_BYTES } from "../machine/state.ts";
import { Divergence } from "./divergence.ts";
import { History, retiredOf } from "./history.ts";
import { isSameExit, locate } from "./locate.ts";
import { differingWords } from "./memory-words.ts";
import { PairedMemory } from "./paired-memory.ts";
import { isSameState } from "./state-fields.ts";
import type { Pair } from "./state-fields.ts";

const WORD = 8;
/** Differing words of memory that are looked at while the instruction is searched. */
const WATCHED_MAX = 16;
/** Bytes written from outside that a history keeps. */
const HISTORY_BYTES_MAX = 16 << 20;
const HISTORY_EVENTS_MAX = 10_000;

export interface LockstepSettings {
  readonly tiers: Pair<string>;
  /** Instructions from one comparison of registers to the next. */
  readonly stretch: bigint;
  /** Instructions from one comparison of memory, and checkpoint, to the next. */
  readonly interval: bigint;
}

class PairedSnapshot implements Snapshot {
  readonly snapshots: Pair<Snapshot>;

  constructor(snapshots: Pair<Snapshot>) {
    this.snapshots = snapshots;
  }

  get bytes(): number {
    return this.snapshots.first.bytes + this.snapshots.second.bytes;
  }
}

export class LockstepMachine implements Machine {
  readonly memory: GuestMemory;
  readonly #pair: Pair<Machine>;
  readonly #base: bigint;
  readonly #regions: readonly Region[];
  readonly #settings: LockstepSettings;
  /** The first machine's state block after its last run: what differs now was written outside. */
  readonly #known = new DataView(new ArrayBuffer(STATE_BYTES));
  #history: History | undefined;
  #historyBytes = 0;
  #sinceCheckpoint = 0n;
  #exits: Pair<Exit> = { first: { kind: "budget" }, second: { kind: "budget" } };

  constructor(
    pair: Pair<Machine>, base: bigint, regions: readonly Region[], settings: LockstepSettings,
  ) {
    this.#pair = pair;
    this.#base = base;
    this.#regions = regions;
    this.#settings = settings;
    this.memory = new PairedMemory(
      () => ({ first: pair.first.memory, second: pair.second.memory }), {
        written: (address, bytes) => {
          const copy = bytes.slice();
          this.#historyBytes += copy.length;
          this.#note(({ memory }) => memory.copyIn(address, copy));
        },
        parted: () => this.#part(),
      });
    this.#remember();
  }

  get state(): DataView {
    return this.#pair.first.state;
  }

  get residentBytes(): number {
    return this.#pair.first.residentBytes;
  }

  run(budget: bigint): Exit {
    this.#mirrorState();
    const { first, second } = this.#pair;
    this.#history ??= new History(this.#pair);
    for (let left = budget; ;) {
      const { stretch } = this.#settings;
      const length = left < stretch ? left : stretch;
      const before = retiredOf(first);
      this.#exits = { first: first.run(length), second: second.run(length) };
      const executed = retiredOf(first) - before;
      this.#history.add({ kind: "run", budget: length, executed });
      const isSame = isSameExit(this.#exits.first, this.#exits.second)
        && isSameState(first.state, second.state);
      if (!isSame) this.#part();
      this.#sinceCheckpoint += executed;
      left -= executed;
      if (this.#isCheckpointDue()) this.#checkpoint();
      if (this.#exits.first.kind !== "budget" || left <= 0n) {
        this.#remember();
        return this.#exits.first;
      }
    }
  }

  runFor(instructions: number): Exit {
    return this.run(BigInt(instructions));
  }

  step(): Exit {
    return this.run(1n);
  }

  /** Compares all of memory once more; throws a `Divergence` where it differs. */
  conclude(): void {
    this.#compareMemory();
  }

  #compareMemory(): void {
    if (differingWords(this.#pair, this.#regions, 1).length > 0) this.#part();
  }

  #isCheckpointDue(): boolean {
    return this.#sinceCheckpoint >= this.#settings.interval
      || this.#historyBytes >= HISTORY_BYTES_MAX
      || (this.#history?.events.length ?? 0) >= HISTORY_EVENTS_MAX;
  }

  #checkpoint(): void {
    this.#compareMemory();
    this.#history?.checkpoint();
    this.#historyBytes = 0;
    this.#sinceCheckpoint = 0n;
  }

  /** The machines differ: finds out where. */
  #part(): never {
    const { tiers } = this.#settings;
    this.#history ??= new History(this.#pair);
    const watched = differingWords(this.#pair, this.#regions, WATCHED_MAX);
    throw new Divergence(locate(
      { pair: this.#pair, tiers, base: this.#base, watched }, this.#history, this.#exits));
  }

  // What comes from outside goes to both.

  #note(apply: (machine: Machine) => void): void {
    this.#history?.add({ kind: "change", apply });
  }

  #remember(): void {
    const { state } = this.#pair.first;
    for (let at = 0; at < STATE_BYTES; at += WORD) {
      this.#known.setBigUint64(at, state.getBigUint64(at, true), true);
    }
  }

  /** Gives the second machine what was written into the first one's state block since its run. */
  #mirrorState(): void {
    const { state } = this.#pair.first;
    const changes: (readonly [number, bigint])[] = [];
    for (let at = 0; at < STATE_BYTES; at += WORD) {
      const value = state.getBigUint64(at, true);
      if (value !== this.#known.getBigUint64(at, true)) changes.push([at, value]);
    }
    if (changes.length === 0) return;
    const apply = (machine: Machine): void => {
      for (const [at, value] of changes) machine.state.setBigUint64(at, value, true);
    };
    apply(this.#pair.second);
    this.#note(apply);
  }

  #both(apply: (machine: Machine) => void): void {
    apply(this.#pair.first);
    apply(this.#pair.second);
    this.#note(apply);
  }

  protect(start: number, end: number, permission: number): void {
    this.#both((machine) => machine.protect(start, end, permission));
  }

  keepStickyFlags(): void {
    this.#mirrorState();
    this.#both((machine) => machine.keepStickyFlags());
    this.#remember();
  }

  snapshot(): Snapshot {
    this.#mirrorState();
    this.#remember();
    const { first, second } = this.#pair;
    return new PairedSnapshot({ first: first.snapshot(), second: second.snapshot() });
  }

  restore(snapshot: Snapshot): void {
    if (!(snapshot instanceof PairedSnapshot)) {
      throw new TypeError("this snapshot was taken by an engine of another tier");
    }
    const { first, second } = snapshot.snapshots;
    this.#pair.first.restore(first);
    this.#pair.second.restore(second);
    this.#history = undefined;
    this.#historyBytes = 0;
    this.#sinceCheckpoint = 0n;
    this.#remember();
  }

  visit(start: number, end: number, sink: (piece: Uint8Array) => void): void {
    this.#pair.first.visit(start, end, sink);
  }
}
