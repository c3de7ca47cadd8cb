/** Every recorded vector of the repository, in the oracle. */
import { readFileSync, readdirSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { createToolchain } from "../src/session/toolchain.ts";
import { VectorRunner } from "../src/vectors/run.ts";
import { parseVectorFile } from "../src/vectors/vector-file.ts";

const FOLDER = new URL("./vectors/", import.meta.url);
const { engine } = createToolchain("oracle");

describe.each(readdirSync(FOLDER).filter((name) => name.endsWith(".jsonl.gz")))("%s", (name) => {
  const text = gunzipSync(readFileSync(new URL(name, FOLDER))).toString("utf8");
  const { header, cases } = parseVectorFile(text);
  const runner = new VectorRunner(engine, header);
  const forms = [...new Set(cases.map(({ vector }) => vector.f))];

  it.each(forms)("%s", (form) => {
    const own = cases.filter(({ vector }) => vector.f === form);
    expect(own.length).toBeGreaterThan(0);
    for (const { vector } of own) {
      const verdict = runner.run(vector);
      expect(verdict, `${form} ${vector.n}: ${vector.d ?? vector.c}`).toEqual({ kind: "passed" });
    }
  });
});
