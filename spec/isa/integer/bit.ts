/** Single bits, bit scans and bit counts. */
import type { Meaning, Paragraph } from "../form.ts";
import { bitTest, byteReversed, countFlags, scanFlags } from "./bit-shapes.ts";

/** A zero source leaves the destination as it is (AMD says so; Intel's CPUs do it). */
export const bsf: Meaning = (m) => {
  const x = m.read(1);
  const found = m.ne(x, m.const(0n));
  const index = m.unary("ctz", x);
  m.write(0, index, m.width(0), found);
  scanFlags(m, found, index);
};

export const BSF: Paragraph = {
  mnemonic: "bsf",
  title: "Bit scan forward",
  source: "SDM 2A, BSF",
  flags: "writes z, undefined osapc",
  meaning: bsf,
  rows: `
    bsf_r16_rm16  r16:rw rm16:r  o16 0F BC /r  yes
    bsf_r32_rm32  r32:rw rm32:r  o32 0F BC /r  yes
    bsf_r64_rm64  r64:rw rm64:r  o64 0F BC /r  yes`,
};

export const bsr: Meaning = (m) => {
  const x = m.read(1);
  const found = m.ne(x, m.const(0n));
  const index = m.sub(m.const(63n), m.unary("clz", x));
  m.write(0, index, m.width(0), found);
  scanFlags(m, found, index);
};

export const BSR: Paragraph = {
  mnemonic: "bsr",
  title: "Bit scan reverse",
  source: "SDM 2A, BSR",
  flags: "writes z, undefined osapc",
  meaning: bsr,
  rows: `
    bsr_r16_rm16  r16:rw rm16:r  o16 0F BD /r  yes
    bsr_r32_rm32  r32:rw rm32:r  o32 0F BD /r  yes
    bsr_r64_rm64  r64:rw rm64:r  o64 0F BD /r  yes`,
};

/** Sixteen bits wide the manuals leave the result open; the recorded CPUs give 0. */
export const bswap: Meaning = (m) => {
  if (m.width(0) === 16) {
    m.write(0, m.const(0n));
    m.undefined([], [0]);
  } else m.write(0, byteReversed(m, m.read(0), m.width(0)));
};

export const BSWAP: Paragraph = {
  mnemonic: "bswap",
  title: "Reverse the bytes",
  source: "SDM 2A, BSWAP",
  meaning: bswap,
  rows: `
    bswap_r16  r16.op:rw  o16 0F C8+r  no
    bswap_r32  r32.op:rw  o32 0F C8+r  yes
    bswap_r64  r64.op:rw  o64 0F C8+r  yes`,
};

export const bt: Meaning = (m) => bitTest(m, undefined);

export const BT: Paragraph = {
  mnemonic: "bt",
  title: "Bit test",
  source: "SDM 2A, BT",
  flags: "writes c, undefined osap",
  meaning: bt,
  rows: `
    bt_rm16_r16   rm16:r r16:r  o16 0F A3 /r     no
    bt_rm32_r32   rm32:r r32:r  o32 0F A3 /r     no
    bt_rm64_r64   rm64:r r64:r  o64 0F A3 /r     no
    bt_rm16_imm8  rm16:r imm8   o16 0F BA /4 ib  yes
    bt_rm32_imm8  rm32:r imm8   o32 0F BA /4 ib  yes
    bt_rm64_imm8  rm64:r imm8   o64 0F BA /4 ib  yes`,
};

export const btc: Meaning = (m) => bitTest(m, (x, bit) => m.xor(x, bit));

export const BTC: Paragraph = {
  mnemonic: "btc",
  title: "Bit test and complement",
  source: "SDM 2A, BTC",
  flags: "writes c, undefined osap",
  meaning: btc,
  rows: `
    btc_rm16_imm8  rm16:rw imm8   o16 0F BA /7 ib  yes  lock
    btc_rm32_imm8  rm32:rw imm8   o32 0F BA /7 ib  yes  lock
    btc_rm64_imm8  rm64:rw imm8   o64 0F BA /7 ib  yes  lock
    btc_rm16_r16   rm16:rw r16:r  o16 0F BB /r     no   lock
    btc_rm32_r32   rm32:rw r32:r  o32 0F BB /r     no   lock
    btc_rm64_r64   rm64:rw r64:r  o64 0F BB /r     no   lock`,
};

export const btr: Meaning = (m) => bitTest(m, (x, bit) => m.and(x, m.not(bit)));

export const BTR: Paragraph = {
  mnemonic: "btr",
  title: "Bit test and reset",
  source: "SDM 2A, BTR",
  flags: "writes c, undefined osap",
  meaning: btr,
  rows: `
    btr_rm16_r16   rm16:rw r16:r  o16 0F B3 /r     no   lock
    btr_rm32_r32   rm32:rw r32:r  o32 0F B3 /r     no   lock
    btr_rm64_r64   rm64:rw r64:r  o64 0F B3 /r     no   lock
    btr_rm16_imm8  rm16:rw imm8   o16 0F BA /6 ib  yes  lock
    btr_rm32_imm8  rm32:rw imm8   o32 0F BA /6 ib  yes  lock
    btr_rm64_imm8  rm64:rw imm8   o64 0F BA /6 ib  yes  lock`,
};

export const bts: Meaning = (m) => bitTest(m, (x, bit) => m.or(x, bit));

export const BTS: Paragraph = {
  mnemonic: "bts",
  title: "Bit test and set",
  source: "SDM 2A, BTS",
  flags: "writes c, undefined osap",
  meaning: bts,
  rows: `
    bts_rm16_r16   rm16:rw r16:r  o16 0F AB /r     no   lock
    bts_rm32_r32   rm32:rw r32:r  o32 0F AB /r     no   lock
    bts_rm64_r64   rm64:rw r64:r  o64 0F AB /r     no   lock
    bts_rm16_imm8  rm16:rw imm8   o16 0F BA /5 ib  yes  lock
    bts_rm32_imm8  rm32:rw imm8   o32 0F BA /5 ib  yes  lock
    bts_rm64_imm8  rm64:rw imm8   o64 0F BA /5 ib  yes  lock`,
};

export const lzcnt: Meaning = (m) => {
  const bits = m.width(0);
  const zeros = m.unary("clz", m.read(1));
  countFlags(m, bits, bits === 64 ? zeros : m.sub(zeros, m.const(BigInt(64 - bits))));
};

export const LZCNT: Paragraph = {
  mnemonic: "lzcnt",
  title: "Count the leading zero bits",
  source: "SDM 2A, LZCNT",
  cpuid: "LZCNT",
  flags: "writes zc, undefined osap",
  meaning: lzcnt,
  rows: `
    lzcnt_r16_rm16  r16:w rm16:r  o16 F3 0F BD /r  no
    lzcnt_r32_rm32  r32:w rm32:r  o32 F3 0F BD /r  yes
    lzcnt_r64_rm64  r64:w rm64:r  o64 F3 0F BD /r  yes`,
};

export const popcnt: Meaning = (m) => {
  const x = m.read(1);
  const no = m.truth(false);
  m.write(0, m.unary("popcnt", x));
  m.setFlags({ cf: no, pf: no, af: no, zf: m.eq(x, m.const(0n)), sf: no, of: no });
};

export const POPCNT: Paragraph = {
  mnemonic: "popcnt",
  title: "Count the set bits",
  source: "SDM 2B, POPCNT",
  cpuid: "POPCNT",
  flags: "writes z, clears osapc",
  meaning: popcnt,
  rows: `
    popcnt_r16_rm16  r16:w rm16:r  o16 F3 0F B8 /r  no
    popcnt_r32_rm32  r32:w rm32:r  o32 F3 0F B8 /r  yes
    popcnt_r64_rm64  r64:w rm64:r  o64 F3 0F B8 /r  yes`,
};

export const tzcnt: Meaning = (m) => {
  const bits = m.width(0);
  const x = m.read(1);
  // A one above the operand ends the count at its width.
  countFlags(m, bits, m.unary("ctz", bits === 64 ? x : m.or(x, m.const(1n << BigInt(bits)))));
};

export const TZCNT: Paragraph = {
  mnemonic: "tzcnt",
  title: "Count the trailing zero bits",
  source: "SDM 2B, TZCNT",
  cpuid: "TZCNT",
  flags: "writes zc, undefined osap",
  meaning: tzcnt,
  rows: `
    tzcnt_r16_rm16  r16:w rm16:r  o16 F3 0F BC /r  no   cpuid=BMI1
    tzcnt_r32_rm32  r32:w rm32:r  o32 F3 0F BC /r  yes
    tzcnt_r64_rm64  r64:w rm64:r  o64 F3 0F BC /r  yes`,
};
