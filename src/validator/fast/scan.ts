// hot path: bench/validate.ts
/**
 * The fast validator's logic: one instruction through the compiled tables. It knows nothing of the
 * decoder; an instruction is a key (prefixes, map, opcode), a facts word, and a length.
 *
 * The tables and buffers are read at indexes that are in range by construction, so `as number` only
 * takes the `undefined` off that the compiler cannot exclude.
 */
import {
  FREE_MEMORY, HAS_MODRM, IMMEDIATE_MASK, JUMP_MASK, JUMP_REL8, JUMP_SHIFT, LAST_MASK,
  LAST_SHIFT, LEAD_ESCAPE, LEAD_LEGACY, LEAD_OPCODE, LEAD_REX, LEAD_VEX2, PLACE_ACCUMULATOR,
  PLACE_OPCODE, PLACE_REG, PLACE_SHIFT, REGISTER_IMMEDIATE, REX_W0, REX_W1, RM_SHIFT, R_UNUSED,
  SECOND_MASK, SECOND_SHIFT, SUFFIX_3DNOW, VEX_KEYS, VVVV_UNUSED, WRITES_BYTE, WRITES_EXTENDING,
  WRITE_MASK, WRITE_SHIFT,
} from "./facts.ts";
import { fixedNopLength, freeStackWrite, lastPartStart, stackSandboxing } from "./sequences.ts";
import { UNCOMPILED } from "./tables.ts";
import type { ScanTables } from "./tables.ts";

/** No restricted register. */
export const NONE = 16;

const BUNDLE_BYTES = 32;
const REFUSED = -1;

/** rsp and rbp: what restricts them must be followed by their sandboxing. */
export const isStackRegister = (rr: number): boolean => (rr & 0x1e) === 4;

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
  if ((facts & HAS_MODRM) === 0) return (rex & 3) !== 0;
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

/** Number of the first written register, by its place. */
function writtenRegister(facts: number, modrm: number, key: number, rex: number): number {
  const place = (facts >> PLACE_SHIFT) & 3;
  if (place === PLACE_REG) return ((modrm >> 3) & 7) | ((rex & 4) << 1);
  if (place === PLACE_ACCUMULATOR) return 0;
  return ((place === PLACE_OPCODE ? key : modrm) & 7) | ((rex & 1) << 3);
}

/**
 * Scans instructions of one text. `bytes` holds a part of it (or all of it) and at least 32 bytes
 * behind the bundle that is scanned; `origin` is the offset in the text of `bytes[0]`.
 */
export class Scanner {
  readonly #tables: ScanTables;
  #bytes: Uint8Array = new Uint8Array(0);
  #origin = 0;
  #size = 0;
  #jumps: DataView = new DataView(new ArrayBuffer(0));
  /** Bits of the bundle's bytes that the last `step` took from the jump targets. */
  inner = 0;

  constructor(tables: ScanTables) {
    this.#tables = tables;
  }

  /**
   * The text to scan: its size, and where direct jumps are marked, one bit per byte of text in
   * little-endian words of 32.
   */
  begin(size: number, jumps: DataView): void {
    this.#size = size;
    this.#jumps = jumps;
  }

  /** The part of the text to scan from now on. */
  view(bytes: Uint8Array, origin: number): void {
    this.#bytes = bytes;
    this.#origin = origin;
  }

  /**
   * Scans the bundle at `bytes[bundle]`. Result: its jump targets, one bit per byte; 0 when it is
   * refused. (The first byte of an accepted bundle is always a target.)
   */
  bundle(bundle: number): number {
    let starts = 0;
    let inner = 0;
    let rr = NONE;
    let p = bundle;
    while (p < bundle + BUNDLE_BYTES) {
      starts |= 1 << (p - bundle);
      const found = this.step(p, bundle, starts, rr);
      if (found < 0) return 0;
      inner |= this.inner;
      p += found & 31;
      rr = found >> 5;
    }
    return isStackRegister(rr) ? 0 : (starts & ~inner) >>> 0;
  }

  /**
   * Scans the instruction at `bytes[p]` of the bundle at `bytes[bundle]`, where `starts` has a bit
   * for every instruction so far, this one included, and `rr` is the restricted register.
   *
   * Result: its length, plus 32 times the register that it restricts (NONE for none); -1 when it
   * is refused.
   */
  step(p: number, bundle: number, starts: number, rr: number): number {
    const bytes = this.#bytes;
    const { keys, facts: table, displacement } = this.#tables;
    this.inner = 0;
    const packed = opcodeKey(this.#tables, bytes, p);
    if (packed < 0) return this.#fixedNop(p, bundle, rr);
    let entry = keys[packed >> 12] as number;
    if (entry === UNCOMPILED) entry = this.#tables.placeOf(packed >> 12);
    let q = p + (packed & 15);
    const rex = (packed >> 4) & 0xff;
    const modrm = bytes[q] as number;
    const facts = table[entry | ((modrm >> 3) & 7) | (modrm >= 0xc0 ? 8 : 0)] as number;
    if ((facts & (1 << (RM_SHIFT + (modrm & 7)))) === 0) return this.#fixedNop(p, bundle, rr);
    let sib = 0;
    let used = 0;
    if ((facts & HAS_MODRM) !== 0) {
      q++;
      if (modrm < 0xc0) {
        if ((modrm & 7) === 4) sib = bytes[q++] as number;
        q += displacement[modrm] as number;
        if (modrm < 0x40 && (modrm & 7) === 4 && (sib & 7) === 5) q += 4;
        if ((facts & FREE_MEMORY) === 0) {
          const verdict = memoryVerdict(modrm, sib, rex, rr);
          if (verdict === 2) return REFUSED;
          if (verdict === 1) used = 1 << (p - bundle);
        }
      }
    }
    q += facts & IMMEDIATE_MASK;
    if (q > bundle + BUNDLE_BYTES) return REFUSED;
    if (packed >= VEX_KEYS << 12 && vexRefused(facts, bytes, p, rex, modrm, sib)) return REFUSED;
    this.inner = used;
    const special = JUMP_MASK | LAST_MASK | SUFFIX_3DNOW | REGISTER_IMMEDIATE;
    if ((facts & special) !== 0 && !this.#specialFits(facts, p, q, bundle, starts, modrm, rex)) {
      return REFUSED;
    }
    const restricts = this.#writes(facts, p, q, modrm, packed >> 12, rex, rr, bundle);
    return restricts < 0 ? REFUSED : (q - p) | (restricts << 5);
  }

  /** What is no instruction of the tables may be a fixed nop. */
  #fixedNop(p: number, bundle: number, rr: number): number {
    const length = fixedNopLength(this.#bytes, p);
    const fits = length > 0 && p + length <= bundle + BUNDLE_BYTES && !isStackRegister(rr);
    return fits ? length | (NONE << 5) : REFUSED;
  }

  /**
   * Written registers. What their rules forbid may still be one of the special forms of rsp and
   * rbp. Result: the restricted register, or -1.
   */
  #writes(
    facts: number, p: number, q: number, modrm: number, key: number, rex: number, rr: number,
    bundle: number,
  ): number {
    const width = (facts & WRITE_MASK) >> WRITE_SHIFT;
    const register = writtenRegister(facts, modrm, key, rex);
    if (isStackRegister(rr)) {
      if (!stackSandboxing(this.#bytes, p, q - p, rr)) return REFUSED;
      this.inner |= 1 << (p - bundle);
      return NONE;
    }
    if (width === 0) return NONE;
    if (writeRefused(width, register, rex)) {
      return freeStackWrite(this.#bytes, p, q - p) ? NONE : REFUSED;
    }
    const second = (facts & SECOND_MASK) >> SECOND_SHIFT;
    if (second !== 0 && writeRefused(second, ((modrm >> 3) & 7) | ((rex & 4) << 1), rex)) {
      return REFUSED;
    }
    return width === WRITES_EXTENDING ? register : NONE;
  }

  /** Direct jumps, last parts of superinstructions, and bytes behind the operands. */
  #specialFits(
    facts: number, p: number, q: number, bundle: number, starts: number, modrm: number,
    rex: number,
  ): boolean {
    const bytes = this.#bytes;
    if ((facts & JUMP_MASK) !== 0) return this.#jumpFits(facts, q);
    if ((facts & LAST_MASK) !== 0) {
      const register = (modrm & 7) | ((rex & 1) << 3);
      const kind = (facts & LAST_MASK) >> LAST_SHIFT;
      const from = lastPartStart(bytes, bundle, p, starts, kind, register, rex);
      for (let inside = from + 1; inside <= p; inside++) this.inner |= 1 << (inside - bundle);
      return from >= 0;
    }
    const last = bytes[q - 1] as number;
    if ((facts & SUFFIX_3DNOW) !== 0) return this.#tables.suffixes[last] === 1;
    return (last & 15) === 0;
  }

  /** Marks the target of a direct jump that ends at `bytes[q]`, unless it is a bundle start. */
  #jumpFits(facts: number, q: number): boolean {
    const bytes = this.#bytes;
    const distance = (facts & JUMP_MASK) >> JUMP_SHIFT === JUMP_REL8
      ? (bytes[q - 1] as number) << 24 >> 24
      : (bytes[q - 4] as number) | (bytes[q - 3] as number) << 8 |
        (bytes[q - 2] as number) << 16 | (bytes[q - 1] as number) << 24;
    const target = this.#origin + q + distance;
    if ((target & 31) === 0) return true;
    if (target < 0 || target >= this.#size) return false;
    const word = 4 * Math.floor(target / BUNDLE_BYTES);
    this.#jumps.setUint32(word, this.#jumps.getUint32(word, true) | 1 << (target & 31), true);
    return true;
  }
}
