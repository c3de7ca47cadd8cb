/** AVX: floating-point moves. */
import type { Paragraph } from "../form.ts";
import { moveVector } from "../move-shapes.ts";
import {
  movhlps, movhpd, movhps, movlhps, movlpd, movlps, movmskpd, movmskps, movsd, movss,
} from "../sse/move.ts";

export const VMOVAPD: Paragraph = {
  mnemonic: "vmovapd",
  title: "Move aligned packed doubles, VEX",
  source: "SDM 2B, MOVAPD",
  cpuid: "AVX",
  meaning: moveVector,
  rows: `
    vmovapd_xmm_xmmm128  xmm:w xmm/m128:r  VEX.128.66.0F.WIG 28 /r  nofeature|yes  align
    vmovapd_ymm_ymmm256  ymm:w ymm/m256:r  VEX.256.66.0F.WIG 28 /r  nofeature|yes  align
    vmovapd_xmmm128_xmm  xmm/m128:w xmm:r  VEX.128.66.0F.WIG 29 /r  nofeature|yes  align
    vmovapd_ymmm256_ymm  ymm/m256:w ymm:r  VEX.256.66.0F.WIG 29 /r  nofeature|yes  align`,
};

export const VMOVAPS: Paragraph = {
  mnemonic: "vmovaps",
  title: "Move aligned packed singles, VEX",
  source: "SDM 2B, MOVAPS",
  cpuid: "AVX",
  meaning: moveVector,
  rows: `
    vmovaps_xmm_xmmm128  xmm:w xmm/m128:r  VEX.128.0F.WIG 28 /r  nofeature|yes  align
    vmovaps_ymm_ymmm256  ymm:w ymm/m256:r  VEX.256.0F.WIG 28 /r  nofeature|yes  align
    vmovaps_xmmm128_xmm  xmm/m128:w xmm:r  VEX.128.0F.WIG 29 /r  nofeature|yes  align
    vmovaps_ymmm256_ymm  ymm/m256:w ymm:r  VEX.256.0F.WIG 29 /r  nofeature|yes  align`,
};

export const VMOVHLPS: Paragraph = {
  mnemonic: "vmovhlps",
  title: "Move two singles, high to low, VEX",
  source: "SDM 2B, MOVHLPS",
  cpuid: "AVX",
  meaning: movhlps,
  rows: `
    vmovhlps_xmm_xmm_xmm  xmm:w xmm.v:r xmm.rm:r  VEX.128.0F.WIG 12 /r  nofeature|yes`,
};

export const VMOVHPD: Paragraph = {
  mnemonic: "vmovhpd",
  title: "Move the high double, VEX",
  source: "SDM 2B, MOVHPD",
  cpuid: "AVX",
  meaning: movhpd,
  rows: `
    vmovhpd_xmm_xmm_m64  xmm:w xmm.v:r m64:r  VEX.128.66.0F.WIG 16 /r  nofeature|yes
    vmovhpd_m64_xmm      m64:w xmm:r          VEX.128.66.0F.WIG 17 /r  nofeature|yes  anyvvvv`,
};

export const VMOVHPS: Paragraph = {
  mnemonic: "vmovhps",
  title: "Move two high singles, VEX",
  source: "SDM 2B, MOVHPS",
  cpuid: "AVX",
  meaning: movhps,
  rows: `
    vmovhps_xmm_xmm_m64  xmm:w xmm.v:r m64:r  VEX.128.0F.WIG 16 /r  nofeature|yes
    vmovhps_m64_xmm      m64:w xmm:r          VEX.128.0F.WIG 17 /r  nofeature|yes  anyvvvv`,
};

export const VMOVLHPS: Paragraph = {
  mnemonic: "vmovlhps",
  title: "Move two singles, low to high, VEX",
  source: "SDM 2B, MOVLHPS",
  cpuid: "AVX",
  meaning: movlhps,
  rows: `
    vmovlhps_xmm_xmm_xmm  xmm:w xmm.v:r xmm.rm:r  VEX.128.0F.WIG 16 /r  nofeature|yes`,
};

export const VMOVLPD: Paragraph = {
  mnemonic: "vmovlpd",
  title: "Move the low double, VEX",
  source: "SDM 2B, MOVLPD",
  cpuid: "AVX",
  meaning: movlpd,
  rows: `
    vmovlpd_xmm_xmm_m64  xmm:w xmm.v:r m64:r  VEX.128.66.0F.WIG 12 /r  nofeature|yes
    vmovlpd_m64_xmm      m64:w xmm:r          VEX.128.66.0F.WIG 13 /r  nofeature|yes`,
};

export const VMOVLPS: Paragraph = {
  mnemonic: "vmovlps",
  title: "Move two low singles, VEX",
  source: "SDM 2B, MOVLPS",
  cpuid: "AVX",
  meaning: movlps,
  rows: `
    vmovlps_xmm_xmm_m64  xmm:w xmm.v:r m64:r  VEX.128.0F.WIG 12 /r  nofeature|yes
    vmovlps_m64_xmm      m64:w xmm:r          VEX.128.0F.WIG 13 /r  nofeature|yes`,
};

export const VMOVMSKPD: Paragraph = {
  mnemonic: "vmovmskpd",
  title: "Collect the signs of packed doubles, VEX",
  source: "SDM 2B, MOVMSKPD",
  cpuid: "AVX",
  meaning: movmskpd,
  rows: `
    vmovmskpd_r32_xmm  r32:w xmm.rm:r  VEX.128.66.0F.W0 50 /r  nofeature|yes
    vmovmskpd_r64_xmm  r64:w xmm.rm:r  VEX.128.66.0F.W1 50 /r  no
    vmovmskpd_r32_ymm  r32:w ymm.rm:r  VEX.256.66.0F.W0 50 /r  nofeature|yes
    vmovmskpd_r64_ymm  r64:w ymm.rm:r  VEX.256.66.0F.W1 50 /r  no`,
};

export const VMOVMSKPS: Paragraph = {
  mnemonic: "vmovmskps",
  title: "Collect the signs of packed singles, VEX",
  source: "SDM 2B, MOVMSKPS",
  cpuid: "AVX",
  meaning: movmskps,
  rows: `
    vmovmskps_r32_xmm  r32:w xmm.rm:r  VEX.128.0F.W0 50 /r  nofeature|yes
    vmovmskps_r64_xmm  r64:w xmm.rm:r  VEX.128.0F.W1 50 /r  no
    vmovmskps_r32_ymm  r32:w ymm.rm:r  VEX.256.0F.W0 50 /r  nofeature|yes
    vmovmskps_r64_ymm  r64:w ymm.rm:r  VEX.256.0F.W1 50 /r  no`,
};

export const VMOVNTPD: Paragraph = {
  mnemonic: "vmovntpd",
  title: "Non-temporal store of packed doubles, VEX",
  source: "SDM 2B, MOVNTPD",
  cpuid: "AVX",
  meaning: moveVector,
  rows: `
    vmovntpd_m128_xmm  m128:w xmm:r  VEX.128.66.0F.WIG 2B /r  nofeature|unsup  align
    vmovntpd_m256_ymm  m256:w ymm:r  VEX.256.66.0F.WIG 2B /r  nofeature|unsup  align`,
};

export const VMOVNTPS: Paragraph = {
  mnemonic: "vmovntps",
  title: "Non-temporal store of packed singles, VEX",
  source: "SDM 2B, MOVNTPS",
  cpuid: "AVX",
  meaning: moveVector,
  rows: `
    vmovntps_m128_xmm  m128:w xmm:r  VEX.128.0F.WIG 2B /r  nofeature|unsup  align
    vmovntps_m256_ymm  m256:w ymm:r  VEX.256.0F.WIG 2B /r  nofeature|unsup  align`,
};

export const VMOVSD: Paragraph = {
  mnemonic: "vmovsd",
  title: "Move a scalar double, VEX",
  source: "SDM 2B, MOVSD",
  cpuid: "AVX",
  meaning: movsd,
  rows: `
    vmovsd_xmm_xmm_xmm     xmm:w xmm.v:r xmm.rm:r  VEX.LIG.F2.0F.WIG 10 /r  nofeature|yes  sandboxl1
    vmovsd_xmm_m64         xmm:w m64:r             VEX.LIG.F2.0F.WIG 10 /r  nofeature|yes
    vmovsd_xmm_xmm_xmm_11  xmm.rm:w xmm.v:r xmm:r  VEX.LIG.F2.0F.WIG 11 /r  nofeature|yes  sandboxl1
    vmovsd_m64_xmm         m64:w xmm:r             VEX.LIG.F2.0F.WIG 11 /r  nofeature|yes`,
};

export const VMOVSS: Paragraph = {
  mnemonic: "vmovss",
  title: "Move a scalar single, VEX",
  source: "SDM 2B, MOVSS",
  cpuid: "AVX",
  meaning: movss,
  rows: `
    vmovss_xmm_xmm_xmm     xmm:w xmm.v:r xmm.rm:r  VEX.LIG.F3.0F.WIG 10 /r  nofeature|yes  sandboxl1
    vmovss_xmm_m32         xmm:w m32:r             VEX.LIG.F3.0F.WIG 10 /r  nofeature|yes
    vmovss_xmm_xmm_xmm_11  xmm.rm:w xmm.v:r xmm:r  VEX.LIG.F3.0F.WIG 11 /r  nofeature|yes  sandboxl1
    vmovss_m32_xmm         m32:w xmm:r             VEX.LIG.F3.0F.WIG 11 /r  nofeature|yes`,
};

export const VMOVUPD: Paragraph = {
  mnemonic: "vmovupd",
  title: "Move unaligned packed doubles, VEX",
  source: "SDM 2B, MOVUPD",
  cpuid: "AVX",
  meaning: moveVector,
  rows: `
    vmovupd_xmm_xmmm128  xmm:w xmm/m128:r  VEX.128.66.0F.WIG 10 /r  nofeature|yes
    vmovupd_ymm_ymmm256  ymm:w ymm/m256:r  VEX.256.66.0F.WIG 10 /r  nofeature|yes
    vmovupd_xmmm128_xmm  xmm/m128:w xmm:r  VEX.128.66.0F.WIG 11 /r  nofeature|yes
    vmovupd_ymmm256_ymm  ymm/m256:w ymm:r  VEX.256.66.0F.WIG 11 /r  nofeature|yes`,
};

export const VMOVUPS: Paragraph = {
  mnemonic: "vmovups",
  title: "Move unaligned packed singles, VEX",
  source: "SDM 2B, MOVUPS",
  cpuid: "AVX",
  meaning: moveVector,
  rows: `
    vmovups_xmm_xmmm128  xmm:w xmm/m128:r  VEX.128.0F.WIG 10 /r  nofeature|yes
    vmovups_ymm_ymmm256  ymm:w ymm/m256:r  VEX.256.0F.WIG 10 /r  nofeature|yes
    vmovups_xmmm128_xmm  xmm/m128:w xmm:r  VEX.128.0F.WIG 11 /r  nofeature|yes
    vmovups_ymmm256_ymm  ymm/m256:w ymm:r  VEX.256.0F.WIG 11 /r  nofeature|yes`,
};
