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
import {
  Shape, hasHandler, hasKnownOperands, isConditional, isIndirect, isOfOnePlace, isTransfer, keyOf,
} from "./handlers.ts";
import type { Sequence } from "./handlers.ts";
import { FUSED_MAX } from "./hot.ts";
import type { HotSequence, HotShape } from "./hot.ts";
import type { Addressing } from "./frame.ts";
import { FIRST_HANDLER, ORACLE_HANDLER } from "./record.ts";

/** A shuffle whose byte indexes follow from an immediate, as its step has it. */
export type Shuffle = Pick<Extract<Step, { op: "shuffleby" }>, "name" | "pattern">;

/** What the predecoder must know of an instruction besides its operands. */
export interface Entry {
  readonly handler: number;
  /** What a loop that ran the instruction would list; undefined where the oracle has to. */
  readonly outside: HotShape | undefined;
  /** Ends straight-line execution for good: nothing behind it follows it. */
  readonly isEnd: boolean;
  /** Runs only while MXCSR is the default and its flags are not kept. */
  readonly needsDefaultMxcsr: boolean;
  /** The shuffle that it makes, for which the record names indexes. */
  readonly shuffle: Shuffle | undefined;
}

const VARIANTS_PER_FORM = 8;
const ADDRESSING_INDEX: Readonly<Record<Addressing, number>> = { base: 0, stack: 1, index: 2 };

/** A node of the tree of fused sequences: what handlers lead here, what may follow. */
interface FusedNode {
  /** Sequences that end here, by what they know: see `knowledge`. */
  readonly handlers: Map<string, number>;
  readonly next: Map<number, FusedNode>;
}

/** What a predecoder offers for fusion. */
export interface Fusible {
  /** Plain handler of the `k`-th record from here, or -1 behind the end of the line. */
  plain(k: number): number;
  /** Slot of the register named by a field of the `k`-th record; -1 for AH, CH, DH, BH. */
  register(k: number, field: number): number;
  /** What the `k`-th record holds of its operands, as `operandText` has it. */
  operands(k: number): string;
}

export class Catalog {
  /** The sequences of shapes behind the handler numbers from FIRST_HANDLER on. */
  readonly handlers: readonly Sequence[];
  readonly #transfers: readonly boolean[];
  readonly #indirect: readonly boolean[];
  readonly #programs: Programs;
  readonly #byKey = new Map<string, number>();
  /** Fused handlers, by the plain handlers they stand for. */
  readonly #fused: FusedNode = newNode();
  /** By handler number: the fields that name its registers. */
  readonly #fields: (readonly number[])[];
  /** By handler number: is what its record holds of its operands the instruction's own? */
  readonly #known: readonly boolean[];
  readonly #entries = new Map<number, Entry>();
  /** For plain handlers, from FIRST_HANDLER on, that may be part of a sequence: a row for them. */
  readonly #rows: (HotShape | undefined)[] = [];

  /** `shapes`: rows that were looked at before, by their names; the catalog adds its own. */
  constructor(
    programs: Programs, forms: (id: string) => Form, hot: readonly HotSequence[],
    shapes = new Map<string, Shape>(),
  ) {
    this.#programs = programs;
    const shapeOfRow = (row: HotShape): Shape => {
      const name = `${row.form} ${row.addressing} ${row.repeat}`;
      const shape = shapes.get(name) ?? this.#hotShape(forms(row.form), row);
      shapes.set(name, shape);
      return shape;
    };
    const sequences = hot.map((sequence) => ({
      shapes: sequence.map(shapeOfRow),
      registers: sequence.map(({ registers }) => registers).join(""),
      operands: sequence.map(({ operands }) => operands),
    }));
    // In the order of the list; behind it what is listed only as part of a sequence.
    const handlers: Sequence[] = [];
    const add = (sequence: Sequence): number => FIRST_HANDLER + handlers.push(sequence) - 1;
    const addPlain = (shape: Shape, row: HotShape | undefined): void => {
      const { key, program } = shape;
      if (this.#byKey.has(key)) return;
      const number = add({ shapes: [shape], registers: "", operands: [] });
      this.#byKey.set(key, number);
      if (row === undefined || isConditional(program)) return;
      this.#rows[number - FIRST_HANDLER] = { ...row, registers: "", operands: "" };
    };
    const numbers = sequences.map((sequence, i) => {
      const [only] = sequence.shapes;
      if (isFused(sequence.operands)) return add(sequence);
      if (only !== undefined) addPlain(only, hot[i]?.[0]);
      return ORACLE_HANDLER;
    });
    sequences.forEach(({ shapes: parts }, i) => {
      parts.forEach((shape, k) => addPlain(shape, hot[i]?.[k]));
    });
    sequences.forEach((sequence, i) => {
      if (isFused(sequence.operands)) this.#addFused(sequence, numbers[i] ?? ORACLE_HANDLER);
    });
    this.#fields = [
      ...new Array<readonly number[]>(FIRST_HANDLER).fill([]),
      ...handlers.map(({ shapes: [first] }) => first?.fields ?? []),
    ];
    this.#known = [
      ...new Array<boolean>(FIRST_HANDLER).fill(false),
      ...handlers.map(({ shapes: [first] }) => first !== undefined && hasKnownOperands(first)),
    ];
    const ofAll = (test: (program: Shape["program"]) => boolean, special: boolean): boolean[] => [
      ...new Array<boolean>(FIRST_HANDLER).fill(special),
      ...handlers.map(({ shapes }) => shapes.some(({ program }) => test(program))),
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
    if (program === undefined || !hasHandler(meaning, program)) {
      throw new Error(`defect: ${form.id} is listed as hot and has no handler`);
    }
    return new Shape(meaning, program, addressing ?? "base");
  }

  /** The entry of a decoded instruction's form in a variant and addressing mode. */
  entry(form: Form, variant: Variant, addressing: Addressing): Entry {
    const index = (form.number * VARIANTS_PER_FORM
      + (variant.memory ? 1 : 0) + (variant.repeat === 0 ? 0 : variant.repeat === 0xf3 ? 2 : 4)) * 3
      + ADDRESSING_INDEX[addressing];
    let entry = this.#entries.get(index);
    if (entry === undefined) {
      // An address size of 32 bits is not the loop's, whoever asks first.
      entry = this.#makeEntry(form, { ...variant, address32: false }, addressing);
      this.#entries.set(index, entry);
    }
    return entry;
  }

  #makeEntry(form: Form, variant: Variant, addressing: Addressing): Entry {
    const program = this.#programs.program(form, variant);
    if (program === undefined) {
      return {
        handler: ORACLE_HANDLER, outside: undefined, isEnd: true, needsDefaultMxcsr: false,
        shuffle: undefined,
      };
    }
    const meaning = meaningForm(form);
    const isPossible = hasHandler(meaning, program);
    const handler = isPossible
      ? this.#byKey.get(keyOf(meaning, program, addressing)) : undefined;
    const row: HotShape = {
      form: form.id, addressing: variant.memory ? addressing : undefined, repeat: variant.repeat,
      registers: "", operands: "",
    };
    return {
      handler: handler ?? ORACLE_HANDLER,
      outside: isPossible && handler === undefined ? row : undefined,
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

  #addFused({ shapes, registers, operands }: Sequence, handler: number): void {
    let node = this.#fused;
    for (const shape of shapes) {
      const plain = this.#byKey.get(shape.key) ?? ORACLE_HANDLER;
      let next = node.next.get(plain);
      if (next === undefined) {
        next = newNode();
        node.next.set(plain, next);
      }
      node = next;
    }
    node.handlers.set(knowledge(registers, operands.join("")), handler);
  }

  /** The handler of the longest sequence that begins here, if there is one. */
  fused(records: Fusible): number | undefined {
    let best: number | undefined;
    let node: FusedNode | undefined = this.#fused;
    let operands = "";
    for (let length = 1; ; length++) {
      node = node.next.get(records.plain(length - 1));
      if (node === undefined) return best;
      operands += this.#operandsOf(records, length - 1);
      if (node.handlers.size === 0) continue;
      const registers = this.#equalities(records, length);
      best = node.handlers.get(knowledge(registers, operands))
        ?? node.handlers.get(knowledge(registers, "")) ?? node.handlers.get(knowledge("", "")) ?? best;
    }
  }

  /**
   * The longest sequence from here on that a handler could run, as rows that say so; empty where it
   * would save nothing.
   */
  sequence(records: Fusible): HotSequence {
    const rows: HotShape[] = [];
    while (rows.length < FUSED_MAX) {
      const plain = records.plain(rows.length);
      const row = this.#rows[plain - FIRST_HANDLER];
      if (row === undefined) break;
      rows.push(row);
      if (this.mayLeave(plain)) break;
    }
    const registers = this.#equalities(records, rows.length);
    const sequence = rows.map((row, k) => ({
      ...row, registers: k === 0 ? registers : "", operands: this.#operandsOf(records, k),
    }));
    return isFused(sequence.map(({ operands }) => operands)) ? sequence : [];
  }

  #operandsOf(records: Fusible, k: number): string {
    return this.#known[records.plain(k)] === true ? records.operands(k) : "";
  }

  /** Which registers of a sequence are the same, as `Sequence.registers` has it. */
  #equalities(records: Fusible, length: number): string {
    const letters = new Map<number, string>();
    let text = "";
    for (let k = 0; k < length; k++) {
      for (const field of this.#fields[records.plain(k)] ?? []) {
        const register = records.register(k, field);
        if (register < 0) return "";
        const letter = letters.get(register) ?? String.fromCharCode(LETTER_A + letters.size);
        letters.set(register, letter);
        text += letter;
      }
    }
    return text;
  }
}

/** Has a sequence a handler besides the plain ones of its instructions? A text for each of them. */
function isFused(operands: readonly string[]): boolean {
  return operands.length > 1 || isOfOnePlace({ operands });
}

function newNode(): FusedNode {
  return { handlers: new Map(), next: new Map() };
}

/**
 * What a handler relies on besides its plain handlers: which registers are equal, and what the records
 * hold. Both, because records whose fields are not the instruction's own tell nothing.
 */
function knowledge(registers: string, operands: string): string {
  return `${registers} ${operands}`;
}

const LETTER_A = 65;
