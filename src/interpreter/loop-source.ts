/**
 * The loop that an engine's machines run, and how it grows: it begins with the forms that programs
 * use most, and takes in others when the oracle has executed them often enough to pay for it.
 */
import type { Form } from "../../spec/isa/form.ts";
import type { Programs } from "../oracle/programs.ts";
import type { WasmHost, WasmModule } from "../wasm/host.ts";
import { Catalog } from "./catalog.ts";
import type { Shape } from "./handlers.ts";
import type { HotSequence, HotShape } from "./hot.ts";
import { buildLoop } from "./loop.ts";

export interface CompiledLoop {
  readonly catalog: Catalog;
  readonly module: WasmModule;
}

/** Misses before the loop grows for the first time, and how many times more before each next. */
const MISSES_FIRST = 512;
const MISSES_FACTOR = 4;
/** A form is taken in when it was at least this part of the misses. */
const SHARE_MIN = 1 / 128;
/** Loops of single programs that an engine keeps. */
const TAILORED_MAX = 32;

interface Missed {
  readonly shape: HotShape;
  count: number;
}

const nameOf = ({ form, addressing, repeat }: HotShape): string => `${form} ${addressing} ${repeat}`;

export class LoopSource {
  readonly #host: WasmHost;
  readonly #programs: Programs;
  readonly #forms: (id: string) => Form;
  #hot: readonly HotSequence[];
  #later: (() => readonly HotSequence[]) | undefined;
  #current: CompiledLoop;
  readonly #tailored = new Map<string, CompiledLoop>();
  /** Loops share most of their rows. */
  readonly #shapes = new Map<string, Shape>();
  readonly #missed = new Map<string, Missed>();
  #misses = 0;
  #missesUntilGrowth = MISSES_FIRST;

  /** `hot`: rows of the first loop; `later`: what it takes in when it first grows. */
  constructor(
    host: WasmHost, programs: Programs, forms: (id: string) => Form, hot: readonly HotSequence[],
    later: () => readonly HotSequence[],
  ) {
    this.#host = host;
    this.#programs = programs;
    this.#forms = forms;
    this.#hot = hot;
    this.#later = later;
    this.#current = this.#compile(this.#hot);
  }

  get current(): CompiledLoop {
    return this.#current;
  }

  /** A loop with sequences of one program before all others. Programs that run again find it. */
  tailored(sequences: readonly HotSequence[]): CompiledLoop {
    const key = JSON.stringify(sequences);
    let loop = this.#tailored.get(key);
    if (loop === undefined) {
      loop = this.#compile([...sequences, ...this.#hot]);
      if (this.#tailored.size >= TAILORED_MAX) this.#tailored.clear();
      this.#tailored.set(key, loop);
    }
    return loop;
  }

  #compile(hot: readonly HotSequence[]): CompiledLoop {
    const catalog = new Catalog(this.#programs, this.#forms, hot, this.#shapes);
    return { catalog, module: new this.#host.Module(buildLoop(catalog.handlers)) };
  }

  /**
   * Notes that the oracle executed what a larger loop could run. May replace `current`: by a loop that
   * runs as well what else the guest has come to, `ahead`, for a loop of it may follow.
   */
  miss(shape: HotShape, ahead: () => Iterable<HotShape> = () => []): void {
    const name = nameOf(shape);
    const missed = this.#missed.get(name);
    if (missed === undefined) this.#missed.set(name, { shape, count: 1 });
    else missed.count++;
    this.#misses++;
    if (this.#misses >= this.#missesUntilGrowth) this.#grow(ahead());
  }

  #grow(ahead: Iterable<HotShape>): void {
    const least = this.#misses * SHARE_MIN;
    const added = new Map([...ahead].map((shape) => [nameOf(shape), shape]));
    for (const [name, { shape, count }] of this.#missed) if (count >= least) added.set(name, shape);
    const later = this.#later?.() ?? [];
    this.#later = undefined;
    this.#hot = [...this.#hot, ...later, ...[...added.values()].map((shape) => [shape])];
    this.#missed.clear();
    this.#tailored.clear();
    this.#misses = 0;
    this.#missesUntilGrowth *= MISSES_FACTOR;
    this.#current = this.#compile(this.#hot);
  }
}
