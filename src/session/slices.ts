/**
 * A guest runs in slices, so that timers, signals and other sessions get their turn. The size of a
 * slice follows the engine's speed; it changes nothing that the guest can see.
 */

/** Time as the host has it. Nothing that a guest sees depends on it. */
export interface Clock {
  /** Milliseconds since some fixed moment. */
  now(): number;
  /** Lets the event loop run once. */
  pause(): Promise<void>;
  /** Calls `ring` once after that many seconds; the result cancels it. */
  alarm(seconds: number, ring: () => void): () => void;
}

const FIRST_SLICE = 100_000;
const SLICE_MIN = 10_000;
const SLICE_MAX = 1_000_000_000;
/** Slices are made longer below, shorter above this. */
const SLICE_MS_MIN = 10;
const SLICE_MS_MAX = 40;

export class Slices {
  readonly #clock: Clock;
  #size = FIRST_SLICE;
  #left = FIRST_SLICE;
  #startedMs: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedMs = clock.now();
  }

  /** Instructions left in this slice; more than 0. */
  get left(): number {
    return this.#left;
  }

  /** Counts executed instructions; true when the slice is used up and a pause is due. */
  spend(instructions: number): boolean {
    this.#left -= instructions;
    return this.#left <= 0;
  }

  /** Lets others run and starts the next slice. */
  async pause(): Promise<void> {
    const elapsedMs = this.#clock.now() - this.#startedMs;
    if (elapsedMs < SLICE_MS_MIN && this.#size < SLICE_MAX) this.#size *= 2;
    if (elapsedMs > SLICE_MS_MAX && this.#size > SLICE_MIN) this.#size = Math.floor(this.#size / 2);
    await this.#clock.pause();
    this.#left = this.#size;
    this.#startedMs = this.#clock.now();
  }
}
