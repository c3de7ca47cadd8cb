import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { fullTable } from "../table/full.ts";
import { createDecoder } from "./decode.ts";
import {
  BAD_PREFIX, BASE_RIP, DECODED, EVEX_REFUSED, newInstruction, NO_REGISTER, PREFIX_66, PREFIX_F2,
  PREFIX_F3, PREFIX_REPEATED, PREFIX_STRAY_REX, RESERVED_VVVV, TOO_LONG, TRUNCATED,
  UNDEFINED_OPCODE,
} from "./instruction.ts";
import { branchTarget, isHighByte, operandImmediate, operandRegister } from "./operands.ts";

const table = fullTable();
const decoder = createDecoder(table);
let insn = newInstruction();

beforeEach(() => {
  insn = newInstruction();
});

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex"));

/** Decodes and gives the form's id, or the status. */
function decode(hex: string): string | number {
  const bytes = bytesOf(hex);
  const status = decoder.decode(bytes, 0, bytes.length, insn);
  return status === DECODED ? (table.forms[insn.form]?.id ?? "no form") : status;
}

describe("opcodes and prefixes", () => {
  it.each([
    ["01 d8", "add_rm32_r32"],
    ["48 01 d8", "add_rm64_r64"],
    ["66 01 d8", "add_rm16_r16"],
    ["66 48 01 d8", "add_rm64_r64"],
    ["00 d8", "add_rm8_r8"],
    ["90", "nop"],
    ["66 90", "nop"],
    ["41 90", "xchg_r32_eax"],
    ["f3 90", "pause"],
    ["0f 58 c1", "addps_xmm_xmmm128"],
    ["66 0f 58 c1", "addpd_xmm_xmmm128"],
    ["f3 0f 58 c1", "addss_xmm_xmmm32"],
    ["f2 0f 58 c1", "addsd_xmm_xmmm64"],
    ["66 f2 0f 58 c1", "addsd_xmm_xmmm64"],
    ["f2 f3 0f 58 c1", "addss_xmm_xmmm32"],
    ["f3 0f b8 c1", "popcnt_r32_rm32"],
    ["66 f3 0f b8 c1", "popcnt_r16_rm16"],
    ["0f bc c1", "bsf_r32_rm32"],
    ["f3 0f bc c1", "tzcnt_r32_rm32"],
    ["0f 0f c1 9e", "pfadd_mm_mmm64"],
    ["d9 e8", "fld1"],
    ["0f 0b", "ud2"],
    ["f3 0f 1e fa", "endbr64"],
    ["c5 f0 58 c2", "vaddps_xmm_xmm_xmmm128"],
    ["c4 e1 70 58 c2", "vaddps_xmm_xmm_xmmm128"],
    ["8f c0", "pop_rm64"],
    ["8f e9 78 12 c0", "llwpcb_r32"],
    ["c4 e2 f9 f7 c1", "shlx_r64_rm64_r64"],
  ])("%s is %s", (hex, id) => {
    expect(decode(hex)).toBe(id);
    expect(insn.length).toBe(bytesOf(hex).length);
  });

  it.each<[hex: string, expected: number | string, what: string]>([
    ["06", UNDEFINED_OPCODE, "no such opcode in 64-bit mode"],
    ["82 c0 00", UNDEFINED_OPCODE, "82 neither"],
    ["ff ff", UNDEFINED_OPCODE, "ff /7"],
    ["f3 0f 54 c1", UNDEFINED_OPCODE, "no F3 form"],
    ["8d c0", UNDEFINED_OPCODE, "lea of a register"],
    ["8e c8", UNDEFINED_OPCODE, "mov cs"],
    ["f0 01 d8", BAD_PREFIX, "lock of a register"],
    ["f0 8b 00", BAD_PREFIX, "lock of a load"],
    ["66 c5 f0 58 c2", BAD_PREFIX, "66 before VEX"],
    ["48 c5 f0 58 c2", BAD_PREFIX, "REX before VEX"],
    ["c5 f0 77", RESERVED_VVVV, "vzeroupper with vvvv"],
    ["62 f1 7c 48 58 c1", EVEX_REFUSED, "EVEX"],
    ["", TRUNCATED, "nothing"],
    ["48", TRUNCATED, "only a prefix"],
    ["0f", TRUNCATED, "only an escape"],
    ["48 b8 00 00", TRUNCATED, "half an immediate"],
    ["8b 84", TRUNCATED, "no SIB"],
    [`${"66".repeat(15)} 90`, TOO_LONG, "fifteen prefixes"],
    [`${"66".repeat(14)} 90`, "nop", "fourteen prefixes"],
    [`${"2e".repeat(10)} 81 c0 00 00 00 00`, TOO_LONG, "sixteen bytes"],
  ])("%s gives %s: %s", (hex, expected) => {
    expect(decode(hex)).toBe(expected);
  });

  it("keeps what the sandbox asks about prefixes", () => {
    decode("66 f2 66 48 f3 0f 58 c1");
    expect(insn.prefixes).toBe(
      PREFIX_66 | PREFIX_F2 | PREFIX_F3 | PREFIX_REPEATED | PREFIX_STRAY_REX,
    );
    expect([insn.repeat, insn.rex]).toEqual([0xf3, 0]);
  });
});

describe("operands", () => {
  it("finds every part of a memory operand", () => {
    decode("64 4a 8b 84 f5 78 56 34 12");
    expect(insn).toMatchObject({
      memory: 1, base: 5, index: 14, scale: 3, disp: 0x12345678, dispSize: 4, segment: 4, reg: 0,
      opcodeOffset: 2, modrmOffset: 3, sibOffset: 4, dispOffset: 5, immOffset: -1, length: 9,
    });
  });

  it.each([
    ["8b 05 fc ff ff ff", BASE_RIP, NO_REGISTER, -4, 4],
    ["8b 04 25 10 00 00 00", NO_REGISTER, NO_REGISTER, 16, 4],
    ["8b 45 80", 5, NO_REGISTER, -128, 1],
    ["41 8b 04 24", 12, NO_REGISTER, 0, 0],
    ["42 8b 04 20", 0, 12, 0, 0],
    ["41 8b 05 00 00 00 00", BASE_RIP, NO_REGISTER, 0, 4],
  ])("%s has base %i, index %i, displacement %i (%i)", (hex, base, index, disp, dispSize) => {
    decode(hex);
    expect(insn).toMatchObject({ base, index, disp, dispSize });
  });

  it("reads immediates as wide as their operands", () => {
    const immediate = (hex: string): bigint => {
      const form = table.byId(String(decode(hex)));
      const operand = form.operands.at(-1);
      if (operand === undefined) throw new Error("no operand");
      return operandImmediate(insn, operand);
    };
    expect(immediate("b0 ff")).toBe(0xffn);
    expect(immediate("48 83 c0 ff")).toBe(-1n);
    expect(immediate("48 c7 c0 00 00 00 80")).toBe(-0x8000_0000n);
    expect(immediate("b8 00 00 00 80")).toBe(0x8000_0000n);
    expect(immediate("48 b8 01 02 03 04 05 06 07 88")).toBe(0x8807_0605_0403_0201n);
    expect(immediate("c8 ff ff 1f")).toBe(0x1fn);
  });

  it("tells ah from spl", () => {
    const destination = (hex: string): [number, boolean] => {
      const [operand] = table.byId(String(decode(hex))).operands;
      if (operand === undefined) throw new Error("no operand");
      return [operandRegister(insn, operand), isHighByte(insn, operand)];
    };
    expect(destination("88 c4")).toEqual([4, true]);
    expect(destination("40 88 c4")).toEqual([4, false]);
    expect(destination("41 88 c4")).toEqual([12, false]);
    expect(destination("b7 00")).toEqual([7, true]);
  });

  it("computes branch targets", () => {
    decode("eb fe");
    expect(branchTarget(insn, 0x1000n)).toBe(0x1000n);
    decode("e9 00 00 00 80");
    expect(branchTarget(insn, 0n)).toBe(0xffff_ffff_8000_0005n);
  });
});

describe("any bytes", () => {
  const withPrefixes = fc.tuple(
    fc.array(fc.constantFrom(0x66, 0xf2, 0xf3, 0xf0, 0x67, 0x2e, 0x64, 0x48, 0x41, 0x0f, 0xc4)),
    fc.uint8Array({ maxLength: 24 }),
  ).map(([before, after]) => Uint8Array.from([...before, ...after]));

  it("give a record or a reason, within the given bytes", () => {
    fc.assert(fc.property(withPrefixes, (bytes) => {
      const status = decoder.decode(bytes, 0, bytes.length, insn);
      expect(insn.length).toBeLessThanOrEqual(Math.min(15, bytes.length));
      expect(insn.status).toBe(status);
      expect(insn.form >= 0).toBe(status === DECODED || status === RESERVED_VVVV);
      if (status === TRUNCATED) expect(bytes.length).toBeLessThan(15);
    }), { numRuns: 3000 });
  });

  it("are judged without looking behind the end", () => {
    fc.assert(fc.property(withPrefixes, fc.nat(15), fc.nat(40), (bytes, cut, offset) => {
      const end = Math.max(0, bytes.length - cut);
      const outcomes = [0x00, 0xff, 0x90].map((padding) => {
        const padded = new Uint8Array(offset + bytes.length + 64).fill(padding);
        padded.set(bytes.subarray(0, end), offset);
        const record = newInstruction();
        decoder.decode(padded, offset, offset + end, record);
        return record;
      });
      const [first, ...others] = outcomes.map(comparable);
      for (const other of others) expect(other).toEqual(first);
    }), { numRuns: 3000 });
  });

  it("that are an instruction stay one whatever follows, and each part is truncated", () => {
    fc.assert(fc.property(withPrefixes, (bytes) => {
      if (decoder.decode(bytes, 0, bytes.length, insn) !== DECODED) return;
      const { length, form } = insn;
      expect(decoder.decode(bytes, 0, length, insn)).toBe(DECODED);
      expect([insn.form, insn.length]).toEqual([form, length]);
      for (let end = 0; end < length; end++) {
        expect(decoder.decode(bytes, 0, end, insn)).toBe(TRUNCATED);
      }
    }), { numRuns: 1000 });
  });

  /** Without a status of DECODED only the reason and the length mean something. */
  function comparable(record: typeof insn): object {
    const { status, length, form } = record;
    return status === DECODED ? record : { status, length, form };
  }
});
