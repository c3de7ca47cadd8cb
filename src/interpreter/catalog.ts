/**
 * The catalog of handlers: which forms the loop runs by itself, under which number, and which
 * sequences it runs at one go. Made once per engine; instructions look themselves up while they are
 * predecoded.
 */
import type { Form, Variant } from "../../spec/isa/form.ts";
import { dependsOnMxcsr } from "../lowering/capability.ts";
import type { Programs } from "../oracle/programs.ts";
import { meaningForm } from "../oracle/programs.ts";
import { handlerKey, hasHandler, isIndirect, isTransfer } from "./handlers.ts";
import type { Shape } from "./handlers.ts";
import type { HotSequence, HotShape } from "./hot.ts";
import type { Addressing } from "./record-target.ts";
import { FIRST_HANDLER, ORACLE_HANDLER } from "./record.ts";

/** What the predecoder must know of an instruction besides its operands. */
export interface Entry {
  readonly handler: number;
  /** Ends straight-line execution for good: nothing behind it follows it. */
  readonly isEnd: boolean;
  /** Runs only while MXCSR is the default and its flags are not kept. */
  readonly needsDefaultMxcsr: boolean;
}

const VARIANTS_PER_FORM = 8;
const ADDRESSING_INDEX: Readonly<Record<Addressing, number>> = { base: 0, stack: 1, index: 2 };

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
    const handlers: (readonly Shape[])[] = [];
    const transfers = new Array<boolean>(FIRST_HANDLER).fill(true);
    const indirect = new Array<boolean>(FIRST_HANDLER).fill(false);
    const add = (shapes: readonly Shape[]): number => {
      handlers.push(shapes);
      transfers.push(shapes.some(({ program }) => isTransfer(program)));
      indirect.push(shapes.some(({ program }) => isIndirect(program)));
      return FIRST_HANDLER + handlers.length - 1;
    };
    for (const sequence of hot) {
      const shapes = sequence.map((shape) => this.#hotShape(forms(shape.form), shape));
      const numbers = shapes.map((shape) => {
        const key = handlerKey(shape);
        const number = this.#byKey.get(key) ?? add([shape]);
        this.#byKey.set(key, number);
        return number;
      });
      if (shapes.length === 1) continue;
      const key = numbers.join(" ");
      if (!this.#fused.has(key)) this.#fused.set(key, add(shapes));
    }
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
      return { handler: ORACLE_HANDLER, isEnd: true, needsDefaultMxcsr: false };
    }
    const shape = { form: meaningForm(form), program, addressing };
    const handler = hasHandler(shape) ? this.#byKey.get(handlerKey(shape)) : undefined;
    return {
      handler: handler ?? ORACLE_HANDLER,
      isEnd: program.effects.some((effect) =>
        effect.op === "leave" || (effect.op === "jump" && effect.when === undefined)),
      needsDefaultMxcsr: dependsOnMxcsr(program),
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
