/**
 * What the loop runs by itself: the forms that compiled programs execute most, and sequences of them
 * that follow each other so often that one handler for all of them pays. Everything else is
 * executed by the oracle.
 */
import type { Addressing } from "./record-target.ts";

export interface HotShape {
  /** Id of the form. */
  readonly form: string;
  /** For a memory operand: how its address is computed. */
  readonly addressing?: Addressing;
  readonly repeat?: 0xf2 | 0xf3;
}

export type HotSequence = readonly HotShape[];

export const HOT: readonly HotSequence[] = [];
