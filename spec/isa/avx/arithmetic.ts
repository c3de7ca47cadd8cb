/** AVX: floating-point arithmetic. */
import type { Paragraph } from "../form.ts";
import {
  addpd, addps, addsd, addss, divpd, divps, divsd, divss, maxpd, maxps, maxsd, maxss, minpd, minps,
  minsd, minss, mulpd, mulps, mulsd, mulss, rcpps, rcpss, rsqrtps, rsqrtss, sqrtpd, sqrtps, sqrtsd,
  sqrtss, subpd, subps, subsd, subss,
} from "../sse/arithmetic.ts";

export const VADDPD: Paragraph = {
  mnemonic: "vaddpd",
  title: "Add packed doubles, VEX",
  source: "SDM 2A, ADDPD",
  cpuid: "AVX",
  meaning: addpd,
  rows: `
    vaddpd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 58 /r  nofeature|yes
    vaddpd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 58 /r  nofeature|yes`,
};

export const VADDPS: Paragraph = {
  mnemonic: "vaddps",
  title: "Add packed singles, VEX",
  source: "SDM 2A, ADDPS",
  cpuid: "AVX",
  meaning: addps,
  rows: `
    vaddps_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.0F.WIG 58 /r  nofeature|yes
    vaddps_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.0F.WIG 58 /r  nofeature|yes`,
};

export const VADDSD: Paragraph = {
  mnemonic: "vaddsd",
  title: "Add a scalar double, VEX",
  source: "SDM 2A, ADDSD",
  cpuid: "AVX",
  meaning: addsd,
  rows: `
    vaddsd_xmm_xmm_xmmm64  xmm:w xmm.v:r xmm/m64:r  VEX.LIG.F2.0F.WIG 58 /r  nofeature|yes`,
};

export const VADDSS: Paragraph = {
  mnemonic: "vaddss",
  title: "Add a scalar single, VEX",
  source: "SDM 2A, ADDSS",
  cpuid: "AVX",
  meaning: addss,
  rows: `
    vaddss_xmm_xmm_xmmm32  xmm:w xmm.v:r xmm/m32:r  VEX.LIG.F3.0F.WIG 58 /r  nofeature|yes`,
};

export const VDIVPD: Paragraph = {
  mnemonic: "vdivpd",
  title: "Divide packed doubles, VEX",
  source: "SDM 2A, DIVPD",
  cpuid: "AVX",
  meaning: divpd,
  rows: `
    vdivpd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 5E /r  nofeature|yes
    vdivpd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 5E /r  nofeature|yes`,
};

export const VDIVPS: Paragraph = {
  mnemonic: "vdivps",
  title: "Divide packed singles, VEX",
  source: "SDM 2A, DIVPS",
  cpuid: "AVX",
  meaning: divps,
  rows: `
    vdivps_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.0F.WIG 5E /r  nofeature|yes
    vdivps_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.0F.WIG 5E /r  nofeature|yes`,
};

export const VDIVSD: Paragraph = {
  mnemonic: "vdivsd",
  title: "Divide a scalar double, VEX",
  source: "SDM 2A, DIVSD",
  cpuid: "AVX",
  meaning: divsd,
  rows: `
    vdivsd_xmm_xmm_xmmm64  xmm:w xmm.v:r xmm/m64:r  VEX.LIG.F2.0F.WIG 5E /r  nofeature|yes`,
};

export const VDIVSS: Paragraph = {
  mnemonic: "vdivss",
  title: "Divide a scalar single, VEX",
  source: "SDM 2A, DIVSS",
  cpuid: "AVX",
  meaning: divss,
  rows: `
    vdivss_xmm_xmm_xmmm32  xmm:w xmm.v:r xmm/m32:r  VEX.LIG.F3.0F.WIG 5E /r  nofeature|yes`,
};

export const VMAXPD: Paragraph = {
  mnemonic: "vmaxpd",
  title: "Maximum of packed doubles, VEX",
  source: "SDM 2B, MAXPD",
  cpuid: "AVX",
  meaning: maxpd,
  rows: `
    vmaxpd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 5F /r  nofeature|yes
    vmaxpd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 5F /r  nofeature|yes`,
};

export const VMAXPS: Paragraph = {
  mnemonic: "vmaxps",
  title: "Maximum of packed singles, VEX",
  source: "SDM 2B, MAXPS",
  cpuid: "AVX",
  meaning: maxps,
  rows: `
    vmaxps_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.0F.WIG 5F /r  nofeature|yes
    vmaxps_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.0F.WIG 5F /r  nofeature|yes`,
};

export const VMAXSD: Paragraph = {
  mnemonic: "vmaxsd",
  title: "Maximum of a scalar double, VEX",
  source: "SDM 2B, MAXSD",
  cpuid: "AVX",
  meaning: maxsd,
  rows: `
    vmaxsd_xmm_xmm_xmmm64  xmm:w xmm.v:r xmm/m64:r  VEX.LIG.F2.0F.WIG 5F /r  nofeature|yes`,
};

export const VMAXSS: Paragraph = {
  mnemonic: "vmaxss",
  title: "Maximum of a scalar single, VEX",
  source: "SDM 2B, MAXSS",
  cpuid: "AVX",
  meaning: maxss,
  rows: `
    vmaxss_xmm_xmm_xmmm32  xmm:w xmm.v:r xmm/m32:r  VEX.LIG.F3.0F.WIG 5F /r  nofeature|yes`,
};

export const VMINPD: Paragraph = {
  mnemonic: "vminpd",
  title: "Minimum of packed doubles, VEX",
  source: "SDM 2B, MINPD",
  cpuid: "AVX",
  meaning: minpd,
  rows: `
    vminpd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 5D /r  nofeature|yes
    vminpd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 5D /r  nofeature|yes`,
};

export const VMINPS: Paragraph = {
  mnemonic: "vminps",
  title: "Minimum of packed singles, VEX",
  source: "SDM 2B, MINPS",
  cpuid: "AVX",
  meaning: minps,
  rows: `
    vminps_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.0F.WIG 5D /r  nofeature|yes
    vminps_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.0F.WIG 5D /r  nofeature|yes`,
};

export const VMINSD: Paragraph = {
  mnemonic: "vminsd",
  title: "Minimum of a scalar double, VEX",
  source: "SDM 2B, MINSD",
  cpuid: "AVX",
  meaning: minsd,
  rows: `
    vminsd_xmm_xmm_xmmm64  xmm:w xmm.v:r xmm/m64:r  VEX.LIG.F2.0F.WIG 5D /r  nofeature|yes`,
};

export const VMINSS: Paragraph = {
  mnemonic: "vminss",
  title: "Minimum of a scalar single, VEX",
  source: "SDM 2B, MINSS",
  cpuid: "AVX",
  meaning: minss,
  rows: `
    vminss_xmm_xmm_xmmm32  xmm:w xmm.v:r xmm/m32:r  VEX.LIG.F3.0F.WIG 5D /r  nofeature|yes`,
};

export const VMULPD: Paragraph = {
  mnemonic: "vmulpd",
  title: "Multiply packed doubles, VEX",
  source: "SDM 2B, MULPD",
  cpuid: "AVX",
  meaning: mulpd,
  rows: `
    vmulpd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 59 /r  nofeature|yes
    vmulpd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 59 /r  nofeature|yes`,
};

export const VMULPS: Paragraph = {
  mnemonic: "vmulps",
  title: "Multiply packed singles, VEX",
  source: "SDM 2B, MULPS",
  cpuid: "AVX",
  meaning: mulps,
  rows: `
    vmulps_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.0F.WIG 59 /r  nofeature|yes
    vmulps_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.0F.WIG 59 /r  nofeature|yes`,
};

export const VMULSD: Paragraph = {
  mnemonic: "vmulsd",
  title: "Multiply a scalar double, VEX",
  source: "SDM 2B, MULSD",
  cpuid: "AVX",
  meaning: mulsd,
  rows: `
    vmulsd_xmm_xmm_xmmm64  xmm:w xmm.v:r xmm/m64:r  VEX.LIG.F2.0F.WIG 59 /r  nofeature|yes`,
};

export const VMULSS: Paragraph = {
  mnemonic: "vmulss",
  title: "Multiply a scalar single, VEX",
  source: "SDM 2B, MULSS",
  cpuid: "AVX",
  meaning: mulss,
  rows: `
    vmulss_xmm_xmm_xmmm32  xmm:w xmm.v:r xmm/m32:r  VEX.LIG.F3.0F.WIG 59 /r  nofeature|yes`,
};

export const VRCPPS: Paragraph = {
  mnemonic: "vrcpps",
  title: "Approximate reciprocals of packed singles, VEX",
  source: "SDM 2B, RCPPS",
  cpuid: "AVX",
  meaning: rcpps,
  rows: `
    vrcpps_xmm_xmmm128  xmm:w xmm/m128:r  VEX.128.0F.WIG 53 /r  nofeature|yes
    vrcpps_ymm_ymmm256  ymm:w ymm/m256:r  VEX.256.0F.WIG 53 /r  nofeature|yes`,
};

export const VRCPSS: Paragraph = {
  mnemonic: "vrcpss",
  title: "Approximate reciprocal of a scalar single, VEX",
  source: "SDM 2B, RCPSS",
  cpuid: "AVX",
  meaning: rcpss,
  rows: `
    vrcpss_xmm_xmm_xmmm32  xmm:w xmm.v:r xmm/m32:r  VEX.LIG.F3.0F.WIG 53 /r  nofeature|yes`,
};

export const VRSQRTPS: Paragraph = {
  mnemonic: "vrsqrtps",
  title: "Approximate reciprocal square roots of packed singles, VEX",
  source: "SDM 2B, RSQRTPS",
  cpuid: "AVX",
  meaning: rsqrtps,
  rows: `
    vrsqrtps_xmm_xmmm128  xmm:w xmm/m128:r  VEX.128.0F.WIG 52 /r  nofeature|yes
    vrsqrtps_ymm_ymmm256  ymm:w ymm/m256:r  VEX.256.0F.WIG 52 /r  nofeature|yes`,
};

export const VRSQRTSS: Paragraph = {
  mnemonic: "vrsqrtss",
  title: "Approximate reciprocal square root of a scalar single, VEX",
  source: "SDM 2B, RSQRTSS",
  cpuid: "AVX",
  meaning: rsqrtss,
  rows: `
    vrsqrtss_xmm_xmm_xmmm32  xmm:w xmm.v:r xmm/m32:r  VEX.LIG.F3.0F.WIG 52 /r  nofeature|yes`,
};

export const VSQRTPD: Paragraph = {
  mnemonic: "vsqrtpd",
  title: "Square root of packed doubles, VEX",
  source: "SDM 2B, SQRTPD",
  cpuid: "AVX",
  meaning: sqrtpd,
  rows: `
    vsqrtpd_xmm_xmmm128  xmm:w xmm/m128:r  VEX.128.66.0F.WIG 51 /r  nofeature|yes  anyvvvv
    vsqrtpd_ymm_ymmm256  ymm:w ymm/m256:r  VEX.256.66.0F.WIG 51 /r  nofeature|yes  anyvvvv`,
};

export const VSQRTPS: Paragraph = {
  mnemonic: "vsqrtps",
  title: "Square root of packed singles, VEX",
  source: "SDM 2B, SQRTPS",
  cpuid: "AVX",
  meaning: sqrtps,
  rows: `
    vsqrtps_xmm_xmmm128  xmm:w xmm/m128:r  VEX.128.0F.WIG 51 /r  nofeature|yes  anyvvvv
    vsqrtps_ymm_ymmm256  ymm:w ymm/m256:r  VEX.256.0F.WIG 51 /r  nofeature|yes  anyvvvv`,
};

export const VSQRTSD: Paragraph = {
  mnemonic: "vsqrtsd",
  title: "Square root of a scalar double, VEX",
  source: "SDM 2B, SQRTSD",
  cpuid: "AVX",
  meaning: sqrtsd,
  rows: `
    vsqrtsd_xmm_xmm_xmmm64  xmm:w xmm.v:r xmm/m64:r  VEX.LIG.F2.0F.WIG 51 /r  nofeature|yes`,
};

export const VSQRTSS: Paragraph = {
  mnemonic: "vsqrtss",
  title: "Square root of a scalar single, VEX",
  source: "SDM 2B, SQRTSS",
  cpuid: "AVX",
  meaning: sqrtss,
  rows: `
    vsqrtss_xmm_xmm_xmmm32  xmm:w xmm.v:r xmm/m32:r  VEX.LIG.F3.0F.WIG 51 /r  nofeature|yes`,
};

export const VSUBPD: Paragraph = {
  mnemonic: "vsubpd",
  title: "Subtract packed doubles, VEX",
  source: "SDM 2B, SUBPD",
  cpuid: "AVX",
  meaning: subpd,
  rows: `
    vsubpd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG 5C /r  nofeature|yes
    vsubpd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG 5C /r  nofeature|yes`,
};

export const VSUBPS: Paragraph = {
  mnemonic: "vsubps",
  title: "Subtract packed singles, VEX",
  source: "SDM 2B, SUBPS",
  cpuid: "AVX",
  meaning: subps,
  rows: `
    vsubps_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.0F.WIG 5C /r  nofeature|yes
    vsubps_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.0F.WIG 5C /r  nofeature|yes`,
};

export const VSUBSD: Paragraph = {
  mnemonic: "vsubsd",
  title: "Subtract a scalar double, VEX",
  source: "SDM 2B, SUBSD",
  cpuid: "AVX",
  meaning: subsd,
  rows: `
    vsubsd_xmm_xmm_xmmm64  xmm:w xmm.v:r xmm/m64:r  VEX.LIG.F2.0F.WIG 5C /r  nofeature|yes`,
};

export const VSUBSS: Paragraph = {
  mnemonic: "vsubss",
  title: "Subtract a scalar single, VEX",
  source: "SDM 2B, SUBSS",
  cpuid: "AVX",
  meaning: subss,
  rows: `
    vsubss_xmm_xmm_xmmm32  xmm:w xmm.v:r xmm/m32:r  VEX.LIG.F3.0F.WIG 5C /r  nofeature|yes`,
};
