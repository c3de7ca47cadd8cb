/** The manual: complete, linked, the same every time. */
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { CHAPTERS, paragraphsOf } from "../../spec/isa/chapters.ts";
import { RULES } from "../../spec/nacl/rules.ts";
import { fullTable } from "../../src/table/full.ts";
import { encodingParts } from "./encoding-notation.ts";
import { entriesOf } from "./entries.ts";
import { Glossary } from "./glossary.ts";
import { buildManual, createTools, generalPages, instructionPages } from "./manual.ts";
import { operatorNames } from "./meaning-section.ts";
import { escapeHtml } from "./page.ts";
import type { Page } from "./page.ts";
import { printMeaning } from "./programs.ts";

const table = fullTable();
const entries = entriesOf(table);
const pages = await buildManual();
/** Every so many pages one is made again. */
const AGAIN = 20;
const byPath = new Map(pages.map((page) => [page.path, page]));
const htmlPages = pages.filter(({ path }) => path.endsWith(".html"));

const textOf = (path: string): string => byPath.get(path)?.text ?? "";
const idsOf = (page: Page): readonly string[] =>
  [...page.text.matchAll(/ id="([^"]+)"/g)].map((match) => match[1] ?? "");

/** Links of a page that lead nowhere. */
function deadLinks({ path, text }: Page, ids: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const links = [...text.matchAll(/(?:href|src)="([^"]+)"/g)].map((match) => match[1] ?? "");
  return links.filter((link) => {
    const [file = "", anchor] = link.split("#");
    const target = file === "" ? path : join(dirname(path), file);
    const there = byPath.has(target);
    return !there || (anchor !== undefined && ids.get(target)?.has(anchor) !== true);
  }).map((link) => `${path}: ${link}`);
}

describe("the manual", () => {
  it("has a page for every paragraph, with its title", () => {
    const paragraphs = CHAPTERS.flatMap(paragraphsOf);
    expect(entries.length).toBe(paragraphs.length);
    expect(new Set(entries.map(({ path }) => path)).size).toBe(paragraphs.length);
    for (const { path, paragraph } of entries) {
      expect(textOf(path)).toContain(` ${escapeHtml(paragraph.title)}</h1>`);
    }
  });

  it("has every form on exactly one page", () => {
    const rows = htmlPages.flatMap(({ text }) =>
      [...text.matchAll(/<tr id="form-([^"]+)"/g)].map((match) => match[1] ?? ""));
    expect(rows.sort()).toEqual(table.forms.map(({ id }) => id).sort());
  });

  it("has no link that leads nowhere, and no id twice on a page", () => {
    const ids = new Map(htmlPages.map((page) => [page.path, new Set(idsOf(page))]));
    expect(htmlPages.flatMap((page) => deadLinks(page, ids))).toEqual([]);
    for (const page of htmlPages) {
      expect(new Set(idsOf(page)).size, page.path).toBe(idsOf(page).length);
    }
    const text = '<a href="../nowhere.html"> <a href="#none">';
    const broken = { path: "instruction/x.html", text };
    expect(deadLinks(broken, ids)).toHaveLength(2);
  });

  it("needs no network and names no place of this machine", () => {
    for (const { path, text } of pages) {
      expect(text, path).not.toMatch(/https?:|\bfile:|@import|url\(/);
      expect(text, path).not.toContain(process.cwd());
      expect(text, path).not.toMatch(/>undefined<\/(code|td|b)>|\[object Object\]/);
    }
  });

  it("is the same every time", async () => {
    const fresh = createTools(fullTable());
    const again = [
      ...await generalPages(entries, fresh),
      ...instructionPages(entries, fresh, (at) => at % AGAIN === 0),
    ];
    const different = again.filter(({ path, text }) => text !== textOf(path));
    expect(different.map(({ path }) => path)).toEqual([]);
  });
});

describe("pages", () => {
  it("add: forms, flags, meaning, sandbox, bytes", () => {
    const add = textOf("instruction/add.html");
    expect(add).toContain("flags of");
    expect(add.match(/class="flag result"/g)).toHaveLength(6);
    expect(add).toContain("<code>01 d9</code>");
    expect(add).toMatch(/add +ecx,ebx/);
    expect(add).toContain("Every profile admits every form");
  });

  it("examples are run: 100 / 7 is 14, and 2 remain", () => {
    const rows = [...textOf("instruction/div.html").matchAll(
      /<tr class="changed"><th>(\w+)<\/th><td><code>(\w+)<\/code><\/td>\n<td><code>(\w+)<\/code>/g)]
      .map(([, name, before, after]) => [name, before, after]);
    expect(rows.slice(0, 2)).toEqual([["rax", "0x64", "0xe"], ["rdx", "0x0", "0x2"]]);
    expect(textOf("instruction/ud2.html")).toContain("raises #UD");
    expect(textOf("instruction/faddp.html")).toContain("2.5, 4, -0.75");
  });

  it("syscall and ret: refused, with what to write instead", () => {
    expect(textOf("instruction/syscall.html")).toContain("trampoline page");
    expect(textOf("instruction/ret.html")).toContain("masked jump of NACL-18");
  });

  it("the sandbox page has every rule with cases of both kinds", () => {
    const sections = textOf("sandbox.html").split('<section class="rule-section"').slice(1);
    const ids = sections.map((section) => /id="([^"]+)"/.exec(section)?.[1]);
    expect(ids).toEqual(RULES.map(({ id }) => id));
    for (const section of sections) {
      expect(section).toContain('class="refuse"');
      expect(section).toContain('class="accept"');
    }
  });

  it("the ABI page explains every constant it shows", () => {
    const rows = [...textOf("abi.html").matchAll(/<code class="constant">(\w+)<\/code>/g)];
    expect(rows.length).toBeGreaterThan(80);
    expect(textOf("abi.html")).toContain("0x440a00000000");
  });

  it("search finds instructions by name, form and opcode", () => {
    const index = textOf("search-index.js");
    const line = index.split("\n").find((text) => text.startsWith('["cmpxchg",')) ?? "";
    expect(line).toContain("instruction/cmpxchg.html");
    expect(line).toContain("0fb1");
    expect(line).toContain("cmpxchg_rm32_r32");
  });
});

describe("explanations", () => {
  const glossary = new Glossary();

  it("exist for every operator of every program", () => {
    const own = new Set(entries.flatMap(({ forms }) => forms.map(({ mnemonic }) => mnemonic)));
    const unexplained = new Set<string>();
    for (const { forms, paragraph } of entries) {
      if (paragraph.meaning === undefined) continue;
      for (const { lines } of printMeaning(forms, paragraph.meaning).programs) {
        for (const name of lines.flatMap(operatorNames)) {
          const explained = glossary.find(name) !== undefined || own.has(name.replace(/\..*$/, ""));
          if (!explained) unexplained.add(name);
        }
      }
    }
    expect([...unexplained]).toEqual([]);
  });

  it.each([
    ["o32 81 /0 id", ["o32", "81", "/0", "id"]],
    ["66 0F 38 F6 /r", ["66", "0F", "38", "F6", "/r"]],
    ["VEX.128.66.0F.WIG 58 /r", ["VEX", "128", "66", "0F", "WIG", "58", "/r"]],
  ])("of the encoding %s", (encoding, texts) => {
    expect(encodingParts(encoding).map(({ text }) => text)).toEqual(texts);
  });

  it("say that a word is unknown", () => {
    expect(() => encodingParts("o32 QQ")).toThrow('nothing explains "QQ"');
  });
});
