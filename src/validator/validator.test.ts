import { describe, expect, test } from "vitest";
import { NACL_2013, NACL_2025, NACL_SHAPE, ZEROVM } from "../../spec/nacl/profiles.ts";
import { createDecoder } from "../decoder/decode.ts";
import { completeTable } from "../table/complete.ts";
import { coreTable } from "../table/core.ts";
import { CLASS_WORDS, KEY_COUNT } from "./fast/facts.ts";
import { ScanTables, compileTables } from "./fast/tables.ts";
import { FastValidator } from "./fast/validate.ts";
import { PatternSet, readPattern } from "./reference/byte-pattern.ts";
import { ReferenceValidator } from "./reference/validate.ts";
import { registerName } from "./register-name.ts";
import { wasmHost } from "../wasm/host.ts";
import { Validator } from "./validator.ts";

const bytes = (hex: string): Uint8Array => Buffer.from(hex.replaceAll(" ", ""), "hex");
const bundle = (hex: string): Uint8Array => {
  const text = new Uint8Array(32).fill(0x90);
  text.set(bytes(hex));
  return text;
};

describe("the library's face", () => {
  const validator = new Validator();

  test("accepts, judges, annotates, certifies and checks", () => {
    const text = bundle("83 e1 e0 4c 01 f9 ff e1");
    expect(validator.accepts(text)).toBe(true);
    expect(validator.judge(text)).toEqual({ accepted: true, refusals: [], refusalCount: 0 });
    expect(validator.annotate(text)?.superinstructions).toEqual(
      [{ kind: "jump", offset: 0, length: 8, parts: [0, 3, 6] }]);
    const certificate = validator.certify(text);
    expect(certificate && validator.check(text, certificate)).toEqual({ valid: true });
  });

  test("refuses with reasons, and makes nothing of a refused text", () => {
    const text = bundle("c3");
    expect(validator.judge(text)).toMatchObject({
      accepted: false, refusalCount: 1, refusals: [{ rule: "NACL-04", offset: 0, length: 1 }],
    });
    expect(validator.annotate(text)).toBeUndefined();
    expect(validator.certify(text)).toBeUndefined();
  });

  test("refusals of all kinds come by place, as many as asked for, and are all counted", () => {
    // Each bundle: a jump into the middle of a mov, and a ret.
    const text = new Uint8Array(64 * 32 + 1).fill(0x90);
    for (let at = 0; at < 64 * 32; at += 32) {
      text.set([0xeb, 0x01, 0xb8, 0, 0, 0, 0, 0xc3], at);
    }
    const all = validator.judge(text);
    expect(all.refusalCount).toBe(129);
    expect(all.refusals.slice(0, 2)).toMatchObject(
      [{ rule: "NACL-22", offset: 0 }, { rule: "NACL-04", offset: 7 }]);
    expect(all.refusals.at(-1)).toMatchObject({ rule: "NACL-01", offset: 64 * 32 });
    const offsets = all.refusals.map(({ offset }) => offset);
    expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
    for (const refusalsMax of [0, 1, 2, 5, 128]) {
      const some = validator.judge(text, { refusalsMax });
      expect(some).toEqual({ ...all, refusals: all.refusals.slice(0, refusalsMax) });
    }
  });

  test("an empty text is accepted, a text of one byte is not", () => {
    expect(validator.accepts(new Uint8Array(0))).toBe(true);
    expect(validator.accepts(Uint8Array.of(0x90))).toBe(false);
    expect(validator.judge(Uint8Array.of(0x90)).refusals).toMatchObject([{ rule: "NACL-01" }]);
  });

  test("a mistake in the last of many bundles is found, with and without WebAssembly", () => {
    for (const host of [undefined, wasmHost()]) {
      const fast = new FastValidator(ZEROVM, coreTable(), host);
      const text = new Uint8Array(0x2_0000).fill(0x90);
      expect(fast.accepts(text)).toBe(true);
      text[text.length - 1] = 0xc3;
      expect(fast.accepts(text)).toBe(false);
      text[text.length - 1] = 0x90;
      expect(fast.accepts(text)).toBe(true);
    }
  });

  test("direct jumps across slices of the kernel", () => {
    const fast = new FastValidator(ZEROVM, coreTable(), wasmHost());
    const text = new Uint8Array(0x3_0000).fill(0x90);
    text.set(bytes("e9 fc ff 01 00"));
    expect(fast.accepts(text)).toBe(true);
    text.set(bytes("b8 00 00 00 00"), 0x2_0000);
    expect(fast.accepts(text)).toBe(false);
  });

  test("the order of refusals is by place, also of jumps that are judged last", () => {
    const text = new Uint8Array(64).fill(0x90);
    text.set(bytes("eb 21 c3"));
    text.set(bytes("b8 00 00 00 00 c3"), 32);
    expect(validator.judge(text).refusals.map(({ rule, offset }) => [rule, offset])).toEqual(
      [["NACL-22", 0], ["NACL-04", 2], ["NACL-04", 37]]);
  });
});

describe("the compiled tables", () => {
  const admitted = (tables: { readonly keys: Uint16Array }): number =>
    tables.keys.reduce((count, place) => count + Number(place !== 0), 0);

  test("have as many opcode keys as the facts of both rule sets say", () => {
    const { forms } = completeTable();
    expect(admitted(compileTables(NACL_2013, forms))).toBe(2268);
    expect(admitted(compileTables(NACL_2025, forms))).toBe(2845);
  });

  test("are the same out of the core table, but for VEX", () => {
    expect(compileTables(ZEROVM, coreTable().forms).keys)
      .toEqual(compileTables(ZEROVM, completeTable().forms).keys);
  });

  test.each([ZEROVM, NACL_2025])("say the same in whatever order opcodes are met", (profile) => {
    const table = completeTable();
    const complete = compileTables(profile, table.forms);
    const met = new ScanTables(profile, table);
    const wordsOf = (tables: ScanTables, key: number): Int32Array => {
      const place = tables.placeOf(key);
      return tables.facts.subarray(place, place + CLASS_WORDS);
    };
    for (let key = KEY_COUNT - 1; key >= 0; key--) {
      const [words, expected] = [wordsOf(met, key), wordsOf(complete, key)];
      if (words.some((word, k) => word !== expected[k])) expect(words, `key ${key}`).toEqual(expected);
    }
    expect(met.suffixes).toEqual(complete.suffixes);
  });

  test("refuse a sandbox of another shape, which the reference validator judges", () => {
    const table = completeTable();
    const shape = { ...NACL_SHAPE, baseRegister: 14, memoryBases: [4, 5, 14] };
    const profile = { ...ZEROVM, name: "other", shape };
    expect(() => compileTables(profile, table.forms)).toThrow(RangeError);
    const set = { forms: table.forms, decoder: createDecoder(table) };
    const reference = new ReferenceValidator(profile, set);
    expect(reference.judge(bundle("41 8b 46 08")).accepted).toBe(true);
    expect(reference.judge(bundle("41 8b 47 08")).accepted).toBe(false);
  });
});

describe("byte patterns", () => {
  test.each([
    ["48|4a 89 e5", "4a 89 e5", 3],
    ["48|4a 89 e5", "49 89 e5", 0],
    ["?40|42 89", "42 89", 2],
    ["?40|42 89", "89", 1],
    ["80-ff", "7f", 0],
    ["80-ff", "ff", 1],
    ["f8+n c7+8n", "fb df", 2],
  ])("%s on %s: %i bytes", (pattern, hex, length) => {
    const found = new PatternSet([pattern], 3);
    expect(found.matchLength(bytes(hex), 0, bytes(hex).length)).toBe(length);
  });

  test("look at nothing behind the end", () => {
    expect(new PatternSet(["90 90"]).matchLength(bytes("90 90"), 0, 1)).toBe(0);
  });

  test("that are none are our mistake", () => expect(() => readPattern("4")).toThrow(RangeError));
});

test.each([[0, 64, "rax"], [4, 8, "spl"], [3, 8, "bl"], [5, 32, "ebp"], [7, 16, "di"],
  [15, 64, "r15"], [9, 32, "r9d"], [12, 16, "r12w"], [10, 8, "r10b"]])(
  "register %i at %i bits is %s", (register, bits, name) => {
    expect(registerName(register, bits)).toBe(name);
  });
