/** Descriptor tables and segment registers. */
import type { Paragraph } from "../form.ts";
import { privileged } from "./privileged-shapes.ts";

export const CLTS: Paragraph = {
  mnemonic: "clts",
  title: "Clear the task-switched flag",
  source: "SDM 2A, CLTS",
  meaning: privileged,
  rows: `
    clts  -  0F 06  no`,
};

export const LAR: Paragraph = {
  mnemonic: "lar",
  title: "Load access rights",
  source: "SDM 2A, LAR",
  flags: "writes z",
  rows: `
    lar_r16_rm16    r16:rw rm16:r     o16 0F 02 /r  no
    lar_r32_r32m16  r32:rw r32/m16:r  o32 0F 02 /r  no
    lar_r64_r64m16  r64:rw r64/m16:r  o64 0F 02 /r  no`,
};

export const LFS: Paragraph = {
  mnemonic: "lfs",
  title: "Load a far pointer into fs",
  source: "SDM 2A, LFS",
  rows: `
    lfs_r16_m32  r16:w m32:r  o16 0F B4 /r  no
    lfs_r32_m48  r32:w m48:r  o32 0F B4 /r  no
    lfs_r64_m80  r64:w m80:r  o64 0F B4 /r  no`,
};

export const LGDT: Paragraph = {
  mnemonic: "lgdt",
  title: "Load the global descriptor table register",
  source: "SDM 2A, LGDT",
  meaning: privileged,
  rows: `
    lgdt_m80  m80:r  d64 0F 01 /2  no`,
};

export const LGS: Paragraph = {
  mnemonic: "lgs",
  title: "Load a far pointer into gs",
  source: "SDM 2A, LGS",
  rows: `
    lgs_r16_m32  r16:w m32:r  o16 0F B5 /r  no
    lgs_r32_m48  r32:w m48:r  o32 0F B5 /r  no
    lgs_r64_m80  r64:w m80:r  o64 0F B5 /r  no`,
};

export const LIDT: Paragraph = {
  mnemonic: "lidt",
  title: "Load the interrupt descriptor table register",
  source: "SDM 2A, LIDT",
  meaning: privileged,
  rows: `
    lidt_m80  m80:r  d64 0F 01 /3  no`,
};

export const LLDT: Paragraph = {
  mnemonic: "lldt",
  title: "Load the local descriptor table register",
  source: "SDM 2A, LLDT",
  meaning: privileged,
  rows: `
    lldt_rm16    rm16:r     o16 0F 00 /2  no
    lldt_r32m16  r32/m16:r  o32 0F 00 /2  no
    lldt_r64m16  r64/m16:r  o64 0F 00 /2  no`,
};

export const LMSW: Paragraph = {
  mnemonic: "lmsw",
  title: "Load the machine status word",
  source: "SDM 2A, LMSW",
  meaning: privileged,
  rows: `
    lmsw_rm16    rm16:r     o16 0F 01 /6  no
    lmsw_r32m16  r32/m16:r  o32 0F 01 /6  no
    lmsw_r64m16  r64/m16:r  o64 0F 01 /6  no`,
};

export const LSL: Paragraph = {
  mnemonic: "lsl",
  title: "Load a segment limit",
  source: "SDM 2A, LSL",
  flags: "writes z",
  rows: `
    lsl_r16_rm16    r16:rw rm16:r     o16 0F 03 /r  no
    lsl_r32_r32m16  r32:rw r32/m16:r  o32 0F 03 /r  no
    lsl_r64_r64m16  r64:rw r64/m16:r  o64 0F 03 /r  no`,
};

export const LSS: Paragraph = {
  mnemonic: "lss",
  title: "Load a far pointer into ss",
  source: "SDM 2A, LSS",
  rows: `
    lss_r16_m32  r16:w m32:r  o16 0F B2 /r  no
    lss_r32_m48  r32:w m48:r  o32 0F B2 /r  no
    lss_r64_m80  r64:w m80:r  o64 0F B2 /r  no`,
};

export const LTR: Paragraph = {
  mnemonic: "ltr",
  title: "Load the task register",
  source: "SDM 2A, LTR",
  meaning: privileged,
  rows: `
    ltr_rm16    rm16:r     o16 0F 00 /3  no
    ltr_r32m16  r32/m16:r  o32 0F 00 /3  no
    ltr_r64m16  r64/m16:r  o64 0F 00 /3  no`,
};

export const SGDT: Paragraph = {
  mnemonic: "sgdt",
  title: "Store the global descriptor table register",
  source: "SDM 2B, SGDT",
  rows: `
    sgdt_m80  m80:w  d64 0F 01 /0  no`,
};

export const SIDT: Paragraph = {
  mnemonic: "sidt",
  title: "Store the interrupt descriptor table register",
  source: "SDM 2B, SIDT",
  rows: `
    sidt_m80  m80:w  d64 0F 01 /1  no`,
};

export const SLDT: Paragraph = {
  mnemonic: "sldt",
  title: "Store the local descriptor table register",
  source: "SDM 2B, SLDT",
  rows: `
    sldt_rm16    rm16:w     o16 0F 00 /0  no
    sldt_r32m16  r32/m16:w  o32 0F 00 /0  no
    sldt_r64m16  r64/m16:w  o64 0F 00 /0  no`,
};

export const SMSW: Paragraph = {
  mnemonic: "smsw",
  title: "Store the machine status word",
  source: "SDM 2B, SMSW",
  rows: `
    smsw_rm16    rm16:w     o16 0F 01 /4  no
    smsw_r32m16  r32/m16:w  o32 0F 01 /4  no
    smsw_r64m16  r64/m16:w  o64 0F 01 /4  no`,
};

export const STR: Paragraph = {
  mnemonic: "str",
  title: "Store the task register",
  source: "SDM 2B, STR",
  rows: `
    str_rm16    rm16:w     o16 0F 00 /1  no
    str_r32m16  r32/m16:w  o32 0F 00 /1  no
    str_r64m16  r64/m16:w  o64 0F 00 /1  no`,
};

export const VERR: Paragraph = {
  mnemonic: "verr",
  title: "Verify a segment for reading",
  source: "SDM 2C, VERR",
  flags: "writes z",
  rows: `
    verr_rm16    rm16:r     o16 0F 00 /4  no
    verr_r32m16  r32/m16:r  o32 0F 00 /4  no
    verr_r64m16  r64/m16:r  o64 0F 00 /4  no`,
};

export const VERW: Paragraph = {
  mnemonic: "verw",
  title: "Verify a segment for writing",
  source: "SDM 2C, VERW",
  flags: "writes z",
  rows: `
    verw_rm16    rm16:r     o16 0F 00 /5  no
    verw_r32m16  r32/m16:r  o32 0F 00 /5  no
    verw_r64m16  r64/m16:r  o64 0F 00 /5  no`,
};
