/** Which registers a unit's instructions read and write: what has to live in locals. */
import type { Effect, Program } from "../../spec/ir/ir.ts";
import type { Form, MeaningForm, Operand } from "../../spec/isa/form.ts";
import { NO_REGISTER } from "../decoder/instruction.ts";
import type { Instruction } from "../decoder/instruction.ts";
import { REGISTER_NUMBER } from "../machine/registers.ts";
import type { Unit, UnitInstruction } from "./unit.ts";

/** Sets of general and of vector registers: bit n stands for register n. */
export interface RegisterSets {
  readonly general: number;
  readonly vector: number;
}

/** Registers read or written, and those written. */
export interface RegisterUse {
  readonly used: RegisterSets;
  readonly written: RegisterSets;
  /** General registers whose values are read, and those that get new ones in any case, as sets. */
  readonly read: number;
  readonly renewed: number;
}

const NONE: RegisterSets = { general: 0, vector: 0 };

export function union(a: RegisterSets, b: RegisterSets): RegisterSets {
  return { general: a.general | b.general, vector: a.vector | b.vector };
}

/** Register number of a general or vector operand, AH..BH counted as RAX..RBX. */
export function registerNumber(operand: Operand, instruction: Instruction): number {
  switch (operand.place) {
    case "reg": return instruction.reg;
    case "rm": return instruction.rm;
    case "opcode": return instruction.opcodeRegister;
    case "vvvv": return instruction.vvvv;
    case "is4": return (instruction.imm >> 4) & 15;
    case "fixed": return operand.fixed;
    default: throw new Error(`defect: an operand at place ${operand.place} is no register`);
  }
}

/** True where a byte register operand is AH, CH, DH or BH. */
export function isHighByte(operand: Operand, instruction: Instruction): boolean {
  if (operand.bits !== 8 || operand.place === "fixed" || instruction.rex !== 0) return false;
  const number = registerNumber(operand, instruction);
  return number >= 4 && number < 8;
}

/** Register number with AH..BH folded onto the register they are part of. */
export function fullRegister(operand: Operand, instruction: Instruction): number {
  const number = registerNumber(operand, instruction);
  return isHighByte(operand, instruction) ? number - 4 : number;
}

export function operandOf(form: Pick<MeaningForm, "operands" | "mnemonic">, k: number): Operand {
  const operand = form.operands[k];
  if (operand === undefined) throw new Error(`defect: ${form.mnemonic} has no operand ${k}`);
  return operand;
}

/** Number of the general register that an effect writes. */
export function registerSet(
  effect: Extract<Effect, { op: "set" | "setfixed" }>, form: Form, instruction: Instruction,
): number {
  return effect.op === "setfixed" ? REGISTER_NUMBER[effect.register]
    : fullRegister(operandOf(form, effect.k), instruction);
}

/** Which registers an instruction that means `program` reads and writes. */
export function registersOf(form: Form, instruction: Instruction, program: Program): RegisterUse {
  let [general, vector, generalWritten, vectorWritten, renewed] = [0, 0, 0, 0, 0];
  const numberOf = (k: number): number => fullRegister(operandOf(form, k), instruction);
  for (const step of program.steps) {
    switch (step.op) {
      case "operand":
        if (operandOf(form, step.k).kind === "gpr") general |= 1 << numberOf(step.k);
        break;
      case "fixed": general |= 1 << REGISTER_NUMBER[step.register]; break;
      case "address": case "offset": general |= inAddress(operandOf(form, step.k), instruction); break;
      case "operandv": case "operandlane": vector |= 1 << numberOf(step.k); break;
      case "fixedv": vector |= 1 << step.register; break;
      default: break;
    }
  }
  for (const effect of program.effects) {
    switch (effect.op) {
      case "set": case "setfixed": {
        const bit = 1 << registerSet(effect, form, instruction);
        generalWritten |= bit;
        if (effect.bits >= 32 && effect.when === undefined) renewed |= bit;
        break;
      }
      case "setv": case "setlane": vectorWritten |= 1 << numberOf(effect.k); break;
      case "setfixedv": vectorWritten |= 1 << effect.register; break;
      default: break;
    }
  }
  const written = { general: generalWritten, vector: vectorWritten };
  return { used: union({ general, vector }, written), written, read: general, renewed };
}

/** Registers that an address is made of. */
function inAddress(operand: Operand, { base, index }: Instruction): number {
  if (operand.place === "fixed") return 1 << operand.fixed;
  return (base !== NO_REGISTER && base < 16 ? 1 << base : 0)
    | (index !== NO_REGISTER ? 1 << index : 0);
}

/** What some instructions may write. */
export function writtenBy(instructions: readonly UnitInstruction[]): RegisterSets {
  return instructions.reduce((set, { use }) => union(set, use.written), NONE);
}

/** Registers of all instructions of a unit. */
export function registerUse({ blocks }: Unit): Pick<RegisterUse, "used" | "written"> {
  const used = blocks.reduce((all, { instructions }) =>
    instructions.reduce((set, { use }) => union(set, use.used), all), NONE);
  return { used, written: blocks.map(({ instructions }) => writtenBy(instructions)).reduce(union) };
}
