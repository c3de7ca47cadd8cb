/**
 * The arithmetic of a trap read or write before any byte moves: offsets, limits, and which error a
 * guest gets. Every comparison is in the order and the width of the original, as guests see them.
 * Source: ZeroVM 20130611, ZVMReadHandle and ZVMWriteHandle in words.
 */
import { EDQUOT, EFAULT, EINVAL } from "../../spec/abi/errno.ts";
import type { Channel } from "../channels/channel.ts";

/** Either the guest's answer, or what to transfer. */
export type Plan =
  | { readonly answer: number }
  | { readonly offset: bigint; readonly size: number };

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

/** Steps 4 of both functions: nothing to do, or nonsense. */
function sanity(size: bigint, offset: bigint): number | undefined {
  if (size === 0n) return 0;
  if (size < 0n) return -EFAULT;
  return offset < 0n ? -EINVAL : undefined;
}

/** A read of `size` (signed 32 bits) at `offset` (signed 64 bits), the buffer being fine. */
export function planRead(channel: Channel, size: number, offset: bigint): Plan {
  const { spec, used } = channel;
  let wanted = BigInt(size);
  let from = channel.readPosition;
  if (channel.randomRead) {
    from = offset;
    // The rest of the channel is cut to 32 bits only after the comparison, so that offsets far
    // beyond the end wrap around to sizes that look sane.
    const rest = BigInt.asIntN(64, channel.size - offset);
    wanted = BigInt.asIntN(32, min(rest, wanted));
  }
  const answer = sanity(wanted, from);
  if (answer !== undefined) return { answer };
  if (channel.atEnd) return { answer: 0 };
  if (used.gets >= spec.gets) return { answer: -EDQUOT };
  if (channel.randomRead) {
    const end = BigInt.asIntN(64, spec.putsize - used.putsize + channel.size);
    if (from >= end) return { answer: -EINVAL };
  }
  wanted = min(wanted, spec.getsize - used.getsize);
  return wanted < 1n ? { answer: -EDQUOT } : { offset: from, size: Number(wanted) };
}

/** A write of `size` (signed 32 bits) at `offset` (signed 64 bits), the buffer being fine. */
export function planWrite(channel: Channel, size: number, offset: bigint): Plan {
  const { spec, used } = channel;
  const to = channel.randomWrite ? offset : channel.writePosition;
  const answer = sanity(BigInt(size), to);
  if (answer !== undefined) return { answer };
  if (used.puts >= spec.puts) return { answer: -EDQUOT };
  const tail = spec.putsize - used.putsize;
  const readable = channel.direction === "read" || channel.direction === "update";
  if (!readable && to >= spec.putsize) return { answer: -EINVAL };
  if (to >= BigInt.asIntN(64, channel.size + tail)) return { answer: -EINVAL };
  const wanted = min(BigInt(size), tail);
  return wanted < 1n ? { answer: -EDQUOT } : { offset: to, size: Number(wanted) };
}
