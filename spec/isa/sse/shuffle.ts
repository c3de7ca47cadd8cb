/** SSE and SSE2: shuffles of floating-point vectors. */
import type { Meaning, Paragraph } from "../form.ts";
import {
  chosenBy, fourLanes, interleaveHigh, interleaveLow, lanePattern,
} from "../packed-shapes.ts";

export const shufpd: Meaning = chosenBy("shufpd",
  (imm) => lanePattern(8, [imm & 1, 2 + ((imm >> 1) & 1)]), 2);
export const SHUFPD: Paragraph = {
  mnemonic: "shufpd",
  title: "Shuffle packed doubles",
  source: "SDM 2B, SHUFPD",
  cpuid: "SSE2",
  meaning: shufpd,
  rows: `
    shufpd_xmm_xmmm128_imm8  xmm:rw xmm/m128:r imm8  66 0F C6 /r ib  yes  align`,
};

export const shufps: Meaning = chosenBy("shufps",
  (imm) => lanePattern(4, fourLanes(imm).map((lane, i) => (i < 2 ? lane : lane + 4))));
export const SHUFPS: Paragraph = {
  mnemonic: "shufps",
  title: "Shuffle packed singles",
  source: "SDM 2B, SHUFPS",
  cpuid: "SSE",
  meaning: shufps,
  rows: `
    shufps_xmm_xmmm128_imm8  xmm:rw xmm/m128:r imm8  NP 0F C6 /r ib  yes  align`,
};

export const unpckhpd: Meaning = interleaveHigh(8);
export const UNPCKHPD: Paragraph = {
  mnemonic: "unpckhpd",
  title: "Interleave high doubles",
  source: "SDM 2B, UNPCKHPD",
  cpuid: "SSE2",
  meaning: unpckhpd,
  rows: `
    unpckhpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 15 /r  yes  align`,
};

export const unpckhps: Meaning = interleaveHigh(4);
export const UNPCKHPS: Paragraph = {
  mnemonic: "unpckhps",
  title: "Interleave high singles",
  source: "SDM 2B, UNPCKHPS",
  cpuid: "SSE",
  meaning: unpckhps,
  rows: `
    unpckhps_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 15 /r  yes  align`,
};

export const unpcklpd: Meaning = interleaveLow(8);
export const UNPCKLPD: Paragraph = {
  mnemonic: "unpcklpd",
  title: "Interleave low doubles",
  source: "SDM 2B, UNPCKLPD",
  cpuid: "SSE2",
  meaning: unpcklpd,
  rows: `
    unpcklpd_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 14 /r  yes  align`,
};

export const unpcklps: Meaning = interleaveLow(4);
export const UNPCKLPS: Paragraph = {
  mnemonic: "unpcklps",
  title: "Interleave low singles",
  source: "SDM 2B, UNPCKLPS",
  cpuid: "SSE",
  meaning: unpcklps,
  rows: `
    unpcklps_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 14 /r  yes  align`,
};
