/** Real instructions of a form: operands chosen for reading, bytes from the encoder. */
import { TEXT_START } from "../../spec/abi/memory-map.ts";
import type { Form, Operand } from "../../spec/isa/form.ts";
import { NO_REGISTER } from "../../src/decoder/instruction.ts";
import type { Decoder } from "../../src/decoder/decode.ts";
import { Disassembler } from "../../src/disassembler/disassembler.ts";
import { encode } from "../../src/encoder/encode.ts";
import { memory } from "../../src/encoder/operand-value.ts";
import type { MemoryValue, OperandValue, RegisterKind } from "../../src/encoder/operand-value.ts";
import { Explainer } from "../../src/explain/explain.ts";
import type { Explanation } from "../../src/explain/explain.ts";
import { sourceFinder } from "../../src/explain/source.ts";
import type { FullTable } from "../../src/table/full.ts";

/** Addresses, and distances of branches. */
interface Places {
  readonly memory: Partial<MemoryValue>;
  readonly distance: bigint;
}

/** What examples show: a SIB byte, a branch forward. */
const SHOWN: Places = { memory: { base: 7, index: 6, scale: 2, disp: 16n }, distance: 16n };
/** What the sandbox admits anywhere: an address on the stack, a branch to the next instruction. */
const ADMITTED: Places = { memory: { base: 4, disp: 8n }, distance: 0n };

/** Registers for the operands in turn: cx, bx, dx, si; and 1, 2, 3, 4 of the other kinds. */
const GENERAL = [1, 3, 2, 6];
const OTHERS = [1, 2, 3, 4];

/** Immediates by size in bytes: every byte of them is told apart. */
const IMMEDIATES: Readonly<Record<number, bigint>> = {
  1: 5n, 2: 0x1234n, 4: 0x12345678n, 8: 0x123456789abcdef0n,
};

/** Where examples stand: the start of every module's text. */
export const EXAMPLE_ADDRESS = TEXT_START;

export interface Example {
  readonly form: Form;
  readonly operands: readonly OperandValue[];
  readonly bytes: Uint8Array;
  readonly att: string;
  readonly intel: string;
}

/** Whether a form has a variant with a register (memory) at ModRM.rm. */
export function hasVariant(form: Form, inMemory: boolean): boolean {
  if (form.operands.some((operand) => operand.memory === "maybe")) return true;
  return inMemory === form.operands.some((operand) => operand.memory === "only");
}

export class ExampleMaker {
  readonly decoder: Decoder;
  readonly #att: Disassembler;
  readonly #intel: Disassembler;
  readonly #explainer: Explainer;

  constructor(table: FullTable, decoder: Decoder) {
    this.decoder = decoder;
    this.#att = new Disassembler(table.forms, decoder, { syntax: "att" });
    this.#intel = new Disassembler(table.forms, decoder, { syntax: "intel" });
    this.#explainer = new Explainer(table.forms, decoder, sourceFinder(table));
  }

  /** An example of a form in a variant. */
  example(form: Form, inMemory: boolean): Example {
    const operands = operandsFor(form, inMemory, SHOWN);
    const bytes = encode(form, operands);
    const line = (from: Disassembler): string =>
      from.line(bytes, 0, bytes.length, EXAMPLE_ADDRESS).text;
    return { form, operands, bytes, att: line(this.#att), intel: line(this.#intel) };
  }

  explain(bytes: Uint8Array): Explanation {
    return this.#explainer.explain(bytes, 0, bytes.length);
  }
}

/** The bytes of a form with operands that the sandbox does not object to. */
export function admittedBytes(form: Form, inMemory: boolean): Uint8Array {
  return encode(form, operandsFor(form, inMemory, ADMITTED));
}

function operandsFor(form: Form, inMemory: boolean, places: Places): OperandValue[] {
  const counts = new Map<string, number>();
  return form.operands.map((operand) => {
    if (operand.memory === "only" || (operand.memory === "maybe" && inMemory)) {
      return memoryFor(form, operand, places.memory);
    }
    if (operand.kind === "imm" || operand.kind === "rel" || operand.kind === "one") {
      const value = operand.kind === "rel" ? places.distance : immediateFor(operand);
      return { type: "immediate", value };
    }
    const kind = registerKind(operand);
    const turn = counts.get(kind) ?? 0;
    counts.set(kind, turn + 1);
    const number = operand.place === "fixed" ? operand.fixed : registerFor(kind, turn);
    return { type: "register", kind, bits: operand.bits, number, highByte: false };
  });
}

/** Memory has been dealt with where this is asked. */
function registerKind({ kind }: Operand): RegisterKind {
  if (kind === "mem" || kind === "vsib" || kind === "imm" || kind === "rel" || kind === "one") {
    throw new RangeError(`${kind} is no register`);
  }
  return kind;
}

function registerFor(kind: RegisterKind, turn: number): number {
  if (kind === "creg" || kind === "dreg") return 0;
  if (kind === "sreg") return 3;
  return (kind === "gpr" ? GENERAL : OTHERS)[turn] ?? 0;
}

function immediateFor({ kind, place, immBytes }: Operand): bigint {
  if (kind === "one" || place === "is4") return 1n;
  return IMMEDIATES[immBytes] ?? 0n;
}

function memoryFor(form: Form, operand: Operand, where: Partial<MemoryValue>): MemoryValue {
  const bits = operand.memoryBits;
  if (operand.place === "fixed") return memory({ bits, base: operand.fixed });
  if (operand.place === "moffs") return memory({ bits, disp: 0x123456789an });
  if (operand.kind === "vsib") return memory({ bits, base: 7, index: 4, scale: 2, disp: 16n });
  const bare = where.index === undefined && form.needsSib;
  const plain = bare ? { ...where, index: NO_REGISTER } : where;
  return memory({ ...plain, bits });
}

/** Bytes as pairs of digits. */
export function hexBytes(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

