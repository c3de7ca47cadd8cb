/** BMI1. */
import type { Meaning, Paragraph } from "../form.ts";
import { describeResult, lowBits } from "./bmi-shapes.ts";

export const andn: Meaning = (m) => {
  const b = m.read(2);
  const result = m.and(m.zext(m.not(m.read(1)), m.width(0)), b);
  m.write(0, result);
  describeResult(m, result, m.truth(false));
};
export const ANDN: Paragraph = {
  mnemonic: "andn",
  title: "Logical and, the first inverted",
  source: "SDM 2A, ANDN",
  cpuid: "BMI1",
  flags: "writes sz, clears oc, undefined ap",
  meaning: andn,
  rows: `
    andn_r32_r32_rm32  r32:w r32.v:r rm32:r  VEX.LZ.0F38.W0 F2 /r  nofeature
    andn_r64_r64_rm64  r64:w r64.v:r rm64:r  VEX.LZ.0F38.W1 F2 /r  nofeature`,
};

export const bextr: Meaning = (m) => {
  const source = m.read(1);
  const control = m.read(2);
  const start = m.zext(control, 8);
  const length = m.zext(m.shr(control, m.const(8n)), 8);
  const shifted = m.select(m.ltu(start, m.const(64n)), m.shr(source, start), m.const(0n));
  const result = lowBits(m, shifted, length);
  m.write(0, result);
  const no = m.truth(false);
  m.setFlags({ zf: m.eq(result, m.const(0n)), cf: no, of: no });
  m.undefined(["sf", "af", "pf"]);
};
export const BEXTR: Paragraph = {
  mnemonic: "bextr",
  title: "Extract a bit field",
  source: "SDM 2A, BEXTR",
  cpuid: "BMI1",
  flags: "writes z, clears oc, undefined sap",
  meaning: bextr,
  rows: `
    bextr_r32_rm32_r32  r32:w rm32:r r32.v:r  VEX.LZ.0F38.W0 F7 /r  nofeature
    bextr_r64_rm64_r64  r64:w rm64:r r64.v:r  VEX.LZ.0F38.W1 F7 /r  nofeature`,
};

export const blsi: Meaning = (m) => {
  const source = m.read(1);
  const result = m.and(source, m.neg(source));
  m.write(0, result);
  describeResult(m, result, m.ne(source, m.const(0n)));
};
export const BLSI: Paragraph = {
  mnemonic: "blsi",
  title: "Isolate the lowest set bit",
  source: "SDM 2A, BLSI",
  cpuid: "BMI1",
  flags: "writes szc, clears o, undefined ap",
  meaning: blsi,
  rows: `
    blsi_r32_rm32  r32.v:w rm32:r  VEX.LZ.0F38.W0 F3 /3  nofeature
    blsi_r64_rm64  r64.v:w rm64:r  VEX.LZ.0F38.W1 F3 /3  nofeature`,
};

export const blsmsk: Meaning = (m) => {
  const source = m.read(1);
  const result = m.zext(m.xor(source, m.sub(source, m.const(1n))), m.width(0));
  m.write(0, result);
  describeResult(m, result, m.eq(source, m.const(0n)));
};
export const BLSMSK: Paragraph = {
  mnemonic: "blsmsk",
  title: "Mask up to the lowest set bit",
  source: "SDM 2A, BLSMSK",
  cpuid: "BMI1",
  flags: "writes sc, clears oz, undefined ap",
  meaning: blsmsk,
  rows: `
    blsmsk_r32_rm32  r32.v:w rm32:r  VEX.LZ.0F38.W0 F3 /2  nofeature
    blsmsk_r64_rm64  r64.v:w rm64:r  VEX.LZ.0F38.W1 F3 /2  nofeature`,
};

export const blsr: Meaning = (m) => {
  const source = m.read(1);
  const result = m.and(source, m.sub(source, m.const(1n)));
  m.write(0, result);
  describeResult(m, result, m.eq(source, m.const(0n)));
};
export const BLSR: Paragraph = {
  mnemonic: "blsr",
  title: "Reset the lowest set bit",
  source: "SDM 2A, BLSR",
  cpuid: "BMI1",
  flags: "writes szc, clears o, undefined ap",
  meaning: blsr,
  rows: `
    blsr_r32_rm32  r32.v:w rm32:r  VEX.LZ.0F38.W0 F3 /1  nofeature
    blsr_r64_rm64  r64.v:w rm64:r  VEX.LZ.0F38.W1 F3 /1  nofeature`,
};
