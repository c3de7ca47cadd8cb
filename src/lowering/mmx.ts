/**
 * MMX registers and the state words of the x87 unit. No tier keeps them in locals: their place is
 * the state block, whoever runs.
 */
import type { SystemRegister } from "../../spec/ir/ir.ts";
import { FCW, FSW, FTW } from "../machine/state.ts";
import type { Emitter } from "./emitter.ts";
import type { Source } from "./target.ts";

/** Where sign and exponent stand above the 64 bits that MMX uses of a register. */
const EXPONENT_OFFSET = 8;

/** Pushes an MMX operand as i64. */
export function pushMmx(e: Emitter, k: number): void {
  e.target.pushMmxSlot(k);
  e.code.memory("i64_load", 0);
}

/** Writes an MMX operand; sign and exponent of the register become all ones. */
export function setMmx(e: Emitter, k: number, value: Source): void {
  e.target.pushMmxSlot(k);
  value.i64();
  e.code.memory("i64_store", 0);
  e.target.pushMmxSlot(k);
  e.code.i32(0xffff);
  e.code.memory("i32_store16", EXPONENT_OFFSET);
}

const WORDS: Readonly<Partial<Record<SystemRegister, number>>> = { fcw: FCW, fsw: FSW };

/** Is this a state word of the x87 unit that MMX instructions and FNSTSW look at? */
export function isUnitWord(register: SystemRegister): boolean {
  return WORDS[register] !== undefined;
}

/** Pushes a state word as i64; false (and nothing pushed) where the register is none. */
export function pushUnitWord(e: Emitter, register: SystemRegister): boolean {
  const at = WORDS[register];
  if (at === undefined) return false;
  e.code.i32(0);
  e.code.memory("i64_load16_u", at);
  return true;
}

/** Sets status or tag word; false (and nothing emitted) where the register is neither. */
export function setUnitWord(e: Emitter, register: SystemRegister, value: Source): boolean {
  if (register !== "fsw" && register !== "ftw") return false;
  e.code.i32(0);
  value.i32();
  if (register === "fsw") e.code.memory("i32_store16", FSW);
  else e.code.memory("i32_store8", FTW);
  return true;
}
