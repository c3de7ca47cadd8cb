/** AVX: floating-point comparisons. */
import type { Paragraph } from "../form.ts";
import { cmppd, cmpps, cmpsd, cmpss, comisd, comiss, ucomisd, ucomiss } from "../sse/compare.ts";

export const VCMPPD: Paragraph = {
  mnemonic: "vcmppd",
  title: "Compare packed doubles by a predicate, VEX",
  source: "SDM 2A, CMPPD",
  cpuid: "AVX",
  meaning: cmppd,
  rows: `
    vcmppd_xmm_xmm_xmmm128_imm8  xmm:w xmm.v:r xmm/m128:r imm8  VEX.128.66.0F.WIG C2 /r ib  nofeature|yes
    vcmppd_ymm_ymm_ymmm256_imm8  ymm:w ymm.v:r ymm/m256:r imm8  VEX.256.66.0F.WIG C2 /r ib  nofeature|yes`,
};

export const VCMPPS: Paragraph = {
  mnemonic: "vcmpps",
  title: "Compare packed singles by a predicate, VEX",
  source: "SDM 2A, CMPPS",
  cpuid: "AVX",
  meaning: cmpps,
  rows: `
    vcmpps_xmm_xmm_xmmm128_imm8  xmm:w xmm.v:r xmm/m128:r imm8  VEX.128.0F.WIG C2 /r ib  nofeature|yes
    vcmpps_ymm_ymm_ymmm256_imm8  ymm:w ymm.v:r ymm/m256:r imm8  VEX.256.0F.WIG C2 /r ib  nofeature|yes`,
};

export const VCMPSD: Paragraph = {
  mnemonic: "vcmpsd",
  title: "Compare a scalar double by a predicate, VEX",
  source: "SDM 2A, CMPSD",
  cpuid: "AVX",
  meaning: cmpsd,
  rows: `
    vcmpsd_xmm_xmm_xmmm64_imm8  xmm:w xmm.v:r xmm/m64:r imm8  VEX.LIG.F2.0F.WIG C2 /r ib  nofeature|no`,
};

export const VCMPSS: Paragraph = {
  mnemonic: "vcmpss",
  title: "Compare a scalar single by a predicate, VEX",
  source: "SDM 2A, CMPSS",
  cpuid: "AVX",
  meaning: cmpss,
  rows: `
    vcmpss_xmm_xmm_xmmm32_imm8  xmm:w xmm.v:r xmm/m32:r imm8  VEX.LIG.F3.0F.WIG C2 /r ib  nofeature|yes`,
};

export const VCOMISD: Paragraph = {
  mnemonic: "vcomisd",
  title: "Ordered compare of scalar doubles into the flags, VEX",
  source: "SDM 2A, COMISD",
  cpuid: "AVX",
  flags: "writes zpc, clears osa",
  meaning: comisd,
  rows: `
    vcomisd_xmm_xmmm64  xmm:r xmm/m64:r  VEX.LIG.66.0F.WIG 2F /r  nofeature|yes  anyvvvv`,
};

export const VCOMISS: Paragraph = {
  mnemonic: "vcomiss",
  title: "Ordered compare of scalar singles into the flags, VEX",
  source: "SDM 2A, COMISS",
  cpuid: "AVX",
  flags: "writes zpc, clears osa",
  meaning: comiss,
  rows: `
    vcomiss_xmm_xmmm32  xmm:r xmm/m32:r  VEX.LIG.0F.WIG 2F /r  nofeature|yes  anyvvvv`,
};

export const VUCOMISD: Paragraph = {
  mnemonic: "vucomisd",
  title: "Unordered compare of scalar doubles into the flags, VEX",
  source: "SDM 2B, UCOMISD",
  cpuid: "AVX",
  flags: "writes zpc, clears osa",
  meaning: ucomisd,
  rows: `
    vucomisd_xmm_xmmm64  xmm:r xmm/m64:r  VEX.LIG.66.0F.WIG 2E /r  nofeature|yes  anyvvvv`,
};

export const VUCOMISS: Paragraph = {
  mnemonic: "vucomiss",
  title: "Unordered compare of scalar singles into the flags, VEX",
  source: "SDM 2B, UCOMISS",
  cpuid: "AVX",
  flags: "writes zpc, clears osa",
  meaning: ucomiss,
  rows: `
    vucomiss_xmm_xmmm32  xmm:r xmm/m32:r  VEX.LIG.0F.WIG 2E /r  nofeature|yes  anyvvvv`,
};
