/** SSE4.1: arithmetic and rounding. */
import type { Paragraph } from "../form.ts";

export const DPPD: Paragraph = {
  mnemonic: "dppd",
  title: "Dot product of packed doubles",
  source: "SDM 2A, DPPD",
  cpuid: "SSE41",
  rows: `
    dppd_xmm_xmmm128_imm8  xmm:rw xmm/m128:r imm8  66 0F 3A 41 /r ib  yes  align`,
};

export const DPPS: Paragraph = {
  mnemonic: "dpps",
  title: "Dot product of packed singles",
  source: "SDM 2A, DPPS",
  cpuid: "SSE41",
  rows: `
    dpps_xmm_xmmm128_imm8  xmm:rw xmm/m128:r imm8  66 0F 3A 40 /r ib  yes  align`,
};

export const MPSADBW: Paragraph = {
  mnemonic: "mpsadbw",
  title: "Sums of absolute differences of byte groups",
  source: "SDM 2B, MPSADBW",
  cpuid: "SSE41",
  rows: `
    mpsadbw_xmm_xmmm128_imm8  xmm:rw xmm/m128:r imm8  66 0F 3A 42 /r ib  yes  align`,
};

export const PHMINPOSUW: Paragraph = {
  mnemonic: "phminposuw",
  title: "Minimum of packed unsigned words, and its place",
  source: "SDM 2B, PHMINPOSUW",
  cpuid: "SSE41",
  rows: `
    phminposuw_xmm_xmmm128  xmm:w xmm/m128:r  66 0F 38 41 /r  yes  align`,
};

export const PMAXSB: Paragraph = {
  mnemonic: "pmaxsb",
  title: "Maximum of packed signed bytes",
  source: "SDM 2B, PMAXSB",
  cpuid: "SSE41",
  rows: `
    pmaxsb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 3C /r  yes  align`,
};

export const PMAXSD: Paragraph = {
  mnemonic: "pmaxsd",
  title: "Maximum of packed signed doublewords",
  source: "SDM 2B, PMAXSD",
  cpuid: "SSE41",
  rows: `
    pmaxsd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 3D /r  yes  align`,
};

export const PMAXUD: Paragraph = {
  mnemonic: "pmaxud",
  title: "Maximum of packed unsigned doublewords",
  source: "SDM 2B, PMAXUD",
  cpuid: "SSE41",
  rows: `
    pmaxud_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 3F /r  yes  align`,
};

export const PMAXUW: Paragraph = {
  mnemonic: "pmaxuw",
  title: "Maximum of packed unsigned words",
  source: "SDM 2B, PMAXUW",
  cpuid: "SSE41",
  rows: `
    pmaxuw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 3E /r  yes  align`,
};

export const PMINSB: Paragraph = {
  mnemonic: "pminsb",
  title: "Minimum of packed signed bytes",
  source: "SDM 2B, PMINSB",
  cpuid: "SSE41",
  rows: `
    pminsb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 38 /r  yes  align`,
};

export const PMINSD: Paragraph = {
  mnemonic: "pminsd",
  title: "Minimum of packed signed doublewords",
  source: "SDM 2B, PMINSD",
  cpuid: "SSE41",
  rows: `
    pminsd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 39 /r  yes  align`,
};

export const PMINUD: Paragraph = {
  mnemonic: "pminud",
  title: "Minimum of packed unsigned doublewords",
  source: "SDM 2B, PMINUD",
  cpuid: "SSE41",
  rows: `
    pminud_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 3B /r  yes  align`,
};

export const PMINUW: Paragraph = {
  mnemonic: "pminuw",
  title: "Minimum of packed unsigned words",
  source: "SDM 2B, PMINUW",
  cpuid: "SSE41",
  rows: `
    pminuw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 3A /r  yes  align`,
};

export const PMULDQ: Paragraph = {
  mnemonic: "pmuldq",
  title: "Multiply packed signed doublewords",
  source: "SDM 2B, PMULDQ",
  cpuid: "SSE41",
  rows: `
    pmuldq_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 28 /r  yes  align`,
};

export const PMULLD: Paragraph = {
  mnemonic: "pmulld",
  title: "Low halves of products of packed doublewords",
  source: "SDM 2B, PMULLD",
  cpuid: "SSE41",
  rows: `
    pmulld_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 40 /r  yes  align`,
};

export const ROUNDPD: Paragraph = {
  mnemonic: "roundpd",
  title: "Round packed doubles to integers",
  source: "SDM 2B, ROUNDPD",
  cpuid: "SSE41",
  rows: `
    roundpd_xmm_xmmm128_imm8  xmm:w xmm/m128:r imm8  66 0F 3A 09 /r ib  yes  align`,
};

export const ROUNDPS: Paragraph = {
  mnemonic: "roundps",
  title: "Round packed singles to integers",
  source: "SDM 2B, ROUNDPS",
  cpuid: "SSE41",
  rows: `
    roundps_xmm_xmmm128_imm8  xmm:w xmm/m128:r imm8  66 0F 3A 08 /r ib  yes  align`,
};

export const ROUNDSD: Paragraph = {
  mnemonic: "roundsd",
  title: "Round a scalar double to an integer",
  source: "SDM 2B, ROUNDSD",
  cpuid: "SSE41",
  rows: `
    roundsd_xmm_xmmm64_imm8  xmm:rw xmm/m64:r imm8  66 0F 3A 0B /r ib  yes`,
};

export const ROUNDSS: Paragraph = {
  mnemonic: "roundss",
  title: "Round a scalar single to an integer",
  source: "SDM 2B, ROUNDSS",
  cpuid: "SSE41",
  rows: `
    roundss_xmm_xmmm32_imm8  xmm:rw xmm/m32:r imm8  66 0F 3A 0A /r ib  yes`,
};
