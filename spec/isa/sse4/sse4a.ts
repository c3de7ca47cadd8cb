/** SSE4A. */
import type { Paragraph } from "../form.ts";

export const EXTRQ: Paragraph = {
  mnemonic: "extrq",
  title: "Extract a bit field from a quadword",
  source: "APM 4, EXTRQ",
  cpuid: "SSE4A",
  rows: `
    extrq_xmm_imm8_imm8  xmm.rm:rw imm8 imm8  66 0F 78 /0 ib ib  no
    extrq_xmm_xmm        xmm:rw xmm.rm:r      66 0F 79 /r        yes`,
};

export const INSERTQ: Paragraph = {
  mnemonic: "insertq",
  title: "Insert a bit field into a quadword",
  source: "APM 4, INSERTQ",
  cpuid: "SSE4A",
  rows: `
    insertq_xmm_xmm_imm8_imm8  xmm:w xmm.rm:r imm8 imm8  F2 0F 78 /r ib ib  yes
    insertq_xmm_xmm            xmm:rw xmm.rm:r           F2 0F 79 /r        yes`,
};

export const MOVNTSD: Paragraph = {
  mnemonic: "movntsd",
  title: "Non-temporal store of a scalar double",
  source: "APM 4, MOVNTSD",
  cpuid: "SSE4A",
  rows: `
    movntsd_m64_xmm  m64:w xmm:r  F2 0F 2B /r  yes|unsup`,
};

export const MOVNTSS: Paragraph = {
  mnemonic: "movntss",
  title: "Non-temporal store of a scalar single",
  source: "APM 4, MOVNTSS",
  cpuid: "SSE4A",
  rows: `
    movntss_m32_xmm  m32:w xmm:r  F3 0F 2B /r  yes|unsup`,
};
