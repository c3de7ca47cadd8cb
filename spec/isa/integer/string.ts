/** String instructions, with their REP prefixes. */
import type { Meaning, Paragraph } from "../form.ts";
import { advance, iteration, repeatUntil } from "./string-shapes.ts";

export const cmps: Meaning = (m) => {
  const { active, remaining } = iteration(m);
  const bits = m.width(0);
  const x = m.read(0, bits, active);
  const y = m.read(1, bits, active);
  advance(m, "rsi", active);
  advance(m, "rdi", active);
  m.flags("sub", bits, x, y, m.sub(x, y), false, active);
  repeatUntil(m, remaining, m.eq(x, y));
};

export const CMPS: Paragraph = {
  mnemonic: "cmps",
  title: "Compare string elements",
  source: "SDM 2A, CMPS",
  flags: "reads d, writes oszapc",
  meaning: cmps,
  rows: `
    cmpsb_m8_m8    m8[rsi]:r m8[rdi]:r    A6      special  repcc
    cmpsw_m16_m16  m16[rsi]:r m16[rdi]:r  o16 A7  special  repcc
    cmpsd_m32_m32  m32[rsi]:r m32[rdi]:r  o32 A7  special  repcc
    cmpsq_m64_m64  m64[rsi]:r m64[rdi]:r  o64 A7  special  repcc`,
};

export const ins: Meaning = (m) => m.fault("GP");

export const INS: Paragraph = {
  mnemonic: "ins",
  title: "Input string element from a port",
  source: "SDM 2A, INS",
  flags: "reads d",
  meaning: ins,
  rows: `
    insb_m8_dx   m8[rdi]:w dx:r   6C      no  rep
    insw_m16_dx  m16[rdi]:w dx:r  o16 6D  no  rep
    insd_m32_dx  m32[rdi]:w dx:r  o32 6D  no  rep`,
};

export const lods: Meaning = (m) => {
  const { active, remaining } = iteration(m);
  const bits = m.width(0);
  m.write(0, m.read(1, bits, active), bits, active);
  advance(m, "rsi", active);
  repeatUntil(m, remaining);
};

export const LODS: Paragraph = {
  mnemonic: "lods",
  title: "Load string element",
  source: "SDM 2A, LODS",
  flags: "reads d",
  meaning: lods,
  rows: `
    lodsb_al_m8    al:w m8[rsi]:r    AC      special  rep
    lodsw_ax_m16   ax:w m16[rsi]:r   o16 AD  special  rep
    lodsd_eax_m32  eax:w m32[rsi]:r  o32 AD  special  rep
    lodsq_rax_m64  rax:w m64[rsi]:r  o64 AD  special  rep`,
};

export const movs: Meaning = (m) => {
  const { active, remaining } = iteration(m);
  const bits = m.width(0);
  m.write(0, m.read(1, bits, active), bits, active);
  advance(m, "rsi", active);
  advance(m, "rdi", active);
  repeatUntil(m, remaining);
};

export const MOVS: Paragraph = {
  mnemonic: "movs",
  title: "Move string element",
  source: "SDM 2B, MOVS",
  flags: "reads d",
  meaning: movs,
  rows: `
    movsb_m8_m8    m8[rdi]:w m8[rsi]:r    A4      special  rep
    movsw_m16_m16  m16[rdi]:w m16[rsi]:r  o16 A5  special  rep
    movsd_m32_m32  m32[rdi]:w m32[rsi]:r  o32 A5  special  rep
    movsq_m64_m64  m64[rdi]:w m64[rsi]:r  o64 A5  special  rep`,
};

export const outs: Meaning = (m) => m.fault("GP");

export const OUTS: Paragraph = {
  mnemonic: "outs",
  title: "Output string element to a port",
  source: "SDM 2B, OUTS",
  flags: "reads d",
  meaning: outs,
  rows: `
    outsb_dx_m8   dx:r m8[rsi]:r   6E      no  rep
    outsw_dx_m16  dx:r m16[rsi]:r  o16 6F  no  rep
    outsd_dx_m32  dx:r m32[rsi]:r  o32 6F  no  rep`,
};

export const scas: Meaning = (m) => {
  const { active, remaining } = iteration(m);
  const bits = m.width(0);
  const x = m.read(0);
  const y = m.read(1, bits, active);
  advance(m, "rdi", active);
  m.flags("sub", bits, x, y, m.sub(x, y), false, active);
  repeatUntil(m, remaining, m.eq(x, y));
};

export const SCAS: Paragraph = {
  mnemonic: "scas",
  title: "Scan string element",
  source: "SDM 2B, SCAS",
  flags: "reads d, writes oszapc",
  meaning: scas,
  rows: `
    scasb_al_m8    al:r m8[rdi]:r    AE      special  repcc
    scasw_ax_m16   ax:r m16[rdi]:r   o16 AF  special  repcc
    scasd_eax_m32  eax:r m32[rdi]:r  o32 AF  special  repcc
    scasq_rax_m64  rax:r m64[rdi]:r  o64 AF  special  repcc`,
};

export const stos: Meaning = (m) => {
  const { active, remaining } = iteration(m);
  m.write(0, m.read(1), m.width(0), active);
  advance(m, "rdi", active);
  repeatUntil(m, remaining);
};

export const STOS: Paragraph = {
  mnemonic: "stos",
  title: "Store string element",
  source: "SDM 2B, STOS",
  flags: "reads d",
  meaning: stos,
  rows: `
    stosb_m8_al    m8[rdi]:w al:r    AA      special  rep
    stosw_m16_ax   m16[rdi]:w ax:r   o16 AB  special  rep
    stosd_m32_eax  m32[rdi]:w eax:r  o32 AB  special  rep
    stosq_m64_rax  m64[rdi]:w rax:r  o64 AB  special  rep`,
};
