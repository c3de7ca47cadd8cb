/**
 * The validator alone (`zerovm/validator`): verdicts, reasons, annotations and certificates of
 * texts, loaded without anything that could run them. `zerovm` exports the same, but as classes of
 * its own: this is one small file, so that a first verdict comes soon.
 */
export { Validator } from "./validator/validator.ts";
export type { Judgement } from "./validator/reference/validate.ts";
export type { Refusal } from "./validator/refusal.ts";
export type {
  AnnotatedInstruction, Annotation, Superinstruction,
} from "./validator/annotation.ts";
export {
  CertificateError, readCertificate, writeCertificate,
} from "./validator/certificate/certificate.ts";
export type { Certificate } from "./validator/certificate/certificate.ts";
export type { CertificateVerdict } from "./validator/certificate/check.ts";
export type { Rewritten } from "./validator/rewriting.ts";
export { PROFILES, profileNamed, tolerating, withoutFeatures } from "../spec/nacl/profiles.ts";
export type { Profile } from "../spec/nacl/profiles.ts";
export { RULES } from "../spec/nacl/rules.ts";
export type { Rule, RuleId } from "../spec/nacl/rules.ts";
