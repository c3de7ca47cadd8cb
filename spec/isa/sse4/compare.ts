/** SSE4: comparisons. */
import type { Meaning, Paragraph } from "../form.ts";
import type { V } from "../../ir/builder.ts";
import { halves, lanewise } from "../packed-shapes.ts";

export const pcmpeqq: Meaning = lanewise("eq", "i64x2");
export const PCMPEQQ: Paragraph = {
  mnemonic: "pcmpeqq",
  title: "Compare packed quadwords for equality",
  source: "SDM 2B, PCMPEQQ",
  cpuid: "SSE41",
  meaning: pcmpeqq,
  rows: `
    pcmpeqq_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 29 /r  yes  align`,
};

export const pcmpgtq: Meaning = lanewise("gt_s", "i64x2");
export const PCMPGTQ: Paragraph = {
  mnemonic: "pcmpgtq",
  title: "Compare packed signed quadwords for greater than",
  source: "SDM 2B, PCMPGTQ",
  cpuid: "SSE42",
  meaning: pcmpgtq,
  rows: `
    pcmpgtq_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 37 /r  yes  align`,
};

/** ZF: no bit of both sources is set; CF: no bit of the second is set that the first lacks. */
export const ptest: Meaning = (m) => {
  const parts = halves(m).map((half) => {
    const b = m.readVector(1, half);
    const a = m.readVector(0, half);
    return { common: m.vector("and", "i64x2", a, b), extra: m.vector("andnot", "i64x2", b, a) };
  });
  const isZero = (v: V): V =>
    m.eq(m.or(m.lane("i64x2", 0, v), m.lane("i64x2", 1, v)), m.const(0n));
  const no = m.truth(false);
  m.setFlags({
    zf: parts.map(({ common }) => isZero(common)).reduce((x, y) => m.both(x, y)),
    cf: parts.map(({ extra }) => isZero(extra)).reduce((x, y) => m.both(x, y)),
    of: no, sf: no, af: no, pf: no,
  });
};
export const PTEST: Paragraph = {
  mnemonic: "ptest",
  title: "Logical compare of vectors into the flags",
  source: "SDM 2B, PTEST",
  cpuid: "SSE41",
  flags: "writes zc, clears osap",
  meaning: ptest,
  rows: `
    ptest_xmm_xmmm128  xmm:r xmm/m128:r  66 0F 38 17 /r  yes  align`,
};
