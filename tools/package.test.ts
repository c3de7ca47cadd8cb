/** The package as npm makes it: packed, installed into an empty project, used from there. */
import { execFileSync } from "node:child_process";
import {
  mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "zerovm-package-"));
const project = join(folder, "project");
let tarball = "";

function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

beforeAll(() => {
  run("npm", ["pack", "--pack-destination", folder], ROOT);
  tarball = join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "");
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), "{\"type\":\"module\",\"private\":true}");
  run("npm", ["install", "--offline", "--no-audit", "--no-fund", tarball], project);
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true }));

it("brings what it needs and nothing else", () => {
  const installed = join(project, "node_modules/zerovm");
  expect(readdirSync(installed)).toEqual(
    expect.arrayContaining(["CHANGELOG.md", "LICENSE", "bin", "dist", "package.json"]));
  expect(readdirSync(installed).filter((name) => !["README.md", "examples"].includes(name)))
    .toHaveLength(5);
  expect(readdirSync(join(project, "node_modules")).filter((name) => !name.startsWith(".")))
    .toEqual(["zerovm"]);
});

it("has a command", () => {
  expect(run("npx", ["zerovm", "--version"], project)).toMatch(/^zerovm \d/);
  expect(run("npx", ["zerovm", "run", join(ROOT, "examples/hello.nexe")], project))
    .toBe("hello from stdout\n");
});

it("is a library", () => {
  writeFileSync(join(project, "main.js"), `
    import { readFileSync } from "node:fs";
    import { createToolchain, runProgram } from "zerovm";
    import { sha1 } from "zerovm/node";
    const module = readFileSync(process.argv[2]);
    const { exitCode, stdout } = await runProgram(module, { toolchain: createToolchain() });
    const digest = sha1();
    digest.update(stdout);
    console.log(exitCode, new TextDecoder().decode(stdout).trim(), digest.hex());
  `);
  expect(run("node", ["main.js", join(ROOT, "examples/hello.nexe")], project))
    .toBe("0 hello from stdout 011ee730b00716a10c54965b8a34bab14e0cbe3d\n");
});

it("is a small library too", () => {
  writeFileSync(join(project, "core.js"), `
    import { readFileSync } from "node:fs";
    import { createToolchain, runProgram } from "zerovm/core";
    const module = readFileSync(process.argv[2]);
    const { exitCode, stdout } = await runProgram(module, { toolchain: createToolchain() });
    console.log(exitCode, new TextDecoder().decode(stdout).trim());
  `);
  expect(run("node", ["core.js", join(ROOT, "examples/hello.nexe")], project))
    .toBe("0 hello from stdout\n");
});

it("is a validator alone", () => {
  writeFileSync(join(project, "validator.js"), `
    import { Validator } from "zerovm/validator";
    const validator = new Validator();
    console.log(validator.accepts(new Uint8Array(32).fill(0xf4)),
      validator.judge(new Uint8Array(32).fill(0xc3)).refusals[0].rule);
  `);
  expect(run("node", ["validator.js"], project)).toBe("true NACL-04\n");
});

it("has types that resolve for everyone who may import it", () => {
  writeFileSync(join(project, "main.ts"), `
    import { runProgram, createToolchain } from "zerovm";
    import type { ProgramResult, SessionHost } from "zerovm";
    import { nodeHost } from "zerovm/node";
    import { createToolchain as createCore } from "zerovm/core";
    export const host: SessionHost = nodeHost();
    export const result: Promise<ProgramResult> =
      runProgram(new Uint8Array(), { toolchain: createToolchain("oracle") });
    export const small: Promise<ProgramResult> =
      runProgram(new Uint8Array(), { toolchain: createCore("interpreter") });
    // @ts-expect-error there is no such tier
    createToolchain("fastest");
  `);
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions: {
    module: "nodenext", target: "es2022", strict: true, noEmit: true, types: [],
  }, files: ["main.ts"] }));
  expect(run("node", [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", "."], project)).toBe("");
});

it("passes publint and arethetypeswrong", () => {
  expect(run("npx", ["publint", "--strict", tarball], ROOT)).toMatch(/All good/);
  // It exits with an error, which throws, for any problem; .attw.json says that this is ESM only.
  expect(run("npx", ["attw", tarball, "--no-color"], ROOT)).toMatch(/"zerovm\/node"/);
}, 240_000);

it("touches no platform in its library entry", () => {
  const dist = join(project, "node_modules/zerovm/dist");
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const text = readFileSync(path, "utf8");
    const imports = /^(?:import|export)\b[^;"]*"([^"]+)"|\bimport\("([^"]+)"\)/gm;
    for (const [, fixed, late] of text.matchAll(imports)) {
      const name = fixed ?? late ?? "";
      expect(`${path}: ${name}`).toMatch(/: \.\.?\//);
      visit(join(dirname(path), name));
    }
  };
  visit(join(dist, "index.js"));
  expect(seen.size).toBeGreaterThan(1);
});
