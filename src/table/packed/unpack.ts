/**
 * Reads the packed table: forms as `spec/isa/row.ts` would give them, without parsing any row. A
 * program uses few of the thousands of forms, so each is put together when it is first asked for.
 */
import type { Encoding, FlagUse, Form, Operand } from "../../../spec/isa/form.ts";
import { SlotChains, firstSlotOf } from "../form-index.ts";
import type { Lookup } from "../lookup.ts";
import { unpackEncoding, unpackOperand, unpackTraits, withOpcode } from "./fields.ts";
import type { PackedFlags, PackedForms, PackedLookup, PackedRows } from "./packed-table.ts";
import { fromDifferences, fromRuns, readNumbers } from "./columns.ts";
import { unpackTrees } from "./trees.ts";

const NO_FLAGS: FlagUse = { read: "", written: "", cleared: "", set: "", undefined: "" };

/** What usually follows the mnemonic in an id, by the names of the operands. */
export const suffixOf = (operands: readonly string[]): string => ["", ...operands].join("_");

/** An entry that must be there: generated columns are all equally long. */
function at<T>(list: ArrayLike<T>, index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError("the generated table is damaged");
  return found;
}

/** Distinct rows, each read when it is first used; all its users share it. */
class Rows<T> {
  readonly #cells: readonly number[];
  readonly #width: number;
  readonly #height: number;
  readonly #read: (row: readonly number[]) => T;
  readonly #known: (T | undefined)[] = [];
  /** Number of the row of every user. */
  readonly uses: readonly number[];

  constructor(packed: PackedRows, read: (row: readonly number[]) => T) {
    this.#cells = readNumbers(packed.columns);
    this.#width = packed.width;
    this.#height = this.#cells.length / packed.width;
    this.#read = read;
    this.uses = readNumbers(packed.uses);
  }

  /** All rows. */
  get all(): readonly T[] {
    return Array.from({ length: this.#height }, (_, row) => this.row(row));
  }

  /** The row of a user. */
  of(user: number): T {
    return this.row(at(this.uses, user));
  }

  row(row: number): T {
    let known = this.#known[row];
    if (known === undefined) {
      const cells: number[] = [];
      for (let column = 0; column < this.#width; column++) {
        cells.push(at(this.#cells, column * this.#height + row));
      }
      known = this.#read(cells);
      this.#known[row] = known;
    }
    return known;
  }
}

/** Operand lists: how long each distinct one is, which of them each form has. */
class OperandLists {
  readonly #operands: Rows<Operand>;
  /** Where each list ends among the operands. */
  readonly #ends: Uint16Array;
  readonly #uses: readonly number[];
  readonly #known: (readonly Operand[] | undefined)[] = [];

  constructor(packed: PackedForms) {
    const lengths = readNumbers(packed.operandLists);
    this.#operands = new Rows(packed.operands, unpackOperand);
    this.#ends = new Uint16Array(lengths.length);
    let end = 0;
    for (let k = 0; k < lengths.length; k++) this.#ends[k] = end += at(lengths, k);
    this.#uses = readNumbers(packed.operandListUses);
  }

  /** Number of the list of a form. */
  listOf(number: number): number {
    return at(this.#uses, number);
  }

  /** The rows of a list's operands. */
  rowsOf(list: number): readonly number[] {
    const first = list === 0 ? 0 : at(this.#ends, list - 1);
    return this.#operands.uses.slice(first, at(this.#ends, list));
  }

  of(number: number): readonly Operand[] {
    const list = this.listOf(number);
    let known = this.#known[list];
    if (known === undefined) {
      known = this.rowsOf(list).map((row) => this.#operands.row(row));
      this.#known[list] = known;
    }
    return known;
  }
}

/** Ids: the mnemonic and what the operands are called, unless the packed table says otherwise. */
class Ids {
  readonly #operandNames: readonly string[];
  readonly #others: ReadonlyMap<number, string>;
  #otherNumbers: ReadonlyMap<string, number> | undefined;
  readonly #suffixes: (string | undefined)[] = [];
  readonly #operands: OperandLists;

  constructor(packed: PackedForms, operands: OperandLists) {
    this.#operandNames = packed.operandNames.split(" ");
    this.#operands = operands;
    this.#others = new Map(packed.otherIds.split(" ").map((entry) => {
      const [number, id = ""] = entry.split(":");
      return [Number(number), id];
    }));
  }

  /** Number of the form that has an id of its own. */
  numberOf(id: string): number | undefined {
    this.#otherNumbers ??= new Map(Array.from(this.#others, ([number, other]) => [other, number]));
    return this.#otherNumbers.get(id);
  }

  of(number: number, mnemonic: string): string {
    const other = this.#others.get(number);
    if (other !== undefined) return other;
    const list = this.#operands.listOf(number);
    const suffix = this.#suffixes[list] ??= suffixOf(
      this.#operands.rowsOf(list).map((row) => at(this.#operandNames, row)));
    return mnemonic + suffix;
  }
}

/** Distinct flag uses, and which each form has. */
class Flags {
  readonly #flags: readonly FlagUse[];
  readonly #uses: ArrayLike<number>;

  constructor(packed: PackedFlags) {
    this.#flags = packed.flags.split(" ").map((text): FlagUse => {
      const [read = "", written = "", cleared = "", set = "", undefined_ = ""] = text.split(".");
      return { read, written, cleared, set, undefined: undefined_ };
    });
    this.#uses = fromRuns(readNumbers(packed.flagUses));
  }

  of(number: number): FlagUse {
    return at(this.#flags, at(this.#uses, number));
  }
}

/** The forms of a packed table. */
export class UnpackedForms {
  readonly #packed: PackedForms;
  readonly #ids: Ids | undefined;
  readonly #flags: Flags | undefined;
  readonly #encodings: Rows<Encoding>;
  readonly #traits: Rows<ReturnType<typeof unpackTraits>>;
  readonly #operands: OperandLists;
  readonly #opcodes: Uint16Array;
  readonly #digits: readonly number[];
  readonly #conditions: ArrayLike<number>;
  readonly #features: ArrayLike<number>;
  readonly #mnemonics: readonly string[];
  readonly #mnemonicUses: Uint16Array;
  readonly #forms: (Form | undefined)[] = [];
  /** Which forms each slot of the lookup may lead to. */
  readonly chains: SlotChains;
  #all: readonly Form[] | undefined;
  #mnemonicNumbers: ReadonlyMap<string, number> | undefined;

  /** Without ids and flags these are empty. Names of meanings are not in here. */
  constructor(packed: PackedForms, withIds: boolean, flags: PackedFlags | undefined) {
    this.#packed = packed;
    this.#encodings = new Rows(packed.encodings, unpackEncoding);
    this.#traits = new Rows(packed.traits, unpackTraits);
    this.#operands = new OperandLists(packed);
    this.#ids = withIds ? new Ids(packed, this.#operands) : undefined;
    this.#flags = flags === undefined ? undefined : new Flags(flags);
    this.#opcodes = fromDifferences(readNumbers(packed.opcodes));
    this.#digits = readNumbers(packed.digits);
    this.#conditions = fromRuns(readNumbers(packed.conditions));
    this.#features = fromRuns(readNumbers(packed.featureUses));
    this.#mnemonics = packed.mnemonics.split(" ");
    this.#mnemonicUses = fromDifferences(fromRuns(readNumbers(packed.mnemonicUses)));
    this.chains = this.#chainAll();
  }

  get count(): number {
    return this.#opcodes.length;
  }

  /** All forms by their numbers. */
  get all(): readonly Form[] {
    this.#all ??= Array.from(this.#opcodes, (_, number) => this.#form(number));
    return this.#all;
  }

  /** The form of this number. Throws RangeError when there is none. */
  form(number: number): Form {
    if (!(number >= 0 && number < this.count)) {
      throw new RangeError(`the table has no form ${number}`);
    }
    return this.#form(number);
  }

  /** Number of the form of this id, if there is one. */
  numberOf(id: string): number | undefined {
    const other = this.#ids?.numberOf(id);
    if (other !== undefined) return other;
    // The mnemonic leads the id, so only its forms are looked at; some have a `_` in them.
    let end = id.indexOf("_");
    for (; end >= 0; end = id.indexOf("_", end + 1)) {
      const number = this.#numberAmong(id.slice(0, end), id);
      if (number >= 0) return number;
    }
    const number = this.#numberAmong(id, id);
    return number < 0 ? undefined : number;
  }

  /** Number of the form of an id among those of a mnemonic; -1 when there is none. */
  #numberAmong(name: string, id: string): number {
    this.#mnemonicNumbers ??= new Map(this.#mnemonics.map((mnemonic, k) => [mnemonic, k]));
    const mnemonic = this.#mnemonicNumbers.get(name);
    if (mnemonic === undefined) return -1;
    const uses = this.#mnemonicUses;
    let number = uses.indexOf(mnemonic);
    while (number >= 0 && this.#id(number) !== id) number = uses.indexOf(mnemonic, number + 1);
    return number;
  }

  /** The forms that a slot of the lookup may lead to, by their numbers. */
  at(slot: number): readonly Form[] {
    return this.chains.numbersAt(slot).map((number) => this.#form(number));
  }

  #chainAll(): SlotChains {
    // Few distinct encodings serve all forms.
    const rows = this.#encodings.all;
    const rowFirst = Uint16Array.from(rows, firstSlotOf);
    const rowCounts = Uint8Array.from(rows, ({ plusRegister }) => plusRegister ? 8 : 1);
    const { uses } = this.#encodings;
    const opcodes = this.#opcodes;
    const first = new Uint16Array(uses.length);
    const counts = new Uint8Array(uses.length);
    for (let number = 0; number < uses.length; number++) {
      const row = uses[number] ?? 0;
      first[number] = (rowFirst[row] ?? 0) + (opcodes[number] ?? 0);
      counts[number] = rowCounts[row] ?? 0;
    }
    return new SlotChains(first, counts);
  }

  #mnemonic(number: number): string {
    return at(this.#mnemonics, at(this.#mnemonicUses, number));
  }

  #id(number: number): string {
    return this.#ids?.of(number, this.#mnemonic(number)) ?? "";
  }

  #form(number: number): Form {
    let form = this.#forms[number];
    if (form === undefined) {
      form = this.#unpack(number);
      this.#forms[number] = form;
    }
    return form;
  }

  #unpack(number: number): Form {
    const t = this.#traits.of(number);
    const digit = at(this.#digits, number) - 1;
    return {
      number, id: this.#id(number), mnemonic: this.#mnemonic(number),
      operands: this.#operands.of(number), condition: at(this.#conditions, number) - 1,
      encoding: withOpcode(this.#encodings.of(number), at(this.#opcodes, number), digit),
      cpuid: at(this.#packed.features, at(this.#features, number)),
      flags: this.#flags?.of(number) ?? NO_FLAGS, meaning: "",
      // Spelt out rather than spread: a form has one shape, and some are read at every start.
      operandSize: t.operandSize, sandbox2013: t.sandbox2013, sandbox2025: t.sandbox2025,
      rex: t.rex, rep: t.rep, zeroExtends: t.zeroExtends, lock: t.lock, hint: t.hint,
      memoryFree: t.memoryFree, aligned: t.aligned, modifiable: t.modifiable, clearB: t.clearB,
      regCountsAsWritten: t.regCountsAsWritten, anyVvvv: t.anyVvvv, sandboxL: t.sandboxL,
      distinct: t.distinct, needsSib: t.needsSib, modIgnored: t.modIgnored,
    };
  }
}

export function unpackLookup(packed: PackedLookup, chains: SlotChains): Lookup {
  return {
    ...unpackTrees(packed.trees, chains),
    modrm: Uint8Array.from(fromRuns(readNumbers(packed.modrm))),
    immediates: Uint8Array.from(fromRuns(readNumbers(packed.immediates))),
    checks: Uint16Array.from(fromRuns(readNumbers(packed.checks))),
  };
}
