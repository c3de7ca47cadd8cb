/** SSE4.1: arithmetic and rounding. */
import type { Meaning, Paragraph } from "../form.ts";
import type { V } from "../../ir/builder.ts";
import { scalarRound } from "../float-shapes.ts";
import {
  halves, lanewise, lastOperand, packed, packedCallBy, packedUnary, sources, writeHalves,
} from "../packed-shapes.ts";

export const dppd: Meaning = packedCallBy("dppd");
export const DPPD: Paragraph = {
  mnemonic: "dppd",
  title: "Dot product of packed doubles",
  source: "SDM 2A, DPPD",
  cpuid: "SSE41",
  meaning: dppd,
  rows: `
    dppd_xmm_xmmm128_imm8  xmm:rw xmm/m128:r imm8  66 0F 3A 41 /r ib  yes  align`,
};

// With 256 bits the exceptions of both halves come together, so either half is told of the other.
export const dpps: Meaning = (m) => {
  const [first, second] = sources(m);
  const factors = halves(m).flatMap((half) => {
    const b = m.readVector(second, half);
    return [m.readVector(first, half), b];
  });
  const control = m.read(lastOperand(m));
  writeHalves(m, (half) =>
    m.call(half === 0 ? "dpps" : "dpps_upper", "v128", ...factors, control));
};
export const DPPS: Paragraph = {
  mnemonic: "dpps",
  title: "Dot product of packed singles",
  source: "SDM 2A, DPPS",
  cpuid: "SSE41",
  meaning: dpps,
  rows: `
    dpps_xmm_xmmm128_imm8  xmm:rw xmm/m128:r imm8  66 0F 3A 40 /r ib  yes  align`,
};

export const mpsadbw: Meaning = packed((m, a, b, half) => {
  const control = m.read(lastOperand(m));
  return m.call("mpsadbw", "v128", a, b, half === 0 ? control : m.shr(control, m.const(3n)));
});
export const MPSADBW: Paragraph = {
  mnemonic: "mpsadbw",
  title: "Sums of absolute differences of byte groups",
  source: "SDM 2B, MPSADBW",
  cpuid: "SSE41",
  meaning: mpsadbw,
  rows: `
    mpsadbw_xmm_xmmm128_imm8  xmm:rw xmm/m128:r imm8  66 0F 3A 42 /r ib  yes  align`,
};

export const phminposuw: Meaning = packedUnary((m, a) => m.call("phminposuw", "v128", a));
export const PHMINPOSUW: Paragraph = {
  mnemonic: "phminposuw",
  title: "Minimum of packed unsigned words, and its place",
  source: "SDM 2B, PHMINPOSUW",
  cpuid: "SSE41",
  meaning: phminposuw,
  rows: `
    phminposuw_xmm_xmmm128  xmm:w xmm/m128:r  66 0F 38 41 /r  yes  align`,
};

export const pmaxsb: Meaning = lanewise("max_s", "i8x16");
export const PMAXSB: Paragraph = {
  mnemonic: "pmaxsb",
  title: "Maximum of packed signed bytes",
  source: "SDM 2B, PMAXSB",
  cpuid: "SSE41",
  meaning: pmaxsb,
  rows: `
    pmaxsb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 3C /r  yes  align`,
};

export const pmaxsd: Meaning = lanewise("max_s", "i32x4");
export const PMAXSD: Paragraph = {
  mnemonic: "pmaxsd",
  title: "Maximum of packed signed doublewords",
  source: "SDM 2B, PMAXSD",
  cpuid: "SSE41",
  meaning: pmaxsd,
  rows: `
    pmaxsd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 3D /r  yes  align`,
};

export const pmaxud: Meaning = lanewise("max_u", "i32x4");
export const PMAXUD: Paragraph = {
  mnemonic: "pmaxud",
  title: "Maximum of packed unsigned doublewords",
  source: "SDM 2B, PMAXUD",
  cpuid: "SSE41",
  meaning: pmaxud,
  rows: `
    pmaxud_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 3F /r  yes  align`,
};

export const pmaxuw: Meaning = lanewise("max_u", "i16x8");
export const PMAXUW: Paragraph = {
  mnemonic: "pmaxuw",
  title: "Maximum of packed unsigned words",
  source: "SDM 2B, PMAXUW",
  cpuid: "SSE41",
  meaning: pmaxuw,
  rows: `
    pmaxuw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 3E /r  yes  align`,
};

export const pminsb: Meaning = lanewise("min_s", "i8x16");
export const PMINSB: Paragraph = {
  mnemonic: "pminsb",
  title: "Minimum of packed signed bytes",
  source: "SDM 2B, PMINSB",
  cpuid: "SSE41",
  meaning: pminsb,
  rows: `
    pminsb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 38 /r  yes  align`,
};

export const pminsd: Meaning = lanewise("min_s", "i32x4");
export const PMINSD: Paragraph = {
  mnemonic: "pminsd",
  title: "Minimum of packed signed doublewords",
  source: "SDM 2B, PMINSD",
  cpuid: "SSE41",
  meaning: pminsd,
  rows: `
    pminsd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 39 /r  yes  align`,
};

export const pminud: Meaning = lanewise("min_u", "i32x4");
export const PMINUD: Paragraph = {
  mnemonic: "pminud",
  title: "Minimum of packed unsigned doublewords",
  source: "SDM 2B, PMINUD",
  cpuid: "SSE41",
  meaning: pminud,
  rows: `
    pminud_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 3B /r  yes  align`,
};

export const pminuw: Meaning = lanewise("min_u", "i16x8");
export const PMINUW: Paragraph = {
  mnemonic: "pminuw",
  title: "Minimum of packed unsigned words",
  source: "SDM 2B, PMINUW",
  cpuid: "SSE41",
  meaning: pminuw,
  rows: `
    pminuw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 3A /r  yes  align`,
};

export const pmuldq: Meaning = packed((m, a, b) => {
  const by = m.const(32n);
  const even = (v: V): V =>
    m.vectorShift("shr_s", "i64x2", m.vectorShift("shl", "i64x2", v, by), by);
  return m.vector("mul", "i64x2", even(a), even(b));
});
export const PMULDQ: Paragraph = {
  mnemonic: "pmuldq",
  title: "Multiply packed signed doublewords",
  source: "SDM 2B, PMULDQ",
  cpuid: "SSE41",
  meaning: pmuldq,
  rows: `
    pmuldq_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 28 /r  yes  align`,
};

export const pmulld: Meaning = lanewise("mul", "i32x4");
export const PMULLD: Paragraph = {
  mnemonic: "pmulld",
  title: "Low halves of products of packed doublewords",
  source: "SDM 2B, PMULLD",
  cpuid: "SSE41",
  meaning: pmulld,
  rows: `
    pmulld_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 40 /r  yes  align`,
};

export const roundpd: Meaning = packedUnary((m, a) =>
  m.vectorFloatRound("f64x2", a, m.read(lastOperand(m))));
export const ROUNDPD: Paragraph = {
  mnemonic: "roundpd",
  title: "Round packed doubles to integers",
  source: "SDM 2B, ROUNDPD",
  cpuid: "SSE41",
  meaning: roundpd,
  rows: `
    roundpd_xmm_xmmm128_imm8  xmm:w xmm/m128:r imm8  66 0F 3A 09 /r ib  yes  align`,
};

export const roundps: Meaning = packedUnary((m, a) =>
  m.vectorFloatRound("f32x4", a, m.read(lastOperand(m))));
export const ROUNDPS: Paragraph = {
  mnemonic: "roundps",
  title: "Round packed singles to integers",
  source: "SDM 2B, ROUNDPS",
  cpuid: "SSE41",
  meaning: roundps,
  rows: `
    roundps_xmm_xmmm128_imm8  xmm:w xmm/m128:r imm8  66 0F 3A 08 /r ib  yes  align`,
};

export const roundsd: Meaning = scalarRound("f64");
export const ROUNDSD: Paragraph = {
  mnemonic: "roundsd",
  title: "Round a scalar double to an integer",
  source: "SDM 2B, ROUNDSD",
  cpuid: "SSE41",
  meaning: roundsd,
  rows: `
    roundsd_xmm_xmmm64_imm8  xmm:rw xmm/m64:r imm8  66 0F 3A 0B /r ib  yes`,
};

export const roundss: Meaning = scalarRound("f32");
export const ROUNDSS: Paragraph = {
  mnemonic: "roundss",
  title: "Round a scalar single to an integer",
  source: "SDM 2B, ROUNDSS",
  cpuid: "SSE41",
  meaning: roundss,
  rows: `
    roundss_xmm_xmmm32_imm8  xmm:rw xmm/m32:r imm8  66 0F 3A 0A /r ib  yes`,
};
