/**
 * A guest under the translator: hot code runs as units, everything else in the interpreter, which
 * stops wherever a unit begins. Both work on the same state, so control may change hands at any
 * instruction.
 */
import type { InterpreterMachine } from "../interpreter/machine.ts";
import { relativePc, retiredLow } from "../machine/counters.ts";
import { type Machine, type Snapshot, runInParts } from "../machine/engine.ts";
import type { Exit } from "../machine/exit.ts";
import type { GuestMemory } from "../machine/memory.ts";
import { layoutKey } from "../machine/window-layout.ts";
import { HIGH_WINDOW_START } from "../machine/linear-layout.ts";
import { GPR, MXCSR } from "../machine/state.ts";
import type { WasmHost, WasmModule } from "../wasm/host.ts";
import type { ExitPoint } from "./exit-points.ts";
import type { ProgramUnits } from "./program-units.ts";
import { TrapCalls } from "./trap-calls.ts";
import { UnitsRunner } from "./units-runner.ts";
import { decodeAt, isBehindCall } from "./unit.ts";

/** Instructions that the interpreter runs before somebody looks where it is. */
const SAMPLE_INTERVAL = 20_000;
/** The same where nothing would be translated yet: where accesses go is all there is to see. */
const EARLY_INTERVAL = 250_000;
/** Instructions followed from there to a place where a unit may begin. */
const SAMPLE_REACH = 200;
/**
 * Sightings that make a place hot, and exits from a unit that make the place behind them hot. Where a
 * slice has ended inside of calls, each of them returns to a place without a unit: once, as a rule.
 */
const HOT_SIGHTINGS = 3;
const HOT_RETURNS = 24;
/** Times that a unit may leave where nobody had been before it is made again, and how the number grows. */
const OUTGROWN_FIRST = 24;
const OUTGROWN_FACTOR = 3;
/**
 * An access that strays costs no more than a microsecond or two, and making a unit again goes with its
 * size: in one of more instructions than this such an exit counts for less than another.
 */
const STRAYS_COUNT_UNTIL = 8;
/** Fewer instructions than this are not worth entering a unit for. */
const WORTHWHILE = 64;
/** A trap takes the time of about so many instructions in the interpreter. */
const TRAP_INSTRUCTIONS = 100;
const R15_SLOT = GPR + 8 * 15;
const MXCSR_DEFAULT = 0x1f80;
const STICKY = 0x3f;
const BUDGET_EXIT: Exit = { kind: "budget" };

interface Outgrown {
  times: number;
  limit: number;
}

/** What machines of one engine and one program share. */
export interface Translation {
  readonly host: WasmHost;
  readonly units: ProgramUnits;
  readonly dispatcher: WasmModule;
  /** Sightings by address: kept with the program, so that what is hot stays known. */
  readonly sightings: Map<number, number>;
  /** By root: how often its unit has left where nobody had been, and how often it may. */
  readonly outgrown: Map<number, Outgrown>;
  /** Instructions that the interpreter has executed. */
  interpreted: number;
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

/** The translation for a machine's layout of memory; of its own text, where that has changed. */
export type TranslationSource = (machine: InterpreterMachine, ownText: boolean) => Translation;

export class TranslatorMachine implements Machine {
  readonly #inner: InterpreterMachine;
  #translation: Translation;
  readonly #translationFor: TranslationSource;
  /** The text has become this machine's own. */
  #ownText = false;
  #layoutVersion: number;
  #runner: UnitsRunner | undefined;
  #trapCalls: TrapCalls | undefined;
  readonly #baseHigh: number;
  /** How many roots the interpreter knows. */
  #knownRoots = 0;
  /** Instructions that the interpreter runs before somebody looks where it is. */
  #untilSample = SAMPLE_INTERVAL;
  /** Sightings that make the place hot at which the next run begins; 0: it is not looked at. */
  #returnSightings = 0;

  constructor(inner: InterpreterMachine, translationFor: TranslationSource) {
    this.#inner = inner;
    this.#baseHigh = Number(inner.base >> 32n);
    this.#translationFor = translationFor;
    this.#layoutVersion = inner.memory.layoutVersion;
    this.#translation = translationFor(inner, false);
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
    return runInParts(budget, (instructions) => this.runFor(instructions));
  }

  runFor(instructions: number): Exit {
    if (!this.#canTranslate()) return this.#inner.runFor(instructions);
    this.#learnRoots();
    this.#sightReturn();
    let left = instructions;
    for (;;) {
      const { state } = this.#inner;
      if (left <= 0) return BUDGET_EXIT;
      if (this.#inner.memory.layoutVersion !== this.#layoutVersion) this.#followLayout();
      const pc = relativePc(state, this.#baseHigh);
      const slot = this.#unitAt(pc, left);
      const before = retiredLow(state);
      const exit = slot === undefined ? this.#interpret(left) : this.#runUnits(slot, pc, left);
      if (exit !== undefined) return exit;
      left -= (retiredLow(this.#inner.state) - before) >>> 0;
    }
  }

  /** The table slot of the unit to enter at `pc` with so many instructions left. */
  #unitAt(pc: number, left: number): number | undefined {
    const { units, eager } = this.#translation;
    if (!eager) return left >= WORTHWHILE ? units.slot(pc) : undefined;
    const slot = units.slot(pc);
    if (slot !== undefined) return slot;
    this.#sight(pc, 1);
    return units.slot(pc);
  }

  step(): Exit {
    return this.#inner.step();
  }

  /** PC relative to the base; what lies outside of the 4 GiB begins no unit. */
  get #pc(): number {
    return relativePc(this.#inner.state, this.#baseHigh);
  }

  /** Units rely on the base in r15, and on what MXCSR is where nothing can change it. */
  #canTranslate(): boolean {
    const { state, stickyFlags } = this.#inner;
    const { source } = this.#translation.units;
    const isBased = state.getUint32(R15_SLOT, true) === 0
      && state.getUint32(R15_SLOT + 4, true) === this.#baseHigh;
    return (!source.fixedBase || isBased)
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

  #runUnits(slot: number, pc: number, left: number): Exit | undefined {
    const { host, units, dispatcher } = this.#translation;
    this.#runner ??= new UnitsRunner(host, units, dispatcher, this.#inner.memory);
    const executed = this.#runner.run(slot, pc, left);
    const { exit: point } = this.#runner;
    if (point === undefined) {
      this.#sight(this.#pc, HOT_RETURNS, true);
      return undefined;
    }
    if (point.why === "unreached") {
      this.#inner.reach(point.pc);
      this.#outgrow(point);
    }
    if (point.why === "top") {
      // Where the loop has a unit by now, this one is made again, and goes on there by itself.
      if (units.slot(point.pc) === undefined) this.#sight(point.pc, HOT_SIGHTINGS);
      else this.#outgrow(point);
    }
    if (executed >= left || point.why === "top") return undefined;
    const isRare = point.why !== "slice";
    if (isRare) {
      this.#trapCalls ??= new TrapCalls(units.source, this.#inner);
      const trap = this.#trapCalls.make(point.pc);
      // An access that strays, and no trap, has the unit made again rather than another one behind it.
      const enough = trap === undefined ? point.why === "rare" : point.why !== "unreached";
      this.#returnSightings = enough ? HOT_RETURNS : 0;
      if (trap !== undefined) return trap;
    }
    // Where the unit left, something is rare, or a slice ends: the interpreter goes on there, and
    // soon comes to a unit again, as a rule.
    const backed = this.#inner.memory.bytes.length;
    const exit = this.#inner.runFor(1);
    if (point.why === "access" && backed === this.#inner.memory.bytes.length) {
      units.strayed.add(point.pc);
      this.#outgrow(point, Math.min(1, STRAYS_COUNT_UNTIL / units.size(point.root)));
    }
    if (exit.kind !== "budget" && exit.kind !== "breakpoint") return exit;
    if (isRare) this.#sightReturn();
    return undefined;
  }

  /** Where control goes on behind something rare is seen, once. */
  #sightReturn(): void {
    const enough = this.#returnSightings;
    this.#returnSightings = 0;
    if (enough === 0) return;
    const pc = this.#pc;
    if (this.#translation.units.slot(pc) === undefined) this.#sight(pc, enough, true);
  }

  /** Runs the interpreter for an interval, or until it reaches a unit. */
  #interpret(left: number): Exit | undefined {
    const before = retiredLow(this.#inner.state);
    const exit = this.#inner.runFor(Math.min(left, this.#untilSample));
    const executed = (retiredLow(this.#inner.state) - before) >>> 0;
    this.#translation.interpreted += executed;
    const high = this.#inner.takeHighAccess();
    if (high >= 0) this.#translation.units.highAccesses.add(high);
    this.#untilSample -= executed;
    if (exit.kind === "trap") this.#untilSample -= TRAP_INSTRUCTIONS;
    const isDue = this.#untilSample <= 0;
    if (isDue) this.#untilSample = this.#isWarm ? SAMPLE_INTERVAL : EARLY_INTERVAL;
    if (exit.kind === "breakpoint") return undefined;
    if (exit.kind === "trap" && isDue) this.#returnSightings = HOT_SIGHTINGS;
    if (exit.kind !== "budget") return exit;
    return isDue && this.#isWarm && left > SAMPLE_INTERVAL + SAMPLE_REACH ? this.#sample() : undefined;
  }

  /** Has the program run so long that translating some of it is likely to pay? */
  get #isWarm(): boolean {
    const { interpreted, eager, units } = this.#translation;
    return eager || interpreted >= units.source.limits.warmUp;
  }

  /**
   * Follows control to where a unit may begin: behind a call, a jump backwards or one through a table;
   * where a call came back only if nothing of that comes soon, for the unit of a whole function leads
   * there as well.
   */
  #sample(): Exit | undefined {
    const { source } = this.#translation.units;
    let back = -1;
    for (let i = 0; i < SAMPLE_REACH; i += 1) {
      const pc = this.#pc;
      if (pc < source.text.start || pc >= source.text.end) return undefined;
      const flow = decodeAt(source, pc)?.flow;
      const exit = this.#inner.runFor(1);
      if (exit.kind === "breakpoint") return undefined;
      if (exit.kind !== "budget") return exit;
      const now = this.#pc;
      const isBackward = now <= pc && flow !== "repeat";
      if (flow === "indirect" && isBehindCall(source, now)) {
        if (back < 0) back = now;
      } else if (isBackward || flow === "call" || flow?.startsWith("indirect") === true) {
        this.#sight(now, HOT_SIGHTINGS);
        return undefined;
      }
    }
    if (back >= 0) this.#sight(back, HOT_SIGHTINGS, true);
    return undefined;
  }

  /**
   * Counts a sighting; enough of them and the place is translated. `isComputed`: whatever was behind
   * control knew only then where it went. If a call came back, it goes on in a function of which other
   * units may have the rest already.
   */
  #sight(pc: number, enough: number, isComputed = false): void {
    const { units, sightings } = this.#translation;
    if (!units.isWanted(pc) || !this.#isWarm) return;
    const count = (sightings.get(pc) ?? 0) + 1;
    sightings.set(pc, count);
    if (count < enough) return;
    sightings.delete(pc);
    const isShort = isComputed && isBehindCall(units.source, pc);
    if (units.translate([pc], this.#stackRegisters(), this.#isReached, isShort)) this.#learnRoots();
  }

  /** Where units may go: everywhere, when everything is translated before it has run. */
  readonly #isReached = (pc: number): boolean =>
    this.#translation.eager || this.#inner.isReached(pc);

  /**
   * Counts that a unit has left where it need not: nobody had been there when it was made, or an access
   * was not where most are.
   */
  #outgrow({ root }: ExitPoint, weight = 1): void {
    const { units, outgrown } = this.#translation;
    const count = outgrown.get(root) ?? { times: 0, limit: OUTGROWN_FIRST };
    outgrown.set(root, count);
    count.times += weight;
    if (count.times < count.limit) return;
    count.times = 0;
    count.limit *= OUTGROWN_FACTOR;
    if (units.grow(root, this.#stackRegisters(), this.#isReached)) this.#learnRoots();
  }

  /** Registers that hold addresses of the high window now, as a set. */
  #stackRegisters(): number {
    let set = 0;
    for (let n = 0; n < 16; n += 1) {
      if (this.state.getUint32(GPR + 8 * n, true) >= HIGH_WINDOW_START) set |= 1 << n;
    }
    return set;
  }

  /** Units have the layout of memory built in: another layout needs other units. */
  #followLayout(): void {
    const { memory } = this.#inner;
    this.#layoutVersion = memory.layoutVersion;
    const key = layoutKey(memory.layout());
    if (key !== layoutKey(this.#translation.units.source.layout)) this.#exchange();
  }

  #exchange(): void {
    this.#inner.clearBreakpoints();
    this.#translation = this.#translationFor(this.#inner, this.#ownText);
    this.#runner = undefined;
    this.#trapCalls = undefined;
    this.#knownRoots = 0;
    this.#learnRoots();
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
    this.#exchange();
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
