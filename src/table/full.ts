/** The complete table, read from the chapters of `spec/isa`. */
import { CHAPTERS, paragraphsOf } from "../../spec/isa/chapters.ts";
import type { ParagraphEntry } from "../../spec/isa/chapters.ts";
import type { Form, Meaning } from "../../spec/isa/form.ts";
import { parseRows } from "../../spec/isa/row.ts";
import { indexForms } from "./form-index.ts";
import type { FormIndex } from "./form-index.ts";
import { buildLookup } from "./lookup.ts";
import type { Lookup } from "./lookup.ts";
import type { Table } from "./table.ts";

/** The complete table with the paragraph that each form came from. */
export interface FullTable extends Table {
  /** The paragraph, its chapter and its meaning's name. Throws RangeError for a foreign form. */
  paragraphOf(form: Form): ParagraphEntry;
}

/** Reads every chapter. Costs some milliseconds: keep the result. Throws RowError on a bad row. */
export function fullTable(): FullTable {
  const read = CHAPTERS.flatMap(paragraphsOf).flatMap((entry) =>
    parseRows(entry.paragraph, 0, entry.meaningName).map((form) => ({ form, entry })),
  );
  const core = read.filter(({ form }) => isCore(form));
  const numbered = [...core, ...read.filter(({ form }) => !isCore(form))].map(
    ({ form, entry }, number) => ({ form: { ...form, number }, entry }),
  );
  return new ChapterTable(numbered, core.length);
}

/** What the nops (`FIXED_NOPS` of the sandbox) are, though no other use is admitted. */
const FIXED_NOP_FORMS: readonly string[] = ["nop_rm16"];

/** Core forms are what the sandbox admits, alone or inside a superinstruction, without VEX. */
export function isCore(form: Form): boolean {
  const { kind } = form.encoding;
  if (kind !== "legacy" && kind !== "3dnow") return false;
  if (FIXED_NOP_FORMS.includes(form.id)) return true;
  const admitted = ["allowed", "special-only", "unsupported"];
  return admitted.includes(form.sandbox2013) || admitted.includes(form.sandbox2025);
}

class ChapterTable implements FullTable {
  readonly forms: readonly Form[];
  readonly coreCount: number;
  readonly #entries: readonly ParagraphEntry[];
  readonly #byId: ReadonlyMap<string, Form>;
  #lookup: Lookup | undefined;
  #index: FormIndex | undefined;

  constructor(read: readonly { form: Form; entry: ParagraphEntry }[], coreCount: number) {
    this.forms = read.map(({ form }) => form);
    this.coreCount = coreCount;
    this.#entries = read.map(({ entry }) => entry);
    this.#byId = new Map(this.forms.map((form) => [form.id, form]));
    if (this.#byId.size !== read.length) throw new RangeError("two rows have the same id");
  }

  /** Built at first use. */
  get lookup(): Lookup {
    this.#lookup ??= buildLookup(this.forms);
    return this.#lookup;
  }

  form(number: number): Form {
    const form = this.forms[number];
    if (form === undefined) throw new RangeError(`the table has no form ${number}`);
    return form;
  }

  formsAt(slot: number): readonly Form[] {
    this.#index ??= indexForms(this.forms);
    return this.#index.formsAt(slot);
  }

  byId(id: string): Form {
    const form = this.#byId.get(id);
    if (form === undefined) throw new RangeError(`no instruction form is called ${id}`);
    return form;
  }

  meaningOf(form: Form): Meaning | undefined {
    return this.paragraphOf(form).paragraph.meaning;
  }

  paragraphOf(form: Form): ParagraphEntry {
    const entry = this.#entries[form.number];
    if (entry === undefined) throw new RangeError(`form ${form.id} is not of this table`);
    return entry;
  }
}
