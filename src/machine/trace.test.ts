import fc from "fast-check";
import { expect, it } from "vitest";
import { splitmix64, traceBefore, traceStep } from "./trace.ts";

it("takes back the transfer that it fed last", () => {
  const word = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
  fc.assert(fc.property(word, word, (h, pc) => {
    expect(traceBefore(traceStep(h, pc), pc)).toBe(h);
    expect(traceStep(h, pc)).toBe(traceStep(h, pc & 0xffff_ffffn));
  }));
});

it("is splitmix64 as its author published it", () => {
  // The first numbers of the generator that is seeded with 1234567.
  const gamma = 0x9e37_79b9_7f4a_7c15n;
  const numbers = [0n, 1n, 2n].map((k) => splitmix64(BigInt.asUintN(64, 1234567n + k * gamma)));
  expect(numbers).toEqual([
    6457827717110365317n, 3203168211198807973n, 9817491932198370423n,
  ]);
});
