/** The complete table out of generated data: as `full.ts`, without the chapters' prose. */
import type { Form, Meaning } from "../../spec/isa/form.ts";
import { COMPLETE_FORMS, COMPLETE_LOOKUP } from "./generated/complete-forms.ts";
import { MEANING_USES, MEANINGS } from "./generated/meanings.ts";
import { NAMES } from "./generated/names.ts";
import { unpackForms, unpackLookup } from "./packed/unpack.ts";
import { fromDifferences, fromRuns, readVarints } from "./packed/varint.ts";
import type { Lookup } from "./lookup.ts";
import type { Table } from "./table.ts";

/** The table that programs use: every form, its names and its meaning. */
export function completeTable(): Table {
  const uses = fromDifferences(fromRuns(readVarints(MEANING_USES)));
  const meanings = uses.map((use) => MEANINGS[use - 1]);
  const names = meanings.map((entry) => entry?.name ?? "");
  return new PackedTable(
    unpackForms(COMPLETE_FORMS, NAMES, names),
    COMPLETE_FORMS.coreCount,
    meanings.map((entry) => entry?.meaning),
  );
}

class PackedTable implements Table {
  readonly forms: readonly Form[];
  readonly coreCount: number;
  readonly lookup: Lookup;
  readonly #meanings: readonly (Meaning | undefined)[];
  #byId: ReadonlyMap<string, Form> | undefined;

  constructor(
    forms: readonly Form[], coreCount: number, meanings: readonly (Meaning | undefined)[],
  ) {
    this.forms = forms;
    this.coreCount = coreCount;
    this.lookup = unpackLookup(COMPLETE_LOOKUP);
    this.#meanings = meanings;
  }

  byId(id: string): Form {
    this.#byId ??= new Map(this.forms.map((form) => [form.id, form]));
    const form = this.#byId.get(id);
    if (form === undefined) throw new RangeError(`no instruction form is called ${id}`);
    return form;
  }

  meaningOf(form: Form): Meaning | undefined {
    return this.#meanings[form.number];
  }
}
