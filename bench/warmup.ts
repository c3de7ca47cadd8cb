/**
 * What it costs until code is fast: `npm run bench:warmup [-- --runs 5] [--guest NAME]...`.
 *
 * Three tables over our own programs: short runs in tier auto beside the interpreter; how soon a
 * long run is at 90 % of its peak speed; the translator's own time for a guest instruction.
 * Every run has a process of its own.
 */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { guestModule, guestsAvailable } from "../conformance/guests/guests.ts";
import { bundled } from "./bundled.ts";
import { ENGINE_FLAGS } from "./engine-flags.ts";
import { PROGRAMS, programFile } from "./programs/programs.ts";
import type { BenchProgram } from "./programs/programs.ts";
import { geometricMean, median } from "./statistics.ts";
import type { Duration, Progress, TranslationCosts } from "./warmup-run.ts";

/** Milliseconds of interpreter that the short runs are made for. */
const TARGETS_MS = [10, 100, 1000] as const;
/** Rounds of a measurement divided by this: a run that shows the interpreter's speed. */
const CALIBRATION = 20;
/** Rounds of a measurement divided by this: long enough to be at full speed for half of it. */
const PROGRESS = 2;
/** Millions of instructions whose median speed counts as the speed at a moment. */
const WINDOW = 15;
const PEAK_SHARE = 0.9;

/** What an engine has run before, where that counts, and what it has run before that one. */
const [OTHER, ANOTHER] = ["multiply", "records"] as const;

/** What is run: one of our programs, or a module beside the repository. */
interface Subject {
  readonly name: string;
  readonly module: string;
}

type Run = <T>(mode: string, subject: Subject, tier: string, rounds: number) => T;

const subjectOf = ({ name }: BenchProgram): Subject => ({ name, module: programFile(name, "nexe") });

function runner(): Run {
  const script = bundled("warmup-run.ts");
  return <T>(mode: string, { name, module }: Subject, tier: string, rounds: number): T => {
    const other = programFile(name === OTHER ? ANOTHER : OTHER, "nexe");
    const args = [script, mode, module, tier, String(rounds), other];
    // CPU time of a process is the translator's only when V8 has no threads of its own.
    const flags = mode.startsWith("translation") ? ["--v8-pool-size=0"] : [];
    const child = spawnSync(
      process.execPath, [...ENGINE_FLAGS, ...flags, ...args], { encoding: "utf8" });
    if (child.status !== 0) throw new Error(`${name} in the ${tier}: ${child.stderr}`);
    return JSON.parse(child.stdout) as T;
  };
}

/** Rounds for so many milliseconds of interpreter, for each target; the set-up counts as well. */
function roundsFor(program: BenchProgram, run: Run): number[] {
  const rounds = Math.ceil(program.rounds / CALIBRATION);
  const best = (count: number): number => Math.min(...[0, 1, 2].map(() =>
    run<Duration>("ready", subjectOf(program), "interpreter", count).wallMs));
  const none = best(0);
  const perRound = (best(rounds) - none) / rounds;
  return TARGETS_MS.map((target) => Math.max(1, Math.round((target - none) / perRound)));
}

interface Comparison {
  /** Medians of the interpreter, and of auto divided by the interpreter. */
  readonly milliseconds: number;
  readonly wall: number;
  readonly cpu: number;
}

function compare(mode: string, program: Subject, rounds: number, runs: number, run: Run)
  : Comparison {
  const pairs = Array.from({ length: runs }, () => ({
    interpreter: run<Duration>(mode, program, "interpreter", rounds),
    auto: run<Duration>(mode, program, "auto", rounds),
  }));
  return {
    milliseconds: median(pairs.map(({ interpreter }) => interpreter.wallMs)),
    wall: median(pairs.map(({ interpreter, auto }) => auto.wallMs / interpreter.wallMs)),
    cpu: median(pairs.map(({ interpreter, auto }) => auto.cpuMs / interpreter.cpuMs)),
  };
}

function printShortRuns(programs: readonly BenchProgram[], runs: number, run: Run): void {
  process.stdout.write("tier auto / interpreter: wall (CPU of all threads), goal at most 1.2\n"
    + "           cold: a new process makes its engine   ready: the engine has run another program\n");
  for (const program of programs) {
    for (const rounds of roundsFor(program, run)) {
      const cold = compare("cold", subjectOf(program), rounds, runs, run);
      const ready = compare("ready", subjectOf(program), rounds, runs, run);
      const cell = ({ milliseconds, wall, cpu }: Comparison): string =>
        `${milliseconds.toFixed(0).padStart(6)} ms  ${wall.toFixed(2)} (${cpu.toFixed(2)})`;
      process.stdout.write(`${program.name.padEnd(10)} ${cell(cold).padEnd(38)} ${cell(ready)}\n`);
    }
  }
}

/** Milliseconds until the speed is 90 % of the peak, and that peak in million instructions a second. */
function timeToPeak({ wallMs }: Progress): { readonly ms: number; readonly mips: number } {
  const chunkMs = wallMs.map((ms, k) => ms - (wallMs[k - 1] ?? 0));
  const speeds = chunkMs.map((_, k) => 1000 / median(chunkMs.slice(k, k + WINDOW)))
    .slice(0, Math.max(1, chunkMs.length - WINDOW));
  const peak = median(speeds.slice(speeds.length >> 1));
  const at = speeds.findIndex((speed) => speed >= PEAK_SHARE * peak);
  return { ms: wallMs[at] ?? Number.NaN, mips: peak };
}

function printPeaks(programs: readonly BenchProgram[], runs: number, run: Run): void {
  process.stdout.write("\ntime until 90 % of peak speed, making the engine included; that peak\n");
  for (const program of programs) {
    const peaks = Array.from({ length: runs }, () =>
      timeToPeak(run<Progress>(
        "progress", subjectOf(program), "auto", Math.ceil(program.rounds / PROGRESS))));
    const ms = median(peaks.map((peak) => peak.ms)).toFixed(0);
    const mips = median(peaks.map((peak) => peak.mips)).toFixed(0);
    process.stdout.write(`${program.name.padEnd(10)} ${ms.padStart(6)} ms   ${mips} MIPS\n`);
  }
}

/** Microseconds of one subject, in a new process and at best; prints its line. */
function translationCost(mode: string, subject: Subject, rounds: number, runs: number, run: Run)
  : number {
  const costs = Array.from({ length: runs }, () =>
    run<TranslationCosts>(mode, subject, "translator", rounds));
  const micros = costs.map((passes) => passes.map(({ ms, instructions }) => 1000 * ms / instructions));
  const first = median(micros.map(([pass = Number.NaN]) => pass));
  const warm = median(micros.map((passes) => Math.min(...passes)));
  const instructions = costs[0]?.[0]?.instructions ?? 0;
  process.stdout.write(`${subject.name.padEnd(10)} ${String(instructions).padStart(6)} instructions`
    + (instructions === 0 ? ": its run ends before\n" : `  ${first.toFixed(1)} us  ${warm.toFixed(1)} us\n`));
  return warm;
}

function printTranslation(programs: readonly BenchProgram[], runs: number, run: Run): void {
  process.stdout.write("\nthe translator's own CPU for a guest instruction, goal at most 2 us: "
    + "in a new process, and once it is warm\n");
  const warm = programs.map((program) => translationCost(
    "translation", subjectOf(program), Math.ceil(program.rounds / CALIBRATION), runs, run));
  process.stdout.write(`geometric mean, warm: ${geometricMean(warm.filter(Number.isFinite)).toFixed(1)} us\n`);
  if (!guestsAvailable()) return;
  // All code of a larger program, not only its hot loops: the translator gets warm on the way.
  const large: Subject = { name: "all hello", module: guestModule("hello") };
  translationCost("translation-all", large, 0, runs, run);
}

const { values } = parseArgs({
  options: { runs: { type: "string", default: "5" }, guest: { type: "string", multiple: true } },
});
const programs = PROGRAMS.filter(({ name }) => values.guest?.includes(name) ?? true);
if (programs.length === 0) throw new Error(`--guest: one of ${PROGRAMS.map(({ name }) => name).join(", ")}`);
const runs = Number(values.runs);
const run = runner();
printShortRuns(programs, runs, run);
printPeaks(programs, runs, run);
printTranslation(programs, runs, run);
