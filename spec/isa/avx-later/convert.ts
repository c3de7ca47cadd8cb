/** VEX instructions after AVX2: half and bfloat16 conversions. */
import type { Paragraph } from "../form.ts";

export const VBCSTNEBF162PS: Paragraph = {
  mnemonic: "vbcstnebf162ps",
  title: "Broadcast a bfloat16 number as singles",
  source: "Intel ISE reference, VBCSTNEBF162PS",
  cpuid: "AVX_NE_CONVERT",
  rows: `
    vbcstnebf162ps_xmm_m16  xmm:w m16:r  VEX.128.F3.0F38.W0 B1 /r  no
    vbcstnebf162ps_ymm_m16  ymm:w m16:r  VEX.256.F3.0F38.W0 B1 /r  no`,
};

export const VBCSTNESH2PS: Paragraph = {
  mnemonic: "vbcstnesh2ps",
  title: "Broadcast a half as singles",
  source: "Intel ISE reference, VBCSTNESH2PS",
  cpuid: "AVX_NE_CONVERT",
  rows: `
    vbcstnesh2ps_xmm_m16  xmm:w m16:r  VEX.128.66.0F38.W0 B1 /r  no
    vbcstnesh2ps_ymm_m16  ymm:w m16:r  VEX.256.66.0F38.W0 B1 /r  no`,
};

export const VCVTNEEBF162PS: Paragraph = {
  mnemonic: "vcvtneebf162ps",
  title: "Convert even bfloat16 numbers into singles",
  source: "Intel ISE reference, VCVTNEEBF162PS",
  cpuid: "AVX_NE_CONVERT",
  rows: `
    vcvtneebf162ps_xmm_m128  xmm:w m128:r  VEX.128.F3.0F38.W0 B0 /r  no
    vcvtneebf162ps_ymm_m256  ymm:w m256:r  VEX.256.F3.0F38.W0 B0 /r  no`,
};

export const VCVTNEEPH2PS: Paragraph = {
  mnemonic: "vcvtneeph2ps",
  title: "Convert even halves into singles",
  source: "Intel ISE reference, VCVTNEEPH2PS",
  cpuid: "AVX_NE_CONVERT",
  rows: `
    vcvtneeph2ps_xmm_m128  xmm:w m128:r  VEX.128.66.0F38.W0 B0 /r  no
    vcvtneeph2ps_ymm_m256  ymm:w m256:r  VEX.256.66.0F38.W0 B0 /r  no`,
};

export const VCVTNEOBF162PS: Paragraph = {
  mnemonic: "vcvtneobf162ps",
  title: "Convert odd bfloat16 numbers into singles",
  source: "Intel ISE reference, VCVTNEOBF162PS",
  cpuid: "AVX_NE_CONVERT",
  rows: `
    vcvtneobf162ps_xmm_m128  xmm:w m128:r  VEX.128.F2.0F38.W0 B0 /r  no
    vcvtneobf162ps_ymm_m256  ymm:w m256:r  VEX.256.F2.0F38.W0 B0 /r  no`,
};

export const VCVTNEOPH2PS: Paragraph = {
  mnemonic: "vcvtneoph2ps",
  title: "Convert odd halves into singles",
  source: "Intel ISE reference, VCVTNEOPH2PS",
  cpuid: "AVX_NE_CONVERT",
  rows: `
    vcvtneoph2ps_xmm_m128  xmm:w m128:r  VEX.128.0F38.W0 B0 /r  no
    vcvtneoph2ps_ymm_m256  ymm:w m256:r  VEX.256.0F38.W0 B0 /r  no`,
};

export const VCVTNEPS2BF16: Paragraph = {
  mnemonic: "vcvtneps2bf16",
  title: "Convert singles into bfloat16",
  source: "Intel ISE reference, VCVTNEPS2BF16",
  cpuid: "AVX_NE_CONVERT",
  rows: `
    vcvtneps2bf16_xmm_xmmm128  xmm:w xmm/m128:r  VEX.128.F3.0F38.W0 72 /r  no
    vcvtneps2bf16_xmm_ymmm256  xmm:w ymm/m256:r  VEX.256.F3.0F38.W0 72 /r  no`,
};
