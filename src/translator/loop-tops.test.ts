/** Units end at the tops of the loops around their root, and only there. */
import { describe, expect, it } from "vitest";
import { loopTops } from "./loop-tops.ts";

/** The tops for blocks at `starts` that go on to each other as `ways` says; `foreign` ones were taken in. */
function topsOf(
  starts: readonly number[], ways: readonly (readonly number[])[], foreign: readonly number[] = [],
): number[] {
  const blocks = starts.map((start, index) => ({ start, successors: ways[index] ?? [] }));
  return [...loopTops(blocks, (index) => !foreign.includes(index))].sort((a, b) => a - b);
}

describe("tops of loops around a root", () => {
  it("are none where the root is in no loop, or in one only", () => {
    expect(topsOf([0x100, 0x120], [[1], []])).toEqual([]);
    expect(topsOf([0x100, 0x120], [[1], [0]])).toEqual([]);
    // The loop begins above the root, but there is nothing around it.
    expect(topsOf([0x120, 0x100], [[1], [0]])).toEqual([]);
  });

  it("are those of the outer loops of a nest", () => {
    // 0x140 is the inner loop, 0x120 the one around it, 0x100 the outermost.
    expect(topsOf([0x140, 0x160, 0x120, 0x180, 0x100], [[0, 1], [2, 3], [0], [4], [2]])).toEqual([0x100, 0x120]);
  });

  it("are none for the root of the outermost loop", () => {
    expect(topsOf([0x100, 0x120, 0x140], [[1], [1, 2], [0]])).toEqual([]);
  });

  it("stand in the root's own function", () => {
    // The lowest address of the outer loop belongs to a function that was taken in.
    expect(topsOf([0x240, 0x260, 0x100, 0x220], [[0, 1], [2], [3], [0]], [2])).toEqual([0x220]);
  });

  it("are none where loops are too many to be a nest", () => {
    const inner = [0, 1, 2, 3, 4, 5].map((k) => 0x1000 - 0x100 * k);
    const ways = inner.map((_, k) => k === 0 ? [0, 1] : [0, Math.min(k + 1, 5)]);
    expect(topsOf(inner, ways)).toEqual([]);
  });
});
