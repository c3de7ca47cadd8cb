/** SSE4.2: string comparisons. */
import type { Paragraph } from "../form.ts";

export const PCMPESTRI: Paragraph = {
  mnemonic: "pcmpestri",
  title: "Compare strings of explicit length, giving an index",
  source: "SDM 2B, PCMPESTRI",
  cpuid: "SSE42",
  flags: "writes oszc, clears ap",
  rows: `
    pcmpestri_xmm_xmmm128_imm8  xmm:r xmm/m128:r imm8  o32 66 0F 3A 61 /r ib  yes`,
};

export const PCMPESTRI64: Paragraph = {
  mnemonic: "pcmpestri64",
  title: "Compare strings of explicit 64-bit length, giving an index",
  source: "SDM 2B, PCMPESTRI64",
  cpuid: "SSE42",
  flags: "writes oszc, clears ap",
  rows: `
    pcmpestri64_xmm_xmmm128_imm8  xmm:r xmm/m128:r imm8  o64 66 0F 3A 61 /r ib  yes`,
};

export const PCMPESTRM: Paragraph = {
  mnemonic: "pcmpestrm",
  title: "Compare strings of explicit length, giving a mask",
  source: "SDM 2B, PCMPESTRM",
  cpuid: "SSE42",
  flags: "writes oszc, clears ap",
  rows: `
    pcmpestrm_xmm_xmmm128_imm8  xmm:r xmm/m128:r imm8  o32 66 0F 3A 60 /r ib  yes`,
};

export const PCMPESTRM64: Paragraph = {
  mnemonic: "pcmpestrm64",
  title: "Compare strings of explicit 64-bit length, giving a mask",
  source: "SDM 2B, PCMPESTRM64",
  cpuid: "SSE42",
  flags: "writes oszc, clears ap",
  rows: `
    pcmpestrm64_xmm_xmmm128_imm8  xmm:r xmm/m128:r imm8  o64 66 0F 3A 60 /r ib  yes`,
};

export const PCMPISTRI: Paragraph = {
  mnemonic: "pcmpistri",
  title: "Compare zero-terminated strings, giving an index",
  source: "SDM 2B, PCMPISTRI",
  cpuid: "SSE42",
  flags: "writes oszc, clears ap",
  rows: `
    pcmpistri_xmm_xmmm128_imm8  xmm:r xmm/m128:r imm8  66 0F 3A 63 /r ib  yes`,
};

export const PCMPISTRM: Paragraph = {
  mnemonic: "pcmpistrm",
  title: "Compare zero-terminated strings, giving a mask",
  source: "SDM 2B, PCMPISTRM",
  cpuid: "SSE42",
  flags: "writes oszc, clears ap",
  rows: `
    pcmpistrm_xmm_xmmm128_imm8  xmm:r xmm/m128:r imm8  66 0F 3A 62 /r ib  yes`,
};
