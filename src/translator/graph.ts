/**
 * Control-flow graphs of a unit: reverse postorder, dominators, loop headers, reducibility.
 *
 * Blocks are numbers 0..n-1, block 0 is the entry. The algorithms are the classical ones: dominators
 * by iteration over the reverse postorder (Cooper, Harvey, Kennedy: "A Simple, Fast Dominance
 * Algorithm"), reducibility by the rule that every retreating edge goes to a dominator of its source.
 */

/** What the emitter needs to know about a graph. */
export interface Graph {
  /** Successors of each block. */
  readonly successors: readonly (readonly number[])[];
  readonly predecessors: readonly (readonly number[])[];
  /** Reachable blocks in reverse postorder. */
  readonly order: readonly number[];
  /** Place of each block in `order`; -1 when it cannot be reached. */
  readonly position: readonly number[];
  /** Immediate dominator of each block (the entry's is itself). */
  readonly idom: readonly number[];
  /** Blocks that some retreating edge goes to. */
  readonly isHeader: readonly boolean[];
  /** Blocks that two or more forward edges go to. */
  readonly isMerge: readonly boolean[];
  /** False where a loop can be entered elsewhere than at its header. */
  readonly reducible: boolean;
}

/** Reverse postorder of the blocks reachable from block 0, without recursion. */
function reversePostorder(successors: readonly (readonly number[])[]): number[] {
  const seen = new Uint8Array(successors.length);
  const order: number[] = [];
  const stack: { block: number; next: number }[] = [{ block: 0, next: 0 }];
  seen[0] = 1;
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    // The last successor is visited first, so that the first one comes right behind its block.
    const list = successors[top.block] ?? [];
    const target = list[list.length - 1 - top.next];
    top.next += 1;
    if (target === undefined) {
      order.push(top.block);
      stack.pop();
    } else if (seen[target] === 0) {
      seen[target] = 1;
      stack.push({ block: target, next: 0 });
    }
  }
  return order.reverse();
}

function immediateDominators(
  order: readonly number[], position: readonly number[], predecessors: readonly (readonly number[])[],
): number[] {
  const idom: number[] = position.map(() => -1);
  idom[0] = 0;
  const at = (list: readonly number[], index: number): number => list[index] ?? -1;
  const meet = (left: number, right: number): number => {
    let [a, b] = [left, right];
    while (a !== b) {
      while (at(position, a) > at(position, b)) a = at(idom, a);
      while (at(position, b) > at(position, a)) b = at(idom, b);
    }
    return a;
  };
  for (let changed = true; changed;) {
    changed = false;
    for (const block of order) {
      if (block === 0) continue;
      let found = -1;
      for (const p of predecessors[block] ?? []) {
        if (at(idom, p) >= 0) found = found < 0 ? p : meet(p, found);
      }
      if (found !== idom[block]) {
        idom[block] = found;
        changed = true;
      }
    }
  }
  return idom;
}

/** Does every way from the entry to `block` pass `a`? */
export function dominates(
  { position, idom }: Pick<Graph, "position" | "idom">, a: number, block: number,
): boolean {
  let b = block;
  while ((position[b] ?? 0) > (position[a] ?? 0)) b = idom[b] ?? 0;
  return a === b;
}

/** Blocks of the loops of a header: those from which control comes back to it. */
export function loopBlocks(
  { predecessors, position }: Pick<Graph, "predecessors" | "position">, header: number,
): Set<number> {
  const seen = new Set([header]);
  const queue = (predecessors[header] ?? []).filter((from) => (position[from] ?? 0) >= (position[header] ?? 0));
  for (let block = queue.pop(); block !== undefined; block = queue.pop()) {
    if (seen.has(block)) continue;
    seen.add(block);
    queue.push(...(predecessors[block] ?? []));
  }
  return seen;
}

/** Analyses the graph whose block `b` goes on to `successors[b]`. */
export function analyze(successors: readonly (readonly number[])[]): Graph {
  const order = reversePostorder(successors);
  const position = successors.map(() => -1);
  order.forEach((block, index) => { position[block] = index; });
  const predecessors: number[][] = successors.map(() => []);
  for (const block of order) {
    for (const target of new Set(successors[block])) predecessors[target]?.push(block);
  }
  const idom = immediateDominators(order, position, predecessors);
  const isHeader = successors.map(() => false);
  const isMerge = successors.map(() => false);
  let reducible = true;
  for (const block of order) {
    let forward = 0;
    for (const p of predecessors[block] ?? []) {
      if ((position[p] ?? 0) < (position[block] ?? 0)) {
        // A block whose conditional jump goes to one place both ways is still one predecessor.
        forward += 1;
      } else {
        isHeader[block] = true;
        if (!dominates({ position, idom }, block, p)) reducible = false;
      }
    }
    isMerge[block] = forward > 1;
  }
  return { successors, predecessors, order, position, idom, isHeader, isMerge, reducible };
}
