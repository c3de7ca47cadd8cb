import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { TEXT, elfFile } from "./elf-fixture.ts";
import { identify } from "./identify.ts";

const INTERPRETER = { type: 3, flags: 4, vaddr: 0x400000n, bytes: Uint8Array.of(47) };
const ROWS: readonly [string, Uint8Array][] = [
  ["an empty file", new Uint8Array(0)],
  ["a script (#!)", Buffer.from("#!/bin/sh\n")],
  ["a text file", Buffer.from("Version = 20130611\n")],
  ["a WebAssembly module", Uint8Array.of(0, 0x61, 0x73, 0x6d, 1)],
  ["no format that is known here", Uint8Array.of(1, 2, 3)],
  ["a truncated ELF file", elfFile().subarray(0, 20)],
  ["a truncated or damaged ELF file", elfFile().subarray(0, 80)],
  ["a 32-bit ELF file", elfFile({ patch: (view) => view.setUint8(4, 1) })],
  ["an ELF file for arm64", elfFile({ patch: (view) => view.setUint16(18, 183, true) })],
  ["an object file (.o): link it first",
    elfFile({ patch: (view) => view.setUint16(16, 1, true) })],
  ["a dynamically linked Linux executable", elfFile({ segments: [TEXT, INTERPRETER] })],
  ["a shared object or position-independent Linux executable",
    elfFile({ patch: (view) => view.setUint16(16, 3, true) })],
  ["a statically linked Linux executable", elfFile({ segments: [{ ...TEXT, vaddr: 0x400000n }] })],
  ["a damaged or unusual ZeroVM module", elfFile()],
];

it.each(ROWS)("%s", (name, file) => {
  expect(identify(file)).toBe(name);
});

it("names the program that runs this test", () => {
  expect(identify(readFileSync(process.execPath))).toMatch(/executable/);
});

it("has a name for everything", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
    expect(identify(bytes).length).toBeGreaterThan(0);
    expect(identify(Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, ...bytes)).length).toBeGreaterThan(0);
  }));
});
