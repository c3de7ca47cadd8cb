import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { RULES } from "../../../spec/nacl/rules.ts";
import { recordedSample } from "../../../conformance/verdicts/compare.ts";
import type { Console } from "../verb.ts";
import { VALIDATE_VERB } from "./validate.ts";

const folder = mkdtempSync(join(tmpdir(), "validate-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly bytes: Uint8Array;
  readonly err: string;
}

async function run(args: readonly string[], stdin: readonly Uint8Array[] = []): Promise<Outcome> {
  const out: Uint8Array[] = [];
  let err = "";
  const console: Console = {
    stdin: (async function* () {
      yield* stdin;
    })(),
    out: async (data) => {
      out.push(Buffer.from(data));
    },
    err: async (data) => {
      err += Buffer.from(data).toString();
    },
    outIsTerminal: false,
    errIsTerminal: false,
    env: {},
  };
  const code = await VALIDATE_VERB.run(args, console);
  const bytes = Buffer.concat(out);
  return { code, out: bytes.toString(), bytes, err };
}

const bundle = (...bytes: number[]): Uint8Array => {
  const text = new Uint8Array(32).fill(0x90);
  text.set(bytes);
  return text;
};

const NOPS = file("nops", bundle());
const BAD = file("bad", bundle(0x8b, 0x00, 0xff, 0xe6));

/** A little-endian ELF file with one executable segment. */
function elf(text: Uint8Array, change: (view: DataView) => void = () => {}): Uint8Array {
  const bytes = new Uint8Array(120 + text.length);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  const view = new DataView(bytes.buffer);
  view.setUint16(16, 2, true);
  view.setUint16(18, 62, true);
  view.setBigUint64(32, 64n, true);
  view.setUint16(54, 56, true);
  view.setUint16(56, 1, true);
  view.setUint32(64, 1, true);
  view.setUint32(68, 5, true);
  view.setBigUint64(72, 120n, true);
  view.setBigUint64(80, 0x20000n, true);
  view.setBigUint64(96, BigInt(text.length), true);
  view.setBigUint64(104, BigInt(text.length), true);
  bytes.set(text, 120);
  change(view);
  return bytes;
}

describe("verdicts and exit codes", () => {
  test("accepted code: 0", async () => {
    const { code, out } = await run([NOPS]);
    expect(code).toBe(0);
    expect(out).toContain("accepted by zerovm");
  });

  test("refused code: 1, with rule, address, bytes, neighbourhood, why and repair", async () => {
    const { code, out } = await run([BAD, "--base", "0x20000"]);
    expect(code).toBe(1);
    expect(out).toContain("0x20000: NACL-09");
    expect(out).toMatch(/> +20000 {2}8b 00 +mov +eax,DWORD PTR \[rax\]/);
    expect(out).toContain("repair: Address it as [r15+rax], with mov eax, eax directly before");
    expect(out).toContain("0x20002: NACL-18");
    expect(out).toContain("and esi, -32; add rsi, r15; jmp rsi");
    expect(out).toContain("2 refusals");
  });

  test("several files: the worst code", async () => {
    expect((await run([NOPS, BAD])).code).toBe(1);
    expect((await run([NOPS, BAD, join(folder, "missing")])).code).toBe(2);
  });

  test("standard input", async () => {
    expect((await run(["-"], [bundle().subarray(0, 7), bundle().subarray(7)])).code).toBe(0);
  });

  test("a length that is no multiple of 32 is refused by NACL-01", async () => {
    const { code, out } = await run([file("odd", bundle().subarray(1))]);
    expect(code).toBe(1);
    expect(out).toContain("NACL-01");
  });

  test("at most as many refusals as asked for, and how many more there are", async () => {
    const { out } = await run([file("zeros", new Uint8Array(0x8000))]);
    expect(out.match(/^0x/gm)?.length).toBe(1000);
    expect(out).toContain("16384 refusals, of which the last 15384 are not listed");
    const one = await run([BAD, "--max-errors", "1"]);
    expect(one.out).toContain("2 refusals, of which the last 1");
  });
});

describe("ELF files", () => {
  test("executable segments are filled up with hlt", async () => {
    const path = file("good.elf", elf(Uint8Array.from([0xeb, 0x10])));
    const { code, out } = await run([path]);
    expect(out).toContain("segment 0: accepted by zerovm (65536 bytes at 0x20000)");
    expect(code).toBe(0);
  });

  test.each([
    ["cut off in the header", elf(bundle()).subarray(0, 40), "only 40 bytes"],
    ["of 32 bits", elf(bundle(), (v) => v.setUint8(4, 1)), "not a 64-bit one"],
    ["for another machine", elf(bundle(), (v) => v.setUint16(18, 183, true)), "not for x86-64"],
    ["without program headers", elf(bundle(), (v) => v.setUint16(56, 0, true)), "no executable"],
    ["with small program headers", elf(bundle(), (v) => v.setUint16(54, 8, true)), "8 bytes each"],
    ["with program headers outside", elf(bundle(), (v) => v.setBigUint64(32, 1n << 63n, true)),
      "lie outside"],
    ["with a segment outside", elf(bundle(), (v) => v.setBigUint64(96, 1n << 62n, true)),
      "is it cut off?"],
    ["at an odd address", elf(bundle(), (v) => v.setBigUint64(80, 0x20001n, true)),
      "no multiple of 32"],
    ["beyond every address space", elf(bundle(), (v) => v.setBigUint64(80, 1n << 62n, true)),
      "beyond every address space"],
  ])("%s: exit code 2 and what is wrong", async (name, bytes, message) => {
    const { code, err } = await run([file(`${name}.elf`, bytes)]);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });

  test("empty and missing files", async () => {
    expect(await run([file("empty", new Uint8Array(0))])).toMatchObject({ code: 2 });
    expect((await run([join(folder, "missing")])).err).toContain("cannot be read");
    expect((await run([folder])).code).toBe(2);
  });
});

describe("machine-readable reports", () => {
  test("--json: one object per text", async () => {
    const { code, out } = await run([NOPS, BAD, "--json"]);
    const reports: unknown = JSON.parse(out);
    expect(code).toBe(1);
    expect(reports).toMatchObject([
      { file: NOPS, accepted: true, refusals: [], refusalCount: 0, profile: "zerovm", size: 32 },
      { file: BAD, accepted: false, refusalCount: 2, refusals: [
        { rule: "NACL-09", address: 0, length: 2, bytes: "8b 00" },
        { rule: "NACL-18", address: 2, length: 2, bytes: "ff e6" },
      ] },
    ]);
  });

  test("--sarif: names of files become relative references, not fragments or schemes", async () => {
    const { out } = await run([file("a#b?c:d e", bundle(0xc3)), "--sarif"]);
    const [, uri = ""] = /"uri": "([^"]+)"/.exec(out) ?? [];
    expect(new URL(uri).pathname.endsWith("/a%23b%3Fc:d%20e")).toBe(true);
    expect(new URL(uri).hash).toBe("");
  });

  test("--sarif: a log of version 2.1.0 with every rule and a result per refusal", async () => {
    const { code, out } = await run([BAD, "--sarif"]);
    expect(code).toBe(1);
    const log: unknown = JSON.parse(out);
    expect(log).toMatchObject({
      version: "2.1.0",
      runs: [{
        tool: { driver: { name: "zerovm validate", rules: RULES.map(({ id }) => ({ id })) } },
        results: [
          { ruleId: "NACL-09", ruleIndex: 8, level: "error", locations: [{
            physicalLocation: { address: { absoluteAddress: 0, length: 2 },
              region: { byteOffset: 0, byteLength: 2 } } }] },
          { ruleId: "NACL-18", ruleIndex: 17 },
        ],
      }],
    });
  });

  test("--certificate writes a proof that --check believes for this text only", async () => {
    const proof = join(folder, "proof");
    const text = bundle(0x83, 0xe1, 0xe0, 0x4c, 0x01, 0xf9, 0xff, 0xe1);
    const good = file("certified", text);
    expect((await run([good, "--certificate", proof])).code).toBe(0);
    expect(await run([good, "--check", proof])).toMatchObject({ code: 0, err: "" });
    const { code, out } = await run([NOPS, "--check", proof]);
    expect(code).toBe(1);
    expect(out).toMatch(/nops: code: the certificate does not prove it: at offset 0x/);
    expect((await run([good, "--check", proof, "--profile", "nacl"])).code).toBe(1);
    expect(await run([good, "--check", NOPS])).toMatchObject(
      { code: 2, err: expect.stringContaining("a certificate begins with ZVC1") });
    expect((await run([good, "--check", join(folder, "none")])).code).toBe(2);
  });

  test("--certificate makes nothing of a refused text, and wants one text", async () => {
    const proof = join(folder, "no-proof");
    expect((await run([BAD, "--certificate", proof])).code).toBe(1);
    expect(existsSync(proof)).toBe(false);
    expect((await run([NOPS, BAD, "--certificate", proof])).code).toBe(2);
    expect((await run([NOPS, BAD, "--check", proof])).code).toBe(2);
    expect((await run([NOPS, "--check", proof, "--json"])).code).toBe(2);
  });

  test("--annotate: superinstructions, flow of the restricted register, targets", async () => {
    const text = bundle(0x89, 0xc0, 0x41, 0x8b, 0x0c, 0x07, 0x83, 0xe1, 0xe0, 0x4c, 0x01, 0xf9,
      0xff, 0xe1);
    const path = file("annotated", text);
    const json: unknown = JSON.parse((await run([path, "--annotate", "--json"])).out);
    expect(json).toMatchObject([{ annotation: {
      bundleCount: 1,
      superinstructions: [{ kind: "jump", offset: 6, length: 8, parts: [6, 9, 12] }],
      targets: [0xffff_c041],
    } }]);
    const { out } = await run([path, "--annotate"]);
    expect(out).toMatch(/mov_rm32_r32 {2}; restricts rax/);
    expect(out).toMatch(/mov_r32_rm32 {2}; relies on rax, restricts rcx/);
  });
});

describe("records", () => {
  const sample = recordedSample().filter(({ text, known }) => text.length === 96 && known === 15);
  const records = Buffer.concat(sample.map(({ text }) => text));

  test.each([["nacl", 0], ["zerovm", 1], ["nacl-2025", 2]] as const)(
    "of three bundles under %s, in pieces of any size", async (profile, bit) => {
      const pieces: Uint8Array[] = [];
      for (let at = 0, size = 1; at < records.length; at += size, size = (size * 7) % 1009) {
        pieces.push(records.subarray(at, at + size));
      }
      const { code, bytes } = await run(["--records", "3", "--profile", profile], pieces);
      expect(code).toBe(0);
      expect([...bytes]).toEqual(sample.map(({ accepting }) => (accepting >> bit) & 1));
    });

  test("a partial last record: the verdicts before it, exit code 2, a message", async () => {
    const { code, bytes, err } = await run(["--records", "1"], [bundle(), bundle().subarray(1)]);
    expect(code).toBe(2);
    expect([...bytes]).toEqual([1]);
    expect(err).toContain("behind 1 whole records the input ends with 31 bytes");
  });

  test("no records at all: nothing, exit code 0", async () => {
    expect(await run(["--records", "1"])).toMatchObject({ code: 0, out: "", err: "" });
  });
});

describe("profiles", () => {
  test("--tolerate-unsupported and --without", async () => {
    const store = file("movnti", bundle(0x41, 0x0f, 0xc3, 0x07));
    const profile = ["--profile", "nacl-2025"];
    expect((await run([store, ...profile])).code).toBe(1);
    expect((await run([store, ...profile, "--tolerate-unsupported"])).code).toBe(0);
    const popcnt = file("popcnt", bundle(0xf3, 0x0f, 0xb8, 0xc0));
    expect((await run([popcnt])).code).toBe(0);
    expect((await run([popcnt, "--without", "SSE41,POPCNT"])).out).toContain("NACL-08");
  });
});

test.each([
  [[]], [["--records", "0"]], [["--records", "x"]], [["--records", "1", "file"]],
  [[NOPS, "--json", "--sarif"]], [[NOPS, "--profile", "lfi"]], [[NOPS, "--without", "AVX"]],
  [[NOPS, "--base", "12"]], [[NOPS, "--base", "x"]], [["--frobnicate"]],
])("wrong usage %j: exit code 2 and a hint", async (args) => {
  const { code, err, out } = await run(args);
  expect(code).toBe(2);
  expect(out).toBe("");
  expect(err).toContain("Try zerovm validate --help");
});
