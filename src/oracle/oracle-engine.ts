/** The oracle as an engine: machines on flat memory that execute one meaning after the other. */
import type { Engine, Machine, MachineImage, Snapshot } from "../machine/engine.ts";
import type { Exit } from "../machine/exit.ts";
import { FlatMemory } from "../machine/flat-memory.ts";
import type { Processor } from "../machine/processor.ts";
import { BUDGET, MXCSR, STATE_BYTES } from "../machine/state.ts";
import type { InstructionSet } from "./instruction-set.ts";
import { Oracle } from "./oracle.ts";
import type { Poison } from "./poison.ts";

/** MXCSR's sticky exception flags. */
const STICKY = 0x3f;

class OracleSnapshot implements Snapshot {
  readonly block: Uint8Array;
  readonly memory: FlatMemory;
  readonly stickyFlags: boolean;

  constructor(block: Uint8Array, memory: FlatMemory, stickyFlags: boolean) {
    this.block = block;
    this.memory = memory;
    this.stickyFlags = stickyFlags;
  }

  get bytes(): number {
    return this.block.length + this.memory.residentBytes;
  }
}

/** A guest that the oracle executes. */
export class OracleMachine implements Machine, Processor {
  readonly state: DataView;
  readonly memory: FlatMemory;
  readonly base: bigint;
  readonly trapSlots: MachineImage["trapSlots"];
  stickyFlags: boolean;
  readonly #block = new Uint8Array(STATE_BYTES);
  readonly #oracle: Oracle;

  constructor(oracle: Oracle, image: MachineImage) {
    this.#oracle = oracle;
    this.state = new DataView(this.#block.buffer);
    this.memory = new FlatMemory(image.base, image.contents);
    this.base = image.base;
    this.trapSlots = image.trapSlots;
    this.stickyFlags = image.stickyFlags;
    for (const { start, end, permission } of image.regions) this.memory.map(start, end, permission);
  }

  run(budget: bigint): Exit {
    this.state.setBigInt64(BUDGET, budget, true);
    for (;;) {
      const exit = this.#oracle.step(this);
      if (exit !== undefined) return exit;
    }
  }

  runFor(instructions: number): Exit {
    return this.run(BigInt(instructions));
  }

  step(): Exit {
    return this.run(1n);
  }

  protect(start: number, end: number, permission: number): void {
    this.memory.map(start, end, permission);
  }

  keepStickyFlags(): void {
    if (this.stickyFlags) return;
    this.stickyFlags = true;
    this.state.setUint32(MXCSR, this.state.getUint32(MXCSR, true) & ~STICKY, true);
  }

  snapshot(): Snapshot {
    return new OracleSnapshot(this.#block.slice(), this.memory.clone(), this.stickyFlags);
  }

  restore(snapshot: Snapshot): void {
    if (!(snapshot instanceof OracleSnapshot)) {
      throw new TypeError("this snapshot was taken by an engine of another tier");
    }
    this.#block.set(snapshot.block);
    this.memory.assign(snapshot.memory);
    this.stickyFlags = snapshot.stickyFlags;
  }

  visit(start: number, end: number, sink: (piece: Uint8Array) => void): void {
    this.memory.visit(start, end, sink);
  }

  get residentBytes(): number {
    return this.memory.residentBytes;
  }
}

/** Makes oracle machines; programs are shared by all of them. */
export class OracleEngine implements Engine {
  readonly tier = "oracle";
  readonly #oracle: Oracle;

  /** With `poison`, undefined results are watched, and their uses reported to it. */
  constructor(instructionSet: InstructionSet, poison?: Poison) {
    this.#oracle = new Oracle(instructionSet, poison);
  }

  createMachine(image: MachineImage): OracleMachine {
    return new OracleMachine(this.#oracle, image);
  }
}
