/** x87: control, state and environment. */
import type { Meaning, Paragraph } from "../form.ts";
import { registerOperation, stackOperation, waiting } from "./shapes.ts";
import { loadEnvironment, restoreState, saveState, storeEnvironment } from "./state-shapes.ts";

/** What only an 8087 or an 80287 understood. */
const noOperation: Meaning = () => undefined;

export const fdecstp: Meaning = stackOperation("fdecstp");

export const FDECSTP: Paragraph = {
  mnemonic: "fdecstp",
  title: "Decrement the stack top",
  source: "SDM 2A, FDECSTP",
  cpuid: "x87",
  flags: "clears 1, undefined 023",
  meaning: fdecstp,
  rows: `
    fdecstp  -  D9 F6  yes`,
};

export const ffree: Meaning = registerOperation("ffree");

export const FFREE: Paragraph = {
  mnemonic: "ffree",
  title: "Free a register",
  source: "SDM 2A, FFREE",
  cpuid: "x87",
  flags: "undefined 0123",
  meaning: ffree,
  rows: `
    ffree_sti  sti:-  DD C0+i  yes`,
};

export const ffreep: Meaning = registerOperation("ffreep");

export const FFREEP: Paragraph = {
  mnemonic: "ffreep",
  title: "Free a register and pop",
  source: "SDM 2A, FFREEP",
  cpuid: "x87",
  flags: "undefined 0123",
  meaning: ffreep,
  rows: `
    ffreep_sti  sti:-  DF C0+i  no`,
};

export const fincstp: Meaning = stackOperation("fincstp");

export const FINCSTP: Paragraph = {
  mnemonic: "fincstp",
  title: "Increment the stack top",
  source: "SDM 2A, FINCSTP",
  cpuid: "x87",
  flags: "clears 1, undefined 023",
  meaning: fincstp,
  rows: `
    fincstp  -  D9 F7  yes`,
};

export const fldcw: Meaning = (m) => {
  waiting(m);
  m.unit("fldcw", [m.read(0)]);
};

export const FLDCW: Paragraph = {
  mnemonic: "fldcw",
  title: "Load the control word",
  source: "SDM 2A, FLDCW",
  cpuid: "x87",
  flags: "undefined 0123",
  meaning: fldcw,
  rows: `
    fldcw_m16  m16:r  D9 /5  yes`,
};

export const fldenv: Meaning = loadEnvironment;

export const FLDENV: Paragraph = {
  mnemonic: "fldenv",
  title: "Load the environment",
  source: "SDM 2A, FLDENV",
  cpuid: "x87",
  flags: "writes 0123",
  meaning: fldenv,
  rows: `
    fldenv_m112  m112:r  o16 D9 /4  no
    fldenv_m224  m224:r  D9 /4      yes`,
};

export const fnclex: Meaning = (m) => m.unit("fnclex");

export const FNCLEX: Paragraph = {
  mnemonic: "fnclex",
  title: "Clear the exceptions",
  source: "SDM 2A, FNCLEX",
  cpuid: "x87",
  flags: "undefined 0123",
  meaning: fnclex,
  rows: `
    fnclex  -  DB E2  yes`,
};

export const fndisi: Meaning = noOperation;

export const FNDISI: Paragraph = {
  mnemonic: "fndisi",
  title: "Disable interrupts (8087), ignored since the 287",
  source: "SDM 2A, FNDISI",
  cpuid: "x87",
  meaning: fndisi,
  rows: `
    fndisi  -  DB E1  no`,
};

export const fneni: Meaning = noOperation;

export const FNENI: Paragraph = {
  mnemonic: "fneni",
  title: "Enable interrupts (8087), ignored since the 287",
  source: "SDM 2A, FNENI",
  cpuid: "x87",
  meaning: fneni,
  rows: `
    fneni  -  DB E0  no`,
};

export const fninit: Meaning = (m) => m.unit("fninit");

export const FNINIT: Paragraph = {
  mnemonic: "fninit",
  title: "Initialize the unit",
  source: "SDM 2A, FNINIT",
  cpuid: "x87",
  flags: "clears 0123",
  meaning: fninit,
  rows: `
    fninit  -  DB E3  yes`,
};

export const fnop: Meaning = waiting;

export const FNOP: Paragraph = {
  mnemonic: "fnop",
  title: "No operation of the x87 unit",
  source: "SDM 2A, FNOP",
  cpuid: "x87",
  meaning: fnop,
  rows: `
    fnop  -  D9 D0  yes`,
};

export const fnsave: Meaning = saveState;

export const FNSAVE: Paragraph = {
  mnemonic: "fnsave",
  title: "Save the unit's state",
  source: "SDM 2A, FNSAVE",
  cpuid: "x87",
  flags: "reads 0123, clears 0123",
  meaning: fnsave,
  rows: `
    fnsave_m752  m752:w  o16 DD /6  no
    fnsave_m864  m864:w  DD /6      yes`,
};

export const fnsetpm: Meaning = noOperation;

export const FNSETPM: Paragraph = {
  mnemonic: "fnsetpm",
  title: "Set protected mode (287), ignored since the 387",
  source: "80287 reference manual, FNSETPM",
  meaning: fnsetpm,
  rows: `
    fnsetpm  -  DB E4  no`,
};

export const fnstcw: Meaning = (m) => m.write(0, m.system("fcw"));

export const FNSTCW: Paragraph = {
  mnemonic: "fnstcw",
  title: "Store the control word",
  source: "SDM 2A, FNSTCW",
  cpuid: "x87",
  flags: "undefined 0123",
  meaning: fnstcw,
  rows: `
    fnstcw_m16  m16:w  D9 /7  yes`,
};

export const fnstenv: Meaning = storeEnvironment;

export const FNSTENV: Paragraph = {
  mnemonic: "fnstenv",
  title: "Store the environment",
  source: "SDM 2A, FNSTENV",
  cpuid: "x87",
  flags: "reads 0123, undefined 0123",
  meaning: fnstenv,
  rows: `
    fnstenv_m112  m112:w  o16 D9 /6  no
    fnstenv_m224  m224:w  D9 /6      yes`,
};

export const fnstsw: Meaning = (m) => m.write(0, m.system("fsw"));

export const FNSTSW: Paragraph = {
  mnemonic: "fnstsw",
  title: "Store the status word",
  source: "SDM 2A, FNSTSW",
  cpuid: "x87",
  flags: "reads 0123, undefined 0123",
  meaning: fnstsw,
  rows: `
    fnstsw_m16  m16:w  DD /7  yes
    fnstsw_ax   ax:w   DF E0  yes`,
};

export const frstor: Meaning = restoreState;

export const FRSTOR: Paragraph = {
  mnemonic: "frstor",
  title: "Restore the unit's state",
  source: "SDM 2A, FRSTOR",
  cpuid: "x87",
  flags: "writes 0123",
  meaning: frstor,
  rows: `
    frstor_m752  m752:r  o16 DD /4  no
    frstor_m864  m864:r  DD /4      yes`,
};

export const wait: Meaning = waiting;

export const WAIT: Paragraph = {
  mnemonic: "wait",
  title: "Wait for pending x87 exceptions",
  source: "SDM 2D, WAIT",
  cpuid: "x87",
  meaning: wait,
  rows: `
    wait  -  9B  yes`,
};
