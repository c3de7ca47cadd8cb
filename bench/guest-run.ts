/**
 * One run of one program in a process of its own, for `speed.ts`: prints one JSON line.
 *
 *     node guest-run.mjs MODULE TIER STDIN [LIMIT]
 *
 * LIMIT: instructions after which the run may end, for engines that would take hours.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createToolchain, runProgram } from "../src/index.ts";
import { isTier } from "../src/session/tiers.ts";

export interface MeasuredRun {
  /** CPU of the run alone: from bytes to bytes, the host's compiler threads included. */
  readonly cpuSeconds: number;
  /** CPU of the whole process, from its start. */
  readonly processSeconds: number;
  readonly instructions: number;
  readonly exitCode: number | undefined;
  readonly sha1: string;
}

const MICROSECONDS = 1_000_000;

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / MICROSECONDS;
}

const [module, tier = "", stdin, limit] = process.argv.slice(2);
if (module === undefined || stdin === undefined || !isTier(tier)) {
  throw new Error("usage: guest-run.mjs MODULE TIER STDIN [LIMIT]");
}
const toolchain = createToolchain(tier);
const [code, input] = [readFileSync(module), readFileSync(stdin)];
const before = cpuSeconds();
const { exitCode, stdout, session } = await runProgram(code, {
  toolchain, stdin: input, ...(limit === undefined ? {} : { instructionLimit: BigInt(limit) }),
});
const after = cpuSeconds();
const measured: MeasuredRun = {
  cpuSeconds: after - before, processSeconds: after,
  instructions: Number(session.retired), exitCode,
  sha1: createHash("sha1").update(stdout).digest("hex"),
};
process.stdout.write(`${JSON.stringify(measured)}\n`);
