/**
 * How units are called, and what they leave behind: what the units, the dispatcher and whoever runs
 * them agree on.
 *
 *     unit(rsp: i64, trace: i64, budget: i32, pc: i32, depth: i32) -> (trace: i64, pcAndBudget: i64)
 *
 * The low half of the second result is the address at which control goes on, relative to the base;
 * `LEFT` there means that the unit left somewhere inside: the state block says where. All other
 * state is in the state block whenever control enters or leaves a function, so the wasm stack is
 * only a predictor of returns and may be thrown away at any time.
 *
 * Returns: a sandboxed return masks its target, adds the base and jumps, so whoever knows the target
 * knows the flags too: those of that addition. They are not handed over, and neither is the target's
 * share of the trace hash, which costs nothing where the target is a constant. `FLAGS_IN_STATE` marks
 * the address of any other jump.
 */
import type { Code, Local } from "../wasm/code.ts";
import type { ValueType } from "../wasm/opcodes.ts";
import type { Operation } from "./flag-locals.ts";

/** The signature of every unit. */
export const UNIT_PARAMETERS: readonly ValueType[] = ["i64", "i64", "i32", "i32", "i32"];
export const UNIT_RESULTS: readonly ValueType[] = ["i64", "i64"];
/** What the addition in a sandboxed return does to the flags: its operands are target and base. */
export const RETURN_FLAGS: Operation = { fn: "add", bits: 64 };
/** Parameter numbers. */
export const RSP = 0;
export const TRACE = 1;
export const BUDGET = 2;
export const PC_PARAMETER = 3;
export const DEPTH = 4;

/** An odd "address": control left inside a unit. */
export const LEFT = 1;
/** Added to an address (a multiple of 32) where the flags are in the state block. */
export const FLAGS_IN_STATE = 2;

export const BUNDLE_SHIFT = 5;

/** Sets an i64 local to what an address in an i32 local adds to the trace hash: `splitmix64`. */
export function setShare(code: Code, address: Local, share: Local): void {
  const mix = (shift: bigint, factor?: bigint): void => {
    code.get(share); code.get(share); code.i64(shift); code.op("i64_shr_u"); code.op("i64_xor");
    if (factor !== undefined) { code.i64(BigInt.asIntN(64, factor)); code.op("i64_mul"); }
    code.set(share);
  };
  code.get(address); code.op("i64_extend_i32_u");
  code.i64(BigInt.asIntN(64, 0x9e37_79b9_7f4a_7c15n)); code.op("i64_add"); code.set(share);
  mix(30n, 0xbf58_476d_1ce4_e5b9n);
  mix(27n, 0x94d0_49bb_1331_11ebn);
  mix(31n);
}

/** Feeds the trace hash with an address in an i32 local: `traceStep` of `machine/trace.ts`. */
export function pushTraceStep(code: Code, trace: Local, address: Local, share: Local): void {
  setShare(code, address, share);
  code.get(trace); code.i64(5n); code.op("i64_rotl");
  code.get(share); code.op("i64_add"); code.set(trace);
}

/** Takes back what `pushTraceStep` did with an address. */
export function takeTraceStepBack(code: Code, trace: Local, address: Local, share: Local): void {
  setShare(code, address, share);
  code.get(trace); code.get(share); code.op("i64_sub");
  code.i64(5n); code.op("i64_rotr"); code.set(trace);
}
