/**
 * What CPUID tells a session's guest: the features whose instructions the sandbox admits, by the
 * names that instruction rows use. RDTSC, FXSAVE, LAHF, AES and all of AVX are not among them.
 */
export const SANDBOX_FEATURES: readonly string[] = [
  "x87", "CX8", "CX16", "CMOV", "CLFLUSH", "MMX", "EMMX", "SSE", "SSE2", "SSE3", "SSSE3", "SSE41",
  "SSE42", "SSE4A", "3DNOW", "E3DNOW", "3DPRFTCH", "MOVBE", "POPCNT", "LZCNT",
];
