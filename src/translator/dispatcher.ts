/**
 * The module that calls units: it goes from unit to unit as control does, without leaving
 * WebAssembly, until one of them leaves. Compiled once per engine.
 */
import { ENGINE_STATE } from "../machine/linear-layout.ts";
import { EXIT_DETAIL, FLAG_CARRY, FLAG_RESULT, GPR, PC, TRACE } from "../machine/state.ts";
import { Code, type Local } from "../wasm/code.ts";
import type { ValueType } from "../wasm/opcodes.ts";
import { ModuleBuilder } from "../wasm/module.ts";
import {
  BUNDLE_SHIFT, FLAGS_IN_STATE, LEFT, RETURN_FLAGS, UNIT_PARAMETERS, UNIT_RESULTS, pushTraceStep,
} from "./protocol.ts";
import type { Without } from "./exactness.ts";
import {
  ALL_OPERATIONS, FLAG_A, FLAG_B, FLAG_KIND, IN_STATE, LAZY_PAIR, emitPair, kindOf,
} from "./flag-locals.ts";

/** Nested calls of units before control starts again on a fresh wasm stack. */
export const DEPTH_MAX = 256;
/** EXIT_DETAIL where control reached an address that has no unit; PC is that address. */
export const NO_UNIT = -1;
/** Where `enter` leaves the budget that is left (i32): at the end of the engines' own slots. */
export const BUDGET_LEFT = ENGINE_STATE + 0xf8;

const RSP = 4;

/**
 * `missing(unit parameters) -> unit results`: fills the table where there is no unit. Everything is
 * in the state block already, but where control went.
 */
function missing(base: bigint): Code {
  const code = new Code(UNIT_PARAMETERS.length);
  const [trace, budget, pc] = [1, 2, 3];
  code.i32(0);
  code.get(pc); code.op("i64_extend_i32_u"); code.i64(base); code.op("i64_add");
  code.memory("i64_store", PC);
  code.i32(0); code.i32(NO_UNIT); code.memory("i32_store", EXIT_DETAIL);
  code.get(trace);
  code.get(budget); code.op("i64_extend_i32_u"); code.i64(32n); code.op("i64_shl");
  code.i64(BigInt(LEFT)); code.op("i64_or");
  return code;
}

/**
 * `enter(slot: i32, pc: i32, budget: i32)`: runs the unit in a slot of the table, then whatever
 * units control goes to. The trace hash is in the state block before and after.
 */
function enter(unitType: number, settleFunction: number, base: bigint, without: Without): Code {
  const code = new Code(3);
  const [slot, pc, budget] = [0, 1, 2];
  const trace = code.local("i64");
  const packed = code.local("i64");
  const mixed = code.local("i64");
  code.i32(0); code.memory("i64_load", TRACE); code.set(trace);
  const again = code.loop();
  code.i32(0); code.memory("i64_load", GPR + 8 * RSP);
  code.get(trace); code.get(budget); code.get(pc); code.i32(DEPTH_MAX);
  code.get(slot);
  code.callIndirect(unitType);
  code.set(packed); code.set(trace);
  code.get(packed); code.i64(32n); code.op("i64_shr_u"); code.op("i32_wrap_i64"); code.set(budget);
  code.get(packed); code.op("i32_wrap_i64"); code.tee(pc);
  code.i32(LEFT); code.op("i32_ne");
  code.if();
  if (!without.flags) implyFlags(code, pc, base);
  if (!without.trace) pushTraceStep(code, trace, pc, mixed);
  code.get(pc); code.i32(BUNDLE_SHIFT); code.op("i32_shr_u"); code.set(slot);
  code.br(again);
  code.end();
  code.end();
  code.i32(0); code.get(trace); code.memory("i64_store", TRACE);
  code.i32(0); code.get(budget); code.memory("i32_store", BUDGET_LEFT);
  code.i32(IN_STATE); code.i64(0n); code.i64(0n); code.i32(0);
  code.call(settleFunction);
  return code;
}

/** After a sandboxed return (`emit.ts`) the flags follow from its target. */
function implyFlags(code: Code, pc: Local, base: bigint): void {
  code.get(pc); code.i32(FLAGS_IN_STATE); code.op("i32_and");
  code.if();
  code.get(pc); code.i32(~FLAGS_IN_STATE); code.op("i32_and"); code.set(pc);
  code.else();
  code.i32(0); code.i32(kindOf(RETURN_FLAGS)); code.memory("i32_store", FLAG_KIND);
  code.i32(0); code.get(pc); code.op("i64_extend_i32_u"); code.memory("i64_store", FLAG_A);
  code.i32(0); code.i64(base); code.memory("i64_store", FLAG_B);
  code.end();
}

/** `settle(kind, a, b, carry)`: makes the lazy pair in the state block, whatever the kind. */
function settle(): Code {
  const code = new Code(4);
  const [kind, a, b, carry] = [0, 1, 2, 3];
  // Flags that are in the state block may be operands there.
  code.get(kind); code.i32(IN_STATE); code.op("i32_eq");
  code.if();
  code.i32(0); code.memory("i32_load", FLAG_KIND); code.set(kind);
  code.i32(0); code.memory("i64_load", FLAG_A); code.set(a);
  code.i32(0); code.memory("i64_load", FLAG_B); code.set(b);
  code.get(kind); code.i32(LAZY_PAIR); code.op("i32_le_u");
  code.if();
  code.op("return");
  code.end();
  code.end();
  for (const operation of ALL_OPERATIONS) {
    code.get(kind); code.i32(kindOf(operation)); code.op("i32_eq");
    code.if();
    emitPair(code, operation, a, b, a, carry);
    code.end();
  }
  code.i32(0); code.get(a); code.memory("i64_store", FLAG_RESULT);
  code.i32(0); code.get(carry); code.memory("i32_store", FLAG_CARRY);
  code.i32(0); code.i32(LAZY_PAIR); code.memory("i32_store", FLAG_KIND);
  return code;
}

/** The signature of `settle`. */
export const SETTLE_PARAMETERS: readonly ValueType[] = ["i32", "i64", "i64", "i32"];

/** The dispatcher's module: imports memory and table, exports `enter` and `missing`. */
export function dispatcherModule(
  base: bigint, memoryPages: number, without: Without,
): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  const unitType = module.type(UNIT_PARAMETERS, UNIT_RESULTS);
  const enterType = module.type(["i32", "i32", "i32"], []);
  module.importMemory("zerovm", "memory", 1, memoryPages);
  module.importTable("zerovm", "units", 0);
  const settleFunction = module.add(module.type(SETTLE_PARAMETERS, []), settle());
  module.exportFunction("settle", settleFunction);
  module.exportFunction("enter", module.add(enterType, enter(unitType, settleFunction, base, without)));
  module.exportFunction("missing", module.add(unitType, missing(base)));
  return module.finish();
}
