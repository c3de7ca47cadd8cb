/** The tables of what holds, as Markdown, and their place in the README. */
import type { Tally } from "../../src/vectors/tally.ts";
import { totalOf } from "./forms.ts";
import type { FormCount } from "./forms.ts";

const BEGIN = "<!-- status -->";
const END = "<!-- /status -->";

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rule = `| --- |${" ---: |".repeat(head.length - 1)}`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

/** Forms by part of the instruction set, with a total. */
export function formTable(counts: ReadonlyMap<string, FormCount>): string {
  const row = (name: string, count: FormCount): string[] => {
    const { forms, admitted2013, admitted2025, executed } = count;
    return [name, ...[forms, admitted2013, admitted2025, executed].map(String)];
  };
  const total = totalOf(counts.values());
  return markdownTable(
    ["instructions", "forms", "admitted 2013", "admitted 2025", "executed"],
    [...[...counts].map(([name, count]) => row(name, count)), row("**all**", total)],
  );
}

/** Vectors by category: how many there are, and how many each tier passes. */
export function vectorTable(tallies: ReadonlyMap<string, Tally>): string {
  const tiers = [...tallies.keys()];
  const [first] = tallies.values();
  if (first === undefined) throw new RangeError("no tier has run");
  const categories = Object.keys(first.categories).sort();
  const rows = categories.map((category) => [
    category, String(first.categories[category]?.run ?? 0),
    ...[...tallies.values()].map((tally) => String(tally.categories[category]?.passed ?? 0)),
  ]);
  const totals = [...tallies.values()].map(({ total }) => String(total.passed));
  return markdownTable(
    ["vectors", "recorded", ...tiers.map((tier) => `passed: ${tier}`)],
    [...rows, ["**all**", String(first.total.run), ...totals]],
  );
}

/** The text with `status` between the markers; undefined where it has none. */
export function withStatus(text: string, status: string): string | undefined {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END, begin);
  if (begin < 0 || end < 0) return undefined;
  return `${text.slice(0, begin + BEGIN.length)}\n${status}\n${text.slice(end)}`;
}
