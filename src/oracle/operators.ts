/**
 * The registry of operators that have no step of their own: pure ones (`call`) and those that work
 * on a unit's own state (`unit`). Each room contributes an object; an engine composes them.
 */
import type { Evaluation, StepBinders, Value } from "./evaluation.ts";

/** Computes a value; may read machine state, raise MXCSR flags or a fault, and changes nothing. */
export type Operator = (e: Evaluation, args: readonly Value[]) => Value;
/** Changes the state of a unit (x87 stack, MMX tags, CPUID registers); cannot fail. */
export type UnitOperation = (e: Evaluation, args: readonly Value[]) => void;

export interface Operators {
  readonly calls: Readonly<Record<string, Operator>>;
  readonly units: Readonly<Record<string, UnitOperation>>;
}

/** Composes the contributions of several rooms; a name that two of them claim is a defect. */
export function composeOperators(...parts: readonly Operators[]): Operators {
  return {
    calls: union(parts.map(({ calls }) => calls)), units: union(parts.map(({ units }) => units)),
  };
}

/** All entries of the records, in one pass of the host's own: there are hundreds at every start. */
function union<T>(parts: readonly Readonly<Record<string, T>>[]): Record<string, T> {
  const all: Record<string, T> = Object.assign({}, ...parts);
  const names = parts.flatMap((part) => Object.keys(part));
  if (Object.keys(all).length === names.length) return all;
  const twice = names.find((name, k) => names.indexOf(name) !== k);
  throw new Error(`two operators are named ${twice}`);
}

/** Argument `index` of an operator as a wide value. */
export function wideArgument(args: readonly Value[], index: number): bigint {
  const value = args[index];
  if (typeof value !== "bigint") throw new TypeError(`argument ${index} is no wide value`);
  return value;
}

/** Argument `index` of an operator as an i32. */
export function smallArgument(args: readonly Value[], index: number): number {
  const value = args[index];
  if (typeof value !== "number") throw new TypeError(`argument ${index} is no i32`);
  return value;
}

/** An operator of wide arguments that needs nothing of the evaluation. */
export function pure(fn: (...args: bigint[]) => bigint): Operator {
  return (_, args) => fn(...args.map((_value, index) => wideArgument(args, index)));
}

export const CALL_STEPS: StepBinders<"call"> = {
  call: (step, { form, operators }) => {
    const operator = operators.calls[step.fn];
    if (operator === undefined) {
      throw new Error(`${form.mnemonic} calls the operator ${step.fn}, which is not registered`);
    }
    return (e) => operator(e, step.args.map((ref) => e.value(ref)));
  },
};
