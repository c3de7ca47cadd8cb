/**
 * What one instruction form is: the parsed shape of one row of a chapter in `spec/isa/`.
 * Rows are written as text, one per line, in the notation of the manuals; `row.ts` reads them.
 */
import type { Program, Width } from "../ir/ir.ts";
import type { Builder } from "../ir/builder.ts";

/** Where an operand is found in the encoding. */
export type Place =
  /** ModRM.reg (+REX.R); ModRM.rm (+REX.B), register or memory; low opcode bits (+REX.B). */
  | "reg" | "rm" | "opcode"
  /** VEX.vvvv; bits 7..4 of the trailing immediate byte (for an `imm` operand its bits 3..0). */
  | "vvvv" | "is4"
  /** Named by the form itself: al, cl, dx, st0, xmm0, the constant 1, [rsi], [rdi], [rbx]. */
  | "fixed"
  /** Immediates in order; a relative branch target; a 64-bit absolute offset. */
  | "imm" | "imm2" | "rel" | "moffs";

/** What an operand is. A `gpr`, `xmm`, `mmx` operand at place `rm` may be memory: see `memory`. */
export type OperandKind =
  | "gpr" | "xmm" | "ymm" | "mmx" | "st" | "sreg" | "creg" | "dreg" | "mem" | "imm" | "rel" | "one"
  /** Mask registers k0..k7, tiles, and memory whose index is a vector register (`bits` wide). */
  | "k" | "tmm" | "vsib";

export interface Operand {
  readonly kind: OperandKind;
  readonly place: Place;
  /** Width in bits as a register or an immediate after extension (8..256; 80 for st). */
  readonly bits: number;
  /** Width in bits as memory; 0 where it is no access or has no fixed width (lea, prefetch, nop). */
  readonly memoryBits: number;
  /** Whether ModRM.rm may, must or must not name memory. */
  readonly memory: "never" | "maybe" | "only";
  /** r, w, rw, or "-" for an operand that is neither read nor written. */
  readonly access: "r" | "w" | "rw" | "-";
  /** Register number for place `fixed` (0 = al/ax/eax/rax/st0/xmm0, 1 = cl, 2 = dx, 6 = [rsi] ...). */
  readonly fixed: number;
  /** Bytes of the immediate in the encoding; 0 otherwise. */
  readonly immBytes: number;
}

/** Sandbox class of a form under one rule set. */
export type SandboxClass =
  | "allowed" | "forbidden" | "no-feature" | "special-only" | "alias" | "unsupported";

/**
 * What a form does to the flags. Letters: o s z a p c d i as in RFLAGS, k for AC, and 0 1 2 3 for
 * the condition codes C0..C3 of the x87 status word.
 */
export interface FlagUse {
  readonly read: string;
  readonly written: string;
  readonly cleared: string;
  readonly set: string;
  readonly undefined: string;
}

/** A complete form. `number` is its place in the table; core forms (sandbox-admitted) come first. */
export interface Form {
  readonly number: number;
  /** Stable name, for instance `add_rm32_r32`. */
  readonly id: string;
  /** Name in the manual, lower case. */
  readonly mnemonic: string;
  readonly operands: readonly Operand[];
  /** Operand size that the row demands: 16, 32, 64, or 0 where it has no say. */
  readonly operandSize: 0 | 16 | 32 | 64;
  /** Condition number 0..15 of jcc, setcc and cmovcc; -1 otherwise. */
  readonly condition: number;
  readonly encoding: Encoding;
  readonly cpuid: string;
  readonly flags: FlagUse;
  readonly sandbox2013: SandboxClass;
  readonly sandbox2025: SandboxClass;
  /** The sandbox restricts operand 0 when it is a 32-bit register (not when it is memory). */
  readonly zeroExtends: boolean;
  readonly lock: boolean;
  readonly rep: "none" | "rep" | "repcc";
  /** Takes 2E/3E as a branch hint. */
  readonly hint: boolean;
  /** Memory operand is not an access: no sandbox check (lea, prefetch, nop). */
  readonly memoryFree: boolean;
  /** A 128-bit memory operand must be 16-byte aligned, else #GP. */
  readonly aligned: boolean;
  /** Code replacement may change its immediate or displacement. */
  readonly modifiable: boolean;
  /** The REX classes of the sandbox: optional, W = 0, W = 1 (so mandatory), or none at all. */
  readonly rex: "any" | "w0" | "w1" | "none";
  /** REX.B must be clear, or the bytes are another instruction (90: nop, with REX.B xchg). */
  readonly clearB: boolean;
  /** The sandbox counts ModRM.reg as written although the CPU only reads it (cmpxchg). */
  readonly regCountsAsWritten: boolean;
  /** The sandbox lets VEX.vvvv be anything although the CPU demands 1111 (vucomiss, vsqrtps ...). */
  readonly anyVvvv: boolean;
  /** VEX.L that the sandbox demands where the CPU ignores it: 1 in vmovss and vmovsd, else 0. */
  readonly sandboxL: 0 | 1;
  /** Register operands must differ from each other, else #UD (gathers, tile products). */
  readonly distinct: boolean;
  /** Memory operands without a SIB byte are #UD (tile loads and stores). */
  readonly needsSib: boolean;
  /** ModRM.mod is ignored, rm is a register always (mov to and from cr and dr). */
  readonly modIgnored: boolean;
  /** Name of the meaning (an exported function of the chapter), "" while it has none. */
  readonly meaning: string;
}

export interface Encoding {
  readonly kind: "legacy" | "vex" | "xop" | "3dnow" | "evex";
  /** 1-byte = 0, 0f = 1, 0f 38 = 2, 0f 3a = 3; XOP maps 8, 9, 10. */
  readonly map: number;
  /** For 3DNow! the byte behind the operand, which is the real opcode. */
  readonly opcode: number;
  /**
   * 0x66, 0xf2, 0xf3; 0 where none of them may stand (NP); -2 where 66 is the operand size and
   * F2, F3 may not stand (NFx); -1 where the row takes no part in mandatory prefixes.
   */
  readonly mandatory: number;
  /** 66 may not stand although it is no mandatory prefix here (ptwrite). */
  readonly no66: boolean;
  /** Which of the two kinds of ModRM the row is about. */
  readonly mod: "any" | "register" | "memory";
  /** No ModRM; /r; /digit; all of ModRM fixed (x87 d9 e8). */
  readonly modrm: "none" | "r" | "digit" | "exact";
  /** The digit, or the exact ModRM byte, or what ModRM.rm must be beside /r (tilezero), or -1. */
  readonly digit: number;
  /** Low three opcode bits are a register. */
  readonly plusRegister: boolean;
  /** VEX.L: 0, 1, or -1 ignored. VEX/REX W: 0, 1, or -1 ignored. */
  readonly l: number;
  readonly w: number;
  /** Total immediate bytes in order, for instance [1], [4], [2, 1]. */
  readonly imm: readonly number[];
}

/** What a meaning may know statically: the operands' shapes, never a register number. */
export interface MeaningForm {
  readonly mnemonic: string;
  readonly operands: readonly Operand[];
  readonly operandSize: 0 | 16 | 32 | 64;
  readonly condition: number;
  readonly opcode: number;
  readonly vex: boolean;
  readonly aligned: boolean;
  readonly rep: "none" | "rep" | "repcc";
}

/** The variant of a form that a decoded instruction is: what else is static besides the form. */
export interface Variant {
  /** Whether the `rm` operand is memory here. */
  readonly memory: boolean;
  /** 0 none, 0xf3 rep/repe, 0xf2 repne (only for string forms). */
  readonly repeat: 0 | 0xf2 | 0xf3;
  /** 67 prefix: addresses and implicit rsi/rdi/rcx are 32 bits wide. */
  readonly address32: boolean;
}

/** A meaning writes what an instruction does into a builder. */
export type Meaning = (m: Builder) => void;

/** One instruction's paragraph: everything about it, in one place. */
export interface Paragraph {
  /** Name in the manual, lower case; a row may name another (cc families). */
  readonly mnemonic: string;
  readonly title: string;
  /** Manual, volume, chapter, entry. */
  readonly source: string;
  readonly cpuid?: string;
  readonly flags?: string;
  readonly meaning?: Meaning;
  readonly rows: string;
}

export type { Program, Width };
