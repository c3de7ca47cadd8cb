/** Bitwise logic on MMX and SSE registers. */
import type { Meaning, Paragraph } from "../form.ts";
import { lanewise, packed } from "../packed-shapes.ts";

export const pand: Meaning = lanewise("and", "i64x2");
export const PAND: Paragraph = {
  mnemonic: "pand",
  title: "Logical and of vectors",
  source: "SDM 2B, PAND",
  cpuid: "MMX",
  meaning: pand,
  rows: `
    pand_mm_mmm64     mm:rw mm/m64:r     NP 0F DB /r  yes
    pand_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F DB /r  yes  align cpuid=SSE2`,
};

export const pandn: Meaning = packed((m, a, b) => m.vector("andnot", "i64x2", b, a));
export const PANDN: Paragraph = {
  mnemonic: "pandn",
  title: "Logical and of vectors, the first inverted",
  source: "SDM 2B, PANDN",
  cpuid: "MMX",
  meaning: pandn,
  rows: `
    pandn_mm_mmm64     mm:rw mm/m64:r     NP 0F DF /r  yes
    pandn_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F DF /r  yes  align cpuid=SSE2`,
};

export const por: Meaning = lanewise("or", "i64x2");
export const POR: Paragraph = {
  mnemonic: "por",
  title: "Logical or of vectors",
  source: "SDM 2B, POR",
  cpuid: "MMX",
  meaning: por,
  rows: `
    por_mm_mmm64     mm:rw mm/m64:r     NP 0F EB /r  yes
    por_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F EB /r  yes  align cpuid=SSE2`,
};

export const pxor: Meaning = lanewise("xor", "i64x2");
export const PXOR: Paragraph = {
  mnemonic: "pxor",
  title: "Exclusive or of vectors",
  source: "SDM 2B, PXOR",
  cpuid: "MMX",
  meaning: pxor,
  rows: `
    pxor_mm_mmm64     mm:rw mm/m64:r     NP 0F EF /r  yes
    pxor_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F EF /r  yes  align cpuid=SSE2`,
};
