/** Shadow stacks. */
import type { Paragraph } from "../form.ts";

export const CLRSSBSY: Paragraph = {
  mnemonic: "clrssbsy",
  title: "Clear the busy shadow stack token",
  source: "SDM 2A, CLRSSBSY",
  cpuid: "CET_SS",
  flags: "writes c, clears oszap",
  rows: `
    clrssbsy_m64  m64:rw  F3 0F AE /6  no`,
};

export const INCSSPD: Paragraph = {
  mnemonic: "incsspd",
  title: "Advance the shadow stack pointer, 32-bit frames",
  source: "SDM 2A, INCSSPD",
  cpuid: "CET_SS",
  rows: `
    incsspd_r32  r32.rm:r  o32 F3 0F AE /5  no`,
};

export const INCSSPQ: Paragraph = {
  mnemonic: "incsspq",
  title: "Advance the shadow stack pointer, 64-bit frames",
  source: "SDM 2A, INCSSPQ",
  cpuid: "CET_SS",
  rows: `
    incsspq_r64  r64.rm:r  o64 F3 0F AE /5  no`,
};

export const RDSSPD: Paragraph = {
  mnemonic: "rdsspd",
  title: "Read the shadow stack pointer, 32 bits",
  source: "SDM 2B, RDSSPD",
  cpuid: "CET_SS",
  rows: `
    rdsspd_r32  r32.rm:w  o32 F3 0F 1E /1  no`,
};

export const RDSSPQ: Paragraph = {
  mnemonic: "rdsspq",
  title: "Read the shadow stack pointer, 64 bits",
  source: "SDM 2B, RDSSPQ",
  cpuid: "CET_SS",
  rows: `
    rdsspq_r64  r64.rm:w  o64 F3 0F 1E /1  no`,
};

export const RSTORSSP: Paragraph = {
  mnemonic: "rstorssp",
  title: "Restore a shadow stack pointer",
  source: "SDM 2B, RSTORSSP",
  cpuid: "CET_SS",
  flags: "writes c, clears oszap",
  rows: `
    rstorssp_m64  m64:rw  F3 0F 01 /5  no`,
};

export const SAVEPREVSSP: Paragraph = {
  mnemonic: "saveprevssp",
  title: "Save the previous shadow stack pointer",
  source: "SDM 2B, SAVEPREVSSP",
  cpuid: "CET_SS",
  flags: "reads c",
  rows: `
    saveprevssp  -  F3 0F 01 EA  no`,
};

export const SETSSBSY: Paragraph = {
  mnemonic: "setssbsy",
  title: "Mark the shadow stack busy",
  source: "SDM 2B, SETSSBSY",
  cpuid: "CET_SS",
  rows: `
    setssbsy  -  F3 0F 01 E8  no`,
};

export const WRSSD: Paragraph = {
  mnemonic: "wrssd",
  title: "Write to a shadow stack, 32 bits",
  source: "SDM 2D, WRSSD",
  cpuid: "CET_SS",
  rows: `
    wrssd_m32_r32  m32:w r32:r  o32 NP 0F 38 F6 /r  no`,
};

export const WRSSQ: Paragraph = {
  mnemonic: "wrssq",
  title: "Write to a shadow stack, 64 bits",
  source: "SDM 2D, WRSSQ",
  cpuid: "CET_SS",
  rows: `
    wrssq_m64_r64  m64:w r64:r  o64 NP 0F 38 F6 /r  no`,
};

export const WRUSSD: Paragraph = {
  mnemonic: "wrussd",
  title: "Write to a user shadow stack, 32 bits",
  source: "SDM 2D, WRUSSD",
  cpuid: "CET_SS",
  rows: `
    wrussd_m32_r32  m32:w r32:r  o32 66 0F 38 F5 /r  no`,
};

export const WRUSSQ: Paragraph = {
  mnemonic: "wrussq",
  title: "Write to a user shadow stack, 64 bits",
  source: "SDM 2D, WRUSSQ",
  cpuid: "CET_SS",
  rows: `
    wrussq_m64_r64  m64:w r64:r  o64 66 0F 38 F5 /r  no`,
};
