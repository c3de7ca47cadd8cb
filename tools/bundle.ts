/** Bundling the package's entries into few files, for the build and for tests of the command. */
import { join } from "node:path";
import { rolldown } from "rolldown";

const ROOT = join(import.meta.dirname, "..");

/** Entry files of the package by their names in `dist`. */
export const ENTRIES: Readonly<Record<string, string>> = {
  index: "src/index.ts", node: "src/node.ts", cli: "src/cli/main.ts",
};

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
