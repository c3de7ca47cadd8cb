/**
 * Expressions of the kernel's wasm code: a value is a function that emits the instructions which
 * leave it on the stack. All values are 32-bit integers.
 */
import type { Code, Local } from "../../wasm/code.ts";
import type { MemoryOp } from "../../wasm/opcodes.ts";

export type Value = (c: Code) => void;
type Binary = (a: Value, b: Value) => Value;
type Operator = Parameters<Code["op"]>[0];

const binary = (op: Operator): Binary => (a, b) => (c) => {
  a(c);
  b(c);
  c.op(op);
};

export const constant = (n: number): Value => (c) => c.i32(n);
export const get = (local: Local): Value => (c) => c.get(local);
export const add = binary("i32_add");
export const sub = binary("i32_sub");
export const and = binary("i32_and");
export const or = binary("i32_or");
export const shl = binary("i32_shl");
export const shr = binary("i32_shr_u");
export const equal = binary("i32_eq");
export const unequal = binary("i32_ne");
export const below = binary("i32_lt_u");
export const above = binary("i32_gt_u");
export const negative = (a: Value): Value => binary("i32_lt_s")(a, constant(0));

/** `a` where `condition` is not 0, else `b`; both are computed. */
export const select = (condition: Value, a: Value, b: Value): Value => (c) => {
  a(c);
  b(c);
  condition(c);
  c.op("select");
};

/** Memory at a constant offset from an address. Unaligned addresses are fine. */
const load = (op: MemoryOp) => (address: Value, offset = 0): Value => (c) => {
  address(c);
  c.memory(op, offset, 0);
};
export const load8 = load("i32_load8_u");
export const load8s = load("i32_load8_s");
export const load16 = load("i32_load16_u");
export const load32 = load("i32_load");

export function store32(c: Code, address: Value, value: Value, offset = 0): void {
  address(c);
  value(c);
  c.memory("i32_store", offset);
}

export function set(c: Code, local: Local, value: Value): void {
  value(c);
  c.set(local);
}

/** Runs `body` where the condition is not 0. */
export function when(c: Code, condition: Value, body: () => void): void {
  condition(c);
  c.if();
  body();
  c.end();
}
