/**
 * Whether code can see MXCSR's sticky exception flags. Where it cannot, engines need not keep them.
 */
import { BUNDLE } from "../../spec/abi/memory-map.ts";

/** Opcode 0F AE: /0 fxsave, /1 fxrstor, /2 ldmxcsr, /3 stmxcsr with a memory operand. */
const ESCAPE = 0x0f;
const OPCODE = 0xae;
const LAST_GROUP = 3;

/**
 * True when the bytes of an instruction that reads or writes MXCSR stand anywhere in a bundle of
 * `code`. It errs to the safe side: the same bytes inside of another instruction count too.
 */
export function touchesMxcsr(code: Uint8Array): boolean {
  for (let at = code.indexOf(OPCODE); at >= 0; at = code.indexOf(OPCODE, at + 1)) {
    const inBundle = at % BUNDLE;
    if (inBundle === 0 || inBundle === BUNDLE - 1 || code[at - 1] !== ESCAPE) continue;
    const modrm = code[at + 1] ?? 0;
    if (((modrm >> 3) & 7) <= LAST_GROUP && modrm >> 6 !== 3) return true;
  }
  return false;
}
