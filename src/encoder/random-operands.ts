/** Random operands that fit a form: what property tests and differential runs are fed with. */
import type { Form, Operand } from "../../spec/isa/form.ts";
import { BASE_RIP, NO_REGISTER } from "../decoder/instruction.ts";
import { isStringDestination } from "./operands-of.ts";
import type { MemoryValue, OperandValue, RegisterKind } from "./operand-value.ts";

/** A source of randomness: an integer in 0..below-1. */
export type Choose = (below: number) => number;

/** Operands for every place of the form, often with extreme registers and displacements. */
export function randomOperands(form: Form, choose: Choose): OperandValue[] {
  const addressing = randomMemory(form, choose);
  const taken: number[] = [];
  const operands = form.operands.map((operand): OperandValue => {
    const memory = operand.memory === "only" || (operand.memory === "maybe" && choose(2) === 0);
    if (memory) return memoryFor(form, operand, addressing, choose);
    if (isImmediate(operand)) return { type: "immediate", value: randomImmediate(operand, choose) };
    return registerFor(form, operand, choose, taken);
  });
  return withoutClashingRex(operands);
}

function isImmediate({ kind, place }: Operand): boolean {
  return kind === "imm" || kind === "rel" || kind === "one" || place === "moffs";
}

const BASES = [NO_REGISTER, 0, 3, 4, 5, 7, 8, 12, 13, 15, BASE_RIP];
const DISPLACEMENTS = [0n, 1n, -1n, 127n, -128n, 128n, -129n, 0x7fffffffn, -0x80000000n];

function pick<T>(choose: Choose, from: readonly T[]): T {
  const found = from[choose(from.length)];
  if (found === undefined) throw new RangeError("nothing to choose from");
  return found;
}

function randomMemory(form: Form, choose: Choose): MemoryValue {
  const vector = form.operands.find((operand) => operand.kind === "vsib");
  const withSib = form.needsSib || vector !== undefined;
  const base = pick(choose, withSib ? BASES.slice(0, -1) : BASES);
  const index = pick(choose, [NO_REGISTER, 0, 5, 7, 8, 12, 13, 15]);
  const some = vector === undefined ? base !== BASE_RIP && index !== NO_REGISTER : true;
  // With both a segment and 67 the longest forms would have 16 bytes.
  const segment = pick(choose, [0, 0, 0, 4, 5]);
  return {
    type: "memory", bits: 0, base,
    index: !some ? NO_REGISTER : vector === undefined ? index : choose(4),
    scale: some ? choose(4) : 0,
    disp: pick(choose, DISPLACEMENTS),
    segment,
    address32: segment === 0 && choose(8) === 0,
  };
}

function memoryFor(
  form: Form, operand: Operand, addressing: MemoryValue, choose: Choose,
): MemoryValue {
  const segment = isStringDestination(form, operand) ? 0 : addressing.segment;
  const here = { ...addressing, bits: operand.memoryBits, segment };
  const plain = { index: NO_REGISTER, scale: 0 };
  if (operand.place === "fixed") return { ...here, ...plain, base: operand.fixed, disp: 0n };
  if (operand.place !== "moffs") return here;
  const disp = BigInt.asUintN(here.address32 ? 32 : 64, BigInt(choose(1 << 30)) * 0x123456789n);
  return { ...here, ...plain, base: NO_REGISTER, disp };
}

function randomImmediate(operand: Operand, choose: Choose): bigint {
  if (operand.kind === "one") return 1n;
  if (operand.place === "is4") return BigInt(choose(16));
  const encoded = operand.immBytes * 8;
  const any = BigInt(choose(1 << 30)) * 0x123456789n;
  const bits = pick(choose, [0n, 1n, -1n, 1n << BigInt(encoded - 1), any]);
  const value = BigInt.asIntN(encoded, bits);
  return encoded === operand.bits ? BigInt.asUintN(encoded, value) : value;
}

/** Registers of a form that must differ do (gathers count the index 0..3 as taken). */
function registerFor(
  form: Form, operand: Operand, choose: Choose, taken: number[],
): OperandValue {
  const kind = operand.kind as RegisterKind;
  let number = operand.place === "fixed" ? operand.fixed : pick(choose, registersOf(form, operand));
  if (form.distinct) {
    number = 4 + taken.length;
    taken.push(number);
  }
  const high = kind === "gpr" && operand.bits === 8 && number >= 4 && number < 8;
  return { type: "register", kind, bits: operand.bits, number, highByte: high && choose(2) === 0 };
}

function registersOf(form: Form, operand: Operand): readonly number[] {
  switch (operand.kind) {
    case "sreg": return form.operands[0] === operand ? [0, 2, 3, 4, 5] : [0, 1, 2, 3, 4, 5];
    case "creg": return [0, 2, 3, 4, 8];
    case "mmx": case "st": case "k": case "tmm": case "dreg": return [0, 1, 2, 3, 4, 5, 6, 7];
    default: return [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
  }
}

/** ah, ch, dh and bh cannot stand beside what needs a REX: then spl and so on are meant. */
function withoutClashingRex(operands: OperandValue[]): OperandValue[] {
  const rex = operands.some((value) => needsRex(value));
  if (!rex) return operands;
  return operands.map((value) => value.type === "register" ? { ...value, highByte: false } : value);
}

function needsRex(value: OperandValue): boolean {
  if (value.type === "memory") {
    return (value.base >= 8 && value.base < BASE_RIP) || value.index >= 8;
  }
  if (value.type !== "register") return false;
  const low = value.bits === 8 && value.number >= 4 && value.number < 8 && !value.highByte;
  return value.number >= 8 || (value.kind === "gpr" && (value.bits === 64 || low));
}
