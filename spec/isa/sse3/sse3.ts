/** SSE3. */
import type { Paragraph } from "../form.ts";

export const ADDSUBPD: Paragraph = {
  mnemonic: "addsubpd",
  title: "Subtract even and add odd doubles",
  source: "SDM 2A, ADDSUBPD",
  cpuid: "SSE2",
  rows: `
    addsubpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F D0 /r  yes  align`,
};

export const ADDSUBPS: Paragraph = {
  mnemonic: "addsubps",
  title: "Subtract even and add odd singles",
  source: "SDM 2A, ADDSUBPS",
  cpuid: "SSE",
  rows: `
    addsubps_xmm_xmmm128  xmm:rw xmm/m128:r  F2 0F D0 /r  yes  align`,
};

export const HADDPD: Paragraph = {
  mnemonic: "haddpd",
  title: "Add neighbouring doubles",
  source: "SDM 2A, HADDPD",
  cpuid: "SSE3",
  rows: `
    haddpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 7C /r  yes  align`,
};

export const HADDPS: Paragraph = {
  mnemonic: "haddps",
  title: "Add neighbouring singles",
  source: "SDM 2A, HADDPS",
  cpuid: "SSE3",
  rows: `
    haddps_xmm_xmmm128  xmm:rw xmm/m128:r  F2 0F 7C /r  yes  align`,
};

export const HSUBPD: Paragraph = {
  mnemonic: "hsubpd",
  title: "Subtract neighbouring doubles",
  source: "SDM 2A, HSUBPD",
  cpuid: "SSE3",
  rows: `
    hsubpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 7D /r  yes  align`,
};

export const HSUBPS: Paragraph = {
  mnemonic: "hsubps",
  title: "Subtract neighbouring singles",
  source: "SDM 2A, HSUBPS",
  cpuid: "SSE3",
  rows: `
    hsubps_xmm_xmmm128  xmm:rw xmm/m128:r  F2 0F 7D /r  yes  align`,
};

export const LDDQU: Paragraph = {
  mnemonic: "lddqu",
  title: "Load an unaligned vector",
  source: "SDM 2A, LDDQU",
  cpuid: "SSE3",
  rows: `
    lddqu_xmm_m128  xmm:w m128:r  F2 0F F0 /r  yes`,
};

export const MOVDDUP: Paragraph = {
  mnemonic: "movddup",
  title: "Duplicate the low double",
  source: "SDM 2B, MOVDDUP",
  cpuid: "SSE3",
  rows: `
    movddup_xmm_xmmm64  xmm:w xmm/m64:r  F2 0F 12 /r  yes`,
};

export const MOVSHDUP: Paragraph = {
  mnemonic: "movshdup",
  title: "Duplicate the odd singles",
  source: "SDM 2B, MOVSHDUP",
  cpuid: "SSE3",
  rows: `
    movshdup_xmm_xmmm128  xmm:w xmm/m128:r  F3 0F 16 /r  yes  align`,
};

export const MOVSLDUP: Paragraph = {
  mnemonic: "movsldup",
  title: "Duplicate the even singles",
  source: "SDM 2B, MOVSLDUP",
  cpuid: "SSE3",
  rows: `
    movsldup_xmm_xmmm128  xmm:w xmm/m128:r  F3 0F 12 /r  yes  align`,
};
