/** Code that comes and goes while a guest runs: never executed as it was before. */
import { describe, expect, it } from "vitest";
import { BASE, TRAMPOLINE_SLOTS_END, TRAMPOLINE_START } from "../../spec/abi/memory-map.ts";
import type { Engine, Machine } from "../machine/engine.ts";
import { EXECUTE, READ, WRITE } from "../machine/memory.ts";
import { readRegister, writeRegister } from "../machine/registers.ts";
import { MXCSR, PC, RETIRED, TRACE } from "../machine/state.ts";
import { jail, unjail } from "../syscalls/jail.ts";
import { createToolchain } from "./toolchain.ts";
import type { TierName } from "./tiers.ts";

const TEXT = 0x2_0000;
const HEAP = 0x10_0000;
const HEAP_END = 0x20_0000;
const R15 = 15;
const RAX = 0;
const ECX = 1;
const LOOPS = 300;

/** A loop of `LOOPS` rounds that adds `step` to eax, then HLT, in bundles of its own. */
function adder(step: number): Uint8Array {
  const code = new Uint8Array(0x1000).fill(0xf4);
  // add $step,%eax ; dec %ecx ; jne back ; hlt
  code.set([0x83, 0xc0, step, 0xff, 0xc9, 0x75, 0xf9, 0xf4]);
  return code;
}

function machineOf(engine: Engine): Machine {
  const machine = engine.createMachine({
    base: BASE, stickyFlags: false,
    trapSlots: { start: TRAMPOLINE_START, end: TRAMPOLINE_SLOTS_END },
    regions: [
      { name: "text", start: TRAMPOLINE_START, end: TEXT + 0x1_0000, permission: READ | EXECUTE },
      { name: "heap", start: HEAP, end: HEAP_END, permission: READ | WRITE },
    ],
    contents: [{ address: TEXT, bytes: adder(1) }],
  });
  writeRegister(machine.state, R15, BASE);
  machine.state.setUint32(MXCSR, 0x1f80, true);
  return machine;
}

/** Runs the loop at an address; what it has added, or how it ended otherwise. */
function runAt(machine: Machine, address: number): number | string {
  writeRegister(machine.state, RAX, 0n);
  writeRegister(machine.state, ECX, BigInt(LOOPS));
  machine.state.setBigUint64(PC, BASE + BigInt(address), true);
  const exit = machine.run(100_000n);
  return exit.kind === "halt" ? Number(readRegister(machine.state, RAX)) : exit.kind;
}

const TIERS: readonly TierName[] = [
  "translator", "auto", "interpreter", "oracle", "lockstep:oracle,translator",
];

describe.each(TIERS)("in tier %s", (tier) => {
  const { engine, validator } = createToolchain(tier);
  const isSafe = (code: Uint8Array): boolean => validator.accepts(code);
  const range = { start: HEAP, end: HEAP_END };

  it("text that is rewritten under another permission runs as it is now", () => {
    const machine = machineOf(engine);
    expect(runAt(machine, TEXT)).toBe(LOOPS);
    for (const step of [2, 3, 5]) {
      machine.protect(TEXT, TEXT + 0x1000, READ | WRITE);
      expect(runAt(machine, TEXT)).toBe("fault");
      machine.memory.copyIn(BASE + BigInt(TEXT), adder(step));
      machine.protect(TEXT, TEXT + 0x1000, READ | EXECUTE);
      expect(runAt(machine, TEXT)).toBe(step * LOOPS);
    }
  });

  it("another machine of the same program keeps its own text", () => {
    const [changed, other] = [machineOf(engine), machineOf(engine)];
    changed.memory.copyIn(BASE + BigInt(TEXT), adder(7));
    changed.protect(TEXT, TEXT + 0x1000, READ | EXECUTE);
    expect([runAt(changed, TEXT), runAt(other, TEXT)]).toEqual([7 * LOOPS, LOOPS]);
  });

  it("jailed code runs, unjailed code does not, jailed again it is the new code", () => {
    const machine = machineOf(engine);
    for (const step of [1, 4, 9]) {
      machine.memory.copyIn(BASE + BigInt(HEAP), adder(step));
      expect(jail(machine, range, HEAP, 0x1000, isSafe)).toBe(0);
      expect(runAt(machine, HEAP)).toBe(step * LOOPS);
      expect(runAt(machine, TEXT)).toBe(LOOPS);
      expect(unjail(machine, range, HEAP, 0x1000)).toBe(0);
      expect(runAt(machine, HEAP)).toBe("fault");
    }
  });

  it("a snapshot brings back the text that it was taken of", () => {
    const machine = machineOf(engine);
    expect(runAt(machine, TEXT)).toBe(LOOPS);
    const snapshot = machine.snapshot();
    machine.memory.copyIn(BASE + BigInt(TEXT), adder(6));
    machine.protect(TEXT, TEXT + 0x1000, READ | EXECUTE);
    expect(runAt(machine, TEXT)).toBe(6 * LOOPS);
    machine.restore(snapshot);
    expect(runAt(machine, TEXT)).toBe(LOOPS);
  });
});

it("counts and trace are the same in every tier", () => {
  const seen = TIERS.map((tier) => {
    const machine = machineOf(createToolchain(tier).engine);
    for (const step of [2, 3]) {
      machine.memory.copyIn(BASE + BigInt(TEXT), adder(step));
      machine.protect(TEXT, TEXT + 0x1000, READ | EXECUTE);
      runAt(machine, TEXT);
    }
    return [RETIRED, TRACE].map((at) => machine.state.getBigUint64(at, true));
  });
  expect(new Set(seen.map(String)).size).toBe(1);
  // HLT ends a run before it counts.
  expect(seen[0]?.[0]).toBe(BigInt(2 * 3 * LOOPS));
});
