/** SSE4.2: string comparisons. */
import type { Meaning, Paragraph } from "../form.ts";
import type { Builder, V } from "../../ir/builder.ts";

/** IntRes2 (bits 0..15) and CF, ZF, SF, OF above it; see `src/oracle/string-compare.ts`. */
function comparison(m: Builder, lengths: "explicit" | "implicit", imm: V): V {
  const b = m.readVector(1);
  const a = m.readVector(0);
  if (lengths === "implicit") return m.call("pcmpistr", "i64", a, b, imm);
  const length = (register: "rax" | "rdx"): V => m.form.mnemonic.endsWith("64")
    ? m.fixed(register) : m.sext(m.fixed(register, 32), 32);
  return m.call("pcmpestr", "i64", a, b, length("rax"), length("rdx"), imm);
}

/** Leaves an index in ECX or a mask in XMM0, and describes the comparison in the flags. */
function compareText(lengths: "explicit" | "implicit", output: "index" | "mask"): Meaning {
  return (m) => {
    const imm = m.read(2);
    const result = comparison(m, lengths, imm);
    if (output === "index") {
      m.setFixed("rcx", m.call("pcmpstr_index", "i64", result, imm), 32);
    } else {
      m.setFixedVector(0, m.call("pcmpstr_mask", "v128", result, imm));
      if (m.form.vex) m.setFixedVector(0, m.constVector(0n), 1);
    }
    const no = m.truth(false);
    const bit = (index: number): V => m.bit(result, index);
    m.setFlags({ cf: bit(16), zf: bit(17), sf: bit(18), of: bit(19), af: no, pf: no });
  };
}

export const pcmpestri: Meaning = compareText("explicit", "index");
export const PCMPESTRI: Paragraph = {
  mnemonic: "pcmpestri",
  title: "Compare strings of explicit length, giving an index",
  source: "SDM 2B, PCMPESTRI",
  cpuid: "SSE42",
  flags: "writes oszc, clears ap",
  meaning: pcmpestri,
  rows: `
    pcmpestri_xmm_xmmm128_imm8  xmm:r xmm/m128:r imm8  o32 66 0F 3A 61 /r ib  yes`,
};

export const PCMPESTRI64: Paragraph = {
  mnemonic: "pcmpestri64",
  title: "Compare strings of explicit 64-bit length, giving an index",
  source: "SDM 2B, PCMPESTRI64",
  cpuid: "SSE42",
  flags: "writes oszc, clears ap",
  meaning: pcmpestri,
  rows: `
    pcmpestri64_xmm_xmmm128_imm8  xmm:r xmm/m128:r imm8  o64 66 0F 3A 61 /r ib  yes`,
};

export const pcmpestrm: Meaning = compareText("explicit", "mask");
export const PCMPESTRM: Paragraph = {
  mnemonic: "pcmpestrm",
  title: "Compare strings of explicit length, giving a mask",
  source: "SDM 2B, PCMPESTRM",
  cpuid: "SSE42",
  flags: "writes oszc, clears ap",
  meaning: pcmpestrm,
  rows: `
    pcmpestrm_xmm_xmmm128_imm8  xmm:r xmm/m128:r imm8  o32 66 0F 3A 60 /r ib  yes`,
};

export const PCMPESTRM64: Paragraph = {
  mnemonic: "pcmpestrm64",
  title: "Compare strings of explicit 64-bit length, giving a mask",
  source: "SDM 2B, PCMPESTRM64",
  cpuid: "SSE42",
  flags: "writes oszc, clears ap",
  meaning: pcmpestrm,
  rows: `
    pcmpestrm64_xmm_xmmm128_imm8  xmm:r xmm/m128:r imm8  o64 66 0F 3A 60 /r ib  yes`,
};

export const pcmpistri: Meaning = compareText("implicit", "index");
export const PCMPISTRI: Paragraph = {
  mnemonic: "pcmpistri",
  title: "Compare zero-terminated strings, giving an index",
  source: "SDM 2B, PCMPISTRI",
  cpuid: "SSE42",
  flags: "writes oszc, clears ap",
  meaning: pcmpistri,
  rows: `
    pcmpistri_xmm_xmmm128_imm8  xmm:r xmm/m128:r imm8  66 0F 3A 63 /r ib  yes`,
};

export const pcmpistrm: Meaning = compareText("implicit", "mask");
export const PCMPISTRM: Paragraph = {
  mnemonic: "pcmpistrm",
  title: "Compare zero-terminated strings, giving a mask",
  source: "SDM 2B, PCMPISTRM",
  cpuid: "SSE42",
  flags: "writes oszc, clears ap",
  meaning: pcmpistrm,
  rows: `
    pcmpistrm_xmm_xmmm128_imm8  xmm:r xmm/m128:r imm8  66 0F 3A 62 /r ib  yes`,
};
