/** Key locker. */
import type { Paragraph } from "../form.ts";

export const AESDEC128KL: Paragraph = {
  mnemonic: "aesdec128kl",
  title: "Decrypt with a 128-bit key handle",
  source: "SDM 2A, AESDEC128KL",
  cpuid: "AESKLE",
  flags: "writes z, clears osapc",
  rows: `
    aesdec128kl_xmm_m384  xmm:rw m384:r  F3 0F 38 DD /r  no`,
};

export const AESDEC256KL: Paragraph = {
  mnemonic: "aesdec256kl",
  title: "Decrypt with a 256-bit key handle",
  source: "SDM 2A, AESDEC256KL",
  cpuid: "AESKLE",
  flags: "writes z, clears osapc",
  rows: `
    aesdec256kl_xmm_m512  xmm:rw m512:r  F3 0F 38 DF /r  no`,
};

export const AESDECWIDE128KL: Paragraph = {
  mnemonic: "aesdecwide128kl",
  title: "Decrypt eight blocks with a 128-bit key handle",
  source: "SDM 2A, AESDECWIDE128KL",
  cpuid: "AESKLE+WIDE_KL",
  flags: "writes z, clears osapc",
  rows: `
    aesdecwide128kl_m384  m384:r  F3 0F 38 D8 /1  no`,
};

export const AESDECWIDE256KL: Paragraph = {
  mnemonic: "aesdecwide256kl",
  title: "Decrypt eight blocks with a 256-bit key handle",
  source: "SDM 2A, AESDECWIDE256KL",
  cpuid: "AESKLE+WIDE_KL",
  flags: "writes z, clears osapc",
  rows: `
    aesdecwide256kl_m512  m512:r  F3 0F 38 D8 /3  no`,
};

export const AESENC128KL: Paragraph = {
  mnemonic: "aesenc128kl",
  title: "Encrypt with a 128-bit key handle",
  source: "SDM 2A, AESENC128KL",
  cpuid: "AESKLE",
  flags: "writes z, clears osapc",
  rows: `
    aesenc128kl_xmm_m384  xmm:rw m384:r  F3 0F 38 DC /r  no`,
};

export const AESENC256KL: Paragraph = {
  mnemonic: "aesenc256kl",
  title: "Encrypt with a 256-bit key handle",
  source: "SDM 2A, AESENC256KL",
  cpuid: "AESKLE",
  flags: "writes z, clears osapc",
  rows: `
    aesenc256kl_xmm_m512  xmm:rw m512:r  F3 0F 38 DE /r  no`,
};

export const AESENCWIDE128KL: Paragraph = {
  mnemonic: "aesencwide128kl",
  title: "Encrypt eight blocks with a 128-bit key handle",
  source: "SDM 2A, AESENCWIDE128KL",
  cpuid: "AESKLE+WIDE_KL",
  flags: "writes z, clears osapc",
  rows: `
    aesencwide128kl_m384  m384:r  F3 0F 38 D8 /0  no`,
};

export const AESENCWIDE256KL: Paragraph = {
  mnemonic: "aesencwide256kl",
  title: "Encrypt eight blocks with a 256-bit key handle",
  source: "SDM 2A, AESENCWIDE256KL",
  cpuid: "AESKLE+WIDE_KL",
  flags: "writes z, clears osapc",
  rows: `
    aesencwide256kl_m512  m512:r  F3 0F 38 D8 /2  no`,
};

export const ENCODEKEY128: Paragraph = {
  mnemonic: "encodekey128",
  title: "Make a handle for a 128-bit key",
  source: "SDM 2A, ENCODEKEY128",
  cpuid: "AESKLE",
  flags: "clears oszapc",
  rows: `
    encodekey128_r32_r32  r32:w r32.rm:r  F3 0F 38 FA /r  no`,
};

export const ENCODEKEY256: Paragraph = {
  mnemonic: "encodekey256",
  title: "Make a handle for a 256-bit key",
  source: "SDM 2A, ENCODEKEY256",
  cpuid: "AESKLE",
  flags: "clears oszapc",
  rows: `
    encodekey256_r32_r32  r32:w r32.rm:r  F3 0F 38 FB /r  no`,
};

export const LOADIWKEY: Paragraph = {
  mnemonic: "loadiwkey",
  title: "Load the wrapping key",
  source: "SDM 2A, LOADIWKEY",
  cpuid: "KL",
  flags: "writes z, clears osapc",
  rows: `
    loadiwkey_xmm_xmm  xmm:r xmm.rm:r  F3 0F 38 DC /r  no`,
};
