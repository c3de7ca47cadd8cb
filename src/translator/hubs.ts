/**
 * Jumps through tables as blocks. All jumps through one table share one block that branches for
 * them, the *hub*: an interpreter's loop jumps through its table at the end of every handler, and
 * an edge from each of them to each of them would be too much for any compiler. A hub can also be
 * where control enters the unit.
 */
import { branchTable } from "./route.ts";
import { BUNDLE_BYTES, type Block, type Unit } from "./unit.ts";

/** The unit with a hub for each table that is jumped through. */
export function withHubs(unit: Unit): Unit {
  const blocks = [...unit.blocks];
  const hubs = new Map<string, number>();
  unit.blocks.forEach((block, index) => {
    if (block.flow !== "switch") return;
    const key = block.successors.join();
    const hub = hubs.get(key) ?? addHub(blocks, unit.root, block.successors);
    hubs.set(key, hub);
    blocks[index] = { ...block, successors: [hub] };
  });
  return { ...unit, blocks };
}

/** Adds a hub and its landings; returns its number. */
function addHub(blocks: Block[], root: number, targets: readonly number[]): number {
  const landings = targets.map((target) => addLanding(blocks, target));
  return blocks.push(emptyBlock("hub", root, branchTable(landings))) - 1;
}

function addLanding(blocks: Block[], target: number): number {
  return blocks.push(emptyBlock("landing", blocks[target]?.start ?? 0, [target])) - 1;
}

function emptyBlock(flow: "hub" | "landing" | "entry", at: number, successors: readonly number[]): Block {
  return { start: at, instructions: [], flow, end: at, back: -1, successors };
}

/**
 * The unit with a first block that goes to a hub, so that it can be entered wherever the hub leads,
 * and at its root. Undefined where the root begins no bundle: no hub can branch there.
 */
export function withEntries(unit: Unit, hub: number): Unit | undefined {
  if (unit.root % BUNDLE_BYTES !== 0) return undefined;
  const blocks: Block[] = [emptyBlock("entry", unit.root, [hub]), ...unit.blocks].map((block) =>
    ({ ...block, successors: block.successors.map((next) => next + 1) }));
  const landings = new Set(blocks[hub + 1]?.successors ?? []);
  const entries = new Set([...landings].map((next) => blocks[next]?.start ?? 0));
  if (!entries.has(unit.root)) landings.add(addLanding(blocks, 1));
  blocks[hub + 1] = emptyBlock("hub", unit.root, branchTable([...landings]));
  return { ...unit, blocks, entries: [...entries.add(unit.root)] };
}
