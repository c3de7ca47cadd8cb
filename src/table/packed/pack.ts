/** Writes the packed table; runs when the generated files are made, never at run time. */
import type { FlagUse, Form } from "../../../spec/isa/form.ts";
import type { Lookup } from "../lookup.ts";
import { packEncoding, packOperand, packTraits } from "./fields.ts";
import type { PackedFlags, PackedForms, PackedLookup, PackedRows } from "./packed-table.ts";
import { toDifferences, toRuns, writeNumbers } from "./columns.ts";
import { packTrees } from "./trees.ts";
import { suffixOf } from "./unpack.ts";

export function packForms(forms: readonly Form[], coreCount: number): PackedForms {
  const lists = distinct(forms.map((form) => form.operands.map(packOperand)));
  const features = distinct(forms.map((form) => form.cpuid));
  const mnemonics = distinct(forms.map((form) => form.mnemonic));
  const names = operandNames(forms);
  const nameOf = (row: readonly number[]): string => names.get(row.join()) ?? "";
  return {
    coreCount,
    encodings: packRows(forms.map(packEncoding)),
    opcodes: writeNumbers(toDifferences(forms.map((form) => form.encoding.opcode))),
    digits: writeNumbers(forms.map((form) => form.encoding.digit + 1)),
    conditions: writeNumbers(toRuns(forms.map((form) => form.condition + 1))),
    traits: packRows(forms.map(packTraits)),
    operands: packRows(lists.values.flat()),
    operandNames: distinct(lists.values.flat()).values.map(nameOf).join(" "),
    operandLists: writeNumbers(lists.values.map((list) => list.length)),
    operandListUses: writeNumbers(lists.uses),
    features: features.values,
    featureUses: writeNumbers(toRuns(features.uses)),
    mnemonics: mnemonics.values.join(" "),
    mnemonicUses: writeNumbers(toRuns(toDifferences(mnemonics.uses))),
    otherIds: forms.filter((form) => form.id !== form.mnemonic + suffixOf(operandsOf(form).map(nameOf)))
      .map(({ number, id }) => `${number}:${id}`).join(" "),
  };
}

const operandsOf = (form: Form): number[][] => form.operands.map(packOperand);

/** What ids call an operand, by its packed row. */
function operandNames(forms: readonly Form[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const form of forms) {
    const [, ...parts] = form.id.slice(form.mnemonic.length).split("_");
    if (parts.length !== form.operands.length) continue;
    operandsOf(form).forEach((row, k) => {
      if (!names.has(row.join())) names.set(row.join(), parts[k] ?? "");
    });
  }
  return names;
}

export function packLookup(lookup: Lookup, forms: readonly Form[]): PackedLookup {
  return {
    trees: packTrees(lookup, forms),
    modrm: writeNumbers(toRuns(lookup.modrm)),
    immediates: writeNumbers(toRuns(lookup.immediates)),
    checks: writeNumbers(toRuns(lookup.checks)),
  };
}

export function packFlags(forms: readonly Form[]): PackedFlags {
  const flags = distinct(forms.map((form) => flagText(form.flags)));
  return { flags: flags.values.join(" "), flagUses: writeNumbers(toRuns(flags.uses)) };
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
