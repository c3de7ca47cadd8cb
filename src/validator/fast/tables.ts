/**
 * Compiles the instruction table into what the scanner looks up: opcode keys, and classes of facts
 * words. Opcodes with the same facts share a class, so that the tables stay small enough for the
 * first-level cache.
 */
import type { Form, Operand } from "../../../spec/isa/form.ts";
import { featurePresent, type Profile } from "../../../spec/nacl/profiles.ts";
import { STRING_INSTRUCTIONS } from "../../../spec/nacl/sequences.ts";
import * as F from "./facts.ts";

export interface ScanTables {
  /** Place of each opcode key's facts; 0 = refused. */
  readonly keys: Uint16Array;
  readonly facts: Int32Array;
  /** LEAD_* of every byte, SET_* of every legacy prefix. */
  readonly lead: Uint8Array;
  readonly prefixBit: Uint8Array;
  /** Bytes of displacement by ModRM (a SIB without base has four more). */
  readonly displacement: Uint8Array;
  /** 1 for every admitted 3DNow! opcode. */
  readonly suffixes: Uint8Array;
}

/** What can be said of single bytes, whatever the profile. */
function leads(): Pick<ScanTables, "lead" | "prefixBit" | "displacement"> {
  const lead = new Uint8Array(256);
  const prefixBit = new Uint8Array(256);
  const displacement = new Uint8Array(256);
  for (const [byte, bit] of LEGACY_PREFIXES) {
    lead[byte] = F.LEAD_LEGACY;
    prefixBit[byte] = bit;
  }
  lead.fill(F.LEAD_REX, 0x40, 0x50);
  lead[0x0f] = F.LEAD_ESCAPE;
  lead[0xc5] = F.LEAD_VEX2;
  lead[0xc4] = F.LEAD_VEX3;
  for (let modrm = 0; modrm < 0xc0; modrm++) {
    displacement[modrm] = modrm >= 0x80 || (modrm & 0xc7) === 5 ? 4 : modrm >> 6;
  }
  return { lead, prefixBit, displacement };
}

/** The only legacy prefixes that any row takes, with their set bits. 2e and 3e exclude each other. */
const LEGACY_PREFIXES: readonly (readonly [number, number])[] = [
  [0x66, F.SET_66], [0xf2, F.SET_F2], [0xf3, F.SET_F3], [0xf0, F.SET_F0],
  [0x2e, F.SET_HINT], [0x3e, F.SET_HINT],
];

const ALL_SLOTS = 0xffff;
const REGISTER_SLOTS = 0xff00;
const MEMORY_SLOTS = 0x00ff;

/** Classes of 16 facts words, built by adding rows to smaller classes; equal steps share. */
class ClassPool {
  /** Words of all classes; the first class is empty, and its place 0 stands for "refused". */
  readonly #words: number[] = new Array(F.CLASS_WORDS).fill(0);
  readonly #grown = new Map<string, number>();

  /** Place of the class that has the words of the class at `from`, and `facts` in `slots`. */
  grow(from: number, slots: number, facts: number): number {
    const step = `${from}:${slots}:${facts}`;
    const known = this.#grown.get(step);
    if (known !== undefined) return known;
    const words = this.#words;
    const grown = words.length;
    for (let slot = 0; slot < F.CLASS_WORDS; slot++) {
      const before = words[from + slot] ?? 0;
      words.push((slots & (1 << slot)) === 0 ? before : merged(before, facts));
    }
    this.#grown.set(step, grown);
    return grown;
  }

  words(): Int32Array {
    return Int32Array.from(this.#words);
  }
}

/** Two rows in one slot may differ in their ModRM.rm only (x87). */
function merged(before: number, facts: number): number {
  if (before === 0) return facts;
  if (((before ^ facts) & ~F.RM_ALL) !== 0) throw new Error("two rows claim the same encoding");
  return before | facts;
}

/** General registers that a form writes, in operand order, in its register or memory variant. */
function writtenRegisters(form: Form, memory: boolean): readonly Operand[] {
  return form.operands.filter((o) => {
    if (o.kind !== "gpr" || (memory && o.place === "rm")) return false;
    return o.access.includes("w") || (o.place === "reg" && form.regCountsAsWritten);
  });
}

function widthOf(o: Operand, extending: boolean): number {
  if (o.bits === 8) return F.WRITES_BYTE;
  return o.bits === 32 && extending ? F.WRITES_EXTENDING : F.WRITES_WIDE;
}

function placeOf(o: Operand): number {
  if (o.place === "rm") return F.PLACE_RM;
  if (o.place === "reg") return F.PLACE_REG;
  return o.place === "opcode" ? F.PLACE_OPCODE : F.PLACE_ACCUMULATOR;
}

/** The facts of writes. Only a first operand that is a register can restrict. */
function writeFacts(form: Form, memory: boolean): number {
  const [first, second] = writtenRegisters(form, memory);
  if (first === undefined) return 0;
  const extending = form.zeroExtends && first === form.operands[0];
  // The accumulator is none of the protected registers, so only its restriction matters.
  if (first.place === "fixed" && !extending) return 0;
  const facts = (widthOf(first, extending) << F.WRITE_SHIFT) | (placeOf(first) << F.PLACE_SHIFT);
  if (second === undefined || second.place !== "reg") return facts;
  return facts | (widthOf(second, false) << F.SECOND_SHIFT);
}

const isString = (form: Form): boolean =>
  form.encoding.map === 0 && form.encoding.kind === "legacy" &&
  STRING_INSTRUCTIONS.some((s) => s.opcodes.includes(form.encoding.opcode));

/** What must stand before an instruction that is admitted as a last part only. */
function lastPart(form: Form): number {
  const { map, opcode } = form.encoding;
  if (map === 0 && opcode === 0xff) return F.LAST_BRANCH;
  if (!isString(form)) return F.LAST_MASKED;
  const pairs = STRING_INSTRUCTIONS.find((s) => s.opcodes.includes(opcode))?.pairs;
  if (pairs === "rsi") return F.LAST_RSI;
  return pairs === "rdi" ? F.LAST_RDI : F.LAST_BOTH;
}

/** The facts word of a form in its register or memory variant. */
function factsOf(form: Form, special: boolean, memory: boolean): number {
  const { encoding, operands } = form;
  const now3d = encoding.kind === "3dnow";
  const immediate = now3d ? 1 : encoding.imm.reduce((sum, bytes) => sum + bytes, 0);
  let facts = F.ADMITTED | immediate | writeFacts(form, memory);
  if (form.memoryFree) facts |= F.FREE_MEMORY;
  if (special) facts |= lastPart(form) << F.LAST_SHIFT;
  if (operands.some((o) => o.kind === "rel")) {
    facts |= (immediate === 1 ? F.JUMP_REL8 : F.JUMP_REL32) << F.JUMP_SHIFT;
  }
  if (now3d) facts |= F.SUFFIX_3DNOW;
  if (operands.some((o) => o.place === "is4")) facts |= F.REGISTER_IMMEDIATE;
  if (encoding.kind === "vex") {
    if (!form.anyVvvv && !operands.some((o) => o.place === "vvvv")) facts |= F.VVVV_UNUSED;
    if (encoding.modrm !== "r") facts |= F.R_UNUSED;
  }
  if (encoding.modrm !== "none") facts |= F.HAS_MODRM;
  if (memory && !form.memoryFree) facts |= F.CHECKED_MEMORY;
  return facts | (encoding.modrm === "exact" ? 1 << (F.RM_SHIFT + (encoding.digit & 7)) : F.RM_ALL);
}

/** Sets of legacy prefixes with which a form is admitted; LOCK goes with memory only. */
function prefixSets(form: Form, special: boolean, memory: boolean): readonly number[] {
  const { mandatory } = form.encoding;
  let needed = form.operandSize === 16 ? F.SET_66 : 0;
  if (mandatory === 0x66) needed |= F.SET_66;
  if (mandatory === 0xf2) needed |= F.SET_F2;
  if (mandatory === 0xf3) needed |= F.SET_F3;
  const sets = [needed];
  if (form.lock && memory) sets.push(needed | F.SET_F0);
  if (form.hint) sets.push(needed | F.SET_HINT);
  const repeats = form.rep !== "none" && !(special && form.operandSize === 16);
  if (repeats) sets.push(needed | F.SET_F3);
  if (repeats && form.rep === "repcc") sets.push(needed | F.SET_F2);
  return sets;
}

/** REX classes with which a form is admitted. String instructions take no REX but 48. */
function rexClasses(form: Form, special: boolean, excluded: boolean): readonly number[] {
  const without = form.rex === "w1" ? [] : [F.REX_NONE];
  if (form.rex === "none" || (special && isString(form) && form.rex !== "w1")) return without;
  const w0 = form.rex === "w1" ? [] : [F.REX_W0];
  const w1 = form.rex === "w0" || excluded ? [] : [F.REX_W1];
  return [...without, ...w0, ...w1];
}

/** Keys of a form's opcode under one variant. */
function keysOf(form: Form, special: boolean, memory: boolean, excludeW: boolean): number[] {
  const { encoding } = form;
  if (encoding.kind === "vex") {
    const pp = [0, 0x66, 0xf3, 0xf2].indexOf(encoding.mandatory);
    const w = encoding.w === 1 ? 1 : 0;
    const l = encoding.l < 0 ? form.sandboxL : encoding.l;
    const map = encoding.map - 1;
    return [F.VEX_KEYS | (map << 12) | (w << 11) | (l << 10) | (pp << 8) | encoding.opcode];
  }
  const opcode = encoding.kind === "3dnow" ? 0x0f : encoding.opcode;
  const keys: number[] = [];
  for (const set of prefixSets(form, special, memory)) {
    for (const rex of rexClasses(form, special, excludeW)) {
      for (let k = 0; k < (encoding.plusRegister ? 8 : 1); k++) {
        keys.push(F.legacyKey(set, rex, encoding.map, opcode + k));
      }
    }
  }
  return keys;
}

/** Facts words of a class that a form fills, in one variant. */
function slotsOf(form: Form, memory: boolean): number {
  const { modrm, digit } = form.encoding;
  if (modrm === "none") return ALL_SLOTS;
  const slots = modrm === "r" ? ALL_SLOTS : 0x101 << (modrm === "exact" ? (digit >> 3) & 7 : digit);
  return slots & (memory ? MEMORY_SLOTS : REGISTER_SLOTS);
}

/** How a profile takes a form: not at all, as an instruction, or as a last part only. */
function admission(profile: Profile, features: ReadonlySet<string>, form: Form): "no" | "yes" | "special" {
  const { kind } = form.encoding;
  if (kind === "xop" || kind === "evex" || (kind === "vex" && !profile.vex)) return "no";
  if (!featurePresent(features, form.cpuid)) return "no";
  if (profile.exclusions.some((e) => e.mnemonic === form.mnemonic && !e.onlyRexW)) return "no";
  const name = form[profile.column];
  if (name === "special-only") return "special";
  return name === "allowed" || (name === "unsupported" && profile.tolerant) ? "yes" : "no";
}

/** Fills the tables with the forms that a profile admits. */
export function compileTables(profile: Profile, forms: readonly Form[]): ScanTables {
  const keys = new Uint16Array(F.KEY_COUNT);
  const suffixes = new Uint8Array(256);
  const pool = new ClassPool();
  const features = new Set(profile.features);
  // The form without REX goes last: 90 takes its place among the exchanges 90..97.
  const ordered = [...forms].sort((a, b) => Number(a.rex === "none") - Number(b.rex === "none"));
  for (const form of ordered) {
    const how = admission(profile, features, form);
    if (how === "no") continue;
    const special = how === "special";
    const excludeW = profile.exclusions.some((e) => e.mnemonic === form.mnemonic);
    if (form.encoding.kind === "3dnow") suffixes[form.encoding.opcode] = 1;
    for (const memory of form.encoding.modrm === "none" ? [false] : variantsOf(form)) {
      const slots = slotsOf(form, memory);
      const facts = factsOf(form, special, memory);
      for (const key of keysOf(form, special, memory, excludeW)) {
        const before = form.rex === "none" ? 0 : keys[key] ?? 0;
        keys[key] = pool.grow(before, slots, facts);
      }
    }
  }
  return { keys, facts: pool.words(), suffixes, ...leads() };
}

/** Register form (false), memory form (true), or both. */
function variantsOf(form: Form): readonly boolean[] {
  if (form.encoding.mod === "register") return [false];
  return form.encoding.mod === "memory" ? [true] : [false, true];
}
