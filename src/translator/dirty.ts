/**
 * Which registers may differ from what the state block says of them: those written on some way from
 * the unit's entry, or from the last call, where everything was handed over. Only they need be
 * stored where control leaves for another unit.
 */
import type { Graph } from "./graph.ts";
import { type RegisterSets, union, writtenBy } from "./register-use.ts";
import { type Unit, isCall } from "./unit.ts";

const NONE: RegisterSets = { general: 0, vector: 0 };

/** What may be dirty where each block begins. */
export function dirtyBefore(unit: Unit, graph: Graph): readonly RegisterSets[] {
  const written = unit.blocks.map(({ instructions, flow }) =>
    isCall(flow) ? undefined : writtenBy(instructions));
  const before = unit.blocks.map(() => NONE);
  for (let changed = true; changed;) {
    changed = false;
    for (const index of graph.order) {
      const own = written[index];
      const behind = own === undefined ? NONE : union(before[index] ?? NONE, own);
      for (const next of graph.successors[index] ?? []) {
        const known = before[next] ?? NONE;
        const merged = union(known, behind);
        if (merged.general === known.general && merged.vector === known.vector) continue;
        before[next] = merged;
        changed = true;
      }
    }
  }
  return before;
}
