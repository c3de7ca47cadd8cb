/** Virtual machines. */
import type { Paragraph } from "../form.ts";

export const CLGI: Paragraph = {
  mnemonic: "clgi",
  title: "Clear the global interrupt flag",
  source: "APM 3, CLGI",
  cpuid: "SVM",
  rows: `
    clgi  -  0F 01 DD  no`,
};

export const INVEPT: Paragraph = {
  mnemonic: "invept",
  title: "Invalidate by extended page tables",
  source: "SDM 2A, INVEPT",
  cpuid: "VMX+INVEPT",
  flags: "writes zc, clears osap",
  rows: `
    invept_r64_m128  r64:r m128:r  66 0F 38 80 /r  no`,
};

export const INVLPGA: Paragraph = {
  mnemonic: "invlpga",
  title: "Invalidate a TLB entry of a guest",
  source: "APM 3, INVLPGA",
  cpuid: "SVM",
  rows: `
    invlpga  -  0F 01 DF  no`,
};

export const INVLPGB: Paragraph = {
  mnemonic: "invlpgb",
  title: "Invalidate TLB entries, broadcast",
  source: "APM 3, INVLPGB",
  cpuid: "INVLPGB",
  rows: `
    invlpgb  -  NP 0F 01 FE  no`,
};

export const INVVPID: Paragraph = {
  mnemonic: "invvpid",
  title: "Invalidate by virtual processor",
  source: "SDM 2A, INVVPID",
  cpuid: "VMX+INVVPID",
  flags: "writes zc, clears osap",
  rows: `
    invvpid_r64_m128  r64:r m128:r  66 0F 38 81 /r  no`,
};

export const PSMASH: Paragraph = {
  mnemonic: "psmash",
  title: "Split a reverse-map page",
  source: "APM 3, PSMASH",
  cpuid: "SEV_SNP",
  flags: "writes oszap",
  rows: `
    psmash  -  F3 0F 01 FF  no`,
};

export const PVALIDATE: Paragraph = {
  mnemonic: "pvalidate",
  title: "Validate a page",
  source: "APM 3, PVALIDATE",
  cpuid: "SEV_SNP",
  flags: "writes oszapc",
  rows: `
    pvalidate  -  F2 0F 01 FF  no`,
};

export const RMPADJUST: Paragraph = {
  mnemonic: "rmpadjust",
  title: "Adjust reverse-map permissions",
  source: "APM 3, RMPADJUST",
  cpuid: "SEV_SNP",
  flags: "writes oszap",
  rows: `
    rmpadjust  -  F3 0F 01 FE  no`,
};

export const RMPQUERY: Paragraph = {
  mnemonic: "rmpquery",
  title: "Query reverse-map permissions",
  source: "APM 3, RMPQUERY",
  cpuid: "RMPQUERY",
  flags: "writes oszap",
  rows: `
    rmpquery  -  F3 0F 01 FD  no`,
};

export const RMPUPDATE: Paragraph = {
  mnemonic: "rmpupdate",
  title: "Update a reverse-map entry",
  source: "APM 3, RMPUPDATE",
  cpuid: "SEV_SNP",
  flags: "writes oszap",
  rows: `
    rmpupdate  -  F2 0F 01 FE  no`,
};

export const SKINIT: Paragraph = {
  mnemonic: "skinit",
  title: "Secure start",
  source: "APM 3, SKINIT",
  cpuid: "SKINIT_or_SVM",
  flags: "clears oszapcdik",
  rows: `
    skinit  -  0F 01 DE  no`,
};

export const STGI: Paragraph = {
  mnemonic: "stgi",
  title: "Set the global interrupt flag",
  source: "APM 3, STGI",
  cpuid: "SKINIT_or_SVM",
  rows: `
    stgi  -  0F 01 DC  no`,
};

export const TLBSYNC: Paragraph = {
  mnemonic: "tlbsync",
  title: "Wait for broadcast invalidations",
  source: "APM 3, TLBSYNC",
  cpuid: "INVLPGB",
  rows: `
    tlbsync  -  NP 0F 01 FF  no`,
};

export const VMCALL: Paragraph = {
  mnemonic: "vmcall",
  title: "Call the hypervisor",
  source: "SDM 2C, VMCALL",
  cpuid: "VMX",
  flags: "writes zc, clears osap",
  rows: `
    vmcall  -  NP 0F 01 C1  no`,
};

export const VMCLEAR: Paragraph = {
  mnemonic: "vmclear",
  title: "Clear a guest control structure",
  source: "SDM 2C, VMCLEAR",
  cpuid: "VMX",
  flags: "writes zc, clears osap",
  rows: `
    vmclear_m64  m64:r  66 0F C7 /6  no`,
};

export const VMFUNC: Paragraph = {
  mnemonic: "vmfunc",
  title: "Guest-callable hypervisor function",
  source: "SDM 2C, VMFUNC",
  cpuid: "VMX",
  flags: "writes oszapc",
  rows: `
    vmfunc  -  NP 0F 01 D4  no`,
};

export const VMGEXIT: Paragraph = {
  mnemonic: "vmgexit",
  title: "Exit from an encrypted guest",
  source: "APM 3, VMGEXIT",
  cpuid: "SEV_ES",
  rows: `
    vmgexit           -  F3 0F 01 D9  no
    vmgexit_f20f01d9  -  F2 0F 01 D9  no`,
};

export const VMLAUNCH: Paragraph = {
  mnemonic: "vmlaunch",
  title: "Start a guest",
  source: "SDM 2C, VMLAUNCH",
  cpuid: "VMX",
  flags: "writes zc, clears osap",
  rows: `
    vmlaunch  -  NP 0F 01 C2  no`,
};

export const VMLOAD: Paragraph = {
  mnemonic: "vmload",
  title: "Load guest state",
  source: "APM 3, VMLOAD",
  cpuid: "SVM",
  rows: `
    vmload  -  0F 01 DA  no`,
};

export const VMMCALL: Paragraph = {
  mnemonic: "vmmcall",
  title: "Call the hypervisor, AMD",
  source: "APM 3, VMMCALL",
  cpuid: "SVM",
  rows: `
    vmmcall  -  0F 01 D9  no`,
};

export const VMPTRLD: Paragraph = {
  mnemonic: "vmptrld",
  title: "Load the guest control pointer",
  source: "SDM 2C, VMPTRLD",
  cpuid: "VMX",
  flags: "writes zc, clears osap",
  rows: `
    vmptrld_m64  m64:r  NP 0F C7 /6  no`,
};

export const VMPTRST: Paragraph = {
  mnemonic: "vmptrst",
  title: "Store the guest control pointer",
  source: "SDM 2C, VMPTRST",
  cpuid: "VMX",
  flags: "clears oszapc",
  rows: `
    vmptrst_m64  m64:w  NP 0F C7 /7  no`,
};

export const VMREAD: Paragraph = {
  mnemonic: "vmread",
  title: "Read a guest control field",
  source: "SDM 2C, VMREAD",
  cpuid: "VMX",
  flags: "writes zc, clears osap",
  rows: `
    vmread_rm64_r64  rm64:w r64:r  NP 0F 78 /r  no`,
};

export const VMRESUME: Paragraph = {
  mnemonic: "vmresume",
  title: "Resume a guest",
  source: "SDM 2C, VMRESUME",
  cpuid: "VMX",
  flags: "writes zc, clears osap",
  rows: `
    vmresume  -  NP 0F 01 C3  no`,
};

export const VMRUN: Paragraph = {
  mnemonic: "vmrun",
  title: "Run a guest",
  source: "APM 3, VMRUN",
  cpuid: "SVM",
  flags: "reads oszapcdik",
  rows: `
    vmrun  -  0F 01 D8  no`,
};

export const VMSAVE: Paragraph = {
  mnemonic: "vmsave",
  title: "Save guest state",
  source: "APM 3, VMSAVE",
  cpuid: "SVM",
  rows: `
    vmsave  -  0F 01 DB  no`,
};

export const VMWRITE: Paragraph = {
  mnemonic: "vmwrite",
  title: "Write a guest control field",
  source: "SDM 2C, VMWRITE",
  cpuid: "VMX",
  flags: "writes zc, clears osap",
  rows: `
    vmwrite_r64_rm64  r64:r rm64:r  NP 0F 79 /r  no`,
};

export const VMXOFF: Paragraph = {
  mnemonic: "vmxoff",
  title: "Leave VMX operation",
  source: "SDM 2C, VMXOFF",
  cpuid: "VMX",
  flags: "writes zc, clears osap",
  rows: `
    vmxoff  -  NP 0F 01 C4  no`,
};

export const VMXON: Paragraph = {
  mnemonic: "vmxon",
  title: "Enter VMX operation",
  source: "SDM 2C, VMXON",
  cpuid: "VMX",
  flags: "writes zc, clears osap",
  rows: `
    vmxon_m64  m64:r  F3 0F C7 /6  no`,
};
