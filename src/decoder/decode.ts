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
  IMM_NONE, LEAF, MANDATORY_F2, MANDATORY_F3, MODRM, NO_MODRM, SELECT_66, SELECT_B, SELECT_L,
  SELECT_MANDATORY, SELECT_MOD, SELECT_REG, SELECT_RM, SELECT_SIZE, SIZE_16, SIZE_32, SIZE_64,
} from "../table/lookup.ts";
import { SLOT_3DNOW, SLOT_VEX, SLOT_XOP } from "../table/form-index.ts";
import type { Lookup } from "../table/lookup.ts";
import {
  BAD_PREFIX, DECODED, EVEX_REFUSED, PREFIX_66, PREFIX_67, PREFIX_CS, PREFIX_DS, PREFIX_ES,
  PREFIX_F2, PREFIX_F3, PREFIX_FS, PREFIX_GS, PREFIX_LOCK, PREFIX_REPEATED, PREFIX_SS,
  PREFIX_STRAY_REX, RESERVED_VVVV, TOO_LONG, TRUNCATED, UNDEFINED_OPCODE,
} from "./instruction.ts";
import type { DecodeStatus, Instruction } from "./instruction.ts";
import { check } from "./last-checks.ts";
import { noModrm, readImmediates, readModrm } from "./operand-bytes.ts";

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
