/**
 * Whether code can see MXCSR's sticky exception flags. Where it cannot, engines need not keep them.
 */
import { BUNDLE } from "../../spec/abi/memory-map.ts";
import type { Decoder } from "../decoder/decode.ts";
import { DECODED, newInstruction } from "../decoder/instruction.ts";

/** Opcode 0F AE: /2 is ldmxcsr, /3 stmxcsr; with a register operand they are something else. */
const ESCAPE = 0x0f;
const OPCODE = 0xae;
const LDMXCSR = 2;
const STMXCSR = 3;

function isMxcsrModrm(modrm: number): boolean {
  const digit = (modrm >> 3) & 7;
  return modrm >> 6 !== 3 && (digit === LDMXCSR || digit === STMXCSR);
}

/** True when an instruction of the bundle at `start` has its opcode byte at `opcodeAt`. */
function hasOpcodeAt(code: Uint8Array, start: number, opcodeAt: number, decoder: Decoder): boolean {
  const instruction = newInstruction();
  const end = Math.min(start + BUNDLE, code.length);
  for (let at = start; at <= opcodeAt; at += instruction.length) {
    if (decoder.decode(code, at, end, instruction) !== DECODED) return true;
    if (at + instruction.opcodeOffset === opcodeAt) return true;
  }
  return false;
}

/**
 * True when `code`, which was validated and starts at a bundle, has an instruction that reads or
 * writes MXCSR. Only bundles that hold its bytes somewhere are decoded.
 */
export function touchesMxcsr(code: Uint8Array, decoder: Decoder): boolean {
  for (let at = code.indexOf(OPCODE); at >= 0; at = code.indexOf(OPCODE, at + 1)) {
    if (code[at - 1] !== ESCAPE || !isMxcsrModrm(code[at + 1] ?? 0xff)) continue;
    if (hasOpcodeAt(code, at - (at % BUNDLE), at, decoder)) return true;
  }
  return false;
}
