/** Every recorded session of the original agrees with ours, apart from the listed exceptions. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createToolchain } from "../../src/session/toolchain.ts";
import { readRecords, replay } from "./replay.ts";
import type { Part } from "./replay.ts";

interface Exception {
  readonly parts: readonly Part[];
  readonly reason: string;
}

const EXCEPTIONS: Readonly<Record<string, Exception>> =
  JSON.parse(readFileSync(join(import.meta.dirname, "exceptions.json"), "utf8"));
/** Sessions whose modules were too large to be kept in the record. */
const TOO_LARGE: readonly string[] = ["elfneg-048", "elfneg-050"];
const RECORDS = readRecords(join(import.meta.dirname, "recorded.jsonl.gz"));

describe.each(["auto", "translator", "interpreter", "oracle"] as const)("recorded sessions, %s", (tier) => {
  const toolchain = createToolchain(tier);
  for (const record of RECORDS) {
    if (TOO_LARGE.includes(record.id)) continue;
    it(`${record.id} (${record.nexe})`, async () => {
      const differences = await replay(record, toolchain);
      const allowed = EXCEPTIONS[record.id]?.parts ?? [];
      expect(differences.filter(({ part }) => !allowed.includes(part))).toEqual([]);
      // An exception that is no longer one has to go.
      expect(differences.map(({ part }) => part)).toEqual(allowed);
    });
  }

  it("names only sessions that exist as exceptions, and all whose module is missing", () => {
    const ids = RECORDS.map(({ id }) => id);
    expect(RECORDS.filter(({ nexe_hex: module }) => module === null).map(({ id }) => id))
      .toEqual(TOO_LARGE);
    expect(Object.keys(EXCEPTIONS).filter((id) => !ids.includes(id))).toEqual([]);
  });
});
