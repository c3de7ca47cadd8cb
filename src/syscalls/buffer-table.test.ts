import { expect, it } from "vitest";
import { bufferAllowed } from "./buffer-table.ts";
import type { BufferRow } from "./buffer-table.ts";

/** Text 0x20000, rodata 0x30000, data 0x40000, 32 MiB, as in the ABI's test vectors. */
const TABLE: readonly BufferRow[] = [
  { name: "null page", end: 0x10000n, access: "none" },
  { name: "text", end: 0x30000n, access: "r-x" },
  { name: "rodata", end: 0x40000n, access: "r--" },
  { name: "heap", end: 0x1000000n, access: "rw-" },
  { name: "hole", end: 0xfeff0000n, access: "none" },
  { name: "user manifest", end: 0xff000000n, access: "r--" },
  { name: "stack", end: 0x100000000n, access: "rw-" },
  { name: "right guard", end: 44n << 30n, access: "none" },
];

it.each([
  // address, size, may be filled, may be taken
  [0x0n, 1, false, false], [0xffffn, 1, false, false], [0x10000n, 1, false, true],
  [0x3ffffn, 1, false, true], [0x3ffffn, 2, false, true], [0x40000n, 1, true, true],
  [0xffffffn, 1, true, true], [0xffffffn, 2, false, false], [0x1000000n, 1, false, false],
  [0xfeff0000n, 1, false, true], [0xfeffffffn, 2, false, true], [0xff000000n, 1, true, true],
  [0xffffffffn, 1, true, true], [0xffffffffn, 2, false, false], [0x100000000n, 0, false, false],
  [0x40000n, 0xfc0000, true, true], [0x40000n, 0xfc0001, false, false],
  [0xff000000n, 0x1000000, true, true], [0xff000000n, 0x1000001, false, false],
  [0x10000n, -1, false, true], [0x40000n, -1, true, true], [0x0n, 0, false, false],
  [0x10000ffff0000n, 1, false, false], [0xffffffffffffffffn, 1, false, false],
  [0x10000n, 0x7fffffff, false, false],
] as const)("%x + %d: fill %s, take %s", (address, size, fill, take) => {
  expect(bufferAllowed(TABLE, address, size, "fill")).toBe(fill);
  expect(bufferAllowed(TABLE, address, size, "take")).toBe(take);
});

it("a gap has the access of the row above it", () => {
  const table: readonly BufferRow[] = [
    { name: "low", end: 16n, access: "none" }, { name: "high", end: 64n, access: "rw-" },
  ];
  expect(bufferAllowed(table, 16n, 48, "fill")).toBe(true);
});
