/**
 * The six functions behind trampoline slot 0 and their argument block: an array of 64-bit words.
 * Source: ZeroVM 20130611, trap interface.
 */

/** Word 0 of the block: four ASCII letters, compared as 64 bits. */
export const TRAP_FUNCTIONS = {
  read: { code: 0x6461_6552n, name: "TrapRead", words: 4 },
  write: { code: 0x7469_7257n, name: "TrapWrite", words: 4 },
  jail: { code: 0x6c69_614an, name: "TrapJail", words: 2 },
  unjail: { code: 0x6c6a_6e55n, name: "TrapUnjail", words: 2 },
  exit: { code: 0x7469_7845n, name: "TrapExit", words: 1 },
  fork: { code: 0x6b72_6f46n, name: "TrapFork", words: 0 },
} as const;

export type TrapName = keyof typeof TRAP_FUNCTIONS;

/** Bytes of the block that every function but exit reads. */
export const TRAP_BLOCK_BYTES = 48;
/** Bytes that exit reads: words 0 to 2. */
export const EXIT_BLOCK_BYTES = 24;
/** Arguments start at this word; word 1 is not used. */
export const TRAP_FIRST_ARGUMENT = 2;

/** A channel read moves at most this much per host operation. */
export const TRANSFER_CHUNK_BYTES = 0x1_0000;
