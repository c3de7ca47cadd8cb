/** Galois field arithmetic. */
import type { Paragraph } from "../form.ts";

export const GF2P8AFFINEINVQB: Paragraph = {
  mnemonic: "gf2p8affineinvqb",
  title: "Affine transformation of inverted bytes",
  source: "SDM 2A, GF2P8AFFINEINVQB",
  cpuid: "GFNI",
  rows: `
    gf2p8affineinvqb_xmm_xmmm128_imm8  xmm:rw xmm/m128:r imm8  66 0F 3A CF /r ib  no  align`,
};

export const GF2P8AFFINEQB: Paragraph = {
  mnemonic: "gf2p8affineqb",
  title: "Affine transformation of bytes",
  source: "SDM 2A, GF2P8AFFINEQB",
  cpuid: "GFNI",
  rows: `
    gf2p8affineqb_xmm_xmmm128_imm8  xmm:rw xmm/m128:r imm8  66 0F 3A CE /r ib  no  align`,
};

export const GF2P8MULB: Paragraph = {
  mnemonic: "gf2p8mulb",
  title: "Multiply bytes in the field of 256 elements",
  source: "SDM 2A, GF2P8MULB",
  cpuid: "GFNI",
  rows: `
    gf2p8mulb_xmm_xmmm128  xmm:rw xmm/m128:r  66 0F 38 CF /r  no  align`,
};
