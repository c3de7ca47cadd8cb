/** Packed integer comparisons in MMX and SSE registers. */
import type { Meaning, Paragraph } from "../form.ts";
import { signMask } from "../move-shapes.ts";
import { lanewise } from "../packed-shapes.ts";

export const pcmpeqb: Meaning = lanewise("eq", "i8x16");
export const PCMPEQB: Paragraph = {
  mnemonic: "pcmpeqb",
  title: "Compare packed bytes for equality",
  source: "SDM 2B, PCMPEQB",
  cpuid: "MMX",
  meaning: pcmpeqb,
  rows: `
    pcmpeqb_mm_mmm64     mm:rw mm/m64:r     NP 0F 74 /r  yes
    pcmpeqb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 74 /r  yes  align cpuid=SSE2`,
};

export const pcmpeqd: Meaning = lanewise("eq", "i32x4");
export const PCMPEQD: Paragraph = {
  mnemonic: "pcmpeqd",
  title: "Compare packed doublewords for equality",
  source: "SDM 2B, PCMPEQD",
  cpuid: "MMX",
  meaning: pcmpeqd,
  rows: `
    pcmpeqd_mm_mmm64     mm:rw mm/m64:r     NP 0F 76 /r  yes
    pcmpeqd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 76 /r  yes  align cpuid=SSE2`,
};

export const pcmpeqw: Meaning = lanewise("eq", "i16x8");
export const PCMPEQW: Paragraph = {
  mnemonic: "pcmpeqw",
  title: "Compare packed words for equality",
  source: "SDM 2B, PCMPEQW",
  cpuid: "MMX",
  meaning: pcmpeqw,
  rows: `
    pcmpeqw_mm_mmm64     mm:rw mm/m64:r     NP 0F 75 /r  yes
    pcmpeqw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 75 /r  yes  align cpuid=SSE2`,
};

export const pcmpgtb: Meaning = lanewise("gt_s", "i8x16");
export const PCMPGTB: Paragraph = {
  mnemonic: "pcmpgtb",
  title: "Compare packed signed bytes for greater than",
  source: "SDM 2B, PCMPGTB",
  cpuid: "MMX",
  meaning: pcmpgtb,
  rows: `
    pcmpgtb_mm_mmm64     mm:rw mm/m64:r     NP 0F 64 /r  yes
    pcmpgtb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 64 /r  yes  align cpuid=SSE2`,
};

export const pcmpgtd: Meaning = lanewise("gt_s", "i32x4");
export const PCMPGTD: Paragraph = {
  mnemonic: "pcmpgtd",
  title: "Compare packed signed doublewords for greater than",
  source: "SDM 2B, PCMPGTD",
  cpuid: "MMX",
  meaning: pcmpgtd,
  rows: `
    pcmpgtd_mm_mmm64     mm:rw mm/m64:r     NP 0F 66 /r  yes
    pcmpgtd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 66 /r  yes  align cpuid=SSE2`,
};

export const pcmpgtw: Meaning = lanewise("gt_s", "i16x8");
export const PCMPGTW: Paragraph = {
  mnemonic: "pcmpgtw",
  title: "Compare packed signed words for greater than",
  source: "SDM 2B, PCMPGTW",
  cpuid: "MMX",
  meaning: pcmpgtw,
  rows: `
    pcmpgtw_mm_mmm64     mm:rw mm/m64:r     NP 0F 65 /r  yes
    pcmpgtw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 65 /r  yes  align cpuid=SSE2`,
};

export const pmovmskb: Meaning = signMask("i8x16");
export const PMOVMSKB: Paragraph = {
  mnemonic: "pmovmskb",
  title: "Collect the sign bits of bytes",
  source: "SDM 2B, PMOVMSKB",
  cpuid: "EMMXSSE",
  meaning: pmovmskb,
  rows: `
    pmovmskb_r32_mm   r32:w mm.rm:r   o32 NP 0F D7 /r  yes
    pmovmskb_r64_mm   r64:w mm.rm:r   o64 NP 0F D7 /r  yes
    pmovmskb_r32_xmm  r32:w xmm.rm:r  o32 66 0F D7 /r  yes  cpuid=SSE2
    pmovmskb_r64_xmm  r64:w xmm.rm:r  o64 66 0F D7 /r  yes  cpuid=SSE2`,
};
