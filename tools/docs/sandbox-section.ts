/** What the sandbox thinks of an instruction: the validator's own verdicts, and what to write. */
import type { Form } from "../../spec/isa/form.ts";
import { PROFILES } from "../../spec/nacl/profiles.ts";
import { ruleOf } from "../../spec/nacl/rules.ts";
import type { RuleId } from "../../spec/nacl/rules.ts";
import type { Decoder } from "../../src/decoder/decode.ts";
import type { FullTable } from "../../src/table/full.ts";
import { ReferenceValidator } from "../../src/validator/reference/validate.ts";
import type { Entry } from "./entries.ts";
import { admittedBytes, hasVariant } from "./examples.ts";
import { escapeHtml, prose } from "./page.ts";

const BUNDLE_BYTES = 32;
const HLT = 0xf4;

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
      const different = new Map(refusals.map(({ rule, detail }) => [`${rule} ${detail}`, { rule, detail }]));
      return { profile: validator.profile.name, refusals: [...different.values()] };
    });
  }
}

function bundleOf(bytes: Uint8Array): Uint8Array {
  const text = new Uint8Array(BUNDLE_BYTES).fill(HLT);
  text.set(bytes);
  return text;
}

/** A link to a rule, with its title. */
export function ruleLink(id: RuleId, root: string): string {
  return `<a class="rule" href="${root}sandbox.html#${id}">${id}</a>`;
}

/** Profiles that refuse the same forms for the same reason. */
interface Objection {
  readonly rule: RuleId;
  readonly detail: string;
  readonly profiles: Set<string>;
  readonly forms: Set<Form>;
}

function objectionsTo(entry: Entry, judge: Judge): readonly Objection[] {
  const found = new Map<string, Objection>();
  for (const form of entry.forms) {
    for (const { profile, refusals } of judge.judge(form)) {
      for (const { rule, detail } of refusals) {
        const known = found.get(`${rule} ${detail}`)
          ?? { rule, detail, profiles: new Set<string>(), forms: new Set<Form>() };
        known.profiles.add(profile);
        known.forms.add(form);
        found.set(`${rule} ${detail}`, known);
      }
    }
  }
  return [...found.values()];
}

/** The section "In the sandbox" of a page. */
export function sandboxSection(entry: Entry, judge: Judge, root: string): string {
  const objections = objectionsTo(entry, judge);
  const items = objections.map(({ rule, detail, profiles, forms }) => {
    const which = forms.size === entry.forms.length ? "" : ` <span class="quiet">Forms: ${
      [...forms].map(({ id }) => `<code>${id}</code>`).join(" ")}</span>`;
    const everywhere = profiles.size === PROFILES.length;
    return `<li>${ruleLink(rule, root)} <b>${escapeHtml(ruleOf(rule).title)}</b>: ${escapeHtml(detail)}
 (${everywhere ? "every profile" : [...profiles].join(", ")}).${which}
<p class="instead"><b>Instead:</b> ${prose(ruleOf(rule).repair)}</p></li>`;
  });
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
      "A memory operand has r15, rsp, rbp or rip as its base, and as its index only the register that the instruction before has cut to 32 bits."]);
  }
  if (operands.some(({ operand }) => operand.kind === "gpr" && operand.access.includes("w"))) {
    rules.push([["NACL-11", "NACL-12", "NACL-13"],
      "The destination is not r15; rsp and rbp are written by special forms only."]);
  }
  if (operands.some(({ operand }) => operand.kind === "rel")) {
    rules.push([["NACL-21", "NACL-22"],
      "The target is the start of an instruction of this text, or a multiple of 32 outside of it."]);
  }
  if (admitted.some(({ zeroExtends }) => zeroExtends)) {
    rules.push([["NACL-10"],
      "Forms with <em>zero-extends</em> cut their 32-bit destination register to 32 bits: the next instruction may use it as an index."]);
  }
  return rules;
}

