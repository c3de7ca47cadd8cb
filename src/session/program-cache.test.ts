import { describe, expect, it } from "vitest";
import { elfFile } from "../loader/elf-fixture.ts";
import { Program, ProgramCache } from "./program-cache.ts";
import type { CodeValidator } from "./program-cache.ts";

/** A validator that counts what it is asked. */
function counting(isSafe: (code: Uint8Array) => boolean): CodeValidator & { asked: number } {
  return {
    asked: 0,
    accepts(code) {
      this.asked += 1;
      return isSafe(code);
    },
    complaint: () => "no",
    touchesMxcsr: () => true,
  };
}

describe("a program cache", () => {
  it("knows a program by its bytes, wherever they lie", () => {
    const cache = new ProgramCache();
    const file = elfFile();
    const program = cache.load(file);
    const elsewhere = new Uint8Array(file.length + 1);
    elsewhere.set(file, 1);
    expect(cache.load(elsewhere.subarray(1))).toBe(program);
  });

  it("notices every changed byte, also in a buffer that it has seen", () => {
    const cache = new ProgramCache();
    const file = elfFile();
    const program = cache.load(file);
    for (let at = file.length - 64; at < file.length; at += 1) {
      file[at] = (file[at] ?? 0) ^ 1;
      const changed = cache.load(file);
      expect(changed).not.toBe(program);
      expect(changed.module.text[at - (file.length - 64)]).toBe(file[at]);
      file[at] = (file[at] ?? 0) ^ 1;
    }
  });

  it("refuses what is no module as often as it is asked", () => {
    const cache = new ProgramCache();
    for (let k = 0; k < 2; k += 1) expect(() => cache.load(new Uint8Array(64))).toThrow();
  });

  it("forgets the program that it has not loaded for longest", () => {
    const cache = new ProgramCache();
    const variant = (k: number): Uint8Array => {
      const file = elfFile();
      file[file.length - 1] = k;
      return file;
    };
    const first = cache.load(variant(0));
    for (let k = 1; k < 16; k += 1) cache.load(variant(k));
    expect(cache.load(variant(0))).toBe(first);
    for (let k = 16; k < 32; k += 1) cache.load(variant(k));
    expect(cache.load(variant(0))).not.toBe(first);
  });
});

describe("a verdict", () => {
  it("is asked for once", () => {
    const program = new Program(elfFile());
    const validator = counting(() => true);
    expect(program.verdict(validator)).toEqual({ isSafe: true, touchesMxcsr: true });
    expect(program.verdict(validator).isSafe).toBe(true);
    expect(validator.asked).toBe(1);
  });

  it("on the code alone counts only when it is good; the whole text decides", () => {
    const whole = counting((code) => code.length === 0x1_0000);
    expect(new Program(elfFile()).verdict(whole).isSafe).toBe(true);
    expect(new Program(elfFile()).verdict(counting(() => false)))
      .toEqual({ isSafe: false, touchesMxcsr: false });
  });
});
