/**
 * Repeated MOVS and STOS at once: where the whole run lies in the windows, goes upwards and fits
 * the budget, its iterations need no looking at one by one. Everything else is left to the loop
 * that the instruction's meaning makes.
 *
 * Short runs are copied element by element, which is also what a run does that overlaps itself.
 */
import type { Width } from "../../spec/ir/ir.ts";
import { loadOp, storeOp } from "../lowering/memory.ts";
import type { Scratch } from "../lowering/scratch.ts";
import { WINDOW_ORIGIN } from "../machine/linear-layout.ts";
import { FLAG_SYSTEM } from "../machine/state.ts";
import type { Code, Label, Local } from "../wasm/code.ts";
import type { UnitInstruction } from "./unit.ts";
import type { WindowLocals } from "./window-locals.ts";

/** From this many bytes on, a call of the host's own copying pays. */
const BULK_BYTES = 128;
const DF = 1 << 10;
const [R_AX, R_CX, R_SI, R_DI] = [0, 1, 6, 7];

/** What a unit knows where a repeated instruction stands. */
export interface BulkPlace {
  readonly code: Code;
  readonly scratch: Scratch;
  readonly windows: WindowLocals;
  readonly base: bigint;
  /** Local of a general register. */
  readonly register: (number: number) => Local;
  /** Tells that such a local has a new value. */
  readonly wrote: (number: number) => void;
  readonly budget: Local;
  /** The run is taken from the budget. */
  readonly counts: boolean;
  /** Instructions that must be left in the budget behind the run. */
  readonly reserve: number;
}

/** A run of a string instruction, elements `bits` wide. */
export type Bulk = { readonly kind: "movs" | "stos"; readonly bits: Width };

/** The run that an instruction makes, where it is one that can be made at once. */
export function bulkOf(instruction: UnitInstruction | undefined): Bulk | undefined {
  if (instruction === undefined) return undefined;
  const { flow, form, variant } = instruction;
  if (flow !== "repeat" || variant.address32) return undefined;
  const { mnemonic } = form;
  const kind = mnemonic.startsWith("movs") ? "movs" : mnemonic.startsWith("stos") ? "stos" : undefined;
  const bits = form.operands[0]?.bits;
  if (kind === undefined || (bits !== 8 && bits !== 16 && bits !== 32 && bits !== 64)) return undefined;
  return { kind, bits };
}

class BulkEmitter {
  readonly #place: BulkPlace;
  readonly #bulk: Bulk;
  readonly #bytes: Local;
  readonly #to: Local;
  readonly #from: Local;
  readonly #end: Local;

  constructor(place: BulkPlace, bulk: Bulk) {
    this.#place = place;
    this.#bulk = bulk;
    this.#bytes = place.scratch.take("i64");
    this.#to = place.scratch.take("i32");
    this.#from = place.scratch.take("i32");
    this.#end = place.scratch.take("i32");
  }

  emit(slow: Label): void {
    this.#admit(slow);
    this.#copy();
    this.#finish();
  }

  /** Leaves to `slow` unless the whole run can be made here. */
  #admit(slow: Label): void {
    const { code, budget, reserve, register, base, windows } = this.#place;
    const count = register(R_CX);
    // 1 <= count <= budget - reserve; where the budget is smaller than the reserve, nothing fits.
    code.get(count); code.i64(1n); code.op("i64_sub");
    code.get(budget); code.i32(reserve); code.op("i32_sub"); code.op("i64_extend_i32_s");
    code.i64(0n); code.get(budget); code.i32(reserve); code.op("i32_gt_s"); code.op("select");
    code.op("i64_ge_u");
    code.brIf(slow);
    code.i32(0); code.memory("i32_load", FLAG_SYSTEM); code.i32(DF); code.op("i32_and");
    code.brIf(slow);
    code.get(count); code.i64(BigInt(this.#bulk.bits / 8)); code.op("i64_mul");
    code.set(this.#bytes);
    const relative = (number: number) => (): void => {
      code.get(register(number)); code.i64(base); code.op("i64_sub");
    };
    windows.admitRange(relative(R_DI), this.#bytes, true, this.#to, slow);
    if (this.#bulk.kind === "movs") {
      windows.admitRange(relative(R_SI), this.#bytes, false, this.#from, slow);
    }
  }

  #pushBytes(): void {
    this.#place.code.get(this.#bytes);
    this.#place.code.op("i32_wrap_i64");
  }

  #copy(): void {
    const { code, register } = this.#place;
    const { kind, bits } = this.#bulk;
    const byHost = kind === "movs" || bits === 8;
    if (byHost) {
      this.#pushBytes(); code.i32(BULK_BYTES); code.op("i32_ge_u");
      if (kind === "movs") {
        // A run that overlaps itself from below repeats what it has written.
        code.get(this.#to); code.get(this.#from); code.op("i32_sub");
        this.#pushBytes(); code.op("i32_ge_u"); code.op("i32_and");
      }
      code.if();
      code.get(this.#to); code.i32(WINDOW_ORIGIN); code.op("i32_add");
      if (kind === "movs") {
        code.get(this.#from); code.i32(WINDOW_ORIGIN); code.op("i32_add");
        this.#pushBytes();
        code.memoryCopy();
      } else {
        code.get(register(R_AX)); code.op("i32_wrap_i64");
        this.#pushBytes();
        code.memoryFill();
      }
      code.else();
    }
    this.#elements();
    if (byHost) code.end();
  }

  #elements(): void {
    const { code, register } = this.#place;
    const { kind, bits } = this.#bulk;
    code.get(this.#to); this.#pushBytes(); code.op("i32_add"); code.set(this.#end);
    const again = code.loop();
    code.get(this.#to);
    if (kind === "movs") {
      code.get(this.#from); code.memory(loadOp(bits, "i64"), WINDOW_ORIGIN, 0);
    } else code.get(register(R_AX));
    code.memory(storeOp(bits, "i64"), WINDOW_ORIGIN, 0);
    const step = (position: Local): void => {
      code.get(position); code.i32(bits / 8); code.op("i32_add");
    };
    if (kind === "movs") { step(this.#from); code.set(this.#from); }
    step(this.#to); code.tee(this.#to);
    code.get(this.#end); code.op("i32_ne");
    code.brIf(again);
    code.end();
  }

  #finish(): void {
    const { code, register, budget, counts, wrote } = this.#place;
    const count = register(R_CX);
    if (counts) {
      code.get(budget); code.get(count); code.op("i32_wrap_i64"); code.op("i32_sub"); code.set(budget);
    }
    code.i64(0n); code.set(count); wrote(R_CX);
    for (const number of this.#bulk.kind === "movs" ? [R_DI, R_SI] : [R_DI]) {
      const local = register(number);
      code.get(local); code.get(this.#bytes); code.op("i64_add"); code.set(local); wrote(number);
    }
  }
}

/** Makes the run at once, or goes to `slow` with everything as it was. */
export function emitBulk(place: BulkPlace, bulk: Bulk, slow: Label): void {
  new BulkEmitter(place, bulk).emit(slow);
}
