/**
 * The arithmetic of a trap read or write before any byte moves: offsets, limits, and which error a
 * guest gets. A plan is one number: the bytes to transfer, or, 0 or less, what the guest gets at once.
 * Every comparison is in the order and the width of the original, as guests see them.
 * Source: ZeroVM 20130611, ZVMReadHandle and ZVMWriteHandle in words.
 */
import { EDQUOT, EFAULT, EINVAL } from "../../spec/abi/errno.ts";
import type { Channel } from "../channels/channel.ts";

/** Sums of two numbers below this are exact. */
const EXACT = 2 ** 52;

/** Steps 4 of both functions: nothing to do, or nonsense. */
function sanity(size: number, offset: number): number | undefined {
  if (size === 0) return 0;
  if (size < 0) return -EFAULT;
  return offset < 0 ? -EINVAL : undefined;
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

/**
 * What a random read may take of the rest of a channel. The rest is cut to 32 bits only after the
 * comparison, so that offsets far beyond the end wrap around to sizes that look sane.
 */
function cutToRest(channel: Channel, size: number, offset: number | bigint): number {
  // A difference of numbers is exact, or so large that `size` is less.
  if (typeof offset === "number") return Math.min(channel.size - offset, size) | 0;
  const rest = BigInt.asIntN(64, BigInt(channel.size) - offset);
  return Number(BigInt.asIntN(32, min(rest, BigInt(size))));
}

/**
 * Whether `position`, 0 or more, lies behind all that the channel has and may yet be written: their
 * sum is one of 64 bits, so that it is negative where a limit is about 2^63.
 */
function isBeyond({ size, spec, limits, used }: Channel, position: number | bigint): boolean {
  if (typeof position === "bigint" || position >= EXACT || size >= EXACT) {
    return BigInt(position)
      >= BigInt.asIntN(64, spec.putsize - BigInt(used.putsize) + BigInt(size));
  }
  // What is compared is below 2^53, and so exact; a limit above that is never reached.
  const excess = size - used.putsize;
  return excess >= limits.wrap || position - excess >= limits.putsize;
}

/** Where a read that was planned begins; exact below 2^53. */
export function readOffset(channel: Channel, offset: number | bigint): number {
  return channel.randomRead ? Number(offset) : channel.readPosition;
}

/** The same of a write. */
export function writeOffset(channel: Channel, offset: number | bigint): number {
  return channel.randomWrite ? Number(offset) : channel.writePosition;
}

/** A read of `size` (signed 32 bits) at `offset` (signed 64 bits), the buffer being fine. */
export function planRead(channel: Channel, size: number, offset: number | bigint): number {
  const { limits, used, randomRead } = channel;
  const from = randomRead ? offset : channel.readPosition;
  const wanted = randomRead ? cutToRest(channel, size, offset) : size;
  const answer = sanity(wanted, Number(from));
  if (answer !== undefined) return answer;
  if (channel.atEnd) return 0;
  if (used.gets >= limits.gets) return -EDQUOT;
  if (randomRead && isBeyond(channel, from)) return -EINVAL;
  const allowed = Math.min(wanted, limits.getsize - used.getsize);
  return allowed < 1 ? -EDQUOT : allowed;
}

/** A write of `size` (signed 32 bits) at `offset` (signed 64 bits), the buffer being fine. */
export function planWrite(channel: Channel, size: number, offset: number | bigint): number {
  const { limits, used, direction } = channel;
  const to = channel.randomWrite ? offset : channel.writePosition;
  const answer = sanity(size, Number(to));
  if (answer !== undefined) return answer;
  if (used.puts >= limits.puts) return -EDQUOT;
  const readable = direction === "read" || direction === "update";
  if (!readable && to >= (typeof to === "number" ? limits.putsize : channel.spec.putsize)) {
    return -EINVAL;
  }
  if (isBeyond(channel, to)) return -EINVAL;
  const allowed = Math.min(size, limits.putsize - used.putsize);
  return allowed < 1 ? -EDQUOT : allowed;
}
