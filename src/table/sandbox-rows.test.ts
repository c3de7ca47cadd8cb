/**
 * Every instruction row that the sandbox admits, under the 2013 and the 2025 rules, is a row of
 * ours with the same class, prefixes, register writes and attributes: compared with recorded facts.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Form, Operand, SandboxClass } from "../../spec/isa/form.ts";
import { createDecoder } from "../decoder/decode.ts";
import { DECODED, newInstruction, RESERVED_VVVV } from "../decoder/instruction.ts";
import { operandIsMemory } from "../decoder/operands.ts";
import { fullTable } from "./full.ts";

const table = fullTable();
const decoder = createDecoder(table);
const insn = newInstruction();

interface Sample {
  readonly hex: string;
  /** Class letters, REX or VEX fields, attribute letters, CPU feature, registers written. */
  readonly facts: readonly string[];
}

function samples(): Sample[] {
  const text = readFileSync(new URL("recorded/sandbox-rows.txt", import.meta.url), "utf8");
  let facts: readonly string[] = [];
  return text.split("\n").flatMap((line): Sample[] => {
    if (line.startsWith("#")) return [];
    if (!line.startsWith("  ")) facts = line.split(" ");
    else return line.trim().split(" ").map((hex) => ({ hex, facts }));
    return [];
  });
}

const LETTERS: Readonly<Partial<Record<SandboxClass, string>>> = {
  allowed: "y", "special-only": "s", unsupported: "u",
};
const letter = (name: SandboxClass): string => LETTERS[name] ?? ".";

/** What our row says, in the words of the recorded file. */
function ourFacts(form: Form): string[] {
  const attributes = [
    isRestricting(form) ? "z" : "",
    form.lock && insn.memory === 1 ? "l" : "",
    form.rep === "rep" ? "r" : form.rep === "repcc" ? "R" : "",
    form.modifiable ? "m" : "",
    form.hint ? "h" : "",
    form.memoryFree && insn.memory === 1 ? "f" : "",
  ].join("");
  const writes = written(form).map((operand) => `${placeOf(operand)}:${operand.bits}`);
  return [
    letter(form.sandbox2013) + letter(form.sandbox2025),
    form.encoding.kind === "vex" ? vexFields(form) : form.rex.replace("w", "W"),
    attributes || "-", form.cpuid || "-", writes.join() || "-",
  ];
}

function isRestricting(form: Form): boolean {
  const [first] = form.operands;
  return form.zeroExtends && first?.bits === 32 && !operandIsMemory(insn, first);
}

/** General registers that the sandbox counts as written. */
function written(form: Form): Operand[] {
  return form.operands.filter((operand) => {
    if (operand.kind !== "gpr" || operandIsMemory(insn, operand)) return false;
    return operand.access.includes("w") || (operand.place === "reg" && form.regCountsAsWritten);
  });
}

function placeOf({ place, fixed }: Operand): string {
  if (place === "fixed") return ["acc", "cx", "dx"][fixed] ?? "?";
  return place === "opcode" ? "opr" : place;
}

/** Where the CPU ignores W or L (recorded as x), the sandbox wants 0, or what `sandboxL` says. */
function vexFields(form: Form): string {
  const { w, l } = form.encoding;
  const free = form.anyVvvv || form.operands.some((operand) => operand.place === "vvvv");
  return `${w < 0 ? 0 : w}${l < 0 ? form.sandboxL : l}${free ? "v" : "-"}`;
}

function decode(hex: string): Form | undefined {
  const bytes = Uint8Array.from(Buffer.from(hex, "hex"));
  const status = decoder.decode(bytes, 0, bytes.length, insn);
  const complete = status === DECODED || status === RESERVED_VVVV;
  return complete && insn.length === bytes.length ? table.forms[insn.form] : undefined;
}

/**
 * Nops with exact bytes are judged by a list of their own, and what scas writes is of no interest
 * in its superinstruction.
 */
function agree({ facts }: Sample, form: Form): boolean {
  const ours = ourFacts(form);
  const [classes, fields = "", attributes = "", feature, writes] = facts;
  const rex = fields.replaceAll("x", "0");
  if (attributes.includes("x")) return form.id.startsWith("nop");
  return (
    classes === ours[0] && attributes === ours[2] && feature === ours[3] &&
    (rex === ours[1] || (rex === "any" && hasWideTwin(form))) &&
    (writes === ours[4] || form.rep === "repcc")
  );
}

/** A recorded row with any REX may be two rows of ours, one for W = 0 and one for W = 1. */
function hasWideTwin(form: Form): boolean {
  return wideTwin(form)?.sandbox2025 === form.sandbox2025;
}

function wideTwin({ encoding: { map, opcode, mandatory } }: Form): Form | undefined {
  return table.forms.find(({ rex, encoding: other }) =>
    rex === "w1" && other.kind === "legacy" && other.map === map && other.opcode === opcode &&
    other.mandatory === mandatory);
}

/**
 * Admitted by us beyond the recorded rows: the last parts of indirect jumps and calls, and LODS
 * behind its address computation.
 */
const ALSO_ADMITTED = [
  "call_r64", "jmp_r64", "lodsb_al_m8", "lodsd_eax_m32", "lodsq_rax_m64", "lodsw_ax_m16",
];

const all = samples();

describe("rows that the sandbox admits", () => {
  it("number 1,836 and 2,988, as recorded", () => {
    const count = (at: number, of: string): number =>
      all.filter(({ facts }) => facts[0]?.[at] === of).length;
    expect([count(0, "y"), count(1, "y"), count(1, "u"), count(0, "s"), count(1, "s")])
      .toEqual([1836, 2988, 18, 19, 19]);
  });

  it("are rows of ours with the same class and facts", () => {
    const agreed = new Set<string>();
    const wrong = new Map<string, string>();
    for (const sample of all) {
      const form = decode(sample.hex);
      if (form !== undefined && agree(sample, form)) agreed.add(sample.hex);
      else wrong.set(sample.hex, `${sample.facts.join(" ")}: ${form && ourFacts(form).join(" ")}`);
    }
    // Three broadcasts are recorded twice for the same bytes, once for AVX and once for AVX2.
    const twice = [...wrong.keys()].filter((hex) => agreed.has(hex));
    expect(twice.sort()).toEqual(["c4e279180a", "c4e27d180a", "c4e27d190a"]);
    for (const hex of twice) wrong.delete(hex);
    expect(Object.fromEntries(wrong)).toEqual({});
  });

  it("are the only ones", () => {
    const admitted = new Set(all.map(({ hex }) => decode(hex)?.id));
    const extra = table.forms.filter((form) => {
      const classes = letter(form.sandbox2013) + letter(form.sandbox2025);
      return classes !== ".." && !admitted.has(form.id) && !isWideTwin(form);
    });
    expect(extra.map(({ id }) => id).sort()).toEqual(ALSO_ADMITTED);
  });
});

/** Is this the W = 1 half of a recorded row with any REX? */
function isWideTwin(form: Form): boolean {
  return form.rex === "w1" && all.some(({ hex, facts }) => {
    const half = facts[1] === "any" ? decode(hex) : undefined;
    return half !== undefined && wideTwin(half) === form;
  });
}
