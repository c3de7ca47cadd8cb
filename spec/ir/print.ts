/**
 * Prints a program as pseudo-code for people: the meaning of an instruction as its page shows it.
 *
 * A value used once is written where it is used; a value used more often, a load, and anything that
 * can fault gets a line of its own, so that the order of what can go wrong stays visible.
 */
import type { MeaningForm, Operand } from "../isa/form.ts";
import type { Effect, LeaveReason, Program, Ref, Step, Width } from "./ir.ts";

/** What a program that leaves the engine does, in words. */
const LEAVING: Readonly<Record<LeaveReason, string>> = {
  hlt: "halt", syscall: "leave to the system", int3: "#BP behind the instruction",
  int1: "#DB behind the instruction",
};

const CONDITIONS = [
  "OF", "¬OF", "CF", "¬CF", "ZF", "¬ZF", "CF ∨ ZF", "¬(CF ∨ ZF)",
  "SF", "¬SF", "PF", "¬PF", "SF ≠ OF", "SF = OF", "ZF ∨ SF ≠ OF", "¬ZF ∧ SF = OF",
] as const;

const BINARY: Readonly<Record<string, string>> = {
  add: "+", sub: "−", mul: "×", and: "&", or: "|", xor: "^", shl: "<<", shr: ">>", sar: ">>ₛ",
  rotl: "rotl", rotr: "rotr", mulhu: "×ʰ", mulhs: "×ʰₛ",
};
const COMPARE: Readonly<Record<string, string>> = {
  eq: "=", ne: "≠", ltu: "<", leu: "≤", gtu: ">", geu: "≥",
  lts: "<ₛ", les: "≤ₛ", gts: ">ₛ", ges: "≥ₛ",
};
const LOGIC = { and: "∧", or: "∨", xor: "⊻" } as const;

/** How the manual would call an operand: `r/m32`, `imm8`, `xmm/m64`, `[rsi]`. */
export function operandName(operand: Operand): string {
  const { kind, place, bits, memoryBits } = operand;
  const memory = memoryBits === 0 ? "m" : `m${memoryBits}`;
  if (operand.memory === "only") return memory;
  const fixed = (names: readonly string[]): string => names[operand.fixed] ?? `${kind}${operand.fixed}`;
  if (place === "fixed" && kind === "gpr") {
    const word = fixed(["a", "c", "d", "b"]);
    if (bits === 8) return `${word}l`;
    return `${bits === 64 ? "r" : bits === 32 ? "e" : ""}${word}x`;
  }
  if (kind === "one") return "1";
  if (kind === "st") return place === "fixed" ? "st(0)" : "st(i)";
  const name = { gpr: `r${bits}`, xmm: "xmm", ymm: "ymm", mmx: "mm", sreg: "sreg", creg: "creg",
    dreg: "dreg", k: "k", tmm: "tmm", vsib: memory, mem: memory, imm: `imm${operand.immBytes * 8}`, rel: `rel${operand.immBytes * 8}` }[kind];
  if (operand.memory === "maybe") return kind === "gpr" ? `r/m${memoryBits}` : `${name}/${memory}`;
  return place === "vvvv" ? `${name}v` : name;
}

function refsOf(step: Step): readonly Ref[] {
  const refs: Ref[] = [];
  for (const key of ["a", "b", "when", "address", "count", "value", "low", "high", "divisor", "control",
    "predicate"]) {
    const ref: unknown = (step as unknown as Record<string, unknown>)[key];
    if (typeof ref === "number" && key !== "bits") refs.push(ref);
  }
  if (step.op === "call") refs.push(...step.args);
  if (step.op === "address" && step.index !== undefined) refs.push(step.index);
  return refs;
}

/** Every reference an effect makes. */
export function effectRefs(effect: Effect): readonly Ref[] {
  const refs: Ref[] = [];
  for (const key of ["value", "address", "x", "y", "r", "carry", "overflow", "adjust", "target", "when"]) {
    const ref: unknown = (effect as unknown as Record<string, unknown>)[key];
    if (typeof ref === "number") refs.push(ref);
  }
  if (effect.op === "setflags") refs.push(...Object.values(effect.flags));
  if (effect.op === "unit") refs.push(...effect.args);
  return refs;
}

/** Steps that stand on a line of their own even when used once: they can fault or read memory. */
function isAnchored(step: Step): boolean {
  return step.op === "load" || step.op === "loadv" || step.op === "writable" || step.op === "fault";
}

class Printer {
  readonly #form: MeaningForm;
  readonly #program: Program;
  readonly #uses: number[];
  readonly #names = new Map<Ref, string>();

  constructor(form: MeaningForm, program: Program) {
    this.#form = form;
    this.#program = program;
    this.#uses = program.steps.map(() => 0);
    const used = [...program.steps.flatMap(refsOf), ...program.effects.flatMap(effectRefs)];
    for (const ref of used) this.#uses[ref] = (this.#uses[ref] ?? 0) + 1;
  }

  lines(): string[] {
    const lines: string[] = [];
    this.#program.steps.forEach((step, ref) => {
      if (isAnchored(step)) lines.push(this.#anchor(step, ref));
      else if ((this.#uses[ref] ?? 0) > 1 && !this.#isShort(step)) {
        const text = this.#text(step);
        lines.push(`${this.#name(ref)} ← ${text}`);
      }
    });
    for (const effect of this.#program.effects) lines.push(this.#effect(effect));
    return lines;
  }

  #name(ref: Ref): string {
    const name = `t${this.#names.size + 1}`;
    this.#names.set(ref, name);
    return name;
  }

  /** Values whose text is as short as a name would be. */
  #isShort(step: Step): boolean {
    return ["const", "const32", "constv", "operand", "fixed", "flag", "system", "address", "offset",
      "operandv", "operandlane", "operandmmx", "operandst", "fixedv"].includes(step.op);
  }

  #operand(k: number): string {
    const operand = this.#form.operands[k];
    return operand === undefined ? `operand ${k}` : operandName(operand);
  }

  #ref(ref: Ref): string {
    const name = this.#names.get(ref);
    if (name !== undefined) return name;
    const step = this.#program.steps[ref];
    return step === undefined ? "?" : this.#text(step);
  }

  /** A reference as part of a larger expression: bracketed where it has an operator of its own. */
  #part(ref: Ref): string {
    const text = this.#ref(ref);
    return /^[^ ]+$|^\(.*\)$|^\w+\([^()]*\)$/.test(text) ? text : `(${text})`;
  }

  #if(when: Ref | undefined): string {
    return when === undefined ? "" : ` if ${this.#ref(when)}`;
  }

  #anchor(step: Step, ref: Ref): string {
    switch (step.op) {
      case "load":
        return `${this.#nameAfter(ref, () => `memory${step.bits}[${this.#ref(step.address)}]`)}${this.#if(step.when)}`;
      case "loadv":
        return `${this.#nameAfter(ref, () => `memory128[${this.#ref(step.address)}]`)}${this.#if(step.when)}`;
      case "writable":
        return `check that ${step.bytes} bytes at ${this.#ref(step.address)} can be written${this.#if(step.when)}`;
      case "fault":
        return `#${step.vector}${this.#if(step.when)}`;
      default:
        throw new Error(`${step.op} is no anchored step`);
    }
  }

  #nameAfter(ref: Ref, text: () => string): string {
    const right = text();
    return `${this.#name(ref)} ← ${right}`;
  }

  #call(name: string, ...args: readonly (Ref | string)[]): string {
    return `${name}(${args.map((arg) => (typeof arg === "string" ? arg : this.#ref(arg))).join(", ")})`;
  }

  #text(step: Step): string {
    switch (step.op) {
      case "const": return step.value < 10n ? `${step.value}` : `0x${step.value.toString(16)}`;
      case "const32": return step.value === 0 ? "false" : "true";
      case "constv": return `0x${step.value.toString(16)}`;
      case "operand": return this.#operand(step.k);
      case "operandmmx":
      case "operandst": return this.#operand(step.k);
      case "operandlane": return `${this.#operand(step.k)}[${step.index}].${step.lanes}`;
      case "operandv": return step.half === 0 ? this.#operand(step.k) : `${this.#operand(step.k)}[255:128]`;
      case "address":
        return step.index === undefined ? `&${this.#operand(step.k)}`
          : `&${this.#operand(step.k)} at ${this.#ref(step.index)}`;
      case "vsibindex": return step.half === 0 ? "index vector" : "index vector[255:128]";
      case "offset": return `offset of ${this.#operand(step.k)}`;
      case "fixed": return registerName(step.register, step.bits);
      case "fixedv": return `xmm${step.register}`;
      case "system": return step.register;
      case "flag": return step.flag.toUpperCase();
      case "condition": return CONDITIONS[step.cc] ?? `condition ${step.cc}`;
      case "binary": return this.#infix(BINARY[step.fn] ?? step.fn, step.a, step.b);
      case "compare": return this.#infix(COMPARE[step.fn] ?? step.fn, step.a, step.b);
      case "logic": return this.#infix(LOGIC[step.fn], step.a, step.b);
      case "unary": return this.#call(step.fn, step.a);
      case "zext": return this.#call(`low${step.bits}`, step.a);
      case "sext": return this.#call(`signed${step.bits}`, step.a);
      case "widen": return this.#ref(step.a);
      case "select": return `${this.#part(step.when)} ? ${this.#part(step.a)} : ${this.#part(step.b)}`;
      case "divide": return this.#call(`${step.signed ? "signed_" : ""}${step.part}`, step.high, step.low, step.divisor);
      default: return this.#vectorText(step);
    }
  }

  #infix(sign: string, a: Ref, b: Ref): string {
    return `${this.#part(a)} ${sign} ${this.#part(b)}`;
  }

  #vectorText(step: Step): string {
    switch (step.op) {
      case "vbinary": return this.#call(`${step.fn}.${step.lanes}`, step.a, step.b);
      case "vabs": return this.#call(`abs.${step.lanes}`, step.a);
      case "vshift": return this.#call(`${step.fn}.${step.lanes}`, step.a, step.count);
      case "shuffle": return this.#call("bytes", step.a, step.b, `[${step.bytes.join(" ")}]`);
      case "shuffleby": return this.#call(step.name, step.a, step.b, this.#operand(step.k));
      case "vextend": return this.#call(`extend_${step.signed ? "s" : "u"}.${step.lanes}`, step.a);
      case "lane": return `${this.#part(step.a)}[${step.index}].${step.lanes}`;
      case "withlane": return this.#call(`with_lane.${step.lanes}`, step.a, `${step.index}`, step.value);
      case "splat": return this.#call(`splat.${step.lanes}`, step.a);
      case "pair": return `${this.#part(step.high)} : ${this.#part(step.low)}`;
      case "signs": return this.#call(`signs.${step.lanes}`, step.a);
      case "float": return this.#call(`${step.fn}.${step.format}`, step.a, step.b);
      case "sqrt": return this.#call(`sqrt.${step.format}`, step.a);
      case "fcompare": return this.#call(`compare.${step.format}`, step.a, step.b, step.predicate);
      case "forder": return this.#call(`order.${step.format}`, step.a, step.b);
      case "convert": return this.#call(`${step.from}_to_${step.to}${step.truncate ? "_truncated" : ""}`, step.a);
      case "fround": return this.#call(`round.${step.format}`, step.a, step.control);
      case "vfloat": return this.#call(`${step.fn}.${step.lanes}`, step.a, step.b);
      case "vsqrt": return this.#call(`sqrt.${step.lanes}`, step.a);
      case "vfcompare": return this.#call(`compare.${step.lanes}`, step.a, step.b, step.predicate);
      case "vfround": return this.#call(`round.${step.lanes}`, step.a, step.control);
      case "vconvert":
        return this.#call(`${step.from}_to_${step.to}${step.truncate ? "_truncated" : ""}`, step.a);
      case "call": return this.#call(step.fn, ...step.args);
      default: return this.#generic(step);
    }
  }

  /** Steps added later print as a call with their name until they get a notation of their own. */
  #generic(step: Step): string {
    return this.#call("lanes" in step ? `${step.op}.${step.lanes}` : step.op, ...refsOf(step));
  }

  #effect(effect: Effect): string {
    switch (effect.op) {
      case "set": return this.#assign(this.#operand(effect.k), effect.value, effect.when);
      case "setv": return this.#setv(effect);
      case "setlane": return this.#assign(
        `${this.#operand(effect.k)}[${effect.index}].${effect.lanes}`, effect.value, effect.when);
      case "setmmx": return this.#assign(this.#operand(effect.k), effect.value, effect.when);
      case "setfixed": return this.#assign(registerName(effect.register, effect.bits), effect.value, effect.when);
      case "setsystem": return this.#assign(effect.register, effect.value, effect.when);
      case "setfixedv": return this.#assign(`xmm${effect.register}`, effect.value);
      case "store": return this.#assign(`memory${effect.bits}[${this.#ref(effect.address)}]`, effect.value, effect.when);
      case "storev": return this.#assign(`memory128[${this.#ref(effect.address)}]`, effect.value, effect.when);
      case "flags": return this.#flags(effect) + this.#if(effect.when);
      case "setflags": {
        const flags = Object.entries(effect.flags).map(([flag, value]) => `${flag.toUpperCase()} ← ${this.#ref(value)}`);
        return flags.join("; ") + this.#if(effect.when);
      }
      case "resultflags":
        return `SF, ZF, PF from ${this.#ref(effect.r)} (${effect.bits} bits); CF ← ${this.#ref(effect.carry)}; `
          + `OF ← ${this.#ref(effect.overflow)}; AF ← ${this.#ref(effect.adjust)}${this.#if(effect.when)}`;
      case "undefined": {
        const names = [...effect.flags.map((flag) => flag.toUpperCase()), ...effect.operands.map((k) => this.#operand(k))];
        return `${names.join(", ")} undefined${this.#if(effect.when)}`;
      }
      case "jump": return `${effect.kind === "return" ? "return to" : effect.kind.includes("call") ? "call" : "jump to"} `
        + `${this.#ref(effect.target)}${this.#if(effect.when)}`;
      case "again": return `repeat the instruction if ${this.#ref(effect.when)}`;
      case "leave": return LEAVING[effect.reason];
      case "unit": return this.#call(effect.fn, ...effect.args) + this.#if(effect.when);
      default: return this.#otherEffect(effect);
    }
  }

  #otherEffect(effect: { readonly op: string }): string {
    return effect.op;
  }

  #setv(effect: Extract<Effect, { op: "setv" }>): string {
    const name = this.#operand(effect.k);
    const half = effect.half === 0 ? `${name}[127:0]` : `${name}[255:128]`;
    const upper = effect.upper === "clear" ? `; ${name}[255:128] ← 0` : "";
    return this.#assign(half, effect.value, effect.when) + upper;
  }

  #flags(effect: Extract<Effect, { op: "flags" }>): string {
    const names = effect.keepCarry ? "OF, SF, ZF, AF, PF" : "OF, SF, ZF, AF, PF, CF";
    if (effect.kind === "logic") return `SF, ZF, PF from ${this.#ref(effect.r)} (${effect.bits} bits); OF, CF, AF ← 0`;
    return `${names} from ${this.#infix(effect.kind === "add" ? "+" : "−", effect.x, effect.y)} (${effect.bits} bits)`;
  }

  #assign(left: string, value: Ref, when?: Ref): string {
    return `${left} ← ${this.#ref(value)}${this.#if(when)}`;
  }
}

const LEGACY16 = { rax: "ax", rcx: "cx", rdx: "dx", rbx: "bx", rsp: "sp", rbp: "bp", rsi: "si", rdi: "di" } as const;

function registerName(register: string, bits: Width): string {
  const short = (LEGACY16 as Readonly<Record<string, string>>)[register];
  if (bits === 64 || short === undefined) return register;
  if (bits === 32) return `e${short}`;
  return bits === 16 ? short : `${short.slice(0, 1)}l`;
}

/** Pseudo-code of a program, one statement per line. */
export function printProgram(form: MeaningForm, program: Program): readonly string[] {
  return new Printer(form, program).lines();
}
