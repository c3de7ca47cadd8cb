/**
 * Command: the examples and recorded vectors in every tier of this Node, of other Nodes and of
 * Chromium, and everything compared.
 *
 *     npm run conformance:hosts -- [STEP]      (every STEP-th vector; default 1)
 *
 * Exits with 1 when a tier or a host differs, or when none but this Node could be had. A host that is
 * not at hand is named and left out.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Item } from "./battery.ts";
import { findChromium, runInBrowser } from "./browser-host.ts";
import { bundleBattery } from "./bundle-battery.ts";
import { hostDifferences, tierDifferences } from "./compare.ts";
import { batteryInput } from "./input.ts";
import { NODE_VERSIONS, fetchNode, runInNode } from "./node-hosts.ts";

const CACHE = join(import.meta.dirname, "../../.cache/hosts");
const DIFFERENCES_SHOWN_MAX = 10;

interface Host {
  readonly name: string;
  run(): Promise<Item[]>;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

const input = batteryInput(Number(process.argv[2] ?? "1"));
const chromium = findChromium();
const hosts: Host[] = [
  { name: `Node ${process.versions.node}`, run: () => runInNode(process.execPath, CACHE, input) },
  ...NODE_VERSIONS.map((version) => ({
    name: `Node ${version}`, run: () => runInNode(fetchNode(version, CACHE), CACHE, input),
  })),
  ...(chromium === undefined ? [] : [{
    name: chromium.version, run: () => runInBrowser(chromium.binary, CACHE, input),
  }]),
];

/** One host's items, or why there are none. */
async function itemsOf({ name, run }: Host): Promise<Item[] | undefined> {
  try {
    return await run();
  } catch (error) {
    say(`${name}: not compared: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

mkdirSync(CACHE, { recursive: true });
writeFileSync(join(CACHE, "package.json"), JSON.stringify({ private: true, type: "module" }));
await bundleBattery(CACHE);
if (chromium === undefined) say("Chromium: not installed; Debian's package is called chromium");
let expected: Item[] | undefined;
let compared = 0;
for (const host of hosts) {
  const items = await itemsOf(host);
  if (items === undefined) {
    // A host that failed on its way is no agreement.
    process.exitCode = 1;
    continue;
  }
  const differences = [
    ...tierDifferences(items), ...(expected === undefined ? [] : hostDifferences(expected, items)),
  ];
  for (const text of differences.slice(0, DIFFERENCES_SHOWN_MAX)) say(`  ${text}`);
  if (differences.length > 0) process.exitCode = 1;
  say(`${host.name}: ${items.length} items in ${input.tiers.length} tiers, `
    + `${differences.length === 0 ? "all the same" : `${differences.length} DIFFER`}`);
  expected ??= items;
  compared += 1;
}
if (compared < 2) process.exitCode = 1;
