/** Control transfer, and instructions that do nothing or stop. */
import type { Meaning, Paragraph } from "../form.ts";
import { farTransfer, near, noOperation, pushedReturn } from "./control-shapes.ts";

export const call: Meaning = (m) => {
  if (m.operand(0).kind === "rel") return pushedReturn(m, "call", m.read(0, 64));
  if (m.width(0) !== 64) return farTransfer(m);
  pushedReturn(m, "indirect-call", m.read(0));
};

export const CALL: Paragraph = {
  mnemonic: "call",
  title: "Call a procedure",
  source: "SDM 2A, CALL",
  meaning: call,
  rows: `
    call_rel32  rel32     d64 E8 cd  yes      mod
    call_r64    r64.rm:r  d64 FF /2  special
    call_m64    m64:r     d64 FF /2  no
    call_m32    m32:r     o16 FF /3  no
    call_m48    m48:r     o32 FF /3  no
    call_m80    m80:r     o64 FF /3  no`,
};

export const endbr32: Meaning = (m) => noOperation(m);

export const ENDBR32: Paragraph = {
  mnemonic: "endbr32",
  title: "Indirect branch target, 32-bit",
  source: "SDM 2A, ENDBR32",
  cpuid: "CET_IBT",
  meaning: endbr32,
  rows: `
    endbr32  -  F3 0F 1E FB  no`,
};

export const endbr64: Meaning = (m) => noOperation(m);

export const ENDBR64: Paragraph = {
  mnemonic: "endbr64",
  title: "Indirect branch target, 64-bit",
  source: "SDM 2A, ENDBR64",
  cpuid: "CET_IBT",
  meaning: endbr64,
  rows: `
    endbr64  -  F3 0F 1E FA  no`,
};

export const hlt: Meaning = (m) => m.leave("hlt");

export const HLT: Paragraph = {
  mnemonic: "hlt",
  title: "Halt",
  source: "SDM 2A, HLT",
  meaning: hlt,
  rows: `
    hlt  -  F4  yes`,
};

export const int1: Meaning = (m) => m.leave("int1");

export const INT1: Paragraph = {
  mnemonic: "int1",
  title: "Debug trap",
  source: "SDM 2A, INT n/INTO/INT3/INT1",
  meaning: int1,
  rows: `
    int1  -  F1  no`,
};

export const int3: Meaning = (m) => m.leave("int3");

export const INT3: Paragraph = {
  mnemonic: "int3",
  title: "Breakpoint trap",
  source: "SDM 2A, INT n/INTO/INT3/INT1",
  meaning: int3,
  rows: `
    int3  -  CC  no`,
};

export const jcc: Meaning = (m) => m.jump("direct", m.read(0, 64), m.condition(m.form.condition));

export const JCC: Paragraph = {
  mnemonic: "jcc",
  title: "Jump on condition",
  source: "SDM 2A, Jcc",
  meaning: jcc,
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

export const jmp: Meaning = (m) => {
  if (m.operand(0).kind === "rel") return m.jump("direct", m.read(0, 64));
  if (m.width(0) !== 64) return farTransfer(m);
  m.jump("indirect", near(m, m.read(0)));
};

export const JMP: Paragraph = {
  mnemonic: "jmp",
  title: "Jump",
  source: "SDM 2A, JMP",
  meaning: jmp,
  rows: `
    jmp_rel32  rel32     d64 E9 cd  yes
    jmp_rel8   rel8      d64 EB cb  yes
    jmp_r64    r64.rm:r  d64 FF /4  special
    jmp_m64    m64:r     d64 FF /4  no
    jmp_m32    m32:r     o16 FF /5  no
    jmp_m48    m48:r     o32 FF /5  no
    jmp_m80    m80:r     o64 FF /5  no`,
};

export const jrcxz: Meaning = (m) => {
  const count = m.fixed("rcx", m.variant.address32 ? 32 : 64);
  m.jump("direct", m.read(0, 64), m.eq(count, m.const(0n)));
};

export const JRCXZ: Paragraph = {
  mnemonic: "jrcxz",
  title: "Jump if the count in rcx is zero",
  source: "SDM 2A, Jcc",
  meaning: jrcxz,
  rows: `
    jrcxz_rel8  rel8  d64 E3 cb  yes  hint`,
};

/** The count is ecx with 67, and ZF has a say in loopne (E0) and loope (E1). */
export const loopcc: Meaning = (m) => {
  const bits = m.variant.address32 ? 32 : 64;
  const count = m.sub(m.fixed("rcx", bits), m.const(1n));
  const more = m.ne(m.zext(count, bits), m.const(0n));
  m.setFixed("rcx", count, bits);
  const taken = m.form.opcode === 0xe2
    ? more
    : m.both(more, m.form.opcode === 0xe1 ? m.flag("zf") : m.isnt(m.flag("zf")));
  m.jump("direct", m.read(0, 64), taken);
};

export const LOOPCC: Paragraph = {
  mnemonic: "loopcc",
  title: "Loop on the count in rcx",
  source: "SDM 2A, LOOP/LOOPcc",
  meaning: loopcc,
  rows: `
    loopne_rel8  rel8  d64 E0 cb  yes  -  reads z
    loope_rel8   rel8  d64 E1 cb  yes  -  reads z
    loop_rel8    rel8  d64 E2 cb  yes`,
};

export const nop: Meaning = (m) => noOperation(m);

export const NOP: Paragraph = {
  mnemonic: "nop",
  title: "No operation",
  source: "SDM 2B, NOP",
  meaning: nop,
  rows: `
    nop       -       90            yes  norex nob
    nop_rm16  rm16:-  o16 0F 1F /0  no   free
    nop_rm32  rm32:-  o32 0F 1F /0  yes  free
    nop_rm64  rm64:-  o64 0F 1F /0  yes  free`,
};

export const pause: Meaning = (m) => noOperation(m);

export const PAUSE: Paragraph = {
  mnemonic: "pause",
  title: "Spin-loop hint",
  source: "SDM 2B, PAUSE",
  meaning: pause,
  rows: `
    pause  -  F3 90  yes  norex nob`,
};

export const reservednop: Meaning = (m) => noOperation(m);

export const RESERVEDNOP: Paragraph = {
  mnemonic: "reservednop",
  title: "Reserved hint opcodes, executed as no operation",
  source: "SDM 2D, appendix A, opcode map",
  meaning: reservednop,
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

export const ret: Meaning = (m) => {
  const rsp = m.fixed("rsp");
  const target = near(m, m.load(rsp, 64, "stack"));
  const popped = m.add(rsp, m.const(8n));
  const released = m.form.operands.length === 0 ? popped : m.add(popped, m.read(0, 16));
  m.setFixed("rsp", released);
  m.jump("return", target);
};

export const RET: Paragraph = {
  mnemonic: "ret",
  title: "Near return",
  source: "SDM 2B, RET",
  meaning: ret,
  rows: `
    ret_imm16  imm16  d64 C2 iw  no
    ret        -      d64 C3     no`,
};

export const retf: Meaning = (m) => farTransfer(m);

export const RETF: Paragraph = {
  mnemonic: "retf",
  title: "Far return",
  source: "SDM 2B, RET",
  meaning: retf,
  rows: `
    retf_imm16_o16  imm16  o16 CA iw  no
    retf_imm16_o32  imm16  o32 CA iw  no
    retf_imm16_o64  imm16  o64 CA iw  no
    retf_o16        -      o16 CB     no
    retf_o32        -      o32 CB     no
    retf_o64        -      o64 CB     no`,
};

export const ud0: Meaning = (m) => m.fault("UD");

export const UD0: Paragraph = {
  mnemonic: "ud0",
  title: "Undefined instruction 0",
  source: "SDM 2B, UD",
  meaning: ud0,
  rows: `
    ud0_r16_rm16  r16:- rm16:-  o16 0F FF /r  no  free
    ud0_r32_rm32  r32:- rm32:-  o32 0F FF /r  no  free
    ud0_r64_rm64  r64:- rm64:-  o64 0F FF /r  no  free`,
};

export const ud1: Meaning = (m) => m.fault("UD");

export const UD1: Paragraph = {
  mnemonic: "ud1",
  title: "Undefined instruction 1",
  source: "SDM 2B, UD",
  meaning: ud1,
  rows: `
    ud1_r16_rm16  r16:- rm16:-  o16 0F B9 /r  no  free
    ud1_r32_rm32  r32:- rm32:-  o32 0F B9 /r  no  free
    ud1_r64_rm64  r64:- rm64:-  o64 0F B9 /r  no  free`,
};

export const ud2: Meaning = (m) => m.fault("UD");

export const UD2: Paragraph = {
  mnemonic: "ud2",
  title: "Undefined instruction 2",
  source: "SDM 2B, UD",
  meaning: ud2,
  rows: `
    ud2  -  0F 0B  yes  norex`,
};
