import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyze } from "./graph.ts";
import { structure, type StructureSink } from "./structure.ts";

/** A nested statement; running it follows the same blocks as walking the graph. */
type Node =
  | { kind: "loop" | "block"; body: Node[] }
  | { kind: "if"; body: Node[]; otherwise: Node[] }
  | { kind: "body"; block: number }
  | { kind: "branch"; depth: number }
  | { kind: "edge"; block: number; index: number }
  | { kind: "table"; depths: readonly number[] }
  | { kind: "leave" };

class Recorder implements StructureSink {
  readonly root: Node[] = [];
  readonly #open: { node: Node; list: Node[] }[] = [{ node: { kind: "block", body: this.root }, list: this.root }];
  #push(node: Node, list?: Node[]): void {
    this.#open.at(-1)?.list.push(node);
    if (list !== undefined) this.#open.push({ node, list });
  }
  openLoop(): void { const body: Node[] = []; this.#push({ kind: "loop", body }, body); }
  openBlock(): void { const body: Node[] = []; this.#push({ kind: "block", body }, body); }
  openIf(): void { const body: Node[] = []; this.#push({ kind: "if", body, otherwise: [] }, body); }
  openElse(): void {
    const top = this.#open.pop();
    if (top?.node.kind !== "if") throw new Error("else without if");
    this.#open.push({ node: top.node, list: top.node.otherwise });
  }
  close(): void { this.#open.pop(); }
  body(block: number): void { this.#push({ kind: "body", block }); }
  condition(): number { return 0; /* The walk asks its own source of decisions. */ }
  edge(block: number, index: number): void { this.#push({ kind: "edge", block, index }); }
  branch(depth: number): void { this.#push({ kind: "branch", depth }); }
  branchTable(_block: number, depths: readonly number[]): void { this.#push({ kind: "table", depths }); }
  leave(): void { this.#push({ kind: "leave" }); }
}

const STEPS = 60;

/** Blocks passed, and the edges taken between them (branch tables tell no edges). */
interface Trip { path: number[]; edges: [number, number][] }

/** Runs the statements; `decide(n)` picks one of n ways. */
function run(root: Node[], decide: (n: number) => number): Trip {
  const path: number[] = [];
  const edges: [number, number][] = [];
  /** Levels still to leave: -1 fall through, 0 the innermost label. */
  const list = (nodes: Node[]): number => {
    for (const node of nodes) {
      const left = one(node);
      if (left >= 0) return left;
    }
    return -1;
  };
  const one = (node: Node): number => {
    switch (node.kind) {
      case "body":
        path.push(node.block);
        return path.length >= STEPS ? Infinity : -1;
      case "leave": return Infinity;
      case "branch": return node.depth;
      case "edge":
        edges.push([node.block, node.index]);
        return -1;
      case "table": return node.depths[decide(node.depths.length)] ?? -1;
      case "if": {
        const left = decide(2) === 0 ? list(node.body) : list(node.otherwise);
        return left < 0 ? -1 : left === 0 ? -1 : left - 1;
      }
      case "block": {
        const left = list(node.body);
        return left <= 0 ? -1 : left - 1;
      }
      case "loop":
        for (;;) {
          const left = list(node.body);
          if (left === 0) continue;
          return left < 0 ? -1 : left - 1;
        }
    }
  };
  list(root);
  return { path, edges };
}

function walk(successors: readonly (readonly number[])[], decide: (n: number) => number): Trip {
  const path: number[] = [];
  const edges: [number, number][] = [];
  for (let block: number | undefined = 0; block !== undefined && path.length < STEPS;) {
    path.push(block);
    const next: readonly number[] = successors[block] ?? [];
    if (next.length === 0) break;
    const index = next.length === 1 ? 0 : decide(next.length);
    if (next.length <= 2 && path.length < STEPS) edges.push([block, index]);
    block = next[index];
  }
  return { path, edges };
}

const graphs = fc.integer({ min: 1, max: 14 }).chain((n) =>
  fc.array(fc.array(fc.nat(n - 1), { maxLength: 4 }), { minLength: n, maxLength: n }));

/** The same decisions for both sides, from a seed. */
function decisions(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 16) % n;
  };
}

describe("structured control flow", () => {
  it("follows the same blocks as the graph, whatever is decided", () => {
    let reducible = 0;
    fc.assert(fc.property(graphs, fc.nat(), (successors, seed) => {
      const graph = analyze(successors);
      if (!graph.reducible) return;
      reducible += 1;
      const sink = new Recorder();
      structure(graph, sink);
      expect(run(sink.root, decisions(seed))).toEqual(walk(successors, decisions(seed)));
    }), { numRuns: 3000 });
    expect(reducible).toBeGreaterThan(500);
  });

  it("knows a loop with two entries", () => {
    expect(analyze([[1, 2], [2], [1]]).reducible).toBe(false);
    expect(() => structure(analyze([[1, 2], [2], [1]]), new Recorder())).toThrow(/irreducible/);
  });
});
