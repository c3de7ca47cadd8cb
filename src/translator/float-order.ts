/** The order of two floats, from their bits in locals: conditions, and the flags that it sets. */
import type { Width } from "../../spec/ir/ir.ts";
import { CARRY_AF, CARRY_MASK, CARRY_PARITY } from "../machine/flags.ts";
import type { Code, Local } from "../wasm/code.ts";

/** Pushes the float whose bits are in an i64 local. */
function pushFloat(code: Code, local: Local, bits: Width): void {
  code.get(local);
  if (bits === 64) return code.op("f64_reinterpret_i64");
  code.op("i32_wrap_i64"); code.op("f32_reinterpret_i32");
}

/** Pushes how the floats compare whose bits are in two i64 locals. */
export function compareFloats(code: Code, bits: Width, a: Local, b: Local, how: "lt" | "gt" | "ge"): void {
  pushFloat(code, a, bits); pushFloat(code, b, bits);
  code.op(bits === 64 ? `f64_${how}` : `f32_${how}`);
}

/**
 * Code for the lazy pair of a comparison as UCOMISS makes it: CF is "less or unordered", ZF "equal or
 * unordered", PF "unordered"; the other flags are clear.
 */
export function emitOrderPair(code: Code, bits: Width, a: Local, b: Local, result: Local, carry: Local): void {
  const atLeast = (): void => compareFloats(code, bits, a, b, "ge");
  const differ = (): void => {
    compareFloats(code, bits, a, b, "lt"); compareFloats(code, bits, a, b, "gt"); code.op("i32_or");
  };
  atLeast(); code.op("i32_eqz"); code.i32(CARRY_MASK & ~(1 << CARRY_AF)); code.op("i32_mul");
  atLeast(); differ(); code.op("i32_gt_u"); code.i32(CARRY_PARITY); code.op("i32_shl");
  code.op("i32_or");
  code.set(carry);
  differ(); code.op("i64_extend_i32_u"); code.set(result);
}
