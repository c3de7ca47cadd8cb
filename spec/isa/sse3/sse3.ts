/** SSE3. */
import type { Meaning, Paragraph } from "../form.ts";
import { horizontalFloat, packedFloat } from "../float-shapes.ts";
import { moveVector } from "../move-shapes.ts";
import { lanePattern, packedUnary, writeHalves } from "../packed-shapes.ts";

export const addsubpd: Meaning = packedFloat("addsub", "f64x2");
export const ADDSUBPD: Paragraph = {
  mnemonic: "addsubpd",
  title: "Subtract even and add odd doubles",
  source: "SDM 2A, ADDSUBPD",
  cpuid: "SSE2",
  meaning: addsubpd,
  rows: `
    addsubpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F D0 /r  yes  align`,
};

export const addsubps: Meaning = packedFloat("addsub", "f32x4");
export const ADDSUBPS: Paragraph = {
  mnemonic: "addsubps",
  title: "Subtract even and add odd singles",
  source: "SDM 2A, ADDSUBPS",
  cpuid: "SSE",
  meaning: addsubps,
  rows: `
    addsubps_xmm_xmmm128  xmm:rw xmm/m128:r  F2 0F D0 /r  yes  align`,
};

export const haddpd: Meaning = horizontalFloat("add", "f64x2");
export const HADDPD: Paragraph = {
  mnemonic: "haddpd",
  title: "Add neighbouring doubles",
  source: "SDM 2A, HADDPD",
  cpuid: "SSE3",
  meaning: haddpd,
  rows: `
    haddpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 7C /r  yes  align`,
};

export const haddps: Meaning = horizontalFloat("add", "f32x4");
export const HADDPS: Paragraph = {
  mnemonic: "haddps",
  title: "Add neighbouring singles",
  source: "SDM 2A, HADDPS",
  cpuid: "SSE3",
  meaning: haddps,
  rows: `
    haddps_xmm_xmmm128  xmm:rw xmm/m128:r  F2 0F 7C /r  yes  align`,
};

export const hsubpd: Meaning = horizontalFloat("sub", "f64x2");
export const HSUBPD: Paragraph = {
  mnemonic: "hsubpd",
  title: "Subtract neighbouring doubles",
  source: "SDM 2A, HSUBPD",
  cpuid: "SSE3",
  meaning: hsubpd,
  rows: `
    hsubpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 7D /r  yes  align`,
};

export const hsubps: Meaning = horizontalFloat("sub", "f32x4");
export const HSUBPS: Paragraph = {
  mnemonic: "hsubps",
  title: "Subtract neighbouring singles",
  source: "SDM 2A, HSUBPS",
  cpuid: "SSE3",
  meaning: hsubps,
  rows: `
    hsubps_xmm_xmmm128  xmm:rw xmm/m128:r  F2 0F 7D /r  yes  align`,
};

export const LDDQU: Paragraph = {
  mnemonic: "lddqu",
  title: "Load an unaligned vector",
  source: "SDM 2A, LDDQU",
  cpuid: "SSE3",
  meaning: moveVector,
  rows: `
    lddqu_xmm_m128  xmm:w m128:r  F2 0F F0 /r  yes`,
};

export const movddup: Meaning = (m) => {
  if (m.bits(0) !== 256) m.writeVector(0, m.splat("i64x2", m.read(1, 64)));
  else writeHalves(m, (half) => m.splat("i64x2", m.lane("i64x2", 0, m.readVector(1, half))));
};
export const MOVDDUP: Paragraph = {
  mnemonic: "movddup",
  title: "Duplicate the low double",
  source: "SDM 2B, MOVDDUP",
  cpuid: "SSE3",
  meaning: movddup,
  rows: `
    movddup_xmm_xmmm64  xmm:w xmm/m64:r  F2 0F 12 /r  yes`,
};

export const movshdup: Meaning = packedUnary((m, a) =>
  m.shuffle(a, a, lanePattern(4, [1, 1, 3, 3])));
export const MOVSHDUP: Paragraph = {
  mnemonic: "movshdup",
  title: "Duplicate the odd singles",
  source: "SDM 2B, MOVSHDUP",
  cpuid: "SSE3",
  meaning: movshdup,
  rows: `
    movshdup_xmm_xmmm128  xmm:w xmm/m128:r  F3 0F 16 /r  yes  align`,
};

export const movsldup: Meaning = packedUnary((m, a) =>
  m.shuffle(a, a, lanePattern(4, [0, 0, 2, 2])));
export const MOVSLDUP: Paragraph = {
  mnemonic: "movsldup",
  title: "Duplicate the even singles",
  source: "SDM 2B, MOVSLDUP",
  cpuid: "SSE3",
  meaning: movsldup,
  rows: `
    movsldup_xmm_xmmm128  xmm:w xmm/m128:r  F3 0F 12 /r  yes  align`,
};
