import { expect, it } from "vitest";
import { bufferAllowed } from "./buffer-table.ts";
import type { BufferRow } from "./buffer-table.ts";

/** Text 0x20000, rodata 0x30000, data 0x40000, 32 MiB, as in the ABI's test vectors. */
const TABLE: readonly BufferRow[] = [
  { name: "null page", end: 0x10000, access: "none" },
  { name: "text", end: 0x30000, access: "r-x" },
  { name: "rodata", end: 0x40000, access: "r--" },
  { name: "heap", end: 0x1000000, access: "rw-" },
  { name: "hole", end: 0xfeff0000, access: "none" },
  { name: "user manifest", end: 0xff000000, access: "r--" },
  { name: "stack", end: 0x100000000, access: "rw-" },
  { name: "right guard", end: 44 * 2 ** 30, access: "none" },
];

it.each([
  // address, size, may be filled, may be taken
  [0x0, 1, false, false], [0xffff, 1, false, false], [0x10000, 1, false, true],
  [0x3ffff, 1, false, true], [0x3ffff, 2, false, true], [0x40000, 1, true, true],
  [0xffffff, 1, true, true], [0xffffff, 2, false, false], [0x1000000, 1, false, false],
  [0xfeff0000, 1, false, true], [0xfeffffff, 2, false, true], [0xff000000, 1, true, true],
  [0xffffffff, 1, true, true], [0xffffffff, 2, false, false], [0x100000000, 0, false, false],
  [0x40000, 0xfc0000, true, true], [0x40000, 0xfc0001, false, false],
  [0xff000000, 0x1000000, true, true], [0xff000000, 0x1000001, false, false],
  [0x10000, -1, false, true], [0x40000, -1, true, true], [0x0, 0, false, false],
  [0x10000ffff0000, 1, false, false], [2 ** 64 - 1, 1, false, false],
  [0x10000, 0x7fffffff, false, false],
] as const)("%x + %d: fill %s, take %s", (address, size, fill, take) => {
  expect(bufferAllowed(TABLE, address, size, "fill")).toBe(fill);
  expect(bufferAllowed(TABLE, address, size, "take")).toBe(take);
});

it("a gap has the access of the row above it", () => {
  const table: readonly BufferRow[] = [
    { name: "low", end: 16, access: "none" }, { name: "high", end: 64, access: "rw-" },
  ];
  expect(bufferAllowed(table, 16, 48, "fill")).toBe(true);
});
