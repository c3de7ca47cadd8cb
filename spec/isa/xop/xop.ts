/** XOP. */
import type { Paragraph } from "../form.ts";
import { withdrawn } from "../withdrawn.ts";

export const VFRCZPD: Paragraph = {
  mnemonic: "vfrczpd",
  title: "Fraction of packed doubles",
  source: "APM 4, VFRCZPD",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vfrczpd_xmm_xmmm128  xmm:w xmm/m128:r  XOP.128.X9.W0 81 /r  nofeature|no
    vfrczpd_ymm_ymmm256  ymm:w ymm/m256:r  XOP.256.X9.W0 81 /r  nofeature|no`,
};

export const VFRCZPS: Paragraph = {
  mnemonic: "vfrczps",
  title: "Fraction of packed singles",
  source: "APM 4, VFRCZPS",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vfrczps_xmm_xmmm128  xmm:w xmm/m128:r  XOP.128.X9.W0 80 /r  nofeature|no
    vfrczps_ymm_ymmm256  ymm:w ymm/m256:r  XOP.256.X9.W0 80 /r  nofeature|no`,
};

export const VFRCZSD: Paragraph = {
  mnemonic: "vfrczsd",
  title: "Fraction of a scalar double",
  source: "APM 4, VFRCZSD",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vfrczsd_xmm_xmmm64  xmm:w xmm/m64:r  XOP.128.X9.W0 83 /r  nofeature|no`,
};

export const VFRCZSS: Paragraph = {
  mnemonic: "vfrczss",
  title: "Fraction of a scalar single",
  source: "APM 4, VFRCZSS",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vfrczss_xmm_xmmm32  xmm:w xmm/m32:r  XOP.128.X9.W0 82 /r  nofeature|no`,
};

export const VPCMOV: Paragraph = {
  mnemonic: "vpcmov",
  title: "Move bits by a mask",
  source: "APM 4, VPCMOV",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpcmov_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  XOP.128.X8.W0 A2 /r /is4  nofeature|no
    vpcmov_ymm_ymm_ymmm256_ymm  ymm:w ymm.v:r ymm/m256:r ymm.is4:r  XOP.256.X8.W0 A2 /r /is4  nofeature|no
    vpcmov_xmm_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm.is4:r xmm/m128:r  XOP.128.X8.W1 A2 /r /is4  nofeature|no
    vpcmov_ymm_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm.is4:r ymm/m256:r  XOP.256.X8.W1 A2 /r /is4  nofeature|no`,
};

export const VPCOMB: Paragraph = {
  mnemonic: "vpcomb",
  title: "Compare packed signed bytes by a predicate",
  source: "APM 4, VPCOMB",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpcomb_xmm_xmm_xmmm128_imm8  xmm:w xmm.v:r xmm/m128:r imm8  XOP.128.X8.W0 CC /r ib  nofeature|no`,
};

export const VPCOMD: Paragraph = {
  mnemonic: "vpcomd",
  title: "Compare packed signed doublewords by a predicate",
  source: "APM 4, VPCOMD",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpcomd_xmm_xmm_xmmm128_imm8  xmm:w xmm.v:r xmm/m128:r imm8  XOP.128.X8.W0 CE /r ib  nofeature|no`,
};

export const VPCOMQ: Paragraph = {
  mnemonic: "vpcomq",
  title: "Compare packed signed quadwords by a predicate",
  source: "APM 4, VPCOMQ",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpcomq_xmm_xmm_xmmm128_imm8  xmm:w xmm.v:r xmm/m128:r imm8  XOP.128.X8.W0 CF /r ib  nofeature|no`,
};

export const VPCOMUB: Paragraph = {
  mnemonic: "vpcomub",
  title: "Compare packed unsigned bytes by a predicate",
  source: "APM 4, VPCOMUB",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpcomub_xmm_xmm_xmmm128_imm8  xmm:w xmm.v:r xmm/m128:r imm8  XOP.128.X8.W0 EC /r ib  nofeature|no`,
};

export const VPCOMUD: Paragraph = {
  mnemonic: "vpcomud",
  title: "Compare packed unsigned doublewords by a predicate",
  source: "APM 4, VPCOMUD",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpcomud_xmm_xmm_xmmm128_imm8  xmm:w xmm.v:r xmm/m128:r imm8  XOP.128.X8.W0 EE /r ib  nofeature|no`,
};

export const VPCOMUQ: Paragraph = {
  mnemonic: "vpcomuq",
  title: "Compare packed unsigned quadwords by a predicate",
  source: "APM 4, VPCOMUQ",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpcomuq_xmm_xmm_xmmm128_imm8  xmm:w xmm.v:r xmm/m128:r imm8  XOP.128.X8.W0 EF /r ib  nofeature|no`,
};

export const VPCOMUW: Paragraph = {
  mnemonic: "vpcomuw",
  title: "Compare packed unsigned words by a predicate",
  source: "APM 4, VPCOMUW",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpcomuw_xmm_xmm_xmmm128_imm8  xmm:w xmm.v:r xmm/m128:r imm8  XOP.128.X8.W0 ED /r ib  nofeature|no`,
};

export const VPCOMW: Paragraph = {
  mnemonic: "vpcomw",
  title: "Compare packed signed words by a predicate",
  source: "APM 4, VPCOMW",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpcomw_xmm_xmm_xmmm128_imm8  xmm:w xmm.v:r xmm/m128:r imm8  XOP.128.X8.W0 CD /r ib  nofeature|no`,
};

export const VPHADDBD: Paragraph = {
  mnemonic: "vphaddbd",
  title: "Add neighbouring signed bytes into doublewords",
  source: "APM 4, VPHADDBD",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vphaddbd_xmm_xmmm128  xmm:w xmm/m128:r  XOP.128.X9.W0 C2 /r  nofeature|no`,
};

export const VPHADDBQ: Paragraph = {
  mnemonic: "vphaddbq",
  title: "Add neighbouring signed bytes into quadwords",
  source: "APM 4, VPHADDBQ",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vphaddbq_xmm_xmmm128  xmm:w xmm/m128:r  XOP.128.X9.W0 C3 /r  nofeature|no`,
};

export const VPHADDBW: Paragraph = {
  mnemonic: "vphaddbw",
  title: "Add neighbouring signed bytes into words",
  source: "APM 4, VPHADDBW",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vphaddbw_xmm_xmmm128  xmm:w xmm/m128:r  XOP.128.X9.W0 C1 /r  nofeature|no`,
};

export const VPHADDDQ: Paragraph = {
  mnemonic: "vphadddq",
  title: "Add neighbouring signed doublewords into quadwords",
  source: "APM 4, VPHADDDQ",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vphadddq_xmm_xmmm128  xmm:w xmm/m128:r  XOP.128.X9.W0 CB /r  nofeature|no`,
};

export const VPHADDUBD: Paragraph = {
  mnemonic: "vphaddubd",
  title: "Add neighbouring unsigned bytes into doublewords",
  source: "APM 4, VPHADDUBD",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vphaddubd_xmm_xmmm128  xmm:w xmm/m128:r  XOP.128.X9.W0 D2 /r  nofeature|no`,
};

export const VPHADDUBQ: Paragraph = {
  mnemonic: "vphaddubq",
  title: "Add neighbouring unsigned bytes into quadwords",
  source: "APM 4, VPHADDUBQ",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vphaddubq_xmm_xmmm128  xmm:w xmm/m128:r  XOP.128.X9.W0 D3 /r  nofeature|no`,
};

export const VPHADDUBW: Paragraph = {
  mnemonic: "vphaddubw",
  title: "Add neighbouring unsigned bytes into words",
  source: "APM 4, VPHADDUBW",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vphaddubw_xmm_xmmm128  xmm:w xmm/m128:r  XOP.128.X9.W0 D1 /r  nofeature|no`,
};

export const VPHADDUDQ: Paragraph = {
  mnemonic: "vphaddudq",
  title: "Add neighbouring unsigned doublewords into quadwords",
  source: "APM 4, VPHADDUDQ",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vphaddudq_xmm_xmmm128  xmm:w xmm/m128:r  XOP.128.X9.W0 DB /r  nofeature|no`,
};

export const VPHADDUWD: Paragraph = {
  mnemonic: "vphadduwd",
  title: "Add neighbouring unsigned words into doublewords",
  source: "APM 4, VPHADDUWD",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vphadduwd_xmm_xmmm128  xmm:w xmm/m128:r  XOP.128.X9.W0 D6 /r  nofeature|no`,
};

export const VPHADDUWQ: Paragraph = {
  mnemonic: "vphadduwq",
  title: "Add neighbouring unsigned words into quadwords",
  source: "APM 4, VPHADDUWQ",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vphadduwq_xmm_xmmm128  xmm:w xmm/m128:r  XOP.128.X9.W0 D7 /r  nofeature|no`,
};

export const VPHADDWD: Paragraph = {
  mnemonic: "vphaddwd",
  title: "Add neighbouring signed words into doublewords",
  source: "APM 4, VPHADDWD",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vphaddwd_xmm_xmmm128  xmm:w xmm/m128:r  XOP.128.X9.W0 C6 /r  nofeature|no`,
};

export const VPHADDWQ: Paragraph = {
  mnemonic: "vphaddwq",
  title: "Add neighbouring signed words into quadwords",
  source: "APM 4, VPHADDWQ",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vphaddwq_xmm_xmmm128  xmm:w xmm/m128:r  XOP.128.X9.W0 C7 /r  nofeature|no`,
};

export const VPHSUBBW: Paragraph = {
  mnemonic: "vphsubbw",
  title: "Subtract neighbouring signed bytes into words",
  source: "APM 4, VPHSUBBW",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vphsubbw_xmm_xmmm128  xmm:w xmm/m128:r  XOP.128.X9.W0 E1 /r  nofeature|no`,
};

export const VPHSUBDQ: Paragraph = {
  mnemonic: "vphsubdq",
  title: "Subtract neighbouring signed doublewords into quadwords",
  source: "APM 4, VPHSUBDQ",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vphsubdq_xmm_xmmm128  xmm:w xmm/m128:r  XOP.128.X9.W0 E3 /r  nofeature|no`,
};

export const VPHSUBWD: Paragraph = {
  mnemonic: "vphsubwd",
  title: "Subtract neighbouring signed words into doublewords",
  source: "APM 4, VPHSUBWD",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vphsubwd_xmm_xmmm128  xmm:w xmm/m128:r  XOP.128.X9.W0 E2 /r  nofeature|no`,
};

export const VPMACSDD: Paragraph = {
  mnemonic: "vpmacsdd",
  title: "Multiply and accumulate doublewords",
  source: "APM 4, VPMACSDD",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpmacsdd_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  XOP.128.X8.W0 9E /r /is4  nofeature|no`,
};

export const VPMACSDQH: Paragraph = {
  mnemonic: "vpmacsdqh",
  title: "Multiply and accumulate high doublewords into quadwords",
  source: "APM 4, VPMACSDQH",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpmacsdqh_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  XOP.128.X8.W0 9F /r /is4  nofeature|no`,
};

export const VPMACSDQL: Paragraph = {
  mnemonic: "vpmacsdql",
  title: "Multiply and accumulate low doublewords into quadwords",
  source: "APM 4, VPMACSDQL",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpmacsdql_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  XOP.128.X8.W0 97 /r /is4  nofeature|no`,
};

export const VPMACSSDD: Paragraph = {
  mnemonic: "vpmacssdd",
  title: "Multiply and accumulate doublewords with saturation",
  source: "APM 4, VPMACSSDD",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpmacssdd_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  XOP.128.X8.W0 8E /r /is4  nofeature|no`,
};

export const VPMACSSDQH: Paragraph = {
  mnemonic: "vpmacssdqh",
  title: "Multiply and accumulate high doublewords into quadwords with saturation",
  source: "APM 4, VPMACSSDQH",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpmacssdqh_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  XOP.128.X8.W0 8F /r /is4  nofeature|no`,
};

export const VPMACSSDQL: Paragraph = {
  mnemonic: "vpmacssdql",
  title: "Multiply and accumulate low doublewords into quadwords with saturation",
  source: "APM 4, VPMACSSDQL",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpmacssdql_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  XOP.128.X8.W0 87 /r /is4  nofeature|no`,
};

export const VPMACSSWD: Paragraph = {
  mnemonic: "vpmacsswd",
  title: "Multiply and accumulate words into doublewords with saturation",
  source: "APM 4, VPMACSSWD",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpmacsswd_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  XOP.128.X8.W0 86 /r /is4  nofeature|no`,
};

export const VPMACSSWW: Paragraph = {
  mnemonic: "vpmacssww",
  title: "Multiply and accumulate words into words with saturation",
  source: "APM 4, VPMACSSWW",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpmacssww_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  XOP.128.X8.W0 85 /r /is4  nofeature|no`,
};

export const VPMACSWD: Paragraph = {
  mnemonic: "vpmacswd",
  title: "Multiply and accumulate words into doublewords",
  source: "APM 4, VPMACSWD",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpmacswd_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  XOP.128.X8.W0 96 /r /is4  nofeature|no`,
};

export const VPMACSWW: Paragraph = {
  mnemonic: "vpmacsww",
  title: "Multiply and accumulate words into words",
  source: "APM 4, VPMACSWW",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpmacsww_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  XOP.128.X8.W0 95 /r /is4  nofeature|no`,
};

export const VPMADCSSWD: Paragraph = {
  mnemonic: "vpmadcsswd",
  title: "Multiply words, add neighbours and accumulate with saturation",
  source: "APM 4, VPMADCSSWD",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpmadcsswd_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  XOP.128.X8.W0 A6 /r /is4  nofeature|no`,
};

export const VPMADCSWD: Paragraph = {
  mnemonic: "vpmadcswd",
  title: "Multiply words, add neighbours and accumulate",
  source: "APM 4, VPMADCSWD",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpmadcswd_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  XOP.128.X8.W0 B6 /r /is4  nofeature|no`,
};

export const VPPERM: Paragraph = {
  mnemonic: "vpperm",
  title: "Permute bytes of two vectors",
  source: "APM 4, VPPERM",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpperm_xmm_xmm_xmmm128_xmm  xmm:w xmm.v:r xmm/m128:r xmm.is4:r  XOP.128.X8.W0 A3 /r /is4  nofeature|no
    vpperm_xmm_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm.is4:r xmm/m128:r  XOP.128.X8.W1 A3 /r /is4  nofeature|no`,
};

export const VPROTB: Paragraph = {
  mnemonic: "vprotb",
  title: "Rotate packed bytes",
  source: "APM 4, VPROTB",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vprotb_xmm_xmmm128_imm8  xmm:w xmm/m128:r imm8     XOP.128.X8.W0 C0 /r ib  nofeature|no
    vprotb_xmm_xmmm128_xmm   xmm:w xmm/m128:r xmm.v:r  XOP.128.X9.W0 90 /r     nofeature|no
    vprotb_xmm_xmm_xmmm128   xmm:w xmm.v:r xmm/m128:r  XOP.128.X9.W1 90 /r     nofeature|no`,
};

export const VPROTD: Paragraph = {
  mnemonic: "vprotd",
  title: "Rotate packed doublewords",
  source: "APM 4, VPROTD",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vprotd_xmm_xmmm128_imm8  xmm:w xmm/m128:r imm8     XOP.128.X8.W0 C2 /r ib  nofeature|no
    vprotd_xmm_xmmm128_xmm   xmm:w xmm/m128:r xmm.v:r  XOP.128.X9.W0 92 /r     nofeature|no
    vprotd_xmm_xmm_xmmm128   xmm:w xmm.v:r xmm/m128:r  XOP.128.X9.W1 92 /r     nofeature|no`,
};

export const VPROTQ: Paragraph = {
  mnemonic: "vprotq",
  title: "Rotate packed quadwords",
  source: "APM 4, VPROTQ",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vprotq_xmm_xmmm128_imm8  xmm:w xmm/m128:r imm8     XOP.128.X8.W0 C3 /r ib  nofeature|no
    vprotq_xmm_xmmm128_xmm   xmm:w xmm/m128:r xmm.v:r  XOP.128.X9.W0 93 /r     nofeature|no
    vprotq_xmm_xmm_xmmm128   xmm:w xmm.v:r xmm/m128:r  XOP.128.X9.W1 93 /r     nofeature|no`,
};

export const VPROTW: Paragraph = {
  mnemonic: "vprotw",
  title: "Rotate packed words",
  source: "APM 4, VPROTW",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vprotw_xmm_xmmm128_imm8  xmm:w xmm/m128:r imm8     XOP.128.X8.W0 C1 /r ib  nofeature|no
    vprotw_xmm_xmmm128_xmm   xmm:w xmm/m128:r xmm.v:r  XOP.128.X9.W0 91 /r     nofeature|no
    vprotw_xmm_xmm_xmmm128   xmm:w xmm.v:r xmm/m128:r  XOP.128.X9.W1 91 /r     nofeature|no`,
};

export const VPSHAB: Paragraph = {
  mnemonic: "vpshab",
  title: "Shift packed bytes by signed counts, signed",
  source: "APM 4, VPSHAB",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpshab_xmm_xmmm128_xmm  xmm:w xmm/m128:r xmm.v:r  XOP.128.X9.W0 98 /r  nofeature|no
    vpshab_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  XOP.128.X9.W1 98 /r  nofeature|no`,
};

export const VPSHAD: Paragraph = {
  mnemonic: "vpshad",
  title: "Shift packed doublewords by signed counts, signed",
  source: "APM 4, VPSHAD",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpshad_xmm_xmmm128_xmm  xmm:w xmm/m128:r xmm.v:r  XOP.128.X9.W0 9A /r  nofeature|no
    vpshad_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  XOP.128.X9.W1 9A /r  nofeature|no`,
};

export const VPSHAQ: Paragraph = {
  mnemonic: "vpshaq",
  title: "Shift packed quadwords by signed counts, signed",
  source: "APM 4, VPSHAQ",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpshaq_xmm_xmmm128_xmm  xmm:w xmm/m128:r xmm.v:r  XOP.128.X9.W0 9B /r  nofeature|no
    vpshaq_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  XOP.128.X9.W1 9B /r  nofeature|no`,
};

export const VPSHAW: Paragraph = {
  mnemonic: "vpshaw",
  title: "Shift packed words by signed counts, signed",
  source: "APM 4, VPSHAW",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpshaw_xmm_xmmm128_xmm  xmm:w xmm/m128:r xmm.v:r  XOP.128.X9.W0 99 /r  nofeature|no
    vpshaw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  XOP.128.X9.W1 99 /r  nofeature|no`,
};

export const VPSHLB: Paragraph = {
  mnemonic: "vpshlb",
  title: "Shift packed bytes by signed counts, unsigned",
  source: "APM 4, VPSHLB",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpshlb_xmm_xmmm128_xmm  xmm:w xmm/m128:r xmm.v:r  XOP.128.X9.W0 94 /r  nofeature|no
    vpshlb_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  XOP.128.X9.W1 94 /r  nofeature|no`,
};

export const VPSHLD: Paragraph = {
  mnemonic: "vpshld",
  title: "Shift packed doublewords by signed counts, unsigned",
  source: "APM 4, VPSHLD",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpshld_xmm_xmmm128_xmm  xmm:w xmm/m128:r xmm.v:r  XOP.128.X9.W0 96 /r  nofeature|no
    vpshld_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  XOP.128.X9.W1 96 /r  nofeature|no`,
};

export const VPSHLQ: Paragraph = {
  mnemonic: "vpshlq",
  title: "Shift packed quadwords by signed counts, unsigned",
  source: "APM 4, VPSHLQ",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpshlq_xmm_xmmm128_xmm  xmm:w xmm/m128:r xmm.v:r  XOP.128.X9.W0 97 /r  nofeature|no
    vpshlq_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  XOP.128.X9.W1 97 /r  nofeature|no`,
};

export const VPSHLW: Paragraph = {
  mnemonic: "vpshlw",
  title: "Shift packed words by signed counts, unsigned",
  source: "APM 4, VPSHLW",
  cpuid: "XOP",
  meaning: withdrawn,
  rows: `
    vpshlw_xmm_xmmm128_xmm  xmm:w xmm/m128:r xmm.v:r  XOP.128.X9.W0 95 /r  nofeature|no
    vpshlw_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  XOP.128.X9.W1 95 /r  nofeature|no`,
};
