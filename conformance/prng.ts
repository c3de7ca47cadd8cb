/**
 * A seeded generator of random numbers, so that every random failure can be repeated from its
 * seed: SplitMix32 steps for the state, xoshiro128** for the numbers (Blackman and Vigna, 2018).
 */

export interface Prng {
  /** An integer in 0..2^32-1. */
  next(): number;
  /** An integer in 0..limit-1. */
  below(limit: number): number;
  /** True once in `n` times on average. */
  oneIn(n: number): boolean;
  /** One of the values. */
  pick<T>(values: readonly [T, ...T[]]): T;
}

function splitmix32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
}

function rotateLeft(x: number, bits: number): number {
  return (x << bits) | (x >>> (32 - bits));
}

export function createPrng(seed: number): Prng {
  const start = splitmix32(seed);
  let a = start();
  let b = start();
  let c = start();
  let d = start();
  const next = (): number => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotateLeft(d, 11);
    return result;
  };
  const below = (limit: number): number => Math.floor((next() / 0x1_0000_0000) * limit);
  return {
    next,
    below,
    oneIn: (n) => below(n) === 0,
    pick: (values) => values[below(values.length)] ?? values[0],
  };
}
