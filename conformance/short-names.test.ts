/** Every recorded vector of the repository, in all tiers, where property names are shortened. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parseVectorFile } from "../src/vectors/vector-file.ts";
import { bundleSmall } from "../tools/bundle.ts";
import type * as Judge from "./short-names.ts";

const VECTORS = new URL("./vectors/", import.meta.url);
const folder = mkdtempSync(join(tmpdir(), "zerovm-names-"));
let judge: typeof Judge;

beforeAll(async () => {
  const file = join(folder, "judge.mjs");
  writeFileSync(file, await bundleSmall("conformance/short-names.ts"));
  judge = await import(pathToFileURL(file).href);
});
afterAll(() => rmSync(folder, { recursive: true }));

it.each(["oracle", "interpreter", "translator"] as const)("pass in tier %s", (tier) => {
  const { engine } = judge.createToolchain(tier);
  let count = 0;
  for (const name of readdirSync(VECTORS).filter((file) => file.endsWith(".jsonl.gz"))) {
    const text = gunzipSync(readFileSync(new URL(name, VECTORS))).toString("utf8");
    const { header, cases } = parseVectorFile(text);
    const runner = new judge.VectorRunner(engine, header);
    for (const { vector } of cases) {
      expect(runner.run(vector), `${vector.f} ${vector.n}`).toEqual({ kind: "passed" });
      count++;
    }
  }
  expect(count).toBeGreaterThan(1000);
});
