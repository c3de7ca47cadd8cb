/** Reads the packed table: forms as `spec/isa/row.ts` would give them, without parsing any row. */
import type { FlagUse, Form, Operand } from "../../../spec/isa/form.ts";
import type { Lookup } from "../lookup.ts";
import { unpackEncoding, unpackOperand, unpackTraits, withOpcode } from "./fields.ts";
import type { PackedForms, PackedLookup, PackedNames, PackedRows } from "./packed-table.ts";
import { fromDifferences, fromRuns, readVarints } from "./varint.ts";

const NO_FLAGS: FlagUse = { read: "", written: "", cleared: "", set: "", undefined: "" };

/** The forms. Without names their ids and flags are empty; meanings are attached elsewhere. */
export function unpackForms(
  packed: PackedForms, names: PackedNames | undefined, meanings: readonly string[] | undefined,
): Form[] {
  const digits = readVarints(packed.digits);
  const conditions = fromRuns(readVarints(packed.conditions));
  const encodings = unpackRows(packed.encodings, unpackEncoding);
  const traits = unpackRows(packed.traits, unpackTraits);
  const operandLists = unpackOperandLists(packed);
  const features = fromRuns(readVarints(packed.featureUses));
  const mnemonicNames = packed.mnemonics.split(" ");
  const mnemonics = fromDifferences(fromRuns(readVarints(packed.mnemonicUses)));
  const { ids, flags } = unpackNames(names);
  return fromDifferences(readVarints(packed.opcodes)).map((opcode, number): Form => {
    const mnemonic = mnemonicNames[at(mnemonics, number)] ?? "";
    const id = names === undefined ? "" : mnemonic + at(ids, number);
    const condition = at(conditions, number) - 1;
    const encoding = withOpcode(at(encodings, number), opcode, at(digits, number) - 1);
    const cpuid = at(packed.features, at(features, number));
    const flagUse = names === undefined ? NO_FLAGS : at(flags, number);
    const meaning = meanings?.[number] ?? "";
    const operands = at(operandLists, number);
    // Spelt out rather than spread: there are thousands of forms, and they are read at start-up.
    const t = at(traits, number);
    return {
      number, id, mnemonic, operands, condition, encoding, cpuid, flags: flagUse, meaning,
      operandSize: t.operandSize, sandbox2013: t.sandbox2013, sandbox2025: t.sandbox2025,
      rex: t.rex, rep: t.rep, zeroExtends: t.zeroExtends, lock: t.lock, hint: t.hint,
      memoryFree: t.memoryFree, aligned: t.aligned, modifiable: t.modifiable, clearB: t.clearB,
      regCountsAsWritten: t.regCountsAsWritten, anyVvvv: t.anyVvvv, sandboxL: t.sandboxL,
      distinct: t.distinct, needsSib: t.needsSib, modIgnored: t.modIgnored,
    };
  });
}

/** An entry that must be there: generated columns are all equally long. */
function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError("the generated table is damaged");
  return found;
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
  return readVarints(packed.uses).map((use) => at(rows, use));
}

function unpackOperandLists(packed: PackedForms): (readonly Operand[])[] {
  const operands = unpackRows(packed.operands, unpackOperand);
  let first = 0;
  const lists = readVarints(packed.operandLists).map((length) => {
    first += length;
    return operands.slice(first - length, first);
  });
  return readVarints(packed.operandListUses).map((use) => at(lists, use));
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
