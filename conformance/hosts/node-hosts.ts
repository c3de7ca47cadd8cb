/** Builds of Node, fetched with npm into `.cache`, and the battery in one of them. */
import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { BatteryInput, Item } from "./battery.ts";

/** npm's packages of Node's own builds: exact versions, one of each line that is compared. */
export const NODE_VERSIONS = ["22.23.5", "24.22.3", "26.12.1"] as const;
const OUTPUT_BYTES_MAX = 1 << 26;

/** The package that has Node for this machine; undefined where nobody makes one. */
export function nodePackage(platform: string, arch: string): string | undefined {
  return platform === "linux" && ["x64", "arm64"].includes(arch) ? `node-linux-${arch}` : undefined;
}

/** Path of a Node of that version, installed when it is not there yet. Throws what npm throws. */
export function fetchNode(version: string, cache: string): string {
  const name = nodePackage(process.platform, process.arch);
  if (name === undefined) {
    throw new Error(`no package has Node for ${process.platform}-${process.arch}`);
  }
  const folder = join(cache, `node-${version}`);
  const binary = join(folder, "node_modules", name, "bin/node");
  if (existsSync(binary)) return binary;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"),
    JSON.stringify({ private: true, dependencies: { [name]: version } }));
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--force"],
    { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  return binary;
}

/** Runs the battery in a Node; `folder` holds `battery.js`. */
export async function runInNode(binary: string, folder: string, input: BatteryInput): Promise<Item[]> {
  const inputFile = join(folder, "input.json");
  const runner = join(folder, "runner.mjs");
  writeFileSync(inputFile, JSON.stringify(input));
  writeFileSync(runner, `
    import { readFileSync } from "node:fs";
    import { runBattery } from "./battery.js";
    const items = await runBattery(JSON.parse(readFileSync(process.argv[2], "utf8")));
    process.stdout.write(JSON.stringify(items));
  `);
  const { stdout } = await promisify(execFile)(
    binary, [runner, inputFile], { maxBuffer: OUTPUT_BYTES_MAX });
  return JSON.parse(stdout) as Item[];
}
