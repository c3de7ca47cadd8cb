/** Two engines as one, which compares them. */
import type { Engine, MachineImage } from "../machine/engine.ts";
import { LockstepMachine } from "./lockstep-machine.ts";

/** Instructions between two comparisons of registers: enough that hot code runs as hot code. */
const STRETCH = 50_000n;
/** Fewest instructions between two comparisons of memory; more for a large memory. */
const INTERVAL_MIN = 1_000_000n;
const BYTES_PER_INSTRUCTION = 64;

export interface LockstepOptions {
  /** What the tiers are called in reports; their engines' own names by default. */
  readonly names?: readonly [string, string];
  /**
   * Instructions between two comparisons of registers, at least 1. Default 50,000: what differs and
   * is the same again before the next comparison is not seen, unless the trace hash tells.
   */
  readonly stretch?: bigint;
  /**
   * Instructions between two comparisons of all memory. Default one million, or more where memory
   * is large. Memory is also compared wherever a session reads it.
   */
  readonly interval?: bigint;
}

export class LockstepEngine implements Engine {
  readonly tier = "lockstep";
  readonly #first: Engine;
  readonly #second: Engine;
  readonly #options: LockstepOptions;

  /** Sessions talk to the first of the two. */
  constructor(first: Engine, second: Engine, options: LockstepOptions = {}) {
    this.#first = first;
    this.#second = second;
    this.#options = options;
  }

  flush(): void {
    this.#first.flush?.();
    this.#second.flush?.();
  }

  createMachine(image: MachineImage): LockstepMachine {
    const { base, regions } = image;
    const { names, stretch = STRETCH, interval } = this.#options;
    if (stretch < 1n) throw new RangeError("a stretch has at least one instruction");
    const [first, second] = names ?? [this.#first.tier, this.#second.tier];
    const bytes = regions.reduce((sum, region) => sum + region.end - region.start, 0);
    const byMemory = BigInt(Math.ceil(bytes / BYTES_PER_INSTRUCTION));
    return new LockstepMachine({
      first: this.#first.createMachine(image), second: this.#second.createMachine(image),
    }, base, regions, {
      tiers: { first, second }, stretch,
      interval: interval ?? (byMemory > INTERVAL_MIN ? byMemory : INTERVAL_MIN),
    });
  }
}
