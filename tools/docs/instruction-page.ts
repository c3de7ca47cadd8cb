/** The page of one instruction. */
import type { Form } from "../../spec/isa/form.ts";
import type { Field } from "../../src/explain/fields.ts";
import type { Entry } from "./entries.ts";
import { chapterPath } from "./entries.ts";
import { hasVariant, hexBytes } from "./examples.ts";
import type { Example, ExampleMaker } from "./examples.ts";
import { VECTOR_NAMES, exceptionsOf } from "./exceptions.ts";
import { flagsSection, formsSection } from "./forms-section.ts";
import type { Glossary } from "./glossary.ts";
import type { Laboratory, Outcome } from "./laboratory.ts";
import { meaningSection } from "./meaning-section.ts";
import { escapeHtml, page, rootOf } from "./page.ts";
import type { Page } from "./page.ts";
import { printMeaning } from "./programs.ts";
import type { PrintedProgram } from "./programs.ts";
import { sandboxSection } from "./sandbox-section.ts";
import type { Judge } from "./sandbox-section.ts";

/** What pages are made with: built once for all of them. */
export interface Tools {
  readonly encodingOf: (form: Form) => string;
  readonly examples: ExampleMaker;
  readonly judge: Judge;
  readonly glossary: Glossary;
  readonly laboratory: Laboratory;
}

/** What a chapter is called on pages: `integer › arithmetic`. */
export function chapterTitle(chapter: string): string {
  const [part = "", name = ""] = chapter.split("/");
  return part === name ? part : `${part} › ${name}`;
}

/** Renders the page of an entry; its neighbours are linked at the end. */
export function instructionPage(
  entry: Entry, tools: Tools, before: Entry | undefined, after: Entry | undefined,
): Page {
  const { paragraph, forms, path, chapter } = entry;
  const root = rootOf(path);
  const printed = paragraph.meaning === undefined ? undefined
    : printMeaning(forms, paragraph.meaning);
  const section = (id: string, title: string, html: string): string =>
    `<section id="${id}"><h2>${title}</h2>\n${html}</section>`;
  const name = escapeHtml(paragraph.mnemonic);
  const body = `<h1><code>${name}</code> ${escapeHtml(paragraph.title)}</h1>
<p class="source">${escapeHtml(paragraph.source)}</p>
${section("forms", "Forms", formsSection(entry, tools.encodingOf))}
${section("flags", "Flags", flagsSection(forms))}
${section("meaning", "Meaning", meaningSection(entry, printed, tools.glossary, root))}
${section("exceptions", "Exceptions", exceptionsHtml(forms, printed?.programs ?? [], root))}
${section("sandbox", "In the sandbox", sandboxSection(entry, tools.judge, root))}
${section("example", "Example", examplesHtml(entry, printed?.programs ?? [], tools))}
<p class="neighbours">${neighbour(before, root, "←")}${neighbour(after, root, "→")}</p>`;
  return page({
    path, title: `${paragraph.mnemonic} – ${paragraph.title}`, body,
    crumbs: [["Instructions", "index.html"], [chapterTitle(chapter), chapterPath(chapter)]],
  });
}

function neighbour(entry: Entry | undefined, root: string, arrow: string): string {
  if (entry === undefined) return "<span></span>";
  const name = escapeHtml(entry.paragraph.mnemonic);
  const text = arrow === "←" ? `← ${name}` : `${name} →`;
  return `<a href="${root}${entry.path}">${text}</a>`;
}

function exceptionsHtml(
  forms: readonly Form[], programs: readonly PrintedProgram[], root: string,
): string {
  const items = exceptionsOf(forms, programs).map(({ vector, reasons }) =>
    `<dt><b class="fault">#${vector}</b> ${VECTOR_NAMES[vector]}</dt>
<dd>${reasons.map(escapeHtml).join("; ")}</dd>`);
  return `<dl class="exceptions">${items.join("\n")}</dl>
<p class="quiet">A session reports them as <a href="${root}abi.html#faults">signals</a>.</p>`;
}

// Examples.

/** How well a width shows an instruction. */
const WIDTH_MERIT: Readonly<Record<Form["operandSize"], number>> = { 32: 3, 64: 2, 0: 1, 16: 0 };

/** Forms that show an instruction: executed, admitted, 32 bits wide, a ModRM byte, no immediate. */
function bestForm(
  forms: readonly Form[], programs: readonly PrintedProgram[], inMemory: boolean,
): Form | undefined {
  const executed = new Set(programs.map(({ form }) => form));
  const merit = (form: Form): number =>
    (executed.has(form) ? 32 : 0)
    + (form.sandbox2013 === "allowed" ? 16 : form.sandbox2013 === "special-only" ? 12 : 0)
    + 2 * WIDTH_MERIT[form.operandSize]
    + (form.encoding.modrm === "none" ? 0 : 1) - (form.encoding.imm.length > 0 ? 1.5 : 0);
  return forms.filter((form) => hasVariant(form, inMemory))
    .reduce<Form | undefined>((best, form) =>
      best === undefined || merit(form) > merit(best) ? form : best, undefined);
}

function examplesHtml(
  entry: Entry, programs: readonly PrintedProgram[], { examples, laboratory }: Tools,
): string {
  return [false, true].flatMap((inMemory) => {
    const form = bestForm(entry.forms, programs, inMemory);
    if (form === undefined) return [];
    const example = examples.example(form, inMemory);
    const own = programs.find((one) =>
      one.form === form && one.variant.memory === inMemory && one.variant.repeat === 0);
    const outcome = own === undefined ? undefined : laboratory.run(example, own.program);
    return [exampleHtml(example, examples, outcome)];
  }).join("\n");
}

function exampleHtml(
  example: Example, maker: ExampleMaker, outcome: Outcome | undefined,
): string {
  const { fields } = maker.explain(example.bytes);
  return `<div class="example">
<table class="texts"><tbody>
<tr><th>Intel</th><td><code>${escapeHtml(example.intel)}</code></td></tr>
<tr><th>AT&amp;T</th><td><code>${escapeHtml(example.att)}</code></td></tr>
<tr><th>bytes</th><td><code>${hexBytes(example.bytes)}</code></td></tr></tbody></table>
<div class="bytes">${byteCards(example.bytes, fields)}</div>
${outcome === undefined ? "" : outcomeHtml(outcome)}</div>`;
}

/** What running it did: registers, memory and flags before and after. */
function outcomeHtml({ changes, ending }: Outcome): string {
  const rows = changes.map(({ name, before, after }) => {
    const changed = before === after ? "" : ' class="changed"';
    return `<tr${changed}><th>${escapeHtml(name)}</th><td><code>${escapeHtml(before)}</code></td>
<td><code>${escapeHtml(after)}</code></td></tr>`;
  });
  const table = rows.length === 0 ? ""
    : `<div class="run-scroll"><table class="run">
<thead><tr><th>Run</th><th>before</th><th>after</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table></div>`;
  const end = ending === "" ? "" : `<p class="quiet">Run here, it ${escapeHtml(ending)}.</p>`;
  return table + end;
}

/** A card per byte (or number of several bytes) with the fields inside it. */
function byteCards(bytes: Uint8Array, fields: readonly Field[]): string {
  const offsets = [...new Set(fields.map(({ offset }) => offset))];
  return offsets.map((offset) => {
    const inside = fields.filter((field) => field.offset === offset);
    const count = inside[0]?.bytes ?? 1;
    const hex = hexBytes(bytes.subarray(offset, offset + count));
    const rows = inside.map(fieldHtml).join("\n");
    return `<div class="byte"><code class="hex">${hex}</code>${rows}</div>`;
  }).join("\n");
}

function fieldHtml({ bytes, high, low, name, value, meaning }: Field): string {
  const whole = bytes > 1 || (high === 7 && low === 0);
  const range = high === low ? `${high}` : `${high}–${low}`;
  const place = whole ? "" : `<span class="place">${range}</span> `;
  return `<div class="field">${place}<b>${escapeHtml(name)}</b> <code>${value}</code>
<span>${escapeHtml(meaning)}</span></div>`;
}
