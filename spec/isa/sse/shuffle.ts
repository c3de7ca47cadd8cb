/** SSE and SSE2: shuffles of floating-point vectors. */
import type { Paragraph } from "../form.ts";

export const SHUFPD: Paragraph = {
  mnemonic: "shufpd",
  title: "Shuffle packed doubles",
  source: "SDM 2B, SHUFPD",
  cpuid: "SSE2",
  rows: `
    shufpd_xmm_xmmm128_imm8  xmm:rw xmm/m128:r imm8  66 0F C6 /r ib  yes  align`,
};

export const SHUFPS: Paragraph = {
  mnemonic: "shufps",
  title: "Shuffle packed singles",
  source: "SDM 2B, SHUFPS",
  cpuid: "SSE",
  rows: `
    shufps_xmm_xmmm128_imm8  xmm:rw xmm/m128:r imm8  NP 0F C6 /r ib  yes  align`,
};

export const UNPCKHPD: Paragraph = {
  mnemonic: "unpckhpd",
  title: "Interleave high doubles",
  source: "SDM 2B, UNPCKHPD",
  cpuid: "SSE2",
  rows: `
    unpckhpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 15 /r  yes  align`,
};

export const UNPCKHPS: Paragraph = {
  mnemonic: "unpckhps",
  title: "Interleave high singles",
  source: "SDM 2B, UNPCKHPS",
  cpuid: "SSE",
  rows: `
    unpckhps_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 15 /r  yes  align`,
};

export const UNPCKLPD: Paragraph = {
  mnemonic: "unpcklpd",
  title: "Interleave low doubles",
  source: "SDM 2B, UNPCKLPD",
  cpuid: "SSE2",
  rows: `
    unpcklpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 14 /r  yes  align`,
};

export const UNPCKLPS: Paragraph = {
  mnemonic: "unpcklps",
  title: "Interleave low singles",
  source: "SDM 2B, UNPCKLPS",
  cpuid: "SSE",
  rows: `
    unpcklps_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 14 /r  yes  align`,
};
