/** PDEP and PEXT: bits spread to, and gathered from, the places a mask names. SDM volume 2B. */
import { pure } from "./operators.ts";
import type { Operators } from "./operators.ts";

/** The low bits of `x`, in order, at the set bits of `mask`. */
export function depositBits(x: bigint, mask: bigint): bigint {
  let result = 0n;
  let next = 0n;
  for (let at = 0n; mask >> at !== 0n; at++) {
    if (((mask >> at) & 1n) === 0n) continue;
    result |= ((x >> next) & 1n) << at;
    next++;
  }
  return result;
}

/** The bits of `x` at the set bits of `mask`, side by side from bit 0 on. */
export function extractBits(x: bigint, mask: bigint): bigint {
  let result = 0n;
  let next = 0n;
  for (let at = 0n; mask >> at !== 0n; at++) {
    if (((mask >> at) & 1n) === 0n) continue;
    result |= ((x >> at) & 1n) << next;
    next++;
  }
  return result;
}

export const BIT_OPERATORS: Operators = {
  calls: {
    pdep: pure((x = 0n, mask = 0n) => depositBits(x, mask)),
    pext: pure((x = 0n, mask = 0n) => extractBits(x, mask)),
  },
  units: {},
};
