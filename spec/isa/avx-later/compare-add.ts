/** VEX instructions after AVX2: compare and add. */
import type { Paragraph } from "../form.ts";

export const CMPCCXADD: Paragraph = {
  mnemonic: "cmpccxadd",
  title: "Compare and add on condition, atomically",
  source: "Intel ISE reference, CMPCCXADD",
  cpuid: "CMPCCXADD",
  flags: "writes oszapc",
  rows: `
    cmpoxadd_m32_r32_r32    m32:rw r32:rw r32.v:r  VEX.128.66.0F38.W0 E0 /r  no
    cmpoxadd_m64_r64_r64    m64:rw r64:rw r64.v:r  VEX.128.66.0F38.W1 E0 /r  no
    cmpnoxadd_m32_r32_r32   m32:rw r32:rw r32.v:r  VEX.128.66.0F38.W0 E1 /r  no
    cmpnoxadd_m64_r64_r64   m64:rw r64:rw r64.v:r  VEX.128.66.0F38.W1 E1 /r  no
    cmpbxadd_m32_r32_r32    m32:rw r32:rw r32.v:r  VEX.128.66.0F38.W0 E2 /r  no
    cmpbxadd_m64_r64_r64    m64:rw r64:rw r64.v:r  VEX.128.66.0F38.W1 E2 /r  no
    cmpnbxadd_m32_r32_r32   m32:rw r32:rw r32.v:r  VEX.128.66.0F38.W0 E3 /r  no
    cmpnbxadd_m64_r64_r64   m64:rw r64:rw r64.v:r  VEX.128.66.0F38.W1 E3 /r  no
    cmpzxadd_m32_r32_r32    m32:rw r32:rw r32.v:r  VEX.128.66.0F38.W0 E4 /r  no
    cmpzxadd_m64_r64_r64    m64:rw r64:rw r64.v:r  VEX.128.66.0F38.W1 E4 /r  no
    cmpnzxadd_m32_r32_r32   m32:rw r32:rw r32.v:r  VEX.128.66.0F38.W0 E5 /r  no
    cmpnzxadd_m64_r64_r64   m64:rw r64:rw r64.v:r  VEX.128.66.0F38.W1 E5 /r  no
    cmpbexadd_m32_r32_r32   m32:rw r32:rw r32.v:r  VEX.128.66.0F38.W0 E6 /r  no
    cmpbexadd_m64_r64_r64   m64:rw r64:rw r64.v:r  VEX.128.66.0F38.W1 E6 /r  no
    cmpnbexadd_m32_r32_r32  m32:rw r32:rw r32.v:r  VEX.128.66.0F38.W0 E7 /r  no
    cmpnbexadd_m64_r64_r64  m64:rw r64:rw r64.v:r  VEX.128.66.0F38.W1 E7 /r  no
    cmpsxadd_m32_r32_r32    m32:rw r32:rw r32.v:r  VEX.128.66.0F38.W0 E8 /r  no
    cmpsxadd_m64_r64_r64    m64:rw r64:rw r64.v:r  VEX.128.66.0F38.W1 E8 /r  no
    cmpnsxadd_m32_r32_r32   m32:rw r32:rw r32.v:r  VEX.128.66.0F38.W0 E9 /r  no
    cmpnsxadd_m64_r64_r64   m64:rw r64:rw r64.v:r  VEX.128.66.0F38.W1 E9 /r  no
    cmppxadd_m32_r32_r32    m32:rw r32:rw r32.v:r  VEX.128.66.0F38.W0 EA /r  no
    cmppxadd_m64_r64_r64    m64:rw r64:rw r64.v:r  VEX.128.66.0F38.W1 EA /r  no
    cmpnpxadd_m32_r32_r32   m32:rw r32:rw r32.v:r  VEX.128.66.0F38.W0 EB /r  no
    cmpnpxadd_m64_r64_r64   m64:rw r64:rw r64.v:r  VEX.128.66.0F38.W1 EB /r  no
    cmplxadd_m32_r32_r32    m32:rw r32:rw r32.v:r  VEX.128.66.0F38.W0 EC /r  no
    cmplxadd_m64_r64_r64    m64:rw r64:rw r64.v:r  VEX.128.66.0F38.W1 EC /r  no
    cmpnlxadd_m32_r32_r32   m32:rw r32:rw r32.v:r  VEX.128.66.0F38.W0 ED /r  no
    cmpnlxadd_m64_r64_r64   m64:rw r64:rw r64.v:r  VEX.128.66.0F38.W1 ED /r  no
    cmplexadd_m32_r32_r32   m32:rw r32:rw r32.v:r  VEX.128.66.0F38.W0 EE /r  no
    cmplexadd_m64_r64_r64   m64:rw r64:rw r64.v:r  VEX.128.66.0F38.W1 EE /r  no
    cmpnlexadd_m32_r32_r32  m32:rw r32:rw r32.v:r  VEX.128.66.0F38.W0 EF /r  no
    cmpnlexadd_m64_r64_r64  m64:rw r64:rw r64.v:r  VEX.128.66.0F38.W1 EF /r  no`,
};
