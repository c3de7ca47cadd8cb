/** Reads the packed table: forms as `spec/isa/row.ts` would give them, without parsing any row. */
import type { FlagUse, Form, Operand } from "../../../spec/isa/form.ts";
import type { Lookup } from "../lookup.ts";
import { unpackEncoding, unpackOperand, unpackTraits, withOpcode } from "./fields.ts";
import type { PackedForms, PackedLookup, PackedNames, PackedRows } from "./packed-table.ts";
import { fromDifferences, fromRuns, readNumbers } from "./columns.ts";

const NO_FLAGS: FlagUse = { read: "", written: "", cleared: "", set: "", undefined: "" };

/** The forms. Without names their ids and flags are empty; meanings are attached elsewhere. */
export function unpackForms(
  packed: PackedForms, names: PackedNames | undefined, meanings: readonly string[] | undefined,
): Form[] {
  const digits = readNumbers(packed.digits);
  const conditions = fromRuns(readNumbers(packed.conditions));
  const encodings = unpackRows(packed.encodings, unpackEncoding);
  const traits = unpackRows(packed.traits, unpackTraits);
  const operandLists = unpackOperandLists(packed);
  const features = fromRuns(readNumbers(packed.featureUses));
  const mnemonicNames = packed.mnemonics.split(" ");
  const mnemonics = fromDifferences(fromRuns(readNumbers(packed.mnemonicUses)));
  const { ids, flags } = unpackNames(names);
  return Array.from(fromDifferences(readNumbers(packed.opcodes)), (opcode, number): Form => {
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
function at<T>(list: ArrayLike<T>, index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError("the generated table is damaged");
  return found;
}

export function unpackLookup(packed: PackedLookup): Lookup {
  return {
    roots: fromDifferences(fromRuns(readNumbers(packed.roots))),
    nodes: fromDifferences(readNumbers(packed.nodes)),
    modrm: Uint8Array.from(fromRuns(readNumbers(packed.modrm))),
    immediates: Uint8Array.from(fromRuns(readNumbers(packed.immediates))),
    checks: Uint16Array.from(fromRuns(readNumbers(packed.checks))),
  };
}

/** The row of every user; equal rows are the same object. */
function unpackRows<T>(packed: PackedRows, read: (row: readonly number[]) => T): T[] {
  const cells = readNumbers(packed.columns);
  const height = cells.length / packed.width;
  const rows = Array.from({ length: height }, (_, k) =>
    read(Array.from({ length: packed.width }, (__, column) => cells[column * height + k] ?? 0)),
  );
  return readNumbers(packed.uses).map((use) => at(rows, use));
}

function unpackOperandLists(packed: PackedForms): (readonly Operand[])[] {
  const operands = unpackRows(packed.operands, unpackOperand);
  let first = 0;
  const lists = readNumbers(packed.operandLists).map((length) => {
    first += length;
    return operands.slice(first - length, first);
  });
  return readNumbers(packed.operandListUses).map((use) => at(lists, use));
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
    ids: readNumbers(packed.suffixUses).map((use) => suffixes[use] ?? ""),
    flags: Array.from(fromRuns(readNumbers(packed.flagUses)), (use) => at(flags, use)),
  };
}
