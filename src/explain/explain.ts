/**
 * What every bit of an instruction means, for learning and for error reports. Never on a hot path:
 * it decodes again, with names.
 */
import type { Form, Operand } from "../../spec/isa/form.ts";
import type { Decoder } from "../decoder/decode.ts";
import {
  BASE_RIP, DECODED, NO_REGISTER, PREFIX_67, newInstruction,
} from "../decoder/instruction.ts";
import type { DecodeStatus, Instruction } from "../decoder/instruction.ts";
import { GPR32, GPR64, XMM, YMM } from "../disassembler/registers.ts";
import { namedRegister } from "./register-names.ts";
import { FieldList } from "./fields.ts";
import type { Field } from "./fields.ts";
import { prefixFields } from "./prefix-fields.ts";

/** Where a form is written down. */
export interface Source {
  /** The instruction's name in words, and the place in the manual. */
  readonly title: string;
  readonly manual: string;
  /** The row of `spec/isa` as it stands there. */
  readonly row: string;
}

export interface Explanation {
  /** Bytes explained: the instruction, or what the decoder looked at. */
  readonly length: number;
  readonly status: DecodeStatus;
  readonly form: Form | undefined;
  readonly source: Source | undefined;
  /** In the order of the bytes, from the high bits down. Every bit stands in exactly one field. */
  readonly fields: readonly Field[];
}

/** Finds the paragraph of a form; see `src/table/full.ts`. */
export type SourceOf = (form: Form) => Source;

export class Explainer {
  readonly #forms: readonly Form[];
  readonly #decoder: Decoder;
  readonly #sourceOf: SourceOf;
  readonly #instruction: Instruction = newInstruction();

  constructor(forms: readonly Form[], decoder: Decoder, sourceOf: SourceOf) {
    this.#forms = forms;
    this.#decoder = decoder;
    this.#sourceOf = sourceOf;
  }

  /** Explains the bytes at `offset`; looks at no byte at or behind `end`. Never throws. */
  explain(bytes: Uint8Array, offset: number, end: number): Explanation {
    const instruction = this.#instruction;
    const status = this.#decoder.decode(bytes, offset, end, instruction);
    const length = Math.max(0, Math.min(instruction.length, end - offset));
    const list = new FieldList(bytes.subarray(offset, offset + length));
    const form = status === DECODED ? this.#forms[instruction.form] : undefined;
    if (form === undefined) {
      const from = prefixFields(list, length, undefined);
      for (let at = from; at < length; at++) list.whole(at, "byte", "part of no instruction");
      return { length, status, form: undefined, source: undefined, fields: list.fields };
    }
    explainBody(list, form, instruction);
    return { length, status, form, source: this.#sourceOf(form), fields: list.fields };
  }
}

function operandAt(form: Form, place: Operand["place"]): Operand | undefined {
  return form.operands.find((operand) => operand.place === place);
}

function explainBody(list: FieldList, form: Form, instruction: Instruction): void {
  const { opcodeOffset, modrmOffset, sibOffset, dispOffset } = instruction;
  const now3d = form.encoding.kind === "3dnow";
  const from = prefixFields(list, now3d ? modrmOffset : opcodeOffset, form);
  const opcodeAt = now3d ? modrmOffset : opcodeOffset;
  for (let at = from; at < opcodeAt; at++) list.whole(at, "escape", "leads to another opcode map");
  if (!now3d) explainOpcode(list, form, instruction);
  if (modrmOffset >= 0) explainModrm(list, form, instruction);
  if (sibOffset >= 0) explainSib(list, form, instruction);
  if (dispOffset >= 0 && instruction.dispSize > 0) explainDisplacement(list, instruction);
  explainImmediates(list, form, instruction);
  if (now3d) list.whole(opcodeOffset, "opcode", `${form.mnemonic}: behind the operands`);
}

function explainOpcode(list: FieldList, form: Form, instruction: Instruction): void {
  const at = instruction.opcodeOffset;
  if (!form.encoding.plusRegister) {
    list.whole(at, "opcode", form.mnemonic);
    return;
  }
  const operand = operandAt(form, "opcode");
  list.bits(at, 7, 3, "opcode", form.mnemonic);
  list.bits(at, 2, 0, "opcode.reg", operand === undefined
    ? "register"
    : namedRegister(operand, instruction.opcodeRegister, instruction));
}

function regMeaning(form: Form, instruction: Instruction): string {
  const operand = operandAt(form, "reg");
  if (operand !== undefined) return namedRegister(operand, instruction.reg, instruction);
  if (form.encoding.modrm === "digit") return `/${form.encoding.digit}: part of the opcode`;
  return form.encoding.modrm === "exact" ? "part of the opcode" : "not used";
}

function rmMeaning(form: Form, instruction: Instruction): string {
  const operand = operandAt(form, "rm");
  if (form.encoding.modrm === "exact") return "part of the opcode";
  if (instruction.memory === 0) {
    return operand === undefined ? "not used" : namedRegister(operand, instruction.rm, instruction);
  }
  if (instruction.sibOffset >= 0) return "a SIB byte follows";
  if (instruction.base === BASE_RIP) return "memory at rip + displacement";
  return `memory at ${baseName(instruction)}`;
}

const MODES: readonly string[] = [
  "memory without displacement", "memory, 8-bit displacement", "memory, 32-bit displacement",
  "a register",
];

function modMeaning(form: Form, instruction: Instruction): string {
  if (form.encoding.modrm === "exact") return "part of the opcode";
  if (instruction.memory === 0) return instruction.modrm >> 6 === 3 ? "a register" : "ignored here";
  const mod = instruction.modrm >> 6;
  const bare = mod === 0 && instruction.dispSize === 4;
  return bare ? "memory, 32-bit displacement in place of a base" : (MODES[mod] ?? "");
}

function explainModrm(list: FieldList, form: Form, instruction: Instruction): void {
  const at = instruction.modrmOffset;
  list.bits(at, 7, 6, "ModRM.mod", modMeaning(form, instruction));
  list.bits(at, 5, 3, "ModRM.reg", regMeaning(form, instruction));
  list.bits(at, 2, 0, "ModRM.rm", rmMeaning(form, instruction));
}

function baseName(instruction: Instruction): string {
  if (instruction.base === NO_REGISTER || instruction.base === BASE_RIP) return "no base";
  return (isAddress32(instruction) ? GPR32 : GPR64)[instruction.base] ?? "?";
}

function isAddress32(instruction: Instruction): boolean {
  return (instruction.prefixes & PREFIX_67) !== 0;
}

function indexMeaning(form: Form, instruction: Instruction): string {
  const vsib = form.operands.find((operand) => operand.kind === "vsib");
  if (vsib !== undefined) {
    return `index ${(vsib.bits === 256 ? YMM : XMM)[instruction.index] ?? "?"}, element by element`;
  }
  if (instruction.index === NO_REGISTER) return "100: no index";
  return `index ${(isAddress32(instruction) ? GPR32 : GPR64)[instruction.index] ?? "?"}`;
}

function explainSib(list: FieldList, form: Form, instruction: Instruction): void {
  const at = instruction.sibOffset;
  const scale = list.byte(at) >> 6;
  list.bits(at, 7, 6, "SIB.scale", `index times ${1 << scale}`);
  list.bits(at, 5, 3, "SIB.index", indexMeaning(form, instruction));
  list.bits(at, 2, 0, "SIB.base", instruction.base === NO_REGISTER
    ? "no base: a 32-bit displacement instead"
    : `base ${baseName(instruction)}`);
}

function explainDisplacement(list: FieldList, instruction: Instruction): void {
  const { disp, dispOffset, dispSize } = instruction;
  const relative = instruction.base === BASE_RIP ? ", from the next instruction" : "";
  const sign = disp < 0 ? "-" : "+";
  const meaning = `${sign}0x${Math.abs(disp).toString(16)}${relative}`;
  list.number(dispOffset, dispSize, "displacement", meaning);
}

/** Immediates in encoding order; the low half of a byte with a register in its high half too. */
function explainImmediates(list: FieldList, form: Form, instruction: Instruction): void {
  let at = instruction.immOffset;
  if (at < 0) return;
  const register = operandAt(form, "is4");
  if (register !== undefined) return explainIs4(list, form, at, instruction);
  for (const operand of form.operands.filter(({ immBytes }) => immBytes > 0)) {
    const size = operand.place === "moffs" && isAddress32(instruction) ? 4 : operand.immBytes;
    list.number(at, size, immediateName(operand), immediateMeaning(operand, size));
    at += size;
  }
}

function explainIs4(list: FieldList, form: Form, at: number, instruction: Instruction): void {
  const operands = form.operands.filter((operand) => operand.place === "is4");
  const register = operands.find((operand) => operand.kind !== "imm");
  const number = (list.byte(at) >> 4) & 15;
  list.bits(at, 7, 4, "imm8[7:4]", register === undefined
    ? "not used"
    : namedRegister(register, number, instruction));
  const constant = operands.some((operand) => operand.kind === "imm");
  list.bits(at, 3, 0, "imm8[3:0]", constant ? "constant" : "not used");
}

function immediateName(operand: Operand): string {
  if (operand.place === "rel") return "relative target";
  return operand.place === "moffs" ? "address" : "immediate";
}

function immediateMeaning(operand: Operand, size: number): string {
  if (operand.place === "rel") return "added to the address of the next instruction";
  if (operand.place === "moffs") return "absolute address";
  return operand.bits > size * 8 ? `sign-extended to ${operand.bits} bits` : "constant";
}
