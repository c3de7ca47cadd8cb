/**
 * The kernel's memory: the compiled tables, laid out by byte values so that the kernel finds
 * everything with single loads. The text's slice and the bitmaps follow the tables.
 */
import {
  CLASS_WORDS, REX_W0, REX_W1, VEX_KEYS, WRITES_BYTE, WRITES_EXTENDING, WRITES_WIDE,
} from "./facts.ts";
import { FACTS_MAX } from "./tables.ts";
import type { ScanTables } from "./tables.ts";

const BUNDLE_BYTES = 32;

/** Addresses in the kernel's memory. Tables by byte come first, then keys, facts and the slice. */
export const LEAD = 0;
export const PREFIX = 256;
/** Length of ModRM, SIB and displacement together, by ModRM. */
export const OPERAND_LENGTH = 512;
/** Offset of the facts word in its class, by ModRM. */
export const SLOT = 768;
/** By REX.B and ModRM: 1 where a memory operand without SIB has a fit base. */
export const BASE_FITS = 1024;
/** By REX.X, REX.B and SIB: the index (31 for none), with SIB_NO_FIT and SIB_NO_BASE. */
export const SIB = 1536;
/** By width, presence of REX, and register: 1 where a write needs a closer look. */
export const PROTECTED = 2560;
/** Key bits of a REX byte, 0 for other bytes; two bytes each. */
export const REX_KEY = 2816;
/** Where `Scanner.step` leaves the bits that it takes from the jump targets. */
export const INNER = 3328;
export const KEYS = 3392;
export const FACTS = KEYS + 2 * VEX_KEYS;

export const SIB_NO_FIT = 0x80;
export const SIB_NO_BASE = 0x40;
export const NO_INDEX = 31;

/** Where the tables end, and so the slice of text may begin. */
export const TABLES_END = Math.ceil((FACTS + 4 * FACTS_MAX) / BUNDLE_BYTES) * BUNDLE_BYTES;

/** Writes what does not depend on opcodes into the kernel's memory. */
export function storeByteTables(t: ScanTables, memory: Uint8Array): void {
  memory.set(t.lead, LEAD);
  memory.set(t.prefixBit, PREFIX);
  for (let modrm = 0; modrm < 256; modrm++) {
    const isRegister = modrm >= 0xc0;
    const hasSib = !isRegister && (modrm & 7) === 4;
    memory[OPERAND_LENGTH + modrm] = 1 + (t.displacement[modrm] ?? 0) + (hasSib ? 1 : 0);
    memory[SLOT + modrm] = 4 * (((modrm >> 3) & 7) | (isRegister ? 8 : 0));
    for (const b of [0, 1]) {
      const base = (modrm & 7) | (b << 3);
      const fits = (modrm & 0xc7) === 5 || base === 5 || base === 15;
      memory[BASE_FITS + (b << 8) + modrm] = Number(fits);
    }
  }
  for (let key = 0; key < 1024; key++) memory[SIB + key] = sibEntry(key >> 8, key & 0xff);
  for (let key = 0; key < 256; key++) memory[PROTECTED + key] = protectedEntry(key);
  const view = new DataView(memory.buffer, memory.byteOffset);
  for (let rex = 0x40; rex < 0x50; rex++) {
    view.setUint16(REX_KEY + 2 * rex, (rex & 8) !== 0 ? REX_W1 << 10 : REX_W0 << 10, true);
  }
}

/** Keeps keys and facts in the kernel's memory up with the tables that they are copied from. */
export class KernelTables {
  readonly #tables: ScanTables;
  #placed = 0;
  #facts = CLASS_WORDS;

  constructor(tables: ScanTables) {
    this.#tables = tables;
  }

  /**
   * Copies what was compiled since the last time, little-endian on every host. Other keys are 0
   * there: refused, or not compiled, and the scanner knows which.
   */
  update(memory: DataView): void {
    const { placed, keys, facts, factsLength } = this.#tables;
    for (; this.#placed < placed.length; this.#placed++) {
      const key = placed[this.#placed] ?? 0;
      if (key < VEX_KEYS) memory.setUint16(KEYS + 2 * key, keys[key] ?? 0, true);
    }
    for (; this.#facts < factsLength; this.#facts++) {
      memory.setInt32(FACTS + 4 * this.#facts, facts[this.#facts] ?? 0, true);
    }
  }
}

/** `xb`: REX.X and REX.B. */
function sibEntry(xb: number, sib: number): number {
  const base = (sib & 7) | ((xb & 1) << 3);
  const index = ((sib >> 3) & 7) | ((xb & 2) << 2);
  return (index === 4 ? NO_INDEX : index) | ((sib & 7) === 5 ? SIB_NO_BASE : 0) |
    (base === 4 || base === 5 || base === 15 ? 0 : SIB_NO_FIT);
}

/** Key: width << 5, 1 << 4 where there is a REX byte, register. */
function protectedEntry(key: number): number {
  const width = key >> 5;
  const register = key & 15;
  if (width === 0 || width > WRITES_EXTENDING) return 0;
  if (register === 15) return 1;
  if (register !== 4 && register !== 5) return 0;
  return Number(width === WRITES_WIDE || (width === WRITES_BYTE && (key & 16) !== 0));
}
