/**
 * What is known of the flags where each block begins: the form they are in, if it is the same on
 * every way there. Known forms cost nothing to carry along, and conditions follow from operands.
 */
import type { Folded } from "./folded.ts";
import { RETURN_FLAGS } from "./protocol.ts";
import { type KnownKind, isSameKind, knownBehind } from "./flag-locals.ts";
import type { Graph } from "./graph.ts";
import { type Flow, type Unit, isCall } from "./unit.ts";

/** The form of the flags behind a block that begins with `before`. */
function through(programs: readonly Folded[], flow: Flow, before: KnownKind): KnownKind {
  if (isCall(flow) || flow === "inline-return" || flow === "switch") return RETURN_FLAGS;
  return programs.reduce(knownBehind, before);
}

/**
 * By block. `programs`: what is emitted of each block's instructions. A unit is entered with flags
 * in a form that only the machine knows.
 */
export function flagsBefore(
  unit: Unit, programs: readonly (readonly Folded[])[], graph: Graph,
): readonly KnownKind[] {
  const before: (KnownKind | undefined)[] = unit.blocks.map(() => undefined);
  before[0] = "unknown";
  for (let changed = true; changed;) {
    changed = false;
    for (const index of graph.order) {
      const start = before[index];
      const block = unit.blocks[index];
      if (start === undefined || block === undefined) continue;
      const behind = through(programs[index] ?? [], block.flow, start);
      for (const next of graph.successors[index] ?? []) {
        const known = before[next];
        const merged = known === undefined || isSameKind(known, behind) ? behind : "unknown";
        if (known !== undefined && isSameKind(known, merged)) continue;
        before[next] = merged;
        changed = true;
      }
    }
  }
  return before.map((known) => known ?? "unknown");
}
