/**
 * Vector registers in a unit. One that packed operations use is one v128 local. One of which lanes are
 * used is a pair: its low half as an f64, where scalar arithmetic wants it, and its upper half,
 * which scalar code only carries along, as an i64. Either form can be read and written in every way;
 * the choice decides only what is cheap.
 */
import type { Lanes, Program, Ref } from "../../spec/ir/ir.ts";
import type { Form as OperandShapes } from "../../spec/isa/form.ts";
import type { Instruction } from "../decoder/instruction.ts";
import type { Emitter } from "../lowering/emitter.ts";
import type { Push, Shape, Source } from "../lowering/target.ts";
import { VECTOR } from "../machine/state.ts";
import type { Code, Local } from "../wasm/code.ts";
import { operandOf, registerNumber } from "./register-use.ts";
import type { Unit } from "./unit.ts";

type Form = { readonly kind: "whole"; readonly local: Local }
  | { readonly kind: "halves"; readonly low: Local; readonly high: Local };

/** Register number of vector operand `k` of the instruction at hand. */
export type OperandNumber = (k: number) => number;

const LANE_32 = 0xffff_ffffn;

/** What an instruction does with vector registers, as sets of them. */
export interface VectorUse {
  /** It computes with all lanes of these. */
  readonly packed: number;
  /** It reads or writes single lanes of these. */
  readonly lanes: number;
  /** It moves these or combines them bit by bit: for it, one form is as good as the other. */
  readonly alike: number;
}

/**
 * Vector registers (a set) that are kept whole in a unit: those that packed operations compute with,
 * those that only meet such, and those that meet none of which single lanes are used.
 */
export function wholeRegisters(unit: Unit): number {
  let [packed, lanes] = [0, 0];
  const meetings = new Set<number>();
  for (const { instructions } of unit.blocks) {
    for (const { vectors } of instructions) {
      packed |= vectors.packed;
      lanes |= vectors.lanes;
      if (vectors.alike !== 0) meetings.add(vectors.alike);
    }
  }
  const whole = spread(packed, lanes, meetings);
  return whole | ~spread(lanes, whole, meetings);
}

/** `set` and what meets it, and so on; never beyond what is in `border`. */
function spread(set: number, border: number, meetings: ReadonlySet<number>): number {
  let reached = set;
  for (let before = -1; before !== reached;) {
    before = reached;
    for (const met of meetings) if ((met & reached) !== 0) reached |= met & ~border;
  }
  return reached;
}

const NO_VECTORS: VectorUse = { packed: 0, lanes: 0, alike: 0 };

export function vectorUse(form: OperandShapes, instruction: Instruction, program: Program): VectorUse {
  let [all, lanes] = [0, 0];
  const numberOf = (k: number): number => {
    const operand = operandOf(form, k);
    if (operand.place === "rm" && instruction.memory === 1) return 0;
    return 1 << registerNumber(operand, instruction);
  };
  for (const step of program.steps) {
    if (step.op === "operandv") all |= numberOf(step.k);
    if (step.op === "operandlane") lanes |= numberOf(step.k);
  }
  for (const effect of program.effects) {
    if (effect.op === "setv") all |= numberOf(effect.k);
    if (effect.op === "setlane") lanes |= numberOf(effect.k);
  }
  if (all === 0 && lanes === 0) return NO_VECTORS;
  const computes = program.steps.some((step) => PACKED_STEPS.has(step.op)
    || (step.op === "vbinary" && !isBitwise(step.fn)));
  return { packed: computes ? all : 0, lanes, alike: computes ? 0 : all };
}

/** Steps that need the whole vector, as does `vbinary` where it is not bitwise. */
const PACKED_STEPS: ReadonlySet<string> = new Set([
  "vabs", "vshift", "shuffle", "shuffleby", "vextend", "splat", "signs", "vfloat", "vsqrt",
  "vfcompare", "vfround", "vconvert", "withlane",
]);

function isBitwise(fn: string): fn is "and" | "or" | "xor" | "andnot" {
  return fn === "and" || fn === "or" || fn === "xor" || fn === "andnot";
}

export class VectorLocals {
  readonly #code: Code;
  readonly #forms: readonly (Form | undefined)[];
  readonly #written: number;
  readonly #spare: Local;

  /** `used`, `written` and `whole` are sets of register numbers. */
  constructor(code: Code, used: number, written: number, whole: number) {
    this.#code = code;
    this.#written = written;
    this.#spare = code.local("v128");
    this.#forms = Array.from({ length: 16 }, (_, n) => {
      if (((used >> n) & 1) === 0) return undefined;
      return ((whole >> n) & 1) === 1 ? { kind: "whole", local: code.local("v128") }
        : { kind: "halves", low: code.local("f64"), high: code.local("i64") };
    });
  }

  #form(number: number): Form {
    const form = this.#forms[number];
    if (form === undefined) throw new Error(`defect: xmm${number} has no place in this unit`);
    return form;
  }

  /** All registers from the state block. */
  load(): void {
    const code = this.#code;
    this.#forms.forEach((form, n) => {
      if (form === undefined) return;
      const at = VECTOR + 32 * n;
      code.i32(0);
      if (form.kind === "whole") { code.loadVector(at); code.set(form.local); return; }
      code.memory("f64_load", at); code.set(form.low);
      code.i32(0); code.memory("i64_load", at + 8); code.set(form.high);
    });
  }

  /** What may have changed, to the state block: `dirty`, a set, or whatever the unit writes. */
  store(dirty = this.#written): void {
    const code = this.#code;
    this.#forms.forEach((form, n) => {
      if (form === undefined || ((dirty >> n) & 1) === 0) return;
      const at = VECTOR + 32 * n;
      code.i32(0);
      if (form.kind === "whole") { code.get(form.local); code.storeVector(at); return; }
      code.get(form.low); code.memory("f64_store", at);
      code.i32(0); code.get(form.high); code.memory("i64_store", at + 8);
    });
  }

  /** Copies registers (a set) into locals from `take`; calling the result brings them back. */
  keep(set: number, take: (type: "v128" | "f64" | "i64") => Local): () => void {
    const code = this.#code;
    const copies: (readonly [Local, Local])[] = [];
    const copy = (local: Local, type: "v128" | "f64" | "i64"): void => {
      const kept = take(type);
      code.get(local); code.set(kept);
      copies.push([local, kept]);
    };
    this.#forms.forEach((form, n) => {
      if (form === undefined || ((set >> n) & 1) === 0) return;
      if (form.kind === "whole") return copy(form.local, "v128");
      copy(form.low, "f64");
      copy(form.high, "i64");
    });
    return () => {
      for (const [local, kept] of copies) { code.get(kept); code.set(local); }
    };
  }

  push(number: number): void {
    const code = this.#code;
    const form = this.#form(number);
    if (form.kind === "whole") return code.get(form.local);
    code.get(form.low); code.op("i64_reinterpret_f64"); code.simd("i64x2_splat");
    code.get(form.high); code.lane("i64x2_replace_lane", 1);
  }

  set(number: number, value: Push): void {
    const code = this.#code;
    const form = this.#form(number);
    value();
    if (form.kind === "whole") return code.set(form.local);
    code.tee(this.#spare);
    code.lane("i64x2_extract_lane", 1); code.set(form.high);
    code.get(this.#spare); code.lane("f64x2_extract_lane", 0); code.set(form.low);
  }

  /** Writes a value half by half where that is possible: copies, bitwise logic, pairs. */
  setHalves(number: number, e: Emitter, value: Ref, operand: OperandNumber): boolean {
    const form = this.#form(number);
    if (form.kind === "whole" || !this.#hasHalves(e, value)) return false;
    this.#pushLow(e, value, operand);
    this.#pushHigh(e, value, operand);
    this.#code.set(form.high);
    this.#code.set(form.low);
    return true;
  }

  #hasHalves(e: Emitter, ref: Ref): boolean {
    const step = e.step(ref);
    switch (step.op) {
      case "operandv": return step.half === 0;
      case "constv": case "pair": return true;
      case "vbinary":
        return isBitwise(step.fn) && this.#hasHalves(e, step.a) && this.#hasHalves(e, step.b);
      default: return false;
    }
  }

  /** Pushes the low half as a float. */
  #pushLow(e: Emitter, ref: Ref, operand: OperandNumber): void {
    const step = e.step(ref);
    if (step.op === "operandv") {
      const form = this.#form(operand(step.k));
      if (form.kind === "halves") return this.#code.get(form.low);
    }
    if (step.op === "pair") return e.float(step.low, "f64");
    this.#pushHalf(e, ref, 0, operand);
    this.#code.op("f64_reinterpret_i64");
  }

  #pushHigh(e: Emitter, ref: Ref, operand: OperandNumber): void {
    this.#pushHalf(e, ref, 1, operand);
  }

  #pushHalf(e: Emitter, ref: Ref, half: 0 | 1, operand: OperandNumber): void {
    const code = this.#code;
    const step = e.step(ref);
    switch (step.op) {
      case "operandv": return this.pushLane(operand(step.k), "i64x2", half, "i64");
      case "constv": return code.i64(BigInt.asIntN(64, step.value >> BigInt(64 * half)));
      case "pair": return e.push(half === 0 ? step.low : step.high, "i64");
      case "vbinary":
        this.#pushHalf(e, step.a, half, operand);
        this.#pushHalf(e, step.b, half, operand);
        if (step.fn === "andnot") { code.i64(-1n); code.op("i64_xor"); code.op("i64_and"); return; }
        if (isBitwise(step.fn)) return code.op(`i64_${step.fn}`);
        break;
      default: break;
    }
    throw new Error(`defect: ${step.op} has no halves`);
  }

  pushLane(number: number, lanes: Lanes, index: number, shape: Shape): void {
    const code = this.#code;
    const form = this.#form(number);
    if (form.kind === "whole" || lanes === "i8x16" || lanes === "i16x8") {
      this.push(number);
      return this.#extract(lanes, index, shape);
    }
    const half = lanes === "i64x2" ? index : index >> 1;
    if (half === 0) { code.get(form.low); code.op("i64_reinterpret_f64"); } else code.get(form.high);
    if (lanes === "i32x4" && (index & 1) === 1) { code.i64(32n); code.op("i64_shr_u"); }
    if (shape === "i32") code.op("i32_wrap_i64");
    else if (lanes === "i32x4") { code.i64(LANE_32); code.op("i64_and"); }
  }

  #extract(lanes: Lanes, index: number, shape: Shape): void {
    const code = this.#code;
    if (lanes === "i64x2") {
      code.lane("i64x2_extract_lane", index);
      if (shape === "i32") code.op("i32_wrap_i64");
      return;
    }
    if (lanes === "i32x4") code.lane("i32x4_extract_lane", index);
    else code.lane(lanes === "i16x8" ? "i16x8_extract_lane_u" : "i8x16_extract_lane_u", index);
    if (shape === "i64") code.op("i64_extend_i32_u");
  }

  setLane(number: number, lanes: Lanes, index: number, value: Source): void {
    const code = this.#code;
    const form = this.#form(number);
    if (form.kind === "halves" && lanes === "i64x2") {
      if (index === 1) { value.i64(); code.set(form.high); return; }
      if (value.float === "f64") value.pushFloat();
      else { value.i64(); code.op("f64_reinterpret_i64"); }
      return code.set(form.low);
    }
    this.set(number, () => {
      this.push(number);
      if (value.float === "f64" && lanes === "i64x2") {
        value.pushFloat();
        code.lane("f64x2_replace_lane", index);
      } else if (value.float === "f32" && lanes === "i32x4") {
        value.pushFloat();
        code.lane("f32x4_replace_lane", index);
      } else {
        if (lanes === "i64x2") value.i64(); else value.i32();
        code.lane(`${lanes}_replace_lane`, index);
      }
    });
  }

  /** Lane 0 as a float of its own width. */
  pushFloatLane(number: number, format: "f32" | "f64"): void {
    const code = this.#code;
    const form = this.#form(number);
    if (form.kind === "whole") {
      code.get(form.local);
      code.lane(format === "f64" ? "f64x2_extract_lane" : "f32x4_extract_lane", 0);
      return;
    }
    code.get(form.low);
    if (format === "f64") return;
    code.op("i64_reinterpret_f64"); code.op("i32_wrap_i64"); code.op("f32_reinterpret_i32");
  }
}
