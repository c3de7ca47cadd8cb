/** SSE4.1: blends. */
import type { Meaning, Paragraph } from "../form.ts";
import type { Lanes } from "../../ir/ir.ts";
import { moveVector } from "../move-shapes.ts";
import { blended, chosenBy, packed } from "../packed-shapes.ts";

/**
 * Lanes of the second vector where the mask's lane has its sign bit set. The mask is XMM0 in legacy
 * forms and the last operand in VEX forms.
 */
function blendedBySigns(lanes: Lanes): Meaning {
  const width = { i8x16: 8n, i16x8: 16n, i32x4: 32n, i64x2: 64n }[lanes];
  return packed((m, a, b, half) => {
    const signs = m.form.vex ? m.readVector(3, half) : m.fixedVector(0);
    const mask = m.vectorShift("shr_s", lanes, signs, m.const(width - 1n));
    return m.vector("or", lanes,
      m.vector("and", lanes, b, mask), m.vector("andnot", lanes, a, mask));
  });
}

export const blendpd: Meaning = chosenBy("blendpd", (imm) => blended(8, imm), 2);
export const BLENDPD: Paragraph = {
  mnemonic: "blendpd",
  title: "Blend packed doubles",
  source: "SDM 2A, BLENDPD",
  cpuid: "SSE41",
  meaning: blendpd,
  rows: `
    blendpd_xmm_xmmm128_imm8  xmm:rw xmm/m128:r imm8  66 0F 3A 0D /r ib  yes  align`,
};

export const blendps: Meaning = chosenBy("blendps", (imm) => blended(4, imm), 4);
export const BLENDPS: Paragraph = {
  mnemonic: "blendps",
  title: "Blend packed singles",
  source: "SDM 2A, BLENDPS",
  cpuid: "SSE41",
  meaning: blendps,
  rows: `
    blendps_xmm_xmmm128_imm8  xmm:rw xmm/m128:r imm8  66 0F 3A 0C /r ib  yes  align`,
};

export const blendvpd: Meaning = blendedBySigns("i64x2");
export const BLENDVPD: Paragraph = {
  mnemonic: "blendvpd",
  title: "Blend packed doubles by a mask",
  source: "SDM 2A, BLENDVPD",
  cpuid: "SSE41",
  meaning: blendvpd,
  rows: `
    blendvpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 15 /r  yes  align`,
};

export const blendvps: Meaning = blendedBySigns("i32x4");
export const BLENDVPS: Paragraph = {
  mnemonic: "blendvps",
  title: "Blend packed singles by a mask",
  source: "SDM 2A, BLENDVPS",
  cpuid: "SSE41",
  meaning: blendvps,
  rows: `
    blendvps_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 14 /r  yes  align`,
};

export const MOVNTDQA: Paragraph = {
  mnemonic: "movntdqa",
  title: "Non-temporal load of a vector",
  source: "SDM 2B, MOVNTDQA",
  cpuid: "SSE41",
  meaning: moveVector,
  rows: `
    movntdqa_xmm_m128  xmm:w m128:r  66 0F 38 2A /r  yes|unsup  align`,
};

export const pblendvb: Meaning = blendedBySigns("i8x16");
export const PBLENDVB: Paragraph = {
  mnemonic: "pblendvb",
  title: "Blend bytes by a mask",
  source: "SDM 2B, PBLENDVB",
  cpuid: "SSE41",
  meaning: pblendvb,
  rows: `
    pblendvb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 10 /r  yes  align`,
};

export const pblendw: Meaning = chosenBy("pblendw", (imm) => blended(2, imm));
export const PBLENDW: Paragraph = {
  mnemonic: "pblendw",
  title: "Blend packed words",
  source: "SDM 2B, PBLENDW",
  cpuid: "SSE41",
  meaning: pblendw,
  rows: `
    pblendw_xmm_xmmm128_imm8  xmm:rw xmm/m128:r imm8  66 0F 3A 0E /r ib  yes  align`,
};
