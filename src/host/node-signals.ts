/** Signals of this process as interruptions of a session. */
import { SIGNALS } from "../../spec/abi/report.ts";
import type { Interrupter } from "../session/interrupter.ts";

/**
 * Left alone: signals of our own faults, and those that Node would only see behind the operation
 * that reports the same thing as an error.
 */
const NOT_CAUGHT: readonly string[] =
  ["SIGILL", "SIGSEGV", "SIGBUS", "SIGFPE", "SIGTRAP", "SIGPIPE", "SIGALRM", "SIGXFSZ"];

/** From now on the signals that ended sessions of the original end this one, with its report. */
export function catchSignals(interrupter: Interrupter): void {
  for (const [name, signal] of Object.entries(SIGNALS)) {
    if (NOT_CAUGHT.includes(name)) continue;
    try {
      process.on(name, () => interrupter.raise({ kind: "signal", signal }));
    } catch (error) {
      // Not every platform has every signal.
      if (!(error instanceof Error) || !("code" in error)) throw error;
    }
  }
  // With a handler the write beyond the limit fails with EFBIG instead of killing the process.
  process.on("SIGXFSZ", () => undefined);
}
