/** x87: control, state and environment. */
import type { Paragraph } from "../form.ts";

export const FDECSTP: Paragraph = {
  mnemonic: "fdecstp",
  title: "Decrement the stack top",
  source: "SDM 2A, FDECSTP",
  cpuid: "x87",
  flags: "clears 1, undefined 023",
  rows: `
    fdecstp  -  D9 F6  yes`,
};

export const FFREE: Paragraph = {
  mnemonic: "ffree",
  title: "Free a register",
  source: "SDM 2A, FFREE",
  cpuid: "x87",
  flags: "undefined 0123",
  rows: `
    ffree_sti  sti:-  DD C0+i  yes`,
};

export const FFREEP: Paragraph = {
  mnemonic: "ffreep",
  title: "Free a register and pop",
  source: "SDM 2A, FFREEP",
  cpuid: "x87",
  flags: "undefined 0123",
  rows: `
    ffreep_sti  sti:-  DF C0+i  no`,
};

export const FINCSTP: Paragraph = {
  mnemonic: "fincstp",
  title: "Increment the stack top",
  source: "SDM 2A, FINCSTP",
  cpuid: "x87",
  flags: "clears 1, undefined 023",
  rows: `
    fincstp  -  D9 F7  yes`,
};

export const FLDCW: Paragraph = {
  mnemonic: "fldcw",
  title: "Load the control word",
  source: "SDM 2A, FLDCW",
  cpuid: "x87",
  flags: "undefined 0123",
  rows: `
    fldcw_m16  m16:r  D9 /5  yes`,
};

export const FLDENV: Paragraph = {
  mnemonic: "fldenv",
  title: "Load the environment",
  source: "SDM 2A, FLDENV",
  cpuid: "x87",
  flags: "writes 0123",
  rows: `
    fldenv_m112  m112:r  o16 D9 /4  no
    fldenv_m224  m224:r  D9 /4      yes`,
};

export const FNCLEX: Paragraph = {
  mnemonic: "fnclex",
  title: "Clear the exceptions",
  source: "SDM 2A, FNCLEX",
  cpuid: "x87",
  flags: "undefined 0123",
  rows: `
    fnclex  -  DB E2  yes`,
};

export const FNDISI: Paragraph = {
  mnemonic: "fndisi",
  title: "Disable interrupts (8087), ignored since the 287",
  source: "SDM 2A, FNDISI",
  cpuid: "x87",
  rows: `
    fndisi  -  DB E1  no`,
};

export const FNENI: Paragraph = {
  mnemonic: "fneni",
  title: "Enable interrupts (8087), ignored since the 287",
  source: "SDM 2A, FNENI",
  cpuid: "x87",
  rows: `
    fneni  -  DB E0  no`,
};

export const FNINIT: Paragraph = {
  mnemonic: "fninit",
  title: "Initialize the unit",
  source: "SDM 2A, FNINIT",
  cpuid: "x87",
  flags: "clears 0123",
  rows: `
    fninit  -  DB E3  yes`,
};

export const FNOP: Paragraph = {
  mnemonic: "fnop",
  title: "No operation of the x87 unit",
  source: "SDM 2A, FNOP",
  cpuid: "x87",
  rows: `
    fnop  -  D9 D0  yes`,
};

export const FNSAVE: Paragraph = {
  mnemonic: "fnsave",
  title: "Save the unit's state",
  source: "SDM 2A, FNSAVE",
  cpuid: "x87",
  flags: "reads 0123, clears 0123",
  rows: `
    fnsave_m752  m752:w  o16 DD /6  no
    fnsave_m864  m864:w  DD /6      yes`,
};

export const FNSETPM: Paragraph = {
  mnemonic: "fnsetpm",
  title: "Set protected mode (287), ignored since the 387",
  source: "80287 reference manual, FNSETPM",
  rows: `
    fnsetpm  -  DB E4  no`,
};

export const FNSTCW: Paragraph = {
  mnemonic: "fnstcw",
  title: "Store the control word",
  source: "SDM 2A, FNSTCW",
  cpuid: "x87",
  flags: "undefined 0123",
  rows: `
    fnstcw_m16  m16:w  D9 /7  yes`,
};

export const FNSTENV: Paragraph = {
  mnemonic: "fnstenv",
  title: "Store the environment",
  source: "SDM 2A, FNSTENV",
  cpuid: "x87",
  flags: "reads 0123, undefined 0123",
  rows: `
    fnstenv_m112  m112:w  o16 D9 /6  no
    fnstenv_m224  m224:w  D9 /6      yes`,
};

export const FNSTSW: Paragraph = {
  mnemonic: "fnstsw",
  title: "Store the status word",
  source: "SDM 2A, FNSTSW",
  cpuid: "x87",
  flags: "reads 0123, undefined 0123",
  rows: `
    fnstsw_m16  m16:w  DD /7  yes
    fnstsw_ax   ax:w   DF E0  yes`,
};

export const FRSTOR: Paragraph = {
  mnemonic: "frstor",
  title: "Restore the unit's state",
  source: "SDM 2A, FRSTOR",
  cpuid: "x87",
  flags: "writes 0123",
  rows: `
    frstor_m752  m752:r  o16 DD /4  no
    frstor_m864  m864:r  DD /4      yes`,
};

export const WAIT: Paragraph = {
  mnemonic: "wait",
  title: "Wait for pending x87 exceptions",
  source: "SDM 2D, WAIT",
  cpuid: "x87",
  rows: `
    wait  -  9B  yes`,
};
