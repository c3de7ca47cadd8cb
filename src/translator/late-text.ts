/**
 * A guest whose image brings no text: its code is what it writes into memory that becomes executable
 * (raw machines). Each time that happens there is a text to translate.
 */
import type { InterpreterMachine } from "../interpreter/machine.ts";
import type { Machine, Snapshot } from "../machine/engine.ts";
import type { Exit } from "../machine/exit.ts";
import { EXECUTE, type GuestMemory } from "../machine/memory.ts";

/** Where code may be translated, relative to the base. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export class LateTextMachine implements Machine {
  readonly #inner: InterpreterMachine;
  readonly #translatorOf: (text: TextRange) => Machine;
  #text: TextRange | undefined;
  #current: Machine;

  /** `translatorOf` makes a machine on the state of `inner` that translates what is in a range. */
  constructor(inner: InterpreterMachine, translatorOf: (text: TextRange) => Machine) {
    this.#inner = inner;
    this.#current = inner;
    this.#translatorOf = translatorOf;
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
    return this.#current.run(budget);
  }

  runFor(instructions: number): Exit {
    return this.#current.runFor(instructions);
  }

  step(): Exit {
    return this.#current.step();
  }

  protect(start: number, end: number, permission: number): void {
    const { start: first = start, end: last = end } = this.#text ?? {};
    const grows = start < first || end > last || this.#text === undefined;
    if ((permission & EXECUTE) === 0 || !grows) {
      this.#current.protect(start, end, permission);
      return;
    }
    this.#inner.protect(start, end, permission);
    this.#text = { start: Math.min(start, first), end: Math.max(end, last) };
    this.#inner.clearBreakpoints();
    this.#current = this.#translatorOf(this.#text);
  }

  keepStickyFlags(): void {
    this.#current.keepStickyFlags();
  }

  snapshot(): Snapshot {
    return this.#inner.snapshot();
  }

  restore(snapshot: Snapshot): void {
    this.#inner.restore(snapshot);
    // What is in the text may be something else now.
    if (this.#text === undefined) return;
    this.#inner.clearBreakpoints();
    this.#current = this.#translatorOf(this.#text);
  }

  visit(start: number, end: number, sink: (piece: Uint8Array) => void): void {
    this.#inner.visit(start, end, sink);
  }
}
