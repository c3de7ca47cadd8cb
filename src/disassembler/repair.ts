/**
 * Encodings whose only fault is an operand: a register that does not exist, a register where
 * memory must stand, the other way round, or an opcode suffix that means nothing. objdump shows
 * the rest of such an instruction. This file says how to change the bytes so that they can be read,
 * and what to print instead.
 */
import { modrmLength } from "./modrm-length.ts";
import type { Plan } from "./plan.ts";

export interface Repair {
  /** The register number to print for ModRM.reg. */
  readonly reg?: number;
  /** Everything but the prefixes is `(bad)`. */
  readonly nothing?: true;
  /** The mnemonic is `(bad)`. */
  readonly nameless?: true;
  /** The operand at ModRM.rm is `(bad)`: objdump then goes on behind the first opcode byte. */
  readonly rm?: true;
}

const MODRM_REG_BITS = 0x38;
const REX_R = 4;
/** ds and cr0, dr0 exist and may be read and written. */
const EXISTING_SEGMENT = 3;
const EXISTING_SPECIAL = 0;
/** pfadd. */
const EXISTING_SUFFIX = 0x9e;

/** Two-byte opcodes (0F xx) and three-byte ones that want memory or a register, and show both. */
const WRONG_MOD: ReadonlySet<number> = new Set([
  0x78, 0x79, 0xc5, 0xc7, 0xd6, 0xe7, 0xf7, 0x38f0, 0x38f1, 0x38fc,
]);

function withReg(modrm: number, reg: number): number {
  return (modrm & ~MODRM_REG_BITS) | (reg << 3);
}

function regOf(modrm: number): number {
  return (modrm & MODRM_REG_BITS) >> 3;
}

/** x87 opcodes with these /digits have no memory form: d9 /1, db /4, db /6, dd /5. */
function isBadX87(opcode: number, modrm: number): boolean {
  if (modrm >> 6 === 3) return false;
  const reg = regOf(modrm);
  return (opcode === 0xd9 && reg === 1) || (opcode === 0xdb && (reg === 4 || reg === 6))
    || (opcode === 0xdd && reg === 5);
}

/**
 * Changes the bytes in place so that the decoder knows them; undefined where nothing is known.
 * @param from offset of the opcode; the byte before may be a REX
 */
export function repairOf(bytes: Uint8Array, from: number, end: number): Repair | undefined {
  const [opcode, second] = [bytes[from] ?? 0, bytes[from + 1] ?? 0];
  if (from + 1 >= end) return undefined;
  if (isBadX87(opcode, second)) {
    bytes[from + 1] = withReg(second, 0);
    return { reg: 0, nameless: true };
  }
  if (opcode === 0x8c || opcode === 0x8e) {
    bytes[from + 1] = withReg(second, EXISTING_SEGMENT);
    return { reg: regOf(second) };
  }
  if (opcode !== 0x0f) return undefined;
  if (second >= 0x20 && second <= 0x23) return specialRegister(bytes, from);
  if (second === 0x0f) return suffix(bytes, from, end);
  return wrongMod(bytes, from);
}

/** Control and debug registers that no processor has. */
function specialRegister(bytes: Uint8Array, from: number): Repair {
  const modrm = bytes[from + 2] ?? 0;
  const rex = from > 0 ? (bytes[from - 1] ?? 0) : 0;
  const hasRex = (rex & 0xf0) === 0x40;
  bytes[from + 2] = withReg(modrm, EXISTING_SPECIAL);
  if (hasRex) bytes[from - 1] = rex & ~REX_R;
  return { reg: regOf(modrm) + (hasRex && (rex & REX_R) !== 0 ? 8 : 0) };
}

/** 3DNow! puts its opcode behind the operands. */
function suffix(bytes: Uint8Array, from: number, end: number): Repair | undefined {
  const operands = modrmLength(bytes, from + 2, end);
  if (operands === 0) return undefined;
  bytes[from + 2 + operands] = EXISTING_SUFFIX;
  return { nothing: true };
}

/** Gives ModRM the other kind of operand: [rax] for a register, rax for memory. */
function wrongMod(bytes: Uint8Array, from: number): Repair | undefined {
  const second = bytes[from + 1] ?? 0;
  const long = second === 0x38;
  const opcode = long ? 0x3800 | (bytes[from + 2] ?? 0) : second;
  if (!WRONG_MOD.has(opcode)) return undefined;
  const at = from + (long ? 3 : 2);
  const modrm = bytes[at] ?? 0;
  // Of the ninth group only cmpxchg8b (/1) shows its operand.
  if (second === 0xc7 && regOf(modrm) !== 1) return undefined;
  bytes[at] = (modrm & MODRM_REG_BITS) | (modrm >> 6 === 3 ? 0 : 0xc0);
  return { rm: true };
}

/** The plan of a form as far as objdump shows it. */
export function repairedPlan(plan: Plan, repair: Repair): Plan {
  if (repair.rm === true) return { ...plan, memorySuffix: "", badRm: true };
  if (repair.nameless !== true && repair.nothing !== true) return plan;
  return { ...plan, att: "(bad)", intel: "(bad)", memorySuffix: "", sizeWords: "" };
}
