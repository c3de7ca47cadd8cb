/** Lightweight profiling. */
import type { Paragraph } from "../form.ts";
import { withdrawn } from "../withdrawn.ts";

export const LLWPCB: Paragraph = {
  mnemonic: "llwpcb",
  title: "Load the lightweight profiling control block",
  source: "LWP specification, LLWPCB",
  cpuid: "LWP",
  meaning: withdrawn,
  rows: `
    llwpcb_r32  r32.rm:r  XOP.L0.X9.W0 12 /0  nofeature
    llwpcb_r64  r64.rm:r  XOP.L0.X9.W1 12 /0  nofeature`,
};

export const LWPINS: Paragraph = {
  mnemonic: "lwpins",
  title: "Insert a lightweight profiling event",
  source: "LWP specification, LWPINS",
  cpuid: "LWP",
  flags: "writes c",
  meaning: withdrawn,
  rows: `
    lwpins_r32_rm32_imm32  r32.v:r rm32:r imm32  XOP.L0.XA.W0 12 /0 id  nofeature
    lwpins_r64_rm32_imm32  r64.v:r rm32:r imm32  XOP.L0.XA.W1 12 /0 id  nofeature`,
};

export const LWPVAL: Paragraph = {
  mnemonic: "lwpval",
  title: "Count a lightweight profiling value",
  source: "LWP specification, LWPVAL",
  cpuid: "LWP",
  meaning: withdrawn,
  rows: `
    lwpval_r32_rm32_imm32  r32.v:r rm32:r imm32  XOP.L0.XA.W0 12 /1 id  nofeature
    lwpval_r64_rm32_imm32  r64.v:r rm32:r imm32  XOP.L0.XA.W1 12 /1 id  nofeature`,
};

export const SLWPCB: Paragraph = {
  mnemonic: "slwpcb",
  title: "Store the lightweight profiling control block",
  source: "LWP specification, SLWPCB",
  cpuid: "LWP",
  meaning: withdrawn,
  rows: `
    slwpcb_r32  r32.rm:w  XOP.L0.X9.W0 12 /1  nofeature
    slwpcb_r64  r64.rm:w  XOP.L0.X9.W1 12 /1  nofeature`,
};
