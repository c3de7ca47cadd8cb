/**
 * Command: random sandboxed programs in the interpreter and in the translator.
 *
 *     npm run conformance:flow -- [--seed N] [--instructions N | --seconds N | --programs N]
 *                                 [--length N] [--show]
 *
 * Runs programs number N, N + 1, ... until so many instructions agree (default 1e8), or for so long;
 * `--length` is how many instructions one program executes at most (some execute an eighth of that),
 * `--show` lists each program.
 * `--seconds` counts CPU time. Progress says which seed comes next: a run that was ended goes on from there. Exits with 1 at the
 * first difference and prints its seed, where the machines part, and the program.
 */
import { parseArgs } from "node:util";
import type { Outcome } from "./contest.ts";
import { FlowFuzzer } from "./engines.ts";
import { narrow, wholeListing } from "./narrow.ts";

const PROGRESS_MS = 30_000;

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" }, instructions: { type: "string" },
    seconds: { type: "string" }, programs: { type: "string" },
    length: { type: "string" }, show: { type: "boolean", default: false },
  },
});
const number = (text: string | undefined): number =>
  (text === undefined ? Number.POSITIVE_INFINITY : Number(text));
const limited = values.seconds !== undefined || values.programs !== undefined;
const wanted = number(values.instructions ?? (limited ? undefined : "1e8"));
const length = BigInt(number(values.length ?? (limited ? "1e6" : "2e7")));

const fuzzer = new FlowFuzzer();
const first = number(values.seed);
let seed = first;
let [agreed, exits] = [0n, 0];
let reportedMs = performance.now();

/** CPU time of this process so far. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function report(): void {
  console.log(`${agreed} instructions of ${seed - first} programs agree, ${exits} faults and traps,`
    + ` ${cpuSeconds().toFixed(0)} s of CPU time; the next seed is ${seed}`);
}

function isDone(): boolean {
  return agreed >= wanted || cpuSeconds() >= number(values.seconds) || seed - first >= number(values.programs);
}

/** A contest's outcome. What an engine throws is a difference too, and names its seed. */
function outcomeOf(seed: number): Outcome {
  try {
    return fuzzer.run(seed, length);
  } catch (error) {
    console.log(`seed ${seed}: an engine throws (or the fuzzer is wrong)`);
    report();
    throw error;
  }
}

for (; !isDone(); seed += 1) {
  if (values.show) console.log(wholeListing(fuzzer.program(seed), fuzzer.instructionSet).join("\n"));
  const outcome = outcomeOf(seed);
  agreed += outcome.instructions;
  exits += outcome.exits;
  if (outcome.difference !== undefined) {
    const { side, from, to, what } = outcome.difference;
    console.log(`seed ${seed}: ${side} differs from the interpreter between ${from} and ${to}`);
    for (const line of what) console.log(`    ${line}`);
    report();
    const again = fuzzer.contest(seed, length);
    console.log(narrow(again, outcome.difference, fuzzer.instructionSet).join("\n"));
    console.log(`see it again: npm run conformance:flow -- --seed ${seed} --programs 1 --length ${length}`);
    console.log("the program: the same with --show");
    process.exit(1);
  }
  if (performance.now() - reportedMs > PROGRESS_MS) {
    reportedMs = performance.now();
    report();
  }
}
report();
