/** User interrupts, event returns, processor trace. */
import type { Paragraph } from "../form.ts";

export const CLUI: Paragraph = {
  mnemonic: "clui",
  title: "Clear the user interrupt flag",
  source: "SDM 2A, CLUI",
  cpuid: "UINTR",
  rows: `
    clui  -  F3 0F 01 EE  no`,
};

export const ERETS: Paragraph = {
  mnemonic: "erets",
  title: "Event return to supervisor level",
  source: "Intel ISE reference, ERETS",
  cpuid: "FRED",
  flags: "writes oszapcdik",
  rows: `
    erets  -  F2 0F 01 CA  no`,
};

export const ERETU: Paragraph = {
  mnemonic: "eretu",
  title: "Event return to user level",
  source: "Intel ISE reference, ERETU",
  cpuid: "FRED",
  flags: "writes oszapcdik",
  rows: `
    eretu  -  F3 0F 01 CA  no`,
};

export const PTWRITE: Paragraph = {
  mnemonic: "ptwrite",
  title: "Write to the processor trace",
  source: "SDM 2B, PTWRITE",
  cpuid: "PTWRITE",
  rows: `
    ptwrite_rm32  rm32:r  o32 NP66 F3 0F AE /4  no
    ptwrite_rm64  rm64:r  o64 NP66 F3 0F AE /4  no`,
};

export const SENDUIPI: Paragraph = {
  mnemonic: "senduipi",
  title: "Send a user interrupt",
  source: "SDM 2B, SENDUIPI",
  cpuid: "UINTR",
  rows: `
    senduipi_r64  r64.rm:r  d64 F3 0F C7 /6  no`,
};

export const STUI: Paragraph = {
  mnemonic: "stui",
  title: "Set the user interrupt flag",
  source: "SDM 2B, STUI",
  cpuid: "UINTR",
  rows: `
    stui  -  F3 0F 01 EF  no`,
};

export const TESTUI: Paragraph = {
  mnemonic: "testui",
  title: "Test the user interrupt flag",
  source: "SDM 2B, TESTUI",
  cpuid: "UINTR",
  flags: "writes c, clears oszap",
  rows: `
    testui  -  F3 0F 01 ED  no`,
};

export const UIRET: Paragraph = {
  mnemonic: "uiret",
  title: "Return from a user interrupt",
  source: "SDM 2B, UIRET",
  cpuid: "UINTR",
  flags: "writes oszapcdk",
  rows: `
    uiret  -  F3 0F 01 EC  no`,
};
