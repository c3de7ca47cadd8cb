/**
 * What objdump prints for bytes that are no instruction: where it gives up, and which prefixes it
 * shows before `(bad)`. Measured on GNU objdump 2.40.
 */
import type { Form } from "../../spec/isa/form.ts";
import type { PrefixRun } from "./prefix-run.ts";

/** Opcodes of EVEX map 1 that carry an immediate byte; all of map 3 do, no other map does. */
const EVEX_MAP1_IMMEDIATES: ReadonlySet<number> = new Set([
  0x70, 0x71, 0x72, 0x73, 0xc2, 0xc4, 0xc5, 0xc6,
]);
const EVEX_MAPS: ReadonlySet<number> = new Set([1, 2, 3, 5, 6]);
/** The byte behind 62: its low four bits are the map. The next one: bit 2 is always set. */
const EVEX_MAP_BITS = 15;
const EVEX_FIXED_BIT = 4;
/** The third: vector length, and rounding control where ModRM.rm is a register. */
const EVEX_LENGTH_BITS = 0x60;
const EVEX_ROUNDING_BIT = 0x10;
const EVEX_PREFIX_BYTES = 4;

/** Length of ModRM, SIB and displacement at `at`, or 0 where the bytes end before. */
function modrmLength(bytes: Uint8Array, at: number, end: number): number {
  const modrm = bytes[at] ?? 0;
  const mod = modrm >> 6;
  if (at >= end) return 0;
  if (mod === 3) return 1;
  const sib = (modrm & 7) === 4;
  if (sib && at + 1 >= end) return 0;
  const base = sib ? (bytes[at + 1] ?? 0) & 7 : modrm & 7;
  const displacement = mod === 1 ? 1 : mod === 2 || (mod === 0 && base === 5) ? 4 : 0;
  const length = 1 + (sib ? 1 : 0) + displacement;
  return at + length > end ? 0 : length;
}

/**
 * Length of an EVEX instruction from its 62 on, if its prefix is well formed; whether its opcode
 * exists is not known here. 0 where it is malformed or the bytes end before.
 */
export function evexLength(bytes: Uint8Array, from: number, end: number): number {
  if (malformedEvex(bytes, from) > 0) return 0;
  const map = (bytes[from + 1] ?? 0) & EVEX_MAP_BITS;
  const opcodeAt = from + EVEX_PREFIX_BYTES;
  const operands = modrmLength(bytes, opcodeAt + 1, end);
  if (operands === 0) return 0;
  const opcode = bytes[opcodeAt] ?? 0;
  const immediate = map === 3 || (map === 1 && EVEX_MAP1_IMMEDIATES.has(opcode)) ? 1 : 0;
  const length = EVEX_PREFIX_BYTES + 1 + operands + immediate;
  return from + length > end ? 0 : length;
}

/** Bytes after which a malformed EVEX prefix is given up; 0 = well formed. */
function malformedEvex(bytes: Uint8Array, from: number): number {
  const [map, fixed, last, , modrm] = [1, 2, 3, 4, 5].map((i) => bytes[from + i] ?? 0);
  if (!EVEX_MAPS.has((map ?? 0) & EVEX_MAP_BITS)) return 1;
  if (((fixed ?? 0) & EVEX_FIXED_BIT) === 0) return 2;
  const rounds = ((last ?? 0) & EVEX_ROUNDING_BIT) !== 0 && (modrm ?? 0) >> 6 === 3;
  const reserved = ((last ?? 0) & EVEX_LENGTH_BITS) === EVEX_LENGTH_BITS && !rounds;
  return reserved ? EVEX_PREFIX_BYTES + 1 : 0;
}

/** Where objdump gives up, counted from the opcode or vector prefix on. */
function givenUp(bytes: Uint8Array, from: number): number {
  const [first, second] = [bytes[from] ?? 0, bytes[from + 1] ?? 0];
  const map = second & 31;
  switch (first) {
    case 0x0f: return second === 0x38 || second === 0x3a ? 3 : second === 0x0f ? 1 : 2;
    case 0xc5: return 3;
    case 0xc4: return map >= 1 && map <= 3 ? 4 : 1;
    case 0x8f: return map < 8 ? 1 : map <= 10 ? 4 : 1;
    case 0x62: return malformedEvex(bytes, from);
    default: return first >= 0xd8 && first <= 0xdf ? 2 : 1;
  }
}

/** VEX.vvvv, XOP.vvvv or EVEX.vvvv is not 1111: then no prefix is shown. */
function namesRegister(bytes: Uint8Array, from: number, length: number): boolean {
  if (length < 3) return false;
  const tail = (bytes[from] === 0xc5 ? bytes[from + 1] : bytes[from + 2]) ?? 0;
  return (tail & 0x78) !== 0x78;
}

const VECTOR_LEADS: ReadonlySet<number> = new Set([0xc4, 0xc5, 0x62, 0x8f]);

/** The prefix that selects among the forms of an opcode: the last of F2, F3, or else 66. */
function selectingPrefix(run: PrefixRun): { byte: number; at: number } {
  if (run.repz > run.repnz) return { byte: 0xf3, at: run.repz };
  if (run.repnz >= 0) return { byte: 0xf2, at: run.repnz };
  return { byte: run.data >= 0 ? 0x66 : 0, at: run.data };
}

export interface UndefinedBytes {
  /** Counted from the opcode on. */
  readonly length: number;
  /** Prefix names to show. */
  readonly names: readonly string[];
  /** `(bad)` but for what objdump has a name for. */
  readonly text: string;
}

/** Knows which opcodes exist at all, to tell a wrong prefix from a wrong opcode. */
export class UndefinedOpcodes {
  /** Mandatory prefixes of the forms of an opcode, by map and opcode. */
  readonly #mandatory = new Map<number, Set<number>>();

  constructor(forms: readonly Form[]) {
    for (const { encoding } of forms) {
      if (encoding.kind !== "legacy" || encoding.map === 0) continue;
      const key = (encoding.map << 8) | encoding.opcode;
      const known = this.#mandatory.get(key) ?? new Set();
      this.#mandatory.set(key, known.add(encoding.mandatory));
    }
  }

  /** @param from offset of the first byte behind the prefixes */
  describe(bytes: Uint8Array, from: number, end: number, run: PrefixRun): UndefinedBytes {
    const length = Math.min(givenUp(bytes, from), end - from);
    const text = bytes[from] === 0xdb && bytes[from + 1] === 0xe5 ? "frstpm(287 only)" : "(bad)";
    if (VECTOR_LEADS.has(bytes[from] ?? 0)) {
      return { length, names: namesRegister(bytes, from, length) ? [] : run.names, text };
    }
    return { length, names: this.#shownNames(bytes, from, run), text };
  }

  #shownNames(bytes: Uint8Array, from: number, run: PrefixRun): readonly string[] {
    if (bytes[from] !== 0x0f) return run.names;
    const second = bytes[from + 1] ?? 0;
    const map = second === 0x38 ? 2 : second === 0x3a ? 3 : 1;
    const opcode = map === 1 ? second : (bytes[from + 2] ?? 0);
    const mandatory = this.#mandatory.get((map << 8) | opcode);
    if (mandatory === undefined) return run.names;
    const selecting = selectingPrefix(run);
    if (mandatory.has(0xf2) || mandatory.has(0xf3)) {
      return run.names.filter((_name, i) => i !== selecting.at || selecting.byte === 0);
    }
    const any = mandatory.has(-1) || (mandatory.has(-2) && selecting.byte <= 0x66);
    return any || mandatory.has(selecting.byte) ? run.names : [];
  }
}
