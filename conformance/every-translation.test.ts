/**
 * Every form that the sandbox admits, translated where it has a wasm form, against the oracle: each
 * in a bundle of its own, run from random states. Registers are never rsp or r15, for which the
 * sandbox has rules, and memory operands mostly lie in the data.
 */
import { describe, expect, it } from "vitest";
import type { Form } from "../spec/isa/form.ts";
import { encode } from "../src/encoder/encode.ts";
import { memory } from "../src/encoder/operand-value.ts";
import type { OperandValue } from "../src/encoder/operand-value.ts";
import { randomOperands } from "../src/encoder/random-operands.ts";
import type { Machine, MachineImage } from "../src/machine/engine.ts";
import { EXECUTE, READ, WRITE } from "../src/machine/memory.ts";
import { createInstructionSet } from "../src/oracle/instruction-set.ts";
import { OracleEngine } from "../src/oracle/oracle-engine.ts";
import { readRegisters, writeRegisters } from "../src/raw/registers.ts";
import { fullTable } from "../src/table/full.ts";
import { TranslatorEngine } from "../src/translator/engine.ts";
import { wasmHost } from "../src/wasm/host.ts";
import { createPrng } from "./prng.ts";
import type { Prng } from "./prng.ts";
import { randomBytes, randomRegisters } from "./random-values.ts";

const BASE = 0x440a_0000_0000n;
const TEXT = 0x2_0000;
const DATA = 0x20_0000;
const DATA_BYTES = 0x800;
const BUNDLE = 32;
const RSI = 6;
const HLT = 0xf4;
const RUNS = 2;
/** Transfers leave the bundle; the x87 unit's instructions (and FXSAVE) have no wasm form. */
const OTHERS = /^(j|call|loop|ret|f)/;

/** Random operands with rsi as the only base, so that memory operands reach the data. */
function operandsOf(form: Form, prng: Prng): OperandValue[] {
  return randomOperands(form, (below) => prng.below(below)).map((value, k) => {
    const operand = form.operands[k];
    if (value.type === "memory" && operand?.place === "rm") {
      return memory({ bits: value.bits, base: RSI, disp: BigInt(16 * prng.below(62)) });
    }
    if (value.type !== "register" || value.kind !== "gpr") return value;
    if (operand?.place === "fixed" || value.highByte) return value;
    return { ...value, number: prng.pick([0, 1, 2, 3, 5, 7, 9]) };
  });
}

interface Bundle {
  readonly id: string;
  readonly offset: number;
}

/** One bundle for each form: the instruction, and HLT up to the end. */
function makeText(forms: readonly Form[], prng: Prng): { bytes: Uint8Array; bundles: Bundle[] } {
  const bytes = new Uint8Array(0x1_0000).fill(HLT);
  const bundles: Bundle[] = [];
  for (const form of forms) {
    const offset = bundles.length * BUNDLE;
    bytes.set(encode(form, operandsOf(form, prng)), offset);
    bundles.push({ id: form.id, offset });
  }
  return { bytes, bundles };
}

function observe(machine: Machine, budget: bigint): object {
  const exit = machine.run(budget);
  const data = machine.memory.copyOut(BASE + BigInt(DATA), DATA_BYTES);
  return { exit, registers: readRegisters(machine.state), data: Buffer.from(data).toString("hex") };
}

describe("translated forms", () => {
  const host = wasmHost();
  if (host === undefined) throw new Error("these tests need WebAssembly");
  const table = fullTable();
  const set = createInstructionSet(table, []);
  const prng = createPrng(7);
  const forms = table.forms.slice(0, table.coreCount)
    .filter((form) => table.meaningOf(form) !== undefined && !OTHERS.test(form.id));
  const { bytes, bundles } = makeText(forms, prng);
  const image: MachineImage = {
    base: BASE, trapSlots: { start: 0x1_0000, end: TEXT }, stickyFlags: false,
    regions: [
      { name: "text", start: TEXT, end: TEXT + bytes.length, permission: READ | EXECUTE },
      { name: "data", start: DATA, end: DATA + 0x1_0000, permission: READ | WRITE },
    ],
    contents: [{ address: TEXT, bytes }],
  };
  const oracle = new OracleEngine(set).createMachine(image);
  const translator = new TranslatorEngine(host, set, { eager: true }).createMachine(image);

  it("agree with the oracle", () => {
    for (const { id, offset } of bundles) {
      for (let run = 0; run < RUNS; run++) {
        const registers = randomRegisters(prng, BASE + BigInt(TEXT + offset));
        registers.general[RSI] = BASE + BigInt(DATA + 16 * prng.below(64));
        registers.general[15] = BASE;
        registers.mxcsr = 0x1f80;
        const data = randomBytes(prng, DATA_BYTES);
        const [expected, actual] = [oracle, translator].map((machine) => {
          machine.memory.copyIn(BASE + BigInt(DATA), data);
          writeRegisters(machine.state, registers);
          return observe(machine, 2n);
        });
        expect(actual, id).toEqual(expected);
      }
    }
  });
});
