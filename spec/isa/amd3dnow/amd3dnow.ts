/** 3DNow! and its extensions: the opcode stands behind the operand. */
import type { Meaning, Paragraph } from "../form.ts";
import { enterMmx, lanewise, leaveMmx } from "../packed-shapes.ts";

/** The arithmetic itself is defined in `src/oracle/three-d-now.ts`. */
function operation(fn: string): Meaning {
  return (m) => {
    enterMmx(m);
    const b = m.read(1);
    m.write(0, m.call(fn, "i64", m.read(0), b));
  };
}

function unaryOperation(fn: string): Meaning {
  return (m) => {
    enterMmx(m);
    m.write(0, m.call(fn, "i64", m.read(1)));
  };
}

export const femms: Meaning = leaveMmx;
export const FEMMS: Paragraph = {
  mnemonic: "femms",
  title: "Leave MMX state quickly",
  source: "APM 5, FEMMS",
  cpuid: "3DNOW",
  meaning: femms,
  rows: `
    femms  -  0F 0E  yes`,
};

export const pavgusb: Meaning = lanewise("avgr_u", "i8x16");
export const PAVGUSB: Paragraph = {
  mnemonic: "pavgusb",
  title: "Average unsigned bytes",
  source: "APM 5, PAVGUSB",
  cpuid: "3DNOW",
  meaning: pavgusb,
  rows: `
    pavgusb_mm_mmm64  mm:rw mm/m64:r  0F 0F /r BF  yes`,
};

export const pf2id: Meaning = unaryOperation("pf2id");
export const PF2ID: Paragraph = {
  mnemonic: "pf2id",
  title: "Convert singles into doublewords",
  source: "APM 5, PF2ID",
  cpuid: "3DNOW",
  meaning: pf2id,
  rows: `
    pf2id_mm_mmm64  mm:w mm/m64:r  0F 0F /r 1D  yes`,
};

export const pf2iw: Meaning = unaryOperation("pf2iw");
export const PF2IW: Paragraph = {
  mnemonic: "pf2iw",
  title: "Convert singles into words",
  source: "APM 5, PF2IW",
  cpuid: "E3DNOW",
  meaning: pf2iw,
  rows: `
    pf2iw_mm_mmm64  mm:w mm/m64:r  0F 0F /r 1C  yes`,
};

export const pfacc: Meaning = operation("pfacc");
export const PFACC: Paragraph = {
  mnemonic: "pfacc",
  title: "Add neighbouring singles",
  source: "APM 5, PFACC",
  cpuid: "3DNOW",
  meaning: pfacc,
  rows: `
    pfacc_mm_mmm64  mm:rw mm/m64:r  0F 0F /r AE  yes`,
};

export const pfadd: Meaning = operation("pfadd");
export const PFADD: Paragraph = {
  mnemonic: "pfadd",
  title: "Add singles",
  source: "APM 5, PFADD",
  cpuid: "3DNOW",
  meaning: pfadd,
  rows: `
    pfadd_mm_mmm64  mm:rw mm/m64:r  0F 0F /r 9E  yes`,
};

export const pfcmpeq: Meaning = operation("pfcmpeq");
export const PFCMPEQ: Paragraph = {
  mnemonic: "pfcmpeq",
  title: "Compare singles for equality",
  source: "APM 5, PFCMPEQ",
  cpuid: "3DNOW",
  meaning: pfcmpeq,
  rows: `
    pfcmpeq_mm_mmm64  mm:rw mm/m64:r  0F 0F /r B0  yes`,
};

export const pfcmpge: Meaning = operation("pfcmpge");
export const PFCMPGE: Paragraph = {
  mnemonic: "pfcmpge",
  title: "Compare singles for greater or equal",
  source: "APM 5, PFCMPGE",
  cpuid: "3DNOW",
  meaning: pfcmpge,
  rows: `
    pfcmpge_mm_mmm64  mm:rw mm/m64:r  0F 0F /r 90  yes`,
};

export const pfcmpgt: Meaning = operation("pfcmpgt");
export const PFCMPGT: Paragraph = {
  mnemonic: "pfcmpgt",
  title: "Compare singles for greater than",
  source: "APM 5, PFCMPGT",
  cpuid: "3DNOW",
  meaning: pfcmpgt,
  rows: `
    pfcmpgt_mm_mmm64  mm:rw mm/m64:r  0F 0F /r A0  yes`,
};

export const pfmax: Meaning = operation("pfmax");
export const PFMAX: Paragraph = {
  mnemonic: "pfmax",
  title: "Maximum of singles",
  source: "APM 5, PFMAX",
  cpuid: "3DNOW",
  meaning: pfmax,
  rows: `
    pfmax_mm_mmm64  mm:rw mm/m64:r  0F 0F /r A4  yes`,
};

export const pfmin: Meaning = operation("pfmin");
export const PFMIN: Paragraph = {
  mnemonic: "pfmin",
  title: "Minimum of singles",
  source: "APM 5, PFMIN",
  cpuid: "3DNOW",
  meaning: pfmin,
  rows: `
    pfmin_mm_mmm64  mm:rw mm/m64:r  0F 0F /r 94  yes`,
};

export const pfmul: Meaning = operation("pfmul");
export const PFMUL: Paragraph = {
  mnemonic: "pfmul",
  title: "Multiply singles",
  source: "APM 5, PFMUL",
  cpuid: "3DNOW",
  meaning: pfmul,
  rows: `
    pfmul_mm_mmm64  mm:rw mm/m64:r  0F 0F /r B4  yes`,
};

export const pfnacc: Meaning = operation("pfnacc");
export const PFNACC: Paragraph = {
  mnemonic: "pfnacc",
  title: "Subtract neighbouring singles",
  source: "APM 5, PFNACC",
  cpuid: "E3DNOW",
  meaning: pfnacc,
  rows: `
    pfnacc_mm_mmm64  mm:rw mm/m64:r  0F 0F /r 8A  yes`,
};

export const pfpnacc: Meaning = operation("pfpnacc");
export const PFPNACC: Paragraph = {
  mnemonic: "pfpnacc",
  title: "Subtract and add neighbouring singles",
  source: "APM 5, PFPNACC",
  cpuid: "E3DNOW",
  meaning: pfpnacc,
  rows: `
    pfpnacc_mm_mmm64  mm:rw mm/m64:r  0F 0F /r 8E  yes`,
};

export const pfrcp: Meaning = unaryOperation("pfrcp");
export const PFRCP: Paragraph = {
  mnemonic: "pfrcp",
  title: "Approximate reciprocal",
  source: "APM 5, PFRCP",
  cpuid: "3DNOW",
  meaning: pfrcp,
  rows: `
    pfrcp_mm_mmm64  mm:w mm/m64:r  0F 0F /r 96  yes`,
};

export const pfrcpit1: Meaning = operation("pfrcpit1");
export const PFRCPIT1: Paragraph = {
  mnemonic: "pfrcpit1",
  title: "Reciprocal, first refinement",
  source: "APM 5, PFRCPIT1",
  cpuid: "3DNOW",
  meaning: pfrcpit1,
  rows: `
    pfrcpit1_mm_mmm64  mm:rw mm/m64:r  0F 0F /r A6  yes`,
};

export const pfrcpit2: Meaning = operation("pfrcpit2");
export const PFRCPIT2: Paragraph = {
  mnemonic: "pfrcpit2",
  title: "Reciprocal, second refinement",
  source: "APM 5, PFRCPIT2",
  cpuid: "3DNOW",
  meaning: pfrcpit2,
  rows: `
    pfrcpit2_mm_mmm64  mm:rw mm/m64:r  0F 0F /r B6  yes`,
};

export const pfrsqit1: Meaning = operation("pfrsqit1");
export const PFRSQIT1: Paragraph = {
  mnemonic: "pfrsqit1",
  title: "Reciprocal square root, first refinement",
  source: "APM 5, PFRSQIT1",
  cpuid: "3DNOW",
  meaning: pfrsqit1,
  rows: `
    pfrsqit1_mm_mmm64  mm:rw mm/m64:r  0F 0F /r A7  yes`,
};

export const pfrsqrt: Meaning = unaryOperation("pfrsqrt");
export const PFRSQRT: Paragraph = {
  mnemonic: "pfrsqrt",
  title: "Approximate reciprocal square root",
  source: "APM 5, PFRSQRT",
  cpuid: "3DNOW",
  meaning: pfrsqrt,
  rows: `
    pfrsqrt_mm_mmm64  mm:w mm/m64:r  0F 0F /r 97  yes`,
};

export const pfsub: Meaning = operation("pfsub");
export const PFSUB: Paragraph = {
  mnemonic: "pfsub",
  title: "Subtract singles",
  source: "APM 5, PFSUB",
  cpuid: "3DNOW",
  meaning: pfsub,
  rows: `
    pfsub_mm_mmm64  mm:rw mm/m64:r  0F 0F /r 9A  yes`,
};

export const pfsubr: Meaning = operation("pfsubr");
export const PFSUBR: Paragraph = {
  mnemonic: "pfsubr",
  title: "Subtract singles, reversed",
  source: "APM 5, PFSUBR",
  cpuid: "3DNOW",
  meaning: pfsubr,
  rows: `
    pfsubr_mm_mmm64  mm:rw mm/m64:r  0F 0F /r AA  yes`,
};

export const pi2fd: Meaning = unaryOperation("pi2fd");
export const PI2FD: Paragraph = {
  mnemonic: "pi2fd",
  title: "Convert doublewords into singles",
  source: "APM 5, PI2FD",
  cpuid: "3DNOW",
  meaning: pi2fd,
  rows: `
    pi2fd_mm_mmm64  mm:w mm/m64:r  0F 0F /r 0D  yes`,
};

export const pi2fw: Meaning = unaryOperation("pi2fw");
export const PI2FW: Paragraph = {
  mnemonic: "pi2fw",
  title: "Convert words into singles",
  source: "APM 5, PI2FW",
  cpuid: "E3DNOW",
  meaning: pi2fw,
  rows: `
    pi2fw_mm_mmm64  mm:w mm/m64:r  0F 0F /r 0C  yes`,
};

export const pmulhrw: Meaning = operation("pmulhrw");
export const PMULHRW: Paragraph = {
  mnemonic: "pmulhrw",
  title: "High halves of products of words, rounded",
  source: "APM 5, PMULHRW",
  cpuid: "3DNOW",
  meaning: pmulhrw,
  rows: `
    pmulhrw_mm_mmm64  mm:rw mm/m64:r  0F 0F /r B7  yes`,
};

export const pswapd: Meaning = (m) => {
  enterMmx(m);
  m.write(0, m.binary("rotl", m.read(1), m.const(32n)));
};
export const PSWAPD: Paragraph = {
  mnemonic: "pswapd",
  title: "Swap doublewords",
  source: "APM 5, PSWAPD",
  cpuid: "E3DNOW",
  meaning: pswapd,
  rows: `
    pswapd_mm_mmm64  mm:w mm/m64:r  0F 0F /r BB  yes`,
};
