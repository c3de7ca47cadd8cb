/** VIA PadLock. */
import type { Paragraph } from "../form.ts";

export const CCS_ENCRYPT: Paragraph = {
  mnemonic: "ccs_encrypt",
  title: "PadLock SM4 cipher",
  source: "VIA PadLock programming guide, CCS_ENCRYPT",
  cpuid: "PADLOCK_GMI",
  rows: `
    ccs_encrypt  -  F3 0F A7 F0+i  no`,
};

export const CCS_HASH: Paragraph = {
  mnemonic: "ccs_hash",
  title: "PadLock SM3 hash",
  source: "VIA PadLock programming guide, CCS_HASH",
  cpuid: "PADLOCK_GMI",
  rows: `
    ccs_hash  -  F3 0F A6 E8+i  no`,
};

export const MONTMUL: Paragraph = {
  mnemonic: "montmul",
  title: "PadLock Montgomery multiplication",
  source: "VIA PadLock programming guide, MONTMUL",
  cpuid: "PADLOCK_PMM",
  rows: `
    montmul  -  F3 0F A6 C0  no`,
};

export const UNDOC: Paragraph = {
  mnemonic: "undoc",
  title: "PadLock opcodes without documentation",
  source: "VIA PadLock programming guide, UNDOC",
  cpuid: "PADLOCK_UNDOC",
  rows: `
    undoc_0fa6f0  -  F3 0F A6 F0+i  no
    undoc_0fa6f8  -  F3 0F A6 F8+i  no`,
};

export const XCRYPTCBC: Paragraph = {
  mnemonic: "xcryptcbc",
  title: "PadLock cipher, CBC",
  source: "VIA PadLock programming guide, XCRYPTCBC",
  cpuid: "PADLOCK_ACE",
  rows: `
    xcryptcbc  -  F3 0F A7 D0+i  no`,
};

export const XCRYPTCFB: Paragraph = {
  mnemonic: "xcryptcfb",
  title: "PadLock cipher, CFB",
  source: "VIA PadLock programming guide, XCRYPTCFB",
  cpuid: "PADLOCK_ACE",
  rows: `
    xcryptcfb  -  F3 0F A7 E0+i  no`,
};

export const XCRYPTCTR: Paragraph = {
  mnemonic: "xcryptctr",
  title: "PadLock cipher, CTR",
  source: "VIA PadLock programming guide, XCRYPTCTR",
  cpuid: "PADLOCK_ACE",
  rows: `
    xcryptctr  -  F3 0F A7 D8+i  no`,
};

export const XCRYPTECB: Paragraph = {
  mnemonic: "xcryptecb",
  title: "PadLock cipher, ECB",
  source: "VIA PadLock programming guide, XCRYPTECB",
  cpuid: "PADLOCK_ACE",
  rows: `
    xcryptecb  -  F3 0F A7 C8+i  no`,
};

export const XCRYPTOFB: Paragraph = {
  mnemonic: "xcryptofb",
  title: "PadLock cipher, OFB",
  source: "VIA PadLock programming guide, XCRYPTOFB",
  cpuid: "PADLOCK_ACE",
  rows: `
    xcryptofb  -  F3 0F A7 E8+i  no`,
};

export const XSHA1: Paragraph = {
  mnemonic: "xsha1",
  title: "PadLock SHA-1",
  source: "VIA PadLock programming guide, XSHA1",
  cpuid: "PADLOCK_PHE",
  rows: `
    xsha1  -  F3 0F A6 C8+i  no`,
};

export const XSHA256: Paragraph = {
  mnemonic: "xsha256",
  title: "PadLock SHA-256",
  source: "VIA PadLock programming guide, XSHA256",
  cpuid: "PADLOCK_PHE",
  rows: `
    xsha256  -  F3 0F A6 D0+i  no`,
};

export const XSHA512: Paragraph = {
  mnemonic: "xsha512",
  title: "PadLock SHA-512",
  source: "VIA PadLock programming guide, XSHA512",
  cpuid: "PADLOCK_PHE",
  rows: `
    xsha512  -  F3 0F A6 E0+i  no`,
};

export const XSHA512_ALT: Paragraph = {
  mnemonic: "xsha512_alt",
  title: "PadLock SHA-512, second encoding",
  source: "VIA PadLock programming guide, XSHA512_ALT",
  cpuid: "PADLOCK_PHE",
  rows: `
    xsha512_alt  -  F3 0F A6 D8+i  no`,
};

export const XSTORE: Paragraph = {
  mnemonic: "xstore",
  title: "PadLock random numbers",
  source: "VIA PadLock programming guide, XSTORE",
  cpuid: "PADLOCK_RNG",
  rows: `
    xstore  -  0F A7 C0+i  no`,
};

export const XSTORE_ALT: Paragraph = {
  mnemonic: "xstore_alt",
  title: "PadLock random numbers, second encoding",
  source: "VIA PadLock programming guide, XSTORE_ALT",
  cpuid: "PADLOCK_RNG",
  rows: `
    xstore_alt  -  F3 0F A7 F8+i  no`,
};
