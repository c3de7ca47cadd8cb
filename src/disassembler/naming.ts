/**
 * Where objdump 2.40 names things differently from the manuals: all exceptions, as data. What is
 * not listed here is printed under its manual name and follows the general rules of `plan.ts`.
 */

/** Other names, by manual mnemonic: AT&T, and Intel where that differs from the manual too. */
export interface OtherName {
  readonly att: string;
  readonly intel: string;
}

function both(name: string): OtherName {
  return { att: name, intel: name };
}

/** An AT&T name beside the manual's. */
function onlyAtt(att: string, intel: string): OtherName {
  return { att, intel };
}

/** The same value for several mnemonics. */
function named<T>(mnemonics: readonly string[], value: T): [string, T][] {
  return mnemonics.map((mnemonic) => [mnemonic, value]);
}

/** Keys are mnemonics or, where only one form differs, form ids. */
export const OTHER_NAMES: ReadonlyMap<string, OtherName> = new Map<string, OtherName>([
  // Sign extension of the accumulator.
  ["cbw", onlyAtt("cbtw", "cbw")],
  ["cwde", onlyAtt("cwtl", "cwde")],
  ["cdqe", onlyAtt("cltq", "cdqe")],
  ["cwd", onlyAtt("cwtd", "cwd")],
  ["cdq", onlyAtt("cltd", "cdq")],
  ["cqo", onlyAtt("cqto", "cqo")],
  // Moves whose constant or address has 64 bits.
  ["mov_r64_imm64", both("movabs")],
  // Stack and control transfer; the operand size is a suffix where it is not the usual one.
  ["pushf", both("pushfw")],
  ["pushfq", both("pushf")],
  ["popf", both("popfw")],
  ["popfq", both("popf")],
  ["leave_o16", both("leavew")],
  ["enter_imm16_imm8_o16", both("enterw")],
  ["push_imm16", both("pushw")],
  ["push_imm8_o16", both("pushw")],
  ["push_fs_o16", both("pushw")],
  ["push_gs_o16", both("pushw")],
  ["pop_fs_o16", both("popw")],
  ["pop_gs_o16", both("popw")],
  ["retf_imm16_o16", onlyAtt("lretw", "retfw")],
  ["retf_imm16_o32", onlyAtt("lret", "retf")],
  ["retf_imm16_o64", onlyAtt("lretq", "retfq")],
  ["retf_o16", onlyAtt("lretw", "retfw")],
  ["retf_o32", onlyAtt("lret", "retf")],
  ["retf_o64", onlyAtt("lretq", "retfq")],
  ["iret", both("iretw")],
  ["iretd", both("iret")],
  ["sysret", onlyAtt("sysretl", "sysretd")],
  ["sysexit", onlyAtt("sysexitl", "sysexitd")],
  ["getsecq", both("getsec")],
  ["call_m32", onlyAtt("lcallw", "call")],
  ["call_m48", onlyAtt("lcall", "call")],
  ["call_m80", onlyAtt("lcall", "call")],
  ["jmp_m32", onlyAtt("ljmpw", "jmp")],
  ["jmp_m48", onlyAtt("ljmp", "jmp")],
  ["jmp_m80", onlyAtt("ljmp", "jmp")],
  ["xbegin_rel16", both("xbeginw")],
  ["wait", both("fwait")],
  ["reservednop", both("nop")],
  // String instructions: Intel text shows the width at the operands.
  ["movsb_m8_m8", onlyAtt("movsb", "movs")],
  ["movsw_m16_m16", onlyAtt("movsw", "movs")],
  ["movsd_m32_m32", onlyAtt("movsl", "movs")],
  ["movsq_m64_m64", onlyAtt("movsq", "movs")],
  ["cmpsb_m8_m8", onlyAtt("cmpsb", "cmps")],
  ["cmpsw_m16_m16", onlyAtt("cmpsw", "cmps")],
  ["cmpsd_m32_m32", onlyAtt("cmpsl", "cmps")],
  ["cmpsq_m64_m64", onlyAtt("cmpsq", "cmps")],
  ["insb", onlyAtt("insb", "ins")],
  ["insw", onlyAtt("insw", "ins")],
  ["insd", onlyAtt("insl", "ins")],
  ["outsb", onlyAtt("outsb", "outs")],
  ["outsw", onlyAtt("outsw", "outs")],
  ["outsd", onlyAtt("outsl", "outs")],
  ["lodsb", both("lods")],
  ["lodsw", both("lods")],
  ["lodsd", both("lods")],
  ["lodsq", both("lods")],
  ["stosb", both("stos")],
  ["stosw", both("stos")],
  ["stosd", both("stos")],
  ["stosq", both("stos")],
  ["scasb", both("scas")],
  ["scasw", both("scas")],
  ["scasd", both("scas")],
  ["scasq", both("scas")],
  ["xlatb", both("xlat")],
  // Extending moves carry both widths in AT&T.
  ["movzx_r16_rm8", onlyAtt("movzbw", "movzx")],
  ["movzx_r32_rm8", onlyAtt("movzbl", "movzx")],
  ["movzx_r64_rm8", onlyAtt("movzbq", "movzx")],
  ["movzx_r16_rm16", onlyAtt("movzww", "movzx")],
  ["movzx_r32_rm16", onlyAtt("movzwl", "movzx")],
  ["movzx_r64_rm16", onlyAtt("movzwq", "movzx")],
  ["movsx_r16_rm8", onlyAtt("movsbw", "movsx")],
  ["movsx_r32_rm8", onlyAtt("movsbl", "movsx")],
  ["movsx_r64_rm8", onlyAtt("movsbq", "movsx")],
  ["movsx_r16_rm16", onlyAtt("movsww", "movsx")],
  ["movsx_r32_rm16", onlyAtt("movswl", "movsx")],
  ["movsx_r64_rm16", onlyAtt("movswq", "movsx")],
  ["movsxd_r64_rm32", onlyAtt("movslq", "movsxd")],
  ["sal", both("shl")],
  ["pcmpestri64", both("pcmpestriq")],
  ["pcmpestrm64", both("pcmpestrmq")],
  ["vpcmpestri64", both("vpcmpestriq")],
  ["vpcmpestrm64", both("vpcmpestrmq")],
  ["prefetchw_m8_0f0dr3", both("prefetch")],
  // VIA PadLock.
  ["xcryptecb", both("xcrypt-ecb")],
  ["xcryptcbc", both("xcrypt-cbc")],
  ["xcryptctr", both("xcrypt-ctr")],
  ["xcryptcfb", both("xcrypt-cfb")],
  ["xcryptofb", both("xcrypt-ofb")],
  ["xstore", both("xstore-rng")],
  // VEX twins of EVEX instructions.
  ["vpdpbusd", both("{vex} vpdpbusd")],
  ["vpdpbusds", both("{vex} vpdpbusds")],
  ["vpdpwssd", both("{vex} vpdpwssd")],
  ["vpdpwssds", both("{vex} vpdpwssds")],
  ["vpmadd52huq", both("{vex} vpmadd52huq")],
  ["vpmadd52luq", both("{vex} vpmadd52luq")],
  ["vcvtneps2bf16", both("{vex} vcvtneps2bf16")],
  // The old AT&T assembler swapped these, and AT&T text has kept it.
  ["fsub_sti_st0", onlyAtt("fsubr", "fsub")],
  ["fsubr_sti_st0", onlyAtt("fsub", "fsubr")],
  ["fdiv_sti_st0", onlyAtt("fdivr", "fdiv")],
  ["fdivr_sti_st0", onlyAtt("fdiv", "fdivr")],
  ["fsubp_sti_st0", onlyAtt("fsubrp", "fsubp")],
  ["fsubrp_sti_st0", onlyAtt("fsubp", "fsubrp")],
  ["fdivp_sti_st0", onlyAtt("fdivrp", "fdivp")],
  ["fdivrp_sti_st0", onlyAtt("fdivp", "fdivrp")],
  // x87 of the 8087 and 287.
  ["fneni", both("fneni(8087 only)")],
  ["fndisi", both("fndisi(8087 only)")],
  ["fnsetpm", both("fnsetpm(287 only)")],
  ["fldenv_m112", onlyAtt("fldenvs", "fldenvw")],
  ["fnstenv_m112", onlyAtt("fnstenvs", "fnstenvw")],
  ["frstor_m752", onlyAtt("frstors", "frstorw")],
  ["fnsave_m752", onlyAtt("fnsaves", "fnsavew")],
]);

/** x87 instructions that lose their n (`fnstcw`, `fstcw`) with an FWAIT before them. */
export const WAITING: ReadonlySet<string> = new Set([
  "fnstcw", "fnstenv", "fnsave", "fnstsw", "fnclex", "fninit", "fneni", "fndisi", "fnsetpm",
]);

/** VIA PadLock: a mandatory F3 is printed as the prefix that it is, and REX.B is swallowed. */
export const SHOWN_MANDATORY: ReadonlySet<string> = new Set([
  "xstore", "montmul", "xsha1", "xsha256",
  "xcryptecb", "xcryptcbc", "xcryptctr", "xcryptcfb", "xcryptofb",
]);

/** Registers that hold an address: 32 bits with a 67 prefix. */
export const ADDRESS_REGISTER: ReadonlySet<string> = new Set([
  "enqcmd", "enqcmds", "movdir64b", "umonitor",
]);

/** Undocumented x87 aliases, by form id: objdump calls them `(bad)`. */
export const BAD_ALIASES: ReadonlySet<string> = new Set([
  "fstpnce_sti", "fcom_st0_sti_dcd0", "fcomp_st0_sti_dcd8", "fcomp_st0_sti_ded0",
  "fxch_st0_sti_ddc8", "fxch_st0_sti_dfc8", "fstp_sti_dfd0", "fstp_sti_dfd8",
]);

/** Reserved nops (0F xx) that print a 66 as a prefix beside these prefixes. */
export const IGNORING_REPEAT: ReadonlyMap<number, readonly number[]> = new Map([
  [0x1b, [0xf3]], [0x1c, [0xf2, 0xf3]], [0x1e, [0xf3]],
]);

/** Without a RIP-relative operand objdump takes these for reserved nops. */
export const RIP_ONLY: ReadonlySet<string> = new Set(["prefetchit0", "prefetchit1"]);

/**
 * General-purpose registers of these instructions are always printed with this many bits, and the
 * operand size shows nowhere: REX.W and 66 are printed as prefixes.
 */
export const REGISTER_BITS: ReadonlyMap<string, number> = new Map([
  ...named(["lldt", "ltr", "lmsw", "verr", "verw"], 16),
  ...named(["pextrb", "pextrw", "extractps", "pinsrb", "pinsrw"], 32),
  ...named(["vpextrb", "vpextrw", "vextractps", "vpinsrb", "vpinsrw"], 32),
]);

/** Whatever REX.W says, a 66 prefix gives these their 16-bit layout. */
export const X87_ENVIRONMENTS: ReadonlySet<string> = new Set([
  "fldenv", "fnstenv", "frstor", "fnsave",
]);

/**
 * Where the operand size (REX.W, 66) is visible in the text, so that it is not printed as a prefix:
 * `always`; `never`; `register` only where ModRM.rm is a register; `wide` only REX.W; `short` only
 * the 66; `narrow` a 66 without REX.W; `both` both of them although REX.W overrides the 66;
 * `register-both` that where ModRM.rm is a register.
 */
export type SizeShown =
  | "always" | "never" | "register" | "wide" | "short" | "narrow" | "both" | "register-both";

function sized(names: readonly string[], shown: SizeShown): [string, SizeShown][] {
  return named(names, shown);
}

/** By form id or mnemonic; the general rule is in `plan.ts`. */
export const SIZE_SHOWN: ReadonlyMap<string, SizeShown> = new Map<string, SizeShown>([
  ...sized([...REGISTER_BITS.keys(), "getsecq", "clwb", "call_m80", "jmp_m80"], "never"),
  ...sized(["sldt", "str", "smsw"], "register"),
  ...sized(["sysret", "sysretq", "sysexit", "sysexitq", "cmpxchg8b"], "wide"),
  ...sized(["crc32_r32_rm8", "crc32_r64_rm8"], "wide"),
  ...sized([...X87_ENVIRONMENTS, "call_m32", "call_m48", "jmp_m32", "jmp_m48"], "short"),
  ...sized(["in", "out", "insw", "insd", "outsw", "outsd", "xbegin"], "narrow"),
  ...sized(["movbe", "rdrand", "rdseed", "bsf", "bsr"], "both"),
  ...sized([16, 32, 64].map((bits) => `reservednop_rm${bits}_r${bits}_0f1c`), "both"),
  ...sized([16, 32, 64].map((bits) => `reservednop_rm${bits}_r${bits}_0f1e`), "both"),
  ["movsxd", "register-both"],
]);

/** objdump lets the destination of these grow to ymm where VEX.L is set, although it is ignored. */
export const LONG_DESTINATION: ReadonlySet<string> = new Set([
  "vmovss_xmm_xmm_xmm_11", "vmovsd_xmm_xmm_xmm_11",
]);

/** No AT&T size suffix although only memory and constants are operands. */
export const NO_SUFFIX: ReadonlySet<string> = new Set([
  "sldt", "str", "lldt", "ltr", "verr", "verw", "smsw", "lmsw",
]);

/** A suffix with a memory operand although a register stands beside it. */
export const SUFFIX_BESIDE_REGISTER: ReadonlySet<string> = new Set([
  "cvtsi2ss", "cvtsi2sd", "vcvtsi2ss", "vcvtsi2sd", "crc32",
]);

/** AT&T says x or y for a memory source whose width the destination does not show. */
export const VECTOR_SUFFIX: ReadonlySet<string> = new Set([
  "vcvtpd2dq", "vcvttpd2dq", "vcvtpd2ps", "vcvtneps2bf16",
]);

/** x87 instructions with integer memory: their suffixes are s, l, ll for 16, 32, 64 bits. */
export const X87_INTEGER: ReadonlySet<string> = new Set([
  "fiadd", "fimul", "ficom", "ficomp", "fisub", "fisubr", "fidiv", "fidivr",
  "fild", "fist", "fistp", "fisttp",
]);

/** x87 instructions with floating-point memory: s, l, t for 32, 64, 80 bits. */
export const X87_FLOAT: ReadonlySet<string> = new Set([
  "fadd", "fmul", "fcom", "fcomp", "fsub", "fsubr", "fdiv", "fdivr", "fld", "fst", "fstp",
]);

/** A first operand that the form names, st0 or memory at rdi, is not printed. */
export const HIDDEN_OPERANDS: ReadonlySet<string> = new Set([
  "maskmovq", "maskmovdqu", "vmaskmovdqu", "fxch", "fcom", "fcomp", "fucom", "fucomp",
]);

/** xmm0 is printed as the last operand in the manual's order. */
export const IMPLICIT_XMM0: ReadonlySet<string> = new Set([
  "blendvps", "blendvpd", "pblendvb", "sha256rnds2",
]);

/** Operands that only AT&T text shows, in the order of the text; `a` = rax, eax with 67. */
export const SHOWN_REGISTERS: ReadonlyMap<string, readonly string[]> = new Map([
  ["monitor", ["a", "ecx", "edx"]],
  ["monitorx", ["a", "ecx", "edx"]],
  ["mwait", ["eax", "ecx"]],
  ["mwaitx", ["eax", "ecx", "ebx"]],
]);

/** AT&T keeps the manual's operand order here. */
export const MANUAL_ORDER: ReadonlySet<string> = new Set(["enter"]);

/** Intel's size words where they do not follow from the width; by form id or mnemonic. */
export const SIZE_WORDS_OF: ReadonlyMap<string, string> = new Map([
  ...named(["lddqu", "vlddqu", "lgdt", "lidt", "sgdt", "sidt", "invpcid"], ""),
  ...named(["wrssd", "wrssq", "wrussd", "wrussq"], ""),
  ...named(["call_m80", "jmp_m80", "lfs_r64_m80", "lgs_r64_m80", "lss_r64_m80"], "FWORD PTR "),
  ...named(["cmpxchg16b", "invept", "invvpid"], "OWORD PTR "),
  ["movsxd_r16_rm16", "DWORD PTR "],
  ...named(["prefetch", "prefetchw", "prefetchwt1", "prefetchnta"], "BYTE PTR "),
  ...named(["prefetcht0", "prefetcht1", "prefetcht2", "invlpg"], "BYTE PTR "),
  ...named(["clflush", "clflushopt", "clwb", "cldemote"], "BYTE PTR "),
]);

/**
 * Comparisons and the like whose constant becomes part of the name. The name goes in before the
 * last `tail` letters of the mnemonic; a constant without a name stays an operand.
 */
export interface ConstantName {
  readonly tail: number;
  readonly names: readonly (string | undefined)[];
}

const SSE_COMPARISONS: readonly string[] = ["eq", "lt", "le", "unord", "neq", "nlt", "nle", "ord"];
const AVX_COMPARISONS: readonly string[] = [
  ...SSE_COMPARISONS,
  "eq_uq", "nge", "ngt", "false", "neq_oq", "ge", "gt", "true",
  "eq_os", "lt_oq", "le_oq", "unord_s", "neq_us", "nlt_uq", "nle_uq", "ord_s",
  "eq_us", "nge_uq", "ngt_uq", "false_os", "neq_os", "ge_oq", "gt_oq", "true_us",
];
const XOP_COMPARISONS: readonly string[] = ["lt", "le", "gt", "ge", "eq", "neq", "false", "true"];
const HALVES: readonly (string | undefined)[] = Object.assign(
  new Array<string | undefined>(18).fill(undefined),
  ["lql", "hql", "lqh", "hqh"],
  { 16: "lqh", 17: "hqh" },
);


export const CONSTANT_NAMES: ReadonlyMap<string, ConstantName> = new Map([
  ...named(["cmpps", "cmppd", "cmpss", "cmpsd"], { tail: 2, names: SSE_COMPARISONS }),
  ...named(["vcmpps", "vcmppd", "vcmpss", "vcmpsd"], { tail: 2, names: AVX_COMPARISONS }),
  ...named(["vpcomb", "vpcomw", "vpcomd", "vpcomq"], { tail: 1, names: XOP_COMPARISONS }),
  ...named(["vpcomub", "vpcomuw", "vpcomud", "vpcomuq"], { tail: 2, names: XOP_COMPARISONS }),
  ...named(["pclmulqdq", "vpclmulqdq"], { tail: 3, names: HALVES }),
]);
