/**
 * Command: real programs for so many instructions in every engine, and the whole state compared.
 *
 *     npx tsx conformance/guests/compare-states.ts [--reference TIER] [INSTRUCTIONS...]
 *
 * By default after 1000000 and 10000000 instructions, and with the oracle. It takes a second for
 * 500,000 of them: where the tiers change their ways later (the interpreter gets a loop of the
 * program's own after 50, 500 and 5,000 million), another reference has to do.
 *
 * Exits with 1 when a state differs from the reference's.
 */
import { parseArgs } from "node:util";
import { createToolchain } from "../../src/index.ts";
import { isTier } from "../../src/session/tiers.ts";
import { GUESTS, guestsAvailable } from "./guests.ts";
import { stateAfter } from "./state.ts";

const { values: { reference }, positionals } = parseArgs({
  allowPositionals: true, options: { reference: { type: "string", default: "oracle" } },
});
if (!isTier(reference)) throw new Error(`there is no tier ${reference}`);
const counts = positionals.map(BigInt);
const TIERS = (["interpreter", "translator"] as const).filter((tier) => tier !== reference);

if (!guestsAvailable()) console.log("the guests are not available");
else {
  const trusted = createToolchain(reference);
  const others = TIERS.map((tier) => ({ tier, toolchain: createToolchain(tier) }));
  for (const guest of GUESTS) {
    for (const count of counts.length === 0 ? [1_000_000n, 10_000_000n] : counts) {
      const expected = await stateAfter(guest, trusted, count);
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
