/** Reads the packed table: forms as `spec/isa/row.ts` would give them, without parsing any row. */
import type { FlagUse, Form, Operand } from "../../../spec/isa/form.ts";
import type { Lookup } from "../lookup.ts";
import { unpackEncoding, unpackOperand, unpackTraits, withOpcode } from "./fields.ts";
import type { PackedFlags, PackedForms, PackedLookup, PackedRows } from "./packed-table.ts";
import { fromDifferences, fromRuns, readNumbers } from "./columns.ts";
import { unpackTrees } from "./trees.ts";

const NO_FLAGS: FlagUse = { read: "", written: "", cleared: "", set: "", undefined: "" };

/** An operand list, and what ids call it. */
interface OperandList {
  readonly operands: readonly Operand[];
  /** What follows the mnemonic in an id. */
  readonly suffix: string;
}

/** What usually follows the mnemonic in an id, by the names of the operands. */
export const suffixOf = (operands: readonly string[]): string => ["", ...operands].join("_");

/** The forms. Without ids and flags these are empty. Names of meanings are not in here. */
export function unpackForms(
  packed: PackedForms, withIds: boolean, packedFlags: PackedFlags | undefined,
): Form[] {
  const digits = readNumbers(packed.digits);
  const conditions = fromRuns(readNumbers(packed.conditions));
  const encodings = unpackRows(packed.encodings, unpackEncoding);
  const traits = unpackRows(packed.traits, unpackTraits);
  const lists = unpackOperandLists(packed);
  const features = fromRuns(readNumbers(packed.featureUses));
  const mnemonicNames = packed.mnemonics.split(" ");
  const mnemonics = fromDifferences(fromRuns(readNumbers(packed.mnemonicUses)));
  const flagUses = unpackFlags(packedFlags);
  const otherIds = new Map(packed.otherIds.split(" ").map((entry) => {
    const [number, id = ""] = entry.split(":");
    return [Number(number), id];
  }));
  return Array.from(fromDifferences(readNumbers(packed.opcodes)), (opcode, number): Form => {
    const mnemonic = mnemonicNames[at(mnemonics, number)] ?? "";
    const { operands, suffix } = at(lists, number);
    const id = withIds ? otherIds.get(number) ?? mnemonic + suffix : "";
    const condition = at(conditions, number) - 1;
    const encoding = withOpcode(at(encodings, number), opcode, at(digits, number) - 1);
    const cpuid = at(packed.features, at(features, number));
    const flags = flagUses?.[number] ?? NO_FLAGS;
    // Spelt out rather than spread: there are thousands of forms, and they are read at start-up.
    const t = at(traits, number);
    return {
      number, id, mnemonic, operands, condition, encoding, cpuid, flags, meaning: "",
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

export function unpackLookup(packed: PackedLookup, forms: readonly Form[]): Lookup {
  return {
    ...unpackTrees(packed.trees, forms),
    modrm: Uint8Array.from(fromRuns(readNumbers(packed.modrm))),
    immediates: Uint8Array.from(fromRuns(readNumbers(packed.immediates))),
    checks: Uint16Array.from(fromRuns(readNumbers(packed.checks))),
  };
}

/** The row of every user; equal rows are the same object. */
function unpackRows<T>(packed: PackedRows, read: (row: readonly number[]) => T): T[] {
  const rows = readRows(packed, read);
  return readNumbers(packed.uses).map((use) => at(rows, use));
}

function readRows<T>(packed: PackedRows, read: (row: readonly number[], k: number) => T): T[] {
  const cells = readNumbers(packed.columns);
  const height = cells.length / packed.width;
  return Array.from({ length: height }, (_, k) =>
    read(Array.from({ length: packed.width }, (__, column) => cells[column * height + k] ?? 0), k));
}

function unpackOperandLists(packed: PackedForms): OperandList[] {
  const names = packed.operandNames.split(" ");
  const operands = readRows(packed.operands, unpackOperand);
  const uses = readNumbers(packed.operands.uses);
  let first = 0;
  const lists = readNumbers(packed.operandLists).map((length): OperandList => {
    const own = uses.slice(first, first += length);
    return {
      operands: own.map((use) => at(operands, use)),
      suffix: suffixOf(own.map((use) => at(names, use))),
    };
  });
  return readNumbers(packed.operandListUses).map((use) => at(lists, use));
}

function unpackFlags(packed: PackedFlags | undefined): readonly FlagUse[] | undefined {
  if (packed === undefined) return undefined;
  const flags = packed.flags.split(" ").map((text): FlagUse => {
    const [read = "", written = "", cleared = "", set = "", undefined_ = ""] = text.split(".");
    return { read, written, cleared, set, undefined: undefined_ };
  });
  return Array.from(fromRuns(readNumbers(packed.flagUses)), (use) => at(flags, use));
}
