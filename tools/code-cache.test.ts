/** The built command with V8's code caches: they speed it up, and nothing else depends on them. */
import { spawnSync } from "node:child_process";
import {
  cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Script } from "node:vm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bundleCommand } from "./bundle.ts";
import { writeCodeCaches } from "./code-cache.ts";

const ROOT = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "zerovm-code-cache-"));
const bundled = join(folder, "dist/command");
const command = join(folder, "bin/zerovm.js");
const HELLO = join(ROOT, "examples/hello.nexe");
const GREETING = "hello from stdout\n";

beforeAll(async () => {
  cpSync(join(ROOT, "bin"), join(folder, "bin"), { recursive: true });
  await bundleCommand(bundled);
  writeCodeCaches(bundled, command);
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true }));

const caches = (): string[] => readdirSync(bundled).filter((name) => name.endsWith(".cache"));
const cacheOf = (file: string): string =>
  join(bundled, caches().find((name) => name.startsWith(`${file}.`)) ?? "");

/** Standard output of a run of hello, and which files V8 compiled although a cache lay beside. */
function run(...flags: readonly string[]): { out: string; rejected: string[] } {
  const watch = join(folder, "watch.cjs");
  writeFileSync(watch, `
    const vm = require("node:vm");
    vm.Script = class extends vm.Script {
      constructor(text, options) {
        super(text, options);
        if (this.cachedDataRejected) console.error(options.filename);
      }
    };`);
  const { stdout, stderr } = spawnSync(process.execPath,
    [...flags, "--require", watch, command, "run", HELLO], { encoding: "utf8" });
  return { out: stdout, rejected: stderr.split("\n").filter((line) => line.endsWith(".cjs")) };
}

it("is used by the Node that wrote it, for everything that a short run loads", () => {
  const whole = caches().map((name) => name.split(`.${process.version}-`)[0]);
  expect(whole).toEqual(expect.arrayContaining(["complete-set.cjs", "fast-engines.cjs", "main.cjs"]));
  expect(run()).toEqual({ out: GREETING, rejected: [] });
});

it("is refused by another Node, which compiles instead", () => {
  // Other flags are to V8 what another version is.
  const { out, rejected } = run("--no-use-osr", "--stress-flush-code");
  expect(out).toBe(GREETING);
  expect(rejected.length).toBeGreaterThan(2);
});

it("is refused for another text, and when it is cut off", () => {
  const path = join(bundled, "main.cjs");
  const text = readFileSync(path, "utf8");
  const cachePath = cacheOf("main.cjs");
  const cache = readFileSync(cachePath);
  writeFileSync(path, `${text}\n// longer`);
  expect(run()).toEqual({ out: GREETING, rejected: [path] });
  writeFileSync(path, text);
  for (const part of [cache.subarray(0, cache.length >> 1), Buffer.from("no cache at all")]) {
    writeFileSync(cachePath, part);
    expect(run()).toEqual({ out: GREETING, rejected: [path] });
  }
  writeFileSync(cachePath, cache);
  expect(run().rejected).toEqual([]);
});

it("may be missing, and no run writes any", () => {
  for (const name of caches()) rmSync(join(bundled, name));
  expect(run()).toEqual({ out: GREETING, rejected: [] });
  expect(caches()).toEqual([]);
});

it("holds compiled functions, not only the outline of its file", () => {
  writeCodeCaches(bundled, command);
  const path = join(bundled, "main.cjs");
  const outline = new Script(`(function () {${readFileSync(path, "utf8")}\n})`).createCachedData();
  expect(readFileSync(cacheOf("main.cjs")).length).toBeGreaterThan(outline.length);
});
