/**
 * One function body in the making: locals, and instructions in the order of the text format.
 * Nothing is checked here; `WebAssembly.validate` is the judge of what comes out.
 */
import { Bytes } from "./bytes.ts";
import {
  BLOCK_VOID, I8X16_SHUFFLE, IMMEDIATE, LANE, MEMORY, MEMORY_COPY, MEMORY_FILL, OP, SATURATING,
  SIMD, V128_CONST, V128_LOAD, V128_STORE, VALUE_TYPE,
} from "./opcodes.ts";
import type { MemoryOp, ValueType } from "./opcodes.ts";

/** Index of a local variable or parameter. */
export type Local = number;
/** A label: how many blocks were open when its block began. */
export type Label = number;
/** The function itself: branching there returns, with its results on the stack. */
export const FUNCTION: Label = -1;

/** Binary layout of the two instructions that only numbers know. */
const PREFIX_FC = 0xfc;
const PREFIX_SIMD = 0xfd;

export class Code {
  readonly #code = new Bytes();
  readonly #locals: ValueType[] = [];
  readonly #free: Record<ValueType, Local[]> = { i32: [], i64: [], f32: [], f64: [], v128: [] };
  readonly #parameters: number;
  #depth = 0;

  /** `parameters`: the number of the function's parameters; they are the first locals. */
  constructor(parameters: number) {
    this.#parameters = parameters;
  }

  /** A local variable; one that was given back is used again, so its first value is unknown. */
  local(type: ValueType): Local {
    const free = this.#free[type].pop();
    if (free !== undefined) return free;
    this.#locals.push(type);
    return this.#parameters + this.#locals.length - 1;
  }

  /** Gives a local back for another use. */
  release(local: Local, type: ValueType): void {
    this.#free[type].push(local);
  }

  /** Size of the code so far in bytes. */
  get length(): number {
    return this.#code.length;
  }

  // Instructions without immediates, by name.

  op(name: keyof typeof OP): void {
    this.#code.u8(OP[name]);
  }

  simd(name: keyof typeof SIMD): void {
    this.#code.u8(PREFIX_SIMD);
    this.#code.u32(SIMD[name]);
  }

  saturating(name: keyof typeof SATURATING): void {
    this.#code.u8(PREFIX_FC);
    this.#code.u32(SATURATING[name]);
  }

  lane(name: keyof typeof LANE, index: number): void {
    this.#code.u8(PREFIX_SIMD);
    this.#code.u32(LANE[name]);
    this.#code.u8(index);
  }

  // Constants.

  i32(value: number): void {
    this.#code.u8(IMMEDIATE.i32_const);
    this.#code.s32(value);
  }

  i64(value: bigint): void {
    this.#code.u8(IMMEDIATE.i64_const);
    this.#code.s64(value);
  }

  /** An f64 given by its bits, so that no host number carries a NaN. */
  f64Bits(bits: bigint): void {
    this.#code.u8(IMMEDIATE.f64_const);
    this.#code.littleEndian(bits, 8);
  }

  f32Bits(bits: bigint): void {
    this.#code.u8(IMMEDIATE.f32_const);
    this.#code.littleEndian(bits, 4);
  }

  v128(value: bigint): void {
    this.#code.u8(PREFIX_SIMD);
    this.#code.u32(V128_CONST);
    this.#code.littleEndian(value, 16);
  }

  /** Sixteen byte indexes: 0..15 of the first operand, 16..31 of the second. */
  shuffle(indexes: readonly number[]): void {
    this.#code.u8(PREFIX_SIMD);
    this.#code.u32(I8X16_SHUFFLE);
    this.#code.bytes(indexes);
  }

  // Locals and globals.

  get(local: Local): void {
    this.#code.u8(IMMEDIATE.local_get);
    this.#code.u32(local);
  }

  set(local: Local): void {
    this.#code.u8(IMMEDIATE.local_set);
    this.#code.u32(local);
  }

  tee(local: Local): void {
    this.#code.u8(IMMEDIATE.local_tee);
    this.#code.u32(local);
  }

  // Memory. `offset` is the constant part of the address, in bytes.

  memory(name: MemoryOp, offset: number, align?: number): void {
    const [opcode, natural] = MEMORY[name];
    this.#code.u8(opcode);
    this.#code.u32(align ?? natural);
    this.#code.u32(offset);
  }

  /** 128 bits; guest vectors need not be aligned. */
  loadVector(offset: number): void {
    this.#vectorAccess(V128_LOAD, offset);
  }

  storeVector(offset: number): void {
    this.#vectorAccess(V128_STORE, offset);
  }

  #vectorAccess(opcode: number, offset: number): void {
    this.#code.u8(PREFIX_SIMD);
    this.#code.u32(opcode);
    this.#code.u32(0);
    this.#code.u32(offset);
  }

  memoryCopy(): void {
    this.#code.u8(PREFIX_FC);
    this.#code.u32(MEMORY_COPY);
    this.#code.u8(0);
    this.#code.u8(0);
  }

  memoryFill(): void {
    this.#code.u8(PREFIX_FC);
    this.#code.u32(MEMORY_FILL);
    this.#code.u8(0);
  }

  // Control. A label is valid until the `end` of its block.

  #open(opcode: number, result?: ValueType): Label {
    this.#code.u8(opcode);
    this.#code.u8(result === undefined ? BLOCK_VOID : VALUE_TYPE[result]);
    return this.#depth++;
  }

  block(result?: ValueType): Label {
    return this.#open(IMMEDIATE.block, result);
  }

  loop(result?: ValueType): Label {
    return this.#open(IMMEDIATE.loop, result);
  }

  if(result?: ValueType): Label {
    return this.#open(IMMEDIATE.if, result);
  }

  else(): void {
    this.#code.u8(OP.else);
  }

  end(): void {
    this.#depth--;
    this.#code.u8(OP.end);
  }

  br(label: Label): void {
    this.#code.u8(IMMEDIATE.br);
    this.#code.u32(this.#depth - 1 - label);
  }

  brIf(label: Label): void {
    this.#code.u8(IMMEDIATE.br_if);
    this.#code.u32(this.#depth - 1 - label);
  }

  /** Jumps to `labels[i]` for the i32 on the stack, to `otherwise` where it is out of range. */
  brTable(labels: readonly Label[], otherwise: Label): void {
    this.#code.u8(IMMEDIATE.br_table);
    this.#code.u32(labels.length);
    for (const label of labels) this.#code.u32(this.#depth - 1 - label);
    this.#code.u32(this.#depth - 1 - otherwise);
  }

  call(functionIndex: number): void {
    this.#code.u8(IMMEDIATE.call);
    this.#code.u32(functionIndex);
  }

  /** Calls through table 0; `type` is the index of the signature. */
  callIndirect(type: number): void {
    this.#code.u8(IMMEDIATE.call_indirect);
    this.#code.u32(type);
    this.#code.u8(0);
  }

  /** The body as the code section holds it: locals in runs of one type, instructions, end. */
  finish(): Bytes {
    if (this.#depth !== 0) throw new Error(`function body ends with ${this.#depth} open blocks`);
    const runs: [number, ValueType][] = [];
    for (const type of this.#locals) {
      const last = runs.at(-1);
      if (last !== undefined && last[1] === type) last[0]++;
      else runs.push([1, type]);
    }
    const body = new Bytes(this.#code.length + 16);
    body.u32(runs.length);
    for (const [count, type] of runs) {
      body.u32(count);
      body.u8(VALUE_TYPE[type]);
    }
    body.bytes(this.#code.view());
    body.u8(OP.end);
    return body;
  }
}
