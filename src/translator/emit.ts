/**
 * Writes one unit as one WebAssembly function.
 *
 *     unit(rsp: i64, trace: i64, budget: i32, pc: i32, depth: i32) -> (trace: i64, pcAndBudget: i64)
 *
 * The low half of the second result is the address at which control goes on, relative to the base;
 * `LEFT` there means that the unit left somewhere inside: the state block says where. All other
 * state is in the state block whenever control enters or leaves a function, so the wasm stack is
 * only a predictor of returns and may be thrown away at any time.
 *
 * Counting: a block takes its instructions from the budget before it runs; what an exit inside the
 * block leaves undone is given back by whoever handles the exit (`ExitPoint.refund`).
 *
 * Returns: a sandboxed return masks its target, adds the base and jumps, so whoever knows the target
 * knows the flags too: those of that addition. They are not handed over, and neither is the target's
 * share of the trace hash, which costs nothing where the target is a constant. `FLAGS_IN_STATE` marks
 * the address of any other jump.
 */
import { Lowering } from "../lowering/lowering.ts";
import { Scratch } from "../lowering/scratch.ts";
import type { Push, TransferKind } from "../lowering/target.ts";
import type { Program } from "../../spec/ir/ir.ts";
import { REGISTER_NAMES } from "../machine/registers.ts";
import { EXIT_DETAIL, GPR } from "../machine/state.ts";
import { splitmix64 } from "../machine/trace.ts";
import { Code, type Label, type Local } from "../wasm/code.ts";
import type { ValueType } from "../wasm/opcodes.ts";
import { type Checkpoints, checkpoints } from "./checkpoints.ts";
import { FlagLocals, type KnownKind, type Operation, isDirect } from "./flag-locals.ts";
import { type FlagNeed, flagNeed, isFlagEffect } from "./flag-need.ts";
import type { Graph } from "./graph.ts";
import { LocalsTarget, type Transfers } from "./locals-target.ts";
import { type RegisterUse, fullRegister, operandOf, registerUse } from "./register-use.ts";
import { type Routed, routed } from "./route.ts";
import { specialize } from "./specialize.ts";
import { structure, type StructureSink } from "./structure.ts";
import { BUNDLE_BYTES, type Block, type Unit, type UnitInstruction } from "./unit.ts";
import { VectorLocals, packedRegisters } from "./vector-locals.ts";
import { WindowLocals } from "./window-locals.ts";

/** The signature of every unit. */
export const UNIT_PARAMETERS: readonly ValueType[] = ["i64", "i64", "i32", "i32", "i32"];
export const UNIT_RESULTS: readonly ValueType[] = ["i64", "i64"];
/** What the addition in a sandboxed return does to the flags: its operands are target and base. */
export const RETURN_FLAGS: Operation = { fn: "add", bits: 64 };
/** Parameter numbers. */
const RSP = 0;
const TRACE = 1;
const BUDGET = 2;
const PC_PARAMETER = 3;
const DEPTH = 4;

/** An odd "address": control left inside a unit. */
export const LEFT = 1;
/** Added to an address (a multiple of 32) where the flags are in the state block. */
export const FLAGS_IN_STATE = 2;

export const BUNDLE_SHIFT = 5;
const R_SP = 4;
const R15 = 15;

/** A place where a unit can leave: PC there, and the instructions its block has not executed. */
export interface ExitPoint {
  readonly pc: number;
  readonly refund: number;
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
  /** Number of this unit's first exit point. */
  readonly firstExit: number;
  /** Where units are: the table has a slot for each bundle below `end`. */
  readonly text: { readonly start: number; readonly end: number };
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
  readonly #need: FlagNeed;
  readonly #linkage: Linkage;
  readonly #use: RegisterUse;
  readonly #general: Local[];
  readonly #vector: VectorLocals;
  readonly #flags: FlagLocals;
  readonly #windows: WindowLocals;
  readonly #exit: Local;
  readonly #condition: Local;
  readonly #packed: Local;
  readonly #scratch: Scratch;
  readonly #out: Label;
  readonly #target: LocalsTarget;
  readonly #labels: Label[] = [];
  /** What is known of the flags behind each block that has been written. */
  readonly #flagsBehind: KnownKind[] = [];
  #block: Block | undefined;
  #done = 0;

  constructor(unit: Unit, { graph, routes }: Routed, linkage: Linkage) {
    const { code } = this;
    this.#unit = unit;
    this.#graph = graph;
    this.#routes = routes;
    this.#route = code.local("i32");
    this.#linkage = linkage;
    this.#programs = unit.blocks.map(({ instructions }) =>
      instructions.map(({ program, form, instruction }) => specialize(program, form, instruction)));
    this.#checkpoints = checkpoints(unit, graph);
    this.#need = flagNeed(unit, this.#programs, this.#checkpoints.isCheckpoint);
    this.#use = registerUse(unit);
    this.#general = Array.from({ length: 16 }, (_, n) => this.#localFor(n));
    this.#vector = new VectorLocals(
      code, this.#use.vector, this.#use.vectorWritten, packedRegisters(unit));
    this.#flags = new FlagLocals(code, linkage.settle);
    this.#windows = new WindowLocals(code);
    this.#exit = code.local("i32");
    this.#condition = code.local("i32");
    this.#packed = code.local("i64");
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
    this.#windows.load(this.#linkage.base);
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
    this.#storeRegisters();
  }

  #storeRegisters(): void {
    const { code } = this;
    for (const n of this.#registers(this.#use.generalWritten | (1 << R_SP))) {
      if (this.#general[n] === -1) continue;
      code.i32(0); code.get(this.#general[n] ?? -1); code.memory("i64_store", GPR + 8 * n);
    }
    this.#vector.store();
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

  #exitAt(pc: number, refund: number): void {
    this.code.i32(this.#linkage.firstExit + this.exits.length);
    this.code.set(this.#exit);
    this.exits.push({ pc, refund });
  }

  #leaveWhenDeep(): void {
    const { code } = this;
    this.#exitAt(this.#unit.root, 0);
    code.get(DEPTH); code.op("i32_eqz");
    code.brIf(this.#out);
  }

  #takeBudget(index: number, block: Block): void {
    const { code } = this;
    const count = block.instructions.length;
    if (this.#checkpoints.isCheckpoint[index] === true) {
      this.#exitAt(block.start, 0);
      code.get(BUDGET); code.i32(this.#checkpoints.longest[index] ?? 0); code.op("i32_lt_s");
      code.brIf(this.#out);
    }
    if (count === 0) return;
    code.get(BUDGET); code.i32(count); code.op("i32_sub"); code.set(BUDGET);
  }

  // Blocks.

  body(index: number): void {
    const block = this.#unit.blocks[index];
    if (block === undefined) throw new Error(`defect: the unit has no block ${index}`);
    this.#block = block;
    this.#flags.known = this.#flagsBefore(index);
    this.#takeBudget(index, block);
    block.instructions.forEach((instruction, done) => {
      const program = this.#programs[index]?.[done] ?? instruction.program;
      this.#done = done;
      this.#instruction(instruction, this.#need.needed[index]?.[done] === true ? program
        : { ...program, effects: program.effects.filter((effect) => !isFlagEffect(effect)) });
    });
    this.#scratch.releaseAll();
    this.#flagsBehind[index] = this.#flags.known;
  }

  /** Flags are known at a block's start where control comes from one block only, without a call. */
  #flagsBefore(index: number): KnownKind {
    const [only, ...more] = this.#graph.predecessors[index] ?? [];
    if (only === undefined || more.length > 0 || index === 0) return "unknown";
    return this.#flagsBehind[only] ?? "unknown";
  }

  #instruction(instruction: UnitInstruction, program: Program): void {
    const count = this.#block?.instructions.length ?? 0;
    this.marks.push({ at: this.code.length, pc: instruction.pc });
    this.#exitAt(instruction.pc, count - this.#done);
    if (this.#readsPair(program)) this.#flags.settle();
    const { operations } = this.#flags;
    this.#target.begin(instruction);
    new Lowering(program, this.#target, this.#scratch).emit();
    // An operation that the flags' own form does not know has written the pair.
    const writesFlags = program.effects.some(isFlagEffect);
    if (writesFlags && this.#flags.operations === operations) this.#flags.isPair();
  }

  /** Does an instruction need the flags as they were in the form of the pair? */
  #readsPair({ steps, effects }: Program): boolean {
    return steps.some((step) => step.op === "flag"
      || (step.op === "condition" && !isDirect(this.#flags.known, step.cc)))
      || effects.some((effect) => effect.op === "setflags"
        || (effect.op === "flags" && effect.keepCarry)
        || (isFlagEffect(effect) && "when" in effect && effect.when !== undefined));
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

  /**
   * A computed target must be a bundle of the text: else the interpreter takes the instruction. One
   * comparison tells both, for rotating a multiple of 32 right by 5 divides it, and anything else
   * becomes huge.
   */
  admit(target: Push): void {
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
    if (kind === "call") this.#call(current.target, current.next);
    else if (kind === "indirect-call") this.#indirectCall(target, current.next);
    else this.#indirect(target);
  }

  #call(target: number, back: number): void {
    this.#trace(target);
    this.#enter(() => this.code.i32(target), back);
  }

  #indirectCall(target: Push, back: number): void {
    const { code } = this;
    const address = this.#scratch.take("i32");
    target(); code.op("i32_wrap_i64"); code.set(address);
    pushTraceStep(code, TRACE, address, this.#scratch.take("i64"));
    this.#enter(() => code.get(address), back);
  }

  /** Calls the unit of an address; goes on behind only if it returns to `back`. */
  #enter(address: Push, back: number): void {
    const { code } = this;
    this.#store();
    code.get(RSP); code.get(TRACE); code.get(BUDGET);
    address();
    code.get(DEPTH); code.i32(1); code.op("i32_sub");
    address(); code.i32(BUNDLE_SHIFT); code.op("i32_shr_u");
    code.callIndirect(this.#linkage.unitType);
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
    const { base } = this.#linkage;
    this.#flags.setOperation(RETURN_FLAGS, () => code.i64(BigInt(back)), () => code.i64(base));
  }

  #returnPacked(): void {
    this.code.get(TRACE);
    this.code.get(this.#packed);
    this.code.op("return");
  }

  /** A jump to a computed address returns it; whoever takes it up feeds the trace. */
  #indirect(target: Push): void {
    const { code } = this;
    const implied = this.#isSandboxedReturn();
    if (!implied) this.#flags.store();
    this.#storeRegisters();
    code.get(TRACE);
    this.#pushPacked(() => {
      target(); code.op("i32_wrap_i64");
      if (!implied) { code.i32(FLAGS_IN_STATE); code.op("i32_or"); }
      code.op("i64_extend_i32_u");
    });
    code.op("return");
  }

  /** Does `add r15` to the very register stand right before the jump through it? */
  #isSandboxedReturn(): boolean {
    const jump = this.#block?.instructions[this.#done];
    const add = this.#block?.instructions[this.#done - 1];
    if (jump === undefined || add === undefined || jump.variant.memory) return false;
    const { form, instruction, variant } = add;
    if (form.mnemonic !== "add" || form.operandSize !== 64 || variant.memory) return false;
    const [to, from] = [0, 1].map((k) => form.operands[k]?.kind === "gpr"
      ? fullRegister(operandOf(form, k), instruction) : -1);
    if (!this.#linkage.fixedBase) return false;
    return from === R15 && to === fullRegister(operandOf(jump.form, 0), jump.instruction);
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
  branchTable(_block: number, depths: readonly number[]): void {
    const labels = depths.map((depth) => this.#labels.at(-1 - depth) ?? -1);
    this.code.get(this.#route);
    this.code.brTable(labels.slice(0, -1), labels.at(-1) ?? -1);
  }
}

/** Feeds the trace hash with an address in an i32 local: `traceStep` of `machine/trace.ts`. */
export function pushTraceStep(code: Code, trace: Local, address: Local, mixed: Local): void {
  const mix = (shift: bigint, factor?: bigint): void => {
    code.get(mixed); code.get(mixed); code.i64(shift); code.op("i64_shr_u"); code.op("i64_xor");
    if (factor !== undefined) { code.i64(BigInt.asIntN(64, factor)); code.op("i64_mul"); }
    code.set(mixed);
  };
  code.get(address); code.op("i64_extend_i32_u");
  code.i64(BigInt.asIntN(64, 0x9e37_79b9_7f4a_7c15n)); code.op("i64_add"); code.set(mixed);
  mix(30n, 0xbf58_476d_1ce4_e5b9n);
  mix(27n, 0x94d0_49bb_1331_11ebn);
  mix(31n);
  code.get(trace); code.i64(5n); code.op("i64_rotl");
  code.get(mixed); code.op("i64_add"); code.set(trace);
}

/** Emits a unit; `undefined` where it writes r15, which units hold to be the base. */
export function emitUnit(unit: Unit, linkage: Linkage): EmittedUnit | undefined {
  const writesBase = ((registerUse(unit).generalWritten >> R15) & 1) === 1;
  if (linkage.fixedBase && writesBase) return undefined;
  const way = routed(unit.blocks.map(({ successors }) => successors));
  if (way.router < 0) return new UnitEmitter(unit, way, linkage).emit();
  const router: Block = {
    start: unit.root, instructions: [], flow: "router", end: unit.root,
    successors: way.graph.successors[way.router] ?? [],
  };
  const extended = { ...unit, blocks: [...unit.blocks, router] };
  return new UnitEmitter(extended, way, linkage).emit();
}
