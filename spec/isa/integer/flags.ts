/** Single flags, and flags through ah. */
import type { Meaning, Paragraph } from "../form.ts";

/** SF, ZF, AF, PF and CF: the flags that AH holds. */
const LOW_FLAGS = 0xd5n;

export const clc: Meaning = (m) => m.setFlags({ cf: m.truth(false) });

export const CLC: Paragraph = {
  mnemonic: "clc",
  title: "Clear the carry flag",
  source: "SDM 2A, CLC",
  flags: "clears c",
  meaning: clc,
  rows: `
    clc  -  F8  yes`,
};

export const cld: Meaning = (m) => m.setSystem("df", m.const(0n));

export const CLD: Paragraph = {
  mnemonic: "cld",
  title: "Clear the direction flag",
  source: "SDM 2A, CLD",
  flags: "clears d",
  meaning: cld,
  rows: `
    cld  -  FC  yes`,
};

export const cmc: Meaning = (m) => m.setFlags({ cf: m.isnt(m.flag("cf")) });

export const CMC: Paragraph = {
  mnemonic: "cmc",
  title: "Complement the carry flag",
  source: "SDM 2A, CMC",
  flags: "reads c, writes c",
  meaning: cmc,
  rows: `
    cmc  -  F5  yes`,
};

/** Bit 1 of RFLAGS reads as 1. */
export const lahf: Meaning = (m) => {
  const flags = m.or(m.and(m.system("rflags"), m.const(LOW_FLAGS)), m.const(2n));
  m.setFixed("rax", m.or(m.shl(flags, m.const(8n)), m.fixed("rax", 8)), 16);
};

export const LAHF: Paragraph = {
  mnemonic: "lahf",
  title: "Load ah from flags",
  source: "SDM 2A, LAHF",
  cpuid: "LAHF",
  flags: "reads szapc",
  meaning: lahf,
  rows: `
    lahf  -  9F  yes`,
};

export const sahf: Meaning = (m) => {
  const ah = m.shr(m.fixed("rax", 16), m.const(8n));
  const kept = m.and(m.system("rflags"), m.const(~LOW_FLAGS));
  m.setSystem("rflags", m.or(kept, m.and(ah, m.const(LOW_FLAGS))));
};

export const SAHF: Paragraph = {
  mnemonic: "sahf",
  title: "Load flags from ah",
  source: "SDM 2B, SAHF",
  cpuid: "LAHF",
  flags: "writes szapc",
  meaning: sahf,
  rows: `
    sahf  -  9E  yes`,
};

export const stc: Meaning = (m) => m.setFlags({ cf: m.truth(true) });

export const STC: Paragraph = {
  mnemonic: "stc",
  title: "Set the carry flag",
  source: "SDM 2B, STC",
  flags: "sets c",
  meaning: stc,
  rows: `
    stc  -  F9  yes`,
};

export const std: Meaning = (m) => m.setSystem("df", m.const(1n));

export const STD: Paragraph = {
  mnemonic: "std",
  title: "Set the direction flag",
  source: "SDM 2B, STD",
  flags: "sets d",
  meaning: std,
  rows: `
    std  -  FD  yes`,
};
