/**
 * Elementary functions in fixed point: integers that count units of 2^-p. Everything is made of
 * integer operations, so every host computes the same; the results are within a few units per term.
 */

/** What all series here stay below: at most some hundred terms of a few units each. */
export const SERIES_ERROR = 1n << 10n;

/** The largest integer whose square is at most n. */
function squareRoot(n: bigint): bigint {
  if (n < 2n) return n;
  // A power of two that is not below the root; Newton's steps then only go down.
  let root = 1n << BigInt((n.toString(16).length * 4 + 1) >> 1);
  for (;;) {
    const next = (root + n / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** sin t and cos t for |t| < 1. */
export function sineAndCosine(t: bigint, p: bigint): readonly [sine: bigint, cosine: bigint] {
  const square = (t * t) >> p;
  let [sine, cosine] = [0n, 0n];
  let [odd, even] = [t, 1n << p];
  for (let n = 1n; odd !== 0n || even !== 0n; n += 2n) {
    [sine, cosine] = [sine + odd, cosine + even];
    even = -((even * square) >> p) / (n * (n + 1n));
    odd = -((odd * square) >> p) / ((n + 1n) * (n + 2n));
  }
  return [sine, cosine];
}

/** Sum of sign^n * t^(2n+1) / (2n+1): atan for sign -1, atanh for sign 1; |t| < 1/2. */
function oddPowers(t: bigint, p: bigint, sign: 1n | -1n): bigint {
  const square = (t * t) >> p;
  let sum = 0n;
  let power = t;
  for (let n = 1n; power !== 0n; n += 2n) {
    sum += power / n;
    power = sign * ((power * square) >> p);
  }
  return sum;
}

/** atan t for 0 <= t <= 1. */
export function arctangent(t: bigint, p: bigint): bigint {
  const one = 1n << p;
  let half = t;
  // atan t = 2 atan(t / (1 + sqrt(1 + t^2))), four times, makes the series short.
  const halvings = 4n;
  for (let n = 0n; n < halvings; n += 1n) {
    half = (half << p) / (one + squareRoot((one << p) + half * half));
  }
  return oddPowers(half, p, -1n) << halvings;
}

/** The circle constant, by Machin's formula. */
export function pi(p: bigint): bigint {
  const inverse = (n: bigint): bigint => oddPowers((1n << p) / n, p, -1n);
  return (inverse(5n) << 4n) - (inverse(239n) << 2n);
}

/** atanh t / t, from t squared; t^2 < 1/4. */
export function atanhRatio(square: bigint, p: bigint): bigint {
  let sum = 0n;
  let power = 1n << p;
  for (let n = 1n; power !== 0n; n += 2n) {
    sum += power / n;
    power = (power * square) >> p;
  }
  return sum;
}

/** The natural logarithm of two: 2 atanh(1/3). */
export function ln2(p: bigint): bigint {
  return oddPowers((1n << p) / 3n, p, 1n) << 1n;
}

/** (e^t - 1) / t for |t| < 1. */
export function expm1Ratio(t: bigint, p: bigint): bigint {
  let sum = 0n;
  let term = 1n << p;
  for (let n = 2n; term !== 0n; n += 1n) {
    sum += term;
    term = ((term * t) >> p) / n;
  }
  return sum;
}
