/**
 * How the loader of 2025 rewrites instructions of class `unsupported` in text that it may change.
 * Patterns are those of `sequences.ts`, for the bytes that an instruction begins with; whatever
 * matches none of them is not rewritten, and so refused: above all instructions without REX.
 */
import type { BytePattern } from "./sequences.ts";

export interface Rewrite {
  readonly mnemonic: string;
  readonly pattern: BytePattern;
  /**
   * What becomes of the bytes: all of them nops; the opcode byte (the last of the pattern)
   * replaced; or `0f c3` shortened to `89`, with the nop that is left over in front or behind.
   */
  readonly change:
    | { readonly kind: "nops" }
    | { readonly kind: "opcode"; readonly opcode: number }
    | { readonly kind: "store" };
}

export const REWRITES: readonly Rewrite[] = [
  { mnemonic: "prefetchnta", pattern: "?40-4f 0f 18", change: { kind: "nops" } },
  { mnemonic: "movntq", pattern: "40-4f 0f e7", change: { kind: "opcode", opcode: 0x7f } },
  { mnemonic: "movntps", pattern: "40-4f 0f 2b", change: { kind: "opcode", opcode: 0x29 } },
  { mnemonic: "movntdq", pattern: "66 40-4f 0f e7", change: { kind: "opcode", opcode: 0x7f } },
  { mnemonic: "movnti", pattern: "40-4f 0f c3", change: { kind: "store" } },
];
