/** Jumps through a table in memory that the program has changed: units know only how it began. */
import { describe, expect, it } from "vitest";
import { MXCSR_DEFAULT } from "../../spec/abi/entry-state.ts";
import { BASE, TEXT_START, TRAMPOLINE_SLOTS_END, TRAMPOLINE_START } from "../../spec/abi/memory-map.ts";
import { InterpreterEngine } from "../interpreter/engine.ts";
import type { Engine, MachineImage } from "../machine/engine.ts";
import { EXECUTE, READ, WRITE } from "../machine/memory.ts";
import { writeRegister } from "../machine/registers.ts";
import { MXCSR, PC, RETIRED, TRACE } from "../machine/state.ts";
import { createInstructionSet } from "../oracle/instruction-set.ts";
import { completeTable } from "../table/complete.ts";
import { wasmHost } from "../wasm/host.ts";
import { TranslatorEngine } from "./engine.ts";

const host = wasmHost();
if (host === undefined) throw new Error("these tests need WebAssembly");
const set = createInstructionSet(completeTable(), []);
const interpreter = new InterpreterEngine(host, set);
const translator = new TranslatorEngine(host, set, { interpreter, eager: true });

const HLT = 0xf4;
const TABLE = 0x10_0000;
const HEAP_END = 0x20_0000;

function le32(value: number): number[] {
  return [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff);
}

/** Four entries, of which `target` replaces the second before the jump through it. */
function image(target: number): MachineImage {
  const text = new Uint8Array(0x1_0000).fill(HLT);
  text.set([
    0x41, 0xc7, 0x87, ...le32(TABLE + 4), ...le32(target), // movl $target,TABLE+4(%r15)
    0xb9, 1, 0, 0, 0, // mov $1,%ecx
    0x83, 0xc3, 0x01, // add $1,%ebx
  ]);
  text.fill(0x90, 19, 32);
  text.set([
    0x85, 0xc9, // test %ecx,%ecx
    0x74, 0x3c, // je 0x60
    0x41, 0x8b, 0x84, 0x8f, ...le32(TABLE), // mov TABLE(%r15,%rcx,4),%eax
    0x83, 0xe0, 0xe0, 0x4c, 0x01, 0xf8, 0xff, 0xe0, // and $-32,%eax; add %r15,%rax; jmp *%rax
  ], 32);
  for (const at of [0x40, 0x60, 0x80]) text.set([0x83, 0xc3, at], at); // add $at,%ebx
  const entries = [0x40, 0x60, 0x40, 0x60].flatMap((at) => le32(TEXT_START + at));
  return {
    base: BASE, stickyFlags: false,
    trapSlots: { start: TRAMPOLINE_START, end: TRAMPOLINE_SLOTS_END },
    regions: [
      { name: "text", start: TRAMPOLINE_START, end: TEXT_START + 0x1_0000, permission: READ | EXECUTE },
      { name: "heap", start: TABLE, end: HEAP_END, permission: READ | WRITE },
    ],
    contents: [
      { address: TEXT_START, bytes: text }, { address: TABLE, bytes: Uint8Array.from(entries) },
    ],
  };
}

function outcome(engine: Engine, target: number): unknown {
  const machine = engine.createMachine(image(target));
  writeRegister(machine.state, 15, BASE);
  machine.state.setUint32(MXCSR, MXCSR_DEFAULT, true);
  machine.state.setBigUint64(PC, BASE + BigInt(TEXT_START), true);
  const exit = machine.run(1000n);
  const { state } = machine;
  return {
    exit, pc: state.getBigUint64(PC, true) - BASE,
    retired: state.getBigUint64(RETIRED, true), trace: state.getBigUint64(TRACE, true),
  };
}

describe("a jump through a table goes where its entry says now", () => {
  it.each([
    ["another entry's place", TEXT_START + 0x40],
    ["another bundle", TEXT_START + 0x80],
    ["a trap", TRAMPOLINE_START],
    ["what is no text", HEAP_END],
    ["what is not mapped", 0x5000_0000],
    ["the end of the address space", 0xffff_ffe0],
  ])("%s", (_, target) => {
    expect(outcome(translator, target)).toEqual(outcome(interpreter, target));
  });
});
