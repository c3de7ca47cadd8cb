/**
 * A second, deliberately naive definition of rounding for the tests: every number of a small format
 * is enumerated as a fraction, and results are looked up among them. It shares no code with the
 * soft-float core, and it is only fit for formats of a few bits.
 */
import { DOWNWARD, INEXACT, OVERFLOW, TO_NEAREST_EVEN, UNDERFLOW, UPWARD } from "./environment.ts";
import type { Rounding } from "./environment.ts";
import type { Format } from "./format.ts";

/** An exact number: numerator / denominator, the denominator positive. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export function fraction(numerator: bigint, denominator: bigint): Fraction {
  return denominator < 0n
    ? { numerator: -numerator, denominator: -denominator }
    : { numerator, denominator };
}

function order(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference === 0n ? 0 : difference > 0n ? 1 : -1;
}

function powerOfTwo(exponent: number): Fraction {
  return exponent >= 0
    ? { numerator: 1n << BigInt(exponent), denominator: 1n }
    : { numerator: 1n, denominator: 1n << BigInt(-exponent) };
}

function scaled(significand: number, exponent: number): Fraction {
  const power = powerOfTwo(exponent);
  return { numerator: BigInt(significand) * power.numerator, denominator: power.denominator };
}

/** A magnitude that a format can hold, with its exponent field and significand. */
interface Entry {
  readonly value: Fraction;
  readonly field: number;
  readonly significand: number;
}

/** Numbers of a format, ascending; `beyond` binades more at both ends show what is out of range. */
function magnitudes(format: Format, beyond: number): readonly Entry[] {
  const entries: Entry[] = [{ value: scaled(0, 0), field: 0, significand: 0 }];
  const least = 2 ** format.fractionBits;
  if (beyond === 0) {
    for (let s = 1; s < least; s += 1) {
      entries.push({ value: scaled(s, format.minExponent), field: 0, significand: s });
    }
  }
  for (let field = 1 - beyond; field < format.maxField + beyond; field += 1) {
    for (let s = least; s < 2 * least; s += 1) {
      entries.push({ value: scaled(s, format.minExponent + field - 1), field, significand: s });
    }
  }
  return entries;
}

const BEYOND = 8;

export interface ReferenceResult {
  readonly bits: bigint;
  readonly flags: number;
}

/** Rounding into one small format by looking results up. */
export class ReferenceRounding {
  readonly #format: Format;
  readonly #numbers: readonly Entry[];
  readonly #unbounded: readonly Entry[];

  constructor(format: Format) {
    this.#format = format;
    this.#numbers = magnitudes(format, 0);
    this.#unbounded = magnitudes(format, BEYOND);
  }

  /** The number of a finite bit pattern. */
  valueOf(bits: bigint): Fraction {
    const format = this.#format;
    const field = Number((bits >> format.exponentShift) & BigInt(format.maxField));
    const stored = Number(bits & ((1n << format.exponentShift) - 1n));
    const hidden = format.explicit || field === 0 ? 0 : 2 ** format.fractionBits;
    const { numerator, denominator } =
      scaled(stored + hidden, format.minExponent + Math.max(field, 1) - 1);
    return { numerator: bits >> format.signShift === 1n ? -numerator : numerator, denominator };
  }

  /** Rounds a number that is not zero, with underflow and overflow masked. */
  round(exact: Fraction, rounding: Rounding): ReferenceResult {
    const negative = exact.numerator < 0n;
    const magnitude = fraction(negative ? -exact.numerator : exact.numerator, exact.denominator);
    const ideal = choose(this.#unbounded, magnitude, negative, rounding);
    if (ideal.field >= this.#format.maxField) return this.#overflow(negative, rounding);
    const tiny = ideal.field < 1;
    const entry = tiny ? choose(this.#numbers, magnitude, negative, rounding) : ideal;
    const inexact = order(entry.value, magnitude) !== 0;
    const flags = (inexact ? INEXACT : 0) | (inexact && tiny ? UNDERFLOW : 0);
    return { bits: this.#pattern(negative, entry.field, entry.significand), flags };
  }

  #overflow(negative: boolean, rounding: Rounding): ReferenceResult {
    const { maxField, fractionBits } = this.#format;
    const away = rounding === TO_NEAREST_EVEN || rounding === (negative ? DOWNWARD : UPWARD);
    const least = 2 ** fractionBits;
    return {
      bits: away
        ? this.#pattern(negative, maxField, least)
        : this.#pattern(negative, maxField - 1, 2 * least - 1),
      flags: OVERFLOW | INEXACT,
    };
  }

  #pattern(negative: boolean, field: number, significand: number): bigint {
    const { explicit, fractionBits, exponentShift, signShift } = this.#format;
    const stored = explicit ? significand : significand % 2 ** fractionBits;
    return (negative ? 1n << signShift : 0n) | (BigInt(field) << exponentShift) | BigInt(stored);
  }
}

/** The entry that `magnitude` rounds to. */
function choose(
  entries: readonly Entry[], magnitude: Fraction, negative: boolean, rounding: Rounding,
): Entry {
  let low = 0;
  let high = entries.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry !== undefined && order(entry.value, magnitude) <= 0) low = middle;
    else high = middle;
  }
  const [below, above] = [entries[low], entries[high]];
  if (below === undefined || above === undefined) throw new RangeError("no number is that large");
  if (order(below.value, magnitude) === 0) return below;
  if (order(above.value, magnitude) === 0) return above;
  if (rounding !== TO_NEAREST_EVEN) {
    return rounding === (negative ? DOWNWARD : UPWARD) ? above : below;
  }
  // Twice the magnitude against the sum of its neighbours tells which one is nearer.
  const [lesser, greater] = [below.value, above.value];
  const sum = fraction(
    lesser.numerator * greater.denominator + greater.numerator * lesser.denominator,
    lesser.denominator * greater.denominator,
  );
  const side = order(fraction(2n * magnitude.numerator, magnitude.denominator), sum);
  if (side !== 0) return side > 0 ? above : below;
  return below.significand % 2 === 0 ? below : above;
}
