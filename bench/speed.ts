/**
 * How fast real programs run, against the same C natively compiled (`gcc -O2`): CPU time of the run
 * inside its process, median of interleaved runs, with millions of guest instructions per second.
 *
 *     npm run bench [-- --tier interpreter|translator|oracle] [--runs 5] [--guest NAME]
 *
 * The programs lie outside of this repository; without them it says so.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { GUESTS, guestsAvailable } from "../conformance/guests/guests.ts";
import type { MeasuredRun } from "./guest-run.ts";
import { buildNative, compilerVersion, nativeSeconds } from "./native.ts";

const MILLION = 1e6;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function measure(name: string, tier: string): MeasuredRun {
  const child = spawnSync(
    process.execPath, ["--import", "tsx", join(import.meta.dirname, "guest-run.ts"), name, tier],
    { encoding: "utf8", maxBuffer: 1 << 20 });
  if (child.status !== 0) throw new Error(`${name} in the ${tier}: ${child.stderr}`);
  return JSON.parse(child.stdout) as MeasuredRun;
}

interface Row {
  readonly name: string;
  readonly ratio: number | undefined;
}

/** Runs native and guest in turns, so that both see the same machine. */
function benchGuest(name: string, tier: string, runs: number): Row {
  const program = buildNative(name);
  const native: number[] = [];
  const guest: MeasuredRun[] = [];
  for (let k = 0; k < runs; k++) {
    if (program !== undefined) native.push(nativeSeconds(program));
    guest.push(measure(name, tier));
  }
  const cpuSeconds = median(guest.map((run) => run.cpuSeconds));
  const instructions = guest[0]?.instructions ?? 0;
  const ratio = program === undefined ? undefined : cpuSeconds / median(native);
  const cells = [
    name.padEnd(10), `${(instructions / MILLION).toFixed(0)} M`.padStart(9),
    (program === undefined ? "-" : `${median(native).toFixed(2)} s`).padStart(8),
    `${cpuSeconds.toFixed(2)} s`.padStart(9),
    `${(instructions / cpuSeconds / MILLION).toFixed(0)} MIPS`.padStart(10),
    (ratio === undefined ? "-" : `${ratio.toFixed(1)} x`).padStart(8),
    guest.every((run) => run.correct) ? "" : "  WRONG OUTPUT",
  ];
  process.stdout.write(`${cells.join(" ")}\n`);
  if (!guest.every((run) => run.correct)) process.exitCode = 1;
  return { name, ratio };
}

function main(): void {
  const { values } = parseArgs({
    options: {
      tier: { type: "string", default: "interpreter" },
      runs: { type: "string", default: "5" },
      guest: { type: "string" },
    },
  });
  if (!guestsAvailable()) {
    process.stdout.write("the programs are not available\n");
    return;
  }
  const { tier } = values;
  process.stdout.write(`${tier} on Node ${process.version} against ${compilerVersion()}, `
    + `median of ${values.runs}\n`);
  process.stdout.write("program    instructions  native     guest     speed    ratio\n");
  const rows = GUESTS
    .filter(({ name }) => name !== "hello" && (values.guest ?? name) === name)
    .map(({ name }) => benchGuest(name, tier, Number(values.runs)));
  const ratios = rows.flatMap(({ ratio }) => ratio === undefined ? [] : [ratio]);
  if (ratios.length === 0) return;
  const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
  process.stdout.write(`geometric mean of ${ratios.length}: ${mean.toFixed(1)} x\n`);
}

main();
