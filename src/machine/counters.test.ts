import fc from "fast-check";
import { expect, it } from "vitest";
import {
  addRetired, feedTrace, relativePc, retiredLow, setRelativePc, splitmixHalves, unfeedTrace,
} from "./counters.ts";
import { PC, RETIRED, STATE_BYTES, TRACE } from "./state.ts";
import { splitmix64, traceBefore, traceStep } from "./trace.ts";

const word = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const half = fc.integer({ min: 0, max: 0xffff_ffff });

function block(): DataView {
  return new DataView(new ArrayBuffer(STATE_BYTES));
}

it("splitmix64 in halves is splitmix64", () => {
  fc.assert(fc.property(half, (seed) => {
    const { low, high } = splitmixHalves(seed);
    expect((BigInt(high) << 32n) | BigInt(low)).toBe(splitmix64(BigInt(seed)));
  }), { numRuns: 2000, examples: [[0], [0xffff_ffff], [0x80b5_83eb], [0x80b5_83ea]] });
});

it("feeding and unfeeding are the steps of the trace hash", () => {
  fc.assert(fc.property(word, half, (trace, pc) => {
    const state = block();
    state.setBigUint64(TRACE, trace, true);
    feedTrace(state, pc);
    expect(state.getBigUint64(TRACE, true)).toBe(traceStep(trace, BigInt(pc)));
    state.setBigUint64(TRACE, trace, true);
    unfeedTrace(state, pc);
    expect(state.getBigUint64(TRACE, true)).toBe(traceBefore(trace, BigInt(pc)));
  }), { numRuns: 2000 });
});

it("retired instructions carry into the upper half", () => {
  fc.assert(fc.property(word, fc.integer({ min: 0, max: 2 ** 52 - 1 }), (retired, count) => {
    const state = block();
    state.setBigUint64(RETIRED, retired, true);
    const before = retiredLow(state);
    addRetired(state, count);
    expect(state.getBigUint64(RETIRED, true)).toBe(BigInt.asUintN(64, retired + BigInt(count)));
    if (count < 2 ** 32) expect((retiredLow(state) - before) >>> 0).toBe(count);
  }), { examples: [[0xffff_ffffn, 1], [2n ** 64n - 1n, 1]] });
});

it("PC is relative to a base, or outside", () => {
  const state = block();
  setRelativePc(state, 0x440a, 0xffff_ffff);
  expect(state.getBigUint64(PC, true)).toBe(0x440a_ffff_ffffn);
  expect(relativePc(state, 0x440a)).toBe(0xffff_ffff);
  expect(relativePc(state, 0x4409)).toBe(-1);
});
