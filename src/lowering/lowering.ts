/**
 * Lowers one program to wasm instructions.
 *
 * Phase one walks the steps in order. Checks happen here, and what several places use, or what an
 * effect could change before it is used, is computed into a local; everything else waits until it
 * is pushed. Phase two carries out the effects. So every way out lies before every change.
 */
import type { Effect, Program, Ref, Step } from "../../spec/ir/ir.ts";
import type { Code, Local } from "../wasm/code.ts";
import type { ValueType } from "../wasm/opcodes.ts";
import type { Emitter, StepOf } from "./emitter.ts";
import {
  emitFlags, emitResultFlags, emitSetFlags, knownFlags, pushKnownCondition, pushLazyCondition,
} from "./flags.ts";
import type { KnownFlags } from "./flags.ts";
import { computeFloat, computeSqrt, computeToFloat, computeToInteger } from "./float.ts";
import {
  computeRound, computeVectorConvert, computeVectorFloat, computeVectorRound,
} from "./float-vector.ts";
import { LANE_BITS, hasLowHalf } from "./integer.ts";
import { type Position, checkAccess, pushLoad, storeOp } from "./memory.ts";
import { setMmx, setUnitWord } from "./mmx.ts";
import { computeReciprocals, isReciprocal } from "./reciprocal.ts";
import type { Scratch } from "./scratch.ts";
import { analyse, directTarget } from "./usage.ts";
import type { Usage } from "./usage.ts";
import type { Shape, Source, Target } from "./target.ts";
import { pushTruth, pushValue, pushVector } from "./values.ts";

/** Where an admitted address lies, and what the check has admitted. */
interface Admitted {
  readonly position: Position;
  readonly bytes: number;
  readonly write: boolean;
  /** The condition under which the check was made. */
  readonly when: Ref | undefined;
}

/** A value that stands in a local. */
interface Kept {
  readonly local: Local;
  readonly type: ValueType;
}

export class Lowering implements Emitter {
  readonly target: Target;
  readonly code: Code;
  readonly #program: Program;
  readonly #scratch: Scratch;
  readonly #usage: Usage;
  /** By step. */
  readonly #kept: (Kept | undefined)[] = [];
  /** What checks have admitted, by the step that is the address. */
  readonly #admitted: (Admitted | undefined)[] = [];
  #known: KnownFlags | undefined;

  /**
   * `known`: what an instruction lowered just before has left to say about the flags. `usage`: the
   * analysis of the program, for whoever lowers it several times.
   */
  constructor(
    program: Program, target: Target, scratch: Scratch, known?: KnownFlags,
    usage = analyse(program),
  ) {
    this.#program = program;
    this.target = target;
    this.code = target.code;
    this.#scratch = scratch;
    this.#usage = usage;
    this.#known = known;
  }

  /** Emits the program; returns what is known of the flags behind it. */
  emit(): KnownFlags | undefined {
    const { effects } = this.#program;
    for (const ref of this.#usage.live) this.#prepare(this.step(ref), ref);
    for (const effect of effects) if (effect.op === "jump") this.#admitJump(effect);
    for (const effect of effects) this.#emitEffect(effect);
    return this.#known;
  }

  scratch(type: ValueType): Local {
    return this.#scratch.take(type);
  }

  get steps(): readonly Step[] {
    return this.#program.steps;
  }

  step(ref: Ref): Step {
    const step = this.#program.steps[ref];
    if (step === undefined) throw new Error(`defect: no step ${ref}`);
    return step;
  }

  constant(ref: Ref): bigint | undefined {
    const step = this.step(ref);
    return step.op === "const" ? step.value : undefined;
  }

  isNarrow(ref: Ref): boolean {
    return this.#usage.isNarrow(ref);
  }

  // Phase one.

  #prepare(step: Step, ref: Ref): void {
    switch (step.op) {
      case "load": case "loadv": return this.#load(step, ref);
      case "writable":
        this.#admit(step.address, step.bytes, true, step.when);
        return;
      case "fault":
        if (this.target.isRuledOut?.(ref) === true) return;
        this.truth(step.when);
        return this.code.brIf(this.target.bail);
      case "float": return this.#keepLocal(ref, computeFloat(this, step), step.format);
      case "sqrt": return this.#keepLocal(ref, computeSqrt(this, step), step.format);
      case "convert": return this.#convert(step, ref);
      case "call": return this.#keepLocal(ref, this.#call(step), "v128");
      case "fround": return this.#keepLocal(ref, computeRound(this, step), step.format);
      case "vfloat": case "vsqrt":
        return this.#keepLocal(ref, computeVectorFloat(this, step), "v128");
      case "vfround": return this.#keepLocal(ref, computeVectorRound(this, step), "v128");
      case "vconvert": return this.#keepLocal(ref, computeVectorConvert(this, step), "v128");
      case "const": case "const32": case "constv": return;
      case "divide":
        if (step.part !== "overflow" || this.#usage.isShared(ref)) this.#keep(ref);
        return;
      default:
        if (this.#isKept(step, ref)) this.#keep(ref);
    }
  }

  #isKept({ op }: Step, ref: Ref): boolean {
    if (this.#usage.isHazard(ref)) return true;
    return this.#usage.isShared(ref) && (op !== "address" || this.target.pushLowAddress === undefined);
  }

  #keepLocal(ref: Ref, local: Local, type: ValueType): void {
    this.#kept[ref] = { local, type };
  }

  /** Computes a value now, into a local; of a value whose upper half nobody reads, the low half. */
  #keep(ref: Ref): void {
    const step = this.step(ref);
    const { type } = step;
    if (type === "f80") throw new Error("defect: an x87 number has no wasm type");
    const low = this.#usage.isLowHalfEnough(ref) && hasLowHalf(this, step);
    const kept: ValueType = type === "i64" && (low || this.isNarrow(ref)) ? "i32" : type;
    if (type === "i64") this.push(ref, kept === "i32" ? "i32" : "i64");
    else if (type === "i32") this.truth(ref);
    else this.vector(ref);
    const local = this.scratch(kept);
    this.code.set(local);
    this.#keepLocal(ref, local, kept);
  }

  #call({ fn, args }: StepOf<"call">): Local {
    const [a] = args;
    if (a === undefined || !isReciprocal(fn)) throw new Error(`defect: ${fn} has no wasm form`);
    return computeReciprocals(this, fn, a);
  }

  #convert(step: StepOf<"convert">, ref: Ref): void {
    const { to } = step;
    const local = to === "i32" || to === "i64"
      ? computeToInteger(this, step)
      : computeToFloat(this, step);
    this.#keepLocal(ref, local, to);
  }

  #when(when: Ref, body: () => void): void {
    this.truth(when);
    this.code.if();
    body();
    this.code.end();
  }

  /** Checks an access, unless an earlier check says as much; returns its position. */
  #admit(address: Ref, bytes: number, write: boolean, when?: Ref): Position {
    const known = this.#admitted[address];
    if (known !== undefined && known.bytes === bytes && known.when === when
      && (known.write || !write)) {
      return known.position;
    }
    if (when !== undefined) {
      // What is computed inside of the condition must not be relied on behind it.
      this.#addressLocal(address);
      this.truth(when);
      this.code.if();
    }
    const position = this.target.admitAccess?.(this, address, bytes, write)
      ?? checkAccess(this, this.#addressLocal(address), bytes, write, this.#isStack(address));
    if (when !== undefined) this.code.end();
    this.#admitted[address] = { position, bytes, write, when };
    return position;
  }

  #addressLocal(address: Ref): Local {
    const kept = this.#kept[address];
    if (kept !== undefined && kept.type === "i64") return kept.local;
    const local = this.scratch("i64");
    this.push(address, "i64");
    this.code.set(local);
    this.#keepLocal(address, local, "i64");
    return local;
  }

  /** Which window an access tries first: rsp-based ones lie in the stack. */
  #isStack(address: Ref): boolean {
    const step = this.step(address);
    if (step.op === "address") return this.target.isStackAddress(step.k);
    return this.#usage.isStackAccess(address);
  }

  /**
   * A load whose address is written later in the same instruction is checked for both at once: what
   * may be written may be read.
   */
  #load(step: StepOf<"load"> | StepOf<"loadv">, ref: Ref): void {
    const bytes = step.op === "loadv" ? 16 : step.bits / 8;
    const type: ValueType = step.op === "loadv" ? "v128" : this.isNarrow(ref) ? "i32" : "i64";
    const local = this.scratch(type);
    const written = step.when === undefined && this.#usage.isWritten(step.address, bytes);
    const position = this.#admit(step.address, bytes, written, step.when);
    const body = (): void => {
      if (step.op === "loadv") {
        this.code.get(position.local);
        this.code.loadVector(position.offset);
      } else pushLoad(this, position, step.bits, type === "i32" ? "i32" : "i64");
      this.code.set(local);
    };
    if (step.when === undefined) body();
    else {
      this.#zero(type);
      this.code.set(local);
      this.#when(step.when, body);
    }
    this.#keepLocal(ref, local, type);
  }

  #zero(type: ValueType): void {
    if (type === "v128") this.code.v128(0n);
    else if (type === "i32") this.code.i32(0);
    else this.code.i64(0n);
  }

  #admitJump(effect: Extract<Effect, { op: "jump" }>): void {
    if (directTarget(effect, this.#program.steps) !== undefined) return;
    this.target.admitTransfer(effect.kind, () => this.push(effect.target, "i64"));
  }

  // Pushing values.

  push(ref: Ref, shape: Shape): void {
    const kept = this.#kept[ref];
    if (kept !== undefined) return this.#pushKept(kept, shape);
    pushValue(this, ref, shape);
  }

  #pushKept({ local, type }: Kept, shape: Shape): void {
    const { code } = this;
    code.get(local);
    if (type === "f64") { code.op("i64_reinterpret_f64"); type = "i64"; }
    if (type === "f32") { code.op("i32_reinterpret_f32"); type = "i32"; }
    if (type === shape) return;
    code.op(shape === "i32" ? "i32_wrap_i64" : "i64_extend_i32_u");
  }

  truth(ref: Ref): void {
    const kept = this.#kept[ref];
    if (kept !== undefined) return this.code.get(kept.local);
    pushTruth(this, this.step(ref));
  }

  condition(cc: number): void {
    if (this.target.pushCondition?.(cc) === true) return;
    if (this.#known !== undefined && pushKnownCondition(this.#known, cc)) return;
    pushLazyCondition(this, cc);
  }

  vector(ref: Ref): void {
    const kept = this.#kept[ref];
    if (kept !== undefined) return this.code.get(kept.local);
    pushVector(this, this.step(ref));
  }

  float(ref: Ref, format: "f32" | "f64"): void {
    const kept = this.#kept[ref];
    if (kept !== undefined && kept.type === format) return this.code.get(kept.local);
    const step = this.step(ref);
    if (kept === undefined && step.op === "operandlane" && step.index === 0
      && LANE_BITS[step.lanes] === (format === "f64" ? 64 : 32)) {
      return this.target.pushFloatLane(step.k, format);
    }
    this.push(ref, format === "f64" ? "i64" : "i32");
    this.code.op(format === "f64" ? "f64_reinterpret_i64" : "f32_reinterpret_i32");
  }

  #source(ref: Ref): Source {
    const kept = this.#kept[ref];
    const float = kept?.type === "f64" || kept?.type === "f32" ? kept.type : undefined;
    return {
      i32: () => this.push(ref, "i32"),
      i64: () => this.push(ref, "i64"),
      float,
      pushFloat: () => { if (kept !== undefined) this.code.get(kept.local); },
    };
  }

  // Phase two.

  #emitEffect(effect: Effect): void {
    const when = effect.op === "leave" ? undefined : effect.when;
    if (when === undefined || effect.op === "jump" || effect.op === "again") {
      return this.#emitHappening(effect);
    }
    this.#when(when, () => this.#emitHappening(effect));
    if (effect.op === "flags" || effect.op === "resultflags" || effect.op === "setflags") {
      this.#known = undefined;
    }
  }

  #emitHappening(effect: Effect): void {
    const { target } = this;
    switch (effect.op) {
      case "set": return target.setOperand(effect.k, effect.bits, this.#source(effect.value));
      case "setfixed":
        return target.setFixed(effect.register, effect.bits, this.#source(effect.value));
      case "setmmx": return setMmx(this, effect.k, this.#source(effect.value));
      case "setsystem": {
        const value = this.#source(effect.value);
        if (!setUnitWord(this, effect.register, value)) target.setSystem(effect.register, value);
        return;
      }
      case "setv":
        if (effect.half === 0 && target.takeVector?.(this, effect.k, effect.value) === true) return;
        return target.setVector(effect.k, effect.half, effect.upper === "clear",
          () => this.vector(effect.value));
      case "setlane":
        return target.setLane(effect.k, effect.lanes, effect.index, this.#source(effect.value));
      case "setfixedv":
        return target.setFixedVector(effect.register, effect.half, () => this.vector(effect.value));
      case "store": return this.#store(effect);
      case "storev": {
        const { local, offset } = this.#position(effect.address);
        this.code.get(local);
        this.vector(effect.value);
        return this.code.storeVector(offset);
      }
      case "undefined": return;
      case "jump": return this.#jump(effect);
      case "again": return target.again(() => this.truth(effect.when));
      default: return this.#emitFlagEffect(effect);
    }
  }

  #emitFlagEffect(effect: Effect): void {
    switch (effect.op) {
      case "flags":
        if (this.#isTaken(effect)) return;
        emitFlags(this, effect);
        this.#known = knownFlags(this, effect);
        return;
      case "resultflags":
        emitResultFlags(this, effect);
        this.#known = undefined;
        return;
      case "setflags":
        if (this.#isTaken(effect)) return;
        emitSetFlags(this, effect);
        this.#known = undefined;
        return;
      default: throw new Error(`defect: the effect ${effect.op} has no wasm form`);
    }
  }

  /** Has the target taken flags in a form of its own? */
  #isTaken(effect: Extract<Effect, { op: "flags" | "setflags" }>): boolean {
    if (this.target.takeFlags?.(this, effect) !== true) return false;
    this.#known = undefined;
    return true;
  }

  #position(address: Ref): Position {
    const admitted = this.#admitted[address];
    if (admitted?.write !== true) throw new Error("defect: a store to an address without a check");
    return admitted.position;
  }

  #store({ address, bits, value }: Extract<Effect, { op: "store" }>): void {
    const { code } = this;
    const { local, offset } = this.#position(address);
    code.get(local);
    const source = this.#source(value);
    if (source.float !== undefined && (source.float === "f64") === (bits === 64)) {
      source.pushFloat();
      return code.memory(source.float === "f64" ? "f64_store" : "f32_store", offset, 0);
    }
    const shape: Shape = bits === 64 ? "i64" : "i32";
    this.push(value, shape);
    code.memory(storeOp(bits, shape), offset, 0);
  }

  #jump(effect: Extract<Effect, { op: "jump" }>): void {
    const { kind, target: destination, when } = effect;
    this.target.transfer(
      kind, directTarget(effect, this.#program.steps), () => this.push(destination, "i64"),
      when === undefined ? undefined : () => this.truth(when),
    );
  }
}
