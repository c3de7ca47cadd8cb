/**
 * Two engines against each other on random programs: same exits, registers, flags, counts, traces
 * and memory after every stop. The unit of comparison is a run, so that what an engine does across
 * instructions is compared too; a difference is then narrowed down by single steps.
 */
import type { Form } from "../spec/isa/form.ts";
import type { Decoder } from "../src/decoder/decode.ts";
import type { Engine, Machine } from "../src/machine/engine.ts";
import type { Exit } from "../src/machine/exit.ts";
import { PAGE_BYTES } from "../src/machine/flat-memory.ts";
import { EXECUTE, READ, WRITE } from "../src/machine/memory.ts";
import { PC, RETIRED, TRACE } from "../src/machine/state.ts";
import { writeRegisters } from "../src/raw/registers.ts";
import type { Registers } from "../src/raw/registers.ts";
import { describeExit, differingRegisters, sameRegisters } from "./machine-state.ts";
import { createPrng } from "./prng.ts";
import { ProgramMaker } from "./random-programs.ts";
import type { Program } from "./random-programs.ts";
import { randomBytes, randomRegisters } from "./random-values.ts";

/** Raw mode: base 0, flags of MXCSR kept. Session mode: the sandbox's base, flags not kept. */
export type Mode = "raw" | "session";

export interface Contest {
  readonly reference: Engine;
  readonly candidate: Engine;
  readonly forms: readonly Form[];
  readonly decoder: Decoder;
  readonly mode: Mode;
  readonly seed: number;
}

/** The first disagreement: what, where, and how to see it again. */
export interface Disagreement {
  readonly mode: Mode;
  readonly seed: number;
  readonly program: number;
  readonly instruction: string;
  readonly differences: readonly string[];
}

/** Where these are, a session keeps MXCSR's flags; the contest's session has none of them. */
const SEES_MXCSR = /mxcsr|^fxsave|^fxrstor/;
const SANDBOX_BASE = 0x440a_0000_0000n;
const HLT = 0xf4;
const CODE = 0x2_0000;
const CODE_BYTES = 0x1_0000;
const DATA = 0x10_0000;
const DATA_BYTES = 0x1000;
/** Bytes of it that are new for every program. */
const FRESH_BYTES = 512;
/** Instructions per program, about; and how far a run may go before it is cut off. */
const PROGRAM_LENGTH = 24;
const RUN_LIMIT = 400n;
const BUDGET: Exit = { kind: "budget" };
/** A branch back may go over the same faults again and again. */
const STOPS_MAX = 100;

export class TierContest {
  readonly #contest: Contest;
  readonly #base: bigint;
  readonly #machines: readonly [Machine, Machine];
  readonly #maker: ProgramMaker;
  readonly #prng: ReturnType<typeof createPrng>;
  #program = 0;
  /** Instructions executed by the reference so far. */
  instructions = 0n;

  constructor(contest: Contest) {
    this.#contest = contest;
    this.#base = contest.mode === "raw" ? 0n : SANDBOX_BASE;
    this.#prng = createPrng(contest.seed);
    const { reference, candidate } = contest;
    this.#machines = [this.#createMachine(reference), this.#createMachine(candidate)];
    const forms = contest.mode === "raw"
      ? contest.forms : contest.forms.filter(({ mnemonic }) => !SEES_MXCSR.test(mnemonic));
    this.#maker = new ProgramMaker(forms, contest.decoder, {
      code: this.#base + BigInt(CODE), data: this.#base + BigInt(DATA), dataBytes: DATA_BYTES,
    }, this.#prng);
  }

  #createMachine(engine: Engine): Machine {
    const machine = engine.createMachine({
      base: this.#base,
      regions: [
        { name: "code", start: CODE, end: CODE + CODE_BYTES, permission: READ | EXECUTE },
        { name: "data", start: DATA, end: DATA + 0x1_0000, permission: READ | WRITE },
      ],
      contents: [{ address: CODE, bytes: new Uint8Array(CODE_BYTES).fill(HLT) }],
      trapSlots: { start: 0, end: 0 }, stickyFlags: this.#contest.mode === "raw",
    });
    // Pages with other permissions behind the data: accesses that begin inside may end in a fault.
    machine.protect(DATA + DATA_BYTES, DATA + 2 * DATA_BYTES, READ);
    machine.protect(DATA + 2 * DATA_BYTES, DATA + 0x1_0000, 0);
    return machine;
  }

  /** Runs one random program in both engines; the first disagreement, or nothing. */
  next(): Disagreement | undefined {
    const program = this.#maker.make(PROGRAM_LENGTH);
    const entry = this.#base + BigInt(CODE);
    const registers = randomRegisters(this.#prng, entry);
    const data = this.#freshData();
    this.#program++;
    this.#prepare(program, registers, data);
    // Some programs run in short pieces: a budget ends a run at exactly its last instruction.
    const piece = this.#prng.oneIn(3) ? BigInt(1 + this.#prng.below(12)) : RUN_LIMIT;
    if (this.#agreeToTheEnd(program, piece, RUN_LIMIT)) return undefined;
    return this.#narrow(program, registers, data);
  }

  /** The data area as the last program left it, with a part of it new. */
  #freshData(): Uint8Array {
    const data = this.#machines[0].memory.copyOut(this.#base + BigInt(DATA), DATA_BYTES);
    data.set(randomBytes(this.#prng, FRESH_BYTES), this.#prng.below(DATA_BYTES - FRESH_BYTES));
    return data;
  }

  #prepare(program: Program, registers: Registers, data: Uint8Array): void {
    for (const machine of this.#machines) {
      machine.memory.copyIn(this.#base + BigInt(CODE), program.bytes);
      machine.protect(CODE, CODE + PAGE_BYTES, READ | EXECUTE);
      machine.memory.copyIn(this.#base + BigInt(DATA), data);
      writeRegisters(machine.state, registers);
      for (const counter of [RETIRED, TRACE]) machine.state.setBigUint64(counter, 0n, true);
    }
  }

  /**
   * Runs both on in pieces, over faults, until the program ends or `limit` instructions were
   * executed; false as soon as they disagree.
   */
  #agreeToTheEnd(program: Program, piece: bigint, limit: bigint): boolean {
    const [reference, candidate] = this.#machines;
    for (let stop = 0; stop < STOPS_MAX; stop++) {
      const exit = reference.run(piece);
      const other = candidate.run(piece);
      if (!sameRegisters(reference, candidate) || describeExit(exit) !== describeExit(other)) {
        return false;
      }
      const more = reference.state.getBigUint64(RETIRED, true) < limit;
      if (!(exit.kind === "budget" && more) && !this.#skip(program, exit)) break;
    }
    this.instructions += reference.state.getBigUint64(RETIRED, true);
    return this.#sameMemory();
  }

  #sameMemory(): boolean {
    const [a, b] = this.#machines.map(({ memory }) =>
      Buffer.from(memory.copyOut(this.#base + BigInt(DATA), 2 * DATA_BYTES)));
    return a !== undefined && b !== undefined && a.equals(b);
  }

  /** Goes on behind an instruction that could not be executed; false where the program is over. */
  #skip(program: Program, exit: Exit): boolean {
    if (!["fault", "unsupported", "syscall"].includes(exit.kind)) return false;
    const [{ state }] = this.#machines;
    const offset = Number(state.getBigUint64(PC, true) - this.#base) - CODE;
    const next = program.starts.find((start) => start > offset);
    if (offset < 0 || next === undefined || offset >= program.bytes.length) return false;
    for (const machine of this.#machines) {
      machine.state.setBigUint64(PC, this.#base + BigInt(CODE + next), true);
    }
    return true;
  }

  /** Everything in which the two machines differ now. */
  #differences(exit: Exit, other: Exit): string[] {
    const [mine, theirs] = [describeExit(exit), describeExit(other)];
    return [
      ...(mine === theirs ? [] : [`exit: ${mine} and ${theirs}`]),
      ...differingRegisters(...this.#machines),
      ...(this.#sameMemory() ? [] : ["memory"]),
    ];
  }

  /** Runs the program again, one instruction at a time, to name the one that differs. */
  #narrow(program: Program, registers: Registers, data: Uint8Array): Disagreement {
    this.#prepare(program, registers, data);
    const [reference, candidate] = this.#machines;
    const { mode, seed } = this.#contest;
    for (let count = 0n; count < 4n * RUN_LIMIT; count++) {
      const offset = Number(reference.state.getBigUint64(PC, true) - this.#base) - CODE;
      const exit = reference.run(1n);
      const differences = this.#differences(exit, candidate.run(1n));
      if (differences.length > 0) {
        return {
          mode, seed, program: this.#program, differences,
          instruction: hex(program.bytes.subarray(offset, offset + 15)),
        };
      }
      if (exit.kind !== "budget" && !this.#skip(program, exit)) break;
    }
    return this.#narrowWhole(program, registers, data);
  }

  /** Single steps agree: finds the shortest run that does not. */
  #narrowWhole(program: Program, registers: Registers, data: Uint8Array): Disagreement {
    const { mode, seed } = this.#contest;
    let length = 0n;
    let differences: readonly string[] = [];
    while (differences.length === 0 && length++ < RUN_LIMIT) {
      this.#prepare(program, registers, data);
      this.#agreeToTheEnd(program, length, length);
      differences = this.#differences(BUDGET, BUDGET);
    }
    return {
      mode, seed, program: this.#program, instruction: hex(program.bytes),
      differences: [`run as a whole: the first ${length} instructions`, ...differences],
    };
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
