/** AVX and AVX2: packed shifts. */
import type { Paragraph } from "../form.ts";
import {
  pslld, pslldq, psllq, psllw, psrad, psraw, psrld, psrldq, psrlq, psrlw,
} from "../mmx/shift.ts";

export const VPSLLD: Paragraph = {
  mnemonic: "vpslld",
  title: "Shift packed doublewords left, VEX",
  source: "SDM 2B, PSLLD",
  cpuid: "AVX",
  meaning: pslld,
  rows: `
    vpslld_xmm_xmm_imm8     xmm.v:w xmm.rm:r imm8     VEX.128.66.0F.WIG 72 /6 ib  nofeature|yes
    vpslld_ymm_ymm_imm8     ymm.v:w ymm.rm:r imm8     VEX.256.66.0F.WIG 72 /6 ib  no|yes         cpuid=AVX2
    vpslld_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG F2 /r     nofeature|yes
    vpslld_ymm_ymm_xmmm128  ymm:w ymm.v:r xmm/m128:r  VEX.256.66.0F.WIG F2 /r     no|yes         cpuid=AVX2`,
};

export const VPSLLDQ: Paragraph = {
  mnemonic: "vpslldq",
  title: "Shift a vector left by bytes, VEX",
  source: "SDM 2B, PSLLDQ",
  cpuid: "AVX",
  meaning: pslldq,
  rows: `
    vpslldq_xmm_xmm_imm8  xmm.v:w xmm.rm:r imm8  VEX.128.66.0F.WIG 73 /7 ib  nofeature|yes
    vpslldq_ymm_ymm_imm8  ymm.v:w ymm.rm:r imm8  VEX.256.66.0F.WIG 73 /7 ib  no             cpuid=AVX2`,
};

export const VPSLLQ: Paragraph = {
  mnemonic: "vpsllq",
  title: "Shift packed quadwords left, VEX",
  source: "SDM 2B, PSLLQ",
  cpuid: "AVX",
  meaning: psllq,
  rows: `
    vpsllq_xmm_xmm_imm8     xmm.v:w xmm.rm:r imm8     VEX.128.66.0F.WIG 73 /6 ib  nofeature|yes
    vpsllq_ymm_ymm_imm8     ymm.v:w ymm.rm:r imm8     VEX.256.66.0F.WIG 73 /6 ib  no|yes         cpuid=AVX2
    vpsllq_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG F3 /r     nofeature|yes
    vpsllq_ymm_ymm_xmmm128  ymm:w ymm.v:r xmm/m128:r  VEX.256.66.0F.WIG F3 /r     no|yes         cpuid=AVX2`,
};

export const VPSLLW: Paragraph = {
  mnemonic: "vpsllw",
  title: "Shift packed words left, VEX",
  source: "SDM 2B, PSLLW",
  cpuid: "AVX",
  meaning: psllw,
  rows: `
    vpsllw_xmm_xmm_imm8     xmm.v:w xmm.rm:r imm8     VEX.128.66.0F.WIG 71 /6 ib  nofeature|yes
    vpsllw_ymm_ymm_imm8     ymm.v:w ymm.rm:r imm8     VEX.256.66.0F.WIG 71 /6 ib  no|yes         cpuid=AVX2
    vpsllw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG F1 /r     nofeature|yes
    vpsllw_ymm_ymm_xmmm128  ymm:w ymm.v:r xmm/m128:r  VEX.256.66.0F.WIG F1 /r     no|yes         cpuid=AVX2`,
};

export const VPSRAD: Paragraph = {
  mnemonic: "vpsrad",
  title: "Shift packed doublewords right, signed, VEX",
  source: "SDM 2B, PSRAD",
  cpuid: "AVX",
  meaning: psrad,
  rows: `
    vpsrad_xmm_xmm_imm8     xmm.v:w xmm.rm:r imm8     VEX.128.66.0F.WIG 72 /4 ib  nofeature|yes
    vpsrad_ymm_ymm_imm8     ymm.v:w ymm.rm:r imm8     VEX.256.66.0F.WIG 72 /4 ib  no|yes         cpuid=AVX2
    vpsrad_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG E2 /r     nofeature|yes
    vpsrad_ymm_ymm_xmmm128  ymm:w ymm.v:r xmm/m128:r  VEX.256.66.0F.WIG E2 /r     no|yes         cpuid=AVX2`,
};

export const VPSRAW: Paragraph = {
  mnemonic: "vpsraw",
  title: "Shift packed words right, signed, VEX",
  source: "SDM 2B, PSRAW",
  cpuid: "AVX",
  meaning: psraw,
  rows: `
    vpsraw_xmm_xmm_imm8     xmm.v:w xmm.rm:r imm8     VEX.128.66.0F.WIG 71 /4 ib  nofeature|yes
    vpsraw_ymm_ymm_imm8     ymm.v:w ymm.rm:r imm8     VEX.256.66.0F.WIG 71 /4 ib  no|yes         cpuid=AVX2
    vpsraw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG E1 /r     nofeature|yes
    vpsraw_ymm_ymm_xmmm128  ymm:w ymm.v:r xmm/m128:r  VEX.256.66.0F.WIG E1 /r     no|yes         cpuid=AVX2`,
};

export const VPSRLD: Paragraph = {
  mnemonic: "vpsrld",
  title: "Shift packed doublewords right, unsigned, VEX",
  source: "SDM 2B, PSRLD",
  cpuid: "AVX",
  meaning: psrld,
  rows: `
    vpsrld_xmm_xmm_imm8     xmm.v:w xmm.rm:r imm8     VEX.128.66.0F.WIG 72 /2 ib  nofeature|yes
    vpsrld_ymm_ymm_imm8     ymm.v:w ymm.rm:r imm8     VEX.256.66.0F.WIG 72 /2 ib  no|yes         cpuid=AVX2
    vpsrld_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG D2 /r     nofeature|yes
    vpsrld_ymm_ymm_xmmm128  ymm:w ymm.v:r xmm/m128:r  VEX.256.66.0F.WIG D2 /r     no|yes         cpuid=AVX2`,
};

export const VPSRLDQ: Paragraph = {
  mnemonic: "vpsrldq",
  title: "Shift a vector right by bytes, VEX",
  source: "SDM 2B, PSRLDQ",
  cpuid: "AVX",
  meaning: psrldq,
  rows: `
    vpsrldq_xmm_xmm_imm8  xmm.v:w xmm.rm:r imm8  VEX.128.66.0F.WIG 73 /3 ib  nofeature|yes
    vpsrldq_ymm_ymm_imm8  ymm.v:w ymm.rm:r imm8  VEX.256.66.0F.WIG 73 /3 ib  no             cpuid=AVX2`,
};

export const VPSRLQ: Paragraph = {
  mnemonic: "vpsrlq",
  title: "Shift packed quadwords right, unsigned, VEX",
  source: "SDM 2B, PSRLQ",
  cpuid: "AVX",
  meaning: psrlq,
  rows: `
    vpsrlq_xmm_xmm_imm8     xmm.v:w xmm.rm:r imm8     VEX.128.66.0F.WIG 73 /2 ib  nofeature|yes
    vpsrlq_ymm_ymm_imm8     ymm.v:w ymm.rm:r imm8     VEX.256.66.0F.WIG 73 /2 ib  no|yes         cpuid=AVX2
    vpsrlq_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG D3 /r     nofeature|yes
    vpsrlq_ymm_ymm_xmmm128  ymm:w ymm.v:r xmm/m128:r  VEX.256.66.0F.WIG D3 /r     no|yes         cpuid=AVX2`,
};

export const VPSRLW: Paragraph = {
  mnemonic: "vpsrlw",
  title: "Shift packed words right, unsigned, VEX",
  source: "SDM 2B, PSRLW",
  cpuid: "AVX",
  meaning: psrlw,
  rows: `
    vpsrlw_xmm_xmm_imm8     xmm.v:w xmm.rm:r imm8     VEX.128.66.0F.WIG 71 /2 ib  nofeature|yes
    vpsrlw_ymm_ymm_imm8     ymm.v:w ymm.rm:r imm8     VEX.256.66.0F.WIG 71 /2 ib  no|yes         cpuid=AVX2
    vpsrlw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG D1 /r     nofeature|yes
    vpsrlw_ymm_ymm_xmmm128  ymm:w ymm.v:r xmm/m128:r  VEX.256.66.0F.WIG D1 /r     no|yes         cpuid=AVX2`,
};
