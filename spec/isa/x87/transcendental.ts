/** x87: transcendental functions. */
import type { Meaning, Paragraph } from "../form.ts";
import { stackOperation } from "./shapes.ts";

export const f2xm1: Meaning = stackOperation("f2xm1");

export const F2XM1: Paragraph = {
  mnemonic: "f2xm1",
  title: "Compute 2 to the power x, minus 1",
  source: "SDM 2A, F2XM1",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: f2xm1,
  rows: `
    f2xm1  -  D9 F0  yes`,
};

export const fcos: Meaning = stackOperation("fcos");

export const FCOS: Paragraph = {
  mnemonic: "fcos",
  title: "Cosine",
  source: "SDM 2A, FCOS",
  cpuid: "x87",
  flags: "writes 12, undefined 03",
  meaning: fcos,
  rows: `
    fcos  -  D9 FF  yes`,
};

export const fpatan: Meaning = stackOperation("fpatan");

export const FPATAN: Paragraph = {
  mnemonic: "fpatan",
  title: "Partial arctangent",
  source: "SDM 2A, FPATAN",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fpatan,
  rows: `
    fpatan  -  D9 F3  yes`,
};

export const fptan: Meaning = stackOperation("fptan");

export const FPTAN: Paragraph = {
  mnemonic: "fptan",
  title: "Partial tangent",
  source: "SDM 2A, FPTAN",
  cpuid: "x87",
  flags: "writes 12, undefined 03",
  meaning: fptan,
  rows: `
    fptan  -  D9 F2  yes`,
};

export const fsin: Meaning = stackOperation("fsin");

export const FSIN: Paragraph = {
  mnemonic: "fsin",
  title: "Sine",
  source: "SDM 2A, FSIN",
  cpuid: "x87",
  flags: "writes 12, undefined 03",
  meaning: fsin,
  rows: `
    fsin  -  D9 FE  yes`,
};

export const fsincos: Meaning = stackOperation("fsincos");

export const FSINCOS: Paragraph = {
  mnemonic: "fsincos",
  title: "Sine and cosine",
  source: "SDM 2A, FSINCOS",
  cpuid: "x87",
  flags: "writes 12, undefined 03",
  meaning: fsincos,
  rows: `
    fsincos  -  D9 FB  yes`,
};

export const fyl2x: Meaning = stackOperation("fyl2x");

export const FYL2X: Paragraph = {
  mnemonic: "fyl2x",
  title: "Compute y times the binary logarithm of x",
  source: "SDM 2A, FYL2X",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fyl2x,
  rows: `
    fyl2x  -  D9 F1  yes`,
};

export const fyl2xp1: Meaning = stackOperation("fyl2xp1");

export const FYL2XP1: Paragraph = {
  mnemonic: "fyl2xp1",
  title: "Compute y times the binary logarithm of x + 1",
  source: "SDM 2A, FYL2XP1",
  cpuid: "x87",
  flags: "writes 1, undefined 023",
  meaning: fyl2xp1,
  rows: `
    fyl2xp1  -  D9 F9  yes`,
};
