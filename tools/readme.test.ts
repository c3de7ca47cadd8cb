/** The README's library example runs as it stands, and its links lead somewhere. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");
const README = readFileSync(join(ROOT, "README.md"), "utf8");

const GUIDE = readFileSync(join(ROOT, "docs/GUIDE.md"), "utf8");

/** What the example of that name in a page prints. */
function outputOf(page: string, name: string): string {
  const pattern = new RegExp(`<!-- example: ${name} -->\\n\`\`\`ts\\n([\\s\\S]*?)\`\`\``);
  const example = pattern.exec(page)?.[1] ?? "";
  expect(example).toContain('from "zerovm"');
  const folder = mkdtempSync(join(ROOT, "node_modules/.readme-"));
  try {
    const file = join(folder, "example.mts");
    writeFileSync(file, example.replace('"zerovm"', '"../../src/index.ts"'));
    return execFileSync(join(ROOT, "node_modules/.bin/tsx"), [file], { cwd: ROOT }).toString();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("the guide", () => {
  it("has an example of a machine that runs", () => {
    const [ran, restored] = outputOf(GUIDE, "machine").split("\n");
    expect(ran).toMatch(/^budget 440a0002[0-9a-f]{4} \d+n$/);
    expect(restored).toMatch(/^440a0002[0-9a-f]{4}$/);
  });
});

describe("the README", () => {
  it("has an example that runs", () => {
    expect(outputOf(README, "readme")).toBe("0 in one channel, out of another\n undefined\n");
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
