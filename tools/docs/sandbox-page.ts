/** The sandbox: profiles, rules with their cases, and the byte sequences that rules name. */
import { readFileSync } from "node:fs";
import { PROFILES } from "../../spec/nacl/profiles.ts";
import type { Profile } from "../../spec/nacl/profiles.ts";
import { RULES } from "../../spec/nacl/rules.ts";
import {
  FIXED_NOPS, FREE_STACK_WRITES, INDIRECT_BRANCHES, MASKED_STORES, STACK_SANDBOXINGS,
  STRING_ADDRESSES, STRING_INSTRUCTIONS,
} from "../../spec/nacl/sequences.ts";
import { escapeHtml, page, prose, table } from "./page.ts";
import type { Page } from "./page.ts";

const CASES = new URL("../../conformance/cases/", import.meta.url);
const README = new URL("../../spec/nacl/README.md", import.meta.url);

/** Cases of each kind that a rule shows. */
const CASES_SHOWN = 8;

const PROFILE_HEAD = ["Profile", "What it stands for", "Rule set", "VEX", "Also refused"];

export function sandboxPage(): Page {
  const [, ...paragraphs] = readFileSync(README, "utf8").trim().split("\n\n");
  const contents = RULES.map(({ id, title }) =>
    `<li><a href="#${id}"><b>${id}</b> ${escapeHtml(title)}</a></li>`);
  const body = `<h1>The sandbox</h1>
${paragraphs.map((text) => `<p>${prose(text)}</p>`).join("\n")}
<h2 id="profiles">Profiles</h2>
${table(PROFILE_HEAD, PROFILES.map(profileRow))}
<h2>Rules</h2>
<ol class="rules">${contents.join("\n")}</ol>
${RULES.map(ruleHtml).join("\n")}
<h2 id="sequences">Byte sequences</h2>
<p>One token per byte: <code>48|4a</code> is a choice, <code>80-ff</code> a range, a leading
<code>?</code> makes the byte optional, <code>+n</code> and <code>+8n</code> add the
register's number.</p>
${sequencesHtml()}`;
  return page({ path: "sandbox.html", title: "Sandbox", body });
}

function profileRow(profile: Profile): string[] {
  const excluded = profile.exclusions.map(({ mnemonic, onlyRexW }) =>
    `${mnemonic}${onlyRexW ? " with REX.W" : ""}`).join(", ");
  const names = [profile.name, ...profile.aliases].map((name) => `<code>${name}</code>`).join(" ");
  return [names, escapeHtml(profile.title), profile.column.slice(-4), profile.vex ? "yes" : "no",
    escapeHtml(excluded)];
}

function ruleHtml({ id, title, clause, why, repair, flag }: (typeof RULES)[number]): string {
  const cases = casesOf(id);
  const list = (verdict: string): string => cases.filter((one) => one.verdict === verdict)
    .slice(0, CASES_SHOWN).map(({ profiles, bytes, idea }) =>
      `<tr class="${verdict}"><td>${verdict === "accept" ? "✓" : "✗"}</td><td><code>${
        escapeHtml(bytes)}</code></td><td>${escapeHtml(idea)}${
        profiles === "*" ? "" : ` <span class="quiet">(${escapeHtml(profiles)})</span>`}</td></tr>`)
    .join("\n");
  const called = flag === "" ? ""
    : `<p class="quiet">Native Client calls it <code>${flag}</code>.</p>`;
  return `<section class="rule-section" id="${id}"><h3>${id} ${escapeHtml(title)}</h3>
<p class="clause">${prose(clause)}</p>
<p><b>Why:</b> ${prose(why)}</p><p class="instead"><b>Instead:</b> ${prose(repair)}</p>${called}
<details><summary>Cases</summary><div class="scroll"><table class="cases"><tbody>${
  list("accept")}${list("refuse")}</tbody></table></div></details></section>`;
}

interface ShownCase {
  readonly verdict: string;
  readonly profiles: string;
  readonly bytes: string;
  readonly idea: string;
}

/** The cases of a rule as their file writes them, the shorter ones first. */
function casesOf(id: string): readonly ShownCase[] {
  return readFileSync(new URL(`${id}.txt`, CASES), "utf8").split("\n")
    .filter((line) => /^(accept|refuse) /.test(line))
    .map((line) => {
      const [verdict = "", profiles = "", bytes = "", idea = ""] = line.split(/ {2,}/);
      return { verdict, profiles, bytes, idea };
    })
    .sort((a, b) => a.bytes.length - b.bytes.length);
}

function patterns(list: readonly string[]): string {
  return list.map((pattern) => `<code>${escapeHtml(pattern)}</code>`).join("<br>");
}

function sequencesHtml(): string {
  const branches = INDIRECT_BRANCHES.map(({ registers, mask, rebase, branch }) =>
    [`indirect branch through registers ${registers[0]} to ${registers.at(-1)}`,
      `${patterns([mask])}, then one of<br>${patterns(rebase)}, then<br>${patterns([branch])}`]);
  const strings = STRING_INSTRUCTIONS.map(({ pairs, patterns: list }) =>
    [`string instruction, address pairs: ${pairs}`, patterns(list)]);
  const rows = [
    ["nops", patterns(FIXED_NOPS)],
    ["free writes of rsp and rbp", patterns(FREE_STACK_WRITES)],
    ...STACK_SANDBOXINGS.map((one) =>
      [`sandboxing of ${one.register === 4 ? "rsp" : "rbp"}`, patterns(one.patterns)]),
    ...branches,
    ...Object.entries(STRING_ADDRESSES).map(([register, list]) =>
      [`pair of ${register}`, patterns(list)]),
    ...strings,
    ...MASKED_STORES.map(({ mnemonic, patterns: list }) => [mnemonic, patterns(list)]),
  ];
  return table(["What", "Bytes"], rows, "sequences");
}
