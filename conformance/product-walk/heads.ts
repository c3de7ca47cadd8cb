/** Opcodes with everything before them, as states of both validators. */
import {
  CLASS_WORDS, legacyKey, REX_NONE, REX_W0, REX_W1, SET_66, SET_F0, SET_F2, SET_F3, SET_HINT,
  VEX_KEYS,
} from "../../src/validator/fast/facts.ts";
import type { ScanTables } from "../../src/validator/fast/tables.ts";
import type { Head } from "./byte-classes.ts";
import type { PrefixState } from "./prefixes.ts";

const ESCAPES = [[], [0x0f], [0x0f, 0x38], [0x0f, 0x3a]] as const;
export const OPCODES = Array.from({ length: 256 }, (_, byte) => byte);
/** Bytes of the one-byte map that are no opcodes: escape, REX and legacy prefixes, VEX. */
const NO_OPCODES: ReadonlySet<number> = new Set([
  0x0f, ...Array.from({ length: 16 }, (_, k) => 0x40 + k), 0x66, 0xf2, 0xf3, 0xf0, 0x2e, 0x3e, 0x26,
  0x36, 0x64, 0x65, 0x67, 0xc4, 0xc5,
]);

const SETS: Readonly<Record<number, number>> = {
  0x66: SET_66, 0xf2: SET_F2, 0xf3: SET_F3, 0xf0: SET_F0, 0x2e: SET_HINT, 0x3e: SET_HINT,
};

const rexClass = (rex: number): number =>
  rex === 0 ? REX_NONE : (rex & 8) !== 0 ? REX_W1 : REX_W0;

function wordsOf(tables: ScanTables, key: number): readonly number[] {
  const place = tables.keys[key] ?? 0;
  return place === 0 ? [] : [...tables.facts.subarray(place, place + CLASS_WORDS)];
}

/** Heads of the legacy maps behind a state of prefixes and a REX byte (0 for none). */
export function* legacyHeads(
  tables: ScanTables, prefix: PrefixState, rex: number,
): Generator<Head> {
  const set = prefix.bytes.reduce((bits, byte) => bits | (SETS[byte] ?? 0), 0);
  const start = [...prefix.bytes, ...(rex === 0 ? [] : [rex])];
  for (const [map, escape] of ESCAPES.entries()) {
    for (const opcode of OPCODES) {
      if (map === 0 && NO_OPCODES.has(opcode)) continue;
      if (map === 1 && (opcode === 0x38 || opcode === 0x3a)) continue;
      const words = prefix.live && new Set(prefix.bytes).size === prefix.bytes.length
        ? wordsOf(tables, legacyKey(set, rexClass(rex), map, opcode)) : [];
      yield { bytes: [...start, ...escape, opcode], rex, words };
    }
  }
}

/** Fields behind R, X, B and the map: W, vvvv (1111, or one of the others), L and pp. */
const vexFields = (w: number, vvvv: number, low: number): number => w << 7 | vvvv << 3 | low;

/** Heads with the two-byte prefix, all bytes of it. */
export function* vex2Heads(tables: ScanTables): Generator<Head> {
  for (const second of OPCODES) {
    for (const opcode of OPCODES) {
      const words = wordsOf(tables, VEX_KEYS | (second & 7) << 8 | opcode);
      yield { bytes: [0xc5, second, opcode], rex: 0x40 | ((~second >> 5) & 4), words };
    }
  }
}

/** Maps that the scanner knows, and one of each kind that it does not. */
const MAPS = [1, 2, 3, 0, 4, 5, 6, 7, 8, 31];

/** Heads with the three-byte prefix. `other` gives vvvv beside 1111. */
export function* vex3Heads(tables: ScanTables, other: () => number): Generator<Head> {
  for (const map of MAPS) {
    for (const opcode of OPCODES) {
      for (let low = 0; low < 8; low++) {
        for (const w of [0, 1]) {
          const known = map >= 1 && map <= 3;
          const words = known
            ? wordsOf(tables, VEX_KEYS | (map - 1) << 12 | w << 11 | low << 8 | opcode) : [];
          // Nothing depends on R, X and B where the scanner knows no instruction.
          for (const inverted of words.length > 0 ? [7, 6, 5, 4, 3, 2, 1, 0] : [7, 0]) {
            for (const vvvv of words.length > 0 ? [15, other()] : [15]) {
              const bytes = [0xc4, inverted << 5 | map, vexFields(w, vvvv, low), opcode];
              yield { bytes, rex: 0x40 | w << 3 | (~inverted & 7), words };
            }
          }
        }
      }
    }
  }
}
