/** A line on the terminal about a guest that runs for long; it vanishes when the guest ends. */
import type { SessionObserver } from "../session/session.ts";

/** Nothing is shown before, and not more often than this. */
const FIRST_MS = 2000;
const REPEAT_MS = 500;
const ERASE_LINE = "\r\u001b[K";

export class Progress implements SessionObserver {
  readonly #write: (text: string) => void;
  readonly #startMs = performance.now();
  #nextMs = this.#startMs + FIRST_MS;
  #shown = false;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  progress(retired: bigint): void {
    const nowMs = performance.now();
    if (nowMs < this.#nextMs) return;
    this.#nextMs = nowMs + REPEAT_MS;
    this.#shown = true;
    const seconds = (nowMs - this.#startMs) / 1000;
    const millions = Number(retired) / 1e6;
    this.#write(`${ERASE_LINE}zerovm: ${millions.toFixed(0)} million instructions, `
      + `${seconds.toFixed(0)} s, ${(millions / seconds).toFixed(0)} MIPS`);
  }

  /** Takes the line away: the guest ended, or its output comes. */
  erase(): void {
    if (this.#shown) this.#write(ERASE_LINE);
    this.#shown = false;
  }
}
