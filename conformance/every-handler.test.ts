/**
 * An interpreter whose loop runs every form that can be lowered at all, against the oracle on
 * random programs. The product's loop begins with the forms that programs need most; this is how
 * the lowering of all others is compared as well, which the translator uses.
 */
import { describe, expect, it } from "vitest";
import { NoMeaning, build } from "../spec/ir/builder.ts";
import type { Form, Variant } from "../spec/isa/form.ts";
import { InterpreterEngine } from "../src/interpreter/engine.ts";
import { hasHandler } from "../src/interpreter/handlers.ts";
import type { HotShape } from "../src/interpreter/hot.ts";
import { createInstructionSet } from "../src/oracle/instruction-set.ts";
import { OracleEngine } from "../src/oracle/oracle-engine.ts";
import { meaningForm } from "../src/oracle/programs.ts";
import { fullTable } from "../src/table/full.ts";
import { wasmHost } from "../src/wasm/host.ts";
import { TierContest } from "./tiers.ts";

const table = fullTable();
const core = table.forms.slice(0, table.coreCount);

/** Random programs with these would jump back and forth over their faults for ever. */
const TRANSFERS = /^(j|call|loop|ret)/;

/** A form with registers only, or with memory through base and index: where it has a handler. */
function shapesOf(form: Form): HotShape[] {
  const meaning = table.meaningOf(form);
  if (meaning === undefined) return [];
  const atRm = form.operands.filter(({ place }) => place === "rm").map(({ memory }) => memory);
  const withMemory = atRm.includes("only") || atRm.includes("maybe");
  const shapes: HotShape[] = [];
  for (const memory of [...(atRm.includes("only") ? [] : [false]), ...(withMemory ? [true] : [])]) {
    const variant: Variant = { memory, repeat: 0, address32: false };
    try {
      const program = build(meaningForm(form), variant, meaning);
      if (!hasHandler(meaningForm(form), program)) continue;
      shapes.push({
        form: form.id, addressing: memory ? "index" : undefined, repeat: 0, registers: "", operands: "",
      });
    } catch (error) {
      if (!(error instanceof NoMeaning)) throw error;
    }
  }
  return shapes;
}

describe("a loop with every handler", () => {
  const host = wasmHost();
  if (host === undefined) throw new Error("these tests need WebAssembly");
  const set = createInstructionSet(table, []);
  const hot = core.flatMap(shapesOf).map((shape) => [shape]);
  const candidate = new InterpreterEngine(host, set, { hot });
  const reference = new OracleEngine(set);

  it("has nearly all forms but those of the x87 unit and without a wasm operator", () => {
    expect(hot.length).toBeGreaterThan(1400);
  });

  const modes = [["raw", 1], ["session", 2]] as const;
  it.each(modes)("agrees with the oracle: %s mode", (mode, seed) => {
    const withHandler = new Set(hot.flat().map(({ form }) => form));
    const forms = core.filter(({ id }) => withHandler.has(id) && !TRANSFERS.test(id));
    const contest = new TierContest(
      { reference, candidate, forms, decoder: set.decoder, mode, seed });
    for (let program = 0; program < 400; program++) expect(contest.next()).toBeUndefined();
    expect(contest.instructions).toBeGreaterThan(2000n);
  });
});
