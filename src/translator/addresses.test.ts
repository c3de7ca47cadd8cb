/** One check does for several accesses only where it says as much of all of them. */
import { describe, expect, it } from "vitest";
import { MXCSR_DEFAULT } from "../../spec/abi/entry-state.ts";
import {
  BASE, STACK_START, TEXT_START, TRAMPOLINE_SLOTS_END, TRAMPOLINE_START,
} from "../../spec/abi/memory-map.ts";
import { InterpreterEngine } from "../interpreter/engine.ts";
import type { Engine, MachineImage } from "../machine/engine.ts";
import { EXECUTE, READ, WRITE } from "../machine/memory.ts";
import { readRegister, writeRegister } from "../machine/registers.ts";
import { MXCSR, PC, RETIRED } from "../machine/state.ts";
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
const RODATA = 0x3_0000;
const HEAP = 0x4_0000;
const HEAP_END = 0x20_0000;
const SPACE_END = 2 ** 32;

function le32(value: number): number[] {
  return [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff);
}

function image(code: readonly number[]): MachineImage {
  const text = new Uint8Array(0x1_0000).fill(HLT);
  text.set(code);
  return {
    base: BASE, stickyFlags: false,
    trapSlots: { start: TRAMPOLINE_START, end: TRAMPOLINE_SLOTS_END },
    regions: [
      { name: "text", start: TRAMPOLINE_START, end: TEXT_START + 0x1_0000, permission: READ | EXECUTE },
      { name: "rodata", start: RODATA, end: HEAP, permission: READ },
      { name: "heap", start: HEAP, end: HEAP_END, permission: READ | WRITE },
      { name: "stack", start: STACK_START, end: SPACE_END, permission: READ | WRITE },
    ],
    contents: [{ address: TEXT_START, bytes: text }],
  };
}

/** How a run ends that begins with `rax`, and rsp as far behind the base; what its registers are then. */
function outcome(engine: Engine, code: readonly number[], rax: number): unknown {
  const machine = engine.createMachine(image(code));
  // Memory is there when somebody has touched it; what touches it first leaves its unit.
  machine.memory.copyOut(BASE + BigInt(HEAP_END - 1), 1);
  machine.memory.copyOut(BASE + BigInt(STACK_START), 1);
  const { state } = machine;
  writeRegister(state, 0, BigInt(rax));
  writeRegister(state, 4, BASE + BigInt(rax));
  writeRegister(state, 15, BASE);
  state.setUint32(MXCSR, MXCSR_DEFAULT, true);
  state.setBigUint64(PC, BASE + BigInt(TEXT_START), true);
  const exit = machine.run(1000n);
  // Memory that has grown has another buffer.
  const { state: after } = machine;
  return {
    exit, pc: after.getBigUint64(PC, true) - BASE, retired: after.getBigUint64(RETIRED, true),
    registers: Array.from({ length: 16 }, (_, n) => readRegister(after, n)),
  };
}

const MOVE = [0x41, 0x89, 0xc3]; // mov %eax,%r11d
const LOAD = [0x43, 0x8b, 0x0c, 0x1f]; // mov (%r15,%r11,1),%ecx
const LOAD_ALIGNED = [0x43, 0x0f, 0x28, 0x04, 0x1f]; // movaps (%r15,%r11,1),%xmm0
const MOVE_STACK = [0x41, 0x89, 0xe3]; // mov %esp,%r11d
const LOAD_BELOW = [0x43, 0x8b, 0x4c, 0x1f, 0xe0]; // mov -0x20(%r15,%r11,1),%ecx
const LOAD_BEHIND = [0x43, 0x8b, 0x4c, 0x1f, 0x20]; // mov 0x20(%r15,%r11,1),%ecx
const STORE = [0x43, 0x89, 0x0c, 0x1f]; // mov %ecx,(%r15,%r11,1)

/** `lea by(%rax),%r11d` and an access `by` bytes before that. */
function loadBelow(by: number, beside = 0): number[] {
  return [0x44, 0x8d, 0x58, by, 0x43, 0x8b, 0x54, 0x1f, beside - by & 0xff];
}

/** `code` in a loop in which eax grows by `step`, and eax is looked at until it is `end`. */
function loop(code: readonly number[], step: number, end: number): number[] {
  const body = [...code, 0x83, 0xc0, step, 0x3d, ...le32(end)];
  return [...body, 0x75, -(body.length + 2) & 0xff];
}

describe("accesses that share a check fault where each of them alone would", () => {
  it.each<readonly [string, readonly number[], number]>([
    ["a sum that does not wrap", [...MOVE, ...LOAD, ...loadBelow(0x20)], HEAP],
    ["a sum that wraps before its displacement is taken off", [...MOVE, ...LOAD, ...loadBelow(0x20)], SPACE_END - 0x18],
    ["the same, first", [...loadBelow(0x20), ...MOVE, ...LOAD], SPACE_END - 0x18],
    ["sums in a loop that comes to the end of the space", loop([...MOVE, ...LOAD, ...loadBelow(0x20)], 4, 0), SPACE_END - 0x40],
    ["a loop that comes to the end of the heap", loop([...MOVE, ...LOAD, ...STORE], 8, HEAP_END + 64), HEAP_END - 0x64],
    ["a loop that reads and writes up to the end", loop([...MOVE, ...LOAD, ...STORE], 4, HEAP_END), HEAP_END - 0x64],
    ["what may only be read", [...MOVE, ...LOAD, ...STORE], RODATA + 8],
    ["what may only be read, in two blocks", [...MOVE, ...LOAD, 0x74, 0x00, ...MOVE, ...STORE], RODATA + 8],
    ["a loop that comes to what may only be read", loop([...MOVE, ...LOAD, ...STORE], 0xfc, RODATA), HEAP + 40],
    ["aligned accesses", loop([...MOVE, ...LOAD_ALIGNED], 16, HEAP + 320), HEAP],
    ["accesses that are aligned every other time", loop([...MOVE, ...LOAD_ALIGNED], 8, HEAP + 320), HEAP],
    ["an aligned access and one beside it", [...MOVE, ...LOAD_ALIGNED, 0x83, 0xc0, 8, ...MOVE, ...LOAD_ALIGNED], HEAP],
    ["the low half of rsp, less more than that", [...MOVE_STACK, ...LOAD_BELOW], 0x10],
    ["the low half of rsp, less not so much", [...MOVE_STACK, ...LOAD_BELOW], SPACE_END - 0x10],
    ["the low half of rsp, and behind the end", [...MOVE_STACK, ...LOAD_BEHIND], SPACE_END - 0x10],
    ["an offset below a displacement", [...MOVE, ...LOAD_BELOW], 0x10],
    ["one that is not aligned", [...MOVE, ...LOAD_ALIGNED], HEAP + 8],
  ])("%s", (_, code, rax) => {
    expect(outcome(translator, code, rax)).toEqual(outcome(interpreter, code, rax));
  });
});
