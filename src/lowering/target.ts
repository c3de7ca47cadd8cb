/**
 * What differs between the compiled tiers: where a program's operands, flags and control transfers
 * live. The interpreter finds operands through a predecoded record, the translator in locals.
 *
 * Methods named `push...` leave one value on the wasm stack. Values that are written arrive as a
 * `Source`, which the target asks for in the type it wants.
 */
import type {
  Effect, FixedRegister, Lanes, Ref, SystemRegister, Width,
} from "../../spec/ir/ir.ts";
import type { Code, Label, Local } from "../wasm/code.ts";
import type { Emitter } from "./emitter.ts";
import type { Position } from "./memory.ts";

/** How an integer of up to 64 bits stands on the wasm stack; `i32` is its low half. */
export type Shape = "i32" | "i64";

/**
 * A value about to be written, emitted in the type that its place wants. Bits above the width of
 * the place may be anything: the place cuts them off.
 */
export interface Source {
  /** The low 32 bits. */
  i32(): void;
  /** All 64 bits; for a place of 64 bits only. */
  i64(): void;
  /** As a float of 64 or 32 bits where it was computed as one; false where it was not. */
  readonly float: "f64" | "f32" | undefined;
  /** Leaves the float on the stack; only where `float` is given. */
  pushFloat(): void;
}

/** What a float result is a number of, or a vector of numbers. */
export type FloatType = "f32" | "f64" | "f32x4" | "f64x2";

/** Emits code that leaves one value on the stack. */
export type Push = () => void;

export type TransferKind = "direct" | "indirect" | "call" | "indirect-call" | "return";

export interface Target {
  readonly code: Code;
  /** Branching here leaves before the instruction, with the state as it was. */
  readonly bail: Label;
  /** The lazy flags: an i64 and an i32 local. */
  readonly flagResult: Local;
  readonly flagCarry: Local;

  /** A register or immediate operand of `bits` bits, zero-extended. */
  pushOperand(k: number, bits: Width, shape: Shape): void;
  /** 8 and 16 bits keep the rest of the register, 32 clear its upper half. */
  setOperand(k: number, bits: Width, value: Source): void;
  pushFixed(register: FixedRegister, bits: Width, shape: Shape): void;
  setFixed(register: FixedRegister, bits: Width, value: Source): void;

  pushVector(k: number, half: 0 | 1): void;
  setVector(k: number, half: 0 | 1, clearUpper: boolean, value: Push): void;
  pushLane(k: number, lanes: Lanes, index: number, shape: Shape): void;
  setLane(k: number, lanes: Lanes, index: number, value: Source): void;
  /** Lane 0 as a float of its own width. */
  pushFloatLane(k: number, format: "f32" | "f64"): void;
  pushFixedVector(register: number, half: 0 | 1): void;
  setFixedVector(register: number, half: 0 | 1, value: Push): void;

  /**
   * Byte indexes of the shuffle that immediate operand `k` chooses, into its first (0) or second (1)
   * vector; an index that is not of that vector is above 15.
   */
  pushShuffleIndexes(k: number, source: 0 | 1): void;

  /** Address of the MMX register operand `k` in the state block, as i32. */
  pushMmxSlot(k: number): void;

  /** Effective address of memory operand `k`, as i64. */
  pushAddress(k: number): void;
  /**
   * Pushes its low half as an i32 (true), where that is another computation. A target that can do so
   * computes addresses as often as they are wanted.
   */
  pushLowAddress?(k: number): boolean;
  /** True where operand `k` most likely lies in the stack window. */
  isStackAddress(k: number): boolean;
  pushSystem(register: SystemRegister): void;
  setSystem(register: SystemRegister, value: Source): void;

  /**
   * Called before any effect for a transfer whose target the guest computes; may leave through
   * `bail`. `target` pushes the i64 address.
   */
  admitTransfer(kind: TransferKind, target: Push): void;
  /**
   * A control transfer. `direct` names the operand that holds a target known from the instruction;
   * otherwise `target` pushes the i64 address. `when` is absent where it is always taken.
   */
  transfer(
    kind: TransferKind, direct: number | undefined, target: Push, when: Push | undefined,
  ): void;
  /** The instruction runs again while the condition holds. */
  again(when: Push): void;

  /** A target that keeps vectors in parts writes one so (true), where it can. */
  takeVector?(e: Emitter, k: number, value: Ref): boolean;
  /** A target that keeps flags in a form of its own takes the effect (true). */
  takeFlags?(e: Emitter, effect: Extract<Effect, { op: "flags" | "setflags" }>): boolean;
  /** Pushes a condition that follows from that form; false (and nothing pushed) where none does. */
  pushCondition?(cc: number): boolean;
  /** `checkAccess` finds an access in the high window to which no stack pointer leads. */
  noteHigh?(): void;
  /**
   * A target with checks of its own admits an access or leaves through `bail`, as `checkAccess` of
   * `memory.ts` does.
   */
  admitAccess?(e: Emitter, address: Ref, bytes: number, write: boolean): Position;
  /** A fault that a target knows not to happen where the program stands. */
  isRuledOut?(fault: Ref): boolean;
  /**
   * A target that looks for NaNs later notes a result, in a local, of arithmetic on `operands` (true);
   * any NaN among them makes the result one.
   */
  noteFloat?(e: Emitter, local: Local, type: FloatType, operands: readonly Ref[]): boolean;
}
