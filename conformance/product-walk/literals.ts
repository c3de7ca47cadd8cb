/** The literal byte sequences with every byte in every place, alone and as superinstructions. */
import {
  INDIRECT_BRANCHES, MASKED_STORES, STRING_ADDRESSES, STRING_INSTRUCTIONS, type AddressPairs,
  type BytePattern,
} from "../../spec/nacl/sequences.ts";
import { readPattern, type Pattern } from "../../src/validator/reference/byte-pattern.ts";
import { UNRESTRICTED } from "../../src/validator/reference/operands.ts";
import { LITERALS } from "./byte-classes.ts";
import { TEXT_BYTES, type Contest } from "./contest.ts";

const NOP = 0x90;
const RESTRICTIONS = [UNRESTRICTED, 4, 5, 0];

/** One text of every combination of choices; ranges by their ends. */
function spellings(pattern: Pattern): number[][] {
  let texts: number[][] = [[]];
  for (const { optional, ranges } of pattern) {
    const bytes = ranges.flatMap(([low, high]) => (low === high ? [low] : [low, high]));
    const next = texts.flatMap((text) => bytes.map((byte) => [...text, byte]));
    texts = optional ? [...texts, ...next] : next;
  }
  return texts;
}

const spelt = (text: BytePattern, n = 0): number[][] => spellings(readPattern(text, n));

/** Calls back with the bytes, and with each of them replaced by every other byte. */
function eachNeighbour(bytes: readonly number[], call: (changed: readonly number[]) => void): void {
  const changed = [...bytes];
  call(changed);
  bytes.forEach((byte, at) => {
    for (let other = 0; other < 256; other++) {
      changed[at] = other;
      if (other !== byte) call(changed);
    }
    changed[at] = byte;
  });
}

/** Fixed nops and the special forms of rsp and rbp, with one byte changed. */
export function walkLiterals(contest: Contest): void {
  for (const bytes of LITERALS.flatMap(spellings)) {
    eachNeighbour(bytes, (changed) => {
      contest.text.fill(0);
      contest.text.set(changed);
      for (const restricted of RESTRICTIONS) contest.instruction(restricted);
    });
  }
}

const joined = (parts: readonly (readonly number[][])[]): number[][] => parts.reduce<number[][]>(
  (texts, part) => texts.flatMap((text) => part.map((bytes) => [...text, ...bytes])), [[]]);

/** Ways to write the address pairs: the first of each kind of byte suffices before others. */
function pairs(which: AddressPairs): number[][] {
  const { rsi, rdi } = STRING_ADDRESSES;
  const patterns: readonly BytePattern[] =
    which === "rsi" ? rsi : which === "rdi" ? rdi : [...rsi, ...rdi];
  return joined(patterns.map((text) => spelt(text)));
}

/** Every superinstruction, each part in every spelling. */
function* superinstructions(vex: boolean): Generator<number[]> {
  for (const { registers, mask, rebase, branch } of INDIRECT_BRANCHES) {
    for (const n of registers.map((register) => register & 7)) {
      for (const text of rebase) yield* joined([spelt(mask, n), spelt(text, n), spelt(branch, n)]);
    }
  }
  for (const { pairs: which, patterns } of STRING_INSTRUCTIONS) {
    for (const text of patterns) yield* joined([pairs(which), spelt(text)]);
  }
  for (const store of MASKED_STORES) {
    if (store.vex && !vex) continue;
    for (const which of ["rdi", "rsi rdi"] as const) {
      for (const text of store.patterns) yield* joined([pairs(which), spelt(text)]);
    }
  }
}

const LONG_NOP = [0x66, 0x2e, 0x0f, 0x1f, 0x84, 0, 0, 0, 0, 0];
/** Room in a bundle between long nops before and short ones behind. */
const START = LONG_NOP.length;
const ROOM = 19;

/**
 * Superinstructions amid nops; every so many of them with each byte replaced by every other byte.
 */
export function walkSequences(contest: Contest, vex: boolean, every: number): void {
  const { text } = contest;
  let count = 0;
  const judge = (bytes: readonly number[]): void => {
    text.fill(NOP, 0, TEXT_BYTES);
    text.set(LONG_NOP);
    // A bundle that is nearly full is judged in fewer steps.
    const start = bytes.length + LONG_NOP.length <= ROOM ? 2 * START : START;
    if (start > START) text.set(LONG_NOP, START);
    text.set(bytes, start);
    contest.bundle();
  };
  for (const bytes of superinstructions(vex)) {
    if (count++ % every === 0) eachNeighbour(bytes, judge);
    else judge(bytes);
  }
}
