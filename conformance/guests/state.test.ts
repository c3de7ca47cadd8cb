/** The first instructions of real programs leave the same state in every engine. */
import { describe, expect, it } from "vitest";
import { createToolchain } from "../../src/index.ts";
import { GUESTS, guestsAvailable } from "./guests.ts";
import { stateAfter } from "./state.ts";

const INSTRUCTIONS = 60_000n;

// Without the modules these are skipped: not available is not passed.
describe.skipIf(!guestsAvailable())("after 60,000 instructions", () => {
  const oracle = createToolchain("oracle");
  const others = [createToolchain("interpreter"), createToolchain("translator")];

  it.each(GUESTS)("$name has one state", async (guest) => {
    const expected = await stateAfter(guest, oracle, INSTRUCTIONS);
    expect(expected.retired).toBe(INSTRUCTIONS);
    for (const toolchain of others) {
      expect(await stateAfter(guest, toolchain, INSTRUCTIONS)).toEqual(expected);
    }
    const later = await stateAfter(guest, oracle, INSTRUCTIONS + 1n);
    expect(later.registers).not.toBe(expected.registers);
  });
});
