/**
 * Bytes to lines of text, where each line begins and ends exactly where GNU objdump 2.40 puts it,
 * also behind bytes that are no instruction.
 */
import type { Form } from "../../spec/isa/form.ts";
import type { Decoder } from "../decoder/decode.ts";
import {
  BASE_RIP, DECODED, TRUNCATED, newInstruction,
} from "../decoder/instruction.ts";
import type { Instruction } from "../decoder/instruction.ts";
import { instructionText, isShortBranch } from "./instruction-text.ts";
import { RIP_ONLY, X87_ENVIRONMENTS } from "./naming.ts";
import { isFarIndirect, planOf } from "./plan.ts";
import type { Plan } from "./plan.ts";
import {
  RUN_ALONE, RUN_FWAIT, RUN_OPCODE, createPrefixRun, prefixName, readPrefixRun,
} from "./prefix-run.ts";
import type { PrefixRun } from "./prefix-run.ts";
import { REX_W, leftoverPrefixes } from "./rendering.ts";
import type { Rendering, Syntax } from "./rendering.ts";
import { repairOf, repairedPlan } from "./repair.ts";
import { UndefinedOpcodes } from "./undefined.ts";

/** One line of a listing. */
export interface Line {
  /** Address of the first byte, a safe integer. */
  readonly address: number;
  readonly length: number;
  readonly text: string;
  /** The form of the instruction; undefined where the bytes are none. */
  readonly form: Form | undefined;
  /** Where a direct branch goes; -1 = no branch. */
  readonly target: number;
  /** Absolute address of a RIP-relative operand; -1 = none. */
  readonly reference: number;
}

/** What `skim` tells of a line. */
export type Skimmed = Pick<Line, "length" | "target">;

export interface DisassemblerOptions {
  readonly syntax: Syntax;
  /** Branch targets without 0x, as objdump prints them for files that have symbols. */
  readonly bareTargets?: boolean;
}

const MAX_INSTRUCTION_BYTES = 15;
const BAD = "(bad)";

export class Disassembler {
  readonly #forms: readonly Form[];
  readonly #decoder: Decoder;
  readonly #plans: (Plan | undefined)[] = [];
  readonly #instruction: Instruction = newInstruction();
  readonly #run: PrefixRun = createPrefixRun();
  readonly #scratch = new Uint8Array(32);
  /** The scratch holds this many prefixes, and bytes up to here. */
  #scratchPrefixes = 0;
  #scratchEnd = 0;
  readonly #opcodes: UndefinedOpcodes;
  readonly #rendering: Rendering;

  /** @param decoder of the table that has these forms */
  constructor(forms: readonly Form[], decoder: Decoder, options: DisassemblerOptions) {
    this.#forms = forms;
    this.#decoder = decoder;
    this.#opcodes = new UndefinedOpcodes(forms, options.syntax);
    const [first] = forms;
    if (first === undefined) throw new RangeError("a disassembler needs a table with forms");
    this.#rendering = {
      syntax: options.syntax, form: first, instruction: this.#instruction, run: this.#run,
      bytes: this.#scratch, offset: 0, next: 0, bareTargets: options.bareTargets ?? false,
      rexUsed: 0, dataUsed: false, addressUsed: false, segmentUsed: false,
      target: -1, reference: -1,
    };
  }

  /**
   * The line at `offset`. Never looks at or behind `end`; the line has at least one byte.
   * @param address address of the byte at `offset`
   */
  line(bytes: Uint8Array, offset: number, end: number, address: number): Line {
    const run = this.#run;
    readPrefixRun(run, bytes, offset, end);
    if (run.end !== RUN_OPCODE) return this.#prefixLine(bytes, offset, address);
    if (run.fwait >= 0) return this.#rewritten(bytes, offset, end, address);
    const status = this.#decoder.decode(bytes, offset, end, this.#instruction);
    if (status === DECODED) return this.#decoded(bytes, offset, this.#instruction.length, address);
    if (status === TRUNCATED) return this.#truncated(bytes, offset, address);
    return this.#rewritten(bytes, offset, end, address);
  }

  /**
   * Length of the line at `offset` and the target of its branch (-1 = none), without its text: for
   * looking ahead over a whole program.
   */
  skim(bytes: Uint8Array, offset: number, end: number, address: number): Skimmed {
    readPrefixRun(this.#run, bytes, offset, end);
    const plain = this.#run.end === RUN_OPCODE && this.#run.fwait < 0 && this.#run.data < 0;
    const instruction = this.#instruction;
    const decoded = plain
      && this.#decoder.decode(bytes, offset, end, instruction) === DECODED;
    const form = decoded ? this.#forms[instruction.form] : undefined;
    if (form === undefined) return this.line(bytes, offset, end, address);
    const { length } = instruction;
    const branches = form.operands[0]?.place === "rel";
    return { length, target: branches ? address + length + instruction.imm : -1 };
  }

  /** Prefixes that are a line of their own, an FWAIT, or what the end of the bytes leaves over. */
  #prefixLine(bytes: Uint8Array, offset: number, address: number): Line {
    const run = this.#run;
    if (run.end === RUN_ALONE) return plainLine(address, run.length, run.names.join(" "));
    if (run.end !== RUN_FWAIT) return this.#truncated(bytes, offset, address);
    const before = run.names.slice(0, run.fwait);
    return plainLine(address, run.length, [...before, "fwait"].join(" "));
  }

  /** The bytes end inside an instruction: its first byte alone. */
  #truncated(bytes: Uint8Array, offset: number, address: number): Line {
    const first = bytes[offset] ?? 0;
    return plainLine(address, 1, prefixName(first) ?? `.byte 0x${first.toString(16)}`);
  }

  #decoded(bytes: Uint8Array, offset: number, bytesRead: number, address: number): Line {
    const r = this.#rendering;
    const form = this.#forms[this.#instruction.form];
    if (form === undefined) throw new RangeError("the decoder's forms are not the disassembler's");
    const plan = this.#plan(form);
    const length = bytesRead - this.#cutDistance(plan);
    this.#restart(form, bytes, offset, address + length);
    const text = instructionText(r, plan);
    if (length > MAX_INSTRUCTION_BYTES) {
      return plainLine(address, MAX_INSTRUCTION_BYTES, leftoverPrefixes(r) + BAD);
    }
    return { address, length, text, form, target: r.target, reference: r.reference };
  }

  /**
   * A near branch with a 66 prefix has a 16-bit distance in objdump's reading (AMD's), not the 32
   * bits of the decoder (Intel's): drops the upper half and says how many bytes that are.
   */
  #cutDistance(plan: Plan): number {
    const r = this.#rendering;
    if (plan.branch !== "distance" || !isShortBranch(r, plan)) return 0;
    this.#instruction.imm = (this.#instruction.imm << 16) >> 16;
    return 2;
  }

  #restart(form: Form, bytes: Uint8Array, offset: number, next: number): void {
    const r = this.#rendering;
    r.form = form;
    r.bytes = bytes;
    r.offset = offset;
    r.next = next;
    r.rexUsed = 0;
    r.dataUsed = false;
    r.addressUsed = false;
    r.segmentUsed = false;
    r.target = -1;
    r.reference = -1;
  }

  #plan(form: Form): Plan {
    const twin = this.#twin(form);
    if (twin !== form) return planOf(twin, RIP_ONLY.has(form.mnemonic), !this.#selects());
    const known = this.#plans[form.number];
    if (known !== undefined) return known;
    const plan = planOf(form);
    this.#plans[form.number] = plan;
    return plan;
  }

  /** One of 66, F2, F3 is there: what objdump selects rows of an opcode by. */
  #selects(): boolean {
    const { data, repz, repnz } = this.#run;
    return data >= 0 || repz >= 0 || repnz >= 0;
  }

  /** The form whose name objdump prints: another one of the same opcode and operand size. */
  #twin(form: Form): Form {
    const { rex, data } = this.#run;
    if (data >= 0 && (X87_ENVIRONMENTS.has(form.mnemonic) || isFarIndirect(form))) {
      return this.#forms.find((other) => other.mnemonic === form.mnemonic
        && other.operandSize === 16 && other.encoding.digit === form.encoding.digit) ?? form;
    }
    const relative = this.#instruction.base === BASE_RIP && !this.#selects();
    const addressed = RIP_ONLY.has(form.mnemonic) && !relative;
    const exchange = form.id === "nop" && data >= 0;
    if (!addressed && !exchange) return form;
    if (exchange) this.#instruction.opcodeRegister = 0;
    const size = (rex & REX_W) !== 0 ? 64 : data >= 0 ? 16 : 32;
    const name = exchange ? "xchg" : "reservednop";
    return this.#forms.find((other) => other.mnemonic === name && other.operandSize === size
      && other.encoding.opcode === form.encoding.opcode
      && other.encoding.map === form.encoding.map) ?? form;
  }

  /**
   * objdump also reads what the processor refuses: LOCK and REX wherever they stand, prefixes
   * before VEX, an FWAIT inside. So the prefixes that matter are written anew, each once, before
   * the same opcode, and what stood there is printed as the prefixes that it is.
   */
  #rewritten(bytes: Uint8Array, offset: number, end: number, address: number): Line {
    const run = this.#run;
    const from = offset + run.length;
    const scratch = this.#scratch;
    const prefixes = significantPrefixes(run, bytes[from] ?? 0, bytes[from + 1] ?? 0);
    scratch.set(prefixes);
    const rest = bytes.subarray(from, Math.min(end, from + MAX_INSTRUCTION_BYTES));
    scratch.set(rest, prefixes.length);
    this.#scratchPrefixes = prefixes.length;
    this.#scratchEnd = prefixes.length + rest.length;
    const instruction = this.#instruction;
    const status = this.#decoder.decode(scratch, 0, this.#scratchEnd, instruction);
    if (status === DECODED) {
      const length = instruction.length - prefixes.length + run.length;
      return this.#decoded(scratch, 0, length, address);
    }
    if (status === TRUNCATED) return this.#truncated(bytes, offset, address);
    return this.#undefined(bytes, offset, end, address);
  }

  #undefined(bytes: Uint8Array, offset: number, end: number, address: number): Line {
    const from = offset + this.#run.length;
    const repaired = this.#repaired(bytes, offset, address);
    if (repaired !== undefined) return repaired;
    const { length, names, text } = this.#opcodes.describe(bytes, from, end, this.#run);
    if (length === 0) return this.#truncated(bytes, offset, address);
    const prefixes = names.map((name) => `${name} `).join("");
    return plainLine(address, this.#run.length + length, prefixes + text);
  }

  /** Reads the copy that `#rewritten` left with what is wrong in it replaced; see `repair.ts`. */
  #repaired(bytes: Uint8Array, offset: number, address: number): Line | undefined {
    const run = this.#run;
    const repair = repairOf(this.#scratch, this.#scratchPrefixes, this.#scratchEnd);
    if (repair === undefined) return undefined;
    const instruction = this.#instruction;
    const status = this.#decoder.decode(this.#scratch, 0, this.#scratchEnd, instruction);
    const form = this.#forms[instruction.form];
    if (status === TRUNCATED && repair.rm !== true) return this.#truncated(bytes, offset, address);
    if (status !== DECODED || form === undefined) return undefined;
    if (repair.reg !== undefined) instruction.reg = repair.reg;
    let length = instruction.length - this.#scratchPrefixes + run.length;
    if (repair.rm === true) {
      // objdump goes on reading behind the first opcode byte: an immediate is what stands there.
      const immediates = form.encoding.imm.length;
      instruction.imm = bytes[offset + run.length + 1] ?? 0;
      instruction.imm2 = bytes[offset + run.length + 2] ?? 0;
      length = run.length + 1 + immediates;
    }
    this.#restart(form, this.#scratch, 0, address + length);
    const text = instructionText(this.#rendering, repairedPlan(planOf(form), repair));
    if (repair.nothing !== true) return plainLine(address, length, text);
    return plainLine(address, run.length + 1, leftoverPrefixes(this.#rendering) + BAD);
  }
}

/** A line that is no instruction. */
function plainLine(address: number, length: number, text: string): Line {
  return { address, length, text, form: undefined, target: -1, reference: -1 };
}

/** Whether an opcode byte is the lead of a VEX, XOP or EVEX prefix. */
function isVectorLead(opcode: number, second: number): boolean {
  return opcode === 0xc4 || opcode === 0xc5 || opcode === 0x62
    || (opcode === 0x8f && (second & 0x1f) >= 8);
}

/** The prefixes of a run that decide what the opcode means, each once. */
function significantPrefixes(run: PrefixRun, opcode: number, second: number): number[] {
  const prefixes: number[] = [];
  if (run.address >= 0) prefixes.push(0x67);
  if (run.active !== "") prefixes.push(run.active === "fs" ? 0x64 : 0x65);
  if (isVectorLead(opcode, second)) return prefixes;
  if (run.data >= 0) prefixes.push(0x66);
  if (run.repz > run.repnz) prefixes.push(0xf3);
  else if (run.repnz >= 0) prefixes.push(0xf2);
  if (run.rex !== 0) prefixes.push(run.rex);
  return prefixes;
}
