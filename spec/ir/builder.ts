/**
 * The notation in which meanings are written: each method appends one step or effect to a program.
 *
 * A meaning looks only at the form (operand widths, condition, opcode) and the variant (memory or
 * register, REP, 67): never at register numbers or immediate values. So one program serves every
 * instruction of a form, and the engines may build it once.
 */
import type { Form, MeaningForm, Operand, Variant } from "../isa/form.ts";
import type {
  Access, Binary, Comparison, ConvertLanes, Effect, FixedRegister, Flag, FloatBinary, FloatLanes,
  Format, Lanes, LeaveReason, Program, Ref, Step, SystemRegister, Type, Unary, Vector,
  VectorBinary, VectorFloatBinary, VectorShift, Width,
} from "./ir.ts";

/** A handle on a value; only the builder that made it understands it. */
export type V = Ref & { readonly __value?: never };

type When = { readonly when?: Ref };
const given = (when: V | undefined): When => (when === undefined ? {} : { when });

/** The shape whose lanes have a width. */
const LANES_OF_WIDTH: Readonly<Record<Width, Lanes>> = {
  8: "i8x16", 16: "i16x8", 32: "i32x4", 64: "i64x2",
};

/** A form of an instruction that is deliberately left without a meaning. */
export class NoMeaning extends Error {
  override readonly name = "NoMeaning";
}

/** Builds the program of one form in one variant. */
export class Builder {
  readonly form: MeaningForm;
  readonly variant: Variant;
  readonly #steps: Step[] = [];
  readonly #effects: Effect[] = [];
  readonly #addresses = new Map<number, V>();
  /** Memory operands that a read has checked for writing already. */
  readonly #claimed = new Set<number>();

  constructor(form: MeaningForm, variant: Variant) {
    this.form = form;
    this.variant = variant;
  }

  finish(): Program {
    return { steps: this.#steps, effects: this.#effects };
  }

  #step(step: Step): V {
    this.#steps.push(step);
    return this.#steps.length - 1;
  }

  #effect(effect: Effect): void {
    this.#effects.push(effect);
  }

  /** The type of a value made by this builder. */
  typeOf(v: V): Type {
    const step = this.#steps[v];
    if (step === undefined) throw new Error(`no step ${v} in the meaning of ${this.form.mnemonic}`);
    return step.type;
  }

  // Operands. `k` counts from 0, destination first, as the row lists them.

  operand(k: number): Operand {
    const operand = this.form.operands[k];
    if (operand === undefined) throw new Error(`${this.form.mnemonic} has no operand ${k}`);
    return operand;
  }

  /** Is operand `k` memory in this variant? */
  isMemory(k: number): boolean {
    const { memory } = this.operand(k);
    return memory === "only" || (memory === "maybe" && this.variant.memory);
  }

  /** Width of operand `k` in bits, as memory or as register. */
  bits(k: number): number {
    const operand = this.operand(k);
    return this.isMemory(k) && operand.memoryBits !== 0 ? operand.memoryBits : operand.bits;
  }

  /** Width of general operand `k`. */
  width(k: number): Width {
    return this.bits(k) as Width;
  }

  /** Effective address of memory operand `k`, computed once. */
  address(k: number): V {
    let v = this.#addresses.get(k);
    if (v === undefined) {
      v = this.#step({ op: "address", type: "i64", k });
      this.#addresses.set(k, v);
    }
    return v;
  }

  /** Address of memory operand `k` with a value in place of its index register. */
  elementAddress(k: number, index: V): V {
    return this.#step({ op: "address", type: "i64", k, index });
  }

  /** The vector of indexes of a gather. */
  vsibIndex(half: 0 | 1): V {
    return this.#step({ op: "vsibindex", type: "v128", half });
  }

  /** What LEA computes: the effective address without a segment base. */
  offset(k: number): V {
    return this.#step({ op: "offset", type: "i64", k });
  }

  /** Operand `k` as an integer (register, memory, immediate), zero-extended from `bits`. */
  read(k: number, bits: Width = this.width(k), when?: V): V {
    if (this.isMemory(k)) {
      const at = this.address(k);
      if (this.operand(k).access === "rw" && when === undefined) this.#claim(k, at, bits);
      return this.load(at, bits, "data", when);
    }
    if (this.operand(k).kind === "mmx") {
      const v = this.#step({ op: "operandmmx", type: "i64", k });
      return bits === 64 ? v : this.zext(v, bits);
    }
    if (this.operand(k).kind === "xmm" || this.operand(k).kind === "ymm") {
      return this.readLane(k, LANES_OF_WIDTH[bits], 0);
    }
    return this.#step({ op: "operand", type: "i64", k, bits });
  }

  /** The number i of x87 register operand `k`, ST(i). */
  stack(k: number): V {
    return this.#step({ op: "operandst", type: "i32", k });
  }

  /** Writes integer operand `k`: memory is checked now and stored with the effects. */
  write(k: number, value: V, bits: Width = this.width(k), when?: V): void {
    if (this.#claimed.has(k)) this.#storeClaimed(k, bits, value, when);
    else if (this.isMemory(k)) this.store(this.address(k), bits, value, "data", when);
    else if (this.operand(k).kind === "mmx") this.#effect({ op: "setmmx", k, value, ...given(when) });
    else this.#effect({ op: "set", k, bits, value, ...given(when) });
  }

  /** An operand that is read and written faults as a write, before it is read. */
  #claim(k: number, at: V, bits: Width): void {
    if (this.#claimed.has(k)) return;
    this.#claimed.add(k);
    this.writable(at, bits / 8);
  }

  #storeClaimed(k: number, bits: Width, value: V, when: V | undefined): void {
    const address = this.address(k);
    this.#effect({ op: "store", bits, address, access: "data", value, ...given(when) });
  }

  /** 128 bits of vector operand `k` (memory: `16 * half` bytes further on). */
  readVector(k: number, half: 0 | 1 = 0): V {
    if (!this.isMemory(k)) return this.#step({ op: "operandv", type: "v128", k, half });
    const at = half === 0 ? this.address(k) : this.add(this.address(k), this.const(16n));
    if (this.form.aligned && half === 0) this.#aligned(at, this.bits(k));
    return this.#step({ op: "loadv", type: "v128", address: at, access: "data" });
  }

  /** One lane of the low half of vector register operand `k`. */
  readLane(k: number, lanes: Lanes, index: number): V {
    return this.#step({ op: "operandlane", type: "i64", k, lanes, index });
  }

  /** Writes one lane of vector register operand `k` and keeps all its other bits. */
  writeLane(k: number, lanes: Lanes, index: number, value: V, when?: V): void {
    this.#effect({ op: "setlane", k, lanes, index, value, ...given(when) });
  }

  /** Writes 128 bits of vector operand `k`; a legacy form keeps what lies above, VEX clears it. */
  writeVector(k: number, value: V, half: 0 | 1 = 0, when?: V): void {
    if (!this.isMemory(k)) {
      const upper = this.form.vex && half === 0 ? "clear" : "keep";
      this.#effect({ op: "setv", k, half, upper, value, ...given(when) });
      return;
    }
    const at = half === 0 ? this.address(k) : this.add(this.address(k), this.const(16n));
    if (this.form.aligned && half === 0) this.#aligned(at, this.bits(k));
    this.#step({ op: "writable", type: "i32", bytes: 16, address: at, access: "data" });
    this.#effect({ op: "storev", address: at, access: "data", value });
  }

  #aligned(at: V, bits: number): void {
    const inside = this.const(BigInt(bits / 8 - 1));
    this.fault("GP", this.ne(this.and(at, inside), this.const(0n)));
  }

  // Memory by address: implicit operands, the stack.

  load(address: V, bits: Width, access: Access = "data", when?: V): V {
    return this.#step({ op: "load", type: "i64", bits, address, access, ...given(when) });
  }

  loadVector(address: V, access: Access = "data"): V {
    return this.#step({ op: "loadv", type: "v128", address, access });
  }

  store(address: V, bits: Width, value: V, access: Access = "data", when?: V): void {
    this.writable(address, bits / 8, access, when);
    this.#effect({ op: "store", bits, address, access, value, ...given(when) });
  }

  storeVector(address: V, value: V, access: Access = "data"): void {
    this.writable(address, 16, access);
    this.#effect({ op: "storev", address, access, value });
  }

  /** Raises here the fault that a store of `bytes` bytes would raise. */
  writable(address: V, bytes: number, access: Access = "data", when?: V): void {
    this.#step({ op: "writable", type: "i32", bytes, address, access, ...given(when) });
  }

  // Registers named by the instruction itself, and system state.

  fixed(register: FixedRegister, bits: Width = 64): V {
    return this.#step({ op: "fixed", type: "i64", register, bits });
  }

  setFixed(register: FixedRegister, value: V, bits: Width = 64, when?: V): void {
    this.#effect({ op: "setfixed", register, bits, value, ...given(when) });
  }

  /** Vector register by number (xmm0 of the variable blends). */
  fixedVector(register: number, half: 0 | 1 = 0): V {
    return this.#step({ op: "fixedv", type: "v128", register, half });
  }

  setFixedVector(register: number, value: V, half: 0 | 1 = 0): void {
    this.#effect({ op: "setfixedv", register, half, value });
  }

  system(register: SystemRegister): V {
    return this.#step({ op: "system", type: "i64", register });
  }

  setSystem(register: SystemRegister, value: V, when?: V): void {
    this.#effect({ op: "setsystem", register, value, ...given(when) });
  }

  // Constants, integers, truth.

  const(value: bigint): V {
    return this.#step({ op: "const", type: "i64", value: BigInt.asUintN(64, value) });
  }

  truth(value: boolean): V {
    return this.#step({ op: "const32", type: "i32", value: value ? 1 : 0 });
  }

  constVector(value: bigint): V {
    return this.#step({ op: "constv", type: "v128", value: BigInt.asUintN(128, value) });
  }

  binary(fn: Binary, a: V, b: V): V {
    return this.#step({ op: "binary", type: "i64", fn, a, b });
  }
  add(a: V, b: V): V { return this.binary("add", a, b); }
  sub(a: V, b: V): V { return this.binary("sub", a, b); }
  mul(a: V, b: V): V { return this.binary("mul", a, b); }
  and(a: V, b: V): V { return this.binary("and", a, b); }
  or(a: V, b: V): V { return this.binary("or", a, b); }
  xor(a: V, b: V): V { return this.binary("xor", a, b); }
  /** Shifts and rotates of 64 bits; counts modulo 64. */
  shl(a: V, b: V): V { return this.binary("shl", a, b); }
  shr(a: V, b: V): V { return this.binary("shr", a, b); }
  sar(a: V, b: V): V { return this.binary("sar", a, b); }

  unary(fn: Unary, a: V): V {
    return this.#step({ op: "unary", type: "i64", fn, a });
  }
  not(a: V): V { return this.unary("not", a); }
  neg(a: V): V { return this.unary("neg", a); }

  zext(a: V, bits: number): V {
    return bits === 64 ? a : this.#step({ op: "zext", type: "i64", bits, a });
  }

  /** Sign-extends the low `bits` bits to 64. */
  sext(a: V, bits: number): V {
    return bits === 64 ? a : this.#step({ op: "sext", type: "i64", bits, a });
  }

  compare(fn: Comparison, a: V, b: V): V {
    return this.#step({ op: "compare", type: "i32", fn, a, b });
  }
  eq(a: V, b: V): V { return this.compare("eq", a, b); }
  ne(a: V, b: V): V { return this.compare("ne", a, b); }
  ltu(a: V, b: V): V { return this.compare("ltu", a, b); }
  lts(a: V, b: V): V { return this.compare("lts", a, b); }

  /** Bit `index` (0..63) of `a` as a truth value. */
  bit(a: V, index: number): V {
    return this.ne(this.and(a, this.const(1n << BigInt(index))), this.const(0n));
  }

  both(a: V, b: V): V { return this.#step({ op: "logic", type: "i32", fn: "and", a, b }); }
  either(a: V, b: V): V { return this.#step({ op: "logic", type: "i32", fn: "or", a, b }); }
  differ(a: V, b: V): V { return this.#step({ op: "logic", type: "i32", fn: "xor", a, b }); }
  isnt(a: V): V { return this.differ(a, this.truth(true)); }

  /** A truth value as the integer 0 or 1. */
  widen(a: V): V {
    return this.#step({ op: "widen", type: "i64", a });
  }

  /** `when ? a : b`, for values of one type. */
  select(when: V, a: V, b: V): V {
    return this.#step({ op: "select", type: this.typeOf(a), when, a, b });
  }

  /** 128-by-64 division `high:low / divisor`; "overflow" is 1 where DIV or IDIV raise #DE. */
  divide(signed: boolean, part: "quotient" | "remainder" | "overflow", high: V, low: V, divisor: V): V {
    return this.#step({ op: "divide", type: "i64", signed, part, high, low, divisor });
  }

  // Flags.

  flag(flag: Flag): V {
    return this.#step({ op: "flag", type: "i32", flag });
  }

  condition(cc: number): V {
    return this.#step({ op: "condition", type: "i32", cc });
  }

  /** Status flags of an addition, subtraction or logical operation (keepCarry: INC and DEC). */
  flags(kind: "add" | "sub" | "logic", bits: Width, x: V, y: V, r: V, keepCarry = false, when?: V): void {
    this.#effect({ op: "flags", kind, bits, x, y, r, keepCarry, ...given(when) });
  }

  setFlags(flags: Readonly<Partial<Record<Flag, V>>>, when?: V): void {
    this.#effect({ op: "setflags", flags, ...given(when) });
  }

  resultFlags(bits: Width, r: V, carry: V, overflow: V, adjust: V, when?: V): void {
    this.#effect({ op: "resultflags", bits, r, carry, overflow, adjust, ...given(when) });
  }

  /** Names the flags and operands whose new value the manuals leave open. */
  undefined(flags: readonly Flag[], operands: readonly number[] = [], when?: V): void {
    this.#effect({ op: "undefined", flags, operands, ...given(when) });
  }

  // Vectors.

  vector(fn: VectorBinary, lanes: Lanes, a: V, b: V): V {
    return this.#step({ op: "vbinary", type: "v128", fn, lanes, a, b });
  }

  vectorAbs(lanes: Lanes, a: V): V {
    return this.#step({ op: "vabs", type: "v128", lanes, a });
  }

  vectorShift(fn: VectorShift, lanes: Lanes, a: V, count: V): V {
    return this.#step({ op: "vshift", type: "v128", fn, lanes, a, count });
  }

  shuffle(a: V, b: V, bytes: readonly number[]): V {
    return this.#step({ op: "shuffle", type: "v128", a, b, bytes });
  }

  /** A shuffle whose byte indexes follow from immediate operand `k`. */
  shuffleBy(a: V, b: V, k: number, name: string, pattern: (imm: number) => readonly number[]): V {
    return this.#step({ op: "shuffleby", type: "v128", a, b, k, pattern, name });
  }

  vectorExtend(lanes: Lanes, signed: boolean, a: V): V {
    return this.#step({ op: "vextend", type: "v128", lanes, signed, a });
  }

  lane(lanes: Lanes, index: number, a: V): V {
    return this.#step({ op: "lane", type: "i64", lanes, index, a });
  }

  withLane(lanes: Lanes, index: number, a: V, value: V): V {
    return this.#step({ op: "withlane", type: "v128", lanes, index, a, value });
  }

  splat(lanes: Lanes, a: V): V {
    return this.#step({ op: "splat", type: "v128", lanes, a });
  }

  pair(low: V, high: V): V {
    return this.#step({ op: "pair", type: "v128", low, high });
  }

  /** The lanes' sign bits, lane 0 lowest. */
  signs(lanes: Lanes, a: V): V {
    return this.#step({ op: "signs", type: "i64", lanes, a });
  }

  // Floating point under MXCSR.

  float(fn: FloatBinary, format: Format, a: V, b: V): V {
    return this.#step({ op: "float", type: "i64", fn, format, a, b });
  }

  sqrt(format: Format, a: V): V {
    return this.#step({ op: "sqrt", type: "i64", format, a });
  }

  floatCompare(format: Format, predicate: V, a: V, b: V): V {
    return this.#step({ op: "fcompare", type: "i64", format, predicate, a, b });
  }

  /** 0 greater, 1 less, 2 equal, 3 unordered. */
  floatOrder(format: Format, quiet: boolean, a: V, b: V): V {
    return this.#step({ op: "forder", type: "i32", format, quiet, a, b });
  }

  convert(from: Format | "i32" | "i64", to: Format | "i32" | "i64", a: V, truncate = false): V {
    return this.#step({ op: "convert", type: "i64", from, to, truncate, a });
  }

  floatRound(format: Format, a: V, control: V): V {
    return this.#step({ op: "fround", type: "i64", format, control, a });
  }

  vectorFloat(fn: VectorFloatBinary, lanes: FloatLanes, a: V, b: V): V {
    return this.#step({ op: "vfloat", type: "v128", fn, lanes, a, b });
  }

  vectorSqrt(lanes: FloatLanes, a: V): V {
    return this.#step({ op: "vsqrt", type: "v128", lanes, a });
  }

  vectorFloatCompare(lanes: FloatLanes, predicate: V, a: V, b: V): V {
    return this.#step({ op: "vfcompare", type: "v128", lanes, predicate, a, b });
  }

  vectorFloatRound(lanes: FloatLanes, a: V, control: V): V {
    return this.#step({ op: "vfround", type: "v128", lanes, control, a });
  }

  vectorConvert(from: ConvertLanes, to: ConvertLanes, a: V, truncate = false): V {
    return this.#step({ op: "vconvert", type: "v128", from, to, truncate, a });
  }

  /** An operator without a wasm form, by its name in the oracle's registry. */
  call(fn: string, type: Type, ...args: V[]): V {
    return this.#step({ op: "call", type, fn, args });
  }

  // Control.

  fault(vector: Vector, when: V = this.truth(true)): void {
    this.#step({ op: "fault", type: "i32", vector, when });
  }

  jump(kind: "direct" | "indirect" | "call" | "indirect-call" | "return", target: V, when?: V): void {
    this.#effect({ op: "jump", kind, target, ...given(when) });
  }

  /** Runs the instruction once more while true: how REP is written. */
  again(when: V): void {
    this.#effect({ op: "again", when });
  }

  leave(reason: LeaveReason): void {
    this.#effect({ op: "leave", reason });
  }

  /** Says that this form of the instruction has no meaning here, and why. */
  unsupported(what: string): never {
    throw new NoMeaning(`${this.form.mnemonic}: ${what} have no meaning here`);
  }

  /** An operation of the x87/MMX unit. */
  unit(fn: string, args: readonly V[] = [], when?: V): void {
    this.#effect({ op: "unit", fn, args, ...given(when) });
  }
}

/** Builds the program of a form in a variant. Throws when the meaning is not well formed. */
export function build(form: MeaningForm, variant: Variant, meaning: (m: Builder) => void): Program {
  const builder = new Builder(form, variant);
  meaning(builder);
  return builder.finish();
}

export type { Form };
