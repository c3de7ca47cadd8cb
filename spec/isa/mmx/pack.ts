/** Packing, unpacking and shuffling in MMX and SSE registers. */
import type { Paragraph } from "../form.ts";

export const PACKSSDW: Paragraph = {
  mnemonic: "packssdw",
  title: "Pack doublewords into words with signed saturation",
  source: "SDM 2B, PACKSSDW",
  cpuid: "MMX",
  rows: `
    packssdw_mm_mmm64     mm:rw mm/m64:r     NP 0F 6B /r  yes
    packssdw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 6B /r  yes  align cpuid=SSE2`,
};

export const PACKSSWB: Paragraph = {
  mnemonic: "packsswb",
  title: "Pack words into bytes with signed saturation",
  source: "SDM 2B, PACKSSWB",
  cpuid: "MMX",
  rows: `
    packsswb_mm_mmm64     mm:rw mm/m64:r     NP 0F 63 /r  yes
    packsswb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 63 /r  yes  align cpuid=SSE2`,
};

export const PACKUSWB: Paragraph = {
  mnemonic: "packuswb",
  title: "Pack words into bytes with unsigned saturation",
  source: "SDM 2B, PACKUSWB",
  cpuid: "MMX",
  rows: `
    packuswb_mm_mmm64     mm:rw mm/m64:r     NP 0F 67 /r  yes
    packuswb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 67 /r  yes  align cpuid=SSE2`,
};

export const PSHUFD: Paragraph = {
  mnemonic: "pshufd",
  title: "Shuffle doublewords",
  source: "SDM 2B, PSHUFD",
  cpuid: "SSE2",
  rows: `
    pshufd_xmm_xmmm128_imm8  xmm:w xmm/m128:r imm8  66 0F 70 /r ib  yes  align`,
};

export const PSHUFHW: Paragraph = {
  mnemonic: "pshufhw",
  title: "Shuffle high words",
  source: "SDM 2B, PSHUFHW",
  cpuid: "SSE2",
  rows: `
    pshufhw_xmm_xmmm128_imm8  xmm:w xmm/m128:r imm8  F3 0F 70 /r ib  yes  align`,
};

export const PSHUFLW: Paragraph = {
  mnemonic: "pshuflw",
  title: "Shuffle low words",
  source: "SDM 2B, PSHUFLW",
  cpuid: "SSE2",
  rows: `
    pshuflw_xmm_xmmm128_imm8  xmm:w xmm/m128:r imm8  F2 0F 70 /r ib  yes  align`,
};

export const PSHUFW: Paragraph = {
  mnemonic: "pshufw",
  title: "Shuffle words",
  source: "SDM 2B, PSHUFW",
  cpuid: "EMMXSSE",
  rows: `
    pshufw_mm_mmm64_imm8  mm:w mm/m64:r imm8  NP 0F 70 /r ib  yes`,
};

export const PUNPCKHBW: Paragraph = {
  mnemonic: "punpckhbw",
  title: "Interleave high bytes",
  source: "SDM 2B, PUNPCKHBW",
  cpuid: "MMX",
  rows: `
    punpckhbw_mm_mmm64     mm:rw mm/m64:r     NP 0F 68 /r  yes
    punpckhbw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 68 /r  yes  align cpuid=SSE2`,
};

export const PUNPCKHDQ: Paragraph = {
  mnemonic: "punpckhdq",
  title: "Interleave high doublewords",
  source: "SDM 2B, PUNPCKHDQ",
  cpuid: "MMX",
  rows: `
    punpckhdq_mm_mmm64     mm:rw mm/m64:r     NP 0F 6A /r  yes
    punpckhdq_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 6A /r  yes  align cpuid=SSE2`,
};

export const PUNPCKHQDQ: Paragraph = {
  mnemonic: "punpckhqdq",
  title: "Interleave high quadwords",
  source: "SDM 2B, PUNPCKHQDQ",
  cpuid: "SSE2",
  rows: `
    punpckhqdq_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 6D /r  yes  align`,
};

export const PUNPCKHWD: Paragraph = {
  mnemonic: "punpckhwd",
  title: "Interleave high words",
  source: "SDM 2B, PUNPCKHWD",
  cpuid: "MMX",
  rows: `
    punpckhwd_mm_mmm64     mm:rw mm/m64:r     NP 0F 69 /r  yes
    punpckhwd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 69 /r  yes  align cpuid=SSE2`,
};

export const PUNPCKLBW: Paragraph = {
  mnemonic: "punpcklbw",
  title: "Interleave low bytes",
  source: "SDM 2B, PUNPCKLBW",
  cpuid: "MMX",
  rows: `
    punpcklbw_mm_mmm32     mm:rw mm/m32:r     NP 0F 60 /r  yes
    punpcklbw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 60 /r  yes  align cpuid=SSE2`,
};

export const PUNPCKLDQ: Paragraph = {
  mnemonic: "punpckldq",
  title: "Interleave low doublewords",
  source: "SDM 2B, PUNPCKLDQ",
  cpuid: "MMX",
  rows: `
    punpckldq_mm_mmm32     mm:rw mm/m32:r     NP 0F 62 /r  yes
    punpckldq_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 62 /r  yes  align cpuid=SSE2`,
};

export const PUNPCKLQDQ: Paragraph = {
  mnemonic: "punpcklqdq",
  title: "Interleave low quadwords",
  source: "SDM 2B, PUNPCKLQDQ",
  cpuid: "SSE2",
  rows: `
    punpcklqdq_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 6C /r  yes  align`,
};

export const PUNPCKLWD: Paragraph = {
  mnemonic: "punpcklwd",
  title: "Interleave low words",
  source: "SDM 2B, PUNPCKLWD",
  cpuid: "MMX",
  rows: `
    punpcklwd_mm_mmm32     mm:rw mm/m32:r     NP 0F 61 /r  yes
    punpcklwd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 61 /r  yes  align cpuid=SSE2`,
};
