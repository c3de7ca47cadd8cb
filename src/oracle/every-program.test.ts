/** Every form of the table, in every variant: its program is well formed and has all operators. */
import { describe, expect, it } from "vitest";
import { NoMeaning, build } from "../../spec/ir/builder.ts";
import type { Program, Ref, Step, Type } from "../../spec/ir/ir.ts";
import type { Form, Meaning, Variant } from "../../spec/isa/form.ts";
import { fullTable } from "../table/full.ts";
import { bindProgram } from "./bind.ts";
import { createCoreInstructionSet, createInstructionSet } from "./instruction-set.ts";
import { meaningForm } from "./programs.ts";

const table = fullTable();
const complete = createInstructionSet(table, []).operators;
const core = createCoreInstructionSet(table, []).operators;

/** The variants that decoding can give a form. */
function variantsOf(form: Form): Variant[] {
  const atRm = form.operands.filter(({ place }) => place === "rm");
  const memories = [false, true].filter((memory) => atRm.every((operand) =>
    operand.memory === "maybe" || (operand.memory === "only") === memory));
  const repeats = form.rep === "none" ? [0] as const : [0, 0xf2, 0xf3] as const;
  return memories.flatMap((memory) => repeats.flatMap((repeat) =>
    [false, true].map((address32) => ({ memory, repeat, address32 }))));
}

/** What the fields of steps must refer to. */
const FIELD_TYPES: Readonly<Record<string, Type>> = {
  address: "i64", when: "i32", low: "i64", high: "i64", divisor: "i64", count: "i64",
  control: "i64", predicate: "i64",
};
const VECTOR_OPERANDS = new Set([
  "vbinary", "vabs", "vshift", "shuffle", "shuffleby", "vextend", "lane", "withlane", "signs",
  "vfloat", "vsqrt", "vfcompare", "vfround", "vconvert",
]);
const INTEGER_OPERANDS = new Set([
  "binary", "unary", "compare", "zext", "sext", "splat", "float", "sqrt", "fcompare", "forder",
  "convert", "fround",
]);

/** References to steps before it, of the type that the step needs; what is wrong otherwise. */
function complaints({ steps }: Program): string[] {
  return steps.flatMap((step, at) => Object.entries(step).flatMap(([field, value]) => {
    const expected = expectedType(step, field);
    if (expected === undefined || typeof value !== "number") return [];
    const found = steps[value as Ref];
    if (found === undefined || value >= at) return [`step ${at} ${step.op} refers to ${value}`];
    return found.type === expected ? [] : [`${field} of step ${at} ${step.op} is ${found.type}`];
  }));
}

function expectedType(step: Step, field: string): Type | undefined {
  if (field === "a" || field === "b") {
    if (VECTOR_OPERANDS.has(step.op)) return "v128";
    if (INTEGER_OPERANDS.has(step.op)) return "i64";
    if (step.op === "logic" || step.op === "widen") return "i32";
    return step.op === "select" ? step.type : undefined;
  }
  if (field === "value") return step.op === "withlane" ? "i64" : undefined;
  return FIELD_TYPES[field];
}

function check(form: Form, meaning: Meaning): number {
  const operators = form.number < table.coreCount ? core : complete;
  let programs = 0;
  for (const variant of variantsOf(form)) {
    let program: Program;
    try {
      program = build(meaningForm(form), variant, meaning);
    } catch (error) {
      if (error instanceof NoMeaning) continue;
      throw new Error(`${form.id} cannot be built`, { cause: error });
    }
    expect(complaints(program), form.id).toEqual([]);
    expect(() => bindProgram(program, { form: meaningForm(form), variant, operators }), form.id)
      .not.toThrow();
    programs++;
  }
  return programs;
}

describe("programs", () => {
  it("of all forms refer only to values of the right type, and to operators that exist", () => {
    let programs = 0;
    for (const form of table.forms) {
      const meaning = table.meaningOf(form);
      if (meaning !== undefined) programs += check(form, meaning);
    }
    expect(programs).toBeGreaterThan(5000);
  });

  it("exist for every form that the sandbox admits without VEX", () => {
    const missing = table.forms.slice(0, table.coreCount)
      .filter((form) => table.meaningOf(form) === undefined);
    expect(missing.map(({ id }) => id)).toEqual([]);
  });
});
