/** Pushes and moves between registers: FLD, FILD, FBLD, constants, FXCH, FCMOVcc, FST ST(i). */
import { F32, F64, F80, SSE_DEFAULT, convert, fromInteger, round } from "../../softfloat/index.ts";
import type { Format } from "../../softfloat/index.ts";
import type { UnitOperation } from "../operators.ts";
import {
  INDEFINITE, STACK_UNDERFLOW, deliver, environmentOf, free, isEmpty, pop, pushChecked, readStack,
  writeStack,
} from "./registers.ts";

/**
 * Decimal digits of a packed BCD operand: nine bytes of two digits, the sign in the last byte.
 * Digits above 9 are undefined; they count as what their four bits say, as on Intel's processors.
 */
function decodeBcd(low: bigint, high: bigint): bigint {
  let value = 0n;
  const digits = low | ((high & 0xffn) << 64n);
  for (let shift = 68n; shift >= 0n; shift -= 4n) value = value * 10n + ((digits >> shift) & 15n);
  const sign = (high & 0x8000n) !== 0n ? 1n : 0n;
  const magnitude = fromInteger(F80, value, SSE_DEFAULT).bits;
  return magnitude | (sign << 79n);
}

/** Integers of 64 bits fit into the significand, so the environment has no say. */
function loadInteger(width: number): UnitOperation {
  return (e, [value = 0n]) => {
    const { bits } = fromInteger(F80, BigInt.asIntN(width, BigInt(value)), SSE_DEFAULT);
    pushChecked(e.state, bits, 0);
  };
}

function loadFloat(format: Format): UnitOperation {
  return (e, [value = 0n]) => {
    const { bits, flags } = convert(format, F80, BigInt(value), environmentOf(e.state));
    pushChecked(e.state, bits, flags);
  };
}

/**
 * The constants: the 68 most significant bits (the last one sticky), and the exponent of the last.
 * They are rounded as RC says, and no exception tells of it (SDM volume 2A, FLD1 and relatives).
 */
const CONSTANTS: Readonly<Record<string, readonly [significand: bigint, exponent: number]>> = {
  fld1:   [1n, 0],
  fldl2t: [0xd_49a7_84bc_d1b8_afe5n, -66],
  fldl2e: [0xb_8aa3_b295_c17f_0bbbn, -67],
  fldpi:  [0xc_90fd_aa22_168c_234dn, -66],
  fldlg2: [0x9_a209_a84f_bcff_7989n, -69],
  fldln2: [0xb_1721_7f7d_1cf7_9abdn, -68],
};

const CONSTANT_UNITS: Readonly<Record<string, UnitOperation>> = Object.fromEntries(
  Object.entries(CONSTANTS).map(([name, [significand, exponent]]) => [name, ({ state }) => {
    const { bits } = round(F80, 0, significand, exponent, environmentOf(state));
    pushChecked(state, bits, 0);
  }] satisfies [string, UnitOperation]),
);

/** FST ST(i): an empty ST(0) is an invalid operation, whose masked answer is the indefinite. */
function storeRegister(pops: number): UnitOperation {
  return ({ state }, [i = 0]) => {
    const underflow = isEmpty(state, 0);
    if (!deliver(state, underflow ? STACK_UNDERFLOW : 0)) return;
    writeStack(state, Number(i), underflow ? INDEFINITE : readStack(state, 0));
    pop(state, pops);
  };
}

/** FSTPNCE, "no check for empty": nothing is invalid; an empty ST(0) makes ST(i) empty too. */
const storeUnchecked: UnitOperation = ({ state }, [i = 0]) => {
  deliver(state, 0);
  if (isEmpty(state, 0)) free(state, Number(i));
  else writeStack(state, Number(i), readStack(state, 0));
  pop(state);
};

/** FXCH: an empty register counts as the indefinite. */
const exchange: UnitOperation = ({ state }, [value = 0]) => {
  const i = Number(value);
  const empty = [isEmpty(state, 0), isEmpty(state, i)];
  if (!deliver(state, empty.includes(true) ? STACK_UNDERFLOW : 0)) return;
  const a = empty[0] === true ? INDEFINITE : readStack(state, 0);
  const b = empty[1] === true ? INDEFINITE : readStack(state, i);
  writeStack(state, 0, b);
  writeStack(state, i, a);
};

/** FCMOVcc: both registers are looked at, whatever the condition says. */
const conditionalMove: UnitOperation = ({ state }, [i = 0, condition = 0]) => {
  if (isEmpty(state, 0) || isEmpty(state, Number(i))) {
    if (deliver(state, STACK_UNDERFLOW)) writeStack(state, 0, INDEFINITE);
    return;
  }
  if (Number(condition) !== 0) writeStack(state, 0, readStack(state, Number(i)));
};

/** FLD ST(i): where both stack faults meet, the overflow is what C1 tells of. */
const loadRegister: UnitOperation = ({ state }, [i = 0]) => {
  const underflow = isEmpty(state, Number(i));
  const bits = underflow ? INDEFINITE : readStack(state, Number(i));
  pushChecked(state, bits, underflow ? STACK_UNDERFLOW : 0);
};

export const LOAD_UNITS: Readonly<Record<string, UnitOperation>> = {
  ...CONSTANT_UNITS,
  fldz: ({ state }) => pushChecked(state, 0n, 0),
  "fld.st": loadRegister,
  "fld.f32": loadFloat(F32),
  "fld.f64": loadFloat(F64),
  "fld.f80": ({ state }, [low = 0n, high = 0n]) =>
    pushChecked(state, BigInt(low) | (BigInt(high) << 64n), 0),
  "fild.i16": loadInteger(16),
  "fild.i32": loadInteger(32),
  "fild.i64": loadInteger(64),
  fbld: ({ state }, [low = 0n, high = 0n]) =>
    pushChecked(state, decodeBcd(BigInt(low), BigInt(high)), 0),
  "fst.st": storeRegister(0),
  "fstp.st": storeRegister(1),
  "fstpnce.st": storeUnchecked,
  fxch: exchange,
  fcmov: conditionalMove,
};
