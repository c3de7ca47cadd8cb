/** The programs of a paragraph as pseudo-code; those that differ only in names stand together. */
import { NoMeaning, build } from "../../spec/ir/builder.ts";
import type { Program } from "../../spec/ir/ir.ts";
import { operandNames } from "../../spec/ir/operand-names.ts";
import { printProgram } from "../../spec/ir/print.ts";
import type { Form, Meaning, Variant } from "../../spec/isa/form.ts";
import { meaningForm } from "../../src/oracle/programs.ts";
import { hasVariant } from "./examples.ts";

/** One form in one variant, with its program and the program's text. */
export interface PrintedProgram {
  readonly form: Form;
  readonly variant: Variant;
  readonly program: Program;
  readonly lines: readonly string[];
}

/** Programs of the same shape: they differ in widths and in where operands are found. */
export interface ProgramGroup {
  readonly representative: PrintedProgram;
  readonly members: readonly PrintedProgram[];
}

/** What is known of a paragraph's meaning. */
export interface PrintedMeaning {
  readonly programs: readonly PrintedProgram[];
  readonly groups: readonly ProgramGroup[];
  /** Forms that deliberately have no meaning here, with the reason. */
  readonly refused: readonly { readonly form: Form; readonly reason: string }[];
}

/** Builds and prints the programs of the forms in all their variants (67 aside). */
export function printMeaning(forms: readonly Form[], meaning: Meaning): PrintedMeaning {
  const programs: PrintedProgram[] = [];
  const refused: { form: Form; reason: string }[] = [];
  for (const form of forms) {
    for (const variant of variantsOf(form)) {
      try {
        const program = build(meaningForm(form), variant, meaning);
        programs.push({ form, variant, program, lines: printProgram(meaningForm(form), program) });
      } catch (error) {
        if (!(error instanceof NoMeaning)) throw error;
        if (refused.at(-1)?.form !== form) refused.push({ form, reason: error.message });
      }
    }
  }
  return { programs, groups: grouped(programs), refused };
}

function variantsOf(form: Form): Variant[] {
  const repeats: readonly Variant["repeat"][] =
    form.rep === "none" ? [0] : form.rep === "rep" ? [0, 0xf3] : [0, 0xf3, 0xf2];
  return [false, true].filter((memory) => hasVariant(form, memory)).flatMap((memory) =>
    repeats.map((repeat) => ({ memory, repeat, address32: false })));
}

function grouped(programs: readonly PrintedProgram[]): ProgramGroup[] {
  const groups = new Map<string, PrintedProgram[]>();
  for (const program of programs) {
    const shape = shapeOf(program);
    groups.set(shape, [...(groups.get(shape) ?? []), program]);
  }
  return [...groups.values()].flatMap((members) => {
    const representative = members.find(({ form }) => form.operandSize === 32) ?? members[0];
    return representative === undefined ? [] : [{ representative, members }];
  });
}

/** The text without what widths and operand places change: names of operands, and numbers. */
function shapeOf({ form, variant, lines }: PrintedProgram): string {
  const names = operandNames(form.operands, variant.memory).map((name, k) => ({ name, k }));
  let text = lines.join("\n");
  for (const { name, k } of names.sort((a, b) => b.name.length - a.name.length)) {
    text = text.replaceAll(name, `operand ${"abcdef"[k] ?? ""}`);
  }
  const shape = text.replaceAll(/\b[re]?([abcd])x\b|\b([abcd])l\b/g, "$1$2 register")
    .replaceAll(/signed\d+\(([^()]*)\)/g, "$1").replaceAll(/0x[0-9a-f]+|\d+/g, "#");
  return `${variant.memory} ${variant.repeat} ${shape}`;
}
