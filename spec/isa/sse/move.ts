/** SSE and SSE2: floating-point moves. */
import type { Meaning, Paragraph } from "../form.ts";
import { moveFloat } from "../float-shapes.ts";
import { moveQuadword, moveVector, signMask } from "../move-shapes.ts";

export const MOVAPD: Paragraph = {
  mnemonic: "movapd",
  title: "Move aligned packed doubles",
  source: "SDM 2B, MOVAPD",
  cpuid: "SSE2",
  meaning: moveVector,
  rows: `
    movapd_xmm_xmmm128  xmm:w xmm/m128:r  66 0F 28 /r  yes  align
    movapd_xmmm128_xmm  xmm/m128:w xmm:r  66 0F 29 /r  yes  align`,
};

export const MOVAPS: Paragraph = {
  mnemonic: "movaps",
  title: "Move aligned packed singles",
  source: "SDM 2B, MOVAPS",
  cpuid: "SSE",
  meaning: moveVector,
  rows: `
    movaps_xmm_xmmm128  xmm:w xmm/m128:r  NP 0F 28 /r  yes  align
    movaps_xmmm128_xmm  xmm/m128:w xmm:r  NP 0F 29 /r  yes  align`,
};

export const movhlps: Meaning = moveQuadword(0, 1);
export const MOVHLPS: Paragraph = {
  mnemonic: "movhlps",
  title: "Move two singles, high to low",
  source: "SDM 2B, MOVHLPS",
  cpuid: "SSE",
  meaning: movhlps,
  rows: `
    movhlps_xmm_xmm  xmm:rw xmm.rm:r  NP 0F 12 /r  yes`,
};

export const movhpd: Meaning = moveQuadword(1, 0);
export const MOVHPD: Paragraph = {
  mnemonic: "movhpd",
  title: "Move the high double",
  source: "SDM 2B, MOVHPD",
  cpuid: "SSE2",
  meaning: movhpd,
  rows: `
    movhpd_xmm_m64  xmm:rw m64:r  66 0F 16 /r  yes
    movhpd_m64_xmm  m64:w xmm:r   66 0F 17 /r  yes`,
};

export const movhps: Meaning = moveQuadword(1, 0);
export const MOVHPS: Paragraph = {
  mnemonic: "movhps",
  title: "Move two high singles",
  source: "SDM 2B, MOVHPS",
  cpuid: "SSE",
  meaning: movhps,
  rows: `
    movhps_xmm_m64  xmm:rw m64:r  NP 0F 16 /r  yes
    movhps_m64_xmm  m64:w xmm:r   NP 0F 17 /r  yes`,
};

export const movlhps: Meaning = moveQuadword(1, 0);
export const MOVLHPS: Paragraph = {
  mnemonic: "movlhps",
  title: "Move two singles, low to high",
  source: "SDM 2B, MOVLHPS",
  cpuid: "SSE",
  meaning: movlhps,
  rows: `
    movlhps_xmm_xmm  xmm:rw xmm.rm:r  NP 0F 16 /r  yes`,
};

export const movlpd: Meaning = moveQuadword(0, 0);
export const MOVLPD: Paragraph = {
  mnemonic: "movlpd",
  title: "Move the low double",
  source: "SDM 2B, MOVLPD",
  cpuid: "SSE2",
  meaning: movlpd,
  rows: `
    movlpd_xmm_m64  xmm:rw m64:r  66 0F 12 /r  yes
    movlpd_m64_xmm  m64:w xmm:r   66 0F 13 /r  yes`,
};

export const movlps: Meaning = moveQuadword(0, 0);
export const MOVLPS: Paragraph = {
  mnemonic: "movlps",
  title: "Move two low singles",
  source: "SDM 2B, MOVLPS",
  cpuid: "SSE",
  meaning: movlps,
  rows: `
    movlps_xmm_m64  xmm:rw m64:r  NP 0F 12 /r  yes
    movlps_m64_xmm  m64:w xmm:r   NP 0F 13 /r  yes`,
};

export const movmskpd: Meaning = signMask("i64x2");
export const MOVMSKPD: Paragraph = {
  mnemonic: "movmskpd",
  title: "Collect the signs of packed doubles",
  source: "SDM 2B, MOVMSKPD",
  cpuid: "SSE2",
  meaning: movmskpd,
  rows: `
    movmskpd_r32_xmm  r32:w xmm.rm:r  o32 66 0F 50 /r  yes
    movmskpd_r64_xmm  r64:w xmm.rm:r  o64 66 0F 50 /r  yes`,
};

export const movmskps: Meaning = signMask("i32x4");
export const MOVMSKPS: Paragraph = {
  mnemonic: "movmskps",
  title: "Collect the signs of packed singles",
  source: "SDM 2B, MOVMSKPS",
  cpuid: "SSE",
  meaning: movmskps,
  rows: `
    movmskps_r32_xmm  r32:w xmm.rm:r  o32 NP 0F 50 /r  yes
    movmskps_r64_xmm  r64:w xmm.rm:r  o64 NP 0F 50 /r  yes`,
};

export const MOVNTPD: Paragraph = {
  mnemonic: "movntpd",
  title: "Non-temporal store of packed doubles",
  source: "SDM 2B, MOVNTPD",
  cpuid: "SSE2",
  meaning: moveVector,
  rows: `
    movntpd_m128_xmm  m128:w xmm:r  66 0F 2B /r  yes|unsup  align`,
};

export const MOVNTPS: Paragraph = {
  mnemonic: "movntps",
  title: "Non-temporal store of packed singles",
  source: "SDM 2B, MOVNTPS",
  cpuid: "SSE",
  meaning: moveVector,
  rows: `
    movntps_m128_xmm  m128:w xmm:r  NP 0F 2B /r  yes|unsup  align`,
};

export const movsd: Meaning = moveFloat("f64");
export const MOVSD: Paragraph = {
  mnemonic: "movsd",
  title: "Move a scalar double",
  source: "SDM 2B, MOVSD",
  cpuid: "SSE2",
  meaning: movsd,
  rows: `
    movsd_xmm_xmmm64  xmm:rw xmm/m64:r  F2 0F 10 /r  yes
    movsd_xmmm64_xmm  xmm/m64:rw xmm:r  F2 0F 11 /r  yes`,
};

export const movss: Meaning = moveFloat("f32");
export const MOVSS: Paragraph = {
  mnemonic: "movss",
  title: "Move a scalar single",
  source: "SDM 2B, MOVSS",
  cpuid: "SSE",
  meaning: movss,
  rows: `
    movss_xmm_xmmm32  xmm:rw xmm/m32:r  F3 0F 10 /r  yes
    movss_xmmm32_xmm  xmm/m32:rw xmm:r  F3 0F 11 /r  yes`,
};

export const MOVUPD: Paragraph = {
  mnemonic: "movupd",
  title: "Move unaligned packed doubles",
  source: "SDM 2B, MOVUPD",
  cpuid: "SSE2",
  meaning: moveVector,
  rows: `
    movupd_xmm_xmmm128  xmm:w xmm/m128:r  66 0F 10 /r  yes
    movupd_xmmm128_xmm  xmm/m128:w xmm:r  66 0F 11 /r  yes`,
};

export const MOVUPS: Paragraph = {
  mnemonic: "movups",
  title: "Move unaligned packed singles",
  source: "SDM 2B, MOVUPS",
  cpuid: "SSE",
  meaning: moveVector,
  rows: `
    movups_xmm_xmmm128  xmm:w xmm/m128:r  NP 0F 10 /r  yes
    movups_xmmm128_xmm  xmm/m128:w xmm:r  NP 0F 11 /r  yes`,
};
