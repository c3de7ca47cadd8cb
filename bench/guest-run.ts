/**
 * One run of one program in a process of its own, for `speed.ts`: prints one JSON line.
 *
 *     node guest-run.mjs MODULE TIER STDIN [LIMIT]
 *
 * LIMIT: instructions after which the run may end, for engines that would take hours.
 */
import { createToolchain } from "../src/index.ts";
import { isTier } from "../src/session/tiers.ts";
import { measuredRun } from "./measured-run.ts";

const [module, tier = "", stdin, limit] = process.argv.slice(2);
if (module === undefined || stdin === undefined || !isTier(tier)) {
  throw new Error("usage: guest-run.mjs MODULE TIER STDIN [LIMIT]");
}
const run = await measuredRun(
  module, stdin, createToolchain(tier), limit === undefined ? undefined : BigInt(limit));
process.stdout.write(`${JSON.stringify(run)}\n`);
