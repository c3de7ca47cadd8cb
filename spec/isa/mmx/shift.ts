/** Packed shifts in MMX and SSE registers. */
import type { Meaning, Paragraph } from "../form.ts";
import { IN_ORDER, ZERO_BYTE, laneShift, shuffledBy } from "../packed-shapes.ts";

export const pslld: Meaning = laneShift("shl", "i32x4");
export const PSLLD: Paragraph = {
  mnemonic: "pslld",
  title: "Shift packed doublewords left",
  source: "SDM 2B, PSLLD",
  cpuid: "MMX",
  meaning: pslld,
  rows: `
    pslld_mm_imm8      mm.rm:rw imm8      NP 0F 72 /6 ib  yes
    pslld_xmm_imm8     xmm.rm:rw imm8     66 0F 72 /6 ib  yes  cpuid=SSE2
    pslld_mm_mmm64     mm:rw mm/m64:r     NP 0F F2 /r     yes
    pslld_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F F2 /r     yes  align cpuid=SSE2`,
};

export const pslldq: Meaning = shuffledBy("pslldq",
  (imm) => IN_ORDER.map((byte) => (byte >= imm ? byte - imm : ZERO_BYTE)));
export const PSLLDQ: Paragraph = {
  mnemonic: "pslldq",
  title: "Shift a vector left by bytes",
  source: "SDM 2B, PSLLDQ",
  cpuid: "SSE2",
  meaning: pslldq,
  rows: `
    pslldq_xmm_imm8  xmm.rm:rw imm8  66 0F 73 /7 ib  yes`,
};

export const psllq: Meaning = laneShift("shl", "i64x2");
export const PSLLQ: Paragraph = {
  mnemonic: "psllq",
  title: "Shift packed quadwords left",
  source: "SDM 2B, PSLLQ",
  cpuid: "MMX",
  meaning: psllq,
  rows: `
    psllq_mm_imm8      mm.rm:rw imm8      NP 0F 73 /6 ib  yes
    psllq_xmm_imm8     xmm.rm:rw imm8     66 0F 73 /6 ib  yes  cpuid=SSE2
    psllq_mm_mmm64     mm:rw mm/m64:r     NP 0F F3 /r     yes
    psllq_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F F3 /r     yes  align cpuid=SSE2`,
};

export const psllw: Meaning = laneShift("shl", "i16x8");
export const PSLLW: Paragraph = {
  mnemonic: "psllw",
  title: "Shift packed words left",
  source: "SDM 2B, PSLLW",
  cpuid: "MMX",
  meaning: psllw,
  rows: `
    psllw_mm_imm8      mm.rm:rw imm8      NP 0F 71 /6 ib  yes
    psllw_xmm_imm8     xmm.rm:rw imm8     66 0F 71 /6 ib  yes  cpuid=SSE2
    psllw_mm_mmm64     mm:rw mm/m64:r     NP 0F F1 /r     yes
    psllw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F F1 /r     yes  align cpuid=SSE2`,
};

export const psrad: Meaning = laneShift("shr_s", "i32x4");
export const PSRAD: Paragraph = {
  mnemonic: "psrad",
  title: "Shift packed doublewords right, signed",
  source: "SDM 2B, PSRAD",
  cpuid: "MMX",
  meaning: psrad,
  rows: `
    psrad_mm_imm8      mm.rm:rw imm8      NP 0F 72 /4 ib  yes
    psrad_xmm_imm8     xmm.rm:rw imm8     66 0F 72 /4 ib  yes  cpuid=SSE2
    psrad_mm_mmm64     mm:rw mm/m64:r     NP 0F E2 /r     yes
    psrad_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F E2 /r     yes  align cpuid=SSE2`,
};

export const psraw: Meaning = laneShift("shr_s", "i16x8");
export const PSRAW: Paragraph = {
  mnemonic: "psraw",
  title: "Shift packed words right, signed",
  source: "SDM 2B, PSRAW",
  cpuid: "MMX",
  meaning: psraw,
  rows: `
    psraw_mm_imm8      mm.rm:rw imm8      NP 0F 71 /4 ib  yes
    psraw_xmm_imm8     xmm.rm:rw imm8     66 0F 71 /4 ib  yes  cpuid=SSE2
    psraw_mm_mmm64     mm:rw mm/m64:r     NP 0F E1 /r     yes
    psraw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F E1 /r     yes  align cpuid=SSE2`,
};

export const psrld: Meaning = laneShift("shr_u", "i32x4");
export const PSRLD: Paragraph = {
  mnemonic: "psrld",
  title: "Shift packed doublewords right, unsigned",
  source: "SDM 2B, PSRLD",
  cpuid: "MMX",
  meaning: psrld,
  rows: `
    psrld_mm_imm8      mm.rm:rw imm8      NP 0F 72 /2 ib  yes
    psrld_xmm_imm8     xmm.rm:rw imm8     66 0F 72 /2 ib  yes  cpuid=SSE2
    psrld_mm_mmm64     mm:rw mm/m64:r     NP 0F D2 /r     yes
    psrld_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F D2 /r     yes  align cpuid=SSE2`,
};

export const psrldq: Meaning = shuffledBy("psrldq",
  (imm) => IN_ORDER.map((byte) => (byte + imm < 16 ? byte + imm : ZERO_BYTE)));
export const PSRLDQ: Paragraph = {
  mnemonic: "psrldq",
  title: "Shift a vector right by bytes",
  source: "SDM 2B, PSRLDQ",
  cpuid: "SSE2",
  meaning: psrldq,
  rows: `
    psrldq_xmm_imm8  xmm.rm:rw imm8  66 0F 73 /3 ib  yes`,
};

export const psrlq: Meaning = laneShift("shr_u", "i64x2");
export const PSRLQ: Paragraph = {
  mnemonic: "psrlq",
  title: "Shift packed quadwords right, unsigned",
  source: "SDM 2B, PSRLQ",
  cpuid: "MMX",
  meaning: psrlq,
  rows: `
    psrlq_mm_imm8      mm.rm:rw imm8      NP 0F 73 /2 ib  yes
    psrlq_xmm_imm8     xmm.rm:rw imm8     66 0F 73 /2 ib  yes  cpuid=SSE2
    psrlq_mm_mmm64     mm:rw mm/m64:r     NP 0F D3 /r     yes
    psrlq_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F D3 /r     yes  align cpuid=SSE2`,
};

export const psrlw: Meaning = laneShift("shr_u", "i16x8");
export const PSRLW: Paragraph = {
  mnemonic: "psrlw",
  title: "Shift packed words right, unsigned",
  source: "SDM 2B, PSRLW",
  cpuid: "MMX",
  meaning: psrlw,
  rows: `
    psrlw_mm_imm8      mm.rm:rw imm8      NP 0F 71 /2 ib  yes
    psrlw_xmm_imm8     xmm.rm:rw imm8     66 0F 71 /2 ib  yes  cpuid=SSE2
    psrlw_mm_mmm64     mm:rw mm/m64:r     NP 0F D1 /r     yes
    psrlw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F D1 /r     yes  align cpuid=SSE2`,
};
