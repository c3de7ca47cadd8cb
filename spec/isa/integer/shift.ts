/** Shifts and rotations. */
import type { Meaning, Paragraph } from "../form.ts";
import {
  doubleShiftLeft, doubleShiftRight, rotateLeft, rotateLeftThroughCarry, rotateRight,
  rotateRightThroughCarry, shiftLeft, shiftRight, shiftRightSigned,
} from "./shift-shapes.ts";

export const rcl: Meaning = (m) => rotateLeftThroughCarry(m);

export const RCL: Paragraph = {
  mnemonic: "rcl",
  title: "Rotate left through carry",
  source: "SDM 2B, RCL/RCR/ROL/ROR",
  flags: "reads c, writes c, undefined o",
  meaning: rcl,
  rows: `
    rcl_rm8_imm8   rm8:rw imm8   C0 /2 ib      yes
    rcl_rm16_imm8  rm16:rw imm8  o16 C1 /2 ib  yes
    rcl_rm32_imm8  rm32:rw imm8  o32 C1 /2 ib  yes
    rcl_rm64_imm8  rm64:rw imm8  o64 C1 /2 ib  yes
    rcl_rm8_1      rm8:rw 1      D0 /2         yes  -  reads c, writes oc
    rcl_rm16_1     rm16:rw 1     o16 D1 /2     yes  -  reads c, writes oc
    rcl_rm32_1     rm32:rw 1     o32 D1 /2     yes  -  reads c, writes oc
    rcl_rm64_1     rm64:rw 1     o64 D1 /2     yes  -  reads c, writes oc
    rcl_rm8_cl     rm8:rw cl:r   D2 /2         yes
    rcl_rm16_cl    rm16:rw cl:r  o16 D3 /2     yes
    rcl_rm32_cl    rm32:rw cl:r  o32 D3 /2     yes
    rcl_rm64_cl    rm64:rw cl:r  o64 D3 /2     yes`,
};

export const rcr: Meaning = (m) => rotateRightThroughCarry(m);

export const RCR: Paragraph = {
  mnemonic: "rcr",
  title: "Rotate right through carry",
  source: "SDM 2B, RCL/RCR/ROL/ROR",
  flags: "reads c, writes c, undefined o",
  meaning: rcr,
  rows: `
    rcr_rm8_imm8   rm8:rw imm8   C0 /3 ib      yes
    rcr_rm16_imm8  rm16:rw imm8  o16 C1 /3 ib  yes
    rcr_rm32_imm8  rm32:rw imm8  o32 C1 /3 ib  yes
    rcr_rm64_imm8  rm64:rw imm8  o64 C1 /3 ib  yes
    rcr_rm8_1      rm8:rw 1      D0 /3         yes  -  reads c, writes oc
    rcr_rm16_1     rm16:rw 1     o16 D1 /3     yes  -  reads c, writes oc
    rcr_rm32_1     rm32:rw 1     o32 D1 /3     yes  -  reads c, writes oc
    rcr_rm64_1     rm64:rw 1     o64 D1 /3     yes  -  reads c, writes oc
    rcr_rm8_cl     rm8:rw cl:r   D2 /3         yes
    rcr_rm16_cl    rm16:rw cl:r  o16 D3 /3     yes
    rcr_rm32_cl    rm32:rw cl:r  o32 D3 /3     yes
    rcr_rm64_cl    rm64:rw cl:r  o64 D3 /3     yes`,
};

export const rol: Meaning = (m) => rotateLeft(m);

export const ROL: Paragraph = {
  mnemonic: "rol",
  title: "Rotate left",
  source: "SDM 2B, RCL/RCR/ROL/ROR",
  flags: "writes c, undefined o",
  meaning: rol,
  rows: `
    rol_rm8_imm8   rm8:rw imm8   C0 /0 ib      yes
    rol_rm16_imm8  rm16:rw imm8  o16 C1 /0 ib  yes
    rol_rm32_imm8  rm32:rw imm8  o32 C1 /0 ib  yes
    rol_rm64_imm8  rm64:rw imm8  o64 C1 /0 ib  yes
    rol_rm8_1      rm8:rw 1      D0 /0         yes  -  writes oc
    rol_rm16_1     rm16:rw 1     o16 D1 /0     yes  -  writes oc
    rol_rm32_1     rm32:rw 1     o32 D1 /0     yes  -  writes oc
    rol_rm64_1     rm64:rw 1     o64 D1 /0     yes  -  writes oc
    rol_rm8_cl     rm8:rw cl:r   D2 /0         yes
    rol_rm16_cl    rm16:rw cl:r  o16 D3 /0     yes
    rol_rm32_cl    rm32:rw cl:r  o32 D3 /0     yes
    rol_rm64_cl    rm64:rw cl:r  o64 D3 /0     yes`,
};

export const ror: Meaning = (m) => rotateRight(m);

export const ROR: Paragraph = {
  mnemonic: "ror",
  title: "Rotate right",
  source: "SDM 2B, RCL/RCR/ROL/ROR",
  flags: "writes c, undefined o",
  meaning: ror,
  rows: `
    ror_rm8_imm8   rm8:rw imm8   C0 /1 ib      yes
    ror_rm16_imm8  rm16:rw imm8  o16 C1 /1 ib  yes
    ror_rm32_imm8  rm32:rw imm8  o32 C1 /1 ib  yes
    ror_rm64_imm8  rm64:rw imm8  o64 C1 /1 ib  yes
    ror_rm8_1      rm8:rw 1      D0 /1         yes  -  writes oc
    ror_rm16_1     rm16:rw 1     o16 D1 /1     yes  -  writes oc
    ror_rm32_1     rm32:rw 1     o32 D1 /1     yes  -  writes oc
    ror_rm64_1     rm64:rw 1     o64 D1 /1     yes  -  writes oc
    ror_rm8_cl     rm8:rw cl:r   D2 /1         yes
    ror_rm16_cl    rm16:rw cl:r  o16 D3 /1     yes
    ror_rm32_cl    rm32:rw cl:r  o32 D3 /1     yes
    ror_rm64_cl    rm64:rw cl:r  o64 D3 /1     yes`,
};

export const sal: Meaning = (m) => shiftLeft(m);

export const SAL: Paragraph = {
  mnemonic: "sal",
  title: "Shift left, the second encoding of SHL",
  source: "SDM 2B, SAL/SAR/SHL/SHR",
  flags: "writes szpc, undefined oa",
  meaning: sal,
  rows: `
    sal_rm8_imm8   rm8:rw imm8   C0 /6 ib      no
    sal_rm16_imm8  rm16:rw imm8  o16 C1 /6 ib  no
    sal_rm32_imm8  rm32:rw imm8  o32 C1 /6 ib  no
    sal_rm64_imm8  rm64:rw imm8  o64 C1 /6 ib  no
    sal_rm8_1      rm8:rw 1      D0 /6         no  -  writes oszpc, undefined a
    sal_rm16_1     rm16:rw 1     o16 D1 /6     no  -  writes oszpc, undefined a
    sal_rm32_1     rm32:rw 1     o32 D1 /6     no  -  writes oszpc, undefined a
    sal_rm64_1     rm64:rw 1     o64 D1 /6     no  -  writes oszpc, undefined a
    sal_rm8_cl     rm8:rw cl:r   D2 /6         no
    sal_rm16_cl    rm16:rw cl:r  o16 D3 /6     no
    sal_rm32_cl    rm32:rw cl:r  o32 D3 /6     no
    sal_rm64_cl    rm64:rw cl:r  o64 D3 /6     no`,
};

export const sar: Meaning = (m) => shiftRightSigned(m);

export const SAR: Paragraph = {
  mnemonic: "sar",
  title: "Shift right, signed",
  source: "SDM 2B, SAL/SAR/SHL/SHR",
  flags: "writes szpc, undefined oa",
  meaning: sar,
  rows: `
    sar_rm8_imm8   rm8:rw imm8   C0 /7 ib      yes
    sar_rm16_imm8  rm16:rw imm8  o16 C1 /7 ib  yes
    sar_rm32_imm8  rm32:rw imm8  o32 C1 /7 ib  yes
    sar_rm64_imm8  rm64:rw imm8  o64 C1 /7 ib  yes
    sar_rm8_1      rm8:rw 1      D0 /7         yes  -  writes oszpc, undefined a
    sar_rm16_1     rm16:rw 1     o16 D1 /7     yes  -  writes oszpc, undefined a
    sar_rm32_1     rm32:rw 1     o32 D1 /7     yes  -  writes oszpc, undefined a
    sar_rm64_1     rm64:rw 1     o64 D1 /7     yes  -  writes oszpc, undefined a
    sar_rm8_cl     rm8:rw cl:r   D2 /7         yes
    sar_rm16_cl    rm16:rw cl:r  o16 D3 /7     yes
    sar_rm32_cl    rm32:rw cl:r  o32 D3 /7     yes
    sar_rm64_cl    rm64:rw cl:r  o64 D3 /7     yes`,
};

export const shl: Meaning = (m) => shiftLeft(m);

export const SHL: Paragraph = {
  mnemonic: "shl",
  title: "Shift left",
  source: "SDM 2B, SAL/SAR/SHL/SHR",
  flags: "writes szpc, undefined oa",
  meaning: shl,
  rows: `
    shl_rm8_imm8   rm8:rw imm8   C0 /4 ib      yes
    shl_rm16_imm8  rm16:rw imm8  o16 C1 /4 ib  yes
    shl_rm32_imm8  rm32:rw imm8  o32 C1 /4 ib  yes
    shl_rm64_imm8  rm64:rw imm8  o64 C1 /4 ib  yes
    shl_rm8_1      rm8:rw 1      D0 /4         yes  -  writes oszpc, undefined a
    shl_rm16_1     rm16:rw 1     o16 D1 /4     yes  -  writes oszpc, undefined a
    shl_rm32_1     rm32:rw 1     o32 D1 /4     yes  -  writes oszpc, undefined a
    shl_rm64_1     rm64:rw 1     o64 D1 /4     yes  -  writes oszpc, undefined a
    shl_rm8_cl     rm8:rw cl:r   D2 /4         yes
    shl_rm16_cl    rm16:rw cl:r  o16 D3 /4     yes
    shl_rm32_cl    rm32:rw cl:r  o32 D3 /4     yes
    shl_rm64_cl    rm64:rw cl:r  o64 D3 /4     yes`,
};

export const shld: Meaning = (m) => doubleShiftLeft(m);

export const SHLD: Paragraph = {
  mnemonic: "shld",
  title: "Shift left, double precision",
  source: "SDM 2B, SHLD",
  flags: "writes szpc, undefined oa",
  meaning: shld,
  rows: `
    shld_rm16_r16_imm8  rm16:rw r16:r imm8  o16 0F A4 /r ib  yes
    shld_rm32_r32_imm8  rm32:rw r32:r imm8  o32 0F A4 /r ib  yes
    shld_rm64_r64_imm8  rm64:rw r64:r imm8  o64 0F A4 /r ib  yes
    shld_rm16_r16_cl    rm16:rw r16:r cl:r  o16 0F A5 /r     yes
    shld_rm32_r32_cl    rm32:rw r32:r cl:r  o32 0F A5 /r     yes
    shld_rm64_r64_cl    rm64:rw r64:r cl:r  o64 0F A5 /r     yes`,
};

export const shr: Meaning = (m) => shiftRight(m);

export const SHR: Paragraph = {
  mnemonic: "shr",
  title: "Shift right, unsigned",
  source: "SDM 2B, SAL/SAR/SHL/SHR",
  flags: "writes szpc, undefined oa",
  meaning: shr,
  rows: `
    shr_rm8_imm8   rm8:rw imm8   C0 /5 ib      yes
    shr_rm16_imm8  rm16:rw imm8  o16 C1 /5 ib  yes
    shr_rm32_imm8  rm32:rw imm8  o32 C1 /5 ib  yes
    shr_rm64_imm8  rm64:rw imm8  o64 C1 /5 ib  yes
    shr_rm8_1      rm8:rw 1      D0 /5         yes  -  writes oszpc, undefined a
    shr_rm16_1     rm16:rw 1     o16 D1 /5     yes  -  writes oszpc, undefined a
    shr_rm32_1     rm32:rw 1     o32 D1 /5     yes  -  writes oszpc, undefined a
    shr_rm64_1     rm64:rw 1     o64 D1 /5     yes  -  writes oszpc, undefined a
    shr_rm8_cl     rm8:rw cl:r   D2 /5         yes
    shr_rm16_cl    rm16:rw cl:r  o16 D3 /5     yes
    shr_rm32_cl    rm32:rw cl:r  o32 D3 /5     yes
    shr_rm64_cl    rm64:rw cl:r  o64 D3 /5     yes`,
};

export const shrd: Meaning = (m) => doubleShiftRight(m);

export const SHRD: Paragraph = {
  mnemonic: "shrd",
  title: "Shift right, double precision",
  source: "SDM 2B, SHRD",
  flags: "writes szpc, undefined oa",
  meaning: shrd,
  rows: `
    shrd_rm16_r16_imm8  rm16:rw r16:r imm8  o16 0F AC /r ib  yes
    shrd_rm32_r32_imm8  rm32:rw r32:r imm8  o32 0F AC /r ib  yes
    shrd_rm64_r64_imm8  rm64:rw r64:r imm8  o64 0F AC /r ib  yes
    shrd_rm16_r16_cl    rm16:rw r16:r cl:r  o16 0F AD /r     yes
    shrd_rm32_r32_cl    rm32:rw r32:r cl:r  o32 0F AD /r     yes
    shrd_rm64_r64_cl    rm64:rw r64:r cl:r  o64 0F AD /r     yes`,
};
