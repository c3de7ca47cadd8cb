/**
 * Which instructions the sandbox admits, whatever stands around them: rules 03 to 08 and 23 to 25.
 * Rules of the manual's own (what decodes at all) are the decoder's business.
 */
import type { Form } from "../../../spec/isa/form.ts";
import { featurePresent, type Profile } from "../../../spec/nacl/profiles.ts";
import type { RuleId } from "../../../spec/nacl/rules.ts";
import {
  BAD_PREFIX, BASE_RIP, DECODED, EVEX_REFUSED, PREFIX_66, PREFIX_CS, PREFIX_DS, PREFIX_F2,
  PREFIX_F3, PREFIX_LOCK, PREFIX_REPEATED, PREFIX_STRAY_REX, RESERVED_VVVV, TOO_LONG,
  type Instruction,
} from "../../decoder/instruction.ts";

/** A rule that an instruction breaks, and how. */
export interface Breach {
  readonly rule: RuleId;
  readonly detail: string;
  /** The register that a repair would be about. */
  readonly register?: number;
}

const VEX_BYTES = [0xc4, 0xc5, 0x62, 0x8f];

/** Why bytes that the decoder does not take are refused. `bytes` starts at the instruction. */
export function undecodedBreach(insn: Instruction, bytes: Uint8Array): Breach {
  const lead = bytes.find((b) => !isPrefix(b)) ?? 0;
  if (insn.status === EVEX_REFUSED) return { rule: "NACL-23", detail: "an EVEX instruction" };
  if (insn.status === TOO_LONG) {
    return { rule: "NACL-05", detail: "longer than 15 bytes with its prefixes" };
  }
  if (insn.status === BAD_PREFIX) {
    return VEX_BYTES.includes(lead)
      ? { rule: "NACL-23", detail: "a prefix before VEX" }
      : { rule: "NACL-05", detail: "a prefix that this instruction does not take" };
  }
  return { rule: "NACL-03", detail: "no instruction has these bytes" };
}

const isPrefix = (b: number): boolean =>
  [0x66, 0xf2, 0xf3, 0xf0, 0x2e, 0x3e, 0x26, 0x36, 0x64, 0x65, 0x67].includes(b) || b >> 4 === 4;

/** Breaches of the class of a form: the policy of the profile. */
export function classBreaches(
  profile: Profile, features: ReadonlySet<string>, form: Form, insn: Instruction,
): Breach[] {
  const { mnemonic } = form;
  if (form.encoding.kind !== "legacy" && form.encoding.kind !== "3dnow" && !profile.vex) {
    return [{ rule: "NACL-23", detail: `${mnemonic}: the profile admits no VEX or XOP` }];
  }
  const excluded = profile.exclusions.some((e) =>
    e.mnemonic === mnemonic && (!e.onlyRexW || (insn.rex & 8) !== 0));
  if (excluded) return [{ rule: "NACL-25", detail: `${profile.name} excludes ${mnemonic} here` }];
  const name = form[profile.column];
  if (name === "forbidden" || name === "alias") return [forbiddenBreach(form)];
  const breaches: Breach[] = [];
  if (name === "no-feature" || !featurePresent(features, form.cpuid)) {
    breaches.push({ rule: "NACL-08", detail: `${mnemonic} needs ${form.cpuid || "a feature"}` });
  }
  if (name === "unsupported" && !profile.tolerant) {
    breaches.push({ rule: "NACL-24", detail: `${mnemonic} is non-temporal` });
  }
  return breaches;
}

function forbiddenBreach(form: Form): Breach {
  if (form.mnemonic === "nop") {
    return { rule: "NACL-07", detail: "a 16-bit nop that is none of the fixed strings" };
  }
  const { mnemonic } = form;
  if ((mnemonic === "jmp" || mnemonic === "call") && form.encoding.opcode === 0xff) {
    return { rule: "NACL-18", detail: `${mnemonic} through memory or far` };
  }
  return { rule: "NACL-04", detail: `${mnemonic} is not admitted in the sandbox` };
}

/** Breaches of the encoding rules by a form of an admitted class, whose bytes begin at `offset`. */
export function encodingBreaches(
  form: Form, insn: Instruction, text: Uint8Array, offset: number,
): Breach[] {
  if (form.encoding.kind === "vex") {
    return vexBreaches(form, insn, text.subarray(offset, offset + insn.length));
  }
  return [...prefixBreaches(form, insn), ...rexBreaches(form, insn)];
}

/** NACL-05: exactly the prefixes of the row, at most one of each alternative. */
function prefixBreaches(form: Form, insn: Instruction): Breach[] {
  const refused = (detail: string): Breach[] => [{ rule: "NACL-05", detail }];
  if ((insn.prefixes & PREFIX_REPEATED) !== 0) return refused("a prefix stands twice");
  const { mandatory } = form.encoding;
  let needed = form.operandSize === 16 || mandatory === 0x66 ? PREFIX_66 : 0;
  if (mandatory === 0xf2) needed |= PREFIX_F2;
  if (mandatory === 0xf3) needed |= PREFIX_F3;
  let optional = 0;
  if (form.lock && insn.memory === 1) optional |= PREFIX_LOCK;
  if (form.hint) optional |= PREFIX_CS | PREFIX_DS;
  const present = insn.prefixes & ~PREFIX_STRAY_REX;
  if ((present & needed) !== needed || (present & ~(needed | optional)) !== 0) {
    return refused(`${form.mnemonic} takes other prefixes than these`);
  }
  const hints = present & (PREFIX_CS | PREFIX_DS);
  return hints === (PREFIX_CS | PREFIX_DS) ? refused("two branch hints") : [];
}

/** NACL-06: one REX, directly before the opcode, of the row's class. */
function rexBreaches(form: Form, insn: Instruction): Breach[] {
  const refused = (detail: string): Breach[] => [{ rule: "NACL-06", detail }];
  if ((insn.prefixes & PREFIX_STRAY_REX) !== 0) return refused("a REX that is not the last prefix");
  const wide = (insn.rex & 8) !== 0;
  if (form.rex === "none" && insn.rex !== 0) return refused(`${form.mnemonic} takes no REX`);
  if (form.rex === "w0" && wide) return refused("REX.W with this operand size");
  if (form.rex === "w1" && !wide) return refused("REX.W is missing");
  return [];
}

/** NACL-23: every field of the VEX prefix as the row says, and no bit that means nothing. */
function vexBreaches(form: Form, insn: Instruction, bytes: Uint8Array): Breach[] {
  const refused = (detail: string): Breach[] => [{ rule: "NACL-23", detail }];
  if (insn.prefixes !== 0) return refused("a prefix before VEX");
  const { encoding } = form;
  const fields = (bytes[0] === 0xc5 ? bytes[1] : bytes[2]) ?? 0;
  const l = (fields >> 2) & 1;
  const w = (insn.rex >> 3) & 1;
  if (w !== (encoding.w === 1 ? 1 : 0)) return refused("VEX.W is not what the row says");
  if (l !== (encoding.l < 0 ? form.sandboxL : encoding.l)) {
    return refused("VEX.L is not what the row says");
  }
  const usesVvvv = form.anyVvvv || form.operands.some((o) => o.place === "vvvv");
  if (!usesVvvv && insn.status === RESERVED_VVVV) return refused("VEX.vvvv is not 1111");
  const r = (insn.rex & 4) !== 0;
  const x = (insn.rex & 2) !== 0;
  const b = (insn.rex & 1) !== 0;
  if (r && encoding.modrm !== "r") return refused("VEX.R although ModRM.reg is no register");
  if (x && insn.sibOffset < 0) return refused("VEX.X without a SIB byte");
  const hasBase = insn.base >= 0 && insn.base < BASE_RIP;
  const hasRm = encoding.modrm !== "none" && (insn.memory === 0 || hasBase);
  if (b && !hasRm) return refused("VEX.B without a register that it extends");
  const is4 = form.operands.some((o) => o.place === "is4");
  if (is4 && ((bytes[insn.immOffset] ?? 0) & 15) !== 0) {
    return refused("the low four bits of the register byte are not zero");
  }
  return [];
}

/** Whether the decoder gave a form to judge. */
export const hasForm = (insn: Instruction): boolean =>
  insn.status === DECODED || insn.status === RESERVED_VVVV;


