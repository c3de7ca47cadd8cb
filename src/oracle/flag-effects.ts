/**
 * Effects on the status flags, in the lazy form of `src/machine/flags.ts`: the sign-extended result
 * and a vector of carries. Source of the carry vector: the majority function of a full adder.
 */
import type { Flag, Width } from "../../spec/ir/ir.ts";
import { CARRY_AF, CARRY_CF, CARRY_DIFF, RFLAGS_BIT } from "../machine/flags.ts";
import { readStatus, writeStatus } from "../machine/registers.ts";
import { FLAG_CARRY, FLAG_RESULT } from "../machine/state.ts";
import type { EffectBinders, Evaluation } from "./evaluation.ts";
import { operandOf, slotOf } from "./operand-steps.ts";

type FlagKind = "add" | "sub" | "logic";

/** Carries (or borrows) out of every bit position of an operation with result `r`. */
function carries(kind: FlagKind, x: bigint, y: bigint, r: bigint): bigint {
  switch (kind) {
    case "add": return BigInt.asUintN(64, (x & y) | ((x | y) & ~r));
    case "sub": return BigInt.asUintN(64, (~x & y) | ((~x | y) & r));
    case "logic": return 0n;
  }
}

/** The lazy carry vector: the two highest carries are CF and what CF xor OF tells; bit 3 is AF. */
function carryVector(all: bigint, belowSign: bigint): number {
  const highest = Number((all >> belowSign) & 3n);
  return (highest << CARRY_DIFF) | (Number(all & 8n) >> 3 << CARRY_AF);
}

/** `carry` with CF replaced by `cf`, and OF as it was: bit 30 is their difference. */
function withCarryFlag(carry: number, cf: number): number {
  const changes = (carry >>> CARRY_CF) ^ cf;
  return carry ^ (changes << CARRY_CF) ^ (changes << CARRY_DIFF);
}

function commitLazy(e: Evaluation, bits: Width, result: bigint, carry: number): void {
  e.state.setBigInt64(FLAG_RESULT, BigInt.asIntN(bits, result), true);
  e.state.setInt32(FLAG_CARRY, carry, true);
}

export const FLAG_EFFECTS: EffectBinders<"flags" | "setflags" | "resultflags" | "undefined"> = {
  flags: ({ kind, bits, x, y, r, keepCarry, when }) => {
    const belowSign = BigInt(bits - 2);
    return (e) => {
      if (!e.happens(when)) return;
      const result = e.wide(r);
      let carry = carryVector(carries(kind, e.wide(x), e.wide(y), result), belowSign);
      if (keepCarry) carry = withCarryFlag(carry, e.state.getInt32(FLAG_CARRY, true) >>> CARRY_CF);
      commitLazy(e, bits, result, carry);
      e.poison?.clearFlags(keepCarry ? ["pf", "af", "zf", "sf", "of"] : undefined);
    };
  },
  setflags: ({ flags, when }) => {
    const named = Object.entries(flags) as readonly [Flag, number][];
    return (e) => {
      if (!e.happens(when)) return;
      let status = readStatus(e.state);
      for (const [flag, value] of named) {
        const bit = 1 << RFLAGS_BIT[flag];
        status = e.small(value) === 0 ? status & ~bit : status | bit;
      }
      writeStatus(e.state, status);
      e.poison?.clearFlags(named.map(([flag]) => flag));
    };
  },
  resultflags: ({ bits, r, carry, overflow, adjust, when }) => (e) => {
    if (!e.happens(when)) return;
    const cf = e.small(carry);
    const vector = (cf << CARRY_CF) | ((cf ^ e.small(overflow)) << CARRY_DIFF)
      | (e.small(adjust) << CARRY_AF);
    commitLazy(e, bits, e.wide(r), vector);
    e.poison?.clearFlags();
  },
  undefined: ({ flags, operands, when }, { form }) => {
    const slots = operands.map((k) => slotOf(operandOf(form, k)));
    return (e) => {
      if (e.poison === undefined || !e.happens(when)) return;
      e.poison.markFlags(flags, e);
      for (const slot of slots) e.poison.markSlot(slot(e.instruction) & ~7, e);
    };
  },
};
