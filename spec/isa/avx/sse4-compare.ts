/** AVX and AVX2: the VEX forms of SSE4 comparisons. */
import type { Paragraph } from "../form.ts";
import { pcmpeqq, pcmpgtq, ptest } from "../sse4/compare.ts";

export const VPCMPEQQ: Paragraph = {
  mnemonic: "vpcmpeqq",
  title: "Compare packed quadwords for equality, VEX",
  source: "SDM 2B, PCMPEQQ",
  cpuid: "AVX",
  meaning: pcmpeqq,
  rows: `
    vpcmpeqq_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG 29 /r  nofeature|yes
    vpcmpeqq_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG 29 /r  no|yes         cpuid=AVX2`,
};

export const VPCMPGTQ: Paragraph = {
  mnemonic: "vpcmpgtq",
  title: "Compare packed signed quadwords for greater than, VEX",
  source: "SDM 2B, PCMPGTQ",
  cpuid: "AVX",
  meaning: pcmpgtq,
  rows: `
    vpcmpgtq_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG 37 /r  nofeature|yes
    vpcmpgtq_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG 37 /r  no|yes         cpuid=AVX2`,
};

export const VPTEST: Paragraph = {
  mnemonic: "vptest",
  title: "Logical compare of vectors into the flags, VEX",
  source: "SDM 2B, PTEST",
  cpuid: "AVX",
  flags: "writes zc, clears osap",
  meaning: ptest,
  rows: `
    vptest_xmm_xmmm128  xmm:r xmm/m128:r  VEX.128.66.0F38.WIG 17 /r  nofeature|yes
    vptest_ymm_ymmm256  ymm:r ymm/m256:r  VEX.256.66.0F38.WIG 17 /r  nofeature|yes`,
};
