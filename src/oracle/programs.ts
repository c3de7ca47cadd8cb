/** The bound program of every form in every variant, made when it is first needed. */
import { NoMeaning, build } from "../../spec/ir/builder.ts";
import type { Program } from "../../spec/ir/ir.ts";
import type { Form, MeaningForm, Variant } from "../../spec/isa/form.ts";
import { PREFIX_67 } from "../decoder/instruction.ts";
import type { Instruction } from "../decoder/instruction.ts";
import type { Table } from "../table/table.ts";
import { bindProgram } from "./bind.ts";
import type { BoundProgram } from "./bind.ts";
import type { Operators } from "./operators.ts";

/** Variants of one form: memory or register, three kinds of REP, two address sizes. */
const VARIANTS = 12;

/** What a meaning may know of a form. */
export function meaningForm(form: Form): MeaningForm {
  const { mnemonic, operands, operandSize, condition, aligned, rep } = form;
  const { kind, opcode } = form.encoding;
  const vex = kind !== "legacy" && kind !== "3dnow";
  return { mnemonic, operands, operandSize, condition, opcode, vex, aligned, rep };
}

/** Which REP prefix counts for an instruction: F2 repeats MOVS and the like as F3 does. */
export function repeatOf(form: Form, instruction: Instruction): Variant["repeat"] {
  if (form.rep === "none") return 0;
  const { repeat } = instruction;
  return repeat === 0xf2 && form.rep === "rep" ? 0xf3 : repeat;
}

/** The variant of its form that a decoded instruction is. */
export function variantOf(form: Form, instruction: Instruction): Variant {
  return {
    memory: instruction.memory === 1,
    repeat: repeatOf(form, instruction),
    address32: (instruction.prefixes & PREFIX_67) !== 0,
  };
}

function variantIndex({ memory, repeat, address32 }: Variant): number {
  const repeatIndex = repeat === 0 ? 0 : repeat === 0xf3 ? 1 : 2;
  return (memory ? 1 : 0) + (address32 ? 2 : 0) + 4 * repeatIndex;
}

export class Programs {
  readonly #table: Table;
  readonly #operators: Operators;
  readonly #bound: (BoundProgram | undefined)[] = [];
  readonly #programs = new Map<number, Program | undefined>();

  constructor(table: Table, operators: Operators) {
    this.#table = table;
    this.#operators = operators;
  }

  form(number: number): Form {
    return this.#table.form(number);
  }

  /** The program of a form in a variant, or `undefined` while the form has no meaning. */
  program(form: Form, variant: Variant): Program | undefined {
    const index = form.number * VARIANTS + variantIndex(variant);
    if (this.#programs.has(index)) return this.#programs.get(index);
    const program = this.#build(form, variant);
    this.#programs.set(index, program);
    return program;
  }

  #build(form: Form, variant: Variant): Program | undefined {
    const meaning = this.#table.meaningOf(form);
    if (meaning === undefined) return undefined;
    try {
      return build(meaningForm(form), variant, meaning);
    } catch (error) {
      if (error instanceof NoMeaning) return undefined;
      throw error;
    }
  }

  /** The bound program for a decoded instruction, or `undefined` while its form has no meaning. */
  bound(instruction: Instruction): BoundProgram | undefined {
    const form = this.form(instruction.form);
    const variant = variantOf(form, instruction);
    const index = form.number * VARIANTS + variantIndex(variant);
    const known = this.#bound[index];
    if (known !== undefined) return known;
    const program = this.program(form, variant);
    if (program === undefined) return undefined;
    const bound = bindProgram(program, {
      form: meaningForm(form), variant, operators: this.#operators,
    });
    this.#bound[index] = bound;
    return bound;
  }
}
