/**
 * The decoded instruction: one flat record, reused for every decode. Numbers only, so that engines
 * of all hosts keep it in one hidden class; what a number means stands beside it.
 */

/** Prefix bits. The first group says which legacy prefixes stand before the opcode. */
export const PREFIX_66 = 1 << 0;
export const PREFIX_F2 = 1 << 1;
export const PREFIX_F3 = 1 << 2;
export const PREFIX_LOCK = 1 << 3;
export const PREFIX_67 = 1 << 4;
export const PREFIX_CS = 1 << 5;
export const PREFIX_DS = 1 << 6;
export const PREFIX_ES = 1 << 7;
export const PREFIX_SS = 1 << 8;
export const PREFIX_FS = 1 << 9;
export const PREFIX_GS = 1 << 10;
/** Some legacy prefix stands more than once. */
export const PREFIX_REPEATED = 1 << 11;
/** A REX is followed by a legacy prefix or another REX, so the CPU ignores it. */
export const PREFIX_STRAY_REX = 1 << 12;

/** Why bytes are no instruction. */
export const DECODED = 0;
/** The bytes end inside the instruction. */
export const TRUNCATED = 1;
/** No instruction has this opcode (or this /digit, mod, mandatory prefix, VEX field). */
export const UNDEFINED_OPCODE = 2;
/** LOCK where it is not allowed, a legacy prefix or REX before VEX, ... */
export const BAD_PREFIX = 3;
/** Longer than 15 bytes. */
export const TOO_LONG = 4;
/** EVEX: recognised, and refused by name. */
export const EVEX_REFUSED = 5;
/**
 * VEX.vvvv is not 1111 where no operand stands there: #UD on a CPU. The record is complete all the
 * same, with its form, because the 2025 sandbox lets a few such encodings pass (`Form.anyVvvv`).
 */
export const RESERVED_VVVV = 6;
export type DecodeStatus = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** No register (base or index). */
export const NO_REGISTER = -1;
/** Base is RIP: `disp` is relative to the next instruction. */
export const BASE_RIP = 16;

export interface Instruction {
  status: DecodeStatus;
  /** Number of the form in the table; -1 unless status is DECODED or RESERVED_VVVV. */
  form: number;
  /** Bytes of the whole instruction (status DECODED), or bytes looked at. */
  length: number;
  prefixes: number;
  /** Which of F2 and F3 stands last and so counts: 0xf2, 0xf3, or 0. */
  repeat: 0 | 0xf2 | 0xf3;
  /** The effective REX byte 40..4f, or 0. For VEX and XOP: the same bits, taken from the prefix. */
  rex: number;
  /**
   * Offsets from the instruction's start: the opcode byte (behind escapes; for 3DNow! behind the
   * operand), ModRM, SIB, displacement, immediate (or moffs); -1 = none.
   */
  opcodeOffset: number;
  modrmOffset: number;
  sibOffset: number;
  dispOffset: number;
  immOffset: number;
  opcode: number;
  /** The ModRM byte, or -1. */
  modrm: number;
  /** Register numbers with their extension bits: 0..15. */
  reg: number;
  /** ModRM.rm as a register (mod = 3). */
  rm: number;
  /** Low opcode bits + REX.B (for place `opcode`); -1 with a ModRM. */
  opcodeRegister: number;
  /** VEX.vvvv, not inverted any more (0..15), -1 without VEX. */
  vvvv: number;
  /** VEX.L. */
  l: 0 | 1;
  /** True (1) when ModRM.rm names memory. */
  memory: 0 | 1;
  /** 0..15, BASE_RIP, or NO_REGISTER. */
  base: number;
  /** 0..15 or NO_REGISTER. */
  index: number;
  /** Shift count 0..3. */
  scale: number;
  /** Sign-extended displacement, and its size in bytes (0, 1, 4). */
  disp: number;
  dispSize: number;
  /** First immediate, branch distance or moffs, sign-extended, as two signed halves. */
  imm: number;
  immHigh: number;
  /** Second immediate (enter, extrq, insertq), unsigned. */
  imm2: number;
  /** Segment whose base counts: 4 = fs, 5 = gs, 0 = none. The others are ignored in 64-bit mode. */
  segment: number;
}

/** A record to decode into; one serves for any number of instructions. */
export function newInstruction(): Instruction {
  return {
    status: UNDEFINED_OPCODE, form: -1, length: 0, prefixes: 0, repeat: 0, rex: 0,
    opcodeOffset: -1, modrmOffset: -1, sibOffset: -1, dispOffset: -1, immOffset: -1,
    opcode: 0, modrm: -1, reg: 0, rm: 0, opcodeRegister: -1, vvvv: -1, l: 0, memory: 0,
    base: NO_REGISTER, index: NO_REGISTER, scale: 0, disp: 0, dispSize: 0,
    imm: 0, immHigh: 0, imm2: 0, segment: 0,
  };
}
