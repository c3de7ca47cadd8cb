/**
 * From one form of the instruction table to the scanner's words: its facts, its opcode keys, and
 * the places of its class that it fills. Everything here runs once per form in a cold process, so
 * it is written without closures over operands.
 */
import type { Form, Operand } from "../../../spec/isa/form.ts";
import { STRING_INSTRUCTIONS } from "../../../spec/nacl/sequences.ts";
import * as F from "./facts.ts";

const ALL_SLOTS = 0xffff;
const REGISTER_SLOTS = 0xff00;
const MEMORY_SLOTS = 0x00ff;

function widthOf(o: Operand, extending: boolean): number {
  if (o.bits === 8) return F.WRITES_BYTE;
  return o.bits === 32 && extending ? F.WRITES_EXTENDING : F.WRITES_WIDE;
}

function placeOf(o: Operand): number {
  if (o.place === "rm") return F.PLACE_RM;
  if (o.place === "reg") return F.PLACE_REG;
  return o.place === "opcode" ? F.PLACE_OPCODE : F.PLACE_ACCUMULATOR;
}

/**
 * The facts of writes in the register or memory variant. Only a first operand that is a register
 * can restrict; a second written register is always ModRM.reg (xchg, xadd), or the accumulator,
 * which is none of the protected registers.
 */
function writeFacts(form: Form, memory: boolean): number {
  let facts = 0;
  for (const o of form.operands) {
    if (o.kind !== "gpr" || (memory && o.place === "rm")) continue;
    const counted = o.access === "w" || o.access === "rw";
    if (!counted && !(o.place === "reg" && form.regCountsAsWritten)) continue;
    const extending = form.zeroExtends && o === form.operands[0];
    if (o.place === "fixed" && !extending) continue;
    if (facts === 0) {
      facts = (widthOf(o, extending) << F.WRITE_SHIFT) | (placeOf(o) << F.PLACE_SHIFT);
    } else if (o.place === "reg") facts |= widthOf(o, false) << F.SECOND_SHIFT;
  }
  return facts;
}

const isString = ({ encoding: { map, opcode, kind } }: Form): boolean =>
  map === 0 && kind === "legacy" && STRING_INSTRUCTIONS.some((s) => s.opcodes.includes(opcode));

/** What must stand before an instruction that is admitted as a last part only. */
function lastPart(form: Form): number {
  const { map, opcode } = form.encoding;
  if (map === 0 && opcode === 0xff) return F.LAST_BRANCH;
  if (!isString(form)) return F.LAST_MASKED;
  const pairs = STRING_INSTRUCTIONS.find((s) => s.opcodes.includes(opcode))?.pairs;
  if (pairs === "rsi") return F.LAST_RSI;
  return pairs === "rdi" ? F.LAST_RDI : F.LAST_BOTH;
}

/** Bytes behind the operands, and what they must be: the same in both variants. */
function commonFacts(form: Form, special: boolean): number {
  const { encoding } = form;
  let facts = F.ADMITTED;
  let immediate = 0;
  for (const bytes of encoding.imm) immediate += bytes;
  if (encoding.kind === "3dnow") facts |= F.SUFFIX_3DNOW | 1;
  facts |= immediate;
  if (form.memoryFree) facts |= F.FREE_MEMORY;
  if (special) facts |= lastPart(form) << F.LAST_SHIFT;
  if (encoding.modrm !== "none") facts |= F.HAS_MODRM;
  let vvvv = form.anyVvvv;
  for (const { kind, place } of form.operands) {
    if (kind === "rel") facts |= (immediate === 1 ? F.JUMP_REL8 : F.JUMP_REL32) << F.JUMP_SHIFT;
    if (place === "is4") facts |= F.REGISTER_IMMEDIATE;
    if (place === "vvvv") vvvv = true;
  }
  if (encoding.kind === "vex") {
    if (!vvvv) facts |= F.VVVV_UNUSED;
    if (encoding.modrm !== "r") facts |= F.R_UNUSED;
  }
  return facts;
}

/** What one variant of a form puts into a class of facts words. */
export interface Variant {
  readonly memory: boolean;
  /** Bit n: word n of the class. */
  readonly slots: number;
  readonly facts: number;
}

/** The register and memory variants of a form; `special` forms are last parts only. */
export function variantsOf(form: Form, special: boolean): readonly Variant[] {
  const { modrm, mod, digit } = form.encoding;
  const common = commonFacts(form, special);
  if (modrm === "none") {
    const facts = common | writeFacts(form, false) | F.RM_ALL;
    return [{ memory: false, slots: ALL_SLOTS, facts }];
  }
  const reg = modrm === "exact" ? (digit >> 3) & 7 : digit;
  const slots = modrm === "r" ? ALL_SLOTS : 0x101 << reg;
  const rms = modrm === "exact" ? 1 << (F.RM_SHIFT + (digit & 7)) : F.RM_ALL;
  const variants: Variant[] = [];
  if (mod !== "memory") {
    const facts = common | writeFacts(form, false) | rms;
    variants.push({ memory: false, slots: slots & REGISTER_SLOTS, facts });
  }
  if (mod !== "register") {
    const checked = form.memoryFree ? 0 : F.CHECKED_MEMORY;
    const facts = common | writeFacts(form, true) | checked | F.RM_ALL;
    variants.push({ memory: true, slots: slots & MEMORY_SLOTS, facts });
  }
  return variants;
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

/** REX classes of forms: shared, because there are thousands of forms. */
const NO_REX = [F.REX_NONE];
const REX_W0 = [F.REX_NONE, F.REX_W0];
const REX_W1 = [F.REX_W1];
const ANY_REX = [F.REX_NONE, F.REX_W0, F.REX_W1];

/** REX classes with which a form is admitted. String instructions take no REX but 48. */
function rexClasses(form: Form, special: boolean, excludeW: boolean): readonly number[] {
  if (form.rex === "w1") return REX_W1;
  if (form.rex === "none" || (special && isString(form))) return NO_REX;
  return form.rex === "w0" || excludeW ? REX_W0 : ANY_REX;
}

/** Keys of a form's opcode under one variant. `excludeW`: not with REX.W. */
export function keysOf(
  form: Form, special: boolean, memory: boolean, excludeW: boolean,
): readonly number[] {
  const { encoding } = form;
  if (encoding.kind === "vex") {
    const pp = [0, 0x66, 0xf3, 0xf2].indexOf(encoding.mandatory);
    const w = encoding.w === 1 ? 1 : 0;
    const l = encoding.l < 0 ? form.sandboxL : encoding.l;
    const map = encoding.map - 1;
    return [F.VEX_KEYS | (map << 12) | (w << 11) | (l << 10) | (pp << 8) | encoding.opcode];
  }
  const opcode = encoding.kind === "3dnow" ? 0x0f : encoding.opcode;
  const count = encoding.plusRegister ? 8 : 1;
  const rexes = rexClasses(form, special, excludeW);
  const keys: number[] = [];
  for (const set of prefixSets(form, special, memory)) {
    for (const rex of rexes) {
      const first = F.legacyKey(set, rex, encoding.map, opcode);
      for (let k = 0; k < count; k++) keys.push(first + k);
    }
  }
  return keys;
}
