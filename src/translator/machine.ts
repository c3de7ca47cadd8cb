/**
 * A guest under the translator: hot code runs as units, everything else in the interpreter, which
 * stops wherever a unit begins. Both work on the same state, so control may change hands at any
 * instruction.
 */
import type { InterpreterMachine } from "../interpreter/machine.ts";
import type { Machine, Snapshot } from "../machine/engine.ts";
import type { Exit } from "../machine/exit.ts";
import type { GuestMemory } from "../machine/memory.ts";
import { readRegister } from "../machine/registers.ts";
import { BUDGET, MXCSR, PC, RETIRED } from "../machine/state.ts";
import type { WasmHost, WasmModule } from "../wasm/host.ts";
import type { ProgramUnits } from "./program-units.ts";
import { SLICE, UnitsRunner } from "./units-runner.ts";
import { decodeAt } from "./unit.ts";

/** Instructions that the interpreter runs before somebody looks where it is. */
const SAMPLE_INTERVAL = 20_000n;
/** Instructions followed from there to a place where a unit may begin. */
const SAMPLE_REACH = 200;
/** Sightings that make a place hot, and returns to a place that a unit has left. */
const HOT_SIGHTINGS = 3;
const HOT_RETURNS = 24;
/** Fewer instructions than this are not worth entering a unit for. */
const WORTHWHILE = 64n;
const R15 = 15;
const MXCSR_DEFAULT = 0x1f80;
const STICKY = 0x3f;
const BUDGET_EXIT: Exit = { kind: "budget" };

/** What machines of one engine and one program share. */
export interface Translation {
  readonly host: WasmHost;
  readonly units: ProgramUnits;
  readonly dispatcher: WasmModule;
  /** Sightings by address: kept with the program, so that what is hot stays known. */
  readonly sightings: Map<number, number>;
  /** Translates whatever a run begins at, hot or not. */
  readonly eager: boolean;
}

class TranslatorSnapshot implements Snapshot {
  readonly inner: Snapshot;
  /** Whether the machine's text was its own. */
  readonly ownText: boolean;

  constructor(inner: Snapshot, ownText: boolean) {
    this.inner = inner;
    this.ownText = ownText;
  }

  get bytes(): number {
    return this.inner.bytes;
  }
}

export class TranslatorMachine implements Machine {
  readonly #inner: InterpreterMachine;
  #translation: Translation;
  /** Makes the units of text that has become this machine's own. */
  readonly #retranslate: (machine: InterpreterMachine) => Translation;
  /** The text has been rewritten, perhaps: it is this machine's alone. */
  #ownText = false;
  #runner: UnitsRunner | undefined;
  /** How many batches the interpreter knows the roots of. */
  #knownRoots = 0;

  constructor(
    inner: InterpreterMachine, translation: Translation,
    retranslate: (machine: InterpreterMachine) => Translation,
  ) {
    this.#inner = inner;
    this.#translation = translation;
    this.#retranslate = retranslate;
  }

  get state(): DataView {
    return this.#inner.state;
  }

  get memory(): GuestMemory {
    return this.#inner.memory;
  }

  get residentBytes(): number {
    return this.#inner.residentBytes;
  }

  run(budget: bigint): Exit {
    const end = this.#retired + budget;
    if (!this.#canTranslate()) return this.#inner.run(budget);
    this.#learnRoots();
    for (;;) {
      const left = end - this.#retired;
      this.state.setBigInt64(BUDGET, left, true);
      if (left <= 0n) return BUDGET_EXIT;
      const pc = this.#pc;
      if (this.#translation.eager) this.#sight(pc, 1);
      const worthwhile = left >= WORTHWHILE || this.#translation.eager;
      const slot = worthwhile ? this.#translation.units.slot(pc) : undefined;
      const exit = slot === undefined ? this.#interpret(left) : this.#runUnits(slot, pc, left);
      if (exit !== undefined) return exit;
    }
  }

  step(): Exit {
    return this.#inner.step();
  }

  get #retired(): bigint {
    return this.state.getBigUint64(RETIRED, true);
  }

  /** PC relative to the base; what lies outside of the 4 GiB begins no unit. */
  get #pc(): number {
    const relative = this.state.getBigUint64(PC, true) - this.#inner.base;
    return relative >= 0n && relative < 0x1_0000_0000n ? Number(relative) : -1;
  }

  /** Units rely on the base in r15, and on what MXCSR is where nothing can change it. */
  #canTranslate(): boolean {
    const { state, base, stickyFlags } = this.#inner;
    const { source } = this.#translation.units;
    return (!source.fixedBase || readRegister(state, R15) === base)
      && stickyFlags === source.stickyFlags
      && (stickyFlags || (state.getUint32(MXCSR, true) & ~STICKY) === MXCSR_DEFAULT);
  }

  /** Lets the interpreter stop at every root that was translated since the last time. */
  #learnRoots(): void {
    const { roots } = this.#translation.units;
    for (; this.#knownRoots < roots.length; this.#knownRoots += 1) {
      const root = roots[this.#knownRoots];
      if (root !== undefined) this.#inner.breakAt(root);
    }
  }

  #runUnits(slot: number, pc: number, left: bigint): Exit | undefined {
    const { host, units, dispatcher } = this.#translation;
    this.#runner ??= new UnitsRunner(host, units, dispatcher, this.#inner.memory.wasm);
    const given = left < BigInt(SLICE) ? Number(left) : SLICE;
    const { executed, missing } = this.#runner.run(slot, pc, given);
    // Where a slice ends is a loop that is running: nothing is hotter.
    const enough = missing ? HOT_SIGHTINGS : executed > given / 2 ? 1 : HOT_RETURNS;
    this.#sight(this.#pc, enough);
    if (missing) return undefined;
    // Where the unit left, something is rare, or the budget ends: the interpreter goes on there.
    const rest = left - BigInt(executed);
    if (rest <= 0n) return undefined;
    const exit = this.#inner.run(1n);
    return exit.kind === "budget" || exit.kind === "breakpoint" ? undefined : exit;
  }

  /** Runs the interpreter for an interval, or until it reaches a unit. */
  #interpret(left: bigint): Exit | undefined {
    const interval = left < SAMPLE_INTERVAL ? left : SAMPLE_INTERVAL;
    const exit = this.#inner.run(interval);
    if (exit.kind === "breakpoint") return undefined;
    if (exit.kind !== "budget") return exit;
    return left > SAMPLE_INTERVAL + BigInt(SAMPLE_REACH) ? this.#sample() : undefined;
  }

  /** Follows control to where a unit may begin: behind a call or a jump backwards. */
  #sample(): Exit | undefined {
    const { source } = this.#translation.units;
    for (let i = 0; i < SAMPLE_REACH; i += 1) {
      const pc = this.#pc;
      if (pc < source.text.start || pc >= source.text.end) return undefined;
      const flow = decodeAt(source, pc)?.flow;
      const exit = this.#inner.run(1n);
      if (exit.kind === "breakpoint") return undefined;
      if (exit.kind !== "budget") return exit;
      const now = this.#pc;
      const transfers = flow !== undefined && flow !== "next" && flow !== "repeat" && flow !== "stop";
      if (transfers && (now <= pc || flow === "call" || flow.startsWith("indirect"))) {
        this.#sight(now, HOT_SIGHTINGS);
        return undefined;
      }
    }
    return undefined;
  }

  /** Counts a sighting; enough of them and the place is translated. */
  #sight(pc: number, enough: number): void {
    const { units, sightings } = this.#translation;
    if (!units.isWanted(pc)) return;
    const count = (sightings.get(pc) ?? 0) + 1;
    sightings.set(pc, count);
    if (count < enough) return;
    sightings.delete(pc);
    if (units.translate([pc])) this.#learnRoots();
  }

  /** Text whose permissions change may have been rewritten: its units are dropped. */
  protect(start: number, end: number, permission: number): void {
    this.#inner.protect(start, end, permission);
    const { text } = this.#translation.units.source;
    if (start >= text.end || end <= text.start) return;
    this.#dropUnits();
  }

  /** Translates anew, from what is in memory now. */
  #dropUnits(): void {
    this.#ownText = true;
    this.#inner.clearBreakpoints();
    this.#translation = this.#retranslate(this.#inner);
    this.#runner = undefined;
    this.#knownRoots = 0;
  }

  keepStickyFlags(): void {
    this.#inner.keepStickyFlags();
  }

  snapshot(): Snapshot {
    return new TranslatorSnapshot(this.#inner.snapshot(), this.#ownText);
  }

  restore(snapshot: Snapshot): void {
    if (!(snapshot instanceof TranslatorSnapshot)) {
      throw new TypeError("this snapshot was taken by an engine of another tier");
    }
    this.#inner.restore(snapshot.inner);
    // The text may be another one now than that of the units.
    if (this.#ownText || snapshot.ownText) this.#dropUnits();
  }

  visit(start: number, end: number, sink: (piece: Uint8Array) => void): void {
    this.#inner.visit(start, end, sink);
  }
}
