/** From a decoded instruction back to what the encoder takes. */
import type { Form, Operand } from "../../spec/isa/form.ts";
import {
  NO_REGISTER, PREFIX_67, PREFIX_CS, PREFIX_DS, PREFIX_LOCK,
} from "../decoder/instruction.ts";
import type { Instruction } from "../decoder/instruction.ts";
import {
  isHighByte, operandImmediate, operandIsMemory, operandRegister,
} from "../decoder/operands.ts";
import type { EncodeOptions } from "./encode.ts";
import type { MemoryValue, OperandValue, RegisterKind } from "./operand-value.ts";

/** The operands of a decoded instruction, in the order of the row. */
export function operandsOf(insn: Instruction, form: Form): OperandValue[] {
  return form.operands.map((operand) => operandOf(insn, form, operand));
}

/** The prefixes that mean something beyond the operands. */
export function optionsOf(insn: Instruction, form: Form): EncodeOptions {
  const { prefixes } = insn;
  const hint = (prefixes & PREFIX_DS) !== 0 ? 0x3e : (prefixes & PREFIX_CS) !== 0 ? 0x2e : 0;
  const repeated = form.rep === "repcc" || (form.rep === "rep" && insn.repeat === 0xf3);
  return {
    lock: (prefixes & PREFIX_LOCK) !== 0,
    repeat: repeated ? insn.repeat : 0,
    hint: form.hint ? hint : 0,
    segment: insn.segment,
    address32: (prefixes & PREFIX_67) !== 0,
  };
}

function operandOf(insn: Instruction, form: Form, operand: Operand): OperandValue {
  if (operandIsMemory(insn, operand)) return memoryOf(insn, form, operand);
  const number = operandRegister(insn, operand);
  if (number === NO_REGISTER) {
    return { type: "immediate", value: operandImmediate(insn, operand) };
  }
  const kind = operand.kind as RegisterKind;
  const highByte = isHighByte(insn, operand);
  return { type: "register", kind, bits: operand.bits, number, highByte };
}

function memoryOf(insn: Instruction, form: Form, operand: Operand): MemoryValue {
  const here = {
    type: "memory", bits: operand.memoryBits,
    segment: isStringDestination(form, operand) ? 0 : insn.segment,
    address32: (insn.prefixes & PREFIX_67) !== 0,
  } as const;
  if (operand.place === "fixed") {
    return { ...here, base: operand.fixed, index: NO_REGISTER, scale: 0, disp: 0n };
  }
  if (operand.place === "moffs") {
    const disp = BigInt.asUintN(64, operandImmediate(insn, operand));
    return { ...here, base: NO_REGISTER, index: NO_REGISTER, scale: 0, disp };
  }
  const { base, index, scale, disp } = insn;
  return { ...here, base, index, scale: index === NO_REGISTER ? 0 : scale, disp: BigInt(disp) };
}

/** The destination of a string instruction is in es, whatever segment prefix there is. */
export function isStringDestination(form: Form, operand: Operand): boolean {
  return form.rep !== "none" && operand.place === "fixed" && operand.fixed === 7;
}
