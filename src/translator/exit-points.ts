/**
 * Where a unit leaves: a local names the place, and one label stands for all of them. What has been put
 * off there, whoever handles the exit makes up for.
 */
import type { Code, Local } from "../wasm/code.ts";
import type { Linkage } from "./linkage.ts";
import { BUNDLE_SHIFT, PC_PARAMETER } from "./protocol.ts";
import type { TraceFeed } from "./trace-feed.ts";
import { BUNDLE_BYTES, type Unit } from "./unit.ts";

/**
 * A place where a unit can leave: PC there, instructions not taken from the budget yet, and addresses
 * of transfers, in order, that the trace hash has not been fed with.
 */
export interface ExitPoint {
  readonly pc: number;
  readonly due: number;
  readonly untraced: readonly number[];
  readonly why: ExitReason;
  /** Of the unit. */
  readonly root: number;
}

/**
 * "rare": so is what the instruction there does. "access": the same, or an access of it is not in the
 * window where it was expected. "slice": the budget or the wasm stack is at its end.
 * "unreached": nobody had been there when the unit was made. "top": a loop around the root begins there.
 */
export const EXIT_REASONS = ["rare", "slice", "unreached", "top", "access"] as const;
export type ExitReason = (typeof EXIT_REASONS)[number];

export class ExitPoints {
  readonly points: ExitPoint[] = [];
  /** An i32 local: the number of the exit that is next. */
  readonly local: Local;
  readonly #code: Code;
  readonly #unit: Unit;
  readonly #linkage: Linkage;
  readonly #trace: TraceFeed;

  constructor(code: Code, unit: Unit, linkage: Linkage, trace: TraceFeed) {
    this.#code = code;
    this.#unit = unit;
    this.#linkage = linkage;
    this.#trace = trace;
    this.local = code.local("i32");
  }

  /** From here on control leaves at `pc`, with so many instructions due. */
  at(pc: number, due: number, why: ExitReason = "rare"): void {
    const { firstExit, without } = this.#linkage;
    this.#code.i32(firstExit + this.points.length);
    this.#code.set(this.local);
    const { untraced } = this.#trace;
    this.points.push({ pc, due: without.budget ? 0 : due, untraced, why, root: this.#unit.root });
  }

  /** From here on control leaves where it has entered. */
  atEntry(): void {
    const { root, entries } = this.#unit;
    if (entries.length === 1) return this.at(root, 0, "slice");
    const code = this.#code;
    const first = Math.min(...entries);
    const last = Math.max(...entries);
    code.get(PC_PARAMETER); code.i32(first); code.op("i32_sub");
    code.i32(BUNDLE_SHIFT); code.op("i32_shr_u");
    code.i32(this.#linkage.firstExit + this.points.length); code.op("i32_add");
    code.set(this.local);
    // One for each bundle between the entries, for nobody enters elsewhere.
    for (let pc = first; pc <= last; pc += BUNDLE_BYTES) {
      this.points.push({ pc, due: 0, untraced: [], why: "slice", root });
    }
  }
}
