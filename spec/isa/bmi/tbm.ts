/** TBM. */
import type { Paragraph } from "../form.ts";
import { withdrawn } from "../withdrawn.ts";

export const BEXTR: Paragraph = {
  mnemonic: "bextr",
  title: "Extract a bit field",
  source: "APM 3, BEXTR",
  cpuid: "BMI1",
  flags: "writes z, clears oc, undefined sap",
  meaning: withdrawn,
  rows: `
    bextr_r32_rm32_imm32  r32:w rm32:r imm32  XOP.L0.XA.W0 10 /r id  nofeature
    bextr_r64_rm64_imm32  r64:w rm64:r imm32  XOP.L0.XA.W1 10 /r id  nofeature`,
};

export const BLCFILL: Paragraph = {
  mnemonic: "blcfill",
  title: "Fill from the lowest clear bit",
  source: "APM 3, BLCFILL",
  cpuid: "TBM",
  flags: "writes szc, clears o, undefined ap",
  meaning: withdrawn,
  rows: `
    blcfill_r32_rm32  r32.v:w rm32:r  XOP.L0.X9.W0 01 /1  nofeature
    blcfill_r64_rm64  r64.v:w rm64:r  XOP.L0.X9.W1 01 /1  nofeature`,
};

export const BLCI: Paragraph = {
  mnemonic: "blci",
  title: "Isolate the lowest clear bit",
  source: "APM 3, BLCI",
  cpuid: "TBM",
  flags: "writes szc, clears o, undefined ap",
  meaning: withdrawn,
  rows: `
    blci_r32_rm32  r32.v:w rm32:r  XOP.L0.X9.W0 02 /6  nofeature
    blci_r64_rm64  r64.v:w rm64:r  XOP.L0.X9.W1 02 /6  nofeature`,
};

export const BLCIC: Paragraph = {
  mnemonic: "blcic",
  title: "Isolate the lowest clear bit, complemented",
  source: "APM 3, BLCIC",
  cpuid: "TBM",
  flags: "writes szc, clears o, undefined ap",
  meaning: withdrawn,
  rows: `
    blcic_r32_rm32  r32.v:w rm32:r  XOP.L0.X9.W0 01 /5  nofeature
    blcic_r64_rm64  r64.v:w rm64:r  XOP.L0.X9.W1 01 /5  nofeature`,
};

export const BLCMSK: Paragraph = {
  mnemonic: "blcmsk",
  title: "Mask up to the lowest clear bit",
  source: "APM 3, BLCMSK",
  cpuid: "TBM",
  flags: "writes szc, clears o, undefined ap",
  meaning: withdrawn,
  rows: `
    blcmsk_r32_rm32  r32.v:w rm32:r  XOP.L0.X9.W0 02 /1  nofeature
    blcmsk_r64_rm64  r64.v:w rm64:r  XOP.L0.X9.W1 02 /1  nofeature`,
};

export const BLCS: Paragraph = {
  mnemonic: "blcs",
  title: "Set the lowest clear bit",
  source: "APM 3, BLCS",
  cpuid: "TBM",
  flags: "writes szc, clears o, undefined ap",
  meaning: withdrawn,
  rows: `
    blcs_r32_rm32  r32.v:w rm32:r  XOP.L0.X9.W0 01 /3  nofeature
    blcs_r64_rm64  r64.v:w rm64:r  XOP.L0.X9.W1 01 /3  nofeature`,
};

export const BLSFILL: Paragraph = {
  mnemonic: "blsfill",
  title: "Fill from the lowest set bit",
  source: "APM 3, BLSFILL",
  cpuid: "TBM",
  flags: "writes szc, clears o, undefined ap",
  meaning: withdrawn,
  rows: `
    blsfill_r32_rm32  r32.v:w rm32:r  XOP.L0.X9.W0 01 /2  nofeature
    blsfill_r64_rm64  r64.v:w rm64:r  XOP.L0.X9.W1 01 /2  nofeature`,
};

export const BLSIC: Paragraph = {
  mnemonic: "blsic",
  title: "Isolate the lowest set bit, complemented",
  source: "APM 3, BLSIC",
  cpuid: "TBM",
  flags: "writes szc, clears o, undefined ap",
  meaning: withdrawn,
  rows: `
    blsic_r32_rm32  r32.v:w rm32:r  XOP.L0.X9.W0 01 /6  nofeature
    blsic_r64_rm64  r64.v:w rm64:r  XOP.L0.X9.W1 01 /6  nofeature`,
};

export const T1MSKC: Paragraph = {
  mnemonic: "t1mskc",
  title: "Inverse mask of the trailing ones",
  source: "APM 3, T1MSKC",
  cpuid: "TBM",
  flags: "writes szc, clears o, undefined ap",
  meaning: withdrawn,
  rows: `
    t1mskc_r32_rm32  r32.v:w rm32:r  XOP.L0.X9.W0 01 /7  nofeature
    t1mskc_r64_rm64  r64.v:w rm64:r  XOP.L0.X9.W1 01 /7  nofeature`,
};

export const TZMSK: Paragraph = {
  mnemonic: "tzmsk",
  title: "Mask of the trailing zeros",
  source: "APM 3, TZMSK",
  cpuid: "TBM",
  flags: "writes szc, clears o, undefined ap",
  meaning: withdrawn,
  rows: `
    tzmsk_r32_rm32  r32.v:w rm32:r  XOP.L0.X9.W0 01 /4  nofeature
    tzmsk_r64_rm64  r64.v:w rm64:r  XOP.L0.X9.W1 01 /4  nofeature`,
};
