/** AVX: bitwise logic on floating-point vectors. */
import type { Paragraph } from "../form.ts";
import { andnpd, andnps, andpd, andps, orpd, orps, xorpd, xorps } from "../sse/logic.ts";

export const VANDNPD: Paragraph = {
  mnemonic: "vandnpd",
  title: "Logical and of packed doubles, the first inverted, VEX",
  source: "SDM 2A, ANDNPD",
  cpuid: "AVX",
  meaning: andnpd,
  rows: `
    vandnpd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 55 /r  nofeature|yes
    vandnpd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 55 /r  nofeature|yes`,
};

export const VANDNPS: Paragraph = {
  mnemonic: "vandnps",
  title: "Logical and of packed singles, the first inverted, VEX",
  source: "SDM 2A, ANDNPS",
  cpuid: "AVX",
  meaning: andnps,
  rows: `
    vandnps_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.0F.WIG 55 /r  nofeature|yes
    vandnps_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.0F.WIG 55 /r  nofeature|yes`,
};

export const VANDPD: Paragraph = {
  mnemonic: "vandpd",
  title: "Logical and of packed doubles, VEX",
  source: "SDM 2A, ANDPD",
  cpuid: "AVX",
  meaning: andpd,
  rows: `
    vandpd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 54 /r  nofeature|yes
    vandpd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 54 /r  nofeature|yes`,
};

export const VANDPS: Paragraph = {
  mnemonic: "vandps",
  title: "Logical and of packed singles, VEX",
  source: "SDM 2A, ANDPS",
  cpuid: "AVX",
  meaning: andps,
  rows: `
    vandps_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.0F.WIG 54 /r  nofeature|yes
    vandps_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.0F.WIG 54 /r  nofeature|yes`,
};

export const VORPD: Paragraph = {
  mnemonic: "vorpd",
  title: "Logical or of packed doubles, VEX",
  source: "SDM 2B, ORPD",
  cpuid: "AVX",
  meaning: orpd,
  rows: `
    vorpd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 56 /r  nofeature|yes
    vorpd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 56 /r  nofeature|yes`,
};

export const VORPS: Paragraph = {
  mnemonic: "vorps",
  title: "Logical or of packed singles, VEX",
  source: "SDM 2B, ORPS",
  cpuid: "AVX",
  meaning: orps,
  rows: `
    vorps_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.0F.WIG 56 /r  nofeature|yes
    vorps_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.0F.WIG 56 /r  nofeature|yes`,
};

export const VXORPD: Paragraph = {
  mnemonic: "vxorpd",
  title: "Exclusive or of packed doubles, VEX",
  source: "SDM 2D, XORPD",
  cpuid: "AVX",
  meaning: xorpd,
  rows: `
    vxorpd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 57 /r  nofeature|yes
    vxorpd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 57 /r  nofeature|yes`,
};

export const VXORPS: Paragraph = {
  mnemonic: "vxorps",
  title: "Exclusive or of packed singles, VEX",
  source: "SDM 2D, XORPS",
  cpuid: "AVX",
  meaning: xorps,
  rows: `
    vxorps_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.0F.WIG 57 /r  nofeature|yes
    vxorps_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.0F.WIG 57 /r  nofeature|yes`,
};
