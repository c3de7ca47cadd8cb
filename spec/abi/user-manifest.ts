/**
 * The read-only structure that tells a guest its heap, stack and channels.
 * Source: ZeroVM 20130611. All fields little-endian; offsets in bytes.
 */

/** Head: five dwords. */
export const HEAD_BYTES = 20;
export const HEAD_HEAP_POINTER = 0;
export const HEAD_HEAP_SIZE = 4;
export const HEAD_STACK_SIZE = 8;
export const HEAD_CHANNELS_COUNT = 12;
export const HEAD_CHANNELS = 16;

/** One channel: gets, getsize, puts, putsize (i64 each), size (i64), type, name (u32 each). */
export const CHANNEL_BYTES = 48;
export const CHANNEL_LIMITS = 0;
export const CHANNEL_SIZE = 32;
export const CHANNEL_TYPE = 40;
export const CHANNEL_NAME = 44;
