/**
 * What a trap costs whose data is at hand, in CPU time: `npm run bench:traps [-- TIER [CALL]]`. A guest
 * makes the same call again and again; the same loop without the call is taken off. Each tier and call
 * in a process of its own (`traps-run.ts`), because a program runs in one tier; the goal stands beside.
 */
import { execFileSync } from "node:child_process";
import { bundled } from "./bundled.ts";
import { CALLS } from "./trap-modules.ts";

const TIERS = ["auto", "translator", "interpreter"];
const GOAL_US = 0.2;

const runner = bundled("traps-run.ts");
const [onlyTier, onlyCall] = process.argv.slice(2);
for (const tier of TIERS.filter((name) => onlyTier === undefined || name === onlyTier)) {
  for (const name of Object.keys(CALLS)) {
    if (onlyCall !== undefined && name !== onlyCall) continue;
    const output = execFileSync(process.execPath, [runner, tier, name], { encoding: "utf8" });
    process.stdout.write(`${tier.padEnd(12)} ${name.padEnd(26)} `
      + `${Number(output).toFixed(3).padStart(8)} us  (${GOAL_US} us)\n`);
  }
}
