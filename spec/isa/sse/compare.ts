/** SSE and SSE2: floating-point comparisons. */
import type { Paragraph } from "../form.ts";

export const CMPPD: Paragraph = {
  mnemonic: "cmppd",
  title: "Compare packed doubles by a predicate",
  source: "SDM 2A, CMPPD",
  cpuid: "SSE2",
  rows: `
    cmppd_xmm_xmmm128_imm8  xmm:rw xmm/m128:r imm8  66 0F C2 /r ib  yes  align`,
};

export const CMPPS: Paragraph = {
  mnemonic: "cmpps",
  title: "Compare packed singles by a predicate",
  source: "SDM 2A, CMPPS",
  cpuid: "SSE",
  rows: `
    cmpps_xmm_xmmm128_imm8  xmm:rw xmm/m128:r imm8  NP 0F C2 /r ib  yes  align`,
};

export const CMPSD: Paragraph = {
  mnemonic: "cmpsd",
  title: "Compare a scalar double by a predicate",
  source: "SDM 2A, CMPSD",
  cpuid: "SSE2",
  rows: `
    cmpsd_xmm_xmmm64_imm8  xmm:rw xmm/m64:r imm8  F2 0F C2 /r ib  yes`,
};

export const CMPSS: Paragraph = {
  mnemonic: "cmpss",
  title: "Compare a scalar single by a predicate",
  source: "SDM 2A, CMPSS",
  cpuid: "SSE",
  rows: `
    cmpss_xmm_xmmm32_imm8  xmm:rw xmm/m32:r imm8  F3 0F C2 /r ib  yes`,
};

export const COMISD: Paragraph = {
  mnemonic: "comisd",
  title: "Ordered compare of scalar doubles into the flags",
  source: "SDM 2A, COMISD",
  cpuid: "SSE2",
  flags: "writes zpc, clears osa",
  rows: `
    comisd_xmm_xmmm64  xmm:r xmm/m64:r  66 0F 2F /r  yes`,
};

export const COMISS: Paragraph = {
  mnemonic: "comiss",
  title: "Ordered compare of scalar singles into the flags",
  source: "SDM 2A, COMISS",
  cpuid: "SSE",
  flags: "writes zpc, clears osa",
  rows: `
    comiss_xmm_xmmm32  xmm:r xmm/m32:r  NP 0F 2F /r  yes`,
};

export const UCOMISD: Paragraph = {
  mnemonic: "ucomisd",
  title: "Unordered compare of scalar doubles into the flags",
  source: "SDM 2B, UCOMISD",
  cpuid: "SSE2",
  flags: "writes zpc, clears osa",
  rows: `
    ucomisd_xmm_xmmm64  xmm:r xmm/m64:r  66 0F 2E /r  yes`,
};

export const UCOMISS: Paragraph = {
  mnemonic: "ucomiss",
  title: "Unordered compare of scalar singles into the flags",
  source: "SDM 2B, UCOMISS",
  cpuid: "SSE",
  flags: "writes zpc, clears osa",
  rows: `
    ucomiss_xmm_xmmm32  xmm:r xmm/m32:r  NP 0F 2E /r  yes`,
};
