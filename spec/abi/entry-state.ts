/**
 * What a guest finds at its first instruction and behind every trap.
 * Source: ZeroVM 20130611, switch to user code and start information; seen in recorded sessions.
 */

/** rsp and rbp at entry: 56 bytes of start information lie from here to the end of the space. */
export const ENTRY_STACK = 0xffff_ffc8;
/** rdi at entry: guest address of the start information. */
export const START_INFO = 0xffff_ffd0;

/** Dwords of the start information that are not zero (NaCl start info with one empty argument). */
export const START_INFO_DWORDS: readonly { readonly address: number; readonly value: number }[] = [
  { address: 0xffff_ffd8, value: 1 }, // argc
  { address: 0xffff_ffdc, value: 0xffff_fff0 }, // argv[0], an empty string
];

/** MXCSR at entry: all exceptions masked, round to nearest. */
export const MXCSR_DEFAULT = 0x1f80;
/** x87 control word after FNINIT. */
export const FCW_DEFAULT = 0x037f;
/** RFLAGS status bits left by the switch code: ZF and PF, of an `xor` of equal registers. */
export const FLAGS_AFTER_SWITCH = 0x44;

/** General registers (numbers) that a trap leaves as they were. */
export const PRESERVED_REGISTERS: readonly number[] = [3, 4, 5, 12, 13, 14, 15];

/**
 * What a trap leaves on the guest's stack: offsets from S, the stack pointer before the guest's
 * call. The return address at S-8 is the guest's own.
 */
export const RESIDUE_TRAMPOLINE_RETURN = -16;
/** Dwords of the residue: register numbers r9, r8, rcx, rdx, rsi, rdi at falling addresses. */
export const RESIDUE_DWORDS: readonly { readonly offset: number; readonly register: number }[] = [
  { offset: -20, register: 9 },
  { offset: -24, register: 8 },
  { offset: -28, register: 1 },
  { offset: -32, register: 2 },
  { offset: -36, register: 6 },
  { offset: -40, register: 7 },
];
