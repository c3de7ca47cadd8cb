/** x87: loads, stores, constants and moves. */
import type { Meaning, Paragraph } from "../form.ts";
import {
  conditionalMove, load, loadDecimal, registerOperation, stackOperation, store, storeDecimal,
  storeInteger,
} from "./shapes.ts";

export const fbld: Meaning = loadDecimal;

export const FBLD: Paragraph = {
  mnemonic: "fbld",
  title: "Load packed decimal",
  source: "SDM 2A, FBLD",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fbld,
  rows: `
    fbld_m80  m80:r  DF /4  yes`,
};

export const fbstp: Meaning = storeDecimal;

export const FBSTP: Paragraph = {
  mnemonic: "fbstp",
  title: "Store packed decimal and pop",
  source: "SDM 2A, FBSTP",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fbstp,
  rows: `
    fbstp_m80  m80:w  DF /6  yes`,
};

export const fcmovcc: Meaning = conditionalMove;

export const FCMOVCC: Paragraph = {
  mnemonic: "fcmovcc",
  title: "Move on condition",
  source: "SDM 2A, FCMOVcc",
  cpuid: "CMOVx87",
  meaning: fcmovcc,
  rows: `
    fcmovb_st0_sti    st0:rw sti:r  DA C0+i  yes  -  reads c, clears 1, undefined 023
    fcmove_st0_sti    st0:rw sti:r  DA C8+i  yes  -  reads z, clears 1, undefined 023
    fcmovbe_st0_sti   st0:rw sti:r  DA D0+i  yes  -  reads zc, clears 1, undefined 023
    fcmovu_st0_sti    st0:rw sti:r  DA D8+i  yes  -  reads p, clears 1, undefined 023
    fcmovnb_st0_sti   st0:rw sti:r  DB C0+i  yes  -  reads c, clears 1, undefined 023
    fcmovne_st0_sti   st0:rw sti:r  DB C8+i  yes  -  reads z, clears 1, undefined 023
    fcmovnbe_st0_sti  st0:rw sti:r  DB D0+i  yes  -  reads zc, clears 1, undefined 023
    fcmovnu_st0_sti   st0:rw sti:r  DB D8+i  yes  -  reads p, clears 1, undefined 023`,
};

export const fild: Meaning = load("fild", "i");

export const FILD: Paragraph = {
  mnemonic: "fild",
  title: "Load an integer",
  source: "SDM 2A, FILD",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fild,
  rows: `
    fild_m32  m32:r  DB /0  yes
    fild_m16  m16:r  DF /0  yes
    fild_m64  m64:r  DF /5  yes`,
};

export const fist: Meaning = storeInteger("fist", false);

export const FIST: Paragraph = {
  mnemonic: "fist",
  title: "Store an integer",
  source: "SDM 2A, FIST",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fist,
  rows: `
    fist_m32  m32:w  DB /2  yes
    fist_m16  m16:w  DF /2  yes`,
};

export const fistp: Meaning = storeInteger("fist", true);

export const FISTP: Paragraph = {
  mnemonic: "fistp",
  title: "Store an integer and pop",
  source: "SDM 2A, FISTP",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fistp,
  rows: `
    fistp_m32  m32:w  DB /3  yes
    fistp_m16  m16:w  DF /3  yes
    fistp_m64  m64:w  DF /7  yes`,
};

export const fisttp: Meaning = storeInteger("fisttp", true);

export const FISTTP: Paragraph = {
  mnemonic: "fisttp",
  title: "Store a truncated integer and pop",
  source: "SDM 2A, FISTTP",
  cpuid: "x87",
  flags: "clears 1, undefined 023",
  meaning: fisttp,
  rows: `
    fisttp_m32  m32:w  DB /1  yes
    fisttp_m64  m64:w  DD /1  yes
    fisttp_m16  m16:w  DF /1  yes`,
};

export const fld: Meaning = load("fld");

export const FLD: Paragraph = {
  mnemonic: "fld",
  title: "Load",
  source: "SDM 2A, FLD",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fld,
  rows: `
    fld_m32  m32:r  D9 /0    yes
    fld_sti  sti:r  D9 C0+i  yes
    fld_m80  m80:r  DB /5    yes
    fld_m64  m64:r  DD /0    yes`,
};

export const fld1: Meaning = stackOperation("fld1");

export const FLD1: Paragraph = {
  mnemonic: "fld1",
  title: "Load 1",
  source: "SDM 2A, FLD1",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fld1,
  rows: `
    fld1  -  D9 E8  yes`,
};

export const fldl2e: Meaning = stackOperation("fldl2e");

export const FLDL2E: Paragraph = {
  mnemonic: "fldl2e",
  title: "Load the binary logarithm of e",
  source: "SDM 2A, FLDL2E",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fldl2e,
  rows: `
    fldl2e  -  D9 EA  yes`,
};

export const fldl2t: Meaning = stackOperation("fldl2t");

export const FLDL2T: Paragraph = {
  mnemonic: "fldl2t",
  title: "Load the binary logarithm of 10",
  source: "SDM 2A, FLDL2T",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fldl2t,
  rows: `
    fldl2t  -  D9 E9  yes`,
};

export const fldlg2: Meaning = stackOperation("fldlg2");

export const FLDLG2: Paragraph = {
  mnemonic: "fldlg2",
  title: "Load the decimal logarithm of 2",
  source: "SDM 2A, FLDLG2",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fldlg2,
  rows: `
    fldlg2  -  D9 EC  yes`,
};

export const fldln2: Meaning = stackOperation("fldln2");

export const FLDLN2: Paragraph = {
  mnemonic: "fldln2",
  title: "Load the natural logarithm of 2",
  source: "SDM 2A, FLDLN2",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fldln2,
  rows: `
    fldln2  -  D9 ED  yes`,
};

export const fldpi: Meaning = stackOperation("fldpi");

export const FLDPI: Paragraph = {
  mnemonic: "fldpi",
  title: "Load pi",
  source: "SDM 2A, FLDPI",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fldpi,
  rows: `
    fldpi  -  D9 EB  yes`,
};

export const fldz: Meaning = stackOperation("fldz");

export const FLDZ: Paragraph = {
  mnemonic: "fldz",
  title: "Load 0",
  source: "SDM 2A, FLDZ",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fldz,
  rows: `
    fldz  -  D9 EE  yes`,
};

export const fst: Meaning = store("fst.st", false);

export const FST: Paragraph = {
  mnemonic: "fst",
  title: "Store",
  source: "SDM 2A, FST",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fst,
  rows: `
    fst_m32  m32:w  D9 /2    yes
    fst_m64  m64:w  DD /2    yes
    fst_sti  sti:w  DD D0+i  yes`,
};

export const fstp: Meaning = store("fstp.st", true);

export const FSTP: Paragraph = {
  mnemonic: "fstp",
  title: "Store and pop",
  source: "SDM 2A, FSTP",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fstp,
  rows: `
    fstp_m32       m32:w  D9 /3    yes
    fstp_m80       m80:w  DB /7    yes
    fstp_m64       m64:w  DD /3    yes
    fstp_sti       sti:w  DD D8+i  yes
    fstp_sti_dfd0  sti:w  DF D0+i  no
    fstp_sti_dfd8  sti:w  DF D8+i  no`,
};

export const fstpnce: Meaning = registerOperation("fstpnce.st");

export const FSTPNCE: Paragraph = {
  mnemonic: "fstpnce",
  title: "Store and pop without exceptions",
  source: "SDM 2A, FSTPNCE",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fstpnce,
  rows: `
    fstpnce_sti  sti:w  D9 D8+i  no`,
};

export const fxch: Meaning = registerOperation("fxch");

export const FXCH: Paragraph = {
  mnemonic: "fxch",
  title: "Exchange registers",
  source: "SDM 2A, FXCH",
  cpuid: "x87",
  flags: "clears 1, undefined 023",
  meaning: fxch,
  rows: `
    fxch_st0_sti       st0:rw sti:rw  D9 C8+i  yes
    fxch_st0_sti_ddc8  st0:rw sti:rw  DD C8+i  no
    fxch_st0_sti_dfc8  st0:rw sti:rw  DF C8+i  no`,
};
