/**
 * Unrolls small loops that contain no other loop and call nothing: several rounds of such a loop stand
 * behind each other. What happens once a round at a loop's top, such as the look at the budget, then
 * happens once in several rounds, and one check can do for the accesses of all of them. Each round has
 * the exits of its own, so nothing but time changes.
 */
import { type Graph, dominates, loopBlocks } from "./graph.ts";
import { type Block, type Flow, type Unit } from "./unit.ts";

/** Instructions of a round of which several may stand behind each other. */
const ROUND_MAX = 64;

/** How blocks of such a loop end. */
const PLAIN: ReadonlySet<Flow> = new Set<Flow>([
  "next", "jump", "conditional", "inline-call", "inline-return",
]);

/** Blocks of the innermost loop of a header; undefined where there is another inside, or a call. */
function bodyOf({ blocks }: Unit, graph: Graph, header: number): readonly number[] | undefined {
  const body = [...loopBlocks(graph, header)];
  const isLeaf = body.every((index) => PLAIN.has(blocks[index]?.flow ?? "stop")
    && (index === header || (graph.isHeader[index] !== true && dominates(graph, header, index))));
  return isLeaf ? body : undefined;
}

/** Writes the rounds of a loop into `blocks`, the first one in the place of the loop. */
function addRounds(blocks: Block[], body: readonly number[], header: number, rounds: number): void {
  const end = blocks.length;
  const numberOf = (index: number, round: number): number =>
    round === 0 ? index : end + (round - 1) * body.length + body.indexOf(index);
  const inLoop = body.map((index) => ({ index, block: blocks[index] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { index, block } of inLoop) {
      if (block === undefined) continue;
      const successors = block.successors.map((next) => {
        if (next === header) return numberOf(header, (round + 1) % rounds);
        return body.includes(next) ? numberOf(next, round) : next;
      });
      blocks[numberOf(index, round)] = { ...block, successors };
    }
  }
}

/** The unit with so many rounds of each small loop, itself where it has none; `graph` is that of its blocks. */
export function unrolled(unit: Unit, graph: Graph, rounds: number): Unit {
  const blocks = [...unit.blocks];
  for (const header of graph.order) {
    const body = graph.isHeader[header] === true ? bodyOf(unit, graph, header) : undefined;
    if (body === undefined) continue;
    const size = body.reduce((sum, index) => sum + (unit.blocks[index]?.instructions.length ?? 0), 0);
    if (size <= ROUND_MAX) addRounds(blocks, body, header, rounds);
  }
  return blocks.length === unit.blocks.length ? unit : { ...unit, blocks };
}
