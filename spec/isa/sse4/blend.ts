/** SSE4.1: blends. */
import type { Paragraph } from "../form.ts";

export const BLENDPD: Paragraph = {
  mnemonic: "blendpd",
  title: "Blend packed doubles",
  source: "SDM 2A, BLENDPD",
  cpuid: "SSE41",
  rows: `
    blendpd_xmm_xmmm128_imm8  xmm:rw xmm/m128:r imm8  66 0F 3A 0D /r ib  yes  align`,
};

export const BLENDPS: Paragraph = {
  mnemonic: "blendps",
  title: "Blend packed singles",
  source: "SDM 2A, BLENDPS",
  cpuid: "SSE41",
  rows: `
    blendps_xmm_xmmm128_imm8  xmm:rw xmm/m128:r imm8  66 0F 3A 0C /r ib  yes  align`,
};

export const BLENDVPD: Paragraph = {
  mnemonic: "blendvpd",
  title: "Blend packed doubles by a mask",
  source: "SDM 2A, BLENDVPD",
  cpuid: "SSE41",
  rows: `
    blendvpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 15 /r  yes  align`,
};

export const BLENDVPS: Paragraph = {
  mnemonic: "blendvps",
  title: "Blend packed singles by a mask",
  source: "SDM 2A, BLENDVPS",
  cpuid: "SSE41",
  rows: `
    blendvps_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 14 /r  yes  align`,
};

export const MOVNTDQA: Paragraph = {
  mnemonic: "movntdqa",
  title: "Non-temporal load of a vector",
  source: "SDM 2B, MOVNTDQA",
  cpuid: "SSE41",
  rows: `
    movntdqa_xmm_m128  xmm:w m128:r  66 0F 38 2A /r  yes|unsup  align`,
};

export const PBLENDVB: Paragraph = {
  mnemonic: "pblendvb",
  title: "Blend bytes by a mask",
  source: "SDM 2B, PBLENDVB",
  cpuid: "SSE41",
  rows: `
    pblendvb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 10 /r  yes  align`,
};

export const PBLENDW: Paragraph = {
  mnemonic: "pblendw",
  title: "Blend packed words",
  source: "SDM 2B, PBLENDW",
  cpuid: "SSE41",
  rows: `
    pblendw_xmm_xmmm128_imm8  xmm:rw xmm/m128:r imm8  66 0F 3A 0E /r ib  yes  align`,
};
