/** AVX and AVX2: the VEX forms of the SSE4.1 blends. */
import type { Paragraph } from "../form.ts";
import { moveVector } from "../move-shapes.ts";
import { blendpd, blendps, blendvpd, blendvps, pblendvb, pblendw } from "../sse4/blend.ts";

export const VBLENDPD: Paragraph = {
  mnemonic: "vblendpd",
  title: "Blend packed doubles, VEX",
  source: "SDM 2A, BLENDPD",
  cpuid: "AVX",
  meaning: blendpd,
  rows: `
    vblendpd_xmm_xmm_xmmm128_imm8  xmm:w xmm.v:r xmm/m128:r imm8  VEX.128.66.0F3A.WIG 0D /r ib  nofeature|yes
    vblendpd_ymm_ymm_ymmm256_imm8  ymm:w ymm.v:r ymm/m256:r imm8  VEX.256.66.0F3A.WIG 0D /r ib  nofeature|yes`,
};

export const VBLENDPS: Paragraph = {
  mnemonic: "vblendps",
  title: "Blend packed singles, VEX",
  source: "SDM 2A, BLENDPS",
  cpuid: "AVX",
  meaning: blendps,
  rows: `
    vblendps_xmm_xmm_xmmm128_imm8  xmm:w xmm.v:r xmm/m128:r imm8  VEX.128.66.0F3A.WIG 0C /r ib  nofeature|yes
    vblendps_ymm_ymm_ymmm256_imm8  ymm:w ymm.v:r ymm/m256:r imm8  VEX.256.66.0F3A.WIG 0C /r ib  nofeature|yes`,
};

export const VBLENDVPD: Paragraph = {
  mnemonic: "vblendvpd",
  title: "Blend packed doubles by a mask, VEX",
  source: "SDM 2A, BLENDVPD",
  cpuid: "AVX",
  meaning: blendvpd,
  rows: `
    vblendvpd_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  VEX.128.66.0F3A.W0 4B /r /is4  nofeature|yes
    vblendvpd_ymm_ymm_ymmm256_ymm  ymm:w ymm.v:r ymm/m256:r ymm.is4:r  VEX.256.66.0F3A.W0 4B /r /is4  nofeature|yes`,
};

export const VBLENDVPS: Paragraph = {
  mnemonic: "vblendvps",
  title: "Blend packed singles by a mask, VEX",
  source: "SDM 2A, BLENDVPS",
  cpuid: "AVX",
  meaning: blendvps,
  rows: `
    vblendvps_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  VEX.128.66.0F3A.W0 4A /r /is4  nofeature|yes
    vblendvps_ymm_ymm_ymmm256_ymm  ymm:w ymm.v:r ymm/m256:r ymm.is4:r  VEX.256.66.0F3A.W0 4A /r /is4  nofeature|yes`,
};

export const VMOVNTDQA: Paragraph = {
  mnemonic: "vmovntdqa",
  title: "Non-temporal load of a vector, VEX",
  source: "SDM 2B, MOVNTDQA",
  cpuid: "AVX",
  meaning: moveVector,
  rows: `
    vmovntdqa_xmm_m128  xmm:w m128:r  VEX.128.66.0F38.WIG 2A /r  nofeature|unsup  align
    vmovntdqa_ymm_m256  ymm:w m256:r  VEX.256.66.0F38.WIG 2A /r  no|unsup         align cpuid=AVX2`,
};

export const VPBLENDVB: Paragraph = {
  mnemonic: "vpblendvb",
  title: "Blend bytes by a mask, VEX",
  source: "SDM 2B, PBLENDVB",
  cpuid: "AVX",
  meaning: pblendvb,
  rows: `
    vpblendvb_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  VEX.128.66.0F3A.W0 4C /r /is4  nofeature|yes
    vpblendvb_ymm_ymm_ymmm256_ymm  ymm:w ymm.v:r ymm/m256:r ymm.is4:r  VEX.256.66.0F3A.W0 4C /r /is4  no|yes         cpuid=AVX2`,
};

export const VPBLENDW: Paragraph = {
  mnemonic: "vpblendw",
  title: "Blend packed words, VEX",
  source: "SDM 2B, PBLENDW",
  cpuid: "AVX",
  meaning: pblendw,
  rows: `
    vpblendw_xmm_xmm_xmmm128_imm8  xmm:w xmm.v:r xmm/m128:r imm8  VEX.128.66.0F3A.WIG 0E /r ib  nofeature|yes
    vpblendw_ymm_ymm_ymmm256_imm8  ymm:w ymm.v:r ymm/m256:r imm8  VEX.256.66.0F3A.WIG 0E /r ib  no|yes         cpuid=AVX2`,
};
