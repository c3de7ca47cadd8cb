/** The engines under comparison, over one instruction set. */
import { ZEROVM } from "../../spec/nacl/profiles.ts";
import { InterpreterEngine } from "../../src/interpreter/engine.ts";
import { type InstructionSet, createInstructionSet } from "../../src/oracle/instruction-set.ts";
import { OracleEngine } from "../../src/oracle/oracle-engine.ts";
import { completeTable } from "../../src/table/complete.ts";
import { TranslatorEngine } from "../../src/translator/engine.ts";
import { FastValidator } from "../../src/validator/fast/validate.ts";
import { type WasmHost, wasmHost } from "../../src/wasm/host.ts";
import { createPrng } from "../prng.ts";
import { AnyForm } from "./any-form.ts";
import { type Engines, FlowContest, type Outcome } from "./contest.ts";
import { type Program, makeProgram } from "./program.ts";

/**
 * Short programs share an interpreter, so many at most: its loop grows with what they execute, and
 * slower with time. A long one gets its own.
 */
const PROGRAMS_PER_INTERPRETER = 32;
const LONG = 2_000_000n;
/** The shortest program has this part of the longest. */
const SHORTEST_BITS = 3;

export class FlowFuzzer {
  readonly instructionSet: InstructionSet = createInstructionSet(completeTable(), []);
  readonly #host: WasmHost;
  readonly #any: AnyForm;
  readonly #validator: FastValidator;
  readonly #oracle: OracleEngine;
  #interpreter: InterpreterEngine | undefined;
  #programs = 0;

  constructor() {
    const host = wasmHost();
    if (host === undefined) throw new Error("this host has no WebAssembly");
    this.#host = host;
    this.#any = new AnyForm(this.instructionSet);
    this.#validator = new FastValidator(ZEROVM, this.instructionSet.table, host);
    this.#oracle = new OracleEngine(this.instructionSet);
  }

  /** Program number `seed`. Throws when the sandbox would not accept it: the generator is wrong. */
  program(seed: number): Program {
    const program = makeProgram(seed, this.#any, this.instructionSet.decoder);
    if (!this.#validator.accepts(program.text)) {
      throw new Error(`defect: program ${seed} is not valid in profile ${ZEROVM.name}`);
    }
    return program;
  }

  /** Drops the interpreter, so that the next program finds a new one. */
  forget(): void {
    this.#interpreter = undefined;
    this.#programs = 0;
  }

  #engines(length: bigint): Engines {
    this.#programs += 1;
    if (length > LONG || this.#programs > PROGRAMS_PER_INTERPRETER) this.forget();
    const interpreter = this.#interpreter ??= new InterpreterEngine(this.#host, this.instructionSet);
    return {
      interpreter, oracle: this.#oracle,
      translator: (eager, limits) =>
        new TranslatorEngine(this.#host, this.instructionSet, { eager, limits, interpreter }),
    };
  }

  /** A contest of program number `seed`, about to start: `longest` instructions, or fewer. */
  contest(seed: number, longest: bigint): FlowContest {
    const part = createPrng(seed ^ 0x1e9).below(1000) / 1000;
    const length = BigInt(Math.ceil(Number(longest) * 2 ** (-SHORTEST_BITS * part)));
    return new FlowContest(this.program(seed), this.#engines(length), length);
  }

  run(seed: number, longest: bigint): Outcome {
    return this.contest(seed, longest).run();
  }
}
