/**
 * The module that calls units: it goes from unit to unit as control does, without leaving
 * WebAssembly, until one of them leaves. Compiled once per engine.
 */
import { ENGINE_STATE } from "../machine/linear-layout.ts";
import { EXIT_DETAIL, GPR, PC, TRACE } from "../machine/state.ts";
import { Code } from "../wasm/code.ts";
import { ModuleBuilder } from "../wasm/module.ts";
import { BUNDLE_SHIFT, LEFT, UNIT_PARAMETERS, UNIT_RESULTS, pushTraceStep } from "./emit.ts";

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
function enter(unitType: number): Code {
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
  pushTraceStep(code, trace, pc, mixed);
  code.get(pc); code.i32(BUNDLE_SHIFT); code.op("i32_shr_u"); code.set(slot);
  code.br(again);
  code.end();
  code.end();
  code.i32(0); code.get(trace); code.memory("i64_store", TRACE);
  code.i32(0); code.get(budget); code.memory("i32_store", BUDGET_LEFT);
  return code;
}

/** The dispatcher's module: imports memory and table, exports `enter` and `missing`. */
export function dispatcherModule(base: bigint, memoryPages: number): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  const unitType = module.type(UNIT_PARAMETERS, UNIT_RESULTS);
  const enterType = module.type(["i32", "i32", "i32"], []);
  module.importMemory("zerovm", "memory", 1, memoryPages);
  module.importTable("zerovm", "units", 0);
  module.exportFunction("enter", module.add(enterType, enter(unitType)));
  module.exportFunction("missing", module.add(unitType, missing(base)));
  return module.finish();
}
