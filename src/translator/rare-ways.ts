/**
 * Ways that are seldom taken, because they leave the unit. The host's compiler puts what lies behind the
 * first way of a branch behind everything else, so a rare way goes first.
 */
import type { Folded } from "./folded.ts";
import type { Graph } from "./graph.ts";
import type { Unit } from "./unit.ts";

/** By block: whether all ways behind it end where the unit leaves for the interpreter. */
function leaving({ blocks }: Unit, { order, successors }: Graph): boolean[] {
  const leaves = blocks.map(({ flow }) => flow === "stop" || flow === "unreached" || flow === "top");
  for (const block of order.toReversed()) {
    const next = successors[block] ?? [];
    if (next.length > 0) leaves[block] = next.every((successor) => leaves[successor] === true);
  }
  return leaves;
}

/** By block: of the two ways behind a conditional jump the one that is rare; -1 where neither is. */
export function rareWays(unit: Unit, graph: Graph): readonly number[] {
  const leaves = leaving(unit, graph);
  return unit.blocks.map(({ flow }, index) => {
    if (flow !== "conditional") return -1;
    const [first, second] = (graph.successors[index] ?? []).map((next) => leaves[next]);
    return first === second ? -1 : first ? 0 : 1;
  });
}

/** The condition code on which a program jumps; undefined where it is no such jump. */
export function conditionOf(program: Folded | undefined): number | undefined {
  for (const effect of program?.effects ?? []) {
    const step = effect.op === "jump" && effect.when !== undefined ? program?.steps[effect.when] : undefined;
    if (step?.op === "condition") return step.cc;
  }
  return undefined;
}
