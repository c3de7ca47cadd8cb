/** AVX: shuffles of floating-point vectors. */
import type { Paragraph } from "../form.ts";
import { shufpd, shufps, unpckhpd, unpckhps, unpcklpd, unpcklps } from "../sse/shuffle.ts";

export const VSHUFPD: Paragraph = {
  mnemonic: "vshufpd",
  title: "Shuffle packed doubles, VEX",
  source: "SDM 2B, SHUFPD",
  cpuid: "AVX",
  meaning: shufpd,
  rows: `
    vshufpd_xmm_xmm_xmmm128_imm8  xmm:w xmm.v:r xmm/m128:r imm8  VEX.128.66.0F.WIG C6 /r ib  nofeature|yes
    vshufpd_ymm_ymm_ymmm256_imm8  ymm:w ymm.v:r ymm/m256:r imm8  VEX.256.66.0F.WIG C6 /r ib  nofeature|yes`,
};

export const VSHUFPS: Paragraph = {
  mnemonic: "vshufps",
  title: "Shuffle packed singles, VEX",
  source: "SDM 2B, SHUFPS",
  cpuid: "AVX",
  meaning: shufps,
  rows: `
    vshufps_xmm_xmm_xmmm128_imm8  xmm:w xmm.v:r xmm/m128:r imm8  VEX.128.0F.WIG C6 /r ib  nofeature|yes
    vshufps_ymm_ymm_ymmm256_imm8  ymm:w ymm.v:r ymm/m256:r imm8  VEX.256.0F.WIG C6 /r ib  nofeature|yes`,
};

export const VUNPCKHPD: Paragraph = {
  mnemonic: "vunpckhpd",
  title: "Interleave high doubles, VEX",
  source: "SDM 2B, UNPCKHPD",
  cpuid: "AVX",
  meaning: unpckhpd,
  rows: `
    vunpckhpd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 15 /r  nofeature|yes
    vunpckhpd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 15 /r  nofeature|yes`,
};

export const VUNPCKHPS: Paragraph = {
  mnemonic: "vunpckhps",
  title: "Interleave high singles, VEX",
  source: "SDM 2B, UNPCKHPS",
  cpuid: "AVX",
  meaning: unpckhps,
  rows: `
    vunpckhps_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.0F.WIG 15 /r  nofeature|yes
    vunpckhps_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.0F.WIG 15 /r  nofeature|yes`,
};

export const VUNPCKLPD: Paragraph = {
  mnemonic: "vunpcklpd",
  title: "Interleave low doubles, VEX",
  source: "SDM 2B, UNPCKLPD",
  cpuid: "AVX",
  meaning: unpcklpd,
  rows: `
    vunpcklpd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 14 /r  nofeature|yes
    vunpcklpd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 14 /r  nofeature|yes`,
};

export const VUNPCKLPS: Paragraph = {
  mnemonic: "vunpcklps",
  title: "Interleave low singles, VEX",
  source: "SDM 2B, UNPCKLPS",
  cpuid: "AVX",
  meaning: unpcklps,
  rows: `
    vunpcklps_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.0F.WIG 14 /r  nofeature|yes
    vunpcklps_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.0F.WIG 14 /r  nofeature|yes`,
};
