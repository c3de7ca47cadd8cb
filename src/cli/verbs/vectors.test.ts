/** The verb on small files: what it prints, what it exits with, what it refuses. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import type { Console } from "../verb.ts";
import { VECTORS_VERB } from "./vectors.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "zerovm-vectors-"));
afterAll(() => rmSync(FOLDER, { recursive: true }));

const HEADER = {
  format: "x86-64-hwvec", version: 1, entry: "100800", flmask: "cd5",
  map: [
    { a: "100000", n: 4096, p: "rx", fill: "f4" },
    { a: "200000", n: 4096, p: "rw", fill: "pattern" },
  ],
  defaults: { rax: "0", rbx: "1", fl: "202", mxcsr: "1f80", fcw: "37f", fsw: "0", ftw: "0" },
};
const ADD = { form: "Add", cat: "int", nacl: "yes" };
const GOOD = {
  f: "Add", n: 0, c: "00d8", in: { rax: "7f" }, out: { rip: "100802", rax: "80", fl: "a92" },
};
const BAD = { ...GOOD, n: 1, out: { ...GOOD.out, rax: "81" } };
const EVEX = { form: "Evex", cat: "avx512", nacl: "no" };
const UNSUPPORTED = { f: "Evex", n: 2, c: "62f17c4858c1", in: {}, out: { rip: "100806" } };

function fileOf(name: string, ...lines: readonly unknown[]): string {
  const path = join(FOLDER, name);
  const text = lines
    .map((line) => (typeof line === "string" ? line : JSON.stringify(line)))
    .join("\n");
  writeFileSync(path, name.endsWith(".gz") ? gzipSync(text) : text);
  return path;
}

async function call(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const text = { out: "", err: "" };
  const sink = (name: "out" | "err") => async (data: string | Uint8Array): Promise<void> => {
    text[name] += typeof data === "string" ? data : new TextDecoder().decode(data);
  };
  const console: Console = {
    stdin: { async *[Symbol.asyncIterator]() { /* nothing to read */ } },
    out: sink("out"), err: sink("err"), outIsTerminal: false, errIsTerminal: false, env: {},
  };
  return { code: await VECTORS_VERB.run(args, console), ...text };
}

describe("zerovm vectors", () => {
  const mixed = fileOf("mixed.jsonl.gz", HEADER, ADD, GOOD, BAD, EVEX, UNSUPPORTED);

  it.each(["oracle", "interpreter"])("counts what passes and what does not: %s", async (tier) => {
    const { code, out } = await call(mixed, "--json", "--tier", tier);
    const result = JSON.parse(out) as Record<string, unknown>;
    expect(code).toBe(1);
    expect(result["total"]).toEqual({ run: 3, passed: 1, failed: 1, unsupported: 1 });
    expect(result["categories"]).toEqual({
      int: { run: 2, passed: 1, failed: 1, unsupported: 0 },
      avx512: { run: 1, passed: 0, failed: 0, unsupported: 1 },
    });
    expect(result["failures"]).toEqual([{
      form: "Add", n: 1, category: "int", bytes: "00d8", text: "",
      differences: [{ what: "rax", expected: "81", actual: "80" }],
    }]);
  });

  it("prints a table and the first failures", async () => {
    const { out } = await call(mixed, "--show", "1");
    expect(out).toContain("rax: expected 81, got 80");
    expect(out).toMatch(/^total +3 +1 +1 +1$/m);
    expect((await call(mixed, "--show", "0")).out).toContain("1 more failures");
  });

  it("exits with 0 when nothing failed, unsupported or not", async () => {
    expect((await call(mixed, "--category", "avx")).code).toBe(0);
    expect((await call(fileOf("good.jsonl", HEADER, ADD, GOOD), "--form=Add")).code).toBe(0);
  });

  it.each([
    [[], "name a file"],
    [["a", "b"], "one file"],
    [["--tier", "jit", "a"], "the tiers are"],
    [["--form", "(", "a"], "regular expression"],
    [["--show", "many", "a"], "a number"],
    [["--what", "a"], "no switch"],
    [["--form"], "needs a value"],
    [[join(FOLDER, "absent")], "cannot read"],
    [[fileOf("text.jsonl", "hello")], "line 1 is not JSON"],
    [[fileOf("other.jsonl", { format: "other" })], "not the header"],
    [[fileOf("new.jsonl", { ...HEADER, version: 2 })], "version 2"],
    [[fileOf("loose.jsonl", HEADER, GOOD)], "no form line"],
    [[fileOf("odd.jsonl", HEADER, { x: 1 })], "line 2 is neither"],
    [[fileOf("hex.jsonl", HEADER, ADD, { ...GOOD, in: { rax: "zz" } })], "line 3 is neither"],
    [[fileOf("code.jsonl", HEADER, ADD, { ...GOOD, c: "0" })], "line 3 is neither"],
    [[fileOf("patch.jsonl", HEADER, ADD, { ...GOOD, out: { m: [["1"]] } })], "line 3 is neither"],
    [[fileOf("map.jsonl", { ...HEADER, map: [{ a: "0" }] })], "not the header"],
    [[fileOf("far.jsonl", { ...HEADER, map: [{ a: "ffffffff0", n: 4096, p: "r", fill: "f4" }] })],
      "4 GiB"],
  ])("refuses %j", async (args, message) => {
    const { code, err } = await call(...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });
});
