/**
 * What each exactness costs: CPU time of translated programs without one of them, divided by that of
 * the same programs fully exact; medians of the ratios of interleaved runs.
 *
 *     npm run bench:price [-- --guest NAME]... [--runs 5] [--divide N]
 *
 * V8 compiles everything with its optimizing compiler at once, in all columns: without the budget
 * nothing makes a loop come back, so whatever code it began with it would run to its end.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { EXACTNESSES } from "../src/translator/exactness.ts";
import type { Exactness } from "../src/translator/exactness.ts";
import { bundled } from "./bundled.ts";
import { allCases } from "./cases.ts";
import type { Case } from "./cases.ts";
import type { MeasuredRun } from "./measured-run.ts";
import { geometricMean, median } from "./statistics.ts";

const NODE_FLAGS = ["--no-liftoff"];
const NAME_WIDTH = 10;
const WIDTH = 10;

/** A column: what is left out of it. */
interface Column {
  readonly title: string;
  readonly without: readonly Exactness[];
}

const TITLES: Readonly<Record<Exactness, string>> = {
  access: "page chk.", budget: "budget", nan: "NaN rules", flags: "flags", trace: "trace",
};

const COLUMNS: readonly Column[] = [
  ...EXACTNESSES.map((exactness) => ({ title: TITLES[exactness], without: [exactness] })),
  { title: "all", without: EXACTNESSES },
];

/** What became of a program in a column. */
interface Outcome {
  /** Its time by that of the exact run in the same turn; empty where it did not come to its end. */
  readonly ratios: number[];
  /** The output was the right one, always. */
  isRight: boolean;
}

/** One run; undefined where the program did not come to its end. */
function runWithout(
  runner: string, { module }: Case, stdin: string, without: readonly Exactness[],
): MeasuredRun | undefined {
  const { status, stdout } = spawnSync(
    process.execPath, [...NODE_FLAGS, runner, module, stdin, ...without], { encoding: "utf8" });
  if (status !== 0) return undefined;
  const run = JSON.parse(stdout) as MeasuredRun;
  return run.exitCode === 0 ? run : undefined;
}

/** The fully exact run, which has to be right. */
function exactRun(runner: string, bench: Case, stdin: string): MeasuredRun {
  const run = runWithout(runner, bench, stdin, []);
  if (run === undefined) throw new Error(`${bench.name} does not come to its end`);
  if (bench.sha1 !== undefined && run.sha1 !== bench.sha1) throw new Error(`${bench.name}: wrong output`);
  return run;
}

function sample(runner: string, bench: Case, runs: number): { seconds: number; outcomes: Outcome[] } {
  const folder = mkdtempSync(join(tmpdir(), "zerovm-bench-"));
  const stdin = join(folder, "stdin");
  const outcomes = COLUMNS.map((): Outcome => ({ ratios: [], isRight: true }));
  const seconds: number[] = [];
  try {
    writeFileSync(stdin, bench.stdin);
    for (let k = 0; k < runs; k += 1) {
      const exact = exactRun(runner, bench, stdin);
      seconds.push(exact.cpuSeconds);
      COLUMNS.forEach(({ without }, column) => {
        const run = runWithout(runner, bench, stdin, without);
        const outcome = outcomes[column];
        if (outcome === undefined || run === undefined) return;
        outcome.ratios.push(run.cpuSeconds / exact.cpuSeconds);
        outcome.isRight &&= run.sha1 === exact.sha1;
      });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return { seconds: median(seconds), outcomes };
}

function cell({ ratios, isRight }: Outcome): string {
  if (ratios.length === 0) return "fails";
  return `${isRight ? "" : "*"}${median(ratios).toFixed(2)}`;
}

function line(name: string, first: string, cells: readonly string[]): string {
  return `${[name.padEnd(NAME_WIDTH), ...[first, ...cells].map((each) => each.padStart(WIDTH))].join("")}\n`;
}

function main(): void {
  const { values } = parseArgs({
    options: {
      runs: { type: "string", default: "5" },
      guest: { type: "string", multiple: true },
      divide: { type: "string", default: "1" },
    },
  });
  const cases = allCases(Number(values.divide))
    .filter(({ name }) => values.guest?.includes(name) ?? true);
  if (cases.length === 0) throw new Error(`--guest: one of ${allCases().map(({ name }) => name).join(", ")}`);
  const runner = bundled("price-run.ts");
  process.stdout.write(`Node ${process.version} ${NODE_FLAGS.join(" ")}, medians of ${values.runs}: `
    + "CPU time without one exactness, exact = 1; * wrong output\n");
  process.stdout.write(line("program", "exact", COLUMNS.map(({ title }) => title)));
  const rows = cases.map((bench) => {
    const { seconds, outcomes } = sample(runner, bench, Number(values.runs));
    process.stdout.write(line(bench.name, `${seconds.toFixed(2)} s`, outcomes.map(cell)));
    return outcomes;
  });
  const means = COLUMNS.map((_, column) => geometricMean(rows.flatMap((outcomes) => {
    const { ratios = [] } = outcomes[column] ?? {};
    return ratios.length === 0 ? [] : [median(ratios)];
  })).toFixed(2));
  process.stdout.write(line(`mean of ${rows.length}`, "1", means));
}

main();
