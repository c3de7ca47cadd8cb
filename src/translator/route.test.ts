import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyze } from "./graph.ts";
import { routed } from "./route.ts";

const graphs = fc.integer({ min: 1, max: 14 }).chain((n) =>
  fc.array(fc.array(fc.nat(n - 1), { maxLength: 2 }), { minLength: n, maxLength: n }));

describe("routing", () => {
  it("makes every graph reducible, and every edge still goes where it went", () => {
    let irreducible = 0;
    fc.assert(fc.property(graphs, (successors) => {
      const { graph, router, routes } = routed(successors);
      expect(graph.reducible).toBe(true);
      if (router >= 0) irreducible += 1;
      const { position } = analyze(successors);
      successors.forEach((list, block) => list.forEach((target, way) => {
        if ((position[block] ?? -1) < 0) return;
        const route = routes[block]?.[way] ?? -1;
        const through = graph.successors[block]?.[way];
        if (route < 0) expect(through).toBe(target);
        else {
          expect(through).toBe(router);
          expect(graph.successors[router]?.[route]).toBe(target);
        }
      }));
    }), { numRuns: 3000 });
    expect(irreducible).toBeGreaterThan(20);
  });

  it("leaves a reducible graph alone", () => {
    expect(routed([[1, 2], [3], [3], [0]]).router).toBe(-1);
  });
});
