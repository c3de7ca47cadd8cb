/** SSE4: comparisons. */
import type { Paragraph } from "../form.ts";

export const PCMPEQQ: Paragraph = {
  mnemonic: "pcmpeqq",
  title: "Compare packed quadwords for equality",
  source: "SDM 2B, PCMPEQQ",
  cpuid: "SSE41",
  rows: `
    pcmpeqq_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 29 /r  yes  align`,
};

export const PCMPGTQ: Paragraph = {
  mnemonic: "pcmpgtq",
  title: "Compare packed signed quadwords for greater than",
  source: "SDM 2B, PCMPGTQ",
  cpuid: "SSE42",
  rows: `
    pcmpgtq_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 37 /r  yes  align`,
};

export const PTEST: Paragraph = {
  mnemonic: "ptest",
  title: "Logical compare of vectors into the flags",
  source: "SDM 2B, PTEST",
  cpuid: "SSE41",
  flags: "writes zc, clears osap",
  rows: `
    ptest_xmm_xmmm128  xmm:r xmm/m128:r  66 0F 38 17 /r  yes  align`,
};
