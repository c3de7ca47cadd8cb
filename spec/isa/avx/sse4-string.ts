/** AVX: the VEX forms of the string comparisons. */
import type { Paragraph } from "../form.ts";
import { pcmpestri, pcmpestrm, pcmpistri, pcmpistrm } from "../sse4/string.ts";

export const VPCMPESTRI: Paragraph = {
  mnemonic: "vpcmpestri",
  title: "Compare strings of explicit length, giving an index, VEX",
  source: "SDM 2B, PCMPESTRI",
  cpuid: "AVX",
  flags: "writes oszc, clears ap",
  meaning: pcmpestri,
  rows: `
    vpcmpestri_xmm_xmmm128_imm8  xmm:r xmm/m128:r imm8  VEX.128.66.0F3A.W0 61 /r ib  nofeature|yes`,
};

export const VPCMPESTRI64: Paragraph = {
  mnemonic: "vpcmpestri64",
  title: "Compare strings of explicit 64-bit length, giving an index, VEX",
  source: "SDM 2B, PCMPESTRI64",
  cpuid: "AVX",
  flags: "writes oszc, clears ap",
  meaning: pcmpestri,
  rows: `
    vpcmpestri64_xmm_xmmm128_imm8  xmm:r xmm/m128:r imm8  VEX.128.66.0F3A.W1 61 /r ib  no`,
};

export const VPCMPESTRM: Paragraph = {
  mnemonic: "vpcmpestrm",
  title: "Compare strings of explicit length, giving a mask, VEX",
  source: "SDM 2B, PCMPESTRM",
  cpuid: "AVX",
  flags: "writes oszc, clears ap",
  meaning: pcmpestrm,
  rows: `
    vpcmpestrm_xmm_xmmm128_imm8  xmm:r xmm/m128:r imm8  VEX.128.66.0F3A.W0 60 /r ib  nofeature|yes`,
};

export const VPCMPESTRM64: Paragraph = {
  mnemonic: "vpcmpestrm64",
  title: "Compare strings of explicit 64-bit length, giving a mask, VEX",
  source: "SDM 2B, PCMPESTRM64",
  cpuid: "AVX",
  flags: "writes oszc, clears ap",
  meaning: pcmpestrm,
  rows: `
    vpcmpestrm64_xmm_xmmm128_imm8  xmm:r xmm/m128:r imm8  VEX.128.66.0F3A.W1 60 /r ib  no`,
};

export const VPCMPISTRI: Paragraph = {
  mnemonic: "vpcmpistri",
  title: "Compare zero-terminated strings, giving an index, VEX",
  source: "SDM 2B, PCMPISTRI",
  cpuid: "AVX",
  flags: "writes oszc, clears ap",
  meaning: pcmpistri,
  rows: `
    vpcmpistri_xmm_xmmm128_imm8  xmm:r xmm/m128:r imm8  VEX.128.66.0F3A.WIG 63 /r ib  nofeature|yes`,
};

export const VPCMPISTRM: Paragraph = {
  mnemonic: "vpcmpistrm",
  title: "Compare zero-terminated strings, giving a mask, VEX",
  source: "SDM 2B, PCMPISTRM",
  cpuid: "AVX",
  flags: "writes oszc, clears ap",
  meaning: pcmpistrm,
  rows: `
    vpcmpistrm_xmm_xmmm128_imm8  xmm:r xmm/m128:r imm8  VEX.128.66.0F3A.WIG 62 /r ib  nofeature|yes`,
};
