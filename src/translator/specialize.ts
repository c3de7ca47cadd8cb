/**
 * A program for one instruction: immediates become constants, what follows from constants is
 * folded, conditions that are settled disappear. A shift by 5 then neither asks whether its count is
 * zero nor computes what a count of 5 decides. Units admit computed jumps to their text only, so where
 * else a jump would fault need not be asked.
 */
import type { Binary, Comparison, Effect, Program, Ref, Step } from "../../spec/ir/ir.ts";
import type { Form } from "../../spec/isa/form.ts";
import type { Instruction } from "../decoder/instruction.ts";
import { operandOf } from "./register-use.ts";

const u64 = (value: bigint): bigint => BigInt.asUintN(64, value);
const s64 = (value: bigint): bigint => BigInt.asIntN(64, value);

function foldBinary(fn: Binary, a: bigint, b: bigint): bigint | undefined {
  const count = b & 63n;
  switch (fn) {
    case "add": return u64(a + b);
    case "sub": return u64(a - b);
    case "mul": return u64(a * b);
    case "and": return a & b;
    case "or": return a | b;
    case "xor": return a ^ b;
    case "shl": return u64(a << count);
    case "shr": return a >> count;
    case "sar": return u64(s64(a) >> count);
    default: return undefined;
  }
}

function foldComparison(fn: Comparison, a: bigint, b: bigint): boolean {
  const [x, y] = [s64(a), s64(b)];
  switch (fn) {
    case "eq": return a === b;
    case "ne": return a !== b;
    case "ltu": return a < b;
    case "leu": return a <= b;
    case "gtu": return a > b;
    case "geu": return a >= b;
    case "lts": return x < y;
    case "les": return x <= y;
    case "gts": return x > y;
    case "ges": return x >= y;
  }
}

/** The value of an immediate operand, cut to `bits`. */
function immediate(form: Form, instruction: Instruction, k: number, bits: number): bigint | undefined {
  const operand = operandOf(form, k);
  const { imm, immHigh, imm2 } = instruction;
  if (operand.place === "imm") {
    return BigInt.asUintN(bits, (BigInt(immHigh) << 32n) | BigInt(imm >>> 0));
  }
  if (operand.place === "imm2") return BigInt.asUintN(bits, BigInt(imm2));
  return operand.kind === "one" ? 1n : undefined;
}

class Specializer {
  readonly steps: Step[] = [];
  readonly effects: Effect[] = [];
  readonly #form: Form;
  readonly #instruction: Instruction;
  #jumps = false;
  /** For steps that turned out to be another one's value. */
  readonly #same: Ref[] = [];

  constructor(form: Form, instruction: Instruction) {
    this.#form = form;
    this.#instruction = instruction;
  }

  run(program: Program): Program {
    this.#jumps = program.effects.some((effect) => effect.op === "jump" && effect.kind.startsWith("indirect"));
    for (const step of program.steps) {
      this.#same.push(this.steps.length);
      this.steps.push(this.#step(step));
    }
    for (const effect of program.effects) this.#effect(effect);
    return this;
  }

  #wide(ref: Ref): bigint | undefined {
    const step = this.steps[this.#ref(ref)];
    return step?.op === "const" ? step.value : undefined;
  }

  #truth(ref: Ref): number | undefined {
    const step = this.steps[this.#ref(ref)];
    return step?.op === "const32" ? step.value : undefined;
  }

  #ref(ref: Ref): Ref {
    return this.#same[ref] ?? ref;
  }

  /** Makes the step now being added stand for `ref`; what is returned takes its dead place. */
  #alias(ref: Ref): Step {
    this.#same[this.#same.length - 1] = this.#ref(ref);
    return { op: "const32", type: "i32", value: 0 };
  }

  #step(step: Step): Step {
    const folded = this.#fold(step);
    return folded ?? renamed(step, (ref) => this.#ref(ref));
  }

  #fold(step: Step): Step | undefined {
    const wide = (value: bigint | undefined): Step | undefined =>
      value === undefined ? undefined : { op: "const", type: "i64", value };
    const truth = (value: boolean | undefined): Step | undefined =>
      value === undefined ? undefined : { op: "const32", type: "i32", value: value ? 1 : 0 };
    switch (step.op) {
      case "operand": return wide(immediate(this.#form, this.#instruction, step.k, step.bits));
      case "binary": return this.#foldBinary(step);
      case "shuffleby": {
        const control = immediate(this.#form, this.#instruction, step.k, 8);
        if (control === undefined) return undefined;
        const { a, b, pattern } = step;
        const bytes = pattern(Number(control));
        return { op: "shuffle", type: "v128", a: this.#ref(a), b: this.#ref(b), bytes };
      }
      case "zext": case "sext": {
        const a = this.#wide(step.a);
        if (a === undefined) return undefined;
        return wide(u64(step.op === "zext" ? BigInt.asUintN(step.bits, a) : BigInt.asIntN(step.bits, a)));
      }
      case "unary": {
        const a = this.#wide(step.a);
        if (a === undefined || (step.fn !== "neg" && step.fn !== "not")) return undefined;
        return wide(u64(step.fn === "neg" ? -a : ~a));
      }
      case "compare": {
        const [a, b] = [this.#wide(step.a), this.#wide(step.b)];
        return a === undefined || b === undefined ? undefined : truth(foldComparison(step.fn, a, b));
      }
      case "logic": return this.#foldLogic(step);
      case "widen": {
        const a = this.#truth(step.a);
        return a === undefined ? undefined : wide(BigInt(a));
      }
      case "select": {
        const when = this.#truth(step.when);
        return when === undefined ? undefined : this.#alias(when === 0 ? step.b : step.a);
      }
      case "fault":
        return this.#jumps || this.#truth(step.when) === 0 ? truth(false) : undefined;
      case "load": case "loadv": case "writable": {
        const when = step.when === undefined ? undefined : this.#truth(step.when);
        if (when === undefined) return undefined;
        const { when: _, ...always } = step;
        if (when !== 0) return renamed(always, (ref) => this.#ref(ref));
        return step.op === "load" ? wide(0n) : step.op === "writable" ? truth(false) : undefined;
      }
      default: return undefined;
    }
  }

  #foldBinary({ fn, a, b }: Extract<Step, { op: "binary" }>): Step | undefined {
    const [x, y] = [this.#wide(a), this.#wide(b)];
    if (x !== undefined && y !== undefined) {
      const value = foldBinary(fn, x, y);
      return value === undefined ? undefined : { op: "const", type: "i64", value };
    }
    // Shifts by nothing and sums with nothing are what they shift and add to.
    if (y === 0n && fn !== "and" && fn !== "mul" && fn !== "mulhu" && fn !== "mulhs") {
      return this.#alias(a);
    }
    return undefined;
  }

  #foldLogic({ fn, a, b }: Extract<Step, { op: "logic" }>): Step | undefined {
    const [x, y] = [this.#truth(a), this.#truth(b)];
    const known = x ?? y;
    if (known === undefined) return undefined;
    const other = x === undefined ? a : b;
    if (fn === "xor") {
      if (x !== undefined && y !== undefined) return { op: "const32", type: "i32", value: x ^ y };
      return known === 0 ? this.#alias(other) : undefined;
    }
    return (fn === "and") === (known !== 0) ? this.#alias(other)
      : { op: "const32", type: "i32", value: known };
  }

  #effect(effect: Effect): void {
    if (effect.op === "undefined") return;
    const when = effect.op === "leave" || effect.op === "again" || effect.when === undefined
      ? undefined : this.#truth(effect.when);
    if (when === 0 && effect.op !== "jump") return;
    const renamedEffect = renamed(effect, (ref) => this.#ref(ref));
    if (when === undefined || effect.op === "jump") {
      this.effects.push(renamedEffect);
      return;
    }
    const { when: _, ...always } = renamedEffect as Effect & { when?: Ref };
    this.effects.push(always as Effect);
  }
}

/** Fields of steps and effects that hold numbers of other kinds than references. */
const PLAIN: ReadonlySet<string> = new Set(["k", "bits", "half", "index", "register", "cc", "bytes"]);

/** A copy with every reference replaced. Constants have a `value` that is none. */
function renamed<T extends Step | Effect>(node: T, rename: (ref: Ref) => Ref): T {
  if (node.op.startsWith("const")) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([field, value]) =>
    [field, typeof value === "number" && !PLAIN.has(field) ? rename(value) : value]));
  if ("args" in node) copy["args"] = node.args.map(rename);
  if (node.op === "setflags") {
    copy["flags"] = Object.fromEntries(
      Object.entries(node.flags).map(([flag, ref]) => [flag, rename(ref)]));
  }
  return copy as T;
}

/** The program of a decoded instruction, folded. References keep their numbers. */
export function specialize(program: Program, form: Form, instruction: Instruction): Program {
  return new Specializer(form, instruction).run(program);
}
