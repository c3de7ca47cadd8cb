/** Why a text is refused: the data behind every report. */
import type { RuleId } from "../../spec/nacl/rules.ts";

export interface Refusal {
  readonly rule: RuleId;
  /** Offset of the offending instruction from the start of the text. */
  readonly offset: number;
  /** Its length in bytes, as far as it can be told; at least 1. */
  readonly length: number;
  /** What is wrong with just this instruction, a clause without a full stop. */
  readonly detail: string;
  /** The register that the repair is about, 0..15, where there is one. */
  readonly register?: number;
}

/** Stable order: by place, then by rule number. */
export const byPlace = (a: Refusal, b: Refusal): number =>
  a.offset - b.offset || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
