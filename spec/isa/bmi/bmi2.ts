/** BMI2. */
import type { Meaning, Paragraph } from "../form.ts";
import { describeResult, flaglessShift, lowBits } from "./bmi-shapes.ts";

export const bzhi: Meaning = (m) => {
  const source = m.read(1);
  const index = m.zext(m.read(2), 8);
  const result = lowBits(m, source, index);
  m.write(0, result);
  describeResult(m, result, m.compare("geu", index, m.const(BigInt(m.width(0)))));
};
export const BZHI: Paragraph = {
  mnemonic: "bzhi",
  title: "Zero the high bits from an index on",
  source: "SDM 2A, BZHI",
  cpuid: "BMI2",
  flags: "writes szc, clears o, undefined ap",
  meaning: bzhi,
  rows: `
    bzhi_r32_rm32_r32  r32:w rm32:r r32.v:r  VEX.LZ.0F38.W0 F5 /r  no
    bzhi_r64_rm64_r64  r64:w rm64:r r64.v:r  VEX.LZ.0F38.W1 F5 /r  no`,
};

export const mulx: Meaning = (m) => {
  const bits = m.width(0);
  const b = m.read(2);
  const a = m.fixed("rdx", bits);
  const low = m.mul(a, b);
  const high = bits === 64 ? m.binary("mulhu", a, b) : m.shr(low, m.const(32n));
  // Where both destinations are one register, the upper half is what it keeps.
  m.write(1, m.zext(low, bits));
  m.write(0, high);
};
export const MULX: Paragraph = {
  mnemonic: "mulx",
  title: "Unsigned multiply without flags",
  source: "SDM 2B, MULX",
  cpuid: "BMI2",
  meaning: mulx,
  rows: `
    mulx_r32_r32_rm32  r32:w r32.v:w rm32:r  VEX.LZ.F2.0F38.W0 F6 /r  no
    mulx_r64_r64_rm64  r64:w r64.v:w rm64:r  VEX.LZ.F2.0F38.W1 F6 /r  no`,
};

export const pdep: Meaning = (m) => {
  const mask = m.read(2);
  m.write(0, m.call("pdep", "i64", m.read(1), mask));
};
export const PDEP: Paragraph = {
  mnemonic: "pdep",
  title: "Deposit bits by a mask, in parallel",
  source: "SDM 2B, PDEP",
  cpuid: "BMI2",
  meaning: pdep,
  rows: `
    pdep_r32_r32_rm32  r32:w r32.v:r rm32:r  VEX.LZ.F2.0F38.W0 F5 /r  no
    pdep_r64_r64_rm64  r64:w r64.v:r rm64:r  VEX.LZ.F2.0F38.W1 F5 /r  no`,
};

export const pext: Meaning = (m) => {
  const mask = m.read(2);
  m.write(0, m.call("pext", "i64", m.read(1), mask));
};
export const PEXT: Paragraph = {
  mnemonic: "pext",
  title: "Extract bits by a mask, in parallel",
  source: "SDM 2B, PEXT",
  cpuid: "BMI2",
  meaning: pext,
  rows: `
    pext_r32_r32_rm32  r32:w r32.v:r rm32:r  VEX.LZ.F3.0F38.W0 F5 /r  no
    pext_r64_r64_rm64  r64:w r64.v:r rm64:r  VEX.LZ.F3.0F38.W1 F5 /r  no`,
};

export const rorx: Meaning = (m) => {
  const bits = m.width(0);
  const source = m.read(1);
  const count = m.and(m.read(2), m.const(BigInt(bits - 1)));
  const doubled = bits === 64 ? source : m.or(source, m.shl(source, m.const(32n)));
  m.write(0, bits === 64 ? m.binary("rotr", source, count) : m.zext(m.shr(doubled, count), 32));
};
export const RORX: Paragraph = {
  mnemonic: "rorx",
  title: "Rotate right without flags",
  source: "SDM 2B, RORX",
  cpuid: "BMI2",
  meaning: rorx,
  rows: `
    rorx_r32_rm32_imm8  r32:w rm32:r imm8  VEX.LZ.F2.0F3A.W0 F0 /r ib  no
    rorx_r64_rm64_imm8  r64:w rm64:r imm8  VEX.LZ.F2.0F3A.W1 F0 /r ib  no`,
};

export const sarx: Meaning = flaglessShift("sar");
export const SARX: Paragraph = {
  mnemonic: "sarx",
  title: "Shift right without flags, signed",
  source: "SDM 2B, SARX",
  cpuid: "BMI2",
  meaning: sarx,
  rows: `
    sarx_r32_rm32_r32  r32:w rm32:r r32.v:r  VEX.LZ.F3.0F38.W0 F7 /r  no
    sarx_r64_rm64_r64  r64:w rm64:r r64.v:r  VEX.LZ.F3.0F38.W1 F7 /r  no`,
};

export const shlx: Meaning = flaglessShift("shl");
export const SHLX: Paragraph = {
  mnemonic: "shlx",
  title: "Shift left without flags",
  source: "SDM 2B, SHLX",
  cpuid: "BMI2",
  meaning: shlx,
  rows: `
    shlx_r32_rm32_r32  r32:w rm32:r r32.v:r  VEX.LZ.66.0F38.W0 F7 /r  no
    shlx_r64_rm64_r64  r64:w rm64:r r64.v:r  VEX.LZ.66.0F38.W1 F7 /r  no`,
};

export const shrx: Meaning = flaglessShift("shr");
export const SHRX: Paragraph = {
  mnemonic: "shrx",
  title: "Shift right without flags, unsigned",
  source: "SDM 2B, SHRX",
  cpuid: "BMI2",
  meaning: shrx,
  rows: `
    shrx_r32_rm32_r32  r32:w rm32:r r32.v:r  VEX.LZ.F2.0F38.W0 F7 /r  no
    shrx_r64_rm64_r64  r64:w rm64:r r64.v:r  VEX.LZ.F2.0F38.W1 F7 /r  no`,
};
