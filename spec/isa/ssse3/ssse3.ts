/** SSSE3. */
import type { Meaning, Paragraph } from "../form.ts";
import type { Lanes } from "../../ir/ir.ts";
import {
  IN_ORDER, ZERO_BYTE, horizontal, lastOperand, packed, packedUnary, usesMmx,
} from "../packed-shapes.ts";

const LOW_BYTES = 0x00ff00ff00ff00ff_00ff00ff00ff00ffn;
const ONES_I16X8 = 0x0001000100010001_0001000100010001n;
/** Of a PSHUFB index in an MMX register, bits 0..2 and 7 count. */
const MMX_INDEXES = 0x8787878787878787n;

/** Bytes from `shift` on of the second vector (`size` bytes) with the first above it. */
function joined(size: 8 | 16, shift: number): number[] {
  return IN_ORDER.map((byte) => {
    const from = byte + shift;
    if (byte >= size || from >= 2 * size) return ZERO_BYTE;
    return from < size ? 16 + from : from - size;
  });
}

/** PSIGN: a where b is positive, 0 where it is 0, -a where it is negative. */
function signed(lanes: Lanes): Meaning {
  return packed((m, a, b) => {
    const zero = m.constVector(0n);
    const negative = m.vector("gt_s", lanes, zero, b);
    const flipped = m.vector("sub", lanes, m.vector("xor", lanes, a, negative), negative);
    return m.vector("andnot", lanes, flipped, m.vector("eq", lanes, b, zero));
  });
}

export const pabsb: Meaning = packedUnary((m, a) => m.vectorAbs("i8x16", a));
export const PABSB: Paragraph = {
  mnemonic: "pabsb",
  title: "Absolute values of packed bytes",
  source: "SDM 2B, PABSB",
  cpuid: "SSSE3",
  meaning: pabsb,
  rows: `
    pabsb_mm_mmm64     mm:w mm/m64:r     NP 0F 38 1C /r  yes
    pabsb_xmm_xmmm128  xmm:w xmm/m128:r  66 0F 38 1C /r  yes  align`,
};

export const pabsd: Meaning = packedUnary((m, a) => m.vectorAbs("i32x4", a));
export const PABSD: Paragraph = {
  mnemonic: "pabsd",
  title: "Absolute values of packed doublewords",
  source: "SDM 2B, PABSD",
  cpuid: "SSSE3",
  meaning: pabsd,
  rows: `
    pabsd_mm_mmm64     mm:w mm/m64:r     NP 0F 38 1E /r  yes
    pabsd_xmm_xmmm128  xmm:w xmm/m128:r  66 0F 38 1E /r  yes  align`,
};

export const pabsw: Meaning = packedUnary((m, a) => m.vectorAbs("i16x8", a));
export const PABSW: Paragraph = {
  mnemonic: "pabsw",
  title: "Absolute values of packed words",
  source: "SDM 2B, PABSW",
  cpuid: "SSSE3",
  meaning: pabsw,
  rows: `
    pabsw_mm_mmm64     mm:w mm/m64:r     NP 0F 38 1D /r  yes
    pabsw_xmm_xmmm128  xmm:w xmm/m128:r  66 0F 38 1D /r  yes  align`,
};

export const palignr: Meaning = packed((m, a, b) => usesMmx(m)
  ? m.shuffleBy(a, b, lastOperand(m), "palignr8", (imm) => joined(8, imm))
  : m.shuffleBy(a, b, lastOperand(m), "palignr16", (imm) => joined(16, imm)));
export const PALIGNR: Paragraph = {
  mnemonic: "palignr",
  title: "Extract bytes from two vectors in a row",
  source: "SDM 2B, PALIGNR",
  cpuid: "SSSE3",
  meaning: palignr,
  rows: `
    palignr_mm_mmm64_imm8     mm:rw mm/m64:r imm8     NP 0F 3A 0F /r ib  yes
    palignr_xmm_xmmm128_imm8  xmm:rw xmm/m128:r imm8  66 0F 3A 0F /r ib  yes  align`,
};

export const phaddd: Meaning = horizontal("add", "i32x4");
export const PHADDD: Paragraph = {
  mnemonic: "phaddd",
  title: "Add neighbouring doublewords",
  source: "SDM 2B, PHADDD",
  cpuid: "SSSE3",
  meaning: phaddd,
  rows: `
    phaddd_mm_mmm64     mm:rw mm/m64:r     NP 0F 38 02 /r  yes
    phaddd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 02 /r  yes  align`,
};

export const phaddsw: Meaning = horizontal("add_sat_s", "i16x8");
export const PHADDSW: Paragraph = {
  mnemonic: "phaddsw",
  title: "Add neighbouring words with saturation",
  source: "SDM 2B, PHADDSW",
  cpuid: "SSSE3",
  meaning: phaddsw,
  rows: `
    phaddsw_mm_mmm64     mm:rw mm/m64:r     NP 0F 38 03 /r  yes
    phaddsw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 03 /r  yes  align`,
};

export const phaddw: Meaning = horizontal("add", "i16x8");
export const PHADDW: Paragraph = {
  mnemonic: "phaddw",
  title: "Add neighbouring words",
  source: "SDM 2B, PHADDW",
  cpuid: "SSSE3",
  meaning: phaddw,
  rows: `
    phaddw_mm_mmm64     mm:rw mm/m64:r     NP 0F 38 01 /r  yes
    phaddw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 01 /r  yes  align`,
};

export const phsubd: Meaning = horizontal("sub", "i32x4");
export const PHSUBD: Paragraph = {
  mnemonic: "phsubd",
  title: "Subtract neighbouring doublewords",
  source: "SDM 2B, PHSUBD",
  cpuid: "SSSE3",
  meaning: phsubd,
  rows: `
    phsubd_mm_mmm64     mm:rw mm/m64:r     NP 0F 38 06 /r  yes
    phsubd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 06 /r  yes  align`,
};

export const phsubsw: Meaning = horizontal("sub_sat_s", "i16x8");
export const PHSUBSW: Paragraph = {
  mnemonic: "phsubsw",
  title: "Subtract neighbouring words with saturation",
  source: "SDM 2B, PHSUBSW",
  cpuid: "SSSE3",
  meaning: phsubsw,
  rows: `
    phsubsw_mm_mmm64     mm:rw mm/m64:r     NP 0F 38 07 /r  yes
    phsubsw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 07 /r  yes  align`,
};

export const phsubw: Meaning = horizontal("sub", "i16x8");
export const PHSUBW: Paragraph = {
  mnemonic: "phsubw",
  title: "Subtract neighbouring words",
  source: "SDM 2B, PHSUBW",
  cpuid: "SSSE3",
  meaning: phsubw,
  rows: `
    phsubw_mm_mmm64     mm:rw mm/m64:r     NP 0F 38 05 /r  yes
    phsubw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 05 /r  yes  align`,
};

export const pmaddubsw: Meaning = packed((m, a, b) => {
  const eight = m.const(8n);
  const evenB = m.vectorShift("shr_s", "i16x8", m.vectorShift("shl", "i16x8", b, eight), eight);
  const evenA = m.vector("and", "i16x8", a, m.constVector(LOW_BYTES));
  const oddA = m.vectorShift("shr_u", "i16x8", a, eight);
  const oddB = m.vectorShift("shr_s", "i16x8", b, eight);
  return m.vector("add_sat_s", "i16x8",
    m.vector("mul", "i16x8", evenA, evenB), m.vector("mul", "i16x8", oddA, oddB));
});
export const PMADDUBSW: Paragraph = {
  mnemonic: "pmaddubsw",
  title: "Multiply unsigned by signed bytes and add neighbours",
  source: "SDM 2B, PMADDUBSW",
  cpuid: "MMX",
  meaning: pmaddubsw,
  rows: `
    pmaddubsw_mm_mmm64     mm:rw mm/m64:r     NP 0F 38 04 /r  yes
    pmaddubsw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 04 /r  yes  align cpuid=SSSE3`,
};

export const pmulhrsw: Meaning = packed((m, a, b) => {
  // (product >> 15) + bit 14 of it: twice the upper half, and the lower half's top bits rounded.
  const low = m.vectorShift("shr_u", "i16x8", m.vector("mul", "i16x8", a, b), m.const(14n));
  const rounded = m.vectorShift("shr_u", "i16x8",
    m.vector("add", "i16x8", low, m.constVector(ONES_I16X8)), m.const(1n));
  const high = m.vector("mulh_s", "i16x8", a, b);
  return m.vector("add", "i16x8", m.vector("add", "i16x8", high, high), rounded);
});
export const PMULHRSW: Paragraph = {
  mnemonic: "pmulhrsw",
  title: "High halves of products of packed words, rounded",
  source: "SDM 2B, PMULHRSW",
  cpuid: "SSSE3",
  meaning: pmulhrsw,
  rows: `
    pmulhrsw_mm_mmm64     mm:rw mm/m64:r     NP 0F 38 0B /r  yes
    pmulhrsw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 0B /r  yes  align`,
};

export const pshufb: Meaning = packed((m, a, b) => {
  const indexes = usesMmx(m) ? m.vector("and", "i8x16", b, m.constVector(MMX_INDEXES)) : b;
  return m.vector("swizzle", "i8x16", a, indexes);
});
export const PSHUFB: Paragraph = {
  mnemonic: "pshufb",
  title: "Shuffle bytes",
  source: "SDM 2B, PSHUFB",
  cpuid: "SSSE3",
  meaning: pshufb,
  rows: `
    pshufb_mm_mmm64     mm:rw mm/m64:r     NP 0F 38 00 /r  yes
    pshufb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 00 /r  yes  align`,
};

export const psignb: Meaning = signed("i8x16");
export const PSIGNB: Paragraph = {
  mnemonic: "psignb",
  title: "Negate packed bytes by the signs of others",
  source: "SDM 2B, PSIGNB",
  cpuid: "SSSE3",
  meaning: psignb,
  rows: `
    psignb_mm_mmm64     mm:rw mm/m64:r     NP 0F 38 08 /r  yes
    psignb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 08 /r  yes  align`,
};

export const psignd: Meaning = signed("i32x4");
export const PSIGND: Paragraph = {
  mnemonic: "psignd",
  title: "Negate packed doublewords by the signs of others",
  source: "SDM 2B, PSIGND",
  cpuid: "SSSE3",
  meaning: psignd,
  rows: `
    psignd_mm_mmm64     mm:rw mm/m64:r     NP 0F 38 0A /r  yes
    psignd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 0A /r  yes  align`,
};

export const psignw: Meaning = signed("i16x8");
export const PSIGNW: Paragraph = {
  mnemonic: "psignw",
  title: "Negate packed words by the signs of others",
  source: "SDM 2B, PSIGNW",
  cpuid: "SSSE3",
  meaning: psignw,
  rows: `
    psignw_mm_mmm64     mm:rw mm/m64:r     NP 0F 38 09 /r  yes
    psignw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 09 /r  yes  align`,
};
