/** SSE and SSE2: floating-point arithmetic. */
import type { Meaning, Paragraph } from "../form.ts";
import { packedFloat, packedSqrt, scalarFloat, scalarUnary } from "../float-shapes.ts";
import { packedUnary } from "../packed-shapes.ts";

/** The scalar form of a packed approximation. */
function approximated(fn: "rcpps" | "rsqrtps"): Meaning {
  return scalarUnary("f32", (m, a) =>
    m.lane("i32x4", 0, m.call(fn, "v128", m.pair(a, m.const(0n)))));
}

export const addpd: Meaning = packedFloat("add", "f64x2");
export const ADDPD: Paragraph = {
  mnemonic: "addpd",
  title: "Add packed doubles",
  source: "SDM 2A, ADDPD",
  cpuid: "SSE2",
  meaning: addpd,
  rows: `
    addpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 58 /r  yes  align`,
};

export const addps: Meaning = packedFloat("add", "f32x4");
export const ADDPS: Paragraph = {
  mnemonic: "addps",
  title: "Add packed singles",
  source: "SDM 2A, ADDPS",
  cpuid: "SSE",
  meaning: addps,
  rows: `
    addps_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 58 /r  yes  align`,
};

export const addsd: Meaning = scalarFloat("add", "f64");
export const ADDSD: Paragraph = {
  mnemonic: "addsd",
  title: "Add a scalar double",
  source: "SDM 2A, ADDSD",
  cpuid: "SSE2",
  meaning: addsd,
  rows: `
    addsd_xmm_xmmm64  xmm:rw xmm/m64:r  F2 0F 58 /r  yes`,
};

export const addss: Meaning = scalarFloat("add", "f32");
export const ADDSS: Paragraph = {
  mnemonic: "addss",
  title: "Add a scalar single",
  source: "SDM 2A, ADDSS",
  cpuid: "SSE",
  meaning: addss,
  rows: `
    addss_xmm_xmmm32  xmm:rw xmm/m32:r  F3 0F 58 /r  yes`,
};

export const divpd: Meaning = packedFloat("div", "f64x2");
export const DIVPD: Paragraph = {
  mnemonic: "divpd",
  title: "Divide packed doubles",
  source: "SDM 2A, DIVPD",
  cpuid: "SSE2",
  meaning: divpd,
  rows: `
    divpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 5E /r  yes  align`,
};

export const divps: Meaning = packedFloat("div", "f32x4");
export const DIVPS: Paragraph = {
  mnemonic: "divps",
  title: "Divide packed singles",
  source: "SDM 2A, DIVPS",
  cpuid: "SSE",
  meaning: divps,
  rows: `
    divps_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 5E /r  yes  align`,
};

export const divsd: Meaning = scalarFloat("div", "f64");
export const DIVSD: Paragraph = {
  mnemonic: "divsd",
  title: "Divide a scalar double",
  source: "SDM 2A, DIVSD",
  cpuid: "SSE2",
  meaning: divsd,
  rows: `
    divsd_xmm_xmmm64  xmm:rw xmm/m64:r  F2 0F 5E /r  yes`,
};

export const divss: Meaning = scalarFloat("div", "f32");
export const DIVSS: Paragraph = {
  mnemonic: "divss",
  title: "Divide a scalar single",
  source: "SDM 2A, DIVSS",
  cpuid: "SSE",
  meaning: divss,
  rows: `
    divss_xmm_xmmm32  xmm:rw xmm/m32:r  F3 0F 5E /r  yes`,
};

export const maxpd: Meaning = packedFloat("max", "f64x2");
export const MAXPD: Paragraph = {
  mnemonic: "maxpd",
  title: "Maximum of packed doubles",
  source: "SDM 2B, MAXPD",
  cpuid: "SSE2",
  meaning: maxpd,
  rows: `
    maxpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 5F /r  yes  align`,
};

export const maxps: Meaning = packedFloat("max", "f32x4");
export const MAXPS: Paragraph = {
  mnemonic: "maxps",
  title: "Maximum of packed singles",
  source: "SDM 2B, MAXPS",
  cpuid: "SSE",
  meaning: maxps,
  rows: `
    maxps_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 5F /r  yes  align`,
};

export const maxsd: Meaning = scalarFloat("max", "f64");
export const MAXSD: Paragraph = {
  mnemonic: "maxsd",
  title: "Maximum of a scalar double",
  source: "SDM 2B, MAXSD",
  cpuid: "SSE2",
  meaning: maxsd,
  rows: `
    maxsd_xmm_xmmm64  xmm:rw xmm/m64:r  F2 0F 5F /r  yes`,
};

export const maxss: Meaning = scalarFloat("max", "f32");
export const MAXSS: Paragraph = {
  mnemonic: "maxss",
  title: "Maximum of a scalar single",
  source: "SDM 2B, MAXSS",
  cpuid: "SSE",
  meaning: maxss,
  rows: `
    maxss_xmm_xmmm32  xmm:rw xmm/m32:r  F3 0F 5F /r  yes`,
};

export const minpd: Meaning = packedFloat("min", "f64x2");
export const MINPD: Paragraph = {
  mnemonic: "minpd",
  title: "Minimum of packed doubles",
  source: "SDM 2B, MINPD",
  cpuid: "SSE2",
  meaning: minpd,
  rows: `
    minpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 5D /r  yes  align`,
};

export const minps: Meaning = packedFloat("min", "f32x4");
export const MINPS: Paragraph = {
  mnemonic: "minps",
  title: "Minimum of packed singles",
  source: "SDM 2B, MINPS",
  cpuid: "SSE",
  meaning: minps,
  rows: `
    minps_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 5D /r  yes  align`,
};

export const minsd: Meaning = scalarFloat("min", "f64");
export const MINSD: Paragraph = {
  mnemonic: "minsd",
  title: "Minimum of a scalar double",
  source: "SDM 2B, MINSD",
  cpuid: "SSE2",
  meaning: minsd,
  rows: `
    minsd_xmm_xmmm64  xmm:rw xmm/m64:r  F2 0F 5D /r  yes`,
};

export const minss: Meaning = scalarFloat("min", "f32");
export const MINSS: Paragraph = {
  mnemonic: "minss",
  title: "Minimum of a scalar single",
  source: "SDM 2B, MINSS",
  cpuid: "SSE",
  meaning: minss,
  rows: `
    minss_xmm_xmmm32  xmm:rw xmm/m32:r  F3 0F 5D /r  yes`,
};

export const mulpd: Meaning = packedFloat("mul", "f64x2");
export const MULPD: Paragraph = {
  mnemonic: "mulpd",
  title: "Multiply packed doubles",
  source: "SDM 2B, MULPD",
  cpuid: "SSE2",
  meaning: mulpd,
  rows: `
    mulpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 59 /r  yes  align`,
};

export const mulps: Meaning = packedFloat("mul", "f32x4");
export const MULPS: Paragraph = {
  mnemonic: "mulps",
  title: "Multiply packed singles",
  source: "SDM 2B, MULPS",
  cpuid: "SSE",
  meaning: mulps,
  rows: `
    mulps_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 59 /r  yes  align`,
};

export const mulsd: Meaning = scalarFloat("mul", "f64");
export const MULSD: Paragraph = {
  mnemonic: "mulsd",
  title: "Multiply a scalar double",
  source: "SDM 2B, MULSD",
  cpuid: "SSE2",
  meaning: mulsd,
  rows: `
    mulsd_xmm_xmmm64  xmm:rw xmm/m64:r  F2 0F 59 /r  yes`,
};

export const mulss: Meaning = scalarFloat("mul", "f32");
export const MULSS: Paragraph = {
  mnemonic: "mulss",
  title: "Multiply a scalar single",
  source: "SDM 2B, MULSS",
  cpuid: "SSE",
  meaning: mulss,
  rows: `
    mulss_xmm_xmmm32  xmm:rw xmm/m32:r  F3 0F 59 /r  yes`,
};

export const rcpps: Meaning = packedUnary((m, a) => m.call("rcpps", "v128", a));
export const RCPPS: Paragraph = {
  mnemonic: "rcpps",
  title: "Approximate reciprocals of packed singles",
  source: "SDM 2B, RCPPS",
  cpuid: "SSE",
  meaning: rcpps,
  rows: `
    rcpps_xmm_xmmm128  xmm:w xmm/m128:r  NP 0F 53 /r  yes  align`,
};

export const rcpss: Meaning = approximated("rcpps");
export const RCPSS: Paragraph = {
  mnemonic: "rcpss",
  title: "Approximate reciprocal of a scalar single",
  source: "SDM 2B, RCPSS",
  cpuid: "SSE",
  meaning: rcpss,
  rows: `
    rcpss_xmm_xmmm32  xmm:rw xmm/m32:r  F3 0F 53 /r  yes`,
};

export const rsqrtps: Meaning = packedUnary((m, a) => m.call("rsqrtps", "v128", a));
export const RSQRTPS: Paragraph = {
  mnemonic: "rsqrtps",
  title: "Approximate reciprocal square roots of packed singles",
  source: "SDM 2B, RSQRTPS",
  cpuid: "SSE",
  meaning: rsqrtps,
  rows: `
    rsqrtps_xmm_xmmm128  xmm:w xmm/m128:r  NP 0F 52 /r  yes  align`,
};

export const rsqrtss: Meaning = approximated("rsqrtps");
export const RSQRTSS: Paragraph = {
  mnemonic: "rsqrtss",
  title: "Approximate reciprocal square root of a scalar single",
  source: "SDM 2B, RSQRTSS",
  cpuid: "SSE",
  meaning: rsqrtss,
  rows: `
    rsqrtss_xmm_xmmm32  xmm:rw xmm/m32:r  F3 0F 52 /r  yes`,
};

export const sqrtpd: Meaning = packedSqrt("f64x2");
export const SQRTPD: Paragraph = {
  mnemonic: "sqrtpd",
  title: "Square root of packed doubles",
  source: "SDM 2B, SQRTPD",
  cpuid: "SSE2",
  meaning: sqrtpd,
  rows: `
    sqrtpd_xmm_xmmm128  xmm:w xmm/m128:r  66 0F 51 /r  yes  align`,
};

export const sqrtps: Meaning = packedSqrt("f32x4");
export const SQRTPS: Paragraph = {
  mnemonic: "sqrtps",
  title: "Square root of packed singles",
  source: "SDM 2B, SQRTPS",
  cpuid: "SSE",
  meaning: sqrtps,
  rows: `
    sqrtps_xmm_xmmm128  xmm:w xmm/m128:r  NP 0F 51 /r  yes  align`,
};

export const sqrtsd: Meaning = scalarUnary("f64", (m, a) => m.sqrt("f64", a));
export const SQRTSD: Paragraph = {
  mnemonic: "sqrtsd",
  title: "Square root of a scalar double",
  source: "SDM 2B, SQRTSD",
  cpuid: "SSE2",
  meaning: sqrtsd,
  rows: `
    sqrtsd_xmm_xmmm64  xmm:rw xmm/m64:r  F2 0F 51 /r  yes`,
};

export const sqrtss: Meaning = scalarUnary("f32", (m, a) => m.sqrt("f32", a));
export const SQRTSS: Paragraph = {
  mnemonic: "sqrtss",
  title: "Square root of a scalar single",
  source: "SDM 2B, SQRTSS",
  cpuid: "SSE",
  meaning: sqrtss,
  rows: `
    sqrtss_xmm_xmmm32  xmm:rw xmm/m32:r  F3 0F 51 /r  yes`,
};

export const subpd: Meaning = packedFloat("sub", "f64x2");
export const SUBPD: Paragraph = {
  mnemonic: "subpd",
  title: "Subtract packed doubles",
  source: "SDM 2B, SUBPD",
  cpuid: "SSE2",
  meaning: subpd,
  rows: `
    subpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 5C /r  yes  align`,
};

export const subps: Meaning = packedFloat("sub", "f32x4");
export const SUBPS: Paragraph = {
  mnemonic: "subps",
  title: "Subtract packed singles",
  source: "SDM 2B, SUBPS",
  cpuid: "SSE",
  meaning: subps,
  rows: `
    subps_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 5C /r  yes  align`,
};

export const subsd: Meaning = scalarFloat("sub", "f64");
export const SUBSD: Paragraph = {
  mnemonic: "subsd",
  title: "Subtract a scalar double",
  source: "SDM 2B, SUBSD",
  cpuid: "SSE2",
  meaning: subsd,
  rows: `
    subsd_xmm_xmmm64  xmm:rw xmm/m64:r  F2 0F 5C /r  yes`,
};

export const subss: Meaning = scalarFloat("sub", "f32");
export const SUBSS: Paragraph = {
  mnemonic: "subss",
  title: "Subtract a scalar single",
  source: "SDM 2B, SUBSS",
  cpuid: "SSE",
  meaning: subss,
  rows: `
    subss_xmm_xmmm32  xmm:rw xmm/m32:r  F3 0F 5C /r  yes`,
};
