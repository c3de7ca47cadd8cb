/**
 * How fast programs run, against the same C natively compiled (`gcc -O2`): CPU time of the run
 * inside its process and of the whole process, medians of interleaved runs, outputs checked.
 *
 *     npm run bench [-- --tier auto|translator|interpreter|oracle|qemu-user]... [--guest NAME]...
 *                   [--runs 5] [--divide N]
 *
 * Our own programs are part of the repository; the others, qemu-user and lua's sources are used
 * where they are at hand. README.md says how to get them.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bundled } from "./bundled.ts";
import { allCases, sha1Of } from "./cases.ts";
import type { Case } from "./cases.ts";
import { ENGINE_FLAGS } from "./engine-flags.ts";
import type { MeasuredRun } from "./measured-run.ts";
import { QEMU, buildNative, compilerVersion, qemuVersion, timedRun } from "./native.ts";
import { geometricMean, median } from "./statistics.ts";

const MILLION = 1e6;
const COLUMN = 24;
const ORACLE_LIMIT = 300_000;
/** Not a tier of ours, but asked for like one. */
const QEMU_COLUMN = "qemu-user";

interface Setting {
  readonly tiers: readonly string[];
  readonly runs: number;
  /** The bundled `guest-run.ts`. */
  readonly runner: string;
  /** qemu-user is installed, and wanted. */
  readonly hasQemu: boolean;
}

/** All that was measured of one program; the lists are as long as there were runs. */
interface Samples {
  readonly native: number[];
  readonly qemu: number[];
  readonly tiers: ReadonlyMap<string, MeasuredRun[]>;
}

/** Ratios to native by column: the tiers, and qemu-user. */
type Ratios = ReadonlyMap<string, number>;

/** That all outputs of a program are the right one, or at least the same. */
class OutputCheck {
  readonly #name: string;
  #sha1: string | undefined;

  constructor({ name, sha1 }: Case) {
    this.#name = name;
    this.#sha1 = sha1;
  }

  /** Throws where an output is another one. */
  take(sha1: string, where: string): void {
    this.#sha1 ??= sha1;
    if (sha1 !== this.#sha1) throw new Error(`${this.#name} in ${where}: wrong output`);
  }
}

function measured(...words: readonly string[]): MeasuredRun {
  const child = spawnSync(process.execPath, [...ENGINE_FLAGS, ...words], { encoding: "utf8" });
  if (child.status !== 0) throw new Error(`${words.join(" ")}: ${child.stderr}`);
  return JSON.parse(child.stdout) as MeasuredRun;
}

function runGuest(module: string, tier: string, stdin: string, runner: string): MeasuredRun {
  const run = measured(runner, module, tier, stdin);
  if (run.exitCode !== 0) throw new Error(`${module} in the ${tier} ended with ${run.exitCode}`);
  return run;
}

function runNative(command: readonly string[], stdin: string, check: OutputCheck): number {
  const { userSeconds, output } = timedRun(command, stdin);
  check.take(sha1Of(output), command[0] ?? "");
  return userSeconds;
}

/** Everything in turns, so that all see the same machine. */
function sample(bench: Case, { tiers, runs, runner, hasQemu }: Setting): Samples {
  const program = bench.native === undefined ? undefined : buildNative(bench.native);
  const samples = {
    native: [] as number[], qemu: [] as number[],
    tiers: new Map(tiers.map((tier) => [tier, [] as MeasuredRun[]])),
  };
  const check = new OutputCheck(bench);
  const folder = mkdtempSync(join(tmpdir(), "zerovm-bench-"));
  const stdin = join(folder, "stdin");
  try {
    writeFileSync(stdin, bench.stdin);
    for (let k = 0; k < runs; k += 1) {
      if (program !== undefined) {
        samples.native.push(runNative([program], stdin, check));
        if (hasQemu) samples.qemu.push(runNative([QEMU, program], stdin, check));
      }
      for (const [tier, list] of samples.tiers) {
        const run = runGuest(bench.module, tier, stdin, runner);
        check.take(run.sha1, tier);
        list.push(run);
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return samples;
}

const times = (ratio: number): string => Number.isNaN(ratio) ? "-" : ratio.toFixed(2);

function row(name: string, { native, qemu, tiers }: Samples): { cells: string[]; ratios: Ratios } {
  const base = median(native);
  const ratios = new Map<string, number>();
  const instructions = [...tiers.values()][0]?.[0]?.instructions ?? 0;
  const cells = [
    name.padEnd(9), `${(instructions / MILLION).toFixed(0)} M`.padStart(9),
    (native.length === 0 ? "-" : `${base.toFixed(2)} s`).padStart(8),
  ];
  for (const [tier, runs] of tiers) {
    const seconds = median(runs.map(({ cpuSeconds }) => cpuSeconds));
    const whole = median(runs.map(({ processSeconds }) => processSeconds));
    const speed = (instructions / seconds / MILLION).toFixed(0);
    ratios.set(tier, seconds / base);
    cells.push(`${times(seconds / base)} (${times(whole / base)}) ${speed.padStart(6)}`.padStart(COLUMN));
  }
  ratios.set(QEMU_COLUMN, median(qemu) / base);
  cells.push(times(median(qemu) / base).padStart(10));
  return { cells, ratios };
}

/** How fast the oracle is, which would take hours for the whole of a program. */
function printOracle(cases: readonly Case[], runner: string): void {
  const folder = mkdtempSync(join(tmpdir(), "zerovm-bench-"));
  try {
    const speeds = cases.map(({ module, stdin: input }) => {
      const stdin = join(folder, "stdin");
      writeFileSync(stdin, input);
      const { instructions, cpuSeconds } = measured(runner, module, "oracle", stdin, `${ORACLE_LIMIT}`);
      return instructions / cpuSeconds / MILLION;
    });
    process.stdout.write(`oracle, the first ${ORACLE_LIMIT} instructions of each: `
      + `${geometricMean(speeds).toFixed(2)} million instructions a second\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Geometric means of the columns, over the programs that have the ratio. */
function printMeans(rows: readonly Ratios[]): void {
  for (const column of rows[0]?.keys() ?? []) {
    const ratios = rows.flatMap((ratiosOf) => {
      const ratio = ratiosOf.get(column) ?? Number.NaN;
      return Number.isNaN(ratio) ? [] : [ratio];
    });
    if (ratios.length === 0) continue;
    process.stdout.write(`geometric mean of ${ratios.length}, ${column}: `
      + `${times(geometricMean(ratios))} x native, at most ${times(Math.max(...ratios))}\n`);
  }
}

function main(): void {
  const { values } = parseArgs({
    options: {
      tier: { type: "string", multiple: true, default: ["auto", "interpreter", QEMU_COLUMN] },
      runs: { type: "string", default: "5" },
      guest: { type: "string", multiple: true },
      divide: { type: "string", default: "1" },
    },
  });
  const { tier: columns, guest: names } = values;
  const tiers = columns.filter((column) => column !== QEMU_COLUMN);
  const cases = allCases(Number(values.divide)).filter(({ name }) => names?.includes(name) ?? true);
  if (cases.length === 0) throw new Error(`--guest: one of ${allCases().map(({ name }) => name).join(", ")}`);
  const qemu = columns.includes(QEMU_COLUMN) ? qemuVersion() : undefined;
  const setting: Setting = {
    tiers, runs: Number(values.runs), runner: bundled("guest-run.ts"), hasQemu: qemu !== undefined,
  };
  process.stdout.write(`Node ${process.version}, ${compilerVersion()}, ${qemu ?? "no qemu-user"}; `
    + `medians of ${setting.runs}\n`
    + "ratios to native: CPU of the run (of the whole process), million instructions a second\n");
  const head = ["program  ", "instr.".padStart(9), "native".padStart(8),
    ...tiers.map((tier) => tier.padStart(COLUMN)), "qemu-user".padStart(10)];
  process.stdout.write(`${head.join(" ")}\n`);
  const rows = cases.map((bench) => {
    const { cells, ratios } = row(bench.name, sample(bench, setting));
    process.stdout.write(`${cells.join(" ")}\n`);
    return ratios;
  });
  printMeans(rows);
  printOracle(cases, setting.runner);
}

main();
