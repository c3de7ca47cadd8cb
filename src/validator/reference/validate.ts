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
   * the whole bundles before it are judged all the same. Beside the refusals that are kept it needs
   * a bit per byte of text: bundles with jumps are read again when all targets are known.
   */
  judge(text: Uint8Array, options: JudgeOptions = {}): Judgement {
    const max = options.refusalsMax ?? REFUSALS_MAX;
    const { bundleBytes } = this.profile.shape;
    const size = text.length - (text.length % bundleBytes);
    const whole = text.subarray(0, size);
    const targets = new Uint32Array(size / bundleBytes);
    const hasJump = new Uint8Array(Math.ceil(targets.length / 8));
    const found = new FirstRefusals(max);
    for (let offset = 0; offset < size; offset += bundleBytes) {
      const bundle = this.#judge.judge(whole, offset);
      const number = offset / bundleBytes;
      targets[number] = bundle.targets;
      found.add(bundle.refusals);
      if (bundle.steps.some(({ target }) => target !== undefined && target % bundleBytes !== 0)) {
        hasJump[number >> 3] = (hasJump[number >> 3] ?? 0) | 1 << (number & 7);
      }
      options.onBundle?.(bundle, offset);
    }
    const wrong = new FirstRefusals(max);
    for (let number = 0; number < targets.length; number++) {
      if (((hasJump[number >> 3] ?? 0) & 1 << (number & 7)) === 0) continue;
      const { steps } = this.#judge.judge(whole, number * bundleBytes);
      wrong.add(jumpsRefused(steps, size, targets, bundleBytes));
    }
    const tail = lengthRefusals(text.length, bundleBytes);
    const refusalCount = found.count + wrong.count + tail.length;
    const all = [...found.kept, ...wrong.kept, ...tail].sort(byPlace).slice(0, max);
    return { accepted: refusalCount === 0, refusals: all, refusalCount };
  }
}

/** Refusals in the order of their places: the first ones, and how many there were. */
class FirstRefusals {
  readonly kept: Refusal[] = [];
  count = 0;
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  add(refusals: readonly Refusal[]): void {
    this.count += refusals.length;
    if (this.kept.length < this.#max) {
      this.kept.push(...refusals.slice(0, this.#max - this.kept.length));
    }
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
