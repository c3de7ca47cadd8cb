/** The translator against the interpreter on random control flow; `npm run conformance:flow` is longer. */
import { describe, expect, it } from "vitest";
import { contestFlow } from "../../conformance/flow-contest.ts";
import { InterpreterEngine } from "../interpreter/engine.ts";
import { createInstructionSet } from "../oracle/instruction-set.ts";
import { completeTable } from "../table/complete.ts";
import { wasmHost } from "../wasm/host.ts";
import { TranslatorEngine } from "./engine.ts";

const host = wasmHost();
if (host === undefined) throw new Error("these tests need WebAssembly");
const instructionSet = createInstructionSet(completeTable(), []);
const interpreter = new InterpreterEngine(host, instructionSet);

describe("translated programs", () => {
  it("stop where interpreted ones stop, in the same state", () => {
    let instructions = 0n;
    for (let seed = 1; seed <= 8; seed += 1) {
      const candidate = new TranslatorEngine(host, instructionSet, { eager: true, interpreter });
      const result = contestFlow(interpreter, candidate, seed);
      expect(result.difference).toBeUndefined();
      instructions += result.instructions;
    }
    expect(instructions).toBeGreaterThan(50_000n);
  });

  it("stop there too when only what is hot was translated", () => {
    const candidate = new TranslatorEngine(host, instructionSet, { interpreter });
    for (let seed = 20; seed <= 24; seed += 1) {
      expect(contestFlow(interpreter, candidate, seed).difference).toBeUndefined();
    }
  });
});
