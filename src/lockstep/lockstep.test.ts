/** Two tiers that agree run as one; one that is tampered with is found at the very instruction. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BASE } from "../../spec/abi/memory-map.ts";
import type { Engine, Machine, MachineImage, Snapshot } from "../machine/engine.ts";
import type { Exit } from "../machine/exit.ts";
import { readRegister, writeRegister } from "../machine/registers.ts";
import { PC, RETIRED } from "../machine/state.ts";
import { runProgram } from "../sdk/run-program.ts";
import { isTier, lockstepChoice } from "../session/tiers.ts";
import { createToolchain } from "../session/toolchain.ts";
import { Divergence } from "./divergence.ts";
import type { Difference } from "./divergence.ts";
import { explainDifference } from "./explain.ts";
import { LockstepEngine } from "./lockstep-engine.ts";

const EXAMPLES = join(import.meta.dirname, "../../examples");
const { engine: oracle, validator } = createToolchain("oracle");
const { engine: interpreter } = createToolchain("interpreter");
/** A small guest: every search compares all of its memory. */
const MEMORY = 0x200_0000;
const R12 = 12;
const FLIP = 0x10n;

/** What goes wrong: after `after` instructions, and only in runs of at least `runMin`. */
interface Defect {
  readonly after: bigint;
  readonly runMin: bigint;
  strike(machine: Machine): void;
}

/** A machine that does everything right until its count of instructions reaches the defect. */
class FaultyMachine implements Machine {
  readonly #inner: Machine;
  readonly #defect: Defect;

  constructor(inner: Machine, defect: Defect) {
    this.#inner = inner;
    this.#defect = defect;
  }

  run(budget: bigint): Exit {
    const { after, runMin } = this.#defect;
    const ahead = after - this.state.getBigUint64(RETIRED, true);
    if (ahead <= 0n || ahead > budget || budget < runMin) return this.#inner.run(budget);
    const exit = this.#inner.run(ahead);
    if (this.state.getBigUint64(RETIRED, true) === after) this.#defect.strike(this.#inner);
    return exit.kind !== "budget" || ahead === budget ? exit : this.#inner.run(budget - ahead);
  }

  get state(): DataView { return this.#inner.state; }
  get memory(): Machine["memory"] { return this.#inner.memory; }
  get residentBytes(): number { return this.#inner.residentBytes; }
  runFor(instructions: number): Exit { return this.run(BigInt(instructions)); }
  step(): Exit { return this.run(1n); }
  protect(start: number, end: number, permission: number): void {
    this.#inner.protect(start, end, permission);
  }
  keepStickyFlags(): void { this.#inner.keepStickyFlags(); }
  snapshot(): Snapshot { return this.#inner.snapshot(); }
  restore(snapshot: Snapshot): void { this.#inner.restore(snapshot); }
  visit(start: number, end: number, sink: (piece: Uint8Array) => void): void {
    this.#inner.visit(start, end, sink);
  }
}

function faulty(defect: Defect): Engine {
  return {
    tier: "faulty",
    createMachine: (image: MachineImage) => new FaultyMachine(interpreter.createMachine(image), defect),
  };
}

function flip({ state }: Machine): void {
  writeRegister(state, R12, readRegister(state, R12) ^ FLIP);
}

function example(name: string): Uint8Array {
  return readFileSync(join(EXAMPLES, `${name}.nexe`));
}

/** Address of the instruction that is executed behind the first `retired`. */
async function addressAfter(retired: bigint): Promise<bigint> {
  const { session } = await runProgram(example("primes"), {
    toolchain: { engine: oracle, validator }, instructionLimit: retired, memoryBytes: MEMORY,
  });
  return session.machine?.state.getBigUint64(PC, true) ?? 0n;
}

async function differenceOf(engine: Engine, instructionLimit: bigint): Promise<Difference> {
  const { session } = await runProgram(example("primes"), {
    toolchain: { engine, validator }, instructionLimit, memoryBytes: MEMORY,
  });
  const { failure } = session;
  if (!(failure instanceof Divergence)) throw new Error(`no difference: ${failure?.message}`);
  expect(failure.kind).toBe("defect");
  return failure.difference;
}

describe("a tier that corrupts a register", () => {
  it.each([2n, 4321n, 123_456n])("after %d instructions is caught there", async (after) => {
    const engine = new LockstepEngine(interpreter, faulty({ after, runMin: 0n, strike: flip }));
    const difference = await differenceOf(engine, 200_000n);
    expect(difference.retired).toBe(after - 1n);
    expect(difference.pc).toBe(await addressAfter(after - 1n));
    expect(difference.run).toBeUndefined();
    expect(difference.fields.map(({ field }) => field.name)).toEqual(["r12"]);
    const [r12] = difference.fields;
    expect((r12?.values.first ?? 0n) ^ (r12?.values.second ?? 0n)).toBe(FLIP);
  });

  it("that is soon written again is caught where every instruction is compared", async () => {
    const defect = faulty({ after: 1n, runMin: 0n, strike: flip });
    const engine = new LockstepEngine(interpreter, defect, { stretch: 1n });
    expect((await differenceOf(engine, 100n)).retired).toBe(0n);
  });

  it("is caught by comparing at every instruction too", async () => {
    const engine = new LockstepEngine(
      interpreter, faulty({ after: 777n, runMin: 0n, strike: flip }), { stretch: 1n });
    expect((await differenceOf(engine, 2000n)).retired).toBe(776n);
  });

  it("only in long runs is caught as a run", async () => {
    const engine = new LockstepEngine(
      interpreter, faulty({ after: 5000n, runMin: 100n, strike: flip }));
    const { run, fields } = await differenceOf(engine, 200_000n);
    expect(run?.instructions).toBeGreaterThanOrEqual(100n);
    expect(fields.map(({ field }) => field.name)).toEqual(["r12"]);
  });
});

describe("a tier that corrupts memory", () => {
  const HEAP = 0x80_0000n;
  const strike = ({ memory }: Machine): void => memory.store(BASE + HEAP, 1, 0x5an);

  it("is caught at the next comparison of memory, at the instruction", async () => {
    const engine = new LockstepEngine(
      interpreter, faulty({ after: 4321n, runMin: 0n, strike }), { interval: 100_000n });
    const { retired, words, fields } = await differenceOf(engine, 200_000n);
    expect([retired, fields]).toEqual([4320n, []]);
    expect(words.map(({ address }) => address)).toEqual([Number(HEAP)]);
    expect([...words[0]?.values.second ?? []]).toEqual([0x5a, 0, 0, 0, 0, 0, 0, 0]);
  });

  it("is caught at the end of the guest at the latest", async () => {
    const engine = new LockstepEngine(interpreter, faulty({ after: 10n, runMin: 0n, strike }));
    expect((await differenceOf(engine, 20n)).retired).toBe(9n);
  });
});

it("a difference is explained: instruction, operands, both states", async () => {
  const engine = new LockstepEngine(oracle, faulty({ after: 4n, runMin: 0n, strike: flip }),
    { names: ["right", "wrong"] });
  const difference = await differenceOf(engine, 100n);
  const lines = explainDifference(difference).split("\n");
  expect(lines[0]).toBe("right and wrong agree for 3 instructions. They differ behind this instruction:");
  const address = (difference.pc - BASE).toString(16);
  expect(lines[1]).toMatch(new RegExp(`^  ${address}:  ([0-9a-f]{2} )+ [a-z]+`));
  expect(lines).toContain("what differs behind it:");
  expect(lines.at(-3)).toMatch(/^ {14}right +wrong$/);
  expect(lines.at(-2)).toMatch(/^ {2}r12 +[0-9a-f]{16} {2}[0-9a-f]{16}$/);
});

describe("names of tiers", () => {
  it.each([
    ["lockstep", ["interpreter", "translator"], undefined],
    ["lockstep:oracle,auto", ["oracle", "auto"], undefined],
    ["lockstep:oracle,translator,100", ["oracle", "translator"], 100n],
  ] as const)("%s", (name, tiers, stretch) => {
    expect(isTier(name)).toBe(true);
    expect(lockstepChoice(name)).toEqual({ tiers, stretch });
  });

  it.each(["", "fast", "lockstep:", "lockstep:oracle", "lockstep:oracle,lockstep",
    "lockstep:oracle,interpreter,0", "lockstep:oracle,interpreter,1,1", "Lockstep"])(
    "%j is none", (name) => expect(isTier(name)).toBe(false));
});

describe("a session in lockstep", () => {
  const input = Buffer.alloc(100_000, "a line of text\n");

  it.each(["lockstep", "lockstep:oracle,interpreter", "lockstep:translator,oracle"] as const)(
    "%s makes its traps once, with the results of one tier", async (tier) => {
      const outcomes = await Promise.all([tier, "interpreter"].map(async (name) => {
        const { session, stdout, exitCode } = await runProgram(example("copy"), {
          toolchain: createToolchain(name as "interpreter"), stdin: input, memoryBytes: MEMORY,
        });
        const { retired, trace, report } = session;
        return { exitCode, text: Buffer.from(stdout).toString(), retired, trace, report };
      }));
      expect(outcomes[0]).toEqual(outcomes[1]);
      expect(outcomes[0]?.text).toBe(input.toString());
    });

  it("ends as the guest does: a fault, a limit", async () => {
    for (const [name, kind] of [["fault", "trapped"], ["endless", "exhausted"]] as const) {
      const { session } = await runProgram(example(name), {
        toolchain: createToolchain("lockstep"), instructionLimit: 300_000n, memoryBytes: MEMORY,
      });
      expect(session.failure?.kind).toBe(kind);
    }
  });
});
