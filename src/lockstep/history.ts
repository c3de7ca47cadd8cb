/**
 * What has happened to a pair of machines since a checkpoint: runs, and changes from outside (a
 * session's traps). Enough to be at any of those moments again.
 */
import type { Machine, Snapshot } from "../machine/engine.ts";
import { RETIRED } from "../machine/state.ts";
import type { Pair } from "./state-fields.ts";

export type Event =
  /** Both machines ran with this budget and executed so many instructions. */
  | { readonly kind: "run"; readonly budget: bigint; readonly executed: bigint }
  /** Something changed both from outside. */
  | { readonly kind: "change"; apply(machine: Machine): void };

export class History {
  readonly #pair: Pair<Machine>;
  #snapshots: Pair<Snapshot>;
  #events: Event[] = [];

  /** The checkpoint is now; the machines agree. */
  constructor(pair: Pair<Machine>) {
    this.#pair = pair;
    this.#snapshots = { first: pair.first.snapshot(), second: pair.second.snapshot() };
  }

  get events(): readonly Event[] {
    return this.#events;
  }

  add(event: Event): void {
    this.#events.push(event);
  }

  /** Makes this moment the checkpoint. */
  checkpoint(): void {
    const { first, second } = this.#pair;
    this.#snapshots = { first: first.snapshot(), second: second.snapshot() };
    this.#events = [];
  }

  /** Takes both machines back to the checkpoint. */
  rewind(): void {
    this.#pair.first.restore(this.#snapshots.first);
    this.#pair.second.restore(this.#snapshots.second);
  }

  /** Lets one event happen again. */
  repeat(event: Event): void {
    for (const machine of [this.#pair.first, this.#pair.second]) {
      if (event.kind === "run") machine.run(event.budget);
      else event.apply(machine);
    }
  }

  /** Takes both machines to the moment before event number `index`. */
  goBefore(index: number): void {
    this.rewind();
    for (const event of this.#events.slice(0, index)) this.repeat(event);
  }
}

export function retiredOf({ state }: Machine): bigint {
  return state.getBigUint64(RETIRED, true);
}
