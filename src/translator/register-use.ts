/** Which registers a unit's instructions read and write: what has to live in locals. */
import type { MeaningForm, Operand } from "../../spec/isa/form.ts";
import { NO_REGISTER } from "../decoder/instruction.ts";
import type { Instruction } from "../decoder/instruction.ts";
import { REGISTER_NUMBER } from "../machine/registers.ts";
import type { Unit, UnitInstruction } from "./unit.ts";

/** Bit n of a set stands for register n. */
export interface RegisterUse {
  /** General registers read or written, and those written. */
  readonly general: number;
  readonly generalWritten: number;
  readonly vector: number;
  readonly vectorWritten: number;
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

class Collector {
  general = 0;
  generalWritten = 0;
  vector = 0;
  vectorWritten = 0;

  collect({ form, instruction, program }: UnitInstruction): void {
    for (const step of program.steps) {
      switch (step.op) {
        case "operand": this.#read(operandOf(form, step.k), instruction); break;
        case "fixed": this.general |= 1 << REGISTER_NUMBER[step.register]; break;
        case "address":
        case "offset": this.#address(operandOf(form, step.k), instruction); break;
        case "operandv":
        case "operandlane":
          this.vector |= 1 << registerNumber(operandOf(form, step.k), instruction);
          break;
        case "fixedv": this.vector |= 1 << step.register; break;
        default: break;
      }
    }
    this.#effects(form, instruction, program);
  }

  #effects(
    form: UnitInstruction["form"], instruction: Instruction, program: UnitInstruction["program"],
  ): void {
    for (const effect of program.effects) {
      switch (effect.op) {
        case "set":
          this.generalWritten |= 1 << fullRegister(operandOf(form, effect.k), instruction);
          break;
        case "setfixed": this.generalWritten |= 1 << REGISTER_NUMBER[effect.register]; break;
        case "setv":
        case "setlane":
          this.vectorWritten |= 1 << registerNumber(operandOf(form, effect.k), instruction);
          break;
        case "setfixedv": this.vectorWritten |= 1 << effect.register; break;
        default: break;
      }
    }
  }

  #read(operand: Operand, instruction: Instruction): void {
    if (operand.kind !== "gpr") return;
    this.general |= 1 << fullRegister(operand, instruction);
  }

  #address(operand: Operand, { base, index }: Instruction): void {
    if (operand.place === "fixed") {
      this.general |= 1 << operand.fixed;
      return;
    }
    if (base !== NO_REGISTER && base < 16) this.general |= 1 << base;
    if (index !== NO_REGISTER) this.general |= 1 << index;
  }
}

/** Registers of all instructions of a unit; what is written also counts as used. */
export function registerUse(unit: Unit): RegisterUse {
  const found = new Collector();
  for (const block of unit.blocks) {
    for (const instruction of block.instructions) found.collect(instruction);
  }
  const { general, generalWritten, vector, vectorWritten } = found;
  return {
    general: general | generalWritten, generalWritten,
    vector: vector | vectorWritten, vectorWritten,
  };
}

/** Sets of general and of vector registers. */
export interface RegisterSets {
  readonly general: number;
  readonly vector: number;
}

/** What an instruction may write. */
export function writtenBy(instruction: UnitInstruction): RegisterSets {
  const found = new Collector();
  found.collect(instruction);
  return { general: found.generalWritten, vector: found.vectorWritten };
}
