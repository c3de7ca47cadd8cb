/** The translator against the interpreter on random programs; `npm run conformance:flow` is longer. */
import { describe, expect, it } from "vitest";
import { FlowFuzzer } from "../../conformance/flow/engines.ts";

const LENGTH = 20_000n;
const [FIRST_SEED, PROGRAMS] = [1, 12];

describe("translated programs", () => {
  it("stop where interpreted ones stop, in the same state", () => {
    const fuzzer = new FlowFuzzer();
    let [instructions, exits] = [0n, 0];
    for (let seed = FIRST_SEED; seed < FIRST_SEED + PROGRAMS; seed += 1) {
      const outcome = fuzzer.run(seed, LENGTH);
      expect(outcome.difference, `seed ${seed}: npm run conformance:flow -- --seed ${seed}`
        + ` --programs 1 --length ${LENGTH}`).toBeUndefined();
      instructions += outcome.instructions;
      exits += outcome.exits;
    }
    console.log(`seeds ${FIRST_SEED} to ${FIRST_SEED + PROGRAMS - 1}: ${instructions} instructions,`
      + ` ${exits} faults and traps, no difference`);
    expect(instructions).toBeGreaterThan(20_000n);
  });
});
