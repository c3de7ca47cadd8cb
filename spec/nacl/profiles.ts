/**
 * Sandbox profiles as data: which rule set judges, and what a profile adds to it. A profile names
 * nothing that the instruction table already says; the table's sandbox columns are the policy.
 */

/** Column of the instruction table that a profile reads. */
export type SandboxColumn = "sandbox2013" | "sandbox2025";

/** The machine-level shape of a sandbox. Registers by their numbers: 4 = rsp, 15 = r15. */
export interface SandboxShape {
  /** Code is cut into bundles of so many bytes; nothing may cross their borders. */
  readonly bundleBytes: number;
  /** Holds the start of the sandbox and must never be written. */
  readonly baseRegister: number;
  /** Always hold sandbox addresses; written by special forms only. */
  readonly stackRegisters: readonly number[];
  /** Registers that may be the base of a memory operand. */
  readonly memoryBases: readonly number[];
  /** Whether [rip+disp32] is a fit memory operand. */
  readonly ripRelative: boolean;
}

/** An instruction that a profile refuses although its column admits it. */
export interface Exclusion {
  readonly mnemonic: string;
  /** True: only the forms with REX.W; false: every form. */
  readonly onlyRexW: boolean;
}

export interface Profile {
  readonly name: string;
  readonly aliases: readonly string[];
  /** What the profile stands for, in one sentence. */
  readonly title: string;
  readonly column: SandboxColumn;
  /** Whether VEX encodings take part at all. */
  readonly vex: boolean;
  /** Forgives instructions of the class `unsupported` (non-temporal forms). */
  readonly tolerant: boolean;
  readonly exclusions: readonly Exclusion[];
  readonly shape: SandboxShape;
  /** CPU features that the profile takes for granted; others are refused as missing. */
  readonly features: readonly string[];
}

/** Native Client's x86-64 sandbox. */
export const NACL_SHAPE: SandboxShape = {
  bundleBytes: 32,
  baseRegister: 15,
  stackRegisters: [4, 5],
  memoryBases: [4, 5, 15],
  ripRelative: true,
};

/**
 * Features that the built-in mask of 2013 leaves on. LZCNT and TZCNT count as always present,
 * because older CPUs run the same bytes as bsr and bsf.
 */
const FEATURES_2013 = [
  "3DNOW", "CLFLUSH", "CMOV", "CX16", "CX8", "E3DNOW", "EMMX", "LAHF", "LZCNT", "MMX", "MOVBE",
  "OSXSAVE", "POPCNT", "SSE", "SSE2", "SSE3", "SSE41", "SSE42", "SSE4A", "SSSE3", "TSC", "TZCNT",
  "x87",
] as const;

/** The mask of the newest validator adds these. */
const FEATURES_2025 = [...FEATURES_2013, "AVX", "AVX2", "FMA", "FMA4", "XOP"] as const;

/** The automaton of 2013 with every feature on. */
export const NACL_2013: Profile = {
  name: "nacl-2013",
  aliases: ["nacl"],
  title: "Native Client's production x86-64 validator as of 2013",
  column: "sandbox2013",
  vex: false,
  tolerant: false,
  exclusions: [],
  shape: NACL_SHAPE,
  features: FEATURES_2013,
};

/**
 * What both the automaton of 2013 and the validator packaged with ZeroVM accept. ZeroVM declares
 * rdtsc illegal because it breaks determinism; lahf, sahf and maskmov with REX.W are refused by
 * its older decoder. Where that decoder is laxer (string forms), the automaton decides.
 */
export const ZEROVM: Profile = {
  ...NACL_2013,
  name: "zerovm",
  aliases: [],
  title: "ZeroVM: the rules of 2013 without rdtsc, lahf, sahf and maskmov with REX.W",
  exclusions: [
    { mnemonic: "rdtsc", onlyRexW: false },
    { mnemonic: "lahf", onlyRexW: false },
    { mnemonic: "sahf", onlyRexW: false },
    { mnemonic: "maskmovq", onlyRexW: true },
    { mnemonic: "maskmovdqu", onlyRexW: true },
  ],
};

/** The newest public validator, strict: AVX, AVX2, FMA3; no non-temporal instructions. */
export const NACL_2025: Profile = {
  name: "nacl-2025",
  aliases: [],
  title: "Native Client's newest public x86-64 validator: AVX, AVX2, FMA3, no non-temporal forms",
  column: "sandbox2025",
  vex: true,
  tolerant: false,
  exclusions: [],
  shape: NACL_SHAPE,
  features: FEATURES_2025,
};

export const PROFILES: readonly Profile[] = [ZEROVM, NACL_2013, NACL_2025];

/** The profile of a name or alias; undefined when there is none. */
export const profileNamed = (name: string): Profile | undefined =>
  PROFILES.find((p) => p.name === name || p.aliases.includes(name));

/** The same profile, forgiving non-temporal instructions (class `unsupported`). */
export const tolerating = (profile: Profile): Profile => ({ ...profile, tolerant: true });

/** The same profile on a CPU without some features; unknown names have no effect. */
export const withoutFeatures = (profile: Profile, missing: readonly string[]): Profile => ({
  ...profile,
  features: profile.features.filter((f) => !missing.includes(f)),
});

/**
 * Features of combined names in the table: any one of `anyOf`, or each of `allOf`.
 */
export const COMBINED_FEATURES: Readonly<
  Record<string, { readonly anyOf?: readonly string[]; readonly allOf?: readonly string[] }>
> = {
  "3DPRFTCH": { anyOf: ["3DNOW", "PRE"] },
  EMMXSSE: { anyOf: ["EMMX", "SSE"] },
  CMOVx87: { allOf: ["CMOV", "x87"] },
  AESAVX: { allOf: ["AES", "AVX"] },
  CLMULAVX: { allOf: ["CLMUL", "AVX"] },
};

/** Whether a CPU with `features` has what the table's `cpuid` column asks for. */
export function featurePresent(features: ReadonlySet<string>, cpuid: string): boolean {
  if (cpuid === "" || cpuid === "LZCNT" || cpuid === "TZCNT") return true;
  const combined = COMBINED_FEATURES[cpuid];
  if (combined?.anyOf !== undefined) return combined.anyOf.some((f) => features.has(f));
  if (combined?.allOf !== undefined) return combined.allOf.every((f) => features.has(f));
  return features.has(cpuid);
}
