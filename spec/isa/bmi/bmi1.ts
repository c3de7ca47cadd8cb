/** BMI1. */
import type { Paragraph } from "../form.ts";

export const ANDN: Paragraph = {
  mnemonic: "andn",
  title: "Logical and, the first inverted",
  source: "SDM 2A, ANDN",
  cpuid: "BMI1",
  flags: "writes sz, clears oc, undefined ap",
  rows: `
    andn_r32_r32_rm32  r32:w r32.v:r rm32:r  VEX.LZ.0F38.W0 F2 /r  nofeature
    andn_r64_r64_rm64  r64:w r64.v:r rm64:r  VEX.LZ.0F38.W1 F2 /r  nofeature`,
};

export const BEXTR: Paragraph = {
  mnemonic: "bextr",
  title: "Extract a bit field",
  source: "SDM 2A, BEXTR",
  cpuid: "BMI1",
  flags: "writes z, clears oc, undefined sap",
  rows: `
    bextr_r32_rm32_r32  r32:w rm32:r r32.v:r  VEX.LZ.0F38.W0 F7 /r  nofeature
    bextr_r64_rm64_r64  r64:w rm64:r r64.v:r  VEX.LZ.0F38.W1 F7 /r  nofeature`,
};

export const BLSI: Paragraph = {
  mnemonic: "blsi",
  title: "Isolate the lowest set bit",
  source: "SDM 2A, BLSI",
  cpuid: "BMI1",
  flags: "writes szc, clears o, undefined ap",
  rows: `
    blsi_r32_rm32  r32.v:w rm32:r  VEX.LZ.0F38.W0 F3 /3  nofeature
    blsi_r64_rm64  r64.v:w rm64:r  VEX.LZ.0F38.W1 F3 /3  nofeature`,
};

export const BLSMSK: Paragraph = {
  mnemonic: "blsmsk",
  title: "Mask up to the lowest set bit",
  source: "SDM 2A, BLSMSK",
  cpuid: "BMI1",
  flags: "writes sc, clears oz, undefined ap",
  rows: `
    blsmsk_r32_rm32  r32.v:w rm32:r  VEX.LZ.0F38.W0 F3 /2  nofeature
    blsmsk_r64_rm64  r64.v:w rm64:r  VEX.LZ.0F38.W1 F3 /2  nofeature`,
};

export const BLSR: Paragraph = {
  mnemonic: "blsr",
  title: "Reset the lowest set bit",
  source: "SDM 2A, BLSR",
  cpuid: "BMI1",
  flags: "writes szc, clears o, undefined ap",
  rows: `
    blsr_r32_rm32  r32.v:w rm32:r  VEX.LZ.0F38.W0 F3 /1  nofeature
    blsr_r64_rm64  r64.v:w rm64:r  VEX.LZ.0F38.W1 F3 /1  nofeature`,
};
