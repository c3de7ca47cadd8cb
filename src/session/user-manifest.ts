/**
 * The user manifest: the read-only pages below the stack that tell a guest its heap, its stack and
 * its channels. Source: ZeroVM 20130611; layout in `spec/abi/user-manifest.ts`.
 */
import {
  ALLOCATION_GRANULE, STACK_BYTES, STACK_START, USER_MANIFEST_POINTER,
} from "../../spec/abi/memory-map.ts";
import { TYPE_SEQUENTIAL } from "../../spec/abi/manifest.ts";
import {
  CHANNEL_BYTES, CHANNEL_LIMITS, CHANNEL_NAME, CHANNEL_SIZE, CHANNEL_TYPE, HEAD_BYTES,
  HEAD_CHANNELS, HEAD_CHANNELS_COUNT, HEAD_HEAP_POINTER, HEAD_HEAP_SIZE, HEAD_STACK_SIZE,
} from "../../spec/abi/user-manifest.ts";
import type { Channel } from "../channels/channel.ts";
import type { Content } from "../machine/engine.ts";

/** Guest addresses of its parts. */
export interface UserManifestPlace {
  /** Start of the lowest 64 KiB page that is touched. */
  readonly pages: number;
  readonly head: number;
  readonly channels: number;
  /** Of each channel's alias, in the order of handles. */
  readonly names: readonly number[];
}

/**
 * The array ends right below the pointer, the head stands right below the array, the aliases below
 * the head with channel 0's on top.
 */
export function placeUserManifest(channels: readonly Channel[]): UserManifestPlace {
  const array = USER_MANIFEST_POINTER - CHANNEL_BYTES * channels.length;
  const head = array - HEAD_BYTES;
  let lowest = head;
  const names = channels.map(({ alias }) => {
    lowest -= alias.length + 1;
    return lowest;
  });
  const pages = Math.floor(lowest / ALLOCATION_GRANULE) * ALLOCATION_GRANULE;
  return { pages, head, channels: array, names };
}

/** What stands below the stack, from the lowest alias on. `heap` is the guest's, break to end. */
export function writeUserManifest(
  place: UserManifestPlace, channels: readonly Channel[],
  heap: { readonly start: number; readonly end: number },
): Content {
  const start = Math.min(place.head, ...place.names);
  const bytes = new Uint8Array(STACK_START - start);
  const view = new DataView(bytes.buffer);
  const head = place.head - start;
  view.setUint32(head + HEAD_HEAP_POINTER, heap.start, true);
  view.setUint32(head + HEAD_HEAP_SIZE, heap.end - heap.start, true);
  view.setUint32(head + HEAD_STACK_SIZE, STACK_BYTES, true);
  view.setInt32(head + HEAD_CHANNELS_COUNT, channels.length, true);
  view.setUint32(head + HEAD_CHANNELS, place.channels, true);
  for (const [index, { spec, alias, size }] of channels.entries()) {
    const at = place.channels + index * CHANNEL_BYTES - start;
    const limits = [spec.gets, spec.getsize, spec.puts, spec.putsize];
    for (const [k, limit] of limits.entries()) {
      view.setBigInt64(at + CHANNEL_LIMITS + 8 * k, limit, true);
    }
    view.setBigInt64(at + CHANNEL_SIZE, spec.type === TYPE_SEQUENTIAL ? 0n : BigInt(size), true);
    view.setUint32(at + CHANNEL_TYPE, spec.type, true);
    const name = place.names[index] ?? 0;
    view.setUint32(at + CHANNEL_NAME, name, true);
    for (let k = 0; k < alias.length; k += 1) {
      bytes[name - start + k] = alias.charCodeAt(k);
    }
  }
  view.setUint32(USER_MANIFEST_POINTER - start, place.head, true);
  return { address: start, bytes };
}
