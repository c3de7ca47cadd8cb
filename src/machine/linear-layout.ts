/**
 * Layout of the one linear memory of a compiled machine (interpreter and translator).
 *
 *     0                  state block (`state.ts`)
 *     WINDOW_LIMITS      what each window lets through, for the compiled access checks
 *     BASE, BASE_HIGH    the address model's base, and 2^32 above it
 *     ENGINE_STATE       what the compiled tiers keep between entries
 *     SHUFFLES           byte indexes of shuffles that follow from immediates
 *     JUMP_CACHE         guest address -> record, for indirect transfers
 *     RECORDS            predecoded instructions
 *     WINDOW_ORIGIN      guest memory, rotated so that the top of the 4 GiB comes first
 *
 * A guest address A (relative to the base) lies at WINDOW_ORIGIN + (A + WINDOW_ROTATION) mod 2^32:
 * the *high window* (user manifest and stack) at the origin, the *low window* (text, data, heap)
 * behind it, where it can grow. Both mappings are one addition, and no host memory is spent on the
 * hole between heap and stack.
 */

/** The high window is [4 GiB - WINDOW_ROTATION, 4 GiB). */
export const WINDOW_ROTATION = 0x110_0000;
/** First guest address of the high window. */
export const HIGH_WINDOW_START = 0x1_0000_0000 - WINDOW_ROTATION;

export const WINDOW_LIMITS = 0x400;
/** Access sizes that are checked, in the order of their span slots. */
const SIZES = [1, 2, 4, 8, 16];
const LIMIT_BYTES = 8 * (1 + SIZES.length);

/** i64 slots: an instruction-relative operand is one of them plus a signed 32-bit displacement. */
export const BASE = 0x4d0;
export const BASE_HIGH = 0x4d8;

/** 256 bytes that belong to the compiled tiers. */
export const ENGINE_STATE = 0x500;

/** Pairs of 16 byte indexes, for the first and the second vector of a shuffle. */
export const SHUFFLES = 0x1000;
export const SHUFFLE_BYTES = 32;
export const SHUFFLES_END = 0x1_0000;

/** Entries of 32 bytes, found by bits 5..17 of a guest address. */
export const JUMP_CACHE = 0x1_0000;
export const JUMP_CACHE_BYTES = 0x4_0000;
export const RECORDS = JUMP_CACHE + JUMP_CACHE_BYTES;
export const WINDOW_ORIGIN = 0x40_0000;
export const RECORDS_END = WINDOW_ORIGIN;

/** Where the low window begins in linear memory. */
export const LOW_WINDOW_POSITION = WINDOW_ORIGIN + WINDOW_ROTATION;

/**
 * Addresses of two i64 slots: the absolute guest address at which a window's accessible run starts,
 * and for one access size the number of addresses from there on at which an access fits.
 */
export function windowLimit(
  window: "low" | "high", write: boolean, bytes: number,
): { readonly start: number; readonly span: number } {
  const size = SIZES.indexOf(bytes);
  if (size < 0) throw new Error(`defect: no window limit for accesses of ${bytes} bytes`);
  const group = (window === "low" ? 0 : 1) + (write ? 2 : 0);
  const start = WINDOW_LIMITS + group * LIMIT_BYTES;
  return { start, span: start + 8 * (1 + size) };
}

/** Access sizes in bytes that have window limits. */
export const CHECKED_SIZES: readonly number[] = SIZES;
/** The widest access that is checked by one comparison with a window's limit, in bytes. */
export const WIDEST_ACCESS = 16;
