/** The virtual CPU shows its vendor and exactly the features it is given. */
import { describe, expect, it } from "vitest";
import { ZEROVM } from "../../spec/nacl/profiles.ts";
import { cpuid } from "./virtual-cpu.ts";
import type { CpuidRegisters } from "./virtual-cpu.ts";

function characters(...words: readonly number[]): string {
  return words
    .flatMap((word) => [0, 8, 16, 24].map((shift) => (word >>> shift) & 0xff))
    .filter((code) => code !== 0)
    .map((code) => String.fromCharCode(code))
    .join("");
}

const brand = (leaf: CpuidRegisters): string => characters(leaf.eax, leaf.ebx, leaf.ecx, leaf.edx);

describe("cpuid", () => {
  it("names a vendor of twelve characters and a brand", () => {
    const { eax, ebx, ecx, edx } = cpuid([], 0, 0);
    expect(eax).toBe(7);
    expect(characters(ebx, edx, ecx)).toBe("ZeroVM pure ");
    const parts = [0x8000_0002, 0x8000_0003, 0x8000_0004].map((leaf) => brand(cpuid([], leaf, 0)));
    expect(parts.join("")).toBe("ZeroVM virtual x86-64 processor");
  });

  it("has a bit for a feature exactly when it is there", () => {
    const { ecx, edx } = cpuid(["SSE42", "SSE2"], 1, 0);
    expect([ecx, edx]).toEqual([1 << 20, 1 << 26]);
    expect(cpuid(["AVX2"], 7, 0).ebx).toBe(1 << 5);
    expect(cpuid(["AVX2"], 7, 1).ebx).toBe(0);
    expect(cpuid([], 0x8000_0001, 0).edx).toBe(1 << 29);
  });

  it("shows the sandbox's guests no AVX and no OS support for it", () => {
    const { ecx } = cpuid(ZEROVM.features, 1, 0);
    expect(ecx & ((1 << 27) | (1 << 28))).toBe(0);
    expect(ecx & (1 << 20)).not.toBe(0);
  });

  it("answers unknown leaves with zeros", () => {
    for (const leaf of [2, 8, 0x4000_0000, 0x8000_0009, 0xffff_ffff]) {
      expect(cpuid(ZEROVM.features, leaf, 0)).toEqual({ eax: 0, ebx: 0, ecx: 0, edx: 0 });
    }
  });
});
