/** Packed forms with their meanings attached. */
import type { Form, Meaning } from "../../../spec/isa/form.ts";
import type { Lookup } from "../lookup.ts";
import type { Table } from "../table.ts";
import type {
  PackedFlags, PackedForms, PackedLookup, PackedMeanings,
} from "./packed-table.ts";
import { unpackForms, unpackLookup } from "./unpack.ts";
import { fromDifferences, fromRuns, readNumbers } from "./columns.ts";

/** A table that knows what its forms do. Without flags theirs are empty. */
export function attachMeanings(
  packedForms: PackedForms, lookup: PackedLookup, meanings: PackedMeanings,
  flags: PackedFlags | undefined,
): Table {
  const uses = fromDifferences(fromRuns(readNumbers(meanings.uses)));
  const forms = unpackForms(packedForms, true, flags);
  return new AttachedTable(
    forms, packedForms.coreCount, unpackLookup(lookup, forms),
    Array.from(uses, (use) => meanings.list[use - 1]),
  );
}

class AttachedTable implements Table {
  readonly forms: readonly Form[];
  readonly coreCount: number;
  readonly lookup: Lookup;
  readonly #meanings: readonly (Meaning | undefined)[];
  #byId: ReadonlyMap<string, Form> | undefined;

  constructor(
    forms: readonly Form[], coreCount: number, lookup: Lookup,
    meanings: readonly (Meaning | undefined)[],
  ) {
    this.forms = forms;
    this.coreCount = coreCount;
    this.lookup = lookup;
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
