/** The verb `dis`, run without a process. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPrng } from "../../../conformance/prng.ts";
import type { Console } from "../verb.ts";
import { DIS_VERB } from "./dis.ts";

async function* pieces(input: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < input.length; at += 7) yield input.subarray(at, at + 7);
}

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function dis(args: readonly string[], stdin: string | Uint8Array = ""): Promise<Outcome> {
  const text = { out: "", err: "" };
  const input = typeof stdin === "string" ? new TextEncoder().encode(stdin) : stdin;
  const decoder = new TextDecoder();
  const console: Console = {
    stdin: pieces(input),
    out: async (data) => { text.out += typeof data === "string" ? data : decoder.decode(data); },
    err: async (data) => { text.err += typeof data === "string" ? data : decoder.decode(data); },
    outIsTerminal: false,
    errIsTerminal: false,
    env: {},
  };
  const code = await DIS_VERB.run(args, console);
  return { code, ...text };
}

/** Section headers: null, .text, .symtab, .strtab, .shstrtab. */
const NAMES = "\0.text\0.symtab\0.strtab\0.shstrtab\0";

/** A small ELF file: code at 0x20000, the functions `start` (0) and `end` (9), and data `table`. */
function elfFile(code: Uint8Array): Uint8Array {
  const strings = "\0start\0end\0table\0";
  const symbols: readonly (readonly [number, number, number])[] = [
    [0, 0, 0], [1, 2, 0x20000], [7, 2, 0x20009], [11, 1, 0x2000c],
  ];
  const codeAt = 64;
  const symbolsAt = codeAt + code.length;
  const stringsAt = symbolsAt + symbols.length * 24;
  const namesAt = stringsAt + strings.length;
  const headersAt = namesAt + NAMES.length;
  const file = new Uint8Array(headersAt + 5 * 64);
  const view = new DataView(file.buffer);
  file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  view.setUint16(18, 62, true);
  view.setBigUint64(40, BigInt(headersAt), true);
  view.setUint16(58, 64, true);
  view.setUint16(60, 5, true);
  view.setUint16(62, 4, true);
  file.set(code, codeAt);
  symbols.forEach(([name, type, value], i) => {
    const at = symbolsAt + i * 24;
    view.setUint32(at, name, true);
    view.setUint8(at + 4, type);
    view.setUint16(at + 6, i === 0 ? 0 : 1, true);
    view.setBigUint64(at + 8, BigInt(value), true);
  });
  file.set(new TextEncoder().encode(strings), stringsAt);
  file.set(new TextEncoder().encode(NAMES), namesAt);
  const section = (
    index: number, name: string, type: number, flags: number, address: number, offset: number,
    size: number, link: number,
  ): void => {
    const at = headersAt + index * 64;
    view.setUint32(at, NAMES.indexOf(`\0${name}\0`) + 1, true);
    view.setUint32(at + 4, type, true);
    view.setBigUint64(at + 8, BigInt(flags), true);
    view.setBigUint64(at + 16, BigInt(address), true);
    view.setBigUint64(at + 24, BigInt(offset), true);
    view.setBigUint64(at + 32, BigInt(size), true);
    view.setUint32(at + 40, link, true);
  };
  section(1, ".text", 1, 6, 0x20000, codeAt, code.length, 0);
  section(2, ".symtab", 2, 0, 0, symbolsAt, symbols.length * 24, 3);
  section(3, ".strtab", 3, 0, 0, stringsAt, strings.length, 0);
  section(4, ".shstrtab", 3, 0, 0, namesAt, NAMES.length, 0);
  return file;
}

// e8 .. call end; 8b 05 .. mov table(%rip); 74 fb je -5 cut by `end`; nop nop nop; data.
const CODE = Uint8Array.from([
  0xe8, 0x04, 0, 0, 0, 0x75, 0xf9, 0x8b, 0x05, 0x90, 0x90, 0xc3, 0x41, 0x42, 0x43, 0,
]);

describe("zerovm dis", () => {
  let folder = "";
  let elf = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "zerovm-dis-"));
    elf = join(folder, "small.elf");
    writeFileSync(elf, elfFile(CODE));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("lists an ELF file with labels, marks and notes", async () => {
    const { code, out } = await dis([elf]);
    expect(code).toBe(0);
    expect(out.split("\n").map((line) => line.trimEnd())).toEqual([
      "",
      ".text: 16 bytes at 0x20000",
      "",
      "<start>:",
      "   20000: => e8 04 00 00 00                 call   20009  # 0x20009 <end>",
      "   20005:    75 f9                          jne    20000  # 0x20000 <start>",
      "   20007:    8b                             .byte 0x8b",
      "   20008:    05                             .byte 0x5",
      "",
      "<end>:",
      "   20009:  > 90                             nop",
      "   2000a:    90                             nop",
      "   2000b:    c3                             ret",
      "",
      "<table>:",
      "   2000c:    41 42 43 00                    ABC.",
      "",
    ]);
  });

  it("writes one JSON array of lines", async () => {
    const { code, out } = await dis([elf, "--json", "--att"]);
    expect(code).toBe(0);
    const lines: unknown = JSON.parse(out);
    expect(lines).toContainEqual({
      address: 0x20000, bytes: "e804000000", text: "call   20009", form: "call_rel32",
      labels: ["start"], bundle: "start", jumpTarget: true, target: 0x20009, targetSymbol: "end",
    });
    expect(lines).toContainEqual({ address: 0x20008, bytes: "05", text: ".byte 0x5", form: null });
  });

  it("reads hexadecimal digits from standard input", async () => {
    const { code, out } = await dis(["-", "--hex", "--intel", "--json"], "48 89 e5, 0xc3\n");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual([
      {
        address: 0, bytes: "4889e5", text: "mov    rbp,rsp", form: "mov_rm64_r64",
        bundle: "start",
      },
      { address: 3, bytes: "c3", text: "ret", form: "ret" },
    ]);
  });

  it("takes raw code at an address", async () => {
    const code = Uint8Array.of(0xeb, 0xfe, 0x48, 0x89, 0xe5);
    const { out } = await dis(["-", "--base", "0x40001e", "--json"], code);
    expect(JSON.parse(out)).toEqual([
      {
        address: 0x40001e, bytes: "ebfe", text: "jmp    0x40001e", form: "jmp_rel8",
        jumpTarget: true, target: 0x40001e,
      },
      {
        address: 0x400020, bytes: "4889e5", text: "mov    %rsp,%rbp", form: "mov_rm64_r64",
        bundle: "start",
      },
    ]);
  });

  it("explains one instruction", async () => {
    const { code, out } = await dis([elf, "--explain", "0x20005"]);
    expect(code).toBe(0);
    expect(out).toContain("form   jne_rel8: ");
    expect(out).toContain("byte 1             relative target");
    const json = await dis([elf, "--explain", "0x20005", "--json"]);
    expect(JSON.parse(json.out)).toMatchObject({ address: 0x20005, length: 2, form: "jne_rel8" });
  });

  it("gives an empty array for empty input", async () => {
    expect(await dis(["-", "--json"])).toEqual({ code: 0, out: "[\n]\n", err: "" });
  });

  it.each<[string, readonly string[], number, RegExp]>([
    ["no file", [], 2, /which FILE/],
    ["two files", ["a", "b"], 2, /one FILE at a time/],
    ["an unknown option", ["a", "--frob"], 2, /--frob/],
    ["both syntaxes", ["a", "--att", "--intel"], 2, /exclude each other/],
    ["a bad address", ["a", "--base", "zero"], 2, /not an address such as/],
    ["a missing file", ["/no/such/file"], 1, /cannot read \/no\/such\/file/],
    ["bad digits", ["-", "--hex"], 1, /"xyz" is not an even number/],
  ])("refuses %s in one line and says what to do", async (_what, args, code, message) => {
    const outcome = await dis(args, "xyz");
    expect(outcome.code).toBe(code);
    expect(outcome.out).toBe("");
    expect(outcome.err).toMatch(message);
  });

  it("names the addresses that there are", async () => {
    const { code, err } = await dis([elf, "--explain", "0x999"]);
    expect(code).toBe(1);
    expect(err).toContain("there is code at 0x20000..0x20010");
  });

  it("lists whatever is left of damaged ELF files", async () => {
    const prng = createPrng(3);
    const whole = elfFile(CODE);
    for (let round = 0; round < 60; round++) {
      const damaged = whole.slice(0, prng.oneIn(2) ? whole.length : 1 + prng.below(whole.length));
      for (let i = 0; i < 4; i++) damaged[prng.below(damaged.length)] = prng.below(256);
      const { code, err } = await dis(["-", "--json"], damaged);
      expect([0, 1], err).toContain(code);
    }
  });
});
