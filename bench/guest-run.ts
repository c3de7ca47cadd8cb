/**
 * One run of one real program in a process of its own, for `speed.ts`: prints one JSON line.
 *
 *     tsx bench/guest-run.ts NAME TIER
 */
import { createToolchain } from "../src/index.ts";
import { isTier } from "../src/session/tiers.ts";
import { GUESTS, runGuestProgram } from "../conformance/guests/guests.ts";

/** CPU time of the run alone, the host's compiler threads included. */
export interface MeasuredRun {
  readonly cpuSeconds: number;
  readonly instructions: number;
  /** The output was the listed one. */
  readonly correct: boolean;
}

const MICROSECONDS = 1_000_000;

const [name = "", tier = ""] = process.argv.slice(2);
const guest = GUESTS.find((candidate) => candidate.name === name);
if (guest === undefined || !isTier(tier)) throw new Error("usage: guest-run.ts NAME TIER");
const toolchain = createToolchain(tier);
const before = process.cpuUsage();
const run = await runGuestProgram(guest, toolchain);
const used = process.cpuUsage(before);
const measured: MeasuredRun = {
  cpuSeconds: (used.user + used.system) / MICROSECONDS,
  instructions: Number(run.instructions),
  correct: run.code === 0 && run.sha1 === guest.sha1,
};
process.stdout.write(`${JSON.stringify(measured)}\n`);
