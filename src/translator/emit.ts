/**
 * Writes one unit as one WebAssembly function (`protocol.ts` says how it is called).
 *
 * Counting: instructions are taken from the budget behind them, where ways meet (`checkpoints.ts`);
 * whoever handles an exit takes what is still due there (`ExitPoint.due`).
 */
import { Lowering } from "../lowering/lowering.ts";
import { Scratch } from "../lowering/scratch.ts";
import type { Push, TransferKind } from "../lowering/target.ts";
import { EXIT_DETAIL } from "../machine/state.ts";
import { Code, type Label, type Local } from "../wasm/code.ts";
import { type AccessPlan, NO_CHECKS, mayStray, planAccesses } from "./addresses.ts";
import { type Bulk, bulkOf, emitBulk } from "./bulk.ts";
import { type Checkpoints, checkpoints, settles } from "./checkpoints.ts";
import { dirtyBefore } from "./dirty.ts";
import { type ExitPoint, ExitPoints } from "./exit-points.ts";
import { flagsBefore } from "./flag-flow.ts";
import { FlagLocals, type KnownKind, isDirect, readsPair } from "./flag-locals.ts";
import { withNeededFlags } from "./flag-need.ts";
import { type FloatRun, PendingResults, floatRuns } from "./float-runs.ts";
import type { Folded } from "./folded.ts";
import { type Graph, analyze } from "./graph.ts";
import type { Linkage } from "./linkage.ts";
import { LocalsTarget, type Transfers } from "./locals-target.ts";
import { BUDGET, DEPTH, LEFT, TRACE, UNIT_PARAMETERS } from "./protocol.ts";
import { conditionOf, rareWays } from "./rare-ways.ts";
import { type RegisterSets, registerUse, union, writtenBy } from "./register-use.ts";
import { type Routed, routed } from "./route.ts";
import { structure, type StructureSink } from "./structure.ts";
import { TraceFeed } from "./trace-feed.ts";
import { UnitTransfers } from "./transfers.ts";
import { UnitState, registersIn } from "./unit-state.ts";
import { type Block, type Unit, type UnitInstruction, isCall } from "./unit.ts";
import { unrolled } from "./unroll.ts";
import { WindowLocals } from "./window-locals.ts";

const R15 = 15;

export interface EmittedUnit {
  /** Where control may enter it. */
  readonly entries: readonly number[];
  readonly code: Code;
  /** By exit number, from the `firstExit` that was given. */
  readonly exits: readonly ExitPoint[];
  /** For readers: where instructions begin in the code; locals of the unit itself, and by register. */
  readonly marks: readonly { readonly at: number; readonly pc: number }[];
  readonly locals: readonly Local[];
  readonly general: readonly Local[];
}

class UnitEmitter implements StructureSink, Transfers {
  readonly code = new Code(UNIT_PARAMETERS.length);
  readonly marks: { at: number; pc: number }[] = [];
  readonly #unit: Unit;
  readonly #graph: Graph;
  readonly #routes: Routed["routes"];
  /** Where the router goes next. */
  readonly #route: Local;
  readonly #programs: readonly (readonly Folded[])[];
  readonly #checkpoints: Checkpoints;
  readonly #linkage: Linkage;
  readonly #flags: FlagLocals;
  readonly #state: UnitState;
  readonly #trace: TraceFeed;
  readonly #transfers: UnitTransfers;
  readonly #windows: WindowLocals;
  readonly #plans: readonly (readonly AccessPlan[])[];
  readonly #exits: ExitPoints;
  readonly #condition: Local;
  readonly #scratch: Scratch;
  readonly #out: Label;
  readonly #target: LocalsTarget;
  readonly #labels: Label[] = [];
  readonly #flagsBefore: readonly KnownKind[];
  readonly #dirtyBefore: readonly RegisterSets[];
  /** Registers that may differ from the state block at the instruction at hand. */
  #dirty: RegisterSets = { general: 0, vector: 0 };
  #block: Block | undefined;
  #index = -1;
  readonly #rareWays: readonly number[];
  /** Accesses of the instruction at hand may be in either window. */
  #strays = false;
  /** What is due before the block at hand, and its instructions before the one at hand. */
  #due = 0;
  #done = 0;
  /** By block: transfers before it, and before what is behind it, that the trace hash lacks. */
  readonly #untraced: (readonly number[])[] = [];
  readonly #untracedBehind: (readonly number[])[] = [];
  /** By block: registers whose locals are valid behind it, as a set. */
  readonly #valid: number[] = [];

  constructor(unit: Unit, { graph, routes }: Routed, linkage: Linkage) {
    const { code } = this;
    const { without } = linkage;
    this.#unit = unit;
    this.#graph = graph;
    this.#rareWays = rareWays(unit, graph);
    this.#routes = routes;
    this.#route = code.local("i32");
    this.#linkage = linkage;
    this.#checkpoints = checkpoints(unit, graph, this.#counts);
    this.#programs = withNeededFlags(unit, this.#checkpoints.isCheckpoint, !without.flags);
    this.#flagsBefore = flagsBefore(unit, this.#programs, graph);
    this.#dirtyBefore = dirtyBefore(unit, graph);
    this.#flags = new FlagLocals(code, linkage.settle, !without.flags);
    this.#state = new UnitState(code, unit, this.#flags, linkage.fixedBase, unit.size > linkage.localsUntil);
    this.#plans = planAccesses(
      unit, this.#programs, graph, linkage.fixedBase ? linkage.base : undefined,
      linkage.stackRegisters, linkage.highAccesses);
    this.#windows = new WindowLocals(
      code, linkage.layout, without.access ? undefined : this.#plans);
    this.#trace = new TraceFeed(code, !without.trace);
    this.#exits = new ExitPoints(code, unit, linkage, this.#trace);
    this.#condition = code.local("i32");
    this.#scratch = new Scratch(code);
    this.#out = code.block();
    this.#transfers = new UnitTransfers({
      code, unit, linkage, state: this.#state, flags: this.#flags, trace: this.#trace, scratch: this.#scratch,
      out: this.#out, block: () => this.#block,
      current: () => this.#block?.instructions[this.#done],
      before: () => this.#block?.instructions[this.#done - 1], dirty: () => this.#dirty,
      pushBudget: () => this.#pushBudget(),
    });
    this.#target = new LocalsTarget(
      code, this.#out, this.#state, this.#flags, this.#windows, linkage.base, this);
    // Noted and never looked at.
    if (without.nan) this.#target.pending = new PendingResults();
  }

  emit(): EmittedUnit {
    const { code } = this;
    this.#state.load();
    this.#windows.load();
    this.#leaveWhenDeep();
    this.#checkBudget(0);
    structure(this.#graph, this);
    code.op("unreachable");
    code.end();
    this.#flags.known = "unknown";
    this.#state.store();
    code.i32(0);
    code.get(this.#exits.local);
    code.memory("i32_store", EXIT_DETAIL);
    code.get(TRACE);
    code.get(BUDGET); code.op("i64_extend_i32_u"); code.i64(32n); code.op("i64_shl");
    code.i64(BigInt(LEFT)); code.op("i64_or");
    const { marks } = this;
    const { points: exits, local } = this.#exits;
    const locals = [this.#route, local, this.#condition, this.#transfers.packed];
    const { entries } = this.#unit;
    return { entries, code, exits, marks, locals, general: this.#state.general };
  }

  // Exits.

  get #counts(): boolean {
    return !this.#linkage.without.budget;
  }

  #leaveWhenDeep(): void {
    const { code } = this;
    this.#exits.atEntry();
    code.get(DEPTH); code.i32(0); code.op("i32_le_s");
    code.brIf(this.#out);
  }

  /**
   * Leaves at the start of a block unless the budget suffices. This stands where control comes from:
   * what only an exit would see of the registers need not live on at the top of a loop then.
   */
  #checkBudget(index: number): void {
    const { code } = this;
    const block = this.#unit.blocks[index];
    const { isCheckpoint, longest } = this.#checkpoints;
    if (block === undefined || isCheckpoint[index] !== true) return;
    this.#exits.at(block.start, 0, "slice");
    code.get(BUDGET); code.i32(longest[index] ?? 0); code.op("i32_lt_s");
    code.brIf(this.#out);
  }

  /** Takes instructions from the budget. */
  #take(count: number): void {
    const { code } = this;
    if (!this.#counts || count === 0) return;
    code.get(BUDGET); code.i32(count); code.op("i32_sub"); code.set(BUDGET);
  }

  /** The budget behind the block at hand. */
  #pushBudget(): void {
    const { code } = this;
    const count = this.#due + (this.#block?.instructions.length ?? 0);
    code.get(BUDGET);
    if (this.#counts && count > 0) { code.i32(count); code.op("i32_sub"); }
  }

  // Blocks.

  body(index: number): void {
    const block = this.#unit.blocks[index];
    if (block === undefined) throw new Error(`defect: the unit has no block ${index}`);
    this.#block = block;
    this.#index = index;
    this.#due = this.#checkpoints.due[index] ?? 0;
    this.#trace.begin(this.#untraced[index]);
    this.#dirty = this.#dirtyBefore[index] ?? this.#dirty;
    this.#flags.known = this.#flagsBefore[index] ?? "unknown";
    const [from = -1, ...others] = this.#graph.predecessors[index] ?? [];
    this.#state.valid = (others.length === 0 ? this.#valid[from] : undefined) ?? this.#state.always;
    if (block.flow === "entry") this.#transfers.fromEntry();
    const bulk = block.instructions.length === 1 ? bulkOf(block.instructions[0]) : undefined;
    if (bulk === undefined) this.#straight(index, block);
    else this.#repeated(index, block, bulk);
    this.#valid[index] = this.#state.valid;
    this.#untracedBehind[index] = this.#trace.untraced;
    this.#scratch.releaseAll();
  }

  /** A run of MOVS or STOS at once, where that can be; else one iteration. */
  #repeated(index: number, block: Block, bulk: Bulk): void {
    const { code } = this;
    this.#state.ready(writtenBy(block.instructions).general | (block.instructions[0]?.use.read ?? 0));
    const done = code.block();
    const slow = code.block();
    emitBulk({
      code, scratch: this.#scratch, windows: this.#windows,
      base: this.#linkage.base, budget: BUDGET, counts: this.#counts,
      register: (number) => this.#state.general[number] ?? -1,
      wrote: (number) => this.#state.wrote(number),
      reserve: this.#checkpoints.longest[index] ?? 0,
    }, bulk, slow);
    code.i32(0); code.set(this.#condition);
    code.br(done);
    code.end();
    this.#straight(index, block);
    code.end();
  }

  #straight(index: number, block: Block): void {
    const runs = this.#linkage.without.nan ? [] : floatRuns(this.#programs[index] ?? []);
    for (let k = 0; k < block.instructions.length;) {
      const run = runs.find(({ from }) => from === k);
      if (run === undefined) this.#at(index, block, k);
      else this.#floatRun(index, block, run);
      k = run?.to ?? k + 1;
    }
    // Where the unit was full, the repeated instruction is no block of its own: something may be due.
    if (block.flow === "repeat") this.#take(this.#due + block.instructions.length);
  }

  #at(index: number, block: Block, done: number): void {
    const instruction = block.instructions[done];
    if (instruction === undefined) return;
    this.#done = done;
    const plan = this.#plans[index]?.[done] ?? NO_CHECKS;
    this.marks.push({ at: this.code.length, pc: instruction.pc });
    if (this.#target.bail === this.#out) {
      this.#exitAtAccess(instruction.pc, this.#due + done, [plan]);
    }
    this.#instruction(instruction, plan, this.#programs[index]?.[done] ?? instruction.folded);
  }

  /** Names the exit of an instruction, or of a run of them, with these accesses. */
  #exitAtAccess(pc: number, due: number, plans: readonly AccessPlan[]): void {
    this.#strays = this.#linkage.strayed.has(pc);
    this.#exits.at(pc, due, !this.#strays && plans.some(mayStray) ? "access" : "rare");
  }

  /** A run whose results are looked at behind it: whatever goes wrong inside, it begins anew. */
  #floatRun(index: number, block: Block, run: FloatRun): void {
    const { code } = this;
    const instructions = block.instructions.slice(run.from, run.to);
    const first = instructions[0];
    if (first === undefined) return;
    const { general, vector } = writtenBy(instructions);
    const bringBack = this.#state.vector.keep(vector, (type) => this.#scratch.take(type));
    this.#state.ready(general);
    const copies = registersIn(general).filter((n) => this.#state.general[n] !== -1)
      .map((n) => ({ n, local: this.#state.general[n] ?? -1, kept: this.#scratch.take("i64") }));
    for (const { local, kept } of copies) { code.get(local); code.set(kept); }
    const done = code.block();
    const fail = code.block();
    const pending = new PendingResults();
    this.#target.bail = fail;
    this.#target.pending = pending;
    this.#strays = this.#linkage.strayed.has(first.pc);
    instructions.forEach((instruction, k) => {
      this.#at(index, block, run.from + k);
      const program = this.#programs[index]?.[run.from + k] ?? instruction.folded;
      pending.wrote(instruction.use.written.vector, program, this.#target.number);
    });
    pending.check(code, fail, (type) => this.#scratch.take(type));
    this.#target.bail = this.#out;
    this.#target.pending = undefined;
    code.br(done);
    code.end();
    bringBack();
    for (const { n, local, kept } of copies) {
      code.get(kept); code.set(local);
      this.#state.wrote(n);
    }
    this.#exitAtAccess(
      first.pc, this.#due + run.from, this.#plans[index]?.slice(run.from, run.to) ?? []);
    code.br(this.#out);
    code.end();
  }

  #instruction(instruction: UnitInstruction, plan: AccessPlan, program: Folded): void {
    const { known } = this.#flags;
    if (readsPair(program, known)) this.#flags.settle();
    this.#target.begin(instruction, plan, this.#strays);
    const { read, renewed, written } = instruction.use;
    this.#dirty = union(this.#dirty, written);
    this.#state.ready(read);
    new Lowering(program, this.#target, this.#scratch, undefined, program.usage).emit();
    // A call has made all of it invalid.
    if (!isCall(instruction.flow)) this.#state.valid |= renewed;
    // An operation that the flags' own form does not know has written the pair.
    if (program.flags.behind === "pair") this.#flags.isPair();
  }

  condition(block: number): number {
    this.code.get(this.#condition);
    return this.#rareWays[block] === 1 ? 1 : 0;
  }

  leave(): void {
    const block = this.#block;
    if (block?.flow === "onward" || block?.flow === "top") {
      const slot = this.#linkage.slotOf(block.start);
      if (slot !== undefined) return this.#transfers.onward(block.start, slot);
    }
    if (block?.flow === "stop" || block?.flow === "unreached" || block?.flow === "top") {
      const due = this.#due + block.instructions.length;
      this.#exits.at(block.end, due, block.flow === "stop" ? "rare" : block.flow);
      this.code.br(this.#out);
    }
    // Calls that do not come back here, and indirect jumps, have returned already.
  }

  edge(index: number, way: number): void {
    const { code } = this;
    const block = this.#unit.blocks[index];
    if (block === undefined) return;
    const route = this.#routes[index]?.[way] ?? -1;
    const next = block.successors[way] ?? -1;
    this.#trace.begin(this.#untracedBehind[index]);
    if (block.flow === "jump" || block.flow === "conditional" || block.flow === "landing") {
      this.#trace.add(this.#unit.blocks[next]?.start ?? -1);
    }
    if (this.#checkpoints.goesOn[next] === true) this.#untraced[next] = this.#trace.untraced;
    else this.#trace.flush();
    if (block.flow !== "router") {
      if (!settles(block)) this.#settle(index, next);
      // A hub leaves for the jump that came to it, which is paid for already and then does not happen.
      if (block.flow === "switch") this.#exits.at(block.instructions.at(-1)?.pc ?? block.end, -1);
      this.#checkBudget(next);
    }
    if (route >= 0) { code.i32(route); code.set(this.#route); }
  }

  /** Takes what is due behind a block from the budget, unless the next block goes on counting. */
  #settle(index: number, next: number): void {
    const { due } = this.#checkpoints;
    const count = (due[index] ?? 0) + (this.#unit.blocks[index]?.instructions.length ?? 0);
    if (due[next] === 0) this.#take(count);
  }

  // Transfers, in the middle of lowering an instruction.

  admit(target: Push): void {
    this.#transfers.admit(target);
  }

  again(when: Push): void {
    when();
    this.code.set(this.#condition);
  }

  /** Keeps the condition of a conditional jump for its branch. */
  #decide(when: Push): void {
    const way = this.#rareWays[this.#index] ?? -1;
    const cc = conditionOf(this.#programs[this.#index]?.[this.#done]);
    if (way >= 0 && cc !== undefined && isDirect(this.#flags.known, cc)) {
      this.#flags.pushCondition(cc ^ way, true);
    } else {
      when();
      if (way === 1) this.code.op("i32_eqz");
    }
    this.code.set(this.#condition);
  }

  transfer(kind: TransferKind, target: Push, when: Push | undefined): void {
    if (kind === "direct") {
      if (when !== undefined) this.#decide(when);
      return;
    }
    const current = this.#block?.instructions[this.#done];
    if (current === undefined) throw new Error("defect: a transfer outside of a block");
    switch (current.flow) {
      case "jump": return;
      case "inline-call": return this.#trace.add(current.target);
      case "inline-return": return this.#transfers.inlineReturn(target);
      case "switch": return this.#transfers.toHub(target);
      case "away": return this.#transfers.away(target);
      case "call": return this.#transfers.call(current.target, current.next);
      case "indirect-call":
        if (current.target >= 0) return this.#transfers.call(current.target, current.next);
        return this.#transfers.indirectCall(target, current.next);
      default: return this.#transfers.indirect(target);
    }
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
    if (this.#unit.blocks[block]?.flow === "hub") {
      return this.#transfers.branchHub(this.#graph.successors[block] ?? [], labels);
    }
    this.code.get(this.#route);
    this.code.brTable(labels.slice(0, -1), labels.at(-1) ?? -1);
  }
}

/** Emits a unit; `undefined` where it writes r15, which units hold to be the base. */
export function emitUnit(found: Unit, linkage: Linkage): EmittedUnit | undefined {
  const writesBase = ((registerUse(found).written.general >> R15) & 1) === 1;
  if (linkage.fixedBase && writesBase) return undefined;
  const graph = analyze(found.blocks.map(({ successors }) => successors));
  const unit = found.size > linkage.localsUntil ? found : unrolled(found, graph, linkage.rounds);
  const way = routed(unit.blocks.map(({ successors }) => successors), unit === found ? graph : undefined);
  if (way.router < 0) return new UnitEmitter(unit, way, linkage).emit();
  const router: Block = {
    start: unit.root, instructions: [], flow: "router", end: unit.root, back: -1,
    successors: way.graph.successors[way.router] ?? [],
  };
  const extended = { ...unit, blocks: [...unit.blocks, router] };
  return new UnitEmitter(extended, way, linkage).emit();
}
