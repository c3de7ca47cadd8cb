/** SSE4.1: extensions, insertions and extractions. */
import type { Meaning, Paragraph } from "../form.ts";
import type { Lanes } from "../../ir/ir.ts";
import { extractLane, insertLane, readPartial } from "../move-shapes.ts";
import {
  IN_ORDER, ZERO_BYTE, lanePattern, lastOperand, narrowed, sources, writeHalves,
} from "../packed-shapes.ts";

/** INSERTPS: lane `from` of the second vector at the place of bits 4..5; bits 0..3 clear lanes. */
function inserted(from: number, control: number): number[] {
  const to = (control >> 4) & 3;
  const bytes = lanePattern(4, [0, 1, 2, 3].map((lane) => (lane === to ? 4 + (from & 3) : lane)));
  return bytes.map((byte, i) => ((control >> Math.floor(i / 4)) & 1 ? ZERO_BYTE : byte));
}

/** Doubles the width of the lowest lanes, `times` times. */
function extended(isSigned: boolean, lanes: Lanes, times: number): Meaning {
  const shapes: readonly Lanes[] = ["i8x16", "i16x8", "i32x4"];
  const first = shapes.indexOf(lanes);
  // The upper half of 256 bits begins this many bytes into the source.
  const middle = 16 >> times;
  return (m) => {
    const source = readPartial(m, 1);
    writeHalves(m, (half) => {
      const lowest = half === 0 ? source
        : m.shuffle(source, source, IN_ORDER.map((byte) => (byte + middle) & 15));
      return shapes.slice(first, first + times)
        .reduce((v, shape) => m.vectorExtend(shape, isSigned, v), lowest);
    });
  };
}

export const extractps: Meaning = extractLane(4);
export const EXTRACTPS: Paragraph = {
  mnemonic: "extractps",
  title: "Extract a single",
  source: "SDM 2A, EXTRACTPS",
  cpuid: "SSE41",
  meaning: extractps,
  rows: `
    extractps_rm32_xmm_imm8    rm32:w xmm:r imm8     o32 66 0F 3A 17 /r ib  yes
    extractps_r64m32_xmm_imm8  r64/m32:w xmm:r imm8  o64 66 0F 3A 17 /r ib  yes`,
};

export const insertps: Meaning = (m) => {
  const [first, second] = sources(m);
  const imm = lastOperand(m);
  if (m.isMemory(second)) {
    const value = m.pair(m.read(second, 32), m.const(0n));
    m.writeVector(0, m.shuffleBy(m.readVector(first), value, imm, "insertps_m32",
      (control) => inserted(0, control)));
    return;
  }
  m.writeVector(0, m.shuffleBy(m.readVector(first), m.readVector(second), imm, "insertps",
    (control) => inserted(control >> 6, control)));
};
export const INSERTPS: Paragraph = {
  mnemonic: "insertps",
  title: "Insert a single",
  source: "SDM 2A, INSERTPS",
  cpuid: "SSE41",
  meaning: insertps,
  rows: `
    insertps_xmm_xmmm32_imm8  xmm:rw xmm/m32:r imm8  66 0F 3A 21 /r ib  yes`,
};

export const packusdw: Meaning = narrowed("narrow_u", "i32x4");
export const PACKUSDW: Paragraph = {
  mnemonic: "packusdw",
  title: "Pack doublewords into words with unsigned saturation",
  source: "SDM 2B, PACKUSDW",
  cpuid: "SSE41",
  meaning: packusdw,
  rows: `
    packusdw_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 2B /r  yes  align`,
};

export const pextrb: Meaning = extractLane(1);
export const PEXTRB: Paragraph = {
  mnemonic: "pextrb",
  title: "Extract a byte",
  source: "SDM 2B, PEXTRB",
  cpuid: "SSE41",
  meaning: pextrb,
  rows: `
    pextrb_r32m8_xmm_imm8  r32/m8:w xmm:r imm8  o32 66 0F 3A 14 /r ib  yes
    pextrb_r64m8_xmm_imm8  r64/m8:w xmm:r imm8  o64 66 0F 3A 14 /r ib  yes`,
};

export const pextrd: Meaning = extractLane(4);
export const PEXTRD: Paragraph = {
  mnemonic: "pextrd",
  title: "Extract a doubleword",
  source: "SDM 2B, PEXTRD",
  cpuid: "SSE41",
  meaning: pextrd,
  rows: `
    pextrd_rm32_xmm_imm8  rm32:w xmm:r imm8  o32 66 0F 3A 16 /r ib  yes`,
};

export const pextrq: Meaning = extractLane(8);
export const PEXTRQ: Paragraph = {
  mnemonic: "pextrq",
  title: "Extract a quadword",
  source: "SDM 2B, PEXTRQ",
  cpuid: "SSE41",
  meaning: pextrq,
  rows: `
    pextrq_rm64_xmm_imm8  rm64:w xmm:r imm8  o64 66 0F 3A 16 /r ib  yes`,
};

export const pinsrb: Meaning = insertLane(1);
export const PINSRB: Paragraph = {
  mnemonic: "pinsrb",
  title: "Insert a byte",
  source: "SDM 2B, PINSRB",
  cpuid: "SSE41",
  meaning: pinsrb,
  rows: `
    pinsrb_xmm_r32m8_imm8  xmm:rw r32/m8:r imm8  o32 66 0F 3A 20 /r ib  yes
    pinsrb_xmm_r64m8_imm8  xmm:rw r64/m8:r imm8  o64 66 0F 3A 20 /r ib  yes`,
};

export const pinsrd: Meaning = insertLane(4);
export const PINSRD: Paragraph = {
  mnemonic: "pinsrd",
  title: "Insert a doubleword",
  source: "SDM 2B, PINSRD",
  cpuid: "SSE41",
  meaning: pinsrd,
  rows: `
    pinsrd_xmm_rm32_imm8  xmm:rw rm32:r imm8  o32 66 0F 3A 22 /r ib  yes`,
};

export const pinsrq: Meaning = insertLane(8);
export const PINSRQ: Paragraph = {
  mnemonic: "pinsrq",
  title: "Insert a quadword",
  source: "SDM 2B, PINSRQ",
  cpuid: "SSE41",
  meaning: pinsrq,
  rows: `
    pinsrq_xmm_rm64_imm8  xmm:rw rm64:r imm8  o64 66 0F 3A 22 /r ib  yes`,
};

export const pmovsxbd: Meaning = extended(true, "i8x16", 2);
export const PMOVSXBD: Paragraph = {
  mnemonic: "pmovsxbd",
  title: "Sign-extend bytes into doublewords",
  source: "SDM 2B, PMOVSXBD",
  cpuid: "SSE41",
  meaning: pmovsxbd,
  rows: `
    pmovsxbd_xmm_xmmm32  xmm:w xmm/m32:r  66 0F 38 21 /r  yes`,
};

export const pmovsxbq: Meaning = extended(true, "i8x16", 3);
export const PMOVSXBQ: Paragraph = {
  mnemonic: "pmovsxbq",
  title: "Sign-extend bytes into quadwords",
  source: "SDM 2B, PMOVSXBQ",
  cpuid: "SSE41",
  meaning: pmovsxbq,
  rows: `
    pmovsxbq_xmm_xmmm16  xmm:w xmm/m16:r  66 0F 38 22 /r  yes`,
};

export const pmovsxbw: Meaning = extended(true, "i8x16", 1);
export const PMOVSXBW: Paragraph = {
  mnemonic: "pmovsxbw",
  title: "Sign-extend bytes into words",
  source: "SDM 2B, PMOVSXBW",
  cpuid: "SSE41",
  meaning: pmovsxbw,
  rows: `
    pmovsxbw_xmm_xmmm64  xmm:w xmm/m64:r  66 0F 38 20 /r  yes`,
};

export const pmovsxdq: Meaning = extended(true, "i32x4", 1);
export const PMOVSXDQ: Paragraph = {
  mnemonic: "pmovsxdq",
  title: "Sign-extend doublewords into quadwords",
  source: "SDM 2B, PMOVSXDQ",
  cpuid: "SSE41",
  meaning: pmovsxdq,
  rows: `
    pmovsxdq_xmm_xmmm64  xmm:w xmm/m64:r  66 0F 38 25 /r  yes`,
};

export const pmovsxwd: Meaning = extended(true, "i16x8", 1);
export const PMOVSXWD: Paragraph = {
  mnemonic: "pmovsxwd",
  title: "Sign-extend words into doublewords",
  source: "SDM 2B, PMOVSXWD",
  cpuid: "SSE41",
  meaning: pmovsxwd,
  rows: `
    pmovsxwd_xmm_xmmm64  xmm:w xmm/m64:r  66 0F 38 23 /r  yes`,
};

export const pmovsxwq: Meaning = extended(true, "i16x8", 2);
export const PMOVSXWQ: Paragraph = {
  mnemonic: "pmovsxwq",
  title: "Sign-extend words into quadwords",
  source: "SDM 2B, PMOVSXWQ",
  cpuid: "SSE41",
  meaning: pmovsxwq,
  rows: `
    pmovsxwq_xmm_xmmm32  xmm:w xmm/m32:r  66 0F 38 24 /r  yes`,
};

export const pmovzxbd: Meaning = extended(false, "i8x16", 2);
export const PMOVZXBD: Paragraph = {
  mnemonic: "pmovzxbd",
  title: "Zero-extend bytes into doublewords",
  source: "SDM 2B, PMOVZXBD",
  cpuid: "SSE41",
  meaning: pmovzxbd,
  rows: `
    pmovzxbd_xmm_xmmm32  xmm:w xmm/m32:r  66 0F 38 31 /r  yes`,
};

export const pmovzxbq: Meaning = extended(false, "i8x16", 3);
export const PMOVZXBQ: Paragraph = {
  mnemonic: "pmovzxbq",
  title: "Zero-extend bytes into quadwords",
  source: "SDM 2B, PMOVZXBQ",
  cpuid: "SSE41",
  meaning: pmovzxbq,
  rows: `
    pmovzxbq_xmm_xmmm16  xmm:w xmm/m16:r  66 0F 38 32 /r  yes`,
};

export const pmovzxbw: Meaning = extended(false, "i8x16", 1);
export const PMOVZXBW: Paragraph = {
  mnemonic: "pmovzxbw",
  title: "Zero-extend bytes into words",
  source: "SDM 2B, PMOVZXBW",
  cpuid: "SSE41",
  meaning: pmovzxbw,
  rows: `
    pmovzxbw_xmm_xmmm64  xmm:w xmm/m64:r  66 0F 38 30 /r  yes`,
};

export const pmovzxdq: Meaning = extended(false, "i32x4", 1);
export const PMOVZXDQ: Paragraph = {
  mnemonic: "pmovzxdq",
  title: "Zero-extend doublewords into quadwords",
  source: "SDM 2B, PMOVZXDQ",
  cpuid: "SSE41",
  meaning: pmovzxdq,
  rows: `
    pmovzxdq_xmm_xmmm64  xmm:w xmm/m64:r  66 0F 38 35 /r  yes`,
};

export const pmovzxwd: Meaning = extended(false, "i16x8", 1);
export const PMOVZXWD: Paragraph = {
  mnemonic: "pmovzxwd",
  title: "Zero-extend words into doublewords",
  source: "SDM 2B, PMOVZXWD",
  cpuid: "SSE41",
  meaning: pmovzxwd,
  rows: `
    pmovzxwd_xmm_xmmm64  xmm:w xmm/m64:r  66 0F 38 33 /r  yes`,
};

export const pmovzxwq: Meaning = extended(false, "i16x8", 2);
export const PMOVZXWQ: Paragraph = {
  mnemonic: "pmovzxwq",
  title: "Zero-extend words into quadwords",
  source: "SDM 2B, PMOVZXWQ",
  cpuid: "SSE41",
  meaning: pmovzxwq,
  rows: `
    pmovzxwq_xmm_xmmm32  xmm:w xmm/m32:r  66 0F 38 34 /r  yes`,
};
