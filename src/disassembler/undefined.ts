/**
 * What objdump prints for bytes that are no instruction: where it gives up, and which prefixes it
 * shows before `(bad)`. Measured on GNU objdump 2.40.
 */
import type { Encoding, Form } from "../../spec/isa/form.ts";
import { readEvex } from "./evex.ts";
import type { EvexBytes } from "./evex.ts";
import type { PrefixRun } from "./prefix-run.ts";
import type { Syntax } from "./rendering.ts";

const BAD = "(bad)";
/** The one opcode that objdump has a name for and no processor an instruction. */
const RESTORE_287 = "frstpm(287 only)";

/** Where objdump gives up, counted from the opcode or vector prefix on. */
function givenUp(bytes: Uint8Array, from: number): number {
  const [first, second] = [bytes[from] ?? 0, bytes[from + 1] ?? 0];
  const map = second & 31;
  switch (first) {
    case 0x0f: return second === 0x38 || second === 0x3a ? 3 : second === 0x0f ? 1 : 2;
    case 0xc5: return 3;
    case 0xc4: return map >= 1 && map <= 3 ? 4 : 1;
    case 0x8f: return map >= 8 && map <= 10 ? 4 : 1;
    default: return first >= 0xd8 && first <= 0xdf ? 2 : 1;
  }
}

/** The prefix that selects among the forms of an opcode: the last of F2, F3, or else 66. */
function selectingPrefix(run: PrefixRun): { byte: number; at: number } {
  if (run.repz > run.repnz) return { byte: 0xf3, at: run.repz };
  if (run.repnz >= 0) return { byte: 0xf2, at: run.repnz };
  return { byte: run.data >= 0 ? 0x66 : 0, at: run.data };
}

const IMPLIED_PREFIXES: readonly number[] = [0, 0x66, 0xf3, 0xf2];

export interface UndefinedBytes {
  /** Counted from the opcode on; 0 where the bytes end inside what might be an instruction. */
  readonly length: number;
  /** Prefix names to show. */
  readonly names: readonly string[];
  readonly text: string;
}

/** Knows which opcodes exist at all, to tell a wrong prefix from a wrong opcode. */
export class UndefinedOpcodes {
  /** Mandatory prefixes of the forms of an opcode, by kind, map and opcode. */
  readonly #mandatory = new Map<string, Set<number>>();
  readonly #syntax: Syntax;

  constructor(forms: readonly Form[], syntax: Syntax) {
    this.#syntax = syntax;
    for (const { encoding } of forms) {
      const key = slot(encoding.kind, encoding.map, encoding.opcode);
      const known = this.#mandatory.get(key) ?? new Set();
      this.#mandatory.set(key, known.add(encoding.mandatory));
    }
  }

  /** @param from offset of the first byte behind the prefixes */
  describe(bytes: Uint8Array, from: number, end: number, run: PrefixRun): UndefinedBytes {
    const first = bytes[from] ?? 0;
    if (first === 0x62) return this.#evex(readEvex(bytes, from, end), bytes, from, run);
    const length = Math.min(givenUp(bytes, from), end - from);
    if (first === 0xc4 || first === 0xc5 || first === 0x8f) {
      return { length, names: this.#vectorNames(bytes, from, length, run), text: BAD };
    }
    const text = first === 0xdb && bytes[from + 1] === 0xe5 ? RESTORE_287 : BAD;
    return { length, names: this.#legacyNames(bytes, from, run), text };
  }

  #evex(evex: EvexBytes, bytes: Uint8Array, from: number, run: PrefixRun): UndefinedBytes {
    const { length, exists, mask, zeroing } = evex;
    if (exists) return { length, names: run.names, text: "(evex)" };
    if (evex.bare) return { length, names: [], text: BAD };
    const names = evex.malformed ? withoutRex(bytes, from, run) : run.names;
    if (mask === 0) return { length, names, text: BAD };
    const operand = `{${this.#syntax === "att" ? "%" : ""}k${mask}}${zeroing ? "{z}" : ""}`;
    const alone = names.every((name) => name === "");
    return { length, names, text: `${alone ? BAD.padEnd(6) : BAD} ${operand}` };
  }

  #vectorNames(
    bytes: Uint8Array, from: number, length: number, run: PrefixRun,
  ): readonly string[] {
    if (length < 3) return withoutRex(bytes, from, run);
    const short = bytes[from] === 0xc5;
    const tail = bytes[from + (short ? 1 : 2)] ?? 0;
    // A register in vvvv that no operand takes up: no prefix is shown.
    if ((tail & 0x78) !== 0x78) return [];
    const map = short ? 1 : (bytes[from + 1] ?? 0) & 31;
    const kind = bytes[from] === 0x8f ? "xop" : "vex";
    const mandatory = this.#mandatory.get(slot(kind, map, bytes[from + length - 1] ?? 0));
    const known = mandatory === undefined || mandatory.has(IMPLIED_PREFIXES[tail & 3] ?? 0);
    return known ? run.names : [];
  }

  #legacyNames(bytes: Uint8Array, from: number, run: PrefixRun): readonly string[] {
    if (bytes[from] !== 0x0f) return run.names;
    const second = bytes[from + 1] ?? 0;
    const map = second === 0x38 ? 2 : second === 0x3a ? 3 : 1;
    const opcode = map === 1 ? second : (bytes[from + 2] ?? 0);
    const mandatory = this.#mandatory.get(slot("legacy", map, opcode));
    if (mandatory === undefined) return run.names;
    const selecting = selectingPrefix(run);
    if (mandatory.has(0xf2) || mandatory.has(0xf3)) {
      return run.names.filter((_name, i) => i !== selecting.at || selecting.byte === 0);
    }
    const any = mandatory.has(-1) || (mandatory.has(-2) && selecting.byte <= 0x66);
    return any || mandatory.has(selecting.byte) ? run.names : [];
  }
}

function slot(kind: Encoding["kind"], map: number, opcode: number): string {
  return `${kind} ${map} ${opcode}`;
}

/** A malformed vector prefix takes the place of a REX that it agrees with. */
function withoutRex(bytes: Uint8Array, from: number, run: PrefixRun): readonly string[] {
  const extended = (~((bytes[from + 1] ?? 0) >> 5) & 7) !== 0;
  return extended ? run.names : run.names.filter((_name, i) => i !== run.rexAt);
}
