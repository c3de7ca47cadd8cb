/**
 * Flags in a unit: kept as the operands of the operation that set them, and worked out only where
 * something reads them. What kind of operation it was stands in a local too, for the exits, which
 * hand kind and operands over as they are; `settle` (dispatcher) makes the lazy pair of them later.
 */
import type { Effect, Program, Ref, Step, Width } from "../../spec/ir/ir.ts";
import type { Emitter } from "../lowering/emitter.ts";
import { ENGINE_STATE } from "../machine/linear-layout.ts";
import { CARRY_AF, CARRY_MASK } from "../machine/flags.ts";
import { FLAG_CARRY, FLAG_RESULT } from "../machine/state.ts";
import type { Code, Local } from "../wasm/code.ts";
import { compareFloats, emitOrderPair } from "./float-order.ts";
import type { Folded } from "./folded.ts";
import { isFlagEffect, leaves, overwritesAll } from "./flag-need.ts";

type FlagsEffect = Extract<Effect, { op: "flags" }>;
type OrderStep = Extract<Step, { op: "forder" }>;

/**
 * Kinds: in the state block already; the lazy pair in locals; operations on operands. "order" compares the
 * floats that its operands are the bits of, as UCOMISS does.
 */
export const IN_STATE = 0;
export const LAZY_PAIR = 1;
const FIRST_OPERATION = 2;
const OPERATIONS = ["add", "sub", "logic", "order"] as const;
const WIDTHS: readonly Width[] = [8, 16, 32, 64];

/** Slots of the state block's flags in operand form: i32 kind (LAZY_PAIR: none), two i64. */
export const FLAG_KIND = ENGINE_STATE + 0xd0;
export const FLAG_A = ENGINE_STATE + 0xd8;
export const FLAG_B = ENGINE_STATE + 0xe0;

export interface Operation {
  readonly fn: (typeof OPERATIONS)[number];
  readonly bits: Width;
}

/** What is known at a place: an operation, the pair in locals, or only what the kind local says. */
export type KnownKind = Operation | "pair" | "unknown";

export function kindOf({ fn, bits }: Operation): number {
  return FIRST_OPERATION + 4 * OPERATIONS.indexOf(fn) + WIDTHS.indexOf(bits);
}

/** All operations, in the order of their kinds. */
export const ALL_OPERATIONS: readonly Operation[] = OPERATIONS.flatMap((fn) =>
  WIDTHS.filter((bits) => fn !== "order" || bits >= 32).map((bits) => ({ fn, bits })));

/** Conditions by pair (cc >> 1) that follow from an operation's operands without the lazy pair. */
const DIRECT: Readonly<Record<Operation["fn"], readonly number[]>> = {
  sub: [1, 2, 3, 4, 6, 7], add: [1, 2, 4], logic: [0, 1, 2, 3, 4, 6, 7], order: [1, 2, 3, 5],
};

type Difference = "eq" | "ne" | `${"l" | "g"}${"t" | "e"}_${"s" | "u"}`;

/** By pair of conditions: how they compare the operands of a subtraction. */
const DIFFERENCES: ReadonlyMap<number, readonly [Difference, Difference]> = new Map([
  [1, ["lt_u", "ge_u"]], [2, ["eq", "ne"]], [3, ["le_u", "gt_u"]], [6, ["lt_s", "ge_s"]],
  [7, ["le_s", "gt_s"]],
] as const);

export function isDirect(known: KnownKind, cc: number): boolean {
  return typeof known === "object" && DIRECT[known.fn].includes(cc >> 1);
}

/** Extends the i64 on the stack, whose upper bits may be anything, from `bits`. */
function extend(code: Code, bits: Width, signed: boolean): void {
  if (bits === 64) return;
  if (signed) {
    code.op(bits === 8 ? "i64_extend8_s" : bits === 16 ? "i64_extend16_s" : "i64_extend32_s");
    return;
  }
  code.i64((1n << BigInt(bits)) - 1n);
  code.op("i64_and");
}

/** Is a value known to have no more than so many bits? */
function isWithin(e: Emitter, ref: Ref, bits: Width): boolean {
  const step = e.step(ref);
  switch (step.op) {
    case "operand": case "fixed": case "load": case "zext": return step.bits <= bits;
    case "const": return step.value < 1n << BigInt(bits);
    case "binary": {
      if (step.fn === "and") return isWithin(e, step.a, bits) || isWithin(e, step.b, bits);
      return (step.fn === "or" || step.fn === "xor") && isWithin(e, step.a, bits) && isWithin(e, step.b, bits);
    }
    default: return false;
  }
}

/** Code for the lazy pair of an operation on two i64 locals. */
export function emitPair(
  code: Code, { fn, bits }: Operation, a: Local, b: Local, result: Local, carry: Local,
): void {
  if (fn === "logic") {
    code.get(a); extend(code, bits, true); code.set(result);
    code.i32(0); code.set(carry);
    return;
  }
  if (fn === "order") return emitOrderPair(code, bits, a, b, result, carry);
  const operand = (): void => {
    code.get(a);
    if (fn === "sub") { code.i64(-1n); code.op("i64_xor"); }
  };
  const outcome = (): void => {
    code.get(a); code.get(b); code.op(`i64_${fn}`);
    if (fn === "add") { code.i64(-1n); code.op("i64_xor"); }
  };
  const carries = (): void => {
    operand(); code.get(b); code.op("i64_and");
    operand(); code.get(b); code.op("i64_or"); outcome(); code.op("i64_and");
    code.op("i64_or");
  };
  carries();
  const shift = bits - 32;
  code.i64(BigInt(Math.abs(shift)));
  code.op(shift >= 0 ? "i64_shr_u" : "i64_shl");
  code.op("i32_wrap_i64");
  code.i32(CARRY_MASK & ~(1 << CARRY_AF)); code.op("i32_and");
  carries(); code.op("i32_wrap_i64"); code.i32(1 << CARRY_AF); code.op("i32_and");
  code.op("i32_or");
  code.set(carry);
  code.get(a); code.get(b); code.op(`i64_${fn}`);
  extend(code, bits, true);
  code.set(result);
}

/** Is `r` exactly x fn y, so that the operands tell all flags? */
function isExact(steps: Program["steps"], { kind, x, y, r }: FlagsEffect): boolean {
  if (kind === "logic") return true;
  let step = steps[r];
  if (step?.op === "zext") step = steps[step.a];
  return step?.op === "binary" && step.fn === kind && step.a === x && step.b === y;
}

/** The comparison of floats that all flags come from. */
function orderOf(steps: Program["steps"], effect: Effect): OrderStep | undefined {
  if (effect.op !== "setflags" || !overwritesAll(effect)) return undefined;
  return steps.find((step) => step.op === "forder");
}

/** The operation whose operands say everything about the flags behind an effect, if there is one. */
function operationOf(steps: Program["steps"], effect: Effect): Operation | undefined {
  const order = orderOf(steps, effect);
  if (order !== undefined) return { fn: "order", bits: order.format === "f64" ? 64 : 32 };
  if (effect.op !== "flags" || effect.keepCarry || effect.when !== undefined) return undefined;
  return isExact(steps, effect) ? { fn: effect.kind, bits: effect.bits } : undefined;
}

/** No condition follows from operands alone that is this one. */
const ANYTHING = -1;

/** What a program does with the flags. */
export interface FlagFacts {
  /** It gives all of them new values, whatever they were. */
  readonly overwrites: boolean;
  readonly reads: boolean;
  /** Control may leave the unit there, so that somebody else reads them. */
  readonly leaves: boolean;
  /** Conditions that it looks at; ANYTHING where it needs the form of the pair in any case. */
  readonly conditions: readonly number[];
  /** What is known behind it; undefined where it sets none. */
  readonly behind: KnownKind | undefined;
}

export function flagFacts(program: Program): FlagFacts {
  const { steps, effects } = program;
  const setting = effects.filter(isFlagEffect);
  const last = setting.at(-1);
  const read = steps.flatMap((step) =>
    step.op === "condition" ? step.cc : step.op === "flag" ? ANYTHING : []);
  return {
    overwrites: setting.some(overwritesAll),
    reads: read.length > 0,
    leaves: leaves(program),
    conditions: [...read, ...setting.flatMap((effect) => overwritesAll(effect) ? [] : ANYTHING)],
    behind: last === undefined ? undefined : operationOf(steps, last) ?? "pair",
  };
}

/** Does an instruction need the flags as they were in the form of the pair? */
export function readsPair({ flags }: Folded, known: KnownKind): boolean {
  return flags.conditions.some((cc) => !isDirect(known, cc));
}

/** What is known of the flags behind an instruction. */
export function knownBehind(before: KnownKind, program: Folded): KnownKind {
  return program.flags.behind ?? (readsPair(program, before) ? "pair" : before);
}

export function isSameKind(a: KnownKind, b: KnownKind): boolean {
  if (typeof a === "string" || typeof b === "string") return a === b;
  return a.fn === b.fn && a.bits === b.bits;
}

export class FlagLocals {
  /** The lazy pair's result shares its local with the first operand. */
  readonly a: Local;
  readonly b: Local;
  readonly carry: Local;
  readonly kind: Local;
  known: KnownKind = "unknown";
  readonly #code: Code;
  readonly #settle: number;
  readonly #hands: boolean;

  /** `settle`: index of the imported function; `hands`: flags are handed over at exits. */
  constructor(code: Code, settle: number, hands: boolean) {
    this.#hands = hands;
    this.#code = code;
    this.#settle = settle;
    this.a = code.local("i64");
    this.b = code.local("i64");
    this.carry = code.local("i32");
    this.kind = code.local("i32");
  }

  #setKind(kind: number): void {
    this.#code.i32(kind);
    this.#code.set(this.kind);
  }

  /** The pair has just been written to its locals. */
  isPair(): void {
    this.known = "pair";
    this.#forget(this.b, "i64");
    this.#setKind(LAZY_PAIR);
  }

  /** A constant instead of what nobody needs: exits carry all locals, and old values take registers. */
  #forget(local: Local, type: "i32" | "i64"): void {
    if (type === "i32") this.#code.i32(0); else this.#code.i64(0n);
    this.#code.set(local);
  }

  /** Known operands, in place already or constants. */
  setOperation(operation: Operation, pushA: () => void, pushB: () => void): void {
    const code = this.#code;
    pushA();
    if (operation.fn !== "logic") pushB();
    if (operation.fn === "logic") this.#forget(this.b, "i64"); else code.set(this.b);
    code.set(this.a);
    this.#forget(this.carry, "i32");
    this.known = operation;
    this.#setKind(kindOf(operation));
  }

  /** Takes an effect where operands say everything: of `flags` its own, of `setflags` those of a comparison. */
  take(e: Emitter, effect: Extract<Effect, { op: "flags" | "setflags" }>): boolean {
    const operation = operationOf(e.steps, effect);
    if (operation === undefined) return false;
    const order = orderOf(e.steps, effect);
    if (order !== undefined) {
      this.setOperation(operation, () => e.push(order.a, "i64"), () => e.push(order.b, "i64"));
      return true;
    }
    if (effect.op !== "flags") return false;
    const { kind: fn, bits, x, y, r } = effect;
    const push = (ref: Ref) => (): void => {
      e.push(ref, "i64");
      if (bits <= 32 && !(bits === 32 ? e.isNarrow(ref) : isWithin(e, ref, bits))) extend(this.#code, bits, false);
    };
    if (fn === "logic") this.setOperation({ fn, bits }, push(r), () => {});
    else this.setOperation({ fn, bits }, push(x), push(y));
    return true;
  }

  /** Brings the pair into its locals. */
  settle(): void {
    const code = this.#code;
    const { known, a, b, carry } = this;
    if (known === "pair") return;
    if (typeof known === "object") emitPair(code, known, a, b, a, carry);
    else {
      code.get(this.kind); code.get(a); code.get(b); code.get(carry);
      code.call(this.#settle);
      code.i32(0); code.memory("i64_load", FLAG_RESULT); code.set(a);
      code.i32(0); code.memory("i32_load", FLAG_CARRY); code.set(carry);
    }
    this.isPair();
  }

  /** Hands the flags over in the state block, in whatever form they are. */
  store(): void {
    if (!this.#hands) return;
    const code = this.#code;
    const { known, a, b, carry, kind } = this;
    const pair = (): void => {
      code.i32(0); code.get(a); code.memory("i64_store", FLAG_RESULT);
      code.i32(0); code.get(carry); code.memory("i32_store", FLAG_CARRY);
    };
    const operands = (): void => {
      code.i32(0); code.get(a); code.memory("i64_store", FLAG_A);
      code.i32(0); code.get(b); code.memory("i64_store", FLAG_B);
    };
    if (known === "unknown") {
      code.get(kind);
      code.if();
      pair();
      operands();
      code.i32(0); code.get(kind); code.memory("i32_store", FLAG_KIND);
      code.end();
      return;
    }
    if (known === "pair") pair(); else operands();
    code.i32(0); code.get(kind); code.memory("i32_store", FLAG_KIND);
  }

  /**
   * Pushes condition `cc`; only where `isDirect` holds. `isRare`: it decides about a way that is seldom
   * taken. The host's compiler turns what looks like a negation round, and then keeps that way between
   * the others; so equality and its contrary are comparisons of another kind there.
   */
  pushCondition(cc: number, isRare = false): void {
    if (typeof this.known !== "object") throw new Error("defect: the flags are not known here");
    const pair = cc >> 1;
    const isNot = (cc & 1) !== 0;
    const { fn, bits } = this.known;
    if (fn === "order") return this.#order(pair, bits, isNot);
    if (isRare && pair === 2) return this.#compareWithZero(this.known, isNot);
    if (fn === "sub") return this.#difference(pair, bits, isNot);
    if (fn === "logic") this.#logic(pair, bits);
    else this.#sum(pair, bits);
    if (isNot) this.#code.op("i32_eqz");
  }

  #order(pair: number, bits: Width, isNot: boolean): void {
    const code = this.#code;
    const compare = (how: "lt" | "gt" | "ge"): void => compareFloats(code, bits, this.a, this.b, how);
    // Each of these is true for the odd condition, which an unordered pair never fulfils but by parity.
    if (pair === 3) compare("gt");
    else compare(pair === 2 ? "gt" : "ge");
    if (pair === 2 || pair === 5) { compare("lt"); code.op("i32_or"); }
    if (!isNot) code.op("i32_eqz");
  }

  /** Whether a result is zero, or is not, without asking for equality. */
  #compareWithZero({ fn, bits }: Operation, isNot: boolean): void {
    const code = this.#code;
    const shape = bits === 64 ? "i64" : "i32";
    code.get(this.a);
    if (fn !== "logic") { code.get(this.b); code.op(fn === "sub" ? "i64_xor" : "i64_add"); }
    if (shape === "i32") code.op("i32_wrap_i64");
    // Operands are zero-extended; only a sum goes beyond them.
    if (bits < 32 && fn === "add") { code.i32(2 ** bits - 1); code.op("i32_and"); }
    const limit = isNot ? 0 : 1;
    if (shape === "i64") code.i64(BigInt(limit)); else code.i32(limit);
    code.op(isNot ? `${shape}_gt_u` : `${shape}_lt_u`);
  }

  #operand(local: Local, bits: Width, signed: boolean): void {
    const code = this.#code;
    code.get(local);
    if (bits === 64) return;
    code.op("i32_wrap_i64");
    if (signed && bits < 32) code.op(bits === 8 ? "i32_extend8_s" : "i32_extend16_s");
  }

  #difference(pair: number, bits: Width, isNot: boolean): void {
    const code = this.#code;
    const shape = bits === 64 ? "i64" : "i32";
    const signed = pair >= 6;
    if (pair === 4) {
      this.#result("sub", bits);
      code.i64(0n); code.op(isNot ? "i64_ge_s" : "i64_lt_s");
      return;
    }
    this.#operand(this.a, bits, signed);
    this.#operand(this.b, bits, signed);
    const op = DIFFERENCES.get(pair)?.[isNot ? 1 : 0];
    if (op === undefined) throw new Error(`defect: condition pair ${pair}`);
    code.op(`${shape}_${op}`);
  }

  /** Pushes the result, sign-extended. */
  #result(fn: Operation["fn"], bits: Width): void {
    const code = this.#code;
    code.get(this.a);
    if (fn === "add" || fn === "sub") { code.get(this.b); code.op(`i64_${fn}`); }
    extend(code, bits, true);
  }

  #sum(pair: number, bits: Width): void {
    const code = this.#code;
    if (pair === 1) {
      code.get(this.a); code.get(this.b); code.op("i64_add");
      if (bits === 64) code.get(this.a);
      else { code.i64((1n << BigInt(bits)) - 1n); }
      code.op(bits === 64 ? "i64_lt_u" : "i64_gt_u");
      return;
    }
    this.#result("add", bits);
    if (pair === 2) code.op("i64_eqz");
    else { code.i64(0n); code.op("i64_lt_s"); }
  }

  #logic(pair: number, bits: Width): void {
    const code = this.#code;
    if (pair <= 1) { code.i32(0); return; }
    if (pair === 2 || pair === 3) {
      this.#operand(this.a, bits, false);
      code.op(bits === 64 ? "i64_eqz" : "i32_eqz");
      return;
    }
    this.#operand(this.a, bits, true);
    const shape = bits === 64 ? "i64" : "i32";
    if (shape === "i64") code.i64(0n); else code.i32(0);
    code.op(pair === 7 ? `${shape}_le_s` : `${shape}_lt_s`);
  }
}
