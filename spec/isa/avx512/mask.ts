/** Mask registers of AVX-512, in VEX encodings. */
import type { Paragraph } from "../form.ts";

export const KADDB: Paragraph = {
  mnemonic: "kaddb",
  title: "Add: masks of 8 bits",
  source: "SDM 2A, KADDB",
  cpuid: "AVX512DQ",
  rows: `
    kaddb_k_k_k  k:w k.v:r k.rm:r  VEX.L1.66.0F.W0 4A /r  no`,
};

export const KADDD: Paragraph = {
  mnemonic: "kaddd",
  title: "Add: masks of 32 bits",
  source: "SDM 2A, KADDD",
  cpuid: "AVX512BW",
  rows: `
    kaddd_k_k_k  k:w k.v:r k.rm:r  VEX.L1.66.0F.W1 4A /r  no`,
};

export const KADDQ: Paragraph = {
  mnemonic: "kaddq",
  title: "Add: masks of 64 bits",
  source: "SDM 2A, KADDQ",
  cpuid: "AVX512BW",
  rows: `
    kaddq_k_k_k  k:w k.v:r k.rm:r  VEX.L1.0F.W1 4A /r  no`,
};

export const KADDW: Paragraph = {
  mnemonic: "kaddw",
  title: "Add: masks of 16 bits",
  source: "SDM 2A, KADDW",
  cpuid: "AVX512DQ",
  rows: `
    kaddw_k_k_k  k:w k.v:r k.rm:r  VEX.L1.0F.W0 4A /r  no`,
};

export const KANDB: Paragraph = {
  mnemonic: "kandb",
  title: "And: masks of 8 bits",
  source: "SDM 2A, KANDB",
  cpuid: "AVX512DQ",
  rows: `
    kandb_k_k_k  k:w k.v:r k.rm:r  VEX.L1.66.0F.W0 41 /r  no`,
};

export const KANDD: Paragraph = {
  mnemonic: "kandd",
  title: "And: masks of 32 bits",
  source: "SDM 2A, KANDD",
  cpuid: "AVX512BW",
  rows: `
    kandd_k_k_k  k:w k.v:r k.rm:r  VEX.L1.66.0F.W1 41 /r  no`,
};

export const KANDNB: Paragraph = {
  mnemonic: "kandnb",
  title: "And, the first inverted: masks of 8 bits",
  source: "SDM 2A, KANDNB",
  cpuid: "AVX512DQ",
  rows: `
    kandnb_k_k_k  k:w k.v:r k.rm:r  VEX.L1.66.0F.W0 42 /r  no`,
};

export const KANDND: Paragraph = {
  mnemonic: "kandnd",
  title: "And, the first inverted: masks of 32 bits",
  source: "SDM 2A, KANDND",
  cpuid: "AVX512BW",
  rows: `
    kandnd_k_k_k  k:w k.v:r k.rm:r  VEX.L1.66.0F.W1 42 /r  no`,
};

export const KANDNQ: Paragraph = {
  mnemonic: "kandnq",
  title: "And, the first inverted: masks of 64 bits",
  source: "SDM 2A, KANDNQ",
  cpuid: "AVX512BW",
  rows: `
    kandnq_k_k_k  k:w k.v:r k.rm:r  VEX.L1.0F.W1 42 /r  no`,
};

export const KANDNW: Paragraph = {
  mnemonic: "kandnw",
  title: "And, the first inverted: masks of 16 bits",
  source: "SDM 2A, KANDNW",
  cpuid: "AVX512F",
  rows: `
    kandnw_k_k_k  k:w k.v:r k.rm:r  VEX.L1.0F.W0 42 /r  no`,
};

export const KANDQ: Paragraph = {
  mnemonic: "kandq",
  title: "And: masks of 64 bits",
  source: "SDM 2A, KANDQ",
  cpuid: "AVX512BW",
  rows: `
    kandq_k_k_k  k:w k.v:r k.rm:r  VEX.L1.0F.W1 41 /r  no`,
};

export const KANDW: Paragraph = {
  mnemonic: "kandw",
  title: "And: masks of 16 bits",
  source: "SDM 2A, KANDW",
  cpuid: "AVX512F",
  rows: `
    kandw_k_k_k  k:w k.v:r k.rm:r  VEX.L1.0F.W0 41 /r  no`,
};

export const KMOVB: Paragraph = {
  mnemonic: "kmovb",
  title: "Move: masks of 8 bits",
  source: "SDM 2A, KMOVB",
  cpuid: "AVX512DQ",
  rows: `
    kmovb_k_km8  k:w k/m8:r    VEX.L0.66.0F.W0 90 /r  no
    kmovb_m8_k   m8:w k:r      VEX.L0.66.0F.W0 91 /r  no
    kmovb_k_r32  k:w r32.rm:r  VEX.L0.66.0F.W0 92 /r  no
    kmovb_r32_k  r32:w k.rm:r  VEX.L0.66.0F.W0 93 /r  no`,
};

export const KMOVD: Paragraph = {
  mnemonic: "kmovd",
  title: "Move: masks of 32 bits",
  source: "SDM 2A, KMOVD",
  cpuid: "AVX512BW",
  rows: `
    kmovd_k_km32  k:w k/m32:r   VEX.L0.66.0F.W1 90 /r  no
    kmovd_m32_k   m32:w k:r     VEX.L0.66.0F.W1 91 /r  no
    kmovd_k_r32   k:w r32.rm:r  VEX.L0.F2.0F.W0 92 /r  no
    kmovd_r32_k   r32:w k.rm:r  VEX.L0.F2.0F.W0 93 /r  no`,
};

export const KMOVQ: Paragraph = {
  mnemonic: "kmovq",
  title: "Move: masks of 64 bits",
  source: "SDM 2A, KMOVQ",
  cpuid: "AVX512BW",
  rows: `
    kmovq_k_km64  k:w k/m64:r   VEX.L0.0F.W1 90 /r     no
    kmovq_m64_k   m64:w k:r     VEX.L0.0F.W1 91 /r     no
    kmovq_k_r64   k:w r64.rm:r  VEX.L0.F2.0F.W1 92 /r  no
    kmovq_r64_k   r64:w k.rm:r  VEX.L0.F2.0F.W1 93 /r  no`,
};

export const KMOVW: Paragraph = {
  mnemonic: "kmovw",
  title: "Move: masks of 16 bits",
  source: "SDM 2A, KMOVW",
  cpuid: "AVX512F",
  rows: `
    kmovw_k_km16  k:w k/m16:r   VEX.L0.0F.W0 90 /r  no
    kmovw_m16_k   m16:w k:r     VEX.L0.0F.W0 91 /r  no
    kmovw_k_r32   k:w r32.rm:r  VEX.L0.0F.W0 92 /r  no
    kmovw_r32_k   r32:w k.rm:r  VEX.L0.0F.W0 93 /r  no`,
};

export const KNOTB: Paragraph = {
  mnemonic: "knotb",
  title: "Complement: masks of 8 bits",
  source: "SDM 2A, KNOTB",
  cpuid: "AVX512DQ",
  rows: `
    knotb_k_k  k:w k.rm:r  VEX.L0.66.0F.W0 44 /r  no`,
};

export const KNOTD: Paragraph = {
  mnemonic: "knotd",
  title: "Complement: masks of 32 bits",
  source: "SDM 2A, KNOTD",
  cpuid: "AVX512BW",
  rows: `
    knotd_k_k  k:w k.rm:r  VEX.L0.66.0F.W1 44 /r  no`,
};

export const KNOTQ: Paragraph = {
  mnemonic: "knotq",
  title: "Complement: masks of 64 bits",
  source: "SDM 2A, KNOTQ",
  cpuid: "AVX512BW",
  rows: `
    knotq_k_k  k:w k.rm:r  VEX.L0.0F.W1 44 /r  no`,
};

export const KNOTW: Paragraph = {
  mnemonic: "knotw",
  title: "Complement: masks of 16 bits",
  source: "SDM 2A, KNOTW",
  cpuid: "AVX512F",
  rows: `
    knotw_k_k  k:w k.rm:r  VEX.L0.0F.W0 44 /r  no`,
};

export const KORB: Paragraph = {
  mnemonic: "korb",
  title: "Or: masks of 8 bits",
  source: "SDM 2A, KORB",
  cpuid: "AVX512DQ",
  rows: `
    korb_k_k_k  k:w k.v:r k.rm:r  VEX.L1.66.0F.W0 45 /r  no`,
};

export const KORD: Paragraph = {
  mnemonic: "kord",
  title: "Or: masks of 32 bits",
  source: "SDM 2A, KORD",
  cpuid: "AVX512BW",
  rows: `
    kord_k_k_k  k:w k.v:r k.rm:r  VEX.L1.66.0F.W1 45 /r  no`,
};

export const KORQ: Paragraph = {
  mnemonic: "korq",
  title: "Or: masks of 64 bits",
  source: "SDM 2A, KORQ",
  cpuid: "AVX512BW",
  rows: `
    korq_k_k_k  k:w k.v:r k.rm:r  VEX.L1.0F.W1 45 /r  no`,
};

export const KORTESTB: Paragraph = {
  mnemonic: "kortestb",
  title: "Or into the flags: masks of 8 bits",
  source: "SDM 2A, KORTESTB",
  cpuid: "AVX512DQ",
  flags: "writes zc, clears osap",
  rows: `
    kortestb_k_k  k:r k.rm:r  VEX.L0.66.0F.W0 98 /r  no`,
};

export const KORTESTD: Paragraph = {
  mnemonic: "kortestd",
  title: "Or into the flags: masks of 32 bits",
  source: "SDM 2A, KORTESTD",
  cpuid: "AVX512BW",
  flags: "writes zc, clears osap",
  rows: `
    kortestd_k_k  k:r k.rm:r  VEX.L0.66.0F.W1 98 /r  no`,
};

export const KORTESTQ: Paragraph = {
  mnemonic: "kortestq",
  title: "Or into the flags: masks of 64 bits",
  source: "SDM 2A, KORTESTQ",
  cpuid: "AVX512BW",
  flags: "writes zc, clears osap",
  rows: `
    kortestq_k_k  k:r k.rm:r  VEX.L0.0F.W1 98 /r  no`,
};

export const KORTESTW: Paragraph = {
  mnemonic: "kortestw",
  title: "Or into the flags: masks of 16 bits",
  source: "SDM 2A, KORTESTW",
  cpuid: "AVX512F",
  flags: "writes zc, clears osap",
  rows: `
    kortestw_k_k  k:r k.rm:r  VEX.L0.0F.W0 98 /r  no`,
};

export const KORW: Paragraph = {
  mnemonic: "korw",
  title: "Or: masks of 16 bits",
  source: "SDM 2A, KORW",
  cpuid: "AVX512F",
  rows: `
    korw_k_k_k  k:w k.v:r k.rm:r  VEX.L1.0F.W0 45 /r  no`,
};

export const KSHIFTLB: Paragraph = {
  mnemonic: "kshiftlb",
  title: "Shift left: masks of 8 bits",
  source: "SDM 2A, KSHIFTLB",
  cpuid: "AVX512DQ",
  rows: `
    kshiftlb_k_k_imm8  k:w k.rm:r imm8  VEX.L0.66.0F3A.W0 32 /r ib  no`,
};

export const KSHIFTLD: Paragraph = {
  mnemonic: "kshiftld",
  title: "Shift left: masks of 32 bits",
  source: "SDM 2A, KSHIFTLD",
  cpuid: "AVX512BW",
  rows: `
    kshiftld_k_k_imm8  k:w k.rm:r imm8  VEX.L0.66.0F3A.W0 33 /r ib  no`,
};

export const KSHIFTLQ: Paragraph = {
  mnemonic: "kshiftlq",
  title: "Shift left: masks of 64 bits",
  source: "SDM 2A, KSHIFTLQ",
  cpuid: "AVX512BW",
  rows: `
    kshiftlq_k_k_imm8  k:w k.rm:r imm8  VEX.L0.66.0F3A.W1 33 /r ib  no`,
};

export const KSHIFTLW: Paragraph = {
  mnemonic: "kshiftlw",
  title: "Shift left: masks of 16 bits",
  source: "SDM 2A, KSHIFTLW",
  cpuid: "AVX512F",
  rows: `
    kshiftlw_k_k_imm8  k:w k.rm:r imm8  VEX.L0.66.0F3A.W1 32 /r ib  no`,
};

export const KSHIFTRB: Paragraph = {
  mnemonic: "kshiftrb",
  title: "Shift right: masks of 8 bits",
  source: "SDM 2A, KSHIFTRB",
  cpuid: "AVX512DQ",
  rows: `
    kshiftrb_k_k_imm8  k:w k.rm:r imm8  VEX.L0.66.0F3A.W0 30 /r ib  no`,
};

export const KSHIFTRD: Paragraph = {
  mnemonic: "kshiftrd",
  title: "Shift right: masks of 32 bits",
  source: "SDM 2A, KSHIFTRD",
  cpuid: "AVX512BW",
  rows: `
    kshiftrd_k_k_imm8  k:w k.rm:r imm8  VEX.L0.66.0F3A.W0 31 /r ib  no`,
};

export const KSHIFTRQ: Paragraph = {
  mnemonic: "kshiftrq",
  title: "Shift right: masks of 64 bits",
  source: "SDM 2A, KSHIFTRQ",
  cpuid: "AVX512BW",
  rows: `
    kshiftrq_k_k_imm8  k:w k.rm:r imm8  VEX.L0.66.0F3A.W1 31 /r ib  no`,
};

export const KSHIFTRW: Paragraph = {
  mnemonic: "kshiftrw",
  title: "Shift right: masks of 16 bits",
  source: "SDM 2A, KSHIFTRW",
  cpuid: "AVX512F",
  rows: `
    kshiftrw_k_k_imm8  k:w k.rm:r imm8  VEX.L0.66.0F3A.W1 30 /r ib  no`,
};

export const KTESTB: Paragraph = {
  mnemonic: "ktestb",
  title: "And into the flags: masks of 8 bits",
  source: "SDM 2A, KTESTB",
  cpuid: "AVX512DQ",
  flags: "writes zc, clears osap",
  rows: `
    ktestb_k_k  k:r k.rm:r  VEX.L0.66.0F.W0 99 /r  no`,
};

export const KTESTD: Paragraph = {
  mnemonic: "ktestd",
  title: "And into the flags: masks of 32 bits",
  source: "SDM 2A, KTESTD",
  cpuid: "AVX512BW",
  flags: "writes zc, clears osap",
  rows: `
    ktestd_k_k  k:r k.rm:r  VEX.L0.66.0F.W1 99 /r  no`,
};

export const KTESTQ: Paragraph = {
  mnemonic: "ktestq",
  title: "And into the flags: masks of 64 bits",
  source: "SDM 2A, KTESTQ",
  cpuid: "AVX512BW",
  flags: "writes zc, clears osap",
  rows: `
    ktestq_k_k  k:r k.rm:r  VEX.L0.0F.W1 99 /r  no`,
};

export const KTESTW: Paragraph = {
  mnemonic: "ktestw",
  title: "And into the flags: masks of 16 bits",
  source: "SDM 2A, KTESTW",
  cpuid: "AVX512DQ",
  flags: "writes zc, clears osap",
  rows: `
    ktestw_k_k  k:r k.rm:r  VEX.L0.0F.W0 99 /r  no`,
};

export const KUNPCKBW: Paragraph = {
  mnemonic: "kunpckbw",
  title: "Unpack masks, 8 into 16 bits",
  source: "SDM 2A, KUNPCKBW",
  cpuid: "AVX512F",
  rows: `
    kunpckbw_k_k_k  k:w k.v:r k.rm:r  VEX.L1.66.0F.W0 4B /r  no`,
};

export const KUNPCKDQ: Paragraph = {
  mnemonic: "kunpckdq",
  title: "Unpack masks, 32 into 64 bits",
  source: "SDM 2A, KUNPCKDQ",
  cpuid: "AVX512BW",
  rows: `
    kunpckdq_k_k_k  k:w k.v:r k.rm:r  VEX.L1.0F.W1 4B /r  no`,
};

export const KUNPCKWD: Paragraph = {
  mnemonic: "kunpckwd",
  title: "Unpack masks, 16 into 32 bits",
  source: "SDM 2A, KUNPCKWD",
  cpuid: "AVX512BW",
  rows: `
    kunpckwd_k_k_k  k:w k.v:r k.rm:r  VEX.L1.0F.W0 4B /r  no`,
};

export const KXNORB: Paragraph = {
  mnemonic: "kxnorb",
  title: "Exclusive nor: masks of 8 bits",
  source: "SDM 2A, KXNORB",
  cpuid: "AVX512DQ",
  rows: `
    kxnorb_k_k_k  k:w k.v:r k.rm:r  VEX.L1.66.0F.W0 46 /r  no`,
};

export const KXNORD: Paragraph = {
  mnemonic: "kxnord",
  title: "Exclusive nor: masks of 32 bits",
  source: "SDM 2A, KXNORD",
  cpuid: "AVX512BW",
  rows: `
    kxnord_k_k_k  k:w k.v:r k.rm:r  VEX.L1.66.0F.W1 46 /r  no`,
};

export const KXNORQ: Paragraph = {
  mnemonic: "kxnorq",
  title: "Exclusive nor: masks of 64 bits",
  source: "SDM 2A, KXNORQ",
  cpuid: "AVX512BW",
  rows: `
    kxnorq_k_k_k  k:w k.v:r k.rm:r  VEX.L1.0F.W1 46 /r  no`,
};

export const KXNORW: Paragraph = {
  mnemonic: "kxnorw",
  title: "Exclusive nor: masks of 16 bits",
  source: "SDM 2A, KXNORW",
  cpuid: "AVX512F",
  rows: `
    kxnorw_k_k_k  k:w k.v:r k.rm:r  VEX.L1.0F.W0 46 /r  no`,
};

export const KXORB: Paragraph = {
  mnemonic: "kxorb",
  title: "Exclusive or: masks of 8 bits",
  source: "SDM 2A, KXORB",
  cpuid: "AVX512DQ",
  rows: `
    kxorb_k_k_k  k:w k.v:r k.rm:r  VEX.L1.66.0F.W0 47 /r  no`,
};

export const KXORD: Paragraph = {
  mnemonic: "kxord",
  title: "Exclusive or: masks of 32 bits",
  source: "SDM 2A, KXORD",
  cpuid: "AVX512BW",
  rows: `
    kxord_k_k_k  k:w k.v:r k.rm:r  VEX.L1.66.0F.W1 47 /r  no`,
};

export const KXORQ: Paragraph = {
  mnemonic: "kxorq",
  title: "Exclusive or: masks of 64 bits",
  source: "SDM 2A, KXORQ",
  cpuid: "AVX512BW",
  rows: `
    kxorq_k_k_k  k:w k.v:r k.rm:r  VEX.L1.0F.W1 47 /r  no`,
};

export const KXORW: Paragraph = {
  mnemonic: "kxorw",
  title: "Exclusive or: masks of 16 bits",
  source: "SDM 2A, KXORW",
  cpuid: "AVX512F",
  rows: `
    kxorw_k_k_k  k:w k.v:r k.rm:r  VEX.L1.0F.W0 47 /r  no`,
};
