/** AVX and AVX2: the VEX forms of SSE4.1 arithmetic. */
import type { Paragraph } from "../form.ts";
import {
  dppd, dpps, mpsadbw, phminposuw, pmaxsb, pmaxsd, pmaxud, pmaxuw, pminsb, pminsd, pminud, pminuw,
  pmuldq, pmulld, roundpd, roundps, roundsd, roundss,
} from "../sse4/arithmetic.ts";

export const VDPPD: Paragraph = {
  mnemonic: "vdppd",
  title: "Dot product of packed doubles, VEX",
  source: "SDM 2A, DPPD",
  cpuid: "AVX",
  meaning: dppd,
  rows: `
    vdppd_xmm_xmm_xmmm128_imm8  xmm:w xmm.v:r xmm/m128:r imm8  VEX.128.66.0F3A.WIG 41 /r ib  nofeature|yes`,
};

export const VDPPS: Paragraph = {
  mnemonic: "vdpps",
  title: "Dot product of packed singles, VEX",
  source: "SDM 2A, DPPS",
  cpuid: "AVX",
  meaning: dpps,
  rows: `
    vdpps_xmm_xmm_xmmm128_imm8  xmm:w xmm.v:r xmm/m128:r imm8  VEX.128.66.0F3A.WIG 40 /r ib  nofeature|yes
    vdpps_ymm_ymm_ymmm256_imm8  ymm:w ymm.v:r ymm/m256:r imm8  VEX.256.66.0F3A.WIG 40 /r ib  nofeature|yes`,
};

export const VMPSADBW: Paragraph = {
  mnemonic: "vmpsadbw",
  title: "Sums of absolute differences of byte groups, VEX",
  source: "SDM 2B, MPSADBW",
  cpuid: "AVX",
  meaning: mpsadbw,
  rows: `
    vmpsadbw_xmm_xmm_xmmm128_imm8  xmm:w xmm.v:r xmm/m128:r imm8  VEX.128.66.0F3A.WIG 42 /r ib  nofeature|yes
    vmpsadbw_ymm_ymm_ymmm256_imm8  ymm:w ymm.v:r ymm/m256:r imm8  VEX.256.66.0F3A.WIG 42 /r ib  no|yes         cpuid=AVX2`,
};

export const VPHMINPOSUW: Paragraph = {
  mnemonic: "vphminposuw",
  title: "Minimum of packed unsigned words, and its place, VEX",
  source: "SDM 2B, PHMINPOSUW",
  cpuid: "AVX",
  meaning: phminposuw,
  rows: `
    vphminposuw_xmm_xmmm128  xmm:w xmm/m128:r  VEX.128.66.0F38.WIG 41 /r  nofeature|yes`,
};

export const VPMAXSB: Paragraph = {
  mnemonic: "vpmaxsb",
  title: "Maximum of packed signed bytes, VEX",
  source: "SDM 2B, PMAXSB",
  cpuid: "AVX",
  meaning: pmaxsb,
  rows: `
    vpmaxsb_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG 3C /r  nofeature|yes
    vpmaxsb_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG 3C /r  no|yes         cpuid=AVX2`,
};

export const VPMAXSD: Paragraph = {
  mnemonic: "vpmaxsd",
  title: "Maximum of packed signed doublewords, VEX",
  source: "SDM 2B, PMAXSD",
  cpuid: "AVX",
  meaning: pmaxsd,
  rows: `
    vpmaxsd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG 3D /r  nofeature|yes
    vpmaxsd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG 3D /r  no|yes         cpuid=AVX2`,
};

export const VPMAXUD: Paragraph = {
  mnemonic: "vpmaxud",
  title: "Maximum of packed unsigned doublewords, VEX",
  source: "SDM 2B, PMAXUD",
  cpuid: "AVX",
  meaning: pmaxud,
  rows: `
    vpmaxud_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG 3F /r  nofeature|yes
    vpmaxud_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG 3F /r  no|yes         cpuid=AVX2`,
};

export const VPMAXUW: Paragraph = {
  mnemonic: "vpmaxuw",
  title: "Maximum of packed unsigned words, VEX",
  source: "SDM 2B, PMAXUW",
  cpuid: "AVX",
  meaning: pmaxuw,
  rows: `
    vpmaxuw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG 3E /r  nofeature|yes
    vpmaxuw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG 3E /r  no|yes         cpuid=AVX2`,
};

export const VPMINSB: Paragraph = {
  mnemonic: "vpminsb",
  title: "Minimum of packed signed bytes, VEX",
  source: "SDM 2B, PMINSB",
  cpuid: "AVX",
  meaning: pminsb,
  rows: `
    vpminsb_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG 38 /r  nofeature|yes
    vpminsb_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG 38 /r  no|yes         cpuid=AVX2`,
};

export const VPMINSD: Paragraph = {
  mnemonic: "vpminsd",
  title: "Minimum of packed signed doublewords, VEX",
  source: "SDM 2B, PMINSD",
  cpuid: "AVX",
  meaning: pminsd,
  rows: `
    vpminsd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG 39 /r  nofeature|yes
    vpminsd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG 39 /r  no|yes         cpuid=AVX2`,
};

export const VPMINUD: Paragraph = {
  mnemonic: "vpminud",
  title: "Minimum of packed unsigned doublewords, VEX",
  source: "SDM 2B, PMINUD",
  cpuid: "AVX",
  meaning: pminud,
  rows: `
    vpminud_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG 3B /r  nofeature|yes
    vpminud_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG 3B /r  no|yes         cpuid=AVX2`,
};

export const VPMINUW: Paragraph = {
  mnemonic: "vpminuw",
  title: "Minimum of packed unsigned words, VEX",
  source: "SDM 2B, PMINUW",
  cpuid: "AVX",
  meaning: pminuw,
  rows: `
    vpminuw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG 3A /r  nofeature|yes
    vpminuw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG 3A /r  no|yes         cpuid=AVX2`,
};

export const VPMULDQ: Paragraph = {
  mnemonic: "vpmuldq",
  title: "Multiply packed signed doublewords, VEX",
  source: "SDM 2B, PMULDQ",
  cpuid: "AVX",
  meaning: pmuldq,
  rows: `
    vpmuldq_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG 28 /r  nofeature|yes
    vpmuldq_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG 28 /r  no|yes         cpuid=AVX2`,
};

export const VPMULLD: Paragraph = {
  mnemonic: "vpmulld",
  title: "Low halves of products of packed doublewords, VEX",
  source: "SDM 2B, PMULLD",
  cpuid: "AVX",
  meaning: pmulld,
  rows: `
    vpmulld_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG 40 /r  nofeature|yes
    vpmulld_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG 40 /r  no|yes         cpuid=AVX2`,
};

export const VROUNDPD: Paragraph = {
  mnemonic: "vroundpd",
  title: "Round packed doubles to integers, VEX",
  source: "SDM 2B, ROUNDPD",
  cpuid: "AVX",
  meaning: roundpd,
  rows: `
    vroundpd_xmm_xmmm128_imm8  xmm:w xmm/m128:r imm8  VEX.128.66.0F3A.WIG 09 /r ib  nofeature|yes  anyvvvv
    vroundpd_ymm_ymmm256_imm8  ymm:w ymm/m256:r imm8  VEX.256.66.0F3A.WIG 09 /r ib  nofeature|yes  anyvvvv`,
};

export const VROUNDPS: Paragraph = {
  mnemonic: "vroundps",
  title: "Round packed singles to integers, VEX",
  source: "SDM 2B, ROUNDPS",
  cpuid: "AVX",
  meaning: roundps,
  rows: `
    vroundps_xmm_xmmm128_imm8  xmm:w xmm/m128:r imm8  VEX.128.66.0F3A.WIG 08 /r ib  nofeature|yes  anyvvvv
    vroundps_ymm_ymmm256_imm8  ymm:w ymm/m256:r imm8  VEX.256.66.0F3A.WIG 08 /r ib  nofeature|yes  anyvvvv`,
};

export const VROUNDSD: Paragraph = {
  mnemonic: "vroundsd",
  title: "Round a scalar double to an integer, VEX",
  source: "SDM 2B, ROUNDSD",
  cpuid: "AVX",
  meaning: roundsd,
  rows: `
    vroundsd_xmm_xmm_xmmm64_imm8  xmm:w xmm.v:r xmm/m64:r imm8  VEX.LIG.66.0F3A.WIG 0B /r ib  nofeature|yes`,
};

export const VROUNDSS: Paragraph = {
  mnemonic: "vroundss",
  title: "Round a scalar single to an integer, VEX",
  source: "SDM 2B, ROUNDSS",
  cpuid: "AVX",
  meaning: roundss,
  rows: `
    vroundss_xmm_xmm_xmmm32_imm8  xmm:w xmm.v:r xmm/m32:r imm8  VEX.LIG.66.0F3A.WIG 0A /r ib  nofeature|yes`,
};
