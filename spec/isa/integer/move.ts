/** Moves between general registers and memory, addresses, conditional moves. */
import type { Meaning, Paragraph } from "../form.ts";
import { byteReversed } from "./bit-shapes.ts";

/** Memory is read, and a 32-bit destination extended, whether or not the condition holds. */
export const cmovcc: Meaning = (m) => {
  const source = m.read(1);
  m.write(0, m.select(m.condition(m.form.condition), source, m.read(0)));
};

export const CMOVCC: Paragraph = {
  mnemonic: "cmovcc",
  title: "Move on condition",
  source: "SDM 2A, CMOVcc",
  cpuid: "CMOV",
  meaning: cmovcc,
  rows: `
    cmovo_r16_rm16   r16:rw rm16:r  o16 0F 40 /r  yes  -  reads o
    cmovo_r32_rm32   r32:rw rm32:r  o32 0F 40 /r  yes  -  reads o
    cmovo_r64_rm64   r64:rw rm64:r  o64 0F 40 /r  yes  -  reads o
    cmovno_r16_rm16  r16:rw rm16:r  o16 0F 41 /r  yes  -  reads o
    cmovno_r32_rm32  r32:rw rm32:r  o32 0F 41 /r  yes  -  reads o
    cmovno_r64_rm64  r64:rw rm64:r  o64 0F 41 /r  yes  -  reads o
    cmovb_r16_rm16   r16:rw rm16:r  o16 0F 42 /r  yes  -  reads c
    cmovb_r32_rm32   r32:rw rm32:r  o32 0F 42 /r  yes  -  reads c
    cmovb_r64_rm64   r64:rw rm64:r  o64 0F 42 /r  yes  -  reads c
    cmovae_r16_rm16  r16:rw rm16:r  o16 0F 43 /r  yes  -  reads c
    cmovae_r32_rm32  r32:rw rm32:r  o32 0F 43 /r  yes  -  reads c
    cmovae_r64_rm64  r64:rw rm64:r  o64 0F 43 /r  yes  -  reads c
    cmove_r16_rm16   r16:rw rm16:r  o16 0F 44 /r  yes  -  reads z
    cmove_r32_rm32   r32:rw rm32:r  o32 0F 44 /r  yes  -  reads z
    cmove_r64_rm64   r64:rw rm64:r  o64 0F 44 /r  yes  -  reads z
    cmovne_r16_rm16  r16:rw rm16:r  o16 0F 45 /r  yes  -  reads z
    cmovne_r32_rm32  r32:rw rm32:r  o32 0F 45 /r  yes  -  reads z
    cmovne_r64_rm64  r64:rw rm64:r  o64 0F 45 /r  yes  -  reads z
    cmovbe_r16_rm16  r16:rw rm16:r  o16 0F 46 /r  yes  -  reads zc
    cmovbe_r32_rm32  r32:rw rm32:r  o32 0F 46 /r  yes  -  reads zc
    cmovbe_r64_rm64  r64:rw rm64:r  o64 0F 46 /r  yes  -  reads zc
    cmova_r16_rm16   r16:rw rm16:r  o16 0F 47 /r  yes  -  reads zc
    cmova_r32_rm32   r32:rw rm32:r  o32 0F 47 /r  yes  -  reads zc
    cmova_r64_rm64   r64:rw rm64:r  o64 0F 47 /r  yes  -  reads zc
    cmovs_r16_rm16   r16:rw rm16:r  o16 0F 48 /r  yes  -  reads s
    cmovs_r32_rm32   r32:rw rm32:r  o32 0F 48 /r  yes  -  reads s
    cmovs_r64_rm64   r64:rw rm64:r  o64 0F 48 /r  yes  -  reads s
    cmovns_r16_rm16  r16:rw rm16:r  o16 0F 49 /r  yes  -  reads s
    cmovns_r32_rm32  r32:rw rm32:r  o32 0F 49 /r  yes  -  reads s
    cmovns_r64_rm64  r64:rw rm64:r  o64 0F 49 /r  yes  -  reads s
    cmovp_r16_rm16   r16:rw rm16:r  o16 0F 4A /r  yes  -  reads p
    cmovp_r32_rm32   r32:rw rm32:r  o32 0F 4A /r  yes  -  reads p
    cmovp_r64_rm64   r64:rw rm64:r  o64 0F 4A /r  yes  -  reads p
    cmovnp_r16_rm16  r16:rw rm16:r  o16 0F 4B /r  yes  -  reads p
    cmovnp_r32_rm32  r32:rw rm32:r  o32 0F 4B /r  yes  -  reads p
    cmovnp_r64_rm64  r64:rw rm64:r  o64 0F 4B /r  yes  -  reads p
    cmovl_r16_rm16   r16:rw rm16:r  o16 0F 4C /r  yes  -  reads os
    cmovl_r32_rm32   r32:rw rm32:r  o32 0F 4C /r  yes  -  reads os
    cmovl_r64_rm64   r64:rw rm64:r  o64 0F 4C /r  yes  -  reads os
    cmovge_r16_rm16  r16:rw rm16:r  o16 0F 4D /r  yes  -  reads os
    cmovge_r32_rm32  r32:rw rm32:r  o32 0F 4D /r  yes  -  reads os
    cmovge_r64_rm64  r64:rw rm64:r  o64 0F 4D /r  yes  -  reads os
    cmovle_r16_rm16  r16:rw rm16:r  o16 0F 4E /r  yes  -  reads osz
    cmovle_r32_rm32  r32:rw rm32:r  o32 0F 4E /r  yes  -  reads osz
    cmovle_r64_rm64  r64:rw rm64:r  o64 0F 4E /r  yes  -  reads osz
    cmovg_r16_rm16   r16:rw rm16:r  o16 0F 4F /r  yes  -  reads osz
    cmovg_r32_rm32   r32:rw rm32:r  o32 0F 4F /r  yes  -  reads osz
    cmovg_r64_rm64   r64:rw rm64:r  o64 0F 4F /r  yes  -  reads osz`,
};

export const lea: Meaning = (m) => m.write(0, m.offset(1));

export const LEA: Paragraph = {
  mnemonic: "lea",
  title: "Load effective address",
  source: "SDM 2A, LEA",
  meaning: lea,
  rows: `
    lea_r16_m  r16:w m:-  o16 8D /r  yes  free
    lea_r32_m  r32:w m:-  o32 8D /r  yes  zx free
    lea_r64_m  r64:w m:-  o64 8D /r  yes  free`,
};

/** Control, debug and segment registers are the system's: #GP, or no meaning here. */
export const mov: Meaning = (m) => {
  const kinds = m.form.operands.map((operand) => operand.kind);
  if (kinds.includes("sreg")) return m.unsupported("segment registers");
  if (kinds.includes("creg") || kinds.includes("dreg")) return m.fault("GP");
  m.write(0, m.read(1, m.width(0)));
};

export const MOV: Paragraph = {
  mnemonic: "mov",
  title: "Move",
  source: "SDM 2B, MOV",
  meaning: mov,
  rows: `
    mov_rm8_r8       rm8:w r8:r        88 /r         yes  mod
    mov_rm16_r16     rm16:w r16:r      o16 89 /r     yes  mod
    mov_rm32_r32     rm32:w r32:r      o32 89 /r     yes  zx mod
    mov_rm64_r64     rm64:w r64:r      o64 89 /r     yes  mod
    mov_r8_rm8       r8:w rm8:r        8A /r         yes  mod
    mov_r16_rm16     r16:w rm16:r      o16 8B /r     yes  mod
    mov_r32_rm32     r32:w rm32:r      o32 8B /r     yes  zx mod
    mov_r64_rm64     r64:w rm64:r      o64 8B /r     yes  mod
    mov_rm16_sreg    rm16:w sreg:r     o16 8C /r     no
    mov_r32m16_sreg  r32/m16:w sreg:r  o32 8C /r     no
    mov_r64m16_sreg  r64/m16:w sreg:r  o64 8C /r     no
    mov_sreg_rm16    sreg:w rm16:r     o16 8E /r     no
    mov_sreg_r32m16  sreg:w r32/m16:r  o32 8E /r     no
    mov_sreg_r64m16  sreg:w r64/m16:r  o64 8E /r     no
    mov_al_moffs8    al:w moffs8:r     A0 mo         no
    mov_ax_moffs16   ax:w moffs16:r    o16 A1 mo     no
    mov_eax_moffs32  eax:w moffs32:r   o32 A1 mo     no
    mov_rax_moffs64  rax:w moffs64:r   o64 A1 mo     no
    mov_moffs8_al    moffs8:w al:r     A2 mo         no
    mov_moffs16_ax   moffs16:w ax:r    o16 A3 mo     no
    mov_moffs32_eax  moffs32:w eax:r   o32 A3 mo     no
    mov_moffs64_rax  moffs64:w rax:r   o64 A3 mo     no
    mov_r8_imm8      r8.op:w imm8      B0+r ib       yes  mod
    mov_r16_imm16    r16.op:w imm16    o16 B8+r iw   yes  mod
    mov_r32_imm32    r32.op:w imm32    o32 B8+r id   yes  zx mod
    mov_r64_imm64    r64.op:w imm64    o64 B8+r io   yes  mod
    mov_rm8_imm8     rm8:w imm8        C6 /0 ib      yes  mod
    mov_rm16_imm16   rm16:w imm16      o16 C7 /0 iw  yes  mod
    mov_rm32_imm32   rm32:w imm32      o32 C7 /0 id  yes  zx mod
    mov_rm64_imm32   rm64:w simm32     o64 C7 /0 id  yes  mod
    mov_r64_cr       r64.rm:w cr:r     d64 0F 20 /r  no   anymod  undefined oszapc
    mov_r64_dr       r64.rm:w dr:r     d64 0F 21 /r  no   anymod  undefined oszapc
    mov_cr_r64       cr:w r64.rm:r     d64 0F 22 /r  no   anymod  undefined oszapc
    mov_dr_r64       dr:w r64.rm:r     d64 0F 23 /r  no   anymod  undefined oszapc`,
};

export const movbe: Meaning = (m) => m.write(0, byteReversed(m, m.read(1), m.width(0)));

export const MOVBE: Paragraph = {
  mnemonic: "movbe",
  title: "Move with byte order reversed",
  source: "SDM 2B, MOVBE",
  cpuid: "MOVBE",
  meaning: movbe,
  rows: `
    movbe_r16_m16  r16:w m16:r  o16 NFx 0F 38 F0 /r  yes
    movbe_r32_m32  r32:w m32:r  o32 NFx 0F 38 F0 /r  yes
    movbe_r64_m64  r64:w m64:r  o64 NFx 0F 38 F0 /r  yes
    movbe_m16_r16  m16:w r16:r  o16 NFx 0F 38 F1 /r  yes
    movbe_m32_r32  m32:w r32:r  o32 NFx 0F 38 F1 /r  yes
    movbe_m64_r64  m64:w r64:r  o64 NFx 0F 38 F1 /r  yes`,
};

export const movnti: Meaning = (m) => m.write(0, m.read(1));

export const MOVNTI: Paragraph = {
  mnemonic: "movnti",
  title: "Non-temporal store of a general register",
  source: "SDM 2B, MOVNTI",
  cpuid: "SSE2",
  meaning: movnti,
  rows: `
    movnti_m32_r32  m32:w r32:r  o32 NP 0F C3 /r  yes|unsup
    movnti_m64_r64  m64:w r64:r  o64 NP 0F C3 /r  yes|unsup`,
};

export const movsx: Meaning = (m) => m.write(0, m.sext(m.read(1), m.width(1)));

export const MOVSX: Paragraph = {
  mnemonic: "movsx",
  title: "Move with sign-extension",
  source: "SDM 2B, MOVSX",
  meaning: movsx,
  rows: `
    movsx_r16_rm8   r16:w rm8:r   o16 0F BE /r  yes
    movsx_r32_rm8   r32:w rm8:r   o32 0F BE /r  yes  zx
    movsx_r64_rm8   r64:w rm8:r   o64 0F BE /r  yes
    movsx_r16_rm16  r16:w rm16:r  o16 0F BF /r  yes
    movsx_r32_rm16  r32:w rm16:r  o32 0F BF /r  yes  zx
    movsx_r64_rm16  r64:w rm16:r  o64 0F BF /r  yes`,
};

export const movsxd: Meaning = (m) => m.write(0, m.sext(m.read(1), m.width(1)));

export const MOVSXD: Paragraph = {
  mnemonic: "movsxd",
  title: "Move 32 bits with sign-extension",
  source: "SDM 2B, MOVSX/MOVSXD",
  meaning: movsxd,
  rows: `
    movsxd_r16_rm16  r16:w rm16:r  o16 63 /r  yes
    movsxd_r32_rm32  r32:w rm32:r  o32 63 /r  yes  zx
    movsxd_r64_rm32  r64:w rm32:r  o64 63 /r  yes`,
};

export const movzx: Meaning = (m) => m.write(0, m.read(1));

export const MOVZX: Paragraph = {
  mnemonic: "movzx",
  title: "Move with zero-extension",
  source: "SDM 2B, MOVZX",
  meaning: movzx,
  rows: `
    movzx_r16_rm8   r16:w rm8:r   o16 0F B6 /r  yes
    movzx_r32_rm8   r32:w rm8:r   o32 0F B6 /r  yes  zx
    movzx_r64_rm8   r64:w rm8:r   o64 0F B6 /r  yes
    movzx_r16_rm16  r16:w rm16:r  o16 0F B7 /r  yes
    movzx_r32_rm16  r32:w rm16:r  o32 0F B7 /r  yes  zx
    movzx_r64_rm16  r64:w rm16:r  o64 0F B7 /r  yes`,
};

export const setcc: Meaning = (m) => m.write(0, m.widen(m.condition(m.form.condition)));

export const SETCC: Paragraph = {
  mnemonic: "setcc",
  title: "Set a byte on condition",
  source: "SDM 2B, SETcc",
  cpuid: "CMOV",
  meaning: setcc,
  rows: `
    seto_rm8   rm8:w  0F 90 /r  yes  -  reads o
    setno_rm8  rm8:w  0F 91 /r  yes  -  reads o
    setb_rm8   rm8:w  0F 92 /r  yes  -  reads c
    setae_rm8  rm8:w  0F 93 /r  yes  -  reads c
    sete_rm8   rm8:w  0F 94 /r  yes  -  reads z
    setne_rm8  rm8:w  0F 95 /r  yes  -  reads z
    setbe_rm8  rm8:w  0F 96 /r  yes  -  reads zc
    seta_rm8   rm8:w  0F 97 /r  yes  -  reads zc
    sets_rm8   rm8:w  0F 98 /r  yes  -  reads s
    setns_rm8  rm8:w  0F 99 /r  yes  -  reads s
    setp_rm8   rm8:w  0F 9A /r  yes  -  reads p
    setnp_rm8  rm8:w  0F 9B /r  yes  -  reads p
    setl_rm8   rm8:w  0F 9C /r  yes  -  reads os
    setge_rm8  rm8:w  0F 9D /r  yes  -  reads os
    setle_rm8  rm8:w  0F 9E /r  yes  -  reads osz
    setg_rm8   rm8:w  0F 9F /r  yes  -  reads osz`,
};

export const xchg: Meaning = (m) => {
  const x = m.read(0);
  const y = m.read(1);
  m.write(0, y);
  m.write(1, x);
};

export const XCHG: Paragraph = {
  mnemonic: "xchg",
  title: "Exchange operands",
  source: "SDM 2D, XCHG",
  meaning: xchg,
  rows: `
    xchg_rm8_r8    rm8:rw r8:rw      86 /r      yes  lock
    xchg_rm16_r16  rm16:rw r16:rw    o16 87 /r  yes  lock
    xchg_rm32_r32  rm32:rw r32:rw    o32 87 /r  yes  lock zx
    xchg_rm64_r64  rm64:rw r64:rw    o64 87 /r  yes  lock
    xchg_r16_ax    r16.op:rw ax:rw   o16 90+r   yes
    xchg_r32_eax   r32.op:rw eax:rw  o32 90+r   yes  zx
    xchg_r64_rax   r64.op:rw rax:rw  o64 90+r   yes`,
};

/** [rbx + al], cut to the address size before the segment's base is added. */
export const xlatb: Meaning = (m) => {
  const offset = m.offset(0);
  const base = m.sub(m.address(0), offset);
  const within = m.zext(m.add(offset, m.fixed("rax", 8)), m.variant.address32 ? 32 : 64);
  m.setFixed("rax", m.load(m.add(base, within), 8), 8);
};

export const XLATB: Paragraph = {
  mnemonic: "xlatb",
  title: "Look up a byte in a table",
  source: "SDM 2D, XLAT/XLATB",
  meaning: xlatb,
  rows: `
    xlatb_m8  m8[rbx]:r  D7  no`,
};
