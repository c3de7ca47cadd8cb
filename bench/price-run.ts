/**
 * One run of one program in the translated tier without some of its exactness, in a process of its
 * own, for `price.ts`: prints one JSON line.
 *
 *     node --no-liftoff price-run.mjs MODULE STDIN [access|budget|nan|flags|trace]...
 */
import { createToolchain } from "../src/index.ts";
import type { Engine } from "../src/index.ts";
import { HIGH_WINDOW_START } from "../src/machine/linear-layout.ts";
import { createInstructionSet } from "../src/oracle/instruction-set.ts";
import { completeTable } from "../src/table/complete.ts";
import { TranslatorEngine } from "../src/translator/engine.ts";
import { EXACTNESSES } from "../src/translator/exactness.ts";
import type { Exactness, Without } from "../src/translator/exactness.ts";
import { wasmHost } from "../src/wasm/host.ts";
import { measuredRun } from "./measured-run.ts";

function isExactness(word: string): word is Exactness {
  return (EXACTNESSES as readonly string[]).includes(word);
}

/** Memory is backed when a check finds that it is not; without checks it must be there before. */
function backed(inner: Engine): Engine {
  return {
    tier: inner.tier,
    createMachine(image) {
      const machine = inner.createMachine(image);
      const ends = image.regions.map(({ end }) => end).filter((end) => end <= HIGH_WINDOW_START);
      machine.memory.copyOut(image.base + BigInt(Math.max(...ends) - 1), 1);
      return machine;
    },
  };
}

const [module, stdin, ...words] = process.argv.slice(2);
const host = wasmHost();
if (module === undefined || stdin === undefined || !words.every(isExactness)) {
  throw new Error(`usage: price-run.mjs MODULE STDIN [${EXACTNESSES.join("|")}]...`);
}
if (host === undefined) throw new Error("this bench needs WebAssembly");
const without: Without = Object.fromEntries(words.map((word) => [word, true as const]));
const engine = new TranslatorEngine(host, createInstructionSet(completeTable(), []), { without });
const run = await measuredRun(
  module, stdin, { engine: backed(engine), validator: createToolchain("oracle").validator });
process.stdout.write(`${JSON.stringify(run)}\n`);
