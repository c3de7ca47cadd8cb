/** FMA4: fused multiplication and addition, four operands; two-vector permutations. */
import type { Paragraph } from "../form.ts";
import { withdrawn } from "../withdrawn.ts";

export const VFMADDPD: Paragraph = {
  mnemonic: "vfmaddpd",
  title: "Multiply and add: packed doubles, four operands",
  source: "APM 4, VFMADDPD",
  cpuid: "FMA4",
  meaning: withdrawn,
  rows: `
    vfmaddpd_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  VEX.128.66.0F3A.W0 69 /r /is4  nofeature|no
    vfmaddpd_ymm_ymm_ymmm256_ymm  ymm:w ymm.v:r ymm/m256:r ymm.is4:r  VEX.256.66.0F3A.W0 69 /r /is4  nofeature|no
    vfmaddpd_xmm_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm.is4:r xmm/m128:r  VEX.128.66.0F3A.W1 69 /r /is4  nofeature|no
    vfmaddpd_ymm_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm.is4:r ymm/m256:r  VEX.256.66.0F3A.W1 69 /r /is4  nofeature|no`,
};

export const VFMADDPS: Paragraph = {
  mnemonic: "vfmaddps",
  title: "Multiply and add: packed singles, four operands",
  source: "APM 4, VFMADDPS",
  cpuid: "FMA4",
  meaning: withdrawn,
  rows: `
    vfmaddps_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  VEX.128.66.0F3A.W0 68 /r /is4  nofeature|no
    vfmaddps_ymm_ymm_ymmm256_ymm  ymm:w ymm.v:r ymm/m256:r ymm.is4:r  VEX.256.66.0F3A.W0 68 /r /is4  nofeature|no
    vfmaddps_xmm_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm.is4:r xmm/m128:r  VEX.128.66.0F3A.W1 68 /r /is4  nofeature|no
    vfmaddps_ymm_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm.is4:r ymm/m256:r  VEX.256.66.0F3A.W1 68 /r /is4  nofeature|no`,
};

export const VFMADDSD: Paragraph = {
  mnemonic: "vfmaddsd",
  title: "Multiply and add: scalar double, four operands",
  source: "APM 4, VFMADDSD",
  cpuid: "FMA4",
  meaning: withdrawn,
  rows: `
    vfmaddsd_xmm_xmm_xmmm64_xmm  xmm:w xmm.v:r xmm/m64:r xmm.is4:r  VEX.LIG.66.0F3A.W0 6B /r /is4  nofeature|no
    vfmaddsd_xmm_xmm_xmm_xmmm64  xmm:w xmm.v:r xmm.is4:r xmm/m64:r  VEX.LIG.66.0F3A.W1 6B /r /is4  nofeature|no`,
};

export const VFMADDSS: Paragraph = {
  mnemonic: "vfmaddss",
  title: "Multiply and add: scalar single, four operands",
  source: "APM 4, VFMADDSS",
  cpuid: "FMA4",
  meaning: withdrawn,
  rows: `
    vfmaddss_xmm_xmm_xmmm32_xmm  xmm:w xmm.v:r xmm/m32:r xmm.is4:r  VEX.LIG.66.0F3A.W0 6A /r /is4  nofeature|no
    vfmaddss_xmm_xmm_xmm_xmmm32  xmm:w xmm.v:r xmm.is4:r xmm/m32:r  VEX.LIG.66.0F3A.W1 6A /r /is4  nofeature|no`,
};

export const VFMADDSUBPD: Paragraph = {
  mnemonic: "vfmaddsubpd",
  title: "Multiply, subtract and add alternately: packed doubles, four operands",
  source: "APM 4, VFMADDSUBPD",
  cpuid: "FMA4",
  meaning: withdrawn,
  rows: `
    vfmaddsubpd_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  VEX.128.66.0F3A.W0 5D /r /is4  nofeature|no
    vfmaddsubpd_ymm_ymm_ymmm256_ymm  ymm:w ymm.v:r ymm/m256:r ymm.is4:r  VEX.256.66.0F3A.W0 5D /r /is4  nofeature|no
    vfmaddsubpd_xmm_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm.is4:r xmm/m128:r  VEX.128.66.0F3A.W1 5D /r /is4  nofeature|no
    vfmaddsubpd_ymm_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm.is4:r ymm/m256:r  VEX.256.66.0F3A.W1 5D /r /is4  nofeature|no`,
};

export const VFMADDSUBPS: Paragraph = {
  mnemonic: "vfmaddsubps",
  title: "Multiply, subtract and add alternately: packed singles, four operands",
  source: "APM 4, VFMADDSUBPS",
  cpuid: "FMA4",
  meaning: withdrawn,
  rows: `
    vfmaddsubps_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  VEX.128.66.0F3A.W0 5C /r /is4  nofeature|no
    vfmaddsubps_ymm_ymm_ymmm256_ymm  ymm:w ymm.v:r ymm/m256:r ymm.is4:r  VEX.256.66.0F3A.W0 5C /r /is4  nofeature|no
    vfmaddsubps_xmm_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm.is4:r xmm/m128:r  VEX.128.66.0F3A.W1 5C /r /is4  nofeature|no
    vfmaddsubps_ymm_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm.is4:r ymm/m256:r  VEX.256.66.0F3A.W1 5C /r /is4  nofeature|no`,
};

export const VFMSUBADDPD: Paragraph = {
  mnemonic: "vfmsubaddpd",
  title: "Multiply, add and subtract alternately: packed doubles, four operands",
  source: "APM 4, VFMSUBADDPD",
  cpuid: "FMA4",
  meaning: withdrawn,
  rows: `
    vfmsubaddpd_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  VEX.128.66.0F3A.W0 5F /r /is4  nofeature|no
    vfmsubaddpd_ymm_ymm_ymmm256_ymm  ymm:w ymm.v:r ymm/m256:r ymm.is4:r  VEX.256.66.0F3A.W0 5F /r /is4  nofeature|no
    vfmsubaddpd_xmm_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm.is4:r xmm/m128:r  VEX.128.66.0F3A.W1 5F /r /is4  nofeature|no
    vfmsubaddpd_ymm_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm.is4:r ymm/m256:r  VEX.256.66.0F3A.W1 5F /r /is4  nofeature|no`,
};

export const VFMSUBADDPS: Paragraph = {
  mnemonic: "vfmsubaddps",
  title: "Multiply, add and subtract alternately: packed singles, four operands",
  source: "APM 4, VFMSUBADDPS",
  cpuid: "FMA4",
  meaning: withdrawn,
  rows: `
    vfmsubaddps_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  VEX.128.66.0F3A.W0 5E /r /is4  nofeature|no
    vfmsubaddps_ymm_ymm_ymmm256_ymm  ymm:w ymm.v:r ymm/m256:r ymm.is4:r  VEX.256.66.0F3A.W0 5E /r /is4  nofeature|no
    vfmsubaddps_xmm_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm.is4:r xmm/m128:r  VEX.128.66.0F3A.W1 5E /r /is4  nofeature|no
    vfmsubaddps_ymm_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm.is4:r ymm/m256:r  VEX.256.66.0F3A.W1 5E /r /is4  nofeature|no`,
};

export const VFMSUBPD: Paragraph = {
  mnemonic: "vfmsubpd",
  title: "Multiply and subtract: packed doubles, four operands",
  source: "APM 4, VFMSUBPD",
  cpuid: "FMA4",
  meaning: withdrawn,
  rows: `
    vfmsubpd_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  VEX.128.66.0F3A.W0 6D /r /is4  nofeature|no
    vfmsubpd_ymm_ymm_ymmm256_ymm  ymm:w ymm.v:r ymm/m256:r ymm.is4:r  VEX.256.66.0F3A.W0 6D /r /is4  nofeature|no
    vfmsubpd_xmm_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm.is4:r xmm/m128:r  VEX.128.66.0F3A.W1 6D /r /is4  nofeature|no
    vfmsubpd_ymm_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm.is4:r ymm/m256:r  VEX.256.66.0F3A.W1 6D /r /is4  nofeature|no`,
};

export const VFMSUBPS: Paragraph = {
  mnemonic: "vfmsubps",
  title: "Multiply and subtract: packed singles, four operands",
  source: "APM 4, VFMSUBPS",
  cpuid: "FMA4",
  meaning: withdrawn,
  rows: `
    vfmsubps_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  VEX.128.66.0F3A.W0 6C /r /is4  nofeature|no
    vfmsubps_ymm_ymm_ymmm256_ymm  ymm:w ymm.v:r ymm/m256:r ymm.is4:r  VEX.256.66.0F3A.W0 6C /r /is4  nofeature|no
    vfmsubps_xmm_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm.is4:r xmm/m128:r  VEX.128.66.0F3A.W1 6C /r /is4  nofeature|no
    vfmsubps_ymm_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm.is4:r ymm/m256:r  VEX.256.66.0F3A.W1 6C /r /is4  nofeature|no`,
};

export const VFMSUBSD: Paragraph = {
  mnemonic: "vfmsubsd",
  title: "Multiply and subtract: scalar double, four operands",
  source: "APM 4, VFMSUBSD",
  cpuid: "FMA4",
  meaning: withdrawn,
  rows: `
    vfmsubsd_xmm_xmm_xmmm64_xmm  xmm:w xmm.v:r xmm/m64:r xmm.is4:r  VEX.LIG.66.0F3A.W0 6F /r /is4  nofeature|no
    vfmsubsd_xmm_xmm_xmm_xmmm64  xmm:w xmm.v:r xmm.is4:r xmm/m64:r  VEX.LIG.66.0F3A.W1 6F /r /is4  nofeature|no`,
};

export const VFMSUBSS: Paragraph = {
  mnemonic: "vfmsubss",
  title: "Multiply and subtract: scalar single, four operands",
  source: "APM 4, VFMSUBSS",
  cpuid: "FMA4",
  meaning: withdrawn,
  rows: `
    vfmsubss_xmm_xmm_xmmm32_xmm  xmm:w xmm.v:r xmm/m32:r xmm.is4:r  VEX.LIG.66.0F3A.W0 6E /r /is4  nofeature|no
    vfmsubss_xmm_xmm_xmm_xmmm32  xmm:w xmm.v:r xmm.is4:r xmm/m32:r  VEX.LIG.66.0F3A.W1 6E /r /is4  nofeature|no`,
};

export const VFNMADDPD: Paragraph = {
  mnemonic: "vfnmaddpd",
  title: "Multiply, negate and add: packed doubles, four operands",
  source: "APM 4, VFNMADDPD",
  cpuid: "FMA4",
  meaning: withdrawn,
  rows: `
    vfnmaddpd_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  VEX.128.66.0F3A.W0 79 /r /is4  nofeature|no
    vfnmaddpd_ymm_ymm_ymmm256_ymm  ymm:w ymm.v:r ymm/m256:r ymm.is4:r  VEX.256.66.0F3A.W0 79 /r /is4  nofeature|no
    vfnmaddpd_xmm_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm.is4:r xmm/m128:r  VEX.128.66.0F3A.W1 79 /r /is4  nofeature|no
    vfnmaddpd_ymm_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm.is4:r ymm/m256:r  VEX.256.66.0F3A.W1 79 /r /is4  nofeature|no`,
};

export const VFNMADDPS: Paragraph = {
  mnemonic: "vfnmaddps",
  title: "Multiply, negate and add: packed singles, four operands",
  source: "APM 4, VFNMADDPS",
  cpuid: "FMA4",
  meaning: withdrawn,
  rows: `
    vfnmaddps_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  VEX.128.66.0F3A.W0 78 /r /is4  nofeature|no
    vfnmaddps_ymm_ymm_ymmm256_ymm  ymm:w ymm.v:r ymm/m256:r ymm.is4:r  VEX.256.66.0F3A.W0 78 /r /is4  nofeature|no
    vfnmaddps_xmm_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm.is4:r xmm/m128:r  VEX.128.66.0F3A.W1 78 /r /is4  nofeature|no
    vfnmaddps_ymm_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm.is4:r ymm/m256:r  VEX.256.66.0F3A.W1 78 /r /is4  nofeature|no`,
};

export const VFNMADDSD: Paragraph = {
  mnemonic: "vfnmaddsd",
  title: "Multiply, negate and add: scalar double, four operands",
  source: "APM 4, VFNMADDSD",
  cpuid: "FMA4",
  meaning: withdrawn,
  rows: `
    vfnmaddsd_xmm_xmm_xmmm64_xmm  xmm:w xmm.v:r xmm/m64:r xmm.is4:r  VEX.LIG.66.0F3A.W0 7B /r /is4  nofeature|no
    vfnmaddsd_xmm_xmm_xmm_xmmm64  xmm:w xmm.v:r xmm.is4:r xmm/m64:r  VEX.LIG.66.0F3A.W1 7B /r /is4  nofeature|no`,
};

export const VFNMADDSS: Paragraph = {
  mnemonic: "vfnmaddss",
  title: "Multiply, negate and add: scalar single, four operands",
  source: "APM 4, VFNMADDSS",
  cpuid: "FMA4",
  meaning: withdrawn,
  rows: `
    vfnmaddss_xmm_xmm_xmmm32_xmm  xmm:w xmm.v:r xmm/m32:r xmm.is4:r  VEX.LIG.66.0F3A.W0 7A /r /is4  nofeature|no
    vfnmaddss_xmm_xmm_xmm_xmmm32  xmm:w xmm.v:r xmm.is4:r xmm/m32:r  VEX.LIG.66.0F3A.W1 7A /r /is4  nofeature|no`,
};

export const VFNMSUBPD: Paragraph = {
  mnemonic: "vfnmsubpd",
  title: "Multiply, negate and subtract: packed doubles, four operands",
  source: "APM 4, VFNMSUBPD",
  cpuid: "FMA4",
  meaning: withdrawn,
  rows: `
    vfnmsubpd_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  VEX.128.66.0F3A.W0 7D /r /is4  nofeature|no
    vfnmsubpd_ymm_ymm_ymmm256_ymm  ymm:w ymm.v:r ymm/m256:r ymm.is4:r  VEX.256.66.0F3A.W0 7D /r /is4  nofeature|no
    vfnmsubpd_xmm_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm.is4:r xmm/m128:r  VEX.128.66.0F3A.W1 7D /r /is4  nofeature|no
    vfnmsubpd_ymm_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm.is4:r ymm/m256:r  VEX.256.66.0F3A.W1 7D /r /is4  nofeature|no`,
};

export const VFNMSUBPS: Paragraph = {
  mnemonic: "vfnmsubps",
  title: "Multiply, negate and subtract: packed singles, four operands",
  source: "APM 4, VFNMSUBPS",
  cpuid: "FMA4",
  meaning: withdrawn,
  rows: `
    vfnmsubps_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  VEX.128.66.0F3A.W0 7C /r /is4  nofeature|no
    vfnmsubps_ymm_ymm_ymmm256_ymm  ymm:w ymm.v:r ymm/m256:r ymm.is4:r  VEX.256.66.0F3A.W0 7C /r /is4  nofeature|no
    vfnmsubps_xmm_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm.is4:r xmm/m128:r  VEX.128.66.0F3A.W1 7C /r /is4  nofeature|no
    vfnmsubps_ymm_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm.is4:r ymm/m256:r  VEX.256.66.0F3A.W1 7C /r /is4  nofeature|no`,
};

export const VFNMSUBSD: Paragraph = {
  mnemonic: "vfnmsubsd",
  title: "Multiply, negate and subtract: scalar double, four operands",
  source: "APM 4, VFNMSUBSD",
  cpuid: "FMA4",
  meaning: withdrawn,
  rows: `
    vfnmsubsd_xmm_xmm_xmmm64_xmm  xmm:w xmm.v:r xmm/m64:r xmm.is4:r  VEX.LIG.66.0F3A.W0 7F /r /is4  nofeature|no
    vfnmsubsd_xmm_xmm_xmm_xmmm64  xmm:w xmm.v:r xmm.is4:r xmm/m64:r  VEX.LIG.66.0F3A.W1 7F /r /is4  nofeature|no`,
};

export const VFNMSUBSS: Paragraph = {
  mnemonic: "vfnmsubss",
  title: "Multiply, negate and subtract: scalar single, four operands",
  source: "APM 4, VFNMSUBSS",
  cpuid: "FMA4",
  meaning: withdrawn,
  rows: `
    vfnmsubss_xmm_xmm_xmmm32_xmm  xmm:w xmm.v:r xmm/m32:r xmm.is4:r  VEX.LIG.66.0F3A.W0 7E /r /is4  nofeature|no
    vfnmsubss_xmm_xmm_xmm_xmmm32  xmm:w xmm.v:r xmm.is4:r xmm/m32:r  VEX.LIG.66.0F3A.W1 7E /r /is4  nofeature|no`,
};

export const VPERMIL2PD: Paragraph = {
  mnemonic: "vpermil2pd",
  title: "Permute doubles of two vectors",
  source: "APM 4, VPERMIL2PD",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpermil2pd_xmm_xmm_xmmm128_xmm_imm4  xmm:w xmm.v:r xmm/m128:r xmm.is4:r imm4  VEX.128.66.0F3A.W0 49 /r /is5  nofeature|no
    vpermil2pd_ymm_ymm_ymmm256_ymm_imm4  ymm:w ymm.v:r ymm/m256:r ymm.is4:r imm4  VEX.256.66.0F3A.W0 49 /r /is5  nofeature|no
    vpermil2pd_xmm_xmm_xmm_xmmm128_imm4  xmm:w xmm.v:r xmm.is4:r xmm/m128:r imm4  VEX.128.66.0F3A.W1 49 /r /is5  nofeature|no
    vpermil2pd_ymm_ymm_ymm_ymmm256_imm4  ymm:w ymm.v:r ymm.is4:r ymm/m256:r imm4  VEX.256.66.0F3A.W1 49 /r /is5  nofeature|no`,
};

export const VPERMIL2PS: Paragraph = {
  mnemonic: "vpermil2ps",
  title: "Permute singles of two vectors",
  source: "APM 4, VPERMIL2PS",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpermil2ps_xmm_xmm_xmmm128_xmm_imm4  xmm:w xmm.v:r xmm/m128:r xmm.is4:r imm4  VEX.128.66.0F3A.W0 48 /r /is5  nofeature|no
    vpermil2ps_ymm_ymm_ymmm256_ymm_imm4  ymm:w ymm.v:r ymm/m256:r ymm.is4:r imm4  VEX.256.66.0F3A.W0 48 /r /is5  nofeature|no
    vpermil2ps_xmm_xmm_xmm_xmmm128_imm4  xmm:w xmm.v:r xmm.is4:r xmm/m128:r imm4  VEX.128.66.0F3A.W1 48 /r /is5  nofeature|no
    vpermil2ps_ymm_ymm_ymm_ymmm256_imm4  ymm:w ymm.v:r ymm.is4:r ymm/m256:r imm4  VEX.256.66.0F3A.W1 48 /r /is5  nofeature|no`,
};
