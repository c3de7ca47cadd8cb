/**
 * Stores to memory. What is stored, whether it is stored at all and what happens to the unit are
 * three questions of one conversion: the first two are values that the meaning's store takes, the
 * last is the effect behind it. An unmasked exception leaves memory and stack as they were.
 */
import {
  DENORMAL, F32, F64, F80, INEXACT, INVALID, OVERFLOW, ROUNDED_UP, TOWARD_ZERO, UNDERFLOW,
  convert, indefinite, toInteger, toIntegral,
} from "../../softfloat/index.ts";
import type { Environment, Format, Result } from "../../softfloat/index.ts";
import { WRITE } from "../../machine/memory.ts";
import type { Operator, UnitOperation } from "../operators.ts";
import { smallArgument, wideArgument } from "../operators.ts";
import {
  INDEFINITE, STACK_UNDERFLOW, deliver, environmentOf, isEmpty, pop, readStack,
} from "./registers.ts";

interface StoreFormat {
  readonly convert: (bits: bigint, env: Environment) => Result;
  /** What the masked answer to an empty register stores. */
  readonly indefinite: bigint;
}

function floatFormat(format: Format): StoreFormat {
  return {
    indefinite: indefinite(format),
    // A denormal that is stored is no denormal operand (SDM volume 2A, FST).
    convert: (bits, env) => {
      const result = convert(F80, format, bits, env);
      return { bits: result.bits, flags: result.flags & ~DENORMAL };
    },
  };
}

function integerFormat(width: number, truncates: boolean): StoreFormat {
  return {
    indefinite: 1n << BigInt(width - 1),
    convert: (bits, env) =>
      toInteger(F80, bits, width, env, truncates ? TOWARD_ZERO : env.rounding),
  };
}

/** Packed BCD indefinite: sign and all bits of the two upper bytes, then C000000000000000. */
const BCD_INDEFINITE = 0xffff_c000_0000_0000_0000n;
const BCD_LIMIT = 10n ** 18n;

function toBcd(bits: bigint, env: Environment): Result {
  const { value, flags } = toIntegral(F80, bits, env);
  const magnitude = value !== undefined && value < 0n ? -value : value;
  if (magnitude === undefined || magnitude >= BCD_LIMIT) {
    return { bits: BCD_INDEFINITE, flags: INVALID };
  }
  // The digits of a decimal number are the nibbles of the hexadecimal one that reads the same. The
  // sign is the operand's, also where the value rounds to 0.
  const sign = (bits >> 79n) << 79n;
  return { bits: BigInt(`0x${magnitude.toString()}`) | sign, flags };
}

const FORMATS: Readonly<Record<string, StoreFormat>> = {
  "fst.f32": floatFormat(F32),
  "fst.f64": floatFormat(F64),
  "fst.f80": { indefinite: INDEFINITE, convert: (bits) => ({ bits, flags: 0 }) },
  "fist.i16": integerFormat(16, false),
  "fist.i32": integerFormat(32, false),
  "fist.i64": integerFormat(64, false),
  "fisttp.i16": integerFormat(16, true),
  "fisttp.i32": integerFormat(32, true),
  "fisttp.i64": integerFormat(64, true),
  fbstp: { indefinite: BCD_INDEFINITE, convert: toBcd },
};

interface Stored extends Result {
  /** Whether memory is written and the stack popped. */
  readonly happens: boolean;
}

/** An unmasked overflow or underflow of a store is reported alone: nothing is rounded or stored. */
const RANGE = OVERFLOW | UNDERFLOW;

function storedValue(state: DataView, format: StoreFormat): Stored {
  const env = environmentOf(state);
  const { bits, flags } = isEmpty(state, 0)
    ? { bits: format.indefinite, flags: STACK_UNDERFLOW }
    : format.convert(readStack(state, 0), env);
  const stops = flags & env.unmasked & (INVALID | RANGE);
  if ((stops & RANGE) === 0) return { bits, flags, happens: stops === 0 };
  return { bits, flags: flags & ~(INEXACT | ROUNDED_UP), happens: false };
}

function storeUnit(format: StoreFormat, pops: number): UnitOperation {
  return ({ state }) => {
    const { flags, happens } = storedValue(state, format);
    deliver(state, flags);
    if (happens) pop(state, pops);
  };
}

function forEachFormat<T>(make: (format: StoreFormat) => Record<string, T>): Record<string, T> {
  const all: Record<string, T> = {};
  for (const [name, format] of Object.entries(FORMATS)) {
    for (const [suffix, value] of Object.entries(make(format))) all[name + suffix] = value;
  }
  return all;
}

/** Writes the eight bytes of a ten-byte store whose other two will fault. */
const storeSplit: Operator = ({ processor: { memory } }, args) => {
  const at = wideArgument(args, 0);
  const faults = memory.faultAddress(BigInt.asUintN(64, at + 8n), 2, WRITE) !== undefined;
  if (faults && smallArgument(args, 2) !== 0) memory.store(at, 8, wideArgument(args, 1));
  return 0;
};

/** `NAME.bits` (low 64), `NAME.high` (the other 16 of 80) and `NAME.happens` for every format. */
export const STORE_CALLS: Readonly<Record<string, Operator>> = {
  ...forEachFormat<Operator>((format) => ({
    ".bits": ({ state }) => BigInt.asUintN(64, storedValue(state, format).bits),
    ".high": ({ state }) => storedValue(state, format).bits >> 64n,
    ".happens": ({ state }) => (storedValue(state, format).happens ? 1 : 0),
  })),
  "fst.split": storeSplit,
};

/** `NAME` and, where the store pops, `NAME.pop`. */
export const STORE_UNITS: Readonly<Record<string, UnitOperation>> = forEachFormat((format) => ({
  "": storeUnit(format, 0),
  ".pop": storeUnit(format, 1),
}));
