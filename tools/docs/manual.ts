/** The whole manual as pages, from the specification alone: the same input, the same bytes. */
import { readFileSync } from "node:fs";
import { createDecoder } from "../../src/decoder/decode.ts";
import { fullTable } from "../../src/table/full.ts";
import type { FullTable } from "../../src/table/full.ts";
import { abiPage } from "./abi-page.ts";
import { commandsPage } from "./commands-page.ts";
import { encodingFinder, entriesOf } from "./entries.ts";
import type { Entry } from "./entries.ts";
import { ExampleMaker } from "./examples.ts";
import { Glossary } from "./glossary.ts";
import { chapterPages, indexPage, opcodesPage, searchIndex } from "./index-pages.ts";
import { instructionPage } from "./instruction-page.ts";
import type { Tools } from "./instruction-page.ts";
import { Laboratory } from "./laboratory.ts";
import { notationPage } from "./notation-page.ts";
import type { Page } from "./page.ts";
import { sandboxPage } from "./sandbox-page.ts";
import { Judge } from "./sandbox-section.ts";

/** A file that goes into the manual as it stands here. */
function fileOf(path: string): Page {
  return { path, text: readFileSync(new URL(path, import.meta.url), "utf8") };
}

/** What pages are made with, for the complete table. */
export function createTools(table: FullTable): Tools {
  const decoder = createDecoder(table);
  return {
    encodingOf: encodingFinder(table),
    examples: new ExampleMaker(table, decoder),
    judge: new Judge(table, decoder),
    glossary: new Glossary(),
    laboratory: new Laboratory(),
  };
}

/** The pages of some of the entries, each with its neighbours among all of them. */
export function instructionPages(
  entries: readonly Entry[], tools: Tools, wanted: (at: number) => boolean = () => true,
): readonly Page[] {
  return entries.flatMap((entry, at) =>
    wanted(at) ? [instructionPage(entry, tools, entries[at - 1], entries[at + 1])] : []);
}

/** The pages that are about the whole. */
export async function generalPages(
  entries: readonly Entry[], tools: Tools,
): Promise<readonly Page[]> {
  return [
    indexPage(entries), ...chapterPages(entries), opcodesPage(entries),
    notationPage(tools.glossary), sandboxPage(), abiPage(), await commandsPage(),
    searchIndex(entries),
    ...["style.css", "search.js"].map(fileOf),
  ];
}

/** All files of the manual. Takes some seconds. */
export async function buildManual(): Promise<readonly Page[]> {
  const table = fullTable();
  const entries = entriesOf(table);
  const tools = createTools(table);
  return [...await generalPages(entries, tools), ...instructionPages(entries, tools)];
}
