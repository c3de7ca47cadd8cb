/** Addition to division, and comparison, of ST and a register or a memory operand. */
import {
  F80, UNORDERED, addUnpacked, compareUnpacked, divUnpacked, mulUnpacked, subUnpacked,
  unpackInteger,
} from "../../softfloat/index.ts";
import type { Order, Unpacked, UnpackedOperation } from "../../softfloat/index.ts";
import type { Operator, UnitOperation } from "../operators.ts";
import { smallArgument } from "../operators.ts";
import {
  C0, C1, C2, C3, INDEFINITE, STACK_FAULT, STACK_UNDERFLOW, deliver, environmentOf, pop,
  readStatusWord, setConditions, writeStack, writeStatusWord,
} from "./registers.ts";
import { SOURCES, stackOperand } from "./sources.ts";
import type { SourceKind } from "./sources.ts";

/** Exchanges the operands: FSUBR and FDIVR. */
function reversed(operation: UnpackedOperation): UnpackedOperation {
  return (format, x, y, env) => operation(format, y, x, env);
}

const OPERATIONS: Readonly<Record<string, UnpackedOperation>> = {
  fadd: addUnpacked,
  fmul: mulUnpacked,
  fsub: subUnpacked,
  fsubr: reversed(subUnpacked),
  fdiv: divUnpacked,
  fdivr: reversed(divUnpacked),
};

/** ST(i) becomes the operation of ST(i) and the source. */
function arithmetic(
  state: DataView, operation: UnpackedOperation, i: number, source: Unpacked | undefined,
  pops: number,
): void {
  const destination = stackOperand(state, i);
  if (destination === undefined || source === undefined) {
    if (!deliver(state, STACK_UNDERFLOW)) return;
    writeStack(state, i, INDEFINITE);
  } else {
    const { bits, flags } = operation(F80, destination, source, environmentOf(state));
    if (!deliver(state, flags)) return;
    writeStack(state, i, bits);
  }
  pop(state, pops);
}

/** Condition codes of the four orders; unordered sets all (SDM volume 2A, FCOM). */
const CONDITIONS = [0, C0, C3, C0 | C2 | C3] as const;

interface Verdict {
  readonly order: Order;
  readonly flags: number;
}

function verdict(state: DataView, source: Unpacked | undefined, signalling: boolean): Verdict {
  const x = stackOperand(state, 0);
  if (x === undefined || source === undefined) return { order: UNORDERED, flags: STACK_UNDERFLOW };
  return compareUnpacked(x, source, signalling);
}

/**
 * FCOM and relatives: the condition codes tell the verdict in any case; an unmasked exception only
 * keeps the stack from being popped (as recorded on a processor, against the manual's text).
 */
function comparison(
  state: DataView, source: Unpacked | undefined, signalling: boolean, pops: number,
): void {
  const { order, flags } = verdict(state, source, signalling);
  const goesOn = deliver(state, flags);
  setConditions(state, CONDITIONS[order]);
  if (goesOn) pop(state, pops);
}

/** FCOMI as a value: an `Order`. */
function flagComparison(signalling: boolean): Operator {
  return ({ state }, args) =>
    verdict(state, stackOperand(state, smallArgument(args, 0)), signalling).order;
}

/** The rest of FCOMI: exceptions and stack. Of C0 to C3 only a stack fault changes one, C1. */
function flagComparisonStack(signalling: boolean, pops: number): UnitOperation {
  return (e, args) => {
    const { state } = e;
    const { flags } = verdict(state, stackOperand(state, smallArgument(args, 0)), signalling);
    const kept = (flags & STACK_FAULT) === 0 ? readStatusWord(state) & C1 : 0;
    const goesOn = deliver(state, flags);
    writeStatusWord(state, readStatusWord(state) | kept);
    if (goesOn) pop(state, pops);
  };
}

function unitsOf(kind: SourceKind): Record<string, UnitOperation> {
  const read = SOURCES[kind];
  const units: Record<string, UnitOperation> = {};
  for (const [name, operation] of Object.entries(OPERATIONS)) {
    // Register forms name their destination; memory forms always work on ST(0).
    units[`${name}.${kind}`] = kind === "st"
      ? (e, [i = 0, source = 0]) =>
        arithmetic(e.state, operation, Number(i), read(e.state, source), 0)
      : (e, [value = 0n]) => arithmetic(e.state, operation, 0, read(e.state, value), 0);
    if (kind === "st") {
      units[`${name}p.st`] = (e, [i = 0, source = 0]) =>
        arithmetic(e.state, operation, Number(i), read(e.state, source), 1);
    }
  }
  for (const [suffix, pops] of [["", 0], ["p", 1], ["pp", 2]] as const) {
    units[`fcom${suffix}.${kind}`] = (e, [value = 0]) =>
      comparison(e.state, read(e.state, value), true, pops);
    units[`fucom${suffix}.${kind}`] = (e, [value = 0]) =>
      comparison(e.state, read(e.state, value), false, pops);
  }
  return units;
}

export const ARITHMETIC_UNITS: Readonly<Record<string, UnitOperation>> = {
  ...unitsOf("st"), ...unitsOf("f32"), ...unitsOf("f64"), ...unitsOf("i16"), ...unitsOf("i32"),
  ftst: (e) => comparison(e.state, unpackInteger(0n), true, 0),
  fcomi: flagComparisonStack(true, 0),
  fcomip: flagComparisonStack(true, 1),
  fucomi: flagComparisonStack(false, 0),
  fucomip: flagComparisonStack(false, 1),
};

export const ARITHMETIC_CALLS: Readonly<Record<string, Operator>> = {
  fcomi: flagComparison(true),
  fucomi: flagComparison(false),
};
