/** Encoding by name: the shortest form of a mnemonic that takes the operands. */
import type { Form, Operand } from "../../spec/isa/form.ts";
import type { Decoder } from "../decoder/decode.ts";
import { newInstruction } from "../decoder/instruction.ts";
import type { Table } from "../table/table.ts";
import { encode, immediateFits } from "./encode.ts";
import type { EncodeOptions } from "./encode.ts";
import type { OperandValue } from "./operand-value.ts";

/** No form of the mnemonic takes these operands. */
export class NoSuchForm extends Error {
  constructor(mnemonic: string, known: boolean) {
    super(known ? `no form of ${mnemonic} takes these operands` : `no instruction ${mnemonic}`);
    this.name = "NoSuchForm";
  }
}

/** Encodes by mnemonic. Build it once: it indexes the table. */
export class Assembler {
  readonly #forms = new Map<string, Form[]>();
  readonly #decoder: Decoder;
  readonly #instruction = newInstruction();

  constructor(table: Table, decoder: Decoder) {
    this.#decoder = decoder;
    for (const form of table.forms) {
      const there = this.#forms.get(form.mnemonic);
      if (there === undefined) this.#forms.set(form.mnemonic, [form]);
      else there.push(form);
    }
  }

  /**
   * The shortest encoding; among equally short ones the form that comes first in the table. Throws
   * NoSuchForm, or EncodeError when an option or an address cannot be encoded.
   */
  assemble(
    mnemonic: string, operands: readonly OperandValue[], options: EncodeOptions = {},
  ): Uint8Array {
    const [first, ...others] = this.formsFor(mnemonic, operands)
      .map((form) => ({ form, bytes: encode(form, operands, options) }))
      .filter(({ form, bytes }) => this.#decodesTo(form, bytes))
      .map(({ bytes }) => bytes);
    if (first === undefined) throw new NoSuchForm(mnemonic, this.#forms.has(mnemonic));
    return others.reduce((best, bytes) => (bytes.length < best.length ? bytes : best), first);
  }

  /** Rows can share bytes, and then one of them wins: `xchg eax, eax` as 90 is a nop. */
  #decodesTo(form: Form, bytes: Uint8Array): boolean {
    this.#decoder.decode(bytes, 0, bytes.length, this.#instruction);
    return this.#instruction.form === form.number;
  }

  /** All forms of a mnemonic that take these operands. */
  formsFor(mnemonic: string, operands: readonly OperandValue[]): readonly Form[] {
    return (this.#forms.get(mnemonic) ?? []).filter((form) => takes(form, operands));
  }
}

function takes(form: Form, operands: readonly OperandValue[]): boolean {
  return (
    form.operands.length === operands.length &&
    form.operands.every((operand, k) => {
      const value = operands[k];
      return value !== undefined && fits(operand, value);
    })
  );
}

function fits(operand: Operand, value: OperandValue): boolean {
  if (value.type === "register") {
    if (operand.memory === "only" || operand.kind !== value.kind) return false;
    if (operand.kind === "gpr" && operand.bits !== value.bits) return false;
    return operand.place !== "fixed" || operand.fixed === value.number;
  }
  if (value.type === "memory") {
    if (operand.memory === "never") return false;
    if (operand.place === "fixed" && operand.fixed !== value.base) return false;
    if (operand.place === "moffs" && (value.base !== -1 || value.index !== -1)) return false;
    return value.bits === 0 || operand.memoryBits === 0 || value.bits === operand.memoryBits;
  }
  if (operand.kind === "one") return value.value === 1n;
  if (operand.place === "is4") return operand.kind === "imm" && value.value < 16n;
  return operand.immBytes !== 0 && immediateFits(operand, value.value);
}
