/** SSE4: comparisons. */
import type { Meaning, Paragraph } from "../form.ts";
import type { V } from "../../ir/builder.ts";
import { lanewise } from "../packed-shapes.ts";

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

export const ptest: Meaning = (m) => {
  const b = m.readVector(1);
  const a = m.readVector(0);
  const isZero = (v: V): V =>
    m.eq(m.or(m.lane("i64x2", 0, v), m.lane("i64x2", 1, v)), m.const(0n));
  const no = m.truth(false);
  const zf = isZero(m.vector("and", "i64x2", a, b));
  const cf = isZero(m.vector("andnot", "i64x2", b, a));
  m.setFlags({ zf, cf, of: no, sf: no, af: no, pf: no });
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
