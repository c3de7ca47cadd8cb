/** AVX and AVX2: the VEX forms of extensions, insertions and extractions. */
import type { Paragraph } from "../form.ts";
import {
  extractps, insertps, packusdw, pextrb, pextrd, pextrq, pinsrb, pinsrd, pinsrq, pmovsxbd,
  pmovsxbq, pmovsxbw, pmovsxdq, pmovsxwd, pmovsxwq, pmovzxbd, pmovzxbq, pmovzxbw, pmovzxdq,
  pmovzxwd, pmovzxwq,
} from "../sse4/pack.ts";

export const VEXTRACTPS: Paragraph = {
  mnemonic: "vextractps",
  title: "Extract a single, VEX",
  source: "SDM 2A, EXTRACTPS",
  cpuid: "AVX",
  meaning: extractps,
  rows: `
    vextractps_m32_xmm_imm8     m32:w xmm:r imm8      VEX.128.66.0F3A.W0 17 /r ib  nofeature|yes
    vextractps_r32_xmm_imm8     r32.rm:w xmm:r imm8   VEX.128.66.0F3A.W0 17 /r ib  nofeature|no
    vextractps_r64m32_xmm_imm8  r64/m32:w xmm:r imm8  VEX.128.66.0F3A.W1 17 /r ib  no`,
};

export const VINSERTPS: Paragraph = {
  mnemonic: "vinsertps",
  title: "Insert a single, VEX",
  source: "SDM 2A, INSERTPS",
  cpuid: "AVX",
  meaning: insertps,
  rows: `
    vinsertps_xmm_xmm_xmmm32_imm8  xmm:w xmm.v:r xmm/m32:r imm8  VEX.128.66.0F3A.WIG 21 /r ib  nofeature|yes`,
};

export const VPACKUSDW: Paragraph = {
  mnemonic: "vpackusdw",
  title: "Pack doublewords into words with unsigned saturation, VEX",
  source: "SDM 2B, PACKUSDW",
  cpuid: "AVX",
  meaning: packusdw,
  rows: `
    vpackusdw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG 2B /r  nofeature|yes
    vpackusdw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG 2B /r  no|yes         cpuid=AVX2`,
};

export const VPEXTRB: Paragraph = {
  mnemonic: "vpextrb",
  title: "Extract a byte, VEX",
  source: "SDM 2B, PEXTRB",
  cpuid: "AVX",
  meaning: pextrb,
  rows: `
    vpextrb_r32m8_xmm_imm8  r32/m8:w xmm:r imm8  VEX.128.66.0F3A.W0 14 /r ib  nofeature|yes
    vpextrb_r64m8_xmm_imm8  r64/m8:w xmm:r imm8  VEX.128.66.0F3A.W1 14 /r ib  no`,
};

export const VPEXTRD: Paragraph = {
  mnemonic: "vpextrd",
  title: "Extract a doubleword, VEX",
  source: "SDM 2B, PEXTRD",
  cpuid: "AVX",
  meaning: pextrd,
  rows: `
    vpextrd_rm32_xmm_imm8  rm32:w xmm:r imm8  VEX.128.66.0F3A.W0 16 /r ib  nofeature|yes`,
};

export const VPEXTRQ: Paragraph = {
  mnemonic: "vpextrq",
  title: "Extract a quadword, VEX",
  source: "SDM 2B, PEXTRQ",
  cpuid: "AVX",
  meaning: pextrq,
  rows: `
    vpextrq_rm64_xmm_imm8  rm64:w xmm:r imm8  VEX.128.66.0F3A.W1 16 /r ib  nofeature|yes`,
};

export const VPINSRB: Paragraph = {
  mnemonic: "vpinsrb",
  title: "Insert a byte, VEX",
  source: "SDM 2B, PINSRB",
  cpuid: "AVX",
  meaning: pinsrb,
  rows: `
    vpinsrb_xmm_xmm_r32m8_imm8  xmm:w xmm.v:r r32/m8:r imm8  VEX.128.66.0F3A.W0 20 /r ib  nofeature|yes
    vpinsrb_xmm_xmm_r64m8_imm8  xmm:w xmm.v:r r64/m8:r imm8  VEX.128.66.0F3A.W1 20 /r ib  no`,
};

export const VPINSRD: Paragraph = {
  mnemonic: "vpinsrd",
  title: "Insert a doubleword, VEX",
  source: "SDM 2B, PINSRD",
  cpuid: "AVX",
  meaning: pinsrd,
  rows: `
    vpinsrd_xmm_xmm_rm32_imm8  xmm:w xmm.v:r rm32:r imm8  VEX.128.66.0F3A.W0 22 /r ib  nofeature|yes`,
};

export const VPINSRQ: Paragraph = {
  mnemonic: "vpinsrq",
  title: "Insert a quadword, VEX",
  source: "SDM 2B, PINSRQ",
  cpuid: "AVX",
  meaning: pinsrq,
  rows: `
    vpinsrq_xmm_xmm_rm64_imm8  xmm:w xmm.v:r rm64:r imm8  VEX.128.66.0F3A.W1 22 /r ib  nofeature|yes`,
};

export const VPMOVSXBD: Paragraph = {
  mnemonic: "vpmovsxbd",
  title: "Sign-extend bytes into doublewords, VEX",
  source: "SDM 2B, PMOVSXBD",
  cpuid: "AVX",
  meaning: pmovsxbd,
  rows: `
    vpmovsxbd_xmm_xmmm32  xmm:w xmm/m32:r  VEX.128.66.0F38.WIG 21 /r  nofeature|yes
    vpmovsxbd_ymm_xmmm64  ymm:w xmm/m64:r  VEX.256.66.0F38.WIG 21 /r  no|yes         cpuid=AVX2`,
};

export const VPMOVSXBQ: Paragraph = {
  mnemonic: "vpmovsxbq",
  title: "Sign-extend bytes into quadwords, VEX",
  source: "SDM 2B, PMOVSXBQ",
  cpuid: "AVX",
  meaning: pmovsxbq,
  rows: `
    vpmovsxbq_xmm_xmmm16  xmm:w xmm/m16:r  VEX.128.66.0F38.WIG 22 /r  nofeature|yes
    vpmovsxbq_ymm_xmmm32  ymm:w xmm/m32:r  VEX.256.66.0F38.WIG 22 /r  no|yes         cpuid=AVX2`,
};

export const VPMOVSXBW: Paragraph = {
  mnemonic: "vpmovsxbw",
  title: "Sign-extend bytes into words, VEX",
  source: "SDM 2B, PMOVSXBW",
  cpuid: "AVX",
  meaning: pmovsxbw,
  rows: `
    vpmovsxbw_xmm_xmmm64   xmm:w xmm/m64:r   VEX.128.66.0F38.WIG 20 /r  nofeature|yes
    vpmovsxbw_ymm_xmmm128  ymm:w xmm/m128:r  VEX.256.66.0F38.WIG 20 /r  no|yes         cpuid=AVX2`,
};

export const VPMOVSXDQ: Paragraph = {
  mnemonic: "vpmovsxdq",
  title: "Sign-extend doublewords into quadwords, VEX",
  source: "SDM 2B, PMOVSXDQ",
  cpuid: "AVX",
  meaning: pmovsxdq,
  rows: `
    vpmovsxdq_xmm_xmmm64   xmm:w xmm/m64:r   VEX.128.66.0F38.WIG 25 /r  nofeature|yes
    vpmovsxdq_ymm_xmmm128  ymm:w xmm/m128:r  VEX.256.66.0F38.WIG 25 /r  no|yes         cpuid=AVX2`,
};

export const VPMOVSXWD: Paragraph = {
  mnemonic: "vpmovsxwd",
  title: "Sign-extend words into doublewords, VEX",
  source: "SDM 2B, PMOVSXWD",
  cpuid: "AVX",
  meaning: pmovsxwd,
  rows: `
    vpmovsxwd_xmm_xmmm64   xmm:w xmm/m64:r   VEX.128.66.0F38.WIG 23 /r  nofeature|yes
    vpmovsxwd_ymm_xmmm128  ymm:w xmm/m128:r  VEX.256.66.0F38.WIG 23 /r  no|yes         cpuid=AVX2`,
};

export const VPMOVSXWQ: Paragraph = {
  mnemonic: "vpmovsxwq",
  title: "Sign-extend words into quadwords, VEX",
  source: "SDM 2B, PMOVSXWQ",
  cpuid: "AVX",
  meaning: pmovsxwq,
  rows: `
    vpmovsxwq_xmm_xmmm32  xmm:w xmm/m32:r  VEX.128.66.0F38.WIG 24 /r  nofeature|yes
    vpmovsxwq_ymm_xmmm64  ymm:w xmm/m64:r  VEX.256.66.0F38.WIG 24 /r  no|yes         cpuid=AVX2`,
};

export const VPMOVZXBD: Paragraph = {
  mnemonic: "vpmovzxbd",
  title: "Zero-extend bytes into doublewords, VEX",
  source: "SDM 2B, PMOVZXBD",
  cpuid: "AVX",
  meaning: pmovzxbd,
  rows: `
    vpmovzxbd_xmm_xmmm32  xmm:w xmm/m32:r  VEX.128.66.0F38.WIG 31 /r  nofeature|yes
    vpmovzxbd_ymm_xmmm64  ymm:w xmm/m64:r  VEX.256.66.0F38.WIG 31 /r  no|yes         cpuid=AVX2`,
};

export const VPMOVZXBQ: Paragraph = {
  mnemonic: "vpmovzxbq",
  title: "Zero-extend bytes into quadwords, VEX",
  source: "SDM 2B, PMOVZXBQ",
  cpuid: "AVX",
  meaning: pmovzxbq,
  rows: `
    vpmovzxbq_xmm_xmmm16  xmm:w xmm/m16:r  VEX.128.66.0F38.WIG 32 /r  nofeature|yes
    vpmovzxbq_ymm_xmmm32  ymm:w xmm/m32:r  VEX.256.66.0F38.WIG 32 /r  no|yes         cpuid=AVX2`,
};

export const VPMOVZXBW: Paragraph = {
  mnemonic: "vpmovzxbw",
  title: "Zero-extend bytes into words, VEX",
  source: "SDM 2B, PMOVZXBW",
  cpuid: "AVX",
  meaning: pmovzxbw,
  rows: `
    vpmovzxbw_xmm_xmmm64   xmm:w xmm/m64:r   VEX.128.66.0F38.WIG 30 /r  nofeature|yes
    vpmovzxbw_ymm_xmmm128  ymm:w xmm/m128:r  VEX.256.66.0F38.WIG 30 /r  no|yes         cpuid=AVX2`,
};

export const VPMOVZXDQ: Paragraph = {
  mnemonic: "vpmovzxdq",
  title: "Zero-extend doublewords into quadwords, VEX",
  source: "SDM 2B, PMOVZXDQ",
  cpuid: "AVX",
  meaning: pmovzxdq,
  rows: `
    vpmovzxdq_xmm_xmmm64   xmm:w xmm/m64:r   VEX.128.66.0F38.WIG 35 /r  nofeature|yes
    vpmovzxdq_ymm_xmmm128  ymm:w xmm/m128:r  VEX.256.66.0F38.WIG 35 /r  no|yes         cpuid=AVX2`,
};

export const VPMOVZXWD: Paragraph = {
  mnemonic: "vpmovzxwd",
  title: "Zero-extend words into doublewords, VEX",
  source: "SDM 2B, PMOVZXWD",
  cpuid: "AVX",
  meaning: pmovzxwd,
  rows: `
    vpmovzxwd_xmm_xmmm64   xmm:w xmm/m64:r   VEX.128.66.0F38.WIG 33 /r  nofeature|yes
    vpmovzxwd_ymm_xmmm128  ymm:w xmm/m128:r  VEX.256.66.0F38.WIG 33 /r  no|yes         cpuid=AVX2`,
};

export const VPMOVZXWQ: Paragraph = {
  mnemonic: "vpmovzxwq",
  title: "Zero-extend words into quadwords, VEX",
  source: "SDM 2B, PMOVZXWQ",
  cpuid: "AVX",
  meaning: pmovzxwq,
  rows: `
    vpmovzxwq_xmm_xmmm32  xmm:w xmm/m32:r  VEX.128.66.0F38.WIG 34 /r  nofeature|yes
    vpmovzxwq_ymm_xmmm64  ymm:w xmm/m64:r  VEX.256.66.0F38.WIG 34 /r  no|yes         cpuid=AVX2`,
};
