/**
 * Compiles the instruction table into what the scanner looks up: opcode keys, and classes of facts
 * words. Opcodes with the same facts share a class, so that the tables stay small enough for the
 * first-level cache. A text uses few of all opcodes, so each is compiled when it is first met.
 */
import type { Form } from "../../../spec/isa/form.ts";
import { SLOT_3DNOW, SLOT_LEGACY, SLOT_VEX, indexForms } from "../../table/form-index.ts";
import type { FormIndex } from "../../table/form-index.ts";
import { featurePresent, NACL_SHAPE, type Profile } from "../../../spec/nacl/profiles.ts";
import * as F from "./facts.ts";
import { keysOf, variantsOf } from "./form-facts.ts";

/** Place of keys that nobody has asked for. */
export const UNCOMPILED = 0xffff;
/** Room for the facts words of all opcodes; the largest profile needs about a quarter. */
export const FACTS_MAX = 0x4000;
/** Opcodes of nearly every text: mov, lea, and, add and their like, nop. */
const COMMON = [0x89, 0x8b, 0x8d, 0x83, 0x01, 0x90];
/** What keys of the same opcode byte and map have in common. */
const LEGACY_OPCODE = 0x3ff;
const VEX_OPCODE = ~0xf00;
/** Combinations of W, L and pp. */
const VEX_VARIANTS = 16;

interface Leads {
  /** LEAD_* of every byte, SET_* of every legacy prefix. */
  readonly lead: Uint8Array;
  readonly prefixBit: Uint8Array;
  /** Bytes of displacement by ModRM (a SIB without base has four more). */
  readonly displacement: Uint8Array;
}

/** What can be said of single bytes, whatever the profile. */
function leads(): Leads {
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
  readonly words = new Int32Array(FACTS_MAX);
  readonly #grown = new Map<number, Map<number, number>>();
  #length = F.CLASS_WORDS;

  get length(): number {
    return this.#length;
  }

  /** Steps that put `facts` into `slots`: place of the class before, place of the class behind. */
  steps(slots: number, facts: number): Map<number, number> {
    const key = (facts >>> 0) * 0x1_0000 + slots;
    let steps = this.#grown.get(key);
    if (steps === undefined) this.#grown.set(key, steps = new Map());
    return steps;
  }

  /** A new class: the words of the class at `from`, and `facts` in `slots`. */
  add(from: number, slots: number, facts: number): number {
    const { words } = this;
    const place = this.#length;
    if (place + F.CLASS_WORDS > FACTS_MAX) throw new Error("too many classes of opcodes");
    for (let slot = 0; slot < F.CLASS_WORDS; slot++) {
      const before = words[from + slot] ?? 0;
      words[place + slot] = (slots & (1 << slot)) === 0 ? before : merged(before, facts);
    }
    this.#length += F.CLASS_WORDS;
    return place;
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

/** The slots whose forms one opcode byte of a map may begin; 0f 0f leads to all of 3DNow!. */
function slotsOfOpcode(key: number): readonly number[] {
  if (key >= F.VEX_KEYS) return [SLOT_VEX + ((key >> 4) & 0x300) + (key & 0xff)];
  const slot = SLOT_LEGACY + (key & 0x3ff);
  return slot === SLOT_LEGACY + 0x10f ? [slot, ...SLOTS_3DNOW] : [slot];
}

const SLOTS_3DNOW = Array.from({ length: 256 }, (_, opcode) => SLOT_3DNOW + opcode);

/** The tables of one profile, growing by whatever opcodes are looked up. */
export class ScanTables {
  readonly lead: Uint8Array;
  readonly prefixBit: Uint8Array;
  readonly displacement: Uint8Array;
  /** Place of each opcode key's facts; 0 = refused, UNCOMPILED = ask `placeOf`. */
  readonly keys = new Uint16Array(F.KEY_COUNT).fill(UNCOMPILED);
  readonly facts: Int32Array;
  /** 1 for every admitted 3DNow! opcode. */
  readonly suffixes = new Uint8Array(256);
  /** Keys that got a place so far, some more than once: who keeps a copy reads on from here. */
  readonly placed: number[] = [];
  readonly #index: FormIndex;
  readonly #pool = new ClassPool();
  readonly #policy: Policy;

  /**
   * Throws RangeError for a sandbox of another shape than Native Client's, which the scanner is
   * written for.
   */
  constructor(profile: Profile, index: FormIndex) {
    if (profile.shape !== NACL_SHAPE) {
      throw new RangeError(`${profile.name}: the fast validator does not know this sandbox's shape`);
    }
    const { lead, prefixBit, displacement } = leads();
    this.lead = lead;
    this.prefixBit = prefixBit;
    this.displacement = displacement;
    this.facts = this.#pool.words;
    this.#index = index;
    this.#policy = new Policy(profile);
    for (const opcode of COMMON) this.placeOf(opcode);
  }

  /** How many words of `facts` are in use. */
  get factsLength(): number {
    return this.#pool.length;
  }

  /** Place of a key's facts, 0 when it is refused. Compiles what its opcode byte may begin. */
  placeOf(key: number): number {
    const known = this.keys[key] ?? 0;
    if (known !== UNCOMPILED) return known;
    this.#markCompiled(key);
    const forms = slotsOfOpcode(key).flatMap((slot) => this.#index.formsAt(slot));
    // Forms without REX go last: 90 takes its place among the exchanges 90..97.
    for (const form of forms) if (form.rex !== "none") this.#add(form, key);
    for (const form of forms) if (form.rex === "none") this.#add(form, key);
    return this.keys[key] ?? 0;
  }

  /** Compiles every opcode; the result is this. */
  complete(): this {
    for (let key = 0; key < F.KEY_COUNT; key++) this.placeOf(key);
    return this;
  }

  /** All keys with the opcode byte and the map of this one are refused until a form says more. */
  #markCompiled(key: number): void {
    if (key >= F.VEX_KEYS) {
      const first = key & ~0xf00;
      for (let rest = 0; rest < VEX_VARIANTS; rest++) this.keys[first + (rest << 8)] = 0;
    } else {
      for (let at = key & 0x3ff; at < F.VEX_KEYS; at += 1 << 10) this.keys[at] = 0;
    }
  }

  /** Adds a form to those keys that share opcode byte and map with `key`. */
  #add(form: Form, key: number): void {
    const how = this.#policy.admission(form);
    if (how === "no") return;
    const { kind, opcode } = form.encoding;
    if (kind === "3dnow") this.suffixes[opcode] = 1;
    const special = how === "special";
    const excludeW = this.#policy.excludesW(form);
    const same = key >= F.VEX_KEYS ? VEX_OPCODE : LEGACY_OPCODE;
    for (const { memory, slots, facts } of variantsOf(form, special)) {
      const steps = this.#pool.steps(slots, facts);
      let lastBefore = -1;
      let behind = 0;
      for (const of of keysOf(form, special, memory, excludeW)) {
        if ((of & same) !== (key & same)) continue;
        const before = form.rex === "none" ? 0 : this.keys[of] ?? 0;
        if (before !== lastBefore) {
          lastBefore = before;
          behind = steps.get(before) ?? this.#pool.add(before, slots, facts);
          steps.set(before, behind);
        }
        this.keys[of] = behind;
        this.placed.push(of);
      }
    }
  }
}

/** The tables with every form that a profile admits. Throws as the constructor does. */
export function compileTables(profile: Profile, forms: readonly Form[]): ScanTables {
  return new ScanTables(profile, indexForms(forms)).complete();
}
