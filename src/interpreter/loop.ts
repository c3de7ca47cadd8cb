/**
 * The interpreter's loop as a wasm module: one function that dispatches on the current record's
 * handler until the budget's horizon is reached or something rare must leave. It makes no calls, so
 * that its state stays in registers of the host's CPU.
 */
import { WINDOW_ORIGIN, WINDOW_ROTATION } from "../machine/linear-layout.ts";
import { FLAG_CARRY, FLAG_RESULT, TRACE } from "../machine/state.ts";
import { Code } from "../wasm/code.ts";
import type { Label, Local } from "../wasm/code.ts";
import { ModuleBuilder } from "../wasm/module.ts";
import { emitHandler, isOfOnePlace } from "./handlers.ts";
import type { Follower, Sequence } from "./handlers.ts";
import type { Loop } from "./frame.ts";
import {
  FIRST_HANDLER, HANDLER, HORIZON, LEFT_AT_STOP, LEFT_FOR_ORACLE, LEFT_TO_DECODE,
  LINK, RECORD_POINTER,
} from "./record.ts";

/** Pages that every machine's memory has from the start. */
const MEMORY_PAGES_MIN = (WINDOW_ORIGIN + WINDOW_ROTATION) / 0x1_0000;
const MEMORY_PAGES_MAX = 0x1_0000;

/** Locals that are loaded on entry and stored on exit: their slot, and how. */
interface Registers {
  readonly record: Local;
  readonly horizon: Local;
  readonly trace: Local;
  readonly flagResult: Local;
  readonly flagCarry: Local;
}

/**
 * The module of a loop with the given handlers, numbered from FIRST_HANDLER on. It imports the
 * memory as `host.memory` and exports `run`, which returns why it left (LEFT_AT_HORIZON is 0, what
 * the local begins with).
 */
export function buildLoop(handlers: readonly Sequence[]): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  module.importMemory("host", "memory", MEMORY_PAGES_MIN, MEMORY_PAGES_MAX);
  const code = new Code(0);
  const registers: Registers = {
    record: code.local("i32"), horizon: code.local("i32"), trace: code.local("i64"),
    flagResult: code.local("i64"), flagCarry: code.local("i32"),
  };
  const reason = code.local("i32");
  moveRegisters(code, registers, "load");
  emitDispatch(code, registers, reason, handlers);
  moveRegisters(code, registers, "store");
  code.get(reason);
  module.exportFunction("run", module.add(module.type([], ["i32"]), code));
  return module.finish();
}

function moveRegisters(code: Code, r: Registers, direction: "load" | "store"): void {
  const move = (type: "i32" | "i64", slot: number, local: Local): void => {
    code.i32(0);
    if (direction === "store") code.get(local);
    code.memory(`${type}_${direction}`, slot);
    if (direction === "load") code.set(local);
  };
  move("i32", RECORD_POINTER, r.record);
  move("i32", HORIZON, r.horizon);
  move("i64", TRACE, r.trace);
  move("i64", FLAG_RESULT, r.flagResult);
  move("i32", FLAG_CARRY, r.flagCarry);
}

/** The handler listed behind one of the same program: lines are listed in their order. */
function followerOf(
  handlers: readonly Sequence[], k: number, labels: readonly Label[],
): Follower | undefined {
  const [one, next] = [handlers[k], handlers[k + 1]];
  const handler = FIRST_HANDLER + k + 1;
  const label = labels[handler];
  if (one === undefined || next === undefined || label === undefined) return undefined;
  return isOfOnePlace(one) && isOfOnePlace(next) ? { handler, label } : undefined;
}

function emitDispatch(
  code: Code, registers: Registers, reason: Local, handlers: readonly Sequence[],
): void {
  const horizonReached = code.block();
  const bail = code.block();
  const next = code.loop();
  const labels = new Array<number>(FIRST_HANDLER + handlers.length);
  for (let i = labels.length - 1; i >= 0; i--) labels[i] = code.block();
  code.get(registers.record);
  code.memory("i32_load16_u", HANDLER);
  code.brTable(labels, bail);
  const leave = (why: number): void => {
    code.i32(why); code.set(reason); code.br(horizonReached);
  };
  code.end();
  leave(LEFT_FOR_ORACLE);
  code.end();
  emitGoto(code, registers);
  code.brIf(next);
  code.br(horizonReached);
  code.end();
  leave(LEFT_TO_DECODE);
  code.end();
  leave(LEFT_AT_STOP);
  const loop: Loop = { code, next, bail, horizonReached, ...registers };
  for (const [k, sequence] of handlers.entries()) {
    code.end();
    emitHandler(loop, sequence, followerOf(handlers, k, labels));
  }
  code.end();
  code.end();
  code.i32(LEFT_FOR_ORACLE);
  code.set(reason);
  code.end();
}

/**
 * Moves on to the linked record; what the jump skips does not count against the horizon. Pushes
 * whether the horizon still lies ahead, so that a long straight line ends in time.
 */
function emitGoto(code: Code, { record, horizon }: Registers): void {
  code.get(horizon); code.get(record); code.op("i32_sub");
  code.get(record); code.memory("i32_load", LINK); code.set(record);
  code.get(record); code.op("i32_add"); code.tee(horizon);
  code.get(record); code.op("i32_ge_s");
}
