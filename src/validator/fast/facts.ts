/**
 * The facts word: everything the scanner must know of an instruction, in 32 bits.
 *
 *   bits 0..3    bytes of immediates (0..8)
 *   bit  4       always set; 0 stands for "refused"
 *   bit  5       its memory operand is no access (lea, prefetch, nop)
 *   bits 6..7    width of the first written general register: see WRITES_*
 *   bits 8..9    place of the first written register: see PLACE_*
 *   bits 10..11  width of a second written register, always ModRM.reg
 *   bits 12..13  direct jump: 1 = rel8, 2 = rel32
 *   bits 14..16  last part of a superinstruction: see LAST_*
 *   bit  17      VEX.vvvv must be 1111
 *   bit  18      VEX.R must be unused (ModRM.reg is no register)
 *   bit  19      low four bits of the immediate must be zero (register in bits 7..4)
 *   bit  20      the immediate is a 3DNow! opcode
 *   bit  21      a ModRM byte follows the opcode
 *   bit  22      its memory operand is an access, so base and index are checked
 *   bits 24..31  one bit per admitted ModRM.rm (all of them but in x87 register forms)
 */
export const IMMEDIATE_MASK = 15;
export const ADMITTED = 1 << 4;
export const FREE_MEMORY = 1 << 5;

export const WRITE_SHIFT = 6;
export const WRITE_MASK = 3 << WRITE_SHIFT;
/** An 8-bit register; 16, 64 or not zero-extending 32 bits; a zero-extending 32-bit register. */
export const WRITES_BYTE = 1;
export const WRITES_WIDE = 2;
export const WRITES_EXTENDING = 3;

export const PLACE_SHIFT = 8;
export const PLACE_RM = 0;
export const PLACE_REG = 1;
export const PLACE_OPCODE = 2;
export const PLACE_ACCUMULATOR = 3;

export const SECOND_SHIFT = 10;
export const SECOND_MASK = 3 << SECOND_SHIFT;

export const JUMP_SHIFT = 12;
export const JUMP_MASK = 3 << JUMP_SHIFT;
export const JUMP_REL8 = 1;
export const JUMP_REL32 = 2;

export const LAST_SHIFT = 14;
export const LAST_MASK = 7 << LAST_SHIFT;
/**
 * A string instruction after the pair of rsi, of rdi, or both; a branch after mask and rebase of
 * its register; a masked store after the pair of rdi.
 */
export const LAST_RSI = 1;
export const LAST_RDI = 2;
export const LAST_BOTH = 3;
export const LAST_BRANCH = 4;
export const LAST_MASKED = 5;

export const VVVV_UNUSED = 1 << 17;
export const R_UNUSED = 1 << 18;
export const REGISTER_IMMEDIATE = 1 << 19;
export const SUFFIX_3DNOW = 1 << 20;
export const HAS_MODRM = 1 << 21;
export const CHECKED_MEMORY = 1 << 22;

export const RM_SHIFT = 24;
export const RM_ALL = 0xff << RM_SHIFT;

/** Bytes that may stand before an opcode, as the scanner tells them apart. */
export const LEAD_OPCODE = 0;
export const LEAD_LEGACY = 1;
export const LEAD_REX = 2;
export const LEAD_ESCAPE = 3;
export const LEAD_VEX2 = 4;
export const LEAD_VEX3 = 5;

/** Bits of a set of legacy prefixes. */
export const SET_66 = 1;
export const SET_F2 = 2;
export const SET_F3 = 4;
export const SET_F0 = 8;
export const SET_HINT = 16;

/** REX byte: absent, present with W = 0, present with W = 1. */
export const REX_NONE = 0;
export const REX_W0 = 1;
export const REX_W1 = 2;

/**
 * Key of a legacy opcode: prefix set (5 bits), REX class (2), map (2), opcode (8). VEX opcodes
 * follow: map - 1 (2 bits), W (1), L (1), pp (2), opcode (8).
 */
export const legacyKey = (set: number, rex: number, map: number, opcode: number): number =>
  (set << 12) | (rex << 10) | (map << 8) | opcode;
export const VEX_KEYS = 1 << 17;
export const KEY_COUNT = VEX_KEYS + (3 << 12);

/**
 * A class of opcodes has 16 facts words: one per ModRM.reg, plus 8 in register forms. An opcode
 * without ModRM has the same word in all 16, so that nobody need ask first.
 */
export const CLASS_WORDS = 16;
