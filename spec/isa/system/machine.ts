/** The machine: identification, counters, random numbers, system calls, segment bases. */
import type { Meaning, Paragraph } from "../form.ts";
import { near } from "../integer/control-shapes.ts";
import { privileged, undefinedInUserMode } from "./privileged-shapes.ts";

export const cpuid: Meaning = (m) => {
  const words = m.call("cpuid", "v128", m.fixed("rax", 32), m.fixed("rcx", 32));
  const registers = ["rax", "rbx", "rcx", "rdx"] as const;
  registers.forEach((register, index) => m.setFixed(register, m.lane("i32x4", index, words), 32));
};

export const CPUID: Paragraph = {
  mnemonic: "cpuid",
  title: "Identify the processor",
  source: "SDM 2A, CPUID",
  meaning: cpuid,
  rows: `
    cpuid  -  0F A2  yes`,
};

export const HRESET: Paragraph = {
  mnemonic: "hreset",
  title: "Reset prediction history",
  source: "SDM 2A, HRESET",
  cpuid: "HRESET",
  rows: `
    hreset_imm8  imm8  F3 0F 3A F0 C0 ib  no`,
};

/** No gate is open to user mode. Source: SDM volume 3, 6.12.1.1; the error code is the vector's. */
export const int: Meaning = (m) => m.fault("GP");

export const INT: Paragraph = {
  mnemonic: "int",
  title: "Software interrupt",
  source: "SDM 2A, INT n/INTO/INT3/INT1",
  meaning: int,
  rows: `
    int_imm8  imm8  CD ib  no`,
};

export const LKGS: Paragraph = {
  mnemonic: "lkgs",
  title: "Load the kernel gs",
  source: "Intel ISE reference, LKGS",
  cpuid: "LKGS",
  rows: `
    lkgs_rm16    rm16:r     o16 F2 0F 00 /6  no
    lkgs_r32m16  r32/m16:r  o32 F2 0F 00 /6  no
    lkgs_r64m16  r64/m16:r  o64 F2 0F 00 /6  no`,
};

export const rdfsbase: Meaning = (m) => m.write(0, m.system("fsbase"));

export const RDFSBASE: Paragraph = {
  mnemonic: "rdfsbase",
  title: "Read the fs base",
  source: "SDM 2B, RDFSBASE",
  cpuid: "FSGSBASE",
  meaning: rdfsbase,
  rows: `
    rdfsbase_r32  r32.rm:w  o32 F3 0F AE /0  no
    rdfsbase_r64  r64.rm:w  o64 F3 0F AE /0  no`,
};

export const rdgsbase: Meaning = (m) => m.write(0, m.system("gsbase"));

export const RDGSBASE: Paragraph = {
  mnemonic: "rdgsbase",
  title: "Read the gs base",
  source: "SDM 2B, RDGSBASE",
  cpuid: "FSGSBASE",
  meaning: rdgsbase,
  rows: `
    rdgsbase_r32  r32.rm:w  o32 F3 0F AE /1  no
    rdgsbase_r64  r64.rm:w  o64 F3 0F AE /1  no`,
};

export const RDPID: Paragraph = {
  mnemonic: "rdpid",
  title: "Read the processor number",
  source: "SDM 2B, RDPID",
  cpuid: "RDPID",
  rows: `
    rdpid_r64  r64.rm:w  F3 0F C7 /7  no`,
};

export const RDPMC: Paragraph = {
  mnemonic: "rdpmc",
  title: "Read a performance counter",
  source: "SDM 2B, RDPMC",
  cpuid: "RDPMC",
  rows: `
    rdpmc  -  0F 33  no`,
};

export const RDPRU: Paragraph = {
  mnemonic: "rdpru",
  title: "Read a processor register at user level",
  source: "APM 3, RDPRU",
  cpuid: "RDPRU",
  flags: "writes c, clears oszap",
  rows: `
    rdpru  -  NP 0F 01 FD  no`,
};

export const RDRAND: Paragraph = {
  mnemonic: "rdrand",
  title: "Read a random number",
  source: "SDM 2B, RDRAND",
  cpuid: "RDRAND",
  flags: "writes c, clears oszap",
  rows: `
    rdrand_r16  r16.rm:w  o16 NFx 0F C7 /6  no
    rdrand_r32  r32.rm:w  o32 NFx 0F C7 /6  no
    rdrand_r64  r64.rm:w  o64 NFx 0F C7 /6  no`,
};

export const RDSEED: Paragraph = {
  mnemonic: "rdseed",
  title: "Read a random seed",
  source: "SDM 2B, RDSEED",
  cpuid: "RDSEED",
  flags: "writes c, clears oszap",
  rows: `
    rdseed_r16  r16.rm:w  o16 NFx 0F C7 /7  no
    rdseed_r32  r32.rm:w  o32 NFx 0F C7 /7  no
    rdseed_r64  r64.rm:w  o64 NFx 0F C7 /7  no`,
};

/** Time is the number of instructions retired so far. */
export const rdtsc: Meaning = (m) => {
  const retired = m.system("retired");
  m.setFixed("rax", retired, 32);
  m.setFixed("rdx", m.shr(retired, m.const(32n)), 32);
};

export const RDTSC: Paragraph = {
  mnemonic: "rdtsc",
  title: "Read the time-stamp counter",
  source: "SDM 2B, RDTSC",
  cpuid: "TSC",
  meaning: rdtsc,
  rows: `
    rdtsc  -  0F 31  yes`,
};

export const RDTSCP: Paragraph = {
  mnemonic: "rdtscp",
  title: "Read the time-stamp counter and processor number",
  source: "SDM 2B, RDTSCP",
  cpuid: "RDTSCP",
  rows: `
    rdtscp  -  0F 01 F9  no`,
};

export const RSM: Paragraph = {
  mnemonic: "rsm",
  title: "Resume from system management mode",
  source: "SDM 2B, RSM",
  flags: "writes oszapcdik",
  meaning: undefinedInUserMode,
  rows: `
    rsm  -  0F AA  no`,
};

export const SERIALIZE: Paragraph = {
  mnemonic: "serialize",
  title: "Serialize execution",
  source: "SDM 2B, SERIALIZE",
  cpuid: "SERIALIZE",
  rows: `
    serialize  -  NP 0F 01 E8  no`,
};

export const SWAPGS: Paragraph = {
  mnemonic: "swapgs",
  title: "Swap the gs base",
  source: "SDM 2B, SWAPGS",
  meaning: privileged,
  rows: `
    swapgs  -  0F 01 F8  no`,
};

/** An exit of the raw machine: rcx gets the return address, r11 the flags, as on a CPU. */
export const syscall: Meaning = (m) => {
  m.setFixed("rcx", m.system("next"));
  m.setFixed("r11", m.system("rflags"));
  m.leave("syscall");
};

export const SYSCALL: Paragraph = {
  mnemonic: "syscall",
  title: "Fast system call",
  source: "SDM 2B, SYSCALL",
  cpuid: "SYSCALL",
  flags: "reads oszapcdik, writes oszapcdik",
  meaning: syscall,
  rows: `
    syscall  -  0F 05  no`,
};

export const SYSENTER: Paragraph = {
  mnemonic: "sysenter",
  title: "Fast system call, Intel",
  source: "SDM 2B, SYSENTER",
  cpuid: "SEP",
  flags: "clears i",
  rows: `
    sysenter  -  0F 34  no`,
};

export const SYSEXIT: Paragraph = {
  mnemonic: "sysexit",
  title: "Return from sysenter, 32-bit",
  source: "SDM 2B, SYSEXIT",
  cpuid: "SEP",
  meaning: privileged,
  rows: `
    sysexit  -  o32 0F 35  no`,
};

export const SYSEXITQ: Paragraph = {
  mnemonic: "sysexitq",
  title: "Return from sysenter, 64-bit",
  source: "SDM 2B, SYSEXITQ",
  cpuid: "SEP",
  meaning: privileged,
  rows: `
    sysexitq  -  o64 0F 35  no`,
};

export const SYSRET: Paragraph = {
  mnemonic: "sysret",
  title: "Return from a fast system call, 32-bit",
  source: "SDM 2B, SYSRET",
  cpuid: "SYSCALL",
  flags: "writes oszapcdik",
  meaning: privileged,
  rows: `
    sysret  -  o32 0F 07  no`,
};

export const SYSRETQ: Paragraph = {
  mnemonic: "sysretq",
  title: "Return from a fast system call, 64-bit",
  source: "SDM 2B, SYSRETQ",
  cpuid: "SYSCALL",
  flags: "writes oszapcdik",
  meaning: privileged,
  rows: `
    sysretq  -  o64 0F 07  no`,
};

export const wrfsbase: Meaning = (m) => m.setSystem("fsbase", near(m, m.read(0)));

export const WRFSBASE: Paragraph = {
  mnemonic: "wrfsbase",
  title: "Write the fs base",
  source: "SDM 2D, WRFSBASE",
  cpuid: "FSGSBASE",
  meaning: wrfsbase,
  rows: `
    wrfsbase_r32  r32.rm:r  o32 F3 0F AE /2  no
    wrfsbase_r64  r64.rm:r  o64 F3 0F AE /2  no`,
};

export const wrgsbase: Meaning = (m) => m.setSystem("gsbase", near(m, m.read(0)));

export const WRGSBASE: Paragraph = {
  mnemonic: "wrgsbase",
  title: "Write the gs base",
  source: "SDM 2D, WRGSBASE",
  cpuid: "FSGSBASE",
  meaning: wrgsbase,
  rows: `
    wrgsbase_r32  r32.rm:r  o32 F3 0F AE /3  no
    wrgsbase_r64  r64.rm:r  o64 F3 0F AE /3  no`,
};
