/**
 * The level-1 trace hash: 64 bits that every executed control transfer advances, so that two runs
 * (or two tiers) can be compared by one number at equal instruction counts.
 */

/** The finaliser of splitmix64 on the next state of the generator: any 64 bits to any 64 bits. */
export function splitmix64(seed: bigint): bigint {
  let z = BigInt.asUintN(64, seed + 0x9e37_79b9_7f4a_7c15n);
  z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58_476d_1ce4_e5b9n);
  z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d0_49bb_1331_11ebn);
  return z ^ (z >> 31n);
}

/** `h` after a control transfer to `nextPc`, which counts by its low 32 bits. */
export function traceStep(h: bigint, nextPc: bigint): bigint {
  const rotated = BigInt.asUintN(64, h << 5n) | (h >> 59n);
  return BigInt.asUintN(64, rotated + splitmix64(BigInt.asUintN(32, nextPc)));
}

/** What `h` was before a control transfer to `nextPc`. */
export function traceBefore(h: bigint, nextPc: bigint): bigint {
  const rotated = BigInt.asUintN(64, h - splitmix64(BigInt.asUintN(32, nextPc)));
  return (rotated >> 5n) | BigInt.asUintN(64, rotated << 59n);
}
