/**
 * Where the windows of guest memory begin: what code may have built in that touches guest memory.
 * It follows from how pages are mapped, not from how much of them is backed yet.
 */

/** Relative to the base. */
export interface WindowPlace {
  readonly start: number;
  /**
   * Number of addresses from the start on that the widest access can have; undefined where it
   * depends on how much is backed, and must be read from the window's limits.
   */
  readonly span: number | undefined;
}

/** One kind of access has two windows at most. */
export interface WindowPair {
  readonly read: WindowPlace | undefined;
  readonly write: WindowPlace | undefined;
}

export interface WindowLayout {
  readonly low: WindowPair;
  readonly high: WindowPair;
}

/** Equal for layouts that can share code. */
export function layoutKey({ low, high }: WindowLayout): string {
  const place = (window: WindowPlace | undefined): string =>
    window === undefined ? "none" : `${window.start.toString(16)}+${window.span?.toString(16) ?? ""}`;
  return [low.read, low.write, high.read, high.write].map(place).join(" ");
}
