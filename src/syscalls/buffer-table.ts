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
  readonly end: bigint;
  readonly access: Access;
}

/** What the host needs: to write into the guest's buffer (trap read), or to read it. */
export type BufferUse = "fill" | "take";

function allows(access: Access, use: BufferUse): boolean {
  return use === "fill" ? access === "rw-" : access !== "none";
}

/**
 * Whether `size` bytes at guest address `address` may be used. A gap between rows has the access of
 * the row above it; a size of 0 or less checks only the row that `address` is in.
 */
export function bufferAllowed(
  table: readonly BufferRow[], address: bigint, size: number, use: BufferUse,
): boolean {
  let at = address;
  let left = BigInt(size);
  for (const row of table) {
    if (row.end <= at) continue;
    if (!allows(row.access, use)) return false;
    left -= row.end - at;
    if (left <= 0n) return true;
    at = row.end;
  }
  return false;
}
