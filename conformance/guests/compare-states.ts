/**
 * Command: real programs for so many instructions in every engine, and the whole state compared.
 *
 *     npx tsx conformance/guests/compare-states.ts [INSTRUCTIONS...]     (default 1000000 10000000)
 *
 * Exits with 1 when a state differs from the oracle's.
 */
import { createToolchain } from "../../src/index.ts";
import { GUESTS, guestsAvailable } from "./guests.ts";
import { stateAfter } from "./state.ts";

const counts = process.argv.slice(2).map(BigInt);
const TIERS = ["interpreter", "translator"] as const;

if (!guestsAvailable()) console.log("the guests are not available");
else {
  const oracle = createToolchain("oracle");
  const others = TIERS.map((tier) => ({ tier, toolchain: createToolchain(tier) }));
  for (const guest of GUESTS) {
    for (const count of counts.length === 0 ? [1_000_000n, 10_000_000n] : counts) {
      const expected = await stateAfter(guest, oracle, count);
      for (const { tier, toolchain } of others) {
        const actual = await stateAfter(guest, toolchain, count);
        const differing = (Object.keys(expected) as (keyof typeof expected)[])
          .filter((key) => expected[key] !== actual[key]);
        if (differing.length > 0) process.exitCode = 1;
        const verdict = differing.length === 0
          ? "same state" : `DIFFERS in ${differing.join(", ")}`;
        console.log(`${guest.name} after ${expected.retired}: ${tier} ${verdict}`);
      }
    }
  }
}
