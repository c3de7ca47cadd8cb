/** Reading a decoded instruction by operand: what stands in the record, put together by place. */
import type { Form, Operand, OperandKind } from "../../spec/isa/form.ts";
import { NO_REGISTER } from "./instruction.ts";
import type { Instruction } from "./instruction.ts";

/** Kinds of which there are at most eight: their extension bits are ignored. */
const EIGHT: readonly OperandKind[] = ["mmx", "st", "sreg", "k"];

/** Is the operand memory in this instruction? */
export function operandIsMemory(insn: Instruction, operand: Operand): boolean {
  return operand.memory === "only" || (operand.memory === "maybe" && insn.memory === 1);
}

/**
 * Register number of an operand, 0..15; NO_REGISTER for memory, immediates and branch targets. An
 * 8-bit general register may be the second byte of its register instead: see `isHighByte`, which
 * then gives the number 4..7 its other meaning. MMX, x87, segment and mask registers have no
 * extension bit.
 */
export function operandRegister(insn: Instruction, operand: Operand): number {
  if (operandIsMemory(insn, operand)) return NO_REGISTER;
  const number = registerField(insn, operand);
  return number >= 0 && EIGHT.includes(operand.kind) ? number & 7 : number;
}

function registerField(insn: Instruction, operand: Operand): number {
  switch (operand.place) {
    case "reg": return insn.reg;
    case "rm": return insn.rm;
    case "opcode": return insn.opcodeRegister;
    case "vvvv": return insn.vvvv;
    case "is4": return operand.kind === "imm" ? NO_REGISTER : (insn.imm >> 4) & 15;
    case "fixed": return operand.kind === "one" ? NO_REGISTER : operand.fixed;
    default: return NO_REGISTER;
  }
}

/** True for ah, ch, dh, bh: numbers 4..7 of an 8-bit general register without any REX. */
export function isHighByte(insn: Instruction, operand: Operand): boolean {
  if (operand.kind !== "gpr" || operand.bits !== 8 || insn.rex !== 0) return false;
  const number = operandRegister(insn, operand);
  return number >= 4 && number <= 7;
}

/**
 * Value of an immediate operand (or the constant 1, a branch distance, an absolute offset), signed,
 * as wide as the operand: `simm8` of a 64-bit form is -128..127, `imm8` is 0..255.
 */
export function operandImmediate(insn: Instruction, operand: Operand): bigint {
  if (operand.kind === "one") return 1n;
  if (operand.place === "is4") return BigInt(insn.imm & 15);
  if (operand.place === "imm2") return BigInt(insn.imm2);
  const value = (BigInt(insn.immHigh) << 32n) | BigInt(insn.imm >>> 0);
  return operand.immBytes * 8 === operand.bits ? BigInt.asUintN(operand.bits, value) : value;
}

/** Target of a direct branch whose instruction stands at `address`. */
export function branchTarget(insn: Instruction, address: bigint): bigint {
  const distance = (BigInt(insn.immHigh) << 32n) | BigInt(insn.imm >>> 0);
  return BigInt.asUintN(64, address + BigInt(insn.length) + distance);
}

/** Width in bits of an operand in this instruction, as memory or as register. */
export function operandBits(insn: Instruction, operand: Operand): number {
  return operandIsMemory(insn, operand) ? operand.memoryBits : operand.bits;
}

/** The operand at ModRM.rm that is memory here, or undefined. */
export function memoryOperand(insn: Instruction, form: Form): Operand | undefined {
  return form.operands.find((operand) => operand.place === "rm" && operandIsMemory(insn, operand));
}
