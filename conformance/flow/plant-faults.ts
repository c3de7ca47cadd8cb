/**
 * Command: plants faults in the translator, one at a time, and looks how soon the random programs
 * find each. Nothing in the working tree changes: the faults are in bundles.
 *
 *     npx tsx conformance/flow/plant-faults.ts [--seconds N] [--seed N] [--folder DIR] [NAME...]
 *
 * NAMEs choose the faults whose names begin like this. Exits with 1 where one was not found in
 * `--seconds` (default 120) of CPU time.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Plugin, rolldown } from "rolldown";
import { PLANTED_FAULTS, type PlantedFault } from "./planted-faults.ts";

const ROOT = join(import.meta.dirname, "../..");
const COMMAND = join(import.meta.dirname, "compare-flow.ts");
const OUTPUT_MAX = 2 ** 28;

/** Replaces the fault's text in its file; throws where it does not stand there once. */
function planting({ name, file, from, to }: PlantedFault): Plugin {
  const path = join(ROOT, file);
  return {
    name: "plant-fault",
    transform(code, id) {
      if (id !== path) return null;
      const places = code.split(from).length - 1;
      if (places !== 1) {
        throw new Error(`${name}: its text stands ${places} times in ${file}; it must stand there once: ${from}`);
      }
      return code.replace(from, () => to);
    },
  };
}

async function bundle(fault: PlantedFault | undefined, path: string): Promise<void> {
  const build = await rolldown({
    input: COMMAND, platform: "node", plugins: fault === undefined ? [] : [planting(fault)],
  });
  await build.write({ file: path, format: "esm" });
  await build.close();
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string", default: "120" }, seed: { type: "string", default: "1" },
    folder: { type: "string" },
  },
});
const folder = values.folder ?? mkdtempSync(join(tmpdir(), "planted-"));

/** Runs one fault's bundle; prints what came of it. True where it was found. */
async function hunt(fault: PlantedFault): Promise<boolean> {
  const path = join(folder, `${fault.name.split(":")[0]}.mjs`);
  await bundle(fault, path);
  const { status, stdout } = spawnSync(process.execPath,
    [path, "--seconds", values.seconds, "--seed", values.seed], { encoding: "utf8", maxBuffer: OUTPUT_MAX });
  const seconds = /([0-9]+) s of CPU time(?![^]*s of CPU time)/.exec(stdout)?.[1] ?? "?";
  const line = stdout.split("\n").find((text) => text.startsWith("seed ")) ?? "";
  console.log(`${status === 0 ? "NOT FOUND in" : "found in"} ${seconds} s: ${fault.name}${line === "" ? "" : `; ${line}`}`);
  return status !== 0;
}

const chosen = PLANTED_FAULTS.filter(({ name }) =>
  positionals.length === 0 || positionals.some((start) => name.startsWith(start)));
let missed = 0;
for (const fault of chosen) if (!(await hunt(fault))) missed += 1;
console.log(`${chosen.length - missed} of ${chosen.length} planted faults found`);
process.exit(missed === 0 ? 0 : 1);
