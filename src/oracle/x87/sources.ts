/** Where x87 arithmetic takes its second operand from: a register or a memory format. */
import type { Value } from "../evaluation.ts";
import { F32, F64, F80, unpack, unpackInteger, widen } from "../../softfloat/index.ts";
import type { Unpacked } from "../../softfloat/index.ts";
import { isEmpty, readStack } from "./registers.ts";

/** Reads an operand from the value that the meaning passes; undefined for an empty register. */
export type Source = (state: DataView, value: Value) => Unpacked | undefined;

export type SourceKind = "st" | "f32" | "f64" | "i16" | "i32";

export const SOURCES: Readonly<Record<SourceKind, Source>> = {
  st: (state, i) => stackOperand(state, Number(i)),
  f32: (_, bits) => widen(unpack(F32, BigInt(bits)), F32, F80),
  f64: (_, bits) => widen(unpack(F64, BigInt(bits)), F64, F80),
  i16: (_, bits) => unpackInteger(BigInt.asIntN(16, BigInt(bits))),
  i32: (_, bits) => unpackInteger(BigInt.asIntN(32, BigInt(bits))),
};

/** ST(i) taken apart, or undefined when it is empty. */
export function stackOperand(state: DataView, i: number): Unpacked | undefined {
  return isEmpty(state, i) ? undefined : unpack(F80, readStack(state, i));
}
