/** What a stopped guest looked like: its registers and the instruction that stopped it. */
import { BASE } from "../../spec/abi/memory-map.ts";
import { createDecoder } from "../decoder/decode.ts";
import { Disassembler } from "../disassembler/disassembler.ts";
import type { Machine } from "../machine/engine.ts";
import { REGISTER_NAMES, readRegister, readRflags } from "../machine/registers.ts";
import { PC } from "../machine/state.ts";
import { namedTable } from "../table/named.ts";

const REGISTERS_PER_LINE = 4;
const INSTRUCTION_BYTES_MAX = 15;

function hex16(value: bigint): string {
  return value.toString(16).padStart(16, "0");
}

function registerLines(state: DataView): string[] {
  const cells = REGISTER_NAMES.map((name, number) =>
    `${name.padStart(3)} ${hex16(readRegister(state, number))}`);
  const lines: string[] = [];
  for (let k = 0; k < cells.length; k += REGISTERS_PER_LINE) {
    lines.push(`  ${cells.slice(k, k + REGISTERS_PER_LINE).join("  ")}`);
  }
  const flags = readRflags(state).toString(16).padStart(8, "0");
  lines.push(`  rip ${hex16(state.getBigUint64(PC, true))}  rflags ${flags}`);
  return lines;
}

/** The instruction at the guest's PC in AT&T syntax, as the module's source has it. */
function instructionLine(machine: Machine): string {
  const pc = machine.state.getBigUint64(PC, true);
  const bytes = machine.memory.fetch(pc, INSTRUCTION_BYTES_MAX);
  if (bytes.length === 0) return "  no instruction: the address cannot be executed";
  const table = namedTable();
  const disassembler = new Disassembler(table.forms, createDecoder(table), { syntax: "att" });
  const address = Number(pc - BASE);
  const line = disassembler.line(bytes, 0, bytes.length, address);
  const code = [...bytes.subarray(0, line.length)]
    .map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return `  ${address.toString(16)}:  ${code}  ${line.text.trimEnd()}`;
}

/** Lines for stderr, the instruction first. Guest addresses are without the base. */
export function faultText(machine: Machine): string {
  return [instructionLine(machine), ...registerLines(machine.state)]
    .map((line) => `${line}\n`).join("");
}
