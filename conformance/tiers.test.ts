/** Random programs in oracle and interpreter; and a contest that must find a planted difference. */
import { describe, expect, it } from "vitest";
import { newInstruction } from "../src/decoder/instruction.ts";
import { createInstructionSet } from "../src/oracle/instruction-set.ts";
import type { InstructionSet } from "../src/oracle/instruction-set.ts";
import { OracleEngine } from "../src/oracle/oracle-engine.ts";
import { createToolchain } from "../src/session/toolchain.ts";
import { completeTable } from "../src/table/complete.ts";
import { TierContest } from "./tiers.ts";
import type { Disagreement, Mode } from "./tiers.ts";

const INSTRUCTIONS = 6_000n;
const set = createInstructionSet(completeTable(), []);
const forms = set.table.forms.filter((form) => set.table.meaningOf(form) !== undefined);
const reference = new OracleEngine(set);

function contestOf(mode: Mode, candidate = createToolchain("interpreter").engine): TierContest {
  return new TierContest({ reference, candidate, forms, decoder: set.decoder, mode, seed: 2026 });
}

function firstDisagreement(contest: TierContest, instructions: bigint): Disagreement | undefined {
  while (contest.instructions < instructions) {
    const disagreement = contest.next();
    if (disagreement !== undefined) return disagreement;
  }
  return undefined;
}

describe.each(["raw", "session"] as const)("random programs in %s mode", (mode) => {
  it("do the same in the oracle and in the interpreter", () => {
    const contest = contestOf(mode);
    expect(firstDisagreement(contest, INSTRUCTIONS)).toBeUndefined();
    expect(contest.instructions).toBeGreaterThanOrEqual(INSTRUCTIONS);
  });
});

it("a meaning that was tampered with is found, and the instruction named", () => {
  const { table } = set;
  const sub = table.meaningOf(table.byId("sub_rm32_r32"));
  const tampered: InstructionSet = {
    ...set,
    table: {
      ...table, forms: table.forms, coreCount: table.coreCount, lookup: table.lookup,
      byId: (id) => table.byId(id),
      form: (number) => table.form(number),
      meaningOf: (form) => (form.mnemonic === "add" ? sub : table.meaningOf(form)),
    },
  };
  const disagreement = firstDisagreement(contestOf("raw", new OracleEngine(tampered)), 200_000n);
  expect(disagreement).toBeDefined();
  const bytes = Uint8Array.from(Buffer.from(disagreement?.instruction ?? "", "hex"));
  const instruction = newInstruction();
  set.decoder.decode(bytes, 0, bytes.length, instruction);
  expect(table.forms[instruction.form]?.mnemonic).toBe("add");
  expect(disagreement?.differences.join()).toMatch(/rflags|general|memory/);
});
