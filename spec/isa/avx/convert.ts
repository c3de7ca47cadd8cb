/** AVX: conversions. */
import type { V } from "../../ir/builder.ts";
import type { Meaning, Paragraph } from "../form.ts";
import {
  cvtdq2pd, cvtdq2ps, cvtpd2dq, cvtpd2ps, cvtps2dq, cvtps2pd, cvtsd2si, cvtsd2ss, cvtsi2sd,
  cvtsi2ss, cvtss2sd, cvtss2si, cvttpd2dq, cvttps2dq, cvttsd2si, cvttss2si,
} from "../sse/convert.ts";
import { readPartial } from "../move-shapes.ts";
import { writeHalves } from "../packed-shapes.ts";

export const VCVTDQ2PD: Paragraph = {
  mnemonic: "vcvtdq2pd",
  title: "Convert packed doublewords into doubles, VEX",
  source: "SDM 2A, CVTDQ2PD",
  cpuid: "AVX",
  meaning: cvtdq2pd,
  rows: `
    vcvtdq2pd_xmm_xmmm64   xmm:w xmm/m64:r   VEX.128.F3.0F.WIG E6 /r  nofeature|yes
    vcvtdq2pd_ymm_xmmm128  ymm:w xmm/m128:r  VEX.256.F3.0F.WIG E6 /r  nofeature|yes`,
};

export const VCVTDQ2PS: Paragraph = {
  mnemonic: "vcvtdq2ps",
  title: "Convert packed doublewords into singles, VEX",
  source: "SDM 2A, CVTDQ2PS",
  cpuid: "AVX",
  meaning: cvtdq2ps,
  rows: `
    vcvtdq2ps_xmm_xmmm128  xmm:w xmm/m128:r  VEX.128.0F.WIG 5B /r  nofeature|yes
    vcvtdq2ps_ymm_ymmm256  ymm:w ymm/m256:r  VEX.256.0F.WIG 5B /r  nofeature|yes`,
};

export const VCVTPD2DQ: Paragraph = {
  mnemonic: "vcvtpd2dq",
  title: "Convert packed doubles into doublewords, VEX",
  source: "SDM 2A, CVTPD2DQ",
  cpuid: "AVX",
  meaning: cvtpd2dq,
  rows: `
    vcvtpd2dq_xmm_xmmm128  xmm:w xmm/m128:r  VEX.128.F2.0F.WIG E6 /r  nofeature|yes
    vcvtpd2dq_xmm_ymmm256  xmm:w ymm/m256:r  VEX.256.F2.0F.WIG E6 /r  nofeature|yes`,
};

export const VCVTPD2PS: Paragraph = {
  mnemonic: "vcvtpd2ps",
  title: "Convert packed doubles into singles, VEX",
  source: "SDM 2A, CVTPD2PS",
  cpuid: "AVX",
  meaning: cvtpd2ps,
  rows: `
    vcvtpd2ps_xmm_xmmm128  xmm:w xmm/m128:r  VEX.128.66.0F.WIG 5A /r  nofeature|yes
    vcvtpd2ps_xmm_ymmm256  xmm:w ymm/m256:r  VEX.256.66.0F.WIG 5A /r  nofeature|yes`,
};

export const vcvtph2ps: Meaning = (m) => {
  const source = readPartial(m, 1);
  writeHalves(m, (half) => m.call("vcvtph2ps", "v128",
    half === 0 ? source : m.pair(m.lane("i64x2", 1, source), m.const(0n))));
};
export const VCVTPH2PS: Paragraph = {
  mnemonic: "vcvtph2ps",
  title: "Convert halves into singles",
  source: "SDM 2C, VCVTPH2PS",
  cpuid: "F16C",
  meaning: vcvtph2ps,
  rows: `
    vcvtph2ps_xmm_xmmm64   xmm:w xmm/m64:r   VEX.128.66.0F38.W0 13 /r  nofeature
    vcvtph2ps_ymm_xmmm128  ymm:w xmm/m128:r  VEX.256.66.0F38.W0 13 /r  nofeature`,
};

export const VCVTPS2DQ: Paragraph = {
  mnemonic: "vcvtps2dq",
  title: "Convert packed singles into doublewords, VEX",
  source: "SDM 2A, CVTPS2DQ",
  cpuid: "AVX",
  meaning: cvtps2dq,
  rows: `
    vcvtps2dq_xmm_xmmm128  xmm:w xmm/m128:r  VEX.128.66.0F.WIG 5B /r  nofeature|yes
    vcvtps2dq_ymm_ymmm256  ymm:w ymm/m256:r  VEX.256.66.0F.WIG 5B /r  nofeature|yes`,
};

export const VCVTPS2PD: Paragraph = {
  mnemonic: "vcvtps2pd",
  title: "Convert packed singles into doubles, VEX",
  source: "SDM 2A, CVTPS2PD",
  cpuid: "AVX",
  meaning: cvtps2pd,
  rows: `
    vcvtps2pd_xmm_xmmm64   xmm:w xmm/m64:r   VEX.128.0F.WIG 5A /r  nofeature|yes
    vcvtps2pd_ymm_xmmm128  ymm:w xmm/m128:r  VEX.256.0F.WIG 5A /r  nofeature|yes`,
};

export const vcvtps2ph: Meaning = (m) => {
  const control = m.read(2);
  const narrow = (half: 0 | 1): V => m.lane("i64x2", 0,
    m.call("vcvtps2ph", "v128", m.readVector(1, half), control));
  const low = narrow(0);
  if (m.operand(1).kind === "ymm") m.writeVector(0, m.pair(low, narrow(1)));
  else if (m.isMemory(0)) m.write(0, low, 64);
  else m.writeVector(0, m.pair(low, m.const(0n)));
};
export const VCVTPS2PH: Paragraph = {
  mnemonic: "vcvtps2ph",
  title: "Convert singles into halves",
  source: "SDM 2C, VCVTPS2PH",
  cpuid: "F16C",
  meaning: vcvtps2ph,
  rows: `
    vcvtps2ph_xmmm64_xmm_imm8   xmm/m64:w xmm:r imm8   VEX.128.66.0F3A.W0 1D /r ib  nofeature
    vcvtps2ph_xmmm128_ymm_imm8  xmm/m128:w ymm:r imm8  VEX.256.66.0F3A.W0 1D /r ib  nofeature`,
};

export const VCVTSD2SI: Paragraph = {
  mnemonic: "vcvtsd2si",
  title: "Convert a double into an integer, VEX",
  source: "SDM 2A, CVTSD2SI",
  cpuid: "AVX",
  meaning: cvtsd2si,
  rows: `
    vcvtsd2si_r32_xmmm64  r32:w xmm/m64:r  VEX.LIG.F2.0F.W0 2D /r  nofeature|yes
    vcvtsd2si_r64_xmmm64  r64:w xmm/m64:r  VEX.LIG.F2.0F.W1 2D /r  nofeature|yes`,
};

export const VCVTSD2SS: Paragraph = {
  mnemonic: "vcvtsd2ss",
  title: "Convert a double into a single, VEX",
  source: "SDM 2A, CVTSD2SS",
  cpuid: "AVX",
  meaning: cvtsd2ss,
  rows: `
    vcvtsd2ss_xmm_xmm_xmmm64  xmm:w xmm.v:r xmm/m64:r  VEX.LIG.F2.0F.WIG 5A /r  nofeature|yes`,
};

export const VCVTSI2SD: Paragraph = {
  mnemonic: "vcvtsi2sd",
  title: "Convert an integer into a double, VEX",
  source: "SDM 2A, CVTSI2SD",
  cpuid: "AVX",
  meaning: cvtsi2sd,
  rows: `
    vcvtsi2sd_xmm_xmm_rm32  xmm:w xmm.v:r rm32:r  VEX.LIG.F2.0F.W0 2A /r  nofeature|yes
    vcvtsi2sd_xmm_xmm_rm64  xmm:w xmm.v:r rm64:r  VEX.LIG.F2.0F.W1 2A /r  nofeature|yes`,
};

export const VCVTSI2SS: Paragraph = {
  mnemonic: "vcvtsi2ss",
  title: "Convert an integer into a single, VEX",
  source: "SDM 2A, CVTSI2SS",
  cpuid: "AVX",
  meaning: cvtsi2ss,
  rows: `
    vcvtsi2ss_xmm_xmm_rm32  xmm:w xmm.v:r rm32:r  VEX.LIG.F3.0F.W0 2A /r  nofeature|yes
    vcvtsi2ss_xmm_xmm_rm64  xmm:w xmm.v:r rm64:r  VEX.LIG.F3.0F.W1 2A /r  nofeature|yes`,
};

export const VCVTSS2SD: Paragraph = {
  mnemonic: "vcvtss2sd",
  title: "Convert a single into a double, VEX",
  source: "SDM 2A, CVTSS2SD",
  cpuid: "AVX",
  meaning: cvtss2sd,
  rows: `
    vcvtss2sd_xmm_xmm_xmmm32  xmm:w xmm.v:r xmm/m32:r  VEX.LIG.F3.0F.WIG 5A /r  nofeature|yes`,
};

export const VCVTSS2SI: Paragraph = {
  mnemonic: "vcvtss2si",
  title: "Convert a single into an integer, VEX",
  source: "SDM 2A, CVTSS2SI",
  cpuid: "AVX",
  meaning: cvtss2si,
  rows: `
    vcvtss2si_r32_xmmm32  r32:w xmm/m32:r  VEX.LIG.F3.0F.W0 2D /r  nofeature|yes
    vcvtss2si_r64_xmmm32  r64:w xmm/m32:r  VEX.LIG.F3.0F.W1 2D /r  nofeature|yes`,
};

export const VCVTTPD2DQ: Paragraph = {
  mnemonic: "vcvttpd2dq",
  title: "Convert packed doubles into doublewords, truncating, VEX",
  source: "SDM 2A, CVTTPD2DQ",
  cpuid: "AVX",
  meaning: cvttpd2dq,
  rows: `
    vcvttpd2dq_xmm_xmmm128  xmm:w xmm/m128:r  VEX.128.66.0F.WIG E6 /r  nofeature|yes
    vcvttpd2dq_xmm_ymmm256  xmm:w ymm/m256:r  VEX.256.66.0F.WIG E6 /r  nofeature|yes`,
};

export const VCVTTPS2DQ: Paragraph = {
  mnemonic: "vcvttps2dq",
  title: "Convert packed singles into doublewords, truncating, VEX",
  source: "SDM 2A, CVTTPS2DQ",
  cpuid: "AVX",
  meaning: cvttps2dq,
  rows: `
    vcvttps2dq_xmm_xmmm128  xmm:w xmm/m128:r  VEX.128.F3.0F.WIG 5B /r  nofeature|yes
    vcvttps2dq_ymm_ymmm256  ymm:w ymm/m256:r  VEX.256.F3.0F.WIG 5B /r  nofeature|yes`,
};

export const VCVTTSD2SI: Paragraph = {
  mnemonic: "vcvttsd2si",
  title: "Convert a double into an integer, truncating, VEX",
  source: "SDM 2A, CVTTSD2SI",
  cpuid: "AVX",
  meaning: cvttsd2si,
  rows: `
    vcvttsd2si_r32_xmmm64  r32:w xmm/m64:r  VEX.LIG.F2.0F.W0 2C /r  nofeature|yes
    vcvttsd2si_r64_xmmm64  r64:w xmm/m64:r  VEX.LIG.F2.0F.W1 2C /r  nofeature|yes`,
};

export const VCVTTSS2SI: Paragraph = {
  mnemonic: "vcvttss2si",
  title: "Convert a single into an integer, truncating, VEX",
  source: "SDM 2A, CVTTSS2SI",
  cpuid: "AVX",
  meaning: cvttss2si,
  rows: `
    vcvttss2si_r32_xmmm32  r32:w xmm/m32:r  VEX.LIG.F3.0F.W0 2C /r  nofeature|yes
    vcvttss2si_r64_xmmm32  r64:w xmm/m32:r  VEX.LIG.F3.0F.W1 2C /r  nofeature|yes`,
};
