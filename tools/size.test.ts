/** The parts stay within the budgets of `size-budget.json`. */
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");

it("no part is larger than its budget", () => {
  const tsx = join(ROOT, "node_modules/.bin/tsx");
  const { status, stdout, stderr } = spawnSync(tsx, ["tools/size.ts"], { cwd: ROOT, encoding: "utf8" });
  expect(`${stdout}${stderr}`).toMatch(/core decoder: \d+ bytes, budget \d+/);
  expect(status).toBe(0);
});
