import { describe, expect, it } from "vitest";
import { wasmHost } from "../wasm/host.ts";
import type { WasmHost } from "../wasm/host.ts";
import { WINDOW_ROTATION, windowLimit } from "./linear-layout.ts";
import { EXECUTE, READ, WRITE } from "./memory.ts";
import { MemoryExhausted, WindowMemory } from "./windows.ts";

const BASE = 0x440a_0000_0000n;
const SPACE_END = 0x1_0000_0000;

const host = ((): WasmHost => {
  const found = wasmHost();
  if (found === undefined) throw new Error("these tests need WebAssembly");
  return found;
})();

/** A session's map in small: text, data with a heap that is not backed yet, manifest, stack. */
function session(): WindowMemory {
  return new WindowMemory(host, BASE, [
    { name: "text", start: 0x1_0000, end: 0x3_0000, permission: READ | EXECUTE },
    { name: "rodata", start: 0x3_0000, end: 0x4_0000, permission: READ },
    { name: "data", start: 0x4_0000, end: 0x1000_0000, permission: READ | WRITE },
    { name: "user manifest", start: 0xfeff_0000, end: 0xff00_0000, permission: READ },
    { name: "stack", start: 0xff00_0000, end: SPACE_END, permission: READ | WRITE },
  ], 0x5_0000);
}

/** What compiled code may touch: start and number of addresses for accesses of a size. */
function limit(
  memory: WindowMemory, window: "low" | "high", write: boolean, bytes: number,
): number[] {
  const { start, span } = windowLimit(window, write, bytes);
  const relative = memory.view.getBigUint64(start, true) - BASE;
  return [Number(relative), Number(memory.view.getBigUint64(span, true))];
}

describe("the windows of a session", () => {
  it("let compiled code read from text to the end of what is backed, and write data only", () => {
    const memory = session();
    expect(limit(memory, "low", false, 1)).toEqual([0x1_0000, 0x4_0000]);
    expect(limit(memory, "low", false, 16)).toEqual([0x1_0000, 0x4_0000 - 15]);
    expect(limit(memory, "low", true, 4)).toEqual([0x4_0000, 0x1_0000 - 3]);
    expect(limit(memory, "high", false, 8)).toEqual([0xfeff_0000, 0x101_0000 - 7]);
    expect(limit(memory, "high", true, 8)).toEqual([0xff00_0000, 0x100_0000 - 7]);
  });

  it("keep bytes on both sides of every border", () => {
    const memory = session();
    const borders = [0x1_0000, 0x3_fffc, 0x4_0000, 0xfeff_0000, 0xff00_0000, SPACE_END - 16];
    for (const address of borders) {
      const bytes = Uint8Array.from({ length: 16 }, (_, k) => (address + k) & 0xff);
      memory.copyIn(BASE + BigInt(address), bytes);
      expect(memory.copyOut(BASE + BigInt(address), 16)).toEqual(bytes);
      expect(memory.load(BASE + BigInt(address), 3)).toBe(
        BigInt((address & 0xff) | (((address + 1) & 0xff) << 8) | (((address + 2) & 0xff) << 16)));
    }
  });

  it("name the first address that an access may not touch", () => {
    const memory = session();
    const fault = (address: number, bytes: number, permission: number): number | undefined => {
      const found = memory.faultAddress(BASE + BigInt(address), bytes, permission);
      return found === undefined ? undefined : Number(found - BASE);
    };
    expect(fault(0xffff, 4, READ)).toBe(0xffff);
    expect(fault(0x1_0000, 0x3_0000, READ)).toBeUndefined();
    expect(fault(0x3_fffe, 4, WRITE)).toBe(0x3_fffe);
    expect(fault(0x0fff_ffff, 2, READ)).toBe(0x1000_0000);
    expect(fault(SPACE_END - 8, 16, READ)).toBe(SPACE_END);
    expect(fault(-1, 1, READ)).toBe(-1);
    expect(memory.isMapped(BASE + 0x1000_0000n)).toBe(false);
  });

  it("back the heap when it is first touched", () => {
    const memory = session();
    const before = memory.bytes.length;
    const state = memory.state;
    memory.store(BASE + 0x80_0000n, 8, 0x1122_3344_5566_7788n);
    expect(memory.bytes.length).toBeGreaterThan(before);
    expect(memory.state === state).toBe(false);
    expect(memory.load(BASE + 0x80_0004n, 4)).toBe(0x1122_3344n);
    expect(limit(memory, "low", true, 1)[1]).toBeGreaterThanOrEqual(0x80_0008 - 0x4_0000);
  });

  it("say so when the guest touches what one linear memory cannot hold", () => {
    const memory = new WindowMemory(host, BASE, [
      { name: "heap", start: 0x1_0000, end: SPACE_END - WINDOW_ROTATION, permission: READ | WRITE },
    ], 0x2_0000);
    expect(() => memory.store(BASE + BigInt(SPACE_END - WINDOW_ROTATION - 8), 8, 1n))
      .toThrow(MemoryExhausted);
  });
});

describe("protection", () => {
  it("splits a region, and compiled code loses what is not of one piece any more", () => {
    const memory = session();
    memory.protect(0x4_2000, 0x4_3000, READ);
    expect(memory.faultAddress(BASE + 0x4_1fffn, 2, WRITE)).toBe(BASE + 0x4_2000n);
    expect(memory.faultAddress(BASE + 0x4_3000n, 8, WRITE)).toBeUndefined();
    expect(limit(memory, "low", true, 1)).toEqual([0x4_3000, 0x5_0000 - 0x4_3000]);
    memory.protect(0x4_2000, 0x4_3000, READ | WRITE);
    expect(limit(memory, "low", true, 1)).toEqual([0x4_0000, 0x1_0000]);
  });

  it("keeps writes to executable pages out of the windows, and reports them", () => {
    const memory = session();
    const changes: number[][] = [];
    memory.onCodeChange = (start, end) => changes.push([start, end]);
    memory.protect(0x4_0000, 0x4_1000, READ | WRITE | EXECUTE);
    expect(limit(memory, "low", true, 1)).toEqual([0x4_1000, 0xf000]);
    memory.store(BASE + 0x4_0ffcn, 4, 0n);
    memory.store(BASE + 0x4_1000n, 4, 0n);
    expect(changes).toEqual([[0x4_0ffc, 0x4_1000]]);
    expect(memory.fetch(BASE + 0x4_0ff8n, 32)).toHaveLength(8);
  });
});

describe("contents", () => {
  it("are visited in ascending pieces; what is not backed is zero and stays so", () => {
    const memory = session();
    memory.store(BASE + 0x4_fff0n, 1, 0xaan);
    const before = memory.bytes.length;
    let length = 0;
    const found: number[] = [];
    memory.visit(0x4_0000, 0x20_0000, (piece) => {
      const at = piece.indexOf(0xaa);
      if (at >= 0) found.push(0x4_0000 + length + at);
      length += piece.length;
    });
    expect([length, found]).toEqual([0x1c_0000, [0x4_fff0]]);
    expect(memory.bytes.length).toBe(before);
  });

  it("come back as they were saved, permissions too, also into a fresh memory", () => {
    const memory = session();
    memory.store(BASE + 0x90_0000n, 8, 42n);
    memory.store(BASE + BigInt(SPACE_END - 8), 8, 43n);
    memory.protect(0x4_0000, 0x5_0000, READ);
    const saved = memory.save();
    memory.store(BASE + 0x90_0000n, 8, 1n);
    memory.store(BASE + 0x91_0000n, 8, 2n);
    memory.protect(0x4_0000, 0x5_0000, READ | WRITE);
    const fresh = session();
    for (const target of [memory, fresh]) {
      target.assign(saved);
      expect(target.load(BASE + 0x90_0000n, 8)).toBe(42n);
      expect(target.load(BASE + 0x91_0000n, 8)).toBe(0n);
      expect(target.load(BASE + BigInt(SPACE_END - 8), 8)).toBe(43n);
      expect(target.faultAddress(BASE + 0x4_0000n, 1, WRITE)).toBe(BASE + 0x4_0000n);
    }
  });

  it("of raw machines have two windows as well", () => {
    const memory = new WindowMemory(host, 0n, [
      { name: "code", start: 0x1000, end: 0x2000, permission: READ | EXECUTE },
      { name: "data", start: 0x4000, end: 0x8000, permission: READ | WRITE },
    ], 0x8000);
    const [dataStart] = limit(memory, "low", false, 1);
    const [codeStart, codeBytes] = limit(memory, "high", false, 1);
    expect([dataStart, codeStart, codeBytes]).toEqual(
      [0x4000 - Number(BASE), 0x1000 - Number(BASE), 0x1000]);
  });
});
