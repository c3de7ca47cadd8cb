/** AVX: the VEX forms of AES, carry-less multiplication and Galois fields. */
import type { Paragraph } from "../form.ts";
import { aesdec, aesdeclast, aesenc, aesenclast, aesimc, aeskeygenassist } from "../crypto/aes.ts";
import { pclmulqdq } from "../crypto/clmul.ts";

export const VAESDEC: Paragraph = {
  mnemonic: "vaesdec",
  title: "One round of AES decryption, VEX",
  source: "SDM 2A, AESDEC",
  cpuid: "AESAVX",
  meaning: aesdec,
  rows: `
    vaesdec_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG DE /r  nofeature
    vaesdec_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG DE /r  no         cpuid=VAES`,
};

export const VAESDECLAST: Paragraph = {
  mnemonic: "vaesdeclast",
  title: "Last round of AES decryption, VEX",
  source: "SDM 2A, AESDECLAST",
  cpuid: "AESAVX",
  meaning: aesdeclast,
  rows: `
    vaesdeclast_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG DF /r  nofeature
    vaesdeclast_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG DF /r  no         cpuid=VAES`,
};

export const VAESENC: Paragraph = {
  mnemonic: "vaesenc",
  title: "One round of AES encryption, VEX",
  source: "SDM 2A, AESENC",
  cpuid: "AESAVX",
  meaning: aesenc,
  rows: `
    vaesenc_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG DC /r  nofeature
    vaesenc_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG DC /r  no         cpuid=VAES`,
};

export const VAESENCLAST: Paragraph = {
  mnemonic: "vaesenclast",
  title: "Last round of AES encryption, VEX",
  source: "SDM 2A, AESENCLAST",
  cpuid: "AESAVX",
  meaning: aesenclast,
  rows: `
    vaesenclast_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.WIG DD /r  nofeature
    vaesenclast_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.WIG DD /r  no         cpuid=VAES`,
};

export const VAESIMC: Paragraph = {
  mnemonic: "vaesimc",
  title: "Inverse mix of AES columns, VEX",
  source: "SDM 2A, AESIMC",
  cpuid: "AESAVX",
  meaning: aesimc,
  rows: `
    vaesimc_xmm_xmmm128  xmm:w xmm/m128:r  VEX.128.66.0F38.WIG DB /r  nofeature`,
};

export const VAESKEYGENASSIST: Paragraph = {
  mnemonic: "vaeskeygenassist",
  title: "Help to make an AES round key, VEX",
  source: "SDM 2A, AESKEYGENASSIST",
  cpuid: "AESAVX",
  meaning: aeskeygenassist,
  rows: `
    vaeskeygenassist_xmm_xmmm128_imm8  xmm:w xmm/m128:r imm8  VEX.128.66.0F3A.WIG DF /r ib  nofeature`,
};

export const VGF2P8AFFINEINVQB: Paragraph = {
  mnemonic: "vgf2p8affineinvqb",
  title: "Affine transformation of inverted bytes, VEX",
  source: "SDM 2A, GF2P8AFFINEINVQB",
  cpuid: "AVX+GFNI",
  rows: `
    vgf2p8affineinvqb_xmm_xmm_xmmm128_imm8  xmm:w xmm.v:r xmm/m128:r imm8  VEX.128.66.0F3A.W1 CF /r ib  no
    vgf2p8affineinvqb_ymm_ymm_ymmm256_imm8  ymm:w ymm.v:r ymm/m256:r imm8  VEX.256.66.0F3A.W1 CF /r ib  no`,
};

export const VGF2P8AFFINEQB: Paragraph = {
  mnemonic: "vgf2p8affineqb",
  title: "Affine transformation of bytes, VEX",
  source: "SDM 2A, GF2P8AFFINEQB",
  cpuid: "AVX+GFNI",
  rows: `
    vgf2p8affineqb_xmm_xmm_xmmm128_imm8  xmm:w xmm.v:r xmm/m128:r imm8  VEX.128.66.0F3A.W1 CE /r ib  no
    vgf2p8affineqb_ymm_ymm_ymmm256_imm8  ymm:w ymm.v:r ymm/m256:r imm8  VEX.256.66.0F3A.W1 CE /r ib  no`,
};

export const VGF2P8MULB: Paragraph = {
  mnemonic: "vgf2p8mulb",
  title: "Multiply bytes in the field of 256 elements, VEX",
  source: "SDM 2A, GF2P8MULB",
  cpuid: "AVX+GFNI",
  rows: `
    vgf2p8mulb_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 CF /r  no
    vgf2p8mulb_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 CF /r  no`,
};

export const VPCLMULQDQ: Paragraph = {
  mnemonic: "vpclmulqdq",
  title: "Carry-less multiplication, VEX",
  source: "SDM 2B, PCLMULQDQ",
  cpuid: "CLMULAVX",
  meaning: pclmulqdq,
  rows: `
    vpclmulqdq_xmm_xmm_xmmm128_imm8  xmm:w xmm.v:r xmm/m128:r imm8  VEX.128.66.0F3A.WIG 44 /r ib  nofeature
    vpclmulqdq_ymm_ymm_ymmm256_imm8  ymm:w ymm.v:r ymm/m256:r imm8  VEX.256.66.0F3A.WIG 44 /r ib  no         cpuid=VPCLMULQDQ`,
};
