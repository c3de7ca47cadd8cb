/** Reads the packed table: forms as `spec/isa/row.ts` would give them, without parsing any row. */
import type { FlagUse, Form, Operand } from "../../../spec/isa/form.ts";
import type { Lookup } from "../lookup.ts";
import { unpackEncoding, unpackOperand, unpackTraits } from "./fields.ts";
import type { PackedForms, PackedLookup, PackedNames, PackedRows } from "./packed-table.ts";
import { fromDifferences, fromRuns, readVarints } from "./varint.ts";

const NO_FLAGS: FlagUse = { read: "", written: "", cleared: "", set: "", undefined: "" };

/** The forms. Without names their ids and flags are empty; meanings are attached elsewhere. */
export function unpackForms(
  packed: PackedForms, names: PackedNames | undefined, meanings: readonly string[] | undefined,
): Form[] {
  const opcodes = fromDifferences(readVarints(packed.opcodes));
  const digits = readVarints(packed.digits);
  const conditions = fromRuns(readVarints(packed.conditions));
  const encodings = unpackRows(packed.encodings, (row) => row);
  const traits = unpackRows(packed.traits, unpackTraits);
  const operandLists = unpackOperandLists(packed);
  const features = fromRuns(readVarints(packed.featureUses));
  const mnemonicNames = packed.mnemonics.split(" ");
  const mnemonics = fromDifferences(fromRuns(readVarints(packed.mnemonicUses)));
  const { ids, flags } = unpackNames(names);
  return opcodes.map((opcode, number): Form => {
    const mnemonic = mnemonicNames[mnemonics[number] ?? 0] ?? "";
    return {
      number,
      id: names === undefined ? "" : mnemonic + (ids[number] ?? ""),
      mnemonic,
      operands: operandLists[number] ?? [],
      condition: (conditions[number] ?? 0) - 1,
      encoding: unpackEncoding(encodings[number] ?? [], opcode, (digits[number] ?? 0) - 1),
      cpuid: packed.features[features[number] ?? 0] ?? "",
      flags: flags[number] ?? NO_FLAGS,
      meaning: meanings?.[number] ?? "",
      ...(traits[number] ?? unpackTraits([])),
    };
  });
}

export function unpackLookup(packed: PackedLookup): Lookup {
  return {
    roots: Uint16Array.from(fromDifferences(fromRuns(readVarints(packed.roots)))),
    nodes: Uint16Array.from(fromDifferences(readVarints(packed.nodes))),
    modrm: Uint8Array.from(fromRuns(readVarints(packed.modrm))),
    immediates: Uint8Array.from(fromRuns(readVarints(packed.immediates))),
    checks: Uint16Array.from(fromRuns(readVarints(packed.checks))),
  };
}

/** The row of every user; equal rows are the same object. */
function unpackRows<T>(packed: PackedRows, read: (row: readonly number[]) => T): T[] {
  const cells = readVarints(packed.columns);
  const height = cells.length / packed.width;
  const rows = Array.from({ length: height }, (_, k) =>
    read(Array.from({ length: packed.width }, (__, column) => cells[column * height + k] ?? 0)),
  );
  return readVarints(packed.uses).map((use) => {
    const row = rows[use];
    if (row === undefined) throw new RangeError("the generated table is damaged");
    return row;
  });
}

function unpackOperandLists(packed: PackedForms): (readonly Operand[])[] {
  const operands = unpackRows(packed.operands, unpackOperand);
  let first = 0;
  const lists = readVarints(packed.operandLists).map((length) => {
    first += length;
    return operands.slice(first - length, first);
  });
  return readVarints(packed.operandListUses).map((use) => lists[use] ?? []);
}

function unpackNames(packed: PackedNames | undefined): {
  ids: readonly string[]; flags: readonly FlagUse[];
} {
  if (packed === undefined) return { ids: [], flags: [] };
  const suffixes = packed.suffixes.split(" ");
  const flags = packed.flags.split(" ").map((text): FlagUse => {
    const [read = "", written = "", cleared = "", set = "", undefined_ = ""] = text.split(".");
    return { read, written, cleared, set, undefined: undefined_ };
  });
  return {
    ids: readVarints(packed.suffixUses).map((use) => suffixes[use] ?? ""),
    flags: fromRuns(readVarints(packed.flagUses)).map((use) => flags[use] ?? NO_FLAGS),
  };
}
