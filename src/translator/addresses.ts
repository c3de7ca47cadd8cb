/**
 * Which accesses of a unit need a check. Registers are numbered by value: what is known to hold the
 * same unknown plus a constant has the same *root*. All accesses of a block through one root are
 * checked together, at the first of them, and never again where that block has run before. A check
 * that covers more than its own access may fail where the access would not; then the interpreter
 * takes the instruction, so nothing depends on it but time. What rsp leads to is checked for all that a
 * block leads to: a function's frame is in one piece, and one check at its beginning does for all of it.
 *
 * Facts stay true for as long as units run: the limits that checks compare with only change outside.
 */
import type { Effect, Ref, Step } from "../../spec/ir/ir.ts";
import { BASE_RIP, NO_REGISTER } from "../decoder/instruction.ts";
import { REGISTER_NUMBER } from "../machine/registers.ts";
import { ALIGNMENT } from "./accesses.ts";
import type { Folded } from "./folded.ts";
import { type Graph, dominates, loopBlocks } from "./graph.ts";
import { narrowBefore } from "./narrow-registers.ts";
import { fullRegister, isHighByte, operandOf, registerSet, writtenBy } from "./register-use.ts";
import { type Block, type Unit, type UnitInstruction, isCall } from "./unit.ts";
import {
  LIKELY, type OnStack, SURE, UNKNOWN, type Value, ValueNumbers, ZERO, either, isSame,
} from "./value-numbers.ts";

/** What one check admits: offsets from whatever the address of the access has in common with others. */
export interface Check {
  /** Offset of the access that it stands at. */
  readonly first: number;
  /** Bytes that are checked: the first, and the one behind the last. */
  from: number;
  to: number;
  write: boolean;
  /** The address is probably on the stack. */
  readonly stack: boolean;
  /**
   * What the address of that access adds, in 64 bits, to a number below 2^32, less the base; undefined where
   * no such number is known.
   */
  readonly added: number | undefined;
  /** Its position is wanted in other blocks too. */
  isFar: boolean;
  /** That is known well enough to leave the unit where it is otherwise. */
  isSure: boolean;
}

/** An access that needs no check of its own, for another one says as much. */
export interface Covered {
  readonly by: Check;
  /** Offset of the access, as those of the check count. */
  readonly offset: number;
  /** The check stands in the same block or in the same round of a loop. */
  readonly isNear: boolean;
}

/** Of one instruction. */
export interface AccessPlan {
  /** By address step. */
  readonly accesses: ReadonlyMap<Ref, Check | Covered>;
  /** Faults of addresses that are known to be aligned. */
  readonly aligned: ReadonlySet<Ref>;
}

export function isCovered(planned: Check | Covered): planned is Covered {
  return "by" in planned;
}

/** Is there an access that is looked for in the window where it should be, and nowhere else? */
export function mayStray({ accesses }: AccessPlan): boolean {
  for (const planned of accesses.values()) if (!isCovered(planned) && planned.isSure) return true;
  return false;
}

interface BlockCheck extends Check {
  readonly block: number;
  /** Of the address at which it stands, as in `Value`. */
  readonly wrapped: number;
}

/** Bytes that one check may cover. */
const GROUP_BYTES_MAX = 4096;
const R15 = 15;
const REGISTERS = 16;
export const NO_CHECKS: AccessPlan = { accesses: new Map(), aligned: new Set() };

class Analysis {
  readonly plans: AccessPlan[][];
  readonly #unit: Unit;
  readonly #programs: readonly (readonly Folded[])[];
  readonly #graph: Graph;
  readonly #base: number | undefined;
  readonly #highAccesses: ReadonlySet<number>;
  readonly #numbers = new ValueNumbers();
  readonly #behind: (readonly Value[])[] = [];
  /** By root. */
  readonly #checks: BlockCheck[][] = [];
  /** By root: offsets that have turned out to be aligned, and where. */
  readonly #alignments: { readonly block: number; readonly offset: number }[][] = [];
  readonly #written: readonly number[];
  /** By block: registers that are below 2^32 there, as a set. */
  readonly #narrow: readonly number[];
  /** By block: header of the innermost loop around it, if that calls nothing; -1 elsewhere. */
  readonly #leafLoop: number[];
  #registers: Value[] = [];
  /** The block at hand. */
  #index = 0;

  constructor(
    unit: Unit, programs: readonly (readonly Folded[])[], graph: Graph, base: bigint | undefined,
    highAccesses: ReadonlySet<number>,
  ) {
    this.#unit = unit;
    this.#highAccesses = highAccesses;
    this.#programs = programs;
    this.#graph = graph;
    this.#base = base === undefined ? undefined : Number(base);
    this.plans = unit.blocks.map(() => []);
    this.#written = unit.blocks.map(writtenInBlock);
    this.#narrow = narrowBefore(unit, programs, graph);
    this.#leafLoop = unit.blocks.map(() => -1);
    // Inner loops begin behind the tops of those around them.
    for (const index of graph.order) if (graph.isHeader[index] === true) this.#noteLoop(index);
  }

  #noteLoop(header: number): void {
    const body = loopBlocks(this.#graph, header);
    for (const block of body) if (isCall(this.#unit.blocks[block]?.flow ?? "stop")) return;
    for (const block of body) this.#leafLoop[block] = header;
  }

  run(stackRegisters: number): void {
    for (const index of this.#graph.order) {
      this.#index = index;
      this.#registers = this.#before(index, stackRegisters);
      this.#block(index);
      this.#behind[index] = this.#registers;
    }
  }

  // Values.

  #cut(value: Value, bits: number): Value {
    if (bits >= 64) return value;
    return (bits === 32 ? this.#inFrame(value) : undefined) ?? this.#numbers.cut(value, bits);
  }

  /**
   * The low half of an address in the stack, as that address less the base. It is known to lie in the
   * 4 GiB behind the base where a check has admitted the byte there, as one for a frame can.
   */
  #inFrame({ root, wrapped, offset }: Value): Value | undefined {
    const base = this.#base ?? 0;
    if (base === 0 || this.#numbers.isNarrow(root) || this.#numbers.stack({ root }) !== SURE) return undefined;
    const isRelative = offset < -base / 2;
    const at = isRelative ? offset + base : offset;
    const check = this.#frameCheck(root);
    return check !== undefined && reaches(check, at, at + 1) ? { root, wrapped, offset: at - base } : undefined;
  }

  /** The last check through a root that has been made wherever control is at the block at hand. */
  #frameCheck(root: number): BlockCheck | undefined {
    return this.#checks[root]?.findLast(({ block }) => dominates(this.#graph, block, this.#index));
  }

  #register(number: number): Value {
    return this.#registers[number] ?? ZERO;
  }

  #address({ instruction, variant, next }: UnitInstruction): Value {
    const { base, index, scale, disp, segment } = instruction;
    if (segment !== 0) return this.#numbers.fresh(UNKNOWN);
    let value: Value = { ...ZERO, offset: disp };
    if (base === BASE_RIP) {
      if (this.#base === undefined) return this.#numbers.fresh(UNKNOWN);
      value = this.#numbers.shifted(value, this.#base + next);
    } else if (base !== NO_REGISTER) value = this.#numbers.sum(value, this.#register(base));
    if (index !== NO_REGISTER) value = this.#numbers.sum(value, this.#numbers.scaled(this.#register(index), scale));
    return variant.address32 ? this.#cut(value, 32) : value;
  }

  /** Tells the values of the steps of an instruction, as they are before it. */
  #values(at: UnitInstruction, { steps }: Folded): (ref: Ref) => Value {
    const known: Value[] = [];
    const of = (ref: Ref): Value => {
      const step = steps[ref];
      return step === undefined ? ZERO : known[ref] ??= this.#value(step, at, of);
    };
    return of;
  }

  #value(step: Step, at: UnitInstruction, of: (ref: Ref) => Value): Value {
    switch (step.op) {
      case "const": return this.#numbers.constant(step.value);
      case "operand": {
        const operand = operandOf(at.form, step.k);
        if (operand.kind !== "gpr") break;
        const value = this.#register(fullRegister(operand, at.instruction));
        return isHighByte(operand, at.instruction) ? this.#numbers.fresh(UNKNOWN, true)
          : this.#cut(value, step.bits);
      }
      case "fixed": return this.#cut(this.#register(REGISTER_NUMBER[step.register]), step.bits);
      case "address": case "offset": {
        const operand = operandOf(at.form, step.k);
        if (operand.place === "fixed") return this.#register(operand.fixed);
        return operand.place === "rm" ? this.#address(at) : this.#numbers.fresh(UNKNOWN);
      }
      case "binary": return this.#binary(step, of(step.a), of(step.b));
      case "zext": return this.#cut(of(step.a), step.bits);
      case "load": return this.#numbers.fresh(UNKNOWN, step.bits <= 32);
      case "select": return this.#numbers.fresh(either(this.#numbers.stack(of(step.a)), this.#numbers.stack(of(step.b))));
      default: break;
    }
    return this.#numbers.fresh(UNKNOWN);
  }

  #binary({ fn }: Extract<Step, { op: "binary" }>, a: Value, b: Value): Value {
    if (fn === "add") return this.#numbers.sum(a, b);
    if (fn === "sub" && b.root === 0) return this.#numbers.shifted(a, -b.offset);
    if (fn === "shl" && b.root === 0) return this.#numbers.scaled(a, b.offset);
    const stack = fn === "sub" || fn === "and" ? this.#numbers.stack(a) : UNKNOWN;
    return this.#numbers.number(fn, a, b, stack);
  }

  // Registers between instructions and blocks.

  #set(at: UnitInstruction, { effects }: Folded, of: (ref: Ref) => Value): void {
    const setting = effects.filter((effect) => effect.op === "set" || effect.op === "setfixed");
    // All are told before the first one changes.
    for (const { value } of setting) of(value);
    for (const effect of setting) {
      this.#registers[registerSet(effect, at.form, at.instruction)] = this.#newValue(effect, of(effect.value));
    }
  }

  #newValue({ bits, when }: Extract<Effect, { op: "set" | "setfixed" }>, value: Value): Value {
    if (when !== undefined) return this.#numbers.fresh(either(this.#numbers.stack(value), UNKNOWN));
    return bits >= 32 ? this.#cut(value, bits) : this.#numbers.fresh(UNKNOWN);
  }

  /** Behind a call nothing is known but that pointers to the stack stay what they are. */
  #forget(): void {
    this.#registers = this.#registers.map((value, n) => this.#unknown(n, this.#numbers.stack(value)));
  }

  #unknown(number: number, stack: OnStack, isNarrow = false): Value {
    if (number === R15 && this.#base !== undefined) return { ...ZERO, offset: this.#base };
    return this.#numbers.fresh(stack, isNarrow);
  }

  #before(index: number, stackRegisters: number): Value[] {
    const { predecessors, position, isHeader } = this.#graph;
    const before = (predecessors[index] ?? []).filter((p) =>
      (position[p] ?? 0) < (position[index] ?? 0)).map((p) => this.#behind[p] ?? []);
    const [only] = before;
    if (before.length === 1 && only !== undefined && isHeader[index] !== true) return [...only];
    const changing = isHeader[index] === true ? this.#writtenInLoop(index) : 0;
    return Array.from({ length: REGISTERS }, (_, n) => {
      const first = only?.[n];
      let agreed = ((changing >> n) & 1) === 0;
      let stack = index === 0 ? atEntry(n, stackRegisters) : this.#numbers.stack(first ?? ZERO);
      for (const registers of before) {
        const value = registers[n] ?? ZERO;
        agreed &&= first !== undefined && isSame(value, first);
        if (index !== 0) stack = either(stack, this.#numbers.stack(value));
      }
      if (agreed && first !== undefined) return first;
      return this.#unknown(n, stack, (((this.#narrow[index] ?? 0) >> n) & 1) === 1);
    });
  }

  /** Registers that the loops of a header may change, as a set. */
  #writtenInLoop(header: number): number {
    let written = 0;
    for (const block of loopBlocks(this.#graph, header)) written |= this.#written[block] ?? 0;
    return written;
  }

  // Checks.

  #block(index: number): void {
    const block = this.#unit.blocks[index];
    if (block === undefined) return;
    block.instructions.forEach((at, k) => {
      const program = this.#programs[index]?.[k] ?? at.folded;
      const values = this.#values(at, program);
      this.plans[index]?.push(this.#plan(index, at.pc, program, values));
      this.#set(at, program, values);
    });
    if (isCall(block.flow)) this.#forget();
  }

  #plan(block: number, pc: number, { accesses, alignments }: Folded, of: (ref: Ref) => Value): AccessPlan {
    if (accesses.length === 0) return NO_CHECKS;
    const aligned = new Set<Ref>();
    for (const { fault, address } of alignments) {
      if (this.#isAligned(block, of(address))) aligned.add(fault);
    }
    const isSureLow = this.#leafLoop[block] !== -1 && !this.#highAccesses.has(pc);
    const plan = new Map<Ref, Check | Covered>();
    for (const { address, bytes, write } of accesses) {
      const value = of(address);
      const { root, wrapped } = value;
      const offset = wrapped + value.offset;
      const checks = this.#checks[root] ??= [];
      const stack = this.#numbers.stack({ root });
      const isSure = stack === SURE || root === 0 || (stack === UNKNOWN && isSureLow);
      const check: BlockCheck = {
        block, wrapped, first: offset, from: offset, to: offset + bytes, write,
        stack: stack !== UNKNOWN, isFar: false, isSure,
        added: root !== 0 && this.#numbers.isNarrow(root) ? value.offset - (this.#base ?? 0) : undefined,
      };
      const near = stack === SURE ? this.#frameCheck(root) : checks.at(-1);
      const by = this.#known(checks, check) ?? this.#extended(near, check);
      if (by === undefined) {
        checks.push(check);
        plan.set(address, check);
        continue;
      }
      const isInRound = by.block !== block && this.#isInRound(by.block, block);
      by.isFar ||= isInRound;
      plan.set(address, { by, offset, isNear: by.block === block || isInRound });
    }
    return { accesses: plan, aligned };
  }

  /** Is an address aligned wherever control is at a block? If not so, it is behind this. */
  #isAligned(block: number, { root, wrapped, offset }: Value): boolean {
    const sum = wrapped + offset;
    if (root === 0) return sum % ALIGNMENT === 0;
    const known = this.#alignments[root] ??= [];
    if (known.some((other) => (other.offset - sum) % ALIGNMENT === 0
      && dominates(this.#graph, other.block, block))) return true;
    known.push({ block, offset: sum });
    return false;
  }

  /** The check of a block that must have run, where that says as much. */
  #known(checks: readonly BlockCheck[], check: BlockCheck): BlockCheck | undefined {
    return checks.findLast((known) => {
      const { from, to } = this.#bytesOf(check, known);
      return known.from <= from && known.to >= to && (known.write || !check.write)
        && dominates(this.#graph, known.block, check.block);
    });
  }

  /**
   * Lets an earlier check through the same root cover one more access: one of the same block, one of the
   * stack, or one of the same round of a loop, unless it asks for more.
   */
  #extended(last: BlockCheck | undefined, check: BlockCheck): BlockCheck | undefined {
    if (last === undefined) return undefined;
    const mayReach = last.block === check.block || (last.stack && last.isSure)
      || ((last.write || !check.write) && this.#isInRound(last.block, check.block));
    const { from, to } = this.#bytesOf(check, last);
    if (!mayReach || !reaches(last, from, to)) return undefined;
    last.write ||= check.write;
    last.isSure &&= check.isSure;
    return last;
  }

  /** Does control always come from one block to the other within one round of the loop around both? */
  #isInRound(first: number, block: number): boolean {
    const loop = this.#leafLoop[block] ?? -1;
    return loop !== -1 && this.#leafLoop[first] === loop && dominates(this.#graph, first, block);
  }

  /**
   * What another check must admit for it to say as much as `check`. Where the one adds another number
   * modulo 2^32 than the other, that sum must lie in what is admitted: then nothing has wrapped between
   * them.
   */
  #bytesOf({ from, to, wrapped }: BlockCheck, other: BlockCheck): Pick<Check, "from" | "to"> {
    if (wrapped === other.wrapped) return { from, to };
    const sum = wrapped + (this.#base ?? 0);
    return { from: Math.min(from, sum), to: Math.max(to, sum + 1) };
  }
}

/** Whether a register points into the stack at a unit's entry. */
function atEntry(number: number, stackRegisters: number): OnStack {
  if (number === REGISTER_NUMBER.rsp) return SURE;
  return number === REGISTER_NUMBER.rbp || ((stackRegisters >> number) & 1) === 1 ? LIKELY : UNKNOWN;
}

/** General registers that a block may change, as a set. */
function writtenInBlock({ flow, instructions }: Block): number {
  return isCall(flow) ? (1 << REGISTERS) - 1 : writtenBy(instructions).general;
}

/** Lets a check cover bytes as well, where that stays within bounds. */
function reaches(check: Check, first: number, end: number): boolean {
  const from = Math.min(check.from, first);
  const to = Math.max(check.to, end);
  if (to - from > GROUP_BYTES_MAX) return false;
  check.from = from;
  check.to = to;
  return true;
}

/**
 * Plans the checks of a unit: for each block, for each instruction. `programs` are the specialized
 * programs of its blocks; `base` is the address of the sandbox where r15 is known to hold it;
 * `stackRegisters` is the set of registers that seem to point into the stack at the unit's entry,
 * `highAccesses` has instructions whose accesses have been there without a stack pointer's leading there.
 */
export function planAccesses(
  unit: Unit, programs: readonly (readonly Folded[])[], graph: Graph, base: bigint | undefined,
  stackRegisters: number, highAccesses: ReadonlySet<number>,
): readonly (readonly AccessPlan[])[] {
  const analysis = new Analysis(unit, programs, graph, base, highAccesses);
  analysis.run(stackRegisters);
  return analysis.plans;
}
