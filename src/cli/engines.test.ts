/** Poison mode as the command line offers it. */
import { describe, expect, it } from "vitest";
import { EXECUTE, READ } from "../machine/memory.ts";
import { PC } from "../machine/state.ts";
import { loadPoisonToolchain } from "./engines.ts";
import { parseRunOptions } from "./run-options.ts";

const CODE = 0x2_0000;

async function reportsOf(code: readonly number[]): Promise<string[]> {
  const reports: string[] = [];
  const { engine } = await loadPoisonToolchain((text) => reports.push(text));
  const machine = engine.createMachine({
    base: 0n, trapSlots: { start: 0, end: 0 }, stickyFlags: false,
    regions: [{ name: "text", start: CODE, end: CODE + 0x1_0000, permission: READ | EXECUTE }],
    contents: [{ address: CODE, bytes: Uint8Array.from(code) }],
  });
  machine.state.setBigUint64(PC, BigInt(CODE), true);
  machine.run(9n);
  return reports;
}

describe("poison mode", () => {
  it("says which instruction used what, and which one left it undefined, once", async () => {
    // imul ecx, edx ; sets al ; setp al ; hlt
    expect(await reportsOf([0x0f, 0xaf, 0xca, 0x0f, 0x98, 0xc0, 0x0f, 0x9a, 0xc0, 0xf4])).toEqual([
      "sets_rm8 at 0x20003 uses SF, which imul_r32_rm32 at 0x20000 left undefined",
    ]);
    // bswap cx ; mov eax, ecx ; hlt
    expect(await reportsOf([0x66, 0x0f, 0xc9, 0x89, 0xc8, 0xf4])).toEqual([
      "mov_rm32_r32 at 0x20003 uses rcx, which bswap_r16 at 0x20000 left undefined",
    ]);
    // imul ecx, edx ; seto al ; hlt
    expect(await reportsOf([0x0f, 0xaf, 0xca, 0x0f, 0x90, 0xc0, 0xf4])).toEqual([]);
  });

  it("is the oracle's", () => {
    expect(parseRunOptions(["--poison", "a.nexe"])).toMatchObject({ poison: true, tier: "oracle" });
    expect(() => parseRunOptions(["--poison", "--tier", "interpreter", "a.nexe"]))
      .toThrow(/oracle only/);
  });
});
