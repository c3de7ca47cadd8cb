/** The translator against the interpreter on random programs; `npm run conformance:flow` is longer. */
import { describe, expect, it } from "vitest";
import { FlowFuzzer } from "../../conformance/flow/engines.ts";

const LENGTH = 20_000n;
const PROGRAMS = 8;

describe("translated programs", () => {
  it("stop where interpreted ones stop, in the same state", () => {
    const fuzzer = new FlowFuzzer();
    let instructions = 0n;
    for (let seed = 1; seed <= PROGRAMS; seed += 1) {
      const outcome = fuzzer.run(seed, LENGTH);
      expect(outcome.difference, `seed ${seed}`).toBeUndefined();
      instructions += outcome.instructions;
    }
    expect(instructions).toBeGreaterThan(20_000n);
  });
});
