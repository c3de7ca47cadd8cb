/** x87: arithmetic. */
import type { Meaning, Paragraph } from "../form.ts";
import { arithmetic, stackOperation } from "./shapes.ts";

export const fabs: Meaning = stackOperation("fabs");

export const FABS: Paragraph = {
  mnemonic: "fabs",
  title: "Absolute value",
  source: "SDM 2A, FABS",
  cpuid: "x87",
  flags: "clears 1, undefined 023",
  meaning: fabs,
  rows: `
    fabs  -  D9 E1  yes`,
};

export const fadd: Meaning = arithmetic("fadd");

export const FADD: Paragraph = {
  mnemonic: "fadd",
  title: "Add",
  source: "SDM 2A, FADD",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fadd,
  rows: `
    fadd_m32      m32:r         D8 /0    yes
    fadd_st0_sti  st0:rw sti:r  D8 C0+i  yes
    fadd_m64      m64:r         DC /0    yes
    fadd_sti_st0  sti:rw st0:r  DC C0+i  yes`,
};

export const faddp: Meaning = arithmetic("faddp");

export const FADDP: Paragraph = {
  mnemonic: "faddp",
  title: "Add and pop",
  source: "SDM 2A, FADDP",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: faddp,
  rows: `
    faddp_sti_st0  sti:rw st0:r  DE C0+i  yes`,
};

export const fchs: Meaning = stackOperation("fchs");

export const FCHS: Paragraph = {
  mnemonic: "fchs",
  title: "Change the sign",
  source: "SDM 2A, FCHS",
  cpuid: "x87",
  flags: "clears 1, undefined 023",
  meaning: fchs,
  rows: `
    fchs  -  D9 E0  yes`,
};

export const fdiv: Meaning = arithmetic("fdiv");

export const FDIV: Paragraph = {
  mnemonic: "fdiv",
  title: "Divide",
  source: "SDM 2A, FDIV",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fdiv,
  rows: `
    fdiv_m32      m32:r         D8 /6    yes
    fdiv_st0_sti  st0:rw sti:r  D8 F0+i  yes
    fdiv_m64      m64:r         DC /6    yes
    fdiv_sti_st0  sti:rw st0:r  DC F8+i  yes`,
};

export const fdivp: Meaning = arithmetic("fdivp");

export const FDIVP: Paragraph = {
  mnemonic: "fdivp",
  title: "Divide and pop",
  source: "SDM 2A, FDIVP",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fdivp,
  rows: `
    fdivp_sti_st0  sti:rw st0:r  DE F8+i  yes`,
};

export const fdivr: Meaning = arithmetic("fdivr");

export const FDIVR: Paragraph = {
  mnemonic: "fdivr",
  title: "Divide, reversed",
  source: "SDM 2A, FDIVR",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fdivr,
  rows: `
    fdivr_m32      m32:r         D8 /7    yes
    fdivr_st0_sti  st0:rw sti:r  D8 F8+i  yes
    fdivr_m64      m64:r         DC /7    yes
    fdivr_sti_st0  sti:rw st0:r  DC F0+i  yes`,
};

export const fdivrp: Meaning = arithmetic("fdivrp");

export const FDIVRP: Paragraph = {
  mnemonic: "fdivrp",
  title: "Divide, reversed, and pop",
  source: "SDM 2A, FDIVRP",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fdivrp,
  rows: `
    fdivrp_sti_st0  sti:rw st0:r  DE F0+i  yes`,
};

export const fiadd: Meaning = arithmetic("fadd", "i");

export const FIADD: Paragraph = {
  mnemonic: "fiadd",
  title: "Add an integer",
  source: "SDM 2A, FIADD",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fiadd,
  rows: `
    fiadd_m32  m32:r  DA /0  yes
    fiadd_m16  m16:r  DE /0  yes`,
};

export const fidiv: Meaning = arithmetic("fdiv", "i");

export const FIDIV: Paragraph = {
  mnemonic: "fidiv",
  title: "Divide by an integer",
  source: "SDM 2A, FIDIV",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fidiv,
  rows: `
    fidiv_m32  m32:r  DA /6  yes
    fidiv_m16  m16:r  DE /6  yes`,
};

export const fidivr: Meaning = arithmetic("fdivr", "i");

export const FIDIVR: Paragraph = {
  mnemonic: "fidivr",
  title: "Divide an integer",
  source: "SDM 2A, FIDIVR",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fidivr,
  rows: `
    fidivr_m32  m32:r  DA /7  yes
    fidivr_m16  m16:r  DE /7  yes`,
};

export const fimul: Meaning = arithmetic("fmul", "i");

export const FIMUL: Paragraph = {
  mnemonic: "fimul",
  title: "Multiply by an integer",
  source: "SDM 2A, FIMUL",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fimul,
  rows: `
    fimul_m32  m32:r  DA /1  yes
    fimul_m16  m16:r  DE /1  yes`,
};

export const fisub: Meaning = arithmetic("fsub", "i");

export const FISUB: Paragraph = {
  mnemonic: "fisub",
  title: "Subtract an integer",
  source: "SDM 2A, FISUB",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fisub,
  rows: `
    fisub_m32  m32:r  DA /4  yes
    fisub_m16  m16:r  DE /4  yes`,
};

export const fisubr: Meaning = arithmetic("fsubr", "i");

export const FISUBR: Paragraph = {
  mnemonic: "fisubr",
  title: "Subtract from an integer",
  source: "SDM 2A, FISUBR",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fisubr,
  rows: `
    fisubr_m32  m32:r  DA /5  yes
    fisubr_m16  m16:r  DE /5  yes`,
};

export const fmul: Meaning = arithmetic("fmul");

export const FMUL: Paragraph = {
  mnemonic: "fmul",
  title: "Multiply",
  source: "SDM 2A, FMUL",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fmul,
  rows: `
    fmul_m32      m32:r         D8 /1    yes
    fmul_st0_sti  st0:rw sti:r  D8 C8+i  yes
    fmul_m64      m64:r         DC /1    yes
    fmul_sti_st0  sti:rw st0:r  DC C8+i  yes`,
};

export const fmulp: Meaning = arithmetic("fmulp");

export const FMULP: Paragraph = {
  mnemonic: "fmulp",
  title: "Multiply and pop",
  source: "SDM 2A, FMULP",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fmulp,
  rows: `
    fmulp_sti_st0  sti:rw st0:r  DE C8+i  yes`,
};

export const fprem: Meaning = stackOperation("fprem");

export const FPREM: Paragraph = {
  mnemonic: "fprem",
  title: "Partial remainder, truncating",
  source: "SDM 2A, FPREM",
  cpuid: "x87",
  flags: "writes 0123",
  meaning: fprem,
  rows: `
    fprem  -  D9 F8  yes`,
};

export const fprem1: Meaning = stackOperation("fprem1");

export const FPREM1: Paragraph = {
  mnemonic: "fprem1",
  title: "Partial remainder, IEEE",
  source: "SDM 2A, FPREM1",
  cpuid: "x87",
  flags: "writes 0123",
  meaning: fprem1,
  rows: `
    fprem1  -  D9 F5  yes`,
};

export const frndint: Meaning = stackOperation("frndint");

export const FRNDINT: Paragraph = {
  mnemonic: "frndint",
  title: "Round to an integer",
  source: "SDM 2A, FRNDINT",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: frndint,
  rows: `
    frndint  -  D9 FC  yes`,
};

export const fscale: Meaning = stackOperation("fscale");

export const FSCALE: Paragraph = {
  mnemonic: "fscale",
  title: "Scale by a power of two",
  source: "SDM 2A, FSCALE",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fscale,
  rows: `
    fscale  -  D9 FD  yes`,
};

export const fsqrt: Meaning = stackOperation("fsqrt");

export const FSQRT: Paragraph = {
  mnemonic: "fsqrt",
  title: "Square root",
  source: "SDM 2A, FSQRT",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fsqrt,
  rows: `
    fsqrt  -  D9 FA  yes`,
};

export const fsub: Meaning = arithmetic("fsub");

export const FSUB: Paragraph = {
  mnemonic: "fsub",
  title: "Subtract",
  source: "SDM 2A, FSUB",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fsub,
  rows: `
    fsub_m32      m32:r         D8 /4    yes
    fsub_st0_sti  st0:rw sti:r  D8 E0+i  yes
    fsub_m64      m64:r         DC /4    yes
    fsub_sti_st0  sti:rw st0:r  DC E8+i  yes`,
};

export const fsubp: Meaning = arithmetic("fsubp");

export const FSUBP: Paragraph = {
  mnemonic: "fsubp",
  title: "Subtract and pop",
  source: "SDM 2A, FSUBP",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fsubp,
  rows: `
    fsubp_sti_st0  sti:rw st0:r  DE E8+i  yes`,
};

export const fsubr: Meaning = arithmetic("fsubr");

export const FSUBR: Paragraph = {
  mnemonic: "fsubr",
  title: "Subtract, reversed",
  source: "SDM 2A, FSUBR",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fsubr,
  rows: `
    fsubr_m32      m32:r         D8 /5    yes
    fsubr_st0_sti  st0:rw sti:r  D8 E8+i  yes
    fsubr_m64      m64:r         DC /5    yes
    fsubr_sti_st0  sti:rw st0:r  DC E0+i  yes`,
};

export const fsubrp: Meaning = arithmetic("fsubrp");

export const FSUBRP: Paragraph = {
  mnemonic: "fsubrp",
  title: "Subtract, reversed, and pop",
  source: "SDM 2A, FSUBRP",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fsubrp,
  rows: `
    fsubrp_sti_st0  sti:rw st0:r  DE E0+i  yes`,
};

export const fxtract: Meaning = stackOperation("fxtract");

export const FXTRACT: Paragraph = {
  mnemonic: "fxtract",
  title: "Split into exponent and significand",
  source: "SDM 2A, FXTRACT",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fxtract,
  rows: `
    fxtract  -  D9 F4  yes`,
};
