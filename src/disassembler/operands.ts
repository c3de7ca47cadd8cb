/** Operands as text, in AT&T and in Intel syntax, exactly as GNU objdump 2.40 writes them. */
import type { Operand } from "../../spec/isa/form.ts";
import { BASE_RIP, NO_REGISTER } from "../decoder/instruction.ts";
import { operandRegister } from "../decoder/operands.ts";
import { addressHex, bitsHex, signedHex } from "./numbers.ts";
import {
  CONTROL, DEBUG, DEBUG_ATT, GPR32, GPR64, MASK, MM, SEGMENT, TILE, XMM, YMM, gprName,
} from "./registers.ts";
import { REX_B, REX_PRESENT, REX_R, REX_X, useRex } from "./rendering.ts";
import type { Rendering } from "./rendering.ts";

/** Intel's words for memory widths; other widths have none. */
const SIZE_WORDS: ReadonlyMap<number, string> = new Map([
  [8, "BYTE PTR "], [16, "WORD PTR "], [32, "DWORD PTR "], [48, "FWORD PTR "],
  [64, "QWORD PTR "], [80, "TBYTE PTR "], [128, "XMMWORD PTR "], [256, "YMMWORD PTR "],
]);

function percent(r: Rendering, name: string): string {
  return r.syntax === "att" ? `%${name}` : name;
}

/** Which REX bit extends the register number at this place. */
function extensionBit(operand: Operand): number {
  if (operand.place === "reg") return REX_R;
  return operand.place === "rm" || operand.place === "opcode" ? REX_B : 0;
}

function gprText(r: Rendering, operand: Operand): string {
  const number = operandRegister(r.instruction, operand);
  if (isPort(operand) && r.syntax === "att") return "(%dx)";
  useRex(r, extensionBit(operand));
  if (operand.bits === 8 && (number & 4) !== 0 && operand.place !== "fixed") {
    r.rexUsed |= r.run.rex & REX_PRESENT;
  }
  return percent(r, gprName(number, operand.bits, r.instruction.rex !== 0));
}

/** The port of in and out: dx is fixed to no other instruction. */
function isPort(operand: Operand): boolean {
  return operand.place === "fixed" && operand.fixed === 2 && operand.bits === 16;
}

function vectorText(r: Rendering, operand: Operand, names: readonly string[]): string {
  useRex(r, extensionBit(operand));
  return percent(r, names[operandRegister(r.instruction, operand)] ?? "?");
}

/** The register text of an operand that is no memory here. */
export function registerText(r: Rendering, operand: Operand): string {
  switch (operand.kind) {
    case "gpr": return gprText(r, operand);
    case "xmm": return vectorText(r, operand, XMM);
    case "ymm": return vectorText(r, operand, YMM);
    case "mmx": return mmxText(r, operand);
    case "sreg": return percent(r, SEGMENT[operandRegister(r.instruction, operand)] ?? "?");
    case "creg": return vectorText(r, operand, CONTROL);
    case "dreg": return vectorText(r, operand, r.syntax === "att" ? DEBUG_ATT : DEBUG);
    case "st": return stackRegisterText(r, operand);
    case "k": return percent(r, MASK[operandRegister(r.instruction, operand)] ?? "?");
    case "tmm": return percent(r, TILE[operandRegister(r.instruction, operand)] ?? "?");
    default: return "?";
  }
}

/** A stray 66 before 3DNow! turns mm into xmm for objdump. */
function mmxText(r: Rendering, operand: Operand): string {
  r.dataUsed = true;
  const number = operandRegister(r.instruction, operand);
  if (r.form.encoding.kind !== "3dnow" || r.run.data < 0) return percent(r, MM[number] ?? "?");
  useRex(r, extensionBit(operand));
  const extended = operand.place === "reg" ? r.instruction.reg : r.instruction.rm;
  return percent(r, XMM[extended] ?? "?");
}

/** `%st` where the form names it, `%st(i)` where the encoding does. */
function stackRegisterText(r: Rendering, operand: Operand): string {
  if (operand.place === "fixed") return percent(r, "st");
  return percent(r, `st(${operandRegister(r.instruction, operand)})`);
}

/** What ModRM and SIB say about a memory operand, in objdump's terms. */
interface AddressShape {
  /** `rax`, `xmm3`, or `riz` where only a SIB makes the address differ; "" = none. */
  readonly index: string;
  readonly scale: number;
  readonly parenthesis: boolean;
  readonly showDisp: boolean;
}

/** @param vectors names of the index registers of gathers; undefined = general purpose */
function addressShape(r: Rendering, vectors: readonly string[] | undefined): AddressShape {
  const { instruction } = r;
  const sib = instruction.sibOffset >= 0;
  const sibByte = sib ? (r.bytes[r.offset + instruction.sibOffset] ?? 0) : 0;
  const scale = sib ? sibByte >> 6 : 0;
  const short = r.run.address >= 0;
  const hasBase = instruction.base !== NO_REGISTER && instruction.base !== BASE_RIP;
  const number = ((sibByte >> 3) & 7) | ((instruction.rex & REX_X) << 2);
  const hasIndex = sib && (vectors !== undefined || number !== 4);
  const zeroExtended = sib && !hasBase && !hasIndex && short;
  const rspBase = hasBase && (instruction.base & 7) === 4;
  const pseudo = sib && (scale !== 0 || zeroExtended || (hasBase && !rspBase));
  const names = vectors ?? (short ? GPR32 : GPR64);
  const index = hasIndex ? (names[number] ?? "?") : pseudo ? (short ? "eiz" : "riz") : "";
  return {
    index,
    scale,
    parenthesis: hasBase || zeroExtended || (sib && (hasIndex || scale !== 0)),
    showDisp: instruction.modrm >> 6 !== 0 || !hasBase,
  };
}

/** Displacement as a number: zero-extended where 32-bit addresses have neither base nor index. */
function displacement(r: Rendering): number {
  const { base, index, disp, sibOffset } = r.instruction;
  const bare = base === NO_REGISTER && index === NO_REGISTER && sibOffset >= 0;
  return bare && r.run.address >= 0 ? disp >>> 0 : disp;
}

function baseText(r: Rendering): string {
  const { base } = r.instruction;
  if (base === NO_REGISTER) return "";
  if (base === BASE_RIP) return percent(r, r.run.address >= 0 ? "eip" : "rip");
  return percent(r, (r.run.address >= 0 ? GPR32 : GPR64)[base] ?? "?");
}

/** Says which prefixes a memory operand makes visible, and notes what RIP-relative ones name. */
function useAddress(r: Rendering): void {
  useRex(r, REX_B);
  if (r.instruction.sibOffset >= 0) useRex(r, REX_X);
  r.addressUsed = true;
  if (r.run.active !== "") r.segmentUsed = true;
  if (r.instruction.base === BASE_RIP) {
    const sum = r.next + r.instruction.disp;
    r.reference = r.run.address >= 0 ? sum >>> 0 : sum;
  }
}

function attMemory(r: Rendering, shape: AddressShape): string {
  const disp = displacement(r);
  const relative = r.instruction.base === BASE_RIP;
  let text = r.run.active === "" ? "" : `%${r.run.active}:`;
  if (shape.showDisp) {
    text += shape.parenthesis || relative ? signedHex(disp) : `0x${addressHex(disp)}`;
  }
  if (relative) return `${text}(${baseText(r)})`;
  if (!shape.parenthesis) return text;
  const index = shape.index === "" ? "" : `,%${shape.index},${1 << shape.scale}`;
  return `${text}(${baseText(r)}${index})`;
}

function intelDisplacement(r: Rendering, shape: AddressShape, disp: number): string {
  if (!shape.parenthesis) return `+0x${addressHex(disp)}`;
  return disp < 0 ? signedHex(disp) : `+${signedHex(disp)}`;
}

function intelMemory(r: Rendering, shape: AddressShape, size: string): string {
  const disp = displacement(r);
  const relative = r.instruction.base === BASE_RIP;
  const segment = r.run.active === "" ? "" : `${r.run.active}:`;
  if (!shape.parenthesis && !relative) {
    return `${size}${segment === "" ? "ds:" : segment}0x${addressHex(disp)}`;
  }
  const base = baseText(r);
  let text = `${size}${segment}[${base}`;
  if (shape.index !== "") text += `${base === "" ? "" : "+"}${shape.index}*${1 << shape.scale}`;
  if (shape.showDisp) text += intelDisplacement(r, shape, disp);
  return `${text}]`;
}

/** @param size Intel's size words, "" for none */
export function memoryText(r: Rendering, size: string): string {
  useAddress(r);
  const shape = addressShape(r, undefined);
  return r.syntax === "att" ? attMemory(r, shape) : intelMemory(r, shape, size);
}

/** Memory whose index is a vector register (gathers). */
export function vsibText(r: Rendering, operand: Operand, size: string): string {
  useAddress(r);
  const shape = addressShape(r, operand.bits === 256 ? YMM : XMM);
  return r.syntax === "att" ? attMemory(r, shape) : intelMemory(r, shape, size);
}

/** The size words of an operand by its width in memory. */
export function sizeWords(bits: number): string {
  return SIZE_WORDS.get(bits) ?? "";
}

export function immediateText(r: Rendering, low: number, high: number, bits: number): string {
  const text = `0x${bitsHex(low, high, bits)}`;
  return r.syntax === "att" ? `$${text}` : text;
}

/** A branch target; `bits` = 16 where a 66 prefix cuts the instruction pointer. */
export function targetText(r: Rendering, bits: number): string {
  const sum = r.next + r.instruction.imm;
  r.target = bits === 16 ? sum & 0xffff : sum;
  const hex = addressHex(r.target);
  return r.bareTargets ? hex : `0x${hex}`;
}

/** A 64-bit (with 67: 32-bit) absolute address. */
export function absoluteText(r: Rendering): string {
  const { imm, immHigh } = r.instruction;
  const short = r.run.address >= 0;
  const hex = `0x${bitsHex(imm, immHigh, short ? 32 : 64)}`;
  if (r.run.active !== "") r.segmentUsed = true;
  const segment = r.run.active === "" && r.syntax === "intel" ? "ds" : r.run.active;
  if (segment === "") return hex;
  return `${percent(r, segment)}:${hex}`;
}

/** Implicit memory of string instructions and xlat: base rsi, rdi or rbx. */
export function stringText(r: Rendering, base: number, size: string): string {
  const destination = base === 7;
  r.addressUsed = true;
  const name = (r.run.address >= 0 ? GPR32 : GPR64)[base] ?? "?";
  let segment = "es";
  if (!destination) {
    segment = r.run.active === "" ? "ds" : r.run.active;
    r.segmentUsed = true;
  }
  if (r.syntax === "att") return `%${segment}:(%${name})`;
  return `${size}${segment}:[${name}]`;
}
