/** Enclaves, trust domains and measured start. */
import type { Paragraph } from "../form.ts";

export const ENCLS: Paragraph = {
  mnemonic: "encls",
  title: "Enclave leaf, supervisor",
  source: "SDM 2A, ENCLS",
  cpuid: "SGX1",
  flags: "writes oszapc",
  rows: `
    encls  -  NP 0F 01 CF  no`,
};

export const ENCLU: Paragraph = {
  mnemonic: "enclu",
  title: "Enclave leaf, user",
  source: "SDM 2A, ENCLU",
  cpuid: "SGX1",
  flags: "writes oszapc",
  rows: `
    enclu  -  NP 0F 01 D7  no`,
};

export const ENCLV: Paragraph = {
  mnemonic: "enclv",
  title: "Enclave leaf, virtualization",
  source: "SDM 2A, ENCLV",
  cpuid: "OSS",
  flags: "writes oszapc",
  rows: `
    enclv  -  NP 0F 01 C0  no`,
};

export const GETSEC: Paragraph = {
  mnemonic: "getsec",
  title: "Safer mode extensions leaf",
  source: "SDM 2A, GETSEC",
  cpuid: "SMX",
  rows: `
    getsec  -  o32 NP 0F 37  no`,
};

export const GETSECQ: Paragraph = {
  mnemonic: "getsecq",
  title: "Safer mode extensions leaf, 64-bit",
  source: "SDM 2A, GETSECQ",
  cpuid: "SMX",
  rows: `
    getsecq  -  o64 NP 0F 37  no`,
};

export const PBNDKB: Paragraph = {
  mnemonic: "pbndkb",
  title: "Bind a platform key",
  source: "Intel ISE reference, PBNDKB",
  cpuid: "TSE",
  flags: "writes z, clears osapc",
  rows: `
    pbndkb  -  NP 0F 01 C7  no`,
};

export const PCONFIG: Paragraph = {
  mnemonic: "pconfig",
  title: "Configure the platform",
  source: "SDM 2B, PCONFIG",
  cpuid: "PCONFIG",
  flags: "writes z, clears osapc",
  rows: `
    pconfig  -  NP 0F 01 C5  no`,
};

export const SEAMCALL: Paragraph = {
  mnemonic: "seamcall",
  title: "Call secure arbitration mode",
  source: "Intel ISE reference, SEAMCALL",
  cpuid: "TDX",
  flags: "writes c, clears oszap",
  rows: `
    seamcall  -  66 0F 01 CF  no`,
};

export const SEAMOPS: Paragraph = {
  mnemonic: "seamops",
  title: "Secure arbitration mode operations",
  source: "Intel ISE reference, SEAMOPS",
  cpuid: "TDX",
  flags: "writes z, clears osapc",
  rows: `
    seamops  -  66 0F 01 CE  no`,
};

export const SEAMRET: Paragraph = {
  mnemonic: "seamret",
  title: "Return from secure arbitration mode",
  source: "Intel ISE reference, SEAMRET",
  cpuid: "TDX",
  flags: "writes zc, clears osap",
  rows: `
    seamret  -  66 0F 01 CD  no`,
};

export const TDCALL: Paragraph = {
  mnemonic: "tdcall",
  title: "Call the trust domain module",
  source: "Intel ISE reference, TDCALL",
  cpuid: "TDX",
  rows: `
    tdcall  -  66 0F 01 CC  no`,
};
