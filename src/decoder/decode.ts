// hot path: bytes to record, called for every instruction of every program.
/**
 * The decoder: bytes of 64-bit code to the flat record of `instruction.ts`, as a CPU reads them
 * (SDM volume 2, chapter 2): prefixes in any order, the last of F2 and F3 counts, a REX that does
 * not stand directly before the opcode is ignored, at most 15 bytes.
 *
 * Every reading function takes the position of the next byte and gives back the position behind
 * what it read, or `-status` where the bytes are no instruction.
 */
import {
  BAD_PREFIX, BASE_RIP, DECODED, EVEX_REFUSED, NO_REGISTER, PREFIX_66, PREFIX_67, PREFIX_CS,
  PREFIX_DS, PREFIX_ES, PREFIX_F2, PREFIX_F3, PREFIX_FS, PREFIX_GS, PREFIX_LOCK, PREFIX_REPEATED,
  PREFIX_SS, PREFIX_STRAY_REX, RESERVED_VVVV, TOO_LONG, TRUNCATED, UNDEFINED_OPCODE,
} from "./instruction.ts";
import type { DecodeStatus, Instruction } from "./instruction.ts";
import {
  CONTROL_REGISTER, DEBUG_REGISTER, DISTINCT, FROM_SEGMENT, IMM_16, IMM_16_8, IMM_32, IMM_64,
  IMM_8, IMM_8_8, IMM_NONE, LEAF, LOCKABLE, MANDATORY_F2, MANDATORY_F3, MASK_REG, MASK_VVVV,
  MODRM, MODRM_REGISTER, NEEDS_SIB, NO_MODRM, REGISTER_CHECKS, SELECT_66, SELECT_B, SELECT_L,
  SELECT_MANDATORY, SELECT_MOD, SELECT_REG, SELECT_RM, SELECT_SIZE, SIZE_16, SIZE_32, SIZE_64,
  SLOT_3DNOW, SLOT_VEX, SLOT_XOP, TILE_RM, TO_SEGMENT, VECTOR_INDEX, VVVV_UNUSED,
} from "../table/lookup.ts";
import type { Lookup } from "../table/lookup.ts";

/** Longest instruction, in bytes. */
export const MAX_LENGTH = 15;

/**
 * How far the decoder may look ahead: 15 prefixes, 3 opcode bytes, ModRM, SIB, 4 and 8 bytes. Where
 * fewer bytes are left it works on a copy with zeros behind it, so that no read needs a check.
 */
const WINDOW = 32;

/** A decoder over a table. It keeps no state between calls but its scratch copy. */
export interface Decoder {
  /**
   * Decodes the instruction at `offset`, looking at no byte at or behind `end`, into `insn`.
   * Never throws; the status is also in the record. `offset <= end <= bytes.length`.
   */
  decode(bytes: Uint8Array, offset: number, end: number, insn: Instruction): DecodeStatus;
}

export function createDecoder(table: { readonly lookup: Lookup }): Decoder {
  return new TableDecoder(table.lookup);
}

// Classes of the first byte behind the prefixes read so far.
const PLAIN = 0;
const REX = 1;
const LEGACY_PREFIX = 2;
const ESCAPE = 3;
const VECTOR = 4;

const LEGACY_PREFIXES = [
  [0x66, PREFIX_66], [0xf2, PREFIX_F2], [0xf3, PREFIX_F3], [0xf0, PREFIX_LOCK], [0x67, PREFIX_67],
  [0x2e, PREFIX_CS], [0x3e, PREFIX_DS], [0x26, PREFIX_ES], [0x36, PREFIX_SS], [0x64, PREFIX_FS],
  [0x65, PREFIX_GS],
] as const;

const PREFIX_BIT = prefixBits();
const BYTE_CLASS = byteClasses();

function prefixBits(): Uint16Array {
  const bits = new Uint16Array(256);
  for (const [byte, bit] of LEGACY_PREFIXES) bits[byte] = bit;
  return bits;
}

function byteClasses(): Uint8Array {
  const classes = new Uint8Array(256).fill(REX, 0x40, 0x50);
  for (const [byte] of LEGACY_PREFIXES) classes[byte] = LEGACY_PREFIX;
  classes[0x0f] = ESCAPE;
  for (const byte of [0x62, 0x8f, 0xc4, 0xc5]) classes[byte] = VECTOR;
  return classes;
}

class TableDecoder implements Decoder {
  readonly #lookup: Lookup;
  readonly #tail = new Uint8Array(2 * WINDOW);

  constructor(lookup: Lookup) {
    this.#lookup = lookup;
  }

  decode(bytes: Uint8Array, offset: number, end: number, insn: Instruction): DecodeStatus {
    const available = end - offset;
    if (available >= WINDOW) {
      return finish(readInstruction(this.#lookup, bytes, offset, insn), offset, MAX_LENGTH, insn);
    }
    const tail = this.#tail;
    tail.fill(0);
    for (let k = 0; k < available; k++) tail[k] = bytes[offset + k] ?? 0;
    const limit = Math.min(available, MAX_LENGTH);
    return finish(readInstruction(this.#lookup, tail, 0, insn), 0, limit, insn);
  }
}

/** Turns the position behind the instruction, or the reason, into the record's status. */
function finish(at: number, offset: number, available: number, insn: Instruction): DecodeStatus {
  let status: number = at < 0 ? -at : insn.status;
  if (at >= 0) insn.length = at - offset;
  if (insn.length > MAX_LENGTH) status = TOO_LONG;
  if (insn.length > available) {
    if (available < MAX_LENGTH) status = TRUNCATED;
    insn.length = available;
  }
  if (status !== DECODED && status !== RESERVED_VVVV) insn.form = -1;
  insn.status = status as DecodeStatus;
  return insn.status;
}

/** Ends decoding: the bytes up to `at` show that there is no instruction. */
function fail(status: DecodeStatus, offset: number, at: number, insn: Instruction): number {
  insn.length = at - offset;
  return -status;
}

function readInstruction(
  lookup: Lookup, bytes: Uint8Array, offset: number, insn: Instruction,
): number {
  insn.status = DECODED;
  insn.prefixes = 0;
  insn.repeat = 0;
  insn.rex = 0;
  insn.segment = 0;
  insn.vvvv = -1;
  insn.l = 0;
  insn.immOffset = -1;
  insn.imm = 0;
  insn.immHigh = 0;
  insn.imm2 = 0;
  let at = offset;
  let opcode = bytes[at] ?? 0;
  let kind = BYTE_CLASS[opcode] ?? PLAIN;
  if (kind === REX || kind === LEGACY_PREFIX) {
    at = readPrefixes(bytes, offset, insn);
    if (at < 0) return at;
    opcode = bytes[at] ?? 0;
    kind = BYTE_CLASS[opcode] ?? PLAIN;
  }
  if (kind === PLAIN) return readLegacy(lookup, bytes, offset, at, opcode, insn);
  if (kind === ESCAPE) return readEscaped(lookup, bytes, offset, at + 1, insn);
  return readVector(lookup, bytes, offset, at, opcode, insn);
}

/** Legacy prefixes and REX. Leaves the position of the first byte that is neither. */
function readPrefixes(bytes: Uint8Array, offset: number, insn: Instruction): number {
  let prefixes = 0;
  let rex = 0;
  for (let at = offset; at < offset + MAX_LENGTH; at++) {
    const byte = bytes[at] ?? 0;
    const kind = BYTE_CLASS[byte] ?? PLAIN;
    if (kind === REX) {
      if (rex !== 0) prefixes |= PREFIX_STRAY_REX;
      rex = byte;
    } else if (kind === LEGACY_PREFIX) {
      if (rex !== 0) prefixes |= PREFIX_STRAY_REX;
      rex = 0;
      const bit = PREFIX_BIT[byte] ?? 0;
      if ((prefixes & bit) !== 0) prefixes |= PREFIX_REPEATED;
      prefixes |= bit;
      if (byte === 0xf2 || byte === 0xf3) insn.repeat = byte;
      else if (byte === 0x64 || byte === 0x65) insn.segment = byte - 0x60;
    } else {
      insn.prefixes = prefixes;
      insn.rex = rex;
      return at;
    }
  }
  insn.prefixes = prefixes;
  return fail(TOO_LONG, offset, offset + MAX_LENGTH + 1, insn);
}

/** Behind 0f: the two-byte map, 0f 38, 0f 3a, or 3DNow!. */
function readEscaped(
  lookup: Lookup, bytes: Uint8Array, offset: number, at: number, insn: Instruction,
): number {
  const opcode = bytes[at] ?? 0;
  if (opcode === 0x38 || opcode === 0x3a) {
    const map = opcode === 0x38 ? 0x200 : 0x300;
    return readLegacy(lookup, bytes, offset, at + 1, map | (bytes[at + 1] ?? 0), insn);
  }
  if (opcode === 0x0f) return read3dnow(lookup, bytes, offset, at, insn);
  return readLegacy(lookup, bytes, offset, at, 0x100 | opcode, insn);
}

/** An opcode of the legacy maps at `at`; the slot is map and opcode in one number. */
function readLegacy(
  lookup: Lookup, bytes: Uint8Array, offset: number, at: number, slot: number, insn: Instruction,
): number {
  const { repeat, prefixes } = insn;
  let mandatory = prefixes & PREFIX_66;
  if (repeat !== 0) mandatory = repeat === 0xf3 ? MANDATORY_F3 : MANDATORY_F2;
  return readForm(lookup, bytes, offset, at, slot, mandatory, insn);
}

/** Opcode byte at `at`, ModRM, memory operand and immediates. */
function readForm(
  lookup: Lookup, bytes: Uint8Array, offset: number, at: number, slot: number, mandatory: number,
  insn: Instruction,
): number {
  const { roots, nodes, modrm: modrmKinds, immediates, checks } = lookup;
  insn.opcodeOffset = at - offset;
  insn.opcode = slot & 0xff;
  const root = roots[slot] ?? 0;
  if (root === 0) return fail(UNDEFINED_OPCODE, offset, at + 1, insn);
  const modrmKind = modrmKinds[slot] ?? NO_MODRM;
  at++;
  if (modrmKind === NO_MODRM) noModrm(slot, insn);
  else {
    const modrm = bytes[at] ?? 0;
    insn.modrm = modrm;
    insn.modrmOffset = at - offset;
    at++;
  }
  const leaf = root >= LEAF ? root : select(nodes, root, mandatory, insn);
  if (leaf === 0) return fail(UNDEFINED_OPCODE, offset, at, insn);
  const form = leaf - LEAF;
  insn.form = form;
  if (modrmKind !== NO_MODRM) at = readModrm(bytes, offset, at, modrmKind, insn);
  const immediate = immediates[form] ?? 0;
  if (immediate !== IMM_NONE) at = readImmediates(bytes, offset, at, immediate, insn);
  const open = checks[form] ?? 0;
  if (open !== 0 || (insn.prefixes & PREFIX_LOCK) !== 0) {
    const status = check(open, insn);
    if (status !== DECODED) return fail(status, offset, at, insn);
  }
  return at;
}

/** Follows the decision tree to a leaf, or to 0. */
function select(nodes: Uint16Array, root: number, mandatory: number, insn: Instruction): number {
  const { prefixes, rex, modrm, l } = insn;
  let entry = root;
  do {
    let value = 0;
    switch (nodes[entry]) {
      case SELECT_SIZE:
        value = (rex & 8) !== 0 ? SIZE_64 : (prefixes & PREFIX_66) !== 0 ? SIZE_16 : SIZE_32;
        break;
      case SELECT_MANDATORY: value = mandatory; break;
      case SELECT_REG: value = (modrm >> 3) & 7; break;
      case SELECT_MOD: value = modrm >= 0xc0 ? 1 : 0; break;
      case SELECT_RM: value = modrm & 7; break;
      case SELECT_B: value = rex & 1; break;
      case SELECT_66: value = prefixes & PREFIX_66; break;
      case SELECT_L: value = l; break;
      default: value = (rex >> 3) & 1;
    }
    entry = nodes[entry + 1 + value] ?? 0;
  } while (entry !== 0 && entry < LEAF);
  return entry;
}

function noModrm(slot: number, insn: Instruction): void {
  insn.modrm = -1;
  insn.modrmOffset = -1;
  insn.reg = 0;
  insn.rm = 0;
  insn.opcodeRegister = (slot & 7) | ((insn.rex & 1) << 3);
  noMemory(insn);
}

function noMemory(insn: Instruction): void {
  insn.memory = 0;
  insn.base = NO_REGISTER;
  insn.index = NO_REGISTER;
  insn.scale = 0;
  insn.disp = 0;
  insn.dispSize = 0;
  insn.sibOffset = -1;
  insn.dispOffset = -1;
}

/** Registers of ModRM, and the memory operand behind it. */
function readModrm(
  bytes: Uint8Array, offset: number, at: number, modrmKind: number, insn: Instruction,
): number {
  const { modrm, rex } = insn;
  insn.opcodeRegister = -1;
  insn.reg = ((modrm >> 3) & 7) | ((rex & 4) << 1);
  insn.rm = (modrm & 7) | ((rex & 1) << 3);
  if (modrm >= 0xc0 || modrmKind === MODRM_REGISTER) {
    noMemory(insn);
    return at;
  }
  return readMemory(bytes, offset, at, insn);
}

/** SIB and displacement (SDM volume 2, tables 2-2 and 2-3, with REX.X and REX.B). */
function readMemory(bytes: Uint8Array, offset: number, at: number, insn: Instruction): number {
  const { modrm, rex } = insn;
  const mod = modrm >> 6;
  insn.memory = 1;
  insn.base = insn.rm;
  insn.index = NO_REGISTER;
  insn.scale = 0;
  insn.sibOffset = -1;
  let baseField = -1;
  if ((modrm & 7) === 4) {
    const sib = bytes[at] ?? 0;
    insn.sibOffset = at - offset;
    at++;
    const index = ((sib >> 3) & 7) | ((rex & 2) << 2);
    insn.index = index === 4 ? NO_REGISTER : index;
    insn.scale = sib >> 6;
    insn.base = (sib & 7) | ((rex & 1) << 3);
    baseField = sib & 7;
  }
  if (mod === 1) {
    insn.disp = ((bytes[at] ?? 0) << 24) >> 24;
    insn.dispSize = 1;
    insn.dispOffset = at - offset;
    return at + 1;
  }
  if (mod === 0 && baseField !== 5 && (modrm & 7) !== 5) {
    insn.disp = 0;
    insn.dispSize = 0;
    insn.dispOffset = -1;
    return at;
  }
  if (mod === 0) insn.base = baseField === 5 ? NO_REGISTER : BASE_RIP;
  insn.disp = readInt32(bytes, at);
  insn.dispSize = 4;
  insn.dispOffset = at - offset;
  return at + 4;
}

function readInt32(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) |
    ((bytes[at + 3] ?? 0) << 24)
  );
}

function readImmediates(
  bytes: Uint8Array, offset: number, at: number, layout: number, insn: Instruction,
): number {
  insn.immOffset = at - offset;
  if (layout === IMM_8) {
    insn.imm = ((bytes[at] ?? 0) << 24) >> 24;
    insn.immHigh = insn.imm >> 31;
    return at + 1;
  }
  if (layout === IMM_32) {
    insn.imm = readInt32(bytes, at);
    insn.immHigh = insn.imm >> 31;
    return at + 4;
  }
  return readRareImmediates(bytes, at, layout, insn);
}

function readRareImmediates(
  bytes: Uint8Array, at: number, layout: number, insn: Instruction,
): number {
  if (layout === IMM_8_8) {
    insn.imm = ((bytes[at] ?? 0) << 24) >> 24;
    insn.immHigh = insn.imm >> 31;
    insn.imm2 = bytes[at + 1] ?? 0;
    return at + 2;
  }
  if (layout === IMM_16 || layout === IMM_16_8) {
    insn.imm = (((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)) << 16) >> 16;
    insn.immHigh = insn.imm >> 31;
    if (layout === IMM_16) return at + 2;
    insn.imm2 = bytes[at + 2] ?? 0;
    return at + 3;
  }
  // A moffs is as wide as an address: 64 bits, with 67 32 bits.
  insn.imm = readInt32(bytes, at);
  if (layout === IMM_64 || (insn.prefixes & PREFIX_67) === 0) {
    insn.immHigh = readInt32(bytes, at + 4);
    return at + 8;
  }
  return at + 4;
}

/** What can still be wrong when the form is known. */
function check(open: number, insn: Instruction): DecodeStatus {
  if ((insn.prefixes & PREFIX_LOCK) !== 0 && ((open & LOCKABLE) === 0 || insn.memory === 0)) {
    return BAD_PREFIX;
  }
  if ((open & REGISTER_CHECKS) !== 0 && !registersExist(open, insn)) return UNDEFINED_OPCODE;
  if ((open & VVVV_UNUSED) !== 0 && insn.vvvv !== 0) insn.status = RESERVED_VVVV;
  return DECODED;
}

/** Segment, control, debug, mask and tile registers, and index vectors, are not all encodable. */
function registersExist(open: number, insn: Instruction): boolean {
  const { reg, rm, vvvv } = insn;
  if ((open & (TO_SEGMENT | FROM_SEGMENT)) !== 0) {
    // REX.R is ignored here. There are six segment registers, and cs cannot be loaded.
    return (reg & 7) < 6 && ((open & FROM_SEGMENT) !== 0 || (reg & 7) !== 1);
  }
  if ((open & CONTROL_REGISTER) !== 0) return reg === 0 || (reg >= 2 && reg <= 4) || reg === 8;
  if ((open & DEBUG_REGISTER) !== 0) return reg < 8;
  if ((open & MASK_REG) !== 0 && reg > 7) return false;
  if ((open & MASK_VVVV) !== 0 && vvvv > 7) return false;
  if ((open & TILE_RM) !== 0 && rm > 7) return false;
  if ((open & (NEEDS_SIB | VECTOR_INDEX)) !== 0 && insn.sibOffset < 0) return false;
  if ((open & VECTOR_INDEX) !== 0 && insn.index === NO_REGISTER) insn.index = 4;
  if ((open & DISTINCT) === 0) return true;
  const third = (open & VECTOR_INDEX) !== 0 ? insn.index : rm;
  return reg !== vvvv && reg !== third && vvvv !== third;
}

/** 3DNow!: ModRM and operand stand between the escape and the opcode. */
function read3dnow(
  lookup: Lookup, bytes: Uint8Array, offset: number, at: number, insn: Instruction,
): number {
  insn.modrm = bytes[at + 1] ?? 0;
  insn.modrmOffset = at + 1 - offset;
  at = readModrm(bytes, offset, at + 2, MODRM, insn);
  insn.opcode = bytes[at] ?? 0;
  insn.opcodeOffset = at - offset;
  const leaf = lookup.roots[SLOT_3DNOW + insn.opcode] ?? 0;
  if (leaf === 0) return fail(UNDEFINED_OPCODE, offset, at + 1, insn);
  insn.form = leaf - LEAF;
  if ((insn.prefixes & PREFIX_LOCK) !== 0) return fail(BAD_PREFIX, offset, at + 1, insn);
  return at + 1;
}

/** c4, c5 (VEX), 8f (XOP, or POP), 62 (EVEX) at `at`. */
function readVector(
  lookup: Lookup, bytes: Uint8Array, offset: number, at: number, first: number, insn: Instruction,
): number {
  const second = bytes[at + 1] ?? 0;
  if (first === 0x8f && (second & 0x18) === 0) {
    return readLegacy(lookup, bytes, offset, at, first, insn);
  }
  if (insn.rex !== 0 || (insn.prefixes & (PREFIX_66 | PREFIX_F2 | PREFIX_F3 | PREFIX_LOCK)) !== 0) {
    return fail(BAD_PREFIX, offset, at + 1, insn);
  }
  if (first === 0x62) {
    const evex = (second & 0x08) === 0 && ((bytes[at + 2] ?? 0) & 0x04) !== 0;
    return fail(evex ? EVEX_REFUSED : UNDEFINED_OPCODE, offset, at + 3, insn);
  }
  if (first === 0xc5) {
    insn.rex = 0x40 | ((~second >> 5) & 4);
    return readVectorOpcode(lookup, bytes, offset, at + 2, SLOT_VEX, second, insn);
  }
  const third = bytes[at + 2] ?? 0;
  insn.rex = 0x40 | ((third >> 4) & 8) | ((~second >> 5) & 7);
  const map = second & 0x1f;
  const slot = first === 0xc4 ? SLOT_VEX + ((map - 1) << 8) : SLOT_XOP + ((map - 8) << 8);
  if (first === 0xc4 ? map < 1 || map > 7 : map < 8 || map > 10) {
    return fail(UNDEFINED_OPCODE, offset, at + 2, insn);
  }
  return readVectorOpcode(lookup, bytes, offset, at + 3, slot, third, insn);
}

/** The last prefix byte (vvvv, L, pp) is known, the opcode stands at `at`. */
function readVectorOpcode(
  lookup: Lookup, bytes: Uint8Array, offset: number, at: number, slot: number, last: number,
  insn: Instruction,
): number {
  insn.vvvv = (~last >> 3) & 15;
  insn.l = ((last >> 2) & 1) as 0 | 1;
  return readForm(lookup, bytes, offset, at, slot | (bytes[at] ?? 0), last & 3, insn);
}
