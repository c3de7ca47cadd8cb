/**
 * Bundling the package's entries into few files, for the build, for tests of the command, and for
 * the size that counts.
 */
import { join } from "node:path";
import { rolldown } from "rolldown";

const ROOT = join(import.meta.dirname, "..");

/** Entry files of the package by their names in `dist`. */
export const ENTRIES: Readonly<Record<string, string>> = {
  index: "src/index.ts", node: "src/node.ts", cli: "src/cli/main.ts",
};

/** The entry for browsers: a file of its own that shares nothing with the others. */
const CORE = "src/core.ts";

/** The text of `dist/core.js`: whatever runs a validated program, in one module. */
export async function bundleCore(): Promise<string> {
  const build = await rolldown({ input: join(ROOT, CORE), treeshake: { moduleSideEffects: false } });
  const { output: [{ code }] } = await build.generate({ format: "esm", minify: true });
  await build.close();
  return code;
}

/** Writes NAME.js for every entry, and what they share as chunks, into `folder`. */
export async function bundle(entries: Readonly<Record<string, string>>, folder: string)
  : Promise<void> {
  const build = await rolldown({
    input: Object.fromEntries(
      Object.entries(entries).map(([name, path]) => [name, join(ROOT, path)])),
    platform: "node",
    treeshake: { moduleSideEffects: false },
  });
  await build.write({
    dir: folder, format: "esm", entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name]-[hash].js",
    // Every byte of the command is parsed at each start.
    minify: true,
  });
  await build.close();
}
