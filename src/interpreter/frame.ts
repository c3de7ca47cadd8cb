/** What the code of a handler finds around it. */
import type { Code, Label, Local } from "../wasm/code.ts";

/**
 * How a memory operand's address is computed: base and displacement; the same on the stack (which
 * only says what is tried first); base, scaled index and displacement.
 */
export type Addressing = "base" | "stack" | "index";

/** Labels and locals of the interpreter's loop. */
export interface Loop {
  readonly code: Code;
  /** Begins the next instruction. */
  readonly next: Label;
  /** Leaves for the oracle at the current record. */
  readonly bail: Label;
  /** Leaves at the current record because the budget's horizon is reached. */
  readonly horizonReached: Label;
  /** i32: the current record, and the horizon of `record.ts`. */
  readonly record: Local;
  readonly horizon: Local;
  /** i64: the trace hash. */
  readonly trace: Local;
  readonly flagResult: Local;
  readonly flagCarry: Local;
}
