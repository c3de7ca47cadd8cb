/**
 * Code for the addresses of memory operands, and for what checks them: effective addresses in 64 bits,
 * their low halves, places in linear memory.
 */
import type { Ref } from "../../spec/ir/ir.ts";
import { BASE_RIP, NO_REGISTER } from "../decoder/instruction.ts";
import type { Emitter } from "../lowering/emitter.ts";
import type { Position } from "../lowering/memory.ts";
import { WINDOW_ORIGIN, WINDOW_ROTATION } from "../machine/linear-layout.ts";
import { REGISTER_NUMBER } from "../machine/registers.ts";
import { FS_BASE, GS_BASE } from "../machine/state.ts";
import type { Code, Label } from "../wasm/code.ts";
import { type AccessPlan, type Check, NO_CHECKS, isCovered } from "./addresses.ts";
import { operandOf } from "./register-use.ts";
import type { UnitInstruction } from "./unit.ts";
import type { WindowLocals } from "./window-locals.ts";

/** General registers, as addresses are made of them. */
export interface AddressRegisters {
  /** Does a register hold the base, as a constant of the unit? */
  isBase(number: number): boolean;
  /** Pushes all 64 bits of it. */
  pushRegister(number: number): void;
}

export class AddressCode {
  readonly #code: Code;
  readonly #registers: AddressRegisters;
  readonly #windows: WindowLocals;
  readonly #base: bigint;
  #current: UnitInstruction | undefined;
  #plan = NO_CHECKS;
  #strays = false;
  /** Where the bytes of checks are, from their first on: known behind them in their block. */
  readonly #checked = new Map<Check, Position>();

  constructor(code: Code, registers: AddressRegisters, windows: WindowLocals, base: bigint) {
    this.#code = code;
    this.#registers = registers;
    this.#windows = windows;
    this.#base = base;
  }

  /** The instruction that the next calls are about. `strays`: its accesses may be in either window. */
  begin(current: UnitInstruction, plan: AccessPlan, strays: boolean): void {
    this.#current = current;
    this.#plan = plan;
    this.#strays = strays;
  }

  /** The instruction at hand. */
  get at(): UnitInstruction {
    if (this.#current === undefined) throw new Error("defect: no instruction is being translated");
    return this.#current;
  }

  /**
   * Checks relative to the base: the addresses of sandboxed code are r15 (or rsp, rbp) plus
   * something, and r15 is the base, so mostly nothing is left to add.
   */
  admit(e: Emitter, address: Ref, bytes: number, write: boolean, bail: Label): Position {
    const planned = this.#plan.accesses.get(address)
      ?? { first: 0, from: 0, to: bytes, write, stack: this.#leadsToStack(e, address), added: undefined, isFar: false, isSure: false };
    if (isCovered(planned)) {
      const near = planned.isNear ? this.#checked.get(planned.by) : undefined;
      if (near === undefined) return this.#unchecked(e, address);
      return { local: near.local, offset: near.offset + planned.offset - planned.by.from };
    }
    const { first, from } = planned;
    const position = this.#windows.admit(
      planned, (more) => this.#pushRelative(e, address, BigInt(more + from - first)),
      (more) => this.#pushLowOf(e, address, more + from - first),
      this.#strays, planned.isFar ? this.#code.local("i32") : e.scratch("i32"), bail);
    if (position === undefined) return this.#unchecked(e, address);
    this.#checked.set(planned, position);
    return { local: position.local, offset: position.offset + first - from };
  }

  /** Is a fault known not to happen? */
  isRuledOut(fault: Ref): boolean {
    return this.#plan.aligned.has(fault);
  }

  /** Where an access is that needs no check. */
  #unchecked(e: Emitter, address: Ref): Position {
    const local = e.scratch("i32");
    this.#pushLowOf(e, address, WINDOW_ROTATION);
    this.#code.set(local);
    return { local, offset: WINDOW_ORIGIN };
  }

  /**
   * Pushes the low half of an address plus `more`, in 32 bits from the start: the host's compiler does
   * not see by itself that nobody needs the rest of a 64-bit sum.
   */
  #pushLowOf(e: Emitter, address: Ref, more: number): void {
    const code = this.#code;
    const { ref, added } = split(e, address);
    const step = e.step(ref);
    const sum = more + Number(BigInt.asIntN(32, added));
    if (step.op === "address" && this.#isPlain(step.k)) return this.#pushModrmLow(sum);
    e.push(ref, "i64");
    code.op("i32_wrap_i64");
    code.i32(sum); code.op("i32_add");
  }

  /** Is the operand's address all that ModRM says, without a segment or an address-size prefix? */
  #isPlain(k: number): boolean {
    return this.at.instruction.segment === 0 && !this.at.variant.address32
      && operandOf(this.at.form, k).place === "rm";
  }

  #pushModrmLow(more: number): void {
    const code = this.#code;
    const { base, index, scale, disp } = this.at.instruction;
    let constant = disp + more;
    let pushed = false;
    const add = (): void => {
      if (pushed) code.op("i32_add");
      pushed = true;
    };
    const register = (number: number, shift: number): void => {
      if (this.#registers.isBase(number)) {
        constant += Number(BigInt.asIntN(32, this.#base << BigInt(shift)));
        return;
      }
      this.#registers.pushRegister(number); code.op("i32_wrap_i64");
      if (shift > 0) { code.i32(shift); code.op("i32_shl"); }
      add();
    };
    if (base === BASE_RIP) constant += Number(BigInt.asIntN(32, this.#base + BigInt(this.at.next)));
    else if (base !== NO_REGISTER) register(base, 0);
    if (index !== NO_REGISTER) register(index, scale);
    if ((constant | 0) !== 0 || !pushed) { code.i32(constant); add(); }
  }

  #leadsToStack(e: Emitter, address: Ref): boolean {
    const step = e.step(address);
    if (step.op === "address") return this.isStack();
    if (step.op === "fixed") return step.register === "rsp" || step.register === "rbp";
    return step.op === "binary" && this.#leadsToStack(e, step.a);
  }

  /** Pushes an address, relative to the base, plus `more`. */
  #pushRelative(e: Emitter, address: Ref, more: bigint): void {
    const code = this.#code;
    const { ref, added } = split(e, address);
    const step = e.step(ref);
    const sum = more + added;
    if (step.op === "address" && this.#isPlain(step.k)) return this.#pushModrm(this.#base - sum);
    e.push(ref, "i64");
    code.i64(BigInt.asIntN(64, sum - this.#base)); code.op("i64_add");
  }

  /** Pushes its low half as an i32 (true), where that is another computation. */
  pushLow(k: number): boolean {
    const isPlain = this.#isPlain(k);
    if (isPlain) this.#pushModrmLow(0);
    return isPlain;
  }

  /** Pushes the address of memory operand `k`. */
  push(k: number): void {
    const code = this.#code;
    const operand = operandOf(this.at.form, k);
    if (operand.place === "moffs") {
      const { imm, immHigh } = this.at.instruction;
      code.i64((BigInt(immHigh) << 32n) | BigInt(imm >>> 0));
    } else if (operand.place === "fixed") this.#registers.pushRegister(operand.fixed);
    else this.#pushModrm();
    if (this.at.variant.address32) { code.i64(0xffff_ffffn); code.op("i64_and"); }
    const { segment } = this.at.instruction;
    if (segment === 0) return;
    code.i32(0);
    code.memory("i64_load", segment === 4 ? FS_BASE : GS_BASE);
    code.op("i64_add");
  }

  /** Pushes the effective address less `origin`. */
  #pushModrm(origin = 0n): void {
    const code = this.#code;
    const { base, index, scale, disp } = this.at.instruction;
    let constant = BigInt(disp) - origin;
    let pushed = false;
    const add = (): void => {
      if (pushed) code.op("i64_add");
      pushed = true;
    };
    if (base === BASE_RIP) constant += this.#base + BigInt(this.at.next);
    else if (this.#registers.isBase(base)) constant += this.#base;
    else if (base !== NO_REGISTER) { this.#registers.pushRegister(base); add(); }
    if (this.#registers.isBase(index)) constant += this.#base << BigInt(scale);
    else if (index !== NO_REGISTER) {
      this.#registers.pushRegister(index);
      if (scale > 0) { code.i64(BigInt(scale)); code.op("i64_shl"); }
      add();
    }
    if (constant !== 0n || !pushed) { code.i64(BigInt.asIntN(64, constant)); add(); }
  }

  /** Does the operand begin with a stack pointer? */
  isStack(): boolean {
    const { base } = this.at.instruction;
    return base === REGISTER_NUMBER.rsp || base === REGISTER_NUMBER.rbp;
  }
}

/** An address as another value and a number that is added to it. */
function split(e: Emitter, address: Ref): { readonly ref: Ref; readonly added: bigint } {
  const step = e.step(address);
  if (step.op !== "binary" || (step.fn !== "add" && step.fn !== "sub")) return { ref: address, added: 0n };
  const constant = e.constant(step.b);
  if (constant === undefined) return { ref: address, added: 0n };
  const { ref, added } = split(e, step.a);
  return { ref, added: step.fn === "add" ? added + constant : added - constant };
}
