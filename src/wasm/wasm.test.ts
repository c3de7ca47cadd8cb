import { describe, expect, it } from "vitest";
import wabtInit from "wabt";
import { Bytes } from "./bytes.ts";
import { Code } from "./code.ts";
import { ModuleBuilder } from "./module.ts";
import { wasmHost } from "./host.ts";
import type { WasmFunction, WasmHost, WasmImports } from "./host.ts";
import { LANE, MEMORY, OP, SATURATING, SIMD } from "./opcodes.ts";

const host = ((): WasmHost => {
  const found = wasmHost();
  if (found === undefined) throw new Error("these tests need a host with WebAssembly");
  return found;
})();

/** Instantiates a module that exports one function `f`. */
function instantiate(module: ModuleBuilder, imports: WasmImports = {}): WasmFunction | undefined {
  return new host.Instance(new host.Module(module.finish()), imports).exports.f;
}

describe("LEB128", () => {
  const encoded = (write: (b: Bytes) => void): string => {
    const bytes = new Bytes(1);
    write(bytes);
    return Buffer.from(bytes.view()).toString("hex");
  };

  it.each([[0, "00"], [127, "7f"], [128, "8001"], [624485, "e58e26"], [0xffffffff, "ffffffff0f"]])(
    "u32 %d is %s", (value, hex) => expect(encoded((b) => b.u32(value))).toBe(hex));
  it.each([[0, "00"], [-1, "7f"], [63, "3f"], [64, "c000"], [-64, "40"], [-123456, "c0bb78"],
    [-0x80000000, "8080808078"]])(
    "s32 %d is %s", (value, hex) => expect(encoded((b) => b.s32(value))).toBe(hex));
  it.each([[0n, "00"], [-1n, "7f"], [1n << 40n, "808080808020"],
    [-(1n << 63n), "8080808080808080807f"], [(1n << 64n) - 1n, "7f"]])(
    "s64 %d is %s", (value, hex) => expect(encoded((b) => b.s64(value))).toBe(hex));
});

describe("a module", () => {
  it("computes with loops, labels, locals and constants of 64 bits", () => {
    const module = new ModuleBuilder();
    const type = module.type(["i32"], ["i32"]);
    const code = new Code(1);
    const sum = code.local("i64");
    const done = code.block();
    const again = code.loop();
    code.get(0); code.op("i32_eqz"); code.brIf(done);
    code.get(sum); code.get(0); code.op("i64_extend_i32_u"); code.op("i64_add"); code.set(sum);
    code.get(0); code.i32(1); code.op("i32_sub"); code.set(0);
    code.br(again);
    code.end();
    code.end();
    code.get(sum); code.i64(-1n << 40n); code.op("i64_sub"); code.i64(32n); code.op("i64_rotl");
    code.op("i32_wrap_i64");
    module.exportFunction("f", module.add(type, code));
    expect(instantiate(module)?.(10)).toBe(256);
  });

  it("imports memory and table, and calls through the table", () => {
    const memory = new host.Memory({ initial: 1, maximum: 2 });
    const table = new host.Table({ element: "anyfunc", initial: 4 });
    const module = new ModuleBuilder();
    const type = module.type([], ["i32"]);
    module.importMemory("m", "memory", 1, 2);
    module.importTable("m", "table", 4);
    const callee = new Code(0);
    callee.i32(8); callee.memory("i32_load", 4);
    const caller = new Code(0);
    caller.i32(3); caller.callIndirect(type);
    module.elements(3, [module.add(type, callee)]);
    module.exportFunction("f", module.add(type, caller));
    new DataView(memory.buffer).setInt32(12, 77, true);
    expect(instantiate(module, { m: { memory, table } })?.()).toBe(77);
  });

  it("refuses to end with an open block", () => {
    const code = new Code(0);
    code.block();
    expect(() => code.finish()).toThrow("1 open block");
  });
});

/**
 * Every opcode by its name: operand types follow from the name, so a function is built from the
 * name alone, and an independent disassembler (wabt) must read the same name back.
 */
describe("opcode numbers", async () => {
  const wabt = await wabtInit();
  const text = (emit: (c: Code) => void): string => {
    const module = new ModuleBuilder();
    module.importMemory("m", "memory", 1, 1);
    const code = new Code(0);
    emit(code);
    module.add(module.type([], []), code);
    const read = wabt.readWasm(module.finish(), { readDebugNames: false });
    read.validate();
    return read.toText({});
  };
  /** `i64_load8_u` in the text format: `i64.load8_u`. */
  const printed = (name: string): string => name.replace("_", ".");
  const zero = (c: Code, type: string): void => {
    if (type === "i32") c.i32(0);
    else if (type === "i64") c.i64(0n);
    else if (type === "f32") c.f32Bits(0n);
    else if (type === "f64") c.f64Bits(0n);
    else c.v128(0n);
  };
  const expectName = (name: string, emit: (c: Code) => void): void =>
    expect(text(emit)).toMatch(new RegExp(`\\b${printed(name).replace(".", "\\.")}[\\s)]`));
  const unary = /_(eqz|clz|ctz|popcnt|abs|neg|ceil|floor|trunc|nearest|sqrt|extend\d+_s)$/;

  it.each(Object.keys(OP).filter((n) => /^[if]\d\d_/.test(n)) as (keyof typeof OP)[])("%s", (name) => {
    const from = /(?:wrap|extend|convert|demote|promote|reinterpret)_([if]\d\d)/.exec(name)?.[1];
    expectName(name, (c) => {
      zero(c, from ?? name.slice(0, 3));
      if (from === undefined && !unary.test(name)) zero(c, name.slice(0, 3));
      c.op(name);
      c.op("drop");
    });
  });

  it.each(Object.keys(MEMORY) as (keyof typeof MEMORY)[])("%s", (name) => {
    const isStore = name.includes("store");
    expectName(name, (c) => {
      c.i32(0);
      if (isStore) zero(c, name.slice(0, 3));
      c.memory(name, 0);
      if (!isStore) c.op("drop");
    });
  });

  it.each(Object.keys(SATURATING) as (keyof typeof SATURATING)[])("%s", (name) =>
    expectName(name, (c) => {
      zero(c, name.includes("f32") ? "f32" : "f64");
      c.saturating(name);
      c.op("drop");
    }));

  const lane = (name: string): string => /^(i64|f32|f64)/.exec(name)?.[0] ?? "i32";
  const converting = /_(extend|trunc_sat|convert|promote|demote)_/;
  const oneVector = /_(abs|sqrt|ceil|floor|trunc|nearest|not|any_true|all_true|bitmask)$/;

  it.each(Object.keys(SIMD) as (keyof typeof SIMD)[])("%s", (name) =>
    expectName(name, (c) => {
      zero(c, name.endsWith("splat") ? lane(name) : "v128");
      if (/_(shl|shr_s|shr_u)$/.test(name)) zero(c, "i32");
      else if (![converting, oneVector, /splat$/].some((one) => one.test(name))) zero(c, "v128");
      if (name === "v128_bitselect") zero(c, "v128");
      c.simd(name);
      c.op("drop");
    }));

  it.each(Object.keys(LANE) as (keyof typeof LANE)[])("%s", (name) =>
    expectName(name, (c) => {
      zero(c, "v128");
      if (name.includes("replace")) zero(c, lane(name));
      c.lane(name, 1);
      c.op("drop");
    }));
});
