/** SSE and SSE2: conversions. */
import type { Paragraph } from "../form.ts";

export const CVTDQ2PD: Paragraph = {
  mnemonic: "cvtdq2pd",
  title: "Convert packed doublewords into doubles",
  source: "SDM 2A, CVTDQ2PD",
  cpuid: "SSE2",
  rows: `
    cvtdq2pd_xmm_xmmm64  xmm:w xmm/m64:r  F3 0F E6 /r  yes`,
};

export const CVTDQ2PS: Paragraph = {
  mnemonic: "cvtdq2ps",
  title: "Convert packed doublewords into singles",
  source: "SDM 2A, CVTDQ2PS",
  cpuid: "SSE2",
  rows: `
    cvtdq2ps_xmm_xmmm128  xmm:w xmm/m128:r  NP 0F 5B /r  yes  align`,
};

export const CVTPD2DQ: Paragraph = {
  mnemonic: "cvtpd2dq",
  title: "Convert packed doubles into doublewords",
  source: "SDM 2A, CVTPD2DQ",
  cpuid: "SSE2",
  rows: `
    cvtpd2dq_xmm_xmmm128  xmm:w xmm/m128:r  F2 0F E6 /r  yes  align`,
};

export const CVTPD2PI: Paragraph = {
  mnemonic: "cvtpd2pi",
  title: "Convert two doubles into doublewords of MMX",
  source: "SDM 2A, CVTPD2PI",
  cpuid: "SSE2",
  rows: `
    cvtpd2pi_mm_xmmm128  mm:w xmm/m128:r  66 0F 2D /r  yes  align`,
};

export const CVTPD2PS: Paragraph = {
  mnemonic: "cvtpd2ps",
  title: "Convert packed doubles into singles",
  source: "SDM 2A, CVTPD2PS",
  cpuid: "SSE2",
  rows: `
    cvtpd2ps_xmm_xmmm128  xmm:w xmm/m128:r  66 0F 5A /r  yes  align`,
};

export const CVTPI2PD: Paragraph = {
  mnemonic: "cvtpi2pd",
  title: "Convert two doublewords of MMX or memory into doubles",
  source: "SDM 2A, CVTPI2PD",
  cpuid: "SSE2",
  rows: `
    cvtpi2pd_xmm_mmm64  xmm:w mm/m64:r  66 0F 2A /r  yes`,
};

export const CVTPI2PS: Paragraph = {
  mnemonic: "cvtpi2ps",
  title: "Convert two doublewords of MMX or memory into singles",
  source: "SDM 2A, CVTPI2PS",
  cpuid: "SSE2",
  rows: `
    cvtpi2ps_xmm_mmm64  xmm:rw mm/m64:r  NP 0F 2A /r  yes`,
};

export const CVTPS2DQ: Paragraph = {
  mnemonic: "cvtps2dq",
  title: "Convert packed singles into doublewords",
  source: "SDM 2A, CVTPS2DQ",
  cpuid: "SSE2",
  rows: `
    cvtps2dq_xmm_xmmm128  xmm:w xmm/m128:r  66 0F 5B /r  yes  align`,
};

export const CVTPS2PD: Paragraph = {
  mnemonic: "cvtps2pd",
  title: "Convert packed singles into doubles",
  source: "SDM 2A, CVTPS2PD",
  cpuid: "SSE2",
  rows: `
    cvtps2pd_xmm_xmmm64  xmm:w xmm/m64:r  NP 0F 5A /r  yes`,
};

export const CVTPS2PI: Paragraph = {
  mnemonic: "cvtps2pi",
  title: "Convert two singles into doublewords of MMX",
  source: "SDM 2A, CVTPS2PI",
  cpuid: "SSE2",
  rows: `
    cvtps2pi_mm_xmmm64  mm:w xmm/m64:r  NP 0F 2D /r  yes`,
};

export const CVTSD2SI: Paragraph = {
  mnemonic: "cvtsd2si",
  title: "Convert a double into an integer",
  source: "SDM 2A, CVTSD2SI",
  cpuid: "SSE2",
  rows: `
    cvtsd2si_r32_xmmm64  r32:w xmm/m64:r  o32 F2 0F 2D /r  yes
    cvtsd2si_r64_xmmm64  r64:w xmm/m64:r  o64 F2 0F 2D /r  yes`,
};

export const CVTSD2SS: Paragraph = {
  mnemonic: "cvtsd2ss",
  title: "Convert a double into a single",
  source: "SDM 2A, CVTSD2SS",
  cpuid: "SSE2",
  rows: `
    cvtsd2ss_xmm_xmmm64  xmm:rw xmm/m64:r  F2 0F 5A /r  yes`,
};

export const CVTSI2SD: Paragraph = {
  mnemonic: "cvtsi2sd",
  title: "Convert an integer into a double",
  source: "SDM 2A, CVTSI2SD",
  cpuid: "SSE2",
  rows: `
    cvtsi2sd_xmm_rm32  xmm:rw rm32:r  o32 F2 0F 2A /r  yes
    cvtsi2sd_xmm_rm64  xmm:rw rm64:r  o64 F2 0F 2A /r  yes`,
};

export const CVTSI2SS: Paragraph = {
  mnemonic: "cvtsi2ss",
  title: "Convert an integer into a single",
  source: "SDM 2A, CVTSI2SS",
  cpuid: "SSE",
  rows: `
    cvtsi2ss_xmm_rm32  xmm:rw rm32:r  o32 F3 0F 2A /r  yes
    cvtsi2ss_xmm_rm64  xmm:rw rm64:r  o64 F3 0F 2A /r  yes`,
};

export const CVTSS2SD: Paragraph = {
  mnemonic: "cvtss2sd",
  title: "Convert a single into a double",
  source: "SDM 2A, CVTSS2SD",
  cpuid: "SSE2",
  rows: `
    cvtss2sd_xmm_xmmm32  xmm:rw xmm/m32:r  F3 0F 5A /r  yes`,
};

export const CVTSS2SI: Paragraph = {
  mnemonic: "cvtss2si",
  title: "Convert a single into an integer",
  source: "SDM 2A, CVTSS2SI",
  cpuid: "SSE",
  rows: `
    cvtss2si_r32_xmmm32  r32:w xmm/m32:r  o32 F3 0F 2D /r  yes
    cvtss2si_r64_xmmm32  r64:w xmm/m32:r  o64 F3 0F 2D /r  yes`,
};

export const CVTTPD2DQ: Paragraph = {
  mnemonic: "cvttpd2dq",
  title: "Convert packed doubles into doublewords, truncating",
  source: "SDM 2A, CVTTPD2DQ",
  cpuid: "SSE2",
  rows: `
    cvttpd2dq_xmm_xmmm128  xmm:w xmm/m128:r  66 0F E6 /r  yes  align`,
};

export const CVTTPD2PI: Paragraph = {
  mnemonic: "cvttpd2pi",
  title: "Convert two doubles into doublewords of MMX, truncating",
  source: "SDM 2A, CVTTPD2PI",
  cpuid: "SSE2",
  rows: `
    cvttpd2pi_mm_xmmm128  mm:w xmm/m128:r  66 0F 2C /r  yes  align`,
};

export const CVTTPS2DQ: Paragraph = {
  mnemonic: "cvttps2dq",
  title: "Convert packed singles into doublewords, truncating",
  source: "SDM 2A, CVTTPS2DQ",
  cpuid: "SSE2",
  rows: `
    cvttps2dq_xmm_xmmm128  xmm:w xmm/m128:r  F3 0F 5B /r  yes  align`,
};

export const CVTTPS2PI: Paragraph = {
  mnemonic: "cvttps2pi",
  title: "Convert two singles into doublewords of MMX, truncating",
  source: "SDM 2A, CVTTPS2PI",
  cpuid: "SSE2",
  rows: `
    cvttps2pi_mm_xmmm64  mm:w xmm/m64:r  NP 0F 2C /r  yes`,
};

export const CVTTSD2SI: Paragraph = {
  mnemonic: "cvttsd2si",
  title: "Convert a double into an integer, truncating",
  source: "SDM 2A, CVTTSD2SI",
  cpuid: "SSE2",
  rows: `
    cvttsd2si_r32_xmmm64  r32:w xmm/m64:r  o32 F2 0F 2C /r  yes
    cvttsd2si_r64_xmmm64  r64:w xmm/m64:r  o64 F2 0F 2C /r  yes`,
};

export const CVTTSS2SI: Paragraph = {
  mnemonic: "cvttss2si",
  title: "Convert a single into an integer, truncating",
  source: "SDM 2A, CVTTSS2SI",
  cpuid: "SSE",
  rows: `
    cvttss2si_r32_xmmm32  r32:w xmm/m32:r  o32 F3 0F 2C /r  yes
    cvttss2si_r64_xmmm32  r64:w xmm/m32:r  o64 F3 0F 2C /r  yes`,
};
