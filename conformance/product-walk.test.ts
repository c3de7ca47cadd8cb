import { expect, test } from "vitest";
import { NACL_2025, ZEROVM } from "../spec/nacl/profiles.ts";
import { fullTable } from "../src/table/full.ts";
import { walkProfile } from "./product-walk.ts";

test.each([ZEROVM, NACL_2025])("the short walk of $name finds no difference", (profile) => {
  const { strings, accepted, differences } = walkProfile(profile, fullTable(), true);
  expect(differences).toEqual([]);
  expect(strings).toBeGreaterThan(500_000);
  expect(accepted).toBeGreaterThan(50_000);
}, 300_000);
