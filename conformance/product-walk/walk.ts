/**
 * A walk through both validators at once over every first instruction of a bundle, byte after byte
 * from state to state: prefixes, REX or VEX, opcode, ModRM, SIB, displacement, immediates, each
 * with every register that may be restricted before it. Bytes that neither validator can tell apart
 * are one class and walked once (`byte-classes.ts`); for every string that is walked, another one
 * out of random members of the same classes must fare the same.
 *
 * `npx tsx conformance/product-walk/walk.ts [--seed N] [PROFILE...]`. Exit code 1 for a difference.
 */
import {
  NACL_2013, NACL_2025, tolerating, ZEROVM, type Profile,
} from "../../spec/nacl/profiles.ts";
import { createDecoder } from "../../src/decoder/decode.ts";
import { fullTable, type FullTable } from "../../src/table/full.ts";
import {
  HAS_MODRM, JUMP_MASK, JUMP_REL8, JUMP_SHIFT, REGISTER_IMMEDIATE, SUFFIX_3DNOW,
} from "../../src/validator/fast/facts.ts";
import { compileTables, type ScanTables } from "../../src/validator/fast/tables.ts";
import { UNRESTRICTED } from "../../src/validator/reference/operands.ts";
import { createPrng, type Prng } from "../prng.ts";
import {
  ANY, literalsFrom, ModrmView, sibClasses, type ByteClass, type Head,
} from "./byte-classes.ts";
import { Contest } from "./contest.ts";
import { legacyHeads, vex2Heads, vex3Heads } from "./heads.ts";
import { walkLiterals, walkSequences } from "./literals.ts";
import { LEGACY, prefixStates, type PrefixState } from "./prefixes.ts";

export interface WalkReport {
  /** Prefixes and opcodes that at least one validator tells apart from all others. */
  states: number;
  strings: number;
  accepted: number;
  differences: readonly string[];
}

/** Registers that are nobody's in particular; one of them stands for all of them. */
const ORDINARY = [0, 1, 2, 3, 6, 7, 8, 9, 10, 11, 12, 13, 14] as const;
const RSP = 4;
const RBP = 5;
/** Most bytes behind an opcode. */
const TAIL_BYTES = 16;

/** Walks everything behind opcodes, for one profile. */
class Walk {
  readonly contest: Contest;
  states = 0;
  readonly #view: ModrmView;
  readonly #tables: ScanTables;
  readonly #prng: Prng;

  constructor(profile: Profile, table: FullTable, tables: ScanTables, prng: Prng) {
    this.contest = new Contest(profile, table, tables);
    this.#view = new ModrmView(createDecoder(table), table.forms);
    this.#tables = tables;
    this.#prng = prng;
  }

  /** Everything behind a head; `others` are other strings of the same state of prefixes. */
  head(head: Head, others: readonly (readonly number[])[] = []): void {
    // R and X only extend registers, which matter to nobody where nothing is accepted.
    if (head.words.length === 0 && (head.rex & 6) !== 0 && head.bytes[0] !== 0xc4) return;
    this.states++;
    if (head.words.length === 0) this.#deadHead(head);
    else if (head.words.some((word) => (word & HAS_MODRM) !== 0)) this.#modrms(head, others);
    else this.#tails(head, [], others);
  }

  /** The scanner refuses whatever follows, so only the decoder tells bytes apart. */
  #deadHead(head: Head): void {
    for (const modrms of this.#view.decoderClasses(head)) {
      this.#judge(head, [modrms.slice(0, 1)], UNRESTRICTED);
      this.#judge(head, [[this.#prng.pick([0, ...modrms])]], UNRESTRICTED);
    }
  }

  #modrms(head: Head, others: readonly (readonly number[])[]): void {
    for (const modrms of this.#view.classes(head)) {
      const [modrm = 0] = modrms;
      const hasSib = modrm < 0xc0 && (modrm & 7) === 4;
      if (hasSib) this.#sibs(head, modrms, modrm, others);
      else this.#tails(head, [modrms], others);
    }
  }

  #sibs(
    head: Head, modrms: ByteClass, modrm: number, others: readonly (readonly number[])[],
  ): void {
    for (const restricted of this.#restrictions()) {
      for (const sibs of sibClasses(head, modrm, restricted)) {
        this.#tail(head, [modrms, sibs], restricted, others);
      }
    }
  }

  /** None, the stack registers, and one of the others. */
  #restrictions(): readonly number[] {
    return [UNRESTRICTED, RSP, RBP, this.#prng.pick(ORDINARY)];
  }

  #tails(head: Head, operand: readonly ByteClass[], others: readonly (readonly number[])[]): void {
    for (const restricted of this.#restrictions()) this.#tail(head, operand, restricted, others);
  }

  /** Bytes behind the operand: literals that still fit, jumps, and opcodes behind the operand. */
  #tail(
    head: Head, operand: readonly ByteClass[], restricted: number,
    others: readonly (readonly number[])[],
  ): void {
    const modrm = operand[0]?.[0] ?? 0;
    const word = head.words[((modrm >> 3) & 7) | (modrm >= 0xc0 ? 8 : 0)] ?? 0;
    const start = [...head.bytes, ...operand.map(([byte = 0]) => byte)];
    for (const rest of this.#rests(start, word, displacementBytes(operand))) {
      const expected = this.#judge(head, [...operand, ...rest], restricted);
      const alike = this.#judgeAlike(head, [...operand, ...rest], restricted, others);
      if (alike !== expected) this.contest.report(`unlike its class: ${alike}, not ${expected}`);
    }
  }

  /** Classes of the bytes that still matter behind the operand, in all combinations. */
  #rests(start: readonly number[], word: number, displacement: number): readonly ByteClass[][] {
    if ((word & JUMP_MASK) !== 0) return jumpDistances(word);
    const anything = new Array<ByteClass>(displacement).fill(ANY);
    if ((word & SUFFIX_3DNOW) !== 0) {
      const { suffixes } = this.#tables;
      return [ANY.filter((b) => suffixes[b] === 1), ANY.filter((b) => suffixes[b] !== 1)]
        .flatMap((suffix) => [[...anything, suffix], [...anything, suffix]]);
    }
    if ((word & REGISTER_IMMEDIATE) !== 0) {
      return [ANY.filter((b) => (b & 15) === 0), ANY.filter((b) => (b & 15) !== 0)]
        .map((last) => [...anything, last]);
    }
    return literalRests(start);
  }

  /** The string of the first members. */
  #judge(head: Head, tail: readonly ByteClass[], restricted: number): number {
    const { text } = this.contest;
    text.set(head.bytes);
    let at = head.bytes.length;
    for (const members of tail) text[at++] = members[0] ?? 0;
    text.fill(0, at, at + TAIL_BYTES);
    return this.contest.instruction(restricted);
  }

  /** A string of random members, behind prefixes of the same state, and random bytes. */
  #judgeAlike(
    head: Head, tail: readonly ByteClass[], restricted: number,
    others: readonly (readonly number[])[],
  ): number {
    const { text } = this.contest;
    text.set(head.bytes);
    text.set(others[this.#prng.below(others.length)] ?? []);
    let at = head.bytes.length;
    for (const members of tail) text[at++] = members[this.#prng.below(members.length)] ?? 0;
    const end = at + TAIL_BYTES;
    while (at < end) text[at++] = this.#prng.below(256);
    return this.contest.instruction(restricted);
  }
}

/** Bytes of displacement behind ModRM and SIB. */
function displacementBytes(operand: readonly ByteClass[]): number {
  const modrm = operand[0]?.[0] ?? 0xc0;
  if (modrm >= 0xc0) return 0;
  if (modrm >= 0x40) return modrm >= 0x80 ? 4 : 1;
  const base = (modrm & 7) === 4 ? operand[1]?.[0] ?? 0 : modrm;
  return (base & 7) === 5 ? 4 : 0;
}

/** Distances of a jump: every byte; or near ones, and far ones in both directions. */
function jumpDistances(word: number): ByteClass[][] {
  if ((word & JUMP_MASK) >> JUMP_SHIFT === JUMP_REL8) return ANY.map((byte) => [[byte]]);
  const distances = [0, 1, 25, 26, 27, 31, 58, 59, 60, 90, -7, -6, -5, -37, 1 << 30, -(2 ** 31),
    2 ** 31 - 1, 2 ** 31 - 32];
  return distances.map((d) => [0, 8, 16, 24].map((shift) => [(d >> shift) & 0xff]));
}

/** The literals that still fit, and each of them with one wrong byte; else nothing matters. */
function literalRests(start: readonly number[]): ByteClass[][] {
  const rests: ByteClass[][] = [[]];
  for (const literal of literalsFrom(start)) {
    const right = literal.slice(start.length).map(({ ranges }) =>
      ANY.filter((byte) => ranges.some(([low, high]) => byte >= low && byte <= high)));
    rests.push(right);
    right.forEach((members, k) => {
      const wrong = ANY.filter((byte) => !members.includes(byte));
      if (wrong.length > 0) rests.push([...right.slice(0, k), wrong]);
    });
  }
  return rests.length > 1 ? rests.slice(1) : rests;
}

const NO_REX = 0;
const EVERY_REX = [NO_REX, ...Array.from({ length: 16 }, (_, k) => 0x40 + k)];

/** Walks the legacy maps behind one state of prefixes. */
function walkPrefix(
  walk: Walk, tables: ScanTables, prefix: PrefixState, rexes: readonly number[],
): void {
  walk.states++;
  for (const rex of prefix.live ? rexes : [NO_REX]) {
    for (const head of legacyHeads(tables, prefix, rex)) walk.head(head, prefix.others);
  }
}

/** A REX byte that another prefix follows is none. Nothing can be accepted behind it. */
function walkStrayRex(walk: Walk, tables: ScanTables): void {
  for (const stray of [0x40, 0x48]) {
    for (const next of [...LEGACY, 0x41, 0x48]) {
      const prefix = { bytes: [stray, next], others: [], live: false };
      walkPrefix(walk, tables, prefix, [NO_REX]);
    }
  }
}

/** Known to the scanner, and with vvvv = 1111. */
const isPlainVex = ({ bytes, words }: Head): boolean =>
  words.length > 0 && ((bytes[1] ?? 0) & 0x78) === 0x78;

/** Walks one profile. `quick` is a small part of it: no prefix or 66, and two REX classes. */
export function walkProfile(
  profile: Profile, table: FullTable, seed: number, quick: boolean,
): WalkReport {
  const tables = compileTables(profile, table.forms);
  const prng = createPrng(seed);
  const walk = new Walk(profile, table, tables, prng);
  const states = prefixStates();
  const few = states.filter(({ bytes: [first = 0x66, ...more] }) =>
    first === 0x66 && more.length === 0);
  for (const prefix of quick ? few : states) {
    walkPrefix(walk, tables, prefix, quick ? [NO_REX, 0x49] : EVERY_REX);
  }
  for (const head of vex2Heads(tables)) if (!quick || isPlainVex(head)) walk.head(head);
  if (!quick) {
    walkStrayRex(walk, tables);
    for (const head of vex3Heads(tables, () => prng.below(15))) walk.head(head);
  }
  walkLiterals(walk.contest);
  walkSequences(walk.contest, profile.vex, quick ? 997 : 101);
  const { strings, accepted, differences } = walk.contest;
  return { states: walk.states, strings, accepted, differences };
}

function main(args: readonly string[]): number {
  const table = fullTable();
  const at = args.indexOf("--seed");
  const seed = at < 0 ? 1 : Number(args[at + 1]);
  let differing = 0;
  for (const profile of [ZEROVM, NACL_2013, NACL_2025, tolerating(NACL_2025)]) {
    const name = profile.tolerant ? `${profile.name}-tolerant` : profile.name;
    const named = args.filter((argument) => argument.startsWith("nacl") || argument === "zerovm");
    if (named.length > 0 && !named.includes(name)) continue;
    const start = performance.now();
    const { states, strings, accepted, differences } = walkProfile(profile, table, seed, false);
    differing += differences.length;
    for (const difference of differences) console.log(difference);
    const seconds = Math.round((performance.now() - start) / 1000);
    console.log(`${name}: ${states} states, ${strings} strings, ${accepted} accepted, ` +
      `${differences.length} differ (seed ${seed}, ${seconds} s)`);
  }
  return differing === 0 ? 0 : 1;
}

if (process.argv[1]?.endsWith("walk.ts") === true) process.exitCode = main(process.argv.slice(2));
