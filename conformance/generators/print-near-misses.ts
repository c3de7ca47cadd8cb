/**
 * Near misses for other implementations, one JSON object per line:
 * `npx tsx conformance/generators/print-near-misses.ts [--count N] [--seed N]`.
 *
 * Fields: `rule`, `mutation`, `profile`, and the two texts `valid` and `broken` in hexadecimal.
 */
import { parseArgs } from "node:util";
import { NACL_2025, ZEROVM } from "../../spec/nacl/profiles.ts";
import { completeTable } from "../../src/table/complete.ts";
import { createPrng } from "../prng.ts";
import { NEAR_MISS_RULES, nearMiss } from "./near-miss.ts";
import { TextGenerator } from "./valid-text.ts";

/** Bundles of valid code around a mutated one, at most. */
const AROUND_MAX = 3;

const { values } = parseArgs({
  options: { count: { type: "string", default: "100" }, seed: { type: "string", default: "1" } },
});
const { forms } = completeTable();
const generators = new Map([ZEROVM, NACL_2025].map((profile) =>
  [profile.name, new TextGenerator(profile, forms)]));
const prng = createPrng(Number(values.seed));
for (let k = 0; k < Number(values.count); k++) {
  const rule = NEAR_MISS_RULES[k % NEAR_MISS_RULES.length];
  // Only the rule set of 2025 refuses non-temporal instructions.
  const profile = rule === "NACL-24" ? NACL_2025.name : ZEROVM.name;
  const around = generators.get(profile)?.text(prng, prng.below(AROUND_MAX));
  if (rule === undefined || around === undefined) break;
  const { mutation, valid, broken } = nearMiss(rule, around, prng);
  const hex = (text: Uint8Array): string => Buffer.from(text).toString("hex");
  const line = { rule, mutation, profile, valid: hex(valid), broken: hex(broken) };
  console.log(JSON.stringify(line));
}
