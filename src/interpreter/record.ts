/**
 * The predecoded record: one instruction as the interpreter's handlers want it, 32 bytes.
 *
 *     offset
 *      0  u16  handler: which code of the loop runs it, for this and maybe the next records at once
 *      2  u16  plain handler: the one for this instruction alone
 *      4  u16  slots of operands 0..2: addresses in the state block
 *      4  i32  instead, for direct transfers: the target's record
 *      8  i64  instead, for conditional transfers: what the next instruction adds to the trace
 *     10  u16  slots of base and index of a memory operand (an absent one: a slot that is zero)
 *     14  u8   scale of the index: 0..3
 *     15  u8   length of the instruction in bytes
 *     16  i32  displacement
 *     20  i32  address of the instruction, relative to the base
 *     24  i64  immediate, sign-extended; for direct transfers what the target adds to the trace
 *     28  i32  instead of the immediate's upper half: where the indexes of its shuffle lie
 *
 * Records of instructions that follow each other lie behind each other.
 */
import { ENGINE_STATE } from "../machine/linear-layout.ts";

export const RECORD_BYTES = 32;

export const HANDLER = 0;
export const PLAIN = 2;
export const SLOTS = 4;
export const LINK = 4;
export const TRACE_NEXT = 8;
export const BASE_REGISTER = 10;
export const INDEX_REGISTER = 12;
export const SCALE = 14;
export const LENGTH = 15;
export const DISPLACEMENT = 16;
export const ADDRESS = 20;
export const IMMEDIATE = 24;
export const TRACE_TARGET = 24;
export const SHUFFLE = 28;

/** Operands that have a slot. */
export const SLOT_OPERANDS = 3;

/** Handlers that are no instruction of their own. */
export const ORACLE_HANDLER = 0;
/** Goes on at the linked record; counts nothing. */
export const GOTO_HANDLER = 1;
/** Stands for an instruction that is not decoded yet. */
export const DECODE_HANDLER = 2;
/** Planted where a run must end. */
export const STOP_HANDLER = 3;
export const FIRST_HANDLER = 4;

/** i32: address of the current record. */
export const RECORD_POINTER = ENGINE_STATE;
/**
 * i32: the record address at which the budget would end if records were executed one behind the
 * other; it moves along with every transfer.
 */
export const HORIZON = ENGINE_STATE + 4;

/** i32: the last record with an access in the high window to which no stack pointer led; 0: none. */
export const HIGH_ACCESS = ENGINE_STATE + 8;

/** Why the loop returns. */
export const LEFT_AT_HORIZON = 0;
export const LEFT_FOR_ORACLE = 1;
export const LEFT_TO_DECODE = 2;
export const LEFT_AT_STOP = 3;

/** An entry of the jump cache: guest address, what it adds to the trace, its record. */
export const CACHE_TAG = 0;
export const CACHE_TRACE = 8;
export const CACHE_RECORD = 16;
