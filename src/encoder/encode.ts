/**
 * The encoder: a form and its operands to bytes, the inverse of the decoder, from the same rows.
 *
 * Of all encodings that mean the same it gives the canonical one: prefixes in the order LOCK or
 * REP, segment, 67, 66, F2 or F3, REX; REX and SIB only where needed; the shortest displacement;
 * two-byte VEX where it suffices; L = 0 and W = 0 where they are ignored.
 */
import type { Encoding, Form, Operand } from "../../spec/isa/form.ts";
import { ByteSink } from "./byte-sink.ts";
import { encodeAddress } from "./address.ts";
import type { Address } from "./address.ts";
import { EncodeError } from "./encode-error.ts";
import type { MemoryValue, OperandValue } from "./operand-value.ts";

/** What may be said beyond the operands. */
export interface EncodeOptions {
  readonly lock?: boolean;
  /** 0xf3: rep or repe, 0xf2: repne; only for string forms. */
  readonly repeat?: 0 | 0xf2 | 0xf3;
  /** Branch hint, 0x2e or 0x3e. */
  readonly hint?: 0 | 0x2e | 0x3e;
  /** fs (4) or gs (5), and 67, for forms whose memory is implied (strings, xlatb, maskmovq). */
  readonly segment?: number;
  readonly address32?: boolean;
  /** Bytes of the displacement at least: 0, 1 or 4. */
  readonly dispSize?: 0 | 1 | 4;
}

/**
 * Encodes a form. `operands` are in the row's order; operands that the form names itself may be
 * undefined. Throws EncodeError when an operand does not fit.
 */
export function encode(
  form: Form, operands: readonly (OperandValue | undefined)[], options: EncodeOptions = {},
): Uint8Array {
  const parts = collect(form, operands, options);
  const sink = new ByteSink();
  writePrefixes(sink, form, parts, options);
  const { kind } = form.encoding;
  if (kind === "vex" || kind === "xop") writeVectorPrefix(sink, form, parts);
  else writeLegacyOpcode(sink, form, parts);
  if (form.encoding.modrm !== "none") {
    sink.byte((parts.address.mod << 6) | ((parts.reg & 7) << 3) | (parts.address.rm & 7));
    sink.append(parts.address.tail);
  }
  if (kind === "3dnow") sink.byte(form.encoding.opcode);
  for (const { value, bytes } of parts.immediates) sink.integer(value, bytes);
  if (sink.length > 15) throw new EncodeError(form, "longer than 15 bytes");
  return sink.bytes();
}

/** Everything the bytes depend on, before it is known which prefix carries it. */
interface Parts {
  reg: number;
  vvvv: number;
  opcodeRegister: number;
  address: Address;
  memory: MemoryValue | undefined;
  immediates: { value: bigint; bytes: number }[];
  /** A register that needs some REX (spl, bpl, sil, dil), or that forbids it (ah, ch, dh, bh). */
  needsRex: boolean;
  forbidsRex: boolean;
}

function collect(
  form: Form, operands: readonly (OperandValue | undefined)[], options: EncodeOptions,
): Parts {
  const { modrm, digit } = form.encoding;
  const parts: Parts = {
    reg: modrm === "digit" ? digit : modrm === "exact" ? (digit >> 3) & 7 : 0,
    vvvv: 0, opcodeRegister: 0, address: registerAddress(fixedRm(form.encoding)),
    memory: undefined, immediates: [], needsRex: false, forbidsRex: false,
  };
  form.operands.forEach((operand, k) => {
    const value = operands[k];
    if (operand.place !== "fixed") place(parts, form, operand, value, options);
    // [rsi] and [rdi] are not encoded, but their segment and width are; es:[rdi] has neither.
    else if (value?.type === "memory" && (parts.memory?.segment ?? 0) === 0) parts.memory = value;
  });
  return parts;
}

/** ModRM.rm of a form without an operand there; 0 may be a row of its own (lfence). */
function fixedRm({ modrm, digit, mod }: Encoding): number {
  if (modrm === "exact") return digit & 7;
  return modrm === "digit" && mod === "register" ? 1 : 0;
}

function registerAddress(rm: number): Address {
  return { mod: 3, rm, index: 0, base: rm, tail: [] };
}

function place(
  parts: Parts, form: Form, operand: Operand, value: OperandValue | undefined,
  options: EncodeOptions,
): void {
  if (value === undefined) throw new EncodeError(form, `no value for ${operand.place}`);
  if (value.type === "immediate") placeImmediate(parts, form, operand, value.value);
  else if (value.type === "memory") placeMemory(parts, form, operand, value, options);
  else {
    if (operand.memory === "only") throw new EncodeError(form, "a register where memory must be");
    if (value.number < 0 || value.number > 15) throw new EncodeError(form, "no such register");
    if (value.kind === "gpr" && value.bits === 8) {
      if (value.highByte) parts.forbidsRex = true;
      else if (value.number >= 4 && value.number < 8) parts.needsRex = true;
    }
    placeRegister(parts, operand, value.number);
  }
}

function placeRegister(parts: Parts, operand: Operand, number: number): void {
  switch (operand.place) {
    case "reg": parts.reg = number; break;
    case "rm": parts.address = registerAddress(number); break;
    case "opcode": parts.opcodeRegister = number; break;
    case "vvvv": parts.vvvv = number; break;
    default: parts.immediates.push({ value: BigInt(number) << 4n, bytes: 1 });
  }
}

function placeMemory(
  parts: Parts, form: Form, operand: Operand, value: MemoryValue, options: EncodeOptions,
): void {
  if (operand.memory === "never") throw new EncodeError(form, "memory where a register must be");
  parts.memory = value;
  if (operand.place === "moffs") {
    parts.immediates.push({ value: value.disp, bytes: value.address32 ? 4 : 8 });
    return;
  }
  parts.address = encodeAddress(form, operand, value, options.dispSize ?? 0);
}

function placeImmediate(parts: Parts, form: Form, operand: Operand, value: bigint): void {
  if (operand.place === "is4") {
    // The four low bits share a byte with the register that was placed before.
    const last = parts.immediates.at(-1);
    if (last !== undefined) last.value |= value & 15n;
    return;
  }
  const bytes = operand.immBytes;
  if (bytes === 0) throw new EncodeError(form, "an immediate where none can be");
  if (!immediateFits(operand, value)) {
    throw new EncodeError(form, `the immediate ${value} does not fit in ${bytes} bytes`);
  }
  parts.immediates.push({ value, bytes });
}

/** Does the immediate operand give this value when the CPU extends it to the operand's width? */
export function immediateFits(operand: Operand, value: bigint): boolean {
  const encoded = operand.immBytes * 8;
  if (value < -(1n << 63n) || value >= 1n << 64n) return false;
  const wanted = BigInt.asUintN(operand.bits, value);
  if (value < 0n ? BigInt.asIntN(operand.bits, value) !== value : wanted !== value) return false;
  return BigInt.asUintN(operand.bits, BigInt.asIntN(encoded, value)) === wanted;
}

function writePrefixes(sink: ByteSink, form: Form, parts: Parts, options: EncodeOptions): void {
  if (options.lock === true) {
    if (!form.lock || parts.memory === undefined) throw new EncodeError(form, "cannot be locked");
    sink.byte(0xf0);
  }
  const { repeat = 0, hint = 0 } = options;
  if (repeat !== 0) {
    if (form.rep === "none" || (form.rep === "rep" && repeat === 0xf2)) {
      throw new EncodeError(form, "cannot be repeated");
    }
    sink.byte(repeat);
  }
  if (hint !== 0) sink.byte(hint);
  const segment = parts.memory?.segment ?? options.segment ?? 0;
  if (segment !== 0) sink.byte(0x60 + segment);
  if (parts.memory?.address32 ?? options.address32 ?? false) sink.byte(0x67);
}

/** The bits that REX carries, and VEX inverted. */
function extensionBits(form: Form, parts: Parts): number {
  const { address, reg, opcodeRegister } = parts;
  const w = form.encoding.w === 1 ? 8 : 0;
  const r = (reg & 8) >> 1;
  const x = (address.index & 8) >> 2;
  const b = (form.encoding.plusRegister ? opcodeRegister & 8 : address.base & 8) >> 3;
  return w | r | x | b;
}

function writeLegacyOpcode(sink: ByteSink, form: Form, parts: Parts): void {
  const { encoding } = form;
  const { kind, map, opcode, mandatory, plusRegister } = encoding;
  if ((form.operandSize === 16 && encoding.w === 0) || mandatory === 0x66) sink.byte(0x66);
  if (mandatory === 0xf2 || mandatory === 0xf3) sink.byte(mandatory);
  const rex = extensionBits(form, parts);
  if (rex !== 0 || parts.needsRex) {
    if (parts.forbidsRex) throw new EncodeError(form, "ah, ch, dh, bh beside a REX prefix");
    sink.byte(0x40 | rex);
  }
  if (map >= 1) sink.byte(0x0f);
  if (kind === "3dnow") sink.byte(0x0f);
  else {
    if (map === 2) sink.byte(0x38);
    if (map === 3) sink.byte(0x3a);
    sink.byte(plusRegister ? opcode | (parts.opcodeRegister & 7) : opcode);
  }
}

function writeVectorPrefix(sink: ByteSink, form: Form, parts: Parts): void {
  const { kind, map, opcode, mandatory, l, w } = form.encoding;
  const bits = extensionBits(form, parts);
  const pp = [0, 0x66, 0xf3, 0xf2].indexOf(mandatory);
  const last = ((~parts.vvvv & 15) << 3) | (l === 1 ? 4 : 0) | pp;
  if (kind === "vex" && map === 1 && w !== 1 && (bits & 3) === 0) {
    sink.byte(0xc5);
    sink.byte(((~bits & 4) << 5) | last);
  } else {
    sink.byte(kind === "vex" ? 0xc4 : 0x8f);
    sink.byte(((~bits & 7) << 5) | map);
    sink.byte((w === 1 ? 0x80 : 0) | last);
  }
  sink.byte(opcode);
}
