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
const RECORDS = readRecords(join(import.meta.dirname, "recorded.jsonl.gz"));

describe.each(["interpreter", "oracle"] as const)("recorded sessions, %s", (tier) => {
  const toolchain = createToolchain(tier);
  for (const record of RECORDS) {
    // Two modules were too large to be kept in the record.
    it.skipIf(record.nexe_hex === null)(`${record.id} (${record.nexe})`, async () => {
      const differences = await replay(record, toolchain);
      const allowed = EXCEPTIONS[record.id]?.parts ?? [];
      expect(differences.filter(({ part }) => !allowed.includes(part))).toEqual([]);
      // An exception that is no longer one has to go.
      expect(differences.map(({ part }) => part)).toEqual(allowed);
    });
  }

  it("names only sessions that exist as exceptions", () => {
    const ids = RECORDS.map(({ id }) => id);
    expect(Object.keys(EXCEPTIONS).filter((id) => !ids.includes(id))).toEqual([]);
  });
});
