/** Certificates as files: made of one accepted text, or checked without any validator. */
import { readFile, writeFile } from "node:fs/promises";
import type { Profile } from "../../../spec/nacl/profiles.ts";
import { namedTable } from "../../table/named.ts";
import {
  CertificateError, readCertificate, writeCertificate, type Certificate,
} from "../../validator/certificate/certificate.ts";
import { checkCertificate, type CertificateVerdict } from "../../validator/certificate/check.ts";
import type { ReportedText } from "../../validator/report/report.ts";
import { InputError } from "./input.ts";

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** Writes a certificate to a file. Throws InputError where that cannot be done. */
export async function saveCertificate(name: string, certificate: Certificate): Promise<void> {
  try {
    await writeFile(name, writeCertificate(certificate));
  } catch (error) {
    throw new InputError(`the certificate ${name} cannot be written: ${messageOf(error)}`);
  }
}

async function loadCertificate(name: string): Promise<Certificate> {
  const bytes = await readFile(name).catch((error: unknown) => {
    throw new InputError(`the certificate ${name} cannot be read: ${messageOf(error)}`);
  });
  try {
    return readCertificate(bytes);
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error;
    throw new InputError(`the certificate ${name} cannot be used: ${error.message}`);
  }
}

/** Whether the certificate in a file proves a text. Throws InputError for one that is none. */
export async function checkAgainst(
  name: string, profile: Profile, text: ReportedText,
): Promise<CertificateVerdict> {
  const certificate = await loadCertificate(name);
  return checkCertificate(profile, namedTable().forms, text.bytes, certificate);
}
