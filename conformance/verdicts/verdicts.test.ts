import { expect, test } from "vitest";
import { compareVerdicts, recordedSample } from "./compare.ts";
import { measuredAvailable, measuredExamples, measuredRecords } from "./measured.ts";

test("both validators agree with the recorded verdicts of the originals", () => {
  const entries = recordedSample();
  expect(entries.length).toBeGreaterThan(5000);
  expect(compareVerdicts(entries, ["fast", "reference"]).differences).toEqual([]);
}, 120_000);

test.skipIf(!measuredAvailable())("the fast validator agrees with all measured records", () => {
  const entries = [...measuredRecords(), ...measuredExamples()];
  expect(entries.length).toBeGreaterThan(280_000);
  expect(compareVerdicts(entries, ["fast"]).differences).toEqual([]);
}, 120_000);
