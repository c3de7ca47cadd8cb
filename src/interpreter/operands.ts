/** Where a decoded instruction's operands are, as a record has to say it. */
import type { Form } from "../../spec/isa/form.ts";
import { NO_REGISTER } from "../decoder/instruction.ts";
import type { Instruction } from "../decoder/instruction.ts";
import { registerSlot } from "../machine/registers.ts";
import { VECTOR, X87 } from "../machine/state.ts";
import type { Addressing } from "./frame.ts";

const RSP = 4;
const RBP = 5;

/** Does the instruction itself name where control goes? */
export function isDirect(form: Form): boolean {
  return form.operands[0]?.place === "rel";
}

/** Target of a direct transfer, relative to the base, not cut to 32 bits. */
export function targetOf(i: Instruction, pc: number): number {
  return pc + i.length + i.imm;
}

/** How the address of its memory operand is computed. */
export function addressingOf(i: Instruction): Addressing {
  if (i.memory !== 1) return "base";
  if (i.index !== NO_REGISTER) return "index";
  return i.base === RSP || i.base === RBP ? "stack" : "base";
}

/** Address in the state block of a register operand, or -1. */
export function slotOf(
  kind: string, place: string, bits: number, fixed: number, i: Instruction,
): number {
  const number = registerNumber(place, fixed, i);
  if (number < 0) return -1;
  if (kind === "xmm") return VECTOR + 32 * number;
  if (kind === "mmx") return X87 + 16 * (number & 7);
  if (kind !== "gpr") return -1;
  const highByte = bits === 8 && place !== "fixed" && i.rex === 0 && number >= 4 && number < 8;
  return registerSlot(number, highByte);
}

function registerNumber(place: string, fixed: number, i: Instruction): number {
  switch (place) {
    case "reg": return i.reg;
    case "rm": return i.memory === 1 ? -1 : i.rm;
    case "opcode": return i.opcodeRegister;
    case "fixed": return fixed;
    default: return -1;
  }
}
