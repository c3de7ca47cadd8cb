/** How to read the manual: the pseudo-code and its operators. */
import { OPERATORS, SIGNS, x87Anchor } from "./glossary.ts";
import type { Glossary } from "./glossary.ts";
import { escapeHtml, page, prose, table } from "./page.ts";
import type { Page } from "./page.ts";

const codeHtml = (name: string): string => `<code>${escapeHtml(name)}</code>`;

export function notationPage(glossary: Glossary): Page {
  const signs = SIGNS.map(([sign, text]) => [`<code>${escapeHtml(sign)}</code>`, prose(text)]);
  const operators = OPERATORS.map(({ id, title, text }) =>
    `<dt id="${id}">${escapeHtml(title)}</dt><dd>${prose(text)}</dd>`);
  const units = glossary.rows.map(({ names, text }, index) =>
    `<dt id="${x87Anchor(index)}">${names.map(codeHtml).join(" ")}</dt>
<dd>${prose(text)}</dd>`);
  const body = `<h1>How to read a page</h1>
<p class="lead">Each page has the forms of one instruction, the flags, the meaning as pseudo-code, the
exceptions, the sandbox's opinion, and an example taken apart.</p>
<h2>Forms</h2>
<p>A form is one way to write the instruction: one encoding, with operands of certain kinds and widths.
Point at (or tap) any part of an encoding, an operand or a word of the table to read what it means. The
superscript of an operand says whether it is read (<sup>r</sup>), written (<sup>w</sup>) or both.</p>
<h2>Flags</h2>
<p>A box per flag says what the instruction leaves there: a result, 0, 1, something the manuals leave
undefined, or what was there before. A mark says that the instruction reads the flag.</p>
<h2>Examples</h2>
<p>Each example is made by the encoder, taken apart by the explainer and run once by the reference
engine on a bare machine; the table shows its operands and whatever changed. Vectors are written with
the highest lane on the left, as the manuals draw them. Before the run rax, rcx, rdx and rbx are 100, 7,
0 and 3, status flags that the instruction reads are set, and the others are clear.</p>
<h2>Pseudo-code</h2>
<p>The text is printed from the program that all engines run. First come the values, and everything
that can go wrong, in order; then the changes, which cannot go wrong. So an exception leaves the
machine exactly as it was.</p>
${table(["Sign", "Meaning"], signs, "signs")}
<h2>Operators</h2>
<p>A suffix names the shape: <code>i32x4</code> four integers of 32 bits, <code>f64</code> one double,
<code>f32x4</code> four floats.</p>
<dl class="glossary">${operators.join("\n")}</dl>
<h2 id="x87">Operators of the x87 unit</h2>
<p>They work on the register stack itself. K is what the other operand is: <code>st</code> a register
ST(i), <code>f32 f64 f80</code> a float in memory, <code>i16 i32 i64</code> an integer in memory.
Operators that have the name of an instruction do what that instruction does.</p>
<dl class="glossary">${units.join("\n")}</dl>`;
  return page({ path: "notation.html", title: "Notation", body });
}
