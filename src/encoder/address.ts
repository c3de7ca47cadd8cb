/** ModRM, SIB and displacement of a memory operand (SDM volume 2, tables 2-2 and 2-3). */
import type { Form, Operand } from "../../spec/isa/form.ts";
import { BASE_RIP, NO_REGISTER } from "../decoder/instruction.ts";
import { EncodeError } from "./encode-error.ts";
import type { MemoryValue } from "./operand-value.ts";

export interface Address {
  /** ModRM.mod and ModRM.rm (three bits count). */
  readonly mod: number;
  readonly rm: number;
  /** Full register numbers, for REX.X and REX.B; 0 where there is none. */
  readonly index: number;
  readonly base: number;
  /** SIB and displacement. */
  readonly tail: readonly number[];
}

const SIB = 4;
const NO_BASE = 5;
const NO_INDEX = 4;

/** Encodes an address with the shortest displacement of at least `dispSize` bytes. */
export function encodeAddress(
  form: Form, operand: Operand, value: MemoryValue, dispSize: number,
): Address {
  checkAddress(form, operand, value);
  const { base, index, scale, disp } = value;
  if (base === BASE_RIP) return { mod: 0, rm: 5, index: 0, base: 0, tail: bytesOf(disp, 4) };
  const needsSib =
    index !== NO_REGISTER || base === NO_REGISTER || (base & 7) === SIB || form.needsSib;
  const size = base === NO_REGISTER ? 4 : displacementSize(base, disp, dispSize);
  const mod = base === NO_REGISTER || size === 0 ? 0 : size === 1 ? 1 : 2;
  const tail = bytesOf(disp, size);
  if (!needsSib) return { mod, rm: base & 7, index: 0, base, tail };
  const indexField = index === NO_REGISTER ? NO_INDEX : index & 7;
  const baseField = base === NO_REGISTER ? NO_BASE : base & 7;
  return {
    mod, rm: SIB,
    index: index === NO_REGISTER ? 0 : index,
    base: base === NO_REGISTER ? 0 : base,
    tail: [(scale << 6) | (indexField << 3) | baseField, ...tail],
  };
}

function checkAddress(form: Form, operand: Operand, value: MemoryValue): void {
  const { base, index, scale, disp } = value;
  const vector = operand.kind === "vsib";
  const some = index !== NO_REGISTER;
  if (base < NO_REGISTER || base > BASE_RIP || index < NO_REGISTER || index > 15) {
    throw new EncodeError(form, "no such base or index register");
  }
  if (index === NO_INDEX && !vector) throw new EncodeError(form, "rsp cannot be an index");
  if (vector && !some) throw new EncodeError(form, "no index vector");
  if (base === BASE_RIP && (some || form.needsSib || vector)) {
    throw new EncodeError(form, "rip with an index");
  }
  if (scale < 0 || scale > 3) throw new EncodeError(form, "the scale is a shift count 0..3");
  if (BigInt.asIntN(32, disp) !== disp) throw new EncodeError(form, "displacement beyond 32 bits");
}

function displacementSize(base: number, disp: bigint, least: number): number {
  // rbp and r13 as base without displacement are what says "no base" or rip.
  const omitted = disp === 0n && (base & 7) !== NO_BASE;
  const needed = omitted ? 0 : BigInt.asIntN(8, disp) === disp ? 1 : 4;
  return Math.max(needed, least);
}

function bytesOf(value: bigint, size: number): number[] {
  return Array.from({ length: size }, (_, k) => Number((value >> BigInt(8 * k)) & 0xffn));
}
