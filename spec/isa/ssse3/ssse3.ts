/** SSSE3. */
import type { Paragraph } from "../form.ts";

export const PABSB: Paragraph = {
  mnemonic: "pabsb",
  title: "Absolute values of packed bytes",
  source: "SDM 2B, PABSB",
  cpuid: "SSSE3",
  rows: `
    pabsb_mm_mmm64     mm:w mm/m64:r     NP 0F 38 1C /r  yes
    pabsb_xmm_xmmm128  xmm:w xmm/m128:r  66 0F 38 1C /r  yes  align`,
};

export const PABSD: Paragraph = {
  mnemonic: "pabsd",
  title: "Absolute values of packed doublewords",
  source: "SDM 2B, PABSD",
  cpuid: "SSSE3",
  rows: `
    pabsd_mm_mmm64     mm:w mm/m64:r     NP 0F 38 1E /r  yes
    pabsd_xmm_xmmm128  xmm:w xmm/m128:r  66 0F 38 1E /r  yes  align`,
};

export const PABSW: Paragraph = {
  mnemonic: "pabsw",
  title: "Absolute values of packed words",
  source: "SDM 2B, PABSW",
  cpuid: "SSSE3",
  rows: `
    pabsw_mm_mmm64     mm:w mm/m64:r     NP 0F 38 1D /r  yes
    pabsw_xmm_xmmm128  xmm:w xmm/m128:r  66 0F 38 1D /r  yes  align`,
};

export const PALIGNR: Paragraph = {
  mnemonic: "palignr",
  title: "Extract bytes from two vectors in a row",
  source: "SDM 2B, PALIGNR",
  cpuid: "SSSE3",
  rows: `
    palignr_mm_mmm64_imm8     mm:rw mm/m64:r imm8     NP 0F 3A 0F /r ib  yes
    palignr_xmm_xmmm128_imm8  xmm:rw xmm/m128:r imm8  66 0F 3A 0F /r ib  yes  align`,
};

export const PHADDD: Paragraph = {
  mnemonic: "phaddd",
  title: "Add neighbouring doublewords",
  source: "SDM 2B, PHADDD",
  cpuid: "SSSE3",
  rows: `
    phaddd_mm_mmm64     mm:rw mm/m64:r     NP 0F 38 02 /r  yes
    phaddd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 02 /r  yes  align`,
};

export const PHADDSW: Paragraph = {
  mnemonic: "phaddsw",
  title: "Add neighbouring words with saturation",
  source: "SDM 2B, PHADDSW",
  cpuid: "SSSE3",
  rows: `
    phaddsw_mm_mmm64     mm:rw mm/m64:r     NP 0F 38 03 /r  yes
    phaddsw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 03 /r  yes  align`,
};

export const PHADDW: Paragraph = {
  mnemonic: "phaddw",
  title: "Add neighbouring words",
  source: "SDM 2B, PHADDW",
  cpuid: "SSSE3",
  rows: `
    phaddw_mm_mmm64     mm:rw mm/m64:r     NP 0F 38 01 /r  yes
    phaddw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 01 /r  yes  align`,
};

export const PHSUBD: Paragraph = {
  mnemonic: "phsubd",
  title: "Subtract neighbouring doublewords",
  source: "SDM 2B, PHSUBD",
  cpuid: "SSSE3",
  rows: `
    phsubd_mm_mmm64     mm:rw mm/m64:r     NP 0F 38 06 /r  yes
    phsubd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 06 /r  yes  align`,
};

export const PHSUBSW: Paragraph = {
  mnemonic: "phsubsw",
  title: "Subtract neighbouring words with saturation",
  source: "SDM 2B, PHSUBSW",
  cpuid: "SSSE3",
  rows: `
    phsubsw_mm_mmm64     mm:rw mm/m64:r     NP 0F 38 07 /r  yes
    phsubsw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 07 /r  yes  align`,
};

export const PHSUBW: Paragraph = {
  mnemonic: "phsubw",
  title: "Subtract neighbouring words",
  source: "SDM 2B, PHSUBW",
  cpuid: "SSSE3",
  rows: `
    phsubw_mm_mmm64     mm:rw mm/m64:r     NP 0F 38 05 /r  yes
    phsubw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 05 /r  yes  align`,
};

export const PMADDUBSW: Paragraph = {
  mnemonic: "pmaddubsw",
  title: "Multiply unsigned by signed bytes and add neighbours",
  source: "SDM 2B, PMADDUBSW",
  cpuid: "MMX",
  rows: `
    pmaddubsw_mm_mmm64     mm:rw mm/m64:r     NP 0F 38 04 /r  yes
    pmaddubsw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 04 /r  yes  align cpuid=SSSE3`,
};

export const PMULHRSW: Paragraph = {
  mnemonic: "pmulhrsw",
  title: "High halves of products of packed words, rounded",
  source: "SDM 2B, PMULHRSW",
  cpuid: "SSSE3",
  rows: `
    pmulhrsw_mm_mmm64     mm:rw mm/m64:r     NP 0F 38 0B /r  yes
    pmulhrsw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 0B /r  yes  align`,
};

export const PSHUFB: Paragraph = {
  mnemonic: "pshufb",
  title: "Shuffle bytes",
  source: "SDM 2B, PSHUFB",
  cpuid: "SSSE3",
  rows: `
    pshufb_mm_mmm64     mm:rw mm/m64:r     NP 0F 38 00 /r  yes
    pshufb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 00 /r  yes  align`,
};

export const PSIGNB: Paragraph = {
  mnemonic: "psignb",
  title: "Negate packed bytes by the signs of others",
  source: "SDM 2B, PSIGNB",
  cpuid: "SSSE3",
  rows: `
    psignb_mm_mmm64     mm:rw mm/m64:r     NP 0F 38 08 /r  yes
    psignb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 08 /r  yes  align`,
};

export const PSIGND: Paragraph = {
  mnemonic: "psignd",
  title: "Negate packed doublewords by the signs of others",
  source: "SDM 2B, PSIGND",
  cpuid: "SSSE3",
  rows: `
    psignd_mm_mmm64     mm:rw mm/m64:r     NP 0F 38 0A /r  yes
    psignd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 0A /r  yes  align`,
};

export const PSIGNW: Paragraph = {
  mnemonic: "psignw",
  title: "Negate packed words by the signs of others",
  source: "SDM 2B, PSIGNW",
  cpuid: "SSSE3",
  rows: `
    psignw_mm_mmm64     mm:rw mm/m64:r     NP 0F 38 09 /r  yes
    psignw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 09 /r  yes  align`,
};
