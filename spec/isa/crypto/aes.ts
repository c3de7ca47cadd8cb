/** AES. */
import type { Meaning, Paragraph } from "../form.ts";
import { lastOperand, packedCall, packedUnary } from "../packed-shapes.ts";

export const aesdec: Meaning = packedCall("aesdec");
export const AESDEC: Paragraph = {
  mnemonic: "aesdec",
  title: "One round of AES decryption",
  source: "SDM 2A, AESDEC",
  cpuid: "AES",
  meaning: aesdec,
  rows: `
    aesdec_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 DE /r  nofeature  align`,
};

export const aesdeclast: Meaning = packedCall("aesdeclast");
export const AESDECLAST: Paragraph = {
  mnemonic: "aesdeclast",
  title: "Last round of AES decryption",
  source: "SDM 2A, AESDECLAST",
  cpuid: "AES",
  meaning: aesdeclast,
  rows: `
    aesdeclast_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 DF /r  nofeature  align`,
};

export const aesenc: Meaning = packedCall("aesenc");
export const AESENC: Paragraph = {
  mnemonic: "aesenc",
  title: "One round of AES encryption",
  source: "SDM 2A, AESENC",
  cpuid: "AES",
  meaning: aesenc,
  rows: `
    aesenc_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 DC /r  nofeature  align`,
};

export const aesenclast: Meaning = packedCall("aesenclast");
export const AESENCLAST: Paragraph = {
  mnemonic: "aesenclast",
  title: "Last round of AES encryption",
  source: "SDM 2A, AESENCLAST",
  cpuid: "AES",
  meaning: aesenclast,
  rows: `
    aesenclast_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 DD /r  nofeature  align`,
};

export const aesimc: Meaning = packedUnary((m, a) => m.call("aesimc", "v128", a));
export const AESIMC: Paragraph = {
  mnemonic: "aesimc",
  title: "Inverse mix of AES columns",
  source: "SDM 2A, AESIMC",
  cpuid: "AES",
  meaning: aesimc,
  rows: `
    aesimc_xmm_xmmm128  xmm:w xmm/m128:r  66 0F 38 DB /r  nofeature  align`,
};

export const aeskeygenassist: Meaning = packedUnary((m, a) =>
  m.call("aeskeygenassist", "v128", a, m.read(lastOperand(m))));
export const AESKEYGENASSIST: Paragraph = {
  mnemonic: "aeskeygenassist",
  title: "Help to make an AES round key",
  source: "SDM 2A, AESKEYGENASSIST",
  cpuid: "AES",
  meaning: aeskeygenassist,
  rows: `
    aeskeygenassist_xmm_xmmm128_imm8  xmm:w xmm/m128:r imm8  66 0F 3A DF /r ib  nofeature  align`,
};
