/**
 * Turns a reducible graph into nested blocks, loops and branches, the only control flow that
 * WebAssembly has. The method is Norman Ramsey's ("Beyond Relooper", 2022): one walk over the
 * dominator tree; a block with several forward predecessors stands behind a label, a loop header
 * inside a `loop`, everything else where its only predecessor branches to it.
 */
import type { Graph } from "./graph.ts";

/** What the walk writes; the emitter turns each call into WebAssembly. */
export interface StructureSink {
  openLoop(header: number): void;
  openBlock(): void;
  /** Closes the innermost loop, block or `if`. */
  close(): void;
  /** The straight code of a block, its terminator left out. */
  body(block: number): void;
  /**
   * Is a conditional branch: leaves the condition of going to one successor on the stack, and says to
   * which: 0 or 1.
   */
  condition(block: number): number;
  /** Opens `if` on the condition just left. */
  openIf(): void;
  openElse(): void;
  /** Control goes from `block` to its successor number `index`: what happens on the way. */
  edge(block: number, index: number): void;
  /** Branches to the label `depth` levels out. */
  branch(depth: number): void;
  /** A branch over more than two successors: depth for each; the last is the default. */
  branchTable(block: number, depths: readonly number[]): void;
  /** The end of a block without successors: return or exit. */
  leave(block: number): void;
}

type Label = { readonly kind: "loop" | "block" | "if"; readonly target: number };

const IF: Label = { kind: "if", target: -1 };

class Structurer {
  readonly #graph: Graph;
  readonly #sink: StructureSink;
  /** Blocks that each block immediately dominates and that need a label, latest first. */
  readonly #merges: readonly number[][];
  readonly #labels: Label[] = [];

  constructor(graph: Graph, sink: StructureSink) {
    this.#graph = graph;
    this.#sink = sink;
    const merges: number[][] = graph.successors.map(() => []);
    // Latest first: the label opened first ends last.
    for (const block of graph.order.toReversed()) {
      if (block !== 0 && this.#needsLabel(block)) merges[graph.idom[block] ?? 0]?.push(block);
    }
    this.#merges = merges;
  }

  /** Merges, and every target of a branch table: a table can only name labels. */
  #needsLabel(block: number): boolean {
    const { predecessors, successors, isMerge } = this.#graph;
    return isMerge[block] === true
      || (predecessors[block] ?? []).some((p) => (successors[p]?.length ?? 0) > 2);
  }

  tree(block: number): void {
    const loop = this.#graph.isHeader[block] === true;
    if (loop) {
      this.#sink.openLoop(block);
      this.#labels.push({ kind: "loop", target: block });
    }
    const merges = this.#merges[block] ?? [];
    for (const target of merges) {
      this.#sink.openBlock();
      this.#labels.push({ kind: "block", target });
    }
    this.#sink.body(block);
    this.#terminate(block);
    for (const target of merges.toReversed()) {
      this.#sink.close();
      this.#labels.pop();
      this.tree(target);
    }
    if (loop) {
      this.#sink.close();
      this.#labels.pop();
    }
  }

  #depth(target: number): number {
    for (let i = this.#labels.length - 1; i >= 0; i -= 1) {
      const label = this.#labels[i];
      if (label !== undefined && label.kind !== "if" && label.target === target) {
        return this.#labels.length - 1 - i;
      }
    }
    throw new Error(`block ${target} has no label here: the graph is not reducible`);
  }

  #isLabelled(from: number, target: number): boolean {
    const { position } = this.#graph;
    return (position[target] ?? 0) <= (position[from] ?? 0) || this.#needsLabel(target);
  }

  #go(from: number, target: number): void {
    if (this.#isLabelled(from, target)) this.#sink.branch(this.#depth(target));
    else this.tree(target);
  }

  #terminate(block: number): void {
    const targets = this.#graph.successors[block] ?? [];
    const [first, second] = targets;
    if (first === undefined) this.#sink.leave(block);
    else if (targets.length > 2) {
      this.#sink.branchTable(block, targets.map((target) => this.#depth(target)));
    } else if (second === undefined) {
      this.#sink.edge(block, 0);
      this.#go(block, first);
    }
    else this.#conditional(block, [first, second]);
  }

  #conditional(block: number, targets: readonly [number, number]): void {
    const way = this.#sink.condition(block) === 0 ? 0 : 1;
    const [taken, next] = [targets[way], targets[1 - way] ?? -1];
    this.#arm(block, taken, way);
    // A branch away needs no `else`: what follows is reached only by the other way.
    const leaves = this.#isLabelled(block, taken);
    if (leaves || this.#isLabelled(block, next)) {
      this.#sink.close();
      this.#sink.edge(block, 1 - way);
      this.#go(block, next);
      return;
    }
    this.#sink.openElse();
    this.#labels.push(IF);
    this.#sink.edge(block, 1 - way);
    this.tree(next);
    this.#labels.pop();
    this.#sink.close();
  }

  /** Opens the `if` of a way out of `block` and goes there; the `if` stays open. */
  #arm(block: number, target: number, index: number): void {
    this.#sink.openIf();
    this.#labels.push(IF);
    this.#sink.edge(block, index);
    this.#go(block, target);
    this.#labels.pop();
  }
}

/** Walks a reducible graph and tells `sink` what to write. Throws when it is not reducible. */
export function structure(graph: Graph, sink: StructureSink): void {
  if (!graph.reducible) throw new Error("an irreducible graph has no structured form");
  new Structurer(graph, sink).tree(0);
}
