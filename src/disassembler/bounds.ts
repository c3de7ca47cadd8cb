/**
 * MPX (bound registers) is gone, and its opcodes are reserved nops to us; objdump still prints
 * them. Their memory operands always have 64-bit addresses.
 */
import type { Form } from "../../spec/isa/form.ts";
import { BASE_RIP } from "../decoder/instruction.ts";
import { memoryText } from "./operands.ts";
import { GPR64 } from "./registers.ts";
import { REX_B, REX_R, crossOut, leftoverPrefixes, useRex } from "./rendering.ts";
import type { Rendering } from "./rendering.ts";

interface BoundInstruction {
  readonly name: string;
  /** What ModRM.rm may be (only memory: not RIP-relative), and what it is as a register. */
  readonly rm: "memory" | "gpr" | "bound";
  /** ModRM.rm is the destination. */
  readonly store?: true;
}

/** By opcode (0F 1A, 0F 1B) and prefix. */
const BOUND_INSTRUCTIONS: ReadonlyMap<string, BoundInstruction> = new Map([
  ["1a", { name: "bndldx", rm: "memory" }],
  ["1a 66", { name: "bndmov", rm: "bound" }],
  ["1a f3", { name: "bndcl", rm: "gpr" }],
  ["1a f2", { name: "bndcu", rm: "gpr" }],
  ["1b", { name: "bndstx", rm: "memory", store: true }],
  ["1b 66", { name: "bndmov", rm: "bound", store: true }],
  ["1b f3", { name: "bndmk", rm: "memory" }],
  ["1b f2", { name: "bndcn", rm: "gpr" }],
]);

const BAD = "(bad)";
const BOUND_REGISTERS = 4;
const MNEMONIC_WIDTH = 6;

/** Whether a form is one of the reserved nops that MPX took. */
export function isBoundOpcode(form: Form): boolean {
  const { opcode } = form.encoding;
  return form.mnemonic === "reservednop" && (opcode === 0x1a || opcode === 0x1b);
}

function boundName(r: Rendering, number: number): string {
  if (number >= BOUND_REGISTERS) return BAD;
  return `${r.syntax === "att" ? "%" : ""}bnd${number}`;
}

function rmText(r: Rendering, instruction: BoundInstruction): string {
  const { run } = r;
  if (r.instruction.memory === 1) {
    if (instruction.rm === "memory" && r.instruction.base === BASE_RIP) return BAD;
    const { address } = run;
    run.address = -1;
    const text = memoryText(r, "");
    run.address = address;
    r.addressUsed = false;
    return text;
  }
  useRex(r, REX_B);
  if (instruction.rm === "bound") return boundName(r, r.instruction.rm);
  return `${r.syntax === "att" ? "%" : ""}${GPR64[r.instruction.rm] ?? "?"}`;
}

/**
 * The text of an MPX instruction, or undefined where the bytes are a nop to objdump too. Only for
 * forms of which `isBoundOpcode` is true.
 */
export function boundText(r: Rendering): string | undefined {
  const { run } = r;
  const at = Math.max(run.repz, run.repnz);
  const prefix = at < 0 ? (run.data >= 0 ? " 66" : "") : at === run.repz ? " f3" : " f2";
  const instruction = BOUND_INSTRUCTIONS.get(r.form.encoding.opcode.toString(16) + prefix);
  if (instruction === undefined) return undefined;
  if (instruction.rm === "memory" && r.instruction.memory === 0) return undefined;
  useRex(r, REX_R);
  crossOut(r, at);
  if (at < 0) r.dataUsed = true;
  const operands = [boundName(r, r.instruction.reg), rmText(r, instruction)];
  if (instruction.store === true) operands.reverse();
  if (r.syntax === "att") operands.reverse();
  const prefixes = leftoverPrefixes(r);
  return `${(prefixes + instruction.name).padEnd(MNEMONIC_WIDTH)} ${operands.join(",")}`;
}
