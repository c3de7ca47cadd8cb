/**
 * PC, RETIRED and TRACE in the state block without big integers, in halves of 32 bits: what runs and
 * traps do often. `trace.ts` says the same of the trace hash in one line each.
 */
import { PC, RETIRED, TRACE } from "./state.ts";

const HIGH = 0x1_0000_0000;

/** 64 bits as two unsigned halves. */
interface Halves {
  readonly low: number;
  readonly high: number;
}

/** PC relative to a base (a multiple of 2^32, given by its upper half); -1 outside of its 4 GiB. */
export function relativePc(state: DataView, baseHigh: number): number {
  return state.getUint32(PC + 4, true) === baseHigh ? state.getUint32(PC, true) : -1;
}

/** Sets PC to an address below 2^32, relative to a base. */
export function setRelativePc(state: DataView, baseHigh: number, pc: number): void {
  state.setUint32(PC, pc, true);
  state.setUint32(PC + 4, baseHigh, true);
}

/** The low 32 bits of RETIRED: enough to tell what fewer than 2^32 instructions have added. */
export function retiredLow(state: DataView): number {
  return state.getUint32(RETIRED, true);
}

/** RETIRED, exact below 2^53. */
export function retiredCount(state: DataView): number {
  return state.getUint32(RETIRED + 4, true) * HIGH + state.getUint32(RETIRED, true);
}

/** Counts instructions, fewer than 2^52. */
export function addRetired(state: DataView, count: number): void {
  const low = state.getUint32(RETIRED, true) + count;
  state.setUint32(RETIRED, low, true);
  if (low < HIGH) return;
  state.setUint32(RETIRED + 4, state.getUint32(RETIRED + 4, true) + Math.floor(low / HIGH), true);
}

/** The upper half of the product of two unsigned 32-bit integers. */
function productHigh(a: number, b: number): number {
  const low = a & 0xffff;
  const high = a >>> 16;
  // Each sum below stays under 2^32.
  const middle = high * (b & 0xffff) + ((Math.imul(low, b & 0xffff) >>> 16));
  const cross = (middle & 0xffff) + low * (b >>> 16);
  return (high * (b >>> 16) + (middle >>> 16) + (cross >>> 16)) >>> 0;
}

/** One step of the finaliser: (z ^ (z >> shift)) * factor, modulo 2^64. */
function mixed({ low, high }: Halves, shift: number, factorLow: number, factorHigh: number): Halves {
  const a = (low ^ ((low >>> shift) | (high << (32 - shift)))) >>> 0;
  const b = high ^ (high >>> shift);
  return {
    low: Math.imul(a, factorLow) >>> 0,
    high: (productHigh(a, factorLow) + Math.imul(a, factorHigh) + Math.imul(b, factorLow)) >>> 0,
  };
}

/** `splitmix64` of a seed below 2^32. */
export function splitmixHalves(seed: number): Halves {
  const low = (seed >>> 0) + 0x7f4a_7c15;
  const start = { low: low >>> 0, high: (0x9e37_79b9 + (low >= HIGH ? 1 : 0)) >>> 0 };
  const z = mixed(mixed(start, 30, 0x1ce4_e5b9, 0xbf58_476d), 27, 0x1331_11eb, 0x94d0_49bb);
  return {
    low: (z.low ^ ((z.low >>> 31) | (z.high << 1))) >>> 0, high: (z.high ^ (z.high >>> 31)) >>> 0,
  };
}

/** Feeds TRACE with a control transfer: `traceStep` of the low 32 bits of an address. */
export function feedTrace(state: DataView, nextPc: number): void {
  const low = state.getUint32(TRACE, true);
  const high = state.getUint32(TRACE + 4, true);
  const step = splitmixHalves(nextPc);
  const sum = ((low << 5) | (high >>> 27)) >>> 0;
  const carry = sum + step.low >= HIGH ? 1 : 0;
  state.setUint32(TRACE, sum + step.low, true);
  state.setUint32(TRACE + 4, ((high << 5) | (low >>> 27)) + step.high + carry, true);
}

/** Takes the last control transfer, which was to `pc`, out of TRACE: `traceBefore`. */
export function unfeedTrace(state: DataView, pc: number): void {
  const step = splitmixHalves(pc);
  const before = state.getUint32(TRACE, true) - step.low;
  const low = before >>> 0;
  const high = (state.getUint32(TRACE + 4, true) - step.high - (before < 0 ? 1 : 0)) >>> 0;
  state.setUint32(TRACE, (low >>> 5) | (high << 27), true);
  state.setUint32(TRACE + 4, (high >>> 5) | (low << 27), true);
}
