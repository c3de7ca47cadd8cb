/** Writes the manual to `dist/docs`: `npm run docs`. Open `dist/docs/index.html` in a browser. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildManual } from "./manual.ts";

const FOLDER = fileURLToPath(new URL("../../dist/docs/", import.meta.url));

const pages = await buildManual();
rmSync(FOLDER, { recursive: true, force: true });
for (const { path, text } of pages) {
  const file = join(FOLDER, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
const size = pages.reduce((sum, { text }) => sum + text.length, 0);
console.log(`${pages.length} files, ${(size / 1e6).toFixed(1)} MB: ${join(FOLDER, "index.html")}`);
