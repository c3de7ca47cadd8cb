/** AVX: MXCSR. */
import type { Paragraph } from "../form.ts";
import { ldmxcsr, stmxcsr } from "../sse/control.ts";

export const VLDMXCSR: Paragraph = {
  mnemonic: "vldmxcsr",
  title: "Load MXCSR, VEX",
  source: "SDM 2A, LDMXCSR",
  cpuid: "AVX",
  meaning: ldmxcsr,
  rows: `
    vldmxcsr_m32  m32:r  VEX.LZ.0F.WIG AE /2  nofeature|yes`,
};

export const VSTMXCSR: Paragraph = {
  mnemonic: "vstmxcsr",
  title: "Store MXCSR, VEX",
  source: "SDM 2B, STMXCSR",
  cpuid: "AVX",
  meaning: stmxcsr,
  rows: `
    vstmxcsr_m32  m32:w  VEX.LZ.0F.WIG AE /3  nofeature|yes`,
};
