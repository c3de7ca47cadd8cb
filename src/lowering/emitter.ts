/**
 * What the emission of one step needs of the lowering: the values of other steps, pushed in a
 * wanted type, and the target. `lowering.ts` implements it; steps by family stand in files of
 * their own.
 */
import type { Ref, Step } from "../../spec/ir/ir.ts";
import type { Code, Local } from "../wasm/code.ts";
import type { ValueType } from "../wasm/opcodes.ts";
import type { Shape, Target } from "./target.ts";

/** The step of an operator; the two extensions share one shape. */
export type StepOf<Op extends Step["op"]> = Op extends "zext" | "sext"
  ? Extract<Step, { op: "zext" | "sext" }>
  : Extract<Step, { op: Op }>;

export interface Emitter {
  readonly code: Code;
  readonly target: Target;
  /** All steps of the program. */
  readonly steps: readonly Step[];
  step(ref: Ref): Step;
  /** Pushes an `i64` value, whole or its low half. */
  push(ref: Ref, shape: Shape): void;
  /** Pushes an `i32` (truth) value. */
  truth(ref: Ref): void;
  /** Pushes condition `cc` (0..15) of the flags as they are before the instruction. */
  condition(cc: number): void;
  /** Pushes a `v128` value. */
  vector(ref: Ref): void;
  /** Pushes the float whose bits an `i64` value holds. */
  float(ref: Ref, format: "f32" | "f64"): void;
  /** Value of a constant step. */
  constant(ref: Ref): bigint | undefined;
  /** True where an `i64` value is always below 2^32. */
  isNarrow(ref: Ref): boolean;
  /** A local that stays reserved until the whole handler or unit is finished. */
  scratch(type: ValueType): Local;
}
