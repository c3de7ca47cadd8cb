/** 3DNow! and its extensions: the opcode stands behind the operand. */
import type { Paragraph } from "../form.ts";

export const FEMMS: Paragraph = {
  mnemonic: "femms",
  title: "Leave MMX state quickly",
  source: "APM 5, FEMMS",
  cpuid: "3DNOW",
  rows: `
    femms  -  0F 0E  yes`,
};

export const PAVGUSB: Paragraph = {
  mnemonic: "pavgusb",
  title: "Average unsigned bytes",
  source: "APM 5, PAVGUSB",
  cpuid: "3DNOW",
  rows: `
    pavgusb_mm_mmm64  mm:rw mm/m64:r  0F 0F /r BF  yes`,
};

export const PF2ID: Paragraph = {
  mnemonic: "pf2id",
  title: "Convert singles into doublewords",
  source: "APM 5, PF2ID",
  cpuid: "3DNOW",
  rows: `
    pf2id_mm_mmm64  mm:w mm/m64:r  0F 0F /r 1D  yes`,
};

export const PF2IW: Paragraph = {
  mnemonic: "pf2iw",
  title: "Convert singles into words",
  source: "APM 5, PF2IW",
  cpuid: "E3DNOW",
  rows: `
    pf2iw_mm_mmm64  mm:w mm/m64:r  0F 0F /r 1C  yes`,
};

export const PFACC: Paragraph = {
  mnemonic: "pfacc",
  title: "Add neighbouring singles",
  source: "APM 5, PFACC",
  cpuid: "3DNOW",
  rows: `
    pfacc_mm_mmm64  mm:rw mm/m64:r  0F 0F /r AE  yes`,
};

export const PFADD: Paragraph = {
  mnemonic: "pfadd",
  title: "Add singles",
  source: "APM 5, PFADD",
  cpuid: "3DNOW",
  rows: `
    pfadd_mm_mmm64  mm:rw mm/m64:r  0F 0F /r 9E  yes`,
};

export const PFCMPEQ: Paragraph = {
  mnemonic: "pfcmpeq",
  title: "Compare singles for equality",
  source: "APM 5, PFCMPEQ",
  cpuid: "3DNOW",
  rows: `
    pfcmpeq_mm_mmm64  mm:rw mm/m64:r  0F 0F /r B0  yes`,
};

export const PFCMPGE: Paragraph = {
  mnemonic: "pfcmpge",
  title: "Compare singles for greater or equal",
  source: "APM 5, PFCMPGE",
  cpuid: "3DNOW",
  rows: `
    pfcmpge_mm_mmm64  mm:rw mm/m64:r  0F 0F /r 90  yes`,
};

export const PFCMPGT: Paragraph = {
  mnemonic: "pfcmpgt",
  title: "Compare singles for greater than",
  source: "APM 5, PFCMPGT",
  cpuid: "3DNOW",
  rows: `
    pfcmpgt_mm_mmm64  mm:rw mm/m64:r  0F 0F /r A0  yes`,
};

export const PFMAX: Paragraph = {
  mnemonic: "pfmax",
  title: "Maximum of singles",
  source: "APM 5, PFMAX",
  cpuid: "3DNOW",
  rows: `
    pfmax_mm_mmm64  mm:rw mm/m64:r  0F 0F /r A4  yes`,
};

export const PFMIN: Paragraph = {
  mnemonic: "pfmin",
  title: "Minimum of singles",
  source: "APM 5, PFMIN",
  cpuid: "3DNOW",
  rows: `
    pfmin_mm_mmm64  mm:rw mm/m64:r  0F 0F /r 94  yes`,
};

export const PFMUL: Paragraph = {
  mnemonic: "pfmul",
  title: "Multiply singles",
  source: "APM 5, PFMUL",
  cpuid: "3DNOW",
  rows: `
    pfmul_mm_mmm64  mm:rw mm/m64:r  0F 0F /r B4  yes`,
};

export const PFNACC: Paragraph = {
  mnemonic: "pfnacc",
  title: "Subtract neighbouring singles",
  source: "APM 5, PFNACC",
  cpuid: "E3DNOW",
  rows: `
    pfnacc_mm_mmm64  mm:rw mm/m64:r  0F 0F /r 8A  yes`,
};

export const PFPNACC: Paragraph = {
  mnemonic: "pfpnacc",
  title: "Subtract and add neighbouring singles",
  source: "APM 5, PFPNACC",
  cpuid: "E3DNOW",
  rows: `
    pfpnacc_mm_mmm64  mm:rw mm/m64:r  0F 0F /r 8E  yes`,
};

export const PFRCP: Paragraph = {
  mnemonic: "pfrcp",
  title: "Approximate reciprocal",
  source: "APM 5, PFRCP",
  cpuid: "3DNOW",
  rows: `
    pfrcp_mm_mmm64  mm:w mm/m64:r  0F 0F /r 96  yes`,
};

export const PFRCPIT1: Paragraph = {
  mnemonic: "pfrcpit1",
  title: "Reciprocal, first refinement",
  source: "APM 5, PFRCPIT1",
  cpuid: "3DNOW",
  rows: `
    pfrcpit1_mm_mmm64  mm:rw mm/m64:r  0F 0F /r A6  yes`,
};

export const PFRCPIT2: Paragraph = {
  mnemonic: "pfrcpit2",
  title: "Reciprocal, second refinement",
  source: "APM 5, PFRCPIT2",
  cpuid: "3DNOW",
  rows: `
    pfrcpit2_mm_mmm64  mm:rw mm/m64:r  0F 0F /r B6  yes`,
};

export const PFRSQIT1: Paragraph = {
  mnemonic: "pfrsqit1",
  title: "Reciprocal square root, first refinement",
  source: "APM 5, PFRSQIT1",
  cpuid: "3DNOW",
  rows: `
    pfrsqit1_mm_mmm64  mm:rw mm/m64:r  0F 0F /r A7  yes`,
};

export const PFRSQRT: Paragraph = {
  mnemonic: "pfrsqrt",
  title: "Approximate reciprocal square root",
  source: "APM 5, PFRSQRT",
  cpuid: "3DNOW",
  rows: `
    pfrsqrt_mm_mmm64  mm:w mm/m64:r  0F 0F /r 97  yes`,
};

export const PFSUB: Paragraph = {
  mnemonic: "pfsub",
  title: "Subtract singles",
  source: "APM 5, PFSUB",
  cpuid: "3DNOW",
  rows: `
    pfsub_mm_mmm64  mm:rw mm/m64:r  0F 0F /r 9A  yes`,
};

export const PFSUBR: Paragraph = {
  mnemonic: "pfsubr",
  title: "Subtract singles, reversed",
  source: "APM 5, PFSUBR",
  cpuid: "3DNOW",
  rows: `
    pfsubr_mm_mmm64  mm:rw mm/m64:r  0F 0F /r AA  yes`,
};

export const PI2FD: Paragraph = {
  mnemonic: "pi2fd",
  title: "Convert doublewords into singles",
  source: "APM 5, PI2FD",
  cpuid: "3DNOW",
  rows: `
    pi2fd_mm_mmm64  mm:w mm/m64:r  0F 0F /r 0D  yes`,
};

export const PI2FW: Paragraph = {
  mnemonic: "pi2fw",
  title: "Convert words into singles",
  source: "APM 5, PI2FW",
  cpuid: "E3DNOW",
  rows: `
    pi2fw_mm_mmm64  mm:w mm/m64:r  0F 0F /r 0C  yes`,
};

export const PMULHRW: Paragraph = {
  mnemonic: "pmulhrw",
  title: "High halves of products of words, rounded",
  source: "APM 5, PMULHRW",
  cpuid: "3DNOW",
  rows: `
    pmulhrw_mm_mmm64  mm:rw mm/m64:r  0F 0F /r B7  yes`,
};

export const PSWAPD: Paragraph = {
  mnemonic: "pswapd",
  title: "Swap doublewords",
  source: "APM 5, PSWAPD",
  cpuid: "E3DNOW",
  rows: `
    pswapd_mm_mmm64  mm:w mm/m64:r  0F 0F /r BB  yes`,
};
