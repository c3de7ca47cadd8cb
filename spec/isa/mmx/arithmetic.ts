/** Packed integer arithmetic in MMX and SSE registers. */
import type { Meaning, Paragraph } from "../form.ts";
import type { Builder, V } from "../../ir/builder.ts";
import { lanewise, packed } from "../packed-shapes.ts";

const LOW_DWORDS = 0x00000000ffffffff_00000000ffffffffn;
const LOW_BYTES = 0x00ff00ff00ff00ff_00ff00ff00ff00ffn;
const ONES_I16X8 = 0x0001000100010001_0001000100010001n;

/** |a - b| of unsigned bytes. */
function absoluteDifference(m: Builder, a: V, b: V): V {
  const lanes = "i8x16";
  return m.vector("sub", lanes, m.vector("max_u", lanes, a, b), m.vector("min_u", lanes, a, b));
}

/** Each quadword as the sum of its eight bytes, in three steps of pairs. */
function sumOfQuadwordBytes(m: Builder, v: V): V {
  const words = m.vector("add", "i16x8",
    m.vector("and", "i16x8", v, m.constVector(LOW_BYTES)),
    m.vectorShift("shr_u", "i16x8", v, m.const(8n)));
  const dwords = m.vector("dot_s", "i16x8", words, m.constVector(ONES_I16X8));
  return m.vector("add", "i64x2",
    m.vector("and", "i64x2", dwords, m.constVector(LOW_DWORDS)),
    m.vectorShift("shr_u", "i64x2", dwords, m.const(32n)));
}

export const paddb: Meaning = lanewise("add", "i8x16");
export const PADDB: Paragraph = {
  mnemonic: "paddb",
  title: "Add packed bytes",
  source: "SDM 2B, PADDB",
  cpuid: "MMX",
  meaning: paddb,
  rows: `
    paddb_mm_mmm64     mm:rw mm/m64:r     NP 0F FC /r  yes
    paddb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F FC /r  yes  align cpuid=SSE2`,
};

export const paddd: Meaning = lanewise("add", "i32x4");
export const PADDD: Paragraph = {
  mnemonic: "paddd",
  title: "Add packed doublewords",
  source: "SDM 2B, PADDD",
  cpuid: "MMX",
  meaning: paddd,
  rows: `
    paddd_mm_mmm64     mm:rw mm/m64:r     NP 0F FE /r  yes
    paddd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F FE /r  yes  align cpuid=SSE2`,
};

export const paddq: Meaning = lanewise("add", "i64x2");
export const PADDQ: Paragraph = {
  mnemonic: "paddq",
  title: "Add packed quadwords",
  source: "SDM 2B, PADDQ",
  cpuid: "SSE2",
  meaning: paddq,
  rows: `
    paddq_mm_mmm64     mm:rw mm/m64:r     NP 0F D4 /r  yes
    paddq_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F D4 /r  yes  align`,
};

export const paddsb: Meaning = lanewise("add_sat_s", "i8x16");
export const PADDSB: Paragraph = {
  mnemonic: "paddsb",
  title: "Add packed signed bytes with saturation",
  source: "SDM 2B, PADDSB",
  cpuid: "MMX",
  meaning: paddsb,
  rows: `
    paddsb_mm_mmm64     mm:rw mm/m64:r     NP 0F EC /r  yes
    paddsb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F EC /r  yes  align cpuid=SSE2`,
};

export const paddsw: Meaning = lanewise("add_sat_s", "i16x8");
export const PADDSW: Paragraph = {
  mnemonic: "paddsw",
  title: "Add packed signed words with saturation",
  source: "SDM 2B, PADDSW",
  cpuid: "MMX",
  meaning: paddsw,
  rows: `
    paddsw_mm_mmm64     mm:rw mm/m64:r     NP 0F ED /r  yes
    paddsw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F ED /r  yes  align cpuid=SSE2`,
};

export const paddusb: Meaning = lanewise("add_sat_u", "i8x16");
export const PADDUSB: Paragraph = {
  mnemonic: "paddusb",
  title: "Add packed unsigned bytes with saturation",
  source: "SDM 2B, PADDUSB",
  cpuid: "MMX",
  meaning: paddusb,
  rows: `
    paddusb_mm_mmm64     mm:rw mm/m64:r     NP 0F DC /r  yes
    paddusb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F DC /r  yes  align cpuid=SSE2`,
};

export const paddusw: Meaning = lanewise("add_sat_u", "i16x8");
export const PADDUSW: Paragraph = {
  mnemonic: "paddusw",
  title: "Add packed unsigned words with saturation",
  source: "SDM 2B, PADDUSW",
  cpuid: "MMX",
  meaning: paddusw,
  rows: `
    paddusw_mm_mmm64     mm:rw mm/m64:r     NP 0F DD /r  yes
    paddusw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F DD /r  yes  align cpuid=SSE2`,
};

export const paddw: Meaning = lanewise("add", "i16x8");
export const PADDW: Paragraph = {
  mnemonic: "paddw",
  title: "Add packed words",
  source: "SDM 2B, PADDW",
  cpuid: "MMX",
  meaning: paddw,
  rows: `
    paddw_mm_mmm64     mm:rw mm/m64:r     NP 0F FD /r  yes
    paddw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F FD /r  yes  align cpuid=SSE2`,
};

export const pavgb: Meaning = lanewise("avgr_u", "i8x16");
export const PAVGB: Paragraph = {
  mnemonic: "pavgb",
  title: "Average packed unsigned bytes",
  source: "SDM 2B, PAVGB",
  cpuid: "EMMXSSE",
  meaning: pavgb,
  rows: `
    pavgb_mm_mmm64     mm:rw mm/m64:r     NP 0F E0 /r  yes
    pavgb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F E0 /r  yes  align cpuid=SSE2`,
};

export const pavgw: Meaning = lanewise("avgr_u", "i16x8");
export const PAVGW: Paragraph = {
  mnemonic: "pavgw",
  title: "Average packed unsigned words",
  source: "SDM 2B, PAVGW",
  cpuid: "EMMXSSE",
  meaning: pavgw,
  rows: `
    pavgw_mm_mmm64     mm:rw mm/m64:r     NP 0F E3 /r  yes
    pavgw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F E3 /r  yes  align cpuid=SSE2`,
};

export const pmaddwd: Meaning = lanewise("dot_s", "i16x8");
export const PMADDWD: Paragraph = {
  mnemonic: "pmaddwd",
  title: "Multiply packed words and add neighbours",
  source: "SDM 2B, PMADDWD",
  cpuid: "MMX",
  meaning: pmaddwd,
  rows: `
    pmaddwd_mm_mmm64     mm:rw mm/m64:r     NP 0F F5 /r  yes
    pmaddwd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F F5 /r  yes  align cpuid=SSE2`,
};

export const pmaxsw: Meaning = lanewise("max_s", "i16x8");
export const PMAXSW: Paragraph = {
  mnemonic: "pmaxsw",
  title: "Maximum of packed signed words",
  source: "SDM 2B, PMAXSW",
  cpuid: "EMMXSSE",
  meaning: pmaxsw,
  rows: `
    pmaxsw_mm_mmm64     mm:rw mm/m64:r     NP 0F EE /r  yes
    pmaxsw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F EE /r  yes  align cpuid=SSE2`,
};

export const pmaxub: Meaning = lanewise("max_u", "i8x16");
export const PMAXUB: Paragraph = {
  mnemonic: "pmaxub",
  title: "Maximum of packed unsigned bytes",
  source: "SDM 2B, PMAXUB",
  cpuid: "EMMXSSE",
  meaning: pmaxub,
  rows: `
    pmaxub_mm_mmm64     mm:rw mm/m64:r     NP 0F DE /r  yes
    pmaxub_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F DE /r  yes  align cpuid=SSE2`,
};

export const pminsw: Meaning = lanewise("min_s", "i16x8");
export const PMINSW: Paragraph = {
  mnemonic: "pminsw",
  title: "Minimum of packed signed words",
  source: "SDM 2B, PMINSW",
  cpuid: "EMMXSSE",
  meaning: pminsw,
  rows: `
    pminsw_mm_mmm64     mm:rw mm/m64:r     NP 0F EA /r  yes
    pminsw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F EA /r  yes  align cpuid=SSE2`,
};

export const pminub: Meaning = lanewise("min_u", "i8x16");
export const PMINUB: Paragraph = {
  mnemonic: "pminub",
  title: "Minimum of packed unsigned bytes",
  source: "SDM 2B, PMINUB",
  cpuid: "EMMXSSE",
  meaning: pminub,
  rows: `
    pminub_mm_mmm64     mm:rw mm/m64:r     NP 0F DA /r  yes
    pminub_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F DA /r  yes  align cpuid=SSE2`,
};

export const pmulhuw: Meaning = lanewise("mulh_u", "i16x8");
export const PMULHUW: Paragraph = {
  mnemonic: "pmulhuw",
  title: "High halves of products of packed unsigned words",
  source: "SDM 2B, PMULHUW",
  cpuid: "EMMXSSE",
  meaning: pmulhuw,
  rows: `
    pmulhuw_mm_mmm64     mm:rw mm/m64:r     NP 0F E4 /r  yes
    pmulhuw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F E4 /r  yes  align cpuid=SSE2`,
};

export const pmulhw: Meaning = lanewise("mulh_s", "i16x8");
export const PMULHW: Paragraph = {
  mnemonic: "pmulhw",
  title: "High halves of products of packed signed words",
  source: "SDM 2B, PMULHW",
  cpuid: "MMX",
  meaning: pmulhw,
  rows: `
    pmulhw_mm_mmm64     mm:rw mm/m64:r     NP 0F E5 /r  yes
    pmulhw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F E5 /r  yes  align cpuid=SSE2`,
};

export const pmullw: Meaning = lanewise("mul", "i16x8");
export const PMULLW: Paragraph = {
  mnemonic: "pmullw",
  title: "Low halves of products of packed words",
  source: "SDM 2B, PMULLW",
  cpuid: "MMX",
  meaning: pmullw,
  rows: `
    pmullw_mm_mmm64     mm:rw mm/m64:r     NP 0F D5 /r  yes
    pmullw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F D5 /r  yes  align cpuid=SSE2`,
};

export const pmuludq: Meaning = packed((m, a, b) => {
  const low = m.constVector(LOW_DWORDS);
  const even = (v: V): V => m.vector("and", "i64x2", v, low);
  return m.vector("mul", "i64x2", even(a), even(b));
});
export const PMULUDQ: Paragraph = {
  mnemonic: "pmuludq",
  title: "Multiply packed unsigned doublewords",
  source: "SDM 2B, PMULUDQ",
  cpuid: "SSE2",
  meaning: pmuludq,
  rows: `
    pmuludq_mm_mmm64     mm:rw mm/m64:r     NP 0F F4 /r  yes
    pmuludq_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F F4 /r  yes  align`,
};

export const psadbw: Meaning = packed((m, a, b) =>
  sumOfQuadwordBytes(m, absoluteDifference(m, a, b)));
export const PSADBW: Paragraph = {
  mnemonic: "psadbw",
  title: "Sum of absolute differences of bytes",
  source: "SDM 2B, PSADBW",
  cpuid: "EMMXSSE",
  meaning: psadbw,
  rows: `
    psadbw_mm_mmm64     mm:rw mm/m64:r     NP 0F F6 /r  yes
    psadbw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F F6 /r  yes  align cpuid=SSE2`,
};

export const psubb: Meaning = lanewise("sub", "i8x16");
export const PSUBB: Paragraph = {
  mnemonic: "psubb",
  title: "Subtract packed bytes",
  source: "SDM 2B, PSUBB",
  cpuid: "MMX",
  meaning: psubb,
  rows: `
    psubb_mm_mmm64     mm:rw mm/m64:r     NP 0F F8 /r  yes
    psubb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F F8 /r  yes  align cpuid=SSE2`,
};

export const psubd: Meaning = lanewise("sub", "i32x4");
export const PSUBD: Paragraph = {
  mnemonic: "psubd",
  title: "Subtract packed doublewords",
  source: "SDM 2B, PSUBD",
  cpuid: "MMX",
  meaning: psubd,
  rows: `
    psubd_mm_mmm64     mm:rw mm/m64:r     NP 0F FA /r  yes
    psubd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F FA /r  yes  align cpuid=SSE2`,
};

export const psubq: Meaning = lanewise("sub", "i64x2");
export const PSUBQ: Paragraph = {
  mnemonic: "psubq",
  title: "Subtract packed quadwords",
  source: "SDM 2B, PSUBQ",
  cpuid: "SSE2",
  meaning: psubq,
  rows: `
    psubq_mm_mmm64     mm:rw mm/m64:r     NP 0F FB /r  yes
    psubq_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F FB /r  yes  align`,
};

export const psubsb: Meaning = lanewise("sub_sat_s", "i8x16");
export const PSUBSB: Paragraph = {
  mnemonic: "psubsb",
  title: "Subtract packed signed bytes with saturation",
  source: "SDM 2B, PSUBSB",
  cpuid: "MMX",
  meaning: psubsb,
  rows: `
    psubsb_mm_mmm64     mm:rw mm/m64:r     NP 0F E8 /r  yes
    psubsb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F E8 /r  yes  align cpuid=SSE2`,
};

export const psubsw: Meaning = lanewise("sub_sat_s", "i16x8");
export const PSUBSW: Paragraph = {
  mnemonic: "psubsw",
  title: "Subtract packed signed words with saturation",
  source: "SDM 2B, PSUBSW",
  cpuid: "MMX",
  meaning: psubsw,
  rows: `
    psubsw_mm_mmm64     mm:rw mm/m64:r     NP 0F E9 /r  yes
    psubsw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F E9 /r  yes  align cpuid=SSE2`,
};

export const psubusb: Meaning = lanewise("sub_sat_u", "i8x16");
export const PSUBUSB: Paragraph = {
  mnemonic: "psubusb",
  title: "Subtract packed unsigned bytes with saturation",
  source: "SDM 2B, PSUBUSB",
  cpuid: "MMX",
  meaning: psubusb,
  rows: `
    psubusb_mm_mmm64     mm:rw mm/m64:r     NP 0F D8 /r  yes
    psubusb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F D8 /r  yes  align cpuid=SSE2`,
};

export const psubusw: Meaning = lanewise("sub_sat_u", "i16x8");
export const PSUBUSW: Paragraph = {
  mnemonic: "psubusw",
  title: "Subtract packed unsigned words with saturation",
  source: "SDM 2B, PSUBUSW",
  cpuid: "MMX",
  meaning: psubusw,
  rows: `
    psubusw_mm_mmm64     mm:rw mm/m64:r     NP 0F D9 /r  yes
    psubusw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F D9 /r  yes  align cpuid=SSE2`,
};

export const psubw: Meaning = lanewise("sub", "i16x8");
export const PSUBW: Paragraph = {
  mnemonic: "psubw",
  title: "Subtract packed words",
  source: "SDM 2B, PSUBW",
  cpuid: "MMX",
  meaning: psubw,
  rows: `
    psubw_mm_mmm64     mm:rw mm/m64:r     NP 0F F9 /r  yes
    psubw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F F9 /r  yes  align cpuid=SSE2`,
};
