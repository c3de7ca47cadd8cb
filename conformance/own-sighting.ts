/** What our decoder made of the bytes, in the shape that the oracles answer in. */
import type { Form, Operand } from "../spec/isa/form.ts";
import type { Decoder } from "../src/decoder/decode.ts";
import {
  BASE_RIP, DECODED, NO_REGISTER, PREFIX_67, newInstruction,
} from "../src/decoder/instruction.ts";
import type { DecodeStatus, Instruction } from "../src/decoder/instruction.ts";
import {
  branchTarget, operandImmediate, operandIsMemory, operandRegister,
} from "../src/decoder/operands.ts";
import {
  CONTROL, DEBUG, GPR32, GPR64, MASK, MM, SEGMENT, TILE, XMM, YMM, gprName,
} from "../src/disassembler/registers.ts";
import type { MemoryParts, Sighting } from "./oracles/oracle.ts";

export interface OwnSighting extends Sighting {
  readonly status: DecodeStatus;
  readonly form: Form | undefined;
  /** Width of each immediate in bits, to compare modulo. */
  readonly immediateBits: readonly number[];
  /** 32 with a 67 prefix: displacements are then compared modulo 2^32. */
  readonly addressBits: 32 | 64;
}

const VECTOR_NAMES: Readonly<Record<string, readonly string[]>> = {
  xmm: XMM, ymm: YMM, mmx: MM, sreg: SEGMENT, creg: CONTROL, dreg: DEBUG, k: MASK, tmm: TILE,
};

function registerName(insn: Instruction, operand: Operand): string {
  const number = operandRegister(insn, operand);
  if (operand.kind === "gpr") return gprName(number, operand.bits, insn.rex !== 0);
  if (operand.kind === "st") return `st${number}`;
  return VECTOR_NAMES[operand.kind]?.[number] ?? "?";
}

function segmentName(insn: Instruction): string {
  return insn.segment === 4 ? "fs" : insn.segment === 5 ? "gs" : "";
}

function memoryParts(
  insn: Instruction, form: Form, operand: Operand, next: bigint,
): MemoryParts {
  const short = (insn.prefixes & PREFIX_67) !== 0;
  const names = short ? GPR32 : GPR64;
  const bare = { index: "", scale: 1, disp: 0n };
  if (operand.place === "moffs") {
    const bits = short ? 32 : 64;
    const disp = BigInt.asUintN(bits, operandImmediate(insn, operand));
    return { ...bare, segment: segmentName(insn), base: "", disp };
  }
  if (operand.place === "fixed") {
    // Only the destination of string instructions is always es: maskmov writes to ds.
    const destination = operand.fixed === 7 && form.encoding.map === 0;
    const segment = destination ? "" : segmentName(insn);
    return { ...bare, segment, base: names[operand.fixed] ?? "?" };
  }
  const indexNames = operand.kind === "vsib" ? (operand.bits === 256 ? YMM : XMM) : names;
  const index = insn.index === NO_REGISTER ? "" : (indexNames[insn.index] ?? "?");
  const parts = { segment: segmentName(insn), index, scale: index === "" ? 1 : 1 << insn.scale };
  const disp = BigInt(insn.disp);
  if (insn.base === BASE_RIP) {
    const base = short ? "eip" : "rip";
    return { ...parts, base, disp: BigInt.asUintN(short ? 32 : 64, next + disp) };
  }
  const base = insn.base === NO_REGISTER ? "" : (names[insn.base] ?? "?");
  return { ...parts, base, disp };
}

/** Decodes with our decoder; one record is reused. */
export class OwnDecoder {
  readonly #forms: readonly Form[];
  readonly #decoder: Decoder;
  readonly #insn: Instruction = newInstruction();

  constructor(forms: readonly Form[], decoder: Decoder) {
    this.#forms = forms;
    this.#decoder = decoder;
  }

  /** The address of the instruction is `offset`. */
  see(bytes: Uint8Array, offset: number): OwnSighting {
    const insn = this.#insn;
    const status = this.#decoder.decode(bytes, offset, bytes.length, insn);
    const form = this.#forms[insn.form];
    if (status !== DECODED || form === undefined) {
      return {
        status, form: undefined, valid: false, length: insn.length, mnemonic: "", operands: "",
        memory: [], immediates: [], immediateBits: [], text: "",
        addressBits: 64,
      };
    }
    return this.#sighting(form, BigInt(offset));
  }

  #sighting(form: Form, address: bigint): OwnSighting {
    const insn = this.#insn;
    const operands: string[] = [];
    const memory: MemoryParts[] = [];
    const immediates: bigint[] = [];
    const immediateBits: number[] = [];
    for (const operand of form.operands) {
      if (operandIsMemory(insn, operand)) {
        operands.push("mem");
        memory.push(memoryParts(insn, form, operand, address + BigInt(insn.length)));
      } else if (operand.kind === "rel") {
        operands.push("imm");
        immediates.push(branchTarget(insn, address));
        immediateBits.push(64);
      } else if (operand.kind === "imm" || operand.kind === "one") {
        operands.push("imm");
        immediates.push(operandImmediate(insn, operand));
        immediateBits.push(operand.kind === "one" ? 8 : operand.bits);
      } else operands.push(registerName(insn, operand));
    }
    return {
      status: insn.status, form, valid: true, length: insn.length, mnemonic: form.mnemonic,
      operands: operands.join(","), memory, immediates, immediateBits, text: form.id,
      addressBits: (insn.prefixes & PREFIX_67) !== 0 ? 32 : 64,
    };
  }
}
