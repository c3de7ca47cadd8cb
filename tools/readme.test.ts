/** The README's library example runs as it stands, and its links lead somewhere. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");
const README = readFileSync(join(ROOT, "README.md"), "utf8");

describe("the README", () => {
  it("has an example that runs", () => {
    const example = /<!-- example: readme -->\n```ts\n([\s\S]*?)```/.exec(README)?.[1];
    expect(example).toBeDefined();
    const folder = mkdtempSync(join(ROOT, "node_modules/.readme-"));
    try {
      const file = join(folder, "example.mts");
      writeFileSync(file, (example ?? "").replace('"zerovm"', '"../../src/index.ts"'));
      const out = execFileSync(join(ROOT, "node_modules/.bin/tsx"), [file], { cwd: ROOT });
      expect(out.toString()).toBe("0 in one channel, out of another\n undefined\n");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("shows a paragraph of the instruction set as it is", () => {
    const shown = /```ts\n(export const xadd[\s\S]*?)\n```/.exec(README)?.[1] ?? "";
    const chapter = readFileSync(join(ROOT, "spec/isa/integer/arithmetic.ts"), "utf8");
    expect(shown).toContain("rows:");
    expect(chapter).toContain(shown);
  });

  it("links to files that exist", () => {
    const links = [...README.matchAll(/\]\((?!http)([^)#]+)\)/g)].map((match) => match[1] ?? "");
    expect(links.length).toBeGreaterThan(3);
    expect(links.filter((link) => !existsSync(join(ROOT, link)))).toEqual([]);
  });
});
