/**
 * The processor that CPUID describes: fixed leaves, a vendor of our own, and exactly the features
 * that the sandbox profile takes for granted. Bits: SDM volume 2A, CPUID; APM volume 3, appendix E.
 */

/** Features by the names of the instruction table's CPUID column. */
export type CpuFeatures = readonly string[];

export interface CpuidRegisters {
  readonly eax: number;
  readonly ebx: number;
  readonly ecx: number;
  readonly edx: number;
}

const VENDOR = "ZeroVM pure ";
const BRAND = "ZeroVM virtual x86-64 processor";
/** Family 6, model 1, stepping 0. */
const SIGNATURE = 0x610;
/** CLFLUSH lines of 64 bytes, in units of 8, in bits 8..15 of leaf 1's ebx. */
const CLFLUSH_LINE = 8 << 8;
/** 48-bit virtual and 40-bit physical addresses. */
const ADDRESS_SIZES = 0x3028;
const LAST_BASIC = 7;
const LAST_EXTENDED = 0x8000_0008;

type FeatureBits = readonly (readonly [bit: number, ...features: string[]])[];

const LEAF_1_ECX: FeatureBits = [
  [0, "SSE3"], [1, "PCLMULQDQ"], [9, "SSSE3"], [12, "FMA"], [13, "CX16"], [19, "SSE41"],
  [20, "SSE42"], [22, "MOVBE"], [23, "POPCNT"], [25, "AES"], [28, "AVX"], [29, "F16C"],
];
const LEAF_1_EDX: FeatureBits = [
  [0, "x87"], [4, "TSC"], [8, "CX8"], [15, "CMOV"], [19, "CLFLUSH"], [23, "MMX"], [24, "FXSR"],
  [25, "SSE"], [26, "SSE2"],
];
const LEAF_7_EBX: FeatureBits = [
  [3, "BMI1"], [5, "AVX2"], [8, "BMI2"], [19, "ADX"], [29, "SHA"],
];
const EXTENDED_1_ECX: FeatureBits = [
  [0, "LAHF"], [5, "LZCNT"], [6, "SSE4A"], [8, "3DPRFTCH"], [11, "XOP"], [16, "FMA4"], [21, "TBM"],
];
const EXTENDED_1_EDX: FeatureBits = [
  [0, "x87"], [4, "TSC"], [8, "CX8"], [15, "CMOV"], [22, "EMMX"], [23, "MMX"], [24, "FXSR"],
  [29, "LM"], [30, "E3DNOW"], [31, "3DNOW"],
];

function bitsOf(features: CpuFeatures, bits: FeatureBits): number {
  return bits.reduce(
    (word, [bit, ...names]) => (names.every((name) => features.includes(name))
      ? word | (1 << bit) : word), 0);
}

/** Four characters from `at` on as a register holds them, zero behind the end. */
function fourCharacters(text: string, at: number): number {
  let word = 0;
  for (let i = 3; i >= 0; i--) word = (word << 8) | ((text.charCodeAt(at + i) || 0) & 0xff);
  return word;
}

function brandLeaf(part: number): CpuidRegisters {
  const at = 16 * part;
  return {
    eax: fourCharacters(BRAND, at), ebx: fourCharacters(BRAND, at + 4),
    ecx: fourCharacters(BRAND, at + 8), edx: fourCharacters(BRAND, at + 12),
  };
}

/** What CPUID leaves in eax, ebx, ecx and edx; leaves that do not exist are all zero. */
export function cpuid(features: CpuFeatures, leaf: number, subleaf: number): CpuidRegisters {
  const known = [...features, "LM"];
  const bits = (table: FeatureBits): number => bitsOf(known, table);
  const none: CpuidRegisters = { eax: 0, ebx: 0, ecx: 0, edx: 0 };
  switch (leaf) {
    case 0: return {
      eax: LAST_BASIC, ebx: fourCharacters(VENDOR, 0),
      edx: fourCharacters(VENDOR, 4), ecx: fourCharacters(VENDOR, 8),
    };
    case 1: return {
      eax: SIGNATURE, ebx: CLFLUSH_LINE, ecx: bits(LEAF_1_ECX), edx: bits(LEAF_1_EDX),
    };
    case 7: return subleaf === 0 ? { ...none, ebx: bits(LEAF_7_EBX) } : none;
    case 0x8000_0000: return { ...none, eax: LAST_EXTENDED };
    case 0x8000_0001: return { ...none, ecx: bits(EXTENDED_1_ECX), edx: bits(EXTENDED_1_EDX) };
    case 0x8000_0002:
    case 0x8000_0003:
    case 0x8000_0004: return brandLeaf(leaf - 0x8000_0002);
    case 0x8000_0008: return { ...none, eax: ADDRESS_SIZES };
    default: return none;
  }
}
