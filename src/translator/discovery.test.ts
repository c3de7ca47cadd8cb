/** What a unit takes in, and how it tells where calls come back. */
import { describe, expect, it } from "vitest";
import { BASE, TEXT_START } from "../../spec/abi/memory-map.ts";
import type { WindowLayout } from "../machine/window-layout.ts";
import { createInstructionSet } from "../oracle/instruction-set.ts";
import { Programs } from "../oracle/programs.ts";
import { completeTable } from "../table/complete.ts";
import { discoverUnit } from "./discovery.ts";
import { LIMITS } from "./engine.ts";
import { type CodeSource, KnownCode, isBehindCall } from "./unit.ts";

const TEXT_BYTES = 0x1000;
const NOP = 0x90;
const HLT = 0xf4;
const TABLE = 0x10_0000;
const CALLEE = 0x40;

const set = createInstructionSet(completeTable(), []);
const programs = new Programs(set.table, set.operators);

function le32(value: number): number[] {
  return [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff);
}

/** pop %r11; and $-32,%r11d; add %r15,%r11; jmp *%r11 */
const RETURN = [0x41, 0x5b, 0x41, 0x83, 0xe3, 0xe0, 0x4d, 0x01, 0xfb, 0x41, 0xff, 0xe3];
/** mov TABLE(%r15,%rcx,4),%eax; and $-32,%eax; add %r15,%rax; jmp *%rax */
const SWITCH = [
  0x41, 0x8b, 0x84, 0x8f, ...le32(TABLE), 0x83, 0xe0, 0xe0, 0x4c, 0x01, 0xf8, 0xff, 0xe0,
];

/** Code by its place in the text; the table's entries lead to `entries`. */
function source(code: Record<number, readonly number[]>, entries: readonly number[] = []): CodeSource {
  const text = new Uint8Array(TEXT_BYTES).fill(HLT);
  for (const [at, bytes] of Object.entries(code)) text.set(bytes, Number(at));
  return {
    known: new KnownCode(), limits: LIMITS, base: BASE, instructionSet: set, programs,
    memory: {
      fetch: (address, length) => text.subarray(Number(address - BASE) - TEXT_START).subarray(0, length),
    },
    word(address) {
      const entry = entries[(address - TABLE) / 4];
      return entry === undefined ? undefined : TEXT_START + entry;
    },
    text: { start: TEXT_START, end: TEXT_START + TEXT_BYTES },
    fixedBase: true, stickyFlags: false, layout: [] as unknown as WindowLayout, without: {},
  };
}

/** A bundle that ends with a call of CALLEE. */
const CALLER = [...new Array<number>(27).fill(NOP), 0xe8, ...le32(CALLEE - 0x20)];
const flows = (from: CodeSource): string[] =>
  discoverUnit(from, TEXT_START).blocks.map(({ flow }) => flow);

describe("a called function is taken into the unit", () => {
  it("where it is small", () => {
    expect(flows(source({ 0: CALLER, [CALLEE]: RETURN }))).toEqual(
      expect.arrayContaining(["inline-call", "inline-return"]));
  });

  it("not where it is large", () => {
    const large = [...new Array<number>(LIMITS.inlineInstructions).fill(NOP), ...RETURN];
    expect(flows(source({ 0: CALLER, [CALLEE]: large }))).not.toContain("inline-call");
  });

  it("and neither where only what its table leads to is", () => {
    const places = [0x200, 0x400, 0x600, 0x800];
    const body = [...new Array<number>(LIMITS.inlineInstructions / 2).fill(NOP), ...RETURN];
    const code = Object.fromEntries(places.map((place) => [place, body]));
    const callee = [...SWITCH];
    expect(flows(source({ 0: CALLER, [CALLEE]: callee, ...code }, places))).not.toContain("inline-call");
    const small = Object.fromEntries(places.map((place) => [place, RETURN]));
    expect(flows(source({ 0: CALLER, [CALLEE]: callee, ...small }, places))).toContain("inline-call");
  });
});

describe("a unit around a large table", () => {
  const places = Array.from({ length: 40 }, (_, k) => 0x100 + 0x20 * k);
  const entries = (ends: (place: number) => readonly number[]): readonly number[] => {
    const code = Object.fromEntries(places.map((place) => [place, ends(place)]));
    return discoverUnit(source({ 0: SWITCH, ...code }, places), TEXT_START).entries;
  };

  it("is entered at its places where it begins in the loop around the table", () => {
    // jmp to where the unit begins
    const found = entries((place) => [0xe9, ...le32(-place - 5)]);
    expect(new Set(found)).toEqual(new Set([0, ...places].map((place) => TEXT_START + place)));
  });

  it("is entered in one place where a function begins", () => {
    expect(entries(() => RETURN)).toEqual([TEXT_START]);
  });

  it("is left to the units of its places, but where a function begins", () => {
    const hasUnit = (pc: number): boolean => pc > TEXT_START;
    const around = { hasUnit, endsAt: () => false, isReached: () => true };
    const ways = (end: (place: number) => readonly number[]): string[] => {
      const code = Object.fromEntries(places.map((place) => [place, end(place)]));
      // jmp 0x20: the function goes on in the loop, which begins with the table.
      const from = source({ 0: [0xeb, 0x1e], 0x20: SWITCH, ...code }, places);
      return discoverUnit(from, TEXT_START + 0x20, around).blocks.map(({ flow }) => flow);
    };
    expect(ways(() => RETURN)).toContain("switch");
    // jmp to the table again, from each place
    expect(ways((place) => [0xe9, ...le32(0x20 - place - 5)])).toContain("away");
  });
});

describe("a call comes back", () => {
  it("to the bundle behind it, and nowhere else", () => {
    const from = source({ 0: CALLER, 0x20: RETURN, [CALLEE]: RETURN });
    const isBack = (at: number): boolean => isBehindCall(from, TEXT_START + at);
    expect(isBack(0x20)).toBe(true);
    // Behind a return, behind HLT, in the middle of a bundle.
    expect([0x40, 0x60, 0x2c].map(isBack)).toEqual([false, false, false]);
    // Where the text begins, and outside of it.
    expect([0, -0x20, TEXT_BYTES + 0x20].map(isBack)).toEqual([false, false, false]);
  });

  it("behind a call of what traps as well", () => {
    const trap = [...CALLER.slice(0, 28), ...le32(-TEXT_START)];
    expect(isBehindCall(source({ 0: trap }), TEXT_START + 0x20)).toBe(true);
  });
});
