/**
 * Checks a text against its certificate in one pass: the small program that need be trusted when
 * the validator that made the certificate is not. It shares the table and the byte sequences with
 * the validators, and no logic.
 */
import type { Form } from "../../../spec/isa/form.ts";
import { featurePresent, type Profile } from "../../../spec/nacl/profiles.ts";
import { Sequences, type Span } from "../reference/sequences.ts";
import type { Certificate } from "./certificate.ts";
import { matchForm, RIP, type Match } from "./match.ts";

const NONE = -1;

/** The verdict on a certificate; `problem` says where the first thing is wrong. */
export type CertificateVerdict =
  { readonly valid: true } | { readonly valid: false; readonly problem: string };

/** A claim of the certificate that does not hold. */
class Wrong extends Error {}

/** State of one pass. */
class Check {
  readonly #profile: Profile;
  readonly #features: ReadonlySet<string>;
  readonly #text: Uint8Array;
  readonly #sequences = new Sequences();
  /** One bit per byte: where direct jumps may go. */
  readonly #targets: Uint8Array;
  readonly #jumps: number[] = [];
  /** The instructions of the bundle so far, and the register that the last one restricted. */
  #spans: Span[] = [];
  #restricted = NONE;

  constructor(profile: Profile, text: Uint8Array) {
    this.#profile = profile;
    this.#features = new Set(profile.features);
    this.#text = text;
    this.#targets = new Uint8Array(text.length / 8);
  }

  /** Checks the instruction at `offset` against its claimed form; returns the offset behind it. */
  instruction(offset: number, form: Form | undefined): number {
    const { bundleBytes, stackRegisters } = this.#profile.shape;
    const end = offset - (offset % bundleBytes) + bundleBytes;
    // A fixed nop must be claimed as such: 90 would pass for an exchange that restricts rax.
    const nop = this.#sequences.fixedNopLength(this.#text, offset, end);
    if ((nop > 0) !== (form === undefined)) throw new Wrong("a fixed nop, or none");
    const match = form === undefined ? undefined : matchForm(form, this.#text, offset, end);
    if (form !== undefined && match === undefined) throw new Wrong("not of this form");
    const length = match?.length ?? nop;
    const at = { offset, length };
    const before = this.#restricted;
    this.#restricted = NONE;
    const sandboxes = this.#sequences.sandboxedRegister(this.#text, at);
    if (stackRegisters.includes(before) && sandboxes !== before) {
      throw new Wrong("rsp or rbp is open");
    }
    this.#mark(offset, true);
    if (sandboxes >= 0) this.#sandboxing(offset, sandboxes, before);
    else if (form !== undefined && match !== undefined) this.#judge(form, match, at, before);
    this.#spans.push(at);
    const next = offset + length;
    if (next === end) this.#endBundle();
    return next;
  }

  #sandboxing(offset: number, register: number, before: number): void {
    if (register !== before) throw new Wrong("sandboxing without restriction");
    this.#mark(offset, false);
  }

  #endBundle(): void {
    if (this.#profile.shape.stackRegisters.includes(this.#restricted)) {
      throw new Wrong("rsp or rbp is open at the bundle's end");
    }
    this.#restricted = NONE;
    this.#spans = [];
  }

  #judge(form: Form, match: Match, at: Span, before: number): void {
    this.#admit(form, match, at);
    if (this.#sequences.isFreeStackWrite(this.#text, at)) return;
    if (match.isMemory && !form.memoryFree) this.#memory(match, at.offset, before);
    if (form.operands.some((o) => o.kind === "rel")) {
      this.#jumps.push(at.offset + at.length + match.distance);
    }
    this.#writes(form, match);
  }

  /** The profile's column, features and exclusions; the place of last parts. */
  #admit(form: Form, match: Match, at: Span): void {
    const profile = this.#profile;
    const name = form[profile.column];
    const isLast = name === "special-only";
    const admitted = name === "allowed" || isLast || (name === "unsupported" && profile.tolerant);
    const isVex = form.encoding.kind === "vex";
    if (!admitted || (isVex && !profile.vex)) throw new Wrong("not admitted");
    if (!featurePresent(this.#features, form.cpuid)) throw new Wrong("feature missing");
    const excluded = profile.exclusions.some((e) =>
      e.mnemonic === form.mnemonic && (!e.onlyRexW || (match.rex & 8) !== 0));
    if (excluded) throw new Wrong("excluded");
    if (!isLast) return;
    const part = this.#sequences.lastPart(form, this.#text, at, this.#spans, profile.vex);
    if ("breach" in part) throw new Wrong("last part alone");
    for (let p = part.start + 1; p <= at.offset; p++) this.#mark(p, false);
  }

  #memory({ base, index }: Match, offset: number, before: number): void {
    const { memoryBases, ripRelative } = this.#profile.shape;
    if (base === RIP ? !ripRelative : !memoryBases.includes(base)) throw new Wrong("memory base");
    if (index === NONE) return;
    if (index !== before) throw new Wrong("memory index");
    this.#mark(offset, false);
  }

  #writes(form: Form, match: Match): void {
    const { baseRegister, stackRegisters } = this.#profile.shape;
    const at = { rm: match.rm, reg: match.reg, opcode: match.opcodeRegister };
    form.operands.forEach((operand, k) => {
      const { place, bits } = operand;
      const counted = operand.access.includes("w") || (place === "reg" && form.regCountsAsWritten);
      if (operand.kind !== "gpr" || !counted) return;
      const register = place === "fixed" ? operand.fixed
        : place === "rm" || place === "reg" || place === "opcode" ? at[place] : NONE;
      if (bits === 8 && match.rex === 0 && register < 8) return;
      if (register === baseRegister) throw new Wrong("the base register is written");
      if (k === 0 && bits === 32 && form.zeroExtends) this.#restricted = register;
      else if (stackRegisters.includes(register)) throw new Wrong("rsp or rbp is written");
    });
  }

  #mark(offset: number, fit: boolean): void {
    const bit = 1 << (offset & 7);
    const byte = this.#targets[offset >> 3] ?? 0;
    this.#targets[offset >> 3] = fit ? byte | bit : byte & ~bit;
  }

  /** Every direct jump goes to a bundle start, or to a fit target inside. */
  jumps(): void {
    for (const target of this.#jumps) {
      if (target % this.#profile.shape.bundleBytes === 0) continue;
      const inside = target >= 0 && target < this.#text.length;
      if (!inside || ((this.#targets[target >> 3] ?? 0) & (1 << (target & 7))) === 0) {
        throw new Wrong(`no fit jump target at offset 0x${target.toString(16)}`);
      }
    }
  }
}

/**
 * Whether the certificate proves the text under the profile. `forms` is the table whose ids the
 * certificate names. Never throws, whatever the certificate says.
 */
export function checkCertificate(
  profile: Profile, forms: readonly Form[], text: Uint8Array, certificate: Certificate,
): CertificateVerdict {
  const refuse = (problem: string): CertificateVerdict => ({ valid: false, problem });
  if (certificate.profile !== profile.name) return refuse("it is about another profile");
  if (certificate.size !== text.length) return refuse("it is about a text of another size");
  if (text.length % profile.shape.bundleBytes !== 0) return refuse("the last bundle is not whole");
  const byId = new Map(forms.map((form) => [form.id, form]));
  const named = certificate.forms.map((id) => byId.get(id));
  const unknown = named.indexOf(undefined);
  if (unknown >= 0) return refuse(`no form is called ${certificate.forms[unknown]}`);
  const check = new Check(profile, text);
  let offset = 0;
  try {
    for (const claim of certificate.instructions) {
      const form = claim === 0 ? undefined : named[claim - 1];
      if (claim !== 0 && form === undefined) throw new Wrong("a form that is not listed");
      if (offset >= text.length) throw new Wrong("more instructions than the text has");
      offset = check.instruction(offset, form);
    }
    if (offset !== text.length) throw new Wrong("fewer instructions than the text has");
    check.jumps();
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    return refuse(`at offset 0x${offset.toString(16)}: ${error.message}`);
  }
  return { valid: true };
}
