/** AVX and AVX2: bitwise logic on integer vectors. */
import type { Paragraph } from "../form.ts";
import { pand, pandn, por, pxor } from "../mmx/logic.ts";

export const VPAND: Paragraph = {
  mnemonic: "vpand",
  title: "Logical and of vectors, VEX",
  source: "SDM 2B, PAND",
  cpuid: "AVX",
  meaning: pand,
  rows: `
    vpand_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG DB /r  nofeature|yes
    vpand_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG DB /r  no|yes         cpuid=AVX2`,
};

export const VPANDN: Paragraph = {
  mnemonic: "vpandn",
  title: "Logical and of vectors, the first inverted, VEX",
  source: "SDM 2B, PANDN",
  cpuid: "AVX",
  meaning: pandn,
  rows: `
    vpandn_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG DF /r  nofeature|yes
    vpandn_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG DF /r  no|yes         cpuid=AVX2`,
};

export const VPOR: Paragraph = {
  mnemonic: "vpor",
  title: "Logical or of vectors, VEX",
  source: "SDM 2B, POR",
  cpuid: "AVX",
  meaning: por,
  rows: `
    vpor_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG EB /r  nofeature|yes
    vpor_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG EB /r  no|yes         cpuid=AVX2`,
};

export const VPXOR: Paragraph = {
  mnemonic: "vpxor",
  title: "Exclusive or of vectors, VEX",
  source: "SDM 2B, PXOR",
  cpuid: "AVX",
  meaning: pxor,
  rows: `
    vpxor_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG EF /r  nofeature|yes
    vpxor_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG EF /r  no|yes         cpuid=AVX2`,
};
