/** What an operand is called in prose and pseudo-code: as the manuals call it. */
import type { Operand } from "../isa/form.ts";

/** Kinds whose registers the manuals number when several stand in one instruction. */
const NUMBERED: readonly string[] = ["xmm", "ymm", "mmx", "k", "tmm"];

const POINTERS: Readonly<Record<number, string>> = { 3: "rbx", 6: "rsi", 7: "rdi" };
const LETTERS = ["a", "c", "d", "b"] as const;
const SEGMENTS = ["es", "cs", "ss", "ds", "fs", "gs"] as const;

/**
 * The names of a form's operands, in its order: `r/m32`, `xmm1`, `xmm2/m128`, `m8[rsi]`, `imm8`.
 * `inMemory` names the variant in which the `rm` operand is memory (true) or a register (false);
 * without it both are named.
 */
export function operandNames(operands: readonly Operand[], inMemory?: boolean): readonly string[] {
  const numbered = operands.filter(({ kind }) => NUMBERED.includes(kind));
  const plain = operands.map((operand) => {
    const number = numbered.length > 1 ? numbered.indexOf(operand) + 1 : 0;
    return operandName(operand, number === 0 ? "" : String(number), inMemory);
  });
  return plain.map((name, k) => {
    const twins = plain.filter((other) => other === name).length;
    const before = plain.slice(0, k).filter((other) => other === name).length;
    return twins > 1 && operands[k]?.kind === "gpr" ? `${name}${"abcd"[before] ?? ""}` : name;
  });
}

function operandName(operand: Operand, number: string, inMemory: boolean | undefined): string {
  const { kind, memoryBits } = operand;
  const width = memoryBits === 0 ? "m" : `m${memoryBits}`;
  if (operand.memory === "only" || (operand.memory === "maybe" && inMemory === true)) {
    if (operand.place === "moffs") return `moffs${memoryBits}`;
    if (kind === "vsib") return "vm";
    return operand.place === "fixed" ? `${width}[${POINTERS[operand.fixed] ?? "?"}]` : width;
  }
  const register = registerName(operand, number);
  if (operand.memory === "never") return register;
  if (kind === "gpr" && operand.bits === memoryBits) return `r/m${memoryBits}`;
  return inMemory === false ? register : `${register}/${width}`;
}

function registerName({ kind, place, bits, fixed, immBytes }: Operand, number: string): string {
  switch (kind) {
    case "gpr": return place === "fixed" ? generalName(fixed, bits) : `r${bits}`;
    case "st": return place === "fixed" ? "st(0)" : "st(i)";
    case "sreg": return place === "fixed" ? (SEGMENTS[fixed] ?? "sreg") : "sreg";
    case "mmx": return `mm${number}`;
    case "xmm": case "ymm": case "k": case "tmm":
      return place === "fixed" ? `${kind}${fixed}` : `${kind}${number}`;
    case "creg": return "cr";
    case "dreg": return "dr";
    case "one": return "1";
    case "imm": return place === "is4" ? "imm4" : `imm${immBytes * 8}`;
    case "rel": return `rel${immBytes * 8}`;
    case "mem": case "vsib": return "m";
  }
}

function generalName(number: number, bits: number): string {
  const letter = LETTERS[number] ?? "?";
  if (bits === 8) return `${letter}l`;
  return `${bits === 64 ? "r" : bits === 32 ? "e" : ""}${letter}x`;
}
