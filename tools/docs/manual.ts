/** The whole manual as pages, from the specification alone: the same input, the same bytes. */
import { readFileSync } from "node:fs";
import { createDecoder } from "../../src/decoder/decode.ts";
import { fullTable } from "../../src/table/full.ts";
import { abiPage } from "./abi-page.ts";
import { commandsPage } from "./commands-page.ts";
import { encodingFinder, entriesOf } from "./entries.ts";
import { ExampleMaker } from "./examples.ts";
import { Glossary } from "./glossary.ts";
import { chapterPages, indexPage, opcodesPage, searchIndex } from "./index-pages.ts";
import { instructionPage } from "./instruction-page.ts";
import type { Tools } from "./instruction-page.ts";
import { notationPage } from "./notation-page.ts";
import type { Page } from "./page.ts";
import { sandboxPage } from "./sandbox-page.ts";
import { Judge } from "./sandbox-section.ts";

/** A file that goes into the manual as it stands here. */
function fileOf(path: string): Page {
  return { path, text: readFileSync(new URL(path, import.meta.url), "utf8") };
}

/** All files of the manual. Takes some seconds. */
export async function buildManual(): Promise<readonly Page[]> {
  const table = fullTable();
  const decoder = createDecoder(table);
  const entries = entriesOf(table);
  const tools: Tools = {
    encodingOf: encodingFinder(table),
    examples: new ExampleMaker(table, decoder),
    judge: new Judge(table, decoder),
    glossary: new Glossary(),
  };
  return [
    indexPage(entries), ...chapterPages(entries), opcodesPage(entries), notationPage(tools.glossary),
    sandboxPage(), abiPage(), await commandsPage(), searchIndex(entries),
    ...["style.css", "search.js"].map(fileOf),
    ...entries.map((entry, at) => instructionPage(entry, tools, entries[at - 1], entries[at + 1])),
  ];
}
