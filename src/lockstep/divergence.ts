/** Two tiers that do not agree: what is known of the moment, as data and as a session's failure. */
import { Failure } from "../../spec/abi/failure.ts";
import { EXIT_DEFECT } from "../../spec/abi/report.ts";
import type { Exit } from "../machine/exit.ts";
import type { WordDifference } from "./memory-words.ts";
import type { FieldDifference, Pair } from "./state-fields.ts";

/** The first difference, and the instruction at which it appears. */
export interface Difference {
  readonly tiers: Pair<string>;
  /** Address of the instruction, base included, and the base. */
  readonly pc: bigint;
  readonly base: bigint;
  /** Its bytes and what follows, 15 at most; none where the address cannot be executed. */
  readonly bytes: Uint8Array;
  /** Instructions retired before it. */
  readonly retired: bigint;
  /** The state block before it, in which both agree. */
  readonly before: DataView;
  /** Eight bytes of memory at an address as they were before it; undefined: not mapped. */
  readonly memoryBefore: (address: bigint) => Uint8Array | undefined;
  /** How both left it, where one of them did not just go on. */
  readonly exits: Pair<Exit>;
  /** What differs behind it. */
  readonly fields: readonly FieldDifference[];
  readonly words: readonly WordDifference[];
  /**
   * Set where single steps agree and only a run of several instructions differs, so that the
   * instruction is a guess: the last one that wrote what differs.
   */
  readonly run: { readonly from: bigint; readonly instructions: bigint } | undefined;
}

export const STATE_DIVERGED = "tiers differ";

/** Ends a session whose tiers have parted; the blame is ours. */
export class Divergence extends Failure {
  readonly difference: Difference;

  constructor(difference: Difference) {
    const { tiers, pc, base, retired } = difference;
    super("defect", EXIT_DEFECT, STATE_DIVERGED, `${tiers.first} and ${tiers.second}, after `
      + `${retired} instructions, at 0x${(pc - base).toString(16)}`);
    this.difference = difference;
  }
}
