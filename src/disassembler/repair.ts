/**
 * Encodings whose only fault is a register that does not exist, or an x87 opcode without a memory
 * form: how to change the bytes so that they can be read, and what to print instead.
 */
import type { Plan } from "./plan.ts";

export interface Repair {
  /** The register number to print for ModRM.reg. */
  readonly reg: number;
  /** The mnemonic is `(bad)`. */
  readonly bad: boolean;
}

const MODRM_REG_BITS = 0x38;
const REX_R = 4;
/** ds and cr0, dr0 exist and may be read and written. */
const EXISTING_SEGMENT = 3;
const EXISTING_SPECIAL = 0;

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
  const modrm = bytes[from + 1] ?? 0;
  if (from + 1 >= end) return undefined;
  if (isBadX87(opcode, modrm)) {
    bytes[from + 1] = withReg(modrm, 0);
    return { reg: 0, bad: true };
  }
  if (opcode === 0x8c || opcode === 0x8e) {
    bytes[from + 1] = withReg(modrm, EXISTING_SEGMENT);
    return { reg: regOf(modrm), bad: false };
  }
  if (opcode !== 0x0f || second < 0x20 || second > 0x23) return undefined;
  return specialRegister(bytes, from);
}

/** Control and debug registers that no processor has. */
function specialRegister(bytes: Uint8Array, from: number): Repair {
  const modrm = bytes[from + 2] ?? 0;
  const rex = from > 0 ? (bytes[from - 1] ?? 0) : 0;
  const hasRex = (rex & 0xf0) === 0x40;
  bytes[from + 2] = withReg(modrm, EXISTING_SPECIAL);
  if (hasRex) bytes[from - 1] = rex & ~REX_R;
  return { reg: regOf(modrm) + (hasRex && (rex & REX_R) !== 0 ? 8 : 0), bad: false };
}

/** The plan of a form under the name `(bad)`, with its operands but without their widths. */
export function badPlan(plan: Plan): Plan {
  return { ...plan, att: "(bad)", intel: "(bad)", memorySuffix: "", sizeWords: "" };
}
