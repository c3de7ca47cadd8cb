/**
 * Compares both validators with measured verdicts:
 * `npx tsx conformance/verdicts/compare.ts [--all]`. Exit code 1 when one differs.
 */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { createDecoder } from "../../src/decoder/decode.ts";
import { fullTable } from "../../src/table/full.ts";
import { compileTables } from "../../src/validator/fast/tables.ts";
import { acceptsText } from "../../src/validator/fast/validate.ts";
import { ReferenceValidator } from "../../src/validator/reference/validate.ts";
import { readEntries, VERDICT_PROFILES, type Entry } from "./entries.ts";
import { measuredAvailable, measuredExamples, measuredRecords } from "./measured.ts";

/** One differing verdict. */
export interface Difference {
  readonly validator: "fast" | "reference";
  readonly profile: string;
  readonly kind: string;
  readonly expected: boolean;
  readonly text: string;
}

export const recordedSample = (): Entry[] =>
  readEntries(gunzipSync(readFileSync(new URL("sample.bin.gz", import.meta.url))));

/** Judges every entry under every profile whose verdict is known. */
export function compareVerdicts(
  entries: readonly Entry[], which: readonly ("fast" | "reference")[],
): { readonly judged: number; readonly differences: readonly Difference[] } {
  const table = fullTable();
  const set = { forms: table.forms, decoder: createDecoder(table) };
  const differences: Difference[] = [];
  let judged = 0;
  VERDICT_PROFILES.forEach((profile, bit) => {
    const fast = compileTables(profile, table.forms);
    const reference = new ReferenceValidator(profile, set);
    const name = profile.tolerant ? `${profile.name} tolerant` : profile.name;
    const judges = {
      fast: (text: Uint8Array): boolean => acceptsText(fast, text),
      reference: (text: Uint8Array): boolean => reference.judge(text, { refusalsMax: 1 }).accepted,
    };
    for (const { text, known, accepting, kind } of entries) {
      if (((known >> bit) & 1) === 0) continue;
      const expected = ((accepting >> bit) & 1) === 1;
      for (const validator of which) {
        judged++;
        if (judges[validator](text) === expected) continue;
        const hex = Buffer.from(text).toString("hex");
        differences.push({ validator, profile: name, kind, expected, text: hex });
      }
    }
  });
  return { judged, differences };
}

function main(all: boolean): number {
  if (all && !measuredAvailable()) {
    console.log("the measured records are not available; without --all the sample is used");
    return 1;
  }
  const entries = all ? [...measuredRecords(), ...measuredExamples()] : recordedSample();
  const { judged, differences } = compareVerdicts(entries, ["fast", "reference"]);
  for (const d of differences.slice(0, 100)) console.log(JSON.stringify(d));
  console.log(`${entries.length} texts, ${judged} verdicts, ${differences.length} differ`);
  return differences.length === 0 ? 0 : 1;
}

if (process.argv[1]?.endsWith("verdicts/compare.ts") === true) {
  process.exitCode = main(process.argv.includes("--all"));
}
