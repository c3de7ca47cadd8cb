/**
 * One bundle by the rules: what stands in it, and which rules it breaks. The order of the checks of
 * one instruction is that of Native Client's automaton (validator_x86_64.rl): decode, memory
 * operand with the restricted register that the instruction before left, jump, registers written.
 */
import type { Form } from "../../../spec/isa/form.ts";
import type { Profile } from "../../../spec/nacl/profiles.ts";
import type { RuleId } from "../../../spec/nacl/rules.ts";
import { newInstruction, TRUNCATED, type Instruction } from "../../decoder/instruction.ts";
import type { Decoder } from "../../decoder/decode.ts";
import { byPlace, type Refusal } from "../refusal.ts";
import {
  classBreaches, encodingBreaches, hasForm, undecodedBreach, type Breach,
} from "./admission.ts";
import { memoryBreaches, UNRESTRICTED, writeEffect } from "./operands.ts";
import { Sequences, type Span } from "./sequences.ts";

/** One instruction of a bundle. Registers are numbers 0..15, or UNRESTRICTED. */
export interface Step extends Span {
  /** The form; undefined for a fixed nop. */
  readonly form: Form | undefined;
  /** The restricted register that the instruction relies on (as index, or to sandbox it). */
  readonly uses: number;
  /** The register that the instruction restricts for the next one. */
  readonly restricts: number;
  /** Offset of the superinstruction whose last part this is; -1 otherwise. */
  readonly superStart: number;
  /** Target of a direct jump, as an offset; undefined otherwise. */
  readonly target: number | undefined;
}

export interface Bundle {
  readonly steps: readonly Step[];
  /** In stable order. Jump targets are not judged here: they need the whole text. */
  readonly refusals: readonly Refusal[];
  /** Bit n: a direct jump may name byte n. */
  readonly targets: number;
}

/** One instruction's judgement. No step: its length is unknown. */
export interface Judged {
  readonly step?: Step;
  readonly breaches: readonly Breach[];
}

/** Judges single bundles of a text under a profile. */
export class BundleJudge {
  readonly #profile: Profile;
  readonly #features: ReadonlySet<string>;
  readonly #forms: readonly Form[];
  readonly #decoder: Decoder;
  readonly #sequences = new Sequences();
  readonly #insn: Instruction = newInstruction();
  /** What `90` with a REX byte is to the sandbox, by operand size. */
  readonly #exchanges: ReadonlyMap<number, Form>;

  constructor(profile: Profile, forms: readonly Form[], decoder: Decoder) {
    this.#profile = profile;
    this.#features = new Set(profile.features);
    this.#forms = forms;
    this.#decoder = decoder;
    this.#exchanges = new Map(forms
      .filter(({ encoding: e }) => e.map === 0 && e.opcode === 0x90 && e.plusRegister)
      .map((form) => [form.operandSize, form]));
  }

  /** Judges the bundle at `bundle`; `before` are instructions of it that were judged already. */
  judge(text: Uint8Array, bundle: number, before: readonly Step[] = []): Bundle {
    const end = bundle + this.#profile.shape.bundleBytes;
    const steps = [...before];
    const refusals: Refusal[] = [];
    const previous = steps.at(-1);
    let restricted = previous?.restricts ?? UNRESTRICTED;
    let offset = previous === undefined ? bundle : previous.offset + previous.length;
    while (offset < end) {
      const found = this.#step(text, offset, end, steps, restricted);
      for (const breach of found.breaches) {
        refusals.push({ ...breach, offset, length: found.step?.length ?? 1 });
      }
      if (found.step === undefined) break;
      steps.push(found.step);
      restricted = found.step.restricts;
      offset += found.step.length;
    }
    const last = steps.at(-1);
    if (last !== undefined && offset === end && this.#mustBeSandboxed(restricted)) {
      const detail = "the bundle ends before the sandboxing";
      const { offset: at, length } = last;
      refusals.push({ rule: unprocessedRule(restricted), detail, offset: at, length });
    }
    return { steps, refusals: refusals.sort(byPlace), targets: targetsOf(steps, bundle) };
  }

  /** The first instruction of a bundle alone, with a register restricted before it. */
  first(text: Uint8Array, bundle: number, restricted: number): Judged {
    return this.#step(text, bundle, bundle + this.#profile.shape.bundleBytes, [], restricted);
  }

  #mustBeSandboxed(restricted: number): boolean {
    return this.#profile.shape.stackRegisters.includes(restricted);
  }

  /** One instruction. No step: its length is unknown, so the rest of the bundle is skipped. */
  #step(
    text: Uint8Array, offset: number, end: number, before: readonly Step[], restricted: number,
  ): Judged {
    const plainStep = { offset, uses: UNRESTRICTED, restricts: UNRESTRICTED, superStart: -1 };
    const nop = this.#sequences.fixedNopLength(text, offset, end);
    if (nop > 0) {
      const step = { ...plainStep, length: nop, form: undefined, target: undefined };
      return { step, breaches: this.#unprocessed(restricted) };
    }
    const insn = this.#insn;
    this.#decoder.decode(text, offset, text.length, insn);
    if (insn.status === TRUNCATED || (hasForm(insn) && offset + insn.length > end)) {
      const detail = "the instruction crosses the bundle's end";
      return { breaches: [{ rule: "NACL-02", detail }] };
    }
    const form = hasForm(insn) ? this.#formOf(insn) : undefined;
    if (form === undefined) {
      return { breaches: [undecodedBreach(insn, text.subarray(offset, end))] };
    }
    const { length } = insn;
    const relative = form.operands.some((o) => o.kind === "rel");
    const target = relative ? offset + length + insn.imm : undefined;
    const step: Step = { ...plainStep, length, form, target };
    const breaches = classBreaches(this.#profile, this.#features, form, insn);
    if (this.#isLastPart(form)) {
      return this.#lastPart(step, form, text, before, breaches, restricted);
    }
    breaches.push(...encodingBreaches(form, insn, text, offset));
    return this.#ordinary(step, form, text, breaches, restricted);
  }

  /** The decoder's form; the sandbox takes `90` with a REX byte or 66 for an exchange. */
  #formOf(insn: Instruction): Form | undefined {
    const form = this.#forms[insn.form];
    if (form === undefined || form.encoding.opcode !== 0x90 || form.mnemonic !== "nop") return form;
    if (insn.rex === 0 && insn.prefixes === 0) return form;
    const size = (insn.rex & 8) !== 0 ? 64 : (insn.prefixes & 1) !== 0 ? 16 : 32;
    insn.opcodeRegister = (insn.rex & 1) << 3;
    return this.#exchanges.get(size);
  }

  /** Forms that are admitted at the end of a superinstruction only. */
  #isLastPart(form: Form): boolean {
    return form[this.#profile.column] === "special-only";
  }

  #lastPart(
    step: Step, form: Form, text: Uint8Array, before: readonly Step[], breaches: readonly Breach[],
    restricted: number,
  ): Judged {
    const part = this.#sequences.lastPart(form, text, step, before, this.#profile.vex);
    const unprocessed = this.#unprocessed(restricted);
    if ("breach" in part) return { step, breaches: [part.breach, ...breaches, ...unprocessed] };
    return { step: { ...step, superStart: part.start }, breaches: [...breaches, ...unprocessed] };
  }

  /** Special forms of rsp and rbp replace the ordinary checks. */
  #ordinary(
    step: Step, form: Form, text: Uint8Array, admission: readonly Breach[], restricted: number,
  ): Judged {
    const sandboxed = this.#sequences.sandboxedRegister(text, step);
    if (sandboxed >= 0) {
      if (sandboxed === restricted) {
        return { step: { ...step, uses: restricted }, breaches: admission };
      }
      const rule = sandboxed === 4 ? "NACL-16" : "NACL-17";
      const detail = "the instruction before did not restrict the register";
      return { step, breaches: [...admission, { rule, detail }, ...this.#unprocessed(restricted)] };
    }
    if (this.#sequences.isFreeStackWrite(text, step)) {
      return { step, breaches: [...admission, ...this.#unprocessed(restricted)] };
    }
    const { shape } = this.#profile;
    const insn = this.#insn;
    const memory = memoryBreaches(shape, form, insn, restricted);
    const effect = writeEffect(shape, form, insn);
    const uses = insn.memory === 1 && !form.memoryFree && insn.index >= 0 &&
      insn.index === restricted ? restricted : UNRESTRICTED;
    const breaches = [
      ...admission, ...memory, ...this.#unprocessed(restricted), ...effect.breaches,
    ];
    return { step: { ...step, uses, restricts: effect.restricts }, breaches };
  }

  /** NACL-14, NACL-15: a restricted rsp or rbp that this instruction does not sandbox. */
  #unprocessed(restricted: number): readonly Breach[] {
    if (!this.#mustBeSandboxed(restricted)) return [];
    const detail = "the instruction before restricted the register; this one does not sandbox it";
    return [{ rule: unprocessedRule(restricted), detail }];
  }
}

const unprocessedRule = (register: number): RuleId => (register === 4 ? "NACL-14" : "NACL-15");

/** Every start of an instruction but those that rely on what stands before them. */
function targetsOf(steps: readonly Step[], bundle: number): number {
  let targets = 0;
  for (const { offset, uses } of steps) {
    if (uses === UNRESTRICTED) targets |= 1 << (offset - bundle);
  }
  for (const { offset, superStart } of steps) {
    if (superStart < 0) continue;
    for (let p = superStart + 1; p <= offset; p++) targets &= ~(1 << (p - bundle));
  }
  return targets >>> 0;
}
