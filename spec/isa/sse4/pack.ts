/** SSE4.1: extensions, insertions and extractions. */
import type { Paragraph } from "../form.ts";

export const EXTRACTPS: Paragraph = {
  mnemonic: "extractps",
  title: "Extract a single",
  source: "SDM 2A, EXTRACTPS",
  cpuid: "SSE41",
  rows: `
    extractps_rm32_xmm_imm8    rm32:w xmm:r imm8     o32 66 0F 3A 17 /r ib  yes
    extractps_r64m32_xmm_imm8  r64/m32:w xmm:r imm8  o64 66 0F 3A 17 /r ib  yes`,
};

export const INSERTPS: Paragraph = {
  mnemonic: "insertps",
  title: "Insert a single",
  source: "SDM 2A, INSERTPS",
  cpuid: "SSE41",
  rows: `
    insertps_xmm_xmmm32_imm8  xmm:rw xmm/m32:r imm8  66 0F 3A 21 /r ib  yes`,
};

export const PACKUSDW: Paragraph = {
  mnemonic: "packusdw",
  title: "Pack doublewords into words with unsigned saturation",
  source: "SDM 2B, PACKUSDW",
  cpuid: "SSE41",
  rows: `
    packusdw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 2B /r  yes  align`,
};

export const PEXTRB: Paragraph = {
  mnemonic: "pextrb",
  title: "Extract a byte",
  source: "SDM 2B, PEXTRB",
  cpuid: "SSE41",
  rows: `
    pextrb_r32m8_xmm_imm8  r32/m8:w xmm:r imm8  o32 66 0F 3A 14 /r ib  yes
    pextrb_r64m8_xmm_imm8  r64/m8:w xmm:r imm8  o64 66 0F 3A 14 /r ib  yes`,
};

export const PEXTRD: Paragraph = {
  mnemonic: "pextrd",
  title: "Extract a doubleword",
  source: "SDM 2B, PEXTRD",
  cpuid: "SSE41",
  rows: `
    pextrd_rm32_xmm_imm8  rm32:w xmm:r imm8  o32 66 0F 3A 16 /r ib  yes`,
};

export const PEXTRQ: Paragraph = {
  mnemonic: "pextrq",
  title: "Extract a quadword",
  source: "SDM 2B, PEXTRQ",
  cpuid: "SSE41",
  rows: `
    pextrq_rm64_xmm_imm8  rm64:w xmm:r imm8  o64 66 0F 3A 16 /r ib  yes`,
};

export const PINSRB: Paragraph = {
  mnemonic: "pinsrb",
  title: "Insert a byte",
  source: "SDM 2B, PINSRB",
  cpuid: "SSE41",
  rows: `
    pinsrb_xmm_r32m8_imm8  xmm:rw r32/m8:r imm8  o32 66 0F 3A 20 /r ib  yes
    pinsrb_xmm_r64m8_imm8  xmm:rw r64/m8:r imm8  o64 66 0F 3A 20 /r ib  yes`,
};

export const PINSRD: Paragraph = {
  mnemonic: "pinsrd",
  title: "Insert a doubleword",
  source: "SDM 2B, PINSRD",
  cpuid: "SSE41",
  rows: `
    pinsrd_xmm_rm32_imm8  xmm:rw rm32:r imm8  o32 66 0F 3A 22 /r ib  yes`,
};

export const PINSRQ: Paragraph = {
  mnemonic: "pinsrq",
  title: "Insert a quadword",
  source: "SDM 2B, PINSRQ",
  cpuid: "SSE41",
  rows: `
    pinsrq_xmm_rm64_imm8  xmm:rw rm64:r imm8  o64 66 0F 3A 22 /r ib  yes`,
};

export const PMOVSXBD: Paragraph = {
  mnemonic: "pmovsxbd",
  title: "Sign-extend bytes into doublewords",
  source: "SDM 2B, PMOVSXBD",
  cpuid: "SSE41",
  rows: `
    pmovsxbd_xmm_xmmm32  xmm:w xmm/m32:r  66 0F 38 21 /r  yes`,
};

export const PMOVSXBQ: Paragraph = {
  mnemonic: "pmovsxbq",
  title: "Sign-extend bytes into quadwords",
  source: "SDM 2B, PMOVSXBQ",
  cpuid: "SSE41",
  rows: `
    pmovsxbq_xmm_xmmm16  xmm:w xmm/m16:r  66 0F 38 22 /r  yes`,
};

export const PMOVSXBW: Paragraph = {
  mnemonic: "pmovsxbw",
  title: "Sign-extend bytes into words",
  source: "SDM 2B, PMOVSXBW",
  cpuid: "SSE41",
  rows: `
    pmovsxbw_xmm_xmmm64  xmm:w xmm/m64:r  66 0F 38 20 /r  yes`,
};

export const PMOVSXDQ: Paragraph = {
  mnemonic: "pmovsxdq",
  title: "Sign-extend doublewords into quadwords",
  source: "SDM 2B, PMOVSXDQ",
  cpuid: "SSE41",
  rows: `
    pmovsxdq_xmm_xmmm64  xmm:w xmm/m64:r  66 0F 38 25 /r  yes`,
};

export const PMOVSXWD: Paragraph = {
  mnemonic: "pmovsxwd",
  title: "Sign-extend words into doublewords",
  source: "SDM 2B, PMOVSXWD",
  cpuid: "SSE41",
  rows: `
    pmovsxwd_xmm_xmmm64  xmm:w xmm/m64:r  66 0F 38 23 /r  yes`,
};

export const PMOVSXWQ: Paragraph = {
  mnemonic: "pmovsxwq",
  title: "Sign-extend words into quadwords",
  source: "SDM 2B, PMOVSXWQ",
  cpuid: "SSE41",
  rows: `
    pmovsxwq_xmm_xmmm32  xmm:w xmm/m32:r  66 0F 38 24 /r  yes`,
};

export const PMOVZXBD: Paragraph = {
  mnemonic: "pmovzxbd",
  title: "Zero-extend bytes into doublewords",
  source: "SDM 2B, PMOVZXBD",
  cpuid: "SSE41",
  rows: `
    pmovzxbd_xmm_xmmm32  xmm:w xmm/m32:r  66 0F 38 31 /r  yes`,
};

export const PMOVZXBQ: Paragraph = {
  mnemonic: "pmovzxbq",
  title: "Zero-extend bytes into quadwords",
  source: "SDM 2B, PMOVZXBQ",
  cpuid: "SSE41",
  rows: `
    pmovzxbq_xmm_xmmm16  xmm:w xmm/m16:r  66 0F 38 32 /r  yes`,
};

export const PMOVZXBW: Paragraph = {
  mnemonic: "pmovzxbw",
  title: "Zero-extend bytes into words",
  source: "SDM 2B, PMOVZXBW",
  cpuid: "SSE41",
  rows: `
    pmovzxbw_xmm_xmmm64  xmm:w xmm/m64:r  66 0F 38 30 /r  yes`,
};

export const PMOVZXDQ: Paragraph = {
  mnemonic: "pmovzxdq",
  title: "Zero-extend doublewords into quadwords",
  source: "SDM 2B, PMOVZXDQ",
  cpuid: "SSE41",
  rows: `
    pmovzxdq_xmm_xmmm64  xmm:w xmm/m64:r  66 0F 38 35 /r  yes`,
};

export const PMOVZXWD: Paragraph = {
  mnemonic: "pmovzxwd",
  title: "Zero-extend words into doublewords",
  source: "SDM 2B, PMOVZXWD",
  cpuid: "SSE41",
  rows: `
    pmovzxwd_xmm_xmmm64  xmm:w xmm/m64:r  66 0F 38 33 /r  yes`,
};

export const PMOVZXWQ: Paragraph = {
  mnemonic: "pmovzxwq",
  title: "Zero-extend words into quadwords",
  source: "SDM 2B, PMOVZXWQ",
  cpuid: "SSE41",
  rows: `
    pmovzxwq_xmm_xmmm32  xmm:w xmm/m32:r  66 0F 38 34 /r  yes`,
};
