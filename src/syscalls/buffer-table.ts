/**
 * The table that trap buffers are checked against. It describes the memory as it was laid out, not
 * what jail made of it, and a few of its oddities are visible to guests.
 * Source: ZeroVM 20130611, checks of trap read and write.
 */

export type Access = "none" | "r--" | "r-x" | "rw-";

/** Everything below `end` (and above the previous row) has this access. */
export interface BufferRow {
  readonly name: string;
  /** Guest address; the rows ascend, apart from rows that nothing can fall into. */
  readonly end: number;
  readonly access: Access;
}

/** What the host needs: to write into the guest's buffer (trap read), or to read it. */
export type BufferUse = "fill" | "take";

function allows(access: Access, use: BufferUse): boolean {
  return use === "fill" ? access === "rw-" : access !== "none";
}

/**
 * Whether `size` bytes at guest address `address` may be used. A gap between rows has the access of
 * the row above it; a size of 0 or less checks only the row that `address` is in. An address of 64
 * bits may come rounded, as all of those are far above the last row.
 */
export function bufferAllowed(
  table: readonly BufferRow[], address: number, size: number, use: BufferUse,
): boolean {
  let at = address;
  let left = size;
  for (const row of table) {
    if (row.end <= at) continue;
    if (!allows(row.access, use)) return false;
    left -= row.end - at;
    if (left <= 0) return true;
    at = row.end;
  }
  return false;
}
