/** Effects: how an instruction that has passed all its checks changes the machine. */
import type { Width } from "../../spec/ir/ir.ts";
import {
  REGISTER_NUMBER, registerSlot, writeLane, writeMmx, writeSlot, writeVector,
} from "../machine/registers.ts";
import type { EffectBinders, Evaluation } from "./evaluation.ts";
import { operandOf, registerOf, slotOf } from "./operand-steps.ts";
import { writeSystem } from "./system-registers.ts";
import { LANE_BITS } from "./vector.ts";

function writeGeneral(e: Evaluation, slot: number, bits: Width, value: bigint): void {
  writeSlot(e.state, slot, bits, value);
  if (bits >= 32) e.poison?.clearSlot(slot);
}

export const REGISTER_EFFECTS: EffectBinders<
  "set" | "setv" | "setlane" | "setmmx" | "setfixed" | "setsystem" | "setfixedv"
> = {
  set: ({ k, bits, value, when }, { form }) => {
    const slot = slotOf(operandOf(form, k));
    return (e) => {
      if (e.happens(when)) writeGeneral(e, slot(e.instruction), bits, e.wide(value));
    };
  },
  setv: ({ k, half, upper, value, when }, { form }) => {
    const register = registerOf(operandOf(form, k));
    return (e) => {
      if (!e.happens(when)) return;
      const number = register(e.instruction);
      writeVector(e.state, number, half, e.wide(value));
      if (upper === "clear") writeVector(e.state, number, 1, 0n);
    };
  },
  setlane: ({ k, lanes, index, value, when }, { form }) => {
    const register = registerOf(operandOf(form, k));
    const bits = LANE_BITS[lanes];
    return (e) => {
      if (e.happens(when)) writeLane(e.state, register(e.instruction), bits, index, e.wide(value));
    };
  },
  setmmx: ({ k, value, when }, { form }) => {
    const register = registerOf(operandOf(form, k));
    return (e) => {
      if (e.happens(when)) writeMmx(e.state, register(e.instruction) & 7, e.wide(value));
    };
  },
  setfixed: ({ register, bits, value, when }) => {
    const slot = registerSlot(REGISTER_NUMBER[register], false);
    return (e) => {
      if (e.happens(when)) writeGeneral(e, slot, bits, e.wide(value));
    };
  },
  setsystem: ({ register, value, when }) => (e) => {
    if (!e.happens(when)) return;
    writeSystem(e, register, e.wide(value));
    if (register === "rflags") e.poison?.clearFlags();
  },
  setfixedv: ({ register, half, value, when }) => (e) => {
    if (e.happens(when)) writeVector(e.state, register, half, e.wide(value));
  },
};

export const STORE_EFFECTS: EffectBinders<"store" | "storev"> = {
  store: ({ bits, address, value, when }) => (e) => {
    if (!e.happens(when)) return;
    e.processor.memory.store(e.wide(address), bits / 8, e.wide(value));
  },
  storev: ({ address, value, when }) => (e) => {
    if (e.happens(when)) e.processor.memory.store(e.wide(address), 16, e.wide(value));
  },
};

export const CONTROL_EFFECTS: EffectBinders<"jump" | "again" | "leave" | "unit"> = {
  jump: ({ target, when }) => (e) => {
    e.transferred = true;
    if (e.happens(when)) e.target = e.wide(target);
  },
  again: ({ when }) => (e) => {
    if (e.happens(when)) e.target = e.pc;
  },
  leave: ({ reason }) => (e) => {
    e.left = reason;
  },
  unit: ({ fn, args, when }, { form, operators }) => {
    const operation = operators.units[fn];
    if (operation === undefined) {
      throw new Error(`${form.mnemonic} names the unit operation ${fn}, which is not registered`);
    }
    return (e) => {
      if (e.happens(when)) operation(e, args.map((ref) => e.value(ref)));
    };
  },
};
