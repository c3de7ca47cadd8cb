import { describe, expect, it } from "vitest";
import type { Form } from "../../spec/isa/form.ts";
import { createDecoder } from "../decoder/decode.ts";
import { DECODED, newInstruction } from "../decoder/instruction.ts";
import { fullTable } from "../table/full.ts";
import { encode } from "./encode.ts";
import type { OperandValue } from "./operand-value.ts";
import { operandsOf, optionsOf } from "./operands-of.ts";
import { randomOperands } from "./random-operands.ts";

const table = fullTable();
const decoder = createDecoder(table);

/** Small and repeatable: xorshift32. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/**
 * Rows of which a part was carved out for more specific rows: nops and reserved encodings, and xchg
 * with the accumulator itself. There the decoded form may be another one, but not for all operands.
 */
const SHARED = /^(reservednop_|xchg_r(16_ax|32_eax|64_rax)$|nop$)/;

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

const insn = newInstruction();

/** "same", "shared" (another row's by right), or what went wrong. */
function roundTrip(form: Form, operands: readonly OperandValue[]): string {
  const bytes = encode(form, operands);
  const status = decoder.decode(bytes, 0, bytes.length, insn);
  const at = `${form.id} ${hex(bytes)}`;
  if (status !== DECODED || insn.length !== bytes.length) return `${at}: status ${status}`;
  if (insn.form !== form.number) {
    return SHARED.test(form.id) ? "shared" : `${at} is ${table.forms[insn.form]?.id}`;
  }
  const again = operandsOf(insn, form);
  return text(again) === text(operands) ? "same" : `${at}: ${text(operands)} became ${text(again)}`;
}

const text = (operands: readonly OperandValue[]): string =>
  operands.map((value) => Object.values({ ...value, at: "" }).sort().join()).join(" | ");

describe("encode", () => {
  it("is undone by decode, for 10 random sets of operands of every row", () => {
    const choose = random(2013);
    const wrong: string[] = [];
    for (const form of table.forms) {
      const sample = (): string => roundTrip(form, randomOperands(form, choose));
      const samples = Array.from({ length: 10 }, sample);
      if (samples.every((result) => result === "shared")) wrong.push(`${form.id} is never itself`);
      wrong.push(...samples.filter((result) => result !== "same" && result !== "shared"));
    }
    expect(wrong).toEqual([]);
  });

  it("gives canonical bytes that encode to themselves, for random code", () => {
    const choose = random(2025);
    let decoded = 0;
    let shorter = 0;
    const wrong: string[] = [];
    for (let round = 0; round < 30_000; round++) {
      const bytes = Uint8Array.from({ length: 15 }, () => choose(256));
      if (decoder.decode(bytes, 0, bytes.length, insn) !== DECODED) continue;
      decoded++;
      const { form, length } = insn;
      const first = reencode();
      decoder.decode(first, 0, first.length, insn);
      const fine = insn.form === form && hex(reencode()) === hex(first) && first.length <= length;
      if (!fine) wrong.push(`${hex(bytes.subarray(0, length))} ${hex(first)}`);
      if (first.length < length) shorter++;
    }
    expect(wrong).toEqual([]);
    expect(decoded).toBeGreaterThan(20_000);
    expect(shorter).toBeGreaterThan(1000);
  });
});

/** Encodes what was decoded last. */
function reencode(): Uint8Array {
  const form = table.forms[insn.form];
  if (form === undefined) throw new Error("nothing was decoded");
  return encode(form, operandsOf(insn, form), optionsOf(insn, form));
}
