/**
 * Jumps through tables as blocks. All jumps through one table share one block that branches for
 * them, the *hub*: an interpreter's loop jumps through its table at the end of every handler, and
 * an edge from each of them to each of them would be too much for any compiler. A hub can also be
 * where control enters the unit.
 */
import { branchTable, routed } from "./route.ts";
import { BUNDLE_BYTES, type Block, type Unit } from "./unit.ts";

/** The unit with a hub for each table that is jumped through. */
export function withHubs(unit: Unit): Unit {
  const blocks = [...unit.blocks];
  const hubs = new Map<string, number>();
  unit.blocks.forEach((block, index) => {
    if (block.flow !== "switch") return;
    const key = block.successors.join();
    const hub = hubs.get(key) ?? blocks.push(emptyBlock("hub", unit.root, branchTable(block.successors))) - 1;
    hubs.set(key, hub);
    blocks[index] = { ...block, successors: [hub] };
  });
  return { ...unit, blocks };
}

function emptyBlock(flow: "hub" | "entry", at: number, successors: readonly number[]): Block {
  return { start: at, instructions: [], flow, end: at, back: -1, successors };
}

/**
 * The unit with a first block that goes to a hub, so that it can be entered wherever the hub leads,
 * and at its root. Undefined where the root begins no bundle: no hub can branch there.
 */
export function withEntries(unit: Unit, hub: number): Unit | undefined {
  if (unit.root % BUNDLE_BYTES !== 0) return undefined;
  const blocks = [emptyBlock("entry", unit.root, [hub]), ...unit.blocks].map((block, index) => {
    const successors = index === hub + 1
      ? branchTable([...new Set([0, ...block.successors])]) : block.successors;
    return { ...block, successors: successors.map((next) => next + 1) };
  });
  const entries = new Set((blocks[hub + 1]?.successors ?? []).map((next) => blocks[next]?.start ?? 0));
  return { ...unit, blocks, entries: [...entries] };
}

/** A hub cannot tell a router (`route.ts`) where to go: is none of what it leads to behind one? */
export function hubsArePlain({ blocks }: Unit): boolean {
  const { routes } = routed(blocks.map(({ successors }) => successors));
  return blocks.every(({ flow }, index) =>
    flow !== "hub" || (routes[index] ?? []).every((route) => route < 0));
}
