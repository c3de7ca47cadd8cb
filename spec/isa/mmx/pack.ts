/** Packing, unpacking and shuffling in MMX and SSE registers. */
import type { Meaning, Paragraph } from "../form.ts";
import {
  fourLanes, interleaveHigh, interleaveLow, lanePattern, narrowed, shuffledBy,
} from "../packed-shapes.ts";

export const packssdw: Meaning = narrowed("narrow_s", "i32x4");
export const PACKSSDW: Paragraph = {
  mnemonic: "packssdw",
  title: "Pack doublewords into words with signed saturation",
  source: "SDM 2B, PACKSSDW",
  cpuid: "MMX",
  meaning: packssdw,
  rows: `
    packssdw_mm_mmm64     mm:rw mm/m64:r     NP 0F 6B /r  yes
    packssdw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 6B /r  yes  align cpuid=SSE2`,
};

export const packsswb: Meaning = narrowed("narrow_s", "i16x8");
export const PACKSSWB: Paragraph = {
  mnemonic: "packsswb",
  title: "Pack words into bytes with signed saturation",
  source: "SDM 2B, PACKSSWB",
  cpuid: "MMX",
  meaning: packsswb,
  rows: `
    packsswb_mm_mmm64     mm:rw mm/m64:r     NP 0F 63 /r  yes
    packsswb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 63 /r  yes  align cpuid=SSE2`,
};

export const packuswb: Meaning = narrowed("narrow_u", "i16x8");
export const PACKUSWB: Paragraph = {
  mnemonic: "packuswb",
  title: "Pack words into bytes with unsigned saturation",
  source: "SDM 2B, PACKUSWB",
  cpuid: "MMX",
  meaning: packuswb,
  rows: `
    packuswb_mm_mmm64     mm:rw mm/m64:r     NP 0F 67 /r  yes
    packuswb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 67 /r  yes  align cpuid=SSE2`,
};

export const pshufd: Meaning = shuffledBy("pshufd", (imm) => lanePattern(4, fourLanes(imm)));
export const PSHUFD: Paragraph = {
  mnemonic: "pshufd",
  title: "Shuffle doublewords",
  source: "SDM 2B, PSHUFD",
  cpuid: "SSE2",
  meaning: pshufd,
  rows: `
    pshufd_xmm_xmmm128_imm8  xmm:w xmm/m128:r imm8  66 0F 70 /r ib  yes  align`,
};

export const pshufhw: Meaning = shuffledBy("pshufhw",
  (imm) => lanePattern(2, [0, 1, 2, 3, ...fourLanes(imm).map((lane) => lane + 4)]));
export const PSHUFHW: Paragraph = {
  mnemonic: "pshufhw",
  title: "Shuffle high words",
  source: "SDM 2B, PSHUFHW",
  cpuid: "SSE2",
  meaning: pshufhw,
  rows: `
    pshufhw_xmm_xmmm128_imm8  xmm:w xmm/m128:r imm8  F3 0F 70 /r ib  yes  align`,
};

export const pshuflw: Meaning = shuffledBy("pshuflw",
  (imm) => lanePattern(2, [...fourLanes(imm), 4, 5, 6, 7]));
export const PSHUFLW: Paragraph = {
  mnemonic: "pshuflw",
  title: "Shuffle low words",
  source: "SDM 2B, PSHUFLW",
  cpuid: "SSE2",
  meaning: pshuflw,
  rows: `
    pshuflw_xmm_xmmm128_imm8  xmm:w xmm/m128:r imm8  F2 0F 70 /r ib  yes  align`,
};

export const pshufw: Meaning = shuffledBy("pshufw", (imm) => lanePattern(2, fourLanes(imm)));
export const PSHUFW: Paragraph = {
  mnemonic: "pshufw",
  title: "Shuffle words",
  source: "SDM 2B, PSHUFW",
  cpuid: "EMMXSSE",
  meaning: pshufw,
  rows: `
    pshufw_mm_mmm64_imm8  mm:w mm/m64:r imm8  NP 0F 70 /r ib  yes`,
};

export const punpckhbw: Meaning = interleaveHigh(1);
export const PUNPCKHBW: Paragraph = {
  mnemonic: "punpckhbw",
  title: "Interleave high bytes",
  source: "SDM 2B, PUNPCKHBW",
  cpuid: "MMX",
  meaning: punpckhbw,
  rows: `
    punpckhbw_mm_mmm64     mm:rw mm/m64:r     NP 0F 68 /r  yes
    punpckhbw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 68 /r  yes  align cpuid=SSE2`,
};

export const punpckhdq: Meaning = interleaveHigh(4);
export const PUNPCKHDQ: Paragraph = {
  mnemonic: "punpckhdq",
  title: "Interleave high doublewords",
  source: "SDM 2B, PUNPCKHDQ",
  cpuid: "MMX",
  meaning: punpckhdq,
  rows: `
    punpckhdq_mm_mmm64     mm:rw mm/m64:r     NP 0F 6A /r  yes
    punpckhdq_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 6A /r  yes  align cpuid=SSE2`,
};

export const punpckhqdq: Meaning = interleaveHigh(8);
export const PUNPCKHQDQ: Paragraph = {
  mnemonic: "punpckhqdq",
  title: "Interleave high quadwords",
  source: "SDM 2B, PUNPCKHQDQ",
  cpuid: "SSE2",
  meaning: punpckhqdq,
  rows: `
    punpckhqdq_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 6D /r  yes  align`,
};

export const punpckhwd: Meaning = interleaveHigh(2);
export const PUNPCKHWD: Paragraph = {
  mnemonic: "punpckhwd",
  title: "Interleave high words",
  source: "SDM 2B, PUNPCKHWD",
  cpuid: "MMX",
  meaning: punpckhwd,
  rows: `
    punpckhwd_mm_mmm64     mm:rw mm/m64:r     NP 0F 69 /r  yes
    punpckhwd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 69 /r  yes  align cpuid=SSE2`,
};

export const punpcklbw: Meaning = interleaveLow(1);
export const PUNPCKLBW: Paragraph = {
  mnemonic: "punpcklbw",
  title: "Interleave low bytes",
  source: "SDM 2B, PUNPCKLBW",
  cpuid: "MMX",
  meaning: punpcklbw,
  rows: `
    punpcklbw_mm_mmm32     mm:rw mm/m32:r     NP 0F 60 /r  yes
    punpcklbw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 60 /r  yes  align cpuid=SSE2`,
};

export const punpckldq: Meaning = interleaveLow(4);
export const PUNPCKLDQ: Paragraph = {
  mnemonic: "punpckldq",
  title: "Interleave low doublewords",
  source: "SDM 2B, PUNPCKLDQ",
  cpuid: "MMX",
  meaning: punpckldq,
  rows: `
    punpckldq_mm_mmm32     mm:rw mm/m32:r     NP 0F 62 /r  yes
    punpckldq_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 62 /r  yes  align cpuid=SSE2`,
};

export const punpcklqdq: Meaning = interleaveLow(8);
export const PUNPCKLQDQ: Paragraph = {
  mnemonic: "punpcklqdq",
  title: "Interleave low quadwords",
  source: "SDM 2B, PUNPCKLQDQ",
  cpuid: "SSE2",
  meaning: punpcklqdq,
  rows: `
    punpcklqdq_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 6C /r  yes  align`,
};

export const punpcklwd: Meaning = interleaveLow(2);
export const PUNPCKLWD: Paragraph = {
  mnemonic: "punpcklwd",
  title: "Interleave low words",
  source: "SDM 2B, PUNPCKLWD",
  cpuid: "MMX",
  meaning: punpcklwd,
  rows: `
    punpcklwd_mm_mmm32     mm:rw mm/m32:r     NP 0F 61 /r  yes
    punpcklwd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 61 /r  yes  align cpuid=SSE2`,
};
