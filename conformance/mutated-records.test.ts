import { expect, test } from "vitest";
import { NACL_2025, ZEROVM } from "../spec/nacl/profiles.ts";
import { fullTable } from "../src/table/full.ts";
import { compareMutated } from "./mutated-records.ts";

test.each([ZEROVM, NACL_2025])("$name: one verdict on changed records", (profile) => {
  const { records, accepted, differences } = compareMutated(profile, fullTable(), 4_000, 3);
  expect(differences).toEqual([]);
  expect(records).toBe(4_000);
  expect(accepted).toBeGreaterThan(150);
  expect(accepted).toBeLessThan(3_850);
}, 120_000);
