/**
 * The rules of the sandbox, numbered. A refusal names one of them; the cases under
 * `conformance/cases/` show each accepted and refused.
 *
 * `clause` says what must hold, `why` what it protects, `repair` what to write instead, with {64}
 * and {32} in place of the register in question. `flag` is the name of the error in Native Client's
 * validator (validator.h), "" where it has none.
 */

export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly clause: string;
  readonly why: string;
  readonly repair: string;
  readonly flag: string;
}

export const BUNDLES = {
  id: "NACL-01",
  title: "Whole bundles",
  clause: "The text is a whole number of 32-byte bundles.",
  why: "Indirect jumps land on multiples of 32, so the last bundle must be complete.",
  repair: "Pad the end of the text with hlt (f4) or nop (90) up to a multiple of 32 bytes.",
  flag: "",
} as const satisfies Rule;

export const CROSSING = {
  id: "NACL-02",
  title: "Nothing crosses a bundle end",
  clause: "Every instruction and superinstruction lies inside one bundle.",
  why: "A jump to the next bundle's start would otherwise land inside an instruction.",
  repair: "Pad with nops so that the instruction begins in the next bundle (.bundle_lock).",
  flag: "UNRECOGNIZED_INSTRUCTION",
} as const satisfies Rule;

export const UNDEFINED = {
  id: "NACL-03",
  title: "Only instructions",
  clause: "The text holds nothing but instructions of the table; data is not exempt.",
  why: "What the validator cannot decode, it cannot judge.",
  repair: "Move data to a data segment, and fill gaps with hlt (f4) or nop (90), not with zeros.",
  flag: "UNRECOGNIZED_INSTRUCTION",
} as const satisfies Rule;

export const FORBIDDEN = {
  id: "NACL-04",
  title: "Only admitted instructions",
  clause: "Every instruction is of class `allowed` in the profile's column of the table.",
  why: "System, privileged, far and return instructions would leave the sandbox.",
  repair: "Use an admitted instruction; for a system service call a trap through the trampoline " +
    "page, for ret use pop rcx and the masked jump of NACL-18.",
  flag: "UNRECOGNIZED_INSTRUCTION",
} as const satisfies Rule;

export const PREFIXES = {
  id: "NACL-05",
  title: "Prefixes of the row",
  clause: "Legacy prefixes are those that the instruction's row names, each at most once.",
  why: "Segment, address-size and stray prefixes change what an instruction does, or its length.",
  repair: "Drop the prefix.",
  flag: "UNRECOGNIZED_INSTRUCTION",
} as const satisfies Rule;

export const REX = {
  id: "NACL-06",
  title: "One REX, last, of the row's class",
  clause: "At most one REX byte, directly before the opcode, with a W bit that the row admits.",
  why: "A REX that is not last is ignored by the CPU, so the operands would not be what they seem.",
  repair: "Put one REX byte behind all other prefixes and choose W as the operand size demands, " +
    "without 66 beside REX.W.",
  flag: "UNRECOGNIZED_INSTRUCTION",
} as const satisfies Rule;

export const NOPS = {
  id: "NACL-07",
  title: "16-bit nops are fixed strings",
  clause: "A multi-byte nop with 66 is one of eight fixed byte strings.",
  why: "Padding needs only those; everything else with repeated prefixes stays refused.",
  repair: "Use 66 0f 1f 44 00 00 or another of the assembler's standard nops.",
  flag: "UNRECOGNIZED_INSTRUCTION",
} as const satisfies Rule;

export const FEATURES = {
  id: "NACL-08",
  title: "CPU features",
  clause: "The instruction's CPU feature is one that the profile takes for granted.",
  why: "On a CPU without the feature the same bytes may be another instruction, or none.",
  repair: "Compile without the feature, or choose a profile or feature set that has it.",
  flag: "CPUID_UNSUPPORTED_INSTRUCTION",
} as const satisfies Rule;

export const MEMORY_BASE = {
  id: "NACL-09",
  title: "Base of a memory operand",
  clause: "The base register of a memory operand is r15, rsp, rbp or rip.",
  why: "Only these hold sandbox addresses; any other base reaches all of memory.",
  repair: "Address it as [r15+{64}], with mov {32}, {32} directly before, in the same bundle.",
  flag: "FORBIDDEN_BASE_REGISTER",
} as const satisfies Rule;

export const MEMORY_INDEX = {
  id: "NACL-10",
  title: "Index of a memory operand",
  clause: "The index register is the restricted register: the 32-bit register that the directly " +
    "preceding instruction of the bundle wrote with zero-extension.",
  why: "Only then the index is below 4 GiB, whichever way control came.",
  repair: "Put mov {32}, {32} directly before, in the same bundle.",
  flag: "UNRESTRICTED_INDEX_REGISTER",
} as const satisfies Rule;

export const R15 = {
  id: "NACL-11",
  title: "r15 is never written",
  clause: "No instruction writes r15 in any width.",
  why: "r15 holds the base of the sandbox.",
  repair: "Use another register.",
  flag: "R15_MODIFIED",
} as const satisfies Rule;

export const RSP = {
  id: "NACL-12",
  title: "Writes of rsp",
  clause: "rsp is written by push, pop, call, mov rsp, rbp, and rsp, imm8 (negative), or by a " +
    "zero-extending write of esp followed by its sandboxing; spl and sp never.",
  why: "rsp must hold a sandbox address at every instruction.",
  repair: "Write esp and re-base it at once, in one bundle: sub esp, imm; add rsp, r15.",
  flag: "SP_MODIFIED",
} as const satisfies Rule;

export const RBP = {
  id: "NACL-13",
  title: "Writes of rbp",
  clause: "rbp is written by mov rbp, rsp, or by a zero-extending write of ebp followed by its " +
    "sandboxing; bpl and bp never.",
  why: "rbp must hold a sandbox address at every instruction.",
  repair: "Write ebp and re-base it at once, in one bundle: pop rcx; mov ebp, ecx; add rbp, r15.",
  flag: "BP_MODIFIED",
} as const satisfies Rule;

export const RSP_UNPROCESSED = {
  id: "NACL-14",
  title: "A restricted rsp is sandboxed at once",
  clause: "After a zero-extending write of esp the next instruction of the same bundle is the " +
    "add, or, or lea that adds r15 to rsp.",
  why: "Until then rsp is an address below 4 GiB, outside the sandbox.",
  repair: "Put add rsp, r15 directly behind the write, in the same bundle.",
  flag: "RESTRICTED_RSP_UNPROCESSED",
} as const satisfies Rule;

export const RBP_UNPROCESSED = {
  id: "NACL-15",
  title: "A restricted rbp is sandboxed at once",
  clause: "After a zero-extending write of ebp the next instruction of the same bundle is add or " +
    "lea that adds r15 to rbp.",
  why: "Until then rbp is an address below 4 GiB, outside the sandbox.",
  repair: "Put add rbp, r15 directly behind the write, in the same bundle.",
  flag: "RESTRICTED_RBP_UNPROCESSED",
} as const satisfies Rule;

export const RSP_UNRESTRICTED = {
  id: "NACL-16",
  title: "Sandboxing of rsp needs a restricted rsp",
  clause: "add, or, and lea that add r15 to rsp stand directly behind a zero-extending write " +
    "of esp.",
  why: "Added twice, r15 makes an address outside the sandbox.",
  repair: "Put mov esp, esp (or the arithmetic on esp) directly before, in the same bundle.",
  flag: "UNRESTRICTED_RSP_PROCESSED",
} as const satisfies Rule;

export const RBP_UNRESTRICTED = {
  id: "NACL-17",
  title: "Sandboxing of rbp needs a restricted rbp",
  clause: "add and lea that add r15 to rbp stand directly behind a zero-extending write of ebp.",
  why: "Added twice, r15 makes an address outside the sandbox.",
  repair: "Put mov ebp, ebp (or the arithmetic on ebp) directly before, in the same bundle.",
  flag: "UNRESTRICTED_RBP_PROCESSED",
} as const satisfies Rule;

export const INDIRECT_BRANCH = {
  id: "NACL-18",
  title: "Indirect jumps and calls are masked",
  clause: "jmp and call through a register are the last part of and r32, -32; add r64, r15; " +
    "jmp|call r64, all with one register, contiguous, in one bundle.",
  why: "An indirect branch must land at a bundle start inside the sandbox.",
  repair: "Write and {32}, -32; add {64}, r15; jmp {64} (or call), in one bundle; a target in " +
    "memory is loaded before. The mask is the 3-byte form with an 8-bit immediate (83 /4 e0).",
  flag: "UNRECOGNIZED_INSTRUCTION",
} as const satisfies Rule;

export const STRINGS = {
  id: "NACL-19",
  title: "String instructions follow their address pairs",
  clause: "lods follows the pair of rsi, stos and scas that of rdi, movs and cmps both in this " +
    "order; REX is none or exactly 48, and 66 goes without rep.",
  why: "rsi and rdi are memory operands that no ModRM byte shows.",
  repair: "mov esi, esi; lea rsi, [r15+rsi]; mov edi, edi; lea rdi, [r15+rdi], then the string " +
    "instruction, all in one bundle.",
  flag: "UNRECOGNIZED_INSTRUCTION",
} as const satisfies Rule;

export const MASKED_STORE = {
  id: "NACL-20",
  title: "Masked stores follow the address pair of rdi",
  clause: "maskmovq and maskmovdqu (vmaskmovdqu where VEX is admitted) stand directly behind the " +
    "pair of rdi.",
  why: "rdi is a memory operand that no ModRM byte shows.",
  repair: "mov edi, edi; lea rdi, [r15+rdi], then the masked store, all in one bundle.",
  flag: "UNRECOGNIZED_INSTRUCTION",
} as const satisfies Rule;

export const JUMP_RANGE = {
  id: "NACL-21",
  title: "Direct jumps out of the text go to bundle starts",
  clause: "A direct jump or call whose target is outside of the text goes to a multiple of 32.",
  why: "Only bundle starts of other code are known to be instruction starts.",
  repair: "Align the target to 32 bytes, for instance a trampoline at 0x10000 + 32 * n.",
  flag: "DIRECT_JUMP_OUT_OF_RANGE",
} as const satisfies Rule;

export const JUMP_TARGET = {
  id: "NACL-22",
  title: "Direct jumps go to instruction starts",
  clause: "A direct jump or call inside the text goes to the start of an instruction that " +
    "neither uses the restricted register nor stands inside a superinstruction.",
  why: "A jump behind the masking instruction would skip it.",
  repair: "Put the label before the restricting instruction or the whole superinstruction.",
  flag: "BAD_JUMP_TARGET",
} as const satisfies Rule;

export const VEX = {
  id: "NACL-23",
  title: "VEX encodings",
  clause: "VEX instructions are admitted where the profile has VEX, without prefixes before " +
    "them, with W, L, vvvv, R, X and B as the row says and no bit set that means nothing.",
  why: "The profile's CPU may lack AVX, and a strict encoding leaves nothing to CPUs' differences.",
  repair: "Use the assembler's ordinary encoding (W0, L0 where ignored, vvvv = 1111 where " +
    "unused), or an SSE instruction.",
  flag: "UNRECOGNIZED_INSTRUCTION",
} as const satisfies Rule;

export const NON_TEMPORAL = {
  id: "NACL-24",
  title: "No non-temporal instructions",
  clause: "Non-temporal loads, stores and prefetches are refused where the profile's column says " +
    "`unsupported`, unless the profile tolerates them.",
  why: "Their weak ordering and cache effects are outside of what the sandbox promises.",
  repair: "Use the ordinary instruction (mov, movaps, movdqa), or tolerate the class.",
  flag: "UNSUPPORTED_INSTRUCTION",
} as const satisfies Rule;

export const EXCLUDED = {
  id: "NACL-25",
  title: "Instructions that the profile excludes",
  clause: "The profile admits no instruction of its list of exclusions (zerovm: rdtsc, lahf, " +
    "sahf, maskmovq and maskmovdqu with REX.W).",
  why: "ZeroVM promises that runs repeat exactly, and its validator refuses these bytes.",
  repair: "Take time from a channel, save flags with setcc, drop REX.W; or choose nacl-2013.",
  flag: "",
} as const satisfies Rule;

/** All rules in the order of their numbers. */
export const RULES = [
  BUNDLES, CROSSING, UNDEFINED, FORBIDDEN, PREFIXES, REX, NOPS, FEATURES, MEMORY_BASE, MEMORY_INDEX,
  R15, RSP, RBP, RSP_UNPROCESSED, RBP_UNPROCESSED, RSP_UNRESTRICTED, RBP_UNRESTRICTED,
  INDIRECT_BRANCH, STRINGS, MASKED_STORE, JUMP_RANGE, JUMP_TARGET, VEX, NON_TEMPORAL, EXCLUDED,
] as const;

export type RuleId = (typeof RULES)[number]["id"];

const BY_ID: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.id, rule]));

/** The rule of this id. Throws RangeError for a text that is none. */
export function ruleOf(id: RuleId): Rule {
  const rule = BY_ID.get(id);
  if (rule === undefined) throw new RangeError(`no sandbox rule is called ${id}`);
  return rule;
}
