/** SSE and SSE2: bitwise logic on floating-point vectors. */
import type { Paragraph } from "../form.ts";

export const ANDNPD: Paragraph = {
  mnemonic: "andnpd",
  title: "Logical and of packed doubles, the first inverted",
  source: "SDM 2A, ANDNPD",
  cpuid: "SSE2",
  rows: `
    andnpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 55 /r  yes  align`,
};

export const ANDNPS: Paragraph = {
  mnemonic: "andnps",
  title: "Logical and of packed singles, the first inverted",
  source: "SDM 2A, ANDNPS",
  cpuid: "SSE",
  rows: `
    andnps_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 55 /r  yes  align`,
};

export const ANDPD: Paragraph = {
  mnemonic: "andpd",
  title: "Logical and of packed doubles",
  source: "SDM 2A, ANDPD",
  cpuid: "SSE2",
  rows: `
    andpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 54 /r  yes  align`,
};

export const ANDPS: Paragraph = {
  mnemonic: "andps",
  title: "Logical and of packed singles",
  source: "SDM 2A, ANDPS",
  cpuid: "SSE",
  rows: `
    andps_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 54 /r  yes  align`,
};

export const ORPD: Paragraph = {
  mnemonic: "orpd",
  title: "Logical or of packed doubles",
  source: "SDM 2B, ORPD",
  cpuid: "SSE2",
  rows: `
    orpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 56 /r  yes  align`,
};

export const ORPS: Paragraph = {
  mnemonic: "orps",
  title: "Logical or of packed singles",
  source: "SDM 2B, ORPS",
  cpuid: "SSE",
  rows: `
    orps_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 56 /r  yes  align`,
};

export const XORPD: Paragraph = {
  mnemonic: "xorpd",
  title: "Exclusive or of packed doubles",
  source: "SDM 2D, XORPD",
  cpuid: "SSE2",
  rows: `
    xorpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 57 /r  yes  align`,
};

export const XORPS: Paragraph = {
  mnemonic: "xorps",
  title: "Exclusive or of packed singles",
  source: "SDM 2D, XORPS",
  cpuid: "SSE",
  rows: `
    xorps_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 57 /r  yes  align`,
};
