/** Integer moves of MMX and SSE registers. */
import type { Meaning, Paragraph } from "../form.ts";
import {
  extractLane, insertLane, moveScalar, moveVector, storeSelectedBytes,
} from "../move-shapes.ts";
import { leaveMmx } from "../packed-shapes.ts";

export const emms: Meaning = leaveMmx;
export const EMMS: Paragraph = {
  mnemonic: "emms",
  title: "Leave MMX state",
  source: "SDM 2A, EMMS",
  cpuid: "MMX",
  meaning: emms,
  rows: `
    emms  -  NP 0F 77  yes`,
};

export const MASKMOVDQU: Paragraph = {
  mnemonic: "maskmovdqu",
  title: "Store selected bytes of a vector",
  source: "SDM 2B, MASKMOVDQU",
  cpuid: "SSE2",
  meaning: storeSelectedBytes,
  rows: `
    maskmovdqu_m128_xmm_xmm  m128[rdi]:w xmm:r xmm.rm:r  66 0F F7 /r  special`,
};

export const MASKMOVQ: Paragraph = {
  mnemonic: "maskmovq",
  title: "Store selected bytes of an MMX register",
  source: "SDM 2B, MASKMOVQ",
  cpuid: "EMMXSSE",
  meaning: storeSelectedBytes,
  rows: `
    maskmovq_m64_mm_mm  m64[rdi]:w mm:r mm.rm:r  NP 0F F7 /r  special`,
};

export const movd: Meaning = moveScalar(32);
export const MOVD: Paragraph = {
  mnemonic: "movd",
  title: "Move 32 bits to or from a vector",
  source: "SDM 2B, MOVD",
  cpuid: "MMX",
  meaning: movd,
  rows: `
    movd_mm_rm32   mm:w rm32:r   o32 NP 0F 6E /r  yes
    movd_xmm_rm32  xmm:w rm32:r  o32 66 0F 6E /r  yes  cpuid=SSE2
    movd_rm32_mm   rm32:w mm:r   o32 NP 0F 7E /r  yes  zx
    movd_rm32_xmm  rm32:w xmm:r  o32 66 0F 7E /r  yes  zx cpuid=SSE2`,
};

export const movdq2q: Meaning = moveScalar(64);
export const MOVDQ2Q: Paragraph = {
  mnemonic: "movdq2q",
  title: "Move a vector into an MMX register",
  source: "SDM 2B, MOVDQ2Q",
  cpuid: "SSE2",
  meaning: movdq2q,
  rows: `
    movdq2q_mm_xmm  mm:w xmm.rm:r  F2 0F D6 /r  yes`,
};

export const MOVDQA: Paragraph = {
  mnemonic: "movdqa",
  title: "Move an aligned vector",
  source: "SDM 2B, MOVDQA",
  cpuid: "SSE2",
  meaning: moveVector,
  rows: `
    movdqa_xmm_xmmm128  xmm:w xmm/m128:r  66 0F 6F /r  yes  align
    movdqa_xmmm128_xmm  xmm/m128:w xmm:r  66 0F 7F /r  yes  align`,
};

export const MOVDQU: Paragraph = {
  mnemonic: "movdqu",
  title: "Move an unaligned vector",
  source: "SDM 2B, MOVDQU",
  cpuid: "SSE2",
  meaning: moveVector,
  rows: `
    movdqu_xmm_xmmm128  xmm:w xmm/m128:r  F3 0F 6F /r  yes
    movdqu_xmmm128_xmm  xmm/m128:w xmm:r  F3 0F 7F /r  yes`,
};

export const MOVNTDQ: Paragraph = {
  mnemonic: "movntdq",
  title: "Non-temporal store of a vector",
  source: "SDM 2B, MOVNTDQ",
  cpuid: "SSE2",
  meaning: moveVector,
  rows: `
    movntdq_m128_xmm  m128:w xmm:r  66 0F E7 /r  yes|unsup  align`,
};

export const movntq: Meaning = moveScalar(64);
export const MOVNTQ: Paragraph = {
  mnemonic: "movntq",
  title: "Non-temporal store of an MMX register",
  source: "SDM 2B, MOVNTQ",
  cpuid: "EMMXSSE",
  meaning: movntq,
  rows: `
    movntq_m64_mm  m64:w mm:r  NP 0F E7 /r  yes|unsup`,
};

export const movq: Meaning = moveScalar(64);
export const MOVQ: Paragraph = {
  mnemonic: "movq",
  title: "Move 64 bits to or from a vector",
  source: "SDM 2B, MOVQ",
  cpuid: "MMX",
  meaning: movq,
  rows: `
    movq_mm_rm64     mm:w rm64:r      o64 NP 0F 6E /r  yes
    movq_xmm_rm64    xmm:w rm64:r     o64 66 0F 6E /r  yes  cpuid=SSE2
    movq_mm_mmm64    mm:w mm/m64:r    NP 0F 6F /r      yes
    movq_rm64_mm     rm64:w mm:r      o64 NP 0F 7E /r  yes
    movq_rm64_xmm    rm64:w xmm:r     o64 66 0F 7E /r  yes  cpuid=SSE2
    movq_xmm_xmmm64  xmm:w xmm/m64:r  F3 0F 7E /r      yes  cpuid=SSE2
    movq_mmm64_mm    mm/m64:w mm:r    NP 0F 7F /r      yes
    movq_xmmm64_xmm  xmm/m64:w xmm:r  66 0F D6 /r      yes  cpuid=SSE2`,
};

export const movq2dq: Meaning = moveScalar(64);
export const MOVQ2DQ: Paragraph = {
  mnemonic: "movq2dq",
  title: "Move an MMX register into a vector",
  source: "SDM 2B, MOVQ2DQ",
  cpuid: "SSE2",
  meaning: movq2dq,
  rows: `
    movq2dq_xmm_mm  xmm:w mm.rm:r  F3 0F D6 /r  yes`,
};

export const pextrw: Meaning = extractLane(2);
export const PEXTRW: Paragraph = {
  mnemonic: "pextrw",
  title: "Extract a word",
  source: "SDM 2B, PEXTRW",
  cpuid: "EMMXSSE",
  meaning: pextrw,
  rows: `
    pextrw_r32_mm_imm8      r32:w mm.rm:r imm8    o32 NP 0F C5 /r ib     yes
    pextrw_r64_mm_imm8      r64:w mm.rm:r imm8    o64 NP 0F C5 /r ib     yes
    pextrw_r32_xmm_imm8     r32:w xmm.rm:r imm8   o32 66 0F C5 /r ib     yes  cpuid=SSE2
    pextrw_r64_xmm_imm8     r64:w xmm.rm:r imm8   o64 66 0F C5 /r ib     yes  cpuid=SSE2
    pextrw_r32m16_xmm_imm8  r32/m16:w xmm:r imm8  o32 66 0F 3A 15 /r ib  yes  cpuid=SSE41
    pextrw_r64m16_xmm_imm8  r64/m16:w xmm:r imm8  o64 66 0F 3A 15 /r ib  yes  cpuid=SSE41`,
};

export const pinsrw: Meaning = insertLane(2);
export const PINSRW: Paragraph = {
  mnemonic: "pinsrw",
  title: "Insert a word",
  source: "SDM 2B, PINSRW",
  cpuid: "EMMXSSE",
  meaning: pinsrw,
  rows: `
    pinsrw_mm_r32m16_imm8   mm:rw r32/m16:r imm8   o32 NP 0F C4 /r ib  yes
    pinsrw_mm_r64m16_imm8   mm:rw r64/m16:r imm8   o64 NP 0F C4 /r ib  yes
    pinsrw_xmm_r32m16_imm8  xmm:rw r32/m16:r imm8  o32 66 0F C4 /r ib  yes  cpuid=SSE
    pinsrw_xmm_r64m16_imm8  xmm:rw r64/m16:r imm8  o64 66 0F C4 /r ib  yes  cpuid=SSE`,
};
