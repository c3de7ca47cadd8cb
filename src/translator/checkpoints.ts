/**
 * Where a unit looks at the budget: at its entry, at loop headers and behind calls. Between two
 * checkpoints control only goes forward, so a checkpoint that sees the longest way to the next one
 * covered need not look again; what is executed is subtracted block by block all the same.
 */
import type { Graph } from "./graph.ts";
import { type Flow, type Unit, isCall } from "./unit.ts";

export interface Checkpoints {
  readonly isCheckpoint: readonly boolean[];
  /** Instructions on the longest way from a block's start to the next checkpoint or exit. */
  readonly longest: readonly number[];
}

/** `counts`: the budget counts; otherwise nothing is a checkpoint. */
export function checkpoints(unit: Unit, graph: Graph, counts: boolean): Checkpoints {
  // Routers and hubs have no address to leave at: where they go are checkpoints instead.
  const isAddressless = (flow: Flow): boolean => flow === "router" || flow === "hub" || flow === "entry";
  const isCheckpoint = unit.blocks.map(({ flow }, index) =>
    (index === 0 || graph.isHeader[index] === true) && !isAddressless(flow));
  unit.blocks.forEach(({ flow, successors }) => {
    if (!isCall(flow) && !isAddressless(flow)) return;
    for (const successor of successors) isCheckpoint[successor] = true;
  });
  if (!counts) isCheckpoint.fill(false);
  const longest = unit.blocks.map(() => 0);
  for (const index of graph.order.toReversed()) {
    const block = unit.blocks[index];
    if (block === undefined) continue;
    const ways = block.successors.map((s) => (isCheckpoint[s] === true ? 0 : longest[s] ?? 0));
    longest[index] = block.instructions.length + Math.max(0, ...ways);
  }
  return { isCheckpoint, longest };
}
