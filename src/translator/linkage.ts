/** What a unit is written for, besides its own code. */
import type { WindowLayout } from "../machine/window-layout.ts";
import type { Without } from "./exactness.ts";

/** What a unit is linked against: known when its module is made. */
export interface Linkage {
  readonly base: bigint;
  /** r15 is known to hold the base, always: a unit that writes it is not emitted. */
  readonly fixedBase: boolean;
  /** Index of the unit signature in the module, and of the imported `settle`. */
  readonly unitType: number;
  readonly settle: number;
  /** Index that the unit's own function will have. */
  readonly itself: number;
  /** Where in the table another unit stands that begins at an address. */
  readonly slotOf: (pc: number) => number | undefined;
  /** Number of this unit's first exit point. */
  readonly firstExit: number;
  /** Where units are: the table has a slot for each bundle below `end`. */
  readonly text: { readonly start: number; readonly end: number };
  /** Where guest memory is, when the unit runs. */
  readonly layout: WindowLayout;
  readonly without: Without;
  /** Registers that seem to point into the stack at the unit's entry, as a set. */
  readonly stackRegisters: number;
  /** Where units have left because an access was in the other window than expected. */
  readonly strayed: ReadonlySet<number>;
  /** Instructions that have accessed the high window although no stack pointer led there. */
  readonly highAccesses: ReadonlySet<number>;
  /** Instructions of the largest unit that keeps general registers in locals. */
  readonly localsUntil: number;
  /** Rounds of a small loop that stand behind each other. */
  readonly rounds: number;
}
