/** `zerovm/core` as it ships does what the library does, bit for bit. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as Core from "../src/core.ts";
import { createToolchain, runProgram } from "../src/index.ts";
import type { ProgramResult } from "../src/index.ts";
import { bundleCore } from "./bundle.ts";

const folder = mkdtempSync(join(tmpdir(), "zerovm-core-"));
let text: string;
let core: typeof Core;

beforeAll(async () => {
  text = await bundleCore();
  const file = join(folder, "core.mjs");
  writeFileSync(file, text);
  core = await import(pathToFileURL(file).href);
});
afterAll(() => rmSync(folder, { recursive: true }));

const example = (name: string): Uint8Array =>
  readFileSync(join(import.meta.dirname, `../examples/${name}.nexe`));
const stdin = new TextEncoder().encode("in one channel, out of another\n".repeat(100));
const LIMIT = 1_000_000n;

const told = ({ exitCode, stdout, stderr, session }: ProgramResult) => ({
  exitCode, stdout, stderr, retired: session.retired, trace: session.trace,
  failure: session.failure === undefined ? undefined : { ...session.failure },
  report: { ...session.report, cpuSeconds: undefined },
});

describe("the bundle for browsers", () => {
  const tiers = ["auto", "translator", "interpreter", "oracle"] as const;
  for (const tier of tiers) {
    it.each(["copy", "primes", "fault", "endless"])(`runs %s in tier ${tier}`, async (name) => {
      const options = { stdin, instructionLimit: tier === "oracle" ? 20_000n : LIMIT };
      const small = await core.runProgram(
        example(name), { ...options, toolchain: core.createToolchain(tier) });
      const whole = await runProgram(
        example(name), { ...options, toolchain: createToolchain(tier) });
      expect(small.session.trace).not.toBe(0n);
      expect(told(small)).toEqual(told(whole));
    });
  }

  it("refuses what is not safe", async () => {
    const module = example("hello");
    const view = new DataView(module.buffer, module.byteOffset, module.byteLength);
    // The first segment of the file is its text: a ret at its first byte.
    module[Number(view.getBigUint64(Number(view.getBigUint64(32, true)) + 8, true))] = 0xc3;
    const { session } = await core.runProgram(module, { toolchain: core.createToolchain() });
    expect(session.failure).toMatchObject({ kind: "refused", state: expect.stringMatching(/valid/) });
  });

  it("runs no code that is not validated", async () => {
    const toolchain = core.createToolchain();
    await expect(core.runProgram(example("hello"), { toolchain, skipValidation: true }))
      .rejects.toThrow(/complete toolchain/);
  });

  it("is one module without imports", () => {
    expect(text).not.toMatch(/\bimport\b\s*[({*"'`\w]/);
  });
});
