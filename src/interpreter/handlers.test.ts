import { describe, expect, it } from "vitest";
import { NoMeaning, build } from "../../spec/ir/builder.ts";
import type { Form, Variant } from "../../spec/isa/form.ts";
import { newInstruction, DECODED } from "../decoder/instruction.ts";
import { createInstructionSet } from "../oracle/instruction-set.ts";
import { Programs, meaningForm, variantOf } from "../oracle/programs.ts";
import { completeTable } from "../table/complete.ts";
import { wasmHost } from "../wasm/host.ts";
import { Catalog } from "./catalog.ts";
import { Shape, hasHandler } from "./handlers.ts";
import { hotSequences, laterSequences, parseHot } from "./hot.ts";
import { buildLoop } from "./loop.ts";
import type { Addressing } from "./frame.ts";

const table = completeTable();
const set = createInstructionSet(table, []);
const programs = new Programs(table, set.operators);
const formOf = (id: string): Form => table.byId(id);

/** All shapes that a form may have, each built anew. */
function shapesOf(form: Form): Shape[] {
  const meaning = table.meaningOf(form);
  if (meaning === undefined) return [];
  return [false, true].flatMap((memory) => {
    const variant: Variant = { memory, repeat: 0, address32: false };
    try {
      const program = build(meaningForm(form), variant, meaning);
      if (!hasHandler(meaningForm(form), program)) return [];
      const modes: Addressing[] = memory ? ["base", "stack", "index"] : ["base"];
      return modes.map((mode) => new Shape(meaningForm(form), program, mode));
    } catch (error) {
      if (error instanceof NoMeaning) return [];
      throw error;
    }
  });
}

const bytesOf = (shape: Shape): string =>
  Buffer.from(buildLoop([{ shapes: [shape], registers: "", operands: [] }])).toString("base64");

describe("handlers depend on nothing but their key", () => {
  const byKey = new Map<string, Shape[]>();
  for (const form of table.forms.slice(0, table.coreCount)) {
    for (const shape of shapesOf(form)) {
      byKey.set(shape.key, [...(byKey.get(shape.key) ?? []), shape]);
    }
  }

  it("made from every form that shares a handler, they are the same bytes", () => {
    const shared = [...byKey.values()].filter((shapes) => shapes.length > 1);
    expect(shared.length).toBeGreaterThan(100);
    for (const [first, ...others] of shared) {
      if (first === undefined) continue;
      const expected = bytesOf(first);
      for (const other of others) {
        if (bytesOf(other) !== expected) throw new Error(`${other.form.mnemonic}: ${other.key}`);
      }
    }
  });

  it("made twice from one form, they are the same bytes", () => {
    for (const id of ["add_rm32_r32", "shl_rm32_imm8", "mulsd_xmm_xmmm64", "jne_rel8"]) {
      const [first] = shapesOf(formOf(id));
      const [second] = shapesOf(formOf(id));
      if (first === undefined || second === undefined) throw new Error(`${id} has no handler`);
      expect(bytesOf(first)).toBe(bytesOf(second));
    }
  });

  it("different meanings have different keys", () => {
    const keys = ["add_rm32_r32", "sub_rm32_r32", "add_rm64_r64", "adc_rm32_r32"]
      .map((id) => shapesOf(formOf(id))[0]?.key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe("the catalog", () => {
  const hot = parseHot(`
    add_rm32_r32
    mov_rm32_r32 AB + add_rm32_r32 AB
    mov_rm32_r32 + add_rm32_r32
    mov_r32_rm32 index`);
  const catalog = new Catalog(programs, formOf, hot);

  it("gives instructions of one form one handler, whatever their registers and immediates", () => {
    const insn = newInstruction();
    const numbers = new Set<number>();
    for (let modrm = 0xc0; modrm <= 0xff; modrm++) {
      const bytes = Uint8Array.of(0x01, modrm);
      expect(set.decoder.decode(bytes, 0, bytes.length, insn)).toBe(DECODED);
      const form = table.forms[insn.form];
      if (form === undefined) throw new Error("no form");
      numbers.add(catalog.entry(form, variantOf(form, insn), "base").handler);
    }
    expect(numbers.size).toBe(1);
  });

  it("picks the sequence that knows the registers, else the one that knows nothing", () => {
    const plain = (id: string): number => catalog.entry(
      formOf(id), { memory: false, repeat: 0, address32: false }, "base").handler;
    const line = [plain("mov_rm32_r32"), plain("add_rm32_r32")];
    const fused = (registers: readonly number[][]): number | undefined => catalog.fused({
      plain: (k) => line[k] ?? -1,
      register: (k, field) => registers[k]?.[(field - 4) / 2] ?? -1,
      operands: () => "",
    });
    const equal = fused([[0, 8], [0, 8]]);
    const other = fused([[0, 8], [16, 8]]);
    expect(equal).toBeDefined();
    expect(other).toBeDefined();
    expect(equal).not.toBe(other);
    // A high byte has no register of its own: nothing is known then.
    expect(fused([[0, -1], [0, -1]])).toBe(other);
  });

  it("picks a sequence for one place only where all registers are its own", () => {
    const [line] = parseHot("movdqa_xmm_xmmm128 AB + pshufd_xmm_xmmm128_imm8 CA");
    const place = (line ?? []).map((row, k) => ({ ...row, operands: k === 0 ? "here" : "" }));
    const own = new Catalog(programs, formOf, [place]);
    const plain = place.map(({ form }) => own.entry(
      formOf(form), { memory: false, repeat: 0, address32: false }, "base").handler);
    const fused = (registers: readonly number[][]): number | undefined => own.fused({
      plain: (k) => plain[k] ?? -1,
      register: (k, field) => registers[k]?.[(field - 4) / 2] ?? -1,
      operands: () => "here",
    });
    expect(fused([[0, 8], [16, 0]])).toBeDefined();
    // The shuffle's record names memory of its machine: only its registers tell it from another one.
    expect(fused([[0, 8], [16, 24]])).toBeUndefined();
  });

  it("refuses a hot form without a handler", () => {
    expect(() => new Catalog(programs, formOf, parseHot("fld1"))).toThrow("fld1 is listed as hot");
  });
});

describe("the loop of the hot forms", () => {
  it("is a valid module without calls", () => {
    const { handlers } = new Catalog(programs, formOf, [...hotSequences(), ...laterSequences()]);
    const bytes = buildLoop(handlers);
    expect(wasmHost()?.validate(bytes)).toBe(true);
    expect(bytes.length).toBeLessThan(128 * 1024);
  });

  it("lists no sequence that writes a register on a condition", () => {
    const { handlers } = new Catalog(programs, formOf, [...hotSequences(), ...laterSequences()]);
    const conditional = handlers.filter(({ shapes, registers }) => registers !== ""
      && shapes.some(({ program }) => program.effects.some((effect) =>
        (effect.op === "set" || effect.op === "setfixed") && effect.when !== undefined)));
    expect(conditional).toEqual([]);
  });
});
