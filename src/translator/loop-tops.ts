/**
 * Where a unit should end because a loop around its root begins there. A place that turned hot inside
 * of a nest of loops makes a bad root for the whole nest: seen from there, the outer loops go round
 * inside of the inner one, and the host's compiler keeps registers for the wrong blocks. So such a unit
 * ends at the tops of the outer loops. Those have units of their own when control has come there often
 * enough, with every loop in its place.
 */

/** A block as far as loops are concerned. */
interface LoopBlock {
  readonly start: number;
  readonly successors: readonly number[];
}

/** More outer loops than this are no nest that a compiler would have laid out. */
const TOPS_MAX = 4;

/** Blocks on cycles through block 0 that pass none of `without`; empty where there is no such cycle. */
function cycleOf(blocks: readonly LoopBlock[], without: ReadonlySet<number>): Set<number> {
  const predecessors: number[][] = blocks.map(() => []);
  blocks.forEach(({ successors }, index) => {
    for (const next of successors) predecessors[next]?.push(index);
  });
  const reach = (next: (block: number) => readonly number[]): Set<number> => {
    const seen = new Set<number>();
    const queue = [...next(0)];
    for (let block = queue.pop(); block !== undefined; block = queue.pop()) {
      if (seen.has(block) || without.has(block)) continue;
      seen.add(block);
      queue.push(...next(block));
    }
    return seen;
  };
  const behind = reach((block) => blocks[block]?.successors ?? []);
  if (!behind.has(0)) return new Set();
  const before = reach((block) => predecessors[block] ?? []);
  return new Set([...behind].filter((block) => before.has(block)));
}

/** Does control come back to block 0? */
export function isInLoop(blocks: readonly LoopBlock[]): boolean {
  return cycleOf(blocks, new Set()).size > 0;
}

/**
 * Addresses of the outer loops' tops, for a unit whose root is block 0. A loop's top is its lowest
 * address: compilers lay loops out in one piece. `isOwn`: blocks of the root's own function.
 */
export function loopTops(
  blocks: readonly LoopBlock[], isOwn: (index: number) => boolean,
): ReadonlySet<number> {
  const tops: number[] = [];
  for (;;) {
    const cycle = cycleOf(blocks, new Set(tops));
    // The innermost loop around the root may as well begin at the root.
    if (cycle.size === 0) return startsOf(blocks, tops.slice(0, -1));
    const own = [...cycle].filter(isOwn);
    const top = own.reduce((lowest, index) =>
      (blocks[index]?.start ?? 0) < (blocks[lowest]?.start ?? 0) ? index : lowest, 0);
    if (top === 0) return startsOf(blocks, tops);
    if (tops.length === TOPS_MAX) return new Set();
    tops.push(top);
  }
}

function startsOf(blocks: readonly LoopBlock[], indexes: readonly number[]): Set<number> {
  return new Set(indexes.map((index) => blocks[index]?.start ?? 0));
}
