/** The transcendental instructions as operations of the unit. */
import type { UnitOperation } from "../operators.ts";
import { binary, splitStack, unary } from "./functions.ts";
import type { Splitting } from "./functions.ts";
import { exponential, logarithm, logarithmPlusOne } from "./logarithm.ts";
import {
  C0, C2, C3, deliver, isEmpty, readStack, readStatusWord, setConditions,
} from "./registers.ts";
import { ONE, arctangent2, cosine, isInRange, sine, tangent } from "./trigonometry.ts";

/**
 * C2 says whether the operand is out of range, and then nothing else happens; but a stack fault,
 * of an instruction that pushes also for want of room, comes first.
 */
function inRange(operation: UnitOperation, pushes: boolean): UnitOperation {
  return (e, args) => {
    const { state } = e;
    const rest = readStatusWord(state) & (C0 | C3);
    const faults = isEmpty(state, 0) || (pushes && !isEmpty(state, -1));
    const works = faults || isInRange(readStack(state, 0));
    setConditions(state, works ? rest : rest | C2);
    if (works) operation(e, args);
    else deliver(state, 0);
  };
}

const sineAndCosine: Splitting = (x, env) => [sine(x, env), cosine(x, env)];

/** FPTAN pushes a 1 behind the tangent, or the same NaN. */
const tangentAndOne: Splitting = (x, env) => {
  const result = tangent(x, env);
  const isNan = ((result.bits >> 64n) & 0x7fffn) === 0x7fffn;
  return [result, isNan ? result : { bits: ONE, flags: 0 }];
};

export const TRANSCENDENTAL_UNITS: Readonly<Record<string, UnitOperation>> = {
  f2xm1: unary(exponential),
  fyl2x: binary(logarithm, 1),
  fyl2xp1: binary(logarithmPlusOne, 1),
  fpatan: binary(arctangent2, 1),
  fsin: inRange(unary(sine), false),
  fcos: inRange(unary(cosine), false),
  fsincos: inRange(({ state }) => splitStack(state, sineAndCosine), true),
  fptan: inRange(({ state }) => splitStack(state, tangentAndOne), true),
};
