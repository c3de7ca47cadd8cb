/** VEX instructions after AVX2: SHA-512, SM3 and SM4. */
import type { Paragraph } from "../form.ts";

export const VSHA512MSG1: Paragraph = {
  mnemonic: "vsha512msg1",
  title: "SHA-512: message schedule, first part",
  source: "Intel ISE reference, VSHA512MSG1",
  cpuid: "AVX+SHA512",
  rows: `
    vsha512msg1_ymm_xmm  ymm:rw xmm.rm:r  VEX.256.F2.0F38.W0 CC /r  no`,
};

export const VSHA512MSG2: Paragraph = {
  mnemonic: "vsha512msg2",
  title: "SHA-512: message schedule, second part",
  source: "Intel ISE reference, VSHA512MSG2",
  cpuid: "AVX+SHA512",
  rows: `
    vsha512msg2_ymm_ymm  ymm:rw ymm.rm:r  VEX.256.F2.0F38.W0 CD /r  no`,
};

export const VSHA512RNDS2: Paragraph = {
  mnemonic: "vsha512rnds2",
  title: "SHA-512: two rounds",
  source: "Intel ISE reference, VSHA512RNDS2",
  cpuid: "AVX+SHA512",
  rows: `
    vsha512rnds2_ymm_ymm_xmm  ymm:rw ymm.v:r xmm.rm:r  VEX.256.F2.0F38.W0 CB /r  no`,
};

export const VSM3MSG1: Paragraph = {
  mnemonic: "vsm3msg1",
  title: "SM3: message schedule, first part",
  source: "Intel ISE reference, VSM3MSG1",
  cpuid: "AVX+SM3",
  rows: `
    vsm3msg1_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.0F38.W0 DA /r  no`,
};

export const VSM3MSG2: Paragraph = {
  mnemonic: "vsm3msg2",
  title: "SM3: message schedule, second part",
  source: "Intel ISE reference, VSM3MSG2",
  cpuid: "AVX+SM3",
  rows: `
    vsm3msg2_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 DA /r  no`,
};

export const VSM3RNDS2: Paragraph = {
  mnemonic: "vsm3rnds2",
  title: "SM3: two rounds",
  source: "Intel ISE reference, VSM3RNDS2",
  cpuid: "AVX+SM3",
  rows: `
    vsm3rnds2_xmm_xmm_xmmm128_imm8  xmm:rw xmm.v:r xmm/m128:r imm8  VEX.128.66.0F3A.W0 DE /r ib  no`,
};

export const VSM4KEY4: Paragraph = {
  mnemonic: "vsm4key4",
  title: "SM4: four rounds of key expansion",
  source: "Intel ISE reference, VSM4KEY4",
  cpuid: "AVX+SM4",
  rows: `
    vsm4key4_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.F3.0F38.W0 DA /r  no
    vsm4key4_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.F3.0F38.W0 DA /r  no`,
};

export const VSM4RNDS4: Paragraph = {
  mnemonic: "vsm4rnds4",
  title: "SM4: four rounds",
  source: "Intel ISE reference, VSM4RNDS4",
  cpuid: "AVX+SM4",
  rows: `
    vsm4rnds4_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.F2.0F38.W0 DA /r  no
    vsm4rnds4_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.F2.0F38.W0 DA /r  no`,
};
