/** AVX and AVX2: packed integer comparisons. */
import type { Paragraph } from "../form.ts";
import { pcmpeqb, pcmpeqd, pcmpeqw, pcmpgtb, pcmpgtd, pcmpgtw, pmovmskb } from "../mmx/compare.ts";

export const VPCMPEQB: Paragraph = {
  mnemonic: "vpcmpeqb",
  title: "Compare packed bytes for equality, VEX",
  source: "SDM 2B, PCMPEQB",
  cpuid: "AVX",
  meaning: pcmpeqb,
  rows: `
    vpcmpeqb_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 74 /r  nofeature|yes
    vpcmpeqb_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 74 /r  no|yes         cpuid=AVX2`,
};

export const VPCMPEQD: Paragraph = {
  mnemonic: "vpcmpeqd",
  title: "Compare packed doublewords for equality, VEX",
  source: "SDM 2B, PCMPEQD",
  cpuid: "AVX",
  meaning: pcmpeqd,
  rows: `
    vpcmpeqd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 76 /r  nofeature|yes
    vpcmpeqd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 76 /r  no|yes         cpuid=AVX2`,
};

export const VPCMPEQW: Paragraph = {
  mnemonic: "vpcmpeqw",
  title: "Compare packed words for equality, VEX",
  source: "SDM 2B, PCMPEQW",
  cpuid: "AVX",
  meaning: pcmpeqw,
  rows: `
    vpcmpeqw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 75 /r  nofeature|yes
    vpcmpeqw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 75 /r  no|yes         cpuid=AVX2`,
};

export const VPCMPGTB: Paragraph = {
  mnemonic: "vpcmpgtb",
  title: "Compare packed signed bytes for greater than, VEX",
  source: "SDM 2B, PCMPGTB",
  cpuid: "AVX",
  meaning: pcmpgtb,
  rows: `
    vpcmpgtb_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 64 /r  nofeature|yes
    vpcmpgtb_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 64 /r  no|yes         cpuid=AVX2`,
};

export const VPCMPGTD: Paragraph = {
  mnemonic: "vpcmpgtd",
  title: "Compare packed signed doublewords for greater than, VEX",
  source: "SDM 2B, PCMPGTD",
  cpuid: "AVX",
  meaning: pcmpgtd,
  rows: `
    vpcmpgtd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 66 /r  nofeature|yes
    vpcmpgtd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 66 /r  no|yes         cpuid=AVX2`,
};

export const VPCMPGTW: Paragraph = {
  mnemonic: "vpcmpgtw",
  title: "Compare packed signed words for greater than, VEX",
  source: "SDM 2B, PCMPGTW",
  cpuid: "AVX",
  meaning: pcmpgtw,
  rows: `
    vpcmpgtw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 65 /r  nofeature|yes
    vpcmpgtw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 65 /r  no|yes         cpuid=AVX2`,
};

export const VPMOVMSKB: Paragraph = {
  mnemonic: "vpmovmskb",
  title: "Collect the sign bits of bytes, VEX",
  source: "SDM 2B, PMOVMSKB",
  cpuid: "AVX",
  meaning: pmovmskb,
  rows: `
    vpmovmskb_r32_xmm  r32:w xmm.rm:r  VEX.128.66.0F.W0 D7 /r  nofeature|yes
    vpmovmskb_r64_xmm  r64:w xmm.rm:r  VEX.128.66.0F.W1 D7 /r  no
    vpmovmskb_r32_ymm  r32:w ymm.rm:r  VEX.256.66.0F.W0 D7 /r  no|yes         cpuid=AVX2
    vpmovmskb_r64_ymm  r64:w ymm.rm:r  VEX.256.66.0F.W1 D7 /r  no             cpuid=AVX2`,
};
