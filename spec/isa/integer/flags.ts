/** Single flags, and flags through ah. */
import type { Paragraph } from "../form.ts";

export const CLC: Paragraph = {
  mnemonic: "clc",
  title: "Clear the carry flag",
  source: "SDM 2A, CLC",
  flags: "clears c",
  rows: `
    clc  -  F8  yes`,
};

export const CLD: Paragraph = {
  mnemonic: "cld",
  title: "Clear the direction flag",
  source: "SDM 2A, CLD",
  flags: "clears d",
  rows: `
    cld  -  FC  yes`,
};

export const CMC: Paragraph = {
  mnemonic: "cmc",
  title: "Complement the carry flag",
  source: "SDM 2A, CMC",
  flags: "reads c, writes c",
  rows: `
    cmc  -  F5  yes`,
};

export const LAHF: Paragraph = {
  mnemonic: "lahf",
  title: "Load ah from flags",
  source: "SDM 2A, LAHF",
  cpuid: "LAHF",
  flags: "reads szapc",
  rows: `
    lahf  -  9F  yes`,
};

export const SAHF: Paragraph = {
  mnemonic: "sahf",
  title: "Load flags from ah",
  source: "SDM 2B, SAHF",
  cpuid: "LAHF",
  flags: "writes szapc",
  rows: `
    sahf  -  9E  yes`,
};

export const STC: Paragraph = {
  mnemonic: "stc",
  title: "Set the carry flag",
  source: "SDM 2B, STC",
  flags: "sets c",
  rows: `
    stc  -  F9  yes`,
};

export const STD: Paragraph = {
  mnemonic: "std",
  title: "Set the direction flag",
  source: "SDM 2B, STD",
  flags: "sets d",
  rows: `
    std  -  FD  yes`,
};
