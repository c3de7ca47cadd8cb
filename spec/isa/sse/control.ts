/** MXCSR, fences, prefetches and cache lines. */
import type { Meaning, Paragraph } from "../form.ts";


/** Bits of MXCSR that no CPU defines. */
const MXCSR_RESERVED = 0xffff0000n;

/** Fences and hints: memory is always in order here, and nothing is cached. */
export const nothing: Meaning = () => undefined;

/** Cache-line instructions only check that their operand can be read. */
export const touch: Meaning = (m) => {
  m.load(m.address(0), 8);
};

export const CLDEMOTE: Paragraph = {
  mnemonic: "cldemote",
  title: "Demote a cache line",
  source: "SDM 2A, CLDEMOTE",
  cpuid: "CLDEMOTE",
  meaning: nothing,
  rows: `
    cldemote_m8  m8:-  NP 0F 1C /0  no  free`,
};

export const CLFLUSH: Paragraph = {
  mnemonic: "clflush",
  title: "Flush a cache line",
  source: "SDM 2A, CLFLUSH",
  cpuid: "CLFLUSH",
  meaning: touch,
  rows: `
    clflush_m8  m8:r  NP 0F AE /7  yes|no`,
};

export const CLFLUSHOPT: Paragraph = {
  mnemonic: "clflushopt",
  title: "Flush a cache line, weakly ordered",
  source: "SDM 2A, CLFLUSHOPT",
  cpuid: "CLFLUSHOPT",
  meaning: touch,
  rows: `
    clflushopt_m8  m8:r  66 0F AE /7  no`,
};

export const CLWB: Paragraph = {
  mnemonic: "clwb",
  title: "Write back a cache line",
  source: "SDM 2A, CLWB",
  cpuid: "CLWB",
  meaning: touch,
  rows: `
    clwb_m8  m8:r  o32 66 0F AE /6  no`,
};

export const ldmxcsr: Meaning = (m) => {
  const value = m.read(0, 32);
  m.fault("GP", m.ne(m.and(value, m.const(MXCSR_RESERVED)), m.const(0n)));
  m.setSystem("mxcsr", value);
};
export const LDMXCSR: Paragraph = {
  mnemonic: "ldmxcsr",
  title: "Load MXCSR",
  source: "SDM 2A, LDMXCSR",
  cpuid: "SSE",
  meaning: ldmxcsr,
  rows: `
    ldmxcsr_m32  m32:r  NP 0F AE /2  yes`,
};

export const LFENCE: Paragraph = {
  mnemonic: "lfence",
  title: "Load fence",
  source: "SDM 2A, LFENCE",
  cpuid: "SSE2",
  meaning: nothing,
  rows: `
    lfence     -  NP 0F AE E8    yes
    lfence_rm  -  NP 0F AE E8+i  no`,
};

export const MFENCE: Paragraph = {
  mnemonic: "mfence",
  title: "Memory fence",
  source: "SDM 2B, MFENCE",
  cpuid: "SSE2",
  meaning: nothing,
  rows: `
    mfence     -  NP 0F AE F0    yes
    mfence_rm  -  NP 0F AE F0+i  no`,
};

export const PREFETCH: Paragraph = {
  mnemonic: "prefetch",
  title: "Prefetch a cache line",
  source: "SDM 2B, PREFETCH",
  cpuid: "PREFETCHW",
  meaning: nothing,
  rows: `
    prefetch_m8         m8:-  0F 0D /0  yes  free cpuid=3DPRFTCH
    prefetch_m8_0f0dr4  m8:-  0F 0D /4  no   free
    prefetch_m8_0f0dr5  m8:-  0F 0D /5  no   free
    prefetch_m8_0f0dr6  m8:-  0F 0D /6  no   free
    prefetch_m8_0f0dr7  m8:-  0F 0D /7  no   free`,
};

export const PREFETCHIT0: Paragraph = {
  mnemonic: "prefetchit0",
  title: "Prefetch code into all levels",
  source: "Intel ISE reference, PREFETCHIT0",
  cpuid: "PREFETCHITI",
  meaning: nothing,
  rows: `
    prefetchit0_m8  m8:-  0F 18 /7  no  free`,
};

export const PREFETCHIT1: Paragraph = {
  mnemonic: "prefetchit1",
  title: "Prefetch code into all but the first level",
  source: "Intel ISE reference, PREFETCHIT1",
  cpuid: "PREFETCHITI",
  meaning: nothing,
  rows: `
    prefetchit1_m8  m8:-  0F 18 /6  no  free`,
};

export const PREFETCHNTA: Paragraph = {
  mnemonic: "prefetchnta",
  title: "Prefetch, non-temporal",
  source: "SDM 2B, PREFETCHNTA",
  cpuid: "SSE",
  meaning: nothing,
  rows: `
    prefetchnta_m8  m8:-  0F 18 /0  yes|unsup  free`,
};

export const PREFETCHT0: Paragraph = {
  mnemonic: "prefetcht0",
  title: "Prefetch into all levels",
  source: "SDM 2B, PREFETCHT0",
  cpuid: "SSE",
  meaning: nothing,
  rows: `
    prefetcht0_m8  m8:-  0F 18 /1  yes  free`,
};

export const PREFETCHT1: Paragraph = {
  mnemonic: "prefetcht1",
  title: "Prefetch into the second level",
  source: "SDM 2B, PREFETCHT1",
  cpuid: "SSE",
  meaning: nothing,
  rows: `
    prefetcht1_m8  m8:-  0F 18 /2  yes  free`,
};

export const PREFETCHT2: Paragraph = {
  mnemonic: "prefetcht2",
  title: "Prefetch into the third level",
  source: "SDM 2B, PREFETCHT2",
  cpuid: "SSE",
  meaning: nothing,
  rows: `
    prefetcht2_m8  m8:-  0F 18 /3  yes  free`,
};

export const PREFETCHW: Paragraph = {
  mnemonic: "prefetchw",
  title: "Prefetch a cache line for writing",
  source: "SDM 2B, PREFETCHW",
  cpuid: "3DPRFTCH",
  meaning: nothing,
  rows: `
    prefetchw_m8         m8:-  0F 0D /1  yes  free
    prefetchw_m8_0f0dr3  m8:-  0F 0D /3  yes  free`,
};

export const PREFETCHWT1: Paragraph = {
  mnemonic: "prefetchwt1",
  title: "Prefetch a cache line for writing, second level",
  source: "SDM 2B, PREFETCHWT1",
  cpuid: "PREFETCHWT1",
  meaning: nothing,
  rows: `
    prefetchwt1_m8  m8:-  0F 0D /2  no  free`,
};

export const SFENCE: Paragraph = {
  mnemonic: "sfence",
  title: "Store fence",
  source: "SDM 2B, SFENCE",
  cpuid: "EMMXSSE",
  meaning: nothing,
  rows: `
    sfence     -  NP 0F AE F8    yes
    sfence_rm  -  NP 0F AE F8+i  no   cpuid=SSE`,
};

export const stmxcsr: Meaning = (m) => m.write(0, m.system("mxcsr"), 32);
export const STMXCSR: Paragraph = {
  mnemonic: "stmxcsr",
  title: "Store MXCSR",
  source: "SDM 2B, STMXCSR",
  cpuid: "SSE",
  meaning: stmxcsr,
  rows: `
    stmxcsr_m32  m32:w  NP 0F AE /3  yes`,
};
