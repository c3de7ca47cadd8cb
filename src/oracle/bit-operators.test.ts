import fc from "fast-check";
import { expect, it } from "vitest";
import { depositBits, extractBits } from "./bit-operators.ts";

const word = fc.bigInt(0n, (1n << 64n) - 1n);

it("PDEP and PEXT move bits in order", () => {
  expect(depositBits(0b1011n, 0b1010_1010n)).toBe(0b1000_1010n);
  expect(extractBits(0b1100_0110n, 0b1010_1010n)).toBe(0b1001n);
});

it("PEXT undoes PDEP on as many bits as the mask has", () => {
  fc.assert(fc.property(word, word, (x, mask) => {
    const ones = mask.toString(2).replaceAll("0", "").length;
    const deposited = depositBits(x, mask);
    expect(deposited & ~mask).toBe(0n);
    expect(extractBits(deposited, mask)).toBe(BigInt.asUintN(mask === 0n ? 0 : ones, x));
  }));
});
