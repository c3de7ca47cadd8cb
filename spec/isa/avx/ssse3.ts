/** AVX and AVX2: the VEX forms of SSSE3. */
import type { Paragraph } from "../form.ts";
import {
  pabsb, pabsd, pabsw, palignr, phaddd, phaddsw, phaddw, phsubd, phsubsw, phsubw, pmaddubsw,
  pmulhrsw, pshufb, psignb, psignd, psignw,
} from "../ssse3/ssse3.ts";

export const VPABSB: Paragraph = {
  mnemonic: "vpabsb",
  title: "Absolute values of packed bytes, VEX",
  source: "SDM 2B, PABSB",
  cpuid: "AVX",
  meaning: pabsb,
  rows: `
    vpabsb_xmm_xmmm128  xmm:w xmm/m128:r  VEX.128.66.0F38.WIG 1C /r  nofeature|yes
    vpabsb_ymm_ymmm256  ymm:w ymm/m256:r  VEX.256.66.0F38.WIG 1C /r  no|yes         cpuid=AVX2`,
};

export const VPABSD: Paragraph = {
  mnemonic: "vpabsd",
  title: "Absolute values of packed doublewords, VEX",
  source: "SDM 2B, PABSD",
  cpuid: "AVX",
  meaning: pabsd,
  rows: `
    vpabsd_xmm_xmmm128  xmm:w xmm/m128:r  VEX.128.66.0F38.WIG 1E /r  nofeature|yes
    vpabsd_ymm_ymmm256  ymm:w ymm/m256:r  VEX.256.66.0F38.WIG 1E /r  no|yes         cpuid=AVX2`,
};

export const VPABSW: Paragraph = {
  mnemonic: "vpabsw",
  title: "Absolute values of packed words, VEX",
  source: "SDM 2B, PABSW",
  cpuid: "AVX",
  meaning: pabsw,
  rows: `
    vpabsw_xmm_xmmm128  xmm:w xmm/m128:r  VEX.128.66.0F38.WIG 1D /r  nofeature|yes
    vpabsw_ymm_ymmm256  ymm:w ymm/m256:r  VEX.256.66.0F38.WIG 1D /r  no|yes         cpuid=AVX2`,
};

export const VPALIGNR: Paragraph = {
  mnemonic: "vpalignr",
  title: "Extract bytes from two vectors in a row, VEX",
  source: "SDM 2B, PALIGNR",
  cpuid: "AVX",
  meaning: palignr,
  rows: `
    vpalignr_xmm_xmm_xmmm128_imm8  xmm:w xmm.v:r xmm/m128:r imm8  VEX.128.66.0F3A.WIG 0F /r ib  nofeature|yes
    vpalignr_ymm_ymm_ymmm256_imm8  ymm:w ymm.v:r ymm/m256:r imm8  VEX.256.66.0F3A.WIG 0F /r ib  no|yes         cpuid=AVX2`,
};

export const VPHADDD: Paragraph = {
  mnemonic: "vphaddd",
  title: "Add neighbouring doublewords, VEX",
  source: "SDM 2B, PHADDD",
  cpuid: "AVX",
  meaning: phaddd,
  rows: `
    vphaddd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG 02 /r  nofeature|yes
    vphaddd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG 02 /r  no|yes         cpuid=AVX2`,
};

export const VPHADDSW: Paragraph = {
  mnemonic: "vphaddsw",
  title: "Add neighbouring words with saturation, VEX",
  source: "SDM 2B, PHADDSW",
  cpuid: "AVX",
  meaning: phaddsw,
  rows: `
    vphaddsw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG 03 /r  nofeature|yes
    vphaddsw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG 03 /r  no|yes         cpuid=AVX2`,
};

export const VPHADDW: Paragraph = {
  mnemonic: "vphaddw",
  title: "Add neighbouring words, VEX",
  source: "SDM 2B, PHADDW",
  cpuid: "AVX",
  meaning: phaddw,
  rows: `
    vphaddw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG 01 /r  nofeature|yes
    vphaddw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG 01 /r  no|yes         cpuid=AVX2`,
};

export const VPHSUBD: Paragraph = {
  mnemonic: "vphsubd",
  title: "Subtract neighbouring doublewords, VEX",
  source: "SDM 2B, PHSUBD",
  cpuid: "AVX",
  meaning: phsubd,
  rows: `
    vphsubd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG 06 /r  nofeature|yes
    vphsubd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG 06 /r  no|yes         cpuid=AVX2`,
};

export const VPHSUBSW: Paragraph = {
  mnemonic: "vphsubsw",
  title: "Subtract neighbouring words with saturation, VEX",
  source: "SDM 2B, PHSUBSW",
  cpuid: "AVX",
  meaning: phsubsw,
  rows: `
    vphsubsw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG 07 /r  nofeature|yes
    vphsubsw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG 07 /r  no|yes         cpuid=AVX2`,
};

export const VPHSUBW: Paragraph = {
  mnemonic: "vphsubw",
  title: "Subtract neighbouring words, VEX",
  source: "SDM 2B, PHSUBW",
  cpuid: "AVX",
  meaning: phsubw,
  rows: `
    vphsubw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG 05 /r  nofeature|yes
    vphsubw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG 05 /r  no|yes         cpuid=AVX2`,
};

export const VPMADDUBSW: Paragraph = {
  mnemonic: "vpmaddubsw",
  title: "Multiply unsigned by signed bytes and add neighbours, VEX",
  source: "SDM 2B, PMADDUBSW",
  cpuid: "AVX",
  meaning: pmaddubsw,
  rows: `
    vpmaddubsw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG 04 /r  nofeature|yes
    vpmaddubsw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG 04 /r  no|yes         cpuid=AVX2`,
};

export const VPMULHRSW: Paragraph = {
  mnemonic: "vpmulhrsw",
  title: "High halves of products of packed words, rounded, VEX",
  source: "SDM 2B, PMULHRSW",
  cpuid: "AVX",
  meaning: pmulhrsw,
  rows: `
    vpmulhrsw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG 0B /r  nofeature|yes
    vpmulhrsw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG 0B /r  no|yes         cpuid=AVX2`,
};

export const VPSHUFB: Paragraph = {
  mnemonic: "vpshufb",
  title: "Shuffle bytes, VEX",
  source: "SDM 2B, PSHUFB",
  cpuid: "AVX",
  meaning: pshufb,
  rows: `
    vpshufb_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG 00 /r  nofeature|yes
    vpshufb_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG 00 /r  no|yes         cpuid=AVX2`,
};

export const VPSIGNB: Paragraph = {
  mnemonic: "vpsignb",
  title: "Negate packed bytes by the signs of others, VEX",
  source: "SDM 2B, PSIGNB",
  cpuid: "AVX",
  meaning: psignb,
  rows: `
    vpsignb_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG 08 /r  nofeature|yes
    vpsignb_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG 08 /r  no|yes         cpuid=AVX2`,
};

export const VPSIGND: Paragraph = {
  mnemonic: "vpsignd",
  title: "Negate packed doublewords by the signs of others, VEX",
  source: "SDM 2B, PSIGND",
  cpuid: "AVX",
  meaning: psignd,
  rows: `
    vpsignd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG 0A /r  nofeature|yes
    vpsignd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG 0A /r  no|yes         cpuid=AVX2`,
};

export const VPSIGNW: Paragraph = {
  mnemonic: "vpsignw",
  title: "Negate packed words by the signs of others, VEX",
  source: "SDM 2B, PSIGNW",
  cpuid: "AVX",
  meaning: psignw,
  rows: `
    vpsignw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG 09 /r  nofeature|yes
    vpsignw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG 09 /r  no|yes         cpuid=AVX2`,
};
