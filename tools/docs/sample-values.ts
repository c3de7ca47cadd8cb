/** Numbers for examples to work on: small, and of the kind that an instruction works with. */
import type { Program, Step } from "../../spec/ir/ir.ts";
import type { Form } from "../../spec/isa/form.ts";
import type { Registers } from "../../src/raw/registers.ts";

/** What bytes are taken for. */
export type Kind = "f32" | "f64" | "f80" | "integers" | "lanes";

/** What an instruction works on: in vector registers, in memory, and how registers are shown. */
export interface Numbers {
  readonly sample: Kind;
  readonly memory: Kind;
  readonly shown: Kind;
}

const DOUBLES = [1.5, -2, 0.25, 10, 3, 0.5, -8, 100];
const INTEGERS = [5, 2, 9, 300, 6, 1, 12, 70000];

/** Reads off a program what its operands are: floats of a format, packed lanes, or integers. */
export function numbersOf(program: Program): Numbers {
  const names = [
    ...program.steps.map(formatsOf),
    ...program.effects.map((effect) => (effect.op === "unit" ? effect.fn : "")),
  ].join(" ");
  const found = [...names.matchAll(/\b(f32|f64|f80|i16|i32|i64)(?:x\d)?\b/g)]
    .map((match) => match[1] ?? "");
  const floats = [...new Set(found.map(floatKind).filter((kind) => kind !== undefined))];
  const [first] = floats;
  if (first !== undefined) {
    const source = floatKind(found[0] ?? "") ?? "integers";
    const mixed = floats.length > 1 || program.steps.some(({ op }) => op === "vconvert");
    return { sample: source === "integers" && !mixed ? first : source, memory: source,
      shown: mixed ? "integers" : first };
  }
  if (/\b(pf|pi2f)\w+/.test(names)) return { sample: "f32", memory: "f32", shown: "f32" };
  const packed = program.steps.some(({ type, op }) => type === "v128" || op === "operandmmx");
  const kind = packed && found.length === 0 ? "lanes" : "integers";
  return { sample: kind, memory: kind, shown: kind };
}

function floatKind(name: string): Kind | undefined {
  return name === "f32" || name === "f64" || name === "f80" ? name : undefined;
}

/** Formats that a step names, those it takes before those it makes. */
function formatsOf(step: Step): string {
  if (step.op === "convert" || step.op === "vconvert") return `${step.from} ${step.to}`;
  if ("format" in step) return step.format;
  if (step.op === "call") return step.fn;
  return "lanes" in step && step.lanes.startsWith("f") ? step.lanes : "";
}

/** So many bytes of samples, from the first on and over again. */
export function sampleBytes(numbers: Kind, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  const size = numbers === "f32" ? 4 : numbers === "lanes" ? 1 : 8;
  for (let at = 0; at + size <= length; at += size) {
    const n = at / size;
    const double = DOUBLES[n % DOUBLES.length] ?? 0;
    if (numbers === "f32") view.setFloat32(at, double, true);
    else if (numbers === "f64" || numbers === "f80") view.setFloat64(at, double, true);
    else if (numbers === "lanes") bytes[at] = (n * 7 + (n >> 4)) & 0xff;
    else view.setBigUint64(at, BigInt(INTEGERS[n % INTEGERS.length] ?? 0), true);
  }
  return bytes;
}

/** Bits of a vector as its lanes, the highest first, as the manuals draw them. */
export function vectorText(value: bigint, bits: number, numbers: Kind): string {
  const bytes = new Uint8Array(bits / 8);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number((value >> BigInt(8 * at)) & 0xffn);
  return bytesText(bytes, numbers);
}

/** Bytes of a memory operand or register, the highest lane first. */
export function bytesText(bytes: Uint8Array, numbers: Kind): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const lane = numbers === "f32" ? 4 : 8;
  const floats = (numbers === "f32" || numbers === "f64") && bytes.length % lane === 0;
  if (!floats) {
    const digits = [...bytes].reverse().map((byte) => byte.toString(16).padStart(2, "0")).join("");
    if (bytes.length <= 8) return `0x${digits.replace(/^0+(?=.)/, "")}`;
    return digits.replace(/.{8}(?=.)/g, "$& ");
  }
  const texts: string[] = [];
  for (let at = bytes.length - lane; at >= 0; at -= lane) {
    const mask = bytes.subarray(at, at + lane).every((byte) => byte === 0xff);
    const value = lane === 4 ? view.getFloat32(at, true) : view.getFloat64(at, true);
    texts.push(mask ? "all ones" : floatText(value));
  }
  return texts.join(" | ");
}

/** A float, short: all digits where few, else nine of them. */
function floatText(value: number): string {
  const text = String(value);
  return text.length <= 12 ? text : String(Number(value.toPrecision(9)));
}

// The x87 register stack.

const EXPONENT_BIAS = 16383;
const TOP_SHIFT = 11;
/** The stack of examples: ST(0), ST(1), ST(2) in R5, R6, R7. */
const STACK_BEFORE = [2.5, 4, -0.75];

function toF80(value: number): bigint {
  if (value === 0) return 0n;
  let exponent = 0;
  while (2 ** exponent > Math.abs(value)) exponent--;
  while (2 ** (exponent + 1) <= Math.abs(value)) exponent++;
  const mantissa = BigInt(Math.abs(value) / 2 ** exponent * 2 ** 52) << 11n;
  const sign = value < 0 ? 1n << 79n : 0n;
  return sign | (BigInt(exponent + EXPONENT_BIAS) << 64n) | mantissa;
}

function fromF80(value: bigint): number {
  const exponent = Number((value >> 64n) & 0x7fffn);
  const mantissa = value & 0xffff_ffff_ffff_ffffn;
  const sign = value >> 79n === 0n ? 1 : -1;
  if (exponent === 0x7fff) return mantissa === 1n << 63n ? sign * Infinity : Number.NaN;
  return sign * Number(mantissa) * 2 ** (exponent - EXPONENT_BIAS - 63);
}

type X87State = Pick<Registers, "fcw" | "fsw" | "ftw" | "x87" | "fop" | "fip" | "fdp">;

/** Control, status, tags and registers: three numbers on the stack, or eight MMX registers. */
export function sampleX87(form: Form, sample: Kind): X87State {
  const quiet = { fcw: 0x37f, fop: 0, fip: 0n, fdp: 0n };
  if (form.operands.some(({ kind }) => kind === "mmx")) {
    const lanes = sampleBytes(sample, 64);
    const registers = Array.from({ length: 8 }, (_, n) =>
      (0xffffn << 64n) | new DataView(lanes.buffer).getBigUint64(8 * n, true));
    return { ...quiet, fsw: 0, ftw: 0xff, x87: registers };
  }
  const x87 = [0n, 0n, 0n, 0n, 0n, ...STACK_BEFORE.map(toF80)];
  return { ...quiet, fsw: 5 << TOP_SHIFT, ftw: 0xe0, x87 };
}

/** The numbers on the stack, ST(0) first. */
export function x87Text({ fsw, ftw, x87 }: Registers): string {
  const top = (fsw >> TOP_SHIFT) & 7;
  const texts = x87.map((_, i) => {
    const physical = (top + i) & 7;
    const used = ((ftw >> physical) & 1) !== 0;
    return used ? floatText(fromF80(x87[physical] ?? 0n)) : "empty";
  });
  while (texts.at(-1) === "empty") texts.pop();
  return texts.length === 0 ? "empty" : texts.join(", ");
}
