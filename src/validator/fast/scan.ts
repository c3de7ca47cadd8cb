// hot path: bench/validate.ts
/**
 * One bundle through the compiled tables: the fast validator's inner loop. It knows nothing of the
 * decoder; an instruction is a key (prefixes, map, opcode), a facts word, and a length.
 */
import {
  ADMITTED, FREE_MEMORY, HAS_MODRM, IMMEDIATE_MASK, JUMP_MASK, JUMP_REL8, JUMP_SHIFT, LAST_MASK,
  LAST_SHIFT, LEAD_LEGACY, LEAD_OPCODE, LEAD_REX, LEAD_ESCAPE, LEAD_VEX2,
  PLACE_ACCUMULATOR, PLACE_OPCODE, PLACE_REG, PLACE_SHIFT, REGISTER_IMMEDIATE, REX_W0, REX_W1,
  RM_SHIFT, R_UNUSED, SECOND_MASK, SECOND_SHIFT, SUFFIX_3DNOW, VEX_KEYS, VVVV_UNUSED, WRITES_BYTE,
  WRITES_EXTENDING, WRITE_MASK, WRITE_SHIFT,
} from "./facts.ts";
import { fixedNopLength, freeStackWrite, lastPartStart, stackSandboxing } from "./sequences.ts";
import type { ScanTables } from "./tables.ts";

/** No restricted register. */
const NONE = 16;

/** What a scan leaves behind besides its verdict: one bit per byte of text, in 32-bit words. */
export interface JumpMaps {
  /** Offsets that a direct jump may name. */
  readonly targets: Uint32Array;
  /** Offsets that some direct jump does name (multiples of 32 left out). */
  readonly jumps: Uint32Array;
}

/**
 * Reads prefixes, REX and escapes. Result: key << 12 | REX byte (0 = none) << 4 | bytes read, the
 * opcode included; -1 for an order or repetition that no row allows. VEX gives its W, R, X and B
 * as a REX byte.
 */
function opcodeKey(t: ScanTables, bytes: Uint8Array, start: number): number {
  let p = start;
  let b = bytes[p++] as number;
  let lead = t.lead[b] as number;
  if (lead === LEAD_OPCODE) return (b << 12) | 1;
  let set = 0;
  while (lead === LEAD_LEGACY) {
    const bit = t.prefixBit[b] as number;
    if ((set & bit) !== 0) return -1;
    set |= bit;
    b = bytes[p++] as number;
    lead = t.lead[b] as number;
  }
  let rex = 0;
  let key = set << 12;
  if (lead === LEAD_REX) {
    rex = b;
    key |= (b & 8) !== 0 ? REX_W1 << 10 : REX_W0 << 10;
    b = bytes[p++] as number;
    lead = t.lead[b] as number;
    if (lead === LEAD_OPCODE) return ((key | b) << 12) | (rex << 4) | (p - start);
  }
  if (lead === LEAD_ESCAPE) {
    b = bytes[p++] as number;
    if (b === 0x38 || b === 0x3a) {
      key |= b === 0x38 ? 2 << 8 : 3 << 8;
      b = bytes[p++] as number;
    } else key |= 1 << 8;
  } else if (lead >= LEAD_VEX2) return p - start === 1 ? vexKey(lead, bytes, start) : -1;
  else if (lead !== LEAD_OPCODE) return -1;
  return ((key | b) << 12) | (rex << 4) | (p - start);
}

/** The same for VEX. vvvv stays in the bytes; the scanner looks at it when the facts say so. */
function vexKey(lead: number, bytes: Uint8Array, p: number): number {
  const first = bytes[p + 1] as number;
  if (lead === LEAD_VEX2) {
    const key = VEX_KEYS | ((first & 7) << 8) | (bytes[p + 2] as number);
    return (key << 12) | ((0x40 | ((~first >> 5) & 4)) << 4) | 3;
  }
  const map = first & 31;
  if (map < 1 || map > 3) return -1;
  const second = bytes[p + 2] as number;
  const key = VEX_KEYS | ((map - 1) << 12) | ((second & 0x80) << 4) | ((second & 7) << 8);
  const rex = 0x40 | ((second >> 4) & 8) | (~first >> 5 & 7);
  return ((key | (bytes[p + 3] as number)) << 12) | (rex << 4) | 4;
}

/**
 * Whether a memory operand's base and index break the rules. `rr` is the restricted register.
 * Result: 0 fine, 1 fine and the index is the restricted register, 2 refused.
 */
function memoryVerdict(modrm: number, sib: number, rex: number, rr: number): 0 | 1 | 2 {
  if ((modrm & 7) !== 4) {
    if ((modrm & 0xc7) === 5) return 0;
    const base = (modrm & 7) | ((rex & 1) << 3);
    return base === 5 || base === 15 ? 0 : 2;
  }
  const base = (sib & 7) | ((rex & 1) << 3);
  if (base !== 4 && base !== 15 && base !== 5) return 2;
  if (base === 5 && (modrm & 0xc0) === 0) return 2;
  const index = ((sib >> 3) & 7) | ((rex & 2) << 2);
  if (index === 4) return 0;
  return index === rr ? 1 : 2;
}

/** Whether spurious or forbidden bits stand in a VEX instruction. `p` is its start. */
function vexRefused(
  facts: number, bytes: Uint8Array, p: number, rex: number, modrm: number, sib: number,
): boolean {
  const fields = bytes[p] === 0xc5 ? bytes[p + 1] as number : bytes[p + 2] as number;
  if ((facts & VVVV_UNUSED) !== 0 && (fields & 0x78) !== 0x78) return true;
  if ((facts & R_UNUSED) !== 0 && (rex & 4) !== 0) return true;
  if (modrm < 0) return (rex & 3) !== 0;
  const hasSib = modrm < 0xc0 && (modrm & 7) === 4;
  if ((rex & 2) !== 0 && !hasSib) return true;
  const noBase = (modrm & 0xc7) === 5 || (hasSib && modrm < 0x40 && (sib & 7) === 5);
  return noBase && (rex & 1) !== 0;
}

/** Whether a register must not be the target of a write of this width. */
const writeRefused = (width: number, register: number, rex: number): boolean =>
  register === 15 ||
  ((register === 4 || register === 5) &&
    (width === WRITES_BYTE ? rex !== 0 : width !== WRITES_EXTENDING));

/**
 * Scans the bundle at `bytes[bundle]`, which is at `offset` of a text of `size` bytes. At least 32
 * bytes must follow the bundle in `bytes`.
 *
 * Result: the bundle's jump targets, one bit per byte; 0 when the bundle is refused. (The first
 * byte of an accepted bundle is always a target.)
 */
export function scanBundle(
  t: ScanTables, bytes: Uint8Array, bundle: number, offset: number, size: number,
  jumps: Uint32Array,
): number {
  const { keys, facts: table, displacement } = t;
  const end = bundle + 32;
  let starts = 0;
  let inner = 0;
  let rr = NONE;
  let p = bundle;
  while (p < end) {
    const bit = 1 << (p - bundle);
    starts |= bit;
    const packed = opcodeKey(t, bytes, p);
    const entry = packed < 0 ? 0 : keys[packed >> 12] as number;
    let q = p + (packed & 15);
    const rex = (packed >> 4) & 0xff;
    let modrm = -1;
    let sib = 0;
    let facts = 0;
    if ((entry & HAS_MODRM) === 0) facts = table[entry] as number;
    else {
      modrm = bytes[q++] as number;
      const slot = (entry & ~HAS_MODRM) | ((modrm >> 3) & 7);
      if (modrm >= 0xc0) {
        facts = table[slot | 8] as number;
        if ((facts & (1 << (RM_SHIFT + (modrm & 7)))) === 0) facts = 0;
      } else {
        facts = table[slot] as number;
        if ((modrm & 7) === 4) sib = bytes[q++] as number;
        q += displacement[modrm] as number;
        if (modrm < 0x40 && (modrm & 7) === 4 && (sib & 7) === 5) q += 4;
        if ((facts & FREE_MEMORY) === 0) {
          const verdict = memoryVerdict(modrm, sib, rex, rr);
          if (verdict === 2) return 0;
          if (verdict === 1) inner |= bit;
        }
      }
    }
    if ((facts & ADMITTED) === 0) {
      const nop = rr === 4 || rr === 5 ? 0 : fixedNopLength(bytes, p);
      if (nop === 0 || p + nop > end) return 0;
      rr = NONE;
      p += nop;
      continue;
    }
    q += facts & IMMEDIATE_MASK;
    if (q > end) return 0;
    if (packed >= VEX_KEYS << 12 && vexRefused(facts, bytes, p, rex, modrm, sib)) return 0;
    // Writes. What they forbid may still be one of the special forms of rsp and rbp.
    let refused = rr === 4 || rr === 5;
    let restricted = NONE;
    const width = (facts & WRITE_MASK) >> WRITE_SHIFT;
    if (width !== 0) {
      const place = (facts >> PLACE_SHIFT) & 3;
      const register = place === PLACE_REG ? ((modrm >> 3) & 7) | ((rex & 4) << 1)
        : place === PLACE_ACCUMULATOR ? 0
        : ((place === PLACE_OPCODE ? packed >> 12 : modrm) & 7) | ((rex & 1) << 3);
      if (writeRefused(width, register, rex)) refused = true;
      if (width === WRITES_EXTENDING) restricted = register;
      const second = (facts & SECOND_MASK) >> SECOND_SHIFT;
      if (second !== 0 &&
        writeRefused(second, ((modrm >> 3) & 7) | ((rex & 4) << 1), rex)) return 0;
    }
    if (refused) {
      if (rr === 4 || rr === 5) {
        if (!stackSandboxing(bytes, p, q - p, rr)) return 0;
        inner |= bit;
      } else if (!freeStackWrite(bytes, p, q - p)) return 0;
      restricted = NONE;
    }
    if ((facts & (JUMP_MASK | LAST_MASK | SUFFIX_3DNOW | REGISTER_IMMEDIATE)) !== 0) {
      if ((facts & JUMP_MASK) !== 0) {
        const rel = (facts & JUMP_MASK) >> JUMP_SHIFT === JUMP_REL8
          ? (bytes[q - 1] as number) << 24 >> 24
          : (bytes[q - 4] as number) | (bytes[q - 3] as number) << 8 |
            (bytes[q - 2] as number) << 16 | (bytes[q - 1] as number) << 24;
        const target = offset + (q - bundle) + rel;
        if ((target & 31) !== 0) {
          if (target < 0 || target >= size) return 0;
          const word = Math.floor(target / 32);
          jumps[word] = (jumps[word] as number) | 1 << (target & 31);
        }
      } else if ((facts & LAST_MASK) !== 0) {
        const from = lastPartStart(bytes, bundle, p, starts,
          (facts & LAST_MASK) >> LAST_SHIFT, (modrm & 7) | ((rex & 1) << 3), rex);
        if (from < 0) return 0;
        for (let inside = from + 1; inside <= p; inside++) inner |= 1 << (inside - bundle);
      } else if ((facts & SUFFIX_3DNOW) !== 0) {
        if (t.suffixes[bytes[q - 1] as number] === 0) return 0;
      } else if (((bytes[q - 1] as number) & 15) !== 0) return 0;
    }
    rr = restricted;
    p = q;
  }
  if (rr === 4 || rr === 5) return 0;
  return (starts & ~inner) >>> 0;
}
