/**
 * The state block: where the whole guest processor lives in linear memory, shared by every tier.
 *
 * Offsets are bytes from `STATE`, little-endian. A general register operand is named by the address
 * of its slot, so AH is the slot of RAX plus one, and every width is one load at one address.
 */

/** Start of the state block in an instance's linear memory. */
export const STATE = 0;

/** rax rcx rdx rbx rsp rbp rsi rdi r8..r15, 8 bytes each. */
export const GPR = 0x000;
/** Always zero: the slot of an absent base or index. */
export const ZERO = 0x080;
/** Lazy flags, see `flags.ts`: result (i64) and carry vector (i32). */
export const FLAG_RESULT = 0x088;
export const FLAG_CARRY = 0x090;
/** RFLAGS bits other than the status flags, DF (bit 10) and IF (bit 9) included, i32. */
export const FLAG_SYSTEM = 0x094;
/** 64-bit address of the next instruction, base included. */
export const PC = 0x098;
/** Instructions still allowed, i64; an engine stops before it would go below zero. */
export const BUDGET = 0x0a0;
/** Level-1 trace hash, i64. */
export const TRACE = 0x0a8;
/** Instructions retired since the machine was made, i64. */
export const RETIRED = 0x0b0;
/** Why the engine left its loop, i32, and details. */
export const EXIT_REASON = 0x0b8;
export const EXIT_DETAIL = 0x0bc;
export const FS_BASE = 0x0c0;
export const GS_BASE = 0x0c8;
export const MXCSR = 0x0d0;
/** x87 control and status word (u16 each); abridged tag word as FXSAVE has it (u8). */
export const FCW = 0x0d4;
export const FSW = 0x0d6;
export const FTW = 0x0d8;
/** x87 last opcode (u16), instruction pointer and data pointer (u64). */
export const FOP = 0x0da;
export const FIP = 0x0e0;
export const FDP = 0x0e8;
/** ymm0..15, 32 bytes each; xmm is the low half. */
export const VECTOR = 0x100;
/** x87 physical registers R0..R7, 16 bytes apart, 10 used. */
export const X87 = 0x300;
export const STATE_BYTES = 0x380;
