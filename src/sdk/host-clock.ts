/** A clock for any host: browsers, workers, Node. */
import type { Clock } from "../session/slices.ts";

const MILLISECONDS = 1000;
const TIMER_MS_MAX = 0x7fff_ffff;

/** The timers that every JavaScript host has. */
interface Timers {
  setTimeout(work: () => void, delayMs: number): unknown;
  clearTimeout(timer: unknown): void;
  readonly performance: { now(): number };
}

/** The host's timers as a session's clock. */
export function hostClock(): Clock {
  const timers = globalThis as unknown as Timers;
  return {
    now: () => timers.performance.now(),
    pause: () => new Promise((resolve) => timers.setTimeout(resolve, 0)),
    alarm(seconds, ring) {
      const delayMs = seconds * MILLISECONDS;
      if (delayMs > TIMER_MS_MAX) return () => undefined;
      const timer = timers.setTimeout(ring, delayMs);
      return () => timers.clearTimeout(timer);
    },
  };
}
