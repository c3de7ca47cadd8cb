/**
 * The handlers: one per distinct program and addressing mode, however many forms share it, and
 * *fused* ones for sequences of instructions that often follow each other.
 *
 * A handler may depend on nothing but its key: the program, the kinds of its operands, and how an
 * address is computed. Register numbers and immediates come from the record.
 */
import type { Program } from "../../spec/ir/ir.ts";
import type { MeaningForm, Operand } from "../../spec/isa/form.ts";
import { isLowerable } from "../lowering/capability.ts";
import { Lowering, Scratch } from "../lowering/lowering.ts";
import type { KnownFlags } from "../lowering/flags.ts";
import { RecordTarget } from "./record-target.ts";
import type { Addressing, Loop } from "./record-target.ts";
import { RECORD_BYTES, SLOT_OPERANDS } from "./record.ts";

/** One instruction as a handler sees it. */
export interface Shape {
  readonly form: MeaningForm;
  readonly program: Program;
  readonly addressing: Addressing;
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
export function hasHandler({ form, program }: Omit<Shape, "addressing">): boolean {
  const odd = form.operands.some(({ place, kind }, k) =>
    place === "imm2" || place === "is4" || place === "vvvv" || place === "moffs"
    || (k >= SLOT_OPERANDS && kind !== "imm"));
  return !odd && !form.vex && isLowerable(program);
}

/** Does the program compute the address of an explicit memory operand? */
export function usesAddress(program: Program): boolean {
  return program.steps.some(({ op }) => op === "address" || op === "offset");
}

/** The text that two shapes share exactly when one handler serves both. */
export function handlerKey({ form, program, addressing }: Shape): string {
  const text = JSON.stringify(program, (_name, value: unknown) =>
    typeof value === "bigint" ? `${value}n` : value);
  const operands = form.operands.map(operandKind).join("");
  return `${operands}/${usesAddress(program) ? addressing : ""}/${text}`;
}

/** True where a program ends straight-line execution or may run again. */
export function isTransfer(program: Program): boolean {
  return program.effects.some(({ op }) => op === "jump" || op === "again");
}

/** True where the guest computes the target of a transfer. */
export function isIndirect(program: Program): boolean {
  return program.effects.some((effect) =>
    effect.op === "jump" && effect.kind !== "direct" && effect.kind !== "call");
}

/** Emits the code of one handler: the instructions of a sequence, each with its own record. */
export function emitHandler(loop: Loop, shapes: readonly Shape[]): void {
  const { code, record } = loop;
  const scratch = new Scratch(code);
  let known: KnownFlags | undefined;
  let transferred = false;
  for (const { form, program, addressing } of shapes) {
    const target = new RecordTarget(loop, form, addressing, (type) => scratch.take(type));
    const flags = new Lowering(program, target, scratch, known).emit();
    known = writesFlags(program) ? flags : known;
    transferred = target.transferred;
    if (transferred) break;
    code.get(record); code.i32(RECORD_BYTES); code.op("i32_add"); code.set(record);
  }
  if (!transferred) code.br(loop.next);
  scratch.releaseAll();
}

function writesFlags(program: Program): boolean {
  return program.effects.some(({ op }) => op === "flags" || op === "setflags" || op === "resultflags");
}
