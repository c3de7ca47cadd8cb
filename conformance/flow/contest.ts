/**
 * One random program in several machines side by side: the interpreter, the translator in different
 * conditions, the oracle for the beginning. At random counts all of them stop, having come there in
 * pieces of their own, and must agree in every register, flag, counter and byte.
 */
import type { Engine, Machine, Snapshot } from "../../src/machine/engine.ts";
import type { Exit } from "../../src/machine/exit.ts";
import { EXECUTE, READ, WRITE } from "../../src/machine/memory.ts";
import { readRegister, writeRegister } from "../../src/machine/registers.ts";
import { FSW, PC, TRACE } from "../../src/machine/state.ts";
import { traceStep } from "../../src/machine/trace.ts";
import { describeExit, differingRegisters, sameRegisters } from "../machine-state.ts";
import { LIMITS } from "../../src/translator/engine.ts";
import type { UnitLimits } from "../../src/translator/unit.ts";
import { type Prng, createPrng } from "../prng.ts";
import { random64 } from "../random-values.ts";
import type { Program } from "./program.ts";
import { type Side, randomPieces, retiredOf, runPieces } from "./side.ts";
import {
  BASE, DATA, DATA_BYTES, HEAP_END, PAGE, SPACE_END, STACK, STACK_TOP, TEXT, createMachine,
  randomContents,
} from "./terrain.ts";
import { BUNDLE, NOP } from "./text-writer.ts";

const RSP = 4;
/** Instructions of a program at the start that the oracle executes as well, in one of a few. */
const ORACLE_INSTRUCTIONS = 4000n;
/** Instructions that warm an engine up before its second machine starts. */
const WARM_UP = 30_000n;
/** Now and then so many stops come close together: what only a stop shows, flags above all. */
const BURST_STOPS = 16;
const BURST_DISTANCE = 30;
/** Faults after which a program is over. */
const FAULTS_MAX = 200;
/** A program that faults at one place so often does nothing else any more. */
const REPEATED_FAULTS_MAX = 24;

/** Programs with at most so many bytes of text are mostly translated as a whole. */
const SMALL_BYTES = 4096;

/** What of a program is translated, and when: everything at once, again, what is hot, nothing. */
type Condition = "cold" | "warm" | "hot" | "none";

/** To translate everything takes as long as a large program is worth: there it is rare. */
function conditionsOf({ usedBytes }: Program, prng: Prng): readonly Condition[] {
  const small = usedBytes <= SMALL_BYTES;
  if (prng.oneIn(small ? 12 : 80)) return ["cold", "warm", "hot", "none"];
  const pick = prng.below(small ? 20 : 50);
  if (!small) return pick === 0 ? ["cold"] : pick === 1 ? ["warm"] : ["hot"];
  return pick < 9 ? ["cold"] : pick < 15 ? ["warm"] : ["hot"];
}

/**
 * What one unit may hold: small units have borders everywhere, and are quick to make. What is hot is
 * translated as it always is.
 */
function someLimits(prng: Prng): UnitLimits {
  // Nothing here runs long enough to be translated by itself otherwise.
  const warmUp = 0;
  if (prng.oneIn(8)) return { ...LIMITS, warmUp };
  const instructions = prng.pick([8, 30, 60, 150]);
  const inline = { inlineInstructions: prng.pick([0, 20, 80]), inlineDepth: prng.pick([1, 2, 6]), inlineUntil: instructions };
  return {
    instructions, blocks: instructions, ...inline, switchInstructions: prng.pick([0, 300]),
    localsUntil: prng.pick([0, 40, instructions]), rounds: prng.pick([1, 2, 4]), warmUp,
  };
}

/** Engines for one program: translators are new for each, since programs never come back. */
export interface Engines {
  readonly interpreter: Engine;
  readonly oracle: Engine;
  /** Everything translated at once, or what is hot; `limits`: what one unit may hold. */
  translator(eager: boolean, limits: UnitLimits): Engine;
}

/** Where and in what a machine differs from the first one. */
export interface Difference {
  readonly side: string;
  /** Number of the stop, and the instructions executed at the stop before it and at this one. */
  readonly stop: number;
  readonly from: bigint;
  readonly to: bigint;
  readonly what: readonly string[];
  /** The runs from the stop before: of the reference, of the machine that differs. */
  readonly pieces: readonly [readonly number[], readonly number[]];
}

export interface Outcome {
  readonly instructions: bigint;
  /** How often runs ended in anything but their budget. */
  readonly exits: number;
  readonly difference: Difference | undefined;
}

/** Where all machines have been, while they were so many. */
interface Saved {
  readonly sides: number;
  readonly snapshots: ReadonlyMap<Machine, Snapshot>;
  readonly locked: number;
}

export class FlowContest {
  readonly program: Program;
  readonly #prng: Prng;
  readonly #length: bigint;
  #sides: Side[];
  #stop = 0;
  #exits = 0;
  /** How often the program may still be changed, and the page of it that cannot be executed. */
  #changes: number;
  #locked = -1;
  readonly #faultsAt = new Map<bigint, number>();
  /** Pages that may have lost a permission. */
  readonly #protected = new Set<number>();
  /** Stops of a burst that are still to come. */
  #burst = 0;
  #saved: Saved | undefined;
  #last: readonly (readonly number[])[] = [];

  /** `length`: instructions to execute at most. */
  constructor(program: Program, engines: Engines, length: bigint) {
    this.program = program;
    this.#prng = createPrng(program.seed ^ 0x5eed);
    this.#length = length;
    this.#sides = this.#makeSides(engines);
    this.#changes = this.#prng.pick(program.usedBytes <= SMALL_BYTES ? [0, 0, 2, 4] : [0, 0, 1]);
  }

  get sides(): readonly Side[] {
    return this.#sides;
  }

  #makeSides(engines: Engines): Side[] {
    const prng = this.#prng;
    const contents = randomContents(prng);
    const side = (name: string, engine: Engine, until = this.#length): Side =>
      ({ name, machine: createMachine(engine, this.program, contents), until });
    const sides = [side("interpreter", engines.interpreter)];
    const limits = someLimits(prng);
    for (const condition of conditionsOf(this.program, prng)) {
      switch (condition) {
        case "cold": sides.push(side("translator, everything translated, cold", engines.translator(true, limits))); break;
        case "warm": {
          const engine = engines.translator(true, limits);
          createMachine(engine, this.program, randomContents(createPrng(prng.next()))).run(WARM_UP);
          sides.push(side("translator, everything translated, warm", engine));
          break;
        }
        case "hot": sides.push(side("translator, hot code translated", engines.translator(false, prng.oneIn(3) ? limits : LIMITS))); break;
        case "none": sides.push(side("interpreter in other pieces", engines.interpreter)); break;
      }
    }
    if (prng.oneIn(3)) sides.push(side("oracle", engines.oracle, ORACLE_INSTRUCTIONS));
    return sides;
  }

  get #reference(): Machine {
    const [first] = this.#sides;
    if (first === undefined) throw new Error("defect: a contest without machines");
    return first.machine;
  }

  /** Runs until a difference, the length, or (to look around there) a certain stop. */
  run(stops = Number.POSITIVE_INFINITY): Outcome {
    let difference: Difference | undefined;
    while (difference === undefined && this.#stop < stops && this.#exits < FAULTS_MAX
      && retiredOf(this.#reference) < this.#length) {
      difference = this.#next();
    }
    if (difference === undefined && stops === Number.POSITIVE_INFINITY) {
      difference = this.#compareMemory();
    }
    return { instructions: retiredOf(this.#reference), exits: this.#exits, difference };
  }

  /** How far to the next stop: often near, mostly far, in long contests farther. */
  #distance(): number {
    const prng = this.#prng;
    if (this.#burst > 0) {
      this.#burst -= 1;
      return 1 + prng.below(BURST_DISTANCE);
    }
    if (prng.oneIn(8)) this.#burst = BURST_STOPS;
    const far = Math.max(1_000_000, Number(this.#length) / 8);
    const most = prng.pick([4, 100, 5000, 50_000, 200_000, 1_000_000, far, far]);
    return 1 + prng.below(most);
  }

  #next(): Difference | undefined {
    const from = retiredOf(this.#reference);
    const until = this.#sides.reduce((least, side) => (side.until < least ? side.until : least), this.#length);
    const distance = Math.min(this.#distance(), Math.max(1, Number(until - from)));
    this.#sides = this.#sides.filter((side) => side.until > from);
    const runs = this.#sides.map(() => randomPieces(this.#prng, distance));
    const exits = this.#sides.map(({ machine }, k) => runPieces(machine, runs[k] ?? []));
    this.#last = runs;
    this.#stop += 1;
    const difference = this.#compare(exits, from);
    if (difference === undefined) this.#goOn(exits[0] ?? { kind: "budget" });
    return difference;
  }

  #compare(exits: readonly Exit[], from: bigint): Difference | undefined {
    const [first] = exits;
    if (first === undefined) return undefined;
    const memory = visibleMemory(this.#reference);
    for (const [k, { machine }] of this.#sides.entries()) {
      const exit = exits[k];
      if (k === 0 || exit === undefined) continue;
      const same = sameRegisters(this.#reference, machine) && describeExit(first) === describeExit(exit)
        && visibleMemory(machine).every((bytes, part) => memory[part]?.equals(bytes) === true);
      if (!same) return this.#difference(k, from, differencesOf(this.#reference, machine, first, exit));
    }
    return undefined;
  }

  #difference(k: number, from: bigint, what: readonly string[]): Difference {
    return {
      side: this.#sides[k]?.name ?? "", stop: this.#stop, from, to: retiredOf(this.#reference), what,
      pieces: [this.#last[0] ?? [], this.#last[k] ?? []],
    };
  }

  /** All of it: at the end. */
  #compareMemory(): Difference | undefined {
    const [expected, ...others] = this.#sides.map(({ machine }) => wholeMemory(machine));
    const k = others.findIndex((bytes) => expected?.equals(bytes) === false);
    return k < 0 ? undefined : this.#difference(k + 1, 0n, ["memory far from where the program mostly works"]);
  }

  // What happens between runs: the same to every machine.

  #goOn(exit: Exit): void {
    const prng = this.#prng;
    if (exit.kind !== "budget") this.#exits += 1;
    if (exit.kind === "trap") return this.#returnFromTrap();
    if (exit.kind !== "budget") return this.#land();
    if (prng.oneIn(12)) this.#refresh(1);
    if (prng.oneIn(15)) this.#protect();
    if (this.#changes > 0 && prng.oneIn(6)) this.#change();
  }

  /** Things that make an engine begin anew, so there are only so many of them. */
  #change(): void {
    this.#changes -= 1;
    const pick = this.#prng.below(8);
    if (pick < 5) this.#rewrite();
    else if (pick === 5) this.#lock();
    else this.#goBack();
  }

  #returnFromTrap(): void {
    for (const { machine } of this.#sides) {
      const { memory } = machine;
      const rsp = readRegister(machine.state, RSP);
      const target = BASE | (memory.load(rsp, 8) & 0xffff_ffe0n);
      const { state } = machine;
      writeRegister(state, RSP, rsp + 8n);
      state.setBigUint64(PC, target, true);
      state.setBigUint64(TRACE, traceStep(state.getBigUint64(TRACE, true), target), true);
    }
  }

  /** After a fault the program goes on behind it, or elsewhere, mostly with a new stack. */
  #land(): void {
    const prng = this.#prng;
    this.#repair();
    const { landings, usedBytes } = this.program;
    const behind = Number(this.#reference.state.getBigUint64(PC, true) - BASE) + BUNDLE & -BUNDLE;
    const goesOn = behind >= TEXT && behind < TEXT + usedBytes && prng.oneIn(2);
    const landing = goesOn ? behind : landings[prng.below(landings.length)] ?? this.program.entry;
    const isFresh = prng.oneIn(goesOn ? 4 : 2);
    for (const { machine } of this.#sides) {
      machine.state.setBigUint64(PC, BASE + BigInt(landing), true);
      if (isFresh) writeRegister(machine.state, RSP, BASE + BigInt(STACK_TOP));
    }
    this.#refresh(2);
  }

  /** What stood in the way: pages without a permission, an x87 exception that is pending for ever. */
  #repair(): void {
    this.#unlock();
    if (this.#prng.oneIn(3)) this.#unprotect();
    for (const { machine } of this.#sides) machine.state.setUint16(FSW, 0, true);
    const pc = this.#reference.state.getBigUint64(PC, true);
    const times = (this.#faultsAt.get(pc) ?? 0) + 1;
    this.#faultsAt.set(pc, times);
    if (times >= REPEATED_FAULTS_MAX) this.#exits = FAULTS_MAX;
  }

  /** New values in some registers, as a debugger would write them. */
  #refresh(count: number): void {
    for (let k = 0; k < count; k += 1) {
      const register = this.#prng.pick([0, 1, 2, 3, 6, 7, 8, 9, 10, 11, 12, 13, 14, 14]);
      const value = random64(this.#prng);
      for (const { machine } of this.#sides) writeRegister(machine.state, register, value);
    }
  }

  /** Another permission for a page that may be written, or the old one again. */
  #protect(): void {
    // Where the windows begin is built into units: the heap's last page is the one that costs nothing.
    const start = this.#prng.below(3) > 0 ? HEAP_END - PAGE
      : this.#prng.pick([SPACE_END - PAGE, STACK, DATA, DATA + PAGE * this.#prng.below(DATA_BYTES / PAGE)]);
    const permission = this.#prng.pick([READ | WRITE, READ, READ, 0]);
    this.#protected.add(start);
    this.#protectAll(start, permission === 0 && start < HEAP_END - PAGE ? READ : permission);
  }

  /** As whoever maps pages in when they are touched. */
  #unprotect(): void {
    for (const start of this.#protected) this.#protectAll(start, READ | WRITE);
    this.#protected.clear();
  }

  #protectAll(start: number, permission: number): void {
    for (const { machine } of this.#sides) machine.protect(start, start + PAGE, permission);
  }

  /**
   * A bundle of the text gets other bytes: nops, or what is made for it. The text stays valid, what
   * was translated does not. Mostly as `jail` does it, and never without a word to the machine.
   */
  #rewrite(): void {
    const prng = this.#prng;
    const { patches, usedBytes } = this.program;
    const patch = patches[prng.below(patches.length)];
    const isNop = patch === undefined || prng.oneIn(4);
    const address = isNop ? TEXT + BUNDLE * prng.below(usedBytes / BUNDLE) : patch.address;
    const bytes = isNop ? new Uint8Array(BUNDLE).fill(NOP)
      : patch.bundles[prng.below(patch.bundles.length)] ?? new Uint8Array(BUNDLE).fill(NOP);
    const page = address - (address % PAGE);
    if (prng.oneIn(2)) this.#protectAll(page, prng.pick([READ, READ | WRITE]));
    for (const { machine } of this.#sides) machine.memory.copyIn(BASE + BigInt(address), bytes);
    this.#protectAll(page, READ | EXECUTE);
  }

  /** A page of the text cannot be executed until the next fault, which comes when control is there. */
  #lock(): void {
    this.#locked = TEXT + PAGE * this.#prng.below(Math.ceil(this.program.usedBytes / PAGE));
    this.#protectAll(this.#locked, this.#prng.pick([READ, READ | WRITE, 0]));
  }

  #unlock(): void {
    if (this.#locked < 0) return;
    this.#protectAll(this.#locked, READ | EXECUTE);
    this.#locked = -1;
  }

  /** Everybody keeps in mind where they are, or goes back to where all have been. */
  #goBack(): void {
    const saved = this.#saved;
    if (saved === undefined || saved.sides !== this.#sides.length || this.#prng.oneIn(3)) {
      const snapshots = new Map(this.#sides.map(({ machine }) => [machine, machine.snapshot()]));
      this.#saved = { sides: this.#sides.length, snapshots, locked: this.#locked };
      return;
    }
    for (const [machine, snapshot] of saved.snapshots) machine.restore(snapshot);
    this.#locked = saved.locked;
  }
}

/** Where programs mostly write: all of the data, the top of the stack. */
function visibleMemory({ memory }: Machine): Buffer[] {
  return [[DATA, DATA_BYTES] as const, [STACK_TOP - 0x4000, 0x6000] as const].map(([start, bytes]) =>
    Buffer.from(memory.copyOut(BASE + BigInt(start), bytes).buffer));
}

function wholeMemory(machine: Machine): Buffer {
  const pieces: Uint8Array[] = [];
  const keep = (piece: Uint8Array): void => { pieces.push(piece.slice()); };
  machine.visit(DATA, HEAP_END, keep);
  machine.visit(STACK, SPACE_END, keep);
  return Buffer.concat(pieces);
}

/** Everything in which two machines and their exits differ. */
export function differencesOf(
  reference: Machine, candidate: Machine, exit: Exit, other: Exit,
): string[] {
  const differences = differingRegisters(reference, candidate);
  const [mine, theirs] = [describeExit(exit), describeExit(other)];
  if (mine !== theirs) differences.unshift(`exit: ${mine} and ${theirs}`);
  const [a, b] = [wholeMemory(reference), wholeMemory(candidate)];
  if (!a.equals(b)) {
    const at = a.findIndex((byte, k) => byte !== b[k]);
    const address = at < HEAP_END - DATA ? DATA + at : STACK + at - (HEAP_END - DATA);
    differences.push(`memory, first at ${address.toString(16)}`);
  }
  return differences;
}
