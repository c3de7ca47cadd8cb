/** `zerovm vectors`: runs files of recorded instruction vectors and judges the results. */
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { VectorRunner } from "../../vectors/run.ts";
import { enter, newTally } from "../../vectors/tally.ts";
import type { Count, Failure, Tally } from "../../vectors/tally.ts";
import { VectorFileError, parseVectorFile } from "../../vectors/vector-file.ts";
import type { Header, VectorCase, VectorFile } from "../../vectors/vector-file.ts";
import { Divergence } from "../../lockstep/divergence.ts";
import type { Engine } from "../../machine/engine.ts";
import { TIER_NAMES, isTier } from "../../session/tiers.ts";
import type { TierName } from "../../session/tiers.ts";
import { loadToolchain } from "../engines.ts";
import type { Console, Verb } from "../verb.ts";

const PASSED = 0;
const FAILED = 1;
const USAGE = 2;

const HELP = `zerovm vectors FILE.jsonl[.gz] [switches]

Runs instruction vectors recorded on a real CPU (format x86-64-hwvec, version 1) in raw mode and
compares every register, flag, exception and byte of memory with the record.

  --tier NAME      ${TIER_NAMES} (default oracle)
  --category RE    only vectors whose category matches the regular expression
  --form RE        only vectors whose form matches
  --show N         print the first N failures (default 10)
  --json           print one object: total, categories, failures
  --help           print this text

run = passed + failed + unsupported. A vector is unsupported when it meets an instruction that has
no meaning here yet. "admitted" counts the forms that the sandbox admits once more.

Exit codes: 0 nothing failed, 1 a vector failed or two tiers differ, 2 wrong usage or an unreadable file.
`;

interface Options {
  readonly file: string;
  readonly tier: TierName;
  readonly category: RegExp;
  readonly form: RegExp;
  readonly show: number;
  readonly json: boolean;
}

/** A mistake in the command line or the file: one line for the user. */
class UsageError extends Error {
  override readonly name = "UsageError";
}

function expression(switchName: string, text: string): RegExp {
  try {
    return new RegExp(text);
  } catch {
    throw new UsageError(`${switchName} ${text}: this is not a regular expression`);
  }
}

function parseOptions(args: readonly string[]): Options {
  const files: string[] = [];
  const values = new Map<string, string>();
  let json = false;
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? "";
    const [name = "", inline] = word.startsWith("--") ? word.split(/=(.*)/s, 2) : [word];
    if (name === "--json") json = true;
    else if (["--tier", "--category", "--form", "--show"].includes(name)) {
      const value = inline ?? args[++i];
      if (value === undefined) throw new UsageError(`${name} needs a value; see --help`);
      values.set(name, value);
    } else if (word.startsWith("-")) throw new UsageError(`${word} is no switch; see --help`);
    else files.push(word);
  }
  const [file, ...more] = files;
  if (file === undefined) throw new UsageError("name a file of vectors; see --help");
  if (more.length > 0) throw new UsageError(`one file at a time, not also ${more.join(" ")}`);
  const tier = values.get("--tier") ?? "oracle";
  if (!isTier(tier)) throw new UsageError(`--tier ${tier}: the tiers are ${TIER_NAMES}`);
  const show = values.get("--show") ?? "10";
  if (!/^\d+$/.test(show)) throw new UsageError(`--show ${show}: a number is needed`);
  return {
    file, tier, json, show: Number(show),
    category: expression("--category", values.get("--category") ?? ""),
    form: expression("--form", values.get("--form") ?? ""),
  };
}

async function readVectors(file: string): Promise<VectorFile> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = await promisify(gunzip)(bytes);
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${error instanceof Error ? error.message : error}`);
  }
  try {
    return parseVectorFile(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof VectorFileError) throw new UsageError(`${file}: ${error.message}`);
    throw error;
  }
}

/** The runner for a file's memory map. */
function runnerOf(engine: Engine, header: Header, file: string): VectorRunner {
  try {
    return new VectorRunner(engine, header);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(`${file}: ${error.message}`);
  }
}

async function runVectors(options: Options, { header, cases }: VectorFile): Promise<Tally> {
  const { engine } = await loadToolchain(options.tier);
  const runner = runnerOf(engine, header, options.file);
  const tally = newTally();
  const wanted = ({ form, vector }: VectorCase): boolean =>
    options.category.test(form.cat) && options.form.test(vector.f);
  for (const one of cases.filter(wanted)) enter(tally, one, runner.run(one.vector));
  return tally;
}

function row(name: string, { run, passed, failed, unsupported }: Count): string {
  const cells = [run, passed, failed, unsupported].map((count) => String(count).padStart(11));
  return `${name.padEnd(14)}${cells.join("")}\n`;
}

function describe(failure: Failure): string {
  const { form, n, category, bytes, text, differences } = failure;
  const lines = differences.map(({ what, expected, actual }) =>
    `    ${what}: expected ${expected}, got ${actual}\n`);
  return `${form} ${n} (${category})  ${bytes}  ${text}\n${lines.join("")}`;
}

function report(tally: Tally, show: number): string {
  const heading = ["run", "passed", "failed", "unsupported"].map((word) => word.padStart(11));
  const failures = tally.failures.slice(0, show).map(describe);
  const hidden = tally.failures.length - failures.length;
  return [
    ...failures, hidden > 0 ? `... and ${hidden} more failures\n` : "",
    `${"category".padEnd(14)}${heading.join("")}\n`,
    ...Object.entries(tally.categories).map(([name, count]) => row(name, count)),
    row("admitted", tally.admitted), row("total", tally.total),
  ].join("");
}

async function run(args: readonly string[], console: Console): Promise<number> {
  if (args.includes("--help")) {
    await console.out(HELP);
    return PASSED;
  }
  try {
    const options = parseOptions(args);
    const tally = await runVectors(options, await readVectors(options.file));
    const { total, categories, failures } = tally;
    await console.out(options.json
      ? `${JSON.stringify({ total, categories, failures })}\n`
      : report(tally, options.show));
    return total.failed === 0 ? PASSED : FAILED;
  } catch (error) {
    if (error instanceof Divergence) {
      const { explainDifference } = await import("../../lockstep/explain.ts");
      await console.err(explainDifference(error.difference));
      return FAILED;
    }
    if (!(error instanceof UsageError)) throw error;
    await console.err(`zerovm vectors: ${error.message}\n`);
    return USAGE;
  }
}

export const VECTORS_VERB: Verb = {
  name: "vectors",
  summary: "run recorded instruction vectors and judge the results",
  help: HELP,
  run,
};
