/**
 * Makes any control-flow graph reducible. A loop that can be entered at several places has no
 * structured form; so all edges to those places are led through one extra block that branches by a
 * number, and the edge says which. Only the places concerned pay for it.
 */
import { type Graph, analyze, dominates } from "./graph.ts";

export interface Routed {
  readonly graph: Graph;
  /** Number of the extra block, -1 where none was needed; its successors are what it branches to. */
  readonly router: number;
  /** For each block and successor: the number to branch by, or -1 for an ordinary edge. */
  readonly routes: readonly (readonly number[])[];
}

/** Blocks inside of `within` that a walk along `next` reaches from `start`. */
function reach(
  next: readonly (readonly number[])[], start: number, within: (block: number) => boolean,
): Set<number> {
  const seen = new Set([start]);
  for (const block of seen) {
    for (const target of next[block] ?? []) if (within(target)) seen.add(target);
  }
  return seen;
}

/**
 * Where the loop around `header` can be entered. Its blocks are those on cycles through the header
 * below its immediate dominator: a cycle that goes further up is another, outer loop.
 */
function loopEntries(graph: Graph, header: number): number[] {
  const { successors, predecessors, idom } = graph;
  const top = idom[header] ?? 0;
  const within = (block: number): boolean => block !== top && dominates(graph, top, block);
  const behind = reach(successors, header, within);
  const body = [...reach(predecessors, header, within)].filter((block) => behind.has(block));
  return [header, ...body.filter((block) =>
    (predecessors[block] ?? []).some((p) => !body.includes(p)))];
}

/** Entries of every loop that has more than one. */
function sideEntries(graph: Graph): number[] {
  const { order, position, predecessors } = graph;
  return order.flatMap((header) => (predecessors[header] ?? []).flatMap((from) =>
    (position[from] ?? 0) < (position[header] ?? 0) || dominates(graph, header, from) ? []
      : loopEntries(graph, header)));
}

/** What a block branches to by a number: a table needs more than two ways, and names its last one again. */
export function branchTable(targets: readonly number[]): number[] {
  const table = [...targets];
  while (table.length < 3) table.push(table.at(-1) ?? 0);
  return table;
}

function reroute(successors: readonly (readonly number[])[], targets: readonly number[]): Routed {
  const router = successors.length;
  const routes = successors.map((list) => list.map((target) => targets.indexOf(target)));
  const led = successors.map((list, block) =>
    list.map((target, way) => ((routes[block]?.[way] ?? -1) >= 0 ? router : target)));
  const table = branchTable(targets);
  return { graph: analyze([...led, table]), router, routes: [...routes, table.map(() => -1)] };
}

/** The graph of `successors` (`analyzed`), with a router where it would not be reducible. */
export function routed(successors: readonly (readonly number[])[], analyzed = analyze(successors)): Routed {
  let graph = analyzed;
  const plain: Routed = {
    graph, router: -1, routes: successors.map((list) => list.map(() => -1)),
  };
  const targets = new Set<number>();
  let result = plain;
  while (!graph.reducible) {
    const found = sideEntries(graph).filter((block) =>
      block < successors.length && !targets.has(block));
    if (found.length === 0) throw new Error("defect: a graph stays irreducible");
    for (const block of found) targets.add(block);
    result = reroute(successors, [...targets]);
    graph = result.graph;
  }
  return result;
}
