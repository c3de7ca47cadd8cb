/** Saving and restoring of extended state. */
import type { Meaning, Paragraph } from "../form.ts";
import { restoreExtended, saveExtended } from "./state-shapes.ts";
import { privileged } from "./privileged-shapes.ts";

export const fxrstor: Meaning = restoreExtended;

export const FXRSTOR: Paragraph = {
  mnemonic: "fxrstor",
  title: "Restore x87 and SSE state",
  source: "SDM 2A, FXRSTOR",
  cpuid: "FXSR",
  meaning: fxrstor,
  rows: `
    fxrstor_m4096  m4096:r  o32 NP 0F AE /1  nofeature  align`,
};

export const fxrstor64: Meaning = restoreExtended;

export const FXRSTOR64: Paragraph = {
  mnemonic: "fxrstor64",
  title: "Restore x87 and SSE state, 64-bit pointers",
  source: "SDM 2A, FXRSTOR64",
  cpuid: "FXSR",
  meaning: fxrstor64,
  rows: `
    fxrstor64_m4096  m4096:r  o64 NP 0F AE /1  nofeature  align`,
};

export const fxsave: Meaning = saveExtended;

export const FXSAVE: Paragraph = {
  mnemonic: "fxsave",
  title: "Save x87 and SSE state",
  source: "SDM 2A, FXSAVE",
  cpuid: "FXSR",
  meaning: fxsave,
  rows: `
    fxsave_m4096  m4096:w  o32 NP 0F AE /0  nofeature  align`,
};

export const fxsave64: Meaning = saveExtended;

export const FXSAVE64: Paragraph = {
  mnemonic: "fxsave64",
  title: "Save x87 and SSE state, 64-bit pointers",
  source: "SDM 2A, FXSAVE64",
  cpuid: "FXSR",
  meaning: fxsave64,
  rows: `
    fxsave64_m4096  m4096:w  o64 NP 0F AE /0  nofeature  align`,
};

export const RDPKRU: Paragraph = {
  mnemonic: "rdpkru",
  title: "Read protection-key rights",
  source: "SDM 2B, RDPKRU",
  cpuid: "PKU",
  rows: `
    rdpkru  -  NP 0F 01 EE  no`,
};

export const WRPKRU: Paragraph = {
  mnemonic: "wrpkru",
  title: "Write protection-key rights",
  source: "SDM 2D, WRPKRU",
  cpuid: "PKU",
  rows: `
    wrpkru  -  NP 0F 01 EF  no`,
};

export const XGETBV: Paragraph = {
  mnemonic: "xgetbv",
  title: "Read an extended control register",
  source: "SDM 2D, XGETBV",
  cpuid: "FXSR",
  rows: `
    xgetbv  -  NP 0F 01 D0  nofeature`,
};

export const XRSTOR: Paragraph = {
  mnemonic: "xrstor",
  title: "Restore extended state",
  source: "SDM 2D, XRSTOR",
  cpuid: "FXSR",
  rows: `
    xrstor_m  m:r  o32 NP 0F AE /5  nofeature  align`,
};

export const XRSTOR64: Paragraph = {
  mnemonic: "xrstor64",
  title: "Restore extended state, 64-bit pointers",
  source: "SDM 2D, XRSTOR64",
  cpuid: "FXSR",
  rows: `
    xrstor64_m  m:r  o64 NP 0F AE /5  nofeature  align`,
};

export const XRSTORS: Paragraph = {
  mnemonic: "xrstors",
  title: "Restore supervisor state",
  source: "SDM 2D, XRSTORS",
  cpuid: "XSAVES",
  rows: `
    xrstors_m  m:r  o32 NP 0F C7 /3  no  align`,
};

export const XRSTORS64: Paragraph = {
  mnemonic: "xrstors64",
  title: "Restore supervisor state, 64-bit pointers",
  source: "SDM 2D, XRSTORS64",
  cpuid: "XSAVES",
  rows: `
    xrstors64_m  m:r  o64 NP 0F C7 /3  no  align`,
};

export const XSAVE: Paragraph = {
  mnemonic: "xsave",
  title: "Save extended state",
  source: "SDM 2D, XSAVE",
  cpuid: "FXSR",
  rows: `
    xsave_m  m:rw  o32 NP 0F AE /4  nofeature  align`,
};

export const XSAVE64: Paragraph = {
  mnemonic: "xsave64",
  title: "Save extended state, 64-bit pointers",
  source: "SDM 2D, XSAVE64",
  cpuid: "FXSR",
  rows: `
    xsave64_m  m:rw  o64 NP 0F AE /4  nofeature  align`,
};

export const XSAVEC: Paragraph = {
  mnemonic: "xsavec",
  title: "Save extended state, compacted",
  source: "SDM 2D, XSAVEC",
  cpuid: "XSAVEC",
  rows: `
    xsavec_m  m:w  o32 NP 0F C7 /4  no  align`,
};

export const XSAVEC64: Paragraph = {
  mnemonic: "xsavec64",
  title: "Save extended state, compacted, 64-bit pointers",
  source: "SDM 2D, XSAVEC64",
  cpuid: "XSAVEC",
  rows: `
    xsavec64_m  m:w  o64 NP 0F C7 /4  no  align`,
};

export const XSAVEOPT: Paragraph = {
  mnemonic: "xsaveopt",
  title: "Save modified extended state",
  source: "SDM 2D, XSAVEOPT",
  cpuid: "FXSR",
  rows: `
    xsaveopt_m  m:rw  o32 NP 0F AE /6  nofeature  align`,
};

export const XSAVEOPT64: Paragraph = {
  mnemonic: "xsaveopt64",
  title: "Save modified extended state, 64-bit pointers",
  source: "SDM 2D, XSAVEOPT64",
  cpuid: "FXSR",
  rows: `
    xsaveopt64_m  m:rw  o64 NP 0F AE /6  nofeature  align`,
};

export const XSAVES: Paragraph = {
  mnemonic: "xsaves",
  title: "Save supervisor state",
  source: "SDM 2D, XSAVES",
  cpuid: "XSAVES",
  rows: `
    xsaves_m  m:w  o32 NP 0F C7 /5  no  align`,
};

export const XSAVES64: Paragraph = {
  mnemonic: "xsaves64",
  title: "Save supervisor state, 64-bit pointers",
  source: "SDM 2D, XSAVES64",
  cpuid: "XSAVES",
  rows: `
    xsaves64_m  m:w  o64 NP 0F C7 /5  no  align`,
};

export const XSETBV: Paragraph = {
  mnemonic: "xsetbv",
  title: "Write an extended control register",
  source: "SDM 2D, XSETBV",
  cpuid: "XSAVE",
  meaning: privileged,
  rows: `
    xsetbv  -  NP 0F 01 D1  no`,
};
