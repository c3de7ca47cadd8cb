/**
 * The intermediate representation in which every instruction's meaning is written.
 *
 * A meaning is a straight line: numbered *steps* that compute values (loads and checks included),
 * then *effects* that commit them. Nothing that can fail stands among the effects, so an engine may
 * abandon an instruction at any step and the machine state is still exactly what it was before it.
 * That one property gives precise faults, side exits and tier switches without any bookkeeping.
 *
 * Conditions do not branch. A step or an effect may carry `when`, an i32 value: zero means that it
 * does not happen (a load that does not happen yields zero).
 *
 * Conventions
 * - Integers of every operand width travel as `i64`, zero-extended from their width.
 * - Truth values are `i32`, 0 or 1.
 * - Floating-point numbers travel as their bits: `i64` (an f32 in the low half) or lanes of `v128`.
 * - Effects take the low bits of their values; what stands above the width they name is ignored.
 * - An operand of kind `rel` reads as the branch target, a 64-bit address.
 * - An 80-bit x87 number travels as `f80`, 80 bits, only through the operators of the x87 unit.
 *
 * Consumers: the oracle evaluates steps with BigInt; the wasm tiers lower them; the docs print them.
 */

/** The type of a value; `i32` is for truth values and small counts. */
export type Type = "i32" | "i64" | "v128" | "f80";

/** Integer operators of two `i64` values with an `i64` result; shift counts are taken modulo 64. */
export type Binary =
  | "add" | "sub" | "mul" | "and" | "or" | "xor"
  | "shl" | "shr" | "sar" | "rotl" | "rotr"
  /** Upper 64 bits of the 128-bit product, unsigned and signed. */
  | "mulhu" | "mulhs";

/** Comparisons of two `i64` values with a truth value as result. */
export type Comparison = "eq" | "ne" | "ltu" | "leu" | "gtu" | "geu" | "lts" | "les" | "gts" | "ges";

/** Operators of one `i64` value. `clz` and `ctz` of zero are 64. */
export type Unary = "clz" | "ctz" | "popcnt" | "not" | "neg";

export type Width = 8 | 16 | 32 | 64;

/** The shape of a vector's lanes. */
export type Lanes = "i8x16" | "i16x8" | "i32x4" | "i64x2";
export type FloatLanes = "f32x4" | "f64x2";
/** Shapes that packed conversions know. */
export type ConvertLanes = FloatLanes | "i32x4";
/** A floating-point format. */
export type Format = "f32" | "f64";

/**
 * Lane-wise operators of two vectors, named as WebAssembly names them. The step's `lanes` is the
 * shape of the operands; `narrow_*` and `dot_s` have results of another shape.
 */
export type VectorBinary =
  | "add" | "sub" | "mul"
  | "add_sat_s" | "add_sat_u" | "sub_sat_s" | "sub_sat_u"
  | "min_s" | "min_u" | "max_s" | "max_u" | "avgr_u"
  | "eq" | "gt_s"
  /** Signed lanes of `a`, then of `b`, saturated to signed or unsigned lanes half as wide. */
  | "narrow_s" | "narrow_u"
  /** Lanes are i16x8: products of adjacent signed lanes, added, as i32x4. */
  | "dot_s"
  /** Upper half of each lane's product. */
  | "mulh_s" | "mulh_u"
  /** Lanes of `a` picked by the low bits of the bytes of `b`; a set bit 7 gives zero (PSHUFB). */
  | "swizzle"
  /** `andnot` is `a & ~b`, as in WebAssembly (PANDN has its operands the other way round). */
  | "and" | "or" | "xor" | "andnot";

/** Lane-wise shifts of a vector by one `i64` count; a count >= the lane's width gives 0 (or signs). */
export type VectorShift = "shl" | "shr_u" | "shr_s";

/** Arithmetic whose rounding, NaN rules and sticky flags MXCSR governs. */
export type FloatBinary = "add" | "sub" | "mul" | "div" | "min" | "max";

/** `addsub` subtracts in even lanes and adds in odd ones (ADDSUBPS). */
export type VectorFloatBinary = FloatBinary | "addsub";

/** The guest registers that meanings name directly. */
export type FixedRegister =
  | "rax" | "rcx" | "rdx" | "rbx" | "rsp" | "rbp" | "rsi" | "rdi" | "r11";

/** Other state a meaning can read or set as a whole. */
export type SystemRegister =
  | "mxcsr" | "fcw" | "fsw" | "ftw" | "fsbase" | "gsbase"
  /** The direction flag, 0 or 1. */
  | "df"
  /** The complete RFLAGS image; writing it sets every status flag and DF. */
  | "rflags"
  /** Address of the instruction, and of the one behind it. */
  | "rip" | "next"
  /** Retired instructions so far (what RDTSC reads). */
  | "retired";

export type Flag = "cf" | "pf" | "af" | "zf" | "sf" | "of";

/** Exception vectors, by the architecture's mnemonic. */
export type Vector = "DE" | "DB" | "BP" | "OF" | "BR" | "UD" | "NM" | "SS" | "GP" | "PF" | "MF" | "XM";

/** Index of a step inside its program: how steps and effects name values. */
export type Ref = number;

/** A step computes one value (or checks something); `type` is the value's type. */
export type Step =
  | { readonly op: "const"; readonly type: "i64"; readonly value: bigint }
  | { readonly op: "const32"; readonly type: "i32"; readonly value: number }
  | { readonly op: "constv"; readonly type: "v128"; readonly value: bigint }
  /** A register or immediate operand, `bits` wide, zero-extended. */
  | { readonly op: "operand"; readonly type: "i64"; readonly k: number; readonly bits: Width }
  /** A vector register operand: half 0 is bits 0..127 (xmm), half 1 is bits 128..255. */
  | { readonly op: "operandv"; readonly type: "v128"; readonly k: number; readonly half: 0 | 1 }
  /** One lane of the low 128 bits of a vector register operand, zero-extended (scalar operands). */
  | { readonly op: "operandlane"; readonly type: "i64"; readonly k: number; readonly lanes: Lanes; readonly index: number }
  /** An MMX register operand as 64 bits. */
  | { readonly op: "operandmmx"; readonly type: "i64"; readonly k: number }
  /** An x87 register operand ST(i) as its number i: the distance from the top of the stack. */
  | { readonly op: "operandst"; readonly type: "i32"; readonly k: number }
  /**
   * Effective address of the memory operand, segment base included, canonical check not. With
   * `index` that value takes the place of the index register (elements of a gather).
   */
  | { readonly op: "address"; readonly type: "i64"; readonly k: number; readonly index?: Ref }
  /** The vector register that a SIB byte names as index (gathers). */
  | { readonly op: "vsibindex"; readonly type: "v128"; readonly half: 0 | 1 }
  /** Effective address as LEA computes it: no segment base. */
  | { readonly op: "offset"; readonly type: "i64"; readonly k: number }
  | { readonly op: "fixed"; readonly type: "i64"; readonly register: FixedRegister; readonly bits: Width }
  /** xmm0, the implicit operand of the SSE4.1 variable blends (register number 0..15). */
  | { readonly op: "fixedv"; readonly type: "v128"; readonly register: number; readonly half: 0 | 1 }
  | { readonly op: "system"; readonly type: "i64"; readonly register: SystemRegister }
  | { readonly op: "flag"; readonly type: "i32"; readonly flag: Flag }
  /** One of the sixteen conditions (0 = O, 1 = NO, 2 = B, ... 15 = NLE). */
  | { readonly op: "condition"; readonly type: "i32"; readonly cc: number }
  | { readonly op: "load"; readonly type: "i64"; readonly bits: Width; readonly address: Ref; readonly access: Access; readonly when?: Ref }
  | { readonly op: "loadv"; readonly type: "v128"; readonly address: Ref; readonly access: Access; readonly when?: Ref }
  /** Raises the page or canonical fault that storing `bytes` bytes there would raise. */
  | { readonly op: "writable"; readonly type: "i32"; readonly bytes: number; readonly address: Ref; readonly access: Access; readonly when?: Ref }
  | { readonly op: "fault"; readonly type: "i32"; readonly vector: Vector; readonly when: Ref }
  | { readonly op: "binary"; readonly type: "i64"; readonly fn: Binary; readonly a: Ref; readonly b: Ref }
  | { readonly op: "unary"; readonly type: "i64"; readonly fn: Unary; readonly a: Ref }
  | { readonly op: "compare"; readonly type: "i32"; readonly fn: Comparison; readonly a: Ref; readonly b: Ref }
  /** Keeps the low `bits` bits: `zext` clears the rest, `sext` copies the sign. */
  | { readonly op: "zext" | "sext"; readonly type: "i64"; readonly bits: number; readonly a: Ref }
  | { readonly op: "logic"; readonly type: "i32"; readonly fn: "and" | "or" | "xor"; readonly a: Ref; readonly b: Ref }
  | { readonly op: "widen"; readonly type: "i64"; readonly a: Ref }
  | { readonly op: "select"; readonly type: Type; readonly when: Ref; readonly a: Ref; readonly b: Ref }
  /** 128-by-64-bit division; the meaning checks for #DE first. `part` names quotient or remainder. */
  | { readonly op: "divide"; readonly type: "i64"; readonly signed: boolean; readonly part: "quotient" | "remainder" | "overflow"; readonly high: Ref; readonly low: Ref; readonly divisor: Ref }
  | { readonly op: "vbinary"; readonly type: "v128"; readonly fn: VectorBinary; readonly lanes: Lanes; readonly a: Ref; readonly b: Ref }
  | { readonly op: "vabs"; readonly type: "v128"; readonly lanes: Lanes; readonly a: Ref }
  | { readonly op: "vshift"; readonly type: "v128"; readonly fn: VectorShift; readonly lanes: Lanes; readonly a: Ref; readonly count: Ref }
  /** Sixteen byte indexes, 0..15 of `a`, 16..31 of `b`, 32 = zero. */
  | { readonly op: "shuffle"; readonly type: "v128"; readonly a: Ref; readonly b: Ref; readonly bytes: readonly number[] }
  /** Like `shuffle`, but the byte indexes follow from the value of an immediate operand. */
  | { readonly op: "shuffleby"; readonly type: "v128"; readonly a: Ref; readonly b: Ref; readonly k: number; readonly pattern: (imm: number) => readonly number[]; readonly name: string }
  /** Extends the low half's lanes of `a`, whose shape is `lanes`, to lanes twice as wide. */
  | { readonly op: "vextend"; readonly type: "v128"; readonly lanes: Lanes; readonly signed: boolean; readonly a: Ref }
  | { readonly op: "lane"; readonly type: "i64"; readonly lanes: Lanes; readonly index: number; readonly a: Ref }
  | { readonly op: "withlane"; readonly type: "v128"; readonly lanes: Lanes; readonly index: number; readonly a: Ref; readonly value: Ref }
  | { readonly op: "splat"; readonly type: "v128"; readonly lanes: Lanes; readonly a: Ref }
  /** Two 64-bit halves as one vector. */
  | { readonly op: "pair"; readonly type: "v128"; readonly low: Ref; readonly high: Ref }
  | { readonly op: "signs"; readonly type: "i64"; readonly lanes: Lanes; readonly a: Ref }
  /** MXCSR arithmetic on one scalar (bits in `i64`). */
  | { readonly op: "float"; readonly type: "i64"; readonly fn: FloatBinary; readonly format: Format; readonly a: Ref; readonly b: Ref }
  | { readonly op: "sqrt"; readonly type: "i64"; readonly format: Format; readonly a: Ref }
  /**
   * 0 or all ones of the format's width. `predicate` is an `i64`: the immediate of CMPSS, of which
   * bits 0..4 count (legacy forms pass three bits); the order is the manual's.
   */
  | { readonly op: "fcompare"; readonly type: "i64"; readonly format: Format; readonly predicate: Ref; readonly a: Ref; readonly b: Ref }
  /** COMISS and UCOMISS: 0 greater, 1 less (CF), 2 equal (ZF), 3 unordered (ZF PF CF). */
  | { readonly op: "forder"; readonly type: "i32"; readonly format: Format; readonly quiet: boolean; readonly a: Ref; readonly b: Ref }
  /** Between formats and integers; `truncate` ignores MXCSR.RC. Integers are signed. */
  | { readonly op: "convert"; readonly type: "i64"; readonly from: Format | "i32" | "i64"; readonly to: Format | "i32" | "i64"; readonly truncate: boolean; readonly a: Ref }
  /** ROUNDSS and relatives: the immediate's rounding control. */
  | { readonly op: "fround"; readonly type: "i64"; readonly format: Format; readonly control: Ref; readonly a: Ref }
  /** Packed forms of the same: every lane by itself, flags of all lanes together. */
  | { readonly op: "vfloat"; readonly type: "v128"; readonly fn: VectorFloatBinary; readonly lanes: FloatLanes; readonly a: Ref; readonly b: Ref }
  | { readonly op: "vsqrt"; readonly type: "v128"; readonly lanes: FloatLanes; readonly a: Ref }
  | { readonly op: "vfcompare"; readonly type: "v128"; readonly lanes: FloatLanes; readonly predicate: Ref; readonly a: Ref; readonly b: Ref }
  | { readonly op: "vfround"; readonly type: "v128"; readonly lanes: FloatLanes; readonly control: Ref; readonly a: Ref }
  /**
   * Lane by lane between `f32x4`, `f64x2` and signed `i32x4`. Where the result's lanes are wider,
   * the low half of `a` is converted; where they are narrower, the upper half of the result is zero.
   */
  | { readonly op: "vconvert"; readonly type: "v128"; readonly from: ConvertLanes; readonly to: ConvertLanes; readonly truncate: boolean; readonly a: Ref }
  /**
   * A named operator without a wasm form: evaluated by the oracle only, from the registry that the
   * engine is given (`src/oracle/operators.ts`). A program that has one runs in the oracle in every tier.
   */
  | { readonly op: "call"; readonly type: Type; readonly fn: string; readonly args: readonly Ref[] };

/** Which segment's rules govern an access: stack accesses fault with #SS when not canonical. */
export type Access = "data" | "stack";

export type LeaveReason = "hlt" | "syscall" | "int3" | "int1";

/** An effect changes the machine. Effects happen in order, after all steps, and cannot fail. */
export type Effect =
  /** Writes a general register operand: 8 and 16 bits keep the rest, 32 clears the upper half. */
  | { readonly op: "set"; readonly k: number; readonly bits: Width; readonly value: Ref; readonly when?: Ref }
  /** `upper`: what happens above bit 127 of the register (legacy SSE keeps, VEX clears). */
  | { readonly op: "setv"; readonly k: number; readonly half: 0 | 1; readonly upper: "keep" | "clear"; readonly value: Ref; readonly when?: Ref }
  /** One lane of the low 128 bits; all other bits of the register stay. */
  | { readonly op: "setlane"; readonly k: number; readonly lanes: Lanes; readonly index: number; readonly value: Ref; readonly when?: Ref }
  | { readonly op: "setmmx"; readonly k: number; readonly value: Ref; readonly when?: Ref }
  | { readonly op: "setfixed"; readonly register: FixedRegister; readonly bits: Width; readonly value: Ref; readonly when?: Ref }
  | { readonly op: "setsystem"; readonly register: SystemRegister; readonly value: Ref; readonly when?: Ref }
  | { readonly op: "setfixedv"; readonly register: number; readonly half: 0 | 1; readonly value: Ref; readonly when?: Ref }
  /** The address was checked by a `writable` step. */
  | { readonly op: "store"; readonly bits: Width; readonly address: Ref; readonly access: Access; readonly value: Ref; readonly when?: Ref }
  | { readonly op: "storev"; readonly address: Ref; readonly access: Access; readonly value: Ref; readonly when?: Ref }
  /** All six status flags from an operation: result `r`, operands `x`, `y`, at a width. */
  | { readonly op: "flags"; readonly kind: "add" | "sub" | "logic"; readonly bits: Width; readonly x: Ref; readonly y: Ref; readonly r: Ref; readonly keepCarry: boolean; readonly when?: Ref }
  /** Single flags (truth values); what is not named stays. */
  | { readonly op: "setflags"; readonly flags: Readonly<Partial<Record<Flag, Ref>>>; readonly when?: Ref }
  /** SF, ZF and PF from a result of a width; CF, OF and AF from `carry`, `overflow`, `adjust`. */
  | { readonly op: "resultflags"; readonly bits: Width; readonly r: Ref; readonly carry: Ref; readonly overflow: Ref; readonly adjust: Ref; readonly when?: Ref }
  /** Marks flags or results that the manuals leave undefined (poison mode; no effect otherwise). */
  | { readonly op: "undefined"; readonly flags: readonly Flag[]; readonly operands: readonly number[]; readonly when?: Ref }
  /** Control transfer: to `target` when taken, to the next instruction otherwise. */
  | { readonly op: "jump"; readonly kind: "direct" | "indirect" | "call" | "indirect-call" | "return"; readonly target: Ref; readonly when?: Ref }
  /** The instruction runs again when true (a REP iteration that is not the last). */
  | { readonly op: "again"; readonly when: Ref }
  /** Leaves the engine behind the instruction (HLT: at it): SYSCALL, and the traps #BP and #DB. */
  | { readonly op: "leave"; readonly reason: LeaveReason }
  /** An operation of the x87/MMX unit on its own state; see `src/oracle/x87.ts`. */
  | { readonly op: "unit"; readonly fn: string; readonly args: readonly Ref[]; readonly when?: Ref };

/** The meaning of one form, complete. Static: it depends on the form and on nothing else. */
export interface Program {
  readonly steps: readonly Step[];
  readonly effects: readonly Effect[];
}
