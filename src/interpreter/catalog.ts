/**
 * The catalog of handlers: which forms the loop runs by itself, under which number, and which
 * sequences it runs at one go. Made once per engine; instructions look themselves up while they are
 * predecoded.
 */
import type { Step } from "../../spec/ir/ir.ts";
import type { Form, Variant } from "../../spec/isa/form.ts";
import { dependsOnMxcsr } from "../lowering/capability.ts";
import type { Programs } from "../oracle/programs.ts";
import { meaningForm } from "../oracle/programs.ts";
import { handlerKey, hasHandler, isIndirect, isTransfer } from "./handlers.ts";
import type { Shape } from "./handlers.ts";
import type { HotSequence, HotShape } from "./hot.ts";
import type { Addressing } from "./record-target.ts";
import { FIRST_HANDLER, ORACLE_HANDLER } from "./record.ts";

/** A shuffle whose byte indexes follow from an immediate, as its step has it. */
export type Shuffle = Pick<Extract<Step, { op: "shuffleby" }>, "name" | "pattern">;

/** What the predecoder must know of an instruction besides its operands. */
export interface Entry {
  readonly handler: number;
  /** Ends straight-line execution for good: nothing behind it follows it. */
  readonly isEnd: boolean;
  /** Runs only while MXCSR is the default and its flags are not kept. */
  readonly needsDefaultMxcsr: boolean;
  /** The shuffle that it makes, for which the record names indexes. */
  readonly shuffle: Shuffle | undefined;
}

const VARIANTS_PER_FORM = 8;
const ADDRESSING_INDEX: Readonly<Record<Addressing, number>> = { base: 0, stack: 1, index: 2 };

function sequenceKey(shapes: readonly Shape[]): string {
  return shapes.map(handlerKey).join(" + ");
}

export class Catalog {
  /** The sequences of shapes behind the handler numbers from FIRST_HANDLER on. */
  readonly handlers: readonly (readonly Shape[])[];
  readonly #transfers: readonly boolean[];
  readonly #indirect: readonly boolean[];
  readonly #programs: Programs;
  readonly #byKey = new Map<string, number>();
  /** Fused handlers by the plain handlers they stand for. */
  readonly #fused = new Map<string, number>();
  readonly #entries = new Map<number, Entry>();

  constructor(programs: Programs, forms: (id: string) => Form, hot: readonly HotSequence[]) {
    this.#programs = programs;
    const sequences = hot.map((sequence) =>
      sequence.map((shape) => this.#hotShape(forms(shape.form), shape)));
    // In the order of the list, for the loop finds the first ones fastest; behind them what is
    // listed only as part of a sequence.
    const handlers: (readonly Shape[])[] = [];
    const number = (key: string, known: Map<string, number>, shapes: readonly Shape[]): void => {
      if (known.has(key)) return;
      handlers.push(shapes);
      known.set(key, FIRST_HANDLER + handlers.length - 1);
    };
    const byKeys = new Map<string, number>();
    for (const shapes of sequences) {
      if (shapes.length > 1) number(sequenceKey(shapes), byKeys, shapes);
      else for (const shape of shapes) number(handlerKey(shape), this.#byKey, [shape]);
    }
    for (const shapes of sequences) {
      for (const shape of shapes) number(handlerKey(shape), this.#byKey, [shape]);
    }
    for (const shapes of sequences) {
      const plain = shapes.map((shape) => this.#byKey.get(handlerKey(shape)));
      const fused = byKeys.get(sequenceKey(shapes));
      if (fused !== undefined) this.#fused.set(plain.join(" "), fused);
    }
    const ofAll = (test: (program: Shape["program"]) => boolean, special: boolean): boolean[] => [
      ...new Array<boolean>(FIRST_HANDLER).fill(special),
      ...handlers.map((shapes) => shapes.some(({ program }) => test(program))),
    ];
    const transfers = ofAll(isTransfer, true);
    const indirect = ofAll(isIndirect, false);
    this.handlers = handlers;
    this.#transfers = transfers;
    this.#indirect = indirect;
  }

  #hotShape(form: Form, { addressing, repeat }: HotShape): Shape {
    const variant: Variant = {
      memory: addressing !== undefined, repeat, address32: false,
    };
    const program = this.#programs.program(form, variant);
    const meaning = meaningForm(form);
    if (program === undefined || !hasHandler({ form: meaning, program })) {
      throw new Error(`defect: ${form.id} is listed as hot and has no handler`);
    }
    return { form: meaning, program, addressing: addressing ?? "base" };
  }

  /** The entry of a decoded instruction's form in a variant and addressing mode. */
  entry(form: Form, variant: Variant, addressing: Addressing): Entry {
    const index = (form.number * VARIANTS_PER_FORM
      + (variant.memory ? 1 : 0) + (variant.repeat === 0 ? 0 : variant.repeat === 0xf3 ? 2 : 4)) * 3
      + ADDRESSING_INDEX[addressing];
    let entry = this.#entries.get(index);
    if (entry === undefined) {
      entry = this.#makeEntry(form, variant, addressing);
      this.#entries.set(index, entry);
    }
    return entry;
  }

  #makeEntry(form: Form, variant: Variant, addressing: Addressing): Entry {
    const program = this.#programs.program(form, variant);
    if (program === undefined) {
      return {
        handler: ORACLE_HANDLER, isEnd: true, needsDefaultMxcsr: false, shuffle: undefined,
      };
    }
    const shape = { form: meaningForm(form), program, addressing };
    const handler = hasHandler(shape) ? this.#byKey.get(handlerKey(shape)) : undefined;
    return {
      handler: handler ?? ORACLE_HANDLER,
      isEnd: program.effects.some((effect) =>
        effect.op === "leave" || (effect.op === "jump" && effect.when === undefined)),
      needsDefaultMxcsr: dependsOnMxcsr(program),
      shuffle: program.steps.find((step) => step.op === "shuffleby"),
    };
  }

  /** By handler number: may it leave the straight line (a jump, a repetition, the oracle)? */
  mayLeave(handler: number): boolean {
    return this.#transfers[handler] ?? true;
  }

  /** By handler number: does the guest compute where it goes? */
  isIndirect(handler: number): boolean {
    return this.#indirect[handler] ?? false;
  }

  /** The handler that runs consecutive records with these plain handlers at one go, if there is. */
  fused(plain: readonly number[]): number | undefined {
    return this.#fused.get(plain.join(" "));
  }

  /** Whether any sequence begins with two handlers: cheap, before `fused` is asked. */
  get hasFused(): boolean {
    return this.#fused.size > 0;
  }
}
