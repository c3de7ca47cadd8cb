/** The table of a page's forms, and the boxes of the flags that they affect. */
import { operandNames } from "../../spec/ir/operand-names.ts";
import type { FlagUse, Form, Operand, SandboxClass } from "../../spec/isa/form.ts";
import { encodingHtml, encodingParts } from "./encoding-notation.ts";
import type { Entry } from "./entries.ts";
import { escapeHtml, tip } from "./page.ts";

const CLASS_WORDS: Readonly<Record<SandboxClass, readonly [word: string, meaning: string]>> = {
  "allowed": ["yes", "admitted"],
  "forbidden": ["no", "never admitted"],
  "no-feature": ["no feature", "its CPU feature is not among those that the rule set knows"],
  "special-only": ["special", "admitted only inside a superinstruction"],
  "alias": ["alias", "admitted under another name"],
  "unsupported": ["non-temporal", "recognised and refused, unless the profile tolerates it"],
};

const ACCESS_WORDS: Readonly<Record<Operand["access"], string>> = {
  "r": "read", "w": "written", "rw": "read and written", "-": "neither read nor written",
};

const PLACE_WORDS: Readonly<Record<Operand["place"], string>> = {
  reg: "in ModRM.reg", rm: "in ModRM.rm", opcode: "in the low bits of the opcode",
  vvvv: "in VEX.vvvv", is4: "in the last byte", fixed: "named by the instruction itself",
  imm: "an immediate", imm2: "the second immediate", rel: "a branch target",
  moffs: "an absolute address",
};

function operandHtml(operand: Operand, name: string): string {
  const words = `${PLACE_WORDS[operand.place]}; ${ACCESS_WORDS[operand.access]}`;
  const access = operand.access === "-" ? "" : `<sup>${operand.access}</sup>`;
  return `${tip(name, words)}${access}`;
}

function classHtml(sandbox: SandboxClass): string {
  const [word, meaning] = CLASS_WORDS[sandbox];
  return tip(word, meaning, `class ${sandbox}`);
}

function notesOf(form: Form): string {
  const notes: (readonly [string, string])[] = [];
  if (form.lock) notes.push(["lock", "LOCK may stand before it when the destination is memory"]);
  if (form.rep !== "none") {
    notes.push([form.rep === "rep" ? "rep" : "repe repne", "repeats rcx times"
      + (form.rep === "rep" ? "" : ", while equal (F3) or while not equal (F2)")]);
  }
  if (form.zeroExtends) {
    notes.push(["zero-extends", "the sandbox counts its 32-bit destination as restricted"]);
  }
  if (form.aligned) notes.push(["aligned", "its memory operand must be aligned, else #GP"]);
  if (form.memoryFree) notes.push(["no access", "its memory operand is not accessed"]);
  if (form.hint) notes.push(["hint", "2E and 3E are branch hints"]);
  if (form.modifiable) notes.push(["replaceable", "loaded code may have its constant replaced"]);
  return notes.map(([word, meaning]) => tip(word, meaning, "note")).join(" ");
}

function formRow(form: Form, encoding: string): string {
  const names = operandNames(form.operands);
  const operands = form.operands.map((operand, k) => operandHtml(operand, names[k] ?? ""));
  const cells = [
    `<code class="encoding">${encodingHtml(encoding)}</code>`,
    `<code>${escapeHtml(form.mnemonic)}</code> <code>${operands.join(", ")}</code>`,
    escapeHtml(form.cpuid), classHtml(form.sandbox2013), classHtml(form.sandbox2025),
    notesOf(form),
    `<code class="id">${form.id}</code>`,
  ];
  return `<tr id="form-${form.id}">${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}

/** The table of the forms, with a legend of the notation that occurs in it. */
export function formsSection(entry: Entry, encodingOf: (form: Form) => string): string {
  const head = ["Encoding", "Operands", "Feature",
    tip("2013", "rule set of 2013: profiles zerovm and nacl-2013"),
    tip("2025", "rule set of 2025: profile nacl-2025"), "", "Form"];
  const rows = entry.forms.map((form) => formRow(form, encodingOf(form)));
  const legend = new Map(entry.forms.flatMap((form) =>
    encodingParts(encodingOf(form)).map(({ text, meaning }) =>
      [`${text} ${meaning}`, [text, meaning]])));
  const terms = [...legend.values()].map(([text = "", meaning = ""]) =>
    `<dt><code>${escapeHtml(text)}</code></dt><dd>${escapeHtml(meaning)}</dd>`);
  return `<div class="scroll"><table class="forms"><thead><tr>${
    head.map((cell) => `<th>${cell}</th>`).join("")}</tr></thead>
<tbody>${rows.join("\n")}</tbody></table></div>
<details class="legend"><summary>What the parts of these encodings mean</summary>
<dl>${terms.join("")}</dl></details>`;
}

// Flags.

const STATUS = ["o", "s", "z", "a", "p", "c"] as const;
const FLAG_NAMES: Readonly<Record<string, readonly [name: string, meaning: string]>> = {
  o: ["OF", "overflow"], s: ["SF", "sign"], z: ["ZF", "zero"], a: ["AF", "auxiliary carry"],
  p: ["PF", "parity"], c: ["CF", "carry"], d: ["DF", "direction"], i: ["IF", "interrupts"],
  k: ["AC", "alignment check"],
  0: ["C0", "x87 condition code 0"], 1: ["C1", "x87 condition code 1"],
  2: ["C2", "x87 condition code 2"], 3: ["C3", "x87 condition code 3"],
};

function flagBox(letter: string, use: FlagUse): string {
  const [name, meaning] = FLAG_NAMES[letter] ?? [letter, ""];
  const fate = use.written.includes(letter) ? "result" : use.cleared.includes(letter) ? "0"
    : use.set.includes(letter) ? "1" : use.undefined.includes(letter) ? "undefined" : "unchanged";
  const read = use.read.includes(letter);
  const kind = fate === "0" || fate === "1" ? "fixed" : fate;
  return `<div class="flag ${kind}${read ? " read" : ""}"><b>${tip(name, meaning)}</b>
<span>${fate === "unchanged" && read ? "" : fate}</span>${read ? "<i>read</i>" : ""}</div>`;
}

function flagRow(use: FlagUse): string {
  const used = Object.values(use).join("");
  const more = Object.keys(FLAG_NAMES).filter((letter) =>
    used.includes(letter) && !(STATUS as readonly string[]).includes(letter));
  const status = [...used].some((letter) => (STATUS as readonly string[]).includes(letter));
  const letters = [...(status || more.length === 0 ? STATUS : []), ...more.sort().reverse()];
  return `<div class="flags">${letters.map((letter) => flagBox(letter, use)).join("")}</div>`;
}

/** The boxes; several rows where forms differ, each with the forms it is about. */
export function flagsSection(forms: readonly Form[]): string {
  const groups = new Map<string, Form[]>();
  for (const form of forms) {
    const key = JSON.stringify(form.flags);
    groups.set(key, [...(groups.get(key) ?? []), form]);
  }
  return [...groups.values()].map((group) => {
    const [first] = group;
    if (first === undefined) return "";
    const untouched = Object.values(first.flags).every((letters) => letters === "");
    const row = untouched ? "<p>No flags are read or changed.</p>" : flagRow(first.flags);
    if (groups.size === 1) return row;
    return `<p class="quiet">${group.map(({ id }) => `<code>${id}</code>`).join(" ")}</p>${row}`;
  }).join("\n");
}

