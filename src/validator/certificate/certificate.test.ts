import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NACL_2013, NACL_2025, tolerating, ZEROVM } from "../../../spec/nacl/profiles.ts";
import { TextGenerator } from "../../../conformance/generators/valid-text.ts";
import { createPrng } from "../../../conformance/prng.ts";
import { createDecoder } from "../../decoder/decode.ts";
import { fullTable } from "../../table/full.ts";
import { ReferenceValidator } from "../reference/validate.ts";
import {
  certify, CertificateError, readCertificate, writeCertificate, type Certificate,
} from "./certificate.ts";
import { checkCertificate } from "./check.ts";

const table = fullTable();
const set = { forms: table.forms, decoder: createDecoder(table) };
const seeds = fc.integer({ min: 0, max: 0xffff_ffff });

const profiles = [ZEROVM, NACL_2013, NACL_2025, tolerating(NACL_2025)];

describe.each(profiles)("certificates of $name, tolerant: $tolerant", (profile) => {
  const generator = new TextGenerator(profile, table.forms);
  const reference = new ReferenceValidator(profile, set);
  const made = (seed: number): { text: Uint8Array; certificate: Certificate } => {
    const text = generator.text(createPrng(seed), 6);
    const certificate = certify(reference, text);
    if (certificate === undefined) throw new Error("the generator made a text that is refused");
    return { text, certificate };
  };

  test("prove accepted texts, also behind their binary form", () => {
    fc.assert(fc.property(seeds, (seed) => {
      const { text, certificate } = made(seed);
      const copy = readCertificate(writeCertificate(certificate));
      expect(copy).toEqual(certificate);
      expect(checkCertificate(profile, table.forms, text, copy)).toEqual({ valid: true });
    }), { numRuns: 40 });
  });

  test("prove nothing about a changed text that is refused", () => {
    let wrong = 0;
    fc.assert(fc.property(seeds, fc.nat(191), fc.nat(255), (seed, at, byte) => {
      const { text, certificate } = made(seed);
      text[at] = byte;
      const { valid } = checkCertificate(profile, table.forms, text, certificate);
      if (!valid) wrong++;
      if (valid) expect(reference.judge(text).accepted).toBe(true);
    }), { numRuns: 200 });
    expect(wrong).toBeGreaterThan(0);
  });

  test("with a changed claim prove nothing", () => {
    fc.assert(fc.property(seeds, fc.nat(), fc.nat(), (seed, at, claim) => {
      const { text, certificate } = made(seed);
      const instructions = [...certificate.instructions];
      const place = at % instructions.length;
      const other = claim % (certificate.forms.length + 2);
      if (instructions[place] === other) return;
      instructions[place] = other;
      const changed = { ...certificate, instructions };
      const verdict = checkCertificate(profile, table.forms, text, changed);
      expect(verdict.valid).toBe(false);
    }), { numRuns: 200 });
  });
});

const judged = new ReferenceValidator(ZEROVM, set);
const NOPS = new Uint8Array(32).fill(0x90);

test("90 does not pass for an exchange that restricts rax", () => {
  const text = NOPS.slice();
  text.set([0x90, 0x41, 0x8b, 0x0c, 0x07]);
  const forms = ["xchg_r32_eax", "mov_r32_rm32"];
  const instructions = [1, 2, ...new Array<number>(27).fill(0)];
  const claim = { profile: "zerovm", size: 32, forms, instructions };
  expect(checkCertificate(ZEROVM, table.forms, text, claim).valid).toBe(false);
});

test.each([
  ["another profile", { profile: "nacl-2013" }],
  ["another size", { size: 64 }],
  ["too few instructions", { instructions: [0, 0] }],
  ["too many instructions", { instructions: new Array<number>(33).fill(0) }],
  ["a form that does not exist", { forms: ["frobnicate"] }],
])("a certificate with %s is wrong", (_, change) => {
  const certificate = certify(judged, NOPS);
  if (certificate === undefined) throw new Error("nops are refused");
  const verdict = checkCertificate(ZEROVM, table.forms, NOPS, { ...certificate, ...change });
  expect(verdict.valid).toBe(false);
});

test("a refused text has no certificate", () => {
  expect(certify(judged, new Uint8Array(32))).toBeUndefined();
});

test("bytes that are no certificate are told apart from defects", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
    const whole = Uint8Array.from([0x5a, 0x56, 0x43, 0x31, ...bytes]);
    try {
      readCertificate(whole);
    } catch (error) {
      expect(error).toBeInstanceOf(CertificateError);
    }
  }));
  expect(() => readCertificate(new Uint8Array(3))).toThrow(CertificateError);
});
