/** What is printed is what was written: another reader of the text makes the same bytes of it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import wabtInit from "wabt";
import { runProgram } from "../sdk/run-program.ts";
import { createToolchain } from "../session/toolchain.ts";
import { InterpreterEngine } from "../interpreter/engine.ts";
import { TranslatorEngine } from "../translator/engine.ts";
import { createInstructionSet } from "../oracle/instruction-set.ts";
import { completeTable } from "../table/complete.ts";
import { Code } from "./code.ts";
import { wasmHost } from "./host.ts";
import type { WasmHost } from "./host.ts";
import { ModuleBuilder } from "./module.ts";
import { LANE, MEMORY, OP, SATURATING, SIMD } from "./opcodes.ts";
import type { MemoryOp } from "./opcodes.ts";
import { printModule } from "./print.ts";
import type { CodeNotes } from "./print-code.ts";
import { Reader, WasmFormatError } from "./reader.ts";
import { Bytes } from "./bytes.ts";

const wabt = await wabtInit();
const found = ((): WasmHost => {
  const host = wasmHost();
  if (host === undefined) throw new Error("these tests need WebAssembly");
  return host;
})();

/** The bytes that wabt makes of a text. */
function assembled(text: string): Uint8Array {
  const module = wabt.parseWat("printed.wat", text, { simd: true, bulk_memory: true });
  try {
    return module.toBinary({}).buffer;
  } finally {
    module.destroy();
  }
}

function expectSame(bytes: Uint8Array, notes?: (index: number) => CodeNotes): void {
  const again = assembled(printModule(bytes, notes).join("\n"));
  expect(Buffer.from(again).equals(bytes)).toBe(true);
}

/** A function with one of everything; it need not be valid, only readable. */
function everything(): Code {
  const code = new Code(2);
  const wide = code.local("v128");
  code.local("i32"); code.local("i32"); code.local("f64");
  for (const name of Object.keys(OP) as (keyof typeof OP)[]) {
    if (name !== "else" && name !== "end") code.op(name);
  }
  for (const name of Object.keys(SIMD) as (keyof typeof SIMD)[]) code.simd(name);
  for (const name of Object.keys(SATURATING) as (keyof typeof SATURATING)[]) code.saturating(name);
  for (const name of Object.keys(LANE) as (keyof typeof LANE)[]) code.lane(name, 1);
  for (const name of Object.keys(MEMORY) as MemoryOp[]) {
    code.memory(name, 0);
    code.memory(name, 123_456, 0);
  }
  for (const n of [0, 1, -1, 0x7fff_ffff, -0x8000_0000]) { code.i32(n); code.i64(BigInt(n) << 32n); }
  for (const bits of [0n, 1n, 0x3ff8_0000_0000_0000n, 0x7ff0_0000_0000_0000n,
    0xfff8_0000_0000_0001n, 0x8000_0000_0000_0000n, 0x000f_ffff_ffff_ffffn]) code.f64Bits(bits);
  for (const bits of [0n, 1n, 0x3fc0_0000n, 0x7f80_0000n, 0xffc0_0001n]) code.f32Bits(bits);
  code.v128(0x0123_4567_89ab_cdef_fedc_ba98_7654_3210n);
  code.shuffle([0, 1, 2, 3, 4, 5, 6, 7, 31, 30, 29, 28, 27, 26, 25, 24]);
  code.get(0); code.set(1); code.tee(wide);
  code.loadVector(16); code.storeVector(0);
  code.memoryCopy(); code.memoryFill();
  const outer = code.block("i64");
  const inner = code.loop();
  code.if("i32"); code.br(outer); code.else(); code.brIf(inner); code.end();
  code.brTable([outer, inner], outer);
  code.end(); code.end();
  code.call(0); code.callIndirect(0);
  return code;
}

function moduleOf(code: Code): Uint8Array {
  const module = new ModuleBuilder();
  const type = module.type(["i32", "i64"], ["i64"]);
  module.importMemory("a", "memory", 1, 65536);
  module.importTable("a", "table", 3);
  const imported = module.importFunction("a", "f", module.type([], []));
  const added = module.add(type, code);
  module.exportFunction("f", added);
  module.elements(7, [added, imported]);
  return module.finish();
}

/** Every module that an example makes the translator compile. */
async function modulesOf(name: string): Promise<Uint8Array[]> {
  const modules: Uint8Array[] = [];
  const host: WasmHost = {
    Memory: found.Memory, Table: found.Table, Instance: found.Instance,
    validate: (bytes) => found.validate(bytes),
    Module: class {
      constructor(bytes: Uint8Array<ArrayBuffer>) {
        modules.push(bytes);
        return new found.Module(bytes);
      }
    },
  };
  const set = createInstructionSet(completeTable(), []);
  const interpreter = new InterpreterEngine(found, set);
  const engine = new TranslatorEngine(host, set, { eager: true, interpreter });
  await runProgram(readFileSync(join(import.meta.dirname, `../../examples/${name}.nexe`)), {
    toolchain: { engine, validator: createToolchain("oracle").validator },
    instructionLimit: 50_000n, memoryBytes: 0x200_0000,
  });
  return modules;
}

describe("printed modules", () => {
  it("with one of everything", () => {
    expectSame(moduleOf(everything()));
  });

  it("with names and comments", () => {
    const code = new Code(2);
    code.get(0); code.set(2 - 1);
    const extra = code.local("i64");
    code.block(); code.get(extra); code.op("drop"); code.end();
    const notes: CodeNotes = {
      locals: new Map([[0, "rsp"], [extra, "rax"]]),
      comments: new Map([[0, ["first"]], [4, ["second", "third"]]]),
    };
    const bytes = moduleOf(code);
    const text = printModule(bytes, () => notes).map((line) => line.trim());
    expect(text).toEqual(expect.arrayContaining(["local.get $rsp", "local.get $rax", ";; third"]));
    expect(text.indexOf(";; first") + 1).toBe(text.indexOf("local.get $rsp"));
    expect(text.indexOf(";; third") + 1).toBe(text.indexOf("block"));
    expectSame(bytes, () => notes);
  });

  it("of the translator", async () => {
    const modules = await modulesOf("primes");
    expect(modules.length).toBeGreaterThan(2);
    for (const bytes of modules) expectSame(bytes);
  });

  it("of somebody else are refused", () => {
    expect(() => printModule(Uint8Array.of(1, 2, 3))).toThrow(WasmFormatError);
    expect(() => printModule(moduleOf(everything()).subarray(0, -3))).toThrow(WasmFormatError);
  });
});

it("numbers are read as they were written", () => {
  const bytes = new Bytes();
  const values = [0n, 1n, -1n, 63n, 64n, -64n, -65n, 1n << 40n, -(1n << 63n), (1n << 63n) - 1n];
  for (const value of values) bytes.s64(value);
  bytes.u32(0xffff_ffff);
  bytes.name("units");
  const reader = new Reader(bytes.view());
  expect(values.map(() => reader.s64())).toEqual(values);
  expect([reader.u32(), reader.name(), reader.isAtEnd]).toEqual([0xffff_ffff, "units", true]);
});
