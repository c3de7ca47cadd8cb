/**
 * How control leaves the straight code of a unit: calls, returns, computed jumps. All registers are in
 * the state block then, so whoever goes on knows everything.
 */
import type { Scratch } from "../lowering/scratch.ts";
import type { Push } from "../lowering/target.ts";
import { GPR } from "../machine/state.ts";
import { type Code, FUNCTION, type Label, type Local } from "../wasm/code.ts";
import type { Linkage } from "./linkage.ts";
import type { FlagLocals } from "./flag-locals.ts";
import { isSandboxedReturn } from "./idioms.ts";
import {
  BUDGET, BUNDLE_SHIFT, DEPTH, FLAGS_IN_STATE, PC_PARAMETER, RETURN_FLAGS, RSP, TRACE, pushTraceStep,
  takeTraceStepBack,
} from "./protocol.ts";
import type { RegisterSets } from "./register-use.ts";
import type { TraceFeed } from "./trace-feed.ts";
import { BUNDLE_BYTES, type Block, type Unit, type UnitInstruction } from "./unit.ts";
import type { UnitState } from "./unit-state.ts";

const R_SP = 4;

/** What transfers know of the unit and of the place where they stand. */
export interface TransferPlace {
  readonly code: Code;
  readonly unit: Unit;
  readonly linkage: Linkage;
  readonly state: UnitState;
  readonly flags: FlagLocals;
  readonly trace: TraceFeed;
  readonly scratch: Scratch;
  /** Leaves the unit at the instruction at hand. */
  readonly out: Label;
  readonly block: () => Block | undefined;
  /** The instruction at hand, and the one before it in its block. */
  readonly current: () => UnitInstruction | undefined;
  readonly before: () => UnitInstruction | undefined;
  /** Registers that may differ from the state block there. */
  readonly dirty: () => RegisterSets;
  /** Pushes the budget that is left behind the transfer. */
  readonly pushBudget: () => void;
}

export class UnitTransfers {
  /** An i64 local: a result of a unit, or where a switch goes. */
  readonly packed: Local;
  readonly #at: TransferPlace;

  constructor(at: TransferPlace) {
    this.#at = at;
    this.packed = at.code.local("i64");
  }

  /** Pushes the second result: an address below, the budget above. */
  pushPacked(address: Push): void {
    const { code } = this.#at;
    address();
    this.#at.pushBudget(); code.op("i64_extend_i32_u");
    code.i64(32n); code.op("i64_shl");
    code.op("i64_or");
  }

  /** Feeds the trace hash with a next address in an i32 local. */
  #traceComputed(next: Local): void {
    const { code, linkage, trace, scratch } = this.#at;
    trace.flush();
    if (!linkage.without.trace) pushTraceStep(code, TRACE, next, scratch.take("i64"));
  }

  /** A computed target in an i32 local, with which the trace hash has been fed. */
  #computed(target: Push): Local {
    const { code, scratch } = this.#at;
    const address = scratch.take("i32");
    target(); code.op("i32_wrap_i64"); code.set(address);
    this.#traceComputed(address);
    return address;
  }

  /** Checks a computed target before anything of the transfer happens. */
  admit(target: Push): void {
    const { code } = this.#at;
    const current = this.#at.current();
    if (current?.flow === "inline-return" || current?.flow === "switch") return;
    if (current === undefined || current.target < 0) return this.#admitBundle(target);
    // What the code before it says; were it otherwise, the interpreter would take the jump.
    target();
    code.i64(this.#at.linkage.base + BigInt(current.target)); code.op("i64_ne");
    code.brIf(this.#at.out);
  }

  /**
   * A computed target must be a bundle of the text: else the interpreter takes the instruction. One
   * comparison tells both, for rotating a multiple of 32 right by 5 divides it, and anything else
   * becomes huge.
   */
  #admitBundle(target: Push): void {
    const { code } = this.#at;
    const { base, text } = this.#at.linkage;
    target();
    code.i64(base + BigInt(text.start)); code.op("i64_sub");
    code.i64(BigInt(BUNDLE_SHIFT)); code.op("i64_rotr");
    code.i64(BigInt((text.end - text.start) / BUNDLE_BYTES)); code.op("i64_ge_u");
    code.brIf(this.#at.out);
  }

  /** A return from a function that stands in this unit: to its caller, or the interpreter takes it. */
  inlineReturn(target: Push): void {
    const { code, linkage } = this.#at;
    const back = this.#at.block()?.back ?? -1;
    target(); code.i64(linkage.base + BigInt(back)); code.op("i64_xor"); code.i64(0n); code.op("i64_gt_u");
    code.brIf(this.#at.out);
    this.#at.trace.add(back);
    this.#implyFlags(back);
  }

  /** A jump through a table: what `branchHub` needs to know where it goes. Landings feed the trace. */
  toHub(target: Push): void {
    const { code } = this.#at;
    const { base } = this.#at.linkage;
    target(); code.i64(base); code.op("i64_sub"); code.set(this.packed);
    this.#at.flags.setOperation(
      RETURN_FLAGS, () => code.get(this.packed), () => code.i64(base));
  }

  /** The unit was entered at the address that it was called with. The trace has been fed with it. */
  fromEntry(): void {
    const { code, linkage, scratch } = this.#at;
    code.get(PC_PARAMETER); code.op("i64_extend_i32_u"); code.set(this.packed);
    if (!linkage.without.trace) takeTraceStepBack(code, TRACE, PC_PARAMETER, scratch.take("i64"));
  }

  /** Branches to the places a table names; whatever else the target is, the unit returns it. */
  branchHub(successors: readonly number[], labels: readonly Label[]): void {
    const { code } = this.#at;
    const starts = successors.map((next) => this.#at.unit.blocks[next]?.start ?? 0);
    const [first, last] = [Math.min(...starts), Math.max(...starts)];
    const slots = (last - first) / BUNDLE_BYTES + 1;
    // Rotated like this, a place that begins no bundle becomes huge.
    const slot = (): void => {
      code.get(this.packed); code.i64(BigInt(first)); code.op("i64_sub");
      code.i64(BigInt(BUNDLE_SHIFT)); code.op("i64_rotr");
    };
    const elsewhere = code.block();
    slot(); code.i64(BigInt(slots)); code.op("i64_ge_u");
    code.brIf(elsewhere);
    slot(); code.op("i32_wrap_i64");
    code.brTable(Array.from({ length: slots }, (_, k) =>
      labels[starts.indexOf(first + BUNDLE_BYTES * k)] ?? elsewhere), elsewhere);
    code.end();
    const target = (): void => {
      code.get(this.packed); code.i64(this.#at.linkage.base); code.op("i64_add");
    };
    this.#admitBundle(target);
    this.indirect(target);
  }

  /** Behind a sandboxed return to a place the flags are those of its last addition. */
  #implyFlags(back: number): void {
    const { code } = this.#at;
    const { base } = this.#at.linkage;
    this.#at.flags.setOperation(RETURN_FLAGS, () => code.i64(BigInt(back)), () => code.i64(base));
  }

  /** A call to a known place; goes on behind it, where it returns. */
  call(target: number, back: number): void {
    this.#at.trace.add(target);
    this.#enter(() => this.#at.code.i32(target), back, target === this.#at.unit.root ? "itself" : undefined);
  }

  /** A call to a computed place. */
  indirectCall(target: Push, back: number): void {
    const { code } = this.#at;
    const address = this.#computed(target);
    this.#enter(() => code.get(address), back);
  }

  /** A jump to where another unit begins: it is called, so that its return finds who called this one. */
  away(target: Push): void {
    const { code } = this.#at;
    const address = this.#computed(target);
    this.#run(() => code.get(address));
    code.op("return");
  }

  /** Control comes to where the unit in a slot of the table begins: it is called like that of a jump. */
  onward(next: number, slot: number): void {
    const { code } = this.#at;
    this.#run(() => code.i32(next), () => code.i32(slot));
    code.op("return");
  }

  /**
   * Calls the unit of an address, which may be this one by itself; goes on behind only if it returns
   * to `back`.
   */
  #enter(address: Push, back: number, unit?: "itself"): void {
    const { code } = this.#at;
    this.#run(address, unit);
    code.set(this.packed);
    code.set(TRACE);
    this.#at.trace.begin();
    code.get(TRACE); code.get(this.packed);
    // A return never comes back to the middle of a bundle.
    if (back % BUNDLE_BYTES !== 0) return code.op("return");
    // One return for all calls, so that the host's compiler has none of them on the way.
    code.get(this.packed); code.op("i32_wrap_i64");
    code.i32(back); code.op("i32_xor"); code.i32(0); code.op("i32_gt_u");
    code.brIf(FUNCTION);
    code.op("drop"); code.op("drop");
    this.#at.trace.add(back);
    code.get(this.packed); code.i64(32n); code.op("i64_shr_u"); code.op("i32_wrap_i64");
    code.set(BUDGET);
    code.i32(0); code.memory("i64_load", GPR + 8 * R_SP); code.set(RSP);
    this.#at.state.load();
    this.#implyFlags(back);
  }

  /**
   * Calls the unit of an address with all state handed over; leaves its results on the stack. `unit`: its
   * slot, where that does not follow from the address, or this unit itself.
   */
  #run(address: Push, unit?: Push | "itself"): void {
    const { code } = this.#at;
    this.#at.flags.store();
    this.#at.state.storeRegisters(this.#at.dirty());
    code.get(RSP); this.#at.trace.push(); this.#at.pushBudget();
    address();
    code.get(DEPTH); code.i32(1); code.op("i32_sub");
    if (unit === "itself") code.call(this.#at.linkage.itself);
    else {
      if (unit !== undefined) unit();
      else { address(); code.i32(BUNDLE_SHIFT); code.op("i32_shr_u"); }
      code.callIndirect(this.#at.linkage.unitType);
    }
  }

  /** A jump to a computed address returns it; whoever takes it up feeds the trace. */
  indirect(target: Push): void {
    const { code } = this.#at;
    const jump = this.#at.current();
    const { fixedBase, without } = this.#at.linkage;
    const implied = without.flags
      || (jump !== undefined && fixedBase && isSandboxedReturn(this.#at.before(), jump));
    if (!implied) this.#at.flags.store();
    this.#at.state.storeRegisters(this.#at.dirty());
    this.#at.trace.push();
    this.pushPacked(() => {
      target(); code.op("i32_wrap_i64");
      if (!implied) { code.i32(FLAGS_IN_STATE); code.op("i32_or"); }
      code.op("i64_extend_i32_u");
    });
    code.op("return");
  }
}
