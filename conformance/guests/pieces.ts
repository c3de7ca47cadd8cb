/** An engine whose machines get to the end of every run in random pieces, single steps among them. */
import type { Engine, Machine, MachineImage } from "../../src/machine/engine.ts";
import type { Exit } from "../../src/machine/exit.ts";
import type { GuestMemory } from "../../src/machine/memory.ts";
import { RETIRED } from "../../src/machine/state.ts";
import { type Prng, createPrng } from "../prng.ts";

export class PieceEngine implements Engine {
  readonly tier: string;
  readonly #inner: Engine;
  readonly #seed: number;

  constructor(inner: Engine, seed: number) {
    this.tier = inner.tier;
    this.#inner = inner;
    this.#seed = seed;
  }

  createMachine(image: MachineImage): Machine {
    return new PieceMachine(this.#inner.createMachine(image), createPrng(this.#seed));
  }
}

class PieceMachine implements Machine {
  readonly #inner: Machine;
  readonly #prng: Prng;

  constructor(inner: Machine, prng: Prng) {
    this.#inner = inner;
    this.#prng = prng;
  }

  get state(): DataView { return this.#inner.state; }
  get memory(): GuestMemory { return this.#inner.memory; }
  get residentBytes(): number { return this.#inner.residentBytes; }

  #retired(): bigint {
    return this.state.getBigUint64(RETIRED, true);
  }

  run(budget: bigint): Exit {
    const end = this.#retired() + budget;
    for (let left = budget; left > 0n; left = end - this.#retired()) {
      const most = this.#prng.pick([1, 64, 4000, 100_000, 1_000_000]);
      const wanted = BigInt(1 + this.#prng.below(most));
      const exit = wanted === 1n ? this.#inner.step() : this.#inner.run(wanted < left ? wanted : left);
      if (exit.kind !== "budget") return exit;
    }
    return { kind: "budget" };
  }

  step(): Exit { return this.#inner.step(); }
  conclude(): void { this.#inner.conclude?.(); }

  protect(start: number, end: number, permission: number): void {
    this.#inner.protect(start, end, permission);
  }

  keepStickyFlags(): void { this.#inner.keepStickyFlags(); }
  snapshot(): ReturnType<Machine["snapshot"]> { return this.#inner.snapshot(); }
  restore(snapshot: Parameters<Machine["restore"]>[0]): void { this.#inner.restore(snapshot); }

  visit(start: number, end: number, sink: (piece: Uint8Array) => void): void {
    this.#inner.visit(start, end, sink);
  }
}
