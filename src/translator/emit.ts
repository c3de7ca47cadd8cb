/**
 * Writes one unit as one WebAssembly function (`protocol.ts` says how it is called).
 *
 * Counting: a block takes its instructions from the budget before it runs; what an exit inside the
 * block leaves undone is given back by whoever handles the exit (`ExitPoint.refund`).
 */
import { Lowering } from "../lowering/lowering.ts";
import { Scratch } from "../lowering/scratch.ts";
import type { Push, TransferKind } from "../lowering/target.ts";
import type { Program } from "../../spec/ir/ir.ts";
import { REGISTER_NAMES } from "../machine/registers.ts";
import { EXIT_DETAIL, GPR } from "../machine/state.ts";
import { splitmix64 } from "../machine/trace.ts";
import type { WindowLayout } from "../machine/window-layout.ts";
import { Code, type Label, type Local } from "../wasm/code.ts";
import { type AccessPlan, planAccesses } from "./addresses.ts";
import { type Bulk, bulkOf, emitBulk } from "./bulk.ts";
import { type Checkpoints, checkpoints } from "./checkpoints.ts";
import { FlagLocals, type KnownKind, knownBehind, readsPair } from "./flag-locals.ts";
import { dirtyBefore, union } from "./dirty.ts";
import { flagsBefore } from "./flag-flow.ts";
import { flagNeed, isFlagEffect } from "./flag-need.ts";
import { type FloatRun, PendingResults, floatRuns } from "./float-runs.ts";
import type { Graph } from "./graph.ts";
import { LocalsTarget, type Transfers } from "./locals-target.ts";
import {
  BUDGET, BUNDLE_SHIFT, DEPTH, FLAGS_IN_STATE, LEFT, PC_PARAMETER, RETURN_FLAGS, RSP, TRACE, UNIT_PARAMETERS,
  pushTraceStep,
} from "./protocol.ts";
import { type RegisterSets, type RegisterUse, registerUse, writtenBy } from "./register-use.ts";
import { isSandboxedReturn } from "./idioms.ts";
import { type Routed, routed } from "./route.ts";
import { specialize } from "./specialize.ts";
import { structure, type StructureSink } from "./structure.ts";
import { BUNDLE_BYTES, type Block, type Unit, type UnitInstruction } from "./unit.ts";
import { VectorLocals, packedRegisters } from "./vector-locals.ts";
import { WindowLocals } from "./window-locals.ts";

const R_SP = 4;
const R15 = 15;

/** A place where a unit can leave: PC there, and the instructions its block has not executed. */
export interface ExitPoint {
  readonly pc: number;
  readonly refund: number;
  /** The instruction there is rare in some way: not the budget or the wasm stack is at its end. */
  readonly rare: boolean;
}

export interface EmittedUnit {
  readonly root: number;
  readonly code: Code;
  /** By exit number, from the `firstExit` that was given. */
  readonly exits: readonly ExitPoint[];
  /** Offsets in the code at which instructions begin, and names of locals: for readers. */
  readonly marks: readonly { readonly at: number; readonly pc: number }[];
  readonly locals: ReadonlyMap<Local, string>;
}

/** What a unit is linked against: known when its module is made. */
export interface Linkage {
  readonly base: bigint;
  /** r15 is known to hold the base, always: a unit that writes it is not emitted. */
  readonly fixedBase: boolean;
  /** Index of the unit signature in the module, and of the imported `settle`. */
  readonly unitType: number;
  readonly settle: number;
  /** Index that the unit's own function will have. */
  readonly itself: number;
  /** Number of this unit's first exit point. */
  readonly firstExit: number;
  /** Where units are: the table has a slot for each bundle below `end`. */
  readonly text: { readonly start: number; readonly end: number };
  /** Where guest memory is, when the unit runs. */
  readonly layout: WindowLayout;
  /** Registers that seem to point into the stack at the unit's entry, as a set. */
  readonly stackRegisters: number;
}

class UnitEmitter implements StructureSink, Transfers {
  readonly code = new Code(UNIT_PARAMETERS.length);
  readonly exits: ExitPoint[] = [];
  readonly marks: { at: number; pc: number }[] = [];
  readonly #unit: Unit;
  readonly #graph: Graph;
  readonly #routes: Routed["routes"];
  /** Where the router goes next. */
  readonly #route: Local;
  readonly #programs: readonly (readonly Program[])[];
  readonly #checkpoints: Checkpoints;
  readonly #linkage: Linkage;
  readonly #use: RegisterUse;
  readonly #general: Local[];
  readonly #vector: VectorLocals;
  readonly #flags: FlagLocals;
  readonly #windows: WindowLocals;
  readonly #plans: readonly (readonly AccessPlan[])[];
  readonly #exit: Local;
  readonly #condition: Local;
  readonly #packed: Local;
  readonly #oldTrace: Local;
  readonly #scratch: Scratch;
  readonly #out: Label;
  readonly #target: LocalsTarget;
  readonly #labels: Label[] = [];
  readonly #flagsBefore: readonly KnownKind[];
  readonly #dirtyBefore: readonly RegisterSets[];
  /** Registers that may differ from the state block at the instruction at hand. */
  #dirty: RegisterSets = { general: 0, vector: 0 };
  #block: Block | undefined;
  #done = 0;

  constructor(unit: Unit, { graph, routes }: Routed, linkage: Linkage) {
    const { code } = this;
    this.#unit = unit;
    this.#graph = graph;
    this.#routes = routes;
    this.#route = code.local("i32");
    this.#linkage = linkage;
    const programs = unit.blocks.map(({ instructions }) =>
      instructions.map(({ program, form, instruction }) => specialize(program, form, instruction)));
    this.#checkpoints = checkpoints(unit, graph);
    const { needed } = flagNeed(unit, programs, this.#checkpoints.isCheckpoint);
    this.#programs = programs.map((block, index) => block.map((program, k) =>
      needed[index]?.[k] === true ? program
        : { ...program, effects: program.effects.filter((effect) => !isFlagEffect(effect)) }));
    this.#flagsBefore = flagsBefore(unit, this.#programs, graph);
    this.#dirtyBefore = dirtyBefore(unit, graph);
    this.#use = registerUse(unit);
    this.#general = Array.from({ length: 16 }, (_, n) => this.#localFor(n));
    this.#vector = new VectorLocals(
      code, this.#use.vector, this.#use.vectorWritten, packedRegisters(unit));
    this.#flags = new FlagLocals(code, linkage.settle);
    this.#plans = planAccesses(
      unit, this.#programs, graph, linkage.fixedBase ? linkage.base : undefined,
      linkage.stackRegisters);
    this.#windows = new WindowLocals(code, linkage.layout, this.#plans);
    this.#exit = code.local("i32");
    this.#condition = code.local("i32");
    this.#packed = code.local("i64");
    this.#oldTrace = code.local("i64");
    this.#scratch = new Scratch(code);
    this.#out = code.block();
    const locals = { general: this.#general, vector: this.#vector };
    this.#target = new LocalsTarget(
      code, this.#out, locals, this.#flags, this.#windows, linkage.base, this);
  }

  #localFor(register: number): Local {
    if (register === R_SP) return RSP;
    if (register === R15 && this.#linkage.fixedBase) return -1;
    if (((this.#use.general >> register) & 1) === 0) return -1;
    return this.code.local("i64");
  }

  emit(): EmittedUnit {
    const { code } = this;
    this.#load();
    this.#windows.load();
    this.#leaveWhenDeep();
    structure(this.#graph, this);
    code.op("unreachable");
    code.end();
    this.#flags.known = "unknown";
    this.#store();
    code.i32(0);
    code.get(this.#exit);
    code.memory("i32_store", EXIT_DETAIL);
    code.get(TRACE);
    this.#pushPacked(() => code.i64(BigInt(LEFT)));
    const { exits, marks } = this;
    return { root: this.#unit.root, code, exits, marks, locals: this.#localNames() };
  }

  #localNames(): ReadonlyMap<Local, string> {
    const names = new Map<Local, string>([
      [RSP, "rsp"], [TRACE, "trace"], [BUDGET, "budget"], [PC_PARAMETER, "pc"], [DEPTH, "depth"],
      [this.#route, "route"], [this.#exit, "exit"], [this.#condition, "condition"],
      [this.#packed, "packed"],
    ]);
    this.#general.forEach((local, n) => {
      if (local >= 0) names.set(local, REGISTER_NAMES[n] ?? "");
    });
    return names;
  }

  // State between functions.

  #registers(set: number): number[] {
    return Array.from({ length: 16 }, (_, n) => n).filter((n) => ((set >> n) & 1) === 1);
  }

  #load(): void {
    const { code } = this;
    for (const n of this.#registers(this.#use.general)) {
      if (n === R_SP || this.#general[n] === -1) continue;
      code.i32(0); code.memory("i64_load", GPR + 8 * n); code.set(this.#general[n] ?? -1);
    }
    this.#vector.load();
  }

  /** Writes back everything the unit may have changed. */
  #store(): void {
    this.#flags.store();
    const { generalWritten, vectorWritten } = this.#use;
    this.#storeRegisters({ general: generalWritten, vector: vectorWritten });
  }

  #storeRegisters({ general, vector }: RegisterSets): void {
    const { code } = this;
    for (const n of this.#registers(general | (1 << R_SP))) {
      if (this.#general[n] === -1) continue;
      code.i32(0); code.get(this.#general[n] ?? -1); code.memory("i64_store", GPR + 8 * n);
    }
    this.#vector.store(vector);
  }

  /** Pushes the second result: an address below, the budget above. */
  #pushPacked(address: Push): void {
    const { code } = this;
    address();
    code.get(BUDGET); code.op("i64_extend_i32_u");
    code.i64(32n); code.op("i64_shl");
    code.op("i64_or");
  }

  // Exits.

  #exitAt(pc: number, refund: number, rare = true): void {
    this.code.i32(this.#linkage.firstExit + this.exits.length);
    this.code.set(this.#exit);
    this.exits.push({ pc, refund, rare });
  }

  #leaveWhenDeep(): void {
    const { code } = this;
    this.#exitAt(this.#unit.root, 0, false);
    code.get(DEPTH); code.op("i32_eqz");
    code.brIf(this.#out);
  }

  #checkBudget(index: number, block: Block): void {
    const { code } = this;
    if (this.#checkpoints.isCheckpoint[index] !== true) return;
    this.#exitAt(block.start, 0, false);
    code.get(BUDGET); code.i32(this.#checkpoints.longest[index] ?? 0); code.op("i32_lt_s");
    code.brIf(this.#out);
  }

  #takeBudget(block: Block): void {
    const { code } = this;
    const count = block.instructions.length;
    if (count === 0) return;
    code.get(BUDGET); code.i32(count); code.op("i32_sub"); code.set(BUDGET);
  }

  // Blocks.

  body(index: number): void {
    const block = this.#unit.blocks[index];
    if (block === undefined) throw new Error(`defect: the unit has no block ${index}`);
    this.#block = block;
    this.#dirty = this.#dirtyBefore[index] ?? this.#dirty;
    this.#flags.known = this.#flagsBefore[index] ?? "unknown";
    this.#checkBudget(index, block);
    const bulk = block.instructions.length === 1 ? bulkOf(block.instructions[0]) : undefined;
    if (bulk === undefined) this.#straight(index, block);
    else this.#repeated(index, block, bulk);
    this.#scratch.releaseAll();
  }

  /** A run of MOVS or STOS at once, where that can be; else one iteration. */
  #repeated(index: number, block: Block, bulk: Bulk): void {
    const { code } = this;
    const done = code.block();
    const slow = code.block();
    emitBulk({
      code, scratch: this.#scratch, windows: this.#windows,
      base: this.#linkage.base, budget: BUDGET,
      register: (number) => this.#general[number] ?? -1,
      reserve: this.#checkpoints.longest[index] ?? 0,
    }, bulk, slow);
    code.i32(0); code.set(this.#condition);
    code.br(done);
    code.end();
    this.#straight(index, block);
    code.end();
  }

  #straight(index: number, block: Block): void {
    this.#takeBudget(block);
    const runs = floatRuns(this.#programs[index] ?? []);
    for (let k = 0; k < block.instructions.length;) {
      const run = runs.find(({ from }) => from === k);
      if (run === undefined) this.#at(index, block, k);
      else this.#floatRun(index, block, run);
      k = run?.to ?? k + 1;
    }
  }

  #at(index: number, block: Block, done: number): void {
    const instruction = block.instructions[done];
    if (instruction === undefined) return;
    this.#done = done;
    const plan = this.#plans[index]?.[done] ?? new Map<number, never>();
    this.#instruction(instruction, plan, this.#programs[index]?.[done] ?? instruction.program);
  }

  /** A run whose results are looked at behind it: whatever goes wrong inside, it begins anew. */
  #floatRun(index: number, block: Block, run: FloatRun): void {
    const { code } = this;
    const instructions = block.instructions.slice(run.from, run.to);
    const first = instructions[0];
    if (first === undefined) return;
    const { general, vector } = instructions.map(writtenBy).reduce(union);
    const bringBack = this.#vector.keep(vector, (type) => this.#scratch.take(type));
    const copies = this.#registers(general).filter((n) => this.#general[n] !== -1)
      .map((n) => ({ local: this.#general[n] ?? -1, kept: this.#scratch.take("i64") }));
    for (const { local, kept } of copies) { code.get(local); code.set(kept); }
    const done = code.block();
    const fail = code.block();
    const pending = new PendingResults();
    this.#target.bail = fail;
    this.#target.pending = pending;
    instructions.forEach((instruction, k) => {
      this.#at(index, block, run.from + k);
      const program = this.#programs[index]?.[run.from + k] ?? instruction.program;
      pending.wrote(writtenBy(instruction).vector, program, this.#target.number);
    });
    pending.check(code, fail, (type) => this.#scratch.take(type));
    this.#target.bail = this.#out;
    this.#target.pending = undefined;
    code.br(done);
    code.end();
    bringBack();
    for (const { local, kept } of copies) { code.get(kept); code.set(local); }
    this.#exitAt(first.pc, block.instructions.length - run.from);
    code.br(this.#out);
    code.end();
  }

  #instruction(instruction: UnitInstruction, plan: AccessPlan, program: Program): void {
    const count = this.#block?.instructions.length ?? 0;
    this.marks.push({ at: this.code.length, pc: instruction.pc });
    if (this.#target.pending === undefined) this.#exitAt(instruction.pc, count - this.#done);
    const { known } = this.#flags;
    if (readsPair(program, known)) this.#flags.settle();
    this.#target.begin(instruction, plan);
    this.#dirty = union(this.#dirty, writtenBy(instruction));
    new Lowering(program, this.#target, this.#scratch).emit();
    // An operation that the flags' own form does not know has written the pair.
    const writesFlags = program.effects.some(isFlagEffect);
    if (writesFlags && knownBehind(program, known) === "pair") this.#flags.isPair();
  }

  condition(): void {
    this.code.get(this.#condition);
  }

  leave(): void {
    const block = this.#block;
    if (block?.flow === "stop") {
      this.#exitAt(block.end, 0);
      this.code.br(this.#out);
    }
    // Calls that do not come back here, and indirect jumps, have returned already.
  }

  edge(index: number, way: number): void {
    const { code } = this;
    const block = this.#unit.blocks[index];
    if (block === undefined) return;
    const route = this.#routes[index]?.[way] ?? -1;
    if (block.flow === "jump" || block.flow === "conditional") {
      const target = this.#unit.blocks[block.successors[way] ?? -1];
      if (target !== undefined) this.#trace(target.start);
    }
    if (route >= 0) { code.i32(route); code.set(this.#route); }
  }

  /** Feeds the trace hash with a known next address. */
  #trace(next: number): void {
    const { code } = this;
    code.get(TRACE); code.i64(5n); code.op("i64_rotl");
    code.i64(BigInt.asIntN(64, splitmix64(BigInt(next)))); code.op("i64_add");
    code.set(TRACE);
  }

  // Transfers, in the middle of lowering an instruction.

  admit(target: Push): void {
    const { code } = this;
    const current = this.#block?.instructions[this.#done];
    if (current?.flow === "inline-return" || current?.flow === "switch") return;
    if (current === undefined || current.target < 0) return this.#admitBundle(target);
    // What the code before it says; were it otherwise, the interpreter would take the jump.
    target();
    code.i64(this.#linkage.base + BigInt(current.target)); code.op("i64_ne");
    code.brIf(this.#out);
  }

  /**
   * A computed target must be a bundle of the text: else the interpreter takes the instruction. One
   * comparison tells both, for rotating a multiple of 32 right by 5 divides it, and anything else
   * becomes huge.
   */
  #admitBundle(target: Push): void {
    const { code } = this;
    const { base, text } = this.#linkage;
    target();
    code.i64(base + BigInt(text.start)); code.op("i64_sub");
    code.i64(BigInt(BUNDLE_SHIFT)); code.op("i64_rotr");
    code.i64(BigInt((text.end - text.start) / BUNDLE_BYTES)); code.op("i64_ge_u");
    code.brIf(this.#out);
  }

  again(when: Push): void {
    when();
    this.code.set(this.#condition);
  }

  transfer(kind: TransferKind, target: Push, when: Push | undefined): void {
    if (kind === "direct") {
      if (when !== undefined) this.again(when);
      return;
    }
    const current = this.#block?.instructions[this.#done];
    if (current === undefined) throw new Error("defect: a transfer outside of a block");
    switch (current.flow) {
      case "jump": return;
      case "inline-call": return this.#trace(current.target);
      case "inline-return": return this.#inlineReturn(target);
      case "switch": return this.#switch(target);
      case "call": return this.#call(current.target, current.next);
      case "indirect-call":
        if (current.target >= 0) return this.#call(current.target, current.next);
        return this.#indirectCall(target, current.next);
      default: return this.#indirect(target);
    }
  }

  /** A return from a function that stands in this unit: to its caller, or out of the unit. */
  #inlineReturn(target: Push): void {
    const { code } = this;
    const back = this.#block?.back ?? -1;
    target(); code.op("i32_wrap_i64"); code.i32(back); code.op("i32_ne");
    code.if();
    this.#admitBundle(target);
    this.#indirect(target);
    code.end();
    this.#trace(back);
    this.#implyFlags(back);
  }

  /** A jump through a table: what `branchTable` needs to know where it goes. */
  #switch(target: Push): void {
    const { code } = this;
    const { base } = this.#linkage;
    target(); code.i64(base); code.op("i64_sub"); code.set(this.#packed);
    this.#flags.setOperation(
      RETURN_FLAGS, () => code.get(this.#packed), () => code.i64(base));
  }

  /** Branches to the places a table names; whatever else the target is, the unit returns it. */
  #branchSwitch(successors: readonly number[], labels: readonly Label[]): void {
    const { code } = this;
    const starts = successors.map((next) => this.#unit.blocks[next]?.start ?? 0);
    const [first, last] = [Math.min(...starts), Math.max(...starts)];
    const slots = (last - first) / BUNDLE_BYTES + 1;
    // Rotated like this, a place that begins no bundle becomes huge.
    const slot = (): void => {
      code.get(this.#packed); code.i64(BigInt(first)); code.op("i64_sub");
      code.i64(BigInt(BUNDLE_SHIFT)); code.op("i64_rotr");
    };
    const elsewhere = code.block();
    const unlisted = code.block();
    slot(); code.i64(BigInt(slots)); code.op("i64_ge_u");
    code.brIf(elsewhere);
    code.get(TRACE); code.set(this.#oldTrace);
    code.get(this.#packed); code.op("i32_wrap_i64"); code.set(this.#condition);
    pushTraceStep(code, TRACE, this.#condition, this.#scratch.take("i64"));
    slot(); code.op("i32_wrap_i64");
    code.brTable(Array.from({ length: slots }, (_, k) =>
      labels[starts.indexOf(first + BUNDLE_BYTES * k)] ?? unlisted), unlisted);
    code.end();
    code.get(this.#oldTrace); code.set(TRACE);
    code.end();
    const target = (): void => {
      code.get(this.#packed); code.i64(this.#linkage.base); code.op("i64_add");
    };
    this.#admitBundle(target);
    this.#indirect(target);
  }

  /** Behind a sandboxed return to a place the flags are those of its last addition. */
  #implyFlags(back: number): void {
    const { code } = this;
    const { base } = this.#linkage;
    this.#flags.setOperation(RETURN_FLAGS, () => code.i64(BigInt(back)), () => code.i64(base));
  }

  #call(target: number, back: number): void {
    this.#trace(target);
    this.#enter(() => this.code.i32(target), back, target === this.#unit.root);
  }

  #indirectCall(target: Push, back: number): void {
    const { code } = this;
    const address = this.#scratch.take("i32");
    target(); code.op("i32_wrap_i64"); code.set(address);
    pushTraceStep(code, TRACE, address, this.#scratch.take("i64"));
    this.#enter(() => code.get(address), back);
  }

  /**
   * Calls the unit of an address, which may be this one by itself; goes on behind only if it returns
   * to `back`.
   */
  #enter(address: Push, back: number, itself = false): void {
    const { code } = this;
    this.#flags.store();
    this.#storeRegisters(this.#dirty);
    code.get(RSP); code.get(TRACE); code.get(BUDGET);
    address();
    code.get(DEPTH); code.i32(1); code.op("i32_sub");
    if (itself) code.call(this.#linkage.itself);
    else {
      address(); code.i32(BUNDLE_SHIFT); code.op("i32_shr_u");
      code.callIndirect(this.#linkage.unitType);
    }
    code.set(this.#packed);
    code.set(TRACE);
    code.get(this.#packed); code.op("i32_wrap_i64");
    code.i32(back); code.op("i32_ne");
    if (back % BUNDLE_BYTES !== 0) {
      // A return never comes back to the middle of a bundle.
      code.op("drop");
      this.#returnPacked();
      return;
    }
    code.if();
    this.#returnPacked();
    code.end();
    this.#trace(back);
    code.get(this.#packed); code.i64(32n); code.op("i64_shr_u"); code.op("i32_wrap_i64");
    code.set(BUDGET);
    code.i32(0); code.memory("i64_load", GPR + 8 * R_SP); code.set(RSP);
    this.#load();
    this.#implyFlags(back);
  }

  #returnPacked(): void {
    this.code.get(TRACE);
    this.code.get(this.#packed);
    this.code.op("return");
  }

  /** A jump to a computed address returns it; whoever takes it up feeds the trace. */
  #indirect(target: Push): void {
    const { code } = this;
    const { instructions } = this.#block ?? { instructions: [] };
    const jump = instructions[this.#done];
    const implied = jump !== undefined && this.#linkage.fixedBase
      && isSandboxedReturn(instructions[this.#done - 1], jump);
    if (!implied) this.#flags.store();
    this.#storeRegisters(this.#dirty);
    code.get(TRACE);
    this.#pushPacked(() => {
      target(); code.op("i32_wrap_i64");
      if (!implied) { code.i32(FLAGS_IN_STATE); code.op("i32_or"); }
      code.op("i64_extend_i32_u");
    });
    code.op("return");
  }

  // Structure.

  openLoop(): void { this.#labels.push(this.code.loop()); }
  openBlock(): void { this.#labels.push(this.code.block()); }
  openIf(): void { this.#labels.push(this.code.if()); }
  openElse(): void { this.code.else(); }
  close(): void {
    this.#labels.pop();
    this.code.end();
  }
  branch(depth: number): void {
    const label = this.#labels.at(-1 - depth);
    if (label === undefined) throw new Error(`defect: no label ${depth} levels out`);
    this.code.br(label);
  }
  branchTable(block: number, depths: readonly number[]): void {
    const labels = depths.map((depth) => this.#labels.at(-1 - depth) ?? -1);
    if (this.#unit.blocks[block]?.flow === "switch") {
      return this.#branchSwitch(this.#graph.successors[block] ?? [], labels);
    }
    this.code.get(this.#route);
    this.code.brTable(labels.slice(0, -1), labels.at(-1) ?? -1);
  }
}

/** Emits a unit; `undefined` where it writes r15, which units hold to be the base. */
export function emitUnit(unit: Unit, linkage: Linkage): EmittedUnit | undefined {
  const writesBase = ((registerUse(unit).generalWritten >> R15) & 1) === 1;
  if (linkage.fixedBase && writesBase) return undefined;
  const way = routed(unit.blocks.map(({ successors }) => successors));
  // A switch cannot tell a router where to go.
  const isOverruled = unit.blocks.some(({ flow }, index) =>
    flow === "switch" && (way.routes[index] ?? []).some((route) => route >= 0));
  if (isOverruled) return emitUnit(withoutSwitches(unit), linkage);
  if (way.router < 0) return new UnitEmitter(unit, way, linkage).emit();
  const router: Block = {
    start: unit.root, instructions: [], flow: "router", end: unit.root, back: -1,
    successors: way.graph.successors[way.router] ?? [],
  };
  const extended = { ...unit, blocks: [...unit.blocks, router] };
  return new UnitEmitter(extended, way, linkage).emit();
}

/** The unit with computed jumps where it had switches; what only they lead to is unreachable then. */
function withoutSwitches(unit: Unit): Unit {
  const blocks = unit.blocks.map((block): Block => {
    if (block.flow !== "switch") return block;
    const instructions = block.instructions.map((at): UnitInstruction =>
      at.flow === "switch" ? { ...at, flow: "indirect" } : at);
    return { ...block, instructions, flow: "indirect", successors: [] };
  });
  return { ...unit, blocks };
}
