/**
 * Steps that read operands, registers, flags and system state. Where an operand is found follows
 * from its place in the encoding, so each step becomes a function of the decoded instruction.
 */
import type { Width } from "../../spec/ir/ir.ts";
import type { MeaningForm, Operand } from "../../spec/isa/form.ts";
import { BASE_RIP, NO_REGISTER } from "../decoder/instruction.ts";
import type { Instruction } from "../decoder/instruction.ts";
import {
  REGISTER_NUMBER, readFlag, readLane, readMmx, readRegister, readSlot, readStatus, readVector,
  registerSlot,
} from "../machine/registers.ts";
import { FS_BASE, GS_BASE } from "../machine/state.ts";
import { conditionHolds } from "./conditions.ts";
import type { Evaluate, Evaluation, StepBinders } from "./evaluation.ts";
import { readSystem } from "./system-registers.ts";
import { LANE_BITS } from "./vector.ts";

/** The string destination [rdi], which is in ES: no override moves it. */
const RDI = 7;

export function operandOf(form: MeaningForm, k: number): Operand {
  const operand = form.operands[k];
  if (operand === undefined) throw new Error(`${form.mnemonic} has no operand ${k}`);
  return operand;
}

/** How to find an operand's register number in a decoded instruction. */
export function registerOf(operand: Operand): (i: Instruction) => number {
  switch (operand.place) {
    case "reg": return (i) => i.reg;
    case "rm": return (i) => i.rm;
    case "opcode": return (i) => i.opcodeRegister;
    case "vvvv": return (i) => i.vvvv;
    case "is4": return (i) => (i.imm >> 4) & 15;
    case "fixed": return () => operand.fixed;
    default: throw new Error(`an operand at place ${operand.place} names no register`);
  }
}

/** State offset of a general register operand; without REX, byte registers 4..7 are AH..BH. */
export function slotOf(operand: Operand): (i: Instruction) => number {
  const register = registerOf(operand);
  if (operand.bits !== 8 || operand.place === "fixed") {
    return (i) => registerSlot(register(i), false);
  }
  return (i) => {
    const number = register(i);
    return registerSlot(number, i.rex === 0 && number >= 4 && number < 8);
  };
}

/** The first immediate as a signed number of 64 bits. */
function immediateOf(i: Instruction): bigint {
  return i.immHigh === i.imm >> 31
    ? BigInt(i.imm)
    : (BigInt(i.immHigh) << 32n) | BigInt(i.imm >>> 0);
}

function bindOperand(operand: Operand, bits: Width): Evaluate {
  switch (operand.place) {
    case "imm": return (e) => BigInt.asUintN(bits, immediateOf(e.instruction));
    case "imm2": return (e) => BigInt.asUintN(bits, BigInt(e.instruction.imm2));
    case "rel": return (e) => BigInt.asUintN(64, e.next + immediateOf(e.instruction));
    default: break;
  }
  if (operand.kind === "one") return () => 1n;
  const slot = slotOf(operand);
  return (e) => {
    const at = slot(e.instruction);
    e.poison?.useSlot(at & ~7, e);
    return readSlot(e.state, at, bits);
  };
}

/** The segment base that an override adds; all other segments have base 0 in 64-bit mode. */
export function segmentBase(e: Evaluation): bigint {
  switch (e.instruction.segment) {
    case 4: return e.state.getBigUint64(FS_BASE, true);
    case 5: return e.state.getBigUint64(GS_BASE, true);
    default: return 0n;
  }
}

/** Effective address of ModRM and SIB: no segment base, not yet cut to the address size. */
function modrmOffset(e: Evaluation, element?: bigint): bigint {
  const { base, index, scale, disp } = e.instruction;
  let offset = BigInt(disp);
  if (base === BASE_RIP) offset += e.next;
  else if (base !== NO_REGISTER) offset += readRegister(e.state, base);
  if (element !== undefined) offset += element << BigInt(scale);
  else if (index !== NO_REGISTER) offset += readRegister(e.state, index) << BigInt(scale);
  return offset;
}

/** Offset of a memory operand inside its segment, cut to the address size. */
function bindOffset(operand: Operand, address32: boolean): (e: Evaluation) => bigint {
  const size = address32 ? 32 : 64;
  if (operand.place === "moffs") return (e) => BigInt.asUintN(size, immediateOf(e.instruction));
  if (operand.place !== "fixed") return (e) => BigInt.asUintN(size, modrmOffset(e));
  const register = operand.fixed;
  return (e) => BigInt.asUintN(size, readRegister(e.state, register));
}

export const OPERAND_STEPS: StepBinders<
  "operand" | "operandv" | "operandlane" | "operandmmx" | "operandst" | "address" | "vsibindex"
  | "offset"
  | "fixed" | "fixedv" | "system" | "flag" | "condition"
> = {
  operand: (step, { form }) => bindOperand(operandOf(form, step.k), step.bits),
  operandlane: ({ k, lanes, index }, { form }) => {
    const register = registerOf(operandOf(form, k));
    const bits = LANE_BITS[lanes];
    return (e) => readLane(e.state, register(e.instruction), bits, index);
  },
  operandv: (step, { form }) => {
    const register = registerOf(operandOf(form, step.k));
    return (e) => readVector(e.state, register(e.instruction), step.half);
  },
  operandmmx: (step, { form }) => {
    const register = registerOf(operandOf(form, step.k));
    return (e) => readMmx(e.state, register(e.instruction) & 7);
  },
  operandst: (step, { form }) => {
    const register = registerOf(operandOf(form, step.k));
    return (e) => register(e.instruction) & 7;
  },
  address: (step, { form, variant }) => {
    const operand = operandOf(form, step.k);
    const { index } = step;
    if (index !== undefined) {
      const size = variant.address32 ? 32 : 64;
      return (e) => BigInt.asUintN(
        64, BigInt.asUintN(size, modrmOffset(e, e.wide(index))) + segmentBase(e));
    }
    const offset = bindOffset(operand, variant.address32);
    const overridden = operand.place !== "fixed" || operand.fixed !== RDI;
    return (e) => BigInt.asUintN(64, offset(e) + (overridden ? segmentBase(e) : 0n));
  },
  offset: (step, { form, variant }) => bindOffset(operandOf(form, step.k), variant.address32),
  fixed: (step) => {
    const slot = registerSlot(REGISTER_NUMBER[step.register], false);
    return (e) => {
      e.poison?.useSlot(slot, e);
      return readSlot(e.state, slot, step.bits);
    };
  },
  vsibindex: ({ half }) => (e) => readVector(e.state, e.instruction.index, half),
  fixedv: (step) => (e) => readVector(e.state, step.register, step.half),
  system: (step) => (e) => {
    if (step.register === "rflags") e.poison?.useAllFlags(e);
    return readSystem(e, step.register);
  },
  flag: (step) => (e) => {
    e.poison?.useFlags([step.flag], e);
    return readFlag(e.state, step.flag);
  },
  condition: (step) => (e) => {
    e.poison?.useCondition(step.cc, e);
    return conditionHolds(readStatus(e.state), step.cc) ? 1 : 0;
  },
};
