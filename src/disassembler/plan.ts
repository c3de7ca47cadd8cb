/**
 * How one form is written: worked out once per form from its row and from the exceptions in
 * `naming.ts`, then used for every instruction of that form.
 */
import type { Form, Operand } from "../../spec/isa/form.ts";
import { isBoundOpcode } from "./bounds.ts";
import {
  ADDRESS_REGISTER, BAD_ALIASES, CONSTANT_NAMES, HIDDEN_OPERANDS, IGNORING_REPEAT, IMPLICIT_XMM0,
  LONG_DESTINATION, MANUAL_ORDER, NO_SUFFIX, OTHER_NAMES, REGISTER_BITS, SHOWN_MANDATORY,
  SHOWN_REGISTERS, SIZE_SHOWN, SIZE_WORDS_OF, SUFFIX_BESIDE_REGISTER, VECTOR_SUFFIX, WAITING,
  X87_FLOAT, X87_INTEGER,
} from "./naming.ts";
import type { ConstantName, SizeShown } from "./naming.ts";
import { sizeWords } from "./operands.ts";

/** Which 2E, 3E, F2, F3 prefixes the form gives another meaning, and so another name. */
export interface PrefixNames {
  /** F3: `rep` before strings that it repeats without looking at flags. */
  readonly rep: boolean;
  /** F2: `bnd` before near branches. */
  readonly bnd: boolean;
  /** 3E: `notrack` before indirect near branches. */
  readonly notrack: boolean;
  /** 2E and 3E: `,pn` and `,pt` behind the AT&T mnemonic. */
  readonly hint: boolean;
  /** F2, F3 with memory: `xacquire`, `xrelease`; `lock` = only together with a LOCK. */
  readonly elision: "" | "lock" | "always" | "release";
}

export interface Plan {
  readonly form: Form;
  readonly att: string;
  readonly intel: string;
  /** AT&T letters behind the mnemonic where ModRM.rm is memory. */
  readonly memorySuffix: string;
  /** Operands in manual order as far as they are printed. */
  readonly operands: readonly Operand[];
  readonly reversed: boolean;
  readonly shownRegisters: readonly string[];
  /** Intel's size words of the memory operand. */
  readonly sizeWords: string;
  readonly showsSize: SizeShown;
  readonly constantName: ConstantName | undefined;
  readonly prefixes: PrefixNames;
  /**
   * A near branch that a 66 prefix cuts to 16 bits, in objdump's reading: `rel32` with a 16-bit
   * distance, and all but jcc with a w behind the mnemonic.
   */
  readonly branch: "" | "distance" | "other";
  /** AT&T puts a star before the operand. */
  readonly indirect: boolean;
  /** The destination is printed as ymm where VEX.L is set. */
  readonly longDestination: boolean;
  /** The blanks behind the mnemonic do not count the prefixes before it. */
  readonly padsAlone: boolean;
  /** xchg with the accumulator: the opcode 90 itself takes a 66 for a part of it. */
  readonly exchange: boolean;
  /** Loads a far pointer (lfs, lgs, lss). */
  readonly farPointer: boolean;
  /** Has an absolute address: movabs, but with a 67 prefix. */
  readonly absolute: boolean;
  /** A reserved nop that may be an MPX instruction. */
  readonly bound: boolean;
  /** An F2 or F3 that selects no row of the opcode is not shown. */
  readonly swallowsRepeat: boolean;
  /** 66 is printed beside an F2 or F3 that the mandatory-prefix column ignores. */
  readonly ignoresRepeat: readonly number[];
  /** The mandatory prefix is printed by name. */
  readonly shownMandatory: boolean;
  /** The operand at ModRM.rm is printed as `(bad)`. */
  readonly badRm: boolean;
  /** The register at ModRM.reg (or rm) holds an address. */
  readonly addressRegister: boolean;
  /** Loses its n with an FWAIT before it. */
  readonly waiting: boolean;
}

const SUFFIX_LETTERS: ReadonlyMap<number, string> = new Map([
  [8, "b"], [16, "w"], [32, "l"], [64, "q"],
]);
const X87_INTEGER_LETTERS: ReadonlyMap<number, string> = new Map([
  [16, "s"], [32, "l"], [64, "ll"],
]);
const X87_FLOAT_LETTERS: ReadonlyMap<number, string> = new Map([
  [32, "s"], [64, "l"], [80, "t"],
]);

function rmOperand(form: Form): Operand | undefined {
  return form.operands.find((operand) => operand.place === "rm");
}

function isGeneral(operand: Operand): boolean {
  return operand.kind === "gpr" && operand.place !== "fixed";
}

/** Letters for a memory operand that no register operand sizes. */
function memorySuffix(form: Form): string {
  const rm = rmOperand(form);
  if (rm === undefined || rm.memory === "never") return "";
  if (X87_INTEGER.has(form.mnemonic)) return X87_INTEGER_LETTERS.get(rm.memoryBits) ?? "";
  if (X87_FLOAT.has(form.mnemonic)) return X87_FLOAT_LETTERS.get(rm.memoryBits) ?? "";
  if (VECTOR_SUFFIX.has(form.mnemonic)) return form.encoding.l === 1 ? "y" : "x";
  const letter = SUFFIX_LETTERS.get(rm.memoryBits) ?? "";
  if (SUFFIX_BESIDE_REGISTER.has(form.mnemonic)) return letter;
  if (NO_SUFFIX.has(form.mnemonic) || rm.kind !== "gpr") return "";
  if (form.condition >= 0 && rm.bits === 8) return "";
  if (form.encoding.w < 0 && form.operandSize === 64) return "";
  if (isBranch(form)) return "";
  const others = form.operands.filter((operand) => operand !== rm);
  const sized = others.some((operand) => isGeneral(operand) || operand.kind === "xmm"
    || operand.kind === "mmx" || operand.kind === "sreg");
  return sized && form.mnemonic !== "reservednop" ? "" : letter;
}

/** The only instructions with a mandatory F2 or F3 that also know 16-bit operands. */
const COUNTING: ReadonlySet<string> = new Set(["popcnt", "lzcnt", "tzcnt", "crc32"]);
const FAR_POINTERS: ReadonlySet<string> = new Set(["lfs", "lgs", "lss"]);
const BRANCHES: ReadonlySet<string> = new Set(["call", "jmp", "ret"]);

function isBranch(form: Form): boolean {
  if (form.operands.some((operand) => operand.kind === "rel")) return true;
  return BRANCHES.has(form.mnemonic) && form.operandSize === 64 && form.encoding.w < 0;
}

function shortening(form: Form): Plan["branch"] {
  const [target] = form.operands;
  if (target?.kind === "rel") {
    return target.immBytes === 4 && form.mnemonic !== "xbegin" ? "distance" : "";
  }
  return isBranch(form) ? "other" : "";
}

function prefixNames(form: Form): PrefixNames {
  const counts = form.mnemonic.startsWith("loop") || form.mnemonic.endsWith("cxz");
  const near = isBranch(form) && !counts;
  const indirect = near && rmOperand(form) !== undefined;
  let elision: PrefixNames["elision"] = "";
  if (form.lock && form.mnemonic !== "cmpxchg16b") elision = "lock";
  if (form.mnemonic === "xchg" && rmOperand(form) !== undefined) elision = "always";
  if (form.mnemonic === "mov" && [0x88, 0x89, 0xc6, 0xc7].includes(form.encoding.opcode)
    && form.encoding.map === 0) elision = "release";
  return {
    rep: form.rep === "rep",
    bnd: near && form.mnemonic !== "xbegin",
    notrack: indirect,
    hint: form.operands.some((operand) => operand.kind === "rel")
      && !BRANCHES.has(form.mnemonic) && form.mnemonic !== "xbegin",
    elision,
  };
}

/** The register xmm0 that the manual shows as an implicit third operand. */
const XMM0: Operand = {
  kind: "xmm", place: "fixed", bits: 128, memoryBits: 0, memory: "never", access: "r", fixed: 0,
  immBytes: 0,
};

function withRegisterBits(operand: Operand, bits: number): Operand {
  return operand.kind === "gpr" ? { ...operand, bits } : operand;
}

function printedOperands(form: Form): readonly Operand[] {
  const [first, ...others] = form.operands;
  if (HIDDEN_OPERANDS.has(form.mnemonic) && first?.place === "fixed") return others;
  if (form.mnemonic === "reservednop") return form.operands.slice(0, 1);
  const bits = REGISTER_BITS.get(form.mnemonic);
  if (bits !== undefined) return form.operands.map((operand) => withRegisterBits(operand, bits));
  if (form.id === "movsxd_r16_rm16") {
    return form.operands.map((operand) => (
      operand.place === "rm" ? withRegisterBits(operand, 32) : operand));
  }
  return IMPLICIT_XMM0.has(form.mnemonic) ? [...form.operands, XMM0] : form.operands;
}

function showsSize(form: Form): SizeShown {
  const { operandSize, encoding, mnemonic } = form;
  if (operandSize === 0 || (operandSize === 64 && encoding.w < 0)) return "never";
  const exception = SIZE_SHOWN.get(form.id) ?? SIZE_SHOWN.get(mnemonic);
  if (exception !== undefined) return exception;
  const repeated = encoding.mandatory === 0xf2 || encoding.mandatory === 0xf3;
  if (repeated && !COUNTING.has(mnemonic)) return "wide";
  return form.operands.some((operand) => operand.kind === "sreg") ? "register" : "always";
}

/** A far call or jump through memory. */
export function isFarIndirect(form: Form): boolean {
  return BRANCHES.has(form.mnemonic) && rmOperand(form) !== undefined && !isBranch(form);
}

function wordsOf(form: Form): string {
  const memory = form.operands.find((operand) => operand.memory !== "never");
  if (memory === undefined) return "";
  const other = SIZE_WORDS_OF.get(form.id) ?? SIZE_WORDS_OF.get(form.mnemonic);
  return other ?? sizeWords(memory.memoryBits);
}

/** @param swallowsRepeat see `Plan`, as for padsAlone */
export function planOf(form: Form, swallowsRepeat = false, padsAlone = false): Plan {
  const alias = BAD_ALIASES.has(form.id) ? { att: "(bad)", intel: "(bad)" } : undefined;
  const other = alias ?? OTHER_NAMES.get(form.id) ?? OTHER_NAMES.get(form.mnemonic);
  const last = form.operands.at(-1);
  const constant = last?.place === "imm" && form.operands.length > 1;
  return {
    form,
    att: other?.att ?? form.mnemonic,
    intel: other?.intel ?? form.mnemonic,
    memorySuffix: memorySuffix(form),
    operands: alias === undefined ? printedOperands(form) : [],
    reversed: !MANUAL_ORDER.has(form.mnemonic),
    shownRegisters: SHOWN_REGISTERS.get(form.mnemonic) ?? [],
    sizeWords: wordsOf(form),
    showsSize: showsSize(form),
    constantName: constant ? CONSTANT_NAMES.get(form.mnemonic) : undefined,
    prefixes: prefixNames(form),
    branch: shortening(form),
    indirect: BRANCHES.has(form.mnemonic) && rmOperand(form) !== undefined,
    longDestination: LONG_DESTINATION.has(form.id),
    padsAlone: padsAlone && swallowsRepeat,
    swallowsRepeat,
    farPointer: FAR_POINTERS.has(form.mnemonic),
    absolute: form.operands.some((operand) => operand.place === "moffs"),
    bound: isBoundOpcode(form),
    exchange: form.mnemonic === "xchg" && form.encoding.plusRegister,
    ignoresRepeat: form.mnemonic === "reservednop"
      ? (IGNORING_REPEAT.get(form.encoding.opcode) ?? [])
      : [],
    shownMandatory: SHOWN_MANDATORY.has(form.mnemonic),
    badRm: false,
    addressRegister: ADDRESS_REGISTER.has(form.mnemonic),
    waiting: WAITING.has(form.mnemonic),
  };
}
