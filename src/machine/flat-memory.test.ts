/** Flat memory against a plain map of bytes, and its borders. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FlatMemory, FlatMemoryError, PAGE_BYTES } from "./flat-memory.ts";
import { EXECUTE, READ, WRITE } from "./memory.ts";

const BASE = 0x440a_0000_0000n;

function twoPages(base = 0n): FlatMemory {
  const memory = new FlatMemory(base);
  memory.map(0x1000, 0x3000, READ | WRITE);
  return memory;
}

describe("loads and stores", () => {
  it("agree with single bytes at every width, across the page border too", () => {
    const widths = fc.constantFrom(1, 2, 4, 8, 10, 16);
    fc.assert(fc.property(
      fc.integer({ min: 0x1fe0, max: 0x2010 }), widths,
      fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }),
      (at, bytes, value) => {
        const memory = twoPages(BASE);
        const address = BASE + BigInt(at);
        memory.store(address, bytes, value);
        const expected = BigInt.asUintN(8 * bytes, value);
        expect(memory.load(address, bytes)).toBe(expected);
        for (let i = 0; i < bytes; i++) {
          expect(memory.load(address + BigInt(i), 1)).toBe((expected >> BigInt(8 * i)) & 0xffn);
        }
        expect(memory.load(address - 1n, 1)).toBe(0n);
        expect(memory.load(address + BigInt(bytes), 1)).toBe(0n);
      },
    ));
  });

  it("back a page when it is first written", () => {
    const memory = twoPages();
    expect(memory.load(0x1000n, 8)).toBe(0n);
    expect(memory.residentBytes).toBe(0);
    memory.store(0x2000n, 1, 7n);
    expect(memory.residentBytes).toBe(PAGE_BYTES);
  });

  it("of the host outside of all pages are an error with the address in it", () => {
    expect(() => twoPages().load(0x5000n, 1)).toThrow(FlatMemoryError);
    expect(() => twoPages().copyIn(0x2fffn, new Uint8Array(2))).toThrow(/0x3000/);
  });
});

describe("permissions", () => {
  it("give the first address that lacks one", () => {
    const memory = twoPages();
    memory.map(0x2000, 0x3000, READ);
    expect(memory.faultAddress(0x1ffcn, 4, WRITE)).toBeUndefined();
    expect(memory.faultAddress(0x1ffdn, 4, WRITE)).toBe(0x2000n);
    expect(memory.faultAddress(0x1ffdn, 4, READ)).toBeUndefined();
    expect(memory.faultAddress(0x2ffdn, 4, READ)).toBe(0x3000n);
    expect(memory.faultAddress(0xfffn, 4, READ)).toBe(0xfffn);
  });

  it("keep bytes when they change, and a page without any is not present", () => {
    const memory = twoPages();
    memory.store(0x1000n, 1, 9n);
    memory.map(0x1000, 0x2000, 0);
    expect(memory.isMapped(0x1000n)).toBe(false);
    expect(memory.isMapped(0x2000n)).toBe(true);
    memory.map(0x1000, 0x2000, READ);
    expect(memory.load(0x1000n, 1)).toBe(9n);
  });

  it("wrap at 2^64 and stop at 4 GiB", () => {
    const memory = new FlatMemory(0n);
    memory.map(0xffff_f000, 0x1_0000_0000, READ);
    expect(memory.faultAddress(0xffff_fffen, 4, READ)).toBe(0x1_0000_0000n);
    expect(memory.faultAddress(0xffff_ffff_ffff_fffen, 4, READ)).toBe(0xffff_ffff_ffff_fffen);
    expect(() => memory.map(0xffff_f000, 0x1_0000_1000, READ)).toThrow(FlatMemoryError);
  });
});

describe("fetching", () => {
  it("ends where executing would fault, and gives the bytes as they are now", () => {
    const memory = twoPages();
    memory.map(0x1000, 0x2000, READ | EXECUTE);
    expect(memory.fetch(0x1ff0n, 32).length).toBe(16);
    expect(memory.fetch(0x2000n, 32).length).toBe(0);
    memory.copyIn(0x1002n, Uint8Array.of(5));
    expect([...memory.fetch(0x1000n, 4)]).toEqual([0, 0, 5, 0]);
  });
});

describe("copies", () => {
  it("share nothing with the original", () => {
    const memory = twoPages();
    memory.store(0x1000n, 1, 1n);
    const copy = memory.clone();
    memory.store(0x1000n, 1, 2n);
    memory.unmap(0x2000, 0x3000);
    expect(copy.load(0x1000n, 1)).toBe(1n);
    expect(copy.isMapped(0x2000n)).toBe(true);
    expect(memory.isMapped(0x2000n)).toBe(false);
  });

  it("visit hands out every byte once, in order", () => {
    const memory = twoPages();
    memory.copyIn(0x1ffen, Uint8Array.of(1, 2, 3, 4));
    const seen: number[] = [];
    memory.visit(0x1ffc, 0x2004, (piece) => seen.push(...piece));
    expect(seen).toEqual([0, 0, 1, 2, 3, 4, 0, 0]);
  });
});

describe("contents", () => {
  const text = new Uint8Array(2 * PAGE_BYTES).fill(1);
  const patch = Uint8Array.of(7, 8, 9);

  function withContents(): FlatMemory {
    const memory = new FlatMemory(BASE, [
      { address: 0x1000, bytes: text }, { address: 0x2ffe, bytes: patch },
    ]);
    memory.map(0x1000, 0x5000, READ | WRITE);
    return memory;
  }

  it("are there from the start, the later one on top", () => {
    const memory = withContents();
    expect(memory.load(BASE + 0x2ffcn, 8)).toBe(0x09_0807_0101n);
    expect(memory.load(BASE + 0x1ffcn, 8)).toBe(0x0101_0101_0101_0101n);
    const seen: number[] = [];
    memory.visit(0x2000, 0x4000, (piece) => seen.push(...piece.subarray(-3)));
    expect(seen).toEqual([1, 7, 8, 0, 0, 0]);
    expect(memory.residentBytes).toBe(3 * PAGE_BYTES);
  });

  it("are shared until somebody writes", () => {
    const [one, two] = [withContents(), withContents()];
    const copy = one.clone();
    one.store(BASE + 0x1000n, 1, 5n);
    expect(one.load(BASE + 0x1000n, 2)).toBe(0x0105n);
    for (const other of [two, copy]) expect(other.load(BASE + 0x1000n, 2)).toBe(0x0101n);
    expect(text[0]).toBe(1);
    expect([...one.changed()].map(({ address }) => address)).toContain(0x1000);
    expect([...two.changed()]).toEqual([]);
  });

  it("do not come back when their page was taken away", () => {
    const memory = withContents();
    memory.unmap(0x1000, 0x2000);
    memory.map(0x1000, 0x2000, READ);
    expect(memory.load(BASE + 0x1000n, 8)).toBe(0n);
    expect(memory.load(BASE + 0x2000n, 1)).toBe(1n);
  });
});

describe("marks of many pages", () => {
  it("agree with a page by page table", () => {
    const boundary = fc.integer({ min: 0, max: 40 }).map((k) => 0xff_0000 + k * PAGE_BYTES);
    const wide = fc.constantFrom(0, 0x100_0000, 0x200_0000, 0xff00_0000, 0x1_0000_0000);
    const edge = fc.oneof(boundary, wide);
    const probes = [0, 0xff_0000, 0xff_3000, 0x100_0000, 0x101_7000, 0x1ff_f000, 0xffff_f000];
    fc.assert(fc.property(fc.array(fc.tuple(edge, edge, fc.integer({ min: 0, max: 7 }))), (maps) => {
      const memory = new FlatMemory();
      const marks = probes.map(() => 0);
      for (const [a, b, permission] of maps) {
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        memory.map(start, end, permission);
        for (const [k, at] of probes.entries()) {
          if (at >= start && at < end) marks[k] = permission;
        }
      }
      for (const [k, at] of probes.entries()) {
        for (const permission of [READ, WRITE, EXECUTE]) {
          const isAllowed = memory.faultAddress(BigInt(at), 1, permission) === undefined;
          expect(isAllowed).toBe(((marks[k] ?? 0) & permission) !== 0);
        }
      }
    }));
  });
});
