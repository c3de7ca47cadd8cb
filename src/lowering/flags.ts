/**
 * Lazy flags in wasm: how effects write the pair of `machine/flags.ts`, and how flags and
 * conditions are read from it, or directly from the operands of the comparison that set them.
 */
import type { Effect, Flag, Ref, Width } from "../../spec/ir/ir.ts";
import {
  CARRY_AF, CARRY_CF, CARRY_DIFF, CARRY_MASK, CARRY_PARITY, CARRY_SIGN,
} from "../machine/flags.ts";
import type { Emitter } from "./emitter.ts";
import { signExtend } from "./integer.ts";
import type { Shape } from "./target.ts";

type EffectOf<Op extends Effect["op"]> = Extract<Effect, { op: Op }>;

const SIGN_BIT = 0x8000_0000 | 0;
const AF_BIT = 1 << CARRY_AF;
const CF_AND_DIFF = CARRY_MASK & ~AF_BIT;

/** Pushes a value sign-extended from `bits` to 64: what the lazy result holds. */
export function pushSignExtended(e: Emitter, ref: Ref, bits: Width): void {
  const { code } = e;
  if (bits === 64) return e.push(ref, "i64");
  e.push(ref, "i32");
  if (bits === 8) code.op("i32_extend8_s");
  if (bits === 16) code.op("i32_extend16_s");
  code.op("i64_extend_i32_s");
}

/** The carries out of each bit: `(x & y) | ((x | y) & ~r)`, with `~x` for a subtraction. */
function pushCarries(e: Emitter, effect: EffectOf<"flags">, shape: Shape): void {
  const { code } = e;
  const { x, y, r, kind } = effect;
  const operand = (): void => {
    e.push(x, shape);
    if (kind !== "sub") return;
    if (shape === "i32") code.i32(-1); else code.i64(-1n);
    code.op(`${shape}_xor`);
  };
  const result = (): void => {
    e.push(r, shape);
    if (kind === "sub") return;
    if (shape === "i32") code.i32(-1); else code.i64(-1n);
    code.op(`${shape}_xor`);
  };
  operand(); e.push(y, shape); code.op(`${shape}_and`);
  operand(); e.push(y, shape); code.op(`${shape}_or`);
  result(); code.op(`${shape}_and`);
  code.op(`${shape}_or`);
}

/** Pushes the carry vector in place: CF at 31, the carry below it at 30, AF at 3. */
function pushCarryVector(e: Emitter, effect: EffectOf<"flags">): void {
  const { code } = e;
  if (effect.bits === 32) {
    pushCarries(e, effect, "i32");
    code.i32(CARRY_MASK);
    return code.op("i32_and");
  }
  const shape = effect.bits === 64 ? "i64" : "i32";
  const carries = e.scratch(shape);
  pushCarries(e, effect, shape);
  code.tee(carries);
  if (shape === "i64") {
    code.i64(32n); code.op("i64_shr_u"); code.op("i32_wrap_i64");
  } else {
    code.i32(32 - effect.bits); code.op("i32_shl");
  }
  code.i32(CF_AND_DIFF); code.op("i32_and");
  code.get(carries);
  if (shape === "i64") code.op("i32_wrap_i64");
  code.i32(AF_BIT); code.op("i32_and");
  code.op("i32_or");
}

/** The effect `flags`. */
export function emitFlags(e: Emitter, effect: EffectOf<"flags">): void {
  const { code, target } = e;
  if (effect.kind === "logic") code.i32(0);
  else if (!effect.keepCarry) pushCarryVector(e, effect);
  else pushCarriesKeepingCarry(e, effect);
  code.set(target.flagCarry);
  pushSignExtended(e, effect.r, effect.bits);
  code.set(target.flagResult);
}

/** INC and DEC: CF stays, so the bit that says "CF differs from OF" follows from the old CF. */
function pushCarriesKeepingCarry(e: Emitter, effect: EffectOf<"flags">): void {
  const { code, target } = e;
  const carries = e.scratch("i32");
  pushCarryVector(e, effect);
  code.set(carries);
  // overflow = carry out of the top bit xor carry into it, in bit 31
  code.get(carries); code.get(carries); code.i32(1); code.op("i32_shl"); code.op("i32_xor");
  code.get(target.flagCarry); code.op("i32_xor");
  code.i32(SIGN_BIT); code.op("i32_and");
  code.i32(CARRY_CF - CARRY_DIFF); code.op("i32_shr_u");
  code.get(target.flagCarry); code.i32(SIGN_BIT); code.op("i32_and"); code.op("i32_or");
  code.get(carries); code.i32(AF_BIT); code.op("i32_and"); code.op("i32_or");
}

/** The effect `resultflags`. */
export function emitResultFlags(e: Emitter, effect: EffectOf<"resultflags">): void {
  const { code, target } = e;
  const placed = (push: () => void, bit: number): void => {
    push(); code.i32(bit); code.op("i32_shl");
  };
  placed(() => e.truth(effect.carry), CARRY_CF);
  placed(() => {
    e.truth(effect.carry); e.truth(effect.overflow); code.op("i32_xor");
  }, CARRY_DIFF);
  code.op("i32_or");
  placed(() => e.truth(effect.adjust), CARRY_AF);
  code.op("i32_or");
  code.set(target.flagCarry);
  if (effect.bits === 64) e.push(effect.r, "i64");
  else { e.push(effect.r, "i64"); signExtend(e, effect.bits); }
  code.set(target.flagResult);
}

/** The effect `setflags`: what is not named stays. */
export function emitSetFlags(e: Emitter, { flags }: EffectOf<"setflags">): void {
  const named = Object.keys(flags);
  if (named.length === 1 && flags.cf !== undefined) return setCarryOnly(e, flags.cf);
  const { code, target } = e;
  const values = new Map<Flag, number>();
  for (const flag of ["cf", "pf", "af", "zf", "sf", "of"] as const) {
    const local = e.scratch("i32");
    const ref = flags[flag];
    if (ref === undefined) pushFlag(e, flag); else e.truth(ref);
    code.set(local);
    values.set(flag, local);
  }
  const value = (flag: Flag): void => code.get(values.get(flag) ?? 0);
  const place = (bit: number): void => { code.i32(bit); code.op("i32_shl"); };
  value("cf"); place(CARRY_CF);
  value("cf"); value("of"); code.op("i32_xor"); place(CARRY_DIFF); code.op("i32_or");
  value("af"); place(CARRY_AF); code.op("i32_or");
  value("sf"); place(CARRY_SIGN); code.op("i32_or");
  // The result is 0 (even parity) where ZF is set and 1 (odd parity) elsewhere.
  value("pf"); value("zf"); code.op("i32_xor"); place(CARRY_PARITY); code.op("i32_or");
  code.set(target.flagCarry);
  value("zf"); code.op("i32_eqz"); code.op("i64_extend_i32_u");
  code.set(target.flagResult);
}

/** A change of CF flips "CF differs from OF" with it, so that OF stays. */
function setCarryOnly(e: Emitter, carry: Ref): void {
  const { code, target } = e;
  const change = e.scratch("i32");
  e.truth(carry); code.i32(CARRY_CF); code.op("i32_shl");
  code.get(target.flagCarry); code.op("i32_xor");
  code.i32(SIGN_BIT); code.op("i32_and");
  code.tee(change);
  code.get(change); code.i32(CARRY_CF - CARRY_DIFF); code.op("i32_shr_u"); code.op("i32_or");
  code.get(target.flagCarry); code.op("i32_xor");
  code.set(target.flagCarry);
}

/** Pushes one bit of the carry vector as a truth value. */
function pushCarryBit(e: Emitter, bit: number): void {
  const { code, target } = e;
  code.get(target.flagCarry); code.i32(bit); code.op("i32_shr_u");
  if (bit === CARRY_CF) return;
  code.i32(1); code.op("i32_and");
}

/** Pushes a flag, read from the lazy pair. */
export function pushFlag(e: Emitter, flag: Flag): void {
  const { code, target } = e;
  switch (flag) {
    case "cf": return pushCarryBit(e, CARRY_CF);
    case "af": return pushCarryBit(e, CARRY_AF);
    case "of":
      pushCarryBit(e, CARRY_CF); pushCarryBit(e, CARRY_DIFF);
      return code.op("i32_xor");
    case "zf":
      code.get(target.flagResult);
      return code.op("i64_eqz");
    case "sf":
      code.get(target.flagResult); code.i64(63n); code.op("i64_shr_u"); code.op("i32_wrap_i64");
      pushCarryBit(e, CARRY_SIGN);
      return code.op("i32_xor");
    case "pf":
      code.get(target.flagResult); code.op("i32_wrap_i64");
      code.get(target.flagCarry); code.i32(CARRY_PARITY); code.op("i32_shr_u");
      code.op("i32_xor"); code.i32(0xff); code.op("i32_and"); code.op("i32_popcnt");
      code.i32(1); code.op("i32_and");
      return code.op("i32_eqz");
  }
}

/** Pushes condition `cc` (0..15) from the lazy pair. Odd conditions negate the one below. */
export function pushLazyCondition(e: Emitter, cc: number): void {
  const { code } = e;
  const less = (): void => { pushFlag(e, "sf"); pushFlag(e, "of"); code.op("i32_xor"); };
  switch (cc >> 1) {
    case 0: pushFlag(e, "of"); break;
    case 1: pushFlag(e, "cf"); break;
    case 2: pushFlag(e, "zf"); break;
    case 3: pushFlag(e, "cf"); pushFlag(e, "zf"); code.op("i32_or"); break;
    case 4: pushFlag(e, "sf"); break;
    case 5: pushFlag(e, "pf"); break;
    case 6: less(); break;
    default: less(); pushFlag(e, "zf"); code.op("i32_or");
  }
  if ((cc & 1) !== 0) code.op("i32_eqz");
}

/** What is known of the flags at compile time: the operation that set them, and its values. */
export interface KnownFlags {
  readonly kind: "sub" | "logic" | "result";
  readonly bits: Width;
  /** Of a kind `sub` whose result is exactly x - y; absent for others. */
  readonly x: Ref;
  readonly y: Ref;
  readonly r: Ref;
  /** False for DEC: its CF is an older one. */
  readonly carry: boolean;
  /** The program whose refs these are. */
  readonly emitter: Emitter;
}

/** What the flags effect of a program lets later conditions assume. */
export function knownFlags(e: Emitter, effect: EffectOf<"flags">): KnownFlags {
  const { kind, bits, x, y, r, keepCarry } = effect;
  const known = { bits, x, y, r, carry: !keepCarry, emitter: e };
  if (kind === "sub" && isDifference(e, effect)) return { ...known, kind: "sub" };
  return { ...known, kind: kind === "logic" ? "logic" : "result" };
}

/** Is the result exactly x - y (CMP, SUB), not x - y - CF (SBB)? */
function isDifference(e: Emitter, { x, y, r }: EffectOf<"flags">): boolean {
  let step = e.step(r);
  if (step.op === "zext") step = e.step(step.a);
  return step.op === "binary" && step.fn === "sub" && step.a === x && step.b === y;
}

const UNSIGNED = { 1: "lt_u", 3: "le_u" } as const;
const SIGNED = { 6: "lt_s", 7: "le_s" } as const;

/** Pushes condition `cc` from known operands; false, with nothing pushed, where it cannot. */
export function pushKnownCondition(known: KnownFlags, cc: number): boolean {
  const { code } = known.emitter;
  const pair = cc >> 1;
  const done = known.kind === "sub" ? pushDifference(known, pair)
    : known.kind === "logic" ? pushLogic(known, pair)
      : pushResult(known, pair);
  if (done && (cc & 1) !== 0) code.op("i32_eqz");
  return done;
}

/** Does a value hold nothing above its `bits` bits? */
function isCut(e: Emitter, ref: Ref, bits: Width): boolean {
  const step = e.step(ref);
  switch (step.op) {
    case "operand": case "fixed": case "load": case "zext": return step.bits <= bits;
    case "const": return step.value >> BigInt(bits) === 0n;
    default: return bits >= 32;
  }
}

function pushDifference(known: KnownFlags, pair: number): boolean {
  const { emitter: e, bits, x, y, r, carry } = known;
  const { code } = e;
  if (!isCut(e, x, bits) || !isCut(e, y, bits)) return pushResult(known, pair);
  const shape: Shape = bits === 64 ? "i64" : "i32";
  if (pair === 2) {
    e.push(x, shape); e.push(y, shape);
    code.op(`${shape}_eq`);
    return true;
  }
  if (pair === 1 || pair === 3) {
    if (!carry) return false;
    e.push(x, shape); e.push(y, shape);
    code.op(`${shape}_${UNSIGNED[pair]}`);
    return true;
  }
  if (pair === 6 || pair === 7) {
    for (const ref of [x, y]) {
      e.push(ref, shape);
      if (bits < 32) code.op(bits === 8 ? "i32_extend8_s" : "i32_extend16_s");
    }
    code.op(`${shape}_${SIGNED[pair]}`);
    return true;
  }
  return pair === 4 && pushSign({ ...known, r });
}

function pushLogic(known: KnownFlags, pair: number): boolean {
  const { emitter: e, bits, r } = known;
  const { code } = e;
  if (pair === 0 || pair === 1) { code.i32(0); return true; }
  if (pair === 2 || pair === 3) return pushZero(known);
  if (pair === 4 || pair === 6) return pushSign(known);
  if (pair !== 7) return false;
  pushSignExtended(e, r, bits);
  code.i64(0n);
  code.op("i64_le_s");
  return true;
}

function pushResult(known: KnownFlags, pair: number): boolean {
  return pair === 2 ? pushZero(known) : pair === 4 && pushSign(known);
}

function pushZero({ emitter: e, bits, r }: KnownFlags): boolean {
  if (bits === 32) {
    e.push(r, "i32");
    e.code.op("i32_eqz");
  } else {
    pushSignExtended(e, r, bits);
    e.code.op("i64_eqz");
  }
  return true;
}

function pushSign({ emitter: e, bits, r }: KnownFlags): boolean {
  pushSignExtended(e, r, bits);
  e.code.i64(0n);
  e.code.op("i64_lt_s");
  return true;
}
