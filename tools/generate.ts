/**
 * Writes the generated files from `spec/isa`: `npm run generate`. With `--check` it writes nothing
 * and fails when a file is not what it would write.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { generatedFiles } from "./generated-files.ts";

const ROOT = new URL("../", import.meta.url);

const stale = (await generatedFiles()).filter(({ path, text }) => {
  const file = fileURLToPath(new URL(path, ROOT));
  if (read(file) === text) return false;
  if (!process.argv.includes("--check")) writeFileSync(file, text);
  return true;
});

for (const { path } of stale) console.log(path);
if (process.argv.includes("--check") && stale.length > 0) {
  console.error("these generated files are out of date: run `npm run generate`");
  process.exitCode = 1;
}

/** The file's text, or undefined when there is none yet. */
function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
