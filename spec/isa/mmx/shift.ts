/** Packed shifts in MMX and SSE registers. */
import type { Paragraph } from "../form.ts";

export const PSLLD: Paragraph = {
  mnemonic: "pslld",
  title: "Shift packed doublewords left",
  source: "SDM 2B, PSLLD",
  cpuid: "MMX",
  rows: `
    pslld_mm_imm8      mm.rm:rw imm8      NP 0F 72 /6 ib  yes
    pslld_xmm_imm8     xmm.rm:rw imm8     66 0F 72 /6 ib  yes  cpuid=SSE2
    pslld_mm_mmm64     mm:rw mm/m64:r     NP 0F F2 /r     yes
    pslld_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F F2 /r     yes  align cpuid=SSE2`,
};

export const PSLLDQ: Paragraph = {
  mnemonic: "pslldq",
  title: "Shift a vector left by bytes",
  source: "SDM 2B, PSLLDQ",
  cpuid: "SSE2",
  rows: `
    pslldq_xmm_imm8  xmm.rm:rw imm8  66 0F 73 /7 ib  yes`,
};

export const PSLLQ: Paragraph = {
  mnemonic: "psllq",
  title: "Shift packed quadwords left",
  source: "SDM 2B, PSLLQ",
  cpuid: "MMX",
  rows: `
    psllq_mm_imm8      mm.rm:rw imm8      NP 0F 73 /6 ib  yes
    psllq_xmm_imm8     xmm.rm:rw imm8     66 0F 73 /6 ib  yes  cpuid=SSE2
    psllq_mm_mmm64     mm:rw mm/m64:r     NP 0F F3 /r     yes
    psllq_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F F3 /r     yes  align cpuid=SSE2`,
};

export const PSLLW: Paragraph = {
  mnemonic: "psllw",
  title: "Shift packed words left",
  source: "SDM 2B, PSLLW",
  cpuid: "MMX",
  rows: `
    psllw_mm_imm8      mm.rm:rw imm8      NP 0F 71 /6 ib  yes
    psllw_xmm_imm8     xmm.rm:rw imm8     66 0F 71 /6 ib  yes  cpuid=SSE2
    psllw_mm_mmm64     mm:rw mm/m64:r     NP 0F F1 /r     yes
    psllw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F F1 /r     yes  align cpuid=SSE2`,
};

export const PSRAD: Paragraph = {
  mnemonic: "psrad",
  title: "Shift packed doublewords right, signed",
  source: "SDM 2B, PSRAD",
  cpuid: "MMX",
  rows: `
    psrad_mm_imm8      mm.rm:rw imm8      NP 0F 72 /4 ib  yes
    psrad_xmm_imm8     xmm.rm:rw imm8     66 0F 72 /4 ib  yes  cpuid=SSE2
    psrad_mm_mmm64     mm:rw mm/m64:r     NP 0F E2 /r     yes
    psrad_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F E2 /r     yes  align cpuid=SSE2`,
};

export const PSRAW: Paragraph = {
  mnemonic: "psraw",
  title: "Shift packed words right, signed",
  source: "SDM 2B, PSRAW",
  cpuid: "MMX",
  rows: `
    psraw_mm_imm8      mm.rm:rw imm8      NP 0F 71 /4 ib  yes
    psraw_xmm_imm8     xmm.rm:rw imm8     66 0F 71 /4 ib  yes  cpuid=SSE2
    psraw_mm_mmm64     mm:rw mm/m64:r     NP 0F E1 /r     yes
    psraw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F E1 /r     yes  align cpuid=SSE2`,
};

export const PSRLD: Paragraph = {
  mnemonic: "psrld",
  title: "Shift packed doublewords right, unsigned",
  source: "SDM 2B, PSRLD",
  cpuid: "MMX",
  rows: `
    psrld_mm_imm8      mm.rm:rw imm8      NP 0F 72 /2 ib  yes
    psrld_xmm_imm8     xmm.rm:rw imm8     66 0F 72 /2 ib  yes  cpuid=SSE2
    psrld_mm_mmm64     mm:rw mm/m64:r     NP 0F D2 /r     yes
    psrld_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F D2 /r     yes  align cpuid=SSE2`,
};

export const PSRLDQ: Paragraph = {
  mnemonic: "psrldq",
  title: "Shift a vector right by bytes",
  source: "SDM 2B, PSRLDQ",
  cpuid: "SSE2",
  rows: `
    psrldq_xmm_imm8  xmm.rm:rw imm8  66 0F 73 /3 ib  yes`,
};

export const PSRLQ: Paragraph = {
  mnemonic: "psrlq",
  title: "Shift packed quadwords right, unsigned",
  source: "SDM 2B, PSRLQ",
  cpuid: "MMX",
  rows: `
    psrlq_mm_imm8      mm.rm:rw imm8      NP 0F 73 /2 ib  yes
    psrlq_xmm_imm8     xmm.rm:rw imm8     66 0F 73 /2 ib  yes  cpuid=SSE2
    psrlq_mm_mmm64     mm:rw mm/m64:r     NP 0F D3 /r     yes
    psrlq_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F D3 /r     yes  align cpuid=SSE2`,
};

export const PSRLW: Paragraph = {
  mnemonic: "psrlw",
  title: "Shift packed words right, unsigned",
  source: "SDM 2B, PSRLW",
  cpuid: "MMX",
  rows: `
    psrlw_mm_imm8      mm.rm:rw imm8      NP 0F 71 /2 ib  yes
    psrlw_xmm_imm8     xmm.rm:rw imm8     66 0F 71 /2 ib  yes  cpuid=SSE2
    psrlw_mm_mmm64     mm:rw mm/m64:r     NP 0F D1 /r     yes
    psrlw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F D1 /r     yes  align cpuid=SSE2`,
};
