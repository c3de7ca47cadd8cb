/** AVX and AVX2: packed integer arithmetic. */
import type { Paragraph } from "../form.ts";
import {
  paddb, paddd, paddq, paddsb, paddsw, paddusb, paddusw, paddw, pavgb, pavgw, pmaddwd, pmaxsw,
  pmaxub, pminsw, pminub, pmulhuw, pmulhw, pmullw, pmuludq, psadbw, psubb, psubd, psubq, psubsb,
  psubsw, psubusb, psubusw, psubw,
} from "../mmx/arithmetic.ts";

export const VPADDB: Paragraph = {
  mnemonic: "vpaddb",
  title: "Add packed bytes, VEX",
  source: "SDM 2B, PADDB",
  cpuid: "AVX",
  meaning: paddb,
  rows: `
    vpaddb_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG FC /r  nofeature|yes
    vpaddb_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG FC /r  no|yes         cpuid=AVX2`,
};

export const VPADDD: Paragraph = {
  mnemonic: "vpaddd",
  title: "Add packed doublewords, VEX",
  source: "SDM 2B, PADDD",
  cpuid: "AVX",
  meaning: paddd,
  rows: `
    vpaddd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG FE /r  nofeature|yes
    vpaddd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG FE /r  no|yes         cpuid=AVX2`,
};

export const VPADDQ: Paragraph = {
  mnemonic: "vpaddq",
  title: "Add packed quadwords, VEX",
  source: "SDM 2B, PADDQ",
  cpuid: "AVX",
  meaning: paddq,
  rows: `
    vpaddq_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG D4 /r  nofeature|yes
    vpaddq_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG D4 /r  no|yes         cpuid=AVX2`,
};

export const VPADDSB: Paragraph = {
  mnemonic: "vpaddsb",
  title: "Add packed signed bytes with saturation, VEX",
  source: "SDM 2B, PADDSB",
  cpuid: "AVX",
  meaning: paddsb,
  rows: `
    vpaddsb_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG EC /r  nofeature|yes
    vpaddsb_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG EC /r  no|yes         cpuid=AVX2`,
};

export const VPADDSW: Paragraph = {
  mnemonic: "vpaddsw",
  title: "Add packed signed words with saturation, VEX",
  source: "SDM 2B, PADDSW",
  cpuid: "AVX",
  meaning: paddsw,
  rows: `
    vpaddsw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG ED /r  nofeature|yes
    vpaddsw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG ED /r  no|yes         cpuid=AVX2`,
};

export const VPADDUSB: Paragraph = {
  mnemonic: "vpaddusb",
  title: "Add packed unsigned bytes with saturation, VEX",
  source: "SDM 2B, PADDUSB",
  cpuid: "AVX",
  meaning: paddusb,
  rows: `
    vpaddusb_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG DC /r  nofeature|yes
    vpaddusb_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG DC /r  no|yes         cpuid=AVX2`,
};

export const VPADDUSW: Paragraph = {
  mnemonic: "vpaddusw",
  title: "Add packed unsigned words with saturation, VEX",
  source: "SDM 2B, PADDUSW",
  cpuid: "AVX",
  meaning: paddusw,
  rows: `
    vpaddusw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG DD /r  nofeature|yes
    vpaddusw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG DD /r  no|yes         cpuid=AVX2`,
};

export const VPADDW: Paragraph = {
  mnemonic: "vpaddw",
  title: "Add packed words, VEX",
  source: "SDM 2B, PADDW",
  cpuid: "AVX",
  meaning: paddw,
  rows: `
    vpaddw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG FD /r  nofeature|yes
    vpaddw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG FD /r  no|yes         cpuid=AVX2`,
};

export const VPAVGB: Paragraph = {
  mnemonic: "vpavgb",
  title: "Average packed unsigned bytes, VEX",
  source: "SDM 2B, PAVGB",
  cpuid: "AVX",
  meaning: pavgb,
  rows: `
    vpavgb_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG E0 /r  nofeature|yes
    vpavgb_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG E0 /r  no|yes         cpuid=AVX2`,
};

export const VPAVGW: Paragraph = {
  mnemonic: "vpavgw",
  title: "Average packed unsigned words, VEX",
  source: "SDM 2B, PAVGW",
  cpuid: "AVX",
  meaning: pavgw,
  rows: `
    vpavgw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG E3 /r  nofeature|yes
    vpavgw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG E3 /r  no|yes         cpuid=AVX2`,
};

export const VPMADDWD: Paragraph = {
  mnemonic: "vpmaddwd",
  title: "Multiply packed words and add neighbours, VEX",
  source: "SDM 2B, PMADDWD",
  cpuid: "AVX",
  meaning: pmaddwd,
  rows: `
    vpmaddwd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG F5 /r  nofeature|yes
    vpmaddwd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG F5 /r  no|yes         cpuid=AVX2`,
};

export const VPMAXSW: Paragraph = {
  mnemonic: "vpmaxsw",
  title: "Maximum of packed signed words, VEX",
  source: "SDM 2B, PMAXSW",
  cpuid: "AVX",
  meaning: pmaxsw,
  rows: `
    vpmaxsw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG EE /r  nofeature|yes
    vpmaxsw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG EE /r  no|yes         cpuid=AVX2`,
};

export const VPMAXUB: Paragraph = {
  mnemonic: "vpmaxub",
  title: "Maximum of packed unsigned bytes, VEX",
  source: "SDM 2B, PMAXUB",
  cpuid: "AVX",
  meaning: pmaxub,
  rows: `
    vpmaxub_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG DE /r  nofeature|yes
    vpmaxub_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG DE /r  no|yes         cpuid=AVX2`,
};

export const VPMINSW: Paragraph = {
  mnemonic: "vpminsw",
  title: "Minimum of packed signed words, VEX",
  source: "SDM 2B, PMINSW",
  cpuid: "AVX",
  meaning: pminsw,
  rows: `
    vpminsw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG EA /r  nofeature|yes
    vpminsw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG EA /r  no|yes         cpuid=AVX2`,
};

export const VPMINUB: Paragraph = {
  mnemonic: "vpminub",
  title: "Minimum of packed unsigned bytes, VEX",
  source: "SDM 2B, PMINUB",
  cpuid: "AVX",
  meaning: pminub,
  rows: `
    vpminub_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG DA /r  nofeature|yes
    vpminub_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG DA /r  no|yes         cpuid=AVX2`,
};

export const VPMULHUW: Paragraph = {
  mnemonic: "vpmulhuw",
  title: "High halves of products of packed unsigned words, VEX",
  source: "SDM 2B, PMULHUW",
  cpuid: "AVX",
  meaning: pmulhuw,
  rows: `
    vpmulhuw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG E4 /r  nofeature|yes
    vpmulhuw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG E4 /r  no|yes         cpuid=AVX2`,
};

export const VPMULHW: Paragraph = {
  mnemonic: "vpmulhw",
  title: "High halves of products of packed signed words, VEX",
  source: "SDM 2B, PMULHW",
  cpuid: "AVX",
  meaning: pmulhw,
  rows: `
    vpmulhw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG E5 /r  nofeature|yes
    vpmulhw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG E5 /r  no|yes         cpuid=AVX2`,
};

export const VPMULLW: Paragraph = {
  mnemonic: "vpmullw",
  title: "Low halves of products of packed words, VEX",
  source: "SDM 2B, PMULLW",
  cpuid: "AVX",
  meaning: pmullw,
  rows: `
    vpmullw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG D5 /r  nofeature|yes
    vpmullw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG D5 /r  no|yes         cpuid=AVX2`,
};

export const VPMULUDQ: Paragraph = {
  mnemonic: "vpmuludq",
  title: "Multiply packed unsigned doublewords, VEX",
  source: "SDM 2B, PMULUDQ",
  cpuid: "AVX",
  meaning: pmuludq,
  rows: `
    vpmuludq_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG F4 /r  nofeature|yes
    vpmuludq_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG F4 /r  no|yes         cpuid=AVX2`,
};

export const VPSADBW: Paragraph = {
  mnemonic: "vpsadbw",
  title: "Sum of absolute differences of bytes, VEX",
  source: "SDM 2B, PSADBW",
  cpuid: "AVX",
  meaning: psadbw,
  rows: `
    vpsadbw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG F6 /r  nofeature|yes
    vpsadbw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG F6 /r  no|yes         cpuid=AVX2`,
};

export const VPSUBB: Paragraph = {
  mnemonic: "vpsubb",
  title: "Subtract packed bytes, VEX",
  source: "SDM 2B, PSUBB",
  cpuid: "AVX",
  meaning: psubb,
  rows: `
    vpsubb_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG F8 /r  nofeature|yes
    vpsubb_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG F8 /r  no|yes         cpuid=AVX2`,
};

export const VPSUBD: Paragraph = {
  mnemonic: "vpsubd",
  title: "Subtract packed doublewords, VEX",
  source: "SDM 2B, PSUBD",
  cpuid: "AVX",
  meaning: psubd,
  rows: `
    vpsubd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG FA /r  nofeature|yes
    vpsubd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG FA /r  no|yes         cpuid=AVX2`,
};

export const VPSUBQ: Paragraph = {
  mnemonic: "vpsubq",
  title: "Subtract packed quadwords, VEX",
  source: "SDM 2B, PSUBQ",
  cpuid: "AVX",
  meaning: psubq,
  rows: `
    vpsubq_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG FB /r  nofeature|yes
    vpsubq_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG FB /r  no|yes         cpuid=AVX2`,
};

export const VPSUBSB: Paragraph = {
  mnemonic: "vpsubsb",
  title: "Subtract packed signed bytes with saturation, VEX",
  source: "SDM 2B, PSUBSB",
  cpuid: "AVX",
  meaning: psubsb,
  rows: `
    vpsubsb_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG E8 /r  nofeature|yes
    vpsubsb_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG E8 /r  no|yes         cpuid=AVX2`,
};

export const VPSUBSW: Paragraph = {
  mnemonic: "vpsubsw",
  title: "Subtract packed signed words with saturation, VEX",
  source: "SDM 2B, PSUBSW",
  cpuid: "AVX",
  meaning: psubsw,
  rows: `
    vpsubsw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG E9 /r  nofeature|yes
    vpsubsw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG E9 /r  no|yes         cpuid=AVX2`,
};

export const VPSUBUSB: Paragraph = {
  mnemonic: "vpsubusb",
  title: "Subtract packed unsigned bytes with saturation, VEX",
  source: "SDM 2B, PSUBUSB",
  cpuid: "AVX",
  meaning: psubusb,
  rows: `
    vpsubusb_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG D8 /r  nofeature|yes
    vpsubusb_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG D8 /r  no|yes         cpuid=AVX2`,
};

export const VPSUBUSW: Paragraph = {
  mnemonic: "vpsubusw",
  title: "Subtract packed unsigned words with saturation, VEX",
  source: "SDM 2B, PSUBUSW",
  cpuid: "AVX",
  meaning: psubusw,
  rows: `
    vpsubusw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG D9 /r  nofeature|yes
    vpsubusw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG D9 /r  no|yes         cpuid=AVX2`,
};

export const VPSUBW: Paragraph = {
  mnemonic: "vpsubw",
  title: "Subtract packed words, VEX",
  source: "SDM 2B, PSUBW",
  cpuid: "AVX",
  meaning: psubw,
  rows: `
    vpsubw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F.WIG F9 /r  nofeature|yes
    vpsubw_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F.WIG F9 /r  no|yes         cpuid=AVX2`,
};
