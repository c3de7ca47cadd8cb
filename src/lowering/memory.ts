/**
 * Access to guest memory through the two windows of `machine/windows.ts`: an address that lies in
 * neither leaves through `bail`, and the oracle decides what it deserves.
 */
import type { Width } from "../../spec/ir/ir.ts";
import { windowLimit, WINDOW_ORIGIN, WINDOW_ROTATION } from "../machine/linear-layout.ts";
import type { Local } from "../wasm/code.ts";
import type { MemoryOp } from "../wasm/opcodes.ts";
import type { Emitter } from "./emitter.ts";
import type { Shape } from "./target.ts";

/** Pushes whether `bytes` bytes at the i64 address lie outside of one window. */
function pushOutside(
  e: Emitter, address: Local, bytes: number, write: boolean, window: "low" | "high",
): void {
  const { code } = e;
  const { start, span } = windowLimit(window, write, bytes);
  code.get(address);
  code.i32(0);
  code.memory("i64_load", start);
  code.op("i64_sub");
  code.i32(0);
  code.memory("i64_load", span);
  code.op("i64_ge_u");
}

/** Where checked bytes are in linear memory: an i32 local and what an access adds to it. */
export interface Position {
  readonly local: Local;
  readonly offset: number;
}

/** Leaves unless `bytes` bytes at `address` (an i64 local) may be accessed; where they are. */
export function checkAccess(
  e: Emitter, address: Local, bytes: number, write: boolean, stackFirst: boolean,
): Position {
  const { code } = e;
  const local = e.scratch("i32");
  const [first, second] = stackFirst ? ["high", "low"] as const : ["low", "high"] as const;
  pushOutside(e, address, bytes, write, first);
  code.if();
  pushOutside(e, address, bytes, write, second);
  code.brIf(e.target.bail);
  if (!stackFirst) e.target.noteHigh?.();
  code.end();
  code.get(address);
  code.op("i32_wrap_i64");
  code.i32(WINDOW_ROTATION);
  code.op("i32_add");
  code.set(local);
  return { local, offset: WINDOW_ORIGIN };
}

const LOAD: Readonly<Record<Shape, Readonly<Record<Width, MemoryOp>>>> = {
  i32: { 8: "i32_load8_u", 16: "i32_load16_u", 32: "i32_load", 64: "i32_load" },
  i64: { 8: "i64_load8_u", 16: "i64_load16_u", 32: "i64_load32_u", 64: "i64_load" },
};
const STORE: Readonly<Record<Shape, Readonly<Record<Width, MemoryOp>>>> = {
  i32: { 8: "i32_store8", 16: "i32_store16", 32: "i32_store", 64: "i32_store" },
  i64: { 8: "i64_store8", 16: "i64_store16", 32: "i64_store32", 64: "i64_store" },
};

/** The load of `bits` bits, zero-extended, in a shape. */
export function loadOp(bits: Width, shape: Shape): MemoryOp {
  return LOAD[shape][bits];
}

/** The store of the low `bits` bits of a value in a shape. */
export function storeOp(bits: Width, shape: Shape): MemoryOp {
  return STORE[shape][bits];
}

/** Pushes guest bytes at a checked position. Guest addresses promise no alignment. */
export function pushLoad(e: Emitter, { local, offset }: Position, bits: Width, shape: Shape): void {
  e.code.get(local);
  e.code.memory(loadOp(bits, shape), offset, 0);
}
