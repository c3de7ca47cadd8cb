import { describe, expect, it } from "vitest";
import { EXECUTE, READ, WRITE } from "../machine/memory.ts";
import { MXCSR, PC, STATE_BYTES } from "../machine/state.ts";
import { createInstructionSet } from "../oracle/instruction-set.ts";
import { completeTable } from "../table/complete.ts";
import { wasmHost } from "../wasm/host.ts";
import type { WasmHost } from "../wasm/host.ts";
import { InterpreterEngine } from "./engine.ts";
import type { InterpreterMachine } from "./machine.ts";

const CODE_START = 0x2_0000;
const DATA_START = 0x4_0000;

/** A loop with arithmetic, memory and a branch that nobody can foresee. */
const CODE = Uint8Array.from([
  [0xb8, 0x01, 0x00, 0x00, 0x00], // mov eax, 1
  [0x69, 0xc0, 0x6d, 0x4e, 0xc6, 0x41], // again: imul eax, eax, 0x41c64e6d
  [0x05, 0x39, 0x30, 0x00, 0x00], // add eax, 0x3039
  [0x89, 0xc1], // mov ecx, eax
  [0xc1, 0xe9, 0x10], // shr ecx, 16
  [0x81, 0xe1, 0xfc, 0x0f, 0x00, 0x00], // and ecx, 0xffc
  [0x01, 0x81, 0x00, 0x00, 0x04, 0x00], // add [rcx + 0x40000], eax
  [0x8b, 0x91, 0x00, 0x00, 0x04, 0x00], // mov edx, [rcx + 0x40000]
  [0x83, 0xe2, 0x01], // and edx, 1
  [0x74, 0x02], // je over
  [0x31, 0xc3], // xor ebx, eax
  [0xff, 0xc6], // over: inc esi
  [0x85, 0xf6], // test esi, esi
  [0x75, 0xd1], // jne again
  [0xf4], // hlt
].flat());

/** The host, counting the modules that are compiled. */
function countingHost(): { readonly host: WasmHost; readonly count: () => number } {
  const host = wasmHost();
  if (host === undefined) throw new Error("these tests need WebAssembly");
  let modules = 0;
  const { Module, Instance, Memory, Table } = host;
  class CountedModule {
    constructor(bytes: Uint8Array<ArrayBuffer>) {
      modules++;
      return new Module(bytes);
    }
  }
  const counted = { Module: CountedModule, Instance, Memory, Table, validate: host.validate };
  return { host: counted, count: () => modules };
}

function start(engine: InterpreterEngine): InterpreterMachine {
  const machine = engine.createMachine({
    base: 0n,
    regions: [
      { name: "text", start: CODE_START, end: 0x3_0000, permission: READ | EXECUTE },
      { name: "data", start: DATA_START, end: 0x5_0000, permission: READ | WRITE },
    ],
    contents: [{ address: CODE_START, bytes: CODE }],
    trapSlots: { start: 0, end: 0 },
    stickyFlags: false,
  });
  machine.state.setUint32(MXCSR, 0x1f80, true);
  machine.state.setBigUint64(PC, BigInt(CODE_START), true);
  return machine;
}

function stateOf(machine: InterpreterMachine): string {
  const { state } = machine;
  const block = Buffer.from(state.buffer, state.byteOffset, STATE_BYTES).toString("hex");
  const data = Buffer.from(machine.memory.copyOut(BigInt(DATA_START), 0x1000)).toString("hex");
  return `${block} ${data}`;
}

describe("a long-running program", () => {
  const set = createInstructionSet(completeTable(), []);

  it("gets a loop of its own, and nobody can tell from its state", () => {
    const ours = countingHost();
    const others = countingHost();
    const tailored = start(new InterpreterEngine(ours.host, set));
    const plain = start(new InterpreterEngine(others.host, set, { isTailoring: false }));
    for (const budget of [49_999_000n, 40_000_000n, 4_000_003n, 17n, 1n, 12_345n]) {
      expect(tailored.run(budget)).toEqual({ kind: "budget" });
      expect(plain.run(budget)).toEqual({ kind: "budget" });
      expect(stateOf(tailored)).toBe(stateOf(plain));
    }
    expect(ours.count()).toBe(others.count() + 1);
  });
});
