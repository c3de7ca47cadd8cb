/** AVX: the VEX forms of SSE3. */
import type { Paragraph } from "../form.ts";
import { moveVector } from "../move-shapes.ts";
import {
  addsubpd, addsubps, haddpd, haddps, hsubpd, hsubps, movddup, movshdup, movsldup,
} from "../sse3/sse3.ts";

export const VADDSUBPD: Paragraph = {
  mnemonic: "vaddsubpd",
  title: "Subtract even and add odd doubles, VEX",
  source: "SDM 2A, ADDSUBPD",
  cpuid: "AVX",
  meaning: addsubpd,
  rows: `
    vaddsubpd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG D0 /r  nofeature|yes
    vaddsubpd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG D0 /r  nofeature|yes`,
};

export const VADDSUBPS: Paragraph = {
  mnemonic: "vaddsubps",
  title: "Subtract even and add odd singles, VEX",
  source: "SDM 2A, ADDSUBPS",
  cpuid: "AVX",
  meaning: addsubps,
  rows: `
    vaddsubps_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.F2.0F.WIG D0 /r  nofeature|yes
    vaddsubps_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.F2.0F.WIG D0 /r  nofeature|yes`,
};

export const VHADDPD: Paragraph = {
  mnemonic: "vhaddpd",
  title: "Add neighbouring doubles, VEX",
  source: "SDM 2A, HADDPD",
  cpuid: "AVX",
  meaning: haddpd,
  rows: `
    vhaddpd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 7C /r  nofeature|yes
    vhaddpd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 7C /r  nofeature|yes`,
};

export const VHADDPS: Paragraph = {
  mnemonic: "vhaddps",
  title: "Add neighbouring singles, VEX",
  source: "SDM 2A, HADDPS",
  cpuid: "AVX",
  meaning: haddps,
  rows: `
    vhaddps_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.F2.0F.WIG 7C /r  nofeature|yes
    vhaddps_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.F2.0F.WIG 7C /r  nofeature|yes`,
};

export const VHSUBPD: Paragraph = {
  mnemonic: "vhsubpd",
  title: "Subtract neighbouring doubles, VEX",
  source: "SDM 2A, HSUBPD",
  cpuid: "AVX",
  meaning: hsubpd,
  rows: `
    vhsubpd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 7D /r  nofeature|yes
    vhsubpd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 7D /r  nofeature|yes`,
};

export const VHSUBPS: Paragraph = {
  mnemonic: "vhsubps",
  title: "Subtract neighbouring singles, VEX",
  source: "SDM 2A, HSUBPS",
  cpuid: "AVX",
  meaning: hsubps,
  rows: `
    vhsubps_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.F2.0F.WIG 7D /r  nofeature|yes
    vhsubps_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.F2.0F.WIG 7D /r  nofeature|yes`,
};

export const VLDDQU: Paragraph = {
  mnemonic: "vlddqu",
  title: "Load an unaligned vector, VEX",
  source: "SDM 2A, LDDQU",
  cpuid: "AVX",
  meaning: moveVector,
  rows: `
    vlddqu_xmm_m128  xmm:w m128:r  VEX.128.F2.0F.WIG F0 /r  nofeature|yes
    vlddqu_ymm_m256  ymm:w m256:r  VEX.256.F2.0F.WIG F0 /r  nofeature|yes`,
};

export const VMOVDDUP: Paragraph = {
  mnemonic: "vmovddup",
  title: "Duplicate the low double, VEX",
  source: "SDM 2B, MOVDDUP",
  cpuid: "AVX",
  meaning: movddup,
  rows: `
    vmovddup_xmm_xmmm64   xmm:w xmm/m64:r   VEX.128.F2.0F.WIG 12 /r  nofeature|yes
    vmovddup_ymm_ymmm256  ymm:w ymm/m256:r  VEX.256.F2.0F.WIG 12 /r  nofeature|yes`,
};

export const VMOVSHDUP: Paragraph = {
  mnemonic: "vmovshdup",
  title: "Duplicate the odd singles, VEX",
  source: "SDM 2B, MOVSHDUP",
  cpuid: "AVX",
  meaning: movshdup,
  rows: `
    vmovshdup_xmm_xmmm128  xmm:w xmm/m128:r  VEX.128.F3.0F.WIG 16 /r  nofeature|yes
    vmovshdup_ymm_ymmm256  ymm:w ymm/m256:r  VEX.256.F3.0F.WIG 16 /r  nofeature|yes`,
};

export const VMOVSLDUP: Paragraph = {
  mnemonic: "vmovsldup",
  title: "Duplicate the even singles, VEX",
  source: "SDM 2B, MOVSLDUP",
  cpuid: "AVX",
  meaning: movsldup,
  rows: `
    vmovsldup_xmm_xmmm128  xmm:w xmm/m128:r  VEX.128.F3.0F.WIG 12 /r  nofeature|yes
    vmovsldup_ymm_ymmm256  ymm:w ymm/m256:r  VEX.256.F3.0F.WIG 12 /r  nofeature|yes`,
};
