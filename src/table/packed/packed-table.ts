/** The generated form of the table: text columns that `unpack.ts` reads. */
import type { Meaning } from "../../../spec/isa/form.ts";
import type { PackedTrees } from "./trees.ts";

/** Distinct rows of equal length, column by column, and which of them each user has. */
export interface PackedRows {
  readonly width: number;
  readonly columns: string;
  readonly uses: string;
}

export interface PackedForms {
  readonly coreCount: number;
  readonly encodings: PackedRows;
  /** Opcode, digit + 1 and condition + 1 of each form. */
  readonly opcodes: string;
  readonly digits: string;
  readonly conditions: string;
  readonly traits: PackedRows;
  /** Distinct operands; `uses` counts through `operandLists`. */
  readonly operands: PackedRows;
  /** What ids call the distinct operands. */
  readonly operandNames: string;
  /** Distinct operand lists as lengths, and which of them each form has. */
  readonly operandLists: string;
  readonly operandListUses: string;
  /** CPU features: distinct names, and which each form has. */
  readonly features: readonly string[];
  readonly featureUses: string;
  /** Mnemonics, and which each form has. */
  readonly mnemonics: string;
  readonly mnemonicUses: string;
  /**
   * An id is the mnemonic and what it calls the operands; others stand here: the form's number, `:`
   * and the id.
   */
  readonly otherIds: string;
}

export interface PackedLookup {
  readonly trees: PackedTrees;
  readonly modrm: string;
  readonly immediates: string;
  readonly checks: string;
}

/** What only people and disassemblers need: distinct flag uses, and which each form has. */
export interface PackedFlags {
  readonly flags: string;
  readonly flagUses: string;
}

/** The meanings, and for each form the number of its own, counted from 1 (0 = none). */
export interface PackedMeanings {
  readonly list: readonly Meaning[];
  readonly uses: string;
}
