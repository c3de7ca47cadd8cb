/** Writes the packed table; runs when the generated files are made, never at run time. */
import type { FlagUse, Form } from "../../../spec/isa/form.ts";
import type { Lookup } from "../lookup.ts";
import { packEncoding, packOperand, packTraits } from "./fields.ts";
import type { PackedForms, PackedLookup, PackedNames, PackedRows } from "./packed-table.ts";
import { toDifferences, toRuns, writeNumbers } from "./columns.ts";

export function packForms(forms: readonly Form[], coreCount: number): PackedForms {
  const lists = distinct(forms.map((form) => form.operands.map(packOperand)));
  const features = distinct(forms.map((form) => form.cpuid));
  const mnemonics = distinct(forms.map((form) => form.mnemonic));
  return {
    coreCount,
    encodings: packRows(forms.map(packEncoding)),
    opcodes: writeNumbers(toDifferences(forms.map((form) => form.encoding.opcode))),
    digits: writeNumbers(forms.map((form) => form.encoding.digit + 1)),
    conditions: writeNumbers(toRuns(forms.map((form) => form.condition + 1))),
    traits: packRows(forms.map(packTraits)),
    operands: packRows(lists.values.flat()),
    operandLists: writeNumbers(lists.values.map((list) => list.length)),
    operandListUses: writeNumbers(lists.uses),
    features: features.values,
    featureUses: writeNumbers(toRuns(features.uses)),
    mnemonics: mnemonics.values.join(" "),
    mnemonicUses: writeNumbers(toRuns(toDifferences(mnemonics.uses))),
  };
}

export function packLookup(lookup: Lookup): PackedLookup {
  return {
    roots: writeNumbers(toRuns(toDifferences(lookup.roots))),
    nodes: writeNumbers(toDifferences(lookup.nodes)),
    modrm: writeNumbers(toRuns(lookup.modrm)),
    immediates: writeNumbers(toRuns(lookup.immediates)),
    checks: writeNumbers(toRuns(lookup.checks)),
  };
}

export function packNames(forms: readonly Form[]): PackedNames {
  const suffixes = distinct(forms.map((form) => form.id.slice(form.mnemonic.length)));
  const flags = distinct(forms.map((form) => flagText(form.flags)));
  return {
    suffixes: suffixes.values.join(" "),
    suffixUses: writeNumbers(suffixes.uses),
    flags: flags.values.join(" "),
    flagUses: writeNumbers(toRuns(flags.uses)),
  };
}

const flagText = (use: FlagUse): string =>
  [use.read, use.written, use.cleared, use.set, use.undefined].join(".");

/** Distinct values in the order in which they come, and the index of each. */
function distinct<T>(all: readonly T[]): { values: T[]; uses: number[] } {
  const known = new Map<string, number>();
  const values: T[] = [];
  const uses = all.map((value) => {
    const key = JSON.stringify(value);
    const index = known.get(key) ?? values.push(value) - 1;
    known.set(key, index);
    return index;
  });
  return { values, uses };
}

function packRows(rows: readonly (readonly number[])[]): PackedRows {
  const { values, uses } = distinct(rows);
  const width = values[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, k) => values.map((row) => row[k] ?? 0)).flat();
  return { width, columns: writeNumbers(columns), uses: writeNumbers(uses) };
}
