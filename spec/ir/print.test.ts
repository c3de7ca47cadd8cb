/** The pseudo-code of some instructions, as their pages show it. */
import { describe, expect, it } from "vitest";
import { CHAPTERS, paragraphsOf } from "../isa/chapters.ts";
import type { Form, Variant } from "../isa/form.ts";
import { parseRows } from "../isa/row.ts";
import { build } from "./builder.ts";
import { operandNames } from "./operand-names.ts";
import { printProgram } from "./print.ts";

const ENTRIES = CHAPTERS.flatMap(paragraphsOf);

function formAndMeaning(id: string) {
  for (const { paragraph, meaningName } of ENTRIES) {
    const form = paragraph.rows.includes(` ${id} `)
      ? parseRows(paragraph, 0, meaningName).find((row) => row.id === id) : undefined;
    if (form !== undefined && paragraph.meaning !== undefined) {
      return { form, meaning: paragraph.meaning };
    }
  }
  throw new Error(`no meaning of ${id}`);
}

function printed(id: string, variant: Partial<Variant> = {}): string {
  const { form, meaning } = formAndMeaning(id);
  const shape = { ...form, opcode: form.encoding.opcode, vex: form.encoding.kind === "vex" };
  const full = { memory: false, repeat: 0, address32: false, ...variant } as const;
  return printProgram(shape, build(shape, full, meaning)).join("\n");
}

const names = (id: string, inMemory?: boolean): readonly string[] =>
  operandNames((formAndMeaning(id).form satisfies Form).operands, inMemory);

describe("names of operands", () => {
  it.each([
    ["add_rm32_r32", ["r/m32", "r32"]],
    ["addsd_xmm_xmmm64", ["xmm1", "xmm2/m64"]],
    ["movsb_m8_m8", ["m8[rdi]", "m8[rsi]"]],
    ["andn_r32_r32_rm32", ["r32a", "r32b", "r/m32"]],
    ["add_al_imm8", ["al", "imm8"]],
    ["fadd_st0_sti", ["st(0)", "st(i)"]],
  ])("%s", (id, expected) => expect(names(id)).toEqual(expected));

  it("in a variant", () => {
    expect(names("addsd_xmm_xmmm64", true)).toEqual(["xmm1", "m64"]);
    expect(names("addsd_xmm_xmmm64", false)).toEqual(["xmm1", "xmm2"]);
  });
});

describe("printed programs", () => {
  it("add of registers: flags speak of the value before", () => {
    expect(printed("add_rm32_r32")).toBe(`\
t1 ← r/m32 + r32
r/m32 ← t1
OF, SF, ZF, AF, PF, CF ← flags of old r/m32 + r32 (32 bits)`);
  });

  it("add to memory: checks, loads, stores in the order of what can fail", () => {
    expect(printed("add_rm32_r32", { memory: true })).toBe(`\
check that m32 is writable
t1 ← m32
t2 ← t1 + r32
m32 ← t2
OF, SF, ZF, AF, PF, CF ← flags of t1 + r32 (32 bits)`);
  });

  it("shl: effects under one condition stand in a block", () => {
    expect(printed("shl_rm32_cl")).toBe(`\
t1 ← cl & 0x1f
t2 ← r/m32 << t1
r/m32 ← t2
if t1 ≠ 0:
    SF, ZF, PF ← flags of t2 (32 bits)
    CF ← t2[32]
    OF ← (old r/m32 ^ (old r/m32 << 1))[31]
    AF ← 0
    undefined: AF
undefined: OF if t1 > 1`);
  });

  it("cmpxchg: opposite conditions", () => {
    expect(printed("cmpxchg_rm32_r32")).toBe(`\
r/m32 ← r32 if eax = r/m32
eax ← old r/m32 if eax ≠ old r/m32
OF, SF, ZF, AF, PF, CF ← flags of old eax − old r/m32 (32 bits)`);
  });

  it("rep movsb: one iteration", () => {
    expect(printed("movsb_m8_m8", { memory: true, repeat: 0xf3 })).toBe(`\
if rcx ≠ 0:
    t1 ← m8[rsi]
    check that m8[rdi] is writable
    rcx ← rcx − 1
    m8[rdi] ← t1
    rsi ← rsi + (DF ? −1 : 1)
    rdi ← rdi + (DF ? −1 : 1)
repeat the instruction if old rcx > 1`);
  });

  it("addsd: lanes as ranges of bits", () => {
    expect(printed("addsd_xmm_xmmm64")).toBe("xmm1[63:0] ← add.f64(xmm1[63:0], xmm2[63:0])");
  });

  it("fadd: operators of the x87 unit", () => {
    expect(printed("fadd_m32", { memory: true })).toBe(`\
#MF if fsw[7]
t1 ← m32
fpu.record(&m32)
fadd.f32(t1)`);
  });

  it("div: the fault first", () => {
    expect(printed("div_rm64")).toBe(`\
#DE if no_quotient(rdx:rax / r/m64)
rax ← rdx:rax / r/m64
rdx ← old rdx:rax mod r/m64
undefined: CF, PF, AF, ZF, SF, OF`);
  });

  it("ret: the canonical test in words", () => {
    expect(printed("ret_imm16")).toBe(`\
t1 ← memory64[rsp]
#GP if t1 is not canonical
rsp ← (rsp + 8) + imm16
rip ← t1`);
  });

  it("an aligned load, and a shuffle by lanes", () => {
    expect(printed("unpcklpd_xmm_xmmm128", { memory: true })).toBe(`\
#GP if &m128 mod 16 ≠ 0
t1 ← m128
xmm1 ← qwords(a0 b0, a = xmm1, b = t1)`);
  });

  it("both halves of a 256-bit register", () => {
    expect(printed("vaddpd_ymm_ymm_ymmm256", { memory: true })).toBe(`\
t1 ← m256[127:0]
t2 ← m256[255:128]
ymm1[127:0] ← add.f64x2(ymm2[127:0], t1)
ymm1[255:128] ← add.f64x2(ymm2[255:128], t2)`);
  });
});
