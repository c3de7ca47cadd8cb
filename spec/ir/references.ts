/** Which values the steps and effects of a program use. */
import type { Effect, Ref, Step } from "./ir.ts";

/** Fields that hold a reference, in steps and in effects; other numbers (`bits`, `k`) do not. */
const STEP_FIELDS = [
  "a", "b", "when", "address", "count", "value", "low", "high", "divisor", "control", "predicate",
] as const;
const EFFECT_FIELDS = [
  "value", "address", "x", "y", "r", "carry", "overflow", "adjust", "target", "when",
] as const;

function fieldRefs(node: object, fields: readonly string[]): Ref[] {
  return Object.entries(node)
    .filter(([name, value]) => fields.includes(name) && typeof value === "number")
    .map(([, value]) => Number(value));
}

/** Every reference a step makes. */
export function stepRefs(step: Step): readonly Ref[] {
  if (step.op === "const" || step.op === "const32" || step.op === "constv") return [];
  const refs = fieldRefs(step, STEP_FIELDS);
  if (step.op === "call") refs.push(...step.args);
  if (step.op === "address" && step.index !== undefined) refs.push(step.index);
  return refs;
}

/** Every reference an effect makes. */
export function effectRefs(effect: Effect): readonly Ref[] {
  const refs = fieldRefs(effect, EFFECT_FIELDS);
  if (effect.op === "setflags") refs.push(...Object.values(effect.flags));
  if (effect.op === "unit") refs.push(...effect.args);
  return refs;
}
