/**
 * How the values of a program are written for people: infix operators, the manuals' names of
 * operands and their bit ranges, and calls with a name for everything else.
 */
import type { MeaningForm } from "../isa/form.ts";
import type { Lanes, Program, Ref, Step, Width } from "./ir.ts";
import { operandNames } from "./operand-names.ts";
import { stepRefs } from "./references.ts";

/** A text, and whether it can stand beside an operator without brackets. */
interface Phrase {
  readonly text: string;
  readonly atom: boolean;
}

const atom = (text: string): Phrase => ({ text, atom: true });
const phrase = (text: string): Phrase => ({ text, atom: false });

const CONDITIONS = [
  "OF", "not OF", "CF", "not CF", "ZF", "not ZF", "CF or ZF", "not CF and not ZF",
  "SF", "not SF", "PF", "not PF", "SF ≠ OF", "SF = OF", "ZF or SF ≠ OF", "not ZF and SF = OF",
] as const;

const BINARY: Readonly<Record<string, string>> = {
  add: "+", sub: "−", mul: "×", and: "&", or: "|", xor: "^", shl: "<<", shr: ">>", sar: ">>ₛ",
};
const COMPARE: Readonly<Record<string, string>> = {
  eq: "=", ne: "≠", ltu: "<", leu: "≤", gtu: ">", geu: "≥",
  lts: "<ₛ", les: "≤ₛ", gts: ">ₛ", ges: "≥ₛ",
};
/** The same comparison with its sides exchanged, and the opposite one. */
const EXCHANGED: Readonly<Record<string, string>> = {
  eq: "eq", ne: "ne", ltu: "gtu", leu: "geu", gtu: "ltu", geu: "leu",
  lts: "gts", les: "ges", gts: "lts", ges: "les",
};
const OPPOSITE: Readonly<Record<string, string>> = {
  eq: "ne", ne: "eq", ltu: "geu", leu: "gtu", gtu: "leu", geu: "ltu",
  lts: "ges", les: "gts", gts: "les", ges: "lts",
};

/** A truth value whose text is as short as this needs no name. */
const SHORT_TEXT = 14;

const LANE_BITS: Readonly<Record<Lanes, number>> = { i8x16: 8, i16x8: 16, i32x4: 32, i64x2: 64 };

/** Steps that read state: their text is as short as a name would be. */
const LEAVES: readonly Step["op"][] = [
  "const", "const32", "constv", "operand", "operandv", "operandlane", "operandmmx", "operandst",
  "address", "vsibindex", "offset", "fixed", "fixedv", "system", "flag", "condition",
];

const LEGACY_NAMES: Readonly<Record<string, string>> = {
  rax: "ax", rcx: "cx", rdx: "dx", rbx: "bx", rsp: "sp", rbp: "bp", rsi: "si", rdi: "di",
};

/** The name of a general register in a width: `rax`, `eax`, `ax`, `al`. */
export function fixedName(register: string, bits: Width): string {
  const short = LEGACY_NAMES[register];
  if (bits === 64 || short === undefined) return register;
  if (bits === 32) return `e${short}`;
  return bits === 16 ? short : `${short.slice(0, 1)}l`;
}

/** Bits of a lane, as the manuals write a range: `63:0`. */
export function laneRange(lanes: Lanes, index: number, from = 0): string {
  const width = LANE_BITS[lanes];
  const low = from + width * index;
  return `${low + width - 1}:${low}`;
}

/** Writes the values of one program. Remembers which got a name, and what has been overwritten. */
export class Notation {
  readonly #form: MeaningForm;
  readonly #program: Program;
  readonly #operands: readonly string[];
  readonly #names = new Map<Ref, string>();
  readonly #named = new Map<string, string>();
  readonly #written = new Set<string>();

  constructor(form: MeaningForm, program: Program, inMemory: boolean) {
    this.#form = form;
    this.#program = program;
    this.#operands = operandNames(form.operands, inMemory);
  }

  /** Name of operand `k`. */
  operand(k: number): string {
    return this.#operands[k] ?? `operand ${k}`;
  }

  /** The register behind vector operand `k` as 256 bits wide: `ymm1` for xmm1. */
  wide(k: number): string {
    return this.operand(k).replace(/^xmm/, "ymm");
  }

  /** Bits of the 128-bit half `half` of vector operand `k`. */
  half(k: number, half: 0 | 1): string {
    if (half === 1) return `${this.wide(k)}[255:128]`;
    return this.#form.operands[k]?.kind === "ymm" ? `${this.operand(k)}[127:0]` : this.operand(k);
  }

  /** From now on this part of the state reads as `old ...`. */
  overwrite(...places: readonly string[]): void {
    for (const place of places) this.#written.add(place);
  }

  /** Gives a value a name; false where the same text has one already, which it then shares. */
  name(ref: Ref): { readonly name: string; readonly fresh: boolean } {
    const text = this.text(ref);
    const shared = isPure(this.step(ref)) ? this.#named.get(text) : undefined;
    const name = shared ?? `t${new Set(this.#names.values()).size + 1}`;
    if (isPure(this.step(ref))) this.#named.set(text, name);
    this.#names.set(ref, name);
    return { name, fresh: shared === undefined };
  }

  /** Is the text of this value at least as good as a name? */
  isShort(ref: Ref): boolean {
    const step = this.step(ref);
    return LEAVES.includes(step.op) || this.#operandAt(ref)[0] >= 0
      || (step.type === "i32" && this.text(ref).length <= SHORT_TEXT);
  }

  step(ref: Ref): Step {
    const step = this.#program.steps[ref];
    if (step === undefined) throw new RangeError(`the program has no step ${ref}`);
    return step;
  }

  /** A truth value as a condition; undefined where it is always true. */
  condition(ref: Ref | undefined): string | undefined {
    if (ref === undefined) return undefined;
    const step = this.step(ref);
    return step.op === "const32" && step.value !== 0 ? undefined : this.text(ref);
  }

  text(ref: Ref): string {
    return this.#phrase(ref).text;
  }

  /** A reference as part of a larger expression: bracketed where it has an operator of its own. */
  part(ref: Ref): string {
    const { text, atom: whole } = this.#phrase(ref);
    return whole ? text : `(${text})`;
  }

  /** A call with a name: `crc32c(t1, r32, 4)`. */
  call(name: string, ...args: readonly (Ref | string)[]): string {
    const texts = args.map((arg) => (typeof arg === "string" ? arg : this.text(arg)));
    return `${name}(${texts.join(", ")})`;
  }

  /** Memory at an address: the operand's name, a range of its bits, or `memory32[address]`. */
  memory(address: Ref, bits: number): string {
    const [k, offset] = this.#operandAt(address);
    const operand = this.#form.operands[k];
    if (operand === undefined) return `memory${bits}[${this.text(address)}]`;
    if (operand.memoryBits === bits && offset === 0) return this.operand(k);
    if (operand.memoryBits < offset * 8 + bits) return `memory${bits}[${this.text(address)}]`;
    return `${this.operand(k)}[${offset * 8 + bits - 1}:${offset * 8}]`;
  }

  /** Operand and byte offset of an address that is a memory operand's plus a constant, else -1. */
  #operandAt(address: Ref): readonly [k: number, offset: number] {
    const step = this.step(address);
    if (this.#names.has(address)) return [-1, 0];
    if (step.op === "address" && step.index === undefined) return [step.k, 0];
    if (step.op !== "binary" || step.fn !== "add") return [-1, 0];
    const [base, offset] = [this.step(step.a), this.step(step.b)];
    if (base.op !== "address" || base.index !== undefined || offset.op !== "const") return [-1, 0];
    return [base.k, Number(offset.value)];
  }

  #phrase(ref: Ref): Phrase {
    const name = this.#names.get(ref);
    if (name !== undefined) return atom(name);
    const step = this.step(ref);
    return this.#state(step) ?? this.#integer(step) ?? this.#vector(step) ?? this.#other(step);
  }

  /** State that a program reads, `old` where an effect written before has changed it. */
  #read(place: string, text: string): Phrase {
    return atom(this.#written.has(place) ? `old ${text}` : text);
  }

  #state(step: Step): Phrase | undefined {
    switch (step.op) {
      case "const": return atom(step.value <= 128n ? `${step.value}` : hex(step.value));
      case "const32": return atom(`${step.value}`);
      case "constv": return atom(step.value === 0n ? "0" : hex(step.value));
      case "operand": case "operandmmx": case "operandst":
        return this.#read(`operand${step.k}`, this.operand(step.k));
      case "operandv":
        return this.#read(`operand${step.k}.${step.half}`, this.half(step.k, step.half));
      case "operandlane":
        return this.#read(`operand${step.k}.0`,
          `${this.operand(step.k)}[${laneRange(step.lanes, step.index)}]`);
      case "address":
        return atom(step.index === undefined ? `&${this.operand(step.k)}`
          : this.call(`&${this.operand(step.k)}`, step.index));
      case "vsibindex": return atom(step.half === 0 ? "index" : "index[255:128]");
      case "offset": return atom(`&${this.operand(step.k)}`);
      case "fixed": return this.#read(step.register, fixedName(step.register, step.bits));
      case "fixedv": return this.#read(`vector${step.register}.${step.half}`,
        step.half === 0 ? `xmm${step.register}` : `ymm${step.register}[255:128]`);
      case "system":
        return this.#read(step.register, step.register === "df" ? "DF" : step.register);
      case "flag": return this.#read(step.flag, step.flag.toUpperCase());
      case "condition": {
        const text = CONDITIONS[step.cc] ?? `condition ${step.cc}`;
        return text.includes(" ") ? phrase(text) : atom(text);
      }
      default: return undefined;
    }
  }

  #integer(step: Step): Phrase | undefined {
    switch (step.op) {
      case "binary": return this.#binary(step);
      case "compare": return this.#compare(step.fn, step.a, step.b);
      case "logic": return this.#logic(step);
      case "unary":
        if (step.fn === "not") return atom(`~${this.part(step.a)}`);
        if (step.fn === "neg") return atom(`−${this.part(step.a)}`);
        return atom(this.call(step.fn, step.a));
      case "zext": return atom(`${this.part(step.a)}[${step.bits - 1}:0]`);
      case "sext": return atom(this.call(`signed${step.bits}`, step.a));
      case "widen": return this.#phrase(step.a);
      case "select":
        return phrase(`${this.part(step.when)} ? ${this.part(step.a)} : ${this.part(step.b)}`);
      case "divide": return this.#divide(step);
      default: return undefined;
    }
  }

  #binary(step: Extract<Step, { op: "binary" }>): Phrase {
    const stride = this.#stride(step);
    if (stride !== undefined) return stride;
    const sign = BINARY[step.fn];
    if (sign === undefined) return atom(this.call(step.fn, step.a, step.b));
    const right = this.step(step.b);
    const mask = ["and", "or", "xor"].includes(step.fn) && right.op === "const";
    const second = mask ? maskText(right.value) : this.part(step.b);
    return phrase(`${this.part(step.a)} ${sign} ${second}`);
  }

  /** `c − ((c × DF) << 1)`, how string instructions write the way they go. */
  #stride({ fn, a, b }: Extract<Step, { op: "binary" }>): Phrase | undefined {
    const [bytes, twice] = [this.step(a), this.step(b)];
    if (fn !== "sub" || bytes.op !== "const" || twice.op !== "binary" || twice.fn !== "shl") return;
    const product = this.step(twice.a);
    if (product.op !== "binary" || product.fn !== "mul" || product.a !== a) return;
    const direction = this.step(product.b);
    if (direction.op !== "system" || direction.register !== "df") return;
    return phrase(`DF ? −${bytes.value} : ${bytes.value}`);
  }

  #compare(fn: string, a: Ref, b: Ref): Phrase {
    if (this.step(a).op === "const" && this.step(b).op !== "const") {
      return this.#compare(EXCHANGED[fn] ?? fn, b, a);
    }
    return this.#zeroTest(fn, a, b)
      ?? phrase(`${this.part(a)} ${COMPARE[fn] ?? fn} ${this.part(b)}`);
  }

  /** Comparisons with zero that say something plainer: one bit, alignment, division. */
  #zeroTest(fn: string, a: Ref, b: Ref): Phrase | undefined {
    const [left, right] = [this.step(a), this.step(b)];
    if (right.op !== "const" || right.value !== 0n || this.#names.has(a)) return undefined;
    if (fn !== "eq" && fn !== "ne") return undefined;
    if (left.op === "divide" && left.part === "overflow" && fn === "ne") return this.#phrase(a);
    if (left.op !== "binary") return undefined;
    if (left.fn === "shr" && fn === "ne") return this.#canonicalTest(left);
    if (left.fn !== "and") return undefined;
    const mask = this.step(left.b);
    if (mask.op !== "const") return undefined;
    if ((mask.value & (mask.value - 1n)) === 0n) {
      const bit = `${this.part(left.a)}[${mask.value.toString(2).length - 1}]`;
      return fn === "ne" ? atom(bit) : phrase(`not ${bit}`);
    }
    if (this.step(left.a).op !== "address") return undefined;
    const modulus = `${this.text(left.a)} mod ${mask.value + 1n}`;
    return phrase(`${modulus} ${fn === "ne" ? "≠" : "="} 0`);
  }

  /** `((x + 2^47) >> 48) ≠ 0`, how meanings ask whether an address is canonical. */
  #canonicalTest({ a, b }: Extract<Step, { op: "binary" }>): Phrase | undefined {
    const [sum, count] = [this.step(a), this.step(b)];
    if (count.op !== "const" || count.value !== 48n || this.#names.has(a)) return undefined;
    if (sum.op !== "binary" || sum.fn !== "add") return undefined;
    const half = this.step(sum.b);
    if (half.op !== "const" || half.value !== 1n << 47n) return undefined;
    return phrase(`${this.part(sum.a)} is not canonical`);
  }

  #logic({ fn, a, b }: Extract<Step, { op: "logic" }>): Phrase {
    const right = this.step(b);
    if (fn !== "xor" || right.op !== "const32" || right.value !== 1) {
      return phrase(`${this.part(a)} ${fn} ${this.part(b)}`);
    }
    const inner = this.step(a);
    const opposite = inner.op === "compare" ? OPPOSITE[inner.fn] : undefined;
    if (inner.op !== "compare" || opposite === undefined || this.#names.has(a)) {
      return phrase(`not ${this.part(a)}`);
    }
    return this.#compare(opposite, inner.a, inner.b);
  }

  #divide(step: Extract<Step, { op: "divide" }>): Phrase {
    const high = this.step(step.high);
    const none = high.op === "const" && high.value === 0n;
    const low = this.part(step.low);
    const both = low.startsWith("old ")
      ? `old ${this.part(step.high).replace(/^old /, "")}:${low.slice(4)}`
      : `${this.part(step.high)}:${low}`;
    const dividend = none ? low : both;
    const signed = step.signed ? "ₛ" : "";
    const divisor = this.part(step.divisor);
    if (step.part === "quotient") return phrase(`${dividend} /${signed} ${divisor}`);
    if (step.part === "remainder") return phrase(`${dividend} mod${signed} ${divisor}`);
    return atom(`no_quotient(${dividend} /${signed} ${divisor})`);
  }

  #vector(step: Step): Phrase | undefined {
    switch (step.op) {
      case "vbinary":
        if (step.fn === "and" || step.fn === "or" || step.fn === "xor") {
          return phrase(`${this.part(step.a)} ${BINARY[step.fn]} ${this.part(step.b)}`);
        }
        if (step.fn === "andnot") return phrase(`${this.part(step.a)} & ~${this.part(step.b)}`);
        return atom(this.call(`${step.fn}.${step.lanes}`, step.a, step.b));
      case "vabs": return atom(this.call(`abs.${step.lanes}`, step.a));
      case "vshift": return atom(this.call(`${step.fn}.${step.lanes}`, step.a, step.count));
      case "shuffle": return atom(this.#shuffle(step));
      case "shuffleby": {
        const sources = step.a === step.b ? [step.a] : [step.a, step.b];
        return atom(this.call(step.name, ...sources, this.operand(step.k)));
      }
      case "vextend":
        return atom(this.call(`extend_${step.signed ? "s" : "u"}.${step.lanes}`, step.a));
      case "lane": return atom(this.#lane(step));
      case "withlane":
        return atom(
          this.call("with", step.a, `[${laneRange(step.lanes, step.index)}]`, step.value));
      case "splat": return atom(this.call(`splat.${step.lanes}`, step.a));
      case "pair": return phrase(`${this.part(step.high)} : ${this.part(step.low)}`);
      case "signs": return atom(this.call(`signs.${step.lanes}`, step.a));
      default: return undefined;
    }
  }

  #lane({ a, lanes, index }: Extract<Step, { op: "lane" }>): string {
    const source = this.step(a);
    if (source.op !== "operandv" || source.half === 0 || this.#names.has(a)) {
      return `${this.part(a).replace(/\[127:0\]$/, "")}[${laneRange(lanes, index)}]`;
    }
    return `${this.wide(source.k)}[${laneRange(lanes, index, 128)}]`;
  }

  /** A fixed shuffle as a list of the widest elements it keeps whole, lowest first. */
  #shuffle({ a, b, bytes }: Extract<Step, { op: "shuffle" }>): string {
    const size = [8, 4, 2].find((n) => bytes.every((from, at) =>
      from === 32 ? bytes[at - (at % n)] === 32
        : from % n === at % n && from - (at % n) === bytes[at - (at % n)])) ?? 1;
    const unit = { 8: "qwords", 4: "dwords", 2: "words" }[size] ?? "bytes";
    const list = bytes.filter((_, at) => at % size === 0).map((from) =>
      from === 32 ? "0" : from < 16 ? `a${from / size}` : `b${(from - 16) / size}`);
    const usesB = bytes.some((from) => from >= 16 && from < 32);
    const first = `a = ${this.text(a)}`;
    const sources = usesB ? [first, `b = ${this.text(b)}`] : [first];
    return this.call(unit, list.join(" "), ...sources);
  }

  #other(step: Step): Phrase {
    switch (step.op) {
      case "float": return atom(this.call(`${step.fn}.${step.format}`, step.a, step.b));
      case "sqrt": return atom(this.call(`sqrt.${step.format}`, step.a));
      case "fcompare":
        return atom(this.call(`compare.${step.format}`, step.a, step.b, step.predicate));
      case "forder":
        return atom(this.call(`order${step.quiet ? "_quiet" : ""}.${step.format}`, step.a, step.b));
      case "convert": case "vconvert":
        return atom(this.call(
          `${step.from}_to_${step.to}${step.truncate ? "_truncated" : ""}`, step.a));
      case "fround": return atom(this.call(`round.${step.format}`, step.a, step.control));
      case "vfloat": return atom(this.call(`${step.fn}.${step.lanes}`, step.a, step.b));
      case "vsqrt": return atom(this.call(`sqrt.${step.lanes}`, step.a));
      case "vfcompare":
        return atom(this.call(`compare.${step.lanes}`, step.a, step.b, step.predicate));
      case "vfround": return atom(this.call(`round.${step.lanes}`, step.a, step.control));
      case "call": return atom(this.call(step.fn, ...step.args));
      default: return atom(this.call(step.op, ...stepRefs(step)));
    }
  }
}

const maskText = (value: bigint): string => (value < 10n ? `${value}` : hex(value));
const hex = (value: bigint): string => `0x${value.toString(16)}`;

/** Values that depend on the state before the instruction only, so equal texts are equal values. */
function isPure(step: Step): boolean {
  return !["load", "loadv", "writable", "fault"].includes(step.op);
}
