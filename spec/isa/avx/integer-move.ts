/** AVX and AVX2: integer moves. */
import type { Paragraph } from "../form.ts";
import { movd, movq, pextrw, pinsrw } from "../mmx/move.ts";
import { moveVector, storeSelectedBytes } from "../move-shapes.ts";

export const VMASKMOVDQU: Paragraph = {
  mnemonic: "vmaskmovdqu",
  title: "Store selected bytes of a vector, VEX",
  source: "SDM 2C, VMASKMOVDQU",
  cpuid: "AVX",
  meaning: storeSelectedBytes,
  rows: `
    vmaskmovdqu_m128_xmm_xmm  m128[rdi]:w xmm:r xmm.rm:r  VEX.128.66.0F.WIG F7 /r  special`,
};

export const VMOVD: Paragraph = {
  mnemonic: "vmovd",
  title: "Move 32 bits to or from a vector, VEX",
  source: "SDM 2B, MOVD",
  cpuid: "AVX",
  meaning: movd,
  rows: `
    vmovd_xmm_rm32  xmm:w rm32:r  VEX.128.66.0F.W0 6E /r  nofeature|yes
    vmovd_rm32_xmm  rm32:w xmm:r  VEX.128.66.0F.W0 7E /r  no|yes         zx`,
};

export const VMOVDQA: Paragraph = {
  mnemonic: "vmovdqa",
  title: "Move an aligned vector, VEX",
  source: "SDM 2B, MOVDQA",
  cpuid: "AVX",
  meaning: moveVector,
  rows: `
    vmovdqa_xmm_xmmm128  xmm:w xmm/m128:r  VEX.128.66.0F.WIG 6F /r  nofeature|yes  align
    vmovdqa_ymm_ymmm256  ymm:w ymm/m256:r  VEX.256.66.0F.WIG 6F /r  nofeature|yes  align
    vmovdqa_xmmm128_xmm  xmm/m128:w xmm:r  VEX.128.66.0F.WIG 7F /r  nofeature|yes  align
    vmovdqa_ymmm256_ymm  ymm/m256:w ymm:r  VEX.256.66.0F.WIG 7F /r  nofeature|yes  align`,
};

export const VMOVDQU: Paragraph = {
  mnemonic: "vmovdqu",
  title: "Move an unaligned vector, VEX",
  source: "SDM 2B, MOVDQU",
  cpuid: "AVX",
  meaning: moveVector,
  rows: `
    vmovdqu_xmm_xmmm128  xmm:w xmm/m128:r  VEX.128.F3.0F.WIG 6F /r  nofeature|yes
    vmovdqu_ymm_ymmm256  ymm:w ymm/m256:r  VEX.256.F3.0F.WIG 6F /r  nofeature|yes
    vmovdqu_xmmm128_xmm  xmm/m128:w xmm:r  VEX.128.F3.0F.WIG 7F /r  nofeature|yes
    vmovdqu_ymmm256_ymm  ymm/m256:w ymm:r  VEX.256.F3.0F.WIG 7F /r  nofeature|yes`,
};

export const VMOVNTDQ: Paragraph = {
  mnemonic: "vmovntdq",
  title: "Non-temporal store of a vector, VEX",
  source: "SDM 2B, MOVNTDQ",
  cpuid: "AVX",
  meaning: moveVector,
  rows: `
    vmovntdq_m128_xmm  m128:w xmm:r  VEX.128.66.0F.WIG E7 /r  nofeature|unsup  align
    vmovntdq_m256_ymm  m256:w ymm:r  VEX.256.66.0F.WIG E7 /r  nofeature|unsup  align`,
};

export const VMOVQ: Paragraph = {
  mnemonic: "vmovq",
  title: "Move 64 bits to or from a vector, VEX",
  source: "SDM 2B, MOVQ",
  cpuid: "AVX",
  meaning: movq,
  rows: `
    vmovq_xmm_rm64    xmm:w rm64:r     VEX.128.66.0F.W1 6E /r   nofeature|yes
    vmovq_rm64_xmm    rm64:w xmm:r     VEX.128.66.0F.W1 7E /r   no|yes
    vmovq_xmm_xmmm64  xmm:w xmm/m64:r  VEX.128.F3.0F.WIG 7E /r  nofeature|yes
    vmovq_xmmm64_xmm  xmm/m64:w xmm:r  VEX.128.66.0F.WIG D6 /r  no|yes`,
};

export const VPEXTRW: Paragraph = {
  mnemonic: "vpextrw",
  title: "Extract a word, VEX",
  source: "SDM 2B, PEXTRW",
  cpuid: "AVX",
  meaning: pextrw,
  rows: `
    vpextrw_r32_xmm_imm8     r32:w xmm.rm:r imm8   VEX.128.66.0F.W0 C5 /r ib    nofeature|yes
    vpextrw_r64_xmm_imm8     r64:w xmm.rm:r imm8   VEX.128.66.0F.W1 C5 /r ib    no
    vpextrw_r32m16_xmm_imm8  r32/m16:w xmm:r imm8  VEX.128.66.0F3A.W0 15 /r ib  nofeature|yes
    vpextrw_r64m16_xmm_imm8  r64/m16:w xmm:r imm8  VEX.128.66.0F3A.W1 15 /r ib  no`,
};

export const VPINSRW: Paragraph = {
  mnemonic: "vpinsrw",
  title: "Insert a word, VEX",
  source: "SDM 2B, PINSRW",
  cpuid: "AVX",
  meaning: pinsrw,
  rows: `
    vpinsrw_xmm_xmm_r32m16_imm8  xmm:w xmm.v:r r32/m16:r imm8  VEX.128.66.0F.W0 C4 /r ib  nofeature|yes
    vpinsrw_xmm_xmm_r64m16_imm8  xmm:w xmm.v:r r64/m16:r imm8  VEX.128.66.0F.W1 C4 /r ib  no`,
};
