/** V8's code cache of the bundled command, for `bin/load.js`. */
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");

/**
 * Runs that leave a cache behind. The first one that loads a file says which of its functions are
 * in the cache, so what has to be quickest comes first.
 */
const RUNS: readonly (readonly string[])[] = [
  ["run", join(ROOT, "examples/hello.nexe")],
  // Runs for long enough to want every engine.
  ["run", join(ROOT, "examples/primes.nexe")],
  ["validate", join(ROOT, "examples/hello.nexe")],
  ["dis", join(ROOT, "examples/hello.nexe")],
  ["--help"],
];

const CACHE = ".cache";

/**
 * Writes code caches beside files of the command in `folder`, for the Node that runs this;
 * `command` is the script that loads them. Throws where the command fails.
 */
export function writeCodeCaches(folder: string, command: string): void {
  for (const name of readdirSync(folder).filter((file) => file.endsWith(CACHE))) {
    rmSync(join(folder, name));
  }
  for (const args of RUNS) {
    const { status, stderr } = spawnSync(process.execPath,
      ["--require", join(import.meta.dirname, "record-code.cjs"), command, ...args],
      { stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" });
    if (status !== 0) throw new Error(`zerovm ${args[0]} ended with ${status}: ${stderr}`);
  }
  if (codeCacheBytes(folder) === 0) throw new Error(`no run left a code cache in ${folder}`);
}

/** Bytes of all code caches in a folder. */
export function codeCacheBytes(folder: string): number {
  return readdirSync(folder).filter((file) => file.endsWith(CACHE))
    .reduce((bytes, file) => bytes + statSync(join(folder, file)).size, 0);
}
