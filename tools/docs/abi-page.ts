/** ZeroVM's application binary interface: every constant of `spec/abi`, with its own comment. */
import { readFileSync } from "node:fs";
import * as elf from "../../spec/abi/elf.ts";
import * as entryState from "../../spec/abi/entry-state.ts";
import * as errno from "../../spec/abi/errno.ts";
import * as faults from "../../spec/abi/faults.ts";
import * as manifest from "../../spec/abi/manifest.ts";
import * as memoryMap from "../../spec/abi/memory-map.ts";
import * as report from "../../spec/abi/report.ts";
import * as traps from "../../spec/abi/traps.ts";
import * as userManifest from "../../spec/abi/user-manifest.ts";
import { escapeHtml, page, prose, table } from "./page.ts";
import type { Page } from "./page.ts";

/** Parts of the page: file, title, module. Errors are listed by number, in a form of their own. */
const PARTS: readonly (readonly [file: string, title: string, exports: object])[] = [
  ["memory-map", "Memory map", memoryMap],
  ["entry-state", "State at entry and behind traps", entryState],
  ["traps", "Traps", traps], ["user-manifest", "User manifest", userManifest],
  ["manifest", "Manifest", manifest], ["report", "Report and exit codes", report],
  ["faults", "Faults and signals", faults], ["elf", "Module file", elf],
];

export function abiPage(): Page {
  const contents = [...PARTS.map(([file, title]) => [file, title]), ["errno", "Error numbers"]];
  const links = contents.map(([id = "", title = ""]) => `<a href="#${id}">${title}</a>`);
  const parts = PARTS.map(([file, title, exports]) => partHtml(file, title, exports));
  const body = `<h1>The binary interface</h1>
<p class="lead">One guest, one request: what a program finds in memory when it starts, how it
calls out, and what the host reports when it is over.</p><p>${links.join(" · ")}</p>
${parts.join("\n")}
<section><h2 id="errno">Error numbers</h2><p>${prose(readAbi("errno").intro)}</p>
${table(["Number", "Name", "Text"], errnoRows())}</section>`;
  return page({ path: "abi.html", title: "ABI", body });
}

function errnoRows(): string[][] {
  const numbers = Object.entries(errno).filter(([, value]) => typeof value === "number");
  return numbers.map(([name, value]) =>
    [String(value), `<code>${name}</code>`, escapeHtml(errno.errnoText(Number(value)))]);
}

/** A constant of a file with the comment before it (or behind it, on its line). */
interface Documented {
  readonly name: string;
  readonly comment: string;
}

/** The comments of a file of `spec/abi`. The first is about the whole. */
function readAbi(file: string): {
  readonly intro: string;
  readonly constants: readonly Documented[];
} {
  const text = readFileSync(new URL(`../../spec/abi/${file}.ts`, import.meta.url), "utf8");
  const plain = (comment: string): string => comment.replace(/\s*\n\s*\* ?/g, " ").trim();
  const intro = plain(/^\/\*\*([\s\S]*?)\*\//.exec(text)?.[1] ?? "");
  const exported = /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*\n)?export const (\w+)/g;
  const constants = [...text.matchAll(exported)].map(([, comment = "", name = ""]) =>
    ({ name, comment: plain(comment) }));
  return { intro, constants };
}

function partHtml(file: string, title: string, exports: object): string {
  const { intro, constants } = readAbi(file);
  const values = new Map<string, unknown>(Object.entries(exports));
  const rows = constants.filter(({ name }) => typeof values.get(name) !== "function")
    .map(({ name, comment }) =>
      [`<code class="constant">${name}</code>`, valueHtml(values.get(name)), prose(comment)]);
  return `<section><h2 id="${file}">${title}</h2><p>${prose(intro)}</p>
${table(["Name", "Value", "Meaning"], rows, "constants")}</section>`;
}

/** Numbers above this are addresses, sizes or masks, and read better in hexadecimal. */
const DECIMAL_MAX = 1024;

function scalarText(value: unknown): string {
  if (typeof value === "bigint") return `0x${value.toString(16)}`;
  if (typeof value !== "number") return String(value);
  return Math.abs(value) <= DECIMAL_MAX ? String(value) : `0x${value.toString(16)}`;
}

/** A value of any shape: scalars as code, lists in a line, lists of records as a table. */
function valueHtml(value: unknown): string {
  if (typeof value !== "object" || value === null) {
    return `<code>${escapeHtml(scalarText(value))}</code>`;
  }
  const entries: [string, unknown][] = Object.entries(value);
  const [first] = entries;
  const records = typeof first?.[1] === "object" && first[1] !== null;
  if (!records) {
    const texts = entries.map(([key, one]) =>
      Array.isArray(value) ? scalarText(one) : `${key} ${scalarText(one)}`);
    return texts.map((text) => `<code>${escapeHtml(text)}</code>`).join(" ");
  }
  const columns = [...new Set(entries.flatMap(([, one]) => Object.keys(Object(one))))];
  const rows = entries.map(([key, one]) => {
    const cells = columns.map((column) => {
      const cell: unknown = Object(one)[column];
      return cell === undefined ? "" : valueHtml(cell);
    });
    return Array.isArray(value) ? cells : [`<code>${escapeHtml(key)}</code>`, ...cells];
  });
  return table(Array.isArray(value) ? columns : ["", ...columns], rows, "inner");
}
