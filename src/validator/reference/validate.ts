/**
 * The reference validator: a whole text by the rules, with every reason. It is written to be read
 * beside `spec/nacl/rules.ts`; speed is the other validator's task.
 */
import type { Form } from "../../../spec/isa/form.ts";
import type { Profile } from "../../../spec/nacl/profiles.ts";
import type { Decoder } from "../../decoder/decode.ts";
import { byPlace, type Refusal } from "../refusal.ts";
import { BundleJudge, type Bundle, type Step } from "./bundle.ts";

/** Most refusals that are kept by default; more are only counted. */
export const REFUSALS_MAX = 1000;

export interface Judgement {
  readonly accepted: boolean;
  /** By place, then by rule number: the first of all refusals, at most as many as asked for. */
  readonly refusals: readonly Refusal[];
  /** How many refusals there are altogether. */
  readonly refusalCount: number;
}

export interface JudgeOptions {
  /** Most refusals to keep. Default REFUSALS_MAX. */
  readonly refusalsMax?: number;
  /** Called with every bundle in order, for annotations. */
  readonly onBundle?: (bundle: Bundle, offset: number) => void;
}

/** The instruction set and decoder that a reference validator reads with. */
export interface InstructionSet {
  readonly forms: readonly Form[];
  readonly decoder: Decoder;
}

/** The reference validator of one profile; it can judge any number of texts. */
export class ReferenceValidator {
  readonly profile: Profile;
  readonly #judge: BundleJudge;

  constructor(profile: Profile, set: InstructionSet) {
    this.profile = profile;
    this.#judge = new BundleJudge(profile, set.forms, set.decoder);
  }

  /**
   * Judges a text of any length. A length that is no multiple of the bundle size breaks NACL-01;
   * the whole bundles before it are judged all the same.
   */
  judge(text: Uint8Array, options: JudgeOptions = {}): Judgement {
    const max = options.refusalsMax ?? REFUSALS_MAX;
    const { bundleBytes } = this.profile.shape;
    const size = text.length - (text.length % bundleBytes);
    const whole = text.subarray(0, size);
    const targets = new Uint32Array(size / bundleBytes);
    const jumps: Step[] = [];
    const refusals: Refusal[] = [];
    let refusalCount = 0;
    for (let offset = 0; offset < size; offset += bundleBytes) {
      const bundle = this.#judge.judge(whole, offset);
      targets[offset / bundleBytes] = bundle.targets;
      refusalCount += bundle.refusals.length;
      refusals.push(...bundle.refusals.slice(0, Math.max(0, max - refusals.length)));
      for (const step of bundle.steps) {
        if (step.target !== undefined && step.target % bundleBytes !== 0) jumps.push(step);
      }
      options.onBundle?.(bundle, offset);
    }
    const wrong = jumpsRefused(jumps, size, targets, bundleBytes);
    const tail = lengthRefusals(text.length, bundleBytes);
    refusalCount += wrong.length + tail.length;
    const all = [...refusals, ...wrong, ...tail].sort(byPlace).slice(0, max);
    return { accepted: refusalCount === 0, refusals: all, refusalCount };
  }
}

/** NACL-21, NACL-22: direct jumps of a text whose targets are known, one word per bundle. */
export function jumpsRefused(
  steps: readonly Step[], size: number, targets: Uint32Array, bundleBytes: number,
): Refusal[] {
  return steps.flatMap(({ offset, length, form, target }): Refusal[] => {
    if (target === undefined || target % bundleBytes === 0) return [];
    const name = form?.mnemonic ?? "";
    if (target < 0 || target >= size) {
      const where = target < 0 ? "before the start" : "behind the end";
      const detail = `${name} goes ${where} of the text, and not to a multiple of ${bundleBytes}`;
      return [{ rule: "NACL-21", offset, length, detail }];
    }
    const word = targets[Math.floor(target / bundleBytes)] ?? 0;
    if (((word >>> (target % bundleBytes)) & 1) !== 0) return [];
    const detail = `${name} goes to offset 0x${target.toString(16)}, which is no fit target`;
    return [{ rule: "NACL-22", offset, length, detail }];
  });
}

/** NACL-01. */
function lengthRefusals(length: number, bundleBytes: number): Refusal[] {
  const rest = length % bundleBytes;
  if (rest === 0) return [];
  const detail = `${length} bytes are no multiple of ${bundleBytes}: ${rest} are left over`;
  return [{ rule: "NACL-01", offset: length - rest, length: rest, detail }];
}
