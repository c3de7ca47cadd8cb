/** The command line: the help texts as they are printed. */
import { helpText } from "../../src/cli/help.ts";
import { VERB_NAMES, loadVerb } from "../../src/cli/verbs.ts";
import { escapeHtml, page } from "./page.ts";
import type { Page } from "./page.ts";

export async function commandsPage(): Promise<Page> {
  const verbs = (await Promise.all(VERB_NAMES.map(loadVerb))).filter((verb) => verb !== undefined);
  const sections = verbs.map(({ name, summary, help }) =>
    `<section><h2 id="${name}">zerovm ${name}</h2><p>${escapeHtml(summary)}</p>
<pre class="help">${escapeHtml(help)}</pre></section>`);
  const links = verbs.map(({ name }) => `<a href="#${name}">${name}</a>`).join(" · ");
  return page({ path: "commands.html", title: "Commands", body: `<h1>Commands</h1><p>${links}</p>
<pre class="help">${escapeHtml(await helpText())}</pre>
${sections.join("\n")}` });
}
