/** SSE and SSE2: floating-point comparisons. */
import type { Meaning, Paragraph } from "../form.ts";
import { orderFlags, packedCompare, scalarCompare } from "../float-shapes.ts";

export const cmppd: Meaning = packedCompare("f64x2");
export const CMPPD: Paragraph = {
  mnemonic: "cmppd",
  title: "Compare packed doubles by a predicate",
  source: "SDM 2A, CMPPD",
  cpuid: "SSE2",
  meaning: cmppd,
  rows: `
    cmppd_xmm_xmmm128_imm8  xmm:rw xmm/m128:r imm8  66 0F C2 /r ib  yes  align`,
};

export const cmpps: Meaning = packedCompare("f32x4");
export const CMPPS: Paragraph = {
  mnemonic: "cmpps",
  title: "Compare packed singles by a predicate",
  source: "SDM 2A, CMPPS",
  cpuid: "SSE",
  meaning: cmpps,
  rows: `
    cmpps_xmm_xmmm128_imm8  xmm:rw xmm/m128:r imm8  NP 0F C2 /r ib  yes  align`,
};

export const cmpsd: Meaning = scalarCompare("f64");
export const CMPSD: Paragraph = {
  mnemonic: "cmpsd",
  title: "Compare a scalar double by a predicate",
  source: "SDM 2A, CMPSD",
  cpuid: "SSE2",
  meaning: cmpsd,
  rows: `
    cmpsd_xmm_xmmm64_imm8  xmm:rw xmm/m64:r imm8  F2 0F C2 /r ib  yes`,
};

export const cmpss: Meaning = scalarCompare("f32");
export const CMPSS: Paragraph = {
  mnemonic: "cmpss",
  title: "Compare a scalar single by a predicate",
  source: "SDM 2A, CMPSS",
  cpuid: "SSE",
  meaning: cmpss,
  rows: `
    cmpss_xmm_xmmm32_imm8  xmm:rw xmm/m32:r imm8  F3 0F C2 /r ib  yes`,
};

export const comisd: Meaning = orderFlags("f64", false);
export const COMISD: Paragraph = {
  mnemonic: "comisd",
  title: "Ordered compare of scalar doubles into the flags",
  source: "SDM 2A, COMISD",
  cpuid: "SSE2",
  flags: "writes zpc, clears osa",
  meaning: comisd,
  rows: `
    comisd_xmm_xmmm64  xmm:r xmm/m64:r  66 0F 2F /r  yes`,
};

export const comiss: Meaning = orderFlags("f32", false);
export const COMISS: Paragraph = {
  mnemonic: "comiss",
  title: "Ordered compare of scalar singles into the flags",
  source: "SDM 2A, COMISS",
  cpuid: "SSE",
  flags: "writes zpc, clears osa",
  meaning: comiss,
  rows: `
    comiss_xmm_xmmm32  xmm:r xmm/m32:r  NP 0F 2F /r  yes`,
};

export const ucomisd: Meaning = orderFlags("f64", true);
export const UCOMISD: Paragraph = {
  mnemonic: "ucomisd",
  title: "Unordered compare of scalar doubles into the flags",
  source: "SDM 2B, UCOMISD",
  cpuid: "SSE2",
  flags: "writes zpc, clears osa",
  meaning: ucomisd,
  rows: `
    ucomisd_xmm_xmmm64  xmm:r xmm/m64:r  66 0F 2E /r  yes`,
};

export const ucomiss: Meaning = orderFlags("f32", true);
export const UCOMISS: Paragraph = {
  mnemonic: "ucomiss",
  title: "Unordered compare of scalar singles into the flags",
  source: "SDM 2B, UCOMISS",
  cpuid: "SSE",
  flags: "writes zpc, clears osa",
  meaning: ucomiss,
  rows: `
    ucomiss_xmm_xmmm32  xmm:r xmm/m32:r  NP 0F 2E /r  yes`,
};
