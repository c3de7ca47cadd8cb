import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Failure } from "../../spec/abi/failure.ts";
import { DATA, RODATA, TEXT, elfFile } from "./elf-fixture.ts";
import type { FixtureOptions } from "./elf-fixture.ts";
import { loadModule } from "./layout.ts";

/** Exit code and state of the refusal; undefined when the module loads. */
function refusal(file: Uint8Array): [number, string] | undefined {
  try {
    loadModule(file);
    return undefined;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [error.code, error.state];
  }
}

/** One row per check of the ABI, in its order. */
const REFUSED: readonly [string, FixtureOptions, number, string][] = [
  ["too many program headers", { patch: (v) => v.setUint16(56, 129, true) }, 8, "check failed"],
  ["short program headers", { patch: (v) => v.setUint16(54, 40, true) }, 8,
    "bad prog headers size. image.ehdr.e_phentsize = 0x28, sizeof image.phdrs[0] = 0x38"],
  ["table outside", { patch: (v) => v.setBigUint64(32, 1n << 62n, true) }, 5, "check failed"],
  ["table cut off", { patch: (v) => v.setBigUint64(32, 200n, true) }, 5, "check failed"],
  ["magic", { patch: (v) => v.setUint8(1, 0) }, 8, "bad elf magic"],
  ["32-bit", { patch: (v) => v.setUint8(4, 1) }, 8, "bad elf class"],
  ["shared object", { patch: (v) => v.setUint16(16, 3, true) }, 8, "non executable"],
  ["arm64", { patch: (v) => v.setUint16(18, 183, true) }, 8, "bad machine: b7"],
  ["version", { patch: (v) => v.setUint32(20, 0x12, true) }, 8, "bad elf version: 12"],
  ["writable text", { segments: [{ ...TEXT, flags: 7 }] }, 8,
    "Segment 0 is of unexpected type 0x1, flag 0x7"],
  ["unknown type", { segments: [TEXT, { ...RODATA, type: 0x6474e551 }] }, 8,
    "Segment 1 is of unexpected type 0x6474e551, flag 0x4"],
  ["two texts", { segments: [TEXT, TEXT] }, 8, "Segment 1 is a type that has been seen"],
  ["text elsewhere", { segments: [{ ...TEXT, vaddr: 0x30000n }] }, 8,
    "Segment 0: bad virtual address: 0x00030000, expected 0x00020000"],
  ["too low", { segments: [TEXT, { ...RODATA, vaddr: 0x10000n }] }, 8,
    "Segment 1: virtual address 0x00010000 too low"],
  ["wraps", { segments: [TEXT, { ...RODATA, memsz: (1n << 64n) - 0x30000n }] }, 8,
    "Segment 1: p_memsz caused integer overflow"],
  ["too large", { segments: [TEXT, { ...RODATA, memsz: 0xfffd0000n }] }, 8,
    "Segment 1: too large, ends at 0x00000000"],
  ["more file than memory", { segments: [TEXT, { ...RODATA, memsz: 2n }] }, 8,
    "Segment 1: file size 0x00000004 larger than memory size 0x00000002"],
  ["no text", { segments: [RODATA] }, 8, "check failed"],
  ["unaligned entry", { entry: 0x20001n }, 8, "check failed"],
  ["entry behind the text", { entry: 0x20040n }, 8, "check failed"],
  ["data not last", { segments: [TEXT, DATA, { ...RODATA, vaddr: 0x50000n }] }, 8, "check failed"],
  ["rodata not on a page", { segments: [TEXT, { ...RODATA, vaddr: 0x30010n }] }, 8,
    "check failed"],
  ["data below the text's end", { segments: [TEXT, { ...DATA, vaddr: 0x20000n }] }, 8,
    "check failed"],
  ["data in the stack", { segments: [TEXT, { ...DATA, memsz: 0xff000000n }] }, 14,
    "Memory 'hole' between end of BSS and start of stack is negative in size"],
  ["claims 2 GiB", { segments: [TEXT, { ...RODATA, filesz: 1n << 31n, memsz: 1n << 31n }] }, 8,
    "load failure segment 1"],
  ["negative offset", { segments: [TEXT, { ...RODATA, offset: 1n << 63n }] }, 8,
    "seek failure segment 1"],
  ["no halt sled", {
    segments: [{ ...TEXT, bytes: new Uint8Array(0xfff0) }, RODATA],
  }, 14, "Missing gap between text and rodata for halt_sled"],
];

describe("modules that are refused", () => {
  it.each(REFUSED)("%s", (_, options, code, state) => {
    expect(refusal(elfFile(options))).toEqual([code, state]);
  });

  it.each([0, 1, 63])("a file of %d bytes", (bytes) => {
    expect(refusal(elfFile().slice(0, bytes))).toEqual([5, "check failed"]);
  });
});

describe("modules that load", () => {
  it("text only: the break is the next page with room for a halt sled", () => {
    const module = loadModule(elfFile());
    expect(module).toMatchObject({ entry: 0x20000, textEnd: 0x30000, break: 0x30000 });
    expect(module.dataStart).toBeUndefined();
    const full = { ...TEXT, bytes: new Uint8Array(0xfff0) };
    expect(loadModule(elfFile({ segments: [full] })))
      .toMatchObject({ textEnd: 0x40000, break: 0x40000 });
  });

  it("rodata reaches up to the data, the break is the data's exact end", () => {
    const module = loadModule(elfFile({ segments: [DATA, RODATA, TEXT] }));
    expect(module).toMatchObject({
      rodata: { start: 0x30000, end: 0x40000 }, dataStart: 0x40000, break: 0x41234,
    });
  });

  it("skips headers without memory, whatever they are", () => {
    const empty = { type: 99, flags: 7, vaddr: 0n, bytes: new Uint8Array(0) };
    expect(refusal(elfFile({ segments: [empty, TEXT, empty] }))).toBeUndefined();
  });

  it("what a stack header puts on the text is text, and validated as such", () => {
    const stack = { type: 0x6474e551, flags: 6, vaddr: 0x20010n, bytes: Uint8Array.of(0x0f, 0x31) };
    const { text, contents } = loadModule(elfFile({ segments: [TEXT, stack] }));
    expect([...text.subarray(0x0f, 0x13)]).toEqual([0xf4, 0x0f, 0x31, 0xf4]);
    expect(contents.filter(({ address }) => address > 0x20000)).toEqual([]);
  });

  it("fills the text with HLT and the trampoline page with slots", () => {
    const { text, contents } = loadModule(elfFile());
    expect(text.subarray(64).every((byte) => byte === 0xf4)).toBe(true);
    const page = contents[0];
    expect(page?.address).toBe(0x10000);
    expect(Buffer.from(page?.bytes.subarray(0, 14) ?? []).toString("hex"))
      .toBe("48b8000011cafe5a0000ffd0f4f4");
    expect(page?.bytes.subarray(-32).every((byte) => byte === 0xf4)).toBe(true);
  });
});

describe("files of any content", () => {
  it("load or are refused", () => {
    const valid = elfFile({ segments: [TEXT, RODATA, DATA] });
    const edit = fc.tuple(fc.nat(valid.length - 1), fc.nat(255));
    fc.assert(fc.property(fc.array(edit, { maxLength: 12 }), fc.nat(valid.length), (edits, cut) => {
      const file = valid.slice(0, cut < valid.length / 8 ? cut : valid.length);
      for (const [at, byte] of edits) if (at < file.length) file[at] = byte;
      refusal(file);
    }), { numRuns: 2000 });
  });
});
