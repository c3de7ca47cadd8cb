/**
 * Command: random programs in the oracle and in another tier until so many instructions agree.
 *
 *     npx tsx conformance/compare-tiers.ts [INSTRUCTIONS] [SEED] [TIER]
 *
 * Half of them run in raw mode and half in session mode. Exits with 1 at the first disagreement.
 */
import { createInstructionSet } from "../src/oracle/instruction-set.ts";
import { isTier } from "../src/session/tiers.ts";
import { createToolchain } from "../src/session/toolchain.ts";
import { completeTable } from "../src/table/complete.ts";
import { TierContest } from "./tiers.ts";

const [wanted = "10000000", seed = "1", tier = "interpreter"] = process.argv.slice(2);
if (!isTier(tier)) throw new RangeError(`${tier} is no tier`);
const reference = createToolchain("oracle").engine;
const candidate = createToolchain(tier).engine;
const { table, decoder } = createInstructionSet(completeTable(), []);
const forms = table.forms.filter((form) => table.meaningOf(form) !== undefined);

for (const mode of ["raw", "session"] as const) {
  const contest = new TierContest({
    reference, candidate, forms, decoder, mode, seed: Number(seed),
  });
  while (contest.instructions < BigInt(wanted) / 2n) {
    const disagreement = contest.next();
    if (disagreement === undefined) continue;
    console.log(JSON.stringify(disagreement, undefined, 2));
    process.exit(1);
  }
  console.log(`${mode}: ${contest.instructions} instructions over ${forms.length} forms agree`);
}
