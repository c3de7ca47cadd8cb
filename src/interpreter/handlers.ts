/**
 * The handlers: one per distinct program and addressing mode, however many forms share it, and
 * *fused* ones for sequences of instructions that often follow each other.
 *
 * A handler may depend on nothing but its key: the program, the kinds of its operands, and how an
 * address is computed. Register numbers and immediates come from the record.
 */
import type { Effect, Program, Step } from "../../spec/ir/ir.ts";
import type { MeaningForm, Operand } from "../../spec/isa/form.ts";
import { isLowerable } from "../lowering/capability.ts";
import { analyse } from "../lowering/usage.ts";
import type { Usage } from "../lowering/usage.ts";
import { Lowering } from "../lowering/lowering.ts";
import { Scratch } from "../lowering/scratch.ts";
import type { KnownFlags } from "../lowering/flags.ts";
import { REGISTER_NUMBER, registerSlot } from "../machine/registers.ts";
import { VECTOR } from "../machine/state.ts";
import { RecordTarget } from "./record-target.ts";
import type { Addressing, Loop } from "./frame.ts";
import type { Label } from "../wasm/code.ts";
import {
  BASE_REGISTER, HANDLER, INDEX_REGISTER, RECORD_BYTES, SLOTS, SLOT_OPERANDS,
} from "./record.ts";
import { KnownOperands } from "./known-operands.ts";
import { RegisterCache, fixedField } from "./register-cache.ts";

/** One instruction as a handler sees it. */
export class Shape {
  readonly form: MeaningForm;
  readonly program: Program;
  readonly addressing: Addressing;
  /** The text that two shapes share exactly when one handler serves both. */
  readonly key: string;
  #usage: Usage | undefined;
  #fields: readonly number[] | undefined;

  constructor(form: MeaningForm, program: Program, addressing: Addressing) {
    this.form = form;
    this.program = program;
    this.addressing = addressing;
    this.key = keyOf(form, program, addressing);
  }

  /** Looked for when a handler is emitted: of shapes with one key, one is. */
  get usage(): Usage {
    this.#usage ??= analyse(this.program);
    return this.#usage;
  }

  /** The fields that name registers: see `register-cache.ts`. */
  get fields(): readonly number[] {
    this.#fields ??= registerFields(this.form, this.program, this.addressing);
    return this.#fields;
  }
}

/**
 * What one handler runs at one go. `registers` names the registers in all its shapes' `fields`, one
 * letter each, equal letters for equal registers; "" where nothing is known. `operands` is what the
 * record of each shape holds, "" where the handler has to read it there.
 */
export interface Sequence {
  readonly shapes: readonly Shape[];
  readonly registers: string;
  readonly operands: readonly string[];
}

/** Do the record's fields say the same in every machine, wherever the instruction stands? */
export function hasKnownOperands({ form, program }: Shape): boolean {
  return form.operands.every(({ place }) => place !== "rel")
    && program.steps.every(({ op }) => op !== "shuffleby");
}

/** What a handler reads of an operand. */
function operandKind(operand: Operand): string {
  if (operand.kind === "one") return "1";
  switch (operand.place) {
    case "imm": return "i";
    case "rel": return "r";
    case "fixed": return operand.kind === "mem" ? `f${operand.fixed}` : "s";
    default: return "s";
  }
}

/** True where records can hold what the shape's operands are. */
export function hasHandler(form: MeaningForm, program: Program): boolean {
  const odd = form.operands.some(({ place, kind }, k) =>
    place === "imm2" || place === "is4" || place === "vvvv" || place === "moffs"
    || (k >= SLOT_OPERANDS && kind !== "imm"));
  return !odd && !form.vex && isLowerable(program);
}

/** Does the program compute the address of an explicit memory operand? */
export function usesAddress(program: Program): boolean {
  return program.steps.some(({ op }) => op === "address" || op === "offset");
}

/** The key of a shape. */
export function keyOf(form: MeaningForm, program: Program, addressing: Addressing): string {
  const operands = form.operands.map(operandKind).join("");
  const where = usesAddress(program) ? addressing : "";
  return `${operands}/${where}/${textOf(program.steps)}/${textOf(program.effects)}`;
}

/** Steps or effects as text: what they are, in the order of their properties. */
function textOf(parts: readonly (Step | Effect)[]): string {
  return parts.map((part) => part.op === "setflags"
    ? `${part.op} ${Object.entries(part.flags).join(" ")} ${part.when}`
    : Object.values(part).join(" ")).join("/");
}

function registerFields(
  form: MeaningForm, program: Program, addressing: Addressing,
): readonly number[] {
  const operands = new Set<number>();
  const fixed = new Set<number>();
  for (const part of [...program.steps, ...program.effects]) {
    if (NAMES_OPERAND.has(part.op) && "k" in part) operands.add(part.k);
    if (part.op === "setfixedv") fixed.add(fixedField(VECTOR + 32 * part.register));
    if (part.op === "fixed" || part.op === "setfixed") {
      fixed.add(fixedField(registerSlot(REGISTER_NUMBER[part.register], false)));
    }
  }
  const fields = form.operands.flatMap(({ kind }, k) =>
    operands.has(k) && (kind === "gpr" || kind === "xmm") ? [SLOTS + 2 * k] : []);
  if (hasAddressFields(form, program)) {
    fields.push(BASE_REGISTER);
    if (addressing === "index") fields.push(INDEX_REGISTER);
  }
  return [...fields, ...fixed];
}

/** Steps and effects that read or write a register operand. */
const NAMES_OPERAND: ReadonlySet<string> = new Set(
  ["operand", "operandlane", "operandv", "set", "setlane", "setv"] satisfies
    (Step["op"] | Effect["op"])[]);

/** Does the program compute an address from the record's fields? */
function hasAddressFields(form: MeaningForm, program: Program): boolean {
  return program.steps.some((step) =>
    (step.op === "address" || step.op === "offset") && form.operands[step.k]?.place !== "fixed");
}

/** True where a program ends straight-line execution or may run again. */
export function isTransfer(program: Program): boolean {
  return program.effects.some(({ op }) => op === "jump" || op === "again");
}

/**
 * True where a program reads memory or writes registers only on a condition: it is no part of a
 * sequence that keeps registers in locals.
 */
export function isConditional({ steps, effects }: Program): boolean {
  return steps.some((step) => "when" in step && step.op !== "fault" && step.op !== "select")
    || effects.some((effect) => "when" in effect && !WITHOUT_REGISTERS.has(effect.op));
}

/** Effects that touch no register that a field names. */
const WITHOUT_REGISTERS: ReadonlySet<string> = new Set(
  ["jump", "again", "flags", "resultflags", "setflags", "undefined"] satisfies Effect["op"][]);

/** True where the guest computes the target of a transfer. */
export function isIndirect(program: Program): boolean {
  return program.effects.some((effect) =>
    effect.op === "jump" && effect.kind !== "direct" && effect.kind !== "call");
}

/** Is a sequence made for instructions at one place, so that mostly the same one follows? */
export function isOfOnePlace({ operands }: Pick<Sequence, "operands">): boolean {
  return operands.some((text) => text !== "");
}

/** The handler that most likely runs next, and where its code begins. */
export interface Follower {
  readonly handler: number;
  readonly label: Label;
}

/**
 * Emits the code of one handler: the instructions of a sequence, each with its own record. Behind
 * them a handler goes to its `follower` by a branch that the host's CPU foresees, where the record
 * asks for that one; everything else goes through the one indirect jump of the dispatch.
 */
export function emitHandler(
  loop: Loop, { shapes, registers, operands }: Sequence, follower: Follower | undefined,
): void {
  const { code, record } = loop;
  const scratch = new Scratch(code);
  let known: KnownFlags | undefined;
  let transferred = false;
  const cache = new RegisterCache(registers);
  for (const [k, shape] of shapes.entries()) {
    const { form, program, addressing, usage, fields } = shape;
    const text = operands[k] ?? "";
    cache.enter(fields);
    const target = new RecordTarget(loop, form, addressing, (type) => scratch.take(type), cache,
      text === "" ? undefined : new KnownOperands(text));
    const flags = new Lowering(program, target, scratch, known, usage).emit();
    known = writesFlags(program) ? flags : known;
    transferred = target.transferred;
    if (transferred) break;
    code.get(record); code.i32(RECORD_BYTES); code.op("i32_add"); code.set(record);
  }
  if (!transferred) {
    if (follower !== undefined) {
      code.get(record); code.memory("i32_load16_u", HANDLER);
      code.i32(follower.handler); code.op("i32_eq");
      code.brIf(follower.label);
    }
    code.br(loop.next);
  }
  scratch.releaseAll();
}

function writesFlags(program: Program): boolean {
  return program.effects.some(({ op }) =>
    op === "flags" || op === "setflags" || op === "resultflags");
}
