/** iced-x86 (Rust, as wasm) as an oracle: fields through its API, no text involved. */
import iced from "iced-x86";
import type { Decoder, Instruction } from "iced-x86";
import type { MemoryParts, Oracle, Sighting } from "./oracle.ts";
import { notAnInstruction } from "./oracle.ts";

const KINDS = iced.OpKind;

/** iced calls the byte registers r8l..r15l and the words r8w; the manual says r8b. */
const REGISTER_NAMES: readonly string[] = Array.from({ length: 256 }, (_, number) =>
  (iced.Register[number] ?? "")
    .toLowerCase()
    .replace(/^(r(?:8|9|1\d))l$/, "$1b")
    .replace(/^none$/, ""),
);

const MNEMONIC_NAMES: readonly string[] = Array.from({ length: 2200 }, (_, number) =>
  (iced.Mnemonic[number] ?? "").toLowerCase(),
);

function registerName(number: number): string {
  return REGISTER_NAMES[number] ?? "?";
}

/** The bases of the string instructions' implicit operands. */
const STRING_BASES: ReadonlyMap<number, string> = new Map([
  [KINDS.MemorySegESI, "esi"],
  [KINDS.MemorySegRSI, "rsi"],
  [KINDS.MemorySegEDI, "edi"],
  [KINDS.MemorySegRDI, "rdi"],
  [KINDS.MemoryESEDI, "edi"],
  [KINDS.MemoryESRDI, "rdi"],
]);

function segmentName(instruction: Instruction, kind: number): string {
  if (kind === KINDS.MemoryESEDI || kind === KINDS.MemoryESRDI) return "";
  const name = registerName(instruction.memorySegment);
  return name === "fs" || name === "gs" ? name : "";
}

function memoryParts(instruction: Instruction, kind: number): MemoryParts {
  const segment = segmentName(instruction, kind);
  const stringBase = STRING_BASES.get(kind);
  if (stringBase !== undefined) {
    return { segment, base: stringBase, index: "", scale: 1, disp: 0n };
  }
  const base = registerName(instruction.memoryBase);
  // Of xlatb iced shows the index al too; the manual's operand is [rbx].
  const index = registerName(instruction.memoryIndex).replace(/^al$/, "");
  const relative = base === "rip" || base === "eip";
  const disp = relative ? instruction.memoryDisplacementU64 : instruction.memoryDisplacement;
  return { segment, base, index, scale: index === "" ? 1 : instruction.memoryIndexScale, disp };
}

function sighting(instruction: Instruction): Sighting {
  const operands: string[] = [];
  const memory: MemoryParts[] = [];
  const immediates: bigint[] = [];
  const count = instruction.opCount;
  for (let i = 0; i < count; i++) {
    const kind = instruction.opKind(i);
    if (kind === KINDS.Register) {
      operands.push(registerName(instruction.opRegister(i)));
    } else if (kind >= KINDS.NearBranch16 && kind <= KINDS.NearBranch64) {
      operands.push("imm");
      immediates.push(instruction.nearBranchTarget);
    } else if (kind >= KINDS.Immediate8 && kind <= KINDS.Immediate32to64) {
      operands.push("imm");
      immediates.push(instruction.immediate(i));
    } else {
      operands.push("mem");
      memory.push(memoryParts(instruction, kind));
    }
  }
  return {
    valid: true,
    length: instruction.length,
    mnemonic: MNEMONIC_NAMES[instruction.mnemonic] ?? "?",
    operands: operands.join(","),
    memory,
    immediates,
    text: "",
  };
}

/**
 * @param amd true: decode as AMD processors do (branches with 66 are 16 bits wide, and so on).
 */
export function openIced(amd = false): Oracle {
  const options = amd ? iced.DecoderOptions.AMD : iced.DecoderOptions.None;
  const instruction = new iced.Instruction();
  return {
    name: "iced",
    version: "iced-x86 1.21.0",
    decode(bytes: Uint8Array, starts: readonly number[]): Sighting[] {
      const decoder: Decoder = new iced.Decoder(64, bytes, options);
      const seen = starts.map((start) => {
        decoder.position = start;
        decoder.ip = BigInt(start);
        decoder.decodeOut(instruction);
        if (instruction.isInvalid) return notAnInstruction(instruction.length, "");
        return sighting(instruction);
      });
      decoder.free();
      return seen;
    },
  };
}
