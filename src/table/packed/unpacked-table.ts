/** Tables over packed data: nothing is unpacked before somebody asks for it. */
import type { Form, Meaning } from "../../../spec/isa/form.ts";
import type { Lookup } from "../lookup.ts";
import type { DecodingTable, Table } from "../table.ts";
import type { PackedFlags, PackedForms, PackedLookup, PackedMeanings } from "./packed-table.ts";
import { UnpackedForms, unpackLookup } from "./unpack.ts";
import { fromDifferences, fromRuns, readNumbers } from "./columns.ts";

class UnpackedTable implements DecodingTable {
  readonly coreCount: number;
  protected readonly unpacked: UnpackedForms;
  readonly #packedLookup: PackedLookup;
  #lookup: Lookup | undefined;

  constructor(
    forms: PackedForms, lookup: PackedLookup, withIds: boolean, flags: PackedFlags | undefined,
  ) {
    this.coreCount = forms.coreCount;
    this.unpacked = new UnpackedForms(forms, withIds, flags);
    this.#packedLookup = lookup;
  }

  get forms(): readonly Form[] {
    return this.unpacked.all;
  }

  get lookup(): Lookup {
    this.#lookup ??= unpackLookup(this.#packedLookup, this.unpacked.chains);
    return this.#lookup;
  }

  form(number: number): Form {
    return this.unpacked.form(number);
  }

  formsAt(slot: number): readonly Form[] {
    return this.unpacked.at(slot);
  }
}

/** A table of forms without meanings; without ids or flags these are empty as well. */
export function tableWithoutMeanings(
  forms: PackedForms, lookup: PackedLookup, withIds: boolean, flags: PackedFlags | undefined,
): DecodingTable {
  return new UnpackedTable(forms, lookup, withIds, flags);
}

/** A table that knows what its forms do. Without flags theirs are empty. */
export function tableWithMeanings(
  forms: PackedForms, lookup: PackedLookup, meanings: PackedMeanings,
  flags: PackedFlags | undefined,
): Table {
  return new TableWithMeanings(forms, lookup, meanings, flags);
}

class TableWithMeanings extends UnpackedTable implements Table {
  readonly #meanings: readonly Meaning[];
  /** For each form the number of its meaning, counted from 1. */
  readonly #uses: Uint16Array;

  constructor(
    forms: PackedForms, lookup: PackedLookup, meanings: PackedMeanings,
    flags: PackedFlags | undefined,
  ) {
    super(forms, lookup, true, flags);
    this.#meanings = meanings.list;
    this.#uses = fromDifferences(fromRuns(readNumbers(meanings.uses)));
  }

  byId(id: string): Form {
    const number = this.unpacked.numberOf(id);
    if (number === undefined) throw new RangeError(`no instruction form is called ${id}`);
    return this.unpacked.form(number);
  }

  meaningOf(form: Form): Meaning | undefined {
    return this.#meanings[(this.#uses[form.number] ?? 0) - 1];
  }
}
