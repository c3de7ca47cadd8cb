/** The pseudo-code of a page, with its operators linked. */
import { operandNames } from "../../spec/ir/operand-names.ts";
import type { Entry } from "./entries.ts";
import type { Glossary } from "./glossary.ts";
import { escapeHtml } from "./page.ts";
import type { PrintedMeaning, PrintedProgram, ProgramGroup } from "./programs.ts";

/** An operator: a name before an opening bracket that is no register and no address. */
const OPERATOR = /(?<![&\w.;])(?!st\()([a-z][\w.]*)(?=\()/g;

/** Names of the operators in a line of pseudo-code. */
export function operatorNames(line: string): readonly string[] {
  return [...line.matchAll(OPERATOR)].map((match) => match[1] ?? "");
}

function lineHtml(line: string, glossary: Glossary, root: string): string {
  return escapeHtml(line)
    .replace(OPERATOR, (name) => {
      const link = glossary.find(name);
      if (link === undefined) return name;
      const target = `${root}notation.html#${link.anchor}`;
      return `<a href="${target}" title="${escapeHtml(link.text)}">${name}</a>`;
    })
    .replace(/^( *)(#[A-Z]{2})/, '$1<b class="fault">$2</b>')
    .replace(/\b(if|old|check that|is writable|flags of|undefined|repeat the instruction)\b/g,
      '<span class="word">$1</span>');
}

function codeHtml(lines: readonly string[], glossary: Glossary, root: string): string {
  const html = lines.length === 0 ? ['<span class="word">nothing happens</span>']
    : lines.map((line) => lineHtml(line, glossary, root));
  return `<pre class="code">${html.join("\n")}</pre>`;
}

/** `add r/m32, r32`, with the REP prefix of the variant. */
function headingOf({ form, variant }: PrintedProgram): string {
  const repeat = variant.repeat === 0 ? "" : form.rep === "rep" ? "rep "
    : variant.repeat === 0xf3 ? "repe " : "repne ";
  const names = operandNames(form.operands, variant.memory).join(", ");
  return `${repeat}${form.mnemonic}${names === "" ? "" : ` ${names}`}`;
}

function groupHtml(group: ProgramGroup, glossary: Glossary, root: string): string {
  const { representative, members } = group;
  const others = members.filter((member) => member !== representative);
  const code = codeHtml(representative.lines, glossary, root);
  const heading = `<h3><code>${escapeHtml(headingOf(representative))}</code></h3>`;
  if (others.length === 0) return `<div class="program">${heading}${code}</div>`;
  const names = [...new Set(others.map(headingOf))];
  const listed = others.map((member) =>
    `<h4><code>${escapeHtml(headingOf(member))}</code></h4>
${codeHtml(member.lines, glossary, root)}`);
  const same = names.slice(0, 6).map((name) => `<code>${escapeHtml(name)}</code>`).join(", ");
  const more = names.length > 6 ? ` and ${names.length - 6} more` : "";
  return `<div class="program">${heading}${code}
<details><summary>The same in other widths and places: ${same}${more}</summary>
${listed.join("\n")}</details></div>`;
}

/** The section "Meaning" of a page. */
export function meaningSection(
  entry: Entry, printed: PrintedMeaning | undefined, glossary: Glossary, root: string,
): string {
  if (printed === undefined) {
    return `<p>This instruction is decoded, disassembled and judged, but not executed: it has no
meaning here. A program that reaches it stops with the exit code for what is not supported.</p>`;
  }
  const refused = printed.refused.map(({ form, reason }) =>
    `<li><code>${form.id}</code>: ${escapeHtml(reason)}</li>`);
  const groups = printed.groups.map((group) => groupHtml(group, glossary, root));
  return `${groups.join("\n")}
${refused.length === 0 ? "" : `<p>Not executed:</p><ul>${refused.join("\n")}</ul>`}
<p class="quiet">Built from <code>spec/isa/${entry.chapter}.ts</code>; every engine runs this very
program. <a href="${root}notation.html">How to read it</a>.</p>`;
}
