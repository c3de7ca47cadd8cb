/**
 * The loader's rewriting of 2025, a step of its own: text that strict validation refuses only for
 * non-temporal instructions or missing CPU features is changed so that it may run.
 *
 * An instruction whose only fault is a missing feature becomes hlt; one of class `unsupported`
 * becomes an ordinary instruction where `REWRITES` has one. Each bundle with such an instruction is
 * judged on its own before and behind the change.
 * Source: Native Client, the loader's validation callback (rewriting of non-temporal instructions).
 */
import type { Profile } from "../../spec/nacl/profiles.ts";
import { REWRITES } from "../../spec/nacl/rewrites.ts";
import { matchLength, readPattern } from "./reference/byte-pattern.ts";
import { BundleJudge, type Bundle, type Step } from "./reference/bundle.ts";
import { UNRESTRICTED } from "./reference/operands.ts";
import { jumpsRefused, type InstructionSet } from "./reference/validate.ts";

const NOP = 0x90;
const HLT = 0xf4;
const MOV_STORE = 0x89;

const UNSUPPORTED = "NACL-24";
const FEATURE = "NACL-08";

/** What became of a text. */
export type Rewritten =
  | { readonly accepted: true; readonly text: Uint8Array; readonly changed: boolean }
  | { readonly accepted: false };

const REFUSED: Rewritten = { accepted: false };

const PATTERNS = REWRITES.map(({ pattern, change }) => ({ pattern: readPattern(pattern), change }));

/** Rewrites texts under one profile, which should not be tolerant. */
export class Rewriter {
  readonly #profile: Profile;
  readonly #judge: BundleJudge;
  readonly #bundleBytes: number;

  constructor(profile: Profile, set: InstructionSet) {
    this.#profile = profile;
    this.#judge = new BundleJudge(profile, set.forms, set.decoder);
    this.#bundleBytes = profile.shape.bundleBytes;
  }

  /** The text that may run in place of `original`, which stays as it is. */
  rewrite(original: Uint8Array): Rewritten {
    // Not slice: a Node Buffer's slice would share the bytes.
    const text = new Uint8Array(original);
    if (text.length % this.#bundleBytes !== 0) return REFUSED;
    const targets = new Uint32Array(text.length / this.#bundleBytes);
    const steps: Step[] = [];
    let changed = false;
    for (let offset = 0; offset < text.length; offset += this.#bundleBytes) {
      let bundle: Bundle | undefined = this.#judge.judge(text, offset);
      if (bundle.refusals.length > 0) {
        bundle = this.#rewriteBundle(text, offset, bundle);
        changed = true;
      }
      if (bundle === undefined) return REFUSED;
      targets[offset / this.#bundleBytes] = bundle.targets;
      steps.push(...bundle.steps);
    }
    const refused = jumpsRefused(steps, text.length, targets, this.#bundleBytes);
    return refused.length > 0 ? REFUSED : { accepted: true, text, changed };
  }

  /**
   * Rewrites one bundle in place. The original's parser goes on behind the first instruction that
   * it had to forgive, and sees the later ones in their new form: so the first one keeps its old
   * boundaries as jump targets, and the later ones have new boundaries.
   */
  #rewriteBundle(text: Uint8Array, offset: number, bundle: Bundle): Bundle | undefined {
    const end = offset + this.#bundleBytes;
    const alone = text.slice(offset, end);
    const old = this.#judge.judge(alone, 0);
    if (!this.#innerJumpsFit(old)) return undefined;
    for (const step of old.steps) {
      const here = old.refusals.filter((r) => r.offset === step.offset);
      const rules = new Set(here.map((r) => r.rule));
      if (rules.size === 0) continue;
      if (rules.size > 1) return undefined;
      // What the built-in mask switches off is missing on every CPU, and is not forgiven.
      if (step.form?.[this.#profile.column] === "no-feature") return undefined;
      if (rules.has(FEATURE)) {
        const from = step.superStart < 0 ? step.offset : step.superStart;
        alone.fill(HLT, from, step.offset + step.length);
      } else if (!rules.has(UNSUPPORTED) || !replace(alone, step)) return undefined;
    }
    // A refusal without an instruction: bytes that do not decode, or an open rsp or rbp.
    const known = new Set(old.steps.map((step) => step.offset));
    if (old.refusals.some((r) => !known.has(r.offset))) return undefined;
    const fresh = this.#judge.judge(alone, 0);
    if (fresh.refusals.length > 0 || !this.#innerJumpsFit(fresh)) return undefined;
    text.set(alone, offset);
    const first = bundle.refusals[0]?.offset ?? offset;
    const kept = bundle.steps.filter((step) => step.offset <= first);
    const seen = this.#judge.judge(text, offset, kept);
    return seen.refusals.length > 0 ? undefined : seen;
  }

  /** Jumps inside a bundle that is judged alone must fit; jumps out of it are judged later. */
  #innerJumpsFit(bundle: Bundle): boolean {
    return bundle.steps.every(({ target }) => {
      const inside = target !== undefined && target > 0 && target < this.#bundleBytes;
      return !inside || ((bundle.targets >>> target) & 1) !== 0;
    });
  }
}

/** Replaces an unsupported instruction; false where the loader has no replacement. */
function replace(bytes: Uint8Array, { offset, length, uses }: Step): boolean {
  const end = offset + length;
  for (const { pattern, change } of PATTERNS) {
    const matched = matchLength(pattern, bytes, offset, end);
    if (matched === 0) continue;
    if (change.kind === "nops") bytes.fill(NOP, offset, end);
    else if (change.kind === "opcode") bytes[offset + matched - 1] = change.opcode;
    else storeShortened(bytes, offset, end, uses !== UNRESTRICTED);
    return true;
  }
  return false;
}

/**
 * `4x 0f c3 ...` to `90 4x 89 ...`, so that a rip-relative operand stays right; or to
 * `4x 89 ... 90` where the instruction must stay directly behind the restricting one.
 */
function storeShortened(bytes: Uint8Array, offset: number, end: number, usesIndex: boolean): void {
  const rex = bytes[offset] ?? 0;
  const operand = bytes.slice(offset + 3, end);
  const store = [rex, MOV_STORE, ...operand];
  bytes.set(usesIndex ? [...store, NOP] : [NOP, ...store], offset);
}
