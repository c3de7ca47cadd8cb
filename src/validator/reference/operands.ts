/** Rules of memory operands (09, 10) and of written registers (11 to 13). */
import type { Form, Operand } from "../../../spec/isa/form.ts";
import type { SandboxShape } from "../../../spec/nacl/profiles.ts";
import { BASE_RIP, NO_REGISTER, type Instruction } from "../../decoder/instruction.ts";
import { registerName } from "../register-name.ts";
import type { Breach } from "./admission.ts";

/** No restricted register. */
export const UNRESTRICTED = -1;

/** NACL-09, NACL-10: base and index of an accessed memory operand. */
export function memoryBreaches(
  shape: SandboxShape, form: Form, insn: Instruction, restricted: number,
): Breach[] {
  if (insn.memory === 0 || form.memoryFree) return [];
  const breaches: Breach[] = [];
  const baseFits = insn.base === BASE_RIP ? shape.ripRelative
    : shape.memoryBases.includes(insn.base);
  if (!baseFits) {
    const base = insn.base === NO_REGISTER ? "no base register"
      : `the base register ${registerName(insn.base, 64)}`;
    const register = insn.base === NO_REGISTER ? {} : { register: insn.base };
    breaches.push({ rule: "NACL-09", detail: `the memory operand has ${base}`, ...register });
  }
  if (insn.index !== NO_REGISTER && insn.index !== restricted) {
    const index = registerName(insn.index, 64);
    const now = restricted === UNRESTRICTED ? "no register is restricted here"
      : `the restricted register is ${registerName(restricted, 64)}`;
    const detail = `the index is ${index}, but ${now}`;
    breaches.push({ rule: "NACL-10", detail, register: insn.index });
  }
  return breaches;
}

/** A general register that an instruction writes. */
interface Written {
  readonly register: number;
  readonly operand: Operand;
}

/** Explicit register operands that count as written, in operand order; ah..bh are left out. */
function writtenRegisters(form: Form, insn: Instruction): Written[] {
  return form.operands.flatMap((operand): Written[] => {
    if (operand.kind !== "gpr") return [];
    const counted = operand.place === "reg" && form.regCountsAsWritten;
    if (!operand.access.includes("w") && !counted) return [];
    const register = registerAt(operand, insn);
    const highByte = operand.bits === 8 && insn.rex === 0 && register >= 4;
    return register < 0 || highByte ? [] : [{ register, operand }];
  });
}

/** Number of the register that an operand names; -1 where it names memory. */
function registerAt(operand: Operand, insn: Instruction): number {
  if (operand.place === "rm") return insn.memory === 1 ? -1 : insn.rm;
  if (operand.place === "reg") return insn.reg;
  if (operand.place === "opcode") return insn.opcodeRegister;
  return operand.place === "fixed" ? operand.fixed : -1;
}

/** What an instruction's writes do: rules that they break, and the register that they restrict. */
export interface WriteEffect {
  readonly breaches: readonly Breach[];
  readonly restricts: number;
}

/**
 * NACL-11 to NACL-13. A first operand that is a 32-bit register of a zero-extending form becomes
 * the restricted register, even esp and ebp: what must follow those is for the next instruction.
 */
export function writeEffect(shape: SandboxShape, form: Form, insn: Instruction): WriteEffect {
  const breaches: Breach[] = [];
  let restricts = UNRESTRICTED;
  for (const { register, operand } of writtenRegisters(form, insn)) {
    const restricting = form.zeroExtends && operand.bits === 32 && operand === form.operands[0];
    const detail = `${registerName(register, operand.bits)} is written`;
    if (register === shape.baseRegister) breaches.push({ rule: "NACL-11", detail });
    else if (restricting) restricts = register;
    else if (shape.stackRegisters.includes(register)) {
      breaches.push({ rule: register === 4 ? "NACL-12" : "NACL-13", detail });
    }
  }
  return { breaches, restricts };
}
