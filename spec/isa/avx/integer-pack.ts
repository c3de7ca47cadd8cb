/** AVX and AVX2: packing, unpacking and shuffling. */
import type { Paragraph } from "../form.ts";
import {
  packssdw, packsswb, packuswb, pshufd, pshufhw, pshuflw, punpckhbw, punpckhdq, punpckhqdq,
  punpckhwd, punpcklbw, punpckldq, punpcklqdq, punpcklwd,
} from "../mmx/pack.ts";

export const VPACKSSDW: Paragraph = {
  mnemonic: "vpackssdw",
  title: "Pack doublewords into words with signed saturation, VEX",
  source: "SDM 2B, PACKSSDW",
  cpuid: "AVX",
  meaning: packssdw,
  rows: `
    vpackssdw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 6B /r  nofeature|yes
    vpackssdw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 6B /r  no|yes         cpuid=AVX2`,
};

export const VPACKSSWB: Paragraph = {
  mnemonic: "vpacksswb",
  title: "Pack words into bytes with signed saturation, VEX",
  source: "SDM 2B, PACKSSWB",
  cpuid: "AVX",
  meaning: packsswb,
  rows: `
    vpacksswb_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 63 /r  nofeature|yes
    vpacksswb_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 63 /r  no|yes         cpuid=AVX2`,
};

export const VPACKUSWB: Paragraph = {
  mnemonic: "vpackuswb",
  title: "Pack words into bytes with unsigned saturation, VEX",
  source: "SDM 2B, PACKUSWB",
  cpuid: "AVX",
  meaning: packuswb,
  rows: `
    vpackuswb_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 67 /r  nofeature|yes
    vpackuswb_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 67 /r  no|yes         cpuid=AVX2`,
};

export const VPSHUFD: Paragraph = {
  mnemonic: "vpshufd",
  title: "Shuffle doublewords, VEX",
  source: "SDM 2B, PSHUFD",
  cpuid: "AVX",
  meaning: pshufd,
  rows: `
    vpshufd_xmm_xmmm128_imm8  xmm:w xmm/m128:r imm8  VEX.128.66.0F.WIG 70 /r ib  nofeature|yes
    vpshufd_ymm_ymmm256_imm8  ymm:w ymm/m256:r imm8  VEX.256.66.0F.WIG 70 /r ib  no|yes         cpuid=AVX2`,
};

export const VPSHUFHW: Paragraph = {
  mnemonic: "vpshufhw",
  title: "Shuffle high words, VEX",
  source: "SDM 2B, PSHUFHW",
  cpuid: "AVX",
  meaning: pshufhw,
  rows: `
    vpshufhw_xmm_xmmm128_imm8  xmm:w xmm/m128:r imm8  VEX.128.F3.0F.WIG 70 /r ib  nofeature|yes
    vpshufhw_ymm_ymmm256_imm8  ymm:w ymm/m256:r imm8  VEX.256.F3.0F.WIG 70 /r ib  no|yes         cpuid=AVX2`,
};

export const VPSHUFLW: Paragraph = {
  mnemonic: "vpshuflw",
  title: "Shuffle low words, VEX",
  source: "SDM 2B, PSHUFLW",
  cpuid: "AVX",
  meaning: pshuflw,
  rows: `
    vpshuflw_xmm_xmmm128_imm8  xmm:w xmm/m128:r imm8  VEX.128.F2.0F.WIG 70 /r ib  nofeature|yes
    vpshuflw_ymm_ymmm256_imm8  ymm:w ymm/m256:r imm8  VEX.256.F2.0F.WIG 70 /r ib  no|yes         cpuid=AVX2`,
};

export const VPUNPCKHBW: Paragraph = {
  mnemonic: "vpunpckhbw",
  title: "Interleave high bytes, VEX",
  source: "SDM 2B, PUNPCKHBW",
  cpuid: "AVX",
  meaning: punpckhbw,
  rows: `
    vpunpckhbw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 68 /r  nofeature|yes
    vpunpckhbw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 68 /r  no|yes         cpuid=AVX2`,
};

export const VPUNPCKHDQ: Paragraph = {
  mnemonic: "vpunpckhdq",
  title: "Interleave high doublewords, VEX",
  source: "SDM 2B, PUNPCKHDQ",
  cpuid: "AVX",
  meaning: punpckhdq,
  rows: `
    vpunpckhdq_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 6A /r  nofeature|yes
    vpunpckhdq_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 6A /r  no|yes         cpuid=AVX2`,
};

export const VPUNPCKHQDQ: Paragraph = {
  mnemonic: "vpunpckhqdq",
  title: "Interleave high quadwords, VEX",
  source: "SDM 2B, PUNPCKHQDQ",
  cpuid: "AVX",
  meaning: punpckhqdq,
  rows: `
    vpunpckhqdq_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 6D /r  nofeature|yes
    vpunpckhqdq_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 6D /r  no|yes         cpuid=AVX2`,
};

export const VPUNPCKHWD: Paragraph = {
  mnemonic: "vpunpckhwd",
  title: "Interleave high words, VEX",
  source: "SDM 2B, PUNPCKHWD",
  cpuid: "AVX",
  meaning: punpckhwd,
  rows: `
    vpunpckhwd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 69 /r  nofeature|yes
    vpunpckhwd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 69 /r  no|yes         cpuid=AVX2`,
};

export const VPUNPCKLBW: Paragraph = {
  mnemonic: "vpunpcklbw",
  title: "Interleave low bytes, VEX",
  source: "SDM 2B, PUNPCKLBW",
  cpuid: "AVX",
  meaning: punpcklbw,
  rows: `
    vpunpcklbw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 60 /r  nofeature|yes
    vpunpcklbw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 60 /r  no|yes         cpuid=AVX2`,
};

export const VPUNPCKLDQ: Paragraph = {
  mnemonic: "vpunpckldq",
  title: "Interleave low doublewords, VEX",
  source: "SDM 2B, PUNPCKLDQ",
  cpuid: "AVX",
  meaning: punpckldq,
  rows: `
    vpunpckldq_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 62 /r  nofeature|yes
    vpunpckldq_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 62 /r  no|yes         cpuid=AVX2`,
};

export const VPUNPCKLQDQ: Paragraph = {
  mnemonic: "vpunpcklqdq",
  title: "Interleave low quadwords, VEX",
  source: "SDM 2B, PUNPCKLQDQ",
  cpuid: "AVX",
  meaning: punpcklqdq,
  rows: `
    vpunpcklqdq_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 6C /r  nofeature|yes
    vpunpcklqdq_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 6C /r  no|yes         cpuid=AVX2`,
};

export const VPUNPCKLWD: Paragraph = {
  mnemonic: "vpunpcklwd",
  title: "Interleave low words, VEX",
  source: "SDM 2B, PUNPCKLWD",
  cpuid: "AVX",
  meaning: punpcklwd,
  rows: `
    vpunpcklwd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 61 /r  nofeature|yes
    vpunpcklwd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 61 /r  no|yes         cpuid=AVX2`,
};
