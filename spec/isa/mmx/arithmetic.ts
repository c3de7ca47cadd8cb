/** Packed integer arithmetic in MMX and SSE registers. */
import type { Paragraph } from "../form.ts";

export const PADDB: Paragraph = {
  mnemonic: "paddb",
  title: "Add packed bytes",
  source: "SDM 2B, PADDB",
  cpuid: "MMX",
  rows: `
    paddb_mm_mmm64     mm:rw mm/m64:r     NP 0F FC /r  yes
    paddb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F FC /r  yes  align cpuid=SSE2`,
};

export const PADDD: Paragraph = {
  mnemonic: "paddd",
  title: "Add packed doublewords",
  source: "SDM 2B, PADDD",
  cpuid: "MMX",
  rows: `
    paddd_mm_mmm64     mm:rw mm/m64:r     NP 0F FE /r  yes
    paddd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F FE /r  yes  align cpuid=SSE2`,
};

export const PADDQ: Paragraph = {
  mnemonic: "paddq",
  title: "Add packed quadwords",
  source: "SDM 2B, PADDQ",
  cpuid: "SSE2",
  rows: `
    paddq_mm_mmm64     mm:rw mm/m64:r     NP 0F D4 /r  yes
    paddq_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F D4 /r  yes  align`,
};

export const PADDSB: Paragraph = {
  mnemonic: "paddsb",
  title: "Add packed signed bytes with saturation",
  source: "SDM 2B, PADDSB",
  cpuid: "MMX",
  rows: `
    paddsb_mm_mmm64     mm:rw mm/m64:r     NP 0F EC /r  yes
    paddsb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F EC /r  yes  align cpuid=SSE2`,
};

export const PADDSW: Paragraph = {
  mnemonic: "paddsw",
  title: "Add packed signed words with saturation",
  source: "SDM 2B, PADDSW",
  cpuid: "MMX",
  rows: `
    paddsw_mm_mmm64     mm:rw mm/m64:r     NP 0F ED /r  yes
    paddsw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F ED /r  yes  align cpuid=SSE2`,
};

export const PADDUSB: Paragraph = {
  mnemonic: "paddusb",
  title: "Add packed unsigned bytes with saturation",
  source: "SDM 2B, PADDUSB",
  cpuid: "MMX",
  rows: `
    paddusb_mm_mmm64     mm:rw mm/m64:r     NP 0F DC /r  yes
    paddusb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F DC /r  yes  align cpuid=SSE2`,
};

export const PADDUSW: Paragraph = {
  mnemonic: "paddusw",
  title: "Add packed unsigned words with saturation",
  source: "SDM 2B, PADDUSW",
  cpuid: "MMX",
  rows: `
    paddusw_mm_mmm64     mm:rw mm/m64:r     NP 0F DD /r  yes
    paddusw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F DD /r  yes  align cpuid=SSE2`,
};

export const PADDW: Paragraph = {
  mnemonic: "paddw",
  title: "Add packed words",
  source: "SDM 2B, PADDW",
  cpuid: "MMX",
  rows: `
    paddw_mm_mmm64     mm:rw mm/m64:r     NP 0F FD /r  yes
    paddw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F FD /r  yes  align cpuid=SSE2`,
};

export const PAVGB: Paragraph = {
  mnemonic: "pavgb",
  title: "Average packed unsigned bytes",
  source: "SDM 2B, PAVGB",
  cpuid: "EMMXSSE",
  rows: `
    pavgb_mm_mmm64     mm:rw mm/m64:r     NP 0F E0 /r  yes
    pavgb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F E0 /r  yes  align cpuid=SSE2`,
};

export const PAVGW: Paragraph = {
  mnemonic: "pavgw",
  title: "Average packed unsigned words",
  source: "SDM 2B, PAVGW",
  cpuid: "EMMXSSE",
  rows: `
    pavgw_mm_mmm64     mm:rw mm/m64:r     NP 0F E3 /r  yes
    pavgw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F E3 /r  yes  align cpuid=SSE2`,
};

export const PMADDWD: Paragraph = {
  mnemonic: "pmaddwd",
  title: "Multiply packed words and add neighbours",
  source: "SDM 2B, PMADDWD",
  cpuid: "MMX",
  rows: `
    pmaddwd_mm_mmm64     mm:rw mm/m64:r     NP 0F F5 /r  yes
    pmaddwd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F F5 /r  yes  align cpuid=SSE2`,
};

export const PMAXSW: Paragraph = {
  mnemonic: "pmaxsw",
  title: "Maximum of packed signed words",
  source: "SDM 2B, PMAXSW",
  cpuid: "EMMXSSE",
  rows: `
    pmaxsw_mm_mmm64     mm:rw mm/m64:r     NP 0F EE /r  yes
    pmaxsw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F EE /r  yes  align cpuid=SSE2`,
};

export const PMAXUB: Paragraph = {
  mnemonic: "pmaxub",
  title: "Maximum of packed unsigned bytes",
  source: "SDM 2B, PMAXUB",
  cpuid: "EMMXSSE",
  rows: `
    pmaxub_mm_mmm64     mm:rw mm/m64:r     NP 0F DE /r  yes
    pmaxub_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F DE /r  yes  align cpuid=SSE2`,
};

export const PMINSW: Paragraph = {
  mnemonic: "pminsw",
  title: "Minimum of packed signed words",
  source: "SDM 2B, PMINSW",
  cpuid: "EMMXSSE",
  rows: `
    pminsw_mm_mmm64     mm:rw mm/m64:r     NP 0F EA /r  yes
    pminsw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F EA /r  yes  align cpuid=SSE2`,
};

export const PMINUB: Paragraph = {
  mnemonic: "pminub",
  title: "Minimum of packed unsigned bytes",
  source: "SDM 2B, PMINUB",
  cpuid: "EMMXSSE",
  rows: `
    pminub_mm_mmm64     mm:rw mm/m64:r     NP 0F DA /r  yes
    pminub_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F DA /r  yes  align cpuid=SSE2`,
};

export const PMULHUW: Paragraph = {
  mnemonic: "pmulhuw",
  title: "High halves of products of packed unsigned words",
  source: "SDM 2B, PMULHUW",
  cpuid: "EMMXSSE",
  rows: `
    pmulhuw_mm_mmm64     mm:rw mm/m64:r     NP 0F E4 /r  yes
    pmulhuw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F E4 /r  yes  align cpuid=SSE2`,
};

export const PMULHW: Paragraph = {
  mnemonic: "pmulhw",
  title: "High halves of products of packed signed words",
  source: "SDM 2B, PMULHW",
  cpuid: "MMX",
  rows: `
    pmulhw_mm_mmm64     mm:rw mm/m64:r     NP 0F E5 /r  yes
    pmulhw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F E5 /r  yes  align cpuid=SSE2`,
};

export const PMULLW: Paragraph = {
  mnemonic: "pmullw",
  title: "Low halves of products of packed words",
  source: "SDM 2B, PMULLW",
  cpuid: "MMX",
  rows: `
    pmullw_mm_mmm64     mm:rw mm/m64:r     NP 0F D5 /r  yes
    pmullw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F D5 /r  yes  align cpuid=SSE2`,
};

export const PMULUDQ: Paragraph = {
  mnemonic: "pmuludq",
  title: "Multiply packed unsigned doublewords",
  source: "SDM 2B, PMULUDQ",
  cpuid: "SSE2",
  rows: `
    pmuludq_mm_mmm64     mm:rw mm/m64:r     NP 0F F4 /r  yes
    pmuludq_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F F4 /r  yes  align`,
};

export const PSADBW: Paragraph = {
  mnemonic: "psadbw",
  title: "Sum of absolute differences of bytes",
  source: "SDM 2B, PSADBW",
  cpuid: "EMMXSSE",
  rows: `
    psadbw_mm_mmm64     mm:rw mm/m64:r     NP 0F F6 /r  yes
    psadbw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F F6 /r  yes  align cpuid=SSE2`,
};

export const PSUBB: Paragraph = {
  mnemonic: "psubb",
  title: "Subtract packed bytes",
  source: "SDM 2B, PSUBB",
  cpuid: "MMX",
  rows: `
    psubb_mm_mmm64     mm:rw mm/m64:r     NP 0F F8 /r  yes
    psubb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F F8 /r  yes  align cpuid=SSE2`,
};

export const PSUBD: Paragraph = {
  mnemonic: "psubd",
  title: "Subtract packed doublewords",
  source: "SDM 2B, PSUBD",
  cpuid: "MMX",
  rows: `
    psubd_mm_mmm64     mm:rw mm/m64:r     NP 0F FA /r  yes
    psubd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F FA /r  yes  align cpuid=SSE2`,
};

export const PSUBQ: Paragraph = {
  mnemonic: "psubq",
  title: "Subtract packed quadwords",
  source: "SDM 2B, PSUBQ",
  cpuid: "SSE2",
  rows: `
    psubq_mm_mmm64     mm:rw mm/m64:r     NP 0F FB /r  yes
    psubq_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F FB /r  yes  align`,
};

export const PSUBSB: Paragraph = {
  mnemonic: "psubsb",
  title: "Subtract packed signed bytes with saturation",
  source: "SDM 2B, PSUBSB",
  cpuid: "MMX",
  rows: `
    psubsb_mm_mmm64     mm:rw mm/m64:r     NP 0F E8 /r  yes
    psubsb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F E8 /r  yes  align cpuid=SSE2`,
};

export const PSUBSW: Paragraph = {
  mnemonic: "psubsw",
  title: "Subtract packed signed words with saturation",
  source: "SDM 2B, PSUBSW",
  cpuid: "MMX",
  rows: `
    psubsw_mm_mmm64     mm:rw mm/m64:r     NP 0F E9 /r  yes
    psubsw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F E9 /r  yes  align cpuid=SSE2`,
};

export const PSUBUSB: Paragraph = {
  mnemonic: "psubusb",
  title: "Subtract packed unsigned bytes with saturation",
  source: "SDM 2B, PSUBUSB",
  cpuid: "MMX",
  rows: `
    psubusb_mm_mmm64     mm:rw mm/m64:r     NP 0F D8 /r  yes
    psubusb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F D8 /r  yes  align cpuid=SSE2`,
};

export const PSUBUSW: Paragraph = {
  mnemonic: "psubusw",
  title: "Subtract packed unsigned words with saturation",
  source: "SDM 2B, PSUBUSW",
  cpuid: "MMX",
  rows: `
    psubusw_mm_mmm64     mm:rw mm/m64:r     NP 0F D9 /r  yes
    psubusw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F D9 /r  yes  align cpuid=SSE2`,
};

export const PSUBW: Paragraph = {
  mnemonic: "psubw",
  title: "Subtract packed words",
  source: "SDM 2B, PSUBW",
  cpuid: "MMX",
  rows: `
    psubw_mm_mmm64     mm:rw mm/m64:r     NP 0F F9 /r  yes
    psubw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F F9 /r  yes  align cpuid=SSE2`,
};
