import { expect, test } from "vitest";
import { NACL_2025, ZEROVM } from "../../spec/nacl/profiles.ts";
import { fullTable } from "../../src/table/full.ts";
import { compileTables } from "../../src/validator/fast/tables.ts";
import { acceptsText, FastValidator } from "../../src/validator/fast/validate.ts";
import { wasmHost } from "../../src/wasm/host.ts";
import { compareVerdicts, recordedSample } from "./compare.ts";
import { measuredAvailable, measuredExamples, measuredRecords } from "./measured.ts";

test("both validators agree with the recorded verdicts of the originals", () => {
  const entries = recordedSample();
  expect(entries.length).toBeGreaterThan(5000);
  expect(compareVerdicts(entries, ["fast", "reference"]).differences).toEqual([]);
}, 120_000);

test.each([ZEROVM, NACL_2025])("$name: kernel and scanner agree on some of them", (profile) => {
  const table = fullTable();
  const kernel = new FastValidator(profile, table, wasmHost());
  const tables = compileTables(profile, table.forms);
  const long = new Uint8Array(0x2000);
  let accepted = 0;
  const some = recordedSample().filter((_, k) => k % 4 === 0);
  const differing = some.filter(({ text }) => {
    long.fill(0x90);
    long.set(text, 0x1000);
    const verdict = acceptsText(tables, long);
    accepted += Number(verdict);
    return kernel.accepts(long) !== verdict;
  });
  expect(differing).toEqual([]);
  expect(accepted).toBeGreaterThan(300);
}, 120_000);

test.skipIf(!measuredAvailable())("the fast validator agrees with all measured records", () => {
  const entries = [...measuredRecords(), ...measuredExamples()];
  expect(entries.length).toBeGreaterThan(280_000);
  expect(compareVerdicts(entries, ["fast"]).differences).toEqual([]);
}, 120_000);
