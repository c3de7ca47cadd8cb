/** What a page of the manual is, and the frame that all pages share. */

/** A file of the manual. */
export interface Page {
  /** Path below the manual's folder, `/` between folders. */
  readonly path: string;
  readonly text: string;
}

/** What a page brings into the frame. */
export interface Content {
  readonly path: string;
  readonly title: string;
  /** The way to this page: texts, and paths below the manual's folder. */
  readonly crumbs?: readonly (readonly [text: string, path: string])[];
  readonly body: string;
}

/** The chosen theme, before anything is painted. */
const THEME = "try{document.documentElement.dataset.theme="
  + "localStorage.getItem('theme')||''}catch{}";

const NAVIGATION = [
  ["Instructions", "index.html"], ["Opcodes", "opcodes.html"], ["Notation", "notation.html"],
  ["Sandbox", "sandbox.html"], ["ABI", "abi.html"], ["Commands", "commands.html"],
] as const;

/** Text as it stands between tags or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) =>
    ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign);
}

/** Text with `code` between backticks, escaped. */
export function prose(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}

/** The way from a page up to the manual's folder: "" or "../". */
export function rootOf(path: string): string {
  return "../".repeat(path.split("/").length - 1);
}

/** A table; cells are HTML. The wrapper scrolls on narrow screens. */
export function table(
  head: readonly string[], rows: readonly (readonly string[])[], className = "",
): string {
  const heading = head.map((cell) => `<th>${cell}</th>`).join("");
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`);
  return `<div class="scroll"><table class="${className}"><thead><tr>${heading}</tr></thead>
<tbody>${body.join("\n")}</tbody></table></div>`;
}

/** A text with an explanation that shows on hover, on focus and on tap. */
export function tip(text: string, explanation: string, className = ""): string {
  const classes = className === "" ? "tip" : `tip ${className}`;
  return `<span class="${classes}" tabindex="0" data-tip="${escapeHtml(explanation)}">`
    + `${escapeHtml(text)}</span>`;
}

/** Puts content into the frame. */
export function page({ path, title, crumbs = [], body }: Content): Page {
  const root = rootOf(path);
  const links = NAVIGATION.map(([text, target]) =>
    `<a href="${root}${target}"${target === path ? ' aria-current="page"' : ""}>${text}</a>`);
  const way = crumbs.map(([text, target]) =>
    `<a href="${root}${target}">${escapeHtml(text)}</a>`).join(" <span>›</span> ");
  return { path, text: `<!doctype html>
<html lang="en" data-root="${root}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – ZeroVM manual</title>
<script>${THEME}</script>
<link rel="stylesheet" href="${root}style.css">
</head>
<body>
<header class="bar">
<a class="brand" href="${root}index.html">ZeroVM <span>manual</span></a>
<div class="search"><input id="search" type="search" placeholder="mnemonic, opcode or form…"
 aria-label="Search instructions" autocomplete="off" spellcheck="false"><kbd>/</kbd>
<ol id="found" hidden></ol></div>
<nav>${links.join("\n")}</nav>
<button id="theme" type="button" aria-label="Light or dark">◐</button>
</header>
<main>
${way === "" ? "" : `<p class="crumbs">${way}</p>`}
${body}
</main>
<script src="${root}search.js"></script>
</body>
</html>
` };
}
