/** SHA. */
import type { Meaning, Paragraph } from "../form.ts";
import { packed, packedCall, packedCallBy } from "../packed-shapes.ts";

export const sha1msg1: Meaning = packedCall("sha1msg1");
export const SHA1MSG1: Paragraph = {
  mnemonic: "sha1msg1",
  title: "SHA-1: message schedule, first part",
  source: "SDM 2B, SHA1MSG1",
  cpuid: "SHA",
  meaning: sha1msg1,
  rows: `
    sha1msg1_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 38 C9 /r  no  align`,
};

export const sha1msg2: Meaning = packedCall("sha1msg2");
export const SHA1MSG2: Paragraph = {
  mnemonic: "sha1msg2",
  title: "SHA-1: message schedule, second part",
  source: "SDM 2B, SHA1MSG2",
  cpuid: "SHA",
  meaning: sha1msg2,
  rows: `
    sha1msg2_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 38 CA /r  no  align`,
};

export const sha1nexte: Meaning = packedCall("sha1nexte");
export const SHA1NEXTE: Paragraph = {
  mnemonic: "sha1nexte",
  title: "SHA-1: next state variable E",
  source: "SDM 2B, SHA1NEXTE",
  cpuid: "SHA",
  meaning: sha1nexte,
  rows: `
    sha1nexte_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 38 C8 /r  no  align`,
};

export const sha1rnds4: Meaning = packedCallBy("sha1rnds4");
export const SHA1RNDS4: Paragraph = {
  mnemonic: "sha1rnds4",
  title: "SHA-1: four rounds",
  source: "SDM 2B, SHA1RNDS4",
  cpuid: "SHA",
  meaning: sha1rnds4,
  rows: `
    sha1rnds4_xmm_xmmm128_imm8  xmm:rw xmm/m128:r imm8  NP 0F 3A CC /r ib  no  align`,
};

export const sha256msg1: Meaning = packedCall("sha256msg1");
export const SHA256MSG1: Paragraph = {
  mnemonic: "sha256msg1",
  title: "SHA-256: message schedule, first part",
  source: "SDM 2B, SHA256MSG1",
  cpuid: "SHA",
  meaning: sha256msg1,
  rows: `
    sha256msg1_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 38 CC /r  no  align`,
};

export const sha256msg2: Meaning = packedCall("sha256msg2");
export const SHA256MSG2: Paragraph = {
  mnemonic: "sha256msg2",
  title: "SHA-256: message schedule, second part",
  source: "SDM 2B, SHA256MSG2",
  cpuid: "SHA",
  meaning: sha256msg2,
  rows: `
    sha256msg2_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 38 CD /r  no  align`,
};

export const sha256rnds2: Meaning = packed((m, a, b) =>
  m.call("sha256rnds2", "v128", a, b, m.fixedVector(0)));
export const SHA256RNDS2: Paragraph = {
  mnemonic: "sha256rnds2",
  title: "SHA-256: two rounds",
  source: "SDM 2B, SHA256RNDS2",
  cpuid: "SHA",
  meaning: sha256rnds2,
  rows: `
    sha256rnds2_xmm_xmmm128  xmm:rw xmm/m128:r  NP 0F 38 CB /r  no  align`,
};
