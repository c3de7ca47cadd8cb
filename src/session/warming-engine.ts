/**
 * The engine of short programs: a guest starts in the oracle, which is ready at once, and moves to
 * the fast engine when it turns out to run for longer. Most of the fast engine's start is spent on
 * compiling, so it is made when the first guest needs it and kept. Nothing of this is visible to
 * guests: both engines agree on every bit of the state.
 */
import type { Engine, Machine, MachineImage, Snapshot } from "../machine/engine.ts";
import type { Exit } from "../machine/exit.ts";
import type { GuestMemory } from "../machine/memory.ts";
import { RETIRED, STATE_BYTES } from "../machine/state.ts";
import type { OracleEngine, OracleMachine } from "../oracle/oracle-engine.ts";

/**
 * Instructions after which the fast engine pays: where it is there already because only another memory
 * is needed, which the host's garbage collector feels most; where it must be made because the oracle,
 * whose own code the host has not compiled yet either, takes as long for a few thousand.
 */
const WARM_UP_INSTRUCTIONS = 1000n;

export class WarmingEngine implements Engine {
  readonly #oracle: OracleEngine;
  readonly #makeFast: () => Engine;
  #fast: Engine | undefined;

  /** `oracle` needs to know only what the sandbox admits; `makeFast` is called once, if at all. */
  constructor(oracle: OracleEngine, makeFast: () => Engine) {
    this.#oracle = oracle;
    this.#makeFast = makeFast;
  }

  get tier(): string {
    return this.#fast?.tier ?? "interpreter";
  }

  /** The fast engine, made if need be. */
  fast(): Engine {
    this.#fast ??= this.#makeFast();
    return this.#fast;
  }

  flush(): void {
    this.#fast?.flush?.();
  }

  createMachine(image: MachineImage): Machine {
    if (image.unchecked === true) return this.fast().createMachine(image);
    return new WarmingMachine(this, this.#oracle.createMachine(image), image);
  }
}

interface Protection {
  readonly start: number;
  readonly end: number;
  readonly permission: number;
}

class WarmingMachine implements Machine {
  readonly #engine: WarmingEngine;
  readonly #oracle: OracleMachine;
  readonly #image: MachineImage;
  readonly #protections: Protection[] = [];
  #fast: Machine | undefined;
  #left = WARM_UP_INSTRUCTIONS;
  #stickyFlags: boolean;

  constructor(engine: WarmingEngine, oracle: OracleMachine, image: MachineImage) {
    this.#engine = engine;
    this.#oracle = oracle;
    this.#image = image;
    this.#stickyFlags = image.stickyFlags;
  }

  get #current(): Machine {
    return this.#fast ?? this.#oracle;
  }

  get state(): DataView {
    return this.#current.state;
  }

  get memory(): GuestMemory {
    return this.#current.memory;
  }

  get residentBytes(): number {
    return this.#current.residentBytes;
  }

  run(budget: bigint): Exit {
    if (this.#fast !== undefined) return this.#fast.run(budget);
    const slice = budget < this.#left ? budget : this.#left;
    const before = this.#retired;
    const exit = this.#oracle.run(slice);
    this.#left -= this.#retired - before;
    if (exit.kind !== "budget" || slice === budget) return exit;
    try {
      return this.#warm().run(budget - slice);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return { kind: "exhausted", what: "memory" };
    }
  }

  runFor(instructions: number): Exit {
    return this.#fast?.runFor(instructions) ?? this.run(BigInt(instructions));
  }

  step(): Exit {
    return this.run(1n);
  }

  get #retired(): bigint {
    return this.#oracle.state.getBigUint64(RETIRED, true);
  }

  /** Moves the guest to the fast engine, once. */
  #warm(): Machine {
    if (this.#fast !== undefined) return this.#fast;
    // The image's contents come first: by its text, whole, a program is known to the translator.
    const contents = [...this.#image.contents, ...this.#oracle.memory.changed()];
    const fast = this.#engine.fast().createMachine({
      ...this.#image, contents, stickyFlags: this.#stickyFlags,
    });
    for (const { start, end, permission } of this.#protections) {
      fast.protect(start, end, permission);
    }
    for (let at = 0; at < STATE_BYTES; at += 8) {
      fast.state.setBigUint64(at, this.#oracle.state.getBigUint64(at, true), true);
    }
    this.#fast = fast;
    return fast;
  }

  protect(start: number, end: number, permission: number): void {
    if (this.#fast === undefined) this.#protections.push({ start, end, permission });
    this.#current.protect(start, end, permission);
  }

  keepStickyFlags(): void {
    this.#stickyFlags = true;
    this.#current.keepStickyFlags();
  }

  /** Snapshots belong to the fast engine, so that they can be restored at any later time. */
  snapshot(): Snapshot {
    return this.#warm().snapshot();
  }

  restore(snapshot: Snapshot): void {
    this.#warm().restore(snapshot);
  }

  visit(start: number, end: number, sink: (piece: Uint8Array) => void): void {
    this.#current.visit(start, end, sink);
  }
}
