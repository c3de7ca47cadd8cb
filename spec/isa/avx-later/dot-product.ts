/** VEX instructions after AVX2: dot products and 52-bit products. */
import type { Paragraph } from "../form.ts";

export const VPDPBSSD: Paragraph = {
  mnemonic: "vpdpbssd",
  title: "Dot products of bytes, signed",
  source: "Intel ISE reference, VPDPBSSD",
  cpuid: "AVX_VNNI_INT8",
  rows: `
    vpdpbssd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.F2.0F38.W0 50 /r  no
    vpdpbssd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.F2.0F38.W0 50 /r  no`,
};

export const VPDPBSSDS: Paragraph = {
  mnemonic: "vpdpbssds",
  title: "Dot products of bytes, signed, with saturation",
  source: "Intel ISE reference, VPDPBSSDS",
  cpuid: "AVX_VNNI_INT8",
  rows: `
    vpdpbssds_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.F2.0F38.W0 51 /r  no
    vpdpbssds_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.F2.0F38.W0 51 /r  no`,
};

export const VPDPBSUD: Paragraph = {
  mnemonic: "vpdpbsud",
  title: "Dot products of bytes, signed by unsigned",
  source: "Intel ISE reference, VPDPBSUD",
  cpuid: "AVX_VNNI_INT8",
  rows: `
    vpdpbsud_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.F3.0F38.W0 50 /r  no
    vpdpbsud_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.F3.0F38.W0 50 /r  no`,
};

export const VPDPBSUDS: Paragraph = {
  mnemonic: "vpdpbsuds",
  title: "Dot products of bytes, signed by unsigned, with saturation",
  source: "Intel ISE reference, VPDPBSUDS",
  cpuid: "AVX_VNNI_INT8",
  rows: `
    vpdpbsuds_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.F3.0F38.W0 51 /r  no
    vpdpbsuds_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.F3.0F38.W0 51 /r  no`,
};

export const VPDPBUSD: Paragraph = {
  mnemonic: "vpdpbusd",
  title: "Dot products of bytes, unsigned by signed",
  source: "Intel ISE reference, VPDPBUSD",
  cpuid: "AVX_VNNI",
  rows: `
    vpdpbusd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 50 /r  no
    vpdpbusd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 50 /r  no`,
};

export const VPDPBUSDS: Paragraph = {
  mnemonic: "vpdpbusds",
  title: "Dot products of bytes, unsigned by signed, with saturation",
  source: "Intel ISE reference, VPDPBUSDS",
  cpuid: "AVX_VNNI",
  rows: `
    vpdpbusds_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 51 /r  no
    vpdpbusds_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 51 /r  no`,
};

export const VPDPBUUD: Paragraph = {
  mnemonic: "vpdpbuud",
  title: "Dot products of bytes, unsigned",
  source: "Intel ISE reference, VPDPBUUD",
  cpuid: "AVX_VNNI_INT8",
  rows: `
    vpdpbuud_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.0F38.W0 50 /r  no
    vpdpbuud_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.0F38.W0 50 /r  no`,
};

export const VPDPBUUDS: Paragraph = {
  mnemonic: "vpdpbuuds",
  title: "Dot products of bytes, unsigned, with saturation",
  source: "Intel ISE reference, VPDPBUUDS",
  cpuid: "AVX_VNNI_INT8",
  rows: `
    vpdpbuuds_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.0F38.W0 51 /r  no
    vpdpbuuds_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.0F38.W0 51 /r  no`,
};

export const VPDPWSSD: Paragraph = {
  mnemonic: "vpdpwssd",
  title: "Dot products of words, signed",
  source: "Intel ISE reference, VPDPWSSD",
  cpuid: "AVX_VNNI",
  rows: `
    vpdpwssd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 52 /r  no
    vpdpwssd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 52 /r  no`,
};

export const VPDPWSSDS: Paragraph = {
  mnemonic: "vpdpwssds",
  title: "Dot products of words, signed, with saturation",
  source: "Intel ISE reference, VPDPWSSDS",
  cpuid: "AVX_VNNI",
  rows: `
    vpdpwssds_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 53 /r  no
    vpdpwssds_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 53 /r  no`,
};

export const VPDPWSUD: Paragraph = {
  mnemonic: "vpdpwsud",
  title: "Dot products of words, signed by unsigned",
  source: "Intel ISE reference, VPDPWSUD",
  cpuid: "AVX_VNNI_INT16",
  rows: `
    vpdpwsud_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.F3.0F38.W0 D2 /r  no
    vpdpwsud_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.F3.0F38.W0 D2 /r  no`,
};

export const VPDPWSUDS: Paragraph = {
  mnemonic: "vpdpwsuds",
  title: "Dot products of words, signed by unsigned, with saturation",
  source: "Intel ISE reference, VPDPWSUDS",
  cpuid: "AVX_VNNI_INT16",
  rows: `
    vpdpwsuds_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.F3.0F38.W0 D3 /r  no
    vpdpwsuds_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.F3.0F38.W0 D3 /r  no`,
};

export const VPDPWUSD: Paragraph = {
  mnemonic: "vpdpwusd",
  title: "Dot products of words, unsigned by signed",
  source: "Intel ISE reference, VPDPWUSD",
  cpuid: "AVX_VNNI_INT16",
  rows: `
    vpdpwusd_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 D2 /r  no
    vpdpwusd_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 D2 /r  no`,
};

export const VPDPWUSDS: Paragraph = {
  mnemonic: "vpdpwusds",
  title: "Dot products of words, unsigned by signed, with saturation",
  source: "Intel ISE reference, VPDPWUSDS",
  cpuid: "AVX_VNNI_INT16",
  rows: `
    vpdpwusds_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 D3 /r  no
    vpdpwusds_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 D3 /r  no`,
};

export const VPDPWUUD: Paragraph = {
  mnemonic: "vpdpwuud",
  title: "Dot products of words, unsigned",
  source: "Intel ISE reference, VPDPWUUD",
  cpuid: "AVX_VNNI_INT16",
  rows: `
    vpdpwuud_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.0F38.W0 D2 /r  no
    vpdpwuud_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.0F38.W0 D2 /r  no`,
};

export const VPDPWUUDS: Paragraph = {
  mnemonic: "vpdpwuuds",
  title: "Dot products of words, unsigned, with saturation",
  source: "Intel ISE reference, VPDPWUUDS",
  cpuid: "AVX_VNNI_INT16",
  rows: `
    vpdpwuuds_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.0F38.W0 D3 /r  no
    vpdpwuuds_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.0F38.W0 D3 /r  no`,
};

export const VPMADD52HUQ: Paragraph = {
  mnemonic: "vpmadd52huq",
  title: "High halves of 52-bit products, added",
  source: "Intel ISE reference, VPMADD52HUQ",
  cpuid: "AVX_IFMA",
  rows: `
    vpmadd52huq_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 B5 /r  no
    vpmadd52huq_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 B5 /r  no`,
};

export const VPMADD52LUQ: Paragraph = {
  mnemonic: "vpmadd52luq",
  title: "Low halves of 52-bit products, added",
  source: "Intel ISE reference, VPMADD52LUQ",
  cpuid: "AVX_IFMA",
  rows: `
    vpmadd52luq_xmm_xmm_xmmm128  xmm:rw xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 B4 /r  no
    vpmadd52luq_ymm_ymm_ymmm256  ymm:rw ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 B4 /r  no`,
};
