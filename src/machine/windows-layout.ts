/**
 * Where a session's guest memory lies in linear memory, for `windows.ts`, the interpreter and the
 * translator alike.
 *
 *     0 .. HOST_BYTES                     host block: state block, spans below, scratch
 *     HOST_BYTES .. + stack               the backed top of the stack: guest [4 GiB - stack, 4 GiB)
 *     HOST_BYTES + stack .. + low         guest [0, low): null page, trampolines, text, data, heap
 *
 * The stack stands directly below guest address 0, as it does modulo 2^32. So ONE formula places
 * every guest address, whichever window it is in:
 *
 *     place(a) = HOST_BYTES + stack + a        in 32-bit arithmetic that wraps
 *
 * and a tier only has to know *whether* an access is allowed, never which window it hits. `stack`
 * starts small and grows by doubling when something below it is touched (the low window is then
 * moved up, once or twice in the life of a deep program); `low` grows with `memory.grow`. Pages that
 * belong to neither (the user manifest pages below the stack, holes) and every irregular permission
 * are answered outside of the fast path.
 *
 * The fast path: with `a` the effective address relative to the base as a full 64-bit integer and
 * n the size of the access, all compares unsigned,
 *
 *     read:   a - LOW_READ    < lowReadSpan  - (n - 1)   or   a - (2^32 - stack) < stack - (n - 1)
 *     write:  a - dataStart   < lowWriteSpan - (n - 1)   or   the same
 *
 * The spans are uniform runs of plain read or read-write permission; everything else bails out.
 */

/** Bytes of the host block. */
export const HOST_BYTES = 0x10000;

/** i64 slots in the host block, kept current by `windows.ts`, read by generated code. */
export const SPAN_STACK = 0x400;
/** 2^32 - stack. */
export const SPAN_STACK_START = 0x408;
/** First readable address of the low window and the length of the readable run from there. */
export const SPAN_READ_START = 0x410;
export const SPAN_READ = 0x418;
/** The same for the writable run (data and heap). */
export const SPAN_WRITE_START = 0x420;
export const SPAN_WRITE = 0x428;
/** i32: HOST_BYTES + stack, what a guest address is added to. */
export const PLACE_BIAS = 0x430;
