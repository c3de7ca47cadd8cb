/**
 * Reads operand text of other disassemblers back into parts: Intel style (capstone) and AT&T
 * style (objdump). Only what a decoder comparison needs; unknown text stays as it is and then
 * shows up as a disagreement.
 */
import type { MemoryParts } from "./oracle.ts";

/** The parts that a list of operands consists of; see `Sighting`. */
export interface OperandParts {
  readonly operands: string[];
  readonly memory: MemoryParts[];
  readonly immediates: bigint[];
}

const NUMBER = /^-?(?:0x[0-9a-f]+|\d+)$/;
const SIZE = /^(?:byte |(?:|d|q|t|f|x|o|xmm|ymm|zmm|mm)word |tbyte |)ptr /;

function signedNumber(text: string): bigint {
  return text.startsWith("-") ? -BigInt(text.slice(1)) : BigInt(text);
}

/** `st(3)` and `st` are st3 and st0; AT&T calls debug registers db. */
function registerName(text: string): string {
  if (text === "st") return "st0";
  return text.replace(/^st\((\d)\)$/, "st$1").replace(/^db(\d+)$/, "dr$1");
}

function countingSegment(name: string): string {
  return name === "fs" || name === "gs" ? name : "";
}

/** Splits at commas outside of parentheses. */
function splitOperands(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i <= text.length; i++) {
    const char = text[i];
    if (char === "(") depth++;
    else if (char === ")") depth--;
    else if (char === undefined || (char === "," && depth === 0)) {
      const part = text.slice(from, i).trim();
      if (part !== "") parts.push(part);
      from = i + 1;
    }
  }
  return parts;
}

/** Absolute address of a RIP-relative displacement. */
function absolute(base: string, disp: bigint, next: number): bigint {
  if (base === "rip") return BigInt.asUintN(64, disp + BigInt(next));
  if (base === "eip") return BigInt.asUintN(32, disp + BigInt(next));
  return disp;
}

function intelMemory(text: string, next: number): MemoryParts | undefined {
  const match = /^(?:(\w\w):)?\[(.*)\]$/.exec(text.replace(SIZE, ""));
  if (match === null) return undefined;
  let base = "";
  let index = "";
  let scale = 1;
  let disp = 0n;
  for (const term of (match[2] ?? "").replaceAll(" - ", " + -").split(" + ")) {
    const scaled = /^(\w+)\*(\d)$/.exec(term);
    if (NUMBER.test(term)) disp += signedNumber(term);
    else if (scaled !== null) {
      index = scaled[1] ?? "";
      scale = Number(scaled[2]);
    } else if (base === "") base = term;
    else index = term;
  }
  if (index === "riz" || index === "eiz") [index, scale] = ["", 1];
  return {
    segment: countingSegment(match[1] ?? ""),
    base,
    index,
    scale,
    disp: absolute(base, disp, next),
  };
}

/** @param next address behind the instruction */
export function readIntelOperands(text: string, next: number): OperandParts {
  const parts: OperandParts = { operands: [], memory: [], immediates: [] };
  for (const operand of splitOperands(text)) {
    const memory = intelMemory(operand, next);
    if (memory !== undefined) {
      parts.operands.push("mem");
      parts.memory.push(memory);
    } else if (NUMBER.test(operand)) {
      parts.operands.push("imm");
      parts.immediates.push(signedNumber(operand));
    } else parts.operands.push(registerName(operand));
  }
  return parts;
}

function attMemory(text: string, next: number): MemoryParts | undefined {
  const match = /^(?:%(\w\w):)?(-?0x[0-9a-f]+)?(?:\(([^)]*)\))?$/.exec(text);
  if (match === null || text === "") return undefined;
  const [base = "", index = "", scale = "1"] = (match[3] ?? "").replaceAll("%", "").split(",");
  const none = index === "riz" || index === "eiz" || index === "";
  const disp = match[2] === undefined ? 0n : signedNumber(match[2]);
  return {
    segment: countingSegment(match[1] ?? ""),
    base,
    index: none ? "" : index,
    scale: none ? 1 : Number(scale),
    disp: absolute(base, disp, next),
  };
}

/**
 * @param next address behind the instruction
 * @param branch true where a bare number is a branch target and not an address in memory
 */
export function readAttOperands(text: string, next: number, branch: boolean): OperandParts {
  const parts: OperandParts = { operands: [], memory: [], immediates: [] };
  const inOrder = splitOperands(text).map((operand) => operand.replace(/^\*/, ""));
  for (const operand of inOrder.reverse()) {
    if (operand.startsWith("$") || (branch && NUMBER.test(operand))) {
      parts.operands.push("imm");
      parts.immediates.push(signedNumber(operand.replace("$", "")));
      continue;
    }
    const memory = attMemory(operand, next);
    if (memory !== undefined) {
      parts.operands.push("mem");
      parts.memory.push(memory);
    } else parts.operands.push(registerName(operand.replace("%", "")));
  }
  return parts;
}
