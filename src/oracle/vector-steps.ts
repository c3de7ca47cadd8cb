/** The integer vector steps of the IR, bound to an evaluation. */
import type { StepBinders } from "./evaluation.ts";
import {
  laneOf, pair, shuffleBytes, signBits, splat, vectorAbs, vectorBinary, vectorExtend, vectorShift,
  withLane,
} from "./vector.ts";

export type VectorStepOp =
  | "vbinary" | "vabs" | "vshift" | "shuffle" | "shuffleby" | "vextend" | "lane" | "withlane"
  | "splat" | "pair" | "signs";

export const VECTOR_STEPS: StepBinders<VectorStepOp> = {
  vbinary: ({ fn, lanes, a, b }) => (e) => vectorBinary(fn, lanes, e.wide(a), e.wide(b)),
  vabs: ({ lanes, a }) => (e) => vectorAbs(lanes, e.wide(a)),
  vshift: ({ fn, lanes, a, count }) => (e) => vectorShift(fn, lanes, e.wide(a), e.wide(count)),
  shuffle: ({ a, b, bytes }) => (e) => shuffleBytes(e.wide(a), e.wide(b), bytes),
  shuffleby: ({ a, b, k, pattern }, { form }) => {
    const second = form.operands[k]?.place === "imm2";
    const known: (readonly number[])[] = [];
    return (e) => {
      const immediate = (second ? e.instruction.imm2 : e.instruction.imm) & 0xff;
      const indexes = known[immediate] ??= pattern(immediate);
      return shuffleBytes(e.wide(a), e.wide(b), indexes);
    };
  },
  vextend: ({ lanes, signed, a }) => (e) => vectorExtend(lanes, signed, e.wide(a)),
  lane: ({ lanes, index, a }) => (e) => laneOf(lanes, index, e.wide(a)),
  withlane: ({ lanes, index, a, value }) => (e) =>
    withLane(lanes, index, e.wide(a), e.wide(value)),
  splat: ({ lanes, a }) => (e) => splat(lanes, e.wide(a)),
  pair: ({ low, high }) => (e) => pair(e.wide(low), e.wide(high)),
  signs: ({ lanes, a }) => (e) => signBits(lanes, e.wide(a)),
};
