/**
 * The byte sequences that the sandbox rules name literally.
 *
 * Most rules speak of instructions, and those stand in `spec/isa`. A few speak of bytes: the
 * special writes of rsp and rbp, the superinstructions, the fixed nops. Near misses of these fall
 * back to the ordinary rules, so every bit counts, spurious REX bits included.
 *
 * Notation, one token per byte: `48|4a` is a choice, `80-ff` a range, a leading `?` makes the byte
 * optional, `+n` and `+8n` add the (low three bits of the) superinstruction's register number.
 *
 * Source: Native Client's automaton validator, validator_x86_64.rl (actions and special sequences).
 */

/** A byte pattern in the notation above. */
export type BytePattern = string;

/** Instructions that match as these literal bytes only. They write no register. */
export const FIXED_NOPS: readonly BytePattern[] = [
  "90",
  "48 90",
  "f3 90",
  "66 0f 1f 44 00 00",
  "66 0f 1f 84 00 00 00 00 00",
  "66 2e 0f 1f 84 00 00 00 00 00",
  "66 66 2e 0f 1f 84 00 00 00 00 00",
  "66 66 66 2e 0f 1f 84 00 00 00 00 00",
  "66 66 66 66 2e 0f 1f 84 00 00 00 00 00",
  "66 66 66 66 66 2e 0f 1f 84 00 00 00 00 00",
  "66 66 66 66 66 66 2e 0f 1f 84 00 00 00 00 00",
];

/** Writes of rsp or rbp that are safe in themselves: a copy between the two, or rounding down. */
export const FREE_STACK_WRITES: readonly BytePattern[] = [
  "48|4a 89 e5", // mov rbp, rsp
  "48|4a 8b ec",
  "48|4a 89 ec", // mov rsp, rbp
  "48|4a 8b e5",
  "48 83 e4 80-ff", // and rsp, imm8 (negative); rbp has no such form
];

/** Second halves: each makes a 64-bit sandbox address of the register that was just restricted. */
export const STACK_SANDBOXINGS: readonly {
  readonly register: 4 | 5;
  readonly patterns: readonly BytePattern[];
}[] = [
  {
    register: 4,
    patterns: [
      "4c|4e 01 fc", // add rsp, r15
      "49|4b 03 e7",
      "4c|4e 09 fc", // or rsp, r15
      "49|4b 0b e7",
      "4a 8d 24 3c", // lea rsp, [rsp+r15]
      "4a 8d 64 3c 00",
      "4a 8d a4 3c 00 00 00 00",
    ],
  },
  {
    register: 5,
    patterns: [
      "4c|4e 01 fd", // add rbp, r15; there is no `or` form for rbp
      "49|4b 03 ef",
      "4a 8d 6c 3d 00", // lea rbp, [rbp+r15]
      "4a 8d ac 3d 00 00 00 00",
    ],
  },
];

/** and, add, jmp|call through one register: the three parts in order, for n = 0..7 and 8..14. */
export const INDIRECT_BRANCHES: readonly {
  readonly registers: readonly number[];
  readonly mask: BytePattern;
  readonly rebase: readonly BytePattern[];
  readonly branch: BytePattern;
}[] = [
  {
    registers: [0, 1, 2, 3, 4, 5, 6, 7],
    mask: "?40|42|44|46 83 e0+n e0",
    rebase: ["4c|4e 01 f8+n", "49|4b 03 c7+8n"],
    branch: "?40|42|44|46|48|4a|4c|4e ff d0+n|e0+n",
  },
  {
    registers: [8, 9, 10, 11, 12, 13, 14],
    mask: "41|43|45|47 83 e0+n e0",
    rebase: ["4d|4f 01 f8+n", "4d|4f 03 c7+8n"],
    branch: "41|43|45|47|49|4b|4d|4f ff d0+n|e0+n",
  },
];

/** The pair that makes rsi (rdi) a sandbox address: `mov esi, esi; lea rsi, [r15+rsi]`. */
export const STRING_ADDRESSES = {
  rsi: ["?40|42 89|8b f6", "49 8d 34 37"],
  rdi: ["?40|42 89|8b ff", "49 8d 3c 3f"],
} as const satisfies Record<string, readonly BytePattern[]>;

/** What must stand directly before an instruction with implicit rsi or rdi operands. */
export type AddressPairs = "rsi" | "rdi" | "rsi rdi";

/** String instructions as last parts: byte, 32/64-bit and 16-bit forms. */
export const STRING_INSTRUCTIONS: readonly {
  /** One-byte opcodes, the byte form first. */
  readonly opcodes: readonly number[];
  readonly pairs: AddressPairs;
  readonly patterns: readonly BytePattern[];
}[] = [
  { opcodes: [0xac, 0xad], pairs: "rsi", patterns: ["?f3 ac", "?f3 ?48 ad", "66 ad"] },
  { opcodes: [0xaa, 0xab], pairs: "rdi", patterns: ["?f3 aa", "?f3 ?48 ab", "66 ab"] },
  { opcodes: [0xae, 0xaf], pairs: "rdi", patterns: ["?f2|f3 ae", "?f2|f3 ?48 af", "66 af"] },
  { opcodes: [0xa4, 0xa5], pairs: "rsi rdi", patterns: ["?f3 a4", "?f3 ?48 a5", "66 a5"] },
  { opcodes: [0xa6, 0xa7], pairs: "rsi rdi", patterns: ["?f2|f3 a6", "?f2|f3 ?48 a7", "66 a7"] },
];

/** Masked stores through rdi as last parts, by the rule set that knows them. */
export const MASKED_STORES: readonly {
  readonly mnemonic: string;
  readonly vex: boolean;
  readonly patterns: readonly BytePattern[];
}[] = [
  { mnemonic: "maskmovq", vex: false, patterns: ["?40-4f 0f f7 c0-ff"] },
  { mnemonic: "maskmovdqu", vex: false, patterns: ["66 ?40-4f 0f f7 c0-ff"] },
  {
    mnemonic: "vmaskmovdqu",
    vex: true,
    patterns: ["c5 79|f9 f7 c0-ff", "c4 41|61|c1|e1 79 f7 c0-ff"],
  },
];
