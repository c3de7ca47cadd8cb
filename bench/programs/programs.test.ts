/** The committed modules are what their sources give, are safe, and compute what C says. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createToolchain, runProgram } from "../../src/index.ts";
import { COMMITTED_WITH, SandboxCompiler, compilerVersion } from "../../tools/sandbox-cc/build.ts";
import { PROGRAMS, programFile, programSources } from "./programs.ts";

const compiler = new SandboxCompiler();
const toolchains = [createToolchain("interpreter"), createToolchain("translator")];

describe.each(PROGRAMS)("$name", ({ name, short }) => {
  const module = readFileSync(programFile(name, "nexe"));

  // Another compiler writes other code, so that there is nothing to compare.
  if (compilerVersion() === COMMITTED_WITH) {
    it("is what its source gives", () => {
      expect(module.equals(compiler.build(programSources(name)))).toBe(true);
    });
  }

  it("is accepted, and gives the native checksum in both fast tiers", async () => {
    const runs = await Promise.all(toolchains.map((toolchain) => runProgram(module, {
      toolchain, stdin: Buffer.from(String(short.rounds)),
    })));
    const [first, second] = runs.map(({ session, exitCode, stdout }) => {
      const { retired, trace } = session;
      return { exitCode, output: new TextDecoder().decode(stdout), retired, trace };
    });
    expect(first?.output).toBe(`${short.checksum}\n`);
    expect(first?.exitCode).toBe(0);
    expect(first).toEqual(second);
  });
});
