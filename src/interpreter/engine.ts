/** The interpreter as an engine: one compiled loop, shared by all machines. */
import type { Engine, MachineImage } from "../machine/engine.ts";
import type { InstructionSet } from "../oracle/instruction-set.ts";
import { Oracle } from "../oracle/oracle.ts";
import type { WasmHost } from "../wasm/host.ts";
import { hotSequences, laterSequences } from "./hot.ts";
import type { HotSequence } from "./hot.ts";
import { LoopSource } from "./loop-source.ts";
import { InterpreterMachine } from "./machine.ts";
import type { Interpreter } from "./machine.ts";

export interface InterpreterOptions {
  /** Which forms the loop runs from the start; what compiled programs need most by default. */
  readonly hot?: readonly HotSequence[];
  /**
   * Whether a long-running program gets a loop with the sequences that it executes most; default
   * true. Results do not depend on it.
   */
  readonly isTailoring?: boolean;
}

export class InterpreterEngine implements Engine {
  readonly tier = "interpreter";
  readonly #interpreter: Interpreter;
  readonly #isTailoring: boolean;

  constructor(host: WasmHost, instructionSet: InstructionSet, options: InterpreterOptions = {}) {
    const oracle = new Oracle(instructionSet);
    const loops = new LoopSource(
      host, oracle.programs, (id) => instructionSet.table.byId(id), options.hot ?? hotSequences(),
      options.hot === undefined ? laterSequences : () => []);
    this.#interpreter = { host, loops, oracle, instructionSet };
    this.#isTailoring = options.isTailoring ?? true;
  }

  /** `isTailoring` as in the options, for machines that another tier runs most of the time. */
  createMachine(image: MachineImage, isTailoring = this.#isTailoring): InterpreterMachine {
    return new InterpreterMachine(this.#interpreter, image, isTailoring);
  }
}
