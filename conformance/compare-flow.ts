/**
 * Command: random programs with control flow in the interpreter and in the translator, everything
 * translated, until so many instructions agree.
 *
 *     npm run conformance:flow -- [INSTRUCTIONS] [SEED]
 *
 * Exits with 1 at the first disagreement and prints its seed.
 */
import { createInstructionSet } from "../src/oracle/instruction-set.ts";
import { InterpreterEngine } from "../src/interpreter/engine.ts";
import { completeTable } from "../src/table/complete.ts";
import { TranslatorEngine } from "../src/translator/engine.ts";
import { wasmHost } from "../src/wasm/host.ts";
import { contestFlow } from "./flow-contest.ts";

const [wanted = "100000000", first = "1"] = process.argv.slice(2);
const host = wasmHost();
if (host === undefined) throw new Error("this host has no WebAssembly");
const instructionSet = createInstructionSet(completeTable(), []);
const reference = new InterpreterEngine(host, instructionSet);

let seed = Number(first);
let agreed = 0n;
for (; agreed < BigInt(wanted); seed += 1) {
  // A fresh engine each time: programs are kept by their text, and these never come back.
  const candidate = new TranslatorEngine(host, instructionSet, { eager: true, interpreter: reference });
  const { instructions, difference } = contestFlow(reference, candidate, seed);
  if (difference !== undefined) {
    console.log(difference);
    process.exit(1);
  }
  agreed += instructions;
}
console.log(`${agreed} instructions of ${seed - Number(first)} programs agree (seeds from ${first})`);
