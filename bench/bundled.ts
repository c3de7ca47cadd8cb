/** Benches that run in processes of their own are bundled first, as the package itself is. */
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";

const ROOT = join(import.meta.dirname, "..");

/** What can be thrown away at any time: bundles, native builds, sources of others. */
export const CACHE = join(ROOT, ".cache");

/** Bundles a file of this folder; the path of the result, for `node`. */
export function bundled(entry: string): string {
  const folder = join(CACHE, "bench");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${basename(entry, ".ts")}.mjs`);
  const rolldown = join(ROOT, "node_modules/.bin/rolldown");
  execFileSync(rolldown, [
    join(import.meta.dirname, entry), "--platform", "node", "--format", "esm", "--file", path,
  ], { stdio: ["ignore", "ignore", "pipe"] });
  return path;
}
