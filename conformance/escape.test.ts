import { describe, expect, test } from "vitest";
import { NACL_2025, tolerating, ZEROVM } from "../spec/nacl/profiles.ts";
import { huntEngine, huntEscapes, huntInText, type Starts } from "./escape.ts";
import { createPrng } from "./prng.ts";

test.each([ZEROVM, tolerating(NACL_2025)])("accepted code of $name stays inside", (profile) => {
  const report = huntEscapes(profile, 1500, 7);
  expect(report.escapes).toEqual([]);
  expect(report.bundles).toBe(1500);
  expect(report.accesses).toBeGreaterThan(1000);
  expect(report.faults).toBeGreaterThan(100);
}, 300_000);

describe("the hunt finds", () => {
  const engine = huntEngine();
  const everywhere = new Uint32Array(2048).fill(-1);
  const escapesOf = (bytes: readonly number[], starts: Starts): readonly string[] => {
    const text = new Uint8Array(2048 * 32).fill(0xf4);
    text.set(bytes);
    return [1, 2, 3, 4, 5, 6, 7, 8].flatMap((seed) =>
      huntInText(engine, text, starts, createPrng(seed), 1).escapes);
  };

  test.each([
    ["an access through another base", [0x8b, 0x00]],
    ["an index that nobody restricted", [0x41, 0x8b, 0x04, 0x0f]],
    ["a write of r15", [0x49, 0x89, 0xc7]],
    ["a write of rsp, and what is done with it", [0x48, 0x89, 0xdc, 0x50]],
    ["an indirect jump", [0xff, 0xe2]],
  ])("%s", (_, bytes) => expect(escapesOf(bytes, everywhere)).not.toEqual([]));

  test("an instruction where none starts", () => {
    expect(escapesOf([0x90, 0x90], new Uint32Array(2048).fill(1))).not.toEqual([]);
  });
});
