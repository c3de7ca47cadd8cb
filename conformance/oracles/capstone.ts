/** capstone 5 (LLVM's tables, as wasm) as an oracle: a linear sweep in Intel syntax. */
import { Capstone, Const, loadCapstone } from "capstone-wasm";
import type { Insn } from "capstone-wasm";
import { CONSTANT_NAMES } from "../../src/disassembler/naming.ts";
import type { Oracle, Sighting } from "./oracle.ts";
import { notAnInstruction } from "./oracle.ts";
import { readIntelOperands } from "./operand-text.ts";

/** capstone-wasm runs out of its memory at some thousands of instructions in one call. */
const INSTRUCTIONS_PER_CALL = 900;
const BYTES_PER_CALL = 4096;

const PREFIX = /^((?:lock|rep|repe|repne|repz|repnz|bnd|notrack|xacquire|xrelease|data16) )+/;

/** `cmpltps` is `cmpps` with the constant 1; the inverse of how disassemblers name constants. */
const FOLDED: ReadonlyMap<string, readonly [string, number]> = new Map(
  [...CONSTANT_NAMES].flatMap(([mnemonic, { tail, names }]) => names.flatMap((name, constant) => {
    if (name === undefined) return [];
    const at = mnemonic.length - tail;
    const folded = mnemonic.slice(0, at) + name + mnemonic.slice(at);
    return [[folded, [mnemonic, constant]] as const];
  })),
);

function sighting(insn: Insn): Sighting {
  const spelled = insn.mnemonic.replace(PREFIX, "");
  const [mnemonic, constant] = FOLDED.get(spelled) ?? [spelled, undefined];
  const next = Number(insn.address) + insn.size;
  const { operands, memory, immediates } = readIntelOperands(insn.opStr, next);
  return {
    valid: true,
    length: insn.size,
    mnemonic,
    operands: [...operands, ...(constant === undefined ? [] : ["imm"])].join(","),
    memory,
    immediates: constant === undefined ? immediates : [...immediates, BigInt(constant)],
    text: `${insn.mnemonic} ${insn.opStr}`.trim(),
  };
}

/** Capstone throws where not even one instruction was found: that is an answer, not a fault. */
function disassemble(capstone: Capstone, bytes: Uint8Array, from: number): readonly Insn[] {
  try {
    const window = bytes.subarray(from, from + BYTES_PER_CALL);
    return capstone.disasm(window, { address: from, count: INSTRUCTIONS_PER_CALL });
  } catch (error) {
    if (error instanceof Error && error.message.includes("CS_ERR_OK")) return [];
    throw error;
  }
}

/** Loads the module; one capstone serves all calls of the oracle. */
export async function openCapstone(): Promise<Oracle> {
  await loadCapstone();
  const { CS_ARCH_X86, CS_MODE_64 } = Const;
  if (CS_ARCH_X86 === undefined || CS_MODE_64 === undefined) throw new Error("capstone has no x86");
  const capstone = new Capstone(CS_ARCH_X86, CS_MODE_64);
  const { major, minor } = Capstone.version();
  return {
    name: "capstone",
    version: `capstone-wasm 1.0.3 (capstone ${major}.${minor})`,
    decode(bytes: Uint8Array, starts: readonly number[]): (Sighting | null)[] {
      const seen: (Sighting | null)[] = [];
      let pending: readonly Insn[] = [];
      let at = 0;
      for (const start of starts) {
        while (at < pending.length && Number(pending[at]?.address) < start) at++;
        if (at >= pending.length || Number(pending[at]?.address) > start) {
          pending = disassemble(capstone, bytes, start);
          at = 0;
        }
        const insn = pending[at];
        seen.push(insn === undefined ? notAnInstruction(1, "") : sighting(insn));
      }
      return seen;
    },
  };
}
