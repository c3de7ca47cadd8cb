/** SSE4A. */
import type { Meaning, Paragraph } from "../form.ts";
import type { Builder, V } from "../../ir/builder.ts";
import { moveScalar } from "../move-shapes.ts";

function sixBits(m: Builder, v: V): V {
  return m.and(v, m.const(63n));
}

/** As many low ones as bits 0..5 of `length` say; 0 means 64. */
function fieldMask(m: Builder, length: V): V {
  return m.shr(m.const(-1n), sixBits(m, m.neg(length)));
}

/** The manual leaves the upper quadword undefined; AMD's CPUs clear it. */
function writeField(m: Builder, value: V): void {
  m.writeVector(0, m.pair(value, m.const(0n)));
}

export const extrq: Meaning = (m) => {
  const immediate = m.operand(1).kind === "imm";
  const length = immediate ? m.read(1, 8) : m.readLane(1, "i8x16", 0);
  const index = immediate ? m.read(2, 8) : m.readLane(1, "i8x16", 1);
  const value = m.shr(m.readLane(0, "i64x2", 0), sixBits(m, index));
  writeField(m, m.and(value, fieldMask(m, length)));
};
export const EXTRQ: Paragraph = {
  mnemonic: "extrq",
  title: "Extract a bit field from a quadword",
  source: "APM 4, EXTRQ",
  cpuid: "SSE4A",
  meaning: extrq,
  rows: `
    extrq_xmm_imm8_imm8  xmm.rm:rw imm8 imm8  66 0F 78 /0 ib ib  no
    extrq_xmm_xmm        xmm:rw xmm.rm:r      66 0F 79 /r        yes`,
};

export const insertq: Meaning = (m) => {
  const immediate = m.form.operands.length === 4;
  const length = immediate ? m.read(2, 8) : m.readLane(1, "i8x16", 8);
  const index = sixBits(m, immediate ? m.read(3, 8) : m.readLane(1, "i8x16", 9));
  const mask = fieldMask(m, length);
  const field = m.shl(m.and(m.readLane(1, "i64x2", 0), mask), index);
  const rest = m.and(m.readLane(0, "i64x2", 0), m.not(m.shl(mask, index)));
  writeField(m, m.or(field, rest));
};
export const INSERTQ: Paragraph = {
  mnemonic: "insertq",
  title: "Insert a bit field into a quadword",
  source: "APM 4, INSERTQ",
  cpuid: "SSE4A",
  meaning: insertq,
  rows: `
    insertq_xmm_xmm_imm8_imm8  xmm:w xmm.rm:r imm8 imm8  F2 0F 78 /r ib ib  yes
    insertq_xmm_xmm            xmm:rw xmm.rm:r           F2 0F 79 /r        yes`,
};

export const movntsd: Meaning = moveScalar(64);
export const MOVNTSD: Paragraph = {
  mnemonic: "movntsd",
  title: "Non-temporal store of a scalar double",
  source: "APM 4, MOVNTSD",
  cpuid: "SSE4A",
  meaning: movntsd,
  rows: `
    movntsd_m64_xmm  m64:w xmm:r  F2 0F 2B /r  yes|unsup`,
};

export const movntss: Meaning = moveScalar(32);
export const MOVNTSS: Paragraph = {
  mnemonic: "movntss",
  title: "Non-temporal store of a scalar single",
  source: "APM 4, MOVNTSS",
  cpuid: "SSE4A",
  meaning: movntss,
  rows: `
    movntss_m32_xmm  m32:w xmm:r  F3 0F 2B /r  yes|unsup`,
};
