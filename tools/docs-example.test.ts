import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

it("the example of docs/adding-an-instruction.md is the paragraph itself", () => {
  const [, example = "nothing"] = /```ts\n([^`]*`[^`]*`[^`]*)```/
    .exec(read("docs/adding-an-instruction.md")) ?? [];
  expect(read("spec/isa/bmi/bmi1.ts")).toContain(example);
});
