/** Code that is written into a machine is translated, and translated again when it is rewritten. */
import { describe, expect, it } from "vitest";
import { InterpreterEngine } from "../interpreter/engine.ts";
import { EXECUTE, READ, WRITE } from "../machine/memory.ts";
import { createInstructionSet } from "../oracle/instruction-set.ts";
import { RawMachine } from "../raw/raw-machine.ts";
import { completeTable } from "../table/complete.ts";
import { wasmHost } from "../wasm/host.ts";
import type { WasmHost } from "../wasm/host.ts";
import { TranslatorEngine } from "./engine.ts";

const CODE = 0x2_0000;
const OTHER = 0x4_0000;
const LOOPS = 50n;
const found = ((): WasmHost => {
  const host = wasmHost();
  if (host === undefined) throw new Error("these tests need WebAssembly");
  return host;
})();
const set = createInstructionSet(completeTable(), []);
const interpreter = new InterpreterEngine(found, set);

/** A loop that adds `step` to rax rcx times, then HLT. */
function adder(step: number): Uint8Array {
  // add $step,%rax ; dec %rcx ; jne back ; hlt
  return Uint8Array.of(0x48, 0x83, 0xc0, step, 0x48, 0xff, 0xc9, 0x75, 0xf7, 0xf4);
}

/** A raw machine in the translator, and how many modules were compiled for it. */
function translated(): { machine: RawMachine; compiled: () => number } {
  let modules = 0;
  const host: WasmHost = {
    Memory: found.Memory, Table: found.Table, Instance: found.Instance,
    validate: (bytes) => found.validate(bytes),
    Module: class {
      constructor(bytes: Uint8Array<ArrayBuffer>) {
        modules += 1;
        return new found.Module(bytes);
      }
    },
  };
  const engine = new TranslatorEngine(host, set, { eager: true, interpreter });
  const machine = new RawMachine(engine, [
    { address: CODE, bytes: 0x1000, permission: READ | EXECUTE },
    { address: OTHER, bytes: 0x1000, permission: READ | WRITE | EXECUTE },
  ]);
  return { machine, compiled: () => modules };
}

function run(machine: RawMachine, address: number): bigint | string {
  machine.assign({ rip: BigInt(address) });
  const { general } = machine.registers;
  general[0] = 0n;
  general[1] = LOOPS;
  machine.assign({ general });
  const exit = machine.run(10_000n);
  return exit.kind === "halt" ? machine.registers.general[0] ?? 0n : exit.kind;
}

describe("a raw machine in the translator", () => {
  it("has units, new ones for new code", () => {
    const { machine, compiled } = translated();
    let before = compiled();
    for (const step of [1, 2, 3]) {
      machine.write(CODE, adder(step));
      expect(run(machine, CODE)).toBe(BigInt(step) * LOOPS);
      expect(compiled()).toBeGreaterThan(before);
      before = compiled();
    }
    expect(run(machine, CODE)).toBe(3n * LOOPS);
    expect(compiled()).toBe(before);
  });

  it("has them in every executable mapping, and none where the permission is gone", () => {
    const { machine } = translated();
    machine.write(CODE, adder(5));
    machine.write(OTHER, adder(7));
    expect([run(machine, CODE), run(machine, OTHER)]).toEqual([5n * LOOPS, 7n * LOOPS]);
    machine.machine.protect(OTHER, OTHER + 0x1000, READ | WRITE);
    expect([run(machine, CODE), run(machine, OTHER)]).toEqual([5n * LOOPS, "fault"]);
  });

  it("comes back to the code of a snapshot", () => {
    const { machine } = translated();
    machine.write(CODE, adder(1));
    expect(run(machine, CODE)).toBe(LOOPS);
    const snapshot = machine.machine.snapshot();
    machine.write(CODE, adder(4));
    expect(run(machine, CODE)).toBe(4n * LOOPS);
    machine.machine.restore(snapshot);
    expect(run(machine, CODE)).toBe(LOOPS);
  });
});
