/** The written documentation: the map is complete, links lead somewhere, commands exist. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { loadVerb } from "../src/cli/verbs.ts";

const ROOT = join(import.meta.dirname, "..");
const SKIPPED = ["node_modules", "dist", ".git", ".cache"];

/** Markdown files below a folder, as paths from the root. */
function markdownFiles(folder = ""): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.includes(entry.name) ? [] : markdownFiles(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

const files = markdownFiles();
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

/** Paths that a page links to, from the root; links to other sites are left out. */
function linksOf(path: string): string[] {
  return [...read(path).matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
    .map((match) => match[1] ?? "")
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => normalize(join(dirname(path), link)));
}

describe("pages", () => {
  it("link to what exists", () => {
    const links = files.flatMap((path) => linksOf(path).map((link) => ({ path, link })));
    expect(links.filter(({ link }) => !existsSync(join(ROOT, link)))).toEqual([]);
  });

  it("are all on the map", () => {
    const map = new Set(linksOf("docs/README.md"));
    const missing = files.filter((path) => !map.has(path))
      .filter((path) => path !== "README.md" && path !== "docs/README.md")
      // Rooms are on the map; the folders inside of them are explained by their rooms.
      .filter((path) => /^(docs\/|[^/]+\/README|(src|spec)\/[^/]+\/README)/.test(path));
    expect(missing).toEqual([]);
  });
});

describe("the tour", () => {
  const commands = [...read("docs/GUIDE.md").matchAll(/npx zerovm (\w+) ([^\n]*)/g)]
    .map(([, verb = "", rest = ""]) => ({ verb, words: rest.split(/\s+/) }));

  it("has commands", () => expect(commands.length).toBeGreaterThan(8));

  it.each(commands)("$verb $words", async ({ verb, words }) => {
    const help = (await loadVerb(verb))?.help ?? "";
    for (const word of words) {
      if (word.startsWith("--")) expect(help).toContain(word);
      if (/^(examples|conformance)\//.test(word)) expect(existsSync(join(ROOT, word))).toBe(true);
    }
  });

  it("has npm scripts that exist", () => {
    const scripts: unknown = JSON.parse(read("package.json")).scripts;
    const named = [...read("docs/GUIDE.md").matchAll(/npm run ([\w:-]+)/g)]
      .map((match) => match[1]);
    expect(Object.keys(Object(scripts))).toEqual(expect.arrayContaining(named));
  });
});
