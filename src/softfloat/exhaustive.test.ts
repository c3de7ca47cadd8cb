/** Every pair of numbers of two small formats, in every rounding mode, against exact fractions. */
import { describe, expect, it } from "vitest";
import { EXCEPTIONS, SSE_DEFAULT, TO_NEAREST_EVEN } from "./environment.ts";
import type { Environment, Result, Rounding } from "./environment.ts";
import {
  DENORMAL, F32, add, compare, convert, div, fma, fromInteger, makeFormat, mul, remainder,
  roundToIntegral, sqrt, sub, toInteger, unpack,
} from "./index.ts";
import type { Format } from "./index.ts";
import { ReferenceRounding, fraction } from "./reference.ts";
import type { Fraction } from "./reference.ts";

const SMALL = makeFormat(3, 2);
const SMALL_EXPLICIT = makeFormat(3, 2, true);
const HALF = makeFormat(5, 10);
const ROUNDINGS: readonly Rounding[] = [0, 1, 2, 3];

function patterns(format: Format): bigint[] {
  const all: bigint[] = [];
  for (let bits = 0n; bits >> format.signShift < 2n; bits += 1n) all.push(bits);
  return all;
}

function numbers(format: Format): bigint[] {
  return patterns(format).filter((bits) => ["zero", "finite"].includes(unpack(format, bits).kind));
}

const inRounding = (rounding: Rounding): Environment => ({ ...SSE_DEFAULT, rounding });

const plus = (a: Fraction, b: Fraction): Fraction => fraction(
  a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
const minus = (a: Fraction, b: Fraction): Fraction =>
  plus(a, fraction(-b.numerator, b.denominator));
const times = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.numerator * b.numerator, a.denominator * b.denominator);
const over = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.numerator * b.denominator, a.denominator * b.numerator);

/** What differs, as text, so that a failure names the case. */
function difference(
  reference: ReferenceRounding, exact: Fraction, rounding: Rounding, got: Result, name: string,
): string | undefined {
  if (exact.numerator === 0n) return undefined;
  const want = reference.round(exact, rounding);
  const flags = got.flags & EXCEPTIONS & ~DENORMAL;
  if (got.bits === want.bits && flags === want.flags) return undefined;
  const show = (bits: bigint, raised: number): string => `${bits.toString(2)} flags ${raised}`;
  return `${name} RC ${rounding}: ${show(got.bits, flags)}, not ${show(want.bits, want.flags)}`;
}

const OPERATIONS = [
  { name: "add", compute: add, exact: plus },
  { name: "sub", compute: sub, exact: minus },
  { name: "mul", compute: mul, exact: times },
  { name: "div", compute: div, exact: over },
] as const;

describe.each([["implicit", SMALL], ["explicit", SMALL_EXPLICIT]] as const)(
  "a format of 3 and 2 bits, %s integer bit", (_, format) => {
    const reference = new ReferenceRounding(format);
    const finite = numbers(format);

    it.each(OPERATIONS)("$name of all pairs", ({ name, compute, exact }) => {
      const wrong: (string | undefined)[] = [];
      for (const a of finite) {
        for (const b of finite) {
          const divides = name === "div" && reference.valueOf(b).numerator === 0n;
          if (divides) continue;
          const value = exact(reference.valueOf(a), reference.valueOf(b));
          for (const rounding of ROUNDINGS) {
            const got = compute(format, a, b, inRounding(rounding));
            wrong.push(difference(reference, value, rounding, got, `${name} ${a} ${b}`));
          }
        }
      }
      expect(wrong.filter((text) => text !== undefined)).toEqual([]);
    });

    it("fma of all triples, to nearest", () => {
      const wrong: (string | undefined)[] = [];
      const some = finite.filter((_bits, k) => k % 2 === 0);
      for (const a of some) {
        for (const b of some) {
          const product = times(reference.valueOf(a), reference.valueOf(b));
          for (const c of finite) {
            const got = fma(format, a, b, c, SSE_DEFAULT);
            const value = plus(product, reference.valueOf(c));
            wrong.push(difference(reference, value, TO_NEAREST_EVEN, got, `fma ${a} ${b} ${c}`));
          }
        }
      }
      expect(wrong.filter((text) => text !== undefined)).toEqual([]);
    });

    it("compares all pairs", () => {
      for (const a of finite) {
        for (const b of finite) {
          const { numerator } = minus(reference.valueOf(a), reference.valueOf(b));
          const want = numerator > 0n ? 0 : numerator < 0n ? 1 : 2;
          expect(compare(format, a, b, true, SSE_DEFAULT).order, `${a} ${b}`).toBe(want);
        }
      }
    });

    it("remainders of all pairs", () => {
      for (const a of finite) {
        for (const b of finite) {
          const [x, y] = [reference.valueOf(a), reference.valueOf(b)];
          if (x.numerator === 0n || y.numerator === 0n) continue;
          const result = remainder(format, a, b, 3, SSE_DEFAULT);
          const { numerator, denominator } = over(x, y);
          const quotient = numerator / denominator;
          expect(result.quotient).toBe(quotient < 0n ? -quotient : quotient);
          const rest = minus(x, times(y, fraction(quotient, 1n)));
          const { numerator: off } = minus(rest, reference.valueOf(result.bits));
          expect(off, `${a} rem ${b}`).toBe(0n);
        }
      }
    });
  });

describe("half precision", () => {
  const reference = new ReferenceRounding(HALF);
  const finite = numbers(HALF).filter((bits) => unpack(HALF, bits).kind === "finite");

  it("square roots bracket their operand", () => {
    for (const a of finite.filter((_, k) => k % 7 === 0)) {
      if (unpack(HALF, a).sign === 1) continue;
      const value = reference.valueOf(a);
      const [down, up] = ([1, 2] as const).map((rounding) => sqrt(HALF, a, inRounding(rounding)));
      if (down === undefined || up === undefined) throw new Error("no result");
      const [low, high] = [reference.valueOf(down.bits), reference.valueOf(up.bits)];
      expect(minus(times(low, low), value).numerator <= 0n, `sqrt ${a}`).toBe(true);
      expect(minus(times(high, high), value).numerator >= 0n, `sqrt ${a}`).toBe(true);
      expect(up.bits - down.bits <= 1n, `sqrt ${a}`).toBe(true);
    }
  });

  it("widening keeps the number, narrowing gives it back", () => {
    const changed = finite.filter((a) => {
      const wide = convert(HALF, F32, a, SSE_DEFAULT);
      const inexact = (wide.flags & ~DENORMAL) !== 0;
      return inexact || convert(F32, HALF, wide.bits, SSE_DEFAULT).bits !== a;
    });
    expect(changed).toEqual([]);
  });

  it("rounds to integers in every mode", () => {
    for (const a of finite.filter((_, k) => k % 13 === 0)) {
      const { numerator, denominator } = reference.valueOf(a);
      for (const rounding of ROUNDINGS) {
        const env = inRounding(rounding);
        const { bits } = toInteger(HALF, a, 32, env);
        const got = BigInt.asIntN(32, bits);
        const twice = 2n * (got * denominator - numerator);
        const [above, below] = [twice > 0n, twice < 0n];
        const magnitude = twice < 0n ? -twice : twice;
        if (rounding === 0) expect(magnitude <= denominator, `${a}`).toBe(true);
        else expect(magnitude < 2n * denominator, `${a}`).toBe(true);
        if (rounding === 1) expect(above).toBe(false);
        if (rounding === 2) expect(below).toBe(false);
        if (rounding === 3) expect(numerator < 0n ? below : above).toBe(false);
        const again = roundToIntegral(HALF, a, env);
        expect(fromInteger(HALF, got, env).bits & 0x7fffn).toBe(again.bits & 0x7fffn);
      }
    }
  });
});
