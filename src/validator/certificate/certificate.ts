/**
 * A certificate names the form of every instruction of an accepted text, so that whoever checks it
 * need not search: `check.ts` compares each instruction's bytes with one row of the table.
 *
 * Binary form: "ZVC1"; the profile's name, its length first; the text's size; the number of form
 * ids, and each id, its length first; then one number per instruction, in order: 0 for a fixed nop,
 * else 1 + the index of its form's id. All numbers are unsigned LEB128, all texts ASCII.
 */
import type { ReferenceValidator } from "../reference/validate.ts";
import { annotateText } from "../annotation.ts";

export interface Certificate {
  readonly profile: string;
  /** Bytes of the text. */
  readonly size: number;
  /** Ids of the forms that occur. */
  readonly forms: readonly string[];
  /** Per instruction: 0 for a fixed nop, else 1 + index into `forms`. */
  readonly instructions: readonly number[];
}

/** A certificate that cannot be read. */
export class CertificateError extends Error {
  override readonly name = "CertificateError";
}

const MAGIC = "ZVC1";

/** Makes the certificate of a text; undefined when the validator refuses it. */
export function certify(validator: ReferenceValidator, text: Uint8Array): Certificate | undefined {
  const annotation = annotateText(validator, text);
  if (annotation === undefined) return undefined;
  const indexes = new Map<string, number>();
  const instructions = annotation.instructions.map(({ form }) => {
    if (form === "") return 0;
    const index = indexes.get(form) ?? indexes.size;
    indexes.set(form, index);
    return index + 1;
  });
  const { name } = validator.profile;
  return { profile: name, size: text.length, forms: [...indexes.keys()], instructions };
}

/** The binary form. */
export function writeCertificate(certificate: Certificate): Uint8Array {
  const bytes: number[] = [];
  const number = (value: number): void => {
    let rest = value;
    for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) bytes.push((rest & 0x7f) | 0x80);
    bytes.push(rest);
  };
  const text = (value: string): void => {
    for (const character of value) bytes.push(character.charCodeAt(0));
  };
  text(MAGIC);
  number(certificate.profile.length);
  text(certificate.profile);
  number(certificate.size);
  number(certificate.forms.length);
  for (const form of certificate.forms) {
    number(form.length);
    text(form);
  }
  for (const instruction of certificate.instructions) number(instruction);
  return Uint8Array.from(bytes);
}

/** Reads the binary form. Throws CertificateError. */
export function readCertificate(bytes: Uint8Array): Certificate {
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let scale = 1; scale < 2 ** 49; scale *= 0x80) {
      const byte = bytes[at++];
      if (byte === undefined) throw new CertificateError("the certificate is cut off");
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
    throw new CertificateError("a number of the certificate is too long");
  };
  const text = (length: number): string => {
    if (length > bytes.length - at) throw new CertificateError("the certificate is cut off");
    at += length;
    return String.fromCharCode(...bytes.subarray(at - length, at));
  };
  if (bytes.length < MAGIC.length || text(MAGIC.length) !== MAGIC) {
    throw new CertificateError(`a certificate begins with ${MAGIC}`);
  }
  const profile = text(number());
  const size = number();
  const count = number();
  const forms: string[] = [];
  for (let k = 0; k < count; k++) forms.push(text(number()));
  const instructions: number[] = [];
  while (at < bytes.length) instructions.push(number());
  return { profile, size, forms, instructions };
}
