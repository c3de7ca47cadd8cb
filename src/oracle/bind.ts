/** Turns a program into functions, once per form and variant, so that evaluating it is a walk. */
import type { Effect, Program, Step } from "../../spec/ir/ir.ts";
import { CONTROL_EFFECTS, REGISTER_EFFECTS, STORE_EFFECTS } from "./effects.ts";
import type {
  Binding, Commit, EffectBinders, Evaluate, Evaluation, StepBinders,
} from "./evaluation.ts";
import { FLAG_EFFECTS } from "./flag-effects.ts";
import { settleFloatFlags } from "./float-exceptions.ts";
import { FLOAT_STEPS } from "./float-steps.ts";
import { INTEGER_STEPS } from "./integer-steps.ts";
import { MEMORY_STEPS } from "./memory-steps.ts";
import { OPERAND_STEPS } from "./operand-steps.ts";
import { CALL_STEPS } from "./operators.ts";
import { VECTOR_STEPS } from "./vector-steps.ts";

/** Every step of the IR; the type makes a missing one a compile error. */
const STEP_BINDERS: StepBinders<Step["op"]> = {
  ...OPERAND_STEPS, ...MEMORY_STEPS, ...INTEGER_STEPS, ...VECTOR_STEPS, ...FLOAT_STEPS,
  ...CALL_STEPS,
};

const EFFECT_BINDERS: EffectBinders<Effect["op"]> = {
  ...REGISTER_EFFECTS, ...STORE_EFFECTS, ...FLAG_EFFECTS, ...CONTROL_EFFECTS,
};

// A binder is looked up by the very `op` of what it is given; the compiler cannot follow that
// correlation through a table, hence the two assertions.

function bindStep(step: Step, binding: Binding): Evaluate {
  return (STEP_BINDERS[step.op] as (step: Step, binding: Binding) => Evaluate)(step, binding);
}

function bindEffect(effect: Effect, binding: Binding): Commit {
  const bind = EFFECT_BINDERS[effect.op] as (effect: Effect, binding: Binding) => Commit;
  return bind(effect, binding);
}

/** A program ready to run. */
export interface BoundProgram {
  readonly steps: readonly Evaluate[];
  readonly effects: readonly Commit[];
  /**
   * Effects that happen even when the instruction ends in #XM: conversions to and from MMX
   * registers have taken the x87 unit over by then (measured on an AMD Zen 3, as in Bochs).
   */
  readonly despiteFloatFault: readonly Commit[];
}

export function bindProgram(program: Program, binding: Binding): BoundProgram {
  return {
    steps: program.steps.map((step) => bindStep(step, binding)),
    effects: program.effects.map((effect) => bindEffect(effect, binding)),
    despiteFloatFault: program.effects.filter(({ op }) => op === "setsystem")
      .map((effect) => bindEffect(effect, binding)),
  };
}

/**
 * Evaluates all steps; stops at the first that raises a fault. Floating-point exceptions of all
 * steps are settled together at the end. Returns whether there was no fault.
 */
export function evaluateSteps(program: BoundProgram, e: Evaluation): boolean {
  const { steps } = program;
  for (let i = 0; i < steps.length; i++) {
    const evaluate = steps[i];
    if (evaluate === undefined) break;
    e.set(i, evaluate(e));
    if (e.fault !== undefined) return false;
  }
  settleFloatFlags(e);
  return e.fault === undefined;
}

/** Carries out all effects, in order. */
export function commitEffects(program: BoundProgram, e: Evaluation): void {
  for (const commit of program.effects) commit(e);
}
