/**
 * The translator's answer to where operands live: registers in wasm locals, immediates and
 * addresses as constants of the instruction at hand.
 */
import type {
  Effect, FixedRegister, Lanes, Ref, SystemRegister, Width,
} from "../../spec/ir/ir.ts";
import type { Operand } from "../../spec/isa/form.ts";
import type { Instruction } from "../decoder/instruction.ts";
import type { Emitter } from "../lowering/emitter.ts";
import type { Position } from "../lowering/memory.ts";
import type { FloatType, Push, Shape, Source, Target, TransferKind } from "../lowering/target.ts";
import { REGISTER_NUMBER } from "../machine/registers.ts";
import { FLAG_SYSTEM, FS_BASE, GS_BASE, X87 } from "../machine/state.ts";
import type { Code, Label, Local } from "../wasm/code.ts";
import { AddressCode } from "./address-code.ts";
import type { AccessPlan } from "./addresses.ts";
import { type FlagLocals, isDirect } from "./flag-locals.ts";
import type { PendingResults } from "./float-runs.ts";
import { fullRegister, isHighByte, operandOf, registerNumber } from "./register-use.ts";
import type { UnitInstruction } from "./unit.ts";
import type { VectorLocals } from "./vector-locals.ts";
import type { WindowLocals } from "./window-locals.ts";

const R15 = 15;
/** Direction flag in RFLAGS. */
const DF_BIT = 10;

/** Where a unit keeps its guest registers. */
export interface Locals {
  /** By register number; -1 where the unit does not use it. r15 is a constant. */
  readonly general: readonly Local[];
  readonly vector: VectorLocals;
  /** Pushes all 64 bits of a general register; tells that its local has a new value. */
  push(number: number): void;
  wrote(number: number): void;
}

/** What the emitter does with the transfers that instructions make. */
export interface Transfers {
  admit(target: Push): void;
  transfer(kind: TransferKind, target: Push, when: Push | undefined): void;
  again(when: Push): void;
}

export class LocalsTarget implements Target {
  readonly code: Code;
  bail: Label;
  /** Results that are looked at later, where that is how it is. */
  pending: PendingResults | undefined;
  readonly flagResult: Local;
  readonly flagCarry: Local;
  readonly #locals: Locals;
  readonly #flags: FlagLocals;
  readonly #base: bigint;
  readonly #transfers: Transfers;
  readonly #addresses: AddressCode;

  constructor(
    code: Code, bail: Label, locals: Locals, flags: FlagLocals, windows: WindowLocals,
    base: bigint, transfers: Transfers,
  ) {
    this.code = code;
    this.bail = bail;
    this.#locals = locals;
    this.#flags = flags;
    this.flagResult = flags.a;
    this.flagCarry = flags.carry;
    this.#base = base;
    this.#transfers = transfers;
    this.#addresses = new AddressCode(code, this, windows, base);
  }

  /** The instruction that the next calls are about. `strays`: its accesses may be in either window. */
  begin(current: UnitInstruction, plan: AccessPlan, strays: boolean): void {
    this.#addresses.begin(current, plan, strays);
  }

  get #at(): UnitInstruction {
    return this.#addresses.at;
  }

  get #instruction(): Instruction {
    return this.#at.instruction;
  }

  #operand(k: number): Operand {
    return operandOf(this.#at.form, k);
  }

  #absolute(pc: number): bigint {
    return this.#base + BigInt(pc);
  }

  #constant(value: bigint, shape: Shape): void {
    if (shape === "i64") this.code.i64(BigInt.asIntN(64, value));
    else this.code.i32(Number(BigInt.asIntN(32, value)));
  }

  /** True for r15 where it is known to hold the base. */
  isBase(number: number): boolean {
    return number === R15 && this.#locals.general[R15] === -1;
  }

  /** Pushes all 64 bits of a register. */
  pushRegister(number: number): void {
    if (this.isBase(number)) this.code.i64(this.#base);
    else this.#locals.push(number);
  }

  #pushGeneral(number: number, high: boolean, bits: Width, shape: Shape): void {
    const { code } = this;
    this.pushRegister(number);
    if (bits === 64 && shape === "i64") return;
    code.op("i32_wrap_i64");
    if (high) { code.i32(8); code.op("i32_shr_u"); }
    if (bits < 32) { code.i32(2 ** bits - 1); code.op("i32_and"); }
    if (shape === "i64") code.op("i64_extend_i32_u");
  }

  #setGeneral(number: number, high: boolean, bits: Width, value: Source): void {
    const { code } = this;
    const local = this.#locals.general[number] ?? -1;
    if (this.isBase(number)) throw new Error("defect: a unit that writes r15 was translated");
    if (bits === 64) {
      value.i64();
      code.set(local);
      return this.#locals.wrote(number);
    }
    if (bits === 32) {
      value.i32();
      code.op("i64_extend_i32_u");
      code.set(local);
      return this.#locals.wrote(number);
    }
    const mask = (bits === 8 ? 0xffn : 0xffffn) << (high ? 8n : 0n);
    this.#locals.push(number);
    code.i64(BigInt.asIntN(64, ~mask));
    code.op("i64_and");
    value.i32();
    code.i32(2 ** bits - 1);
    code.op("i32_and");
    if (high) { code.i32(8); code.op("i32_shl"); }
    code.op("i64_extend_i32_u");
    code.op("i64_or");
    code.set(local);
    this.#locals.wrote(number);
  }

  pushMmxSlot(k: number): void {
    this.code.i32(X87 + 16 * (registerNumber(this.#operand(k), this.#instruction) & 7));
  }

  pushShuffleIndexes(): void {
    throw new Error("defect: a shuffle by an immediate was not specialised");
  }

  pushOperand(k: number, bits: Width, shape: Shape): void {
    const operand = this.#operand(k);
    const { imm, immHigh, imm2 } = this.#instruction;
    switch (operand.place) {
      case "imm": {
        const value = (BigInt(immHigh) << 32n) | BigInt(imm >>> 0);
        return this.#constant(BigInt.asUintN(bits, value), shape);
      }
      case "imm2": return this.#constant(BigInt.asUintN(bits, BigInt(imm2)), shape);
      case "rel": return this.#constant(this.#absolute(this.#at.target), shape);
      default: break;
    }
    if (operand.kind === "one") return this.#constant(1n, shape);
    const high = isHighByte(operand, this.#instruction);
    this.#pushGeneral(fullRegister(operand, this.#instruction), high, bits, shape);
  }

  setOperand(k: number, bits: Width, value: Source): void {
    const operand = this.#operand(k);
    const high = isHighByte(operand, this.#instruction);
    this.#setGeneral(fullRegister(operand, this.#instruction), high, bits, value);
  }

  pushFixed(register: FixedRegister, bits: Width, shape: Shape): void {
    this.#pushGeneral(REGISTER_NUMBER[register], false, bits, shape);
  }

  setFixed(register: FixedRegister, bits: Width, value: Source): void {
    this.#setGeneral(REGISTER_NUMBER[register], false, bits, value);
  }

  // Vector registers.

  /** Number of the vector register that is operand `k`. */
  readonly number = (k: number): number => registerNumber(this.#operand(k), this.#instruction);

  pushVector(k: number): void {
    this.#locals.vector.push(this.number(k));
  }

  setVector(k: number, _half: 0 | 1, _clearUpper: boolean, value: Push): void {
    this.#locals.vector.set(this.number(k), value);
  }

  takeVector(e: Emitter, k: number, value: Ref): boolean {
    return this.#locals.vector.setHalves(this.number(k), e, value, this.number);
  }

  pushLane(k: number, lanes: Lanes, index: number, shape: Shape): void {
    this.#locals.vector.pushLane(this.number(k), lanes, index, shape);
  }

  setLane(k: number, lanes: Lanes, index: number, value: Source): void {
    this.#locals.vector.setLane(this.number(k), lanes, index, value);
  }

  pushFloatLane(k: number, format: "f32" | "f64"): void {
    this.#locals.vector.pushFloatLane(this.number(k), format);
  }

  pushFixedVector(register: number): void {
    this.#locals.vector.push(register);
  }

  setFixedVector(register: number, _half: 0 | 1, value: Push): void {
    this.#locals.vector.set(register, value);
  }

  noteFloat(e: Emitter, local: Local, type: FloatType, operands: readonly Ref[]): boolean {
    this.pending?.add(local, type, operands, e, this.number);
    return this.pending !== undefined;
  }

  takeFlags(e: Emitter, effect: Extract<Effect, { op: "flags" | "setflags" }>): boolean {
    return this.#flags.take(e, effect);
  }

  pushCondition(cc: number): boolean {
    if (!isDirect(this.#flags.known, cc)) return false;
    this.#flags.pushCondition(cc);
    return true;
  }

  // Addresses and system state.

  admitAccess(e: Emitter, address: Ref, bytes: number, write: boolean): Position {
    return this.#addresses.admit(e, address, bytes, write, this.bail);
  }

  isRuledOut(fault: Ref): boolean {
    return this.#addresses.isRuledOut(fault);
  }

  pushAddress(k: number): void {
    this.#addresses.push(k);
  }

  pushLowAddress(k: number): boolean {
    return this.#addresses.pushLow(k);
  }

  isStackAddress(): boolean {
    return this.#addresses.isStack();
  }

  pushSystem(register: SystemRegister): void {
    const { code } = this;
    switch (register) {
      case "rip": return code.i64(this.#absolute(this.#at.pc));
      case "next": return code.i64(this.#absolute(this.#at.next));
      case "df":
        code.i32(0); code.memory("i64_load32_u", FLAG_SYSTEM);
        code.i64(BigInt(DF_BIT)); code.op("i64_shr_u");
        code.i64(1n); code.op("i64_and");
        return;
      case "fsbase":
      case "gsbase":
        code.i32(0);
        code.memory("i64_load", register === "fsbase" ? FS_BASE : GS_BASE);
        return;
      default: throw new Error(`defect: ${register} is not translated`);
    }
  }

  /** DF is the only one: it lives in the state block. */
  setSystem(_register: SystemRegister, value: Source): void {
    const { code } = this;
    code.i32(0);
    code.i32(0); code.memory("i32_load", FLAG_SYSTEM);
    code.i32(~(1 << DF_BIT)); code.op("i32_and");
    value.i32();
    code.i32(DF_BIT); code.op("i32_shl");
    code.op("i32_or");
    code.memory("i32_store", FLAG_SYSTEM);
  }

  admitTransfer(_kind: TransferKind, target: Push): void {
    this.#transfers.admit(target);
  }

  transfer(
    kind: TransferKind, _direct: number | undefined, target: Push, when: Push | undefined,
  ): void {
    this.#transfers.transfer(kind, target, when);
  }

  again(when: Push): void {
    this.#transfers.again(when);
  }
}
