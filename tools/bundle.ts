/**
 * Bundling the package's entries into few files, for the build, for tests of the command, and for
 * the size that counts.
 */
import { basename, join } from "node:path";
import { rolldown } from "rolldown";
import type { InputOptions, Plugin } from "rolldown";
import { mangleProperties } from "./mangle.ts";
import { publicNames } from "./public-names.ts";

const ROOT = join(import.meta.dirname, "..");

/** Entry files of the library by their names in `dist`. */
const LIBRARY: Readonly<Record<string, string>> = { index: "src/index.ts", node: "src/node.ts" };

/** The entry for browsers: whatever runs a validated program. */
export const CORE = "src/core.ts";

/**
 * Entries that are files of their own and share nothing with the others, by their names in `dist`:
 * whoever loads one pays for its size, and for each file more that it would be cut into.
 */
export const ALONE: Readonly<Record<string, string>> = { core: CORE, validator: "src/validator.ts" };

/** The text of `dist/core.js`. */
export function bundleCore(): Promise<string> {
  return bundleSmall(CORE);
}

/** One module with short names everywhere but in what users of the entry know. */
export async function bundleSmall(entry: string): Promise<string> {
  const build = await rolldown({ input: join(ROOT, entry), treeshake: { moduleSideEffects: false } });
  const { output: [{ code }] } = await build.generate(
    { format: "esm", minify: true, comments: false });
  await build.close();
  const short = mangleProperties(code, publicNames(join(ROOT, entry)));
  // Tools that tell ES modules by their text look for exports at the head of a line.
  return short.replace(/export\{[^{}]*\};?\s*$/, "\n$&");
}

function inputOptions(entries: Readonly<Record<string, string>>): InputOptions {
  return {
    input: Object.fromEntries(
      Object.entries(entries).map(([name, path]) => [name, join(ROOT, path)])),
    platform: "node",
    treeshake: { moduleSideEffects: false },
  };
}

/** Writes the library into `folder`: ES modules for every entry, and what they share as chunks. */
export async function bundleLibrary(folder: string): Promise<void> {
  const build = await rolldown(inputOptions(LIBRARY));
  await build.write({
    dir: folder, format: "esm", entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name]-[hash].js", minify: true,
  });
  await build.close();
}

/**
 * Files of the command that a start should not pay for, by their names beside `main.cjs`: engines
 * that short guests never need, and the chapters with all their prose. `bin/load.js` loads them
 * when something of them is used.
 */
const LATE: Readonly<Record<string, string>> = {
  "fast-engines": "src/session/fast-engines.ts", "complete-set": "src/session/complete-set.ts",
  "full-table": "src/table/full.ts",
};

/** Turns imports of late files into requires of their bundles. */
const CUT_LATE: Plugin = {
  name: "late",
  resolveId(source, importer) {
    const name = Object.keys(LATE).find((late) =>
      source.endsWith(`/${basename(LATE[late] ?? "")}`));
    if (importer === undefined || name === undefined) return null;
    return { id: `./${name}.cjs`, external: true };
  },
};

async function writeCommonJs(entries: Readonly<Record<string, string>>, folder: string)
  : Promise<void> {
  const build = await rolldown({
    ...inputOptions(entries), plugins: [CUT_LATE], makeAbsoluteExternalsRelative: false,
  });
  await build.write({
    dir: folder, format: "cjs", entryFileNames: "[name].cjs", chunkFileNames: "[name]-[hash].cjs",
    minify: true,
  });
  await build.close();
}

/**
 * Writes the command into `folder`, for `bin/load.js`: CommonJS with `main.cjs` at its head, each
 * verb in a file of its own. Every byte that a start does without is time saved.
 */
export async function bundleCommand(folder: string): Promise<void> {
  const { "full-table": fullTable = "", ...engines } = LATE;
  await writeCommonJs({ main: "src/cli/main.ts", ...engines }, folder);
  // By itself, for it shares the chapters' files with the engines, which want none of their prose.
  await writeCommonJs({ "full-table": fullTable }, folder);
}
