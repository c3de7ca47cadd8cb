/** x87: comparisons. */
import type { Meaning, Paragraph } from "../form.ts";
import { comparison, flagComparison, stackOperation } from "./shapes.ts";

export const fcom: Meaning = comparison("fcom");

export const FCOM: Paragraph = {
  mnemonic: "fcom",
  title: "Compare",
  source: "SDM 2A, FCOM",
  cpuid: "x87",
  flags: "writes 023, clears 1",
  meaning: fcom,
  rows: `
    fcom_m32           m32:r        D8 /2    yes
    fcom_st0_sti       st0:r sti:r  D8 D0+i  yes
    fcom_m64           m64:r        DC /2    yes
    fcom_st0_sti_dcd0  st0:r sti:r  DC D0+i  no`,
};

export const fcomi: Meaning = flagComparison("fcomi", "fcomi");

export const FCOMI: Paragraph = {
  mnemonic: "fcomi",
  title: "Compare into the flags",
  source: "SDM 2A, FCOMI",
  cpuid: "x87",
  flags: "writes zpc, clears osa1",
  meaning: fcomi,
  rows: `
    fcomi_st0_sti  st0:r sti:r  DB F0+i  yes`,
};

export const fcomip: Meaning = flagComparison("fcomi", "fcomip");

export const FCOMIP: Paragraph = {
  mnemonic: "fcomip",
  title: "Compare into the flags and pop",
  source: "SDM 2A, FCOMIP",
  cpuid: "x87",
  flags: "writes zpc, clears osa1",
  meaning: fcomip,
  rows: `
    fcomip_st0_sti  st0:r sti:r  DF F0+i  yes`,
};

export const fcomp: Meaning = comparison("fcomp");

export const FCOMP: Paragraph = {
  mnemonic: "fcomp",
  title: "Compare and pop",
  source: "SDM 2A, FCOMP",
  cpuid: "x87",
  flags: "writes 023, clears 1",
  meaning: fcomp,
  rows: `
    fcomp_m32           m32:r        D8 /3    yes
    fcomp_st0_sti       st0:r sti:r  D8 D8+i  yes
    fcomp_m64           m64:r        DC /3    yes
    fcomp_st0_sti_dcd8  st0:r sti:r  DC D8+i  no
    fcomp_st0_sti_ded0  st0:r sti:r  DE D0+i  no`,
};

export const fcompp: Meaning = comparison("fcompp");

export const FCOMPP: Paragraph = {
  mnemonic: "fcompp",
  title: "Compare and pop twice",
  source: "SDM 2A, FCOMPP",
  cpuid: "x87",
  flags: "writes 023, clears 1",
  meaning: fcompp,
  rows: `
    fcompp  -  DE D9  yes`,
};

export const ficom: Meaning = comparison("fcom", "i");

export const FICOM: Paragraph = {
  mnemonic: "ficom",
  title: "Compare with an integer",
  source: "SDM 2A, FICOM",
  cpuid: "x87",
  flags: "writes 023, clears 1",
  meaning: ficom,
  rows: `
    ficom_m32  m32:r  DA /2  yes
    ficom_m16  m16:r  DE /2  yes`,
};

export const ficomp: Meaning = comparison("fcomp", "i");

export const FICOMP: Paragraph = {
  mnemonic: "ficomp",
  title: "Compare with an integer and pop",
  source: "SDM 2A, FICOMP",
  cpuid: "x87",
  flags: "writes 023, clears 1",
  meaning: ficomp,
  rows: `
    ficomp_m32  m32:r  DA /3  yes
    ficomp_m16  m16:r  DE /3  yes`,
};

export const ftst: Meaning = stackOperation("ftst");

export const FTST: Paragraph = {
  mnemonic: "ftst",
  title: "Compare with zero",
  source: "SDM 2A, FTST",
  cpuid: "x87",
  flags: "writes 023, clears 1",
  meaning: ftst,
  rows: `
    ftst  -  D9 E4  yes`,
};

export const fucom: Meaning = comparison("fucom");

export const FUCOM: Paragraph = {
  mnemonic: "fucom",
  title: "Unordered compare",
  source: "SDM 2A, FUCOM",
  cpuid: "x87",
  flags: "writes 023, clears 1",
  meaning: fucom,
  rows: `
    fucom_st0_sti  st0:r sti:r  DD E0+i  yes`,
};

export const fucomi: Meaning = flagComparison("fucomi", "fucomi");

export const FUCOMI: Paragraph = {
  mnemonic: "fucomi",
  title: "Unordered compare into the flags",
  source: "SDM 2A, FUCOMI",
  cpuid: "x87",
  flags: "writes zpc, clears osa1",
  meaning: fucomi,
  rows: `
    fucomi_st0_sti  st0:r sti:r  DB E8+i  yes`,
};

export const fucomip: Meaning = flagComparison("fucomi", "fucomip");

export const FUCOMIP: Paragraph = {
  mnemonic: "fucomip",
  title: "Unordered compare into the flags and pop",
  source: "SDM 2A, FUCOMIP",
  cpuid: "x87",
  flags: "writes zpc, clears osa1",
  meaning: fucomip,
  rows: `
    fucomip_st0_sti  st0:r sti:r  DF E8+i  yes`,
};

export const fucomp: Meaning = comparison("fucomp");

export const FUCOMP: Paragraph = {
  mnemonic: "fucomp",
  title: "Unordered compare and pop",
  source: "SDM 2A, FUCOMP",
  cpuid: "x87",
  flags: "writes 023, clears 1",
  meaning: fucomp,
  rows: `
    fucomp_st0_sti  st0:r sti:r  DD E8+i  yes`,
};

export const fucompp: Meaning = comparison("fucompp");

export const FUCOMPP: Paragraph = {
  mnemonic: "fucompp",
  title: "Unordered compare and pop twice",
  source: "SDM 2A, FUCOMPP",
  cpuid: "x87",
  flags: "writes 023, clears 1",
  meaning: fucompp,
  rows: `
    fucompp  -  DA E9  yes`,
};

export const fxam: Meaning = stackOperation("fxam");

export const FXAM: Paragraph = {
  mnemonic: "fxam",
  title: "Classify",
  source: "SDM 2A, FXAM",
  cpuid: "x87",
  flags: "writes 0123",
  meaning: fxam,
  rows: `
    fxam  -  D9 E5  yes`,
};
