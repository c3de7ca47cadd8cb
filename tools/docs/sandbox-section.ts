/** What the sandbox thinks of an instruction: the validator's own verdicts, and what to write. */
import type { Form } from "../../spec/isa/form.ts";
import { PROFILES } from "../../spec/nacl/profiles.ts";
import { ruleOf } from "../../spec/nacl/rules.ts";
import type { RuleId } from "../../spec/nacl/rules.ts";
import { FIXED_NOPS } from "../../spec/nacl/sequences.ts";
import type { Decoder } from "../../src/decoder/decode.ts";
import type { FullTable } from "../../src/table/full.ts";
import { ReferenceValidator } from "../../src/validator/reference/validate.ts";
import type { Entry } from "./entries.ts";
import { admittedBytes, hasVariant } from "./examples.ts";
import { escapeHtml, prose } from "./page.ts";

const BUNDLE_BYTES = 32;
/** The longest first; the shortest has one byte, so they fill any gap. */
const NOPS = FIXED_NOPS.map((nop) => nop.split(" ").map((byte) => Number.parseInt(byte, 16)))
  .sort((a, b) => b.length - a.length);

/** What one profile says of one form that stands alone in a bundle. */
export interface Verdict {
  readonly profile: string;
  readonly refusals: readonly { readonly rule: RuleId; readonly detail: string }[];
}

/** Asks the reference validator of every profile. */
export class Judge {
  readonly #validators: readonly ReferenceValidator[];

  constructor(table: FullTable, decoder: Decoder) {
    this.#validators = PROFILES.map((profile) =>
      new ReferenceValidator(profile, { forms: table.forms, decoder }));
  }

  /** Verdicts on a form with operands that no rule about operands objects to. */
  judge(form: Form): readonly Verdict[] {
    const texts = [false, true].filter((inMemory) => hasVariant(form, inMemory))
      .map((inMemory) => bundleOf(admittedBytes(form, inMemory)));
    return this.#validators.map((validator) => {
      const refusals = texts.flatMap((text) => validator.judge(text).refusals)
        .filter(({ offset }) => offset === 0);
      const different = new Map(refusals.map(({ rule, detail }) =>
        [`${rule} ${detail}`, { rule, detail }]));
      return { profile: validator.profile.name, refusals: [...different.values()] };
    });
  }
}

/** The instruction at the start of a bundle that the longest nops fill up. */
function bundleOf(bytes: Uint8Array): Uint8Array {
  const text = [...bytes];
  while (text.length < BUNDLE_BYTES) {
    text.push(...NOPS.find((nop) => nop.length <= BUNDLE_BYTES - text.length) ?? []);
  }
  return Uint8Array.from(text);
}

/** A link to a rule, with its title. */
export function ruleLink(id: RuleId, root: string): string {
  return `<a class="rule" href="${root}sandbox.html#${id}">${id}</a>`;
}

/** A rule that some profile holds against some form standing alone, with the validator's words. */
interface Objection {
  readonly rule: RuleId;
  readonly details: Set<string>;
  readonly profiles: Set<string>;
  readonly forms: Set<Form>;
}

function objectionsTo(entry: Entry, judge: Judge): readonly Objection[] {
  const found = new Map<string, Objection>();
  for (const form of entry.forms) {
    for (const { profile, refusals } of judge.judge(form)) {
      for (const { rule, detail } of refusals) {
        const key = `${rule} ${profile}`;
        const known = found.get(key)
          ?? { rule, details: new Set(), profiles: new Set([profile]), forms: new Set() };
        known.details.add(detail);
        known.forms.add(form);
        found.set(key, known);
      }
    }
  }
  return joined([...found.values()]);
}

/** Objections of several profiles to the same forms become one. */
function joined(objections: readonly Objection[]): readonly Objection[] {
  const found = new Map<string, Objection>();
  for (const objection of objections) {
    const ids = [...objection.forms].map(({ id }) => id).join(" ");
    const known = found.get(`${objection.rule} ${ids}`);
    if (known === undefined) found.set(`${objection.rule} ${ids}`, objection);
    else {
      for (const profile of objection.profiles) known.profiles.add(profile);
      for (const detail of objection.details) known.details.add(detail);
    }
  }
  return [...found.values()];
}

/** Details shown of one objection; the others say the same of other forms. */
const DETAILS_SHOWN = 2;

function objectionHtml(objection: Objection, entry: Entry, root: string): string {
  const { rule, details, profiles, forms } = objection;
  const { title, repair } = ruleOf(rule);
  const all = forms.size === entry.forms.length;
  const who = profiles.size === PROFILES.length ? "Every profile" : [...profiles].join(", ");
  const which = all ? "all forms" : [...forms].map(({ id }) => `<code>${id}</code>`).join(" ");
  const words = [...details].slice(0, DETAILS_SHOWN).map(escapeHtml).join("; ");
  return `<li>${ruleLink(rule, root)} <b>${escapeHtml(title)}.</b> ${words}.
<p class="quiet">${who}: ${which}</p>
<p class="instead"><b>Instead:</b> ${prose(repair)}</p></li>`;
}

/** The section "In the sandbox" of a page. */
export function sandboxSection(entry: Entry, judge: Judge, root: string): string {
  const items = objectionsTo(entry, judge).map((one) => objectionHtml(one, entry, root));
  const general = generalRules(entry.forms).map(([ids, text]) =>
    `<li>${ids.map((id) => ruleLink(id, root)).join(" ")} ${text}</li>`);
  const verdict = items.length === 0
    ? "<p>Every profile admits every form, as long as the operands keep the rules.</p>"
    : `<ul class="objections">${items.join("\n")}</ul>`;
  return verdict + (general.length === 0 ? "" : `<ul>${general.join("\n")}</ul>`);
}

/** Rules about operands, where some form has operands that they speak of. */
function generalRules(forms: readonly Form[]): [readonly RuleId[], string][] {
  const admitted = forms.filter(({ sandbox2013, sandbox2025 }) =>
    [sandbox2013, sandbox2025].some((one) => one === "allowed" || one === "unsupported"));
  const operands = admitted.flatMap((form) => form.operands.map((operand) => ({ form, operand })));
  const rules: [readonly RuleId[], string][] = [];
  if (operands.some(({ form, operand }) =>
    operand.memory !== "never" && operand.place === "rm" && !form.memoryFree)) {
    rules.push([["NACL-09", "NACL-10"],
      "A memory operand has r15, rsp, rbp or rip as its base, and as its index only the register "
        + "that the instruction before has cut to 32 bits."]);
  }
  if (operands.some(({ operand }) => operand.kind === "gpr" && operand.access.includes("w"))) {
    rules.push([["NACL-11", "NACL-12", "NACL-13"],
      "The destination is not r15; rsp and rbp are written by special forms only."]);
  }
  if (operands.some(({ operand }) => operand.kind === "rel")) {
    rules.push([["NACL-21", "NACL-22"],
      "The target is the start of an instruction of this text, or a multiple of 32 outside."]);
  }
  if (admitted.some(({ zeroExtends }) => zeroExtends)) {
    rules.push([["NACL-10"],
      "Forms with <em>zero-extends</em> cut their destination register to 32 bits: the next "
        + "instruction may use it as an index."]);
  }
  return rules;
}

