/** SSE and SSE2: floating-point arithmetic. */
import type { Paragraph } from "../form.ts";

export const ADDPD: Paragraph = {
  mnemonic: "addpd",
  title: "Add packed doubles",
  source: "SDM 2A, ADDPD",
  cpuid: "SSE2",
  rows: `
    addpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 58 /r  yes  align`,
};

export const ADDPS: Paragraph = {
  mnemonic: "addps",
  title: "Add packed singles",
  source: "SDM 2A, ADDPS",
  cpuid: "SSE",
  rows: `
    addps_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 58 /r  yes  align`,
};

export const ADDSD: Paragraph = {
  mnemonic: "addsd",
  title: "Add a scalar double",
  source: "SDM 2A, ADDSD",
  cpuid: "SSE2",
  rows: `
    addsd_xmm_xmmm64  xmm:rw xmm/m64:r  F2 0F 58 /r  yes`,
};

export const ADDSS: Paragraph = {
  mnemonic: "addss",
  title: "Add a scalar single",
  source: "SDM 2A, ADDSS",
  cpuid: "SSE",
  rows: `
    addss_xmm_xmmm32  xmm:rw xmm/m32:r  F3 0F 58 /r  yes`,
};

export const DIVPD: Paragraph = {
  mnemonic: "divpd",
  title: "Divide packed doubles",
  source: "SDM 2A, DIVPD",
  cpuid: "SSE2",
  rows: `
    divpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 5E /r  yes  align`,
};

export const DIVPS: Paragraph = {
  mnemonic: "divps",
  title: "Divide packed singles",
  source: "SDM 2A, DIVPS",
  cpuid: "SSE",
  rows: `
    divps_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 5E /r  yes  align`,
};

export const DIVSD: Paragraph = {
  mnemonic: "divsd",
  title: "Divide a scalar double",
  source: "SDM 2A, DIVSD",
  cpuid: "SSE2",
  rows: `
    divsd_xmm_xmmm64  xmm:rw xmm/m64:r  F2 0F 5E /r  yes`,
};

export const DIVSS: Paragraph = {
  mnemonic: "divss",
  title: "Divide a scalar single",
  source: "SDM 2A, DIVSS",
  cpuid: "SSE",
  rows: `
    divss_xmm_xmmm32  xmm:rw xmm/m32:r  F3 0F 5E /r  yes`,
};

export const MAXPD: Paragraph = {
  mnemonic: "maxpd",
  title: "Maximum of packed doubles",
  source: "SDM 2B, MAXPD",
  cpuid: "SSE2",
  rows: `
    maxpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 5F /r  yes  align`,
};

export const MAXPS: Paragraph = {
  mnemonic: "maxps",
  title: "Maximum of packed singles",
  source: "SDM 2B, MAXPS",
  cpuid: "SSE",
  rows: `
    maxps_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 5F /r  yes  align`,
};

export const MAXSD: Paragraph = {
  mnemonic: "maxsd",
  title: "Maximum of a scalar double",
  source: "SDM 2B, MAXSD",
  cpuid: "SSE2",
  rows: `
    maxsd_xmm_xmmm64  xmm:rw xmm/m64:r  F2 0F 5F /r  yes`,
};

export const MAXSS: Paragraph = {
  mnemonic: "maxss",
  title: "Maximum of a scalar single",
  source: "SDM 2B, MAXSS",
  cpuid: "SSE",
  rows: `
    maxss_xmm_xmmm32  xmm:rw xmm/m32:r  F3 0F 5F /r  yes`,
};

export const MINPD: Paragraph = {
  mnemonic: "minpd",
  title: "Minimum of packed doubles",
  source: "SDM 2B, MINPD",
  cpuid: "SSE2",
  rows: `
    minpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 5D /r  yes  align`,
};

export const MINPS: Paragraph = {
  mnemonic: "minps",
  title: "Minimum of packed singles",
  source: "SDM 2B, MINPS",
  cpuid: "SSE",
  rows: `
    minps_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 5D /r  yes  align`,
};

export const MINSD: Paragraph = {
  mnemonic: "minsd",
  title: "Minimum of a scalar double",
  source: "SDM 2B, MINSD",
  cpuid: "SSE2",
  rows: `
    minsd_xmm_xmmm64  xmm:rw xmm/m64:r  F2 0F 5D /r  yes`,
};

export const MINSS: Paragraph = {
  mnemonic: "minss",
  title: "Minimum of a scalar single",
  source: "SDM 2B, MINSS",
  cpuid: "SSE",
  rows: `
    minss_xmm_xmmm32  xmm:rw xmm/m32:r  F3 0F 5D /r  yes`,
};

export const MULPD: Paragraph = {
  mnemonic: "mulpd",
  title: "Multiply packed doubles",
  source: "SDM 2B, MULPD",
  cpuid: "SSE2",
  rows: `
    mulpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 59 /r  yes  align`,
};

export const MULPS: Paragraph = {
  mnemonic: "mulps",
  title: "Multiply packed singles",
  source: "SDM 2B, MULPS",
  cpuid: "SSE",
  rows: `
    mulps_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 59 /r  yes  align`,
};

export const MULSD: Paragraph = {
  mnemonic: "mulsd",
  title: "Multiply a scalar double",
  source: "SDM 2B, MULSD",
  cpuid: "SSE2",
  rows: `
    mulsd_xmm_xmmm64  xmm:rw xmm/m64:r  F2 0F 59 /r  yes`,
};

export const MULSS: Paragraph = {
  mnemonic: "mulss",
  title: "Multiply a scalar single",
  source: "SDM 2B, MULSS",
  cpuid: "SSE",
  rows: `
    mulss_xmm_xmmm32  xmm:rw xmm/m32:r  F3 0F 59 /r  yes`,
};

export const RCPPS: Paragraph = {
  mnemonic: "rcpps",
  title: "Approximate reciprocals of packed singles",
  source: "SDM 2B, RCPPS",
  cpuid: "SSE",
  rows: `
    rcpps_xmm_xmmm128  xmm:w xmm/m128:r  NP 0F 53 /r  yes  align`,
};

export const RCPSS: Paragraph = {
  mnemonic: "rcpss",
  title: "Approximate reciprocal of a scalar single",
  source: "SDM 2B, RCPSS",
  cpuid: "SSE",
  rows: `
    rcpss_xmm_xmmm32  xmm:rw xmm/m32:r  F3 0F 53 /r  yes`,
};

export const RSQRTPS: Paragraph = {
  mnemonic: "rsqrtps",
  title: "Approximate reciprocal square roots of packed singles",
  source: "SDM 2B, RSQRTPS",
  cpuid: "SSE",
  rows: `
    rsqrtps_xmm_xmmm128  xmm:w xmm/m128:r  NP 0F 52 /r  yes  align`,
};

export const RSQRTSS: Paragraph = {
  mnemonic: "rsqrtss",
  title: "Approximate reciprocal square root of a scalar single",
  source: "SDM 2B, RSQRTSS",
  cpuid: "SSE",
  rows: `
    rsqrtss_xmm_xmmm32  xmm:rw xmm/m32:r  F3 0F 52 /r  yes`,
};

export const SQRTPD: Paragraph = {
  mnemonic: "sqrtpd",
  title: "Square root of packed doubles",
  source: "SDM 2B, SQRTPD",
  cpuid: "SSE2",
  rows: `
    sqrtpd_xmm_xmmm128  xmm:w xmm/m128:r  66 0F 51 /r  yes  align`,
};

export const SQRTPS: Paragraph = {
  mnemonic: "sqrtps",
  title: "Square root of packed singles",
  source: "SDM 2B, SQRTPS",
  cpuid: "SSE",
  rows: `
    sqrtps_xmm_xmmm128  xmm:w xmm/m128:r  NP 0F 51 /r  yes  align`,
};

export const SQRTSD: Paragraph = {
  mnemonic: "sqrtsd",
  title: "Square root of a scalar double",
  source: "SDM 2B, SQRTSD",
  cpuid: "SSE2",
  rows: `
    sqrtsd_xmm_xmmm64  xmm:rw xmm/m64:r  F2 0F 51 /r  yes`,
};

export const SQRTSS: Paragraph = {
  mnemonic: "sqrtss",
  title: "Square root of a scalar single",
  source: "SDM 2B, SQRTSS",
  cpuid: "SSE",
  rows: `
    sqrtss_xmm_xmmm32  xmm:rw xmm/m32:r  F3 0F 51 /r  yes`,
};

export const SUBPD: Paragraph = {
  mnemonic: "subpd",
  title: "Subtract packed doubles",
  source: "SDM 2B, SUBPD",
  cpuid: "SSE2",
  rows: `
    subpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 5C /r  yes  align`,
};

export const SUBPS: Paragraph = {
  mnemonic: "subps",
  title: "Subtract packed singles",
  source: "SDM 2B, SUBPS",
  cpuid: "SSE",
  rows: `
    subps_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 5C /r  yes  align`,
};

export const SUBSD: Paragraph = {
  mnemonic: "subsd",
  title: "Subtract a scalar double",
  source: "SDM 2B, SUBSD",
  cpuid: "SSE2",
  rows: `
    subsd_xmm_xmmm64  xmm:rw xmm/m64:r  F2 0F 5C /r  yes`,
};

export const SUBSS: Paragraph = {
  mnemonic: "subss",
  title: "Subtract a scalar single",
  source: "SDM 2B, SUBSS",
  cpuid: "SSE",
  rows: `
    subss_xmm_xmmm32  xmm:rw xmm/m32:r  F3 0F 5C /r  yes`,
};
