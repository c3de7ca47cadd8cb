/**
 * The packed shape of a form: three rows of small integers (how it is encoded, how it is treated,
 * what each operand is), each of which many forms share. Every list here says how a property becomes
 * a number and back; the order of the properties is the order of the columns.
 */
import type { Encoding, Form, Operand } from "../../../spec/isa/form.ts";

const KINDS = ["legacy", "3dnow", "vex", "xop", "evex"] as const;
const MODRMS = ["none", "r", "digit", "exact"] as const;
const MODS = ["any", "register", "memory"] as const;
const IMMEDIATES: readonly (readonly number[])[] = [[], [1], [2], [4], [8], [2, 1], [1, 1]];
const SIZES = [0, 16, 32, 64] as const;
const CLASSES = [
  "allowed", "forbidden", "no-feature", "special-only", "alias", "unsupported",
] as const;
const REPS = ["none", "rep", "repcc"] as const;
const REX_CLASSES = ["any", "w0", "w1", "none"] as const;
const OPERAND_KINDS = [
  "gpr", "xmm", "ymm", "mmx", "st", "sreg", "creg", "dreg", "mem", "imm", "rel", "one", "k", "tmm",
  "vsib",
] as const;
const PLACES = [
  "reg", "rm", "opcode", "vvvv", "is4", "fixed", "imm", "imm2", "rel", "moffs",
] as const;
const MEMORIES = ["never", "maybe", "only"] as const;
const ACCESSES = ["r", "w", "rw", "-"] as const;

/** An entry of a list, for a number out of generated data: a wrong one is a defect of ours. */
function entry<T>(list: readonly T[], index: number | undefined): T {
  const found = list[index ?? -1];
  if (found === undefined) throw new RangeError("the generated table is damaged");
  return found;
}

const bits = (...flags: readonly boolean[]): number =>
  flags.reduce((value, flag, k) => value | (Number(flag) << k), 0);

/** The encoding without its opcode and digit. */
export function packEncoding({ encoding: e }: Form): number[] {
  const imm = IMMEDIATES.findIndex((list) => list.join() === e.imm.join());
  return [
    KINDS.indexOf(e.kind), e.map, e.mandatory + 2, MODRMS.indexOf(e.modrm), MODS.indexOf(e.mod),
    e.l + 1, e.w + 1, bits(e.plusRegister, e.no66), imm,
  ];
}

/** An encoding with opcode 0 and no digit: `withOpcode` completes it. */
export function unpackEncoding(row: readonly number[]): Encoding {
  const [kind, map = 0, mandatory = 0, modrm, mod, l = 0, w = 0, flags = 0, imm] = row;
  return {
    kind: entry(KINDS, kind), map, opcode: 0, mandatory: mandatory - 2, no66: (flags & 2) !== 0,
    mod: entry(MODS, mod), modrm: entry(MODRMS, modrm), digit: -1, plusRegister: (flags & 1) !== 0,
    l: l - 1, w: w - 1, imm: entry(IMMEDIATES, imm),
  };
}

/** Spelt out rather than spread: there are thousands of forms, and they are read at start-up. */
export function withOpcode(e: Encoding, opcode: number, digit: number): Encoding {
  return {
    kind: e.kind, map: e.map, opcode, mandatory: e.mandatory, no66: e.no66, mod: e.mod,
    modrm: e.modrm, digit, plusRegister: e.plusRegister, l: e.l, w: e.w, imm: e.imm,
  };
}

export type Traits = Pick<Form,
  | "operandSize" | "sandbox2013" | "sandbox2025" | "rex" | "rep" | "zeroExtends" | "lock" | "hint"
  | "memoryFree" | "aligned" | "modifiable" | "clearB" | "regCountsAsWritten" | "anyVvvv"
  | "sandboxL" | "distinct" | "needsSib" | "modIgnored">;

/** Operand size, sandbox classes and attributes. */
export function packTraits(form: Form): number[] {
  return [
    SIZES.indexOf(form.operandSize), CLASSES.indexOf(form.sandbox2013),
    CLASSES.indexOf(form.sandbox2025), REX_CLASSES.indexOf(form.rex), REPS.indexOf(form.rep),
    bits(
      form.zeroExtends, form.lock, form.hint, form.memoryFree, form.aligned, form.modifiable,
      form.clearB, form.regCountsAsWritten, form.anyVvvv, form.sandboxL === 1, form.distinct,
      form.needsSib, form.modIgnored,
    ),
  ];
}

export function unpackTraits(row: readonly number[]): Traits {
  const [size, class2013, class2025, rex, rep, flags = 0] = row;
  const flag = (k: number): boolean => ((flags >> k) & 1) !== 0;
  return {
    operandSize: entry(SIZES, size), sandbox2013: entry(CLASSES, class2013),
    sandbox2025: entry(CLASSES, class2025), rex: entry(REX_CLASSES, rex), rep: entry(REPS, rep),
    zeroExtends: flag(0), lock: flag(1), hint: flag(2), memoryFree: flag(3), aligned: flag(4),
    modifiable: flag(5), clearB: flag(6), regCountsAsWritten: flag(7), anyVvvv: flag(8),
    sandboxL: flag(9) ? 1 : 0, distinct: flag(10), needsSib: flag(11), modIgnored: flag(12),
  };
}

export function packOperand(operand: Operand): number[] {
  return [
    OPERAND_KINDS.indexOf(operand.kind), PLACES.indexOf(operand.place), operand.bits,
    operand.memoryBits, MEMORIES.indexOf(operand.memory), ACCESSES.indexOf(operand.access),
    operand.fixed, operand.immBytes,
  ];
}

export function unpackOperand(row: readonly number[]): Operand {
  const [kind, place, width = 0, memoryBits = 0, memory, access, fixed = 0, immBytes = 0] = row;
  return {
    kind: entry(OPERAND_KINDS, kind), place: entry(PLACES, place), bits: width, memoryBits,
    memory: entry(MEMORIES, memory), access: entry(ACCESSES, access), fixed, immBytes,
  };
}
