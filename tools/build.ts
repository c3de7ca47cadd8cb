/**
 * `npm run build`: the package's JavaScript and types in `dist`. The command line is bundled into
 * few files, because every file costs time at its start; verbs stay files of their own.
 */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { rolldown } from "rolldown";

const ROOT = join(import.meta.dirname, "..");
const DIST = join(ROOT, "dist");
const TYPES = join(DIST, "types");

/** Entry files by their names in `dist`. */
const ENTRIES = { index: "src/index.ts", node: "src/node.ts", cli: "src/cli/main.ts" };

async function bundle(): Promise<void> {
  const build = await rolldown({
    input: Object.fromEntries(Object.entries(ENTRIES).map(([name, path]) => [name, join(ROOT, path)])),
    platform: "node", treeshake: { moduleSideEffects: false },
  });
  await build.write({
    dir: DIST, format: "esm", entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash].js",
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
  });
  await build.close();
}

/** Declarations of everything that the library's entries reach; `.ts` in imports becomes `.js`. */
function declarations(): void {
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", join(ROOT, "tsconfig.types.json")], { stdio: "inherit" });
  for (const path of readdirSync(TYPES, { recursive: true, encoding: "utf8" })) {
    const file = join(TYPES, path);
    if (!statSync(file).isFile()) continue;
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace(/(from\s+"\.[^"]*|import\("\.[^"]*)\.ts"/g, "$1.js\""));
  }
}

rmSync(DIST, { recursive: true, force: true });
mkdirSync(DIST);
await bundle();
declarations();
chmodSync(join(DIST, "cli.js"), 0o755);
for (const name of readdirSync(DIST).filter((file) => file.endsWith(".js"))) {
  process.stdout.write(`${relative(ROOT, join(DIST, name))} ${statSync(join(DIST, name)).size} bytes\n`);
}
