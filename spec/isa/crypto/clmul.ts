/** Carry-less multiplication. */
import type { Meaning, Paragraph } from "../form.ts";
import { packedCallBy } from "../packed-shapes.ts";

export const pclmulqdq: Meaning = packedCallBy("pclmulqdq");
export const PCLMULQDQ: Paragraph = {
  mnemonic: "pclmulqdq",
  title: "Carry-less multiplication",
  source: "SDM 2B, PCLMULQDQ",
  cpuid: "CLMUL",
  meaning: pclmulqdq,
  rows: `
    pclmulqdq_xmm_xmmm128_imm8  xmm:rw xmm/m128:r imm8  66 0F 3A 44 /r ib  nofeature  align`,
};
