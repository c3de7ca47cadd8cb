/**
 * `npm run size`: bundles each part as a browser would load it, minified, and compares its gzip
 * size with the budget in `size-budget.json`. Fails when a part is over its budget.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";

interface Part {
  readonly name: string;
  /** Exports that a bundle keeps, by file: what the part is for whoever uses it. */
  readonly exports: Readonly<Record<string, readonly string[]>>;
  /** Bytes after gzip -9; without a budget the size is only reported. */
  readonly gzip?: number;
}

const ROOT = fileURLToPath(new URL("../", import.meta.url));

const { parts } = JSON.parse(
  readFileSync(new URL("size-budget.json", import.meta.url), "utf8"),
) as { parts: readonly Part[] };

let failed = false;
for (const part of parts) {
  const code = await bundle(part);
  const size = gzipSync(code, { level: 9 }).length;
  const over = part.gzip !== undefined && size > part.gzip;
  failed ||= over;
  const budget = part.gzip === undefined ? "no budget" : `budget ${part.gzip}`;
  const flag = over ? "OVER " : "";
  console.log(`${flag}${part.name}: ${size} bytes (${code.length} minified), ${budget}`);
}
if (failed) process.exitCode = 1;

/** The part as one minified module. */
async function bundle({ name, exports }: Part): Promise<string> {
  const entry = Object.entries(exports)
    .map(([file, names]) => `export { ${names.join(", ")} } from "${ROOT}${file}";`)
    .join("\n");
  const build = await rolldown({
    input: name,
    treeshake: { moduleSideEffects: false },
    plugins: [{
      name: "entry",
      resolveId: (id) => (id === name ? id : null),
      load: (id) => (id === name ? entry : null),
    }],
  });
  const { output } = await build.generate({ format: "esm", minify: true });
  await build.close();
  return output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("");
}
