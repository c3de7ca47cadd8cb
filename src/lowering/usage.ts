/** What the lowering must know of a program before it emits anything: which values are used how. */
import type { Effect, Program, Ref, Step } from "../../spec/ir/ir.ts";
import { LANE_BITS } from "./integer.ts";
import { readsTwice } from "./vector.ts";

/** Values that a step refers to. */
export function refsOf(step: Step): readonly Ref[] {
  switch (step.op) {
    case "load": case "writable":
      return step.when === undefined ? [step.address] : [step.address, step.when];
    case "loadv": return step.when === undefined ? [step.address] : [step.address, step.when];
    case "fault": return [step.when];
    case "binary": case "compare": case "logic": case "vbinary": case "shuffle": case "shuffleby":
    case "float": case "vfloat": case "forder":
      return [step.a, step.b];
    case "fcompare": case "vfcompare": return [step.a, step.b, step.predicate];
    case "fround": case "vfround": return [step.a, step.control];
    case "unary": case "zext": case "sext": case "widen": case "vabs": case "vextend": case "lane":
    case "splat": case "signs": case "sqrt": case "vsqrt": case "convert": case "vconvert":
      return [step.a];
    case "select": return [step.when, step.a, step.b];
    case "divide": return [step.high, step.low, step.divisor];
    case "vshift": return [step.a, step.count];
    case "withlane": return [step.a, step.value];
    case "pair": return [step.low, step.high];
    case "call": return step.args;
    default: return [];
  }
}

/** The operand that holds a transfer's target when the instruction itself names it. */
export function directTarget(
  { kind, target }: Extract<Effect, { op: "jump" }>, steps: readonly Step[],
): number | undefined {
  if (kind !== "direct" && kind !== "call") return undefined;
  const step = steps[target];
  return step?.op === "operand" ? step.k : undefined;
}

/** Values that an effect refers to. */
function refsOfEffect(effect: Effect, steps: readonly Step[]): readonly Ref[] {
  const when = effect.op === "leave" || effect.when === undefined ? [] : [effect.when];
  switch (effect.op) {
    case "set": case "setv": case "setlane": case "setmmx": case "setfixed": case "setsystem":
    case "setfixedv":
      return [...when, effect.value];
    case "store": case "storev": return [...when, effect.address, effect.value];
    case "flags": return [...when, effect.x, effect.y, effect.r];
    case "setflags": return [...when, ...Object.values(effect.flags)];
    case "resultflags": return [...when, effect.r, effect.carry, effect.overflow, effect.adjust];
    case "jump": return directTarget(effect, steps) === undefined ? [...when, effect.target] : when;
    case "unit": return [...when, ...effect.args];
    default: return when;
  }
}

/** Kinds of state, coarse enough that aliasing operands fall into one kind. */
type StateKind = "general" | "vector" | "mmx" | "flags" | "system";

function stateRead(step: Step): StateKind | undefined {
  switch (step.op) {
    case "operand": case "fixed": case "address": case "offset": return "general";
    case "operandv": case "operandlane": case "fixedv": return "vector";
    case "operandmmx": return "mmx";
    case "flag": case "condition": return "flags";
    case "system": return "system";
    default: return undefined;
  }
}

function stateWritten(effect: Effect): StateKind | undefined {
  switch (effect.op) {
    case "set": case "setfixed": return "general";
    case "setv": case "setlane": case "setfixedv": return "vector";
    case "setmmx": return "mmx";
    case "flags": case "setflags": case "resultflags": return "flags";
    case "setsystem": return "system";
    default: return undefined;
  }
}

export interface Usage {
  /** Steps that something needs: an effect, a check. In ascending order. */
  readonly live: readonly Ref[];
  /** Is an `i64` value always below 2^32? */
  isNarrow(ref: Ref): boolean;
  /** Is a value needed more than once? */
  isShared(ref: Ref): boolean;
  /** Does everything that reads an `i64` value look at its low 32 bits only? */
  isLowHalfEnough(ref: Ref): boolean;
  /** Would a value be read only after an effect has changed what it is computed from? */
  isHazard(ref: Ref): boolean;
  /** Is `bytes` bytes at an address always written by the instruction that reads it? */
  isWritten(address: Ref, bytes: number): boolean;
  /** Is an address used as a stack access (push, call)? */
  isStackAccess(address: Ref): boolean;
}

/** Steps with a purpose of their own. */
function isCheck(step: Step): boolean {
  return step.op === "fault" || step.op === "writable" || step.op === "load" || step.op === "loadv";
}

/** Steps that compute into a local anyway, at their own place. */
function isAnchored(step: Step): boolean {
  return isCheck(step) || step.op === "float" || step.op === "sqrt" || step.op === "convert"
    || step.op === "vfloat" || step.op === "vsqrt" || step.op === "fround"
    || step.op === "vfround" || step.op === "vconvert" || step.op === "call"
    || (step.op === "divide" && step.part !== "overflow");
}

/** Counts for each step how often it is pushed. */
function countUses(program: Program): { readonly live: Set<Ref>; readonly uses: Uint16Array } {
  const { steps, effects } = program;
  const live = new Set<Ref>();
  const uses = new Uint16Array(steps.length);
  for (const effect of effects) {
    for (const ref of refsOfEffect(effect, steps)) {
      uses[ref] = (uses[ref] ?? 0) + usesIn(effect, ref);
    }
  }
  for (let ref = steps.length - 1; ref >= 0; ref--) {
    const step = steps[ref];
    if (step === undefined || (uses[ref] === 0 && !isCheck(step))) continue;
    live.add(ref);
    for (const used of refsOf(step)) uses[used] = (uses[used] ?? 0) + pushesOf(step);
  }
  return { live, uses };
}

/** Flag effects push their operands several times, and conditions behind them may once more. */
function usesIn(effect: Effect, ref: Ref): number {
  if (effect.op === "flags" && effect.kind === "logic") return ref === effect.r ? 2 : 0;
  return effect.op === "flags" || effect.op === "resultflags" || effect.op === "jump" ? 2 : 1;
}

/** How often a step pushes each of its operands, 2 standing for several times. */
function pushesOf(step: Step): number {
  switch (step.op) {
    case "forder": case "divide": case "vshift": case "fcompare": case "vfcompare":
    case "fround": case "vfround":
      return 2;
    case "vfloat": return step.fn === "addsub" ? 2 : 1;
    case "float": return step.fn === "min" || step.fn === "max" ? 2 : 1;
    case "vbinary": return readsTwice(step.fn) ? 2 : 1;
    default: return 1;
  }
}

/** Bits of `ref` that an effect looks at: those of its width where it has one. */
function bitsSeenByEffect(effect: Effect, ref: Ref): number {
  switch (effect.op) {
    case "set": case "setfixed": return effect.bits;
    case "store": return effect.address === ref ? 64 : effect.bits;
    case "flags": return effect.bits;
    case "resultflags": return effect.r === ref ? effect.bits : 64;
    default: return 64;
  }
}

/** Bits of its operands that a step looks at when only `seen` bits of its own value count. */
function bitsSeenByStep(step: Step, seen: number): number {
  switch (step.op) {
    case "zext": case "sext": return Math.min(step.bits, step.op === "zext" ? seen : 64);
    case "binary":
      return ["add", "sub", "mul", "and", "or", "xor"].includes(step.fn) ? seen : 64;
    case "unary": return step.fn === "not" || step.fn === "neg" ? seen : 64;
    case "select": return step.type === "i64" ? seen : 64;
    default: return 64;
  }
}

/** The values of which nobody looks at more than the low 32 bits. */
function findLowHalves({ steps, effects }: Program, live: ReadonlySet<Ref>): Set<Ref> {
  const seen = new Uint8Array(steps.length);
  const look = (ref: Ref, bits: number): void => { seen[ref] = Math.max(seen[ref] ?? 0, bits); };
  for (const effect of effects) {
    for (const ref of refsOfEffect(effect, steps)) look(ref, bitsSeenByEffect(effect, ref));
  }
  const low = new Set<Ref>();
  for (let ref = steps.length - 1; ref >= 0; ref--) {
    const step = steps[ref];
    if (step === undefined || !live.has(ref)) continue;
    const bits = seen[ref] ?? 0;
    if (bits > 0 && bits <= 32) low.add(ref);
    for (const used of refsOf(step)) look(used, bitsSeenByStep(step, bits));
  }
  return low;
}

/** For each step, whether its `i64` value is always below 2^32. */
function findNarrow(steps: readonly Step[]): readonly boolean[] {
  const narrow: boolean[] = [];
  const is = (ref: Ref): boolean => narrow[ref] ?? false;
  for (const step of steps) narrow.push(isNarrow(step, is));
  return narrow;
}

function isNarrow(step: Step, is: (ref: Ref) => boolean): boolean {
  switch (step.op) {
    case "const": return step.value < 0x1_0000_0000n;
    case "operand": case "fixed": case "load": case "zext": return step.bits <= 32;
    case "operandlane": case "lane": return LANE_BITS[step.lanes] <= 32;
    case "widen": case "signs": return true;
    case "system": return step.register === "df";
    case "unary": return step.fn === "clz" || step.fn === "ctz" || step.fn === "popcnt";
    case "binary":
      if (step.fn === "and") return is(step.a) || is(step.b);
      if (step.fn === "shr") return is(step.a);
      return (step.fn === "or" || step.fn === "xor") && is(step.a) && is(step.b);
    case "select": return is(step.a) && is(step.b);
    case "float": case "sqrt": case "fround": case "fcompare": return step.format === "f32";
    case "convert": return step.to === "i32" || step.to === "f32";
    default: return false;
  }
}

/** Looks at a program once; lowering it any number of times needs no more. */
export function analyse(program: Program): Usage {
  const { steps, effects } = program;
  const { live, uses } = countUses(program);
  const lowHalves = findLowHalves(program, live);
  const narrow = findNarrow(steps);
  const hazards = findHazards(program, (ref) => (uses[ref] ?? 0) > 1);
  return {
    live: [...live].reverse(),
    isNarrow: (ref) => narrow[ref] ?? false,
    isShared: (ref) => (uses[ref] ?? 0) > 1,
    isLowHalfEnough: (ref) => lowHalves.has(ref),
    isHazard: (ref) => hazards.has(ref),
    isWritten: (address, bytes) => steps.some((s) =>
      s.op === "writable" && s.when === undefined && s.address === address && s.bytes === bytes),
    isStackAccess: (address) => steps.some((s) =>
      (s.op === "load" || s.op === "writable") && s.address === address && s.access === "stack")
      || effects.some((s) => s.op === "store" && s.address === address && s.access === "stack"),
  };
}

/**
 * Values that an effect would compute from state that an earlier effect has changed by then. A
 * value is hazardous as a whole when one of the steps inside it, computed where it is used, is.
 */
function findHazards({ steps, effects }: Program, isShared: (ref: Ref) => boolean): Set<Ref> {
  const hazards = new Set<Ref>();
  const written = new Set<StateKind>();
  const readsWritten = (ref: Ref): boolean => {
    const step = steps[ref];
    if (step === undefined || isAnchored(step) || isShared(ref)) return false;
    const kind = stateRead(step);
    return (kind !== undefined && written.has(kind)) || refsOf(step).some(readsWritten);
  };
  for (const effect of effects) {
    if (written.size > 0) {
      for (const ref of refsOfEffect(effect, steps)) if (readsWritten(ref)) hazards.add(ref);
    }
    const kind = stateWritten(effect);
    if (kind !== undefined) written.add(kind);
  }
  return hazards;
}
