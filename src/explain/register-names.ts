/** What a register operand is called, for people. */
import type { Operand } from "../../spec/isa/form.ts";
import type { Instruction } from "../decoder/instruction.ts";
import {
  CONTROL, DEBUG, MASK, MM, SEGMENT, TILE, XMM, YMM, gprName,
} from "../disassembler/registers.ts";

/** @param number with extension bits */
export function namedRegister(operand: Operand, number: number, instruction: Instruction): string {
  switch (operand.kind) {
    case "gpr": return gprName(number, operand.bits, instruction.rex !== 0);
    case "xmm": return XMM[number] ?? "?";
    case "ymm": return YMM[number] ?? "?";
    case "mmx": return MM[number & 7] ?? "?";
    case "st": return `st(${number & 7})`;
    case "sreg": return SEGMENT[number & 7] ?? "?";
    case "creg": return CONTROL[number] ?? "?";
    case "dreg": return DEBUG[number] ?? "?";
    case "k": return MASK[number & 7] ?? "?";
    case "tmm": return TILE[number & 7] ?? "?";
    default: return "?";
  }
}
