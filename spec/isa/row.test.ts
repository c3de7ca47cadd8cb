import { describe, expect, it } from "vitest";
import { CHAPTERS, paragraphsOf } from "./chapters.ts";
import type { Form, Paragraph } from "./form.ts";
import { parseRows, RowError } from "./row.ts";

const paragraph = (rows: string, more: Partial<Paragraph> = {}): Paragraph => ({
  mnemonic: "x", title: "Example", source: "SDM", rows, ...more,
});

function form(row: string, more?: Partial<Paragraph>): Form {
  const [first] = parseRows(paragraph(row, more), 0, "");
  if (first === undefined) throw new Error("no row");
  return first;
}

describe("rows", () => {
  it("read as the manual prints them", () => {
    const add = form("add_rm32_imm8  rm32:rw simm8  o32 83 /0 ib  yes  lock zx");
    expect(add).toMatchObject({
      id: "add_rm32_imm8", mnemonic: "add", operandSize: 32, rex: "w0", lock: true,
      zeroExtends: true, sandbox2013: "allowed", sandbox2025: "allowed", condition: -1,
    });
    expect(add.encoding).toMatchObject({
      kind: "legacy", map: 0, opcode: 0x83, modrm: "digit", digit: 0, mandatory: -1, imm: [1],
    });
    expect(add.operands).toMatchObject([
      { kind: "gpr", place: "rm", bits: 32, memoryBits: 32, memory: "maybe", access: "rw" },
      { kind: "imm", place: "imm", bits: 32, immBytes: 1, access: "r" },
    ]);
  });

  it.each([
    ["66 0F 38 F6 /r", { kind: "legacy", map: 2, opcode: 0xf6, mandatory: 0x66, modrm: "r" }],
    ["NP 0F AE /1", { map: 1, mandatory: 0, modrm: "digit", digit: 1 }],
    ["NFx 0F C7 /6", { map: 1, mandatory: -2, digit: 6 }],
    ["D9 E8", { map: 0, opcode: 0xd9, modrm: "exact", digit: 0xe8, mod: "register" }],
    ["D8 D0+i", { opcode: 0xd8, modrm: "digit", digit: 2, mod: "register" }],
    ["o64 B8+r io", { opcode: 0xb8, plusRegister: true, w: 1, imm: [8] }],
    ["d64 E8 cd", { opcode: 0xe8, w: -1, imm: [4] }],
    ["0F 0F /r 9E", { kind: "3dnow", map: 1, opcode: 0x9e, modrm: "r" }],
    ["VEX.256.66.0F38.W1 98 /r", { kind: "vex", map: 2, mandatory: 0x66, l: 1, w: 1 }],
    ["VEX.LIG.F3.0F.WIG 10 /r", { kind: "vex", map: 1, mandatory: 0xf3, l: -1, w: -1 }],
    ["XOP.128.X8.W0 A2 /r /is4", { kind: "xop", map: 8, mandatory: 0, l: 0, w: 0, imm: [1] }],
  ])("reads the encoding %s", (encoding, expected) => {
    expect(form(`x  -  ${encoding}  no`).encoding).toMatchObject(expected);
  });

  it("takes CPU feature and flags of the paragraph unless the row has its own", () => {
    const of = { cpuid: "AVX", flags: "reads c, writes oszapc" };
    expect(form("x  -  90  no", of)).toMatchObject({
      cpuid: "AVX", flags: { read: "c", written: "oszapc", cleared: "", undefined: "" },
    });
    expect(form("x  -  90  no  cpuid=AVX2  undefined a", of)).toMatchObject({
      cpuid: "AVX2", flags: { read: "", undefined: "a" },
    });
    expect(form("x  -  90  nofeature|yes")).toMatchObject({
      sandbox2013: "no-feature", sandbox2025: "allowed",
    });
  });

  it("number the conditions of a family", () => {
    const rows = "jo_rel8  rel8  d64 70 cb  yes\njg_rel8  rel8  d64 7F cb  yes";
    const forms = parseRows(paragraph(rows, { mnemonic: "jcc" }), 0, "jcc");
    expect(forms.map(({ condition }) => condition)).toEqual([0, 15]);
  });

  it.each([
    ["x  r99  90  yes", "unknown operand r99"],
    ["x  r32:q  90  yes", "access of r32:q"],
    ["x  -  90  maybe", "unknown sandbox class maybe"],
    ["x  -  90  yes  lokc", "unknown attribute lokc"],
    ["x  -  VEX.128.66.WIG 10 /r  yes", "no opcode map"],
    ["x  -  /r  yes", "no opcode"],
    ["x  -  90  yes  -  writes q", "cannot read the flags"],
  ])("complain about %s", (row, complaint) => {
    expect(() => form(row)).toThrow(RowError);
    expect(() => form(row)).toThrow(complaint);
    expect(() => form(row)).toThrow(`"${row}"`);
  });
});

describe("chapters", () => {
  const entries = CHAPTERS.flatMap(paragraphsOf);

  it("have a title and a source for every paragraph, and rows of the paragraph's name", () => {
    for (const { paragraph: { mnemonic, title, source, rows }, chapter } of entries) {
      const at = `${chapter} ${mnemonic}`;
      expect(title, at).toMatch(/^[A-Z0-9][^.]*$/);
      expect(source, at).toMatch(/\S+.*, \S/);
      const ids = rows.trim().split("\n").map((row) => row.trim().split(" ")[0] ?? "");
      expect(ids.filter((id) => !isNamedAfter(mnemonic, id)), at).toEqual([]);
    }
  });

  it("keep their columns aligned", () => {
    for (const { paragraph: { mnemonic, rows } } of entries) {
      const lines = rows.split("\n").filter((line) => line.trim() !== "");
      for (const column of [1, 2, 3]) {
        const places = lines.map((line) => startOfColumn(line, column));
        expect(new Set(places).size, `${mnemonic}, column ${column}`).toBe(1);
      }
    }
  });
});

/** A family's rows have names of their own: jcc has ja, movs has movsb. */
function isNamedAfter(mnemonic: string, id: string): boolean {
  if (id === mnemonic || id.startsWith(`${mnemonic}_`)) return true;
  const [name = ""] = id.split("_");
  const [before = "", after = ""] = mnemonic.split("cc");
  const suffixed = /^(movs|cmps|stos|lods|scas|ins|outs)$/.test(mnemonic);
  return name.startsWith(before) && (suffixed || (mnemonic.includes("cc") && name.endsWith(after)));
}

function startOfColumn(line: string, column: number): number {
  const columns = [...line.matchAll(/(?:^|(?<= {2}))\S+(?: \S+)*/g)];
  return columns[column]?.index ?? -1;
}
