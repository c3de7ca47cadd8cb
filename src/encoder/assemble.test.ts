import { describe, expect, it } from "vitest";
import { createDecoder } from "../decoder/decode.ts";
import { BASE_RIP } from "../decoder/instruction.ts";
import { fullTable } from "../table/full.ts";
import { Assembler, NoSuchForm } from "./assemble.ts";
import { encode } from "./encode.ts";
import { EncodeError } from "./encode-error.ts";
import { immediate, memory, register } from "./operand-value.ts";
import type { OperandValue, RegisterValue } from "./operand-value.ts";

const table = fullTable();
const assembler = new Assembler(table, createDecoder(table));

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const eax = register(0, 32);
const ecx = register(1, 32);
const r8d = register(8, 32);
const ah: RegisterValue = { ...register(4, 8), highByte: true };

describe("assemble", () => {
  const cases: readonly [string, string, readonly OperandValue[]][] = [
    ["83c001", "add", [eax, immediate(1n)]],
    ["0500010000", "add", [eax, immediate(256n)]],
    ["81c100010000", "add", [ecx, immediate(256n)]],
    ["83c0ff", "add", [eax, immediate(0xffff_ffffn)]],
    ["4183c0ff", "add", [r8d, immediate(-1n)]],
    ["b8ffffffff", "mov", [eax, immediate(-1n)]],
    ["48c7c0ffffffff", "mov", [register(0, 64), immediate(-1n)]],
    ["48b80000008000000000", "mov", [register(0, 64), immediate(0x8000_0000n)]],
    ["d1e0", "shl", [eax, immediate(1n)]],
    ["c1e002", "shl", [eax, immediate(2n)]],
    ["87c0", "xchg", [eax, eax]],
    ["91", "xchg", [ecx, eax]],
    ["88e0", "mov", [register(0, 8), ah]],
    ["4088e0", "mov", [register(0, 8), register(4, 8)]],
    ["8b0424", "mov", [eax, memory({ bits: 32, base: 4 })]],
    ["8b4500", "mov", [eax, memory({ bits: 32, base: 5 })]],
    ["428b449d80", "mov", [eax, memory({ base: 5, index: 11, scale: 2, disp: -128n })]],
    ["8b0578563412", "mov", [eax, memory({ base: BASE_RIP, disp: 0x12345678n })]],
    ["8b042510000000", "mov", [eax, memory({ bits: 32, disp: 16n })]],
    ["65678b00", "mov", [eax, memory({ base: 0, segment: 5, address32: true })]],
    ["ebfe", "jmp", [immediate(-2n)]],
    ["e900010000", "jmp", [immediate(256n)]],
  ];

  it.each(cases)("gives the shortest bytes: %s, %s", (expected, mnemonic, operands) => {
    expect(hex(assembler.assemble(mnemonic, operands))).toBe(expected);
  });

  it("says what it does not know", () => {
    expect(() => assembler.assemble("frob", [])).toThrow("no instruction frob");
    expect(() => assembler.assemble("add", [eax, register(0, 64)])).toThrow(NoSuchForm);
    expect(() => assembler.assemble("lea", [eax, ecx])).toThrow("no form of lea");
  });
});

describe("encode", () => {
  it("writes LOCK, REP and a wider displacement when asked", () => {
    const counter = memory({ base: 0 });
    expect(hex(encode(table.byId("inc_rm32"), [counter], { lock: true }))).toBe("f0ff00");
    expect(hex(encode(table.byId("inc_rm32"), [counter], { dispSize: 4 }))).toBe("ff8000000000");
    const movsb = table.byId("movsb_m8_m8");
    expect(hex(encode(movsb, [undefined, undefined], { repeat: 0xf3 }))).toBe("f3a4");
  });

  it("refuses what the form cannot be", () => {
    const refuse = (id: string, operands: readonly OperandValue[], what: string): void => {
      expect(() => encode(table.byId(id), operands)).toThrow(EncodeError);
      expect(() => encode(table.byId(id), operands)).toThrow(what);
    };
    refuse("lea_r32_m", [eax, ecx], "a register where memory must be");
    refuse("add_rm32_imm8", [eax, immediate(128n)], "does not fit");
    refuse("mov_rm8_r8", [register(8, 8), ah], "ah, ch, dh, bh beside a REX prefix");
    refuse("inc_rm32", [memory({ base: 0, index: 4 })], "rsp cannot be an index");
    refuse("inc_rm32", [memory({ base: BASE_RIP, index: 1 })], "rip with an index");
    refuse("inc_rm32", [memory({ disp: 1n << 31n })], "displacement beyond 32 bits");
    expect(() => encode(table.byId("inc_rm32"), [eax], { lock: true })).toThrow("cannot be locked");
    expect(() => encode(table.byId("inc_rm32"), [eax], { repeat: 0xf3 })).toThrow("repeated");
  });
});
