import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { generatedFiles } from "./generated-files.ts";

it("generated files are what `npm run generate` would write", async () => {
  for (const { path, text } of await generatedFiles()) {
    const there = readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
    expect(there === text, `${path} is out of date: run npm run generate`).toBe(true);
  }
});
