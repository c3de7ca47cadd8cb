/**
 * `npm run build`: the package's JavaScript and types in `dist`. The command line is bundled apart
 * from the library (`bundle.ts` says why), with a code cache for the Node that builds it.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ALONE, bundleCommand, bundleLibrary, bundleSmall } from "./bundle.ts";
import { codeCacheBytes, writeCodeCaches } from "./code-cache.ts";
import { writeIsaFiles } from "./isa-files.ts";

const ROOT = join(import.meta.dirname, "..");
const DIST = join(ROOT, "dist");
/** What `npm run docs` writes stays. */
const MANUAL = "docs";
const COMMAND = join(DIST, "command");
const TYPES = join(DIST, "types");

/** Declarations of everything that the library's entries reach; `.ts` in imports becomes `.js`. */
function declarations(): void {
  const typescript = dirname(createRequire(import.meta.url).resolve("typescript/package.json"));
  execFileSync(process.execPath,
    [join(typescript, "bin/tsc"), "-p", join(ROOT, "tsconfig.types.json")], { stdio: "inherit" });
  for (const path of readdirSync(TYPES, { recursive: true, encoding: "utf8" })) {
    const file = join(TYPES, path);
    if (!statSync(file).isFile()) continue;
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace(/(from\s+"\.[^"]*|import\("\.[^"]*)\.ts"/g, "$1.js\""));
  }
}

mkdirSync(DIST, { recursive: true });
for (const name of readdirSync(DIST).filter((file) => file !== MANUAL)) {
  rmSync(join(DIST, name), { recursive: true });
}
await bundleLibrary(DIST);
for (const [name, entry] of Object.entries(ALONE)) {
  writeFileSync(join(DIST, `${name}.js`), await bundleSmall(entry));
}
await bundleCommand(COMMAND);
writeCodeCaches(COMMAND, join(ROOT, "bin/zerovm.js"));
declarations();
writeIsaFiles(join(DIST, "isa"));
for (const name of readdirSync(DIST).filter((file) => file.endsWith(".js"))) {
  process.stdout.write(`dist/${name} ${statSync(join(DIST, name)).size} bytes\n`);
}
process.stdout.write(`dist/command/main.cjs ${statSync(join(COMMAND, "main.cjs")).size} bytes, `
  + `code caches ${codeCacheBytes(COMMAND)} bytes\n`);
