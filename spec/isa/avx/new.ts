/** AVX and AVX2: instructions without a legacy form. */
import type { Meaning, Paragraph } from "../form.ts";
import { blended, chosenBy, fourLanes, packedCall } from "../packed-shapes.ts";
import { gather } from "./gather-shapes.ts";
import {
  DWORD_INDEX, QUADWORD_INDEX, broadcast, broadcastHalf, extractHalf, insertHalf, maskedMove,
  permuteDwords, permuteHalves, permuteQuadwords, permuteWithin, permuteWithinBy, quadwordPair,
  testSigns,
} from "./new-shapes.ts";

export const VBROADCASTF128: Paragraph = {
  mnemonic: "vbroadcastf128",
  title: "Broadcast 128 bits of floating-point data",
  source: "SDM 2C, VBROADCASTF128",
  cpuid: "AVX",
  meaning: broadcastHalf,
  rows: `
    vbroadcastf128_ymm_m128  ymm:w m128:r  VEX.256.66.0F38.W0 1A /r  nofeature|yes`,
};

export const VBROADCASTI128: Paragraph = {
  mnemonic: "vbroadcasti128",
  title: "Broadcast 128 bits of integer data",
  source: "SDM 2C, VBROADCASTI128",
  cpuid: "AVX2",
  meaning: broadcastHalf,
  rows: `
    vbroadcasti128_ymm_m128  ymm:w m128:r  VEX.256.66.0F38.W0 5A /r  no|yes`,
};

export const vbroadcastsd: Meaning = broadcast("i64x2");
export const VBROADCASTSD: Paragraph = {
  mnemonic: "vbroadcastsd",
  title: "Broadcast a double",
  source: "SDM 2C, VBROADCASTSD",
  cpuid: "AVX2",
  meaning: vbroadcastsd,
  rows: `
    vbroadcastsd_ymm_m64  ymm:w m64:r     VEX.256.66.0F38.W0 19 /r  nofeature|yes  cpuid=AVX
    vbroadcastsd_ymm_xmm  ymm:w xmm.rm:r  VEX.256.66.0F38.W0 19 /r  no|yes`,
};

export const vbroadcastss: Meaning = broadcast("i32x4");
export const VBROADCASTSS: Paragraph = {
  mnemonic: "vbroadcastss",
  title: "Broadcast a single",
  source: "SDM 2C, VBROADCASTSS",
  cpuid: "AVX2",
  meaning: vbroadcastss,
  rows: `
    vbroadcastss_xmm_m32  xmm:w m32:r     VEX.128.66.0F38.W0 18 /r  nofeature|yes  cpuid=AVX
    vbroadcastss_ymm_m32  ymm:w m32:r     VEX.256.66.0F38.W0 18 /r  nofeature|yes  cpuid=AVX
    vbroadcastss_xmm_xmm  xmm:w xmm.rm:r  VEX.128.66.0F38.W0 18 /r  no|yes
    vbroadcastss_ymm_xmm  ymm:w xmm.rm:r  VEX.256.66.0F38.W0 18 /r  no|yes`,
};

export const VEXTRACTF128: Paragraph = {
  mnemonic: "vextractf128",
  title: "Extract a 128-bit lane of floating-point data",
  source: "SDM 2C, VEXTRACTF128",
  cpuid: "AVX",
  meaning: extractHalf,
  rows: `
    vextractf128_xmmm128_ymm_imm8  xmm/m128:w ymm:r imm8  VEX.256.66.0F3A.W0 19 /r ib  nofeature|yes`,
};

export const VEXTRACTI128: Paragraph = {
  mnemonic: "vextracti128",
  title: "Extract a 128-bit lane of integer data",
  source: "SDM 2C, VEXTRACTI128",
  cpuid: "AVX2",
  meaning: extractHalf,
  rows: `
    vextracti128_xmmm128_ymm_imm8  xmm/m128:w ymm:r imm8  VEX.256.66.0F3A.W0 39 /r ib  no|yes`,
};

export const vgatherdpd: Meaning = gather(32);
export const VGATHERDPD: Paragraph = {
  mnemonic: "vgatherdpd",
  title: "Gather doubles by doubleword indexes",
  source: "SDM 2C, VGATHERDPD",
  cpuid: "AVX2",
  meaning: vgatherdpd,
  rows: `
    vgatherdpd_xmm_vm32x_xmm  xmm:rw vm32x/m64:r xmm.v:rw  VEX.128.66.0F38.W1 92 /r  no  distinct
    vgatherdpd_ymm_vm32x_ymm  ymm:rw vm32x/m64:r ymm.v:rw  VEX.256.66.0F38.W1 92 /r  no  distinct`,
};

export const vgatherdps: Meaning = gather(32);
export const VGATHERDPS: Paragraph = {
  mnemonic: "vgatherdps",
  title: "Gather singles by doubleword indexes",
  source: "SDM 2C, VGATHERDPS",
  cpuid: "AVX2",
  meaning: vgatherdps,
  rows: `
    vgatherdps_xmm_vm32x_xmm  xmm:rw vm32x/m32:r xmm.v:rw  VEX.128.66.0F38.W0 92 /r  no  distinct
    vgatherdps_ymm_vm32y_ymm  ymm:rw vm32y/m32:r ymm.v:rw  VEX.256.66.0F38.W0 92 /r  no  distinct`,
};

export const vgatherqpd: Meaning = gather(64);
export const VGATHERQPD: Paragraph = {
  mnemonic: "vgatherqpd",
  title: "Gather doubles by quadword indexes",
  source: "SDM 2C, VGATHERQPD",
  cpuid: "AVX2",
  meaning: vgatherqpd,
  rows: `
    vgatherqpd_xmm_vm64x_xmm  xmm:rw vm64x/m64:r xmm.v:rw  VEX.128.66.0F38.W1 93 /r  no  distinct
    vgatherqpd_ymm_vm64y_ymm  ymm:rw vm64y/m64:r ymm.v:rw  VEX.256.66.0F38.W1 93 /r  no  distinct`,
};

export const vgatherqps: Meaning = gather(64);
export const VGATHERQPS: Paragraph = {
  mnemonic: "vgatherqps",
  title: "Gather singles by quadword indexes",
  source: "SDM 2C, VGATHERQPS",
  cpuid: "AVX2",
  meaning: vgatherqps,
  rows: `
    vgatherqps_xmm_vm64x_xmm  xmm:rw vm64x/m32:r xmm.v:rw  VEX.128.66.0F38.W0 93 /r  no  distinct
    vgatherqps_xmm_vm64y_xmm  xmm:rw vm64y/m32:r xmm.v:rw  VEX.256.66.0F38.W0 93 /r  no  distinct`,
};

export const VINSERTF128: Paragraph = {
  mnemonic: "vinsertf128",
  title: "Insert a 128-bit lane of floating-point data",
  source: "SDM 2C, VINSERTF128",
  cpuid: "AVX",
  meaning: insertHalf,
  rows: `
    vinsertf128_ymm_ymm_xmmm128_imm8  ymm:w ymm.v:r xmm/m128:r imm8  VEX.256.66.0F3A.W0 18 /r ib  nofeature|yes`,
};

export const VINSERTI128: Paragraph = {
  mnemonic: "vinserti128",
  title: "Insert a 128-bit lane of integer data",
  source: "SDM 2C, VINSERTI128",
  cpuid: "AVX2",
  meaning: insertHalf,
  rows: `
    vinserti128_ymm_ymm_xmmm128_imm8  ymm:w ymm.v:r xmm/m128:r imm8  VEX.256.66.0F3A.W0 38 /r ib  no|yes`,
};

export const vmaskmovpd: Meaning = maskedMove(64);
export const VMASKMOVPD: Paragraph = {
  mnemonic: "vmaskmovpd",
  title: "Load or store doubles by a mask",
  source: "SDM 2C, VMASKMOVPD",
  cpuid: "AVX",
  meaning: vmaskmovpd,
  rows: `
    vmaskmovpd_xmm_xmm_m128  xmm:w xmm.v:r m128:r  VEX.128.66.0F38.W0 2D /r  nofeature|yes
    vmaskmovpd_ymm_ymm_m256  ymm:w ymm.v:r m256:r  VEX.256.66.0F38.W0 2D /r  nofeature|yes
    vmaskmovpd_m128_xmm_xmm  m128:w xmm.v:r xmm:r  VEX.128.66.0F38.W0 2F /r  nofeature|yes
    vmaskmovpd_m256_ymm_ymm  m256:w ymm.v:r ymm:r  VEX.256.66.0F38.W0 2F /r  nofeature|yes`,
};

export const vmaskmovps: Meaning = maskedMove(32);
export const VMASKMOVPS: Paragraph = {
  mnemonic: "vmaskmovps",
  title: "Load or store singles by a mask",
  source: "SDM 2C, VMASKMOVPS",
  cpuid: "AVX",
  meaning: vmaskmovps,
  rows: `
    vmaskmovps_xmm_xmm_m128  xmm:w xmm.v:r m128:r  VEX.128.66.0F38.W0 2C /r  nofeature|yes
    vmaskmovps_ymm_ymm_m256  ymm:w ymm.v:r m256:r  VEX.256.66.0F38.W0 2C /r  nofeature|yes
    vmaskmovps_m128_xmm_xmm  m128:w xmm.v:r xmm:r  VEX.128.66.0F38.W0 2E /r  nofeature|yes
    vmaskmovps_m256_ymm_ymm  m256:w ymm.v:r ymm:r  VEX.256.66.0F38.W0 2E /r  nofeature|yes`,
};

export const vpblendd: Meaning = chosenBy("vpblendd", (imm) => blended(4, imm), 4);
export const VPBLENDD: Paragraph = {
  mnemonic: "vpblendd",
  title: "Blend packed doublewords",
  source: "SDM 2C, VPBLENDD",
  cpuid: "AVX2",
  meaning: vpblendd,
  rows: `
    vpblendd_xmm_xmm_xmmm128_imm8  xmm:w xmm.v:r xmm/m128:r imm8  VEX.128.66.0F3A.W0 02 /r ib  no|yes
    vpblendd_ymm_ymm_ymmm256_imm8  ymm:w ymm.v:r ymm/m256:r imm8  VEX.256.66.0F3A.W0 02 /r ib  no|yes`,
};

export const vpbroadcastb: Meaning = broadcast("i8x16");
export const VPBROADCASTB: Paragraph = {
  mnemonic: "vpbroadcastb",
  title: "Broadcast a byte",
  source: "SDM 2C, VPBROADCASTB",
  cpuid: "AVX2",
  meaning: vpbroadcastb,
  rows: `
    vpbroadcastb_xmm_xmmm8  xmm:w xmm/m8:r  VEX.128.66.0F38.W0 78 /r  no|yes
    vpbroadcastb_ymm_xmmm8  ymm:w xmm/m8:r  VEX.256.66.0F38.W0 78 /r  no|yes`,
};

export const vpbroadcastd: Meaning = broadcast("i32x4");
export const VPBROADCASTD: Paragraph = {
  mnemonic: "vpbroadcastd",
  title: "Broadcast a doubleword",
  source: "SDM 2C, VPBROADCASTD",
  cpuid: "AVX2",
  meaning: vpbroadcastd,
  rows: `
    vpbroadcastd_xmm_xmmm32  xmm:w xmm/m32:r  VEX.128.66.0F38.W0 58 /r  no|yes
    vpbroadcastd_ymm_xmmm32  ymm:w xmm/m32:r  VEX.256.66.0F38.W0 58 /r  no|yes`,
};

export const vpbroadcastq: Meaning = broadcast("i64x2");
export const VPBROADCASTQ: Paragraph = {
  mnemonic: "vpbroadcastq",
  title: "Broadcast a quadword",
  source: "SDM 2C, VPBROADCASTQ",
  cpuid: "AVX2",
  meaning: vpbroadcastq,
  rows: `
    vpbroadcastq_xmm_xmmm64  xmm:w xmm/m64:r  VEX.128.66.0F38.W0 59 /r  no|yes
    vpbroadcastq_ymm_xmmm64  ymm:w xmm/m64:r  VEX.256.66.0F38.W0 59 /r  no|yes`,
};

export const vpbroadcastw: Meaning = broadcast("i16x8");
export const VPBROADCASTW: Paragraph = {
  mnemonic: "vpbroadcastw",
  title: "Broadcast a word",
  source: "SDM 2C, VPBROADCASTW",
  cpuid: "AVX2",
  meaning: vpbroadcastw,
  rows: `
    vpbroadcastw_xmm_xmmm16  xmm:w xmm/m16:r  VEX.128.66.0F38.W0 79 /r  no|yes
    vpbroadcastw_ymm_xmmm16  ymm:w xmm/m16:r  VEX.256.66.0F38.W0 79 /r  no|yes`,
};

export const VPERM2F128: Paragraph = {
  mnemonic: "vperm2f128",
  title: "Permute 128-bit lanes of floating-point data",
  source: "SDM 2C, VPERM2F128",
  cpuid: "AVX",
  meaning: permuteHalves,
  rows: `
    vperm2f128_ymm_ymm_ymmm256_imm8  ymm:w ymm.v:r ymm/m256:r imm8  VEX.256.66.0F3A.W0 06 /r ib  nofeature|yes`,
};

export const VPERM2I128: Paragraph = {
  mnemonic: "vperm2i128",
  title: "Permute 128-bit lanes of integer data",
  source: "SDM 2C, VPERM2I128",
  cpuid: "AVX2",
  meaning: permuteHalves,
  rows: `
    vperm2i128_ymm_ymm_ymmm256_imm8  ymm:w ymm.v:r ymm/m256:r imm8  VEX.256.66.0F3A.W0 46 /r ib  no|yes`,
};

export const VPERMD: Paragraph = {
  mnemonic: "vpermd",
  title: "Permute doublewords",
  source: "SDM 2C, VPERMD",
  cpuid: "AVX2",
  meaning: permuteDwords,
  rows: `
    vpermd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 36 /r  no|yes`,
};

export const vpermilpd: Meaning = (m) => {
  if (m.operand(2).kind === "imm") permuteWithin("vpermilpd", 8, quadwordPair, 2)(m);
  else permuteWithinBy(QUADWORD_INDEX)(m);
};
export const VPERMILPD: Paragraph = {
  mnemonic: "vpermilpd",
  title: "Permute doubles within 128-bit lanes",
  source: "SDM 2C, VPERMILPD",
  cpuid: "AVX",
  meaning: vpermilpd,
  rows: `
    vpermilpd_xmm_xmm_xmmm128   xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 0D /r     nofeature|yes
    vpermilpd_ymm_ymm_ymmm256   ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 0D /r     nofeature|yes
    vpermilpd_xmm_xmmm128_imm8  xmm:w xmm/m128:r imm8     VEX.128.66.0F3A.W0 05 /r ib  nofeature|yes
    vpermilpd_ymm_ymmm256_imm8  ymm:w ymm/m256:r imm8     VEX.256.66.0F3A.W0 05 /r ib  nofeature|yes`,
};

export const vpermilps: Meaning = (m) => {
  if (m.operand(2).kind === "imm") permuteWithin("vpermilps", 4, fourLanes, 0)(m);
  else permuteWithinBy(DWORD_INDEX)(m);
};
export const VPERMILPS: Paragraph = {
  mnemonic: "vpermilps",
  title: "Permute singles within 128-bit lanes",
  source: "SDM 2C, VPERMILPS",
  cpuid: "AVX",
  meaning: vpermilps,
  rows: `
    vpermilps_xmm_xmm_xmmm128   xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 0C /r     nofeature|yes
    vpermilps_ymm_ymm_ymmm256   ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 0C /r     nofeature|yes
    vpermilps_xmm_xmmm128_imm8  xmm:w xmm/m128:r imm8     VEX.128.66.0F3A.W0 04 /r ib  nofeature|yes
    vpermilps_ymm_ymmm256_imm8  ymm:w ymm/m256:r imm8     VEX.256.66.0F3A.W0 04 /r ib  nofeature|yes`,
};

export const VPERMPD: Paragraph = {
  mnemonic: "vpermpd",
  title: "Permute doubles",
  source: "SDM 2C, VPERMPD",
  cpuid: "AVX2",
  meaning: permuteQuadwords,
  rows: `
    vpermpd_ymm_ymmm256_imm8  ymm:w ymm/m256:r imm8  VEX.256.66.0F3A.W1 01 /r ib  no|yes`,
};

export const VPERMPS: Paragraph = {
  mnemonic: "vpermps",
  title: "Permute singles",
  source: "SDM 2C, VPERMPS",
  cpuid: "AVX2",
  meaning: permuteDwords,
  rows: `
    vpermps_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 16 /r  no|yes`,
};

export const VPERMQ: Paragraph = {
  mnemonic: "vpermq",
  title: "Permute quadwords",
  source: "SDM 2C, VPERMQ",
  cpuid: "AVX2",
  meaning: permuteQuadwords,
  rows: `
    vpermq_ymm_ymmm256_imm8  ymm:w ymm/m256:r imm8  VEX.256.66.0F3A.W1 00 /r ib  no|yes`,
};

export const vpgatherdd: Meaning = gather(32);
export const VPGATHERDD: Paragraph = {
  mnemonic: "vpgatherdd",
  title: "Gather doublewords by doubleword indexes",
  source: "SDM 2C, VPGATHERDD",
  cpuid: "AVX2",
  meaning: vpgatherdd,
  rows: `
    vpgatherdd_xmm_vm32x_xmm  xmm:rw vm32x/m32:r xmm.v:rw  VEX.128.66.0F38.W0 90 /r  no  distinct
    vpgatherdd_ymm_vm32y_ymm  ymm:rw vm32y/m32:r ymm.v:rw  VEX.256.66.0F38.W0 90 /r  no  distinct`,
};

export const vpgatherdq: Meaning = gather(32);
export const VPGATHERDQ: Paragraph = {
  mnemonic: "vpgatherdq",
  title: "Gather quadwords by doubleword indexes",
  source: "SDM 2C, VPGATHERDQ",
  cpuid: "AVX2",
  meaning: vpgatherdq,
  rows: `
    vpgatherdq_xmm_vm32x_xmm  xmm:rw vm32x/m64:r xmm.v:rw  VEX.128.66.0F38.W1 90 /r  no  distinct
    vpgatherdq_ymm_vm32x_ymm  ymm:rw vm32x/m64:r ymm.v:rw  VEX.256.66.0F38.W1 90 /r  no  distinct`,
};

export const vpgatherqd: Meaning = gather(64);
export const VPGATHERQD: Paragraph = {
  mnemonic: "vpgatherqd",
  title: "Gather doublewords by quadword indexes",
  source: "SDM 2C, VPGATHERQD",
  cpuid: "AVX2",
  meaning: vpgatherqd,
  rows: `
    vpgatherqd_xmm_vm64x_xmm  xmm:rw vm64x/m32:r xmm.v:rw  VEX.128.66.0F38.W0 91 /r  no  distinct
    vpgatherqd_xmm_vm64y_xmm  xmm:rw vm64y/m32:r xmm.v:rw  VEX.256.66.0F38.W0 91 /r  no  distinct`,
};

export const vpgatherqq: Meaning = gather(64);
export const VPGATHERQQ: Paragraph = {
  mnemonic: "vpgatherqq",
  title: "Gather quadwords by quadword indexes",
  source: "SDM 2C, VPGATHERQQ",
  cpuid: "AVX2",
  meaning: vpgatherqq,
  rows: `
    vpgatherqq_xmm_vm64x_xmm  xmm:rw vm64x/m64:r xmm.v:rw  VEX.128.66.0F38.W1 91 /r  no  distinct
    vpgatherqq_ymm_vm64y_ymm  ymm:rw vm64y/m64:r ymm.v:rw  VEX.256.66.0F38.W1 91 /r  no  distinct`,
};

export const vpmaskmovd: Meaning = maskedMove(32);
export const VPMASKMOVD: Paragraph = {
  mnemonic: "vpmaskmovd",
  title: "Load or store doublewords by a mask",
  source: "SDM 2C, VPMASKMOVD",
  cpuid: "AVX2",
  meaning: vpmaskmovd,
  rows: `
    vpmaskmovd_xmm_xmm_m128  xmm:w xmm.v:r m128:r  VEX.128.66.0F38.W0 8C /r  no|yes
    vpmaskmovd_ymm_ymm_m256  ymm:w ymm.v:r m256:r  VEX.256.66.0F38.W0 8C /r  no|yes
    vpmaskmovd_m128_xmm_xmm  m128:w xmm.v:r xmm:r  VEX.128.66.0F38.W0 8E /r  no|yes
    vpmaskmovd_m256_ymm_ymm  m256:w ymm.v:r ymm:r  VEX.256.66.0F38.W0 8E /r  no|yes`,
};

export const vpmaskmovq: Meaning = maskedMove(64);
export const VPMASKMOVQ: Paragraph = {
  mnemonic: "vpmaskmovq",
  title: "Load or store quadwords by a mask",
  source: "SDM 2C, VPMASKMOVQ",
  cpuid: "AVX2",
  meaning: vpmaskmovq,
  rows: `
    vpmaskmovq_xmm_xmm_m128  xmm:w xmm.v:r m128:r  VEX.128.66.0F38.W1 8C /r  no|yes
    vpmaskmovq_ymm_ymm_m256  ymm:w ymm.v:r m256:r  VEX.256.66.0F38.W1 8C /r  no|yes
    vpmaskmovq_m128_xmm_xmm  m128:w xmm.v:r xmm:r  VEX.128.66.0F38.W1 8E /r  no|yes
    vpmaskmovq_m256_ymm_ymm  m256:w ymm.v:r ymm:r  VEX.256.66.0F38.W1 8E /r  no|yes`,
};

export const vpsllvd: Meaning = packedCall("vpsllvd");
export const VPSLLVD: Paragraph = {
  mnemonic: "vpsllvd",
  title: "Shift packed doublewords left by counts of their own",
  source: "SDM 2C, VPSLLVD",
  cpuid: "AVX2",
  meaning: vpsllvd,
  rows: `
    vpsllvd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 47 /r  no|yes
    vpsllvd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 47 /r  no|yes`,
};

export const vpsllvq: Meaning = packedCall("vpsllvq");
export const VPSLLVQ: Paragraph = {
  mnemonic: "vpsllvq",
  title: "Shift packed quadwords left by counts of their own",
  source: "SDM 2C, VPSLLVQ",
  cpuid: "AVX2",
  meaning: vpsllvq,
  rows: `
    vpsllvq_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 47 /r  no|yes
    vpsllvq_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 47 /r  no|yes`,
};

export const vpsravd: Meaning = packedCall("vpsravd");
export const VPSRAVD: Paragraph = {
  mnemonic: "vpsravd",
  title: "Shift packed doublewords right by counts of their own, signed",
  source: "SDM 2C, VPSRAVD",
  cpuid: "AVX2",
  meaning: vpsravd,
  rows: `
    vpsravd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 46 /r  no|yes
    vpsravd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 46 /r  no|yes`,
};

export const vpsrlvd: Meaning = packedCall("vpsrlvd");
export const VPSRLVD: Paragraph = {
  mnemonic: "vpsrlvd",
  title: "Shift packed doublewords right by counts of their own, unsigned",
  source: "SDM 2C, VPSRLVD",
  cpuid: "AVX2",
  meaning: vpsrlvd,
  rows: `
    vpsrlvd_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.W0 45 /r  no|yes
    vpsrlvd_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.W0 45 /r  no|yes`,
};

export const vpsrlvq: Meaning = packedCall("vpsrlvq");
export const VPSRLVQ: Paragraph = {
  mnemonic: "vpsrlvq",
  title: "Shift packed quadwords right by counts of their own, unsigned",
  source: "SDM 2C, VPSRLVQ",
  cpuid: "AVX2",
  meaning: vpsrlvq,
  rows: `
    vpsrlvq_xmm_xmm_xmmm128  xmm:w xmm.v:r xmm/m128:r  VEX.128.66.0F38.W1 45 /r  no|yes
    vpsrlvq_ymm_ymm_ymmm256  ymm:w ymm.v:r ymm/m256:r  VEX.256.66.0F38.W1 45 /r  no|yes`,
};

export const vtestpd: Meaning = testSigns("i64x2");
export const VTESTPD: Paragraph = {
  mnemonic: "vtestpd",
  title: "Test the signs of packed doubles",
  source: "SDM 2C, VTESTPD",
  cpuid: "AVX",
  flags: "writes zc, clears osap",
  meaning: vtestpd,
  rows: `
    vtestpd_xmm_xmmm128  xmm:r xmm/m128:r  VEX.128.66.0F38.W0 0F /r  nofeature|yes
    vtestpd_ymm_ymmm256  ymm:r ymm/m256:r  VEX.256.66.0F38.W0 0F /r  nofeature|yes`,
};

export const vtestps: Meaning = testSigns("i32x4");
export const VTESTPS: Paragraph = {
  mnemonic: "vtestps",
  title: "Test the signs of packed singles",
  source: "SDM 2C, VTESTPS",
  cpuid: "AVX",
  flags: "writes zc, clears osap",
  meaning: vtestps,
  rows: `
    vtestps_xmm_xmmm128  xmm:r xmm/m128:r  VEX.128.66.0F38.W0 0E /r  nofeature|yes
    vtestps_ymm_ymmm256  ymm:r ymm/m256:r  VEX.256.66.0F38.W0 0E /r  nofeature|yes`,
};

export const vzeroall: Meaning = (m) => {
  for (let register = 0; register < 16; register++) {
    m.setFixedVector(register, m.constVector(0n), 0);
    m.setFixedVector(register, m.constVector(0n), 1);
  }
};
export const VZEROALL: Paragraph = {
  mnemonic: "vzeroall",
  title: "Clear all vector registers",
  source: "SDM 2C, VZEROALL",
  cpuid: "AVX",
  meaning: vzeroall,
  rows: `
    vzeroall  -  VEX.256.0F.WIG 77  nofeature|yes`,
};

export const vzeroupper: Meaning = (m) => {
  for (let register = 0; register < 16; register++) {
    m.setFixedVector(register, m.constVector(0n), 1);
  }
};
export const VZEROUPPER: Paragraph = {
  mnemonic: "vzeroupper",
  title: "Clear the upper halves of all vector registers",
  source: "SDM 2C, VZEROUPPER",
  cpuid: "AVX",
  meaning: vzeroupper,
  rows: `
    vzeroupper  -  VEX.128.0F.WIG 77  nofeature|yes`,
};
