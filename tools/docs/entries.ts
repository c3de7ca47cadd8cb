/** The instruction set as the manual sees it: one entry per paragraph, with its forms and place. */
import { CHAPTERS, paragraphsOf } from "../../spec/isa/chapters.ts";
import type { Form, Paragraph } from "../../spec/isa/form.ts";
import { sourceFinder } from "../../src/explain/source.ts";
import type { FullTable } from "../../src/table/full.ts";

/** A paragraph of `spec/isa` with a page of its own. */
export interface Entry {
  readonly chapter: string;
  readonly paragraph: Paragraph;
  readonly forms: readonly Form[];
  /** Path of its page below the manual's folder. */
  readonly path: string;
}

/** All entries, in the order of the chapters. */
export function entriesOf(table: FullTable): readonly Entry[] {
  const forms = new Map<Paragraph, Form[]>();
  for (const form of table.forms) {
    const { paragraph } = table.paragraphOf(form);
    forms.set(paragraph, [...(forms.get(paragraph) ?? []), form]);
  }
  const found = CHAPTERS.flatMap(paragraphsOf);
  const taken = new Set<string>();
  return found.map(({ chapter, paragraph }) => ({
    chapter, paragraph,
    forms: forms.get(paragraph) ?? [],
    path: `instruction/${slug(paragraph.mnemonic, chapter, taken)}.html`,
  }));
}

/** The mnemonic; the second instruction of that name also has the name of its chapter's file. */
function slug(mnemonic: string, chapter: string, taken: Set<string>): string {
  const plain = mnemonic.replace(/[^a-z0-9]+/g, "-");
  const name = taken.has(plain) ? `${plain}-${chapter.split("/").at(-1) ?? ""}` : plain;
  if (taken.has(name)) throw new Error(`two paragraphs of ${chapter} are called ${mnemonic}`);
  taken.add(name);
  return name;
}

/** Path of a chapter's page. */
export function chapterPath(chapter: string): string {
  return `chapter/${chapter.replace("/", "-")}.html`;
}

/** The encoding of a form as its row writes it, in the notation of the manuals. */
export function encodingFinder(table: FullTable): (form: Form) => string {
  const sourceOf = sourceFinder(table);
  return (form) => sourceOf(form).row.split(/ {2,}/)[2] ?? "";
}
