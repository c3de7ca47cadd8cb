/** The committed modules are what their sources give, are safe, and do what they say. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createToolchain, loadModule, runProgram } from "../src/index.ts";
import { COMMITTED_WITH, EXAMPLES, assemble, linkerVersion } from "./build.ts";

const linker = linkerVersion();
const toolchains = [createToolchain("interpreter"), createToolchain("oracle")];

function module(name: string): Uint8Array {
  return readFileSync(join(import.meta.dirname, `${name}.nexe`));
}

describe.each(EXAMPLES)("%s", (name) => {
  it.skipIf(linker === undefined)("is what its source gives", () => {
    const made = assemble(name);
    expect(loadModule(made)).toEqual(loadModule(module(name)));
    if (linker === COMMITTED_WITH) expect(Buffer.from(module(name)).equals(made)).toBe(true);
  });

  it("is safe, and the same in every engine", async () => {
    const runs = await Promise.all(toolchains.map((toolchain) => runProgram(module(name), {
      toolchain, stdin: Buffer.from("some input"), instructionLimit: 200_000n,
    })));
    const [first, second] = runs.map(({ session, exitCode, stdout, stderr }) => {
      const { retired, trace, report } = session;
      return { exitCode, stdout, stderr, retired, trace, report };
    });
    expect(first?.report.validator).toBe(0);
    expect(first).toEqual(second);
  });
});

it("primes counts them", async () => {
  const [toolchain] = toolchains;
  if (toolchain === undefined) throw new Error("there is no engine");
  const { exitCode, stdout } = await runProgram(module("primes"), { toolchain });
  expect([exitCode, new TextDecoder().decode(stdout)])
    .toEqual([0, "primes below 2000000:  148933\n"]);
});
