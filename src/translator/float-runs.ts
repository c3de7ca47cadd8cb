/**
 * NaNs in runs of instructions. WebAssembly leaves a NaN's bits open, so each float result that is a
 * NaN must be computed again elsewhere. But a NaN spreads: in a run of instructions that change only
 * registers it is enough to look at its end whether any result was one, and to begin the run again in
 * the interpreter, with the registers as they were.
 *
 * Results that went into further arithmetic need no look of their own; of the others the sum is looked
 * at. Infinities of both signs make that a NaN too, which costs time and nothing else.
 */
import type { Effect, Ref, Step } from "../../spec/ir/ir.ts";
import type { Emitter } from "../lowering/emitter.ts";
import { pushHasNan } from "../lowering/float-vector.ts";
import type { FloatType } from "../lowering/target.ts";
import type { Code, Label, Local } from "../wasm/code.ts";
import type { Folded } from "./folded.ts";

/** A run: its first instruction, and the one behind its last. */
export interface FloatRun {
  readonly from: number;
  readonly to: number;
}

/** Fewer results than this are looked at one by one. */
const RESULTS_MIN = 2;

export function isResult(step: Step): boolean {
  switch (step.op) {
    case "float": case "sqrt": case "vsqrt": return true;
    case "vfloat": return step.fn !== "min" && step.fn !== "max";
    case "convert": return step.to.startsWith("f") && step.from.startsWith("f");
    default: return false;
  }
}

export function changesRegistersOnly({ op }: Effect): boolean {
  return op === "set" || op === "setfixed" || op === "setv" || op === "setlane" || op === "setfixedv"
    || op === "undefined";
}

/** The runs of a block whose instructions mean `programs`. */
export function floatRuns(programs: readonly Folded[]): FloatRun[] {
  const runs: FloatRun[] = [];
  let [from, results] = [0, 0];
  const close = (to: number): void => {
    if (results >= RESULTS_MIN) runs.push({ from, to });
    [from, results] = [to + 1, 0];
  };
  programs.forEach((program, k) => {
    if (program.results < 0) close(k);
    else results += program.results;
  });
  close(programs.length);
  return runs;
}

interface Result {
  readonly local: Local;
  readonly type: FloatType;
}

/** The results of a run that may be NaNs and have not gone into others. */
export class PendingResults {
  readonly #pending = new Set<Result>();
  /** By vector register: the result that it holds. */
  readonly #held = new Map<number, Result>();
  #last: Result | undefined;

  /** A result has been computed from `operands`; `register` tells which register a step reads. */
  add(
    local: Local, type: FloatType, operands: readonly Ref[], e: Emitter,
    register: (k: number) => number,
  ): void {
    for (const ref of operands) {
      const step = e.step(ref);
      const whole = step.op === "operandv" && step.half === 0;
      if (!whole && !(step.op === "operandlane" && step.index === 0)) continue;
      const held = this.#held.get(register(step.k));
      if (held?.type === type) this.#pending.delete(held);
    }
    this.#last = { local, type };
    this.#pending.add(this.#last);
  }

  /** An instruction has written vector registers; its result is in the one it put it into. */
  wrote(written: number, program: Folded, register: (k: number) => number): void {
    for (let n = 0; n < 16; n += 1) if (((written >> n) & 1) === 1) this.#held.delete(n);
    const last = this.#last;
    this.#last = undefined;
    if (last === undefined || program.results !== 1) return;
    for (const effect of program.effects) {
      const low = effect.op === "setv" ? effect.half === 0 : effect.op === "setlane" && effect.index === 0;
      if (!low || !("value" in effect) || !("k" in effect)) continue;
      const value = program.steps[effect.value];
      if (value !== undefined && isResult(value)) this.#held.set(register(effect.k), last);
    }
  }

  /** Leaves to `fail` where a result is a NaN. */
  check(code: Code, fail: Label, scratch: (type: "f32" | "f64" | "v128") => Local): void {
    for (const type of ["f64", "f32", "f64x2", "f32x4"] as const) {
      const results = [...this.#pending].filter((result) => result.type === type);
      const [first, ...others] = results;
      if (first === undefined) continue;
      const scalar = type === "f64" || type === "f32";
      const sum = scratch(scalar ? type : "v128");
      code.get(first.local);
      for (const { local } of others) {
        code.get(local);
        if (scalar) code.op(`${type}_add`); else code.simd(`${type}_add`);
      }
      code.set(sum);
      if (type === "f64x2" || type === "f32x4") pushHasNan(code, sum, type);
      else { code.get(sum); code.get(sum); code.op(`${type}_ne`); }
      code.brIf(fail);
    }
  }
}
