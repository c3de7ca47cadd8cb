/**
 * Two engines on random programs with control flow, stopped and resumed at random budgets: the same
 * registers, flags, counts, trace and memory at every stop.
 */
import type { Engine, Machine } from "../src/machine/engine.ts";
import { EXECUTE, READ, WRITE } from "../src/machine/memory.ts";
import { readRflags, writeRegister, writeVector } from "../src/machine/registers.ts";
import { FCW, MXCSR, PC, RETIRED, TRACE } from "../src/machine/state.ts";
import { readRegisters } from "../src/raw/registers.ts";
import { createPrng } from "./prng.ts";
import { randomFlow } from "./random-flow.ts";
import { random64, random128 } from "./random-values.ts";

const BASE = 0x440a_0000_0000n;
const CODE = 0x2_0000;
const DATA = 0x10_0000;
const DATA_BYTES = 0x1_0000;
const STACK = 0xff00_0000;
const BLOCKS_MAX = 40;
/** Instructions of one program at most. */
const LENGTH_MAX = 60_000n;

function createMachine(engine: Engine, text: Uint8Array, seed: number): Machine {
  const prng = createPrng(seed);
  const machine = engine.createMachine({
    base: BASE, stickyFlags: false, trapSlots: { start: 0x1_0000, end: 0x1_ffe0 },
    regions: [
      { name: "text", start: 0x1_0000, end: CODE + 0x1_0000, permission: READ | EXECUTE },
      { name: "data", start: DATA, end: DATA + DATA_BYTES, permission: READ | WRITE },
      { name: "stack", start: STACK, end: 0x1_0000_0000, permission: READ | WRITE },
    ],
    contents: [{ address: CODE, bytes: text }],
  });
  const { state } = machine;
  for (let n = 0; n < 16; n += 1) {
    writeRegister(state, n, random64(prng));
    writeVector(state, n, 0, random128(prng));
  }
  writeRegister(state, 15, BASE);
  writeRegister(state, 4, BASE + 0xffff_8000n);
  writeRegister(state, 5, BASE + 0xffff_8000n);
  state.setUint32(MXCSR, 0x1f80, true);
  state.setUint16(FCW, 0x37f, true);
  state.setBigUint64(PC, BASE + BigInt(CODE), true);
  return machine;
}

function describe(machine: Machine, exit: unknown): string {
  const { memory } = machine;
  const show = (_: string, value: unknown): unknown =>
    typeof value === "bigint" ? value.toString(16) : value;
  const bytes = [
    memory.copyOut(BASE + BigInt(DATA), 0x2000), memory.copyOut(BASE + 0xffff_7000n, 0x2000),
  ].map((part) => Buffer.from(part).toString("base64"));
  // Looking at memory may have made it grow: the state block is another one then.
  const { state } = machine;
  return JSON.stringify({
    exit, flags: readRflags(state), registers: readRegisters(state), pc: state.getBigUint64(PC, true),
    retired: state.getBigUint64(RETIRED, true), trace: state.getBigUint64(TRACE, true), bytes,
  }, show);
}

/** What one program came to: instructions executed, or how the engines differ. */
export interface FlowResult {
  readonly instructions: bigint;
  readonly difference: string | undefined;
}

/** Runs program number `seed` in both engines. */
export function contestFlow(reference: Engine, candidate: Engine, seed: number): FlowResult {
  const prng = createPrng(seed);
  const flow = randomFlow(prng, { code: CODE, data: DATA }, 4 + prng.below(BLOCKS_MAX));
  const text = new Uint8Array(0x1_0000).fill(0xf4);
  text.set(flow);
  const [a, b] = [reference, candidate].map((engine) => createMachine(engine, text, seed)) as
    [Machine, Machine];
  let budget = 0n;
  const executed = (): bigint => a.state.getBigUint64(RETIRED, true);
  while (executed() < LENGTH_MAX) {
    const chunk = BigInt(prng.oneIn(3) ? 1 + prng.below(200) : 1 + prng.below(20_000));
    budget += chunk;
    const [mine, other] = [a, b].map((machine) => describe(machine, machine.run(chunk)));
    if (mine !== other) {
      return { instructions: executed(), difference: `seed ${seed}, after ${budget}:\n${mine}\n${other}` };
    }
    if (!(mine ?? "").startsWith('{"exit":{"kind":"budget"')) break;
  }
  return { instructions: executed(), difference: undefined };
}
