/**
 * The three orders of channels: in which they are mounted, how guests number them, in which they
 * are closed and their etags reported. Handles do not depend on the order of manifest lines.
 */
import { STANDARD_ALIASES } from "../../spec/abi/manifest.ts";
import { directionOf } from "./channel.ts";
import type { Channel } from "./channel.ts";
import type { ChannelSpec } from "./manifest.ts";

/** Listening ends of a channel, then connecting ones. */
function networkEnds(spec: ChannelSpec): { readonly binds: number; readonly connects: number } {
  const ends = spec.sources.filter(({ kind }) => kind === "network").length;
  return directionOf(spec) === "read" ? { binds: ends, connects: 0 } : { binds: 0, connects: ends };
}

/** Most listening ends first, then most connecting ends; local channels in manifest order. */
export function mountOrder(specs: readonly ChannelSpec[]): ChannelSpec[] {
  return [...specs].sort((a, b) => {
    const first = networkEnds(a);
    const second = networkEnds(b);
    return second.binds - first.binds || second.connects - first.connects;
  });
}

function compareBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Handles 0..n-1: the standard channels that exist, then the others by alias. */
export function guestOrder(channels: readonly Channel[]): Channel[] {
  const standard: readonly string[] = STANDARD_ALIASES;
  const rank = (channel: Channel): number => {
    const index = standard.indexOf(channel.alias);
    return index < 0 ? standard.length : index;
  };
  return [...channels].sort((a, b) => rank(a) - rank(b) || compareBytes(a.alias, b.alias));
}

/** Local channels first, then connecting, then listening ones; else the guest's order. */
export function closeOrder(guestOrdered: readonly Channel[]): Channel[] {
  return [...guestOrdered].sort((a, b) => {
    const first = networkEnds(a.spec);
    const second = networkEnds(b.spec);
    return first.binds - second.binds || first.connects - second.connects;
  });
}
