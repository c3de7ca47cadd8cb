/** Control transfer, and instructions that do nothing or stop. */
import type { Paragraph } from "../form.ts";

export const CALL: Paragraph = {
  mnemonic: "call",
  title: "Call a procedure",
  source: "SDM 2A, CALL",
  rows: `
    call_rel32  rel32     d64 E8 cd  yes      mod
    call_r64    r64.rm:r  d64 FF /2  special
    call_m64    m64:r     d64 FF /2  no
    call_m32    m32:r     o16 FF /3  no
    call_m48    m48:r     o32 FF /3  no
    call_m80    m80:r     o64 FF /3  no`,
};

export const ENDBR32: Paragraph = {
  mnemonic: "endbr32",
  title: "Indirect branch target, 32-bit",
  source: "SDM 2A, ENDBR32",
  cpuid: "CET_IBT",
  rows: `
    endbr32  -  F3 0F 1E FB  no`,
};

export const ENDBR64: Paragraph = {
  mnemonic: "endbr64",
  title: "Indirect branch target, 64-bit",
  source: "SDM 2A, ENDBR64",
  cpuid: "CET_IBT",
  rows: `
    endbr64  -  F3 0F 1E FA  no`,
};

export const HLT: Paragraph = {
  mnemonic: "hlt",
  title: "Halt",
  source: "SDM 2A, HLT",
  rows: `
    hlt  -  F4  yes`,
};

export const INT1: Paragraph = {
  mnemonic: "int1",
  title: "Debug trap",
  source: "SDM 2A, INT n/INTO/INT3/INT1",
  rows: `
    int1  -  F1  no`,
};

export const INT3: Paragraph = {
  mnemonic: "int3",
  title: "Breakpoint trap",
  source: "SDM 2A, INT n/INTO/INT3/INT1",
  rows: `
    int3  -  CC  no`,
};

export const JCC: Paragraph = {
  mnemonic: "jcc",
  title: "Jump on condition",
  source: "SDM 2A, Jcc",
  rows: `
    jo_rel8    rel8   d64 70 cb     yes  hint  reads o
    jno_rel8   rel8   d64 71 cb     yes  hint  reads o
    jb_rel8    rel8   d64 72 cb     yes  hint  reads c
    jae_rel8   rel8   d64 73 cb     yes  hint  reads c
    je_rel8    rel8   d64 74 cb     yes  hint  reads z
    jne_rel8   rel8   d64 75 cb     yes  hint  reads z
    jbe_rel8   rel8   d64 76 cb     yes  hint  reads zc
    ja_rel8    rel8   d64 77 cb     yes  hint  reads zc
    js_rel8    rel8   d64 78 cb     yes  hint  reads s
    jns_rel8   rel8   d64 79 cb     yes  hint  reads s
    jp_rel8    rel8   d64 7A cb     yes  hint  reads p
    jnp_rel8   rel8   d64 7B cb     yes  hint  reads p
    jl_rel8    rel8   d64 7C cb     yes  hint  reads os
    jge_rel8   rel8   d64 7D cb     yes  hint  reads os
    jle_rel8   rel8   d64 7E cb     yes  hint  reads osz
    jg_rel8    rel8   d64 7F cb     yes  hint  reads osz
    jo_rel32   rel32  d64 0F 80 cd  yes  hint  reads o
    jno_rel32  rel32  d64 0F 81 cd  yes  hint  reads o
    jb_rel32   rel32  d64 0F 82 cd  yes  hint  reads c
    jae_rel32  rel32  d64 0F 83 cd  yes  hint  reads c
    je_rel32   rel32  d64 0F 84 cd  yes  hint  reads z
    jne_rel32  rel32  d64 0F 85 cd  yes  hint  reads z
    jbe_rel32  rel32  d64 0F 86 cd  yes  hint  reads zc
    ja_rel32   rel32  d64 0F 87 cd  yes  hint  reads zc
    js_rel32   rel32  d64 0F 88 cd  yes  hint  reads s
    jns_rel32  rel32  d64 0F 89 cd  yes  hint  reads s
    jp_rel32   rel32  d64 0F 8A cd  yes  hint  reads p
    jnp_rel32  rel32  d64 0F 8B cd  yes  hint  reads p
    jl_rel32   rel32  d64 0F 8C cd  yes  hint  reads os
    jge_rel32  rel32  d64 0F 8D cd  yes  hint  reads os
    jle_rel32  rel32  d64 0F 8E cd  yes  hint  reads osz
    jg_rel32   rel32  d64 0F 8F cd  yes  hint  reads osz`,
};

export const JMP: Paragraph = {
  mnemonic: "jmp",
  title: "Jump",
  source: "SDM 2A, JMP",
  rows: `
    jmp_rel32  rel32     d64 E9 cd  yes
    jmp_rel8   rel8      d64 EB cb  yes
    jmp_r64    r64.rm:r  d64 FF /4  special
    jmp_m64    m64:r     d64 FF /4  no
    jmp_m32    m32:r     o16 FF /5  no
    jmp_m48    m48:r     o32 FF /5  no
    jmp_m80    m80:r     o64 FF /5  no`,
};

export const JRCXZ: Paragraph = {
  mnemonic: "jrcxz",
  title: "Jump if the count in rcx is zero",
  source: "SDM 2A, Jcc",
  rows: `
    jrcxz_rel8  rel8  d64 E3 cb  yes  hint`,
};

export const LOOPCC: Paragraph = {
  mnemonic: "loopcc",
  title: "Loop on the count in rcx",
  source: "SDM 2A, LOOP/LOOPcc",
  rows: `
    loopne_rel8  rel8  d64 E0 cb  yes  -  reads z
    loope_rel8   rel8  d64 E1 cb  yes  -  reads z
    loop_rel8    rel8  d64 E2 cb  yes`,
};

export const NOP: Paragraph = {
  mnemonic: "nop",
  title: "No operation",
  source: "SDM 2B, NOP",
  rows: `
    nop       -       90            yes  norex nob
    nop_rm16  rm16:-  o16 0F 1F /0  no   free
    nop_rm32  rm32:-  o32 0F 1F /0  yes  free
    nop_rm64  rm64:-  o64 0F 1F /0  yes  free`,
};

export const PAUSE: Paragraph = {
  mnemonic: "pause",
  title: "Spin-loop hint",
  source: "SDM 2B, PAUSE",
  rows: `
    pause  -  F3 90  yes  norex`,
};

export const RESERVEDNOP: Paragraph = {
  mnemonic: "reservednop",
  title: "Reserved hint opcodes, executed as no operation",
  source: "SDM 2D, appendix A, opcode map",
  rows: `
    reservednop_rm16_r16_0f0d  rm16:- r16:-  o16 0F 0D /r  no  free
    reservednop_rm32_r32_0f0d  rm32:- r32:-  o32 0F 0D /r  no  free
    reservednop_rm64_r64_0f0d  rm64:- r64:-  o64 0F 0D /r  no  free
    reservednop_rm16_r16_0f18  rm16:- r16:-  o16 0F 18 /r  no  free
    reservednop_rm32_r32_0f18  rm32:- r32:-  o32 0F 18 /r  no  free
    reservednop_rm64_r64_0f18  rm64:- r64:-  o64 0F 18 /r  no  free
    reservednop_rm16_r16_0f19  rm16:- r16:-  o16 0F 19 /r  no  free
    reservednop_rm32_r32_0f19  rm32:- r32:-  o32 0F 19 /r  no  free
    reservednop_rm64_r64_0f19  rm64:- r64:-  o64 0F 19 /r  no  free
    reservednop_rm16_r16_0f1a  rm16:- r16:-  o16 0F 1A /r  no  free
    reservednop_rm32_r32_0f1a  rm32:- r32:-  o32 0F 1A /r  no  free
    reservednop_rm64_r64_0f1a  rm64:- r64:-  o64 0F 1A /r  no  free
    reservednop_rm16_r16_0f1b  rm16:- r16:-  o16 0F 1B /r  no  free
    reservednop_rm32_r32_0f1b  rm32:- r32:-  o32 0F 1B /r  no  free
    reservednop_rm64_r64_0f1b  rm64:- r64:-  o64 0F 1B /r  no  free
    reservednop_rm16_r16_0f1c  rm16:- r16:-  o16 0F 1C /r  no  free
    reservednop_rm32_r32_0f1c  rm32:- r32:-  o32 0F 1C /r  no  free
    reservednop_rm64_r64_0f1c  rm64:- r64:-  o64 0F 1C /r  no  free
    reservednop_rm16_r16_0f1d  rm16:- r16:-  o16 0F 1D /r  no  free
    reservednop_rm32_r32_0f1d  rm32:- r32:-  o32 0F 1D /r  no  free
    reservednop_rm64_r64_0f1d  rm64:- r64:-  o64 0F 1D /r  no  free
    reservednop_rm16_r16_0f1e  rm16:- r16:-  o16 0F 1E /r  no  free
    reservednop_rm32_r32_0f1e  rm32:- r32:-  o32 0F 1E /r  no  free
    reservednop_rm64_r64_0f1e  rm64:- r64:-  o64 0F 1E /r  no  free
    reservednop_rm16_r16_0f1f  rm16:- r16:-  o16 0F 1F /r  no  free
    reservednop_rm32_r32_0f1f  rm32:- r32:-  o32 0F 1F /r  no  free
    reservednop_rm64_r64_0f1f  rm64:- r64:-  o64 0F 1F /r  no  free`,
};

export const RET: Paragraph = {
  mnemonic: "ret",
  title: "Near return",
  source: "SDM 2B, RET",
  rows: `
    ret_imm16  imm16  d64 C2 iw  no
    ret        -      d64 C3     no`,
};

export const RETF: Paragraph = {
  mnemonic: "retf",
  title: "Far return",
  source: "SDM 2B, RET",
  rows: `
    retf_imm16_o16  imm16  o16 CA iw  no
    retf_imm16_o32  imm16  o32 CA iw  no
    retf_imm16_o64  imm16  o64 CA iw  no
    retf_o16        -      o16 CB     no
    retf_o32        -      o32 CB     no
    retf_o64        -      o64 CB     no`,
};

export const UD0: Paragraph = {
  mnemonic: "ud0",
  title: "Undefined instruction 0",
  source: "SDM 2B, UD",
  rows: `
    ud0_r16_rm16  r16:- rm16:-  o16 0F FF /r  no  free
    ud0_r32_rm32  r32:- rm32:-  o32 0F FF /r  no  free
    ud0_r64_rm64  r64:- rm64:-  o64 0F FF /r  no  free`,
};

export const UD1: Paragraph = {
  mnemonic: "ud1",
  title: "Undefined instruction 1",
  source: "SDM 2B, UD",
  rows: `
    ud1_r16_rm16  r16:- rm16:-  o16 0F B9 /r  no  free
    ud1_r32_rm32  r32:- rm32:-  o32 0F B9 /r  no  free
    ud1_r64_rm64  r64:- rm64:-  o64 0F B9 /r  no  free`,
};

export const UD2: Paragraph = {
  mnemonic: "ud2",
  title: "Undefined instruction 2",
  source: "SDM 2B, UD",
  rows: `
    ud2  -  0F 0B  yes  norex`,
};
