/** AES. */
import type { Paragraph } from "../form.ts";

export const AESDEC: Paragraph = {
  mnemonic: "aesdec",
  title: "One round of AES decryption",
  source: "SDM 2A, AESDEC",
  cpuid: "AES",
  rows: `
    aesdec_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 DE /r  nofeature  align`,
};

export const AESDECLAST: Paragraph = {
  mnemonic: "aesdeclast",
  title: "Last round of AES decryption",
  source: "SDM 2A, AESDECLAST",
  cpuid: "AES",
  rows: `
    aesdeclast_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 DF /r  nofeature  align`,
};

export const AESENC: Paragraph = {
  mnemonic: "aesenc",
  title: "One round of AES encryption",
  source: "SDM 2A, AESENC",
  cpuid: "AES",
  rows: `
    aesenc_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 DC /r  nofeature  align`,
};

export const AESENCLAST: Paragraph = {
  mnemonic: "aesenclast",
  title: "Last round of AES encryption",
  source: "SDM 2A, AESENCLAST",
  cpuid: "AES",
  rows: `
    aesenclast_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 DD /r  nofeature  align`,
};

export const AESIMC: Paragraph = {
  mnemonic: "aesimc",
  title: "Inverse mix of AES columns",
  source: "SDM 2A, AESIMC",
  cpuid: "AES",
  rows: `
    aesimc_xmm_xmmm128  xmm:w xmm/m128:r  66 0F 38 DB /r  nofeature  align`,
};

export const AESKEYGENASSIST: Paragraph = {
  mnemonic: "aeskeygenassist",
  title: "Help to make an AES round key",
  source: "SDM 2A, AESKEYGENASSIST",
  cpuid: "AES",
  rows: `
    aeskeygenassist_xmm_xmmm128_imm8  xmm:w xmm/m128:r imm8  66 0F 3A DF /r ib  nofeature  align`,
};
