/**
 * What holds, in numbers: `npm run status` prints forms and vectors by category, and renews the
 * tables between the status markers of the README (`--print`: leaves the README alone).
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Tally } from "../../src/vectors/tally.ts";
import { fullTable } from "../../src/table/full.ts";
import { countForms } from "./forms.ts";
import { formTable, vectorTable, withStatus } from "./markdown.ts";
import { STATUS_TIERS, tallyOf, vectorSource } from "./vectors.ts";

const README = new URL("../../README.md", import.meta.url);

const source = vectorSource();
const tallies = new Map<string, Tally>(STATUS_TIERS.map((tier) => [tier, tallyOf(source, tier)]));
const status = `${formTable(countForms(fullTable()))}

Instruction vectors of a real processor, from ${source.name}:

${vectorTable(tallies)}`;
console.log(status);

const readme = existsSync(README) ? readFileSync(README, "utf8") : "";
const renewed = withStatus(readme, status);
if (renewed === undefined) console.error("README.md has no status markers: nothing written");
else if (!process.argv.includes("--print")) writeFileSync(README, renewed);

const failed = [...tallies].filter(([, { total }]) => total.failed > 0);
for (const [tier, { total }] of failed) console.error(`${tier}: ${total.failed} vectors failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
