/**
 * Jail makes heap memory executable after validating it, unjail makes it writable again.
 *
 * Stricter than the original, whose pages behind `size` became executable unseen and whose ranges
 * had no upper bound: here everything up to the end of the last 4 KiB page is validated, and the
 * range must lie in the heap.
 */
import { EINVAL, EPERM } from "../../spec/abi/errno.ts";
import { ALLOCATION_GRANULE, BASE, PAGE } from "../../spec/abi/memory-map.ts";
import type { Machine } from "../machine/engine.ts";
import { EXECUTE, READ, WRITE } from "../machine/memory.ts";

/** Guest addresses between which memory may be jailed. */
export interface JailRange {
  readonly start: number;
  readonly end: number;
}

/** Whether code is safe. Called with whole 4 KiB pages. */
export type CodeCheck = (code: Uint8Array) => boolean;

/** The pages of a valid range, or undefined. */
function pages({ start, end }: JailRange, address: number, size: number): JailRange | undefined {
  if (size <= 0 || address < start || address >= end || address + size > end) return undefined;
  if (address % ALLOCATION_GRANULE !== 0) return undefined;
  return { start: address, end: address + Math.ceil(size / PAGE) * PAGE };
}

/** `address` unsigned, `size` signed 32 bits. Returns 0 or a negative error number. */
export function jail(
  machine: Machine, range: JailRange, address: number, size: number, isSafe: CodeCheck,
): number {
  const found = pages(range, address, size);
  if (found === undefined) return -EINVAL;
  const code = machine.memory.copyOut(BASE + BigInt(found.start), found.end - found.start);
  if (!isSafe(code)) return -EPERM;
  machine.protect(found.start, found.end, READ | EXECUTE);
  return 0;
}

/** The way back: readable and writable, no longer executable. */
export function unjail(machine: Machine, range: JailRange, address: number, size: number): number {
  const found = pages(range, address, size);
  if (found === undefined) return -EINVAL;
  machine.protect(found.start, found.end, READ | WRITE);
  return 0;
}
