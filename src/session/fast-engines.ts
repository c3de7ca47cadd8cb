/**
 * The engines that compile. They stand apart from the toolchain, because the command loads them when
 * a session turns out to need one: short guests end in the oracle.
 */
import { InterpreterEngine } from "../interpreter/engine.ts";
import type { Engine } from "../machine/engine.ts";
import type { InstructionSet } from "../oracle/instruction-set.ts";
import { TranslatorEngine } from "../translator/engine.ts";
import type { Archive } from "../translator/engine.ts";
import type { WasmHost } from "../wasm/host.ts";

export function interpreterEngine(host: WasmHost, instructionSet: InstructionSet): Engine {
  return new InterpreterEngine(host, instructionSet);
}

/** The translator; `isEager`: everything at its first visit, not only what is hot. */
export function translatorEngine(
  host: WasmHost, instructionSet: InstructionSet, isEager: boolean, archive?: Archive,
): Engine {
  return new TranslatorEngine(host, instructionSet, {
    eager: isEager, ...(archive === undefined ? {} : { archive }),
  });
}
