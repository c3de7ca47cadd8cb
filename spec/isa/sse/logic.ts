/** SSE and SSE2: bitwise logic on floating-point vectors. */
import type { Meaning, Paragraph } from "../form.ts";
import { lanewise, packed } from "../packed-shapes.ts";

export const andnpd: Meaning = packed((m, a, b) => m.vector("andnot", "i64x2", b, a));
export const ANDNPD: Paragraph = {
  mnemonic: "andnpd",
  title: "Logical and of packed doubles, the first inverted",
  source: "SDM 2A, ANDNPD",
  cpuid: "SSE2",
  meaning: andnpd,
  rows: `
    andnpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 55 /r  yes  align`,
};

export const andnps: Meaning = packed((m, a, b) => m.vector("andnot", "i64x2", b, a));
export const ANDNPS: Paragraph = {
  mnemonic: "andnps",
  title: "Logical and of packed singles, the first inverted",
  source: "SDM 2A, ANDNPS",
  cpuid: "SSE",
  meaning: andnps,
  rows: `
    andnps_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 55 /r  yes  align`,
};

export const andpd: Meaning = lanewise("and", "i64x2");
export const ANDPD: Paragraph = {
  mnemonic: "andpd",
  title: "Logical and of packed doubles",
  source: "SDM 2A, ANDPD",
  cpuid: "SSE2",
  meaning: andpd,
  rows: `
    andpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 54 /r  yes  align`,
};

export const andps: Meaning = lanewise("and", "i64x2");
export const ANDPS: Paragraph = {
  mnemonic: "andps",
  title: "Logical and of packed singles",
  source: "SDM 2A, ANDPS",
  cpuid: "SSE",
  meaning: andps,
  rows: `
    andps_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 54 /r  yes  align`,
};

export const orpd: Meaning = lanewise("or", "i64x2");
export const ORPD: Paragraph = {
  mnemonic: "orpd",
  title: "Logical or of packed doubles",
  source: "SDM 2B, ORPD",
  cpuid: "SSE2",
  meaning: orpd,
  rows: `
    orpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 56 /r  yes  align`,
};

export const orps: Meaning = lanewise("or", "i64x2");
export const ORPS: Paragraph = {
  mnemonic: "orps",
  title: "Logical or of packed singles",
  source: "SDM 2B, ORPS",
  cpuid: "SSE",
  meaning: orps,
  rows: `
    orps_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 56 /r  yes  align`,
};

export const xorpd: Meaning = lanewise("xor", "i64x2");
export const XORPD: Paragraph = {
  mnemonic: "xorpd",
  title: "Exclusive or of packed doubles",
  source: "SDM 2D, XORPD",
  cpuid: "SSE2",
  meaning: xorpd,
  rows: `
    xorpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 57 /r  yes  align`,
};

export const xorps: Meaning = lanewise("xor", "i64x2");
export const XORPS: Paragraph = {
  mnemonic: "xorps",
  title: "Exclusive or of packed singles",
  source: "SDM 2D, XORPS",
  cpuid: "SSE",
  meaning: xorps,
  rows: `
    xorps_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 57 /r  yes  align`,
};
