/** The ways to an instruction: by chapter, by name, by opcode, and the index that search reads. */
import type { Encoding, Form } from "../../spec/isa/form.ts";
import type { Entry } from "./entries.ts";
import { chapterPath } from "./entries.ts";
import { chapterTitle } from "./instruction-page.ts";
import { escapeHtml, page, rootOf, table } from "./page.ts";
import type { Page } from "./page.ts";

/** What the parts of the instruction set are about, in the order of the chapters. */
const PARTS: Readonly<Record<string, string>> = {
  "integer": "Arithmetic, logic, shifts, bits, moves, the stack, branches, strings, flags",
  "x87": "Floating point with 80 bits on a stack of eight registers",
  "mmx": "64-bit vectors of integers",
  "amd3dnow": "AMD's pairs of floats in MMX registers",
  "sse": "128-bit vectors: floats, doubles, integers",
  "sse3": "Horizontal arithmetic, duplicating loads",
  "ssse3": "Byte shuffles, horizontal integers",
  "sse4": "Blends, dot products, string comparison; AMD's SSE4A",
  "crypto": "AES, carry-less products, Galois fields, SHA",
  "bmi": "Bit manipulation, AMD's TBM and LWP",
  "avx": "VEX: three operands, 256-bit vectors",
  "fma": "Fused multiply-add",
  "xop": "AMD's extended operations",
  "avx-later": "What followed AVX2 in VEX clothing",
  "avx512": "Mask registers, as far as VEX encodes them",
  "amx": "Tiles and their products",
  "system": "Privileged and system instructions: decoded, and refused in the sandbox",
};

/** Pages to begin with. */
const FIRST_PAGES = ["add", "shl", "movs", "div"];

const ADMITTED = ["allowed", "special-only", "unsupported"];

/** How many forms of a list the sandbox admits under one rule set. */
function admittedCount(forms: readonly Form[], column: "sandbox2013" | "sandbox2025"): number {
  return forms.filter((form) => ADMITTED.includes(form[column])).length;
}

function byChapter(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const chapters = new Map<string, Entry[]>();
  for (const entry of entries) {
    chapters.set(entry.chapter, [...(chapters.get(entry.chapter) ?? []), entry]);
  }
  return chapters;
}

function mnemonicLink(entry: Entry, root: string, mnemonic = entry.paragraph.mnemonic): string {
  const { paragraph: { title } } = entry;
  return `<a href="${root}${entry.path}" title="${escapeHtml(title)}">`
    + `<code>${escapeHtml(mnemonic)}</code></a>`;
}

/** The front page: search, parts with their chapters, and all names. */
export function indexPage(entries: readonly Entry[]): Page {
  const path = "index.html";
  const chapters = byChapter(entries);
  const forms = entries.flatMap((entry) => entry.forms);
  const parts = Object.entries(PARTS).map(([part, about]) => {
    const own = [...chapters].filter(([chapter]) => chapter.split("/")[0] === part);
    const links = own.map(([chapter, list]) => {
      const name = chapter.split("/")[1] ?? chapter;
      return `<a href="${chapterPath(chapter)}">${name} <small>${list.length}</small></a>`;
    });
    return `<section class="part"><h2>${part}</h2><p>${about}.</p>
<p class="chapters">${links.join(" ")}</p></section>`;
  });
  const letters = new Map<string, Entry[]>();
  for (const entry of sortedByName(entries)) {
    const letter = entry.paragraph.mnemonic.charAt(0);
    letters.set(letter, [...(letters.get(letter) ?? []), entry]);
  }
  const names = [...letters].map(([letter, list]) =>
    `<h3 id="letter-${letter}">${letter.toUpperCase()}</h3><p class="names">${
      list.map((entry) => mnemonicLink(entry, "")).join(" ")}</p>`);
  const jump = [...letters.keys()].map((letter) =>
    `<a href="#letter-${letter}">${letter.toUpperCase()}</a>`).join(" ");
  const body = `<h1 class="hero">The x86-64 instruction set</h1>
<p class="lead">${entries.length} instructions in ${forms.length} forms: how each is encoded, what
it does to the last flag, what the sandbox thinks of it, and an example taken apart bit by bit. Every
page is generated from the specification that the decoder, the validators and the engines are built
from. Press <kbd>/</kbd> and type <kbd>cmpxchg</kbd>, <kbd>0f b1</kbd> or <kbd>shift left</kbd>.</p>
<p class="start">New here? Begin with ${FIRST_PAGES.map((name) =>
    `<a href="instruction/${name}.html"><code>${name}</code></a>`).join(", ")}
and <a href="notation.html">how to read a page</a>.</p>
<div class="parts">${parts.join("\n")}</div>
<h2>By name</h2><p class="letters">${jump}</p>
${names.join("\n")}`;
  return page({ path, title: "Instructions", body });
}

/** By code units, which no locale changes. */
function sortedByName(entries: readonly Entry[]): readonly Entry[] {
  const name = ({ paragraph }: Entry): string => paragraph.mnemonic;
  return [...entries].sort((a, b) => (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0));
}

/** One page per chapter: its instructions with their titles. */
export function chapterPages(entries: readonly Entry[]): readonly Page[] {
  return [...byChapter(entries)].map(([chapter, list]) => {
    const path = chapterPath(chapter);
    const root = rootOf(path);
    const rows = list.map((entry) => [
      mnemonicLink(entry, root), escapeHtml(entry.paragraph.title), `${entry.forms.length}`,
      `${admittedCount(entry.forms, "sandbox2013")}`,
      `${admittedCount(entry.forms, "sandbox2025")}`,
      entry.paragraph.meaning === undefined ? "no" : "yes",
    ]);
    const head = ["Instruction", "", "Forms", "Admitted 2013", "Admitted 2025", "Executed"];
    return page({
      path, title: chapterTitle(chapter), crumbs: [["Instructions", "index.html"]],
      body: `<h1>${chapterTitle(chapter)}</h1>\n${table(head, rows, "chapter")}`,
    });
  });
}

// Opcodes.

const MAPS: readonly (readonly [kind: string, map: number, id: string, title: string])[] = [
  ["legacy", 0, "one-byte", "One-byte opcodes"], ["legacy", 1, "0f", "0F: two-byte opcodes"],
  ["legacy", 2, "0f38", "0F 38"], ["legacy", 3, "0f3a", "0F 3A"],
  ["vex", 1, "vex-0f", "VEX map 0F"], ["vex", 2, "vex-0f38", "VEX map 0F 38"],
  ["vex", 3, "vex-0f3a", "VEX map 0F 3A"],
  ["xop", 8, "xop-8", "XOP map 8"], ["xop", 9, "xop-9", "XOP map 9"],
  ["xop", 10, "xop-10", "XOP map 10"],
  ["3dnow", 1, "3dnow", "3DNow!: the byte behind the operands"],
];

/** Bytes that a form's opcode takes: eight where its low bits are a register. */
function opcodesOf({ opcode, plusRegister }: Encoding): readonly number[] {
  return plusRegister ? [0, 1, 2, 3, 4, 5, 6, 7].map((low) => (opcode & 0xf8) + low) : [opcode];
}

const hexByte = (byte: number): string => byte.toString(16).padStart(2, "0");

/** The opcode maps as grids of 16 by 16. */
export function opcodesPage(entries: readonly Entry[]): Page {
  const path = "opcodes.html";
  const grids = MAPS.map(([kind, map, id, title]) => {
    const cells = new Map<number, Set<string>>();
    for (const entry of entries) {
      for (const { encoding, mnemonic } of entry.forms) {
        if (encoding.kind !== kind || encoding.map !== map) continue;
        const link = mnemonicLink(entry, "", mnemonic);
        for (const byte of opcodesOf(encoding)) {
          cells.set(byte, (cells.get(byte) ?? new Set()).add(link));
        }
      }
    }
    return `<h2 id="${id}">${title}</h2>${gridHtml(cells)}`;
  });
  const contents = MAPS.map(([, , id, title]) => `<a href="#${id}">${title}</a>`).join(" · ");
  return page({ path, title: "Opcodes", body: `<h1>Opcode maps</h1>
<p class="lead">Row: the high digit of the opcode byte, column: the low one. Where a cell has
several names, a prefix or ModRM.reg tells them apart.</p><p>${contents}</p>\n${grids.join("\n")}` });
}

/** Names in a cell of a grid; a cell with more says how many. */
const CELL_NAMES = 3;

function gridHtml(cells: ReadonlyMap<number, ReadonlySet<string>>): string {
  const digits = [...Array(16).keys()];
  const used = digits.filter((high) => digits.some((low) => cells.has(high * 16 + low)));
  const rows = used.map((high) => {
    const row = digits.map((low) => {
      const list = [...(cells.get(high * 16 + low) ?? [])];
      const links = list.slice(0, CELL_NAMES);
      const more = list.slice(CELL_NAMES);
      const rest = more.length === 0 ? ""
        : `<details><summary>+${more.length}</summary>${more.join(" ")}</details>`;
      return `<td>${links.join(" ")}${rest}</td>`;
    });
    return `<tr><th>${high.toString(16).toUpperCase()}_</th>${row.join("")}</tr>`;
  });
  const head = digits.map((low) => `<th>_${low.toString(16).toUpperCase()}</th>`).join("");
  return `<div class="scroll"><table class="grid"><thead><tr><th></th>${head}</tr></thead>
<tbody>${rows.join("\n")}</tbody></table></div>`;
}

// Search.

const ESCAPES = ["", "0f", "0f38", "0f3a"];

/** How someone may type the opcode: with the mandatory prefix or without, /digit or all of ModRM. */
function typedOpcodes({ encoding }: Form): readonly string[] {
  const { kind, map, mandatory, modrm, digit } = encoding;
  const escape = kind === "3dnow" ? "0f0f" : (ESCAPES[map] ?? "");
  const tail = modrm === "digit" ? `/${digit}` : modrm === "exact" ? hexByte(digit) : "";
  return opcodesOf(encoding).flatMap((opcode) => {
    const plain = `${escape}${hexByte(opcode)}${tail}`;
    return mandatory > 0 && kind === "legacy" ? [plain, `${hexByte(mandatory)}${plain}`] : [plain];
  });
}

/** The script that search loads: an entry per instruction. */
export function searchIndex(entries: readonly Entry[]): Page {
  const rows = sortedByName(entries).map(({ paragraph, path, forms }) => {
    const names = new Set(forms.flatMap(({ mnemonic, id }) => [mnemonic, id]));
    const opcodes = [...new Set(forms.flatMap(typedOpcodes))];
    const { mnemonic, title } = paragraph;
    return JSON.stringify([mnemonic, title, path, [...names].join(" "), opcodes.join(" ")]);
  });
  return { path: "search-index.js", text: `window.SEARCH_INDEX = [\n${rows.join(",\n")}\n];\n` };
}
