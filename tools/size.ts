/**
 * `npm run size`: bundles each part as a browser would load it, minified, and compares its gzip
 * size with the budget in `size-budget.json`. Fails when a part is over its budget. The part without
 * exports is `zerovm/core` as it ships; what the others add up to is more, for they share less.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { bundleCore } from "./bundle.ts";

interface Part {
  readonly name: string;
  /** Exports that a bundle keeps, by file: what the part is for whoever uses it. */
  readonly exports?: Readonly<Record<string, readonly string[]>>;
  /** A part that is loaded anyway: only what comes on top of it counts. */
  readonly beyond?: string;
  /** Bytes after gzip -9; without a budget the size is only reported. */
  readonly gzip?: number;
  /** Where it should come to, for the report only. */
  readonly goal?: number;
}

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** The parts in the order of the file; a part comes after the one that it builds on. */
function readParts(): readonly Part[] {
  const text = readFileSync(new URL("size-budget.json", import.meta.url), "utf8");
  const { parts }: { parts: readonly Part[] } = JSON.parse(text);
  return parts;
}

/** The exports of a part and of all parts below it. */
function entryOf(part: Part, parts: readonly Part[]): string {
  const below = parts.find(({ name }) => name === part.beyond);
  const own = Object.entries(part.exports ?? {})
    .map(([file, names]) => `export { ${names.join(", ")} } from "${ROOT}${file}";\n`)
    .join("");
  return below === undefined ? own : entryOf(below, parts) + own;
}

/** One minified module of these exports. */
async function bundle(entry: string): Promise<string> {
  const build = await rolldown({
    input: "entry",
    treeshake: { moduleSideEffects: false },
    plugins: [{
      name: "entry",
      resolveId: (id) => (id === "entry" ? id : null),
      load: (id) => (id === "entry" ? entry : null),
    }],
  });
  const { output } = await build.generate({ format: "esm", minify: true });
  await build.close();
  return output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("");
}

const parts = readParts();
const totals = new Map<string, number>();
for (const part of parts) {
  const code = await (part.exports === undefined ? bundleCore() : bundle(entryOf(part, parts)));
  const total = gzipSync(code, { level: 9 }).length;
  totals.set(part.name, total);
  const size = total - (totals.get(part.beyond ?? "") ?? 0);
  const over = part.gzip !== undefined && size > part.gzip;
  if (over) process.exitCode = 1;
  const what = part.beyond === undefined ? part.name : `${part.name}, beyond ${part.beyond}`;
  const budget = (part.gzip === undefined ? "no budget" : `budget ${part.gzip}`)
    + (part.goal === undefined ? "" : `, goal ${part.goal}`);
  console.log(`${over ? "OVER " : ""}${what}: ${size} bytes, ${budget}`);
}
