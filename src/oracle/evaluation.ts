/**
 * One instruction under evaluation: the processor, the decoded instruction, the values of the steps
 * so far, and what went wrong. An oracle owns one and uses it again for every instruction.
 */
import type { Effect, LeaveReason, Ref, Step, Vector } from "../../spec/ir/ir.ts";
import type { MeaningForm, Variant } from "../../spec/isa/form.ts";
import type { Instruction } from "../decoder/instruction.ts";
import type { Processor } from "../machine/processor.ts";
import { MXCSR } from "../machine/state.ts";
import type { Operators } from "./operators.ts";
import type { Poison } from "./poison.ts";

/** Steps of type `i32` have numbers as values; `i64`, `v128` and `f80` unsigned bigints. */
export type Value = bigint | number;

/** Computes the value of one step. */
export type Evaluate = (e: Evaluation) => Value;
/** Carries out one effect. */
export type Commit = (e: Evaluation) => void;

/** What a step or an effect is bound to besides itself. */
export interface Binding {
  readonly form: MeaningForm;
  readonly variant: Variant;
  readonly operators: Operators;
}

export type StepOf<Op extends Step["op"]> = Extract<Step, { op: Op }>;
export type EffectOf<Op extends Effect["op"]> = Extract<Effect, { op: Op }>;
/** For each kind of step, how to turn it into a function; one such table per family. */
export type StepBinders<Ops extends Step["op"]> = {
  readonly [Op in Ops]: (step: StepOf<Op>, binding: Binding) => Evaluate;
};
export type EffectBinders<Ops extends Effect["op"]> = {
  readonly [Op in Ops]: (effect: EffectOf<Op>, binding: Binding) => Commit;
};

/** An exception that a step has found; the instruction does not happen. */
export interface GuestFault {
  readonly vector: Vector;
  readonly errorCode: number;
  /** The faulting address of #PF, else 0. */
  readonly address: bigint;
}

export class Evaluation {
  processor: Processor;
  instruction: Instruction;
  /** Address of the instruction and of the one behind it. */
  pc = 0n;
  next = 0n;
  /** Where execution goes on; effects of kind `jump` and `again` change it. */
  target = 0n;
  /** True when a control transfer was executed, taken or not. */
  transferred = false;
  /** Set by the effect `leave`. */
  left: LeaveReason | undefined;
  fault: GuestFault | undefined;
  /** MXCSR exception flags that this instruction raises (bits 0..5), all lanes together. */
  raised = 0;
  /** Watches undefined results in poison mode. */
  readonly poison: Poison | undefined;
  readonly #values: Value[] = [];

  constructor(processor: Processor, instruction: Instruction, poison: Poison | undefined) {
    this.processor = processor;
    this.instruction = instruction;
    this.poison = poison;
  }

  /** Prepares for the instruction at `pc`, decoded in `this.instruction`. */
  begin(processor: Processor, pc: bigint): void {
    this.processor = processor;
    this.pc = pc;
    this.next = BigInt.asUintN(64, pc + BigInt(this.instruction.length));
    this.target = this.next;
    this.transferred = false;
    this.left = undefined;
    this.fault = undefined;
    this.raised = 0;
  }

  /** The processor's state block: another view when an access has made linear memory grow. */
  get state(): DataView {
    return this.processor.state;
  }

  /** MXCSR as it was before the instruction. */
  get mxcsr(): number {
    return this.state.getUint32(MXCSR, true);
  }

  set(step: Ref, value: Value): void {
    this.#values[step] = value;
  }

  /** Value of a step of type `i64`, `v128` or `f80`. */
  wide(step: Ref): bigint {
    const value = this.#values[step];
    if (typeof value !== "bigint") throw new TypeError(`step ${step} has no wide value`);
    return value;
  }

  /** Value of a step of type `i32`. */
  small(step: Ref): number {
    const value = this.#values[step];
    if (typeof value !== "number") throw new TypeError(`step ${step} has no i32 value`);
    return value;
  }

  /** Value of a step of any type, for operators that take several. */
  value(step: Ref): Value {
    const value = this.#values[step];
    if (value === undefined) throw new TypeError(`step ${step} has no value`);
    return value;
  }

  /** Does a step or effect with this condition happen? */
  happens(when: Ref | undefined): boolean {
    return when === undefined || this.small(when) !== 0;
  }

  /** Ends the instruction with an exception, unless an earlier step has done so. */
  raise(vector: Vector, errorCode = 0, address = 0n): void {
    this.fault ??= { vector, errorCode, address };
  }
}
