import { expect, test } from "vitest";
import { NACL_2025, ZEROVM } from "../../spec/nacl/profiles.ts";
import { fullTable } from "../../src/table/full.ts";
import { prefixStates } from "./prefixes.ts";
import { walkProfile } from "./walk.ts";

test.each([ZEROVM, NACL_2025])("the short walk of $name finds no difference", (profile) => {
  const { strings, accepted, differences } = walkProfile(profile, fullTable(), 1, true);
  expect(differences).toEqual([]);
  expect(strings).toBeGreaterThan(400_000);
  expect(accepted).toBeGreaterThan(50_000);
}, 300_000);

test("prefixes in another order are the same state, repeated ones are another", () => {
  const states = prefixStates();
  const stateOf = (bytes: readonly number[]): number => states.findIndex((state) =>
    [state.bytes, ...state.others].some((s) => s.join() === bytes.join()));
  expect(stateOf([0xf0, 0x66])).toBe(stateOf([0x66, 0xf0]));
  expect(stateOf([0xf2, 0xf3])).not.toBe(stateOf([0xf3, 0xf2]));
  expect(states[stateOf([0xf2, 0xf2])]?.live).toBe(false);
  expect(states[stateOf([0x66, 0x66, 0x2e])]?.live).toBe(true);
});
