/** Tiles. */
import type { Paragraph } from "../form.ts";

export const LDTILECFG: Paragraph = {
  mnemonic: "ldtilecfg",
  title: "Load the tile configuration",
  source: "SDM 2A, LDTILECFG",
  cpuid: "AMX_TILE",
  rows: `
    ldtilecfg_m512  m512:r  VEX.128.0F38.W0 49 /0  no`,
};

export const STTILECFG: Paragraph = {
  mnemonic: "sttilecfg",
  title: "Store the tile configuration",
  source: "SDM 2B, STTILECFG",
  cpuid: "AMX_TILE",
  rows: `
    sttilecfg_m512  m512:w  VEX.128.66.0F38.W0 49 /0  no`,
};

export const TCMMIMFP16PS: Paragraph = {
  mnemonic: "tcmmimfp16ps",
  title: "Imaginary parts of complex tile products",
  source: "Intel ISE reference, TCMMIMFP16PS",
  cpuid: "AMX_COMPLEX",
  rows: `
    tcmmimfp16ps_tmm_tmm_tmm  tmm:rw tmm.rm:r tmm.v:r  VEX.128.66.0F38.W0 6C /r  no  distinct`,
};

export const TCMMRLFP16PS: Paragraph = {
  mnemonic: "tcmmrlfp16ps",
  title: "Real parts of complex tile products",
  source: "Intel ISE reference, TCMMRLFP16PS",
  cpuid: "AMX_COMPLEX",
  rows: `
    tcmmrlfp16ps_tmm_tmm_tmm  tmm:rw tmm.rm:r tmm.v:r  VEX.128.0F38.W0 6C /r  no  distinct`,
};

export const TDPBF16PS: Paragraph = {
  mnemonic: "tdpbf16ps",
  title: "Dot products of bfloat16 tiles",
  source: "SDM 2B, TDPBF16PS",
  cpuid: "AMX_BF16",
  rows: `
    tdpbf16ps_tmm_tmm_tmm  tmm:rw tmm.rm:r tmm.v:r  VEX.128.F3.0F38.W0 5C /r  no  distinct`,
};

export const TDPBSSD: Paragraph = {
  mnemonic: "tdpbssd",
  title: "Dot products of byte tiles, signed",
  source: "SDM 2B, TDPBSSD",
  cpuid: "AMX_INT8",
  rows: `
    tdpbssd_tmm_tmm_tmm  tmm:rw tmm.rm:r tmm.v:r  VEX.128.F2.0F38.W0 5E /r  no  distinct`,
};

export const TDPBSUD: Paragraph = {
  mnemonic: "tdpbsud",
  title: "Dot products of byte tiles, signed by unsigned",
  source: "SDM 2B, TDPBSUD",
  cpuid: "AMX_INT8",
  rows: `
    tdpbsud_tmm_tmm_tmm  tmm:rw tmm.rm:r tmm.v:r  VEX.128.F3.0F38.W0 5E /r  no  distinct`,
};

export const TDPBUSD: Paragraph = {
  mnemonic: "tdpbusd",
  title: "Dot products of byte tiles, unsigned by signed",
  source: "SDM 2B, TDPBUSD",
  cpuid: "AMX_INT8",
  rows: `
    tdpbusd_tmm_tmm_tmm  tmm:rw tmm.rm:r tmm.v:r  VEX.128.66.0F38.W0 5E /r  no  distinct`,
};

export const TDPBUUD: Paragraph = {
  mnemonic: "tdpbuud",
  title: "Dot products of byte tiles, unsigned",
  source: "SDM 2B, TDPBUUD",
  cpuid: "AMX_INT8",
  rows: `
    tdpbuud_tmm_tmm_tmm  tmm:rw tmm.rm:r tmm.v:r  VEX.128.0F38.W0 5E /r  no  distinct`,
};

export const TDPFP16PS: Paragraph = {
  mnemonic: "tdpfp16ps",
  title: "Dot products of half-precision tiles",
  source: "Intel ISE reference, TDPFP16PS",
  cpuid: "AMX_FP16",
  rows: `
    tdpfp16ps_tmm_tmm_tmm  tmm:rw tmm.rm:r tmm.v:r  VEX.128.F2.0F38.W0 5C /r  no  distinct`,
};

export const TILELOADD: Paragraph = {
  mnemonic: "tileloadd",
  title: "Load a tile",
  source: "SDM 2B, TILELOADD",
  cpuid: "AMX_TILE",
  rows: `
    tileloadd_tmm_m  tmm:w m:r  VEX.128.F2.0F38.W0 4B /r  no  sib`,
};

export const TILELOADDT1: Paragraph = {
  mnemonic: "tileloaddt1",
  title: "Load a tile, hinting at single use",
  source: "SDM 2B, TILELOADDT1",
  cpuid: "AMX_TILE",
  rows: `
    tileloaddt1_tmm_m  tmm:w m:r  VEX.128.66.0F38.W0 4B /r  no  sib`,
};

export const TILERELEASE: Paragraph = {
  mnemonic: "tilerelease",
  title: "Release the tiles",
  source: "SDM 2B, TILERELEASE",
  cpuid: "AMX_TILE",
  rows: `
    tilerelease  -  VEX.128.0F38.W0 49 C0  no`,
};

export const TILESTORED: Paragraph = {
  mnemonic: "tilestored",
  title: "Store a tile",
  source: "SDM 2B, TILESTORED",
  cpuid: "AMX_TILE",
  rows: `
    tilestored_m_tmm  m:w tmm:r  VEX.128.F3.0F38.W0 4B /r  no  sib`,
};

export const TILEZERO: Paragraph = {
  mnemonic: "tilezero",
  title: "Clear a tile",
  source: "SDM 2B, TILEZERO",
  cpuid: "AMX_TILE",
  rows: `
    tilezero_tmm  tmm:w  VEX.128.F2.0F38.W0 49 11:rrr:000  no`,
};
