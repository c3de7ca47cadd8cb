/** Every folder with sources in it says in a paragraph what it is for. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
const TOP = ["spec", "src", "conformance", "tools", "bench", "examples", "docs", "bin"];

function folders(path: string): string[] {
  const below = readdirSync(join(ROOT, path)).map((name) => join(path, name));
  return [path, ...below.filter((name) => statSync(join(ROOT, name)).isDirectory()).flatMap(folders)];
}

/** Holds data or generated files only: their maker's folder explains them. */
function isData(path: string): boolean {
  return /generated|recorded|fixtures|__snapshots__/.test(path)
    || !readdirSync(join(ROOT, path)).some((name) => /\.(ts|js|md)$/.test(name));
}

it("every folder has a README", () => {
  const silent = TOP.flatMap(folders).filter((path) =>
    !isData(path) && !existsSync(join(ROOT, path, "README.md")));
  expect(silent).toEqual([]);
});

it("every README is text of somebody, not an empty file", () => {
  const files = TOP.flatMap(folders).map((path) => join(ROOT, path, "README.md")).filter(existsSync);
  expect(files.filter((file) => statSync(file).size < 30)).toEqual([]);
});
