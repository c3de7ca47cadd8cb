/** SSE and SSE2: conversions. */
import type { Meaning, Paragraph } from "../form.ts";
import type { FloatLanes } from "../../ir/ir.ts";
import {
  packedConvert, scalarBetween, scalarFromInteger, scalarToInteger,
} from "../float-shapes.ts";
import { enterMmx, readMmx, writeMmx } from "../packed-shapes.ts";

/** Two floating-point lanes as two integers in an MMX register. */
function convertToMmx(from: FloatLanes, truncate: boolean): Meaning {
  return (m) => {
    enterMmx(m);
    const source = from === "f64x2" ? m.readVector(1) : m.pair(m.read(1, 64), m.const(0n));
    writeMmx(m, m.vectorConvert(from, "i32x4", source, truncate));
  };
}

export const cvtdq2pd: Meaning = packedConvert("i32x4", "f64x2");
export const CVTDQ2PD: Paragraph = {
  mnemonic: "cvtdq2pd",
  title: "Convert packed doublewords into doubles",
  source: "SDM 2A, CVTDQ2PD",
  cpuid: "SSE2",
  meaning: cvtdq2pd,
  rows: `
    cvtdq2pd_xmm_xmmm64  xmm:w xmm/m64:r  F3 0F E6 /r  yes`,
};

export const cvtdq2ps: Meaning = packedConvert("i32x4", "f32x4");
export const CVTDQ2PS: Paragraph = {
  mnemonic: "cvtdq2ps",
  title: "Convert packed doublewords into singles",
  source: "SDM 2A, CVTDQ2PS",
  cpuid: "SSE2",
  meaning: cvtdq2ps,
  rows: `
    cvtdq2ps_xmm_xmmm128  xmm:w xmm/m128:r  NP 0F 5B /r  yes  align`,
};

export const cvtpd2dq: Meaning = packedConvert("f64x2", "i32x4");
export const CVTPD2DQ: Paragraph = {
  mnemonic: "cvtpd2dq",
  title: "Convert packed doubles into doublewords",
  source: "SDM 2A, CVTPD2DQ",
  cpuid: "SSE2",
  meaning: cvtpd2dq,
  rows: `
    cvtpd2dq_xmm_xmmm128  xmm:w xmm/m128:r  F2 0F E6 /r  yes  align`,
};

export const cvtpd2pi: Meaning = convertToMmx("f64x2", false);
export const CVTPD2PI: Paragraph = {
  mnemonic: "cvtpd2pi",
  title: "Convert two doubles into doublewords of MMX",
  source: "SDM 2A, CVTPD2PI",
  cpuid: "SSE2",
  meaning: cvtpd2pi,
  rows: `
    cvtpd2pi_mm_xmmm128  mm:w xmm/m128:r  66 0F 2D /r  yes  align`,
};

export const cvtpd2ps: Meaning = packedConvert("f64x2", "f32x4");
export const CVTPD2PS: Paragraph = {
  mnemonic: "cvtpd2ps",
  title: "Convert packed doubles into singles",
  source: "SDM 2A, CVTPD2PS",
  cpuid: "SSE2",
  meaning: cvtpd2ps,
  rows: `
    cvtpd2ps_xmm_xmmm128  xmm:w xmm/m128:r  66 0F 5A /r  yes  align`,
};

export const cvtpi2pd: Meaning = (m) => {
  if (!m.isMemory(1)) enterMmx(m);
  m.writeVector(0, m.vectorConvert("i32x4", "f64x2", readMmx(m, 1)));
};
export const CVTPI2PD: Paragraph = {
  mnemonic: "cvtpi2pd",
  title: "Convert two doublewords of MMX or memory into doubles",
  source: "SDM 2A, CVTPI2PD",
  cpuid: "SSE2",
  meaning: cvtpi2pd,
  rows: `
    cvtpi2pd_xmm_mmm64  xmm:w mm/m64:r  66 0F 2A /r  yes`,
};

// With a memory operand no MMX register is touched, and CPUs make no transition. (The manual says so
// for CVTPI2PD only.)
export const cvtpi2ps: Meaning = (m) => {
  if (!m.isMemory(1)) enterMmx(m);
  const singles = m.vectorConvert("i32x4", "f32x4", readMmx(m, 1));
  m.writeLane(0, "i64x2", 0, m.lane("i64x2", 0, singles));
};
export const CVTPI2PS: Paragraph = {
  mnemonic: "cvtpi2ps",
  title: "Convert two doublewords of MMX or memory into singles",
  source: "SDM 2A, CVTPI2PS",
  cpuid: "SSE2",
  meaning: cvtpi2ps,
  rows: `
    cvtpi2ps_xmm_mmm64  xmm:rw mm/m64:r  NP 0F 2A /r  yes`,
};

export const cvtps2dq: Meaning = packedConvert("f32x4", "i32x4");
export const CVTPS2DQ: Paragraph = {
  mnemonic: "cvtps2dq",
  title: "Convert packed singles into doublewords",
  source: "SDM 2A, CVTPS2DQ",
  cpuid: "SSE2",
  meaning: cvtps2dq,
  rows: `
    cvtps2dq_xmm_xmmm128  xmm:w xmm/m128:r  66 0F 5B /r  yes  align`,
};

export const cvtps2pd: Meaning = packedConvert("f32x4", "f64x2");
export const CVTPS2PD: Paragraph = {
  mnemonic: "cvtps2pd",
  title: "Convert packed singles into doubles",
  source: "SDM 2A, CVTPS2PD",
  cpuid: "SSE2",
  meaning: cvtps2pd,
  rows: `
    cvtps2pd_xmm_xmmm64  xmm:w xmm/m64:r  NP 0F 5A /r  yes`,
};

export const cvtps2pi: Meaning = convertToMmx("f32x4", false);
export const CVTPS2PI: Paragraph = {
  mnemonic: "cvtps2pi",
  title: "Convert two singles into doublewords of MMX",
  source: "SDM 2A, CVTPS2PI",
  cpuid: "SSE2",
  meaning: cvtps2pi,
  rows: `
    cvtps2pi_mm_xmmm64  mm:w xmm/m64:r  NP 0F 2D /r  yes`,
};

export const cvtsd2si: Meaning = scalarToInteger("f64", false);
export const CVTSD2SI: Paragraph = {
  mnemonic: "cvtsd2si",
  title: "Convert a double into an integer",
  source: "SDM 2A, CVTSD2SI",
  cpuid: "SSE2",
  meaning: cvtsd2si,
  rows: `
    cvtsd2si_r32_xmmm64  r32:w xmm/m64:r  o32 F2 0F 2D /r  yes
    cvtsd2si_r64_xmmm64  r64:w xmm/m64:r  o64 F2 0F 2D /r  yes`,
};

export const cvtsd2ss: Meaning = scalarBetween("f64", "f32");
export const CVTSD2SS: Paragraph = {
  mnemonic: "cvtsd2ss",
  title: "Convert a double into a single",
  source: "SDM 2A, CVTSD2SS",
  cpuid: "SSE2",
  meaning: cvtsd2ss,
  rows: `
    cvtsd2ss_xmm_xmmm64  xmm:rw xmm/m64:r  F2 0F 5A /r  yes`,
};

export const cvtsi2sd: Meaning = scalarFromInteger("f64");
export const CVTSI2SD: Paragraph = {
  mnemonic: "cvtsi2sd",
  title: "Convert an integer into a double",
  source: "SDM 2A, CVTSI2SD",
  cpuid: "SSE2",
  meaning: cvtsi2sd,
  rows: `
    cvtsi2sd_xmm_rm32  xmm:rw rm32:r  o32 F2 0F 2A /r  yes
    cvtsi2sd_xmm_rm64  xmm:rw rm64:r  o64 F2 0F 2A /r  yes`,
};

export const cvtsi2ss: Meaning = scalarFromInteger("f32");
export const CVTSI2SS: Paragraph = {
  mnemonic: "cvtsi2ss",
  title: "Convert an integer into a single",
  source: "SDM 2A, CVTSI2SS",
  cpuid: "SSE",
  meaning: cvtsi2ss,
  rows: `
    cvtsi2ss_xmm_rm32  xmm:rw rm32:r  o32 F3 0F 2A /r  yes
    cvtsi2ss_xmm_rm64  xmm:rw rm64:r  o64 F3 0F 2A /r  yes`,
};

export const cvtss2sd: Meaning = scalarBetween("f32", "f64");
export const CVTSS2SD: Paragraph = {
  mnemonic: "cvtss2sd",
  title: "Convert a single into a double",
  source: "SDM 2A, CVTSS2SD",
  cpuid: "SSE2",
  meaning: cvtss2sd,
  rows: `
    cvtss2sd_xmm_xmmm32  xmm:rw xmm/m32:r  F3 0F 5A /r  yes`,
};

export const cvtss2si: Meaning = scalarToInteger("f32", false);
export const CVTSS2SI: Paragraph = {
  mnemonic: "cvtss2si",
  title: "Convert a single into an integer",
  source: "SDM 2A, CVTSS2SI",
  cpuid: "SSE",
  meaning: cvtss2si,
  rows: `
    cvtss2si_r32_xmmm32  r32:w xmm/m32:r  o32 F3 0F 2D /r  yes
    cvtss2si_r64_xmmm32  r64:w xmm/m32:r  o64 F3 0F 2D /r  yes`,
};

export const cvttpd2dq: Meaning = packedConvert("f64x2", "i32x4", true);
export const CVTTPD2DQ: Paragraph = {
  mnemonic: "cvttpd2dq",
  title: "Convert packed doubles into doublewords, truncating",
  source: "SDM 2A, CVTTPD2DQ",
  cpuid: "SSE2",
  meaning: cvttpd2dq,
  rows: `
    cvttpd2dq_xmm_xmmm128  xmm:w xmm/m128:r  66 0F E6 /r  yes  align`,
};

export const cvttpd2pi: Meaning = convertToMmx("f64x2", true);
export const CVTTPD2PI: Paragraph = {
  mnemonic: "cvttpd2pi",
  title: "Convert two doubles into doublewords of MMX, truncating",
  source: "SDM 2A, CVTTPD2PI",
  cpuid: "SSE2",
  meaning: cvttpd2pi,
  rows: `
    cvttpd2pi_mm_xmmm128  mm:w xmm/m128:r  66 0F 2C /r  yes  align`,
};

export const cvttps2dq: Meaning = packedConvert("f32x4", "i32x4", true);
export const CVTTPS2DQ: Paragraph = {
  mnemonic: "cvttps2dq",
  title: "Convert packed singles into doublewords, truncating",
  source: "SDM 2A, CVTTPS2DQ",
  cpuid: "SSE2",
  meaning: cvttps2dq,
  rows: `
    cvttps2dq_xmm_xmmm128  xmm:w xmm/m128:r  F3 0F 5B /r  yes  align`,
};

export const cvttps2pi: Meaning = convertToMmx("f32x4", true);
export const CVTTPS2PI: Paragraph = {
  mnemonic: "cvttps2pi",
  title: "Convert two singles into doublewords of MMX, truncating",
  source: "SDM 2A, CVTTPS2PI",
  cpuid: "SSE2",
  meaning: cvttps2pi,
  rows: `
    cvttps2pi_mm_xmmm64  mm:w xmm/m64:r  NP 0F 2C /r  yes`,
};

export const cvttsd2si: Meaning = scalarToInteger("f64", true);
export const CVTTSD2SI: Paragraph = {
  mnemonic: "cvttsd2si",
  title: "Convert a double into an integer, truncating",
  source: "SDM 2A, CVTTSD2SI",
  cpuid: "SSE2",
  meaning: cvttsd2si,
  rows: `
    cvttsd2si_r32_xmmm64  r32:w xmm/m64:r  o32 F2 0F 2C /r  yes
    cvttsd2si_r64_xmmm64  r64:w xmm/m64:r  o64 F2 0F 2C /r  yes`,
};

export const cvttss2si: Meaning = scalarToInteger("f32", true);
export const CVTTSS2SI: Paragraph = {
  mnemonic: "cvttss2si",
  title: "Convert a single into an integer, truncating",
  source: "SDM 2A, CVTTSS2SI",
  cpuid: "SSE",
  meaning: cvttss2si,
  rows: `
    cvttss2si_r32_xmmm32  r32:w xmm/m32:r  o32 F3 0F 2C /r  yes
    cvttss2si_r64_xmmm32  r64:w xmm/m32:r  o64 F3 0F 2C /r  yes`,
};
