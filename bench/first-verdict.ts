/**
 * The first verdict of a cold process on a text of 416 bytes: what import, tables and verdict cost,
 * each in a process of its own, in CPU and wall time. Medians; needs `npm run build`.
 *
 *     npm run bench:verdict
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createPrng } from "../conformance/prng.ts";
import { TextGenerator } from "../conformance/generators/valid-text.ts";
import { ZEROVM } from "../spec/nacl/profiles.ts";
import { coreTable } from "../src/table/core.ts";

const ROOT = join(import.meta.dirname, "..");
const PROCESSES = 15;
const BUNDLES = 13;
const SEED = 1;

interface Subject {
  readonly name: string;
  readonly path: string;
}

/** Milliseconds of the parts, of CPU (all threads) and of wall time. */
type Times = Readonly<Record<"import" | "tables" | "verdict" | "all", readonly [number, number]>>;

const SUBJECTS: readonly Subject[] = [
  { name: "zerovm/validator", path: join(ROOT, "dist/validator.js") },
  { name: "zerovm, all of it", path: join(ROOT, "dist/index.js") },
];

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** What a process runs: the text is read before the clock starts. */
function script(path: string, text: string): string {
  return `
import { readFileSync, writeSync } from "node:fs";
const text = new Uint8Array(readFileSync(${JSON.stringify(text)}));
const now = () => {
  const { user, system } = process.cpuUsage();
  return [(user + system) / 1e3, performance.now()];
};
const marks = [now()];
const { Validator } = await import(${JSON.stringify(pathToFileURL(path).href)});
marks.push(now());
const validator = new Validator();
marks.push(now());
if (!validator.accepts(text)) throw new Error("the text was refused");
marks.push(now());
const between = (from, to) => [0, 1].map((k) => marks[to][k] - marks[from][k]);
writeSync(1, JSON.stringify({
  import: between(0, 1), tables: between(1, 2), verdict: between(2, 3), all: between(0, 3),
}));`;
}

function measure({ name, path }: Subject, text: string): void {
  // A file, as programs are: for `--eval` Node would load its own loader on our account.
  const program = `${text}.mjs`;
  writeFileSync(program, script(path, text));
  const args = [program];
  const runs = Array.from({ length: PROCESSES }, (): Times =>
    JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })));
  const cell = (part: keyof Times): string =>
    [0, 1].map((k) => median(runs.map((times) => times[part][k] ?? Number.NaN)).toFixed(1)).join(" / ");
  process.stdout.write(`${name.padEnd(24)} ${cell("all").padEnd(14)} import ${cell("import")}, `
    + `tables ${cell("tables")}, verdict ${cell("verdict")}\n`);
}

/** Whole processes, from their start to their end. */
function measureProcess(name: string, args: readonly string[]): void {
  const times = Array.from({ length: PROCESSES }, () => {
    const startMs = performance.now();
    const { status } = spawnSync(process.execPath, args, { stdio: "ignore" });
    if (status !== 0) throw new Error(`${name} ended with ${status}`);
    return performance.now() - startMs;
  });
  process.stdout.write(`${name.padEnd(24)} ${median(times).toFixed(0)} ms, the whole process\n`);
}

const folder = mkdtempSync(join(tmpdir(), "first-verdict-"));
try {
  const text = join(folder, "text");
  writeFileSync(text, new TextGenerator(ZEROVM, coreTable().forms).text(createPrng(SEED), BUNDLES));
  process.stdout.write(`${readFileSync(text).length} bytes of random valid code; ms of CPU / wall\n`);
  for (const subject of SUBJECTS) measure(subject, text);
  measureProcess("node alone", ["--eval", "0"]);
  measureProcess("zerovm validate", [join(ROOT, "bin/zerovm.js"), "validate", text]);
} finally {
  rmSync(folder, { recursive: true });
}
