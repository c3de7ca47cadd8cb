/**
 * Programs as they are lowered, with what the passes ask of them. Nothing of that depends on registers
 * or on the unit, so it is worked out once for all instructions that share a program.
 */
import type { Effect, Program, Step } from "../../spec/ir/ir.ts";
import { type Usage, analyse } from "../lowering/usage.ts";
import { type Access, type Alignment, accessesOf, alignmentsOf } from "./accesses.ts";
import { type FlagFacts, flagFacts } from "./flag-locals.ts";
import { isFlagEffect } from "./flag-need.ts";
import { changesRegistersOnly, isResult } from "./float-runs.ts";

export class Folded implements Program {
  readonly steps: readonly Step[];
  readonly effects: readonly Effect[];
  readonly usage: Usage;
  readonly flags: FlagFacts;
  /** Accesses that always happen. */
  readonly accesses: readonly Access[];
  readonly alignments: readonly Alignment[];
  /** Float results that may be NaNs, of what changes registers only; -1 of anything else. */
  readonly results: number;
  #flagless: Folded | undefined;

  constructor({ steps, effects }: Program) {
    this.steps = steps;
    this.effects = effects;
    this.usage = analyse(this);
    this.flags = flagFacts(this);
    this.accesses = accessesOf(this);
    this.alignments = alignmentsOf(this);
    this.results = effects.every(changesRegistersOnly) ? steps.filter(isResult).length : -1;
  }

  /** The same where nobody looks at the flags behind it. */
  get flagless(): Folded {
    this.#flagless ??= this.flags.behind !== undefined ? new Folded({
      steps: this.steps, effects: this.effects.filter((effect) => !isFlagEffect(effect)),
    }) : this;
    return this.#flagless;
  }
}
