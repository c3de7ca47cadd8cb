/** A difference between two tiers as text: the instruction, its operands, and what both made of it. */
import type { Operand } from "../../spec/isa/form.ts";
import { createDecoder } from "../decoder/decode.ts";
import { BASE_RIP, DECODED, NO_REGISTER, newInstruction } from "../decoder/instruction.ts";
import type { Instruction } from "../decoder/instruction.ts";
import { memoryOperand, operandRegister } from "../decoder/operands.ts";
import { Disassembler } from "../disassembler/disassembler.ts";
import { REGISTER_NAMES, readRegister } from "../machine/registers.ts";
import { FS_BASE, GS_BASE } from "../machine/state.ts";
import { namedTable } from "../table/named.ts";
import type { Difference } from "./divergence.ts";
import { STATE_FIELDS } from "./state-fields.ts";

const SEGMENT_FS = 4;
const SEGMENT_GS = 5;
const NAME_WIDTH = 12;

function hex(value: bigint, bits: number): string {
  return value.toString(16).padStart(Math.ceil(bits / 4), "0");
}

function hexBytes(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

/** The name of the whole register that an operand lies in, as `STATE_FIELDS` has it. */
function registerName(insn: Instruction, operand: Operand): string | undefined {
  const number = operandRegister(insn, operand);
  if (number === NO_REGISTER) return undefined;
  switch (operand.kind) {
    case "gpr": return REGISTER_NAMES[number];
    case "xmm": case "ymm": return `ymm${number}`;
    case "mmx": return `R${number}`;
    default: return undefined;
  }
}

/** Address of the memory operand, base of the sandbox included. */
function effectiveAddress(insn: Instruction, { before, pc }: Difference): bigint {
  let address = BigInt(insn.disp);
  if (insn.base === BASE_RIP) address += pc + BigInt(insn.length);
  else if (insn.base >= 0) address += readRegister(before, insn.base);
  if (insn.index >= 0) address += readRegister(before, insn.index) << BigInt(insn.scale);
  if (insn.segment === SEGMENT_FS) address += before.getBigUint64(FS_BASE, true);
  if (insn.segment === SEGMENT_GS) address += before.getBigUint64(GS_BASE, true);
  return BigInt.asUintN(64, address);
}

/** Registers and memory that the instruction names, as they were before it. */
function operandLines(difference: Difference, insn: Instruction, formOperands: readonly Operand[],
  memory: Operand | undefined): string[] {
  const names = new Set<string>();
  for (const operand of formOperands) {
    const name = registerName(insn, operand);
    if (name !== undefined) names.add(name);
  }
  if (memory !== undefined) {
    for (const number of [insn.base, insn.index]) {
      const name = REGISTER_NAMES[number];
      if (name !== undefined) names.add(name);
    }
  }
  const lines = STATE_FIELDS.filter(({ name }) => names.has(name)).map(({ name, bits, read }) =>
    `  ${name.padEnd(NAME_WIDTH)}${hex(read(difference.before), bits)}`);
  if (memory === undefined) return lines;
  const address = effectiveAddress(insn, difference);
  const bytes = difference.memoryBefore(address);
  const relative = (address - difference.base).toString(16);
  return [...lines, `  memory at ${relative}: ${bytes === undefined ? "not mapped" : hexBytes(bytes)}`];
}

function instructionLines(difference: Difference): string[] {
  const { bytes, pc, base } = difference;
  const address = Number(pc - base);
  if (bytes.length === 0) return [`  ${address.toString(16)}:  nothing that can be executed`];
  const table = namedTable();
  const decoder = createDecoder(table);
  const line = new Disassembler(table.forms, decoder, { syntax: "att" })
    .line(bytes, 0, bytes.length, address);
  const code = hexBytes(bytes.subarray(0, line.length));
  const heading = `  ${address.toString(16)}:  ${code}  ${line.text.trimEnd()}`;
  const insn = newInstruction();
  if (decoder.decode(bytes, 0, bytes.length, insn) !== DECODED) return [heading];
  const form = table.forms[insn.form];
  if (form === undefined) return [heading];
  const operands = operandLines(difference, insn, form.operands, memoryOperand(insn, form));
  return operands.length === 0 ? [heading] : [heading, "operands before it:", ...operands];
}

/** Both states side by side, only where they differ; narrow values in one line, wide ones in two. */
function stateLines({ tiers, fields, words, exits }: Difference): string[] {
  const rows = [
    ...fields.map(({ field: { name, bits }, values }) =>
      [name, hex(values.first, bits), hex(values.second, bits)]),
    ...words.map(({ address, values }) =>
      [`[${address.toString(16)}]`, hexBytes(values.first), hexBytes(values.second)]),
  ];
  const end = ({ kind, ...more }: Difference["exits"]["first"]): string => [
    kind === "budget" ? "goes on" : kind, ...Object.values(more).map((value) =>
      typeof value === "bigint" ? value.toString(16) : String(value))].join(" ");
  const [first, second] = [end(exits.first), end(exits.second)];
  if (first !== second) rows.unshift(["end", first, second]);
  const width = Math.max(...[tiers.first, ...rows.map((row) => row[1] ?? "")].map(({ length }) => length));
  return [["", tiers.first, tiers.second], ...rows].map(([name = "", a = "", b = ""]) =>
    `  ${name.padEnd(NAME_WIDTH)}${a.padEnd(width)}  ${b}`.trimEnd());
}

/**
 * Lines of text with everything that is known of a difference, the instruction first. Addresses are
 * relative to the base.
 */
export function explainDifference(difference: Difference): string {
  const { tiers, retired, run, base } = difference;
  const where = run === undefined ? "They differ behind this instruction:"
    : `Single steps agree; a run of ${run.instructions} instructions from `
      + `${(run.from - base).toString(16)} differs. The last one that wrote what differs:`;
  return [
    `${tiers.first} and ${tiers.second} agree for ${retired} instructions. ${where}`,
    ...instructionLines(difference), "what differs behind it:", ...stateLines(difference),
  ].map((line) => `${line}\n`).join("");
}
