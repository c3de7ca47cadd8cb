/** The list of planted faults follows the translator: what a fault replaces is there, once. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { PLANTED_FAULTS } from "./planted-faults.ts";

const ROOT = join(import.meta.dirname, "../..");

it.each(PLANTED_FAULTS)("can be planted: $name", ({ file, from, to }) => {
  expect(from).not.toBe(to);
  expect(readFileSync(join(ROOT, file), "utf8").split(from).length - 1).toBe(1);
});
