/**
 * Compiles the instruction table into what the scanner looks up: opcode keys, and classes of facts
 * words. Opcodes with the same facts share a class, so that the tables stay small enough for the
 * first-level cache.
 */
import type { Form } from "../../../spec/isa/form.ts";
import { featurePresent, NACL_SHAPE, type Profile } from "../../../spec/nacl/profiles.ts";
import * as F from "./facts.ts";
import { keysOf, variantsOf } from "./form-facts.ts";

export interface ScanTables {
  /** Place of each opcode key's facts; 0 = refused. */
  readonly keys: Uint16Array;
  readonly facts: Int32Array;
  /** LEAD_* of every byte, SET_* of every legacy prefix. */
  readonly lead: Uint8Array;
  readonly prefixBit: Uint8Array;
  /** Bytes of displacement by ModRM (a SIB without base has four more). */
  readonly displacement: Uint8Array;
  /** 1 for every admitted 3DNow! opcode. */
  readonly suffixes: Uint8Array;
}

/** What can be said of single bytes, whatever the profile. */
function leads(): Pick<ScanTables, "lead" | "prefixBit" | "displacement"> {
  const lead = new Uint8Array(256);
  const prefixBit = new Uint8Array(256);
  const displacement = new Uint8Array(256);
  for (const [byte, bit] of LEGACY_PREFIXES) {
    lead[byte] = F.LEAD_LEGACY;
    prefixBit[byte] = bit;
  }
  lead.fill(F.LEAD_REX, 0x40, 0x50);
  lead[0x0f] = F.LEAD_ESCAPE;
  lead[0xc5] = F.LEAD_VEX2;
  lead[0xc4] = F.LEAD_VEX3;
  for (let modrm = 0; modrm < 0xc0; modrm++) {
    displacement[modrm] = modrm >= 0x80 || (modrm & 0xc7) === 5 ? 4 : modrm >> 6;
  }
  return { lead, prefixBit, displacement };
}

/** The legacy prefixes that rows take, with their set bits. 2e and 3e exclude each other. */
const LEGACY_PREFIXES: readonly (readonly [number, number])[] = [
  [0x66, F.SET_66], [0xf2, F.SET_F2], [0xf3, F.SET_F3], [0xf0, F.SET_F0],
  [0x2e, F.SET_HINT], [0x3e, F.SET_HINT],
];

/** Classes of 16 facts words, built by adding variants to smaller classes; equal steps share. */
class ClassPool {
  /** Words of all classes; the first class is empty, and its place 0 stands for "refused". */
  readonly #words: number[] = new Array(F.CLASS_WORDS).fill(0);
  readonly #grown = new Map<number, Map<number, number>>();

  /** Steps that put `facts` into `slots`: place of the class before, place of the class behind. */
  steps(slots: number, facts: number): Map<number, number> {
    const key = (facts >>> 0) * 0x1_0000 + slots;
    let steps = this.#grown.get(key);
    if (steps === undefined) this.#grown.set(key, steps = new Map());
    return steps;
  }

  /** A new class: the words of the class at `from`, and `facts` in `slots`. */
  add(from: number, slots: number, facts: number): number {
    const words = this.#words;
    const place = words.length;
    for (let slot = 0; slot < F.CLASS_WORDS; slot++) {
      const before = words[from + slot] ?? 0;
      words.push((slots & (1 << slot)) === 0 ? before : merged(before, facts));
    }
    return place;
  }

  words(): Int32Array {
    return new Int32Array(this.#words);
  }
}

/** Two rows in one slot may differ in their ModRM.rm only (x87). */
function merged(before: number, facts: number): number {
  if (before === 0) return facts;
  if (((before ^ facts) & ~F.RM_ALL) !== 0) throw new Error("two rows claim the same encoding");
  return before | facts;
}

/** What a profile says of forms, with sets in place of searches: there are a thousand forms. */
class Policy {
  readonly #profile: Profile;
  readonly #features: ReadonlySet<string>;
  /** Features that were asked for already. */
  readonly #present = new Map<string, boolean>();
  readonly #refused: ReadonlySet<string>;
  readonly #withoutW: ReadonlySet<string>;

  constructor(profile: Profile) {
    const names = (onlyRexW: boolean): ReadonlySet<string> =>
      new Set(profile.exclusions.filter((e) => e.onlyRexW === onlyRexW).map((e) => e.mnemonic));
    this.#profile = profile;
    this.#features = new Set(profile.features);
    this.#refused = names(false);
    this.#withoutW = names(true);
  }

  /** Not at all, as an instruction, or as a last part only. */
  admission(form: Form): "no" | "yes" | "special" {
    const { kind } = form.encoding;
    const { vex, column, tolerant } = this.#profile;
    if (kind === "xop" || kind === "evex" || (kind === "vex" && !vex)) return "no";
    const name = form[column];
    const admitted = name === "allowed" || name === "special-only" ||
      (name === "unsupported" && tolerant);
    if (!admitted || this.#refused.has(form.mnemonic) || !this.#featurePresent(form.cpuid)) {
      return "no";
    }
    return name === "special-only" ? "special" : "yes";
  }

  /** Whether the form is refused with REX.W, though its row admits it. */
  excludesW(form: Form): boolean {
    return this.#withoutW.has(form.mnemonic);
  }

  #featurePresent(cpuid: string): boolean {
    let present = this.#present.get(cpuid);
    if (present === undefined) {
      present = featurePresent(this.#features, cpuid);
      this.#present.set(cpuid, present);
    }
    return present;
  }
}

/**
 * Fills the tables with the forms that a profile admits. Throws RangeError for a sandbox of another
 * shape than Native Client's, which the scanner is written for.
 */
export function compileTables(profile: Profile, forms: readonly Form[]): ScanTables {
  if (profile.shape !== NACL_SHAPE) {
    throw new RangeError(`${profile.name}: the fast validator does not know this sandbox's shape`);
  }
  const keys = new Uint16Array(F.KEY_COUNT);
  const suffixes = new Uint8Array(256);
  const pool = new ClassPool();
  const policy = new Policy(profile);
  // Forms without REX go last: 90 takes its place among the exchanges 90..97.
  for (const withoutRex of [false, true]) {
    for (const form of forms) {
      if ((form.rex === "none") !== withoutRex) continue;
      const how = policy.admission(form);
      if (how === "no") continue;
      const { kind, opcode } = form.encoding;
      if (kind === "3dnow") suffixes[opcode] = 1;
      const special = how === "special";
      const excludeW = policy.excludesW(form);
      for (const { memory, slots, facts } of variantsOf(form, special)) {
        const steps = pool.steps(slots, facts);
        let lastBefore = -1;
        let behind = 0;
        for (const key of keysOf(form, special, memory, excludeW)) {
          const before = withoutRex ? 0 : keys[key] ?? 0;
          if (before !== lastBefore) {
            lastBefore = before;
            behind = steps.get(before) ?? pool.add(before, slots, facts);
            steps.set(before, behind);
          }
          keys[key] = behind;
        }
      }
    }
  }
  return { keys, facts: pool.words(), suffixes, ...leads() };
}
