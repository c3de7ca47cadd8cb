/**
 * The instruction table as one JSON document for other programs, described by
 * `isa-document.schema.json`. Everything in it stands in `spec/isa`; nothing is written twice.
 */
import type { Encoding, FlagUse, Form, Operand, SandboxClass } from "../spec/isa/form.ts";
import type { FullTable } from "../src/table/full.ts";

/** Raised when a field changes its meaning or goes away; new fields raise the second number. */
export const ISA_FORMAT_VERSION = "1.0";

export interface IsaForm {
  readonly number: number;
  readonly id: string;
  readonly mnemonic: string;
  readonly title: string;
  /** Manual, volume and entry. */
  readonly source: string;
  /** Folder and file of `spec/isa`. */
  readonly chapter: string;
  /** The row as it stands in the chapter. */
  readonly row: string;
  readonly operands: readonly Operand[];
  readonly operandSize: Form["operandSize"];
  /** 0..15 for jcc, setcc and cmovcc, else -1. */
  readonly condition: number;
  readonly encoding: Encoding;
  readonly cpuid: string;
  readonly flags: FlagUse;
  readonly sandbox: { readonly rules2013: SandboxClass; readonly rules2025: SandboxClass };
  /** Attributes of the row that are true. */
  readonly attributes: readonly string[];
  readonly rep: Form["rep"];
  /** Whether the table says what the form does. */
  readonly hasMeaning: boolean;
}

export interface IsaDocument {
  readonly format: "zerovm-isa";
  readonly version: string;
  readonly forms: readonly IsaForm[];
}

const ATTRIBUTES = [
  "zeroExtends", "lock", "hint", "memoryFree", "aligned", "modifiable", "clearB",
  "regCountsAsWritten", "anyVvvv", "distinct", "needsSib", "modIgnored",
] as const satisfies readonly (keyof Form)[];

function rowOf(rows: string, id: string): string {
  const row = rows.split("\n").find((line) => line.trim().split(/\s/)[0] === id);
  if (row === undefined) throw new RangeError(`no row for ${id}`);
  return row.trim();
}

function isaForm(table: FullTable, form: Form): IsaForm {
  const { paragraph, chapter } = table.paragraphOf(form);
  const { number, id, mnemonic, operands, operandSize, condition, encoding, cpuid, flags } = form;
  return {
    number, id, mnemonic,
    title: paragraph.title,
    source: paragraph.source,
    chapter,
    row: rowOf(paragraph.rows, id),
    operands, operandSize, condition, encoding, cpuid, flags,
    sandbox: { rules2013: form.sandbox2013, rules2025: form.sandbox2025 },
    attributes: ATTRIBUTES.filter((name) => form[name]),
    rep: form.rep,
    hasMeaning: table.meaningOf(form) !== undefined,
  };
}

export function isaDocument(table: FullTable): IsaDocument {
  return {
    format: "zerovm-isa",
    version: ISA_FORMAT_VERSION,
    forms: table.forms.map((form) => isaForm(table, form)),
  };
}
