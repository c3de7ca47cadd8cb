/** Translation and caches, address monitors, direct stores. */
import type { Paragraph } from "../form.ts";
import { privileged, undefinedInUserMode } from "./privileged-shapes.ts";

export const AADD: Paragraph = {
  mnemonic: "aadd",
  title: "Atomic add to memory",
  source: "Intel ISE reference, AADD",
  cpuid: "RAO_INT",
  rows: `
    aadd_m32_r32  m32:rw r32:r  o32 NP 0F 38 FC /r  no
    aadd_m64_r64  m64:rw r64:r  o64 NP 0F 38 FC /r  no`,
};

export const AAND: Paragraph = {
  mnemonic: "aand",
  title: "Atomic and to memory",
  source: "Intel ISE reference, AAND",
  cpuid: "RAO_INT",
  rows: `
    aand_m32_r32  m32:rw r32:r  o32 66 0F 38 FC /r  no
    aand_m64_r64  m64:rw r64:r  o64 66 0F 38 FC /r  no`,
};

export const AOR: Paragraph = {
  mnemonic: "aor",
  title: "Atomic or to memory",
  source: "Intel ISE reference, AOR",
  cpuid: "RAO_INT",
  rows: `
    aor_m32_r32  m32:rw r32:r  o32 F2 0F 38 FC /r  no
    aor_m64_r64  m64:rw r64:r  o64 F2 0F 38 FC /r  no`,
};

export const AXOR: Paragraph = {
  mnemonic: "axor",
  title: "Atomic exclusive or to memory",
  source: "Intel ISE reference, AXOR",
  cpuid: "RAO_INT",
  rows: `
    axor_m32_r32  m32:rw r32:r  o32 F3 0F 38 FC /r  no
    axor_m64_r64  m64:rw r64:r  o64 F3 0F 38 FC /r  no`,
};

export const CLAC: Paragraph = {
  mnemonic: "clac",
  title: "Clear the access-check flag",
  source: "SDM 2A, CLAC",
  cpuid: "SMAP",
  flags: "clears k",
  meaning: undefinedInUserMode,
  rows: `
    clac  -  NP 0F 01 CA  no`,
};

export const CLZERO: Paragraph = {
  mnemonic: "clzero",
  title: "Zero a cache line",
  source: "APM 3, CLZERO",
  cpuid: "CLZERO",
  rows: `
    clzero  -  0F 01 FC  no`,
};

export const ENQCMD: Paragraph = {
  mnemonic: "enqcmd",
  title: "Enqueue a command",
  source: "SDM 2A, ENQCMD",
  cpuid: "ENQCMD",
  flags: "writes z, clears osapc",
  rows: `
    enqcmd_r64_m512  r64:r m512:r  F2 0F 38 F8 /r  no  align`,
};

export const ENQCMDS: Paragraph = {
  mnemonic: "enqcmds",
  title: "Enqueue a command, supervisor",
  source: "SDM 2A, ENQCMDS",
  cpuid: "ENQCMD",
  flags: "writes z, clears osapc",
  rows: `
    enqcmds_r64_m512  r64:r m512:r  F3 0F 38 F8 /r  no  align`,
};

export const INVD: Paragraph = {
  mnemonic: "invd",
  title: "Invalidate caches",
  source: "SDM 2A, INVD",
  meaning: privileged,
  rows: `
    invd  -  0F 08  no`,
};

export const INVLPG: Paragraph = {
  mnemonic: "invlpg",
  title: "Invalidate a TLB entry",
  source: "SDM 2A, INVLPG",
  meaning: privileged,
  rows: `
    invlpg_m  m:-  0F 01 /7  no  free`,
};

export const INVPCID: Paragraph = {
  mnemonic: "invpcid",
  title: "Invalidate by process context",
  source: "SDM 2A, INVPCID",
  cpuid: "INVPCID",
  rows: `
    invpcid_r64_m128  r64:r m128:r  66 0F 38 82 /r  no`,
};

export const MCOMMIT: Paragraph = {
  mnemonic: "mcommit",
  title: "Commit stores to memory",
  source: "APM 3, MCOMMIT",
  cpuid: "MCOMMIT",
  flags: "writes c, clears oszap",
  rows: `
    mcommit  -  F3 0F 01 FA  no`,
};

export const MONITOR: Paragraph = {
  mnemonic: "monitor",
  title: "Arm the address monitor",
  source: "SDM 2B, MONITOR",
  cpuid: "MON",
  meaning: undefinedInUserMode,
  rows: `
    monitor  -  NP 0F 01 C8  nofeature`,
};

export const MONITORX: Paragraph = {
  mnemonic: "monitorx",
  title: "Arm the address monitor, with timer",
  source: "APM 3, MONITORX",
  cpuid: "MONITORX",
  rows: `
    monitorx  -  NP 0F 01 FA  no`,
};

export const MOVDIR64B: Paragraph = {
  mnemonic: "movdir64b",
  title: "Direct store of 64 bytes",
  source: "SDM 2B, MOVDIR64B",
  cpuid: "MOVDIR64B",
  rows: `
    movdir64b_r64_m512  r64:r m512:r  66 0F 38 F8 /r  no  align`,
};

export const MOVDIRI: Paragraph = {
  mnemonic: "movdiri",
  title: "Direct store",
  source: "SDM 2B, MOVDIRI",
  cpuid: "MOVDIRI",
  rows: `
    movdiri_m32_r32  m32:w r32:r  o32 NP 0F 38 F9 /r  no
    movdiri_m64_r64  m64:w r64:r  o64 NP 0F 38 F9 /r  no`,
};

export const MWAIT: Paragraph = {
  mnemonic: "mwait",
  title: "Wait for a monitored store",
  source: "SDM 2B, MWAIT",
  cpuid: "MON",
  meaning: undefinedInUserMode,
  rows: `
    mwait  -  NP 0F 01 C9  nofeature`,
};

export const MWAITX: Paragraph = {
  mnemonic: "mwaitx",
  title: "Wait for a monitored store, with timer",
  source: "APM 3, MWAITX",
  cpuid: "MONITORX",
  rows: `
    mwaitx  -  NP 0F 01 FB  no`,
};

export const STAC: Paragraph = {
  mnemonic: "stac",
  title: "Set the access-check flag",
  source: "SDM 2B, STAC",
  cpuid: "SMAP",
  flags: "sets k",
  meaning: undefinedInUserMode,
  rows: `
    stac  -  NP 0F 01 CB  no`,
};

export const TPAUSE: Paragraph = {
  mnemonic: "tpause",
  title: "Timed pause",
  source: "SDM 2B, TPAUSE",
  cpuid: "WAITPKG",
  flags: "writes c, clears oszap",
  rows: `
    tpause_r32  r32.rm:r  o32 66 0F AE /6  no
    tpause_r64  r64.rm:r  o64 66 0F AE /6  no`,
};

export const UMONITOR: Paragraph = {
  mnemonic: "umonitor",
  title: "Arm the address monitor at user level",
  source: "SDM 2B, UMONITOR",
  cpuid: "WAITPKG",
  rows: `
    umonitor_r64  r64.rm:r  F3 0F AE /6  no`,
};

export const UMWAIT: Paragraph = {
  mnemonic: "umwait",
  title: "Wait for a monitored store at user level",
  source: "SDM 2B, UMWAIT",
  cpuid: "WAITPKG",
  flags: "writes c, clears oszap",
  rows: `
    umwait_r32  r32.rm:r  o32 F2 0F AE /6  no
    umwait_r64  r64.rm:r  o64 F2 0F AE /6  no`,
};

export const WBINVD: Paragraph = {
  mnemonic: "wbinvd",
  title: "Write back and invalidate caches",
  source: "SDM 2D, WBINVD",
  meaning: privileged,
  rows: `
    wbinvd  -  0F 09  no`,
};

export const WBNOINVD: Paragraph = {
  mnemonic: "wbnoinvd",
  title: "Write back caches",
  source: "SDM 2D, WBNOINVD",
  cpuid: "WBNOINVD",
  rows: `
    wbnoinvd  -  F3 0F 09  no`,
};
