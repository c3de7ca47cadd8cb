/**
 * Near misses: a valid text, and the same text with one mutation that breaks one known rule. Other
 * implementations can be measured with them as well: every mutation is labelled.
 */
import type { RuleId } from "../../spec/nacl/rules.ts";
import type { Prng } from "../prng.ts";
import { indexedLoad, maskedBranch, restrict } from "./valid-text.ts";

export interface NearMiss {
  readonly rule: RuleId;
  /** What was done, in words. */
  readonly mutation: string;
  readonly valid: Uint8Array;
  readonly broken: Uint8Array;
}

/** A fragment and its mutation. `at`: offset in the bundle, where it matters. */
interface Pair {
  readonly mutation: string;
  readonly valid: readonly number[];
  readonly broken: readonly number[];
  readonly at?: number;
}

const BUNDLE_BYTES = 32;
const NOP = 0x90;
const RSI_PAIR = [0x89, 0xf6, 0x49, 0x8d, 0x34, 0x37];
const RDI_PAIR = [0x89, 0xff, 0x49, 0x8d, 0x3c, 0x3f];

type Mutator = (prng: Prng) => Pair;

/** One of the free registers rax, rcx, rdx, rbx, rsi, rdi. */
const freeRegister = (prng: Prng): number => prng.pick([0, 1, 2, 3, 6, 7]);

const pair = (
  mutation: string, valid: readonly number[], broken: readonly number[], at?: number,
): Pair => ({ mutation, valid, broken, ...(at === undefined ? {} : { at }) });

/** Inserts a byte. */
const inserted = (bytes: readonly number[], at: number, byte: number): number[] =>
  [...bytes.slice(0, at), byte, ...bytes.slice(at)];

/** Rules whose breach is a matter of one fragment; NACL-01 is one of the whole text. */
const MUTATORS: Readonly<Partial<Record<RuleId, Mutator>>> = {
  "NACL-02": (prng) => {
    const load = [0xb8 + prng.below(4), prng.below(256), prng.below(256), prng.below(256), 0];
    const by = 1 + prng.below(4);
    return pair(`moved ${by} bytes across the bundle's end`, [...load],
      [...new Array<number>(by).fill(NOP), ...load.slice(0, load.length - by)],
      BUNDLE_BYTES - load.length);
  },
  "NACL-03": (prng) => pair("nop to an opcode that 64-bit code has not", [NOP],
    [prng.pick([0x06, 0x07, 0x0e, 0x16, 0x17, 0x1e, 0x1f, 0x27, 0x2f, 0x37, 0x3f, 0xce])]),
  "NACL-04": (prng) => pair("nop to a forbidden instruction", [NOP],
    [prng.pick([0xc3, 0xcb, 0xcc, 0xc9, 0x9c, 0x9d, 0xfa, 0xfb, 0xcf, 0xec])]),
  "NACL-05": (prng) => {
    const addition = [0x01, 0xc0 | prng.below(4) * 9];
    return pair("a stray prefix", addition,
      [prng.pick([0xf0, 0xf2, 0xf3, 0x2e, 0x3e, 0x26, 0x36, 0x64, 0x65, 0x67]), ...addition]);
  },
  "NACL-06": (prng) => {
    const addition = [0x48, 0x01, 0xc0 | prng.below(4) * 9];
    return pair("a second REX", addition, [0x40 | prng.below(16), ...addition]);
  },
  "NACL-07": (prng) => pair("a fixed nop with a displacement", [0x66, 0x0f, 0x1f, 0x44, 0, 0],
    [0x66, 0x0f, 0x1f, 0x44, 0, 1 + prng.below(255)]),
  "NACL-08": (prng) => pair("a feature that is switched off", [0x66, 0x0f, 0x38, 0x00, 0xc1],
    [0x66, 0x0f, 0x38, prng.pick([0xdb, 0xdc, 0xdd, 0xde, 0xdf]), 0xc1]),
  "NACL-09": (prng) => {
    const disp = prng.below(256);
    const reg = freeRegister(prng) << 3;
    return pair("another base register", [0x41, 0x8b, 0x47 | reg, disp],
      [0x40 | prng.below(2), 0x8b, 0x40 | reg | prng.pick([0, 1, 2, 3, 6]), disp]);
  },
  "NACL-10": (prng) => {
    const index = freeRegister(prng);
    const load = indexedLoad(freeRegister(prng), 15, index, prng.below(4), prng.below(256));
    return pair("a nop behind the restriction", [...restrict(index), ...load],
      [...restrict(index), NOP, ...load]);
  },
  "NACL-11": (prng) => pair("r14 to r15", [0x49, 0x89, 0xc6 | prng.below(4) << 3],
    [0x49, 0x89, 0xc7 | prng.below(4) << 3]),
  "NACL-12": (prng) => pair("mov rsp, rbp to mov rsp, r64", [0x48, 0x89, 0xec],
    [0x48, 0x89, 0xc4 | freeRegister(prng) << 3]),
  "NACL-13": (prng) => pair("mov rbp, rsp to mov rbp, r64", [0x48, 0x89, 0xe5],
    [0x48, 0x89, 0xc5 | freeRegister(prng) << 3]),
  "NACL-14": (prng) => {
    const write = [0x83, 0xc4, prng.below(256)];
    return pair("a nop before the sandboxing", [...write, 0x4c, 0x01, 0xfc],
      [...write, NOP, 0x4c, 0x01, 0xfc]);
  },
  "NACL-15": (prng) => {
    const write = [0x89, 0xc5 | freeRegister(prng) << 3];
    return pair("a nop before the sandboxing", [...write, 0x4c, 0x01, 0xfd],
      [...write, NOP, 0x4c, 0x01, 0xfd]);
  },
  "NACL-16": (prng) => pair("another register restricted", [0x89, 0xe4, 0x4c, 0x01, 0xfc],
    [0x89, 0xc0 | freeRegister(prng) * 9, 0x4c, 0x01, 0xfc]),
  "NACL-17": (prng) => pair("another register restricted", [0x89, 0xed, 0x4c, 0x01, 0xfd],
    [0x89, 0xc0 | freeRegister(prng) * 9, 0x4c, 0x01, 0xfd]),
  "NACL-18": (prng) => {
    const branch = maskedBranch(prng.below(15), prng.oneIn(2));
    const mask = branch.indexOf(0xe0, 2);
    const part = branch.length > 8 ? [4, 7] as const : [3, 6] as const;
    return prng.oneIn(2)
      ? pair("another mask", branch, branch.map((b, k) => (k === mask ? 0xf0 : b)))
      : pair("a nop between the parts", branch, inserted(branch, prng.pick(part), NOP));
  },
  "NACL-19": (prng) => {
    const last = prng.pick([[0xaa], [0xf3, 0xab], [0x48, 0xab], [0xae], [0x66, 0xaf]]);
    return prng.oneIn(2)
      ? pair("the pair of rsi in place of rdi", [...RDI_PAIR, ...last], [...RSI_PAIR, ...last])
      : pair("a nop behind the pair", [...RDI_PAIR, ...last], [...RDI_PAIR, NOP, ...last]);
  },
  "NACL-20": (prng) => {
    const last = [...prng.pick([[], [0x66]]), 0x0f, 0xf7, 0xc0 | prng.below(64)];
    return pair("a nop behind the pair", [...RDI_PAIR, ...last], [...RDI_PAIR, NOP, ...last]);
  },
  "NACL-21": (prng) => {
    const target = (0x100000 + prng.below(1000)) * BUNDLE_BYTES;
    const jump = (to: number): number[] => {
      const distance = to - 5;
      return [0xe9, ...[0, 8, 16, 24].map((shift) => (distance >> shift) & 0xff)];
    };
    return pair("an unaligned target outside of the text", jump(target),
      jump(target + 1 + prng.below(31)), 0);
  },
  "NACL-22": (prng) => {
    const load = [0xb8 + prng.below(4), 0, 0, 0, 0];
    return pair("a jump into an immediate", [...load, 0xeb, 0xf9],
      [...load, 0xeb, 0xfa + prng.below(4)]);
  },
  "NACL-23": () => pair("a VEX instruction behind a prefix", [0x0f, 0x58, 0xc1],
    [0x66, 0xc5, 0xf8, 0x58, 0xc1]),
  "NACL-24": (prng) => pair("a non-temporal store", [0x41, 0x89, 0x07],
    prng.pick([[0x41, 0x0f, 0xc3, 0x07], [0x66, 0x41, 0x0f, 0xe7, 0x07], [0x0f, 0x18, 0x00]])),
  "NACL-25": (prng) => pair("an excluded instruction", [NOP],
    prng.pick([[0x0f, 0x31], [0x9e], [0x9f]])),
};

/** Rules that near misses can be made for: all of them. */
export const NEAR_MISS_RULES: readonly RuleId[] = ["NACL-01", ...Object.keys(MUTATORS) as RuleId[]];

/** Part of the last bundle is missing. */
function cutShort(around: Uint8Array, prng: Prng): NearMiss {
  const valid = new Uint8Array(around.length + BUNDLE_BYTES).fill(NOP);
  valid.set(around);
  const missing = 1 + prng.below(BUNDLE_BYTES - 1);
  return {
    rule: "NACL-01", mutation: `the last ${missing} bytes cut off`, valid,
    broken: valid.slice(0, valid.length - missing),
  };
}

/**
 * A near miss for a rule. `around` is a valid text whose bundles stand before and behind the bundle
 * that is mutated. Throws RangeError for a rule without a mutator.
 */
export function nearMiss(rule: RuleId, around: Uint8Array, prng: Prng): NearMiss {
  if (rule === "NACL-01") return cutShort(around, prng);
  const mutator = MUTATORS[rule];
  if (mutator === undefined) throw new RangeError(`no mutation breaks ${rule} alone`);
  const { mutation, valid, broken, at } = mutator(prng);
  const room = BUNDLE_BYTES - Math.max(valid.length, broken.length);
  const offset = at ?? prng.below(room + 1);
  const where = at === 0 ? 0 : prng.below(around.length / BUNDLE_BYTES + 1) * BUNDLE_BYTES;
  const bundleWith = (fragment: readonly number[]): Uint8Array => {
    const text = new Uint8Array(around.length + BUNDLE_BYTES).fill(NOP);
    text.set(around.subarray(0, where));
    text.set(fragment, where + offset);
    text.set(around.subarray(where), where + BUNDLE_BYTES);
    return text;
  };
  return { rule, mutation, valid: bundleWith(valid), broken: bundleWith(broken) };
}
