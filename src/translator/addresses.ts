/**
 * Which accesses of a unit need a check. Registers are numbered by value: what is known to hold the
 * same unknown plus a constant has the same *root*. All accesses of a block through one root are
 * checked together, at the first of them, and never again where that block has run before. A check
 * that covers more than its own access may fail where the access would not; then the interpreter
 * takes the instruction, so nothing depends on it but time.
 *
 * Facts stay true for as long as units run: the limits that checks compare with only change outside.
 */
import type { Effect, Program, Ref, Step } from "../../spec/ir/ir.ts";
import { BASE_RIP, NO_REGISTER } from "../decoder/instruction.ts";
import { REGISTER_NUMBER } from "../machine/registers.ts";
import type { Graph } from "./graph.ts";
import { fullRegister, isHighByte, operandOf, writtenBy } from "./register-use.ts";
import type { Unit, UnitInstruction } from "./unit.ts";

/** An unknown value plus a constant; root 0 is zero. */
interface Value {
  readonly root: number;
  readonly offset: number;
}

/** What one check admits, seen from the access that it stands at. */
export interface Check {
  /** Added to that access's address gives the first byte that is checked. */
  delta: number;
  /** Bytes that are checked. */
  length: number;
  write: boolean;
  /** The address is probably on the stack. */
  readonly stack: boolean;
}

/** By address step: its check, or "covered" where another check says as much. */
export type AccessPlan = ReadonlyMap<Ref, Check | "covered">;

interface Span {
  from: number;
  to: number;
  write: boolean;
}

/** A check under construction: what it covers, in offsets of its root. */
interface Group extends Span {
  readonly check: Check;
  readonly first: number;
}

/** Bytes that one check may cover. */
const GROUP_BYTES_MAX = 4096;
const ZERO: Value = { root: 0, offset: 0 };
const R_SP = 4;
const R_BP = 5;
const R15 = 15;
const REGISTERS = 16;

class Analysis {
  readonly plans: AccessPlan[][];
  readonly #unit: Unit;
  readonly #programs: readonly (readonly Program[])[];
  readonly #graph: Graph;
  readonly #base: number | undefined;
  readonly #numbers = new Map<string, number>();
  /** By root: derived from a stack pointer; always below 2^32. */
  readonly #isStack: boolean[] = [false];
  readonly #isNarrow: boolean[] = [true];
  readonly #behind: (readonly Value[])[] = [];
  readonly #facts: Map<number, Span[]>[] = [];
  #registers: Value[] = [];

  constructor(
    unit: Unit, programs: readonly (readonly Program[])[], graph: Graph, base: bigint | undefined,
  ) {
    this.#unit = unit;
    this.#programs = programs;
    this.#graph = graph;
    this.#base = base === undefined ? undefined : Number(base);
    this.plans = unit.blocks.map(() => []);
  }

  run(stackRegisters: number): void {
    for (const index of this.#graph.order) {
      this.#registers = this.#before(index, stackRegisters);
      this.#block(index);
      this.#behind[index] = this.#registers;
    }
  }

  // Values.

  #fresh(stack: boolean, narrow = false): Value {
    this.#isStack.push(stack);
    this.#isNarrow.push(narrow);
    return { root: this.#isStack.length - 1, offset: 0 };
  }

  /** The value that `key` describes. */
  #numbered(key: string, stack: boolean, narrow = false): Value {
    let root = this.#numbers.get(key);
    if (root === undefined) {
      ({ root } = this.#fresh(stack, narrow));
      this.#numbers.set(key, root);
    }
    return { root, offset: 0 };
  }

  #stack(...values: readonly Value[]): boolean {
    return values.some(({ root }) => this.#isStack[root] === true);
  }

  #constant(value: bigint): Value {
    const number = Number(BigInt.asIntN(64, value));
    return Number.isSafeInteger(number) ? { root: 0, offset: number }
      : this.#numbered(`const ${value}`, false);
  }

  #shifted({ root, offset }: Value, by: number): Value {
    const sum = offset + by;
    return Number.isSafeInteger(sum) ? { root, offset: sum }
      : this.#fresh(this.#isStack[root] === true);
  }

  #sum(a: Value, b: Value): Value {
    if (b.root === 0) return this.#shifted(a, b.offset);
    if (a.root === 0) return this.#shifted(b, a.offset);
    const [low, high] = a.root < b.root ? [a, b] : [b, a];
    const sum = this.#numbered(`add ${low.root} ${high.root}`, this.#stack(a, b));
    return this.#shifted(this.#shifted(sum, a.offset), b.offset);
  }

  #scaled(value: Value, scale: number): Value {
    if (scale === 0) return value;
    if (value.root === 0 && scale < 8) return this.#shifted(ZERO, value.offset * 2 ** scale);
    return this.#numbered(`shl ${value.root} ${value.offset} ${scale}`, false);
  }

  #cut(value: Value, bits: number): Value {
    if (bits >= 64) return value;
    const { root, offset } = value;
    const modulus = 2 ** bits;
    const rest = ((offset % modulus) + modulus) % modulus;
    if (root === 0) return { root, offset: rest };
    if (bits >= 32 && offset === 0 && this.#isNarrow[root] === true) return value;
    return this.#numbered(`zext ${bits} ${root} ${rest}`, bits === 32 && this.#stack(value), true);
  }

  #register(number: number): Value {
    return this.#registers[number] ?? ZERO;
  }

  #address({ instruction, variant, next }: UnitInstruction): Value {
    const { base, index, scale, disp, segment } = instruction;
    if (segment !== 0) return this.#fresh(false);
    let value: Value = { root: 0, offset: disp };
    if (base === BASE_RIP) {
      if (this.#base === undefined) return this.#fresh(false);
      value = this.#shifted(value, this.#base + next);
    } else if (base !== NO_REGISTER) value = this.#sum(value, this.#register(base));
    if (index !== NO_REGISTER) value = this.#sum(value, this.#scaled(this.#register(index), scale));
    return variant.address32 ? this.#cut(value, 32) : value;
  }

  /** Value of each step of an instruction. */
  #values(at: UnitInstruction, program: Program): Value[] {
    const values: Value[] = [];
    const of = (ref: Ref): Value => values[ref] ?? ZERO;
    for (const step of program.steps) values.push(this.#value(step, at, of));
    return values;
  }

  #value(step: Step, at: UnitInstruction, of: (ref: Ref) => Value): Value {
    switch (step.op) {
      case "const": return this.#constant(step.value);
      case "operand": {
        const operand = operandOf(at.form, step.k);
        if (operand.kind !== "gpr") break;
        const value = this.#register(fullRegister(operand, at.instruction));
        return isHighByte(operand, at.instruction) ? this.#fresh(false, true)
          : this.#cut(value, step.bits);
      }
      case "fixed": return this.#cut(this.#register(REGISTER_NUMBER[step.register]), step.bits);
      case "address": case "offset": {
        const operand = operandOf(at.form, step.k);
        if (operand.place === "fixed") return this.#register(operand.fixed);
        return operand.place === "rm" ? this.#address(at) : this.#fresh(false);
      }
      case "binary": return this.#binary(step, of(step.a), of(step.b));
      case "zext": return this.#cut(of(step.a), step.bits);
      case "load": return this.#fresh(false, step.bits <= 32);
      case "select": return this.#fresh(this.#stack(of(step.a), of(step.b)));
      default: break;
    }
    return this.#fresh(false);
  }

  #binary({ fn }: Extract<Step, { op: "binary" }>, a: Value, b: Value): Value {
    if (fn === "add") return this.#sum(a, b);
    if (fn === "sub" && b.root === 0) return this.#shifted(a, -b.offset);
    if (fn === "shl" && b.root === 0) return this.#scaled(a, b.offset);
    const stack = (fn === "sub" || fn === "and") && this.#stack(a);
    return this.#numbered(`${fn} ${a.root} ${a.offset} ${b.root} ${b.offset}`, stack);
  }

  // Registers between instructions and blocks.

  #set(at: UnitInstruction, program: Program, values: readonly Value[]): void {
    const changes: (readonly [number, Value])[] = [];
    for (const effect of program.effects) {
      if (effect.op !== "set" && effect.op !== "setfixed") continue;
      const number = effect.op === "setfixed" ? REGISTER_NUMBER[effect.register]
        : fullRegister(operandOf(at.form, effect.k), at.instruction);
      changes.push([number, this.#written(effect, values[effect.value] ?? ZERO)]);
    }
    for (const [number, value] of changes) this.#registers[number] = value;
  }

  #written({ bits, when }: Extract<Effect, { op: "set" | "setfixed" }>, value: Value): Value {
    if (when !== undefined) return this.#fresh(this.#stack(value));
    return bits >= 32 ? this.#cut(value, bits) : this.#fresh(false);
  }

  /** Behind a call nothing is known but that pointers to the stack stay what they are. */
  #forget(): void {
    this.#registers = this.#registers.map((value, n) => this.#unknown(n, this.#stack(value)));
  }

  #unknown(number: number, stack: boolean): Value {
    if (number === R15 && this.#base !== undefined) return { root: 0, offset: this.#base };
    return this.#fresh(stack);
  }

  #before(index: number, stackRegisters: number): Value[] {
    const { predecessors, position, isHeader } = this.#graph;
    if (index === 0) {
      return Array.from({ length: REGISTERS }, (_, n) =>
        this.#unknown(n, n === R_SP || n === R_BP || ((stackRegisters >> n) & 1) === 1));
    }
    const before = (predecessors[index] ?? []).filter((p) =>
      (position[p] ?? 0) < (position[index] ?? 0));
    const changing = isHeader[index] === true ? this.#writtenInLoop(index) : 0;
    return Array.from({ length: REGISTERS }, (_, n) => {
      const values = before.map((p) => this.#behind[p]?.[n] ?? ZERO);
      const [first] = values;
      const agreed = first !== undefined && values.every(({ root, offset }) =>
        root === first.root && offset === first.offset);
      if (agreed && ((changing >> n) & 1) === 0) return first;
      return this.#unknown(n, this.#stack(...values));
    });
  }

  /** Registers that the loops of a header may change, as a set. */
  #writtenInLoop(header: number): number {
    const { predecessors, position } = this.#graph;
    const seen = new Set([header]);
    const queue = (predecessors[header] ?? []).filter((p) =>
      (position[p] ?? 0) >= (position[header] ?? 0));
    for (let block = queue.pop(); block !== undefined; block = queue.pop()) {
      if (seen.has(block)) continue;
      seen.add(block);
      queue.push(...(predecessors[block] ?? []));
    }
    let written = 0;
    for (const block of seen) written |= this.#writtenInBlock(block);
    return written;
  }

  #writtenInBlock(index: number): number {
    const block = this.#unit.blocks[index];
    if (block === undefined) return 0;
    if (isCall(block.flow)) return (1 << REGISTERS) - 1;
    return block.instructions.reduce((set, at) => set | writtenBy(at).general, 0);
  }

  // Checks.

  #block(index: number): void {
    const block = this.#unit.blocks[index];
    this.#facts[index] = new Map();
    if (block === undefined) return;
    const groups = new Map<number, Group>();
    block.instructions.forEach((at, k) => {
      const program = this.#programs[index]?.[k] ?? at.program;
      const values = this.#values(at, program);
      this.plans[index]?.push(this.#plan(index, program, values, groups));
      this.#set(at, program, values);
    });
    for (const [root, group] of groups) this.#state(index, root, group);
    if (isCall(block.flow)) this.#forget();
  }

  #plan(
    index: number, program: Program, values: readonly Value[], groups: Map<number, Group>,
  ): AccessPlan {
    const plan = new Map<Ref, Check | "covered">();
    for (const [ref, { bytes, write }] of accessesOf(program)) {
      const { root, offset } = values[ref] ?? ZERO;
      const span = { from: offset, to: offset + bytes, write };
      if (this.#isKnown(index, root, span) || extended(groups.get(root), span)) {
        plan.set(ref, "covered");
        continue;
      }
      const check: Check = {
        delta: 0, length: bytes, write, stack: this.#isStack[root] === true,
      };
      const outgrown = groups.get(root);
      if (outgrown !== undefined) this.#state(index, root, outgrown);
      groups.set(root, { ...span, check, first: offset });
      plan.set(ref, check);
    }
    return plan;
  }

  /** Notes what a check of a block admits. */
  #state(index: number, root: number, span: Span): void {
    const facts = this.#facts[index];
    facts?.set(root, [...(facts.get(root) ?? []), span]);
  }

  /** Has a block that must have run checked as much? */
  #isKnown(index: number, root: number, span: Span): boolean {
    for (let block = index; ; block = this.#graph.idom[block] ?? 0) {
      const known = this.#facts[block]?.get(root) ?? [];
      if (known.some((fact) => fact.from <= span.from && fact.to >= span.to
        && (fact.write || !span.write))) return true;
      if (block === 0) return false;
    }
  }
}

function isCall(flow: string): boolean {
  return flow === "call" || flow === "indirect-call";
}

/** Lets a block's check of the same root cover one more access, where that stays within bounds. */
function extended(group: Group | undefined, span: Span): boolean {
  if (group === undefined) return false;
  const from = Math.min(group.from, span.from);
  const to = Math.max(group.to, span.to);
  if (to - from > GROUP_BYTES_MAX) return false;
  group.from = from;
  group.to = to;
  group.write ||= span.write;
  group.check.delta = from - group.first;
  group.check.length = to - from;
  group.check.write = group.write;
  return true;
}

/** Accesses that always happen, by the step that is their address. */
function accessesOf({ steps }: Program): Map<Ref, { bytes: number; write: boolean }> {
  const found = new Map<Ref, { bytes: number; write: boolean }>();
  const conditional = new Set<Ref>();
  for (const step of steps) {
    if (step.op !== "load" && step.op !== "loadv" && step.op !== "writable") continue;
    if (step.when !== undefined) conditional.add(step.address);
    const bytes = step.op === "load" ? step.bits / 8 : step.op === "loadv" ? 16 : step.bytes;
    const known = found.get(step.address);
    found.set(step.address, {
      bytes: Math.max(bytes, known?.bytes ?? 0),
      write: step.op === "writable" || known?.write === true,
    });
  }
  for (const ref of conditional) found.delete(ref);
  return found;
}

/**
 * Plans the checks of a unit: for each block, for each instruction. `programs` are the specialized
 * programs of its blocks; `base` is the address of the sandbox where r15 is known to hold it;
 * `stackRegisters` is the set of registers that seem to point into the stack at the unit's entry.
 */
export function planAccesses(
  unit: Unit, programs: readonly (readonly Program[])[], graph: Graph, base: bigint | undefined,
  stackRegisters: number,
): readonly (readonly AccessPlan[])[] {
  const analysis = new Analysis(unit, programs, graph, base);
  analysis.run(stackRegisters);
  return analysis.plans;
}
