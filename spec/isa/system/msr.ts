/** Model-specific registers, ports, interrupts. */
import type { Paragraph } from "../form.ts";
import { privileged } from "./privileged-shapes.ts";

export const CLI: Paragraph = {
  mnemonic: "cli",
  title: "Clear the interrupt flag",
  source: "SDM 2A, CLI",
  flags: "clears i",
  meaning: privileged,
  rows: `
    cli  -  FA  no`,
};

export const IN: Paragraph = {
  mnemonic: "in",
  title: "Input from a port",
  source: "SDM 2A, IN",
  meaning: privileged,
  rows: `
    in_al_imm8   al:w imm8   E4 ib      no
    in_ax_imm8   ax:w imm8   o16 E5 ib  no
    in_eax_imm8  eax:w imm8  o32 E5 ib  no
    in_al_dx     al:w dx:r   EC         no
    in_ax_dx     ax:w dx:r   o16 ED     no
    in_eax_dx    eax:w dx:r  o32 ED     no`,
};

export const IRET: Paragraph = {
  mnemonic: "iret",
  title: "Return from interrupt, 16 bits",
  source: "SDM 2A, IRET",
  flags: "writes oszapcdi",
  rows: `
    iret  -  o16 CF  no`,
};

export const IRETD: Paragraph = {
  mnemonic: "iretd",
  title: "Return from interrupt, 32 bits",
  source: "SDM 2A, IRETD",
  flags: "writes oszapcdik",
  rows: `
    iretd  -  o32 CF  no`,
};

export const IRETQ: Paragraph = {
  mnemonic: "iretq",
  title: "Return from interrupt, 64 bits",
  source: "SDM 2A, IRETQ",
  flags: "writes oszapcdik",
  rows: `
    iretq  -  o64 CF  no`,
};

export const OUT: Paragraph = {
  mnemonic: "out",
  title: "Output to a port",
  source: "SDM 2B, OUT",
  meaning: privileged,
  rows: `
    out_imm8_al   imm8 al:r   E6 ib      no
    out_imm8_ax   imm8 ax:r   o16 E7 ib  no
    out_imm8_eax  imm8 eax:r  o32 E7 ib  no
    out_dx_al     dx:r al:r   EE         no
    out_dx_ax     dx:r ax:r   o16 EF     no
    out_dx_eax    dx:r eax:r  o32 EF     no`,
};

export const RDMSR: Paragraph = {
  mnemonic: "rdmsr",
  title: "Read a model-specific register",
  source: "SDM 2B, RDMSR",
  cpuid: "MSR",
  meaning: privileged,
  rows: `
    rdmsr  -  0F 32  no`,
};

export const RDMSRLIST: Paragraph = {
  mnemonic: "rdmsrlist",
  title: "Read a list of model-specific registers",
  source: "Intel ISE reference, RDMSRLIST",
  cpuid: "MSRLIST",
  rows: `
    rdmsrlist  -  F2 0F 01 C6  no`,
};

export const STI: Paragraph = {
  mnemonic: "sti",
  title: "Set the interrupt flag",
  source: "SDM 2B, STI",
  flags: "sets i",
  meaning: privileged,
  rows: `
    sti  -  FB  no`,
};

export const WRMSR: Paragraph = {
  mnemonic: "wrmsr",
  title: "Write a model-specific register",
  source: "SDM 2D, WRMSR",
  cpuid: "MSR",
  meaning: privileged,
  rows: `
    wrmsr  -  0F 30  no`,
};

export const WRMSRLIST: Paragraph = {
  mnemonic: "wrmsrlist",
  title: "Write a list of model-specific registers",
  source: "Intel ISE reference, WRMSRLIST",
  cpuid: "MSRLIST",
  rows: `
    wrmsrlist  -  F3 0F 01 C6  no`,
};

export const WRMSRNS: Paragraph = {
  mnemonic: "wrmsrns",
  title: "Write a model-specific register, not serializing",
  source: "Intel ISE reference, WRMSRNS",
  cpuid: "WRMSRNS",
  rows: `
    wrmsrns  -  NP 0F 01 C6  no`,
};
