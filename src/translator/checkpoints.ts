/**
 * Where a unit looks at the budget: at its entry, at loop headers and behind calls. Between two
 * checkpoints control only goes forward, so a checkpoint that sees the longest way to the next one
 * covered need not look again. What is executed is taken from the budget where ways meet; exits in
 * between know how much is due.
 */
import type { Graph } from "./graph.ts";
import { type Block, type Unit, isCall } from "./unit.ts";

export interface Checkpoints {
  readonly isCheckpoint: readonly boolean[];
  /** Instructions on the longest way from a block's start to the next checkpoint or exit. */
  readonly longest: readonly number[];
  /** By block: instructions executed before it that are still due, not taken from the budget yet. */
  readonly due: readonly number[];
  /** By block: control comes from one other block only, so what that has put off can wait further. */
  readonly goesOn: readonly boolean[];
}

/** Routers, hubs, landings and entries have no state of the guest's to leave with. */
function isAddressless({ flow }: Pick<Block, "flow">): boolean {
  return flow === "router" || flow === "hub" || flow === "landing" || flow === "entry";
}

/** Does nothing remain due behind a block, because it settles the budget? */
export function settles({ flow }: Block): boolean {
  return flow === "repeat" || isCall(flow);
}

/** By block: the only one that control comes from, where there is one that has an address, as it has. */
function onlyBefore({ blocks }: Unit, graph: Graph): number[] {
  return blocks.map((block, index) => {
    const [from = -1, ...others] = graph.predecessors[index] ?? [];
    const before = blocks[from];
    if (index === 0 || before === undefined || others.length > 0) return -1;
    return isAddressless(block) || isAddressless(before) ? -1 : from;
  });
}

/** By block: what is due before it. It is settled on all ways to a place where several meet. */
function dueBefore(
  { blocks }: Unit, graph: Graph, only: readonly number[], isCheckpoint: readonly boolean[],
): number[] {
  const due = blocks.map(() => 0);
  for (const index of graph.order) {
    const from = only[index] ?? -1;
    const before = blocks[from];
    if (before === undefined || isCheckpoint[index] === true || settles(before)) continue;
    due[index] = (due[from] ?? 0) + before.instructions.length;
  }
  return due;
}

/** `counts`: the budget counts; otherwise nothing is a checkpoint. */
export function checkpoints(unit: Unit, graph: Graph, counts: boolean): Checkpoints {
  const isCheckpoint = unit.blocks.map((block, index) =>
    (index === 0 || graph.isHeader[index] === true) && !isAddressless(block));
  // Where there is no address to leave at, the places behind are checkpoints instead.
  for (const block of unit.blocks) {
    if (!isCall(block.flow) && !isAddressless(block)) continue;
    for (const next of block.successors) {
      isCheckpoint[next] ||= !isAddressless(unit.blocks[next] ?? block);
    }
  }
  if (!counts) isCheckpoint.fill(false);
  const longest = unit.blocks.map(() => 0);
  for (const index of graph.order.toReversed()) {
    const block = unit.blocks[index];
    if (block === undefined) continue;
    const ways = block.successors.map((s) => (isCheckpoint[s] === true ? 0 : longest[s] ?? 0));
    longest[index] = block.instructions.length + Math.max(0, ...ways);
  }
  const only = onlyBefore(unit, graph);
  const due = counts ? dueBefore(unit, graph, only, isCheckpoint) : unit.blocks.map(() => 0);
  return { isCheckpoint, longest, due, goesOn: only.map((from) => from >= 0) };
}
