/**
 * What every decoder oracle answers: one small shape, so that the comparison does not care who
 * answered. Oracles are third parties (iced, capstone, objdump); each is one adapter beside this
 * file. They serve tests only and never reach the product.
 */

/** The parts of one memory operand, in the words of the manual. */
export interface MemoryParts {
  /** `fs`, `gs`, or "" where the segment's base does not count in 64-bit mode. */
  readonly segment: string;
  /** Register names, `rip` and `eip` included; "" = none. */
  readonly base: string;
  readonly index: string;
  /** 1, 2, 4, 8; 1 without an index. */
  readonly scale: number;
  /**
   * Displacement as a signed number; for base `rip` the absolute address it names, as an unsigned
   * number, since some oracles print only that.
   */
  readonly disp: bigint;
}

/** What an oracle made of the bytes at one start. */
export interface Sighting {
  /** False where the oracle says that the bytes are no instruction; the rest is then empty. */
  readonly valid: boolean;
  /** Bytes of the instruction; of an invalid one: bytes that the oracle skips. */
  readonly length: number;
  /** Lower case, as the oracle spells it. */
  readonly mnemonic: string;
  /**
   * Operands in the manual's order, comma separated: register names in the manual's spelling
   * (`eax`, `r8b`, `st0`, `xmm3`), `mem` for memory, `imm` for numbers and targets.
   */
  readonly operands: string;
  /** The memory operands, in order (string instructions may have two). */
  readonly memory: readonly MemoryParts[];
  /** Immediates and branch targets in order; widths differ by oracle, so compare modulo width. */
  readonly immediates: readonly bigint[];
  /** The oracle's own text where it has one. */
  readonly text: string;
}

export interface Oracle {
  readonly name: string;
  readonly version: string;
  /**
   * Decodes at every start (ascending offsets into `bytes`; addresses equal offsets). An answer is
   * null where the oracle did not look: a linear sweep that lost step with the starts.
   */
  decode(bytes: Uint8Array, starts: readonly number[]): (Sighting | null)[];
}

/** The one answer for bytes that are no instruction. */
export function notAnInstruction(length: number, text: string): Sighting {
  return { valid: false, length, mnemonic: "", operands: "", memory: [], immediates: [], text };
}
