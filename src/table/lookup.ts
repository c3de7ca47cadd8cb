/**
 * The decision trees of the decoder, built from the encodings of a table's forms.
 *
 * A *root* belongs to an encoding kind, an opcode map and an opcode byte. From there each node
 * names one *selector*, a property of the bytes that tells the remaining forms apart (mandatory
 * prefix, operand size, ModRM.reg ...), and has one branch per value of it. Where several forms
 * match to the end, the most specific one wins: that is how reserved and alias encodings can stand
 * in the table as plain rows beside the instructions that were carved out of them.
 */
import type { Encoding, Form, Place } from "../../spec/isa/form.ts";
import { SLOT_COUNT, formsBySlot } from "./form-index.ts";

/** Entries of `roots` and of branches: 0 nothing, `LEAF + form`, else the index of a node. */
export const LEAF = 0x8000;

/** Selectors: the first word of a node; one branch per value follows. */
export const SELECT_MANDATORY = 0;
export const SELECT_SIZE = 1;
export const SELECT_REG = 2;
export const SELECT_MOD = 3;
export const SELECT_RM = 4;
export const SELECT_B = 5;
export const SELECT_66 = 6;
export const SELECT_L = 7;
export const SELECT_W = 8;

/** Values of SELECT_MANDATORY and SELECT_SIZE. */
export const MANDATORY_NONE = 0;
export const MANDATORY_66 = 1;
export const MANDATORY_F3 = 2;
export const MANDATORY_F2 = 3;
export const SIZE_32 = 0;
export const SIZE_16 = 1;
export const SIZE_64 = 2;

/** How many branches a node has, by its selector. */
export const BRANCHES = [4, 3, 8, 2, 8, 2, 2, 2, 2] as const;

/** What ModRM is for an opcode: none, ordinary, or a register whatever `mod` says. */
export const NO_MODRM = 0;
export const MODRM = 1;
export const MODRM_REGISTER = 2;

/** Layouts of immediates. */
export const IMM_NONE = 0;
export const IMM_8 = 1;
export const IMM_16 = 2;
export const IMM_32 = 3;
export const IMM_64 = 4;
export const IMM_16_8 = 5;
export const IMM_8_8 = 6;
export const IMM_MOFFS = 7;

/** What is left to check when the form is known; 0 for nearly all forms. */
export const LOCKABLE = 1 << 0;
export const VVVV_UNUSED = 1 << 1;
export const TO_SEGMENT = 1 << 2;
export const FROM_SEGMENT = 1 << 3;
export const CONTROL_REGISTER = 1 << 4;
export const DEBUG_REGISTER = 1 << 5;
export const NEEDS_SIB = 1 << 6;
export const DISTINCT = 1 << 7;
export const MASK_REG = 1 << 8;
export const MASK_VVVV = 1 << 9;
export const VECTOR_INDEX = 1 << 10;
export const TILE_RM = 1 << 11;
export const REGISTER_CHECKS = 0xffc;

export interface Lookup {
  /** Tree of a slot of `form-index.ts`: the root of one decision tree. */
  readonly roots: Uint16Array;
  readonly nodes: Uint16Array;
  /** NO_MODRM, MODRM or MODRM_REGISTER per slot. */
  readonly modrm: Uint8Array;
  /** Layout of the immediates per form. */
  readonly immediates: Uint8Array;
  /** Checks per form. */
  readonly checks: Uint16Array;
}

/** Builds the trees. Throws RangeError when a form cannot be told from another one. */
export function buildLookup(forms: readonly Form[]): Lookup {
  const roots = new Uint16Array(SLOT_COUNT);
  const modrm = new Uint8Array(SLOT_COUNT);
  const trees = new TreeBuilder();
  formsBySlot(forms).forEach((there, slot) => {
    if (there === undefined) return;
    roots[slot] = trees.build(there, 0);
    modrm[slot] = modrmOf(there);
  });
  return {
    roots, modrm, nodes: trees.nodes(),
    immediates: Uint8Array.from(forms, (form) => immediatesOf(form)),
    checks: Uint16Array.from(forms, (form) => checksOf(form)),
  };
}

function modrmOf(forms: readonly Form[]): number {
  const with_ = forms.filter((form) => form.encoding.modrm !== "none");
  if (with_.length === 0) return NO_MODRM;
  if (with_.length !== forms.length) {
    throw new RangeError(`forms with and without ModRM at ${forms[0]?.id}`);
  }
  return forms.every((form) => form.modIgnored) ? MODRM_REGISTER : MODRM;
}

function immediatesOf(form: Form): number {
  if (form.operands.some((operand) => operand.place === "moffs")) return IMM_MOFFS;
  const layouts: Readonly<Record<string, number>> = {
    "": IMM_NONE, "1": IMM_8, "2": IMM_16, "4": IMM_32, "8": IMM_64,
    "2,1": IMM_16_8, "1,1": IMM_8_8,
  };
  const layout = layouts[form.encoding.imm.join()];
  if (layout === undefined) throw new RangeError(`immediates of ${form.id}`);
  return layout;
}

function checksOf(form: Form): number {
  const { operands, encoding } = form;
  const at = (place: Place): string =>
    operands.find((operand) => operand.place === place)?.kind ?? "";
  const vector = encoding.kind === "vex" || encoding.kind === "xop";
  const narrow = (kind: string): boolean => kind === "k" || kind === "tmm";
  return (
    (form.lock ? LOCKABLE : 0) |
    (vector && at("vvvv") === "" ? VVVV_UNUSED : 0) |
    (at("reg") !== "sreg" ? 0 : operands[0]?.kind === "sreg" ? TO_SEGMENT : FROM_SEGMENT) |
    (at("reg") === "creg" ? CONTROL_REGISTER : 0) |
    (at("reg") === "dreg" ? DEBUG_REGISTER : 0) |
    (form.needsSib ? NEEDS_SIB : 0) |
    (form.distinct ? DISTINCT : 0) |
    (narrow(at("reg")) ? MASK_REG : 0) |
    (narrow(at("vvvv")) ? MASK_VVVV : 0) |
    (at("rm") === "vsib" ? VECTOR_INDEX : 0) |
    (at("rm") === "tmm" ? TILE_RM : 0)
  );
}

/** Order in which selectors are tried: what ordinary code needs first comes first. */
const LEGACY_SELECTORS = [
  SELECT_MANDATORY, SELECT_REG, SELECT_MOD, SELECT_SIZE, SELECT_RM, SELECT_B, SELECT_66,
];
const VECTOR_SELECTORS = [SELECT_MANDATORY, SELECT_L, SELECT_W, SELECT_REG, SELECT_MOD, SELECT_RM];

class TreeBuilder {
  readonly #words: number[] = [0];
  readonly #shared = new Map<string, number>();

  nodes(): Uint16Array {
    return Uint16Array.from(this.#words);
  }

  /** The entry for forms of which `depth` selectors have been looked at. */
  build(forms: readonly Form[], depth: number): number {
    const [first] = forms;
    if (first === undefined) return 0;
    const vector = first.encoding.kind === "vex" || first.encoding.kind === "xop";
    const selectors = vector ? VECTOR_SELECTORS : LEGACY_SELECTORS;
    const selector = selectors[depth];
    if (selector === undefined) return LEAF + mostSpecific(forms).number;
    if (!forms.some((form) => caresAbout(form, selector))) return this.build(forms, depth + 1);
    const values = Array.from({ length: BRANCHES[selector] ?? 0 }, (_, value) => value);
    const branches = values.map((value) => this.build(matching(forms, selector, value), depth + 1));
    if (branches.every((branch) => branch === branches[0])) return branches[0] ?? 0;
    return this.#node([selector, ...branches]);
  }

  /** Equal nodes are stored once. */
  #node(words: readonly number[]): number {
    const key = words.join();
    const known = this.#shared.get(key);
    if (known !== undefined) return known;
    const at = this.#words.length;
    if (at + words.length >= LEAF) throw new RangeError("the decision trees are too large");
    this.#words.push(...words);
    this.#shared.set(key, at);
    return at;
  }
}

/** Does the form exclude any value of the selector? */
function caresAbout(form: Form, selector: number): boolean {
  const { kind, mandatory, modrm, digit, mod, no66, l, w } = form.encoding;
  switch (selector) {
    case SELECT_MANDATORY: return mandatory !== -1 || kind === "vex" || kind === "xop";
    case SELECT_SIZE: case SELECT_W: return w !== -1;
    case SELECT_REG: return modrm === "digit" || modrm === "exact";
    case SELECT_MOD: return mod !== "any" && !form.modIgnored;
    case SELECT_RM: return modrm !== "digit" && digit >= 0;
    case SELECT_B: return form.clearB;
    case SELECT_66: return no66;
    default: return l >= 0;
  }
}

/** The forms that this value of the selector leaves possible. */
function matching(forms: readonly Form[], selector: number, value: number): readonly Form[] {
  if (selector === SELECT_SIZE) return matchingSize(forms, value);
  return forms.filter((form) => matches(form, selector, value));
}

function matches(form: Form, selector: number, value: number): boolean {
  const { encoding } = form;
  const { modrm, digit } = encoding;
  switch (selector) {
    case SELECT_MANDATORY: return matchesMandatory(encoding, value);
    case SELECT_REG: {
      if (modrm === "digit") return digit === value;
      return modrm !== "exact" || ((digit >> 3) & 7) === value;
    }
    case SELECT_MOD: {
      if (form.modIgnored || encoding.mod === "any") return true;
      return (encoding.mod === "register") === (value === 1);
    }
    case SELECT_RM: return modrm === "digit" || digit < 0 || (digit & 7) === value;
    case SELECT_B: return !form.clearB || value === 0;
    case SELECT_66: return !encoding.no66 || value === 0;
    case SELECT_L: return encoding.l < 0 || encoding.l === value;
    default: return encoding.w < 0 || encoding.w === value;
  }
}

function matchesMandatory({ kind, mandatory }: Encoding, value: number): boolean {
  const byte = [0, 0x66, 0xf3, 0xf2][value];
  if (mandatory === byte) return true;
  if (kind === "vex" || kind === "xop") return false;
  const repeated = value === MANDATORY_F3 || value === MANDATORY_F2;
  return mandatory === -1 || (mandatory === -2 && !repeated);
}

/**
 * Forms of the operand size, with what a CPU falls back to: without a 16-bit form 66 has no effect,
 * without a 64-bit form REX.W has none. Each set of forms that differ in their size alone is looked
 * at by itself: a 16-bit reserved nop says nothing about the F3 instruction that shares its opcode.
 */
function matchingSize(forms: readonly Form[], value: number): readonly Form[] {
  const families = new Map<string, Form[]>();
  for (const form of forms) {
    const { mandatory, modrm, digit, mod } = form.encoding;
    const key = [mandatory, modrm, digit, mod].join();
    families.set(key, [...(families.get(key) ?? []), form]);
  }
  return [...families.values()].flatMap((family) => matchingSizeOfFamily(family, value));
}

function matchingSizeOfFamily(forms: readonly Form[], value: number): readonly Form[] {
  const wanted = value === SIZE_16 ? 16 : value === SIZE_64 ? 64 : 32;
  const found = forms.filter((form) => form.encoding.w === -1 || form.operandSize === wanted);
  if (found.length > 0 || value === SIZE_32) return found;
  return forms.filter((form) => form.operandSize === 32);
}

function mostSpecific(forms: readonly Form[]): Form {
  const [best, next] = forms
    .map((form) => ({ form, score: specificity(form) }))
    .sort((a, b) => b.score - a.score);
  if (best === undefined) throw new RangeError("no form to choose from");
  if (next?.score === best.score) {
    throw new RangeError(`${best.form.id} and ${next.form.id} have the same encoding`);
  }
  return best.form;
}

function specificity(form: Form): number {
  const { mandatory, modrm, mod, w } = form.encoding;
  return (
    (mandatory > 0 ? 32 : mandatory !== -1 ? 1 : 0) +
    (modrm === "exact" ? 16 : modrm === "digit" ? 8 : 0) +
    (mod !== "any" ? 4 : 0) +
    (form.clearB ? 4 : 0) +
    (w !== -1 ? 2 : 0)
  );
}
