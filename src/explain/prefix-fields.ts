/** Legacy prefixes, REX, VEX and XOP, bit by bit. */
import type { Form } from "../../spec/isa/form.ts";
import type { FieldList } from "./fields.ts";

const SEGMENTS: ReadonlyMap<number, string> = new Map([
  [0x26, "es"], [0x2e, "cs"], [0x36, "ss"], [0x3e, "ds"], [0x64, "fs"], [0x65, "gs"],
]);

function isRex(byte: number): boolean {
  return (byte & 0xf0) === 0x40;
}

function segmentMeaning(byte: number, form: Form | undefined): string {
  const name = SEGMENTS.get(byte) ?? "";
  if (name === "fs" || name === "gs") return `segment override: the base of ${name} is added`;
  if (form?.hint === true && name === "cs") return "branch hint: not taken";
  if (form?.hint === true && name === "ds") return "branch hint: taken";
  return `segment override ${name}: without effect in 64-bit mode`;
}

function repeatMeaning(byte: number, form: Form | undefined): string {
  const name = byte === 0xf3 ? "F3" : "F2";
  if (form?.encoding.mandatory === byte) return "mandatory prefix: part of the opcode";
  if (form?.rep === "rep") return `${name}: repeat rcx times`;
  if (form?.rep === "repcc") {
    return byte === 0xf3 ? "repe: repeat while equal" : "repne: repeat while not equal";
  }
  return `${name}: without effect on this instruction`;
}

function legacyMeaning(byte: number, form: Form | undefined): string | undefined {
  if (SEGMENTS.has(byte)) return segmentMeaning(byte, form);
  if (byte === 0xf0) return "lock: the memory operand is read and written as one";
  if (byte === 0xf2 || byte === 0xf3) return repeatMeaning(byte, form);
  if (byte === 0x67) return "address size: addresses have 32 bits";
  if (byte !== 0x66) return undefined;
  if (form?.encoding.mandatory === 0x66) return "mandatory prefix: part of the opcode";
  if (form?.operandSize === 16) return "operand size: 16 bits";
  return "operand size 16: without effect here";
}

function rexFields(list: FieldList, at: number, stray: boolean): void {
  if (stray) {
    list.whole(at, "REX", "ignored: a REX counts only directly before the opcode");
    return;
  }
  const byte = list.byte(at);
  list.bits(at, 7, 4, "REX", "0100: a REX prefix");
  list.bits(at, 3, 3, "REX.W", (byte & 8) !== 0 ? "64-bit operand size" : "default operand size");
  const adds = (bit: number): string => ((byte & bit) !== 0 ? "adds 8" : "adds nothing");
  list.bits(at, 2, 2, "REX.R", `${adds(4)} to ModRM.reg`);
  list.bits(at, 1, 1, "REX.X", `${adds(2)} to SIB.index`);
  list.bits(at, 0, 0, "REX.B", `${adds(1)} to ModRM.rm, SIB.base or the opcode's register`);
}

const IMPLIED: readonly string[] = ["no prefix", "66", "F3", "F2"];
const MAPS: ReadonlyMap<number, string> = new Map([
  [1, "0F"], [2, "0F 38"], [3, "0F 3A"], [8, "XOP map 8"], [9, "XOP map 9"], [10, "XOP map 10"],
]);

/** The last byte of a VEX or XOP prefix without its top bit. */
function vectorTail(list: FieldList, at: number, kind: string, usesVvvv: boolean): void {
  const byte = list.byte(at);
  const vvvv = ~(byte >> 3) & 15;
  list.bits(at, 6, 3, `${kind}.vvvv`, usesVvvv
    ? `register ${vvvv}, stored inverted`
    : "no register: must be 1111");
  const wide = (byte & 4) !== 0;
  list.bits(at, 2, 2, `${kind}.L`, wide ? "256-bit vectors" : "128-bit vectors or scalar");
  list.bits(at, 1, 0, `${kind}.pp`, `implied ${IMPLIED[byte & 3] ?? ""}`);
}

function extension(list: FieldList, at: number, bit: number, name: string, what: string): void {
  const clear = ((list.byte(at) >> bit) & 1) === 0;
  const meaning = clear ? `adds 8 to ${what} (stored inverted)` : `adds nothing to ${what}`;
  list.bits(at, bit, bit, name, meaning);
}

function vectorFields(list: FieldList, at: number, usesVvvv: boolean): number {
  const lead = list.byte(at);
  const kind = lead === 0x8f ? "XOP" : "VEX";
  list.whole(at, kind, `lead of a ${lead === 0xc5 ? 2 : 3}-byte ${kind} prefix`);
  extension(list, at + 1, 7, `${kind}.R`, "ModRM.reg");
  if (lead === 0xc5) {
    vectorTail(list, at + 1, kind, usesVvvv);
    return at + 2;
  }
  extension(list, at + 1, 6, `${kind}.X`, "SIB.index");
  extension(list, at + 1, 5, `${kind}.B`, "ModRM.rm or SIB.base");
  const map = list.byte(at + 1) & 31;
  list.bits(at + 1, 4, 0, `${kind}.mmmmm`, `opcode map ${MAPS.get(map) ?? map}`);
  const wide = (list.byte(at + 2) & 0x80) !== 0;
  list.bits(at + 2, 7, 7, `${kind}.W`, wide ? "W = 1: operand size or opcode extension" : "W = 0");
  vectorTail(list, at + 2, kind, usesVvvv);
  return at + 3;
}

/**
 * Explains everything before the opcode bytes.
 * @param end offset of the first opcode byte behind escapes, or the length for bytes without one
 * @returns the offset at which opcode or escape bytes begin
 */
export function prefixFields(list: FieldList, end: number, form: Form | undefined): number {
  let at = 0;
  while (at < end) {
    const byte = list.byte(at);
    const meaning = legacyMeaning(byte, form);
    if (meaning !== undefined) list.whole(at, "prefix", meaning);
    else if (isRex(byte)) {
      const next = list.byte(at + 1);
      const stray = at + 1 < end && (isRex(next) || legacyMeaning(next, form) !== undefined);
      rexFields(list, at, stray);
    } else break;
    at++;
  }
  const kind = form?.encoding.kind;
  if (kind !== "vex" && kind !== "xop") return at;
  const usesVvvv = form?.operands.some((operand) => operand.place === "vvvv") ?? false;
  return vectorFields(list, at, usesVvvv);
}
