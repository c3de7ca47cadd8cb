/** Transactional memory. */
import type { Paragraph } from "../form.ts";

export const XABORT: Paragraph = {
  mnemonic: "xabort",
  title: "Abort a transaction",
  source: "SDM 2D, XABORT",
  cpuid: "RTM",
  rows: `
    xabort_imm8  imm8  C6 F8 ib  no`,
};

export const XBEGIN: Paragraph = {
  mnemonic: "xbegin",
  title: "Begin a transaction",
  source: "SDM 2D, XBEGIN",
  cpuid: "RTM",
  rows: `
    xbegin_rel16  rel16  o16 C7 F8 cw  no
    xbegin_rel32  rel32  o32 C7 F8 cd  no`,
};

export const XEND: Paragraph = {
  mnemonic: "xend",
  title: "End a transaction",
  source: "SDM 2D, XEND",
  cpuid: "RTM",
  rows: `
    xend  -  NP 0F 01 D5  no`,
};

export const XRESLDTRK: Paragraph = {
  mnemonic: "xresldtrk",
  title: "Resume transactional load tracking",
  source: "SDM 2D, XRESLDTRK",
  cpuid: "TSXLDTRK",
  rows: `
    xresldtrk  -  F2 0F 01 E9  no`,
};

export const XSUSLDTRK: Paragraph = {
  mnemonic: "xsusldtrk",
  title: "Suspend transactional load tracking",
  source: "SDM 2D, XSUSLDTRK",
  cpuid: "TSXLDTRK",
  rows: `
    xsusldtrk  -  F2 0F 01 E8  no`,
};

export const XTEST: Paragraph = {
  mnemonic: "xtest",
  title: "Test for a transaction",
  source: "SDM 2D, XTEST",
  cpuid: "HLE_or_RTM",
  flags: "writes z, clears osapc",
  rows: `
    xtest  -  NP 0F 01 D6  no`,
};
