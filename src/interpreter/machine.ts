/**
 * A guest under the interpreter. The loop runs whole slices; this class decodes what it reaches,
 * lets the oracle execute what it cannot, and ends a run at exactly its budget.
 */
import {
  addRetired, relativePc, retiredCount, retiredLow, setRelativePc, unfeedTrace,
} from "../machine/counters.ts";
import { type Machine, type MachineImage, type Snapshot, runInParts } from "../machine/engine.ts";
import { type Exit, trapExit } from "../machine/exit.ts";
import { HIGH_WINDOW_START } from "../machine/linear-layout.ts";
import { TRAP_SLOT_BYTES } from "../machine/processor.ts";
import type { Processor } from "../machine/processor.ts";
import { BUDGET, MXCSR, STATE_BYTES } from "../machine/state.ts";
import { WindowMemory } from "../machine/windows.ts";
import type { WindowContents } from "../machine/windows.ts";
import type { Oracle } from "../oracle/oracle.ts";
import type { InstructionSet } from "../oracle/instruction-set.ts";
import type { WasmFunction, WasmHost } from "../wasm/host.ts";
import { FUSED_MAX } from "./hot.ts";
import type { HotSequence } from "./hot.ts";
import type { CompiledLoop, LoopSource } from "./loop-source.ts";
import { LINE_INSTRUCTIONS_MAX, Predecoder } from "./predecoder.ts";
import { Profile } from "./profile.ts";
import {
  ADDRESS, GOTO_HANDLER, HANDLER, HIGH_ACCESS, HORIZON, LEFT_AT_HORIZON, LEFT_FOR_ORACLE, LINK,
  ORACLE_HANDLER, PLAIN, RECORD_BYTES, RECORD_POINTER, STOP_HANDLER,
} from "./record.ts";

/** What all machines of an engine share. */
export interface Interpreter {
  readonly host: WasmHost;
  readonly loops: LoopSource;
  readonly oracle: Oracle;
  readonly instructionSet: InstructionSet;
}

const STICKY = 0x3f;
const MXCSR_DEFAULT = 0x1f80;
/**
 * Instructions after which the loop returns, so that the host can replace its baseline code by
 * optimised code: V8 does so only between calls.
 */
const SLICE = 1_000_000;
/** With fewer left than a straight line may have, the end of the run is approached line by line. */
const MARGIN = LINE_INSTRUCTIONS_MAX;
const BUDGET_EXIT: Exit = { kind: "budget" };
const BREAKPOINT_EXIT: Exit = { kind: "breakpoint" };
/** How many records before a planted stop may belong to a sequence that runs over it. */
const FUSED_REACH = FUSED_MAX - 1;

class InterpreterSnapshot implements Snapshot {
  readonly block: Uint8Array;
  readonly contents: WindowContents;
  readonly stickyFlags: boolean;

  constructor(block: Uint8Array, contents: WindowContents, stickyFlags: boolean) {
    this.block = block;
    this.contents = contents;
    this.stickyFlags = stickyFlags;
  }

  get bytes(): number {
    let bytes = this.block.length;
    for (const piece of this.contents.pieces.values()) bytes += piece.length;
    return bytes;
  }
}

export class InterpreterMachine implements Machine, Processor {
  readonly memory: WindowMemory;
  readonly base: bigint;
  readonly #baseHigh: number;
  readonly trapSlots: MachineImage["trapSlots"];
  stickyFlags: boolean;
  readonly #interpreter: Interpreter;
  readonly #isTailoring: boolean;
  readonly #predecoder: Predecoder;
  readonly #profile = new Profile();
  /** Sequences of this program, once it has been sampled. */
  #sequences: readonly HotSequence[] = [];
  /** The engine's loop that this machine knows. */
  #known: CompiledLoop;
  /** The loop it runs now, and its entry, bound to this machine's memory. */
  #compiled: CompiledLoop;
  #loop: WasmFunction;

  /**
   * `isTailoring`: whether the machine gets a loop of its own when its program runs long. Throws
   * RangeError when the host has no memory for the image.
   */
  constructor(interpreter: Interpreter, image: MachineImage, isTailoring: boolean) {
    const { host, loops, instructionSet } = interpreter;
    const contentEnd = image.contents.reduce(
      (end, { address, bytes }) => Math.max(end, lowEndOf(address + bytes.length)), 0);
    this.memory = new WindowMemory(host, image.base, image.regions, contentEnd);
    this.base = image.base;
    this.#baseHigh = Number(image.base >> 32n);
    this.trapSlots = image.trapSlots;
    this.stickyFlags = image.stickyFlags;
    for (const { address, bytes } of image.contents) {
      this.memory.copyIn(image.base + BigInt(address), bytes);
    }
    this.#interpreter = interpreter;
    this.#isTailoring = isTailoring;
    this.#known = loops.current;
    this.#compiled = this.#known;
    this.#predecoder = new Predecoder(
      this.memory, instructionSet, this.#compiled.catalog, image.trapSlots);
    this.memory.onCodeChange = (start, end) => {
      if (this.#predecoder.covers(start, end)) this.#predecoder.forget();
    };
    this.#loop = this.#instantiate();
  }

  #instantiate(): WasmFunction {
    const { host } = this.#interpreter;
    const instance = new host.Instance(
      this.#compiled.module, { host: { memory: this.memory.wasm } });
    const { run } = instance.exports;
    if (run === undefined) throw new Error("defect: the interpreter's module exports no run");
    return run;
  }

  /** Notes what the oracle executes at a record; the loop may have grown then. */
  #noteOutside(record: number): void {
    const shape = this.#predecoder.outsideAt(record);
    if (shape === undefined) return;
    const { loops } = this.#interpreter;
    loops.miss(shape, () => this.#predecoder.outside());
    if (loops.current !== this.#known) this.#changeLoop();
  }

  /** Takes over the engine's present loop, with the sequences of this program. */
  #changeLoop(): void {
    const { loops } = this.#interpreter;
    this.#known = loops.current;
    this.#compiled = this.#sequences.length === 0
      ? this.#known : loops.tailored(this.#sequences);
    this.#loop = this.#instantiate();
    this.#predecoder.useCatalog(this.#compiled.catalog);
  }

  /** Notes where a slice has ended; with enough of that, the machine gets a loop of its own. */
  #sample(): void {
    if (this.#lineStart < 0 || !this.#profile.note(this.#lineStart)) return;
    this.#sequences = this.#profile.finish(
      (at) => this.#predecoder.sequencesFrom(this.#predecoder.recordAt(at)));
    this.#changeLoop();
  }

  get state(): DataView {
    return this.memory.state;
  }

  run(budget: bigint): Exit {
    return runInParts(budget, (instructions, isFirst) => this.#runFor(instructions, isFirst));
  }

  runFor(instructions: number): Exit {
    return this.#runFor(instructions, true);
  }

  #runFor(instructions: number, isFresh: boolean): Exit {
    const mxcsr = this.state.getUint32(MXCSR, true) & ~STICKY;
    this.#predecoder.setDefaultMxcsr(!this.stickyFlags && mxcsr === MXCSR_DEFAULT);
    let left = instructions;
    let isStart = isFresh;
    while (left > 0) {
      const before = retiredLow(this.state);
      const isSampling = this.#isTailoring && this.#profile.isDue(retiredCount(this.state));
      const length = isSampling ? this.#profile.distance() : SLICE;
      const exit = this.#runSlice(Math.min(left, length), isStart);
      if (isSampling) this.#sample();
      isStart = false;
      left -= (retiredLow(this.state) - before) >>> 0;
      if (exit !== undefined) return exit;
    }
    return BUDGET_EXIT;
  }

  step(): Exit {
    return this.run(1n);
  }

  /** Runs stop before the instruction at `pc` (relative), unless they start there. */
  breakAt(pc: number): void {
    this.#predecoder.breakAt(pc);
  }

  /** Has control come to `pc` (relative), or to the straight line before it? */
  isReached(pc: number): boolean {
    return this.#predecoder.isReached(pc);
  }

  /** Control has come to `pc` (relative), whoever has executed what is there. */
  reach(pc: number): void {
    this.#predecoder.recordAt(pc);
  }

  /**
   * The address (relative) of the last instruction since this was asked for whose access was in the high
   * window although no stack pointer led there; -1 where there was none. A hint, no more.
   */
  takeHighAccess(): number {
    const { view } = this.memory;
    const record = view.getInt32(HIGH_ACCESS, true);
    if (record === 0) return -1;
    view.setInt32(HIGH_ACCESS, 0, true);
    return view.getUint32(record + ADDRESS, true);
  }

  clearBreakpoints(): void {
    this.#predecoder.clearBreakpoints();
  }

  /**
   * Executes at most `count` instructions; `undefined` when that many were executed. `isStart`: the
   * run begins here, so a breakpoint at PC has been seen.
   */
  #runSlice(count: number, isStart: boolean): Exit | undefined {
    let left = count;
    let afterIndirect = false;
    while (left > 0) {
      const pc = this.#relativePc();
      if (this.#predecoder.isBreakpoint(pc)) {
        if (left < count || !isStart) return BREAKPOINT_EXIT;
        const exit = this.#executeOne();
        if (exit !== undefined) return exit;
        left--;
        continue;
      }
      const record = pc < 0 ? -1 : this.#predecoder.recordAt(pc);
      if (afterIndirect && record >= 0) this.#predecoder.cache(pc, record);
      afterIndirect = false;
      let at = record;
      if (record >= 0 && this.#handler(record) !== ORACLE_HANDLER) {
        const reason = left > MARGIN
          ? this.#enter(record, left - MARGIN) : this.#approach(record, left);
        left -= this.#executed;
        if (this.#isTrapped) return this.#trapExit();
        if (reason !== LEFT_FOR_ORACLE) continue;
        at = this.#pointer();
        afterIndirect = this.#compiled.catalog.isIndirect(this.#plain(at));
      }
      this.#noteOutside(at);
      const exit = this.#executeOne();
      if (exit?.kind === "trap" && afterIndirect) this.#predecoder.cacheTrap(this.#relativePc());
      if (exit !== undefined) return exit;
      left--;
    }
    return undefined;
  }

  /** PC relative to the base, or -1 outside of the 4 GiB. */
  #relativePc(): number {
    return relativePc(this.memory.state, this.#baseHigh);
  }

  #handler(record: number): number {
    return this.memory.view.getUint16(record + HANDLER, true);
  }

  #plain(record: number): number {
    return this.memory.view.getUint16(record + PLAIN, true);
  }

  #pointer(): number {
    return this.memory.view.getInt32(RECORD_POINTER, true);
  }

  /** Instructions executed by the last `#enter`. */
  #executed = 0;
  /** Whether it has left behind a call that traps. */
  #isTrapped = false;
  /** Where the loop last left behind a transfer (relative): the start of a straight line. */
  #lineStart = -1;

  /**
   * Enters the loop at a record. It leaves at the first transfer after which fewer than zero of
   * `count` instructions are left, or earlier; PC and RETIRED are current afterwards.
   */
  #enter(record: number, count: number): number {
    const { view } = this.memory;
    view.setInt32(RECORD_POINTER, record, true);
    view.setInt32(HORIZON, record + count * RECORD_BYTES, true);
    const reason = this.#loop();
    const now = this.#pointer();
    const ahead = (view.getInt32(HORIZON, true) - now) / RECORD_BYTES;
    this.#executed = count - ahead;
    const { state } = this.memory;
    addRetired(state, this.#executed);
    const pc = view.getUint32(now + ADDRESS, true);
    if (reason === LEFT_AT_HORIZON) this.#lineStart = pc;
    // No instruction has this as its plain handler: it is the record of a trampoline slot.
    this.#isTrapped = view.getUint16(now + PLAIN, true) === STOP_HANDLER;
    setRelativePc(state, this.#baseHigh, pc);
    return reason;
  }

  /** The call has retired and was traced like any other; a trap is traced when it returns. */
  #trapExit(): Exit {
    const pc = this.#relativePc();
    unfeedTrace(this.memory.state, pc);
    return trapExit((pc - this.trapSlots.start) / TRAP_SLOT_BYTES);
  }

  /**
   * Enters the loop so that it leaves after at most `left` instructions: behind the next transfer,
   * or, where the straight line is longer than that, at a stop planted into it.
   */
  #approach(record: number, left: number): number {
    let at = record;
    let line = 0;
    while (line < left) {
      const handler = this.#plain(at);
      if (handler === GOTO_HANDLER) {
        at = this.memory.view.getInt32(at + LINK, true);
        continue;
      }
      if (this.#compiled.catalog.mayLeave(handler)) return this.#enter(record, line);
      at += RECORD_BYTES;
      line++;
    }
    return this.#enterUpTo(record, at, left);
  }

  /** Enters the loop with a stop planted at `end`, `count` instructions behind `record`. */
  #enterUpTo(record: number, end: number, count: number): number {
    const { view } = this.memory;
    const from = end - FUSED_REACH * RECORD_BYTES;
    const saved = Array.from({ length: FUSED_REACH + 1 }, (_, k) =>
      view.getUint16(from + k * RECORD_BYTES + HANDLER, true));
    for (let k = 0; k < FUSED_REACH; k++) {
      const at = from + k * RECORD_BYTES;
      if (saved[k] === STOP_HANDLER) continue;
      view.setUint16(at + HANDLER, view.getUint16(at + PLAIN, true), true);
    }
    view.setUint16(end + HANDLER, STOP_HANDLER, true);
    try {
      return this.#enter(record, count);
    } finally {
      saved.forEach((handler, k) =>
        this.memory.view.setUint16(from + k * RECORD_BYTES + HANDLER, handler, true));
    }
  }

  /** Lets the oracle execute the instruction at PC. */
  #executeOne(): Exit | undefined {
    this.state.setBigInt64(BUDGET, 1n, true);
    return this.#interpreter.oracle.step(this);
  }

  protect(start: number, end: number, permission: number): void {
    this.memory.protect(start, end, permission);
    this.#predecoder.forget();
  }

  keepStickyFlags(): void {
    if (this.stickyFlags) return;
    this.stickyFlags = true;
    this.state.setUint32(MXCSR, this.state.getUint32(MXCSR, true) & ~STICKY, true);
  }

  snapshot(): Snapshot {
    const block = this.memory.bytes.slice(0, STATE_BYTES);
    return new InterpreterSnapshot(block, this.memory.save(), this.stickyFlags);
  }

  restore(snapshot: Snapshot): void {
    if (!(snapshot instanceof InterpreterSnapshot)) {
      throw new TypeError("this snapshot was taken by an engine of another tier");
    }
    this.memory.assign(snapshot.contents);
    this.memory.bytes.set(snapshot.block);
    this.stickyFlags = snapshot.stickyFlags;
    this.#predecoder.forget();
  }

  visit(start: number, end: number, sink: (piece: Uint8Array) => void): void {
    this.memory.visit(start, end, sink);
  }

  get residentBytes(): number {
    return this.memory.residentBytes;
  }
}

/** Contents of the stack and of the user manifest need no backing in the low window. */
function lowEndOf(end: number): number {
  return end > HIGH_WINDOW_START ? 0 : end;
}
