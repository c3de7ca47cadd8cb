/** Operands as the encoder takes them: what stands where, without saying how it is encoded. */
import type { OperandKind } from "../../spec/isa/form.ts";

export type RegisterKind = Exclude<OperandKind, "mem" | "vsib" | "imm" | "rel" | "one">;

export interface RegisterValue {
  readonly type: "register";
  readonly kind: RegisterKind;
  /** Width in bits; it tells the general registers apart (8, 16, 32, 64). */
  readonly bits: number;
  readonly number: number;
  /** ah, ch, dh, bh: number 4..7, 8 bits, and no REX anywhere in the instruction. */
  readonly highByte: boolean;
}

export interface MemoryValue {
  readonly type: "memory";
  /** Width of the access in bits; 0 matches every form. */
  readonly bits: number;
  /** 0..15, BASE_RIP, or NO_REGISTER. */
  readonly base: number;
  /** 0..15 but 4 (with a vector index all sixteen), or NO_REGISTER. */
  readonly index: number;
  /** Shift count 0..3. */
  readonly scale: number;
  /** Signed, 32 bits; of the next instruction with BASE_RIP; an absolute offset (moffs) has 64. */
  readonly disp: bigint;
  /** 4 = fs, 5 = gs, 0 = none. */
  readonly segment: number;
  /** Addresses are 32 bits wide (prefix 67). */
  readonly address32: boolean;
}

export interface ImmediateValue {
  readonly type: "immediate";
  /** Signed or unsigned, as it suits; for a branch the distance from the instruction's end. */
  readonly value: bigint;
}

export type OperandValue = RegisterValue | MemoryValue | ImmediateValue;

/** A general register, by number and width. */
export function register(number: number, bits: 8 | 16 | 32 | 64): RegisterValue {
  return { type: "register", kind: "gpr", bits, number, highByte: false };
}

/** Memory at `[base + index << scale + disp]`. */
export function memory(parts: Partial<Omit<MemoryValue, "type">>): MemoryValue {
  return {
    type: "memory", bits: 0, base: -1, index: -1, scale: 0, disp: 0n, segment: 0,
    address32: false, ...parts,
  };
}

export function immediate(value: bigint): ImmediateValue {
  return { type: "immediate", value };
}
